"""Assessed hours: several intervals a day, nights, working days, and time that stands still outside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import at

from kefu.clocks.calendar import Hours

SPLIT = Hours.parse("09:00-12:00, 13:30-18:00", worked=True)


@pytest.mark.parametrize(
    ("when", "inside"),
    [("2026-03-02T09:00", True), ("2026-03-02T12:00", False), ("2026-03-02T13:29:59", False), ("2026-03-02T13:30", True),
     ("2026-03-02T18:00", False), ("2026-03-01T10:00", False), ("2026-10-10T10:00", True), ("2026-10-07T10:00", False)],
)  # fmt: skip
def test_hours_hold_from_their_first_instant_to_before_their_last(when: str, inside: bool) -> None:
    assert SPLIT.holds(at(when)) is inside


def test_hours_over_midnight_and_hours_that_touch_are_understood() -> None:
    assert Hours.parse("22:00-02:00").spans == ((0, 120), (1320, 1440))
    assert Hours.parse("09:00-12:00,12:00-18:00").spans == ((540, 1080),)
    assert Hours.parse("00:00-24:00").holds(at("2026-03-02T23:59:59"))


@pytest.mark.parametrize("told", ["", "9-5", "09:00", "09:00-09:00", "24:00-01:00", "09:00-24:30", "09:00-18:00;"])
def test_hours_that_are_none_are_refused(told: str) -> None:
    with pytest.raises(ValueError, match=r"hours|stretch"):
        Hours.parse(told)


def test_time_stands_still_outside() -> None:
    assert SPLIT.after(at("2026-03-02T11:30"), timedelta(hours=1)) == at("2026-03-02T14:00")
    assert SPLIT.after(at("2026-03-06T17:59"), timedelta(minutes=2)) == at("2026-03-09T09:01")
    assert SPLIT.after(at("2026-03-07T10:00"), timedelta(minutes=1)) == at("2026-03-09T09:01")


@given(st.integers(0, 7 * 1440), st.integers(1, 3000), st.integers(1, 3000))
def test_assessed_time_adds_up(minute: int, one: int, other: int) -> None:
    start = at("2026-03-02T00:00") + timedelta(minutes=minute)
    both = SPLIT.after(start, timedelta(minutes=one + other))
    assert SPLIT.after(SPLIT.after(start, timedelta(minutes=one)), timedelta(minutes=other)) == both
    assert both >= start + timedelta(minutes=one + other)
