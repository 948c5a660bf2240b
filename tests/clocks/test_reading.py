"""Every deadline that the demands name, and what starts, stops and calls off each clock."""

from __future__ import annotations

import pytest
from telling import BOOK, at, clocks, event, history, one, shown

from kefu.clocks import Terms, read, unsaid
from kefu.vocabulary.ids import Platform

FRESH = Terms(category="生鲜")
COSMETICS = Terms(category="美妆")
WARRANTY = Terms(three_guarantees=True)
SAME_DAY = Terms(services=("当日发",))
IN_24_HOURS = Terms(services=("24小时发",))

SEEDS: list[tuple[str, Platform, str, str, str, Terms]] = [
    (
        "S1-20 refund_response",
        "pdd",
        "2023-08-01",
        "refund_requested 2023-08-01T10:00:00",
        "2023-08-03T10:00:00",
        Terms(),
    ),
    (
        "S1-46 intervention",
        "tmall",
        "2023-05-01",
        "refund_requested 2023-05-01T08:00:00",
        "2023-05-04T08:00:00",
        Terms(),
    ),
    ("S1-43 aftersale", "tmall", "2023-05-01", "trade_success 2023-05-01T08:00:00", "2023-05-16T08:00:00", Terms()),
    ("S1-92 return_no_reason", "tmall", "2022-08-01", "signed 2022-08-01T08:00:00", "2022-08-08T23:59:59", Terms()),
    ("S1-101 ship", "tmall", "2022-08-01", "paid 2022-08-01T08:00:00", "2022-08-04T08:00:00", Terms()),
    ("S4-64 ship", "tmall", "2023-07-01", "paid 2023-07-01T08:00:00", "2023-07-04T08:00:00", Terms()),
    ("S1-39 late_claim", "tmall", "2023-05-01", "paid 2023-05-01T08:00:00", "2023-05-04T08:00:00", Terms()),
    ("S2-7 ship", "taobao", "2019-05-01", "paid 2019-05-01T08:00:00", "2019-05-04T08:00:00", Terms()),
    ("S2-14 warranty_exchange", "taobao", "2020-05-01", "signed 2020-05-01T08:00:00", "2020-05-16T08:00:00", WARRANTY),
    (
        "S3-9 message_reply",
        "taobao",
        "2020-05-01",
        "complaint_message 2020-05-01T08:00:00",
        "2020-05-02T08:00:00",
        Terms(),
    ),
    ("S3-9 complaint", "taobao", "2020-05-01", "complaint_message 2020-05-01T08:00:00", "2020-05-02T08:00:00", Terms()),
    ("S1-11 reply", "pdd", "2023-08-01", "buyer_message 2023-08-01T10:00:00", "2023-08-01T10:05:00", Terms()),
    ("S4-17 reply", "pdd", "2024-07-01", "buyer_message 2024-07-01T10:00:00", "2024-07-01T10:03:00", Terms()),
    ("S4-42 group", "pdd", "2023-11-01", "group_opened 2023-11-01T10:00:00", "2023-11-02T10:00:00", Terms()),
    ("S4-33 return_no_reason", "pdd", "2023-12-01", "signed 2023-12-01T10:00:00", "2023-12-08T23:59:59", Terms()),
    ("S1-23 return_no_reason", "douyin", "2023-08-01", "signed 2023-08-01T10:00:00", "2023-08-08T23:59:59", Terms()),
    ("S1-27 claim_fresh", "douyin", "2023-08-01", "signed 2023-08-01T10:00:00", "2023-08-02T10:00:00", FRESH),
    ("S1-28 claim_allergy", "douyin", "2023-08-01", "signed 2023-08-01T10:00:00", "2023-09-30T23:59:59", COSMETICS),
    ("S1-26 ship", "douyin", "2023-08-01", "paid 2023-08-01T10:00:00", "2023-08-02T10:00:00", IN_24_HOURS),
    ("S1-26 ship", "douyin", "2023-08-01", "paid 2023-08-01T10:00:00", "2023-08-01T23:59:59", SAME_DAY),
    ("S4-60 promise", "jd", "2023-11-01", "promised 2023-11-01T10:00:00", "2023-11-02T18:00:00", Terms()),
]


@pytest.mark.parametrize(("named", "platform", "day", "began", "due", "terms"), SEEDS)
def test_each_deadline_of_the_seeds_runs_as_the_demand_says(
    named: str, platform: Platform, day: str, began: str, due: str, terms: Terms
) -> None:
    start = event(began, due="2023-11-02T18:00:00+08:00") if began.startswith("promised") else event(began)
    clock = one(named.split()[1], platform, f"{day}T23:59:59", start, basis="seeds", terms=terms)
    assert shown(clock.due_at) == due
    assert clock.started_at == start.at
    assert BOOK.get(clock.clause).basis == "seed"


LATEST: list[tuple[str, Platform, str, str, str]] = [
    ("ship", "taobao", "paid 2026-03-01T10:00:00", "2026-03-03T10:00:00", "taobao.shipping.deadline_48h"),
    ("ship", "tmall", "paid 2026-03-01T10:00:00", "2026-03-03T10:00:00", "tmall.shipping.deadline_48h"),
    ("ship", "pdd", "paid 2026-03-01T10:00:00", "2026-03-03T10:00:00", "pdd.shipping.deadline"),
    ("ship", "jd", "paid 2026-03-01T10:00:00", "2026-03-03T10:00:00", "jd.shipping.deadline"),
    ("ship", "douyin", "paid 2026-03-01T10:00:00", "2026-03-03T10:00:00", "douyin.shipping.deadline"),
    ("tracking", "tmall", "paid 2026-03-01T10:00:00", "2026-03-02T10:00:00", "tmall.shipping.tracking_24h"),
    ("refund_response", "pdd", "refund_requested 2026-03-01T10:00:00", "2026-03-02T22:00:00",
     "pdd.refund.response_unshipped_36h"),
    ("refund_response", "jd", "refund_requested 2026-03-01T10:00:00", "2026-03-02T10:00:00", "jd.refund.response_unshipped"),
    ("refund_response", "douyin", "refund_requested 2026-03-01T10:00:00", "2026-03-03T10:00:00", "douyin.refund.response"),
    ("reply", "douyin", "buyer_message 2026-03-01T22:59:59", "2026-03-01T23:02:59", "douyin.reply.three_minutes"),
    ("reply", "jd", "buyer_message 2026-03-01T10:00:00", "2026-03-01T10:00:30", "jd.reply.first_30s"),
    ("reply_alarm", "taobao", "buyer_message 2026-03-01T10:00:00", "2026-03-01T10:01:40", "house.reply.slow_alarm"),
    ("return_no_reason", "jd", "signed 2026-03-01T10:00:00", "2026-03-08T23:59:59", "law.sevenday.clock"),
    ("return_refund", "jd", "return_received 2026-03-01T10:00:00", "2026-03-08T23:59:59", "law.consumer.art25_refund_7d"),
    ("return_receipt", "pdd", "return_shipped 2026-03-01T10:00:00", "2026-03-08T10:00:00", "pdd.return.handling_7d"),
    ("invoice", "jd", "trade_success 2026-03-01T10:00:00", "2026-03-11T10:00:00", "jd.invoice.deadline"),
    ("invoice", "pdd", "invoice_requested 2026-09-30T10:00:00", "2026-10-10T23:59:59", "pdd.invoice.deadline"),
    ("delay_presumed", "pdd", "refund_requested 2026-03-01T10:00:00", "2026-03-16T23:59:59",
     "law.penalty2015.fifteen_days"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "platform", "began", "due", "clause"), LATEST)
def test_each_deadline_of_today_names_its_clause(
    name: str, platform: Platform, began: str, due: str, clause: str
) -> None:
    clock = one(name, platform, "2026-11-20T12:00:00", began)
    assert (shown(clock.due_at), clock.clause, clock.state) == (due, clause, "missed")


# What starts, stops and calls off


def test_an_act_exactly_at_the_deadline_is_in_time_and_a_second_later_is_not() -> None:
    asked = ("refund_response", "pdd", "2023-09-01T00:00:00", "refund_requested 2023-08-01T10:00:00")
    kept = one(*asked, "merchant_responded 2023-08-03T10:00:00", basis="seeds")
    late = one(*asked, "merchant_responded 2023-08-03T10:00:01", basis="seeds")
    assert (kept.state, late.state) == ("met", "missed")
    assert shown(late.stopped_at) == "2023-08-03T10:00:01"


def test_at_the_deadline_itself_a_clock_still_runs() -> None:
    began = "refund_requested 2023-08-01T10:00:00"
    assert one("refund_response", "pdd", "2023-08-03T10:00:00", began, basis="seeds").state == "running"
    assert one("refund_response", "pdd", "2023-08-03T10:00:01", began, basis="seeds").state == "missed"


def test_a_request_that_was_withdrawn_and_a_new_one_are_two_clocks() -> None:
    events = ("refund_requested 2023-08-01T10:00:00", "refund_withdrawn 2023-08-01T12:00:00",
              "refund_requested 2023-08-02T09:00:00", "merchant_responded 2023-08-02T10:00:00")  # fmt: skip
    one_, other = clocks("refund_response", "pdd", "2023-08-05T00:00:00", *events, basis="seeds")
    assert (one_.state, one_.stopped_by) == ("cancelled", "refund_withdrawn")
    assert (other.state, shown(other.due_at)) == ("met", "2023-08-04T09:00:00")


def test_a_request_repeated_while_one_runs_is_the_same_and_after_a_miss_another() -> None:
    first = "refund_requested 2023-08-01T10:00:00"
    assert len(clocks("refund_response", "pdd", "2023-08-09T00:00:00", first, "refund_requested 2023-08-02T10:00:00",
                      basis="seeds")) == 1  # fmt: skip
    found = clocks("refund_response", "pdd", "2023-08-09T00:00:00", first, "refund_requested 2023-08-05T10:00:00",
                   "merchant_responded 2023-08-05T11:00:00", basis="seeds")  # fmt: skip
    assert [(each.state, shown(each.stopped_at)) for each in found] == [("missed", ""), ("met", "2023-08-05T11:00:00")]


def test_a_refusal_and_a_settlement_are_answers_too() -> None:
    for answer in ("merchant_refused", "settled", "return_agreed"):
        clock = one("refund_response", "pdd", "2026-03-09T00:00:00", "refund_requested 2026-03-01T10:00:00",
                    f"{answer} 2026-03-01T11:00:00")  # fmt: skip
        assert (clock.state, clock.stopped_by) == ("met", answer)


def test_intervention_is_met_by_settlement_and_called_off_by_withdrawal_but_no_answer_stops_it() -> None:
    asked = ("intervention", "tmall", "2023-05-10T00:00:00", "refund_requested 2023-05-01T08:00:00")
    assert one(*asked, "settled 2023-05-02T08:00:00", basis="seeds").state == "met"
    assert one(*asked, "refund_withdrawn 2023-05-02T08:00:00", basis="seeds").state == "cancelled"
    assert one(*asked, "merchant_responded 2023-05-02T08:00:00", basis="seeds").state == "missed"


def test_the_couriers_record_decides_shipping_where_it_is_there() -> None:
    events = ("paid 2022-08-16T21:05:00", "shipped 2022-08-19T20:00:00")
    marked = one("ship", "tmall", "2022-08-20T12:00:00", *events, basis="seeds")
    taken = one("ship", "tmall", "2022-08-20T12:00:00", *events, "carrier_accepted 2022-08-19T22:30:00", basis="seeds")
    assert (marked.state, marked.stopped_by) == ("met", "shipped")
    assert (taken.state, taken.stopped_by) == ("missed", "carrier_accepted")


def test_goods_that_arrived_in_time_were_sent_in_time_and_of_later_ones_nobody_knows() -> None:
    kept = one("ship", "tmall", "2026-03-20T00:00:00", "paid 2026-03-01T10:00:00", "signed 2026-03-03T09:00:00")
    assert (kept.state, kept.stopped_by) == ("met", "signed")
    told = history("tmall", "2026-03-20T00:00:00", "paid 2026-03-01T10:00:00", "signed 2026-03-05T09:00:00")
    assert not [clock for clock in read(BOOK, told) if clock.clock == "ship"]
    assert [(each.clock, each.why) for each in unsaid(BOOK, told)] == [("ship", "shipped"), ("tracking", "shipped")]


@pytest.mark.parametrize("later", ["order_cancelled", "shipped", "carrier_accepted"])
def test_goods_that_arrived_in_time_stay_sent_in_time_whatever_comes_later(later: str) -> None:
    events = ("paid 2026-03-01T10:00:00", "signed 2026-03-03T09:00:00", f"{later} 2026-03-20T10:00:00")
    before = one("ship", "jd", "2026-03-19T00:00:00", *events)
    assert (before.state, before.stopped_by) == ("met", "signed")
    assert one("ship", "jd", "2026-03-21T00:00:00", *events) == before


@pytest.mark.parametrize(("platform", "due"), [("taobao", "2026-03-03T10:00:00"), ("pdd", "2026-03-02T22:00:00")])
@pytest.mark.parametrize("sent", ["shipped", "carrier_accepted"])
def test_who_sends_the_goods_has_answered_a_refund_before_shipping(platform: str, due: str, sent: str) -> None:
    asked = ("refund_response", platform, "2026-03-20T00:00:00", "refund_requested 2026-03-01T10:00:00")
    answered = one(*asked, f"{sent} 2026-03-02T10:00:00")
    assert (answered.state, answered.stopped_by, answered.due_at.isoformat()[:19]) == ("met", sent, due)


def test_the_arrival_of_the_first_parcel_says_nothing_of_the_replacement() -> None:
    events = ("shipped 2026-03-01T10:00:00", "signed 2026-03-03T10:00:00", "return_inspected 2026-03-08T10:00:00")
    asked = ("exchange_resend", "douyin", "2026-03-20T00:00:00", *events)
    assert one(*asked, "trade_success 2026-03-09T10:00:00").state == "missed"
    assert one(*asked, "shipped 2026-03-09T10:00:00").state == "met"


def test_of_two_events_at_one_instant_an_answer_belongs_to_what_was_there_before() -> None:
    began = "refund_requested 2023-08-01T10:00:00"
    asked = ("refund_response", "pdd", "2023-08-02T10:00:00")
    both = ("refund_withdrawn 2023-08-01T12:00:00", "refund_requested 2023-08-01T12:00:00")
    found = clocks(*asked, began, *both, basis="seeds")
    assert [each.state for each in found] == ["cancelled", "running"]
    assert [each.state for each in clocks(*asked, *reversed(both), basis="seeds")] == ["cancelled"]


def test_an_order_that_was_cancelled_need_not_be_shipped() -> None:
    clock = one(
        "ship", "taobao", "2026-03-09T00:00:00", "paid 2026-03-01T10:00:00", "order_cancelled 2026-03-01T12:00:00"
    )
    assert (clock.state, clock.stopped_by) == ("cancelled", "order_cancelled")


@pytest.mark.parametrize("platform", ["taobao", "tmall", "pdd", "jd", "douyin"])
def test_payment_on_delivery_starts_no_shipping_clock(platform: Platform) -> None:
    assert not clocks("ship", platform, "2026-03-09T00:00:00", "paid 2026-03-01T10:00:00", terms=Terms(cod=True))


@pytest.mark.parametrize("platform", ["taobao", "tmall", "pdd", "jd", "douyin"])
def test_an_agreed_day_replaces_the_general_deadline(platform: Platform) -> None:
    asked = (platform, "2026-03-09T00:00:00", "paid 2026-03-01T10:00:00", "shipped 2026-03-05T10:00:00")
    assert one("ship", *asked, agreed=("2026-03-06T23:59:59",)).state == "met"
    assert one("ship", *asked).state == "missed"


def test_of_an_agreed_range_the_last_day_counts_but_on_taobao_the_first() -> None:
    ends = ("2026-03-03T23:59:59", "2026-03-06T23:59:59")
    asked = ("2026-03-09T00:00:00", "paid 2026-03-01T10:00:00")
    assert shown(one("ship", "tmall", *asked, agreed=ends).due_at) == ends[1]
    taobao = one("ship", "taobao", *asked, agreed=ends)
    assert (shown(taobao.due_at), taobao.clause) == (ends[0], "taobao.shipping.vague_time")


def test_a_presale_without_its_day_is_said_to_lack_it() -> None:
    told = history("tmall", "2026-03-09T00:00:00", "paid 2026-03-01T10:00:00", terms=Terms(presale=True))
    assert not [clock for clock in read(BOOK, told) if clock.clock in ("ship", "tracking")]
    assert [(each.clock, each.why) for each in unsaid(BOOK, told)] == [("ship", "agreed_ship_by")]


def test_goods_from_abroad_have_seven_days_on_pinduoduo() -> None:
    clock = one("ship", "pdd", "2026-03-09T00:00:00", "paid 2026-03-01T10:00:00", terms=Terms(mode="overseas_direct"))
    assert shown(clock.due_at) == "2026-03-08T10:00:00"


def test_a_group_order_ships_from_the_groups_success_and_before_it_not_at_all() -> None:
    paid, opened = "paid 2026-03-01T10:00:00", "group_opened 2026-03-01T10:00:00"
    assert not clocks("ship", "pdd", "2026-03-09T00:00:00", paid, opened)
    clock = one("ship", "pdd", "2026-03-09T00:00:00", paid, opened, "group_completed 2026-03-02T09:00:00")
    assert shown(clock.due_at) == "2026-03-04T09:00:00"
    assert (
        one("group", "pdd", "2026-03-09T00:00:00", paid, opened, "group_completed 2026-03-02T09:00:00").state == "met"
    )


def test_whether_the_goods_were_sent_decides_how_long_an_answer_may_take() -> None:
    asked = ("refund_response", "pdd", "2026-03-20T00:00:00", "refund_requested 2026-03-05T10:00:00")
    assert one(*asked).clause == "pdd.refund.response_unshipped_36h"
    sent = one(*asked, "shipped 2026-03-02T10:00:00")
    assert (sent.clause, sent.on_miss) == ("pdd.refund.response_shipped_48h", "intervention_possible")
    assert one(*asked, terms=Terms(state="shipped")).clause == "pdd.refund.response_shipped_48h"


def test_virtual_goods_have_a_clock_of_their_own_on_taobao() -> None:
    asked = ("refund_response", "taobao", "2026-03-20T00:00:00", "shipped 2026-03-02T10:00:00",
             "refund_requested 2026-03-05T10:00:00")  # fmt: skip
    assert shown(one(*asked).due_at) == "2026-03-10T10:00:00"
    virtual = one(*asked, terms=Terms(category="虚拟商品"))
    assert (shown(virtual.due_at), virtual.conflicts) == ("2026-03-08T10:00:00", ())


def test_once_a_return_is_signed_for_only_24_hours_remain_on_pinduoduo() -> None:
    events = ("return_shipped 2026-03-01T10:00:00", "return_signed 2026-03-03T09:00:00")
    clock = one("return_receipt", "pdd", "2026-03-20T00:00:00", *events)
    assert (shown(clock.started_at), shown(clock.due_at)) == ("2026-03-01T10:00:00", "2026-03-04T09:00:00")


def test_goods_for_which_there_is_no_return_without_reason_start_no_such_window() -> None:
    for platform in ("taobao", "tmall", "pdd", "jd", "douyin"):
        assert clocks("return_no_reason", platform, "2026-03-02T00:00:00", "signed 2026-03-01T10:00:00")
        assert not clocks(
            "return_no_reason", platform, "2026-03-02T00:00:00", "signed 2026-03-01T10:00:00", terms=FRESH
        )


def test_claims_on_some_goods_alone_start_only_for_them_and_not_outside_the_programme() -> None:
    asked = ("douyin", "2023-08-01T23:00:00", "signed 2023-08-01T10:00:00")
    assert not clocks("claim_fresh", *asked, basis="seeds")
    assert not clocks("claim_allergy", *asked, basis="seeds", terms=FRESH)
    inside = Terms(category="生鲜", programmes=("安心购",))
    outside = Terms(category="生鲜", programmes=())
    assert clocks("claim_fresh", *asked, basis="seeds", terms=inside)
    assert not clocks("claim_fresh", *asked, basis="seeds", terms=outside)


def test_an_allergy_reported_on_day_29_is_in_time() -> None:
    clock = one("claim_allergy", "douyin", "2023-09-01T00:00:00", "signed 2023-08-01T10:00:00",
                "claim_reported 2023-08-30T10:00:00", basis="seeds", terms=COSMETICS)  # fmt: skip
    assert clock.state == "met", "S1-29"


def test_without_three_guarantees_no_warranty_runs() -> None:
    assert not clocks("warranty_exchange", "taobao", "2020-05-02T00:00:00", "signed 2020-05-01T08:00:00", basis="seeds")


def test_an_invoice_on_douyin_counts_from_success_or_from_a_later_request() -> None:
    success = "trade_success 2026-03-05T10:00:00"
    before = one("invoice", "douyin", "2026-03-06T00:00:00", success, "invoice_requested 2026-03-01T10:00:00")
    after = one("invoice", "douyin", "2026-03-30T00:00:00", success, "invoice_requested 2026-03-20T10:00:00")
    assert (before.clause, shown(before.due_at)) == ("douyin.invoice.after_success", "2026-03-15T23:59:59")
    assert (after.clause, shown(after.due_at)) == ("douyin.invoice.after_request", "2026-03-30T23:59:59")
    assert not clocks("invoice", "douyin", "2026-06-30T00:00:00", success, "invoice_requested 2026-06-20T10:00:00")


def test_the_spring_festival_of_2019_had_a_last_day_of_its_own_on_jd() -> None:
    clock = one("ship", "jd", "2019-02-10T00:00:00", "paid 2019-01-30T10:00:00")
    assert (clock.clause, shown(clock.due_at)) == ("jd.shipping.spring_2019", "2019-02-15T23:59:59")
    assert one("ship", "jd", "2019-02-10T00:00:00", "paid 2019-01-28T10:00:00").clause == "jd.shipping.deadline"


def test_six_months_end_with_the_last_day_of_a_shorter_month() -> None:
    terms = Terms(category="电视机")
    clock = one("burden_of_proof", "jd", "2026-03-09T00:00:00", "signed 2025-08-31T10:00:00", terms=terms)
    assert (shown(clock.due_at), clock.state) == ("2026-02-28T23:59:59", "missed")


def test_what_lies_after_now_has_not_happened_yet() -> None:
    clock = one("ship", "taobao", "2026-03-02T00:00:00", "paid 2026-03-01T10:00:00", "shipped 2026-03-02T10:00:00")
    assert (clock.state, clock.stopped_at) == ("running", None)


def test_goods_and_programmes_that_no_rule_names_are_as_good_as_none() -> None:
    asked = ("douyin", "2026-03-09T00:00:00", "signed 2026-03-01T10:00:00", "paid 2026-02-27T10:00:00")
    plain = read(BOOK, history(*asked))
    assert read(BOOK, history(*asked, terms=Terms(category="五金/扳手", services=("送货上门",)))) == plain
    assert (
        read(BOOK, history(*asked, terms=Terms(category="生鲜水果")))
        == read(BOOK, history(*asked, terms=FRESH))
        != plain
    )


# Promises


def test_a_promise_is_kept_by_its_name_or_kind_or_by_what_it_was_about() -> None:
    asked = ("promise", "tmall", "2026-03-09T00:00:00")
    gift = event("promised 2026-03-01T10:00:00", due="2026-03-03", kind="gift", promise="p1")
    ship = event("promised 2026-03-01T11:00:00", due="2026-03-02T18:00:00+08:00", kind="ship_by", promise="p2")
    found = clocks(*asked, gift, ship, "shipped 2026-03-02T10:00:00")
    assert [(each.state, each.stopped_by) for each in found] == [("met", "shipped"), ("missed", None)]
    kept = clocks(*asked, gift, ship, event("promise_kept 2026-03-03T10:00:00", promise="p1"))
    assert [each.state for each in kept] == ["missed", "met"]


def test_a_promise_without_a_day_is_said_to_lack_it() -> None:
    told = history("tmall", "2026-03-09T00:00:00", event("promised 2026-03-01T10:00:00"))
    assert not read(BOOK, told)
    assert [each.why for each in unsaid(BOOK, told)] == ["due"]


# Contradictions: both sides are shown


def test_x1_three_dated_measures_of_a_reply_on_pinduoduo_each_on_its_day() -> None:
    def told(day: str, **more: str) -> tuple[str, str]:
        clock = one("reply", "pdd", f"{day}T12:00:00", f"buyer_message {day}T10:00:00", **more)
        return clock.clause, str(clock.due_at - clock.started_at)

    assert told("2019-06-01") == ("pdd.reply.one_hour_2019", "1:00:00")
    assert told("2023-08-01") == ("pdd.reply.five_minutes", "0:05:00")
    assert told("2024-07-01", basis="seeds") == ("pdd.reply.three_minutes", "0:03:00")
    clock = one("reply", "pdd", "2026-07-01T12:00:00", "buyer_message 2026-07-01T10:00:00")
    assert clock.clause == "pdd.reply.three_minutes", "a disputed measure takes nobody's place"
    assert {"pdd.reply.five_minutes", "pdd.reply.five_minutes_2026"} <= set(clock.conflicts)


def test_x8_after_sales_and_the_return_without_reason_are_different_rights_with_a_clock_each() -> None:
    told = history("tmall", "2023-05-05T00:00:00", "signed 2023-05-01T08:00:00", "trade_success 2023-05-03T08:00:00",
                   basis="seeds")  # fmt: skip
    found = {clock.clock: shown(clock.due_at) for clock in read(BOOK, told)}
    assert found == {"return_no_reason": "2023-05-08T23:59:59", "aftersale": "2023-05-18T08:00:00"}
    assert "15 days" not in str(BOOK.get("tmall.return.seven_days").parameters)


def test_x9_72_hours_on_tmall_and_48_on_pinduoduo_are_told_apart() -> None:
    asked = ("2023-08-01T12:00:00", "refund_requested 2023-08-01T10:00:00")
    tmall = {clock.clock for clock in read(BOOK, history("tmall", *asked, basis="seeds"))}
    pdd = {clock.clock for clock in read(BOOK, history("pdd", *asked, basis="seeds"))}
    assert (tmall, pdd) == ({"intervention"}, {"refund_response"})


def test_a_law_that_says_the_same_in_other_days_is_named_beside_the_platforms_own() -> None:
    clock = one("warranty_exchange", "taobao", "2026-03-02T00:00:00", "signed 2026-03-01T08:00:00", terms=WARRANTY)
    assert (clock.clause, clock.conflicts) == ("taobao.warranty.exchange_15d", ("law.sanbao.15day_exchange",))
    assert not one("return_no_reason", "tmall", "2026-03-02T00:00:00", "signed 2026-03-01T08:00:00").conflicts


def test_conflicts_are_named_whether_they_hold_or_not() -> None:
    clock = one("ship", "tmall", "2026-03-02T00:00:00", "paid 2026-03-01T08:00:00")
    assert clock.conflicts == ("tmall.shipping.deadline_72h",)
    seeds = one("ship", "tmall", "2026-03-02T00:00:00", "paid 2026-03-01T08:00:00", basis="seeds")
    assert (seeds.clause, seeds.conflicts) == ("tmall.shipping.deadline_72h", ("tmall.shipping.deadline_48h",))


def test_every_clock_names_what_started_and_what_stopped_it() -> None:
    clock = one(
        "reply", "douyin", "2026-03-02T00:00:00", "buyer_message 2026-03-01T10:00:00", "agent_reply 2026-03-01T10:01:00"
    )
    assert (clock.started_by, clock.stopped_by, clock.started_at) == (
        "buyer_message",
        "agent_reply",
        at("2026-03-01T10:00:00"),
    )
