"""What several matters on one order come to, without paying the same money twice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from kefu.dues.compensation import Owed
from kefu.dues.matters import MATTER_NAMES, WRONGS
from kefu.dues.sums import NOTHING
from kefu.rulebook.citation import Language


class Together(msgspec.Struct, frozen=True):
    """What several matters on one order come to.

    Attributes:
        total: yuan.
        counted, left_out: the parts that are added, and those that are not, since their money would be paid twice.
    """

    total: Decimal
    counted: tuple[Owed, ...]
    left_out: tuple[Owed, ...]

    def formula(self, language: Language = "zh") -> str:
        """Words and figures."""
        zh = language == "zh"
        lang = 0 if zh else 1
        opens, shuts = ("（", "）") if zh else (" (", ")")
        words = " + ".join(f"{each.amount:.2f}{opens}{MATTER_NAMES[each.matter][lang]}{shuts}" for each in self.counted)
        told = f"{words or '0.00'} = {self.total:.2f}"
        for each in self.left_out:
            name = MATTER_NAMES[each.matter][lang]
            told += f"；{name} {each.amount:.2f} 不重复计算" if zh else f"; {name} {each.amount:.2f} is not paid twice"
        return told


def together(parts: Sequence[Owed]) -> Together:
    """What several matters on one order come to, without paying the same money twice; and why what is not added is not.

    The price goes back once, and a difference of price is in it. Of what is owed for one wrong under several names the greatest sum
    counts, unless its clause says that it comes on top of the other.
    """
    left_out: list[Owed] = []
    refunds = [part for part in parts if _gives_back(part)]
    groups = [
        refunds,
        *([part for part in parts if part.matter in wrong and part not in refunds] for wrong in WRONGS),
    ]
    for group in groups:
        best = max(group, key=lambda part: part.amount, default=None)
        left_out += [part for part in group if part is not best and best and part.amount and not _on_top(part, best)]
    counted = [part for part in parts if not any(part is other for other in left_out)]
    return Together(sum((part.amount for part in counted), NOTHING), tuple(counted), tuple(left_out))


def _on_top(part: Owed, best: Owed) -> bool:
    """Whether one of the two comes on top of the other by its clause."""
    pairs = ((part, best), (best, part))
    return any(one.rule is not None and one.rule.parameters.get("on_top_of") == other.matter for one, other in pairs)


def _gives_back(part: Owed) -> bool:
    """Whether it is the price that goes back, or a part of it."""
    return part.working.gives_back or part.paid_as == "refund"
