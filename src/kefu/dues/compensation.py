"""What is owed to a buyer: the matter, the order and the clause in, a sum with its formula out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.dues.matters import MATTER_NAMES
from kefu.dues.sums import NOTHING, SHARES, Tally
from kefu.dues.tallies import Tallies, fits
from kefu.dues.working import Base, Working
from kefu.rulebook.pack import Rule
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.money import to_fen

ALLOWED: Final = timedelta(hours=48)
"""The promised time of shipping where nobody gives one."""


class Order(msgspec.Struct, frozen=True):
    """What is known of an order. Sums are in yuan, instants aware, in Asia/Shanghai.

    Attributes:
        amount: really paid for the goods, without freight; the base of every sum.
        freight: enters no sum.
        count: of such orders.
        category: of the goods, as the platform calls it.
        list_price: the price now, for price protection.
        promised: within what time shipping was promised.
        carrier_accepted_at: when the courier took it, which decides before `shipped_at`.
        group_completed_at: of a group order, from when the shop ships.
        cod: paid to the courier; then no deadline of shipping runs.
        presale: to be shipped by a date of its own.
        programme: of the platform, to which shop or goods belong.
        returned: of the difference in price, what the buyer has already.
        deposit, prepaid: what was paid in advance, as 定金, or at all.
        loss: of the buyer, beyond the price.
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
    carrier_accepted_at: datetime | None = None
    group_completed_at: datetime | None = None
    cod: bool = False
    presale: bool = False
    programme: str | None = None
    returned: Decimal = NOTHING
    deposit: Decimal | None = None
    prepaid: Decimal | None = None
    loss: Decimal | None = None

    @property
    def left_at(self) -> datetime | None:
        """When it left the shop: as the courier says, else as the shop does."""
        return self.carrier_accepted_at or self.shipped_at

    @property
    def allowed(self) -> timedelta:
        """Within what time it was to be shipped, where that decides a rate."""
        if self.promised is not None:
            return self.promised
        if self.agreed_ship_by is not None and self.paid_at is not None:
            return self.agreed_ship_by - self.paid_at
        return ALLOWED


class Owed(msgspec.Struct, frozen=True):
    """What is owed to the buyer in one matter.

    Attributes:
        amount: yuan, to the fen, for all `count` orders.
        rule: the clause; None where the book says nothing.
        working: how it came about.
        paid_as: a word of the book, None where it does not say.
        conflicts: ids of rules that say otherwise.
    """

    matter: str
    amount: Decimal
    rule: Rule | None
    working: Working
    paid_as: str | None = None
    conflicts: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """Words and figures, in Chinese."""
        return self.working.formula("zh")

    @property
    def formula_en(self) -> str:
        """Words and figures, in English."""
        return self.working.formula("en")

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        return {
            "amount": f"{self.amount:.2f}", "currency": "CNY", "clause": self.rule.id if self.rule else None,
            "formula": self.formula, "paid_as": self.paid_as, "conflicts": list(self.conflicts),
        }  # fmt: skip


def owed(tallies: Tallies, asked: Asked, matter: str, order: Order) -> Owed:
    """What is owed to the buyer in one matter.

    Args:
        tallies: of the book.
        matter: one of `MATTER_NAMES`; it is taken as established, but where the order shows that the parcel left in time nothing is
            owed for its lateness.

    Raises:
        KefuError: nobody knows the matter, or the order lacks what it is reckoned from.
    """
    if matter not in MATTER_NAMES:
        shown = repr(matter) if len(matter) <= 40 else f"{matter[:40]!r}…"
        raise KefuError("line", f"{shown} is not known", "matter", f"use one of {', '.join(MATTER_NAMES)}")
    if matter == "late_shipping" and (in_time := kept(tallies, asked, order)) is not None:
        return in_time
    found = tallies.answer(asked, matter, order.category, order.programme)
    stated = found.tallies
    if not stated:
        working = Working("silent" if found.silent else "unstated", matter, asked, found.silent)
        against = tallies.against(found.silent, asked.platform) if found.silent else ()
        return Owed(matter, NOTHING, found.silent, working, None, against)
    if len(stated) == 1:
        return by(tallies, asked, stated[0], order)
    state = "unshipped" if order.left_at is None else "shipped"
    first = next((each for each in stated if each.state in (None, state)), stated[0])
    told = by(tallies, asked, first, order)
    others = _otherwise(told, first, stated, order)
    return msgspec.structs.replace(told, conflicts=(*told.conflicts, *others)) if others else told


def by(tallies: Tallies, asked: Asked, tally: Tally, order: Order) -> Owed:
    """What one rule gives for an order, whether or not it is the one that answers.

    Raises:
        KefuError: the order lacks what it is reckoned from.
    """
    rule, matter = tally.rule, tally.matter
    against = tallies.against(rule, asked.platform)
    if tally.difference:
        amount, working = _difference(tally, asked, order)
        return Owed(matter, amount, rule, working, tally.paid_as, against)
    base = _base(tally, order)
    step = tally.step(base.amount, order.allowed)
    if step is None:
        working = Working("no_tier", matter, asked, rule, base=base)
        return Owed(matter, NOTHING, rule, working, tally.paid_as, against)
    once = step.sum(base.amount)
    loss = None
    if (
        tally.loss_times is not None
        and order.loss is not None
        and (told := to_fen(order.loss * tally.loss_times)) > once
    ):
        once, loss = told, order.loss
    total = once * order.count
    working = Working(
        "reckoned", matter, asked, rule, base=base, step=step, once=once, count=order.count, total=total, loss=loss,
        loss_times=tally.loss_times, item=tally.each_item, price=order.amount, freight=order.freight,
        state=tally.state if order.left_at is None else None,
    )  # fmt: skip
    return Owed(matter, total, rule, working, tally.paid_as, against)


def _base(tally: Tally, order: Order) -> Base:
    """What a rule reckons from."""
    if tally.base == "goods":
        return Base(order.amount)
    paid = order.deposit if tally.base == "deposit" else order.prepaid
    if paid is None:
        raise KefuError("line", "is missing", f"order.{'deposit' if tally.base == 'deposit' else 'prepaid'}",
                        'give what was paid in advance, "100.00"')  # fmt: skip
    if tally.most_deposit is not None:
        most = to_fen(order.amount * tally.most_deposit.value / SHARES[tally.most_deposit.unit])
        if paid > most:
            return Base(most, tally.base, paid, tally.most_deposit)
    return Base(paid, tally.base)


def _difference(tally: Tally, asked: Asked, order: Order) -> tuple[Decimal, Working]:
    """What was paid less the price now and what was returned already."""
    rule, matter = tally.rule, tally.matter
    if order.category is not None and order.category in tally.excluded:
        return NOTHING, Working("excluded", matter, asked, rule, word=order.category)
    if order.paid_at is not None and tally.windows:
        longest = max(tally.windows)
        if asked.now - order.paid_at > longest:
            return NOTHING, Working("too_late", matter, asked, rule, length=longest)
    if order.list_price is None:
        raise KefuError("line", "is missing", "order.list_price", 'give the price now, "79.00"')
    once = max(NOTHING, order.amount - order.list_price - order.returned)
    total = once * order.count
    working = Working(
        "difference", matter, asked, rule, base=Base(order.amount), now=order.list_price, returned=order.returned, once=once,
        count=order.count, total=total,
    )  # fmt: skip
    return total, working


def _otherwise(told: Owed, tally: Tally, stated: Sequence[Tally], order: Order) -> list[str]:
    """The rules on the same matter, for the same goods and shops, by which another sum would be owed.

    The price back and something on top of it are no contradiction.
    """
    found = []
    for other in stated:
        if other is tally or other.refunds != tally.refunds or other.rule.id in told.conflicts:
            continue
        known = order.left_at is not None and other.state is not None
        if known or not fits(other.rule, order.category, order.programme) or other.base != tally.base:
            continue
        step = other.step(order.amount, order.allowed)
        if step is None or step.sum(order.amount) * order.count != told.amount:
            found.append(other.rule.id)
    return found


def kept(tallies: Tallies, asked: Asked, order: Order) -> Owed | None:
    """Nothing is owed for lateness where the parcel left in time, or no deadline ran; None where that cannot be told."""
    stated = tallies.shipping(asked)
    rule = stated.rule if stated else None
    against = tallies.against(rule, asked.platform) if rule else ()
    if order.cod:
        return Owed("late_shipping", NOTHING, rule, Working("cod", "late_shipping", asked, rule), None, against)
    due, left = due_of(tallies, asked, order), order.left_at
    if due is None or left is None or left > due:
        return None
    working = Working("in_time", "late_shipping", asked, rule, due=due, left=left)
    return Owed("late_shipping", NOTHING, rule, working, None, against)


def due_of(tallies: Tallies, asked: Asked, order: Order) -> datetime | None:
    """By when an order is to leave; None where the order or the book does not say."""
    stated = tallies.shipping(asked)
    if order.cod or order.paid_at is None or stated is None:
        return None if order.cod else order.agreed_ship_by
    if order.presale and order.agreed_ship_by is None:
        return None
    try:
        return stated.due(order.paid_at, order.group_completed_at, order.agreed_ship_by)
    except OverflowError:
        raise KefuError("line", "is out of range", "order.paid_at", "write a year of our time") from None
