"""Orders as the rows of exports tell them: what belongs together is read together, and nothing is counted twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from kefu.dues.sums import NOTHING
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import Platform

REFUND_EVENTS: Final = frozenset((
    "refund_requested", "aftersale_requested", "merchant_responded", "merchant_refused", "return_shipped", "return_signed",
    "return_received", "refund_withdrawn", "settled",
))  # fmt: skip
"""What happens to a refund; all else happens to the order."""
ASKED: Final = frozenset(("refund_requested", "aftersale_requested"))
EARLIEST: Final = frozenset(("paid", "group_opened", "group_completed"))
"""Of these the first counts where rows say different things; of the others the last."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One row of an export: an order, some goods of it, or a refund.

    Attributes:
        file, row: where it stands.
        item: the number of these goods within the order, '' where the row is the whole order or nobody says.
        refund: the number of the refund; `of_refund`: the row is of one.
        amount: yuan paid, `freight` of it for the freight; None = the row does not say.
        refund_sum: yuan that the refund is about.
        events: what happened, each with its aware instant.
        agreed_ship_by: by when it ships as agreed.
        stage: unpaid, unshipped, shipped or closed; '' = nobody says.
        refund_stage: open, answered or done; '' = nobody says.
        told: the events for which the file has a column: what is missing there has not happened.
        presale, cod: it ships at a time of its own; it is paid on delivery.
    """

    file: str
    row: int
    platform: Platform
    id: str
    item: str = ""
    refund: str = ""
    of_refund: bool = False
    amount: Decimal | None = None
    freight: Decimal = NOTHING
    refund_sum: Decimal | None = None
    events: tuple[Event, ...] = ()
    agreed_ship_by: datetime | None = None
    stage: str = ""
    refund_stage: str = ""
    told: frozenset[str] = frozenset()
    presale: bool = False
    cod: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Goods that ship together: an item, or the whole order where its items are not told apart."""

    amount: Decimal | None
    events: Mapping[str, datetime]
    agreed_ship_by: datetime | None
    stage: str
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """The goods of an order that are to be sent by one day.

    Attributes:
        events: what happened to all of them; what happened to some alone is not here.
    """

    lines: tuple[Line, ...]
    events: Mapping[str, datetime]

    @property
    def agreed_ship_by(self) -> datetime | None:
        """By when they ship as agreed."""
        return self.lines[0].agreed_ship_by

    @property
    def stage(self) -> str:
        """How they stand, where all stand alike, else as the hindmost."""
        stages = {line.stage for line in self.lines}
        return next((stage for stage in ("unshipped", "unpaid", "", "shipped", "closed") if stage in stages), "")

    @property
    def told(self) -> frozenset[str]:
        """The events that the files would tell."""
        return frozenset().union(*(line.told for line in self.lines))

    def late(self, due: datetime) -> Decimal | None:
        """Yuan paid for the goods that were not sent by then; None where nobody says."""
        behind = [line for line in self.lines if (at := left(line.events)) is None or at > due]
        return _added(line.amount for line in behind)


@dataclass(frozen=True, slots=True)
class Refund:
    """One refund of an order, as its rows tell it."""

    row: OrderRow
    events: tuple[Event, ...]
    amount: Decimal | None
    stage: str
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExportedOrder:
    """One order with its refunds.

    Attributes:
        file, row: where it stands first.
        parts: its goods, by the day by which they are to be sent.
        sums: different sums that its rows tell for the whole of it; then none of them is used.
        by_refund: only refunds of it are known.
    """

    file: str
    row: int
    platform: Platform
    id: str
    parts: tuple[Part, ...]
    refunds: tuple[Refund, ...]
    presale: bool = False
    cod: bool = False
    sums: tuple[Decimal, ...] = ()
    by_refund: bool = False


@dataclass(slots=True)
class _Rows:
    """The rows of one order while they are collected."""

    whole: list[OrderRow] = field(default_factory=list)
    items: dict[str, list[OrderRow]] = field(default_factory=dict)
    refunds: dict[str, list[OrderRow]] = field(default_factory=dict)
    all: list[OrderRow] = field(default_factory=list)

    def take(self, row: OrderRow) -> None:
        self.all.append(row)
        asked = next((str(event.at) for event in row.events if event.type in ASKED), "")
        if row.of_refund or asked:
            self.refunds.setdefault(row.refund or f"{row.item} {asked}", []).append(row)
        if not row.of_refund and row.item:
            self.items.setdefault(row.item, []).append(row)
        elif not row.of_refund:
            self.whole.append(row)


def joined(rows: Iterable[OrderRow]) -> Sequence[ExportedOrder]:
    """The rows of each order as one, in the order in which they come: goods, the whole, refunds, and what stands in two exports."""
    found: dict[tuple[str, str], _Rows] = {}
    for row in rows:
        found.setdefault((row.platform, row.id), _Rows()).take(row)
    return [_order(each) for each in found.values()]


def _order(rows: _Rows) -> ExportedOrder:
    first = rows.all[0]
    lines = _lines(rows)
    sums = tuple(dict.fromkeys(net for row in rows.whole if (net := _net([row])) is not None))
    by_day: dict[datetime | None, list[Line]] = {}
    for line in lines:
        by_day.setdefault(line.agreed_ship_by, []).append(line)
    parts = tuple(Part(tuple(each), _of_all(each)) for each in by_day.values())
    refunds = tuple(_refund(each) for each in rows.refunds.values())
    presale, cod = any(row.presale for row in rows.all), any(row.cod for row in rows.all)
    by_refund = not rows.whole and not rows.items
    return ExportedOrder(
        first.file, first.row, first.platform, first.id, parts, refunds, presale, cod, sums if len(sums) > 1 else (), by_refund,
    )  # fmt: skip


def _lines(rows: _Rows) -> list[Line]:
    """The goods of an order. Where a row is of the whole order it speaks for all, and the items add what it leaves open."""
    items = [_line(each, _net(each[:1])) for each in rows.items.values()]
    if items and not rows.whole:
        freights = {row.freight for each in rows.items.values() for row in each[:1]}
        if len(freights) == 1 and (once := freights.pop()) and len(items) > 1:
            items = [_line(each, each[0].amount) for each in rows.items.values()]
            items[0] = _less(items[0], once)
        return [line for line in items if line.stage != "closed" or left(line.events)] or items[:1]
    nets = {net for row in rows.whole if (net := _net([row])) is not None}
    whole = _line(rows.whole or rows.all, nets.pop() if len(nets) == 1 else None)
    if not items:
        return [whole]
    amount = _added(line.amount for line in items) if not nets and whole.amount is None else whole.amount
    agreed = whole.agreed_ship_by or max(filter(None, (line.agreed_ship_by for line in items)), default=None)
    told = whole.told.union(*(line.told for line in items))
    return [Line(amount, {**_of_all(items), **whole.events}, agreed, whole.stage, told)]


def _line(rows: Sequence[OrderRow], amount: Decimal | None) -> Line:
    """Rows about the same goods as one: what one of them tells counts, of two instants the one that `EARLIEST` says."""
    events: dict[str, datetime] = {}
    for event in (event for row in rows for event in row.events if event.type not in REFUND_EVENTS):
        known = events.get(event.type)
        pick = min if event.type in EARLIEST else max
        events[event.type] = event.at if known is None else pick(known, event.at)
    agreed = next((row.agreed_ship_by for row in reversed(rows) if row.agreed_ship_by), None)
    stages = [row.stage for row in rows if row.stage and not row.of_refund]
    furthest = max(stages, key=("unpaid", "unshipped", "shipped", "closed").index, default="")
    return Line(amount, events, agreed, furthest, frozenset().union(*(row.told for row in rows)))


def _of_all(lines: Sequence[Line]) -> dict[str, datetime]:
    """What happened to all of the goods, and when it was done."""
    if len(lines) == 1:
        return dict(lines[0].events)
    types = dict.fromkeys(type for line in lines for type in line.events)
    told = {type: [line.events[type] for line in lines if type in line.events] for type in types}
    return {
        type: (min if type in EARLIEST else max)(at)
        for type, at in told.items()
        if type in EARLIEST or len(at) == len(lines)
    }


def _refund(rows: Sequence[OrderRow]) -> Refund:
    """What the rows tell of one refund; the last one knows how it stands."""
    at: dict[str, datetime] = {}
    for event in (event for row in rows for event in row.events if event.type in REFUND_EVENTS):
        at[event.type] = event.at
    amount = next((row.refund_sum for row in reversed(rows) if row.refund_sum is not None), None)
    stage = next((row.refund_stage for row in reversed(rows) if row.refund_stage), "")
    told = frozenset().union(*(row.told for row in rows))
    return Refund(rows[0], tuple(Event(type, when) for type, when in at.items()), amount, stage, told)


def left(events: Mapping[str, datetime]) -> datetime | None:
    """When goods left the shop: as the courier says, else as the shop does."""
    return events.get("carrier_accepted") or events.get("shipped")


def _net(rows: Sequence[OrderRow]) -> Decimal | None:
    """What was paid for the goods of a row, without freight."""
    amount = rows[0].amount
    return None if amount is None else max(amount - rows[0].freight, NOTHING)


def _less(line: Line, freight: Decimal) -> Line:
    amount = None if line.amount is None else max(line.amount - freight, NOTHING)
    return Line(amount, line.events, line.agreed_ship_by, line.stage, line.told)


def _added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """A sum; None where one of its parts is not known."""
    total = NOTHING
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total
