"""What a step would cost before it is taken: each way in which it may end, with its clause. No probability is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.dues.account import Ahead, Opening, Violation
from kefu.dues.compensation import Order, Owed, due_of, owed
from kefu.dues.consequences import Measure
from kefu.dues.ladder import CLASS_NAMES
from kefu.dues.outcomes import Foreseen, Outcome
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedule
from kefu.dues.sums import NOTHING
from kefu.dues.tallies import Tallies, fits
from kefu.dues.totals import together
from kefu.rulebook.pack import Bilingual, Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.money import to_fen

STEP_NAMES: Final[dict[str, tuple[str, str]]] = {
    "refuse_refund": ("拒绝这笔退款", "refuse this refund"),
    "ship_late": ("晚发货", "ship late"),
    "violation": ("又一次违规成立", "one more violation is upheld"),
    "figure": ("一项数字到了这里", "a figure of the shop stands here"),
}
"""The steps of which the cost can be told."""
LATE: Final = "延迟发货"
AUTOMATIC: Final = ("auto_refund", "auto_approve")
COUNTED: Final = {
    True: Bilingual(
        "；平台一介入就计入指标，不论判给谁", "; once the platform steps in it counts, whatever the verdict"
    ),
    False: Bilingual(
        "；平台一介入就计入指标，条款没有说判给商家的可以剔除",
        "; once the platform steps in it counts, and no clause says that a verdict for the shop is left out",
    ),
    None: Bilingual("；规则库里没有该平台怎么计介入的规定", "; the rulebook does not say how this platform counts it"),
}
"""By whether the clause says that it counts whatever the verdict; None where there is no clause."""


def refuse_refund(tallies: Tallies, asked: Asked, order: Order, p: Decimal | None) -> Foreseen:
    """What refusing a refund may cost, beside granting it.

    Args:
        p: how likely it is that the platform in the end decides for the buyer, from 0 to 1; None = nobody says.
    """
    sum_ = order.amount * order.count
    rules = tallies.book.in_force(asked.platform, asked.day, basis=asked.basis)
    counted = tuple(rule for rule in rules if rule.parameters.get("counts_intervention") is True)
    answers = [rule for rule in rules if rule.parameters.get("clock") == "refund_response" and _is_for(rule, order)]
    automatic = tuple(rule for rule in answers if rule.parameters.get("on_miss") in AUTOMATIC)
    told = counted_as(counted)
    back, stays = Bilingual(f"退 {sum_:.2f}", f"{sum_:.2f} goes back"), Bilingual("货款不退", "the price stays")
    outcomes = [Outcome("accept", sum_, rules=tuple(answers[:1]), note=back)]
    if automatic:
        outcomes.append(Outcome("no_answer", sum_, rules=automatic, note=back))
    outcomes += [
        Outcome("refuse.rests", NOTHING, rules=tuple(answers[:1]), note=stays),
        Outcome("refuse.for_buyer", sum_, rules=counted, note=_joined(back, told)),
        Outcome("refuse.for_shop", NOTHING, rules=counted, note=_joined(stays, told)),
    ]
    expected = None if p is None else to_fen(sum_ * p)
    return Foreseen(tuple(outcomes), _against(tallies, asked, (*counted, *answers)), expected, sum_)


def counted_as(rules: Sequence[Rule]) -> Bilingual:
    """That it counts in the shop's figures, and over how long these look back where a clause says so."""
    sure = any(rule.parameters.get("whatever_verdict") is True for rule in rules) if rules else None
    windows = (rule.parameters.get("window") for rule in rules)
    window = next(
        (Quantity.parse(each) for each in windows if isinstance(each, str) and Quantity.resembles(each)), None
    )
    if window is None:
        return COUNTED[sure]
    return _joined(
        COUNTED[sure],
        Bilingual(f"（看近 {window.shown('zh')}）", f" (the figure looks back {window.shown('en')})"),
    )


def _joined(one: Bilingual, other: Bilingual) -> Bilingual:
    return Bilingual(one.zh + other.zh, one.en + other.en)


def _is_for(rule: Rule, order: Order) -> bool:
    """Whether a rule on answering refunds is for these goods in this state."""
    when = rule.parameters.get("when")
    state = when.get("state") if isinstance(when, Mapping) else None
    return state in (None, "unshipped" if order.left_at is None else "shipped") and fits(
        rule, order.category, order.programme
    )


class Shop(msgspec.Struct, frozen=True):
    """What is known of a shop's points.

    Attributes:
        past: what it was found guilty of before.
        opening: its balances before that.
    """

    schedule: Schedule
    past: Sequence[Violation] = ()
    opening: Opening = Opening()


def ship_late(tallies: Tallies, shop: Shop, asked: Asked, order: Order, p: Decimal | None) -> Foreseen:
    """What shipping late costs beside shipping in time; where the time is over already, only what is left.

    Args:
        p: how likely it is that it ships late after all, from 0 to 1; where the time is over that is certain.
    """
    due = due_of(tallies, asked, order)
    plain = msgspec.structs.replace(order, paid_at=None, shipped_at=None, carrier_accepted_at=None)
    late, never = (owed(tallies, asked, matter, plain) for matter in ("late_shipping", "out_of_stock"))
    both = together([late, never])
    stated = tallies.shipping(asked)
    saved = Bilingual(f"省下 {late.amount:.2f}", f"saves {late.amount:.2f}")
    if due is not None:
        saved = Bilingual(f"{due:%Y-%m-%d %H:%M:%S} 前发出，{saved.zh}", f"by {due:%Y-%m-%d %H:%M:%S}: {saved.en}")
    added = _Added() if order.cod else _late_points(shop, asked, order.count)
    rules = (*((late.rule,) if late.rule else ()), *added.rules)
    outcomes = [
        Outcome(
            "late",
            late.amount,
            added.points,
            added.nodes,
            rules,
            Bilingual(late.formula, late.formula_en),
            added.results,
        ),
        Outcome("never", both.total, rules=_rules(both.counted), note=Bilingual(both.formula(), both.formula("en"))),
    ]
    over = due is not None and asked.now > due
    if not over:
        outcomes.insert(0, Outcome("in_time", NOTHING, rules=(stated.rule,) if stated else (), note=saved))
    expected = None if p is None else to_fen(late.amount * (1 if over else p))
    conflicts = tuple(dict.fromkeys((*late.conflicts, *never.conflicts, *added.conflicts)))
    return Foreseen(tuple(outcomes), conflicts, expected, None if p is None or over else NOTHING)


def _rules(parts: Sequence[Owed]) -> tuple[Rule, ...]:
    """The greatest first."""
    ordered = sorted(parts, key=lambda part: part.amount, reverse=True)
    return tuple(part.rule for part in ordered if part.rule is not None)


def violation(shop: Shop, asked: Asked, new: Violation, p: Decimal | None) -> Foreseen:
    """What one more violation does to a shop, and what the node after that would.

    Args:
        p: how likely it is that the violation is upheld, from 0 to 1.
    """
    before = reckon(shop.schedule, asked.now, shop.past, shop.opening)
    added = _added(shop, asked, new)
    outcomes = [
        Outcome("none", NOTHING, (NOTHING, NOTHING), rules=added.rules[:1], note=_ahead(before.ahead)),
        Outcome("upheld", added.cost, added.points, added.nodes, added.rules, _ahead(added.ahead), added.results),
    ]
    outcomes += [_further(each) for each in added.ahead if each.ledger in added.ledgers]
    expected = None if p is None or added.cost is None else to_fen(added.cost * p)
    return Foreseen(tuple(outcomes), added.conflicts, expected, None if p is None else NOTHING)


def _further(ahead: Ahead) -> Outcome:
    """The node that comes next: how many points are left to it, and what it costs."""
    node, measures = ahead.rung.node, [each.shown() for each in ahead.rung.node.measures]
    cost = _cost(node.measures, (each.value for each in node.measures if each.is_sum and each.value and not each.how))
    points = (ahead.left, NOTHING) if ahead.kind == "general" else (NOTHING, ahead.left)
    told = _ahead([ahead])
    note = Bilingual(
        f"{told.zh}：{'、'.join(zh for zh, _ in measures)}", f"{told.en}: {', '.join(en for _, en in measures)}"
    )
    return Outcome(f"next_node.{ahead.kind}", cost, points, (ahead.rung.label,), (node.rule,), note)


class _Added(msgspec.Struct, frozen=True):
    """What one more violation adds: points general and severe, nodes, the clauses behind them, what follows and costs, what is next."""

    points: tuple[Decimal, Decimal] | None = None
    nodes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    results: tuple[Mapping[str, Any], ...] = ()
    cost: Decimal | None = None
    ahead: tuple[Ahead, ...] = ()
    ledgers: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def _added(shop: Shop, asked: Asked, new: Violation) -> _Added:
    """What one more violation adds."""
    before = reckon(shop.schedule, asked.now, shop.past, shop.opening)
    after = reckon(shop.schedule, asked.now, [*shop.past, new], shop.opening)
    points = (after.general - before.general, after.severe - before.severe)
    known = {(each.rung.label, each.at) for each in before.reached}
    nodes = [each.rung for each in after.reached if (each.rung.label, each.at) not in known]
    old = [each.told() for each in before.consequences]
    fallen = [(told, each.measure) for each in after.consequences if (told := each.told()) not in old]
    results = tuple(told for told, _ in fallen)
    cost = _cost((measure for _, measure in fallen), (Decimal(told["sum"]) for told in results if "sum" in told))
    ledgers = tuple(name for name, points in after.balances.items() if points != before.balances.get(name, NOTHING))
    newest = [each.rule for each in after.deductions[len(before.deductions) :] if each.rule is not None]
    rules = {rule.id: rule for rule in (*newest, *(each.node.rule for each in nodes))}
    labels = tuple(each.label for each in nodes)
    return _Added(points, labels, tuple(rules.values()), results, cost, tuple(after.ahead), ledgers, after.conflicts)


def _late_points(shop: Shop, asked: Asked, count: int) -> _Added:
    """What shipping late adds in points, where the platform has a clause for it."""
    if LATE not in shop.schedule.terms:
        return _Added()
    return _added(shop, asked, Violation(LATE, asked.now, None, count))


def _cost(measures: Iterable[Measure], sums: Iterable[Decimal]) -> Decimal | None:
    """What measures cost in yuan; None where one of them costs what nobody can say."""
    return None if any(each.is_untold for each in measures) else sum(sums, NOTHING)


def _ahead(nodes: Sequence[Ahead]) -> Bilingual:
    """How far the next nodes are."""
    left = [(f"{each.left.normalize():f}", each.rung.label) for each in nodes]
    return Bilingual(
        "，".join(f"再扣 {points} 分到{node_words(label)}" for points, label in left),
        ", ".join(f"{points} points more reach {label}" for points, label in left),
    )


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
