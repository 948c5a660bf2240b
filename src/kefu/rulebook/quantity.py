"""A number with its unit behind it: `72 hours`, `6 points`, `30 percent`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

UNITS: Final[dict[str, tuple[str, str]]] = {
    "points": ("分", "points"),
    "hours": ("小时", "hours"),
    "days": ("天", "days"),
    "minutes": ("分钟", "minutes"),
    "seconds": ("秒", "seconds"),
    "months": ("个月", "months"),
    "years": ("年", "years"),
    "percent": ("%", "%"),
    "permille": ("‰", "‰"),
    "yuan": ("元", "yuan"),
    "times": ("次", "times"),
    "orders": ("单", "orders"),
    "items": ("件", "items"),
    "acts": ("次行为", "acts"),
    "messages": ("条", "messages"),
    "copies": ("份", "copies"),
    "words": ("个词", "words"),
    "characters": ("字", "characters"),
    "grade": ("级", "grade"),
    "persons": ("人", "persons"),
}
"""Each unit with the Chinese and the English word that a reader is shown."""

_LOOKS_LIKE_ONE: Final = re.compile(r"\s*([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(\s+\S.*|\s*[a-z%‰]+)\s*")
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, order=False)
class Quantity:
    """A number that a machine may compute with, and what it counts.

    >>> Quantity.parse("72 hours")
    Quantity(value=Decimal('72'), unit='hours')
    >>> str(Quantity.parse("0.5 percent"))
    '0.5 percent'
    """

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"

    def shown(self, language: str = "zh") -> str:
        """As a reader is shown it: `72 小时`, `30%`, `6 points`."""
        word = UNITS[self.unit][0 if language == "zh" else 1]
        return f"{self.value:f}{word}" if word in "%‰" else f"{self.value:f} {word}"

    @staticmethod
    def resembles(text: str) -> bool:
        """Whether a text in the parameters is meant as a number with a unit, rightly written or not.

        >>> Quantity.resembles("3 天"), Quantity.resembles("24h"), Quantity.resembles("7天无理由")
        (True, True, False)
        """
        return _LOOKS_LIKE_ONE.fullmatch(text) is not None

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read `72 hours`.

        Raises:
            ValueError: the number or the unit is not one; the message says what to write.
        """
        number, _, unit = text.partition(" ")
        if not _NUMBER.fullmatch(number):
            raise ValueError(f"{text!r} does not begin with a plain number and a space; write it as `72 hours`")
        if unit not in UNITS:
            raise ValueError(f"the unit {unit!r} is not known; use one of: {' '.join(UNITS)}")
        return cls(Decimal(number), unit)
