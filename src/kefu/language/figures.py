"""Numbers in words, in styles and in pieces, and the plain figures that they mean."""

from __future__ import annotations

import re
from typing import Final

FIGURES: Final = "0123456789零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖"
VALUES: Final = "01234567890012234567891123456789"
FIGURE_OF: Final = dict(zip(FIGURES, VALUES, strict=True))
CALLED: Final = {"洞": "0", "拐": "7", "勾": "9"}
"""What figures are called aloud, so that nobody mishears them."""
NUMERALS: Final = FIGURES + "".join(CALLED)
MEANT: Final = FIGURE_OF | CALLED
USUAL: Final = frozenset("0123456789.:/- ,~")
"""What long numbers are ordinarily written with."""
LONG_NUMBER: Final = re.compile(rf"[+{NUMERALS}](?:[^\w\n]{{0,4}}[{NUMERALS}]){{6,}}")
"""Seven figures or more in any writing, with marks between them, and the plus of a country before them."""
PHONE: Final = re.compile(r"(?:86)?(1[3-9][0-9]{9})")
OVER_LINES: Final = re.compile(
    rf"(?<![0-9a-z.])[{NUMERALS}]{{3}}[^\w\n]{{0,3}}(?:\n[^\w\n]{{0,3}})?[{NUMERALS}]{{4}}[^\w\n]{{0,3}}(?:\n[^\w\n]{{0,3}})?[{NUMERALS}]{{4}}(?![0-9a-z])"
)
"""Eleven figures as a telephone number is parted, the ends of lines between them."""
ORDINARY: Final = re.compile(r"[0-9０-９]{2,}(?:[ \-－—]{1,3}[0-9０-９]{2,})*")
"""A number in figures, in groups or not."""
SPELLED: Final = re.compile(r"\d(?:[ .-]{1,2}\d)*")
"""Figure by figure."""
TWO_FIGURES: Final = re.compile(r"\d\d")
PARTED: Final = re.compile(r"\D*\d{3}\D+\d{4}\D+\d{4}")
"""As a telephone number is parted."""


def plain_figures(written: str) -> bool:
    """Whether a number is written in figures and nothing else."""
    return written.isascii() and written.isdigit()


def ordinarily_written(number: str) -> bool:
    """Whether a number is written as numbers are, and not so that nobody's filter reads it."""
    return ORDINARY.fullmatch(number) is not None or not (
        styled(number) or not TWO_FIGURES.search(number) or PARTED.fullmatch(number)
    )


def styled(number: str) -> bool:
    """Whether figures of a number are written in words or in another style."""
    return any(char.isalnum() and char not in "0123456789０１２３４５６７８９" for char in number) or "\u20e3" in number


def plainly(text: str, number: re.Match[str]) -> bool:
    """Whether a long number that was found in the folded text is written in plain figures."""
    start, end = number.span()
    written = text[start:end]
    return (written.isascii() and written.isdigit()) or (plain_figures(number.group()) and not styled(written))


def numbers(text: str, folded: str) -> list[tuple[int, int, str]]:
    """Long numbers in words, styles or pieces, to be read as plain figures."""
    out: list[tuple[int, int, str]] = []
    for match in LONG_NUMBER.finditer(folded):
        written = match.group()
        if plainly(text, match):
            continue
        figures = figures_of(written)
        if phone := PHONE.fullmatch(figures):
            out.append((*match.span(), phone[1]))
        elif len(figures) > 6 and (not USUAL.issuperset(written.lstrip("+")) or SPELLED.fullmatch(written)):
            out.append((*match.span(), figures))
    return out


def phones_over_lines(folded: str) -> list[tuple[int, int, str]]:
    """Telephone numbers broken by the end of a line, to be read as plain figures."""
    found = (
        (match.span(), figures_of(match.group())) for match in OVER_LINES.finditer(folded) if "\n" in match.group()
    )
    return [(start, end, figures) for (start, end), figures in found if PHONE.fullmatch(figures)]


def figures_of(written: str) -> str:
    """The plain figures of a number."""
    return "".join([MEANT[char] for char in written if char in MEANT])
