"""How a rule reckons a sum: its parameters read once, and the sum with its formula for one order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from kefu.rulebook.citation import Language
from kefu.rulebook.deadline import LENGTHS
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.money import to_fen

Base = Literal["goods", "deposit", "prepayment", "difference"]
SHARES: Final = {"percent": Decimal(100), "permille": Decimal(1000)}
WHOLE: Final = Quantity(Decimal(100), "percent")
NOTHING: Final = Decimal("0.00")
BASES: Final[dict[str, Base]] = {
    "goods_price_without_freight": "goods", "deposit": "deposit", "prepayment": "prepayment",
}  # fmt: skip
PER: Final = {"order": ("每单", "an order"), "item": ("每件", "an item"), "case": ("每次", "a case")}
DIFFERENCE: Final = "order_base - claim_base - returned"
RECKONED: Final = frozenset(
    """matter base rate multiple amount sum min cap tiers per paid_as besides own_refund on_top_of cap_per plus formula windows excluded
    deposit_cap deposit_cap_of loss_multiple when""".split()
)
"""Parameters by which a sum is reckoned, chosen or worded."""
TOLD: Final = frozenset(
    """after after_late also also_for also_when and auto_refund automatic binding_once_said binds buyer_chooses buyer_in_breach
    choice chosen_by complaint_needed condition counter degree except first_asked_pays_first freight_payer goods if_upheld
    includes_deposit late_amount late_pay_service_min late_since measures not_for only_if_enrolled or over_orders over_share owed_to
    paid_as_term plain points_too requires self_operated state taken_from term total trigger triggers types verdict
    visible_to_merchant voucher_valid window withdrawal_limited_until""".split()
)
"""Parameters on when it is owed, and what comes of it besides: the matter is taken as established."""
RUNNING: Final = frozenset(
    """clock deadline starts stops starts_from starts_at ends_at on_miss party cancelled_by days_are assessed_hours yields_to
    extensions""".split()
)
"""Parameters of the clock that leads to it."""


class Step(msgspec.Struct, frozen=True):
    """One way to reckon, for bases or promised times within its bounds.

    Attributes:
        share: of the base; `times` the base; or a `fixed` sum in yuan. One of them.
        least, most: bounds of the sum, in yuan.
        above, up_to: the base lies over the first and not over the second.
        promised_over, promised_within: the time within which shipping was promised lies so.
        per: what a fixed sum is for: `order`, `item` or `case`.
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
    per: str = "order"

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

    def formula(self, base: Decimal, language: Language = "zh") -> str:
        """How that sum comes about, in words and figures.

        >>> step = Step(Quantity(Decimal(30), "percent"), most=Decimal(500))
        >>> step.formula(Decimal("800.00")), step.formula(Decimal("8000.00"))
        ('800.00 × 30% = 240.00，不超过 500.00', '8000.00 × 30% = 2400.00，最多 500.00，按 500.00')
        """
        zh = language == "zh"
        comma = "，" if zh else ", "
        bracket = self._bracket(base, language)
        if self.fixed is not None:
            each = PER[self.per][0 if zh else 1]
            return f"{bracket}{f'{each} {self.fixed:.2f}' if zh else f'{self.fixed:.2f} {each}'}"
        told = self.exact(base)
        by = f"{self.times:f}" if self.times is not None else self.share.shown() if self.share else ""
        fen = to_fen(told)
        words = f"{bracket}{base:.2f} × {by} = {fen if fen == told else format(told.normalize(), 'f')}"
        if self.least is not None and told < self.least:
            least = f"{self.least:.2f}"
            return f"{words}{comma}{f'不足 {least}，按 {least}' if zh else f'less than {least}, so {least}'}"
        if self.most is not None and told > self.most:
            most = f"{self.most:.2f}"
            return f"{words}{comma}{f'最多 {most}，按 {most}' if zh else f'at most {most}, so {most}'}"
        if fen != told:
            words += f"{comma}{f'四舍五入到分得 {fen}' if zh else f'rounded to the fen {fen}'}"
        if self.most is not None:
            words += f"{comma}{f'不超过 {self.most:.2f}' if zh else f'not over {self.most:.2f}'}"
        return words

    def _bracket(self, base: Decimal, language: Language) -> str:
        """Why it is this step and no other."""
        zh, parts = language == "zh", []
        if self.above is not None:
            parts.append(f"超过 {self.above:.2f}" if zh else f"over {self.above:.2f}")
        if self.up_to is not None:
            parts.append(f"不超过 {self.up_to:.2f}" if zh else f"not over {self.up_to:.2f}")
        told = f"{base:.2f} {'、'.join(parts) if zh else ' and '.join(parts)}" if parts else ""
        for length, word, said in (
            (self.promised_within, f"承诺 {_hours(self.promised_within)} 小时内发货", "within {} hours"),
            (self.promised_over, f"承诺发货超过 {_hours(self.promised_over)} 小时", "in more than {} hours"),
        ):
            if length is not None:
                told += word if zh else f"promised {said.format(_hours(length))}"
        return f"{told}{'：' if zh else ': '}" if told else ""


class Tally(msgspec.Struct, frozen=True):
    """How one rule reckons what is owed in one matter.

    Attributes:
        steps: the first that fits counts.
        difference: what is owed is what was paid less the price now, and no step.
        paid_as: a word of the book; None where the rule does not say.
        base: of what the steps are reckoned.
        state: `shipped` or `unshipped`, where it is for orders in that state alone.
        each_item: the rule reckons by the item and not by the order.
        most_deposit: the share of the price beyond which a deposit is none.
        loss_times: the buyer may choose so many times his loss instead.
        windows, excluded: of price protection: how long it may run from payment, and for which goods there is none.
    """

    rule: Rule
    matter: str
    steps: tuple[Step, ...]
    difference: bool = False
    paid_as: str | None = None
    base: Base = "goods"
    state: str | None = None
    each_item: bool = False
    most_deposit: Quantity | None = None
    loss_times: Decimal | None = None
    windows: tuple[timedelta, ...] = ()
    excluded: tuple[str, ...] = ()

    def step(self, base: Decimal, promised: timedelta) -> Step | None:
        """The step for this base and promised time."""
        return next((step for step in self.steps if step.fits(base, promised)), None)

    @property
    def refunds(self) -> bool:
        """Whether what it gives is the price back, and not something on top."""
        return self.paid_as == "refund" or any(step.share == WHOLE for step in self.steps)


def tally_of(rule: Rule) -> Tally | None:
    """How a rule reckons its matter; None where it names none, or states no sum for it.

    Raises:
        ValueError: a number in it cannot be read.
    """
    told = rule.parameters
    matter = told.get("matter")
    if not isinstance(matter, str) or rule.kind == "reference":
        return None
    paid_as = told.get("paid_as")
    paid = paid_as if isinstance(paid_as, str) else None
    if told.get("formula") == DIFFERENCE:
        lengths = tuple(LENGTHS["days"] * float(Quantity.parse(each).value) for each in told.get("windows", ()))
        goods = tuple(map(str, told.get("excluded", ())))
        return Tally(rule, matter, (), True, paid, "difference", windows=lengths, excluded=goods)
    base = BASES.get(str(told.get("base", "goods_price_without_freight")))
    tiers = told.get("tiers")
    cases: list[Any] = list(tiers) if isinstance(tiers, (list, tuple)) else [told]
    shared = {key: told[key] for key in ("min", "cap", "per") if isinstance(told.get(key), str)}
    steps = tuple(step for case in cases if (step := _step({**shared, **case})) is not None)
    if not steps or base is None:
        return None
    when = told.get("when")
    state = when.get("state") if isinstance(when, Mapping) else told.get("state")
    return Tally(
        rule, matter, steps, False, paid, base, state if isinstance(state, str) else None, told.get("per") == "item",
        _quantity(told, "deposit_cap"), _number(told, "loss_multiple"),
    )  # fmt: skip


def unread(rule: Rule) -> tuple[str, ...]:
    """What of a rule on a sum nobody has taught us to read: parameters, and values of them, one word each."""
    told = rule.parameters
    if "matter" not in told or rule.kind not in ("compensation", "promise", "clock"):
        return ()
    known = RECKONED | TOLD | (RUNNING if rule.kind != "compensation" or "clock" in told else {"starts"})
    strange = [name for name in told if name not in known]
    if "formula" in told and told["formula"] != DIFFERENCE:
        strange.append("formula")
    if "base" in told and told["base"] not in BASES:
        strange.append("base")
    if told.get("besides", "refund") != "refund":
        strange.append("besides")
    return tuple(strange)


def _step(told: Mapping[str, Any]) -> Step | None:
    share = _quantity(told, "rate")
    times, fixed = _number(told, "multiple"), _number(told, "amount")
    fixed = _number(told, "sum") if fixed is None else fixed
    if share is None and times is None and fixed is None:
        return None
    least, most = (_number(told, name) for name in ("min", "cap"))
    above, up_to = _number(told, "above"), _number(told, "up_to")
    over, within = (_length(told, name) for name in ("promised_over", "promised_within"))
    per = told.get("per", "order")
    return Step(share, times, fixed, least, most, above, up_to, over, within, per if per in PER else "order")


def _quantity(told: Mapping[str, Any], name: str) -> Quantity | None:
    value = told.get(name)
    return Quantity.parse(value) if isinstance(value, str) and Quantity.resembles(value) else None


def _number(told: Mapping[str, Any], name: str) -> Decimal | None:
    quantity = _quantity(told, name)
    return None if quantity is None or quantity.unit not in ("yuan", "times") else quantity.value


def _length(told: Mapping[str, Any], name: str) -> timedelta | None:
    quantity = _quantity(told, name)
    return None if quantity is None else LENGTHS[quantity.unit] * float(quantity.value)


def _hours(length: timedelta | None) -> str:
    return "" if length is None else f"{length / LENGTHS['hours']:g}"
