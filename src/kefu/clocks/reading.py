"""Every deadline of the rulebook as a reading of what happened: pure, and the same whenever it is read."""

from __future__ import annotations

from typing import Final

import msgspec

from kefu.clocks.clock import Clock, Unsaid
from kefu.clocks.history import History, Past
from kefu.clocks.promises import promises
from kefu.clocks.running import arrived, due_of, run
from kefu.clocks.timetable import Plan, Ready, plan_of
from kefu.rulebook.book import Book

PROMISED: Final = "promised"


def read(book: Book, history: History) -> tuple[Clock, ...]:
    """The clocks that run, were met, missed or called off, the nearest deadline first.

    >>> from kefu.rulebook.shelf import load_book
    >>> from kefu.vocabulary.asking import Asked
    >>> from kefu.vocabulary.days import CHINA
    >>> from kefu.vocabulary.events import Event
    >>> from datetime import datetime
    >>> asked = Asked("pdd", datetime(2023, 8, 2, 9, 0, tzinfo=CHINA), "seeds")
    >>> events = (Event("refund_requested", datetime(2023, 8, 1, 15, 20, tzinfo=CHINA)),)
    >>> clock, = read(load_book(), History(asked, events))
    >>> clock.clock, clock.due_at.isoformat(), clock.state
    ('refund_response', '2023-08-03T15:20:00+08:00', 'running')

    Raises:
        KefuError: a promise has a due day that is none.
        OverflowError: a deadline lies beyond the last day that Python knows.
    """
    past = Past(history)
    plan = plan_of(book, history.asked, history.terms)
    clocks: list[Clock] = []
    for n in _started(plan, past):
        group = plan.groups[n]
        clocks += run(group[0], past) if len(group) == 1 else _one_of(group, past)
    if plan.promise is not None and PROMISED in past.first:
        clocks += promises(plan.promise, past)[0]
    clocks.sort(key=_nearest)
    return tuple(clocks)


def unsaid(book: Book, history: History) -> tuple[Unsaid, ...]:
    """The clocks that cannot be read, for something was not told: an agreed or a promised day, or when the goods were sent."""
    past = Past(history)
    plan = plan_of(book, history.asked, history.terms)
    found = [each for n in _started(plan, past) for each in _lacking(plan.groups[n][0], past)]
    if plan.promise is not None and PROMISED in past.first:
        found += promises(plan.promise, past)[1]
    return tuple(found)


def _lacking(ready: Ready, past: Past) -> list[Unsaid]:
    """What is wanting for the clock that sends the goods."""
    term = ready.term
    start = next((event for event in past.events if event.type in (*term.starts, *term.alone)), None)
    if start is None or not ready.sends or term.shortest:
        return []
    due = due_of(ready, start, past)
    if due is None:
        return [Unsaid(term.clock, term.rule.id, start.at, "agreed_ship_by")]
    arrival = arrived(ready, start, past)
    told = any(type in past.first for type in (*term.stops, *term.cancels))
    if arrival is None or told or arrival.at <= due:
        return []
    return [Unsaid(term.clock, term.rule.id, start.at, "shipped")]


def _nearest(clock: Clock) -> tuple[object, ...]:
    return clock.due_at, clock.clock, clock.started_at


def _started(plan: Plan, past: Past) -> list[int]:
    """The groups that something in the past may start."""
    found: set[int] = set()
    for type in past.first:
        found.update(plan.starting.get(type, ()))
    return sorted(found)


def _one_of(group: tuple[Ready, ...], past: Past) -> list[Clock]:
    """Of several rules for one clock one answers for each start; those that say otherwise are named."""
    kept: dict[object, Clock] = {}
    by: dict[object, Ready] = {}
    for ready in group:
        for clock in run(ready, past):
            start = clock.started_at
            if start not in kept:
                kept[start], by[start] = clock, ready
            elif _differs(by[start], ready, kept[start], clock):
                conflicts = (*kept[start].conflicts, clock.clause)
                kept[start] = msgspec.structs.replace(kept[start], conflicts=conflicts)
    return list(kept.values())


def _differs(winner: Ready, loser: Ready, one: Clock, other: Clock) -> bool:
    """Whether the one that yields says otherwise, and not only in general what the other says of a special case."""
    if one.due_at == other.due_at or other.clause in one.conflicts:
        return False
    same_folder = winner.term.rule.folder == loser.term.rule.folder
    return not (same_folder and winner.term.conditions > loser.term.conditions)
