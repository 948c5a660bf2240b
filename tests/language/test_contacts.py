"""Contacts are told by their shape."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.language.contacts import contacts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("打13900001111", [("13900001111", "number")]), ("壹三九-0000_1111", [("壹三九-0000_1111", "number")]),
        ("①③⑨ ⓪⓪⓪⓪ 1111", [("①③⑨ ⓪⓪⓪⓪ 1111", "number")]), ("a.b-c@mail.example.cn 收", [("a.b-c@mail.example.cn", "email")]),
        ("https://x.example.com/a?b=1 看", [("https://x.example.com/a?b=1", "url")]), ("www.example.org", [("www.example.org", "url")]),
        ("搜example.top就有", [("example.top", "url")]), ("10.0.0.255:8080", [("10.0.0.255", "ipv4")]), ("1234-X5678", []), ("1234567", []),
        ("20260228发的", []), ("2026-02-28 10:30:15", []), ("单号20260228000123", []), ("共1,234,567,890元", []), ("你好.他好", []), ("300.1.1.1", []),
    ],
)  # fmt: skip
def test_contacts_and_what_is_none(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], kind) for start, end, kind in contacts(text)] == found


def test_the_least_of_figures_and_the_kinds_can_be_chosen() -> None:
    assert contacts("12345678", figures=9) == []
    assert [kind for *_, kind in contacts("x@example.com 13900001111", ["email"])] == ["email"]


@given(st.text(max_size=80))
def test_contacts_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = contacts(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
