"""Assessed hours: when a measure counts, and how time runs that stands still outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec

from kefu.vocabulary.workdays import DAY, is_announced, is_worked

SPAN: Final = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
MIDNIGHT: Final = 24 * 60
LONGEST: Final = 3660
"""Days after which time that never runs is given up."""


class Hours(msgspec.Struct, frozen=True):
    """The hours in which a measure counts, in Shanghai. The first instant of an interval is in it, the last is not.

    Attributes:
        spans: intervals of a day as minutes since midnight, in order, none touching another.
        worked: on working days alone.
    """

    spans: tuple[tuple[int, int], ...]
    worked: bool = False

    @classmethod
    def parse(cls, told: str, worked: bool = False) -> Hours:
        """Read `09:00-12:00, 13:30-18:00`. An interval that ends before it begins runs over midnight.

        >>> Hours.parse("09:00-23:00").spans
        ((540, 1380),)
        >>> Hours.parse("22:00-02:00").spans
        ((0, 120), (1320, 1440))

        Raises:
            ValueError: it is written in another way.
        """
        minutes = []
        for piece in told.split(","):
            found = SPAN.fullmatch(piece.strip())
            if not found:
                raise ValueError(f"{told!r} are no hours; write them as 09:00-12:00, 13:30-18:00")
            begin, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
            if begin in (end, MIDNIGHT) or max(begin, end) > MIDNIGHT:
                raise ValueError(f"{piece.strip()!r} is no stretch of a day")
            minutes += [(begin, end)] if begin < end else [(begin, MIDNIGHT), *([(0, end)] if end else [])]
        spans: list[tuple[int, int]] = []
        for begin, end in sorted(minutes):
            if spans and begin <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((begin, end))
        return cls(tuple(spans), worked)

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies in them.

        >>> from kefu.vocabulary.days import CHINA
        >>> day = Hours.parse("08:00-23:00")
        >>> day.holds(datetime(2026, 3, 1, 22, 59, 59, tzinfo=CHINA)), day.holds(datetime(2026, 3, 1, 23, tzinfo=CHINA))
        (True, False)
        """
        minute = at.hour * 60 + at.minute
        for begin, end in self.spans:
            if begin <= minute < end:
                return not self.worked or is_worked(at.date())
        return False

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The instant at which so much assessed time has passed; outside of the hours time stands still.

        >>> from kefu.vocabulary.days import CHINA
        >>> hours = Hours.parse("09:00-18:00", worked=True)
        >>> hours.after(datetime(2026, 3, 6, 17, 0, tzinfo=CHINA), timedelta(minutes=100)).isoformat()
        '2026-03-09T09:40:00+08:00'

        Raises:
            OverflowError: it lies beyond the last day that Python knows.
        """
        left = length
        for begin, end in self._stretches(start):
            here = max(begin, start)
            if here + left <= end:
                return here + left
            left -= end - here
        raise OverflowError("no hour is assessed")

    def uncertain(self, start: datetime, end: datetime) -> bool:
        """Whether what lies between two instants hangs on holidays that are not yet announced."""
        return self.worked and not (is_announced(start.year) and is_announced(end.year))

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of assessed time that end after an instant, in order."""
        day = start.date()
        for _ in range(LONGEST):
            if not self.worked or is_worked(day):
                for begin, end in self.spans:
                    until = _minute(day, end, start)
                    if until > start:
                        yield _minute(day, begin, start), until
            day += DAY


def _minute(day: date, minute: int, like: datetime) -> datetime:
    return datetime.combine(day, time(), like.tzinfo) + timedelta(minutes=minute)
