"""Where sources contradict each other or give advice that is unlawful, both sides are shown and nothing is averaged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kefu import Guard
from kefu.checks.shipped import shipped_book
from kefu.cli.clocks import answers
from kefu.cli.money import answer as money
from kefu.cli.points import answer as points
from kefu.dues.schedule import Schedules
from kefu.dues.tallies import Tallies
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import PLATFORMS, Platform

BOOK = shipped_book()
TALLIES, SCHEDULES = Tallies(BOOK), Schedules(BOOK)
NOW = date(2026, 3, 1)
GUARDS: dict[Platform, Guard] = {}


def found(platform: Platform, text: str) -> dict[str, str]:
    """The conduct rules that a message of an agent breaks, with the clause of each."""
    guard = GUARDS.setdefault(platform, Guard.load(platform=platform, as_of=NOW, reader=False))
    return {each.rule: each.clause for each in guard.check(text).findings}


def clocks(platform: str, as_of: str, *events: str, basis: str = "seeds", **order: Any) -> list[dict[str, Any]]:
    told = [dict(zip(("type", "at"), (each.split()[0], f"{each.split()[1]}+08:00"), strict=True)) for each in events]
    record = {"platform": platform, "basis": basis, "as_of": f"{as_of}+08:00", "events": told, "order": order}
    return [
        {"clock": each.clock, "clause": each.clause, "due": each.due_at.isoformat(), "conflicts": each.conflicts}
        for each in answers(BOOK, record)["clocks"]
    ]


def upheld(platform: str, clause: str, as_of: str, basis: str = "seeds", degree: str | None = None) -> dict[str, Any]:
    violation = {"clause": clause, "at": f"{as_of}T10:00:00+08:00"} | ({"degree": degree} if degree else {})
    return points(SCHEDULES, {"platform": platform, "basis": basis, "as_of": as_of, "violations": [violation]})


@pytest.mark.parametrize(
    ("day", "basis", "due", "clause"),
    [
        ("2019-06-01", "latest", "11:00:00", "pdd.reply.one_hour_2019"),
        ("2023-08-01", "seeds", "10:05:00", "pdd.reply.five_minutes"),
        ("2024-07-01", "seeds", "10:03:00", "pdd.reply.three_minutes"),
    ],
)
def test_three_dated_definitions_of_a_late_reply_each_on_its_day_x1(
    day: str, basis: str, due: str, clause: str
) -> None:
    (only,) = clocks("pdd", f"{day}T23:00:00", f"buyer_message {day}T10:00:00", basis=basis)
    assert (only["clause"], only["due"]) == (clause, f"{day}T{due}+08:00")


def test_both_seeds_on_replies_name_each_other_x1() -> None:
    sides = ("pdd.reply.five_minutes", "pdd.reply.three_minutes")
    for one, other in (sides, sides[::-1]):
        assert other in BOOK.get(one).conflicts_with
    (only,) = clocks("pdd", "2024-07-01T23:00:00", "buyer_message 2024-07-01T10:00:00")
    assert sides[0] in only["conflicts"]


def test_late_shipping_is_another_thing_on_every_platform_x2() -> None:
    owed = {}
    for platform, day in (("tmall", "2023-07-01"), ("taobao", "2023-07-01"), ("douyin", "2023-11-01")):
        record = {
            "platform": platform,
            "matter": "late_shipping",
            "basis": "seeds",
            "as_of": day,
            "order": {"amount": "800.00"},
        }
        owed[platform] = money(TALLIES, record)["amount"]
    assert owed == {"tmall": "240.00", "taobao": "30.00", "douyin": "3.00"}
    assert upheld("tmall", "延迟发货", "2023-07-01")["points"]["general"] == 0
    assert upheld("taobao", "延迟发货", "2023-07-01")["points"]["general"] == 3


def test_a_broken_promise_costs_six_or_four_and_the_other_side_is_named_x3() -> None:
    platform = upheld("tmall", "违背承诺", "2023-05-01", degree="平台基础承诺")
    own = upheld("tmall", "违背承诺", "2023-05-01", degree="商家自行承诺")
    flat = upheld("tmall", "违背承诺", "2023-07-01")
    assert [each["points"]["general"] for each in (platform, own, flat)] == [6, 4, 6]
    assert "tmall.promise.points_6" in own["conflicts"] and "tmall.promise.points_own_4" in flat["conflicts"]


@pytest.mark.parametrize(
    ("platform", "clause", "degree", "told"),
    [
        ("tmall", "骚扰他人", "情节一般", (0, 0, ["店铺屏蔽 7 天"])),
        ("tmall", "骚扰他人", "情节严重", (12, 0, None)),
        ("tmall", "骚扰他人", "情节特别严重", (0, 48, None)),
        ("tmall", "恶意骚扰", None, (12, 0, None)),
        ("tmall", "恶意骚扰", "情节严重", (0, 48, None)),
        ("taobao", "骚扰他人", "情节一般", (0, 0, ["店铺屏蔽 7 天"])),
    ],
)
def test_harassment_has_two_ladders_and_a_third_on_another_platform_x4(
    platform: str, clause: str, degree: str | None, told: tuple[int, int, list[str] | None]
) -> None:
    said = upheld(platform, clause, "2023-05-01", degree=degree)
    general, severe, measures = told
    assert (said["points"]["general"], said["points"]["severe"]) == (general, severe)
    if measures is not None:
        assert [each["zh"] for each in said["consequences"]] == measures


def test_on_pinduoduo_harassment_delists_for_three_seven_or_fifteen_days_x4() -> None:
    days = []
    for step in ("pdd.abuse.step1", "pdd.abuse.step2", "pdd.abuse.step3"):
        said = upheld("pdd", step, "2023-11-01")
        days.append({each.get("days") for each in said["consequences"] if each["measure"] == "delisted"})
    assert days == [{3}, {7}, {15}]


def test_payment_outside_is_forbidden_and_the_text_that_allows_it_is_disputed_x5() -> None:
    strict, lax = "tmall.payment.no_offline", "tmall.payment.other_on_request"
    assert BOOK.standing(strict, "tmall", NOW).holds
    other = BOOK.standing(lax, "tmall", NOW)
    assert not other.holds and BOOK.get(lax).status == "disputed" and strict in other.conflicts
    assert found("tmall", "您直接银行汇款给我们吧")["payment.offline"] == strict


def test_a_receipt_for_an_invoice_is_advised_on_one_platform_a_violation_on_another_and_never_suggested_x6() -> None:
    advice = BOOK.get("pdd.invoice.receipt")
    assert advice.parameters["advice_in_source"] == "guide_to_receipt" and advice.parameters["instead"] == "invoice"
    assert BOOK.get("tmall.invoice.receipt_only").parameters["points"] == "6 points"
    assert found("tmall", "可以开收据代替发票的")["invoice.false"] == "tmall.invoice.receipt_only"
    assert "invoice.false" in found("pdd", "可以开收据代替发票的")


def test_who_pays_the_freight_of_a_return_hangs_on_whose_fault_it_is_x7() -> None:
    fault, outbound = BOOK.get("tmall.freight.return_payer"), BOOK.get("tmall.freight.outbound_seven_days")
    assert (fault.parameters["change_of_mind_payer"], fault.parameters["seller_fault_payer"]) == ("buyer", "seller")
    assert outbound.parameters["outbound_freight_payer"] == "seller"
    assert outbound.id in fault.conflicts_with and fault.id in outbound.conflicts_with


def test_after_sales_and_seven_days_are_two_rights_and_fifteen_days_without_reason_are_none_x8() -> None:
    told = clocks("tmall", "2023-07-02T00:00:00", "signed 2023-07-01T10:00:00", "trade_success 2023-07-01T12:00:00")
    by = {each["clock"]: each for each in told}
    assert by["aftersale"]["clause"] == "tmall.aftersale.window_15d"
    assert by["aftersale"]["due"] == "2023-07-16T12:00:00+08:00"
    assert by["return_no_reason"]["due"] == "2023-07-08T23:59:59+08:00"
    assert [each["clock"] for each in told].count("return_no_reason") == 1
    assert BOOK.get("tmall.return.no_fifteen").parameters["applies"] is False


def test_one_platform_steps_in_after_72_hours_and_another_refunds_after_48_x9() -> None:
    asked = "refund_requested 2023-08-01T10:00:00"
    tmall = {each["clock"]: each["due"] for each in clocks("tmall", "2023-08-01T11:00:00", asked)}
    pdd = {each["clock"]: each["due"] for each in clocks("pdd", "2023-08-01T11:00:00", asked)}
    assert tmall["intervention"] == "2023-08-04T10:00:00+08:00" and "refund_response" not in tmall
    assert pdd["refund_response"] == "2023-08-03T10:00:00+08:00" and "intervention" not in pdd


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_word_for_the_goods_is_barred_on_one_platform_alone_x10(platform: Platform) -> None:
    assert ("platform.term" in found(platform, "这款宝贝很好看")) is (platform == "pdd")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_red_packet_for_a_review_is_stopped_though_a_source_advises_it_x11(platform: Platform) -> None:
    assert "review.incentive" in found(platform, "收到货给个好评，返您5元红包")
    rule = BOOK.get("house.review.no_reward")
    assert rule.parameters["advised_by_source"] is True and rule.parameters["contradiction"] == "X11"
    assert rule.parameters["instead"] in BOOK and BOOK.standing(rule.id, platform, NOW).holds


@pytest.mark.parametrize(
    ("rule", "words", "conduct"),
    [
        ("house.refund.true_reason_stays", "麻烦您把退款原因改成不想要了", "refund.steering"),
        ("house.stock.no_euphemism", "亲，没货了", "stock.shortage"),
        ("house.cod.no_stalling", "具体哪天发货不确定哦", "shipping.refusal"),
        ("house.quality.no_passing_on", "", ""),
    ],
)
def test_advice_that_is_unlawful_is_kept_as_what_not_to_do_with_an_honest_way_x12(
    rule: str, words: str, conduct: str
) -> None:
    told = BOOK.get(rule).parameters
    assert told["advised_by_source"] is True and told["contradiction"] == "X12"
    assert told.get("instead") or told.get("allowed")
    if words:
        assert conduct in found("tmall", words)


def test_phoning_is_bounded_by_the_house_though_sources_advise_it_x13() -> None:
    unpaid, review = BOOK.get("house.contact.no_calls_to_unpaid"), BOOK.get("house.playbook.review_call")
    assert unpaid.parameters["advised_by_source"] is True and unpaid.parameters["contradiction"] == "X13"
    assert unpaid.parameters["instead"]["channel"] == "platform_chat"
    for each in (unpaid.parameters["instead"], review.parameters["limits"]):
        assert each["attempts_max"] == "1 times"
    assert "second_call" in review.parameters["never"]
    assert "contact.harassment" in found("pdd", "今天半夜我再给您打电话")


GARBLED = {
    "S1-36": "tmall.refund.reasons_before", "S1-42": "tmall.refund.reasons_after", "S1-44": "tmall.aftersale.no_review",
    "S1-72": "tmall.points.spam_repeat_item", "S1-86": "tmall.freight.free_points", "S1-93": "tmall.exam.late_shipping",
    "S1-93 card": "tmall.creditcard.refund_fee", "S4-22": "pdd.advertising.superlatives", "S2-7": "taobao.shipping.deadline_72h",
}  # fmt: skip


@pytest.mark.parametrize(("demand", "id"), GARBLED.items())
def test_garbled_words_stay_beside_our_reading_and_wait_for_review_x14(demand: str, id: str) -> None:
    rule = BOOK.get(id)
    assert rule.needs_review and rule.quote, demand
    assert rule.quote not in rule.clause.zh, demand


@pytest.mark.parametrize(("basis", "costs_30"), [("seeds", {"tmall.shipping.late_30pct", "tmall.stock.shortage_30pct"}), ("latest", set())])  # fmt: skip
def test_the_list_of_reasons_for_a_refund_repeats_no_share_that_has_ended(basis: Evidence, costs_30: set[str]) -> None:
    telling = [rule for rule in BOOK.rules if "tmall.refund_types.before_shipping.seed" in rule.facts]
    answering = [rule for rule in telling if BOOK.standing(rule.id, "tmall", date(2026, 3, 1), basis).holds]
    assert "tmall.refund.reasons_before" in {rule.id for rule in answering}
    assert {rule.id for rule in answering if "30%" in rule.clause.zh} == costs_30


def test_a_misprint_in_the_structure_of_the_paper_is_read_by_the_sums_x14() -> None:
    """「每天2分」 stands for 每题: fifteen questions of two points come to the thirty that the paper states."""
    from kefu.exams.paper import MIX, POINTS

    assert MIX["true_false"] * POINTS["true_false"] == 30


LOST = {
    "S1-95": "tmall.shipping.time_answers", "S2-14": "taobao.warranty.four_questions",
    "S3-28": "house.playbook.complaint_quality",
}  # fmt: skip


@pytest.mark.parametrize(("demand", "id"), LOST.items())
def test_what_is_cut_off_is_marked_as_such_and_not_made_up_x15(demand: str, id: str) -> None:
    rule = BOOK.get(id)
    assert rule.needs_review and rule.quote, demand


def test_of_the_four_questions_that_are_lost_only_the_number_is_kept_x15() -> None:
    assert dict(BOOK.get("taobao.warranty.four_questions").parameters) == {"questions": "4 items"}


def test_escalation_counts_findings_and_grades_them_by_acts_and_both_are_told_x16() -> None:
    def told(*counts: int) -> list[int]:
        violations = [
            {"clause": "虚假交易", "at": f"2023-05-0{n}T10:00:00+08:00", "count": count}
            for n, count in enumerate(counts, 1)
        ]
        record = {"platform": "tmall", "basis": "seeds", "as_of": "2023-06-01", "violations": violations}
        return [each["points"] for each in points(SCHEDULES, record)["deductions"]]

    assert told(95) == [2] and told(96) == [12]
    assert told(1, 1, 95) == [2, 2, 12] and told(1, 1, 96) == [2, 2, 48] and told(1, 1, 1, 1) == [2, 2, 12, 48]
