"""What became of a shop: what it was found guilty of, what that cost, which nodes it reached."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from kefu.dues.consequences import Consequence, number
from kefu.dues.ladder import Class, Ladder, Rung
from kefu.dues.tariff import NOTHING
from kefu.rulebook.pack import Rule


class Violation(msgspec.Struct, frozen=True):
    """A violation that was upheld.

    Attributes:
        clause: a rule's id, or the platform's Chinese term for it.
        at: aware instant at which it was upheld.
        degree: a word of the platform, or a rule's id; None where nobody gave it.
        count: how many acts or orders the finding covers; None where nobody counted.
    """

    clause: str
    at: datetime
    degree: str | None = None
    count: int | None = None


class Opening(msgspec.Struct, frozen=True):
    """The balances before the first violation, in points, of the year in which that falls."""

    general: Decimal = NOTHING
    severe: Decimal = NOTHING


class Deduction(msgspec.Struct, frozen=True):
    """What one violation costs by itself.

    Attributes:
        rule: the clause; None where the book knows the term, but nothing in force on the day.
        nth: the how manieth finding it is, of those that the clause counts.
    """

    term: str
    degree: str
    at: datetime
    rule: Rule | None
    points: Decimal
    kind: Class
    ledger: str
    nth: int
    count: int | None

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        rule = self.rule
        said: dict[str, Any] = {
            "term": self.term, "degree": self.degree or None, "at": self.at.isoformat(), "nth": self.nth,
            "points": number(self.points), "class": self.kind, "clause": rule and rule.id,
            "status": rule and rule.status, "dated": None if rule is None or rule.dated is None else str(rule.dated),
        }  # fmt: skip
        if self.ledger != self.kind:
            said["ledger"] = self.ledger
        if self.count is not None:
            said["count"] = self.count
        return said


class Reached(msgspec.Struct):
    """A node that was reached. `absorbed`: not executed, because this heavier one is."""

    rung: Rung
    at: datetime
    absorbed: str = ""

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        said = {"node": self.rung.label, "at": self.at.isoformat(), "clause": self.rung.node.rule.id}
        return {**said, "executed": not self.absorbed} | ({"absorbed_by": self.absorbed} if self.absorbed else {})


class Ahead(msgspec.Struct, frozen=True):
    """The next node of a ledger: how many points are left to it, and what it costs."""

    kind: Class
    ledger: str
    balance: Decimal
    left: Decimal
    rung: Rung

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        return {
            "node": self.rung.label, "ledger": self.ledger, "balance": number(self.balance), "left": number(self.left),
            "clause": self.rung.node.rule.id,
            "measures": [dict(zip(("zh", "en"), each.shown(), strict=True)) for each in self.rung.node.measures],
        }  # fmt: skip


def next_node(ladder: Ladder, ledger: str, balance: Decimal) -> Ahead | None:
    """How many points are left to the next node of a ledger, and what it costs; None where there is none."""
    rung = ladder.above(balance)
    return None if rung is None else Ahead(ladder.kind, ledger, balance, rung.at - balance, rung)


class Account(msgspec.Struct, frozen=True):
    """What became of a shop.

    Attributes:
        general, severe: points on the day; of ledgers of one class together.
        balances: points by ledger.
        reached: every node reached, in order of time.
        conflicts: ids of rules that say otherwise than those used; behind a colon what else is to be known of one.
        later: violations that were not yet upheld on the day, and so not counted.
        ladders: by ledger.
        remarks: of `conflicts` those that are more than an id, in Chinese.
    """

    general: Decimal
    severe: Decimal
    balances: dict[str, Decimal]
    deductions: tuple[Deduction, ...]
    reached: tuple[Reached, ...]
    consequences: tuple[Consequence, ...]
    conflicts: tuple[str, ...]
    later: int
    ladders: dict[str, Ladder]
    remarks: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def ahead(self) -> list[Ahead]:
        """The next node of each ledger that has one."""
        found = [next_node(self.ladders[ledger], ledger, points) for ledger, points in self.balances.items()]
        return [each for each in found if each is not None]

    @property
    def nodes(self) -> list[str]:
        """The nodes reached, each once."""
        return list(dict.fromkeys(each.rung.label for each in self.reached))

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        said: dict[str, Any] = {
            "points": {"general": number(self.general), "severe": number(self.severe)},
            "nodes": self.nodes,
            "consequences": [each.told() for each in self.consequences],
            "conflicts": list(self.conflicts),
            "deductions": [each.told() for each in self.deductions],
            "reached": [each.told() for each in self.reached],
            "next": [each.told() for each in self.ahead],
        }
        if set(self.balances) != {"general", "severe"}:
            said["ledgers"] = {ledger: number(points) for ledger, points in self.balances.items()}
        return said | ({"later": self.later} if self.later else {})
