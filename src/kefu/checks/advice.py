"""What may be said instead: the offending sentences replaced, the innocent ones kept, and the whole clean itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from kefu.checks.law import SLOT, Charge, Saying
from kefu.checks.shapes import SHAPES
from kefu.language.hearing import Ear, Heard
from kefu.vocabulary.talk import Message

Place = tuple[Charge, int, int]
PIECE: Final = re.compile(r"[^。!?\n]+[。!?\n]*")
SEVERAL: Final = re.compile(r"[。!?\n]+[^。!?\n]")
"""More than one sentence."""
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
    """

    def __init__(
        self, sayings: Mapping[str, tuple[Saying, ...]], platform: str, ear: Ear, alarmed: Callable[[str], bool]
    ) -> None:
        self.sayings, self.platform, self.ear, self.alarmed = sayings, platform, ear, alarmed

    def advise(self, heard: Heard, places: Sequence[Place], message: Message) -> str:
        """One message that may be said in place of this one; '' where the rules have nothing to say."""
        mended = self._reworded(heard, places)
        if mended is not None:
            return mended
        said = [self.saying(charge, heard, message) for charge, _, _ in places]
        each = list(dict.fromkeys(text for text in said if text))
        alone = "".join([*each[:1], *(GREETING.sub("", text) for text in each[1:])])
        if SEVERAL.search(heard.plain) is None:
            return alone
        kept = "".join(self._kept(heard, places, said, message.text))
        return kept if kept and kept != alone and not self.alarmed(kept) else alone

    def _reworded(self, heard: Heard, places: Sequence[Place]) -> str | None:
        """The message with single words exchanged, where that mends it."""
        if any(charge.use is None for charge, _, _ in places):
            return None
        spans = {
            heard.span(*match.span()): charge.use or ""
            for charge, start, _ in places
            for match in charge.find.pattern.finditer(heard.plain, start)
        }
        text = heard.text
        for (first, last), word in sorted(spans.items(), reverse=True):
            text = text[:first] + word + text[last:]
        return None if self.alarmed(text) else text

    def _kept(self, heard: Heard, places: Sequence[Place], said: Sequence[str], text: str) -> Iterator[str]:
        """The innocent sentences as they are, and for each offending one its saying, each saying once."""
        innocent, done = 0, set[str]()
        for piece in PIECE.finditer(heard.plain):
            first, last = piece.span()
            here = [words for (_, start, end), words in zip(places, said, strict=True) if start < last and first < end]
            if not here:
                a, b = heard.span(first, last)
                innocent += b - a
                if innocent > LONGEST:
                    return
                yield text[a:b]
            for words in here:
                if words and words not in done:
                    done.add(words)
                    yield GREETING.sub("", words) if innocent or len(done) > 1 else words

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
            slots["about"] = match.group()
        for name in saying.slots:
            if name not in slots:
                match = FILLERS[name].search(plain) if name in FILLERS else None
                if match is None:
                    return None
                slots[name] = match.group()
        return slots


def filled(saying: str, slots: Mapping[str, str]) -> str:
    """A saying with its slots filled."""
    return SLOT.sub(lambda slot: slots[slot.group(1)], saying)
