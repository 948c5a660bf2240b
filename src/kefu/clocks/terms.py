"""From a rule to the clock it lays down: what starts it, what stops it, how long it runs, for which orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from kefu.clocks.calendar import Hours
from kefu.rulebook.deadline import LENGTHS, Deadline
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.events import EVENT_NAMES

AGREED: Final = "agreed_ship_by"
PROMISED: Final = "as_promised"
CONDITIONS: Final = frozenset(
    {"three_guarantees", "state", "mode", "reason", "carrier", "requested", "requested_within", "of"}
)
"""What a rule may say under `when`."""


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A clock as one rule states it.

    Attributes:
        clock: its id.
        starts, stops, cancels: types of events; `alone` start it where no group was opened.
        decided_by: of the stops the one that counts alone where it is there.
        deadline: how long it runs; None = until what was agreed or promised, or until `due_on`.
        yields: an agreed day replaces the deadline.
        shortest: of an agreed range the first end counts, and the rule is about ranges alone.
        others: other deadlines by how the order is sold; None = only what was agreed.
        due_on, orders: a fixed last day for orders that began on these days (both included).
        when: what must be so besides.
        goods: only for these goods; `not_for`: not for these. service: only where the order was sold with it.
        hours: it starts in these hours alone; `deferred`: or waits for them and stands still outside.
        gap: conversations are counted, of each the first answer; so much silence ends one.
        turn: an event that gives it another deadline, and which.
        kept_by: what else keeps a promise, by the kind of promise.
    """

    clock: str
    rule: Rule
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    cancels: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    decided_by: str = ""
    deadline: Deadline | None = None
    yields: bool = False
    shortest: bool = False
    others: Mapping[str, Deadline | None] = {}
    due_on: date | None = None
    orders: tuple[date, date] | None = None
    when: Mapping[str, Any] = {}
    goods: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    service: str = ""
    hours: Hours | None = None
    deferred: bool = False
    gap: timedelta | None = None
    turn: tuple[str, Deadline] | None = None
    kept_by: Mapping[str, tuple[str, ...]] = {}
    on_miss: str = "none"
    party: str = "seller"

    @property
    def conditions(self) -> int:
        """How many things it is tied to: of two rules for one matter the narrower goes before."""
        return len(self.when) + bool(self.goods) + bool(self.service) + bool(self.shortest) + 2 * bool(self.due_on)


class Unread(msgspec.Struct, frozen=True):
    """A clock of the rulebook that is not read, and why."""

    rule: str
    why: str


def clocks_in(rule: Rule) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The places in a rule's parameters that lay down a clock: the whole, and maps within, by their key.

    A rule that says of a clock that it does not apply lays down none.
    """
    if "clock" in rule.parameters and rule.parameters.get("applies") is not False:
        yield "", rule.parameters
    for key, inner in rule.parameters.items():
        if isinstance(inner, Mapping) and "clock" in inner:
            yield key, inner


def terms_of(rule: Rule) -> tuple[Term, ...]:
    """Every clock that a rule lays down; none where it lays down none.

    Raises:
        ValueError: it says something that is not understood; the message says what.
    """
    try:
        return tuple(_term(rule, told) for _, told in clocks_in(rule))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{error} is wanting, or of another shape") from None


def unread(rules: tuple[Rule, ...]) -> tuple[Unread, ...]:
    """The rules whose clocks are not understood. They run no clock, and nothing is guessed."""
    found = []
    for rule in rules:
        try:
            terms_of(rule)
        except ValueError as error:
            found.append(Unread(rule.id, str(error)))
    return tuple(found)


def _term(rule: Rule, told: Mapping[str, Any]) -> Term:
    when = dict(told.get("when", {}))
    foreign = when.keys() - CONDITIONS
    if foreign:
        raise ValueError(f"when: {sorted(foreign)[0]} is not known")
    days = tuple(_day(told.get(name)) for name in ("orders_from", "orders_until", "due_on"))
    return Term(
        clock=told["clock"],
        rule=rule,
        starts=(*_events(told, "starts"), *_events(told, "also_starts")),
        stops=_events(told, "stops"),
        cancels=_events(told, "cancelled_by"),
        alone=_events(told, "starts_single"),
        decided_by=(_events(told, "decided_by") or ("",))[0],
        deadline=_deadline(told),
        yields=told.get("yields_to") == AGREED or told.get("deadline") == AGREED,
        shortest=told.get("of_range") == "shortest",
        others=_others(told),
        due_on=days[2],
        orders=None if days[0] is None or days[1] is None else (days[0], days[1]),
        when=when,
        goods=(*rule.category, *told.get("goods", ())),
        not_for=tuple(told.get("not_for", ())),
        service=told.get("service", ""),
        hours=_hours(told),
        deferred=told.get("outside_hours") == "next_working_day_start",
        gap=_gap(told),
        turn=_turn(told),
        kept_by={kind: tuple(types) for kind, types in told.get("kept_by", {}).items()},
        on_miss=told.get("on_miss", rule.parameters.get("on_miss", "none")),
        party=told.get("party", rule.parameters.get("party", "seller")),
    )


def _events(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    types = told.get(name, ())
    types = (types,) if isinstance(types, str) else tuple(types)
    for type in types:
        if type not in EVENT_NAMES:
            raise ValueError(f"{name}: {type} is no event")
    if not types and name in ("starts", "stops"):
        raise ValueError(f"{name}: is missing")
    return types


def _deadline(told: Mapping[str, Any]) -> Deadline | None:
    if told.get("deadline") in (AGREED, PROMISED) or "due_on" in told:
        return None
    deadline = Deadline.of(told)
    if deadline is None:
        raise ValueError(f"deadline: {told.get('deadline')!r} is no length of time")
    return deadline


def _others(told: Mapping[str, Any]) -> dict[str, Deadline | None]:
    return {
        mode: None if "starts" in other else Deadline.of({**other, "ends_at": other.get("ends_at", "instant")})
        for mode, other in told.get("others", {}).items()
    }


def _hours(told: Mapping[str, Any]) -> Hours | None:
    hours = told.get("assessed_hours")
    return None if hours is None else Hours.parse(hours, bool(told.get("working_days_only")))


def _gap(told: Mapping[str, Any]) -> timedelta | None:
    if told.get("assessed_by") != "conversation_start":
        return None
    silence = Quantity.parse(told["conversation_ends_after"])
    return LENGTHS[silence.unit] * int(silence.value)


def _turn(told: Mapping[str, Any]) -> tuple[str, Deadline] | None:
    other = told.get("once_signed")
    if other is None:
        return None
    deadline = Deadline.of(other)
    if deadline is None:
        raise ValueError("once_signed: states no deadline")
    return _events(other, "starts")[0], deadline


def _day(told: Any) -> date | None:
    if told is None or type(told) is date:
        return told
    return date.fromisoformat(told)
