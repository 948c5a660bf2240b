"""What rings next, for one history and over many."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from telling import BOOK, at, event, history, one

from kefu.clocks import Clock, read
from kefu.clocks.alarms import Alarms, next_change

NOW = at("2026-03-01T10:00:00")
CLOCK = one("refund_response", "douyin", "2026-03-01T10:00:00", "refund_requested 2026-03-01T10:00:00")


def ringing(seconds: int) -> Clock:
    return msgspec.structs.replace(CLOCK, due_at=NOW + timedelta(seconds=seconds))


def test_the_next_change_is_the_nearest_deadline_that_still_runs() -> None:
    told = ("refund_requested 2026-03-01T10:00:00", "buyer_message 2026-03-01T10:30:00")
    assert next_change(BOOK, history("douyin", "2026-03-01T10:31:00", *told)) == at("2026-03-01T10:33:00")
    assert next_change(BOOK, history("douyin", "2026-03-01T11:00:00", *told)) == at("2026-03-03T10:00:00")
    assert next_change(BOOK, history("douyin", "2026-12-01T11:00:00", *told)) is None


def test_up_to_the_next_change_nothing_changes_and_after_it_something_has() -> None:
    told = history("pdd", "2026-03-01T10:01:00", "paid 2026-03-01T10:00:00", "buyer_message 2026-03-01T10:00:30")
    change = next_change(BOOK, told)
    assert change is not None

    def read_at(when: object) -> list[str]:
        moved = history(
            "pdd", str(when)[:19].replace(" ", "T"), "paid 2026-03-01T10:00:00", "buyer_message 2026-03-01T10:00:30"
        )
        return [each.state for each in read(BOOK, moved)]

    assert read_at(change) == read_at(told.asked.now)
    assert read_at(change + timedelta(seconds=1)) != read_at(told.asked.now)


def test_the_midnight_from_which_other_rules_answer_is_a_change_too() -> None:
    told = history("pdd", "2024-06-18T12:00:00", "buyer_message 2024-06-18T10:00:00")
    assert next_change(BOOK, told) == at("2024-06-20T00:00:00"), "three minutes take the place of five"
    kept = dataclasses.replace(told, asked=dataclasses.replace(told.asked, under=told.asked.day))
    assert next_change(BOOK, kept) is None
    to_come = dataclasses.replace(kept, asked=told.asked, events=(event("buyer_message 2024-06-19T10:00:00"),))
    assert next_change(BOOK, to_come) is None, "what is still to come is not foreseen"
    sooner = history("pdd", "2024-06-18T12:00:00", "buyer_message 2024-06-18T11:59:00")
    assert next_change(BOOK, sooner) == at("2024-06-18T12:04:00")


@given(st.lists(st.integers(-100, 500), max_size=40), st.integers(0, 200), st.integers(0, 300))
def test_the_index_finds_what_looking_at_each_would_find(due: list[int], start: int, span: int) -> None:
    alarms: Alarms[int] = Alarms()
    for n, seconds in enumerate(due):
        alarms.put(n, [ringing(seconds)])
    now = NOW + timedelta(seconds=start)
    wanted = sorted(seconds for seconds in due if start <= seconds <= start + span)
    found = alarms.within(now, timedelta(seconds=span))
    assert [round((alarm.at - NOW).total_seconds()) for alarm in found] == wanted
    ahead = [seconds for seconds in due if seconds >= start]
    assert alarms.next_ring(now) == (NOW + timedelta(seconds=min(ahead)) if ahead else None)


def test_what_was_answered_or_closed_rings_no_more() -> None:
    alarms: Alarms[str] = Alarms()
    alarms.put("a", [ringing(5), ringing(7)])
    alarms.put("b", [ringing(6)])
    alarms.put("a", [msgspec.structs.replace(ringing(5), state="met", stopped_at=NOW), ringing(9)])
    assert [alarm.key for alarm in alarms.within(NOW, timedelta(seconds=10))] == ["b", "a"]
    alarms.drop("a")
    alarms.drop("a")
    assert [alarm.key for alarm in alarms.within(NOW, timedelta(seconds=10))] == ["b"]
    assert len(alarms) == 1


def test_an_index_is_made_of_a_list_of_histories() -> None:
    told = {n: history("douyin", "2026-03-01T10:00:10", f"buyer_message 2026-03-01T10:00:0{n}") for n in range(5)}
    alarms = Alarms.of(BOOK, told)
    assert [alarm.key for alarm in alarms.within(at("2026-03-01T10:03:01"), timedelta(seconds=2))] == [1, 2, 3]
    assert alarms.next_ring(at("2026-03-01T10:00:10")) == at("2026-03-01T10:03:00")
