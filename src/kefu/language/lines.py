"""Words that the end of a line breaks in two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Final

from kefu.language.figures import NUMERALS
from kefu.language.noise import noise

BREAK: Final = re.compile(r"(\w)[^\w\n]{0,3}\n[^\w\n]{0,3}(?=(\w))")
"""The end of a line with the characters before and behind it."""
MOST_BETWEEN: Final = 7
CHATS: Final = frozenset({"微信", "qq"})
"""Words that are known though only half of them is all that a line says, where words of contact are near."""


def pairs(patterns: Iterable[str]) -> frozenset[str]:
    """Every two neighbours within these patterns, and within a number."""
    each = itertools.chain.from_iterable(map(itertools.pairwise, patterns))
    return frozenset(map("".join, itertools.chain(each, itertools.product(NUMERALS, repeat=2))))


def may_break(folded: str, neighbours: frozenset[str]) -> bool:
    """Whether the end of a line stands between two characters that a word or a number has side by side."""
    return any(match[1] + match[2] in neighbours for match in BREAK.finditer(folded))


def line_ends(folded: str, places: Sequence[int]) -> int:
    """How many ends of lines stand between these characters of one word; 0 where more than noise stands there."""
    ends = 0
    for a, b in itertools.pairwise(places):
        gap = folded[a + 1 : b]
        if "\n" in gap:
            ends += 1
            if len(gap) > MOST_BETWEEN or any(map(str.isalnum, gap)) or gap.count("\n") > 2:
                return 0
        elif gap and not noise(folded, a, b):
            return 0
    return ends


def stands_alone(folded: str, places: Sequence[int], ends: int) -> bool:
    """Whether no character stands right beside a word that lines break; behind one that several break there may."""
    start, end = places[0], places[-1] + 1
    if start and folded[start - 1].isalnum():
        return False
    return ends > 1 or end == len(folded) or not folded[end].isalnum()
