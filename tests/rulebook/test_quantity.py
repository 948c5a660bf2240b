"""A number in the rulebook always has its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.rulebook.quantity import UNITS, Quantity

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@given(numbers, st.sampled_from(sorted(UNITS)))
def test_what_is_written_is_what_is_read(value: Decimal, unit: str) -> None:
    written = str(Quantity(value, unit))
    assert Quantity.resembles(written)
    assert Quantity.parse(written) == Quantity(value, unit)


@given(st.text(max_size=20))
def test_any_other_text_is_refused_with_a_mend_and_never_crashes(text: str) -> None:
    try:
        quantity = Quantity.parse(text)
    except ValueError as error:
        assert "; " in str(error)
    else:
        assert str(quantity).split(" ")[1] in UNITS


@pytest.mark.parametrize("text", ["3 天", "24h", "6", "1,000 yuan", "٣ days", "NaN days", "1e3 days", "6  points"])
def test_near_misses_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Quantity.parse(text)


def test_a_reader_is_shown_it_in_their_language() -> None:
    assert Quantity.parse("72 hours").shown() == "72 小时"
    assert Quantity.parse("30 percent").shown() == "30%"
    assert Quantity.parse("6 points").shown("en") == "6 points"
