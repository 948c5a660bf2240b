"""What is owed to buyers: the numbers of the sources, and what must never happen."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.checks.shipped import shipped_book
from kefu.dues.compensation import MATTER_NAMES, Order, Owed, Tallies, owed, together
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS, Platform

TALLIES = Tallies(shipped_book())
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=CHINA)
SUMS = st.decimals(Decimal("0.00"), Decimal("99999.99"), places=2)


def due(
    platform: Platform, matter: str, amount: str, basis: Evidence = "latest", at: datetime = NOW, **order: object
) -> Owed:
    return owed(TALLIES, Asked(platform, at, basis), matter, Order(Decimal(amount), **order))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("demand", "platform", "matter", "amount", "basis", "sum_"),
    [
        ("S1-93", "tmall", "late_shipping", "800.00", "seeds", "240.00"),
        ("S1-94", "tmall", "late_shipping", "8000.00", "seeds", "500.00"),
        ("S1-102", "tmall", "late_shipping", "1666.66", "seeds", "500.00"),
        ("S1-102", "tmall", "late_shipping", "1666.67", "seeds", "500.00"),
        ("S1-68", "tmall", "out_of_stock", "1700.00", "seeds", "500.00"),
        ("S1-38", "tmall", "out_of_stock", "100.00", "seeds", "30.00"),
        ("S1-38", "tmall", "change_of_mind", "100.00", "seeds", "0.00"),
        ("S2-7", "taobao", "late_shipping", "400.00", "seeds", "20.00"),
        ("S2-7", "taobao", "late_shipping", "600.00", "seeds", "30.00"),
        ("S2-7", "taobao", "late_shipping", "900.00", "seeds", "30.00"),
        ("S4-53", "douyin", "late_shipping", "900.00", "seeds", "3.00"),
        ("S1-20", "pdd", "refund_timeout", "59.90", "seeds", "59.90"),
        ("S4-42", "pdd", "group_failed", "12.00", "seeds", "12.00"),
        ("S4-31", "pdd", "counterfeit_promise_10", "80.00", "seeds", "800.00"),
        ("S1-27", "douyin", "fresh_spoiled", "45.00", "seeds", "45.00"),
        ("S1-28", "douyin", "cosmetics_allergy", "299.00", "seeds", "299.00"),
        ("latest", "tmall", "late_shipping", "800.00", "latest", "40.00"),
        ("latest", "tmall", "late_shipping", "8000.00", "latest", "50.00"),
        ("latest", "tmall", "late_shipping", "20.00", "latest", "5.00"),
        ("latest", "tmall", "out_of_stock", "1700.00", "latest", "500.00"),
        ("latest", "taobao", "late_shipping", "900.00", "latest", "45.00"),
        ("latest", "jd", "late_shipping", "2000.00", "latest", "50.00"),
        ("latest", "pdd", "late_shipping", "300.00", "latest", "3.00"),
        ("latest", "pdd", "late_shipping", "300.01", "latest", "3.00"),
        ("latest", "pdd", "late_shipping", "351.00", "latest", "3.51"),
        ("latest", "pdd", "late_shipping", "9000.00", "latest", "30.00"),
        ("latest", "douyin", "late_shipping", "3.00", "latest", "0.00"),
        ("latest", "douyin", "late_shipping", "3.01", "latest", "3.00"),
        ("law", "jd", "counterfeit", "100.00", "latest", "500.00"),
        ("law", "jd", "counterfeit", "300.00", "latest", "900.00"),
        ("law", "taobao", "counterfeit_promise_10", "12.34", "latest", "123.40"),
    ],
)  # fmt: skip
def test_the_numbers_of_the_sources_are_reached(
    demand: str, platform: Platform, matter: str, amount: str, basis: Evidence, sum_: str
) -> None:
    told = due(platform, matter, amount, basis)
    assert told.amount == Decimal(sum_), demand
    assert told.rule is not None and told.formula


def test_both_sides_of_late_shipping_stand_beside_each_other() -> None:
    """X2: no points but 30 % (Tmall), 5 % to 30 (Taobao), 3 yuan an order (Douyin); the platform and the date are part of the key."""
    seeds = {
        platform: due(platform, "late_shipping", "800.00", "seeds").amount for platform in ("tmall", "taobao", "douyin")
    }
    assert seeds == {"tmall": Decimal("240.00"), "taobao": Decimal("30.00"), "douyin": Decimal("3.00")}
    assert "tmall.shipping.late_30pct" in due("tmall", "late_shipping", "800.00").conflicts
    before = datetime(2020, 9, 16, 12, 0, tzinfo=CHINA)
    assert due("tmall", "late_shipping", "800.00", at=before).amount == Decimal("240.00")
    assert due("tmall", "late_shipping", "800.00", at=before + timedelta(days=1)).amount == Decimal("40.00")


def test_tmall_pays_late_shipping_in_points_by_the_seeds() -> None:
    assert due("tmall", "late_shipping", "800.00", "seeds").paid_as == "points"


def test_half_a_fen_is_rounded_up_and_told() -> None:
    told = due("tmall", "late_shipping", "800.10")
    assert told.amount == Decimal("40.01") and "四舍五入到分" in told.formula


@pytest.mark.parametrize(("hours", "sum_"), [(48, "0.00"), (49, "40.00")])
def test_a_parcel_that_left_in_time_owes_nothing(hours: int, sum_: str) -> None:
    left = NOW + timedelta(hours=hours)
    assert due("tmall", "late_shipping", "800.00", paid_at=NOW, shipped_at=left).amount == Decimal(sum_)


def test_an_agreed_date_takes_the_place_of_the_deadline() -> None:
    agreed = NOW + timedelta(days=10)
    order = {"paid_at": NOW, "shipped_at": NOW + timedelta(days=9), "agreed_ship_by": agreed}
    assert due("tmall", "late_shipping", "800.00", **order).amount == 0  # type: ignore[arg-type]


def test_price_protection_is_what_was_paid_less_the_price_now() -> None:
    assert due("jd", "price_protection", "100.00", list_price=Decimal("79.00")).amount == Decimal("21.00")
    assert due("jd", "price_protection", "100.00", list_price=Decimal("120.00")).amount == 0
    with pytest.raises(KefuError, match="is missing"):
        due("jd", "price_protection", "100.00")


def test_where_the_book_says_nothing_that_is_said() -> None:
    told = due("jd", "group_failed", "100.00")
    assert (told.amount, told.rule) == (0, None) and "没有京东" in told.formula


def test_an_unknown_matter_is_refused_with_those_there_are() -> None:
    with pytest.raises(KefuError, match="late_shipping"):
        due("jd", "bad_mood", "100.00")


def test_the_same_money_is_not_paid_twice() -> None:
    parts = [due("tmall", matter, "800.00") for matter in ("late_shipping", "out_of_stock")]
    total, formula = together(parts)
    assert total == Decimal("240.00") and "延迟发货 40.00 不重复计算" in formula
    on_top = [due("pdd", matter, "80.00") for matter in ("late_shipping", "out_of_stock")]
    assert together(on_top)[0] == Decimal("8.00")


@given(
    st.sampled_from(PLATFORMS), st.sampled_from(sorted(MATTER_NAMES)), st.sampled_from(("latest", "seeds")), SUMS, SUMS
)
def test_freight_never_matters_and_no_sum_exceeds_its_cap(
    platform: Platform, matter: str, basis: Evidence, amount: Decimal, freight: Decimal
) -> None:
    told = due(platform, matter, f"{amount:.2f}", basis, list_price=Decimal("1.00"))
    with_freight = due(platform, matter, f"{amount:.2f}", basis, list_price=Decimal("1.00"), freight=freight)
    assert told == with_freight
    for tally in TALLIES.on(Asked(platform, NOW, basis), matter):
        if (
            tally.rule is told.rule
            and (step := tally.step(amount, timedelta(hours=48))) is not None
            and step.most is not None
        ):
            assert told.amount <= step.most


@given(st.sampled_from(PLATFORMS), st.sampled_from(sorted(MATTER_NAMES)), SUMS, SUMS, st.integers(0, 50))
def test_dearer_goods_and_more_orders_never_owe_less(
    platform: Platform, matter: str, one: Decimal, other: Decimal, count: int
) -> None:
    low, high = sorted((one, other))
    price = Decimal("0.00")
    sums = [due(platform, matter, f"{each:.2f}", list_price=price).amount for each in (low, high)]
    assert sums[0] <= sums[1]
    counts = [due(platform, matter, f"{low:.2f}", list_price=price, count=n).amount for n in (count, count + 1)]
    assert counts[0] <= counts[1]


def test_no_law_or_clause_is_forgotten_every_matter_is_reckoned_somewhere() -> None:
    reckoned = {
        tally.matter
        for platform in PLATFORMS
        for matter in MATTER_NAMES
        for tally in TALLIES.on(Asked(platform, NOW), matter)
    }
    assert set(MATTER_NAMES) - reckoned <= {"late_reply"}
