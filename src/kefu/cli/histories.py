"""A history as one line of `kefu clocks --jsonl` tells it. Every error names the field and the mend."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from kefu.cli.answering import DATE, asked_of
from kefu.cli.records import field_of, instant, shown, wrong
from kefu.clocks import NO_TERMS, History, Terms
from kefu.clocks.history import check
from kefu.clocks.promises import due_told
from kefu.vocabulary.asking import end_of
from kefu.vocabulary.days import day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import EVENT_NAMES, Event
from kefu.vocabulary.money import yuan

WORDS: Final = ("category", "state", "mode", "reason", "carrier")
RANGE: Final = 2
LONGEST: Final = 40
NEAR: Final = 0.75
STATES: Final = ("shipped", "unshipped")
KINDS: Final = 'write "安心购" or ["安心购", "运费险"]'


def history_of(record: Mapping[str, Any]) -> History:
    """The history in one line.

    Raises:
        KefuError: a field is of the wrong kind, an event or an instant is none, or an end lies before its start.
    """
    told = field_of(record, "events", list, "", needed=True)
    events = tuple([event_of(each, n) for n, each in enumerate(told)])
    order = field_of(record, "order", dict, "") or {}
    history = History(asked_of(record), events, terms_of(order) if order else NO_TERMS, agreed_of(order))
    check(history)
    return history


def event_of(told: Any, n: int) -> Event:
    """One event of a line."""
    if not isinstance(told, dict):
        raise wrong(f"events[{n}]", "is not an object", 'write {"type": "paid", "at": "2026-03-01T10:00:00+08:00"}')
    type = told.get("type")
    if not isinstance(type, str) or type not in EVENT_NAMES:
        raise wrong(f"events[{n}].type", "is missing" if type is None else f"{shown(type)} is not known", _like(type))
    at = instant(told.get("at"), f"events[{n}].at")
    if at is None:
        raise wrong(f"events[{n}].at", "is missing", "write 2026-03-01T10:21:33+08:00")
    event = Event(type, at, told if len(told) > RANGE else {})
    if type == "promised":
        _said_of(event, f"events[{n}].due")
    return event


def _said_of(promise: Event, field: str) -> None:
    """Refuse a promise whose due day is none."""
    try:
        due_told(promise, field)
    except KefuError as error:
        raise wrong(field, error.what, error.mend) from None


def _like(type: object) -> str:
    near = difflib.get_close_matches(str(type)[:LONGEST], EVENT_NAMES, n=2, cutoff=NEAR) if type else []
    return f"did you mean {' or '.join(near)}?" if near else "docs/clocks.md lists the events, such as paid or shipped"


def terms_of(order: Mapping[str, Any]) -> Terms:
    """What a line tells of its order."""
    words = {name: field_of(order, name, str, "order.") or "" for name in WORDS}
    if words["state"] and words["state"] not in STATES:
        words["state"] = ""
    if order.get("amount") is not None:
        yuan(order["amount"], "order.amount")
    presale = order.get("presale")
    if presale is not None and not isinstance(presale, (bool, str)):
        raise wrong("order.presale", "is of the wrong kind", "write true or false, or the day on which it ships")
    return Terms(
        programmes=_names(order, "programme") if order.get("programme") is not None else None,
        services=_names(order, "services"),
        presale=bool(presale),
        cod=bool(field_of(order, "cod", bool, "order.")),
        three_guarantees=bool(field_of(order, "three_guarantees", bool, "order.")),
        **words,
    )


def _names(order: Mapping[str, Any], field: str) -> tuple[str, ...]:
    told = order.get(field)
    names = [told] if isinstance(told, str) else told or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise wrong(f"order.{field}", "is of the wrong kind", KINDS)
    return tuple(names)


def agreed_of(order: Mapping[str, Any]) -> tuple[datetime, ...]:
    """By when an order ships as agreed: an instant, a day, a list of two for a range; a presale may tell its day itself."""
    field, told = "agreed_ship_by", order.get("agreed_ship_by")
    if told is None and isinstance(order.get("presale"), str):
        field, told = "presale", order["presale"]
    if told is None:
        return ()
    if isinstance(told, list):
        if len(told) != RANGE:
            raise wrong(f"order.{field}", "is no range", 'write ["2026-03-01", "2026-03-03"], or one day')
        return tuple(sorted(_until(each, f"order.{field}[{n}]") for n, each in enumerate(told)))
    return (_until(told, f"order.{field}"),)


def _until(told: Any, field: str) -> datetime:
    """An instant, or a day, which means its last second."""
    if isinstance(told, str) and len(told) <= DATE:
        try:
            return end_of(day_of(told, field))
        except KefuError as error:
            raise wrong(field, error.what, error.mend) from None
    at = instant(told, field)
    if at is None:
        raise wrong(field, "is missing", "write 2026-03-01T10:21:33+08:00")
    return at
