"""Exported orders to deadlines and sums: which run, which were missed, what is owed, what they may cost. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from kefu.actions.forfeits import Beyond, Forfeits, Sum
from kefu.actions.orders import ASKED, REFUND_EVENTS, ExportedOrder, OrderRow, Part, Refund, joined, left
from kefu.actions.reckoner import Reckoner
from kefu.clocks import Clock, Terms
from kefu.clocks.terms import Term, terms_of
from kefu.dues.sums import NOTHING
from kefu.rulebook.pack import Bilingual
from kefu.vocabulary.asking import Basis
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import SENT, Event
from kefu.vocabulary.ids import Platform

SHIPPING: Final = "ship"
ANSWER: Final = "refund_response"
OPEN: Final = ("running", "missed")
PARTIES: Final = ("seller",)
"""Whose deadlines a shop is told of; the buyer's windows are his."""
UNSAID: Final[Mapping[str, tuple[str, str]]] = {
    "unpaid": ("还没付款，或没写付款时间", "not paid yet, or nobody says when"),
    "closed": ("已关闭，没写什么时候关的", "closed, and nobody says when"),
    "sent": ("状态是已发货，没写发货时间", "sent by its status, and nobody says when"),
    "silent": ("文件里没有一列说明发没发货", "no column says whether it was sent"),
    "presale": ("预售，没写承诺发货时间", "sold before it is there, without a day agreed on"),
    "refund": ("退款：看不出处理了没有", "a refund of which nobody says whether it was answered"),
}
"""Why nothing is said of an order or a refund."""
AS_UNSENT: Final = Bilingual("没写是否已发货，按未发货算", "nobody says whether it was sent; read as not sent")
STEP: Final = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of an order.

    Attributes:
        file, row: where what started it stands.
        refund: the number of the refund that it is of, '' where it is of the order.
        owed: what is owed because it was missed; None where nothing is, or the sum is not known.
        at_stake: what may still come: if it is missed, if the goods are never sent, or the price that goes back.
        beyond: what a miss brings besides money.
        note: what was taken for granted.
    """

    order: ExportedOrder
    file: str
    row: int
    refund: str
    clock: Clock
    owed: Sum | None
    at_stake: Sum | None
    beyond: Beyond
    note: Bilingual | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ids of the rules behind all that is said here, that of the deadline first."""
        sums = [each.rules for each in (self.owed, self.at_stake) if each is not None]
        return tuple(dict.fromkeys((self.clock.clause, *(id for rules in sums for id in rules), *self.beyond.rules)))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Ids of rules that say otherwise."""
        sums = [each.conflicts for each in (self.owed, self.at_stake) if each is not None]
        found = dict.fromkeys((*self.clock.conflicts, *(id for ids in sums for id in ids), *self.beyond.conflicts))
        return tuple(id for id in found if id not in self.clauses)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What orders come to.

    Attributes:
        dues: the running deadlines first, the nearest first; then the missed ones, the latest first.
        orders: how many there are, refunds joined to their orders.
        owed: yuan in all.
        unsaid: of how many orders and refunds nothing is said, by the word of `UNSAID`.
        faults: what could not be reckoned.
    """

    dues: tuple[Due, ...]
    orders: int
    owed: Decimal
    unsaid: Mapping[str, int]
    faults: tuple[KefuError, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `kefu reckon`.

    Attributes:
        platform: of files that do not say it.
        now: aware instant; its date picks the rules.
        into: the folder for all of it; None = it is only told.
        columns: a file with the shop's own names of columns.
    """

    files: tuple[Path, ...]
    platform: Platform | None
    now: datetime
    basis: Basis
    into: Path | None
    columns: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the reckoning, the rows that could not be read, the files that could not be used."""

    came: Reckoning
    rejected: tuple[KefuError, ...]
    failed: tuple[KefuError, ...]


def reckoned(
    reckoner: Reckoner, rows: Iterable[OrderRow], now: datetime, progress: Progress = lambda done, of: None
) -> Reckoning:
    """Deadlines and sums of orders as of an instant.

    Args:
        progress: is told how many orders are done, and how many there are.
    """
    orders = joined(rows)
    desk = _Desk(reckoner, now)
    dues: list[Due] = []
    for n, order in enumerate(orders):
        if n % STEP == 0:
            progress(n, len(orders))
        try:
            dues += [*desk.of(order)]
        except KefuError as error:
            desk.faults.append(KefuError("order-row", error.what, f"{order.file}, row {order.row}", error.mend))
    progress(len(orders), len(orders))
    running = sorted((each for each in dues if each.clock.state == "running"), key=_due)
    missed = sorted((each for each in dues if each.clock.state == "missed"), key=_due, reverse=True)
    owed = sum((each.owed.amount for each in missed if each.owed is not None), NOTHING)
    return Reckoning((*running, *missed), len(orders), owed, dict(desk.unsaid), tuple(desk.faults))


class _Desk:
    """Reckons orders one after the other."""

    def __init__(self, reckoner: Reckoner, now: datetime) -> None:
        self.reckoner, self.now, self.forfeits = reckoner, now, Forfeits(reckoner, now)
        self.unsaid: Counter[str] = Counter()
        self.faults: list[KefuError] = []
        self._terms: dict[str, tuple[Term, ...]] = {}

    def of(self, order: ExportedOrder) -> Iterator[Due]:
        """The deadlines of one order."""
        if order.sums:
            told = ", ".join(f"{each:.2f}" for each in order.sums)
            what = f"order {order.id}: its rows tell different sums for the whole of it: {told}; none of them is used"
            mend = "export the numbers of its goods too (子订单编号), or leave one row of each order"
            self.faults.append(KefuError("order-row", what, f"{order.file}, row {order.row}", mend))
        for part in order.parts:
            yield from self._goods(order, part)
        for refund in order.refunds:
            yield from self._refund(order, refund)

    def _goods(self, order: ExportedOrder, part: Part) -> Iterator[Due]:
        why = _unsaid(order, part)
        if why and not order.by_refund:
            self.unsaid[why] += 1
        if why in ("closed", "unpaid"):
            return
        terms = Terms(presale=order.presale, cod=order.cod)
        agreed = () if part.agreed_ship_by is None else (part.agreed_ship_by,)
        paid: set[tuple[str, ...]] = set()
        clocks = self._clocks(order, [Event(*each) for each in part.events.items()], terms, agreed)
        for clock in sorted(clocks, key=lambda each: each.clock != SHIPPING):
            if clock.started_by in REFUND_EVENTS or not self._would_tell(clock, part.told, part.stage == "unshipped"):
                continue
            if clock.state not in OPEN or (clock.clock == SHIPPING and why):
                continue
            due = self._due(order, clock, order.file, order.row, part)
            if due.owed is not None and due.owed.rules in paid:
                due = replace(due, owed=None)
            paid.update(() if due.owed is None else (due.owed.rules,))
            yield due

    def _refund(self, order: ExportedOrder, refund: Refund) -> Iterator[Due]:
        events = {type: at for part in order.parts for type, at in part.events.items()}
        row = refund.row
        if refund.stage == "done" or not any(event.type in ASKED for event in refund.events):
            return
        sent = not SENT.isdisjoint(events)
        stage = row.stage if row.of_refund else ""
        terms = Terms(presale=order.presale, cod=order.cod, state="shipped" if stage == "shipped" else "")
        note = None if sent or stage or order.parts[0].stage else AS_UNSENT
        told = [Event(*each) for each in events.items()] + list(refund.events)
        said = False
        for clock in self._clocks(order, told, terms, ()):
            if clock.started_by not in REFUND_EVENTS:
                continue
            if clock.clock == ANSWER and refund.stage == "answered" and clock.stopped_at is None:
                continue
            waits = refund.stage == "open" and clock.clock == ANSWER
            if self._would_tell(clock, refund.told, waits):
                said = True
                if clock.state in OPEN:
                    yield self._due(order, clock, row.file, row.row, refund, note)
        if not said and refund.stage != "answered":
            self.unsaid["refund"] += 1

    def _clocks(
        self, order: ExportedOrder, events: Sequence[Event], terms: Terms, agreed: Sequence[datetime]
    ) -> Iterator[Clock]:
        for clock in self.reckoner.clocks(order.platform, events, terms, agreed, self.now):
            if clock.party in PARTIES:
                yield clock

    def _would_tell(self, clock: Clock, told: frozenset[str], waits: bool) -> bool:
        """Whether the file would tell what stops this clock: where it has no column for it, that it is missing says nothing.

        Args:
            waits: the status says that nothing has stopped it.
        """
        if waits or clock.stopped_at is not None:
            return True
        term = self._term(clock)
        if term is None:
            return False
        answers = set(term.stops) - {"settled"} if clock.clock == ANSWER else set(term.stops)
        return not answers.isdisjoint(told)

    def _term(self, clock: Clock) -> Term | None:
        if clock.clause not in self._terms:
            self._terms[clock.clause] = terms_of(self.reckoner.book.get(clock.clause))
        return next((each for each in self._terms[clock.clause] if each.clock == clock.clock), None)

    def _due(
        self, order: ExportedOrder, clock: Clock, file: str, row: int, of: Part | Refund, note: Bilingual | None = None
    ) -> Due:
        forfeits, platform = self.forfeits, order.platform
        if isinstance(of, Part):
            amount, sent = of.late(clock.due_at), left(of.events)
        else:
            amount, sent = of.amount, next((each for part in order.parts if (each := left(part.events))), None)
        miss = forfeits.missed(platform, clock, amount, sent)
        missed = clock.state == "missed"
        owed = miss if missed and miss is not None and not miss.price_back else None
        at_stake = None if owed is not None else miss
        if clock.clock == SHIPPING and missed and sent is None and amount is not None:
            worst = forfeits.never(platform, amount)
            at_stake = (
                worst if worst is not None and worst.amount > (NOTHING if owed is None else owed.amount) else None
            )
        number = of.row.refund if isinstance(of, Refund) else ""
        return Due(order, file, row, number, clock, owed, at_stake, forfeits.beyond(platform, clock), note)


def _unsaid(order: ExportedOrder, part: Part) -> str:
    """Why nothing can be said of the shipping of these goods, as a word of `UNSAID`; '' where something can."""
    sent = not SENT.isdisjoint(part.events)
    if part.stage == "closed" and not sent and "order_cancelled" not in part.events:
        return "closed"
    if part.stage == "unpaid" or ("paid" not in part.events and not sent):
        return "unpaid"
    if part.stage == "shipped" and not sent:
        return "sent"
    if order.presale and part.agreed_ship_by is None and not sent:
        return "presale"
    if not sent and part.stage != "unshipped" and part.told.isdisjoint(SENT) and "order_cancelled" not in part.events:
        return "silent"
    return ""


def _due(due: Due) -> tuple[object, ...]:
    return due.clock.due_at, due.order.id, due.clock.clock, due.refund
