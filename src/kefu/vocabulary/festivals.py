"""The days that have a name: feasts by the sun, by the moon and by the calendar, and what trade has made of them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Final

FIXED: Final = {
    "元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "女神节": (3, 8), "三八节": (3, 8), "315": (3, 15),
    "劳动节": (5, 1), "五一": (5, 1), "五四": (5, 4), "520": (5, 20), "儿童节": (6, 1), "六一": (6, 1), "618": (6, 18),
    "教师节": (9, 10), "国庆": (10, 1), "十一": (10, 1), "万圣节": (10, 31), "双11": (11, 11), "双十一": (11, 11),
    "双12": (12, 12), "双十二": (12, 12), "平安夜": (12, 24), "圣诞": (12, 25),
}  # fmt: skip
"""Month and day of the feasts of the calendar."""
LUNAR: Final = {
    "春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9),
    "腊八": (12, 8), "小年": (12, 23),
}  # fmt: skip
"""Month and day of the feasts of the moon."""
SOLAR: Final = {"清明": (4, 4.81), "冬至": (12, 21.94)}
"""Month of the feasts of the sun, and the constant of the usual formula for this century."""
EVE: Final = "除夕"
NAMES: Final = (*FIXED, *LUNAR, *SOLAR, EVE)
BY_LAW: Final = {"元旦": 1, EVE: 4, "清明": 1, "五一": 2, "端午": 1, "中秋": 1, "国庆": 3}
"""The holidays of the law since 2025, and how many days each has."""
NEW_YEAR: Final = date(2020, 1, 25)
MONTHS: Final = (
    0x07954, 0x06AA0, 0x0AD50, 0x05B52, 0x04B60, 0x0A6E6, 0x0A4E0, 0x0D260, 0x0EA65, 0x0D530, 0x05AA0,
    0x076A3, 0x096D0, 0x04AFB, 0x04AD0, 0x0A4D0, 0x1D0B6, 0x0D250, 0x0D520, 0x0DD45, 0x0B5A0,
)  # fmt: skip
"""Of each year of the moon from 2020 on: which months have thirty days, which is the leap month (last figure), and whether
that has thirty (first figure)."""


def lunar_day(year: int, month: int, day: int) -> date | None:
    """A day of the moon's year that begins in this year, None where the table does not reach.

    >>> lunar_day(2026, 1, 8), lunar_day(2026, 8, 15)
    (datetime.date(2026, 2, 24), datetime.date(2026, 9, 25))
    """
    n = year - NEW_YEAR.year
    if not 0 <= n < len(MONTHS):
        return None
    before = sum(sum(_lengths(info)) for info in MONTHS[:n])
    leap = MONTHS[n] & 0xF
    months = month - 1 + (0 < leap < month)
    return NEW_YEAR + timedelta(days=before + sum(_lengths(MONTHS[n])[:months]) + day - 1)


def _lengths(info: int) -> list[int]:
    """Days of each month of a year of the moon, the leap month behind the one that it repeats."""
    out = [30 if info & (0x10000 >> month) else 29 for month in range(1, 13)]
    if leap := info & 0xF:
        out.insert(leap, 30 if info & 0x10000 else 29)
    return out


def day_of_festival(name: str, year: int) -> date | None:
    """The day of a feast in a year of the calendar; 除夕, 小年 and 腊八 are those before that year's spring festival."""
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in SOLAR:
        month, constant = SOLAR[name]
        return date(year, month, int(year % 100 * 0.2422 + constant) - year % 100 // 4)
    if name == EVE:
        spring = lunar_day(year, 1, 1)
        return None if spring is None else spring - timedelta(days=1)
    month, day = LUNAR[name]
    return lunar_day(year - (month == 12), month, day)


def next_festival(name: str, since: date) -> date | None:
    """The first day of this feast on or after a day.

    >>> next_festival("国庆", date(2026, 10, 3))
    datetime.date(2027, 10, 1)
    """
    days = (day_of_festival(name, year) for year in (since.year, since.year + 1))
    return next((day for day in days if day is not None and day >= since), None)


def is_day_off_by_law(day: date) -> bool:
    """Whether the law itself makes a day a holiday, before anything is arranged around it."""
    return any(first is not None and 0 <= (day - first).days < length for first, length in _holidays(day.year))


def _holidays(year: int) -> list[tuple[date | None, int]]:
    return [(day_of_festival(name, year), length) for name, length in BY_LAW.items()]


def holidays_around(day: date) -> list[tuple[str, date]]:
    """The holidays of the law of this year and the next, by their days."""
    found = ((name, day_of_festival(name, year)) for year, name in itertools.product((day.year, day.year + 1), BY_LAW))
    return sorted(((name, first) for name, first in found if first is not None), key=lambda each: each[1])
