"""Orders as exports tell them, to deadlines and sums: which run, which were missed, what is owed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from kefu.actions.reckoner import Reckoner
from kefu.clocks import Clock
from kefu.dues.compensation import Order
from kefu.dues.sums import NOTHING
from kefu.vocabulary.asking import Basis
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import Platform

SHIPPING: Final = "ship"
PARTIES: Final = ("seller",)
"""Whose deadlines a shop is told of; the buyer's windows are his."""


@dataclass(frozen=True, slots=True)
class ExportedOrder:
    """One order, or one refund of it, as a row of an export tells it.

    Attributes:
        file, row: where it stands.
        amount: yuan really paid for the goods, without freight; None = the row does not say.
        events: what happened, each with its aware instant.
        agreed_ship_by: by when it ships as agreed.
        closed: it was called off; where no event says when, nothing can be said of its deadlines.
    """

    file: str
    row: int
    platform: Platform
    id: str
    amount: Decimal | None
    events: tuple[Event, ...]
    agreed_ship_by: datetime | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of an order.

    Attributes:
        owed: yuan owed to the buyer because it was missed; None where nothing is, or the sum is not known.
        formula: how that sum comes about, '' without one.
        clauses: ids of the rules behind the deadline and the sum.
    """

    order: ExportedOrder
    clock: Clock
    owed: Decimal | None
    formula: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What orders come to.

    Attributes:
        dues: the running deadlines first, the nearest first; then the missed ones, the latest first.
        orders: how many there are, refunds joined to their orders.
        owed: yuan in all.
        faults: what could not be reckoned.
    """

    dues: tuple[Due, ...]
    orders: int
    owed: Decimal
    faults: tuple[KefuError, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `kefu reckon`.

    Attributes:
        platform: of files that do not say it.
        now: aware instant; its date picks the rules.
        into: the folder for all of it; None = it is only told.
    """

    files: tuple[Path, ...]
    platform: Platform | None
    now: datetime
    basis: Basis
    into: Path | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the reckoning, the rows that could not be read, the files that could not be used."""

    came: Reckoning
    rejected: tuple[KefuError, ...]
    failed: tuple[KefuError, ...]


def reckoned(reckoner: Reckoner, rows: Iterable[ExportedOrder], now: datetime) -> Reckoning:
    """Deadlines and sums of orders as of an instant; rows of one order (the order and its refunds) are read together."""
    orders = joined(rows)
    dues: list[Due] = []
    faults: list[KefuError] = []
    for order in orders:
        try:
            dues += _of(reckoner, order, now)
        except KefuError as error:
            faults.append(KefuError("order-row", error.what, f"{order.file}, row {order.row}", error.mend))
    running = sorted((each for each in dues if each.clock.state == "running"), key=_due)
    missed = sorted((each for each in dues if each.clock.state == "missed"), key=_due, reverse=True)
    owed = sum((each.owed for each in missed if each.owed is not None), NOTHING)
    return Reckoning((*running, *missed), len(orders), owed, tuple(faults))


def joined(rows: Iterable[ExportedOrder]) -> Sequence[ExportedOrder]:
    """The rows with one id on one platform as one order, in the order in which they come."""
    found: dict[tuple[str, str], ExportedOrder] = {}
    for row in rows:
        known = found.get((row.platform, row.id))
        if known is not None:
            row = replace(
                known, amount=known.amount if known.amount is not None else row.amount,
                events=(*known.events, *row.events),
                agreed_ship_by=known.agreed_ship_by or row.agreed_ship_by, closed=known.closed or row.closed,
            )  # fmt: skip
        found[(row.platform, row.id)] = row
    return tuple(found.values())


def _of(reckoner: Reckoner, order: ExportedOrder, now: datetime) -> Iterable[Due]:
    if order.closed and not any(event.type == "order_cancelled" for event in order.events):
        return
    agreed = () if order.agreed_ship_by is None else (order.agreed_ship_by,)
    for clock in reckoner.clocks(order.platform, order.events, agreed_ship_by=agreed, as_of=now):
        if clock.party not in PARTIES or clock.state not in ("running", "missed"):
            continue
        yield _priced(reckoner, order, clock, now)


def _priced(reckoner: Reckoner, order: ExportedOrder, clock: Clock, now: datetime) -> Due:
    """A deadline with what missing it owes, where the order says what was paid."""
    if clock.clock != SHIPPING or clock.state != "missed" or order.amount is None:
        return Due(order, clock, None, "", (clock.clause,))
    late = reckoner.money(order.platform, "late_shipping", Order(order.amount), as_of=now)
    clauses = (clock.clause,) if late.rule is None else (clock.clause, late.rule.id)
    return Due(order, clock, late.amount, late.formula, clauses)


def _due(due: Due) -> tuple[object, ...]:
    return due.clock.due_at, due.order.id, due.clock.clock
