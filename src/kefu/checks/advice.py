"""What may be said instead: the offending sentences replaced, the innocent ones kept, and the whole clean itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kefu.checks.law import SLOT, Charge, Saying
from kefu.checks.shapes import SHAPES
from kefu.language.hearing import Ear, Heard
from kefu.vocabulary.talk import Message

Place = tuple[Charge, int, int]
PIECE: Final = re.compile(r"[^。!?\n]+[。!?\n]*")
SEVERAL: Final = re.compile(r"[。!?\n]+[^。!?\n]")
"""More than one sentence."""
BREAKS: Final = re.compile(r"\n*\Z")
"""The line breaks at the end of a sentence."""
FILLERS: Final = {name: re.compile(SHAPES[name]) for name in ("sum", "day")}
LONGEST: Final = 120
"""More innocent words than these are not repeated."""
GREETING: Final = re.compile(r"^亲亲?[，,]")
LOOKED_BACK: Final = 3
"""So many turns of the history are searched for what the buyer asked."""


class Adviser:
    """Words compliant messages with the sayings of the rules.

    Args:
        alarmed: whether a text would itself be an alarm.
        exchangeable: the places of a rule in a text that one word mends, and the word.
    """

    def __init__(
        self,
        sayings: Mapping[str, tuple[Saying, ...]],
        platform: str,
        ear: Ear,
        alarmed: Callable[[str], bool],
        exchangeable: Callable[[Heard, str, Message], Iterable[tuple[int, int, str]]],
    ) -> None:
        self.sayings, self.platform, self.ear, self.alarmed = sayings, platform, ear, alarmed
        self.exchangeable = exchangeable

    def advise(self, heard: Heard, places: Sequence[Place], message: Message) -> str:
        """One message that may be said in place of this one; '' where the rules have nothing to say."""
        words = self._words(heard, places, message)
        rest = [place for place in places if place[0].use is None]
        if words and not rest and not self.alarmed(mended := exchanged(heard.text, 0, len(heard.text), words)):
            return mended
        rest = rest or list(places)
        said = [self.saying(charge, heard, message) for charge, _, _ in rest]
        each = list(dict.fromkeys(text for text in said if text))
        alone = "".join([*each[:1], *(GREETING.sub("", text) for text in each[1:])])
        if SEVERAL.search(heard.plain) is None:
            return alone
        kept = "".join(self._kept(heard, rest, said, words))
        return kept if kept and kept != alone and not self.alarmed(kept) else alone

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

    def _kept(
        self, heard: Heard, places: Sequence[Place], said: Sequence[str], words: Mapping[tuple[int, int], str]
    ) -> Iterator[str]:
        """The innocent sentences as they are, and for each offending one its saying, each saying once."""
        innocent, done = 0, set[str]()
        for piece in PIECE.finditer(heard.plain):
            first, last = piece.span()
            here = [each for (_, start, end), each in zip(places, said, strict=True) if start < last and first < end]
            if not here:
                a, b = heard.span(first, last)
                innocent += b - a
                if innocent > LONGEST:
                    return
                yield exchanged(heard.text, a, b, words)
            fresh = [each for each in dict.fromkeys(here) if each and each not in done]
            for each in fresh:
                done.add(each)
                yield GREETING.sub("", each) if innocent or len(done) > 1 else each
            if fresh:
                yield BREAKS.findall(piece.group())[0]

    def saying(self, charge: Charge, heard: Heard, message: Message) -> str:
        """The first saying of the rule that fits what the buyer asked, what the agent spoke of, and the facts to keep."""
        asked: list[str] | None = None
        for saying in self.sayings.get(charge.rule, ()):
            if saying.platforms and self.platform not in saying.platforms:
                continue
            if saying.asked:
                if asked is None:
                    turns = message.history[-LOOKED_BACK:]
                    asked = [self.ear.hear(turn.text).plain for turn in turns if turn.role == "buyer"]
                if not any(map(saying.asked.pattern.search, asked)):
                    continue
            slots = self._slots(saying, heard.plain)
            if slots is not None:
                return filled(saying.zh, slots) if slots else saying.zh
        return ""

    @staticmethod
    def _slots(saying: Saying, plain: str) -> dict[str, str] | None:
        """What fills the saying's slots; None where the text does not fit it."""
        slots: dict[str, str] = {}
        if saying.about:
            match = saying.about.pattern.search(plain)
            if match is None:
                return None
            slots["about"] = match.group().replace("你", "您")
        for name in saying.slots:
            if name not in slots:
                match = FILLERS[name].search(plain) if name in FILLERS else None
                if match is None:
                    return None
                slots[name] = match.group()
        return slots


def exchanged(text: str, first: int, last: int, words: Mapping[tuple[int, int], str]) -> str:
    """The text from first to last with the words at these places exchanged."""
    out, at = "", first
    for (start, end), word in sorted(words.items()):
        if at <= start and end <= last:
            out, at = out + text[at:start] + word, end
    return out + text[at:last]


def filled(saying: str, slots: Mapping[str, str]) -> str:
    """A saying with its slots filled."""
    return SLOT.sub(lambda slot: slots[slot.group(1)], saying)
