"""The chapter of a report on what the alarms may cost."""

from __future__ import annotations

from kefu.actions.digest import Digest
from kefu.actions.stakes import Stake, Sum
from kefu.rulebook.citation import IN_SERIOUS_CASES
from kefu.vocabulary.ids import CONDUCT
from kefu.web.chapters import chapter, table
from kefu.web.markup import Child, Html, join, tag
from kefu.web.words import UNIT, Pair, both, number, pair, platform_name, rule_name, status_name

OPEN = 8
"""How many clauses are shown without asking."""


def prices(digest: Digest) -> Html:
    """Points and money at stake, clause by clause, with the status and date of each."""
    title = both("代价：可能的扣分与赔付", "What it may cost")
    if not digest.stakes.stakes:
        return chapter(
            "prices", title, tag("p", both("没有违规，也就没有代价。", "No violation, no price."), class_="empty")
        )
    lead = both(
        "只是提醒风险的大小：平台是否判罚、判几次，由平台决定。不同平台、不同状态分开算，逐次加重的按首次计；有争议的条款，"
        "以及只写明比例、上限或只罚严重情节的，只列出，不计入合计。",
        "A measure of the risk, no forecast: whether and how often a platform punishes is up to it. Platforms and degrees of "
        "certainty are kept apart, and a price that rises with each time counts as the first. Disputed clauses, and prices "
        "that are a share, an upper limit or for serious cases only, are listed and never added up.",
    )
    sums = [_sum(each) for each in digest.stakes.sums]
    none = tag(
        "p",
        both(
            "涉及的条款都没有写明可以相加的分数或金额。",
            "None of the clauses names points or a sum that could be added up.",
        ),
        class_="empty",
    )
    heads: list[tuple[Child, str]] = [
        (both("平台", "Platform"), "who"), (both("条款", "Clause"), "clause"), (both("处", "Places"), "n times"),
        (both("代价", "Price"), "price"), (both("状态", "Status"), "standing"),
    ]  # fmt: skip
    rows = [_row(stake) for stake in digest.stakes.stakes]
    rest = len(rows) - OPEN
    more = tag("summary", both(f"其余 {rest} 条", f"{rest} more"))
    return chapter(
        "prices", title, tag("div", *sums, class_="sums") if sums else none, table(heads, rows[:OPEN], "stack"),
        tag("details", more, table(heads, rows[OPEN:], "stack")) if rest > 0 else None, lead=lead,
    )  # fmt: skip


def price(stake: Stake | None, penalty: str) -> Html | str:
    """What a clause costs, in both languages where the book says it in both, or that nobody knows."""
    clause = stake.clause if stake else None
    if clause is not None and (clause.penalty_zh or clause.serious_zh):
        zh, en = IN_SERIOUS_CASES
        once = both(clause.penalty_zh, clause.penalty_en or clause.penalty_zh) if clause.penalty_zh else None
        serious = both(zh + clause.serious_zh, en + clause.serious_en) if clause.serious_zh else None
        return join([once, tag("small", serious) if serious else None])
    unknown = both("没有查到该平台的明确处罚", "no penalty of this platform is known")
    return penalty or tag("span", unknown, class_="faint")


def standing(stake: Stake) -> Html:
    """How certain a clause is, and since when it is known."""
    clause = stake.clause
    if clause is None:
        return tag("span", "—", class_="faint")
    day = both(f"来源 {clause.dated}", f"source of {clause.dated}")
    if clause.dated is None:
        own = clause.id in CONDUCT
        day = both("本书的做法", "this book's own") if own else both("来源无日期", "source without a date")
    return tag("span", _status(clause.status), tag("small", day), class_="standing")


def sum_line(each: Sum) -> Html:
    """A sum in one line: platform, figure, status and days."""
    return join(
        [
            tag("b", pair(platform_name(each.platform)), " ", _figure(each), " ", pair(_unit(each))),
            " ",
            _status(each.status),
            tag("small", _days(each)),
        ]
    )


def _days(each: Sum) -> Html:
    """The days of the evidence behind a sum."""
    if not each.days:
        return both("来源无日期", "source without a date")
    first, last = each.days[0], each.days[-1]
    zh, en = (
        (f"来源 {first}", f"source of {first}")
        if first == last
        else (f"来源 {first} 至 {last}", f"sources of {first} to {last}")
    )
    some = each.undated
    return both(f"{zh}，另 {some} 条无日期", f"{en}, {some} without a date") if some else both(zh, en)


def _unit(each: Sum) -> Pair:
    return UNIT.get(each.unit, (each.unit, each.unit))


def _figure(each: Sum) -> str:
    digits = 0 if each.every % 1 == each.once % 1 == 0 else 2
    once, every = number(float(each.once), digits), number(float(each.every), digits)
    return once if once == every else f"{once} – {every}"


def _status(status: str) -> Html:
    return tag("span", pair(status_name(status)), class_=f"status {status}")


def _sum(each: Sum) -> Html:
    return tag(
        "div",
        tag("span", pair(platform_name(each.platform)), " ", _status(each.status)),
        tag("b", _figure(each), " ", tag("small", pair(_unit(each)))),
        tag(
            "span",
            both("每条款判一次 – 每处都判", "each clause once – every alarm upheld")
            if each.once != each.every
            else both("每处都判", "every alarm upheld"),
            class_="faint",
        ),
        tag("span", _days(each), class_="faint"),
        class_="sum",
    )


def _row(stake: Stake) -> list[Child]:
    clause = stake.clause
    rules = tag("small", [[pair(rule_name(rule)), " "] for rule in stake.rules])
    told: Child = both(clause.zh, clause.en) if clause else stake.id
    source = tag("small", f"{stake.id} · {clause.source}" if clause and clause.source else stake.id, class_="id")
    left_out = (
        None
        if clause is None or clause.status not in ("disputed", "superseded")
        else both("不计入合计", "not added up")
    )
    return [
        pair(platform_name(stake.platform)), [told, rules, source], number(stake.alarms),
        [price(stake, stake.penalty), tag("small", left_out) if left_out else None], standing(stake),
    ]  # fmt: skip
