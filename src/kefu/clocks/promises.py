"""What was promised by when, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kefu.clocks.clock import Clock, State, Unsaid
from kefu.clocks.history import Past
from kefu.clocks.timetable import Ready
from kefu.vocabulary.asking import end_of
from kefu.vocabulary.days import CHINA, day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import Event

DATE: Final = len("2026-03-01")


def due_told(event: Event, field: str = "due") -> datetime | None:
    """By when something is done as a `promised` event says: an instant, or a day, which means its last second.

    Raises:
        KefuError: it is neither, or lies before the promise.
    """
    told = event.more.get("due")
    if told is None:
        return None
    if not isinstance(told, (str, datetime)):
        raise KefuError("line", "is no instant", field, "write 2026-03-01T18:00:00+08:00")
    if isinstance(told, str) and len(told) <= DATE:
        due = end_of(day_of(told, field))
    else:
        day_of(told, field)
        due = (datetime.fromisoformat(told) if isinstance(told, str) else told).astimezone(CHINA)
    if due < event.at:
        raise KefuError("line", "lies before the promise", field, "give the instant by which it is done")
    return due


def promises(ready: Ready, past: Past) -> tuple[list[Clock], list[Unsaid]]:
    """The clock of each promise, and the promises whose due day was not told.

    A promise is kept by `promise_kept` of the same `promise` (its name), else of the same `kind`, else the oldest that is
    open; and by what its kind is about, where the rule says so: goods that were promised by a day are sent.
    """
    clocks, unsaid = [], []
    kept = [event for event in past.events if event.type in ready.term.stops]
    for event in past.events:
        if event.type not in ready.term.starts:
            continue
        due = due_told(event)
        if due is None:
            unsaid.append(Unsaid(ready.term.clock, ready.term.rule.id, event.at, "due"))
            continue
        stop = next(_keeping(event, kept, ready, past), None)
        if stop in kept:
            kept.remove(stop)
        clocks.append(_told(ready, event, due, stop, past))
    return clocks, unsaid


def _keeping(promise: Event, kept: list[Event], ready: Ready, past: Past) -> Iterator[Event]:
    """What keeps a promise, the first first."""
    by_deed = ready.term.kept_by.get(str(promise.more.get("kind")), ())
    for event in past.events:
        done = event.at > promise.at and event.type in by_deed
        if done or (event.at >= promise.at and event in kept and _is_meant(promise, event)):
            yield event


def _is_meant(promise: Event, kept: Event) -> bool:
    for name in ("promise", "kind"):
        if kept.more.get(name) is not None:
            return bool(kept.more[name] == promise.more.get(name))
    return True


def _told(ready: Ready, start: Event, due: datetime, stop: Event | None, past: Past) -> Clock:
    if stop is None:
        state: State = "running" if past.history.asked.now <= due else "missed"
    else:
        state = "met" if stop.at <= due else "missed"
    return Clock(
        ready.term.clock, ready.term.rule.id, start.at, due, None if stop is None else stop.at, state,
        ready.term.on_miss, ready.conflicts, start.type, None if stop is None else stop.type, ready.term.party,
    )  # fmt: skip
