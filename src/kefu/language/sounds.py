"""Syllable codes: a character stands for its toneless syllable, so that 薇欣 sounds as 微信 does."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final

from kefu.language.forms import TABLE_END, read_table

FIRST_CODE: Final = 0xE100
"""Syllable n is written as the private-use character with this number + n."""
SPOKEN: Final = {"❤": "xin"}
"""Pictures that are said as a syllable where they stand beside one."""


@functools.cache
def syllables() -> dict[str, str]:
    """Each toneless syllable (ü as v) and the character that codes it."""
    return {syllable: chr(FIRST_CODE + n) for n, (syllable, _) in enumerate(read_table("sounds.txt"))}


@functools.cache
def reading() -> dict[str, str]:
    """Each character and the syllable of its commonest reading."""
    return {char: syllable for syllable, chars in read_table("sounds.txt") for char in chars}


@functools.cache
def sounding() -> list[int]:
    """The table for `str.translate`: Chinese characters to their syllable codes, all else to itself."""
    table = list(range(TABLE_END))
    codes = syllables()
    for char, syllable in reading().items():
        table[ord(char)] = ord(codes[syllable])
    for char, syllable in SPOKEN.items():
        table[ord(char)] = ord(codes[syllable])
    return table


def sound(folded: str) -> str:
    """The syllable codes of a folded text: same length; what is not Chinese stays."""
    return folded.translate(sounding())


def pinyin(word: str) -> tuple[str, ...]:
    """The syllables of a word, a character that has none standing for itself.

    >>> pinyin("微信")
    ('wei', 'xin')
    """
    return tuple(reading().get(char, char) for char in word)


def beginning(heard: Iterable[str]) -> re.Pattern[str]:
    """A pattern for texts in which a word may be heard: two neighbours that sound as its first two syllables may.

    Args:
        heard: the first two syllable codes or letters of each word.
    """
    sounding_as: dict[str, list[str]] = {}
    for char, syllable in reading().items():
        sounding_as.setdefault(syllables()[syllable], []).append(char)
    pairs = [[sounding_as.get(symbol, [symbol]) for symbol in pair] for pair in heard]
    either = ("".join(sorted({re.escape(char) for pair in pairs for char in pair[k]})) for k in (0, 1))
    return re.compile("".join(f"[{chars}]" for chars in either)) if pairs else re.compile("(?!)")
