"""Sums in yuan: decimals, never floats, told with two places."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kefu.vocabulary.errors import KefuError

FEN: Final = Decimal("0.01")
_YUAN: Final = re.compile(r"[0-9]{1,12}\.[0-9]{2}")
_SHOWN: Final = 40


def yuan(told: object, field: str) -> Decimal:
    """A sum as other programs give it: a text in yuan with two decimals.

    >>> yuan("12.50", "order.amount")
    Decimal('12.50')

    Raises:
        KefuError: it is anything else: a number, negative, without its decimals (fen are meant), with too many of them.
    """
    if isinstance(told, str) and _YUAN.fullmatch(told):
        return Decimal(told)
    text = repr(told)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if isinstance(told, str) and told.startswith("-"):
        raise KefuError("amount", f"{shown} is negative", field, 'write a sum of "0.00" or more')
    if isinstance(told, (int, float)) and not isinstance(told, bool):
        raise KefuError("amount", f"{shown} is a number, and may be fen", field, 'write yuan as a text, "12.50"')
    if isinstance(told, str) and told.isascii() and told.isdigit():
        raise KefuError("amount", f"{shown} has no decimals, and may be fen", field, 'write yuan with two, "12.50"')
    raise KefuError("amount", f"{shown} is no sum in yuan", field, 'write yuan with two decimals, "12.50"')


def to_fen(sum_: Decimal) -> Decimal:
    """Rounded to the fen, half a fen up.

    >>> to_fen(Decimal("0.125")), to_fen(Decimal("3"))
    (Decimal('0.13'), Decimal('3.00'))
    """
    return sum_.quantize(FEN, rounding=ROUND_HALF_UP)
