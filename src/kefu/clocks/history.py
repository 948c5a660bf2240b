"""What a reading of clocks is given: the events of one order or one conversation, and what is known of the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import NEVER_BEFORE, SENT, TURN, Event


class Terms(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of an order beside its events; it decides which rules are about it.

    Attributes:
        category: what goods they are (生鲜, 美妆 …); '' = not known, then no rule for some goods alone is about it.
        programmes: programmes that the shop or the goods are in; None = not known, then none is ruled out.
        services: services that the order was sold with (24小时发 …).
        presale: it ships at a time of its own.
        cod: it is paid on delivery.
        three_guarantees: the goods are under 三包.
        state: `unshipped` or `shipped`, where the events do not tell it.
        mode: how it is sold: stock, not_stock, overseas_direct, lottery …
        reason: why it is sent back: no_reason_return …
        carrier: how it is sent back: courier or surface_mail.
    """

    category: str = ""
    programmes: tuple[str, ...] | None = None
    services: tuple[str, ...] = ()
    presale: bool = False
    cod: bool = False
    three_guarantees: bool = False
    state: str = ""
    mode: str = ""
    reason: str = ""
    carrier: str = ""


NO_TERMS: Final = Terms()


@dataclass(frozen=True, slots=True)
class History:
    """What happened to one order or in one conversation, and of what it is asked.

    Attributes:
        events: in any order; what lies after `asked.now` has not happened yet.
        terms: what is known of the order beside.
        agreed_ship_by: by when it ships as agreed; two instants are a range.
    """

    asked: Asked
    events: tuple[Event, ...]
    terms: Terms = NO_TERMS
    agreed_ship_by: tuple[datetime, ...] = ()


class Past:
    """The events of a history up to its now, in order, each once.

    Attributes:
        events: aware instants in Asia/Shanghai, the oldest first.
        first: of each type the first.
        sent_at: since when the goods are on their way; None = they are not.
    """

    __slots__ = ("events", "first", "history", "sent_at")

    def __init__(self, history: History) -> None:
        self.history = history
        self.events = in_order(history.events, history.asked.now)
        self.first: dict[str, datetime] = {}
        for event in self.events:
            if event.type not in self.first:
                self.first[event.type] = event.at
        sent = SENT & self.first.keys()
        self.sent_at = min([self.first[type] for type in sent]) if sent else None


def in_order(events: Iterable[Event], now: datetime) -> list[Event]:
    """What has happened by now, the oldest first, each event once; instants in Asia/Shanghai."""
    here = [event if event.at.tzinfo is CHINA else _in_china(event) for event in events if event.at <= now]
    here.sort(key=_at)
    for n in range(len(here) - 1):
        if here[n].at == here[n + 1].at:
            return _each_once(here)
    return here


def _at(event: Event) -> datetime:
    return event.at


def _in_china(event: Event) -> Event:
    return Event(event.type, event.at.astimezone(CHINA), event.more)


def _each_once(events: list[Event]) -> list[Event]:
    keyed: dict[tuple[Any, ...], Event] = {}
    for event in events:
        keyed[(event.at, TURN[event.type], repr(sorted(event.more.items())) if event.more else "")] = event
    return [keyed[key] for key in sorted(keyed)]


def check(history: History) -> None:
    """Refuse a history that cannot be: an end before its start.

    Raises:
        KefuError: goods were sent before they were paid for, a group was complete before it was opened, or the agreed day
            lies before the payment.
    """
    first: dict[str, datetime] = {}
    for event in history.events:
        if event.type not in first or event.at < first[event.type]:
            first[event.type] = event.at
    for n, event in enumerate(history.events):
        before = NEVER_BEFORE.get(event.type, "")
        if before in first and event.at < first[before] and not (history.terms.cod and before == "paid"):
            raise KefuError(
                "line", f"{event.type} lies before {before}", f"events[{n}].at", "check the instants of both"
            )
    paid = first.get("paid")
    if paid is not None and history.agreed_ship_by and min(history.agreed_ship_by) < paid and not history.terms.cod:
        raise KefuError("line", "lies before paid", "order.agreed_ship_by", "give the day that was agreed on")
