"""The ways to read a text in which noise may stand between the characters of a word, or repeats within it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kefu.language.noise import noise

HAN: Final = "\u3400-\u9fff"
SLIPPED_IN: Final = re.compile(rf"(?<=[{HAN}])[a-z0-9](?=[{HAN}])")
"""One letter or figure between two Chinese characters: 傻1逼."""
MOST_SLIPPED_IN: Final = 3
"""Of characters, the letter or figure among them."""
REPEATED: Final = re.compile(r"([^\W\d])\1")


@dataclass(slots=True)
class Reading:
    """A text as it may be read; nobody changes it.

    Attributes:
        text: the characters.
        firsts, lasts: the first and last place in the folded text that each stands for.
    """

    text: str
    firsts: Sequence[int]
    lasts: Sequence[int]

    def joined(self, folded: str, start: int, end: int) -> bool:
        """Whether what stands between the characters start:end is no more than noise."""
        for i in range(start, end - 1):
            a, b = self.lasts[i], self.firsts[i + 1]
            if b - a > 1 and not (noise(folded, a, b) or slipped_in(folded[a + 1 : b])):
                return False
        return True


def readings(folded: str) -> Iterator[Reading]:
    """The readings of a folded text: without marks, without what is slipped in, without repeats."""
    places = range(len(folded)) if folded.isalnum() else [i for i, char in enumerate(folded) if char.isalnum()]
    text = folded if len(places) == len(folded) else "".join([folded[i] for i in places])
    yield (reading := Reading(text, places, places))
    if SLIPPED_IN.search(text):
        slipped = {match.start() for match in SLIPPED_IN.finditer(text)}
        places = [place for i, place in enumerate(places) if i not in slipped]
        yield (reading := Reading("".join([folded[i] for i in places]), places, places))
    if REPEATED.search(reading.text):
        yield collapsed(reading)


def collapsed(reading: Reading) -> Reading:
    """The reading with neighbouring equal letters or characters as one."""
    chars: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    for char, place in zip(reading.text, reading.firsts, strict=True):
        if chars and chars[-1] == char and lasts[-1] == place - 1 and not char.isdigit():
            lasts[-1] = place
        else:
            chars.append(char)
            firsts.append(place)
            lasts.append(place)
    return Reading("".join(chars), firsts, lasts)


def slipped_in(gap: str) -> bool:
    """Whether a letter or figure, with few marks around it, was slipped in between two characters."""
    return len(gap) <= MOST_SLIPPED_IN and "\n" not in gap and any(map(str.isalnum, gap))
