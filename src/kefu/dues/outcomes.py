"""The ways in which a step may end, and what each costs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.rulebook.pack import Bilingual, Rule

OUTCOMES: Final[dict[str, tuple[str, str]]] = {
    "accept": ("同意退款", "the refund is granted"),
    "no_answer": ("到时限还不处理，系统自动退款", "nobody answers in time, and it is refunded by itself"),
    "refuse.rests": ("拒绝后买家不再追", "it is refused, and the buyer lets it rest"),
    "refuse.for_buyer": ("拒绝后平台介入，判给买家", "it is refused, the platform steps in and decides for the buyer"),
    "refuse.for_shop": ("拒绝后平台介入，判给商家", "it is refused, the platform steps in and decides for the shop"),
    "in_time": ("按时发货", "it ships in time"),
    "late": ("逾期发货", "it ships late"),
    "never": ("一直不发，按缺货算", "it never ships, which counts as out of stock"),
    "none": ("没有这次违规", "without the violation"),
    "upheld": ("违规成立", "the violation is upheld"),
    "next_node.general": ("此后再扣到下一个一般违规节点", "after that, up to the next general node"),
    "next_node.severe": ("此后再扣到下一个严重违规节点", "after that, up to the next severe node"),
    "figure.met": ("达到条款写的数", "the figure is as the clause says"),
    "figure.not_met": ("没有达到条款写的数", "the figure is not as the clause says"),
    "figure.bound": ("条款写的数", "the number of the clause"),
    "figure.score": ("按权重算出的得分", "the score that the shares make"),
    "figure.lapsed": ("这一天不按这条", "the clause is not what answers on this day"),
}
"""The ways in which a step may end, by their stable word."""
SILENT: Final = Bilingual("", "")


class Outcome(msgspec.Struct, frozen=True):
    """One way in which a step may end.

    Attributes:
        word: a key of `OUTCOMES`.
        amount: yuan that it costs; None where nobody can say.
        points: that it adds, general and severe; None where it adds none.
        nodes: that it reaches anew.
        rules: behind it, the one that decides first.
        note: the formula, or what else is to be known.
        consequences: of the points and nodes, as `kefu points` tells them.
    """

    word: str
    amount: Decimal | None = None
    points: tuple[Decimal, Decimal] | None = None
    nodes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    note: Bilingual = SILENT
    consequences: tuple[Mapping[str, Any], ...] = ()

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        zh, en = OUTCOMES[self.word]
        said: dict[str, Any] = {
            "if": self.word,
            "zh": zh,
            "en": en,
            "clause": self.rules[0].id if self.rules else None,
            "status": self.rules[0].status if self.rules else None,
        }
        if self.amount is not None:
            said["amount"] = f"{self.amount:.2f}"
        if self.points is not None:
            general, severe = (float(each) if each % 1 else int(each) for each in self.points)
            said |= {"points": {"general": general, "severe": severe}, "nodes": list(self.nodes)}
        if len(self.rules) > 1:
            said["clauses"] = [rule.id for rule in self.rules]
        if self.note.zh:
            said |= {"note": self.note.zh, "note_en": self.note.en}
        if self.consequences:
            said["consequences"] = list(self.consequences)
        return said


class Foreseen(msgspec.Struct, frozen=True):
    """Every way in which a step may end.

    Attributes:
        expected: yuan that the step costs on average by the probability that was given; None where none was.
        against: yuan that not taking it costs.
    """

    outcomes: tuple[Outcome, ...]
    conflicts: tuple[str, ...]
    expected: Decimal | None = None
    against: Decimal | None = None

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        said: dict[str, Any] = {"outcomes": [each.told() for each in self.outcomes]}
        if self.expected is not None:
            said["expected"] = f"{self.expected:.2f}"
            if self.against is not None:
                said |= {"otherwise": f"{self.against:.2f}", "saves": f"{self.against - self.expected:.2f}"}
        return {**said, "conflicts": list(self.conflicts)}
