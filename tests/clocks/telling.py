"""How these tests write a history: `paid 2026-03-01T10:00` is an event in Shanghai."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kefu.checks.shipped import shipped_book
from kefu.clocks import NO_TERMS, Clock, History, Terms, read
from kefu.vocabulary.asking import Asked, Basis
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import Platform

BOOK = shipped_book()


def at(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=CHINA)


def event(told: str, **more: Any) -> Event:
    type, when = told.split(" ", 1)
    return Event(type, at(when), more)


def history(
    platform: Platform,
    now: str,
    *events: str | Event,
    basis: Basis = "latest",
    terms: Terms = NO_TERMS,
    agreed: tuple[str, ...] = (),
) -> History:
    told = tuple(each if isinstance(each, Event) else event(each) for each in events)
    return History(Asked(platform, at(now), basis), told, terms, tuple(at(each) for each in agreed))


def clocks(name: str, *args: Any, **more: Any) -> list[Clock]:
    return [clock for clock in read(BOOK, history(*args, **more)) if clock.clock == name]


def one(name: str, *args: Any, **more: Any) -> Clock:
    found = clocks(name, *args, **more)
    assert len(found) == 1, found
    return found[0]


def shown(when: datetime | None) -> str:
    return "" if when is None else when.strftime("%Y-%m-%dT%H:%M:%S")
