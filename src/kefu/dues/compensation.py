"""What is owed to a buyer: the matter, the order and the clause in, a sum with its formula out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.dues.sums import NOTHING, Tally, tally_of
from kefu.rulebook.book import Book
from kefu.rulebook.deadline import Deadline
from kefu.rulebook.pack import Rule
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, Platform

MATTER_NAMES: Final[dict[str, tuple[str, str]]] = {
    "late_shipping": ("延迟发货", "shipped late"),
    "out_of_stock": ("缺货", "out of stock"),
    "change_of_mind": ("买家不想要了", "the buyer changed his mind"),
    "refund_timeout": ("退款超时未处理", "a refund not answered in time"),
    "group_failed": ("拼团未成", "a group that did not fill"),
    "cosmetics_allergy": ("化妆品过敏", "an allergy to cosmetics"),
    "fresh_spoiled": ("生鲜坏单", "fresh goods arrived spoiled"),
    "counterfeit": ("售假", "a counterfeit"),
    "counterfeit_promise_10": ("假一赔十的承诺", "the promise of ten for one fake"),
    "price_protection": ("价保", "price protection"),
    "false_shipping": ("虚假发货", "marked as shipped and not shipped"),
    "track_timeout": ("物流轨迹超时", "a track that stands still"),
    "description_mismatch": ("描述不符", "not as described"),
    "late_invoice": ("延迟开票", "an invoice sent late"),
    "late_reply": ("客服回复超时", "an answer given late"),
    "passive_reception": ("消极接待", "a half-hearted answer"),
    "harassment": ("恶意骚扰", "harassment"),
    "abuse": ("辱骂", "an insult"),
    "unsafe_food": ("食品不安全", "unsafe food"),
    "deposit": ("定金", "a deposit"),
}
"""Every matter in which something may be owed to a buyer. The first twelve are the contract's; outsiders rely on them."""
ALLOWED: Final = timedelta(hours=48)
"""The promised time of shipping where nobody gives one."""


class Order(msgspec.Struct, frozen=True):
    """What is known of an order.

    Attributes:
        amount: yuan really paid for the goods, without freight; the base of every sum.
        freight: yuan; it enters no sum.
        count: of such orders.
        category: of the goods, as the platform calls it.
        list_price: the price now, in yuan, for price protection.
        paid_at, shipped_at, agreed_ship_by: aware instants.
        promised: within what time shipping was promised.
    """

    amount: Decimal
    freight: Decimal = NOTHING
    count: int = 1
    category: str | None = None
    list_price: Decimal | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    agreed_ship_by: datetime | None = None
    promised: timedelta | None = None


class Owed(msgspec.Struct, frozen=True):
    """What is owed to the buyer in one matter.

    Attributes:
        amount: yuan, to the fen, for all `count` orders.
        rule: the clause; None where the book says nothing.
        formula: words and figures, in Chinese.
        paid_as: a word of the book, None where it does not say.
        conflicts: ids of rules that say otherwise.
    """

    matter: str
    amount: Decimal
    rule: Rule | None
    formula: str
    paid_as: str | None = None
    conflicts: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        return {
            "amount": f"{self.amount:.2f}", "currency": "CNY", "clause": self.rule.id if self.rule else None,
            "formula": self.formula, "paid_as": self.paid_as, "conflicts": list(self.conflicts),
        }  # fmt: skip


class Tallies:
    """How every rule of a book reckons, and which of them answers on a platform and day; each read once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._read: dict[str, Tally | None] = {}
        self._found: dict[tuple[Platform, int, Evidence, str, str | None], tuple[Tally, ...]] = {}
        self._ship: dict[tuple[Platform, int, Evidence], tuple[Rule, Deadline] | None] = {}

    def tally(self, rule: Rule) -> Tally | None:
        """How one rule reckons; None where it states no sum."""
        if rule.id not in self._read:
            self._read[rule.id] = tally_of(rule)
        return self._read[rule.id]

    def on(self, asked: Asked, matter: str, category: str | None = None) -> tuple[Tally, ...]:
        """The tallies of a matter in force, the one that answers first."""
        key = (asked.platform, self.book.epoch(asked.day), asked.basis, matter, category)
        if key not in self._found:
            rules = self.book.in_force(asked.platform, asked.day, basis=asked.basis)
            given = (self.tally(rule) for rule in rules if rule.kind != "reference")
            fitting = (each for each in given if each is not None and each.matter == matter)
            self._found[key] = tuple(sorted(fitting, key=lambda each: _answering(each, category)))
        return self._found[key]

    def shipping(self, asked: Asked) -> tuple[Rule, Deadline] | None:
        """The clause that says by when the shop ships, and its deadline; None where none is in force."""
        key = (asked.platform, self.book.epoch(asked.day), asked.basis)
        if key not in self._ship:
            rules = self.book.in_force(asked.platform, asked.day, kind="clock", basis=asked.basis)
            plain = [rule for rule in rules if rule.parameters.get("clock") == "ship" and _is_general(rule)]
            terms = [(rule, term) for rule in plain if (term := Deadline.of(rule.parameters)) is not None]
            self._ship[key] = min(terms, key=lambda each: _standing(each[0]), default=None)
        return self._ship[key]


def _is_general(rule: Rule) -> bool:
    return not (rule.programme or rule.category or {"when", "campaign"} & rule.parameters.keys())


def _standing(rule: Rule) -> tuple[Any, ...]:
    """Which of two clauses is asked first: sure ones, then the newer."""
    status = ("current", "superseded", "reported", "practice", "disputed").index(rule.status)
    return status, -(rule.dated.toordinal() if rule.dated else 0), rule.id


def _answering(tally: Tally, category: str | None) -> tuple[Any, ...]:
    """Of several tallies of one matter: a rule on compensation first, then the platform's own before the law, but in what the law
    gives beyond a refund the law; then one for these goods, then one for all goods and programmes; then as clauses stand."""
    rule = tally.rule
    beyond = rule.folder == "law" and "besides" in rule.parameters
    own = rule.folder not in ("law", "house")
    return (
        rule.kind != "compensation",
        not beyond,
        not own,
        category not in rule.category,
        *_scope(rule),
        _standing(rule),
    )


def _scope(rule: Rule) -> tuple[bool, bool]:
    return bool(rule.programme), bool(rule.category)


def owed(tallies: Tallies, asked: Asked, matter: str, order: Order) -> Owed:
    """What is owed to the buyer in one matter.

    Args:
        tallies: of the book.
        matter: one of `MATTER_NAMES`; it is taken as established, but where `paid_at` and `shipped_at` show that a parcel left
            in time nothing is owed for its lateness.

    Raises:
        KefuError: nobody knows the matter, or the order lacks what it is reckoned from.
    """
    if matter not in MATTER_NAMES:
        raise KefuError("line", f"{matter!r} is not known", "matter", f"use one of {', '.join(MATTER_NAMES)}")
    if matter == "late_shipping" and (kept := _in_time(tallies, asked, order)) is not None:
        return kept
    found = tallies.on(asked, matter, order.category)
    if not found:
        where, what = PLATFORM_NAMES[asked.platform][0], MATTER_NAMES[matter][0]
        stated = "种子材料里" if asked.basis == "seeds" else "规则库里"
        return Owed(matter, NOTHING, None, f"{stated}没有{where}「{what}」该赔多少的规定")
    state = "unshipped" if order.shipped_at is None else "shipped"
    first = next((each for each in found if state_of(each.rule) in (None, state)), found[0])
    return _reckoned(tallies, asked, first, [each for each in found if each is not first], order)


def state_of(rule: Rule) -> str | None:
    """The state of an order that a rule is for."""
    when = rule.parameters.get("when")
    told = when.get("state") if isinstance(when, Mapping) else rule.parameters.get("state")
    return told if isinstance(told, str) else None


def _reckoned(tallies: Tallies, asked: Asked, tally: Tally, others: Sequence[Tally], order: Order) -> Owed:
    rule = tally.rule
    against = tuple(dict.fromkeys([*_against(tallies.book, rule, asked), *_otherwise(tally, others, order)]))
    if tally.difference:
        each, formula = _difference(order)
    else:
        step = tally.step(order.amount, order.promised or ALLOWED)
        if step is None:
            return Owed(
                tally.matter, NOTHING, rule, f"实付 {order.amount:.2f} 不在该条款的档内", tally.paid_as, against
            )
        each, formula = step.sum(order.amount), step.formula(order.amount)
    total = each * order.count
    if order.count != 1:
        formula = f"{formula}；{each:.2f} × {order.count} 单 = {total:.2f}"
    return Owed(tally.matter, total, rule, formula + _besides(rule, order), tally.paid_as, against)


def _otherwise(tally: Tally, others: Sequence[Tally], order: Order) -> list[str]:
    """The rules on the same matter by which another sum would be owed; a refund beside a sum is no other one."""
    beside = tally.rule.parameters.get("besides") == "refund"
    steps = [(each, each.step(order.amount, order.promised or ALLOWED)) for each in (tally, *others)]
    sums = [(each, step.sum(order.amount) if step else None) for each, step in steps]
    return [each.rule.id for each, sum_ in sums[1:] if sum_ != sums[0][1] and not (beside and each.paid_as == "refund")]


def _difference(order: Order) -> tuple[Decimal, str]:
    """What was paid less the price now."""
    if order.list_price is None:
        raise KefuError("line", "is missing", "order.list_price", 'give the price now, "79.00"')
    if order.list_price >= order.amount:
        return NOTHING, f"现价 {order.list_price:.2f} 不低于实付 {order.amount:.2f}"
    told = order.amount - order.list_price
    return told, f"{order.amount:.2f} − {order.list_price:.2f} = {told:.2f}"


def _besides(rule: Rule, order: Order) -> str:
    """What comes beside the sum, or bounds it where one order cannot show it."""
    told, words = rule.parameters, ""
    if told.get("besides") == "refund":
        words += f"；货款 {order.amount * order.count:.2f} 另退"
    if told.get("own_refund") is True:
        words += "；不另赔，符合退货条件的照退货款"
    if isinstance(told.get("on_top_of"), str):
        words += f"；在{MATTER_NAMES[told['on_top_of']][0]}的赔付之外"
    if isinstance(told.get("cap_per"), Mapping):
        words += "；同一买家 24 小时内合计另有上限，单看一单看不出"
    return words


def _against(book: Book, rule: Rule, asked: Asked) -> list[str]:
    """The rules that say otherwise on the platform."""
    return [other.id for other in book.conflicts(rule) if asked.platform in other.platforms]


def _in_time(tallies: Tallies, asked: Asked, order: Order) -> Owed | None:
    """Nothing is owed where the parcel left in time; None where it did not, or where that cannot be told."""
    if order.paid_at is None or order.shipped_at is None:
        return None
    stated = tallies.shipping(asked)
    if stated is None and order.agreed_ship_by is None:
        return None
    due = order.agreed_ship_by
    if due is None:
        assert stated is not None
        due = stated[1].due(order.paid_at)
    if order.shipped_at > due:
        return None
    rule = stated[0] if stated else None
    by = f"{due:%Y-%m-%d %H:%M:%S} 前发货即可，{order.shipped_at:%Y-%m-%d %H:%M:%S} 已发，没有逾期"
    return Owed("late_shipping", NOTHING, rule, by, None, tuple(_against(tallies.book, rule, asked)) if rule else ())


def together(parts: Sequence[Owed]) -> tuple[Decimal, str]:
    """What several matters on one order come to, without paying the same money twice; and why what is not added is not.

    A refund of the whole price is paid once, and of sums for shipping late and for not shipping at all the greater counts, unless the
    clause of the one says that it comes on top of the other.
    """
    refunds = [part for part in parts if _is_refund(part)]
    shipping = [part for part in parts if part.matter in ("late_shipping", "out_of_stock", "false_shipping")]
    left_out: list[Owed] = []
    for group in (refunds, shipping):
        best = max(group, key=lambda part: part.amount, default=None)
        left_out += [part for part in group if part is not best and not _on_top(part, best)]
    kept = [part for part in parts if not any(part is other for other in left_out)]
    total = sum((part.amount for part in kept), NOTHING)
    words = " + ".join(f"{part.amount:.2f}（{MATTER_NAMES[part.matter][0]}）" for part in kept) + f" = {total:.2f}"
    for part in left_out:
        words += f"；{MATTER_NAMES[part.matter][0]} {part.amount:.2f} 不重复计算"
    return total, words


def _on_top(part: Owed, best: Owed | None) -> bool:
    """Whether one of the two comes on top of the other by its clause."""
    pairs = ((part, best), (best, part))
    return best is not None and any(
        one is not None
        and other is not None
        and one.rule is not None
        and one.rule.parameters.get("on_top_of") == other.matter
        for one, other in pairs
    )


def _is_refund(part: Owed) -> bool:
    if part.rule is None:
        return False
    return part.rule.parameters.get("rate") == "100 percent" and "multiple" not in part.rule.parameters
