"""The lexical judge: which charges a heard message answers, and what may be said instead. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from kefu.checks.law import Charge, Saying
from kefu.language.batch import Crowd
from kefu.language.hearing import Ear, Heard
from kefu.language.lexicon import Lexicon
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.talk import Message
from kefu.vocabulary.verdict import Finding

SENTENCE_END: Final = re.compile(r"[。!?\n]")
SHORT: Final = 8
"""A message of at most so many characters is judged by every cue that has no anchor."""
FIGURES: Final = re.compile(r"\d{5}|[a-z0-9][@.][a-z0-9]|[a-z][a-z0-9_-]{4}")
WEIGHT: Final = {severity: n for n, severity in enumerate(SEVERITIES)}

Ground = tuple[str, str]
"""Clause id and penalty text."""


class Judge:
    """Judges agents' messages on one platform by the charges in force there.

    Args:
        grounds: for each rule the clause behind it on this platform and day, and its price.
        commonness: how often a text of the trade has one of these words; a cue is looked at where its rarest words stand.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        charges: Iterable[Charge],
        sayings: Mapping[str, tuple[Saying, ...]],
        grounds: Mapping[str, Ground],
        platform: str,
        commonness: Callable[[frozenset[str]], float],
    ) -> None:
        self.platform, self.grounds, self.sayings = platform, grounds, sayings
        self.charges = [charge for charge in charges if not charge.platforms or platform in charge.platforms]
        marks: dict[str, list[int]] = {}
        self.figured: list[int] = []
        self.short: list[int] = []
        for n, charge in enumerate(self.charges):
            if charge.find.figured:
                self.figured.append(n)
            elif not charge.find.runs or (charge.find.whole and charge.find.reach <= SHORT):
                self.short.append(n)
            else:
                for word in min(charge.find.runs, key=commonness):
                    marks.setdefault(word, []).append(n)
        self.marked = list(marks.values())
        self.ear = Ear(lexicon, marks)
        self.crowd = Crowd(self.ear)

    def judge(self, message: Message) -> tuple[Finding, ...]:
        """Every finding in an agent's message, in the order of the text. Raises: nothing."""
        return self._judged(self.ear.hear(message.text), message)

    def judge_many(self, messages: Sequence[Message | str]) -> list[tuple[Finding, ...]]:
        """The findings of many agents' messages, in order: what `judge` says of each."""
        out: list[tuple[Finding, ...]] = []
        texts = [message if isinstance(message, str) else message.text for message in messages]
        for heard in self.crowd.overhear(texts):
            base = len(out)
            out += [()] * len(heard.texts)
            wanted = set(heard.marks)
            wanted.update(heard.long_way, heard.latin)
            wanted.update(n for n, text in enumerate(heard.texts) if len(text) <= SHORT)
            for n in wanted:
                out[base + n] = self._judged(heard.heard(n, self.ear), messages[base + n])
        return out

    def _judged(self, heard: Heard, message: Message | str) -> tuple[Finding, ...]:
        called: set[int] = set()
        for _, _, mark in heard.marks:
            called.update(self.marked[mark])
        plain = heard.plain
        if len(plain) <= SHORT:
            called.update(self.short)
        if FIGURES.search(plain):
            called.update(self.figured)
        if not called:
            return ()
        whole = Message(message) if isinstance(message, str) else message
        found = self._found(heard, called, whole)
        return self._findings(heard, found, whole) if found else ()

    def _found(self, heard: Heard, called: set[int], message: Message) -> dict[str, tuple[Charge, int, int]]:
        """For each rule its heaviest charge that stands, with its place in the plain text."""
        found: dict[str, tuple[Charge, int, int]] = {}
        for n in sorted(called):
            charge = self.charges[n]
            if charge.find.whole and len(heard.plain) > charge.find.reach:
                continue
            known = found.get(charge.rule)
            if known is not None and WEIGHT[known[0].severity] <= WEIGHT[charge.severity]:
                continue
            if charge.asked is not None and not asked(message, charge):
                continue
            if charge.when and not applies(message, charge.when):
                continue
            place = self._place(heard.plain, charge)
            if place is not None:
                found[charge.rule] = (charge, *place)
        return found

    def _place(self, plain: str, charge: Charge) -> tuple[int, int] | None:
        """The first place where a charge stands and nothing acquits."""
        for match in charge.find.pattern.finditer(plain):
            start, end = match.span()
            if start == end:
                continue
            bounds = sentence_of(plain, start, end)
            if not any(clear.holds(plain, start, end, bounds) for clear in charge.clears):
                return start, end
        return None

    def _findings(
        self, heard: Heard, found: Mapping[str, tuple[Charge, int, int]], message: Message
    ) -> tuple[Finding, ...]:
        places = sorted(found.items(), key=lambda item: item[1][1])
        advice = self._advice(heard, [item[1] for item in places], message)
        out: list[Finding] = []
        for rule, (charge, start, end) in places:
            first, last = heard.span(start, end)
            clause, penalty = self.grounds.get(rule, (rule, ""))
            quote = message.text[first:last]
            out.append(Finding(rule, charge.severity, first, last, quote, clause, penalty, advice[rule]))
        return tuple(out)

    def _advice(self, heard: Heard, found: list[tuple[Charge, int, int]], message: Message) -> dict[str, str]:
        """For each rule a way to say it: the offending sentences replaced, the others kept."""
        said = {charge.rule: self._saying(charge, heard.plain, message) for charge, _, _ in found}
        if all(charge.use is not None for charge, _, _ in found):
            text = message.text
            for charge, start, end in reversed(found):
                first, last = heard.span(start, end)
                text = text[:first] + (charge.use or "") + text[last:]
            return dict.fromkeys(said, text)
        return said

    def _saying(self, charge: Charge, plain: str, message: Message) -> str:
        """The first saying of the rule that fits what the buyer asked and what the agent spoke of."""
        if charge.use is not None and charge.rule not in self.sayings:
            return plain
        for saying in self.sayings.get(charge.rule, ()):
            if saying.platforms and self.platform not in saying.platforms:
                continue
            if saying.asked and not any(
                saying.asked.pattern.search(self.ear.hear(turn.text).plain)
                for turn in message.history[-3:]
                if turn.role == "buyer"
            ):
                continue
            slots = {}
            if saying.about:
                match = saying.about.pattern.search(plain)
                if match is None:
                    continue
                slots["about"] = match.group()
            return saying.zh.format(**slots) if slots else saying.zh
        return ""


def sentence_of(plain: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence, or sentences, around a place."""
    first = max((match.end() for match in SENTENCE_END.finditer(plain, 0, start)), default=0)
    after = SENTENCE_END.search(plain, end)
    return first, after.start() if after else len(plain)


def asked(message: Message, charge: Charge) -> bool:
    """Whether the buyer's last message before this one meets the charge's `asked`."""
    assert charge.asked is not None
    for turn in reversed(message.history):
        if turn.role == "buyer":
            return charge.asked.pattern.search(turn.text.lower()) is not None
    return False


def applies(message: Message, when: Mapping[str, object]) -> bool:
    """Whether the facts around a message are as the charge wants them: `order.freight_free: true`; unknown is not."""
    for name, wanted in when.items():
        room, _, field = name.partition(".")
        holder = message.order if room == "order" else message.shop
        if getattr(holder, field, None) != wanted:
            return False
    return True
