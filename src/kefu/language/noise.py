"""Which marks within a text are noise: those that break a word, and those that only part its characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from kefu.language.forms import NOTHING
from kefu.language.lexicon import latin

WORD_ENDS: Final = ',。!?:;"()[]<>~ \n'
"""Marks that ordinarily stand between words."""
ODD: Final = rf"[^\w{re.escape(WORD_ENDS)}]"
BROKEN: Final = re.compile(
    rf"[^\w\n](?:(?<={NOTHING})|(?<=\w{ODD}){ODD}{{0,3}}(?=\w)|(?<=(?<!\w)[^\W亲][^\w\n])[^\w\n]{{0,3}}[^\W亲](?!\w)"
    r"|(?<=(?<!\w)[^\W亲][ ~.])[ ~.]{0,2}(?=\w)|(?<=\w[ ~.])[ ~.]{0,2}[^\W亲](?!\w))"
)
"""A place where noise may stand inside a word: an odd mark between two characters, or a character that stands alone (but
for 亲, which often does). Told from its first mark, which is quick to find."""
SOFT: Final = frozenset(' ,。!?:;~"()…')
"""Marks that also stand between words: they join a word only where a character stands alone."""
ENCLOSING: Final = frozenset(',。!?:;"()[]<>\n')
"""Marks that end or enclose what was said."""
MEEK: Final = "亲"
"""What often stands alone."""
FARTHEST: Final = 4
"""So far apart two characters of one word may stand."""


def joined(folded: str, places: Sequence[int]) -> bool:
    """Whether marks between these characters are noise within one word and not the end of another."""
    return all(b - a == 1 or noise(folded, a, b) for a, b in itertools.pairwise(places))


def noise(folded: str, a: int, b: int) -> bool:
    """Whether the marks between the characters at a and b are noise within one word."""
    gap = folded[a + 1 : b]
    if len(gap) > 4 or "\n" in gap or any(map(str.isalnum, gap)):
        return False
    if all(char in SOFT for char in gap) and not (alone(folded, a) or alone(folded, b)):
        return False
    return (alone(folded, a) and alone(folded, b)) or not any(char in ",。!?;" for char in gap)


def spelled(folded: str, a: int, b: int) -> bool:
    """Whether the marks between the characters at a and b go unread, since one of them stands alone: 您 的, 高-仿的.

    Marks that end a sentence or enclose words do so only between two that stand alone; figures keep their marks.
    """
    if "\n" in (folded[a], folded[b]) or (folded[a].isdigit() and folded[b].isdigit()):
        return False
    left, right = alone(folded, a), alone(folded, b)
    if left and right:
        return b - a <= FARTHEST
    if not ((left and folded[a] not in MEEK) or (right and folded[b] not in MEEK)):
        return False
    if latin(folded[a]) or latin(folded[b]):
        return False
    return not any(char in ENCLOSING for char in folded[a + 1 : b])


def alone(folded: str, i: int) -> bool:
    """Whether the character at i has no letter, figure or Chinese character beside it."""
    return not (i and folded[i - 1].isalnum()) and not (i + 1 < len(folded) and folded[i + 1].isalnum())
