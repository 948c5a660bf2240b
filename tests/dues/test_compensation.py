"""What is owed to buyers: the numbers of the sources, and what must never happen."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.checks.shipped import shipped_book
from kefu.dues.compensation import Order, Owed, by, owed
from kefu.dues.matters import MATTER_NAMES
from kefu.dues.sums import tally_of, unread
from kefu.dues.tallies import Tallies
from kefu.dues.totals import together
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
        ("S1-29", "douyin", "cosmetics_allergy", "1490.00", "seeds", "1490.00"),
        ("S1-23", "douyin", "change_of_mind", "60.00", "seeds", "60.00"),
        ("S1-39", "tmall", "late_shipping", "100.00", "seeds", "30.00"),
        ("S1-40", "tmall", "change_of_mind", "8000.00", "seeds", "0.00"),
        ("S2-23", "taobao", "description_mismatch", "60.00", "seeds", "60.00"),
        ("S2-24", "taobao", "counterfeit", "60.00", "seeds", "60.00"),
        ("S4-33", "pdd", "change_of_mind", "60.00", "seeds", "60.00"),
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


def test_the_courier_decides_before_the_shop_when_it_left() -> None:
    late = {"paid_at": NOW, "shipped_at": NOW + timedelta(hours=47), "carrier_accepted_at": NOW + timedelta(hours=49)}
    assert due("tmall", "late_shipping", "800.00", **late).amount == Decimal("40.00")
    early = {"paid_at": NOW, "shipped_at": NOW + timedelta(hours=49), "carrier_accepted_at": NOW + timedelta(hours=48)}
    told = due("tmall", "late_shipping", "800.00", **early)
    assert (told.amount, told.rule and told.rule.id) == (0, "tmall.shipping.deadline_48h")
    assert told.formula.startswith("应在 2026-03-12 12:00:00 前发货")


def test_by_the_seeds_a_rule_begins_with_its_document_whatever_others_say_of_its_start() -> None:
    """Other sources put 30 % at 2012, and its end at 2020; the documents say it in July 2022."""
    before, since = (datetime(2022, 7, day, 12, tzinfo=CHINA) for day in (8, 9))
    assert due("tmall", "late_shipping", "800.00", "seeds", before).rule is None
    assert due("tmall", "late_shipping", "800.00", "seeds", since).amount == Decimal("240.00")
    assert due("tmall", "late_shipping", "800.00", at=datetime(2019, 5, 20, tzinfo=CHINA)).amount == Decimal("240.00")


def test_the_seeds_give_72_hours_where_later_texts_give_48() -> None:
    """S1-101, S2-7"""
    order = {"paid_at": NOW, "shipped_at": NOW + timedelta(hours=72)}
    for platform in ("tmall", "taobao"):
        told = due(platform, "late_shipping", "800.00", "seeds", **order)  # type: ignore[arg-type]
        assert told.amount == 0 and told.rule is not None and told.rule.id == f"{platform}.shipping.deadline_72h"
        assert due(platform, "late_shipping", "800.00", **order).amount > 0  # type: ignore[arg-type]


def test_a_group_order_is_late_only_after_its_group() -> None:
    """S4-38: group orders ship only after the group completes."""
    order = {"paid_at": NOW, "shipped_at": NOW + timedelta(hours=60)}
    assert due("pdd", "late_shipping", "80.00", **order).amount == Decimal("3.00")
    assert due("pdd", "late_shipping", "80.00", **order, group_completed_at=NOW + timedelta(hours=20)).amount == 0


def test_pay_on_delivery_runs_no_clock_and_a_presale_none_that_nobody_agreed() -> None:
    """S1-64"""
    told = due("tmall", "late_shipping", "800.00", cod=True)
    assert told.amount == 0 and "货到付款" in told.formula
    order = {"paid_at": NOW, "shipped_at": NOW + timedelta(hours=1), "presale": True}
    assert due("tmall", "late_shipping", "800.00", **order).amount == Decimal("40.00")


def test_a_year_beyond_reckoning_is_refused() -> None:
    far = datetime(9999, 12, 31, 12, 0, tzinfo=CHINA)
    with pytest.raises(KefuError, match="out of range"):
        due("tmall", "late_shipping", "800.00", paid_at=far, shipped_at=far)


def test_price_protection_is_what_was_paid_less_the_price_now() -> None:
    now = Decimal("79.00")
    assert due("jd", "price_protection", "100.00", list_price=now).amount == Decimal("21.00")
    told = due("jd", "price_protection", "100.00", list_price=now, returned=Decimal("5.00"), count=2)
    assert (told.amount, told.formula) == (Decimal("32.00"), "100.00 − 79.00 − 5.00 = 16.00；16.00 × 2 单 = 32.00")
    assert due("jd", "price_protection", "100.00", list_price=Decimal("120.00")).amount == 0
    assert due("jd", "price_protection", "100.00", list_price=now, category="黄金").amount == 0
    assert due("jd", "price_protection", "100.00", list_price=now, paid_at=NOW - timedelta(days=30)).amount == 21
    assert due("jd", "price_protection", "100.00", list_price=now, paid_at=NOW - timedelta(days=31)).amount == 0
    with pytest.raises(KefuError, match="is missing"):
        due("jd", "price_protection", "100.00")


def test_a_deposit_comes_back_double_and_no_more_of_it_than_the_law_knows() -> None:
    told = due("tmall", "deposit", "1000.00", deposit=Decimal("100.00"))
    assert (told.amount, told.formula) == (Decimal("200.00"), "定金 100.00 × 2 = 200.00")
    over = due("tmall", "deposit", "1000.00", deposit=Decimal("300.00"))
    assert over.amount == Decimal("400.00") and "超过价款的 20%" in over.formula
    with pytest.raises(KefuError, match="is missing") as ended:
        due("tmall", "deposit", "1000.00")
    assert ended.value.where == "order.deposit"


def test_unsafe_food_owes_ten_times_the_price_or_three_times_the_loss() -> None:
    assert due("jd", "unsafe_food", "30.00").amount == Decimal("1000.00")
    assert due("jd", "unsafe_food", "300.00").amount == Decimal("3000.00")
    told = due("jd", "unsafe_food", "300.00", loss=Decimal("2000.00"))
    assert told.amount == Decimal("6000.00") and "2000.00 × 3 = 6000.00" in told.formula


def test_what_is_paid_in_advance_goes_back_with_interest_that_nobody_can_tell_here() -> None:
    told = due("pdd", "prepaid_not_performed", "500.00", prepaid=Decimal("200.00"))
    assert told.amount == Decimal("200.00") and "利息" in told.formula


def test_a_programme_answers_its_own_orders_alone() -> None:
    general = due("taobao", "out_of_stock", "100.00")
    assert general.amount == Decimal("30.00") and "taobao.stock.instant_retail" not in general.conflicts
    own = due("taobao", "out_of_stock", "100.00", programme="淘宝闪购")
    assert own.amount == Decimal("10.00") and own.rule is not None and own.rule.id == "taobao.stock.instant_retail"
    assert "按件算" in own.formula


def test_goods_of_their_own_have_a_rule_of_their_own() -> None:
    shipped = {"shipped_at": NOW}
    plain = due("taobao", "refund_timeout", "9.00", **shipped)
    virtual = due("taobao", "refund_timeout", "9.00", category="虚拟商品", **shipped)
    assert plain.rule is not None and plain.rule.id == "taobao.refund.respond_shipped_5d"
    assert virtual.rule is not None and virtual.rule.id == "taobao.refund.respond_virtual_3d"


def test_both_sides_of_pdd_refund_deadlines_are_told() -> None:
    """X9: 48 hours by the seeds (S1-20), 36 by an article for orders not shipped, and no refund by itself for shipped ones."""
    open_ = due("pdd", "refund_timeout", "59.90")
    assert open_.amount == Decimal("59.90") and "pdd.refund.response_48h" in open_.conflicts
    assert "按未发货的订单算" in open_.formula and "有争议" in open_.formula
    shipped = due("pdd", "refund_timeout", "59.90", shipped_at=NOW)
    assert shipped.amount == 0 and shipped.rule is not None and shipped.rule.id == "pdd.refund.response_shipped_48h"


def test_a_disputed_clause_never_answers_beside_a_sure_one() -> None:
    for platform in PLATFORMS:
        for matter in MATTER_NAMES:
            stated = TALLIES.on(Asked(platform, NOW), matter)
            sure = [tally for tally in stated if tally.rule.status != "disputed"]
            assert not sure or stated[0].rule.status != "disputed"


def test_pdd_shortage_is_five_yuan_on_top_or_a_share_by_the_promised_time() -> None:
    told = due("pdd", "out_of_stock", "200.00")
    assert told.amount == 5 and told.conflicts == ("pdd.stock.percent",)
    percent = TALLIES.tally(shipped_book().get("pdd.stock.percent"))
    assert percent is not None
    sums = [
        by(TALLIES, Asked("pdd", NOW), percent, Order(Decimal("200.00"), promised=timedelta(hours=n))) for n in (48, 49)
    ]
    assert [each.amount for each in sums] == [10, 20]
    agreed = Order(Decimal("200.00"), paid_at=NOW, agreed_ship_by=NOW + timedelta(days=5))
    assert by(TALLIES, Asked("pdd", NOW), percent, agreed).amount == 20


def test_a_clause_that_names_no_sum_is_named() -> None:
    for platform, matter, clause in (
        ("pdd", "false_shipping", "pdd.shipping.false_daily"),
        ("douyin", "out_of_stock", "douyin.stock.shortage"),
        ("tmall", "track_timeout", "tmall.shipping.stalled_lowered"),
    ):
        told = due(platform, matter, "100.00")  # type: ignore[arg-type]
        assert told.amount == 0 and told.rule is not None and told.rule.id == clause
        assert told.formula == "该条讲到这种情形，但没有写明赔多少"


def test_jd_reckoned_by_the_item_before_it_reckoned_by_the_order() -> None:
    before = due("jd", "late_shipping", "800.00", at=datetime(2022, 12, 15, 12, 0, tzinfo=CHINA))
    assert before.amount == Decimal("240.00") and "按件算" in before.formula and before.paid_as == "jingdou"
    after = due("jd", "late_shipping", "800.00", at=datetime(2022, 12, 16, 12, 0, tzinfo=CHINA))
    assert after.amount == Decimal("40.00") and after.conflicts == ("jd.shipping.late.coupon_2025",)


def test_a_cap_for_one_buyer_and_day_is_named_and_not_guessed() -> None:
    rule = shipped_book().get("taobao.shipping.late_10pct_5_100")
    tally = TALLIES.tally(rule)
    assert tally is not None
    told = by(TALLIES, Asked("taobao", NOW), tally, Order(Decimal("2000.00"), count=2))
    assert told.amount == 200 and "同一买家 24 小时内" in told.formula


def test_nothing_in_the_book_on_sums_is_left_unread() -> None:
    assert TALLIES.unread == ()
    strange = msgspec.structs.replace(
        shipped_book().get("tmall.shipping.late_5pct"),
        parameters={"matter": "late_shipping", "rate": "5 percent", "base": "moon_price", "squared": True},
    )
    assert unread(strange) == ("squared", "base") and tally_of(strange) is None


def test_where_the_book_says_nothing_that_is_said() -> None:
    told = due("jd", "group_failed", "100.00")
    assert (told.amount, told.rule) == (0, None) and "没有京东" in told.formula


def test_an_unknown_matter_is_refused_with_those_there_are() -> None:
    with pytest.raises(KefuError, match="late_shipping"):
        due("jd", "bad_mood", "100.00")


def test_the_same_money_is_not_paid_twice() -> None:
    whole = together([due("tmall", matter, "800.00") for matter in ("late_shipping", "out_of_stock")])
    assert whole.total == Decimal("240.00") and "延迟发货 40.00 不重复计算" in whole.formula()
    assert "shipped late 40.00 is not paid twice" in whole.formula("en")
    assert [part.matter for part in whole.counted] == ["out_of_stock"]
    track = [due("taobao", matter, "800.00") for matter in ("late_shipping", "false_shipping", "track_timeout")]
    assert together(track).total == Decimal("100.00") and len(together(track).left_out) == 2
    fakes = [due("jd", matter, "100.00") for matter in ("counterfeit", "counterfeit_promise_10")]
    assert together(fakes).total == Decimal("1000.00")


def test_what_a_clause_puts_on_top_is_added() -> None:
    assert together([due("pdd", matter, "80.00") for matter in ("late_shipping", "out_of_stock")]).total == Decimal(
        "8.00"
    )


def test_the_price_goes_back_once_and_two_wrongs_are_two() -> None:
    back = [due("douyin", matter, "80.00") for matter in ("refund_timeout", "change_of_mind", "fresh_spoiled")]
    assert together(back).total == Decimal("80.00")
    assert together([due("tmall", "late_shipping", "800.00"), due("tmall", "late_invoice", "800.00")]).total == 40 + 80
    dearer = [due("jd", "refund_timeout", "80.00"), due("jd", "price_protection", "80.00", list_price=Decimal("60.00"))]
    assert together(dearer).total == Decimal("80.00")
    assert together([]).total == 0


EVERYTHING = {"list_price": Decimal("1.00"), "deposit": Decimal("50.00"), "prepaid": Decimal("50.00")}
PLACES = st.sampled_from(PLATFORMS)
ANY_MATTER = st.sampled_from(sorted(MATTER_NAMES))
ANY_BASIS = st.sampled_from(("latest", "seeds"))


@given(PLACES, ANY_MATTER, ANY_BASIS, SUMS, SUMS)
def test_freight_never_matters_and_no_sum_exceeds_its_cap(
    platform: Platform, matter: str, basis: Evidence, amount: Decimal, freight: Decimal
) -> None:
    told = due(platform, matter, f"{amount:.2f}", basis, **EVERYTHING)
    with_freight = due(platform, matter, f"{amount:.2f}", basis, **EVERYTHING, freight=freight)
    assert (told.amount, told.rule, told.conflicts) == (with_freight.amount, with_freight.rule, with_freight.conflicts)
    assert told.amount == told.amount.quantize(Decimal("0.01"))
    if told.rule is not None and "cap" in told.rule.parameters:
        assert told.amount <= Decimal(str(told.rule.parameters["cap"]).removesuffix(" yuan"))
    for tier in told.rule.parameters.get("tiers", ()) if told.rule else ():
        if "above" in tier and "cap" in tier:
            assert told.amount <= max(Decimal(str(each["cap"]).removesuffix(" yuan")) for each in [tier])


@given(PLACES, ANY_MATTER, ANY_BASIS, SUMS, SUMS, st.integers(0, 50))
def test_dearer_goods_and_more_orders_never_owe_less(
    platform: Platform, matter: str, basis: Evidence, one: Decimal, other: Decimal, count: int
) -> None:
    low, high = sorted((one, other))
    sums = [due(platform, matter, f"{each:.2f}", basis, **EVERYTHING).amount for each in (low, high)]
    assert sums[0] <= sums[1]
    counts = [due(platform, matter, f"{low:.2f}", basis, **EVERYTHING, count=n).amount for n in (1, count, count + 1)]
    assert counts[1] == counts[0] * count and counts[1] <= counts[2]


@given(st.lists(ANY_MATTER, max_size=6), PLACES, ANY_BASIS, SUMS)
def test_together_never_costs_more_than_all_or_less_than_the_greatest(
    matters: list[str], platform: Platform, basis: Evidence, amount: Decimal
) -> None:
    parts = [due(platform, matter, f"{amount:.2f}", basis, **EVERYTHING) for matter in matters]
    whole = together(parts)
    sums = [part.amount for part in parts]
    assert max(sums, default=0) <= whole.total <= sum(sums)
    assert len(whole.counted) + len(whole.left_out) == len(parts)
    assert together(parts[::-1]).total == whole.total


def test_a_difference_of_price_that_is_more_than_what_was_paid_ahead_is_the_sum_that_counts() -> None:
    parts = [
        due("jd", matter, "51.01", "latest", **EVERYTHING) for matter in ("prepaid_not_performed", "price_protection")
    ]
    assert together(parts).total == max(part.amount for part in parts)


@pytest.mark.parametrize(
    ("platform", "matter", "amount", "basis", "formula"),
    [
        ("tmall", "late_shipping", "800.00", "seeds", "800.00 × 30% = 240.00，不超过 500.00"),
        ("tmall", "late_shipping", "8000.00", "seeds", "8000.00 × 30% = 2400.00，最多 500.00，按 500.00"),
        ("tmall", "late_shipping", "20.00", "latest", "20.00 × 5% = 1.00，不足 5.00，按 5.00"),
        ("taobao", "late_shipping", "333.33", "latest", "333.33 × 5% = 16.6665，四舍五入到分得 16.67，不超过 50.00"),
        ("pdd", "late_shipping", "80.00", "latest", "80.00 不超过 300.00：每单 3.00"),
        ("pdd", "late_shipping", "351.00", "latest", "351.00 超过 300.00：351.00 × 1% = 3.51，不超过 30.00"),
        ("jd", "counterfeit", "100.00", "latest", "100.00 × 3 = 300.00，不足 500.00，按 500.00；货款 100.00 另退"),
        ("tmall", "change_of_mind", "99.00", "seeds", "99.00 × 0% = 0.00；不另赔，符合退货条件的照退货款"),
        ("tmall", "harassment", "99.00", "latest", "每次 1000.00"),
        ("taobao", "false_shipping", "100.00", "latest", "100.00 × 30% = 30.00，不超过 100.00；该条有争议，没有更可靠的规定"),
    ],
)  # fmt: skip
def test_the_formula_tells_how_the_sum_comes_about(
    platform: Platform, matter: str, amount: str, basis: Evidence, formula: str
) -> None:
    told = due(platform, matter, amount, basis)
    assert told.formula == formula
    assert told.formula_en and not any("\u4e00" <= sign <= "\u9fff" for sign in told.formula_en)


def test_count_and_freight_are_told_in_the_formula() -> None:
    told = due("tmall", "late_shipping", "8000.00", "seeds", count=3, freight=Decimal("10.00"))
    assert told.amount == 1500
    assert told.formula == "8000.00 × 30% = 2400.00，最多 500.00，按 500.00；500.00 × 3 单 = 1500.00；运费 10.00 不计"


@pytest.mark.parametrize("matter", sorted(MATTER_NAMES))
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("basis", ["latest", "seeds"])
def test_every_answer_reads_whole_in_both_languages(platform: Platform, matter: str, basis: Evidence) -> None:
    told = due(platform, matter, "800.00", basis, **EVERYTHING)
    assert told.formula and told.formula_en
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in told.formula_en)
    assert told.rule is not None or (told.amount == 0 and "没有" in told.formula)


def test_no_law_or_clause_is_forgotten_every_matter_is_reckoned_somewhere() -> None:
    reckoned = {
        tally.matter
        for platform in PLATFORMS
        for matter in MATTER_NAMES
        for tally in TALLIES.on(Asked(platform, NOW), matter)
    }
    assert set(MATTER_NAMES) - reckoned <= {"late_reply"}
