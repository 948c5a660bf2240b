"""One rule on one history: each time its clock started, what stopped it, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kefu.clocks.clock import Clock, State
from kefu.clocks.history import Past
from kefu.clocks.timetable import ARRIVE, CANCEL, START, STOP, TURN, USUAL, Ready
from kefu.rulebook.deadline import Deadline
from kefu.vocabulary.asking import end_of
from kefu.vocabulary.events import ARRIVED, Event

GROUP: Final = frozenset({"group_opened", "group_completed"})


def run(ready: Ready, past: Past) -> list[Clock]:
    """The clocks of one rule in a history, in order. What happens at the last instant is in time.

    A start while one runs is the same matter. Once one has been answered, called off or missed, the next start is another;
    but messages that wait for an answer wait together. Goods that arrived in time were sent in time, whatever comes later;
    goods that arrived after the deadline were sent nobody knows when: then there is no clock, and `unsaid` says so.

    Raises:
        OverflowError: a deadline lies beyond the last day that Python knows.
    """
    if ready.term.gap is not None:
        return _conversations(ready, past)
    found, begun, due = _followed(ready, past)
    if begun is not None and due is not None and arrived(ready, begun, past) is None:
        found.append(_told(ready, begun, due, None, past))
    return found


def _followed(ready: Ready, past: Past) -> tuple[list[Clock], Event | None, datetime | None]:
    """The clocks that came to an end, and the start and the deadline of the one that did not."""
    found: list[Clock] = []
    begun: Event | None = None
    due: datetime | None = None
    unused: Event | None = None
    roles = _roles(ready, past)
    for event in past.events:
        role = roles.get(event.type)
        if role is None:
            continue
        if role == TURN and begun is not None:
            due = _turned(ready, event, due)
        elif role in (START, TURN):
            if begun is not None and due is not None:
                if ready.single or ready.piles or event.at <= due:
                    continue
                found.append(_told(ready, begun, due, None, past))
                begun = None
            if (found and ready.single) or (ready.judged and not _runs(ready, event, past)):
                continue
            due = due_of(ready, event, past) if role == START else _turned(ready, event, event.at)
            begun = event if due is not None else None
            if begun is not None and due is not None and unused is not None and unused.at == event.at:
                found.append(_told(ready, begun, due, unused, past, roles[unused.type]))
                begun = unused = None
        elif role == ARRIVE:
            if begun is not None and due is not None and event.at <= due:
                found.append(_told(ready, begun, due, event, past))
                begun = None
        elif begun is None or due is None:
            unused = event
        else:
            found.append(_told(ready, begun, due, event, past, role))
            begun = None
    return found, begun, due


def arrived(ready: Ready, start: Event, past: Past) -> Event | None:
    """What shows that goods were sent by then, where nobody told when; None where nothing does, or the clock is another."""
    if not ready.sends or ARRIVED.isdisjoint(past.first):
        return None
    return next((event for event in past.events if event.type in ARRIVED and event.at >= start.at), None)


def _roles(ready: Ready, past: Past) -> Mapping[str, int]:
    """What each event is to a clock in this history."""
    roles = ready.alone if GROUP.isdisjoint(past.first) else ready.roles
    return roles[ready.term.decided_by in past.first]


def due_of(ready: Ready, start: Event, past: Past) -> datetime | None:
    """The last instant in time of a clock that starts here; None where it was not told."""
    term = ready.term
    agreed = past.history.agreed_ship_by
    if agreed and term.yields:
        return min(agreed) if term.shortest else max(agreed)
    if ready.length is not None:
        return start.at + ready.length
    if term.due_on is not None:
        return end_of(term.due_on)
    if ready.deadline is None:
        return None
    if term.deferred and term.hours is not None:
        return term.hours.after(start.at, ready.deadline.due(start.at) - start.at)
    return ready.deadline.due(start.at)


def _turned(ready: Ready, event: Event, due: datetime | None) -> datetime | None:
    """The deadline after an event that gives another, where it came in time."""
    if ready.term.turn is None or due is None or event.at > due:
        return due
    return ready.term.turn[1].due(event.at)


def _runs(ready: Ready, start: Event, past: Past) -> bool:
    """Whether a clock starts with this event, by what is so at that instant."""
    term, at = ready.term, start.at
    if term.hours is not None and not term.deferred and not term.hours.holds(at):
        return False
    if term.orders is not None and not term.orders[0] <= at.date() <= term.orders[1]:
        return False
    if term.shortest and len(past.history.agreed_ship_by) < 2:
        return False
    return all(_is_so(name, wanted, start, past, ready) for name, wanted in term.when.items())


def _is_so(name: str, wanted: object, start: Event, past: Past, ready: Ready) -> bool:
    terms = past.history.terms
    match name:
        case "state":
            sent = past.sent_at is not None and past.sent_at <= start.at
            state = "shipped" if sent else terms.state or "unshipped"
            return state == wanted
        case "reason" | "carrier":
            told = [event.more[name] for event in past.events if event.at <= start.at and event.more.get(name)]
            return (told[-1] if told else getattr(terms, name) or USUAL.get(name)) == wanted
        case "requested":
            asked = past.first.get("invoice_requested")
            return asked is not None and asked <= start.at
        case "requested_within":
            done = past.first.get(ready.term.when.get("of", ""))
            within = Deadline.of({"deadline": wanted})
            return done is not None and within is not None and done < start.at <= within.due(done)
        case _:
            return True


def _conversations(ready: Ready, past: Past) -> list[Clock]:
    """The first answer of each conversation; one that begins outside of the hours is not assessed at all."""
    found: list[Clock] = []
    last: Event | None = None
    waiting: Event | None = None
    for event in past.events:
        role = ready.roles[0].get(event.type)
        if role is None or (role != START and last is None):
            continue
        if role == START:
            if last is None or _another(last, event, waiting, ready):
                if waiting is not None:
                    found.append(_measured(ready, waiting, None, past))
                waiting = event if _runs(ready, event, past) else None
        elif waiting is not None:
            found.append(_measured(ready, waiting, event, past))
            waiting = None
        last = event
    if waiting is not None:
        found.append(_measured(ready, waiting, None, past))
    return found


def _measured(ready: Ready, start: Event, stop: Event | None, past: Past) -> Clock:
    due = due_of(ready, start, past)
    assert due is not None
    return _told(ready, start, due, stop, past)


def _another(last: Event, event: Event, waiting: Event | None, ready: Ready) -> bool:
    """Whether a message begins another conversation than the last one: by their names, else by the silence between."""
    one, other = last.more.get("session"), event.more.get("session")
    if one is not None and other is not None:
        return bool(one != other)
    assert ready.term.gap is not None
    return waiting is None and event.at - last.at > ready.term.gap


def _told(ready: Ready, start: Event, due: datetime, stop: Event | None, past: Past, role: int = STOP) -> Clock:
    now = past.history.asked.now
    state: State
    if stop is None:
        state = "running" if now <= due else "missed"
    elif stop.at > due:
        state = "missed"
    else:
        state = "cancelled" if role == CANCEL else "met"
    term = ready.term
    uncertain = _uncertain(ready, start.at, due) if ready.length is None else False
    return Clock(
        term.clock, term.rule.id, start.at, due, None if stop is None else stop.at, state, term.on_miss,
        ready.conflicts, start.type, None if stop is None else stop.type, term.party, uncertain,
    )  # fmt: skip


def _uncertain(ready: Ready, start: datetime, due: datetime) -> bool:
    if ready.term.hours is not None and ready.term.deferred:
        return ready.term.hours.uncertain(start, due)
    return ready.deadline is not None and ready.deadline.worked and ready.deadline.uncertain(start)
