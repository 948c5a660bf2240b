"""What changed between two days, and between two books."""

from __future__ import annotations

from datetime import date

import pytest

from kefu.rulebook.book import Book
from kefu.rulebook.change import between_books, between_days
from kefu.rulebook.proofreading import read_pack

SHEET = """\
book: tmall/x
title: {zh: 规则, en: Rules}
rules:
"""
RULE = """\
- id: tmall.NAME
  kind: clock
  topic: shipping
  status: current
  basis: page
  clause: {zh: 付款后按时发货。, en: Ship in time after payment.}
  source: [{kind: page, title: 页面}]
  facts: [a]
  parameters: {within: HOURS hours}
"""


def made(*rules: tuple[str, int, str]) -> Book:
    text = SHEET + "".join(
        RULE.replace("NAME", name).replace("HOURS", str(hours)) + more for name, hours, more in rules
    )
    pack, faults = read_pack(text.encode(), "x")
    assert pack is not None and not faults, faults
    return Book([pack])


@pytest.fixture
def book() -> Book:
    return made(
        ("old", 72, "  until: 2020-08-25\n"),
        ("new", 48, "  since: 2020-08-25\n  replaces: [tmall.old]\n"),
        ("campaign", 120, "  since: 2021-11-01\n  until: 2021-11-03\n"),
        ("always", 24, ""),
    )


def test_between_two_days_rules_begin_end_and_take_each_others_place(book: Book) -> None:
    turn = between_days(book, date(2020, 1, 1), date(2021, 11, 1), "tmall")
    assert [(old.id, new.id) for old, new in turn.replaced] == [("tmall.old", "tmall.new")]
    assert [rule.id for rule in turn.began] == ["tmall.campaign"]
    assert turn.ended == ()


def test_told_backwards_what_began_ends(book: Book) -> None:
    turn = between_days(book, date(2021, 11, 2), date(2021, 11, 3))
    assert [rule.id for rule in turn.ended] == ["tmall.campaign"]
    assert between_days(book, date(2021, 11, 3), date(2021, 11, 2)).began == turn.ended


def test_a_day_does_not_differ_from_itself(book: Book) -> None:
    turn = between_days(book, date(2022, 1, 1), date(2022, 1, 1))
    assert (turn.began, turn.ended, turn.replaced) == ((), (), ())


def test_between_two_books_each_field_that_reads_otherwise_is_told(book: Book) -> None:
    newer = made(
        ("more", 1, ""),
        ("new", 36, "  since: 2020-08-25\n  replaces: [tmall.old]\n"),
        ("campaign", 120, "  since: 2021-11-01\n  until: 2021-11-03\n"),
        ("old", 72, "  until: 2020-08-25\n"),
    )
    revision = between_books(book, newer)
    assert [rule.id for rule in revision.added] == ["tmall.more"]
    assert [rule.id for rule in revision.removed] == ["tmall.always"]
    ((name, (edit,)),) = revision.changed
    assert (name, edit.field, edit.before, edit.after) == (
        "tmall.new", "parameters", {"within": "48 hours"}, {"within": "36 hours"},
    )  # fmt: skip
