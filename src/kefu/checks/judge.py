"""The lexical judge: which charges a heard message answers. Pure."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.checks.advice import Adviser
from kefu.checks.clauses import quoted
from kefu.checks.excuses import Around, applies
from kefu.checks.grounds import Ground, fitting
from kefu.checks.law import Charge, Saying
from kefu.checks.listed import Listed
from kefu.checks.places import FAR, LINKED, across, excused, said_before, sentence_of, standing, told_apart
from kefu.checks.summons import NO_CUES, Sample, Summons
from kefu.language.hearing import Ear, Heard
from kefu.language.lexicon import Lexicon
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.talk import Message, Turn
from kefu.vocabulary.verdict import Finding

if TYPE_CHECKING:
    from kefu.checks.roll import Roll

REMEMBERED: Final = 1024
"""So many messages of buyers of at most `FAR` characters are kept as heard."""
WEIGHT: Final = {severity: n for n, severity in enumerate(SEVERITIES)}

NOBODY: Final[frozenset[str]] = frozenset()
NONE: Final[frozenset[int]] = frozenset()
NOT_READ: Final[Mapping[str, float]] = {}
Place = tuple[Charge, int, int]


class Judge:
    """Judges agents' messages on one platform by the charges in force there.

    Args:
        grounds: for each rule the clauses behind it on this platform and day, the first that fits is cited.
        sample: of the trade's language; a cue is looked at where its rarest words stand.
        yields_to: for a rule the more specific ones beside which it finds nothing.
        listed: the words of a shop's own rules.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        charges: Iterable[Charge],
        sayings: Mapping[str, tuple[Saying, ...]],
        grounds: Mapping[str, Sequence[Ground]],
        platform: str,
        sample: Sample,
        yields_to: Mapping[str, frozenset[str]],
        listed: Listed,
    ) -> None:
        self.platform, self.grounds, self.yields_to = platform, grounds, yields_to
        self.listed = listed
        self.speechless = frozenset(rule for rule, said in sayings.items() if not said)
        """The shop's own rules that say nothing instead; what others say is no answer to them."""
        self.charges = [charge for charge in charges if not charge.platforms or platform in charge.platforms]
        self.summons = Summons([charge.find for charge in self.charges], sample)
        self.asking = frozenset(n for n, charge in enumerate(self.charges) if charge.asked is not None)
        """The charges that rest on what was said before."""
        self.masked = frozenset(n for n, charge in enumerate(self.charges) if charge.disguised)
        """Those that rest on words in disguise."""
        knowing = frozenset(n for n, charge in enumerate(self.charges) if charge.when)
        self._idle = {
            (plain, said, known): NO_CUES.union(
                self.masked if plain else (), () if said else self.asking, () if known else knowing
            )
            for plain in (True, False) for said in (True, False) for known in (True, False)
        }  # fmt: skip
        """The charges that cannot stand, by whether a message is written plainly, follows another, and has a known order."""
        self.ear = Ear(lexicon, self.summons.words)
        self.mending: dict[str, list[Charge]] = {}
        """For each rule the charges that one word mends."""
        for charge in self.charges:
            if charge.use is not None:
                self.mending.setdefault(charge.rule, []).append(charge)
        self._kept = functools.lru_cache(maxsize=REMEMBERED)(lambda text: self.ear.hear(text).plain)
        self.adviser = Adviser(sayings, platform, self.ear, self.flawed, self._exchangeable)

    def judge(self, message: Message) -> tuple[Finding, ...]:
        """Every finding in an agent's message, in the order of the text. Raises: nothing."""
        heard = self.ear.hear(message.text)
        known = message.order is not None or message.shop is not None
        idle = self._idle[heard.origin is None, bool(message.history), known]
        called = self.summons.called(heard.marks, heard.plain, idle)
        found = self._judged(heard, called, lambda: message)
        return found or self._linked(message) if len(message.text) <= LINKED else found

    def judge_plainly(self, text: str) -> tuple[Finding, ...]:
        """Every finding in an agent's message of which nothing else is known: what `judge` says of it."""
        heard = self.ear.hear(text)
        called = self.summons.called(heard.marks, heard.plain, self._idle[heard.origin is None, False, False])
        return self._judged(heard, called, lambda: Message(text))

    @functools.cached_property
    def roll(self) -> Roll:
        """The ear and the summons for many texts at once."""
        from kefu.checks.roll import Roll

        return Roll(self.ear, self.summons)

    def judge_many(
        self,
        texts: Sequence[str],
        message: Callable[[int], Message],
        history: Callable[[int], Sequence[Turn]] | None = None,
        known: bool = False,
    ) -> dict[int, tuple[Finding, ...]]:
        """The findings of many agents' messages: for each that has any what `judge` says of it.

        Args:
            message: message n with what is known around it; asked for only where that decides.
            history: what was said before message n; None = nothing before any.
            known: whether anything is known of an order or a shop.
        """
        out: dict[int, tuple[Finding, ...]] = {}
        each, which = told_apart(texts)
        said = history is not None
        matching = {k: (heard, called) for k, heard, called in self._matching(each, said, known)}
        for n, k in enumerate(which):
            if k in matching:
                if findings := self._judged(*matching[k], functools.partial(message, n)):
                    out[n] = findings
        if history is not None:
            short = (n for n, text in enumerate(texts) if len(text) <= LINKED and n not in out)
            before = {n: words for n in short if (words := said_before(history(n)))}
            places = list(before)
            for k, _, _ in self._matching([before[n] + texts[n] for n in places], said, known, seam=True):
                if findings := self._linked(message(places[k])):
                    out[places[k]] = findings
        return out

    def _matching(
        self, texts: Sequence[str], said: bool, known: bool, seam: bool = False
    ) -> Iterator[tuple[int, Heard, list[int]]]:
        """Of many texts those in which a charge may stand, with these charges.

        Args:
            seam: whether they are made up of several messages, and so hide words.
        """
        base, finds = 0, self.summons.cues
        idle, rest = self._idle[not seam, said, known], self._idle[False, said, known]
        for heard in self.roll.crowd.overhear(texts):
            called_by = self.roll.called(heard, idle)
            listed = {n for n, text in enumerate(heard.texts) if self.listed.stands_in(text)} if self.listed else NONE
            for n in called_by.keys() | (listed - heard.long_way):
                plain = heard.plain(n)
                some = [k for k in called_by.get(n, ()) if finds[k].pattern.search(plain)]
                if some or n in listed:
                    yield base + n, Heard(heard.texts[n], plain, None, ()), some
            for n in heard.long_way:
                each = self.ear.hear(heard.texts[n])
                yield base + n, each, self.summons.called(each.marks, each.plain, rest)
            base += len(heard.texts)

    def flawed(self, text: str) -> bool:
        """Whether anything, be it a note, would be found in a text said out of the blue."""
        heard = self.ear.hear(text)
        called = self.summons.called(heard.marks, heard.plain, self._idle[heard.origin is None, False, False])
        return bool(self._found(heard, called, self._around(lambda: Message(text))))

    def _judged(self, heard: Heard, called: Iterable[int], message: Callable[[], Message]) -> tuple[Finding, ...]:
        if not called and not self.listed:
            return ()
        around = self._around(message)
        found = self._found(heard, called, around)
        return self.findings(heard, found.values(), around.message()) if found else ()

    def _found(self, heard: Heard, called: Iterable[int], around: Around) -> dict[str, Place]:
        """For each rule its heaviest charge that stands, with its place in the plain text; of one with a seam, across it."""
        found: dict[str, Place] = {}
        plain = heard.plain
        for n in called:
            charge = self.charges[n]
            match = charge.find.pattern.search(plain)
            if match is None:
                continue
            known = found.get(charge.rule)
            if known is not None and WEIGHT[known[0].severity] <= WEIGHT[charge.severity]:
                continue
            if charge.asked is not None and not charge.asked.pattern.search(around.asked()):
                continue
            if charge.when and not applies(around.message(), charge.when):
                continue
            places = standing(heard, charge, match, around)
            place = next((place for place in places if not heard.seam or across(heard, *place)), None)
            if place is not None:
                found[charge.rule] = (charge, *place)
        for charge, start, end in self.listed.places(heard) if self.listed else ():
            bounds = sentence_of(plain, start, end)
            if heard.seam and not across(heard, start, end):
                continue
            if charge.rule not in found and not any(clear.holds(plain, start, end, bounds) for clear in charge.clears):
                if not excused(charge, around, plain[start:end]):
                    found[charge.rule] = (charge, start, end)
        if len(found) > 1:
            for rule in [rule for rule in found if not self.yields_to.get(rule, NOBODY).isdisjoint(found)]:
                del found[rule]
        return found

    def _exchangeable(self, heard: Heard, rule: str, message: Message) -> Iterator[tuple[int, int, str]]:
        """The places of a rule that one word mends, and the word."""
        around = self._around(lambda: message)
        for charge in self.mending.get(rule, ()):
            match = charge.find.pattern.search(heard.plain)
            if match is not None:
                for start, end in standing(heard, charge, match, around):
                    yield start, end, charge.use or ""

    def _around(self, message: Callable[[], Message]) -> Around:
        return Around(message, self._plain)

    def _plain(self, text: str) -> str:
        """What a buyer said, as heard: asked for by one message of the agent after the other."""
        return self._kept(text) if len(text) <= FAR else self.ear.hear(text).plain

    def findings(
        self, heard: Heard, found: Iterable[Place], message: Message, likely: Mapping[str, float] = NOT_READ
    ) -> tuple[Finding, ...]:
        """What is said of places in an agent's message, in the order of the text, with one advice for all of them.

        Args:
            likely: for each rule that the reader found how likely it is broken.
        """
        places = sorted(found, key=lambda place: place[1:])
        advice = self.adviser.advise(heard, places, message)
        said = (heard.plain, *self._around(lambda: message).said()[-1:])
        out: list[Finding] = []
        for charge, start, end in places:
            first, last = heard.span(*quoted(heard.plain, start, end))
            ground = fitting(self.grounds.get(charge.rule) or (Ground(charge.rule),), said)
            quote = message.text[first:last]
            out.append(
                Finding(
                    charge.rule, charge.severity, first, last, quote, ground.clause, ground.penalty,
                    advice if charge.rule not in self.speechless else "",
                    "reader" if charge.rule in likely else "words", likely.get(charge.rule),
                    lowered=charge.eased(heard.plain, start, end, sentence_of(heard.plain, start, end)),
                )
            )  # fmt: skip
        return tuple(out)

    def _linked(self, message: Message) -> tuple[Finding, ...]:
        """What only stands when the agent's messages just before are read with this one: a word spread over several.

        Of a rule that is broken in those before, no more than the account or number that this one adds.
        """
        before = said_before(message.history)
        if not before:
            return ()
        edge = len(before)
        heard = self.ear.hear(before + message.text)
        heard.seam = edge
        start = self.ear.hear(before)
        alone = self._around(lambda: Message(before))
        known = self._found(start, self.summons.called(start.marks, start.plain), alone)
        around = self._around(lambda: message)
        called = self.summons.called(heard.marks, heard.plain)
        fresh = [n for n in called if self.charges[n].rule not in known or self.charges[n].find.figured]
        found = {
            rule: place
            for rule, place in self._found(heard, fresh, around).items()
            if rule not in known or place[0].find.figured
        }
        if not found:
            return ()
        whole = replace(message, text=before + message.text, history=())
        return tuple(
            replace(
                finding, start=0, end=max(1, finding.end - edge), quote=message.text[: max(1, finding.end - edge)],
                advice=self.adviser.saying(found[finding.rule], heard, message),
            )
            for finding in self.findings(heard, found.values(), whole)
        )  # fmt: skip
