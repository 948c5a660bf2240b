"""Questions that want a sum worked out: what a rule owes on one order, and the sums that come of the usual mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from kefu.exams.asking import where
from kefu.exams.mentions import stated
from kefu.exams.question import Confusion, Draft
from kefu.exams.quoting import chosen, ended, hedged
from kefu.exams.wording import wording
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.money import to_fen

_PLACES: Final = (
    "late_shipping",
    "out_of_stock",
    "false_shipping",
    "track_timeout",
    "counterfeit",
    "unsafe_food",
    "late_invoice",
)
_FREIGHT: Final = Decimal(12)
_LEAST: Final = 3


def reckoned(rule: Rule, holding: Sequence[Rule], rivals: Sequence[Rule]) -> list[Draft]:
    """One sum, where a rule's parameters tell it whole.

    Args:
        rivals: older or disputed rules on the same matter, whose sums are among the wrong ones.
    """
    told = rule.parameters
    matter = told.get("matter")
    if rule.kind != "compensation" or matter not in _PLACES or rule.status == "disputed" or told.get("per") != "order":
        return []
    if rule.category or rule.programme or ("tiers" in told and matter != "late_shipping"):
        return []
    if any(hedged(rule, number) for _, number in stated(told)):
        return []
    price = _price(told)
    owed = None if price is None else sum_of(told, price)
    if price is None or owed is None or owed <= 0:
        return []
    wrong = _mistakes(told, price, owed, rivals)
    if len(wrong) < _LEAST:
        return []
    scene = wording()["scenes"][matter]
    text = scene[chosen(rule, len(scene))].format(platform=where(rule), price=_yuan(price), freight=_yuan(_FREIGHT))
    if rule.folder == "law":
        text = text.removeprefix("在法律，")
    note = f"{formula(told, price, owed)}；运费不计入基数"
    confusion: Confusion = "count"
    return [
        Draft(
            rule, "reckoned", confusion, "single", "hard", ended(text), right=(f"{_yuan(owed)} 元",),
            wrong=tuple(f"{_yuan(each)} 元" for each in wrong[:_LEAST]), note=note, ordered=True,
        )
    ]  # fmt: skip


def sum_of(told: Mapping[str, Any], price: Decimal) -> Decimal | None:
    """What parameters owe on goods of a price; None where they do not say it whole.

    >>> sum_of({"rate": "30 percent", "cap": "500 yuan"}, Decimal(800)), sum_of({"amount": "3 yuan"}, Decimal(800))
    (Decimal('240.00'), Decimal('3.00'))
    """
    if isinstance(told.get("tiers"), (list, tuple)):
        tier = _tier(told["tiers"], price)
        return None if tier is None else sum_of(tier, price)
    rate, amount, multiple = (_number(told, name) for name in ("rate", "amount", "multiple"))
    if amount is not None:
        return to_fen(amount)
    factor = multiple if multiple is not None else None if rate is None else rate / 100
    if factor is None:
        return None
    owed, least, most = price * factor, _number(told, "min"), _number(told, "cap")
    if least is not None:
        owed = max(owed, least)
    return to_fen(owed if most is None else min(owed, most))


def _tier(tiers: Sequence[Mapping[str, Any]], price: Decimal) -> Mapping[str, Any] | None:
    """The tier in which a price lies; None where a tier is told by something else than the price."""
    for tier in tiers:
        top, floor = _number(tier, "up_to"), _number(tier, "above")
        if top is None and floor is None:
            return None
        if (top is None or price < top) and (floor is None or price >= floor):
            return tier
    return None


def formula(told: Mapping[str, Any], price: Decimal, owed: Decimal) -> str:
    """How the sum comes about, in one line."""
    tier = _tier(told["tiers"], price) if isinstance(told.get("tiers"), (list, tuple)) else told
    tier = tier or told
    rate, multiple, amount = (_number(tier, name) for name in ("rate", "multiple", "amount"))
    if amount is not None:
        return f"每单 {_yuan(amount)} 元"
    raw = price * (multiple if multiple is not None else (rate or Decimal(0)) / 100)
    by = f"{multiple:f} 倍" if multiple is not None else f"{rate:f}%"
    line = f"{_yuan(price)} × {by} = {_yuan(to_fen(raw))} 元"
    if to_fen(raw) != owed:
        line += f"，{'超过上限' if raw > owed else '不足下限'}，按 {_yuan(owed)} 元计"
    return line


def _price(told: Mapping[str, Any]) -> Decimal | None:
    """A price at which the usual mistakes lead to other sums: above the cap where there is one."""
    if isinstance(told.get("tiers"), (list, tuple)):
        return Decimal(680)
    rate, cap, least, multiple = (_number(told, name) for name in ("rate", "cap", "min", "multiple"))
    if multiple is not None:
        return None if least is None else (least / multiple * Decimal("0.6")).quantize(Decimal(1))
    if rate is None or not rate:
        return None
    if cap is not None:
        return (cap / rate * 100 * Decimal("1.6")).quantize(Decimal("1E2"))
    return Decimal(800)


def _mistakes(told: Mapping[str, Any], price: Decimal, owed: Decimal, rivals: Sequence[Rule]) -> list[Decimal]:
    """The sums that come of the usual mistakes: bounds forgotten, freight counted in, an older or a disputed rule."""
    loose = {name: value for name, value in told.items() if name not in ("cap", "min")}
    found = [sum_of(loose, price), sum_of(loose, price + _FREIGHT)]
    found += [sum_of(other.parameters, price) for other in rivals]
    for tier in told.get("tiers") or ():
        found += [_number(tier, "amount"), _number(tier, "cap")]
    found += [_number(told, "min"), owed + _FREIGHT]
    if (multiple := _number(told, "multiple")) is not None:
        found.append(to_fen(price * (multiple + 1)))
    out: list[Decimal] = []
    for each in found:
        if each is not None and each > 0 and to_fen(each) != owed and to_fen(each) not in out:
            out.append(to_fen(each))
    return out


def _number(told: Mapping[str, Any], name: str) -> Decimal | None:
    value = told.get(name)
    return Quantity.parse(value).value if isinstance(value, str) and Quantity.resembles(value) else None


def _yuan(sum_: Decimal) -> str:
    """A sum without needless decimals."""
    return f"{sum_:f}".rstrip("0").rstrip(".") if "." in f"{sum_:f}" else f"{sum_:f}"
