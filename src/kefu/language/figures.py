"""Numbers in words, in styles and in pieces, and the plain figures that they mean."""

from __future__ import annotations

import re
from typing import Final

FIGURES: Final = "0123456789零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖"
VALUES: Final = "01234567890012234567891123456789"
FIGURE_OF: Final = dict(zip(FIGURES, VALUES, strict=True))
USUAL: Final = frozenset("0123456789.:/- ,~")
"""What long numbers are ordinarily written with."""
LONG_NUMBER: Final = re.compile(rf"[{FIGURES}](?:[^\w\n]{{0,4}}[{FIGURES}]){{6,}}")
"""Seven figures or more in any writing, with marks between them."""
PHONE: Final = re.compile(r"1[3-9][0-9]{9}")


def plain_figures(written: str) -> bool:
    """Whether a number is written in figures and nothing else."""
    return written.isascii() and written.isdigit()


def numbers(folded: str) -> list[tuple[int, int, str]]:
    """Long numbers in words, styles or pieces, to be read as plain figures."""
    out: list[tuple[int, int, str]] = []
    for match in LONG_NUMBER.finditer(folded):
        written = match.group()
        if plain_figures(written):
            continue
        figures = "".join([FIGURE_OF[char] for char in written if char in FIGURE_OF])
        if PHONE.fullmatch(figures) or not USUAL.issuperset(written):
            out.append((*match.span(), figures))
    return out
