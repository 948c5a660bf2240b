"""Answers to buyers: the first message that waits, the assessed hours, and whose answers count."""

from __future__ import annotations

import pytest
from telling import clocks, event, one, shown

from kefu.clocks import Terms

DAY = "2024-07-01"


def pdd(*events: str) -> list[tuple[str, str]]:
    found = clocks(
        "reply", "pdd", "2024-07-03T00:00:00", *[each.replace("@", f" {DAY}T") for each in events], basis="seeds"
    )
    return [(shown(each.started_at)[11:], each.state) for each in found]


def test_the_first_message_that_waits_starts_the_clock_and_one_answer_does_for_all() -> None:
    assert pdd("buyer_message@09:00:00", "buyer_message@09:01:00", "agent_reply@09:02:30") == [("09:00:00", "met")]
    assert pdd("buyer_message@09:00:00", "agent_reply@09:02:00", "buyer_message@09:02:30") == [
        ("09:00:00", "met"),
        ("09:02:30", "missed"),
    ]


def test_messages_after_a_missed_one_still_wait_with_it() -> None:
    assert pdd("buyer_message@09:00:00", "buyer_message@09:30:00", "agent_reply@09:31:00") == [("09:00:00", "missed")]


@pytest.mark.parametrize(
    ("at", "runs"),
    [("07:59:59", False), ("08:00:00", True), ("22:59:59", True), ("23:00:00", False), ("03:00:00", False)],
)
def test_a_clock_starts_only_inside_the_assessed_hours(at: str, runs: bool) -> None:
    assert bool(pdd(f"buyer_message@{at}")) is runs, "S4-17"


def test_a_message_of_the_night_starts_no_clock_in_the_morning_but_the_next_message_does() -> None:
    assert pdd("buyer_message@07:00:00", "agent_reply@08:30:00") == []
    assert pdd("buyer_message@07:00:00", "buyer_message@08:10:00", "agent_reply@08:11:00") == [("08:10:00", "met")]


def test_a_clock_that_started_inside_the_hours_runs_on_over_their_end() -> None:
    clock = one("reply", "pdd", "2024-07-03T00:00:00", f"buyer_message {DAY}T22:59:00", basis="seeds")
    assert shown(clock.due_at) == "2024-07-01T23:02:00"


def test_an_automatic_answer_stops_a_clock_only_where_the_clause_says_so() -> None:
    assert pdd("buyer_message@09:00:00", "auto_reply@09:00:01") == [("09:00:00", "met")]
    older = one("reply", "pdd", "2023-08-02T00:00:00", "buyer_message 2023-08-01T09:00:00", "auto_reply 2023-08-01T09:00:01",
                basis="seeds")  # fmt: skip
    assert older.state == "missed", "S1-11"
    for platform, name in (("douyin", "reply"), ("taobao", "message_reply")):
        clock = one(name, platform, "2026-03-09T00:00:00", "buyer_message 2026-03-01T09:00:00",
                    "auto_reply 2026-03-01T09:00:01")  # fmt: skip
        assert clock.state == "missed"


# JD measures the first answer of each conversation


def jd(*events: str) -> list[tuple[str, str]]:
    found = clocks("reply", "jd", "2026-03-09T00:00:00", *[each.replace("@", " 2026-03-02T") for each in events])
    return [(shown(each.started_at)[11:], each.state) for each in found]


def test_a_conversation_that_began_at_0856_and_was_answered_at_0901_stays_out() -> None:
    assert jd("buyer_message@08:56:00", "agent_reply@09:01:00") == []
    assert jd("buyer_message@08:56:00", "buyer_message@09:00:30", "agent_reply@09:01:00") == []


def test_only_the_first_answer_of_a_conversation_is_measured() -> None:
    told = ("buyer_message@10:00:00", "agent_reply@10:00:30", "buyer_message@10:02:00", "agent_reply@10:09:00")
    assert jd(*told) == [("10:00:00", "met")]
    assert jd(*told, "buyer_message@10:19:01") == [("10:00:00", "met"), ("10:19:01", "missed")]


def test_named_conversations_are_told_apart_by_their_names() -> None:
    one_ = event("buyer_message 2026-03-02T10:00:00", session="a")
    other = event("buyer_message 2026-03-02T10:01:00", session="b")
    found = clocks("reply", "jd", "2026-03-09T00:00:00", one_, other, "agent_reply 2026-03-02T10:01:10")
    assert [each.state for each in found] == ["missed", "met"]


def test_the_evening_and_the_night_of_jd_are_apart() -> None:
    assert jd("buyer_message@22:59:59", "agent_reply@23:00:20") == [("22:59:59", "met")]
    assert jd("buyer_message@23:00:00", "agent_reply@23:00:20") == []


# Time that stands still


def test_a_claim_on_fresh_goods_counts_working_time_alone() -> None:
    terms = Terms(category="生鲜")

    def due(at: str) -> str:
        return shown(one("fresh_response", "jd", "2026-12-01T00:00:00", f"claim_reported {at}", terms=terms).due_at)

    assert due("2026-03-06T10:00:00") == "2026-03-06T11:40:00"
    assert due("2026-03-06T17:30:00") == "2026-03-09T10:10:00"
    assert due("2026-03-07T12:00:00") == "2026-03-09T10:40:00", "a Saturday"
    assert due("2026-09-30T17:59:00") == "2026-10-08T10:39:00", "over the national holiday"
    assert due("2026-10-10T12:00:00") == "2026-10-10T13:40:00", "a Saturday that is worked"


def test_a_year_whose_holidays_are_not_announced_is_answered_with_that_said() -> None:
    known = one("invoice", "pdd", "2026-03-09T00:00:00", "invoice_requested 2026-03-02T10:00:00")
    unknown = one("invoice", "pdd", "2031-03-09T00:00:00", "invoice_requested 2031-03-03T10:00:00")
    assert (known.uncertain, unknown.uncertain) == (False, True)
    assert shown(unknown.due_at) == "2031-03-06T23:59:59"
