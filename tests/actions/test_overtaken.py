"""What another day, or another book, says of the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kefu.actions.overtaken import (
    ACCOUNT,
    Change,
    Edition,
    clocks_changed,
    finding_changed,
    points_changed,
    sums_changed,
)
from kefu.clocks import History
from kefu.dues.account import Opening, Violation
from kefu.dues.compensation import Order
from kefu.rulebook.book import Book
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import Platform

BOOK = load_book()
SAMPLE = (Path(__file__).parents[1] / "rulebook" / "invoice.yaml").read_text(encoding="utf-8")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def editions(earlier: str, later: str) -> tuple[Edition, Edition]:
    return Edition(BOOK, date.fromisoformat(earlier)), Edition(BOOK, date.fromisoformat(later))


def asked(platform: Platform, now: str = "2026-11-01T12:00") -> Asked:
    return Asked(platform, instant(now))


def sums(days: tuple[Edition, Edition], platform: Platform, matter: str, amount: str) -> list[Change]:
    return sums_changed(*days, asked(platform), [matter], Order(Decimal(amount)))


def points(days: tuple[Edition, Edition], platform: Platform, *terms: str, opening: int = 0) -> list[Change]:
    """`terms` are written as on the command line: 延迟发货:情节严重."""
    told = [term.partition(":") for term in terms]
    found = [
        Violation(term, instant(f"2026-10-0{n}T10:00"), degree or None) for n, (term, _, degree) in enumerate(told, 1)
    ]
    return points_changed(*days, asked(platform), found, Opening(Decimal(opening)))


def book_of(folder: Path, *edits: tuple[str, str]) -> Book:
    text = SAMPLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / "tmall").mkdir(parents=True)
    (folder / "tmall" / "invoice.yaml").write_text(text, encoding="utf-8")
    return load_book(folder, folder.parent / "cache")


def sides(change: Change) -> tuple[Sequence[str] | None, Sequence[str] | None]:
    return change.old and change.old.ids, change.new and change.new.ids


def test_a_deadline_that_was_shortened_is_told_with_both_clauses() -> None:
    history = History(asked("tmall", "2026-11-01T12:00"), (Event("paid", instant("2026-10-29T18:00")),))
    changes = {each.what: each for each in clocks_changed(*editions("2020-01-01", "2021-01-01"), history)}
    ship = changes["ship"]
    assert sides(ship) == (("tmall.shipping.deadline_72h",), ("tmall.shipping.deadline_48h",))
    assert ship.old is not None and ship.new is not None
    assert (ship.old.said["due_at"], ship.old.said["state"]) == ("2026-11-01T18:00:00+08:00", "running")
    assert (ship.new.said["due_at"], ship.new.said["state"]) == ("2026-10-31T18:00:00+08:00", "missed")
    assert ship.at == instant("2026-10-29T18:00") and not ship.clause_alone


def test_a_deadline_that_only_one_book_knows_has_one_side() -> None:
    history = History(asked("tmall"), (Event("paid", instant("2026-10-25T10:00")),))
    changes = {each.what: each for each in clocks_changed(*editions("2020-01-01", "2021-01-01"), history)}
    assert changes["late_claim"].new is None and changes["tracking"].old is None
    back = {each.what: each for each in clocks_changed(*editions("2021-01-01", "2020-01-01"), history)}
    assert back["late_claim"].old is None and back["tracking"].new is None


def test_each_message_keeps_its_own_clock() -> None:
    at = [instant(f"2026-10-25T{hour}:00") for hour in ("09", "11", "15")]
    answers = [instant(f"2026-10-25T{time}") for time in ("09:04", "11:01", "15:02")]
    events = [*(Event("buyer_message", each) for each in at), *(Event("agent_reply", each) for each in answers)]
    changes = clocks_changed(*editions("2024-01-01", "2026-11-01"), History(asked("pdd"), tuple(events)))
    assert [change.at for change in changes] == at
    states = [(change.old.said["state"], change.new.said["state"]) for change in changes if change.old and change.new]
    assert states == [("met", "missed"), ("met", "met"), ("met", "met")]


def test_a_sum_that_was_raised_is_told_and_one_that_stayed_changes_only_its_clause() -> None:
    days = editions("2024-01-01", "2026-11-01")
    (raised,) = sums(days, "pdd", "late_shipping", "800.00")
    assert raised.old is not None and raised.new is not None and not raised.clause_alone
    assert (raised.old.said["amount"], raised.new.said["amount"]) == ("3.00", "8.00")
    (same,) = sums(days, "pdd", "late_shipping", "100.00")
    assert same.clause_alone and sides(same) == (("pdd.shipping.late_3yuan",), ("pdd.shipping.late_tier",))


def test_points_that_are_no_longer_deducted_change_the_account_too() -> None:
    change, whole = points(editions("2020-01-01", "2021-01-01"), "tmall", "延迟发货:情节严重", opening=11)
    assert change.what == "延迟发货" and change.old is not None and change.new is not None
    assert (change.old.said["points"], change.new.said["points"]) == (1, 0)
    assert whole.what == ACCOUNT and whole.old is not None and whole.new is not None
    assert (whole.old.said["nodes"], whole.new.said["nodes"]) == (["general:12"], [])
    assert whole.old.said["measures"] and not whole.new.said["measures"]


def test_a_penalty_sum_is_compared_beside_the_points() -> None:
    change, *_ = points(editions("2024-01-01", "2026-11-01"), "douyin", "诱导第三方")
    assert change.old is not None and change.new is not None
    assert "500.00" in change.old.said["measures"][0]["zh"] and "10000.00" in change.new.said["measures"][0]["zh"]


def test_a_finding_goes_to_the_clause_that_took_the_place_of_a_special_one() -> None:
    days = editions("2024-01-01", "2026-11-01")
    for cited in ("douyin.third_party.penalty_before", "douyin.third_party.penalty"):
        change = finding_changed(*days, "douyin", "contact.other_shop", cited, None)
        assert change is not None
        assert sides(change) == (("douyin.third_party.penalty_before",), ("douyin.third_party.penalty",))
    assert finding_changed(*days, "douyin", "shop.no_nicknames", "shop.no_nicknames", None) is None


@pytest.mark.parametrize("day", ["2024-01-01", "2026-11-01"])
def test_nothing_changes_between_a_day_and_itself(day: str) -> None:
    days = editions(day, day)
    history = History(asked("pdd"), (Event("paid", instant("2026-10-29T18:00")),))
    assert clocks_changed(*days, history) == []
    assert sums(days, "pdd", "late_shipping", "800.00") == []
    assert points(days, "douyin", "诱导第三方") == []
    assert finding_changed(*days, "douyin", "contact.offplatform", "douyin.third_party.penalty", None) is None


def test_another_book_answers_on_the_day_of_each_question(tmp_path: Path) -> None:
    old = Edition(book_of(tmp_path / "old"))
    new = Edition(book_of(tmp_path / "new", ("6 points,", "4 points,"), ("{zh: 每次扣 6 分,", "{zh: 每次扣 4 分,")))
    change, whole = points((old, new), "tmall", "tmall.invoice.points")
    assert change.old is not None and change.new is not None and change.old.ids == change.new.ids
    assert (change.old.said["points"], change.new.said["points"]) == (6, 4)
    assert whole.old is not None and whole.old.ids == ("tmall.invoice.points",)
    found = finding_changed(old, new, "tmall", "invoice.refusal", "tmall.invoice.points", date(2024, 5, 1))
    assert found is not None and found.new is not None and found.new.said["penalty"]["zh"] == "每次扣 4 分"
    early = finding_changed(old, new, "tmall", "invoice.refusal", "tmall.invoice.points", date(2010, 5, 1))
    assert early is None, "on that day the rule held in neither book"


def test_a_clause_that_one_book_does_not_know_costs_nothing_there(tmp_path: Path) -> None:
    old, new = Edition(BOOK), Edition(book_of(tmp_path / "new"))
    first, whole = points((old, new), "tmall", "违背承诺", "tmall.invoice.points")
    assert first.what == "违背承诺" and first.old is not None and first.new is None
    assert whole.what == ACCOUNT and whole.new is not None and whole.new.ids == ("tmall.invoice.points",)


def test_what_neither_book_knows_is_an_error_that_names_its_place(tmp_path: Path) -> None:
    old, new = Edition(BOOK), Edition(book_of(tmp_path / "new"))
    with pytest.raises(KefuError, match="no clause of tmall") as caught:
        points((old, new), "tmall", "tmall.invoice.points", "没有这个名目")
    assert caught.value.where == "violations[1].clause"
    wrong = [
        Violation("违背承诺", instant("2026-10-01T10:00")),
        Violation("tmall.invoice.points", instant("2026-10-02T10:00"), count=-1),
    ]
    with pytest.raises(KefuError, match="negative") as caught:
        points_changed(new, old, asked("tmall"), wrong, Opening())
    assert caught.value.where == "violations[1].count", "the place is that in the list, whichever book stumbles first"
