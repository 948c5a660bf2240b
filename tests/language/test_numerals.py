"""Numbers as sellers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.language.numerals import DIGITS, WORDS, value

ONES = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A number below ten thousand in words, as it is read aloud."""
    out = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure = number // unit % 10
        if figure:
            out += ONES[figure] + name
        elif out and not out.endswith("零"):
            out += "零"
    return out.rstrip("零")


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("三十五", "35"), ("十五", "15"), ("二十", "20"), ("一百二", "120"), ("两百五", "250"), ("一百零五", "105"),
        ("三千五", "3500"), ("一万二", "12000"), ("贰拾伍", "25"), ("壹佰叁拾", "130"), ("廿八", "28"), ("俩", "2"),
        ("两三", "3"), ("三五", "5"), ("十七八", "18"), ("二零二六", "2026"), ("1.5万", "15000"), ("12.50", "12.5"),
    ],
)  # fmt: skip
def test_a_number_is_worth_what_it_says(written: str, worth: str) -> None:
    assert value(written) == Decimal(worth)


@pytest.mark.parametrize("written", ["", "几", "十几", "三.五", "abc", "1.2.3", "-5"])
def test_what_is_no_number_is_worth_nothing(written: str) -> None:
    assert value(written) is None


@given(st.integers(1, 9999))
def test_every_number_below_ten_thousand_is_read_in_words(number: int) -> None:
    assert value(spelled(number)) == number


@given(st.text(WORDS, max_size=12))
def test_no_row_of_numerals_is_too_much(written: str) -> None:
    worth = value(written)
    assert worth is None or worth >= 0
    assert set(DIGITS) <= set(WORDS)
