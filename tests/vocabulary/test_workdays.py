"""Working days and named days of China, as a seller's calendar on the wall has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.vocabulary.festivals import NAMES, day_of_festival, lunar_day, next_festival
from kefu.vocabulary.workdays import is_announced, is_worked, working_day_after


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 4), True), (date(2026, 2, 14), True), (date(2026, 2, 15), False), (date(2026, 2, 23), False),
        (date(2026, 2, 28), True), (date(2026, 4, 6), False), (date(2026, 5, 5), False), (date(2026, 5, 9), True),
        (date(2026, 6, 19), False), (date(2026, 9, 20), True), (date(2026, 9, 25), False), (date(2026, 10, 7), False),
        (date(2026, 10, 8), True), (date(2026, 10, 10), True), (date(2026, 10, 11), False), (date(2026, 10, 12), True),
    ],
)  # fmt: skip
def test_the_year_2026_is_worked_as_it_was_announced(day: date, worked: bool) -> None:
    assert is_announced(2026)
    assert is_worked(day) is worked


@pytest.mark.parametrize(
    ("since", "count", "day"),
    [
        (date(2026, 2, 12), 3, date(2026, 2, 24)),  # 13 and the worked Saturday 14, then Spring Festival to the 23rd
        (date(2026, 2, 14), 5, date(2026, 2, 28)),
        (date(2026, 9, 29), 4, date(2026, 10, 10)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 4, 30), 1, date(2026, 5, 6)),
        (date(2026, 3, 20), 0, date(2026, 3, 20)),
    ],
)
def test_working_days_are_counted_over_the_holidays(since: date, count: int, day: date) -> None:
    assert working_day_after(since, count) == day


def test_a_year_not_announced_goes_by_weekdays_and_the_holidays_of_the_law() -> None:
    assert not is_announced(2040)
    assert not is_worked(date(2040, 10, 1))
    assert not is_worked(date(2040, 1, 1))
    assert is_worked(date(2040, 10, 8))
    assert not is_worked(date(2040, 10, 6))


@given(st.dates(date(2010, 1, 1), date(2090, 12, 31)), st.integers(1, 30))
def test_the_nth_working_day_is_one_and_has_n_of_them_behind_it(day: date, count: int) -> None:
    found = working_day_after(day, count)
    assert is_worked(found)
    assert sum(is_worked(day + timedelta(days=n + 1)) for n in range((found - day).days)) == count


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2026, date(2026, 2, 17)), ("除夕", 2026, date(2026, 2, 16)), ("元宵", 2026, date(2026, 3, 3)),
        ("清明", 2026, date(2026, 4, 5)), ("端午", 2026, date(2026, 6, 19)), ("七夕", 2026, date(2026, 8, 19)),
        ("中秋", 2026, date(2026, 9, 25)), ("国庆", 2026, date(2026, 10, 1)), ("冬至", 2026, date(2026, 12, 22)),
        ("小年", 2026, date(2026, 2, 10)), ("春节", 2027, date(2027, 2, 6)), ("中秋", 2025, date(2025, 10, 6)),
        ("七夕", 2025, date(2025, 8, 29)), ("春节", 2034, date(2034, 2, 19)), ("春节", 2050, None),
    ],
)  # fmt: skip
def test_feasts_fall_where_the_almanac_puts_them(name: str, year: int, day: date | None) -> None:
    assert day_of_festival(name, year) == day


def test_the_eighth_of_the_first_month_is_when_shops_open_again() -> None:
    assert lunar_day(2026, 1, 8) == date(2026, 2, 24)


@given(st.sampled_from(NAMES), st.dates(date(2020, 2, 1), date(2039, 1, 1)))
def test_the_next_feast_is_ahead_and_within_thirteen_months(name: str, since: date) -> None:
    day = next_festival(name, since)
    assert day is not None
    assert timedelta(0) <= day - since < timedelta(days=400)
