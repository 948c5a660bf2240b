"""Whether a way to write a word holds where it stands: what goes on beyond it, and what stands near."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from kefu.language.lexicon import ACCOUNTS, latin

NEAR: Final = 8
"""So many characters on either side are near."""
ACCOUNT_ENDS: Final = 28
"""An account behind a word ends within so many characters."""


def cut_short(hit: tuple[int, int, int], furthest: Mapping[int, int]) -> bool:
    """Whether another hit begins inside this one and goes on beyond it: in 加我薇❤ the 薇 belongs to 薇❤, not to 加我薇.

    Args:
        furthest: where the longest hit that begins at a place ends.
    """
    return any(furthest.get(start, 0) > hit[1] for start in range(hit[0] + 1, hit[1]))


def runs_on(inner: int, outer: int) -> bool:
    """Nothing parts two neighbours of a text from which no marks were left out."""
    return False


def stands_whole(text: str, start: int, end: int, parted: Callable[[int, int], bool] = runs_on) -> bool:
    """Whether Latin letters at the ends of a place do not go on beyond it. Five figures or more may follow: an account.

    Args:
        parted: whether marks that were left out of the text part a character of the place from one beyond.
    """
    if start and latin(text[start]) and latin(text[start - 1]) and text[start - 1].isalpha():
        if not parted(start, start - 1):
            return False
    if end < len(text) and latin(text[end - 1]) and latin(text[end]) and not parted(end - 1, end):
        rest = re.match(r"[0-9]*", text[end:])
        return rest is not None and rest.end() >= 5 and text[end - 1].isalpha()
    return True


def around(text: str, start: int, end: int, near: str) -> str:
    """What stands near a place, which is itself a line feed.

    Args:
        near: the name of the neighbourhood; for an account one looks further.
    """
    return text[max(0, start - NEAR) : start] + "\n" + text[end : end + (ACCOUNT_ENDS if near in ACCOUNTS else NEAR)]


def reaching(near: Mapping[str, re.Pattern[str]], text: str, start: int, end: int) -> bool:
    """Whether words of contact or an account stand near a place."""
    return any(name in near and near[name].search(around(text, start, end, name)) for name in ("reach", "account"))
