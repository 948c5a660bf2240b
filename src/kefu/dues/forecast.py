"""What a step would cost before it is taken: each way in which it may end, with its clause. No probability is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.dues.account import Account, Opening, Violation
from kefu.dues.compensation import Order, Tallies, owed, state_of
from kefu.dues.ladder import CLASS_NAMES
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedule
from kefu.dues.sums import NOTHING
from kefu.rulebook.pack import Rule
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.money import to_fen

STEP_NAMES: Final[dict[str, tuple[str, str]]] = {
    "refuse_refund": ("拒绝这笔退款", "refuse this refund"),
    "ship_late": ("晚发货", "ship late"),
    "violation": ("又一次违规成立", "one more violation is upheld"),
}
"""The steps of which the cost can be told."""
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
}
"""The ways in which a step may end, by their stable word."""
WHATEVER: Final = "；不论判给谁，平台介入都计入指标"
LATE: Final = "延迟发货"
AUTOMATIC: Final = ("auto_refund", "auto_approve")


class Outcome(msgspec.Struct, frozen=True):
    """One way in which a step may end.

    Attributes:
        word: a key of `OUTCOMES`.
        amount: yuan that it costs; None where nobody can say.
        points: that it adds, general and severe; None where it adds none.
        nodes: that it reaches anew.
        clauses: ids of the rules behind it, the one that decides first.
        note: the formula, or what else is to be known, in Chinese.
        consequences: of the points and nodes, as `kefu points` tells them.
    """

    word: str
    amount: Decimal | None = None
    points: tuple[Decimal, Decimal] | None = None
    nodes: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    note: str = ""
    consequences: tuple[Mapping[str, Any], ...] = ()

    def told(self) -> dict[str, Any]:
        """As other programs read it."""
        zh, en = OUTCOMES[self.word]
        said: dict[str, Any] = {
            "if": self.word,
            "zh": zh,
            "en": en,
            "clause": self.clauses[0] if self.clauses else None,
        }
        if self.amount is not None:
            said["amount"] = f"{self.amount:.2f}"
        if self.points is not None:
            general, severe = (float(each) if each % 1 else int(each) for each in self.points)
            said |= {"points": {"general": general, "severe": severe}, "nodes": list(self.nodes)}
        if len(self.clauses) > 1:
            said["clauses"] = list(self.clauses)
        if self.note:
            said["note"] = self.note
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


def refuse_refund(tallies: Tallies, asked: Asked, order: Order, p: Decimal | None) -> Foreseen:
    """What refusing a refund may cost, beside granting it.

    Args:
        p: how likely it is that the platform in the end decides for the buyer, from 0 to 1; None = nobody says.
    """
    sum_ = order.amount * order.count
    rules = tallies.book.in_force(asked.platform, asked.day, basis=asked.basis)
    counted = tuple(rule for rule in rules if rule.parameters.get("counts_intervention") is True)
    state = "unshipped" if order.shipped_at is None else "shipped"
    clocks = (rule for rule in rules if rule.parameters.get("clock") == "refund_response")
    answers = [rule for rule in clocks if _is_for(rule, order, state)]
    automatic = tuple(rule for rule in answers if rule.parameters.get("on_miss") in AUTOMATIC)
    clauses = tuple(rule.id for rule in counted)
    whatever = WHATEVER if counted else "；规则库里没有该平台怎么计介入的规定"
    outcomes = [Outcome("accept", sum_, clauses=tuple(rule.id for rule in answers[:1]), note=f"退 {sum_:.2f}")]
    if automatic:
        outcomes.append(Outcome("no_answer", sum_, clauses=tuple(rule.id for rule in automatic), note=f"退 {sum_:.2f}"))
    outcomes += [
        Outcome("refuse.rests", NOTHING, note="货款不退"),
        Outcome("refuse.for_buyer", sum_, clauses=clauses, note=f"退 {sum_:.2f}{whatever}"),
        Outcome("refuse.for_shop", NOTHING, clauses=clauses, note=f"货款不退{whatever}"),
    ]
    expected = None if p is None else to_fen(sum_ * p)
    return Foreseen(tuple(outcomes), _against(tallies, asked, (*counted, *answers)), expected, sum_)


def _is_for(rule: Rule, order: Order, state: str) -> bool:
    """Whether a rule on answering refunds is for these goods in this state."""
    return state_of(rule) in (None, state) and (not rule.category or order.category in rule.category)


def ship_late(
    tallies: Tallies,
    schedule: Schedule,
    asked: Asked,
    order: Order,
    past: Sequence[Violation],
    opening: Opening,
    p: Decimal | None,
) -> Foreseen:
    """What shipping late costs beside shipping in time.

    Args:
        past: what the shop was found guilty of before.
        p: how likely it is that it ships late after all, from 0 to 1.
    """
    plain = msgspec.structs.replace(order, paid_at=None, shipped_at=None)
    late = owed(tallies, asked, "late_shipping", plain)
    never = owed(tallies, asked, "out_of_stock", plain)
    stated = tallies.shipping(asked)
    kept = (stated[0].id,) if stated else ()
    points, nodes, clauses, results = _late_points(schedule, asked, past, opening, order.count)
    own = (late.rule.id,) if late.rule else ()
    outcomes = (
        Outcome("in_time", NOTHING, clauses=kept, note=f"省下 {late.amount:.2f}"),
        Outcome("late", late.amount, points, nodes, (*own, *clauses), late.formula, results),
        Outcome("never", never.amount, clauses=(never.rule.id,) if never.rule else (), note=never.formula),
    )
    expected = None if p is None else to_fen(late.amount * p)
    conflicts = tuple(dict.fromkeys((*late.conflicts, *never.conflicts)))
    return Foreseen(outcomes, conflicts, expected, NOTHING if p is not None else None)


def violation(
    schedule: Schedule, asked: Asked, past: Sequence[Violation], opening: Opening, new: Violation
) -> Foreseen:
    """What one more violation does to a shop."""
    before = reckon(schedule, asked.now, past, opening)
    points, nodes, clauses, results = _added(schedule, asked, past, opening, new)
    after = reckon(schedule, asked.now, [*past, new], opening)
    none = Outcome("none", NOTHING, (NOTHING, NOTHING), note=_ahead(before))
    upheld = Outcome("upheld", _sum(results), points, nodes, clauses, _ahead(after), results)
    return Foreseen((none, upheld), after.conflicts)


Added = tuple[tuple[Decimal, Decimal], tuple[str, ...], tuple[str, ...], tuple[Mapping[str, Any], ...]]


def _added(schedule: Schedule, asked: Asked, past: Sequence[Violation], opening: Opening, new: Violation) -> Added:
    """What one more violation adds: points, nodes, the clauses behind them, what follows."""
    before = reckon(schedule, asked.now, past, opening)
    after = reckon(schedule, asked.now, [*past, new], opening)
    points = (after.general - before.general, after.severe - before.severe)
    known = {(each.rung.label, each.at) for each in before.reached}
    nodes = tuple(each.rung.label for each in after.reached if (each.rung.label, each.at) not in known)
    old = [each.told() for each in before.consequences]
    results = tuple(told for each in after.consequences if (told := each.told()) not in old)
    newest = after.deductions[len(before.deductions) :]
    clauses = [each.rule.id for each in newest if each.rule is not None]
    clauses += [each.rung.node.rule.id for each in after.reached if each.rung.label in nodes]
    return points, nodes, tuple(dict.fromkeys(clauses)), results


def _late_points(
    schedule: Schedule, asked: Asked, past: Sequence[Violation], opening: Opening, count: int
) -> tuple[tuple[Decimal, Decimal] | None, tuple[str, ...], tuple[str, ...], tuple[Mapping[str, Any], ...]]:
    """What shipping late adds in points, where the platform has a clause for it."""
    if LATE not in schedule.terms:
        return None, (), (), ()
    return _added(schedule, asked, past, opening, Violation(LATE, asked.now, None, count))


def _sum(results: Sequence[Mapping[str, Any]]) -> Decimal:
    """What the consequences cost in yuan."""
    return sum((Decimal(str(each["sum"])) for each in results if "sum" in each), NOTHING)


def _ahead(account: Account) -> str:
    """How far the next nodes are."""
    told = [f"再扣 {each.left.normalize():f} 分到{node_words(each.rung.label)}" for each in account.ahead]
    return "，".join(told)


def node_words(label: str) -> str:
    """A node as a person calls it.

    >>> node_words("severe:24")
    '严重违规 24 分节点'
    """
    for kind, (zh, _) in CLASS_NAMES.items():
        if label.startswith(f"{kind}:"):
            return f"{zh} {label.removeprefix(f'{kind}:')} 分节点"
    return label


def _against(tallies: Tallies, asked: Asked, rules: Sequence[Rule]) -> tuple[str, ...]:
    found = (other for rule in rules for other in tallies.book.conflicts(rule) if asked.platform in other.platforms)
    return tuple(dict.fromkeys(other.id for other in found))
