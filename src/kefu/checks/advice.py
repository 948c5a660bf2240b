"""What may be said instead: the offending clauses replaced, the innocent ones kept, and the whole clean itself. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kefu.checks.clauses import clause_around, parts
from kefu.checks.law import SLOT, Charge, Saying
from kefu.checks.shapes import SHAPES
from kefu.language.hearing import Ear, Heard
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.talk import Message

Place = tuple[Charge, int, int]
About = tuple[re.Pattern[str] | None, Saying]
"""A saying with what the agent must speak of for it to fit; None where that does not matter, or is to fill a slot."""
Choice = tuple[tuple[About, ...], tuple[tuple[re.Pattern[str], About], ...], tuple[About, ...]]
NOTHING: Final[Choice] = ((), (), ())
FILLERS: Final = {name: re.compile(SHAPES[name]) for name in ("sum", "day")}
LONGEST: Final = 120
"""More innocent words than these are not repeated."""
MOST_SAID: Final = 2
"""So many sayings are enough for one message."""
GREETING: Final = re.compile(r"^亲(?:[，,]|$)")
BLUNT: Final = re.compile(r"(?<![迷])你(?!们)")
"""Said to a buyer it is 您."""
OPEN_END: Final = re.compile(r"[，,；;、~ ]+\Z")
ENDED: Final = re.compile(r"[。！？!?\n]\Z")
LOOKED_BACK: Final = 3
"""So many turns of the history are searched for what the buyer asked."""
MATTERS: Final = (
    {"refund", "terms", "freight", "promise"},
    {"invoice"},
    {"contact.offplatform", "contact.other_shop", "platform", "promise"},
    {"contact.harassment", "abuse", "review"},
    {"payment", "price", "promise", "creditcard", "cod"},
    {"freight", "price", "creditcard"},
    {"shipping", "stock", "order", "cod"},
    {"review", "trade"},
    {"complaint", "refund", "review"},
    {"privacy"},
    {"ad", "goods"},
    {"abuse", "attitude"},
)
"""Topics and rules that are mended by the same thing: one saying is enough for both."""
MANNERS: Final = frozenset({"attitude"})
"""Their sayings only fill a place where nothing else is to be said."""


class Adviser:
    """Words compliant messages with the sayings of the rules.

    Args:
        found: whether anything would be found in a text.
        exchangeable: the places of a rule in a text that one word mends, and the word.
    """

    def __init__(
        self,
        sayings: Mapping[str, tuple[Saying, ...]],
        platform: str,
        ear: Ear,
        found: Callable[[str], bool],
        exchangeable: Callable[[Heard, str, Message], Iterable[tuple[int, int, str]]],
    ) -> None:
        self._alone: dict[str, Choice] = {}
        self._beside: dict[str, Choice] = {}
        for rule, said in sayings.items():
            here = [each for each in said if not each.platforms or platform in each.platforms]
            if here:
                self._alone[rule] = choice([each for each in here if not each.beside])
                self._beside[rule] = choice(here)
        self.ear, self.found, self.exchangeable = ear, found, exchangeable

    def advise(self, heard: Heard, places: Sequence[Place], message: Message) -> str:
        """One message that may be said in place of this one; '' where the rules have nothing to say."""
        rest = [place for place in places if place[0].use is None]
        words = self._words(heard, places, message) if len(rest) < len(places) else {}
        if words and not rest and not self.found(mended := exchanged(heard.text, 0, len(heard.text), words)):
            return mended
        return self._said(self._draft(heard, rest or places, message), words)

    def _draft(self, heard: Heard, places: Sequence[Place], message: Message, keeping: bool = True) -> Draft:
        """The message with what is wrong in it; of rules without a saying nothing is said."""
        answered = [place for place in places if place[0].rule in self._alone]
        return Draft(heard, places, speaking(answered), self._asked(message) if message.history else (), keeping)

    def _said(self, draft: Draft, words: Mapping[tuple[int, int], str]) -> str:
        """The first of three ways to say it in which nothing is found: with what may be kept, without, by rote."""
        if draft.keeps:
            beside = len(draft.speaking) > 1 or any(part.kept and part.telling for part in draft.parts)
            said = {place[0].rule: self._saying(place, draft, beside, True) for place in draft.speaking}
            if (kept := composed(draft.pieces(said, words))) and not self.found(kept):
                return kept
        several = len(draft.speaking) > 1
        for slotted in (True, False):
            draft.filling = False
            said = {place[0].rule: self._saying(place, draft, several, slotted) for place in draft.speaking}
            alone = composed((said[place[0].rule], True) for place in draft.in_order())
            if not draft.filling or not self.found(alone):
                return alone
        return alone

    def saying(self, place: Place, heard: Heard, message: Message) -> str:
        """What the rule has to say of one place."""
        return self._said(self._draft(heard, [place], message, keeping=False), {})

    def _asked(self, message: Message) -> list[str]:
        """What the buyer said before, the last first."""
        turns = message.history[-LOOKED_BACK:]
        return [self.ear.hear(turn.text).plain for turn in reversed(turns) if turn.role == "buyer"]

    def _words(self, heard: Heard, places: Sequence[Place], message: Message) -> dict[tuple[int, int], str]:
        """The places in the text where a single word is exchanged, and the word; none overlap."""
        out: dict[tuple[int, int], str] = {}
        done = 0
        rules = {charge.rule for charge, _, _ in places if charge.use is not None}
        spots = [spot for rule in rules for spot in self.exchangeable(heard, rule, message)]
        for start, end, word in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
            if start >= done:
                out[heard.span(start, end)] = word
                done = end
        return out

    def _saying(self, place: Place, draft: Draft, beside: bool, slotted: bool) -> str:
        """The first saying of the rule that fits what the buyer asked last, asked before, or the agent speaks of.

        Args:
            beside: other words stand beside it.
            slotted: it may take over words of the message.
        """
        first, answers, rest = (self._beside if beside else self._alone).get(place[0].rule, NOTHING)
        answering = (each for asked in draft.asked for wanted, each in answers if wanted.search(asked))
        for wanted, each in itertools.chain(first, answering, rest):
            if (wanted is None or wanted.search(draft.spoken)) and (slotted or not each.slots):
                if (said := draft.filled(each, place)) is not None:
                    return said
        return ""


def choice(said: Iterable[Saying]) -> Choice:
    """These sayings told apart: the first up to one that answers a buyer, those that do, with what he asks, and the rest."""
    each = [(about(saying), saying) for saying in said]
    first = tuple(itertools.takewhile(lambda one: one[1].asked is None, each))
    later = each[len(first) :]
    return (
        first,
        tuple((one[1].asked.pattern, one) for one in later if one[1].asked is not None),
        tuple(one for one in later if one[1].asked is None),
    )


def about(saying: Saying) -> re.Pattern[str] | None:
    """What the agent must speak of for a saying to fit."""
    return None if saying.about is None or "about" in saying.slots else saying.about.pattern


class Draft:
    """A message with what is wrong in it, on the way to its advice.

    Args:
        speaking: the places of which something is said.
        asked: what the buyer said before, the last first.
        keeping: innocent clauses may be said again.

    Attributes:
        spoken: what the agent speaks of, apart from what is kept.
        filling: a saying has taken over words of the message.
    """

    def __init__(
        self, heard: Heard, places: Sequence[Place], speaking: Sequence[Place], asked: Sequence[str], keeping: bool
    ) -> None:
        self.heard, self.asked, self.filling = heard, asked, False
        self.parts = parts(heard.plain, [(charge.rule, start, end) for charge, start, end in places])
        self.speaking = speaking
        kept = sum(part.last - part.first for part in self.parts if part.kept)
        self.keeps = keeping and 0 < kept <= LONGEST
        gone = (heard.plain[part.first : part.last] for part in self.parts if not part.kept)
        self.spoken = "".join(gone) if self.keeps else heard.plain

    def in_order(self) -> list[Place]:
        """The places of which something is said, as they stand in the text."""
        return sorted(self.speaking, key=lambda place: place[1])

    def pieces(self, said: Mapping[str, str], words: Mapping[tuple[int, int], str]) -> Iterator[tuple[str, bool]]:
        """The clauses to keep, and in the place of an offence what is said instead; True for what is said instead."""
        left = dict(said)
        for part in self.parts:
            if part.kept:
                yield exchanged(self.heard.text, *self.heard.span(part.first, part.last), words), False
                continue
            for rule, _, _ in part.sites:
                if text := left.pop(rule, ""):
                    yield text, True
            if part.breaks:
                yield part.breaks, False

    def filled(self, saying: Saying, place: Place) -> str | None:
        """The saying with its slots filled from the offending words; None where they do not fill one."""
        if not saying.slots:
            return saying.zh
        slots: dict[str, str] = {}
        for name in saying.slots:
            pattern = saying.about.pattern if name == "about" and saying.about else FILLERS[name]
            found = self._filler(pattern, place)
            if found is None:
                return None
            slots[name] = BLUNT.sub("您", found)
        self.filling = True
        return SLOT.sub(lambda slot: slots[slot.group(1)], saying.zh)

    def _filler(self, pattern: re.Pattern[str], place: Place) -> str | None:
        """What fills a slot: of the offending words the last, else of their clause the last before them or the next."""
        _, start, end = place
        first, last = clause_around(self.heard.plain, start, end)
        for low, high in ((start, end), (first, end), (first, last)):
            if found := [match.group() for match in pattern.finditer(self.heard.plain, low, high)]:
                return found[0 if high == last != end else -1]
        return None


def speaking(places: Sequence[Place]) -> list[Place]:
    """The places of which something is said: the heaviest first, and none that another one mends with it."""
    if len(places) < 2:
        return list(places)
    out: list[Place] = []
    telling = [place for place in places if topic(place) not in MANNERS] or places
    for place in sorted(telling, key=lambda place: SEVERITIES.index(place[0].severity)):
        if not any(within(place, other) for other in telling) and not any(of_one_matter(place, other) for other in out):
            out.append(place)
    return out[:MOST_SAID]


def within(one: Place, other: Place) -> bool:
    """Whether a place overlaps another one that is longer, or as long and told first."""
    if one is other or one[1] >= other[2] or other[1] >= one[2]:
        return False
    return (other[2] - other[1], -other[1], other[0].rule) > (one[2] - one[1], -one[1], one[0].rule)


def of_one_matter(one: Place, other: Place) -> bool:
    """Whether what is said of the other place goes for this one too."""
    if topic(one) == topic(other):
        return True
    both = [{each[0].rule, topic(each)} for each in (one, other)]
    return any(not matter.isdisjoint(both[0]) and not matter.isdisjoint(both[1]) for matter in MATTERS)


def topic(place: Place) -> str:
    """The topic of the rule that a place breaks."""
    return place[0].rule.partition(".")[0]


def composed(pieces: Iterable[tuple[str, bool]]) -> str:
    """One message of pieces, each with whether it is a saying: one greeting, each saying a sentence."""
    out = ""
    for text, own in pieces:
        if not own:
            out += BLUNT.sub("您", GREETING.sub("", text) if out else text)
        elif not out:
            out = GREETING.sub("亲，", text)
        elif rest := GREETING.sub("", text):
            shut = OPEN_END.sub("", out)
            out = (shut if ENDED.search(shut) else shut + "。") + rest
    return OPEN_END.sub("", out)


def exchanged(text: str, first: int, last: int, words: Mapping[tuple[int, int], str]) -> str:
    """The text from first to last with the words at these places exchanged."""
    out, at = "", first
    for (start, end), word in sorted(words.items()):
        if at <= start and end <= last:
            out, at = out + text[at:start] + word, end
    return out + text[at:last]
