"""A step that a shop may take, and every way in which it may end: one judge for the command and for Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

import msgspec

from kefu.dues.account import Opening, Violation
from kefu.dues.compensation import Order
from kefu.dues.forecast import Shop, refuse_refund, ship_late, violation
from kefu.dues.measured import Figure, measured
from kefu.dues.outcomes import Foreseen
from kefu.dues.schedule import Schedules
from kefu.dues.tallies import Tallies
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.errors import KefuError


class Figures(msgspec.Struct, frozen=True):
    """Figures of a shop beside the numbers that a clause sets.

    Attributes:
        clause: the id of a rule that sets a bound, or makes a score of shares.
        figures: by the names that the rule gives them; a bare number is in the unit of the clause. None: what the clause sets is told.
    """

    clause: str
    figures: Mapping[str, Figure] = {}


NEW: Final = Opening()
Step = Literal["refuse_refund", "ship_late"] | Violation | Figures
"""Refuse a refund, ship late, be found guilty once more, or stand at these figures."""


def foresee(
    tallies: Tallies,
    schedules: Schedules,
    asked: Asked,
    step: Step,
    order: Order | None = None,
    past: Sequence[Violation] = (),
    opening: Opening = NEW,
    p: Decimal | None = None,
) -> Foreseen:
    """Every way in which a step may end, and what each costs.

    Args:
        order: needed where a refund is refused or an order ships late.
        past: what the shop was found guilty of before; `opening`: its points before that.
        p: how likely the bad end is, from 0 to 1; None = nobody says, and nothing is expected.

    Raises:
        KefuError: the order is missing, a clause is not known, a count or a figure is none; `where` is the field.
    """
    if p is not None and not (p.is_finite() and 0 <= p <= 1):
        raise KefuError("line", f"{p} is no probability", "p", "write a number from 0 to 1, or leave it out")
    if isinstance(step, Figures):
        return measured(tallies.book, asked, step.clause, step.figures)
    shop = Shop(schedules.on(asked), past, opening)
    if isinstance(step, Violation):
        return _violated(shop, asked, step, p)
    if order is None:
        raise KefuError("line", "is missing", "order", "give it")
    if step == "refuse_refund":
        return refuse_refund(tallies, asked, order, p)
    return ship_late(tallies, shop, asked, order, p)


def _violated(shop: Shop, asked: Asked, new: Violation, p: Decimal | None) -> Foreseen:
    """One more violation. What is wrong with it is wrong with the step."""
    if new.at.tzinfo is not None and new.at > asked.now:
        raise KefuError("line", "is after as_of", "step.at", "leave it out, or ask as of then")
    try:
        return violation(shop, asked, new, p)
    except KefuError as error:
        place = f"violations[{len(shop.past)}]"
        if not error.where.startswith(place):
            raise
        raise KefuError(error.code, error.what, f"step{error.where.removeprefix(place)}", error.mend) from None
