"""The paper that the seeds show: what it asks can be asked here too, with its keys, from the same clauses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kefu.exams import mark
from kefu.exams.pool import pool
from kefu.exams.reckoned import sum_of
from kefu.rulebook.shelf import load_book
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import PLATFORMS, Platform

DAYS = (date(2022, 8, 1), date(2023, 7, 1))
"""Behind the paper itself, and behind the later training material, which says otherwise in places (X5, X7)."""

TRUE_FALSE = {
    "S1-92 (1) postage for a late invoice": "tmall.invoice.surcharge", "S1-92 (2) remittance": "tmall.payment.no_offline",
    "S1-92 (3) member day": "tmall.promotion.member_day", "S1-92 (4) return freight": "tmall.freight.return_payer",
    "S1-92 (5) fifteen days": "tmall.return.no_fifteen", "S1-92 (6) changed prices": "tmall.price.no_change",
    "S1-92 (7) wrong return number": "tmall.insurance.wrong_number", "S1-92 (8) seven days": "tmall.return.seven_days",
    "S1-92 (9) typing speed": "tmall.reply.typing_speed", "S1-92 (10) company phone": "tmall.contact.company_phone_only",
    "S1-92 (11) words of transfer": "tmall.payment.no_offline", "S1-92 (12) urgency": "tmall.aftersale.priority",
    "S1-92 (13) automatic replies": "tmall.reply.auto", "S1-92 (14) logistics disputes": "tmall.reply.logistics_avoidable",
    "S1-92 (15) gentle refusal": "tmall.attitude.gentle_refusal",
}  # fmt: skip
OTHERS = {
    "S1-93 payment ways": "tmall.payment.methods", "S1-93 invoice amount": "tmall.invoice.true_amount", "S1-93 card refund": "tmall.creditcard.refund_fee",
    "S1-93 reasons that cost 30 %": "tmall.refund.reasons_before", "S1-94 (1) card fee afterwards": "tmall.creditcard.no_fee",
    "S1-94 (3) a third party asks": "tmall.privacy.gift", "S1-94 (4) closing after a quarrel": "tmall.order.after_quarrel",
    "S1-94 (5) school addresses": "tmall.order.confirm_address", "S1-94 (6) ten of one size": "tmall.order.quantity",
    "S1-94 (7) lost parcel": "tmall.aftersale.lost_parcel", "S1-94 (8) after the return": "tmall.return.processing",
    "S1-94 (9) two classes": "tmall.points.two_classes", "S1-94 (10) daily re-listing": "tmall.description.core_duties",
    "S1-94 (11) invoice points": "tmall.invoice.points", "S1-94 (12) only Alipay": "tmall.payment.alipay_only",
    "S1-95 (1) short delivery": "tmall.aftersale.short_delivery", "S1-95 (2) logistics": "tmall.reply.logistics",
    "S1-95 (3) shipping time": "tmall.shipping.time_answers",
}  # fmt: skip


@pytest.mark.parametrize("clause", [*TRUE_FALSE.values(), *OTHERS.values()], ids=[*TRUE_FALSE, *OTHERS])
def test_what_the_trades_own_paper_asks_can_be_asked_from_the_rulebook(clause: str) -> None:
    assert clause in {each.rule.id for day in DAYS for each in pool(load_book(), "tmall", day, "seeds")}


@pytest.mark.parametrize(
    ("clause", "price", "owed"),
    [("tmall.shipping.late_30pct", "800", "240.00"), ("tmall.shipping.late_30pct", "8000", "500.00"), ("tmall.shipping.late_30pct", "1666.67", "500.00"),
     ("tmall.shipping.late_30pct", "1700", "500.00"), ("taobao.shipping.late_5pct_30", "400", "20.00"), ("taobao.shipping.late_5pct_30", "600", "30.00"),
     ("taobao.shipping.late_5pct_30", "900", "30.00"), ("tmall.shipping.late_5pct", "800", "40.00"), ("tmall.shipping.late_5pct", "50", "5.00"),
     ("pdd.shipping.late_tier", "299.99", "3.00"), ("pdd.shipping.late_tier", "300", "3.00"), ("pdd.shipping.late_tier", "8000", "30.00"),
     ("law.consumer.art55_triple", "100", "500.00"), ("law.consumer.art55_triple", "200", "600.00")],
)  # fmt: skip
def test_sums_in_questions_are_those_of_the_golden_vectors_s1_93_s1_94_s1_102_s2_7(
    clause: str, price: str, owed: str
) -> None:
    assert sum_of(load_book().get(clause).parameters, Decimal(price)) == Decimal(owed)


def test_the_blank_of_the_seeds_paper_is_marked_in_any_writing_s1_93() -> None:
    question = {
        "type": "fill",
        "question": "800 元的商品未发货，投诉成立赔付____元",
        "options": [],
        "points": 4,
        "key": ["240"],
    }
    assert [mark(question, answer).points for answer in ("240", "￥240", "二百四十元", "240.00", "250")] == [
        4,
        4,
        4,
        4,
        0,
    ]


def clauses(platform: Platform, day: date, basis: Evidence = "latest") -> set[str]:
    return {each.rule.id for each in pool(load_book(), platform, day, basis)}


def test_of_two_seeds_that_contradict_each_other_a_paper_asks_the_one_of_its_day_x5_x7() -> None:
    earlier, later = (clauses("tmall", day, "seeds") for day in DAYS)
    assert "tmall.freight.return_payer" in earlier and "tmall.freight.return_payer" not in later
    assert "tmall.freight.outbound_seven_days" in later and "tmall.freight.outbound_seven_days" not in earlier
    now = {each.id: each for each in pool(load_book(), "tmall", date(2026, 3, 1))}
    assert "tmall.payment.no_offline" in {each.rule.id for each in now.values()}
    assert now["tmall.payment.other_on_request#status"].text.startswith("「有争议」")


def test_three_rights_with_three_clocks_are_three_questions_x8() -> None:
    now = clauses("tmall", date(2026, 3, 1))
    assert {"tmall.aftersale.window_15d", "tmall.return.seven_days", "tmall.return.no_fifteen"} <= now


def test_a_platform_is_asked_its_own_deadline_and_another_one_is_among_the_wrong_options_x9() -> None:
    [one] = [
        each
        for each in pool(load_book(), "tmall", date(2026, 3, 1))
        if each.id == "tmall.intervention.after_72h#deadline"
    ]
    assert one.right == ("72 小时",) and "48 小时" in one.wrong
    assert "tmall.intervention.after_72h" not in clauses("pdd", date(2026, 3, 1))


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2020, 9, 1), date(2024, 8, 10), date(2026, 12, 31)])
def test_every_day_has_its_own_questions_from_rules_that_hold_on_it(platform: Platform, day: date) -> None:
    book = load_book()
    for basis in ("latest", "seeds"):
        holding = {rule.id for rule in book.in_force(platform, day, basis=basis)}  # type: ignore[arg-type]
        for each in pool(book, platform, day, basis):  # type: ignore[arg-type]
            assert each.rule.id in holding or each.rule.status == "disputed", each.id
