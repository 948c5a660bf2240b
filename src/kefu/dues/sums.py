"""How a rule reckons a sum: its parameters read once, and the sum with its formula for one order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.rulebook.deadline import LENGTHS
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.money import to_fen

SHARES: Final = {"percent": Decimal(100), "permille": Decimal(1000)}
NOTHING: Final = Decimal("0.00")


class Step(msgspec.Struct, frozen=True):
    """One way to reckon, for bases or promised times within its bounds.

    Attributes:
        share: of the base; `times` the base; or a `fixed` sum in yuan. One of them.
        least, most: bounds of the sum, in yuan.
        above, up_to: the base lies over the first and not over the second.
        promised_over, promised_within: the time within which shipping was promised lies so.
    """

    share: Quantity | None = None
    times: Decimal | None = None
    fixed: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    above: Decimal | None = None
    up_to: Decimal | None = None
    promised_over: timedelta | None = None
    promised_within: timedelta | None = None

    def fits(self, base: Decimal, promised: timedelta) -> bool:
        """Whether it is for this base and promised time."""
        return (
            (self.above is None or base > self.above)
            and (self.up_to is None or base <= self.up_to)
            and (self.promised_over is None or promised > self.promised_over)
            and (self.promised_within is None or promised <= self.promised_within)
        )

    def exact(self, base: Decimal) -> Decimal:
        """The sum before its bounds and before rounding."""
        if self.fixed is not None:
            return self.fixed
        if self.times is not None:
            return base * self.times
        assert self.share is not None
        return base * self.share.value / SHARES[self.share.unit]

    def sum(self, base: Decimal) -> Decimal:
        """What is owed on one order, in yuan, to the fen."""
        told = self.exact(base)
        if self.least is not None and told < self.least:
            told = self.least
        if self.most is not None and told > self.most:
            told = self.most
        return to_fen(told)

    def formula(self, base: Decimal) -> str:
        """How that sum comes about, in words and figures."""
        if self.fixed is not None:
            return f"每单 {self.fixed:.2f}"
        told = self.exact(base)
        by = f"{self.times:f}" if self.times is not None else self.share.shown() if self.share else ""
        exact = to_fen(told)
        words = f"{base:.2f} × {by} = {told.normalize():f}" if exact != told else f"{base:.2f} × {by} = {exact}"
        if self.least is not None and told < self.least:
            return f"{words}，不足 {self.least:.2f}，按 {self.least:.2f}"
        if self.most is not None and told > self.most:
            return f"{words}，最多 {self.most:.2f}，按 {self.most:.2f}"
        return words if exact == told else f"{words}，四舍五入到分得 {exact}"


class Tally(msgspec.Struct, frozen=True):
    """How one rule reckons what is owed in one matter.

    Attributes:
        steps: the first that fits counts.
        difference: what is owed is what was paid less the price now, and no step.
        paid_as: a word of the book; None where the rule does not say.
    """

    rule: Rule
    matter: str
    steps: tuple[Step, ...]
    difference: bool = False
    paid_as: str | None = None

    def step(self, base: Decimal, promised: timedelta) -> Step | None:
        """The step for this base and promised time."""
        return next((step for step in self.steps if step.fits(base, promised)), None)


def tally_of(rule: Rule) -> Tally | None:
    """How a rule reckons its matter; None where it names none, or states no sum for it.

    Raises:
        ValueError: a number in it cannot be read.
    """
    told = rule.parameters
    matter = told.get("matter")
    if not isinstance(matter, str):
        return None
    paid_as = told.get("paid_as")
    paid = paid_as if isinstance(paid_as, str) else None
    if told.get("formula") == "order_base - claim_base - returned":
        return Tally(rule, matter, (), True, paid)
    tiers = told.get("tiers")
    cases: list[Any] = list(tiers) if isinstance(tiers, (list, tuple)) else [told]
    shared = {key: told[key] for key in ("min", "cap") if isinstance(told.get(key), str)}
    steps = tuple(step for case in cases if (step := _step({**shared, **case})) is not None)
    return Tally(rule, matter, steps, False, paid) if steps else None


def _step(told: Mapping[str, Any]) -> Step | None:
    share = _quantity(told, "rate")
    times, fixed = _number(told, "multiple"), _number(told, "amount")
    fixed = _number(told, "sum") if fixed is None else fixed
    if share is None and times is None and fixed is None:
        return None
    least, most = (_number(told, name) for name in ("min", "cap"))
    above, up_to = _number(told, "above"), _number(told, "up_to")
    over, within = (_length(told, name) for name in ("promised_over", "promised_within"))
    return Step(share, times, fixed, least, most, above, up_to, over, within)


def _quantity(told: Mapping[str, Any], name: str) -> Quantity | None:
    value = told.get(name)
    return Quantity.parse(value) if isinstance(value, str) and Quantity.resembles(value) else None


def _number(told: Mapping[str, Any], name: str) -> Decimal | None:
    quantity = _quantity(told, name)
    return None if quantity is None or quantity.unit not in ("yuan", "times") else quantity.value


def _length(told: Mapping[str, Any], name: str) -> timedelta | None:
    quantity = _quantity(told, name)
    return None if quantity is None else LENGTHS[quantity.unit] * float(quantity.value)
