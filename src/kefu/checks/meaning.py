"""The second judge: what the reader says of messages, joined with what the words say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Final

import numpy as np

from kefu.checks.amounts import amount
from kefu.checks.clauses import spans
from kefu.checks.cues import literal
from kefu.checks.due import due
from kefu.checks.excuses import applies, is_known
from kefu.checks.judge import Judge
from kefu.checks.law import Charge
from kefu.checks.routine import is_lawful, is_routine
from kefu.checks.shipped import listener, shipped_words
from kefu.language.hearing import Ear, Heard
from kefu.reader.labels import ASKED, KINDS, LABELS, RISKED, RULES
from kefu.reader.model import Floats, Reader, Reading, Text, emotion
from kefu.reader.pieces import answered
from kefu.vocabulary.ids import EMOTIONS, PROMISES, Platform, Severity
from kefu.vocabulary.talk import Message, Turn
from kefu.vocabulary.verdict import Finding, Promise, Signals

BARRED_BY_PLATFORM: Final = ("platform.mention", "platform.term")
WORD_FILTER: Final[Platform] = "pdd"
MOST_READ: Final = 100_000
"""Of a longer message only words judge."""
MOST_CLAUSES: Final = 12
"""Of a message of more clauses none is looked for that carries a finding."""
CARRIES: Final = 0.5
"""A clause without which the score falls by this share of the greatest fall carries a finding too."""
PAID: Final = frozenset({"refund_by", "compensation", "price_protect", "other"})
"""Promises of these kinds may name a sum that is to be paid; beside the others it is a price."""
FOLLOWS: Final = -1.0
"""A piece of this score still belongs to the words of a promise."""


class Meaning:
    """Joins the reader's verdicts with those of words."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.ear = Ear(shipped_words())
        self._from: dict[tuple[int, float | None], Floats] = {}

    def text(self, message: Message, platform: Platform) -> Text:
        """What the reader is given of a message: disguises undone, and what the other side said before."""
        before = tuple(self.ear.hear(each).plain for each in answered(message.history, message.role))
        return Text(self.ear.hear(message.text).plain, platform, message.role, before)

    def joined(
        self, judge: Judge, message: Message, text: Text, reading: Reading, known: Sequence[Finding],
        severities: Mapping[str, Severity], least: float | None = None,
    ) -> tuple[Finding, ...]:  # fmt: skip
        """The findings of words, and those of meaning beside them, in the order of the text.

        Args:
            known: what words have found.
            severities: as a shop has set them for rules.
            least: from what probability on a shop wants a warning; None = from where Kefu gives one.
        """
        likely = self.likely(reading, judge.platform, least)
        settled = {finding.rule for finding in known if finding.alarm or finding.lowered}
        fresh = {
            rule: severity
            for rule, severity in likely.items()
            if rule not in settled
            and not contradicted(judge, rule, message)
            and not is_lawful(rule, (text.plain, *text.before))
        }
        both = settled | set(fresh)
        fresh = {
            rule: severities.get(rule, severity)
            for rule, severity in fresh.items()
            if judge.yields_to.get(rule, frozenset()).isdisjoint(both - {rule})
        }
        if not fresh or is_routine(text.plain, (judge.ear.hear(turn.text).plain for turn in own(message))):
            return tuple(known)
        heard = judge.ear.hear(message.text)
        kept = [finding for finding in known if finding.rule not in fresh]
        places = [(charge(each.rule, each.severity), *heard.place(each.start, each.end)) for each in kept]
        places += [
            (charge(rule, severity, lowered_of(judge, rule)), *place)
            for rule, severity, place in self._placed(text, heard, reading, fresh)
        ]
        told = judge.findings(heard, places, message, {rule: self._probability(rule, reading) for rule in fresh})
        advice = told[0].advice if told else ""
        out = [finding for finding in told if finding.rule in fresh]
        return tuple(
            sorted([*(replace(each, advice=advice) for each in kept), *out], key=lambda each: (each.start, each.end))
        )

    def likely(self, reading: Reading, platform: str, least: float | None = None) -> dict[str, Severity]:
        """The rules that the reader holds broken, and how sure that makes it."""
        out: dict[str, Severity] = {}
        for n in np.flatnonzero(reading.scores[RULES] >= self._scores_from(RULES, least)).tolist():
            rule = LABELS[RULES.start + n]
            if rule in BARRED_BY_PLATFORM and platform != WORD_FILTER:
                continue
            block = self.reader.terms[rule].block
            out[rule] = "block" if block is not None and reading.scores[RULES.start + n] >= block else "warn"
        return out

    def _scores_from(self, names: slice, least: float | None) -> Floats:
        """The scores from which on some labels count."""
        key = (names.start, least)
        if key not in self._from:
            told = [self.reader.terms[name].warns_from(least) for name in LABELS[names]]
            self._from[key] = np.array(told, dtype=np.float32)
        return self._from[key]

    def signals(self, text: Text, reading: Reading, heard: Signals) -> Signals:
        """What a buyer's message asks, risks and feels: what the reader is sure of, and what words say that it does not rule out.

        A risk that only the reader finds must lie in the buyer's own words: none of them clears it, and the reader does not rule it
        out without what the agent said.

        Args:
            heard: what words say.
        """

        def over(names: slice, said: Sequence[str]) -> tuple[str, ...]:
            return tuple(
                name
                for n, name in enumerate(LABELS[names], names.start)
                if self._holds(name, reading.scores[n], name in said)
            )

        risks = over(RISKED, heard.risk)
        added = [name for name in risks if name not in heard.risk]
        doubted = {name for name in added if listener().clears(name, text.plain)}
        if text.before and len(doubted) < len(added):
            (alone,) = self.reader.read([replace(text, before=())])
            doubted |= {name for name in added if not self._holds(name, alone.scores[LABELS.index(name)], said=True)}
        kept = tuple(name for name in risks if name not in doubted)
        return Signals(over(ASKED, heard.intent), kept, EMOTIONS[emotion(reading.scores)])

    def promises(self, message: Message, text: Text, reading: Reading) -> tuple[Promise, ...]:
        """What an agent's message promises: whether, which kind and in which words by the reader, when and how much by rules."""
        made = np.flatnonzero(reading.scores[KINDS] >= self._scores_from(KINDS, None)).tolist()
        if not made:
            return ()
        heard = self.ear.hear(message.text)
        places = self.reader.pieces.places(text.plain)
        out: list[tuple[int, Promise]] = []
        for n in made:
            kind = PROMISES[n]
            start, end = whole_clauses(text.plain, *said_in(places, reading.kinds[:, n], len(text.plain)))
            words = text.plain[start:end]
            first, last = heard.span(start, end)
            by = None if message.at is None else due(words, text.plain, message.at, text.before, kind)
            sum_ = amount(words, text.plain, text.before) if kind in PAID else None
            out.append((first, Promise(kind, message.text[first:last], by, sum_)))
        return tuple(promise for _, promise in sorted(out, key=itemgetter(0)))

    def _holds(self, name: str, score: float, said: bool) -> bool:
        terms = self.reader.terms[name]
        least = terms.beside if said else terms.warn
        return least is not None and score >= least

    def _probability(self, rule: str, reading: Reading) -> float:
        return round(self.reader.terms[rule].probability(float(reading.scores[LABELS.index(rule)])), 3)

    def _placed(
        self, text: Text, heard: Heard, reading: Reading, fresh: Mapping[str, Severity]
    ) -> Iterable[tuple[str, Severity, tuple[int, int]]]:
        """For each rule the clauses that carry it: those without which its score falls most."""
        parts = spans(text.plain)
        whole = (parts[0][0], parts[-1][1]) if parts else (0, len(text.plain))
        if not 1 < len(parts) <= MOST_CLAUSES:
            return [(rule, severity, whole) for rule, severity in fresh.items()]
        without = [replace(text, plain=text.plain[:a] + text.plain[b:]) for a, b in parts]
        others = self.reader.read(without)
        out = []
        for rule, severity in fresh.items():
            n = LABELS.index(rule)
            falls = [float(reading.scores[n] - other.scores[n]) for other in others]
            most = max(falls)
            carrying = [span for span, fall in zip(parts, falls, strict=True) if most > 0 and fall >= CARRIES * most]
            out.append((rule, severity, (carrying[0][0], carrying[-1][1]) if carrying else whole))
        return out


def said_in(places: Sequence[tuple[int, int]], scores: Floats, size: int) -> tuple[int, int]:
    """Where the words stand that say one kind of promise: around the piece that says it most, as far as the others follow."""
    if not len(scores):
        return 0, size
    best = int(scores.argmax())
    first, last = best, best
    while first > 0 and scores[first - 1] > FOLLOWS:
        first -= 1
    while last + 1 < min(len(scores), len(places)) and scores[last + 1] > FOLLOWS:
        last += 1
    return places[first][0], places[last][1]


def whole_clauses(plain: str, start: int, end: int) -> tuple[int, int]:
    """The clauses in which a place lies."""
    touched = [(a, b) for a, b in spans(plain) if a < end and start < b]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def charge(rule: str, severity: Severity, lowered: str = "") -> Charge:
    """A charge that no cue brings."""
    return Charge(rule, NO_WORDS, severity, None, (), frozenset(), None, {}, lowered=lowered)


def lowered_of(judge: Judge, rule: str) -> str:
    """That the shop has made a rule lighter, and why; '' where it has not."""
    return next((each.lowered for each in judge.charges if each.rule == rule and not each.allowed), "")


def own(message: Message) -> list[Turn]:
    """What the agent said before in the conversation."""
    return [turn for turn in message.history if turn.role == message.role]


def contradicted(judge: Judge, rule: str, message: Message) -> bool:
    """Whether what is known of the order and the shop rules a breach out: some charge rests on a known fact, and none on a true one."""
    resting = [each.when for each in judge.charges if each.rule == rule and each.when]
    if not resting or (message.order is None and message.shop is None):
        return False
    return any(is_known(message, when) for when in resting) and not any(applies(message, when) for when in resting)


NO_WORDS: Final = literal("\uffff")
