"""The list of deadlines on the page of a reckoning: the nearest first, each with money, consequences and clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kefu.actions.clauses import Clause, Clauses
from kefu.actions.forfeits import Sum
from kefu.actions.reckoning import Due
from kefu.clocks.names import CLOCK_NAMES, STATE_NAMES
from kefu.vocabulary.ids import PLATFORM_NAMES
from kefu.web.chapters import chapter
from kefu.web.markup import Child, Html, join, tag
from kefu.web.words import Pair, both, pair, status_name

SHOWN: Final = 500
"""So many running deadlines are shown, and so many missed ones: more would make a browser slow."""
SOON: Final = timedelta(days=1)
FILTERS: Final[tuple[tuple[str, Pair], ...]] = (
    ("all", ("全部", "All")),
    ("soon", ("24 小时内", "Within 24 h")),
    ("running", ("进行中", "Running")),
    ("missed", ("已超时", "Missed")),
    ("paid", ("要赔钱的", "Owed")),
)
"""How a deadline may stand, as the buttons call it."""


def span(left: timedelta) -> Pair:
    """A length of time as a person says it.

    >>> span(timedelta(hours=23, minutes=5)), span(timedelta(days=3, hours=2))
    (('23 小时 5 分', '23 h 5 min'), ('3 天 2 小时', '3 d 2 h'))
    """
    minutes = int(left.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return f"{days} 天 {hours} 小时", f"{days} d {hours} h"
    return (f"{hours} 小时 {rest} 分", f"{hours} h {rest} min") if hours else (f"{rest} 分钟", f"{rest} min")


def clock_name(clock: str) -> Pair:
    """What a clock is called."""
    return CLOCK_NAMES.get(clock, (clock, clock))


def listed(dues: Sequence[Due], now: datetime, clauses: Clauses) -> Html:
    """The deadlines, the nearest first, with what narrows them down."""
    title = both("逐个时限", "Deadline by deadline")
    if not dues:
        return chapter("dues", title, tag("p", both("没有。", "None."), class_="empty"))
    by_state = {state: [due for due in dues if due.clock.state == state] for state in ("running", "missed")}
    shown = [due for each in by_state.values() for due in each[:SHOWN]]
    lead = None
    if len(shown) < len(dues):
        counts = [(len(each), min(SHOWN, len(each))) for each in by_state.values()]
        lead = both(
            f"这里是最近到期的 {counts[0][1]:,} 个（共 {counts[0][0]:,} 个）和最近超时的 {counts[1][1]:,} 个"
            f"（共 {counts[1][0]:,} 个）；全部都在同一文件夹的 reckoning.xlsx 和 reckoning.csv。",
            f"The nearest {counts[0][1]:,} of {counts[0][0]:,} that run, and the latest {counts[1][1]:,} of "
            f"{counts[1][0]:,} that were missed; all of them are in reckoning.xlsx and reckoning.csv beside this page.",
        )
    heads = [
        both("截止", "Due"), both("订单", "Order"), both("时限", "Deadline"), both("应赔与可能的代价", "Owed and may cost"),
        both("逾期后果", "If missed"), both("条款", "Clauses"),
    ]  # fmt: skip
    head = tag("tr", *(tag("th", each, scope="col") for each in heads))
    ids = dict.fromkeys(id for due in shown for id in due.clauses)
    lines = {id: rule_line(found) for id in ids if (found := clauses(id)) is not None}
    against = {each: _against(each) for each in {due.conflicts for due in shown}}
    body = tag("tbody", *(_row(due, now, lines, against) for due in shown))
    none = tag("p", both("没有符合的。", "None fits."), class_="empty none")
    whole = tag("div", tag("table", tag("thead", head), body, class_="stack dues"), class_="wide")
    return chapter("dues", title, _filters(shown, now), whole, none, lead=lead)


def _filters(shown: Sequence[Due], now: datetime) -> Html:
    """What narrows the list down."""
    kinds = Counter(kind for due in shown for kind in _kinds(due, now))
    buttons = [
        tag(
            "button",
            pair(words),
            tag("b", len(shown) if kind == "all" else kinds[kind]),
            type="button",
            data_state=kind,
            aria_pressed="false",
        )
        for kind, words in FILTERS
        if kind == "all" or kinds[kind]
    ]
    clocks = [
        ("", ("所有时限", "All deadlines")),
        *((each, clock_name(each)) for each in dict.fromkeys(due.clock.clock for due in shown)),
    ]
    options = [tag("option", zh, value=each, data_zh=zh, data_en=en) for each, (zh, en) in clocks]
    return tag(
        "div", *buttons, tag("select", *options, id="clock", aria_label="时限 Deadline"),
        tag("input", id="find", type="search", aria_label="订单编号 Order"),
        tag("span", id="left", class_="left", role="status"), class_="filters",
    )  # fmt: skip


def _kinds(due: Due, now: datetime) -> list[str]:
    """How a deadline stands, as the filters call it."""
    soon = due.clock.state == "running" and due.clock.due_at - now <= SOON
    return [due.clock.state, *["soon"] * soon, *["paid"] * (due.owed is not None)]


def _row(due: Due, now: datetime, lines: Mapping[str, Html], against: Mapping[tuple[str, ...], Html | None]) -> Html:
    """One deadline."""
    clock, missed = due.clock, due.clock.state == "missed"
    left_zh, left_en = span(now - clock.due_at if missed else clock.due_at - now)
    left = both(f"超时 {left_zh}", f"{left_en} over") if missed else both(f"还剩 {left_zh}", f"{left_en} left")
    refund = tag("small", both(f"退款 {due.refund}", f"refund {due.refund}")) if due.refund else None
    where = tag("small", both(f"{Path(due.file).name}，第 {due.row} 行", f"{Path(due.file).name}, row {due.row}"))
    note = tag("small", both(due.note.zh, due.note.en)) if due.note else None
    due_at = f"{clock.due_at:%m-%d %H:%M}" if clock.due_at.year == now.year else f"{clock.due_at:%Y-%m-%d %H:%M}"
    cells: list[tuple[str, list[Child]]] = [
        ("due", [tag("span", due_at), tag("small", left, class_="left-time")]),
        ("order", [tag("b", due.order.id), refund, tag("small", pair(PLATFORM_NAMES[due.order.platform])), where]),
        ("what", [pair(clock_name(clock.clock)), " ", tag("span", pair(STATE_NAMES[clock.state]), class_="state"), note]),
        ("money", [_sum(both("应赔", "Owed"), due.owed, "owed"), _sum(pair(_stake(due)), due.at_stake, "stake")]),
        ("beyond", [both(due.beyond.told.zh, due.beyond.told.en)]),
        ("clause", [*(lines[id] for id in due.clauses if id in lines), against[due.conflicts]]),
    ]  # fmt: skip
    return tag(
        "tr", *(tag("td", *parts, class_=name) for name, parts in cells), class_=" ".join(_kinds(due, now)), data_clock=clock.clock,
        data_order=f"{due.order.id} {due.refund}".lower(),
    )  # fmt: skip


def _stake(due: Due) -> Pair:
    """What the sum is that may still come."""
    if due.at_stake is not None and due.at_stake.price_back:
        return ("到期退回货款", "Goes back when due") if due.clock.state == "running" else ("要退回货款", "Goes back")
    return ("一直不发，共赔", "Never sent, in all") if due.clock.state == "missed" else ("逾期要赔", "If missed")


def _sum(words: Html, each: Sum | None, kind: str) -> Html | None:
    if each is None:
        return None
    head = tag(
        "span",
        words,
        " ",
        tag("b", f"¥{each.amount:,.2f}"),
        " ",
        both(each.paid_words.zh, each.paid_words.en) if each.paid_as else None,
    )
    return tag("div", head, tag("small", both(each.formula.zh, each.formula.en)), class_=kind)


def _against(conflicts: Sequence[str]) -> Html | None:
    """The clauses that say otherwise, behind their number."""
    if not conflicts:
        return None
    ids = join([tag("a", id, href=f"#{id}", class_="id"), " "] for id in conflicts)
    count = both(f"{len(conflicts)} 条说法不同", f"{len(conflicts)} say otherwise")
    return tag("details", tag("summary", count), ids)


def rule_line(clause: Clause) -> Html:
    """A clause in one line: id, status, date."""
    dated = both(f"来源 {clause.dated}", f"source of {clause.dated}") if clause.dated else both("来源无日期", "no date")
    status = tag("span", pair(status_name(clause.status)), class_=f"status {clause.status}")
    return tag(
        "span",
        tag("a", clause.id, href=f"#{clause.id}", class_="id"),
        " ",
        status,
        " ",
        tag("small", dated),
        class_="rule",
    )
