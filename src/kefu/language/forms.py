"""One code point to one: width, case, letter and digit styles, traditional and Japanese shapes, pictures, punctuation."""

from __future__ import annotations

import functools
import unicodedata
from importlib import resources
from typing import Final

NOTHING: Final = "\u200b"
"""What invisible characters become: zero-width marks, variation selectors, combining marks, controls."""

TABLE_END: Final = 0x30000
"""Code points from here on fold to themselves."""


def read_table(name: str) -> list[tuple[str, str]]:
    """The lines of a table of this room: a key, a space, and its characters."""
    text = resources.files("kefu.language").joinpath("tables", name).read_text(encoding="utf-8")
    return [(line[: line.index(" ", 1)], line[line.index(" ", 1) + 1 :]) for line in text.split("\n") if line]


@functools.cache
def folding() -> list[int]:
    """The table for `str.translate`: for each code point below `TABLE_END`, the one that it reads as."""
    table = list(range(TABLE_END))
    for out, chars in read_table("forms.txt"):
        for char in chars:
            table[ord(char)] = ord("-" if out == "_" else out)
    invisible = {"Cf", "Cc", "Mn", "Me", "Cs"}
    for code in [*range(0x20), *range(0x7F, 0x2100), *range(0xFE00, 0xFE30), 0xFEFF, 0x3099, 0x309A]:
        if unicodedata.category(chr(code)) in invisible and chr(code) not in "\n\t":
            table[code] = ord(NOTHING)
    for code in (
        *range(0x20D0, 0x20F1),
        *range(0xD800, 0xE000),
        *range(0x1F3FB, 0x1F400),
        0x3164,
        0x115F,
        0x1160,
        0x2800,
    ):
        table[code] = ord(NOTHING)
    table[ord("\t")] = table[ord("\r")] = ord(" ")
    table[ord("_")] = ord("-")
    return table


def fold(text: str) -> str:
    """The text in its plainest form, character by character: same length, so that offsets hold.

    >>> fold("加我Ⓥ㊇，微❤")
    '加我v8,微❤'
    """
    return text.translate(folding())
