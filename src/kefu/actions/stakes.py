"""What the alarms of an inspection would cost, clause by clause, as far as a clause names a price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kefu.actions.clauses import Clause, Clauses
from kefu.actions.tally import Tally
from kefu.vocabulary.ids import STATUSES, Status


@dataclass(frozen=True)
class Stake:
    """The alarms of one platform under one clause.

    Attributes:
        penalty: as the findings tell it, for a clause that the book does not know.
    """

    platform: str
    id: str
    clause: Clause | None
    rules: tuple[str, ...]
    alarms: int
    penalty: str

    @property
    def summed(self) -> bool:
        """Whether its price may be added up: it names one, and nobody disputes it."""
        clause = self.clause
        priced = clause is not None and bool(clause.points or clause.yuan)
        return priced and clause is not None and clause.status not in ("disputed", "superseded")


@dataclass(frozen=True)
class Sum:
    """What clauses of one status come to: if each were applied once, and if every alarm were upheld.

    Attributes:
        days: the oldest and the newest day of the clauses' evidence; none where no clause has a day.
        undated: how many of the clauses have none.
    """

    platform: str
    status: Status
    unit: str
    once: Decimal
    every: Decimal
    days: tuple[date, ...] = ()
    undated: int = 0


@dataclass(frozen=True)
class Stakes:
    """Every clause under which alarms fall, the dearest first, and the sums that may be drawn."""

    stakes: tuple[Stake, ...] = ()
    sums: tuple[Sum, ...] = field(default=())


def stakes(tally: Tally, clauses: Clauses) -> Stakes:
    """What the counted alarms would cost.

    Points of different platforms, of different kinds and of clauses of different status are never added together.
    """
    alarms: dict[tuple[str, str], int] = {}
    rules: dict[tuple[str, str], dict[str, None]] = {}
    penalties: dict[tuple[str, str], str] = {}
    for (clause, platform, rule, severity, penalty), times in tally.under("clause"):
        if severity != "note":
            key = platform, clause
            alarms[key] = alarms.get(key, 0) + times
            rules.setdefault(key, {})[rule] = None
            penalties[key] = penalties.get(key) or penalty
    found = [
        Stake(platform, clause, clauses(clause), tuple(rules[platform, clause]), times, penalties[platform, clause])
        for (platform, clause), times in alarms.items()
    ]
    found.sort(key=lambda stake: (-weight(stake.clause), -stake.alarms, stake.platform, stake.id))
    return Stakes(tuple(found), tuple(_sums(found)))


def weight(clause: Clause | None) -> Decimal:
    """How dear a clause is, only for putting clauses in order.

    A severe point weighs as four, 500 yuan as one, and a price that is no number as half a point.
    """
    if clause is None or clause.status in ("disputed", "superseded"):
        return Decimal(0)
    if not clause.points and not clause.yuan:
        return Decimal("0.5") if clause.penalty_zh or clause.serious_zh else Decimal(0)
    return (clause.points or Decimal(0)) * (4 if clause.severe else 1) + (clause.yuan or Decimal(0)) / 500


def _sums(stakes: Iterable[Stake]) -> list[Sum]:
    summed: dict[tuple[str, Status, str], list[tuple[Stake, Clause, Decimal]]] = {}
    for stake in stakes:
        clause = stake.clause
        if not stake.summed or clause is None:
            continue
        for unit, price in {clause.unit: clause.points, "yuan": clause.yuan}.items():
            if price:
                summed.setdefault((stake.platform, clause.status, unit), []).append((stake, clause, price))
    found = [_sum(*key, parts) for key, parts in summed.items()]
    return sorted(found, key=lambda each: (each.platform, each.unit, STATUSES.index(each.status)))


def _sum(platform: str, status: Status, unit: str, parts: Sequence[tuple[Stake, Clause, Decimal]]) -> Sum:
    days = sorted(clause.dated for _, clause, _ in parts if clause.dated is not None)
    once = sum((price for _, _, price in parts), Decimal(0))
    every = sum((price * stake.alarms for stake, _, price in parts), Decimal(0))
    return Sum(platform, status, unit, once, every, tuple(days[:1] + days[-1:]), len(parts) - len(days))
