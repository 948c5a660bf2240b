"""Which days are worked in China: weekdays, without holidays, and the weekends that are worked for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import chinese_calendar

from kefu.vocabulary.festivals import is_day_off_by_law

FREE: Final[frozenset[date]] = frozenset(chinese_calendar.holidays)
SHIFTED: Final[frozenset[date]] = frozenset(chinese_calendar.workdays)
"""Weekend days that are worked."""
FIRST: Final = min(FREE).year
LAST: Final = max(FREE).year
"""The years whose arrangement is known."""
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)


def is_announced(year: int) -> bool:
    """Whether the State Council's arrangement of a year's holidays is known here.

    It is announced each November for the year that follows. For a year that is not known `is_worked` answers by weekdays
    and the holidays of the law, and cannot know which weekends are worked.
    """
    return FIRST <= year <= LAST


def is_worked(day: date) -> bool:
    """Whether a day is a working day.

    >>> is_worked(date(2026, 10, 10)), is_worked(date(2026, 10, 7))
    (True, False)
    """
    if is_announced(day.year):
        return day in SHIFTED or (day.weekday() < SATURDAY and day not in FREE)
    return day.weekday() < SATURDAY and not is_day_off_by_law(day)


def working_day_after(day: date, count: int = 1) -> date:
    """The count-th working day after a day, which is itself not counted.

    >>> working_day_after(date(2026, 9, 30), 3)
    datetime.date(2026, 10, 10)

    Raises:
        OverflowError: it lies beyond the last day that Python knows.
    """
    for _ in range(count):
        day += DAY
        while not is_worked(day):
            day += DAY
    return day
