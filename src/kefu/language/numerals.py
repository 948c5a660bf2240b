"""Numbers as people write them: in figures, in words, in capitals, and the value that they have."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = dict(
    zip("零〇一二三四五六七八九两俩仨壹贰叁肆伍陆柒捌玖", map(int, "00123456789223123456789"), strict=True)
)
TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS: Final = {"万": 10_000}
RUNS: Final = {"廿": "二十", "卅": "三十"}
WORDS: Final = "".join(DIGITS) + "".join(TENS) + "".join(MYRIADS) + "".join(RUNS)
NUMERAL: Final = rf"(?:\d{{1,7}}(?:\.\d{{1,2}})?[千万]?|[{WORDS}]{{1,9}})"
"""A number in the folded text, without sign or unit."""
FIGURES: Final = re.compile(r"(\d+(?:\.\d+)?)([千万]?)")


def value(written: str) -> Decimal | None:
    """What a number is worth; of two that stand for a few (两三, 十七八) the greater. None where it is no number.

    >>> value("三十五"), value("一百二"), value("贰拾伍"), value("1.5"), value("两三")
    (Decimal('35'), Decimal('120'), Decimal('25'), Decimal('1.5'), Decimal('3'))
    """
    if figures := FIGURES.fullmatch(written):
        return Decimal(figures[1]) * {"": 1, "千": 1000, "万": 10_000}[figures[2]]
    for run, spelled in RUNS.items():
        written = written.replace(run, spelled)
    if not written or any(char not in WORDS for char in written):
        return None
    if len(written) > 2 and all(char in DIGITS for char in written):
        return Decimal("".join(str(DIGITS[char]) for char in written))
    return Decimal(_spelled(written))


def _spelled(written: str) -> int:
    """The value of a number in words; a figure at its end without a unit counts the unit below the last (一百二 is 120)."""
    total = part = figure = 0
    below = 1
    for n, char in enumerate(written):
        if char in DIGITS:
            figure = DIGITS[char]
            if not figure:
                below = 1
        elif char in TENS:
            part += (figure or (1 if not n or written[n - 1] not in DIGITS else 0)) * TENS[char]
            figure, below = 0, TENS[char] // 10
        else:
            total = (total + part + figure or 1) * MYRIADS[char]
            part = figure = 0
            below = MYRIADS[char] // 10
    return total + part + figure * below
