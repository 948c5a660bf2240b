"""What must hold of any history, however strange."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from telling import BOOK, at

from kefu.clocks import Clock, History, Terms, read, unsaid
from kefu.vocabulary.asking import BASES, Asked
from kefu.vocabulary.events import EVENT_NAMES, Event
from kefu.vocabulary.ids import PLATFORMS

FIRST = at("2026-03-02T00:00:00")
WEEK = timedelta(days=7)
instants = st.integers(0, 20 * 1440).map(lambda minute: FIRST + timedelta(minutes=minute))
events = st.builds(Event, st.sampled_from(sorted(EVENT_NAMES.keys() - {"promised", "promise_kept"})), instants)
terms = st.builds(
    Terms, category=st.sampled_from(["", "生鲜", "美妆", "虚拟商品"]), presale=st.booleans(), cod=st.booleans(),
    three_guarantees=st.booleans(), services=st.sampled_from([(), ("24小时发",)]),
)  # fmt: skip
asked = st.builds(Asked, st.sampled_from(PLATFORMS), st.integers(0, 40 * 1440).map(lambda m: FIRST + timedelta(minutes=m)),
                  st.sampled_from(BASES))  # fmt: skip
histories = st.builds(History, asked, st.lists(events, max_size=12).map(tuple), terms)


def later(history: History, by: timedelta) -> History:
    moved = dataclasses.replace(history.asked, now=history.asked.now + by, under=history.asked.day)
    return dataclasses.replace(history, asked=moved)


def shifted(when: datetime | None, by: timedelta) -> datetime | None:
    return None if when is None else when + by


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_events_in_the_input_does_not_matter(history: History, chance: object) -> None:
    mixed = list(history.events)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert read(BOOK, dataclasses.replace(history, events=tuple(mixed))) == read(BOOK, history)


@given(histories)
def test_the_same_event_a_thousand_times_is_one(history: History) -> None:
    assert read(BOOK, dataclasses.replace(history, events=history.events * 90)) == read(BOOK, history)


@given(histories, st.integers(1, 30 * 1440))
def test_what_was_met_or_called_off_stays_so_whenever_it_is_read(history: History, minutes: int) -> None:
    def done(clocks: tuple[Clock, ...]) -> set[tuple[object, ...]]:
        return {
            (each.clock, each.clause, each.started_at, each.due_at, each.stopped_at, each.state)
            for each in clocks
            if each.state in ("met", "cancelled")
        }

    now = max((event.at for event in history.events), default=history.asked.now)
    whole = dataclasses.replace(history, asked=dataclasses.replace(history.asked, now=max(now, history.asked.now)))
    assert done(read(BOOK, whole)) <= done(read(BOOK, later(whole, timedelta(minutes=minutes))))


@given(histories, st.integers(1, 30 * 1440))
def test_what_was_missed_is_never_met_later(history: History, minutes: int) -> None:
    evident = {"shipped", "carrier_accepted", "signed", "trade_success"}
    events = tuple(each for each in history.events if each.type not in evident)
    history = dataclasses.replace(history, events=events)
    missed = {(each.clock, each.started_at, each.due_at) for each in read(BOOK, history) if each.state == "missed"}
    after = {(each.clock, each.started_at): each for each in read(BOOK, later(history, timedelta(minutes=minutes)))}
    for name, start, due in missed:
        clock = after[name, start]
        assert clock.state == "missed" or clock.due_at != due, "only a new deadline may change it"


@given(histories, st.integers(1, 4))
def test_a_shift_by_whole_weeks_shifts_the_answer(history: History, weeks: int) -> None:
    by = WEEK * weeks
    moved = tuple(Event(each.type, each.at + by) for each in history.events)
    one = read(BOOK, dataclasses.replace(later(history, timedelta()), events=history.events))
    other = read(BOOK, dataclasses.replace(later(history, by), events=moved))
    worked = {"invoice", "fresh_response"}
    assert [
        (each.clock, each.started_at + by, each.due_at + by, shifted(each.stopped_at, by), each.state)
        for each in one
        if each.clock not in worked
    ] == [
        (each.clock, each.started_at, each.due_at, each.stopped_at, each.state)
        for each in other
        if each.clock not in worked
    ]


@given(histories, instants)
def test_an_event_that_has_nothing_to_do_with_a_clock_changes_nothing_in_it(history: History, when: datetime) -> None:
    added = dataclasses.replace(
        history, events=(*history.events, Event("appeal_filed", when), Event("mediator_acted", when))
    )
    untouched = [each for each in read(BOOK, history) if each.clock not in ("appeal", "mediation")]
    assert [each for each in read(BOOK, added) if each.clock not in ("appeal", "mediation")] == untouched


@settings(max_examples=300)
@given(histories)
def test_every_answer_is_whole(history: History) -> None:
    now = history.asked.now
    for clock in read(BOOK, history):
        assert clock.clause in BOOK
        assert all(name in BOOK for name in clock.conflicts)
        assert clock.clause not in clock.conflicts
        assert clock.started_at <= now
        assert clock.started_at <= clock.due_at or clock.clock == "ship"
        assert (clock.stopped_at is None) == (clock.stopped_by is None)
        match clock.state:
            case "running":
                assert clock.stopped_at is None
                assert now <= clock.due_at
            case "met" | "cancelled":
                assert clock.stopped_at is not None
                assert clock.stopped_at <= clock.due_at
            case "missed":
                assert now > clock.due_at
    for lacking in unsaid(BOOK, history):
        assert lacking.clause in BOOK
