"""Contacts by their shape: long numbers in any writing, mail and web addresses, and those of machines."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal, get_args

from kefu.language.figures import FIGURE_OF, FIGURES
from kefu.language.forms import folding

Kind = Literal["email", "url", "ipv4", "number"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
FIGURES_AT_LEAST: Final = 8
ENDINGS: Final = "com|cn|net|org|top|shop|vip|cc|xyz|info|biz|io|co|me|tv|club|site|online|store|mobi|wang|hk|tw"
BYTE: Final = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
SHAPES: Final[dict[Kind, re.Pattern[str]]] = {
    "email": re.compile(
        r"(?<![a-z0-9.%+-])[a-z0-9][a-z0-9.%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}(?![a-z0-9])"
    ),
    "url": re.compile(
        r"(?:https?://|www\.)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?::\d{1,5})?(?:[/?#][!-~]{0,500})?"
        rf"|(?<![a-z0-9@.-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{ENDINGS})(?![a-z0-9-])(?:/[!-~]{{0,500}})?"
    ),
    "ipv4": re.compile(rf"(?<![\d.])(?:{BYTE}\.){{3}}{BYTE}(?![\d.])"),
    "number": re.compile(rf"[{FIGURES}](?:[^\w\n]{{0,4}}[{FIGURES}])*"),
}
DATE: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")


def contacts(
    text: str, kinds: Collection[Kind] = KINDS, figures: int = FIGURES_AT_LEAST
) -> list[tuple[int, int, Kind]]:
    """The contacts in a text as (start, end, kind), from left to right; none overlap.

    A number is one of so many `figures` or more, in any writing and with marks between them; not one that begins with a
    date (20100506, or the serial number of a day), nor one whose thousands are set apart by commas.

    Raises: nothing.

    >>> contacts("电话一三八-0013-8000，邮箱 a@b.com")
    [(2, 15, 'number'), (19, 26, 'email')]
    """
    folded = text.translate(folding())
    found: list[tuple[int, int, Kind]] = []
    for kind in KINDS:
        for match in SHAPES[kind].finditer(folded):
            start, end = match.span()
            if any(start < b and a < end for a, b, _ in found):
                continue
            if kind != "number" or is_number(match.group(), figures):
                found.append((start, end, kind))
    return sorted(hit for hit in found if hit[2] in kinds)


def is_number(written: str, figures: int) -> bool:
    """Whether a row of figures is a number by which somebody can be reached."""
    plain = "".join([FIGURE_OF[char] for char in written if char in FIGURE_OF])
    return len(plain) >= figures and not DATE.match(plain) and not THOUSANDS.fullmatch(written)
