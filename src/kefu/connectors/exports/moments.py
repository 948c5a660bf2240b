"""When a line was written: times as exports write them, read as instants."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

SHANGHAI: Final = timezone(timedelta(hours=8))
STAMP: Final = pa.timestamp("us", tz="Asia/Shanghai")
_OFFSET: Final = 8 * 3_600_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SERIAL_ZERO: Final = datetime(1899, 12, 30, tzinfo=SHANGHAI)
_MICROSECOND: Final = timedelta(microseconds=1)

DATE: Final = r"(?P<y>\d{4})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)\s?[日号]?"
CLOCK: Final = (
    r"(?P<half>上午|下午|晚上|凌晨|中午|早上|[AaPp][Mm])?\s?(?P<h>\d{1,2})\s?[:：时点]\s?(?P<mi>\d{1,2})"
    r"(?:\s?[:：分]\s?(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,9}))?\s?秒?|\s?分)?(?:\s?(?P<half2>[AaPp][Mm]))?"
)
WEEKDAY: Final = r"(?:\s?[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
_WRITTEN: Final = re.compile(rf"{DATE}{WEEKDAY}(?:[T,，\s]{{0,3}}{CLOCK})?\s?(?P<zone>Z|UTC|GMT|[+-]\d{{2}}:?\d{{2}})?")
_COMPACT: Final = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:[T\s]?(?P<h>\d\d):?(?P<mi>\d\d):?(?P<s>\d\d)?)?")
_COUNTS: Final = ((10**8, 10**6), (10**11, 10**3), (10**14, 1))
"""Seconds, milliseconds and microseconds: five to forty times the first number is a time from 1985 to 2096; the second
is how many microseconds one of them is."""

_REGULAR_LENGTHS: Final = (10, 16, 19, 23, 26)


def instant(written: str) -> int:
    """Microseconds since 1970 of a time as an export writes it. Without a zone it is of Shanghai.

    Raises:
        ValueError: it is none, or its day does not exist; says so.
    """
    text = written.strip()
    if len(text) > 64:
        raise ValueError("no time")
    if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) and (number := _number(text)) is not None:
        return number
    found = _WRITTEN.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no time")
    parts = found.groupdict()
    try:
        day = datetime(int(parts["y"]), int(parts["m"]), int(parts["d"]), tzinfo=_zone(parts.get("zone")))
    except ValueError:
        raise ValueError(f"the day {text!r} does not exist") from None
    try:
        moment = day.replace(hour=_hour(parts), minute=int(parts["mi"] or 0), second=int(parts["s"] or 0))
    except ValueError:
        raise ValueError(f"the hour {text!r} does not exist") from None
    return (moment - _EPOCH) // _MICROSECOND + int(((parts.get("f") or "") + "000000")[:6])


def is_instant(written: str) -> bool:
    """Whether it can be read as a time, the days that do not exist among them."""
    try:
        instant(written)
    except ValueError as error:
        return "does not exist" in str(error)
    return True


def _zone(written: str | None) -> timezone:
    if written is None:
        return SHANGHAI
    if written in ("Z", "UTC", "GMT"):
        return timezone.utc  # noqa: UP017 - datetime.UTC is the same object, typed as timezone only here
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts["h"] or 0)
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if half in ("下午", "晚上", "pm", "中午") and (hour < 12 and not (half == "中午" and hour >= 10)):
        return hour + 12
    return 0 if half in ("上午", "凌晨", "am") and hour == 12 else hour


def _number(text: str) -> int | None:
    """A count of seconds, milliseconds or microseconds since 1970, or of days since the spreadsheets' 1899."""
    value = float(text) if "." in text else int(text)
    if 20_000 <= value < 80_000:
        seconds = round(value * 86_400, 3)
        return (_SERIAL_ZERO - _EPOCH) // _MICROSECOND + round(seconds * 1_000_000)
    for low, scale in _COUNTS:
        if low * 5 <= value < low * 40:
            return round(value * scale)
    return None


def instants(column: pa.Array) -> tuple[pa.Array, dict[int, str]]:
    """A column of times as instants, and what is wrong with those that are none, by their place."""
    column = _flat(column)
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return _from_timestamps(column), {}
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), STAMP), {}
    if (counted := _counted(column)) is not None:
        return counted, {}
    if not pa.types.is_string(column.type):
        column = pc.cast(column, pa.string())
    if (regular := _regular(column)) is not None:
        return regular, {}
    return _one_by_one(column)


def _flat(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _counted(column: pa.Array) -> pa.Array | None:
    """A column of whole numbers that all count the same since 1970."""
    if not pa.types.is_integer(column.type):
        return None
    ends = pc.min_max(pc.cast(column, pa.int64())).as_py()
    for low, scale in _COUNTS:
        if ends["min"] is not None and low * 5 <= ends["min"] and ends["max"] < low * 40:
            return pc.multiply(pc.cast(column, pa.int64()), scale).view(STAMP)
    return None


def _from_timestamps(column: pa.Array) -> pa.Array:
    zoned = pa.types.is_timestamp(column.type) and column.type.tz is not None
    counted = pc.cast(column, pa.timestamp("us", tz=column.type.tz if zoned else None), safe=False).view(pa.int64())
    return (counted if zoned else pc.subtract(counted, _OFFSET)).view(STAMP)


def _regular(column: pa.Array) -> pa.Array | None:
    """The whole column at once, where every time is written alike and exists."""
    offset = _OFFSET
    for zone, shift in (("+08:00", _OFFSET), ("Z", 0)):
        if len(column) > column.null_count and pc.all(pc.ends_with(column, zone)).as_py():
            binary = pc.binary_slice(column.view(pa.binary()), 0, -len(zone))
            column, offset = binary.view(pa.string()), shift
            break
    lengths = pc.min_max(pc.binary_length(column)).as_py()
    if lengths["min"] != lengths["max"] or (lengths["min"] is not None and lengths["min"] not in _REGULAR_LENGTHS):
        return None
    try:
        counted = pc.cast(column, pa.timestamp("us")).view(pa.int64())
    except pa.ArrowInvalid:
        return None
    return pc.subtract(counted, offset).view(STAMP)


def _one_by_one(column: pa.Array) -> tuple[pa.Array, dict[int, str]]:
    known: dict[str, int | str] = {}
    out: list[int | None] = []
    wrong: dict[int, str] = {}
    for place, written in enumerate(column.to_pylist()):
        if not written or written.isspace():
            out.append(None)
            continue
        if (read := known.get(written)) is None:
            try:
                read = instant(written)
            except ValueError as error:
                read = str(error)
            known[written] = read
        if isinstance(read, str):
            wrong[place] = read
        out.append(None if isinstance(read, str) else read)
    return pa.array(out, pa.int64()).view(STAMP), wrong
