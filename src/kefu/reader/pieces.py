"""Text to the pieces that the reader knows, and messages to what it is given to read. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Final

from kefu.vocabulary.ids import PLATFORMS
from kefu.vocabulary.talk import Turn

UNITS: Final = re.compile(r"[a-z0-9]+|[^\s]")
"""A word of letters and figures, or one character of any other kind."""
LONGEST_WORD: Final = 40
"""A longer word is unknown."""
PAD: Final = "[PAD]"
UNKNOWN: Final = "[UNK]"
BEGIN: Final = "[CLS]"
END: Final = "[SEP]"
NAMES: Final = (PAD, UNKNOWN, BEGIN, END, *(f"[{platform}]" for platform in PLATFORMS), "[agent]", "[buyer]", "[turn]")
"""Pieces that stand for no text, the first of the list: the platforms and roles are part of what is read."""
MOST: Final = 128
"""So many pieces are read at a time."""
MOST_BEFORE: Final = 48
"""So many of them at most are of what the other side said before, the last ones."""
FRAME: Final = 5
"""The pieces around both: beginning, end, platform, role, end."""


class Pieces:
    """The pieces of a vocabulary: whole characters, and the longest parts of Latin words and numbers.

    Args:
        listed: every piece; its place is its number. A part within a word begins with `##`.
    """

    def __init__(self, listed: Iterable[str]) -> None:
        self.number = {piece: n for n, piece in enumerate(listed)}
        self._unknown = self.number[UNKNOWN]
        self._word = functools.lru_cache(maxsize=4096)(self._parts)

    def of(self, text: str) -> list[int]:
        """The numbers of the pieces of a folded text. Raises: nothing."""
        number, unknown = self.number, self._unknown
        out: list[int] = []
        for unit in UNITS.findall(text):
            if len(unit) == 1:
                out.append(number.get(unit, unknown))
            else:
                out += self._word(unit)
        return out

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where in a folded text the unit stands that each of its pieces belongs to."""
        out: list[tuple[int, int]] = []
        for unit in UNITS.finditer(text):
            out += [unit.span()] * (1 if unit.end() - unit.start() == 1 else len(self._word(unit.group())))
        return out

    def _parts(self, word: str) -> tuple[int, ...]:
        out: list[int] = []
        start, size = 0, len(word)
        while start < size:
            end = size
            while end > start and (piece := ("##" if start else "") + word[start:end]) not in self.number:
                end -= 1
            if end == start or size > LONGEST_WORD:
                return (self._unknown,)
            out.append(self.number[piece])
            start = end
        return tuple(out)

    def framed(
        self, text: Sequence[int], platform: str, role: str, before: Sequence[Sequence[int]]
    ) -> tuple[list[int], int]:
        """What is read of a message, and how many pieces belong to the message itself, its frame with them.

        Args:
            text: the pieces of the message; more than there is room for are left off.
            before: those of what the other side said before it, turn by turn.
        """
        number = self.number
        said: list[int] = []
        for turn in before:
            said += [number["[turn]"], *turn] if said else turn
        said = said[-MOST_BEFORE:]
        own = [number[BEGIN], *text[: MOST - FRAME - len(said)], number[END]]
        return [*own, number[f"[{platform}]"], number[f"[{role}]"], *said, number[END]], len(own)


def answered(history: Sequence[Turn], role: str) -> list[str]:
    """What the other side said right before a message of this role, turn by turn, the last last."""
    out: list[str] = []
    for turn in reversed(history):
        if turn.role == role:
            if out:
                break
            continue
        out.append(turn.text)
    return out[::-1]
