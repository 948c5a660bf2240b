"""What stands in a cell of an export: the number of an order, a sum in yuan, an instant, words; as a spreadsheet leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from kefu.vocabulary.asking import end_of
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.shipped import shipped_data

NOTHING: Final = frozenset(("", *shipped_data("kefu.connectors", "orders.yaml")["nothing"]))
EXACT: Final = 15
"""So many digits of a number a spreadsheet keeps; the others become noughts."""
SURE: Final = 18
"""A number of so many digits that ends in noughts behind the fifteenth is hardly one by chance."""
DAY_NOUGHT: Final = datetime(1899, 12, 30)
"""Of which day spreadsheets count days."""
_QUOTED: Final = re.compile(r'^="?(.*?)"?$', re.DOTALL)
_BLANK: Final = " \t\r\n\u00a0\u3000\u200b\ufeff"
_MANGLED: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_NUMBER: Final = re.compile(r"[\w#][\w#./:-]{0,63}")
_NO_SUM: Final = re.compile(r"(?i)rmb|cny|[¥￥,，\s元]")
_SERIAL: Final = re.compile(r"[45]\d{4}(?:\.\d+)?")
_MARKS: Final = re.compile(r"[年月/.](?=\d)")
_TIME: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[日T ]*(?:(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})秒?(?:\.\d+)?)?)?"
)


def plain_cell(cell: str) -> str:
    """A cell without what platforms and spreadsheets put around it so that a number stays a text; '' where it says nothing.

    >>> plain_cell('="3312345678901234567"'), plain_cell("\\t6920000000000000001\\t"), plain_cell("'18600000000"), plain_cell("-")
    ('3312345678901234567', '6920000000000000001', '18600000000', '')
    """
    cell = cell.strip(_BLANK)
    if cell.startswith("="):
        cell = _QUOTED.sub(r"\1", cell)
    if cell[:1] in "'`’\"":
        cell = cell.strip("'`’\"")
    cell = cell.strip(_BLANK)
    return "" if cell.lower() in NOTHING else cell


def number_of(cell: str) -> str:
    """The number of an order, as a text.

    Raises:
        KefuError: it is missing, a spreadsheet has rounded it, or it is none.
    """
    if not cell:
        raise KefuError("order-row", "is missing", "order number", "fill it in")
    if _MANGLED.fullmatch(cell):
        raise rounded(cell)
    number = cell.removesuffix(".0") if cell[:-2].isdigit() else cell
    if not _NUMBER.fullmatch(number) or not any(sign.isdigit() for sign in number):
        raise KefuError("order-row", f"{cell[:40]!r} is no number of an order", "order number", "fill it in")
    return number


def rounded(number: str) -> KefuError:
    """The error of a number that has lost its last digits."""
    what = f"{number} was rounded by a spreadsheet, its last digits are lost"
    return KefuError("order-row", what, "order number", "export again, and open it with that column as text")


def all_rounded(numbers: Iterable[str]) -> bool:
    """Whether a spreadsheet has rounded the numbers of a file: most of the long ones end in noughts behind the fifteenth digit.

    >>> all_rounded(["3312345678901230000", "3312345678904560000"]), all_rounded(["3312345678901230000", "3312345678904567891"])
    (True, False)
    """
    long = {number for number in numbers if len(number) > EXACT and number.isdecimal()}
    lost = [number for number in long if ends_in_noughts(number)]
    certain = len(lost) > 1 or any(len(number) >= SURE for number in lost)
    return certain and len(lost) * 2 > len(long)


def ends_in_noughts(number: str) -> bool:
    """Whether a number has only noughts behind the fifteenth digit."""
    return len(number) > EXACT and number.isdecimal() and not number[EXACT:].strip("0")


def sum_of(cell: str, column: str) -> Decimal:
    """A sum in yuan, with or without ¥ and separators. Raises KefuError where it is none.

    >>> sum_of("¥1,299.00", "total"), sum_of("932.45元", "total")
    (Decimal('1299.00'), Decimal('932.45'))
    """
    try:
        told = Decimal(_NO_SUM.sub("", cell))
    except InvalidOperation:
        raise KefuError("order-row", f"{cell[:40]!r} is no sum in yuan", column, "write 12.50") from None
    if not told.is_finite() or not 0 <= told < 10**9:
        raise KefuError("order-row", f"{cell[:40]!r} is no sum that was paid", column, "write 12.50")
    return told.quantize(Decimal("0.01"))


def instant_of(cell: str, column: str) -> datetime:
    """An instant; one without a zone is of Shanghai, a day alone its last second, a number the day that a spreadsheet counts.

    >>> str(instant_of("2016/5/23 22:02", "paid")), str(instant_of("46082.4316319444", "paid"))
    ('2016-05-23 22:02:00+08:00', '2026-03-01 10:21:33+08:00')

    Raises:
        KefuError: it is none.
    """
    try:
        at = datetime.fromisoformat(cell)
    except ValueError:
        at = _written(cell, column)
    if len(cell.rstrip("日")) <= len("2026-03-01") and not _SERIAL.fullmatch(cell):
        return end_of(at.date())
    at = at.replace(microsecond=0)
    return at.replace(tzinfo=CHINA) if at.tzinfo is None else at.astimezone(CHINA)


def _written(cell: str, column: str) -> datetime:
    """An instant in another form than ISO 8601: as people and spreadsheets write it."""
    if _SERIAL.fullmatch(cell):
        return DAY_NOUGHT + timedelta(seconds=round(float(cell) * 86_400))
    found = _TIME.fullmatch(_MARKS.sub("-", cell, count=2).rstrip("日"))
    try:
        if found is not None:
            return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        pass
    raise KefuError("order-row", f"{cell[:40]!r} is no time", column, "write 2026-03-01 10:21:33") from None
