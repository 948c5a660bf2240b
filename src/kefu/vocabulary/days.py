"""What day it is where the rules hold: in Shanghai, whatever the machine says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from kefu.vocabulary.errors import KefuError

CHINA: Final = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day in Shanghai."""
    return datetime.now(CHINA).date()


def now() -> datetime:
    """The instant, in Shanghai."""
    return datetime.now(CHINA)


def day_of(told: object, where: str = "as_of") -> date:
    """The day in Shanghai that a date or an instant means, given as such or in ISO 8601.

    >>> day_of("2026-03-01"), day_of("2026-03-01T20:00:00Z")
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 2))

    Raises:
        KefuError: it is neither, is no day of the calendar, or is an instant without its zone.
    """
    at = told
    if isinstance(told, str):
        try:
            return date.fromisoformat(told)
        except ValueError:
            at = _instant(told)
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise KefuError("call", f"{str(told)!r} has no zone", where, "add +08:00, or give the day alone")
        try:
            return at.astimezone(CHINA).date()
        except OverflowError:
            at = None
    if isinstance(at, date):
        return at
    raise KefuError("call", f"{str(told)[:40]!r} is no day of the calendar", where, "write it as 2026-03-01")


def _instant(told: str) -> datetime | None:
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return None
