"""What a number of points leads to: the nodes of a ledger, and when it is cleared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from kefu.dues.consequences import Measure, measures_of
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity

Class = Literal["general", "severe"]
CLASSES: Final[tuple[Class, ...]] = ("general", "severe")
CLASS_NAMES: Final[dict[Class, tuple[str, str]]] = {
    "general": ("一般违规", "general"),
    "severe": ("严重违规", "severe"),
}
FOREVER: Final = timedelta.max


class Node(msgspec.Struct, frozen=True):
    """A number of points at which something happens.

    Attributes:
        at: points of the ledger.
        step: it comes again at every so many points more; 0 = once.
    """

    at: Decimal
    step: Decimal
    rule: Rule
    measures: tuple[Measure, ...]

    @property
    def runs(self) -> timedelta:
        """How long its measures run: until the last of them ends, for good where one of them has no end."""
        lengths = [each.length for each in self.measures if not each.is_sum]
        return max((FOREVER if each is None else each for each in lengths), default=timedelta())


class Rung(msgspec.Struct, frozen=True):
    """A node reached, or yet to be: where it stands, and what it is called (`general:24`)."""

    at: Decimal
    label: str
    node: Node


class Strikes(msgspec.Struct, frozen=True):
    """So many findings of one term lead to it, whatever their points."""

    term: str
    times: int
    node: Node


class Reset(msgspec.Struct, frozen=True):
    """What is left of a balance when the year ends.

    Attributes:
        kept: class and points from which a balance is not cleared.
        carried: ledger, from, to, and as what it enters the next year.
    """

    rule: Rule
    kept: tuple[Class, Decimal] | None = None
    carried: tuple[str, Decimal, Decimal, Decimal] | None = None

    def after(self, ledger: str, severe: bool, balance: Decimal) -> Decimal:
        """The balance on 1 January."""
        if self.kept is not None and self.kept[0] == ("severe" if severe else "general") and balance >= self.kept[1]:
            return balance
        if self.carried is not None:
            name, low, high, carried = self.carried
            if ledger == name and low <= balance <= high:
                return carried
        return Decimal(0)


class Ladder(msgspec.Struct, frozen=True):
    """The nodes of one ledger, lowest first."""

    kind: Class
    ledger: str
    nodes: tuple[Node, ...] = ()

    def label(self, at: Decimal) -> str:
        """What a node is called: `severe:24`."""
        return f"{self.kind}:{at.normalize():f}"

    def above(self, points: Decimal) -> Rung | None:
        """The next node above a balance; None where there is none.

        Args:
            points: the balance; a node that it stands on is reached already.
        """
        found = None
        for node in self.nodes:
            at = node.at
            if at <= points:
                if not node.step:
                    continue
                at += ((points - at) // node.step + 1) * node.step
            if found is None or at < found.at:
                found = Rung(at, self.label(at), node)
        return found


class Ladders(msgspec.Struct, frozen=True):
    """All that the ladders of a platform state on a day.

    Attributes:
        by_ledger: `A`, `B`, `C` where the platform keeps such ledgers; else `general` and `severe`.
        usual: the ledger of each class where a rule names none.
        heaviest: the rule that only the heaviest of several is executed, where one is known.
        unread: what could not be read, one line each.
    """

    by_ledger: dict[str, Ladder]
    usual: dict[Class, str]
    strikes: tuple[Strikes, ...] = ()
    reset: Reset | None = None
    heaviest: Rule | None = None
    unread: tuple[str, ...] = ()


def ladders_of(rules: Iterable[Rule]) -> Ladders:
    """The ladders that rules of kind `ladder` state together."""
    nodes: dict[tuple[Class, str], list[Node]] = {}
    strikes: list[Strikes] = []
    unread: list[str] = []
    reset: Reset | None = None
    heaviest: Rule | None = None
    for rule in rules:
        told = rule.parameters
        if "resets" in told:
            reset = _reset(rule)
        elif told.get("execute") == "heaviest":
            heaviest = rule
        elif told.get("class") not in CLASSES or not isinstance(told.get("node"), str):
            unread.append(f"{rule.id}: neither a node nor a reset")
        elif Quantity.parse(told["node"]).unit == "times":
            strikes.append(Strikes(str(told["term"]), int(Quantity.parse(told["node"]).value), _node(rule)))
        else:
            kind: Class = "severe" if told["class"] == "severe" else "general"
            nodes.setdefault((kind, str(told.get("ledger", kind))), []).append(_node(rule))
    usual: dict[Class, str] = {kind: kind for kind in CLASSES}
    for kind, ledger in reversed(nodes):
        usual[kind] = ledger
    by_ledger = {ledger: Ladder(kind, ledger) for kind, ledger in usual.items()}
    for (kind, ledger), found in nodes.items():
        by_ledger[ledger] = Ladder(kind, ledger, tuple(sorted(found, key=lambda node: node.at)))
    return Ladders(by_ledger, usual, tuple(strikes), reset, heaviest, tuple(unread))


def _node(rule: Rule) -> Node:
    told = rule.parameters
    at = Quantity.parse(told["node"]).value
    further = told.get("every_further")
    step = (
        Quantity.parse(further).value if isinstance(further, str) else at if told.get("every") is True else Decimal(0)
    )
    measures: Mapping[str, Any] = told.get("measures", {})
    return Node(at, step, rule, measures_of(measures))


def _reset(rule: Rule) -> Reset:
    told = rule.parameters
    kept, carried = told.get("not_reset"), told.get("carried_over")
    return Reset(
        rule,
        None if kept is None else ("severe" if kept["class"] == "severe" else "general", _points(kept["from"])),
        None if carried is None else (
            str(carried["ledger"]), _points(carried["from"]), _points(carried["to"]), _points(carried["carried"])
        ),
    )  # fmt: skip


def _points(told: str) -> Decimal:
    return Quantity.parse(told).value
