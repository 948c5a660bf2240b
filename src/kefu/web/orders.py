"""The page of a reckoning of orders: what falls due when, what was missed, what is owed; one file that opens offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from kefu.actions.clauses import Clauses
from kefu.actions.masking import mask
from kefu.actions.reasons import chinese
from kefu.actions.reckoning import UNSAID, Due, Reckoning, Request
from kefu.vocabulary.errors import KefuError
from kefu.web.chapters import chapter, many, table
from kefu.web.dues import SOON, clock_name, listed, rule_line, span
from kefu.web.markup import Child, Html, shipped, tag
from kefu.web.sheet import sheet, shipped_charts
from kefu.web.words import Pair, both, number, pair

REJECTS: Final = 50
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
BARS: Final[tuple[tuple[timedelta, Pair], ...]] = (
    (-7 * DAY, ("7 天以前", "over 7 d ago")), (-3 * DAY, ("3–7 天前", "3–7 d ago")), (-DAY, ("1–3 天前", "1–3 d ago")),
    (0 * DAY, ("近 24 小时", "last 24 h")), (2 * HOUR, ("2 小时内", "in 2 h")), (6 * HOUR, ("2–6 小时", "2–6 h")),
    (12 * HOUR, ("6–12 小时", "6–12 h")), (DAY, ("12–24 小时", "12–24 h")), (2 * DAY, ("1–2 天", "1–2 d")),
    (3 * DAY, ("2–3 天", "2–3 d")), (7 * DAY, ("3–7 天", "3–7 d")), (timedelta.max, ("7 天以后", "later")),
)  # fmt: skip
"""Until when from now each bar of the chart reaches; below nought it was missed."""


def page(
    came: Reckoning, request: Request, rejected: Sequence[KefuError], clauses: Clauses, charts: str | None = None
) -> str:
    """The page.

    Args:
        charts: the source of Apache ECharts; None takes the one that ships with Kefu. Where there is none ('' or not
            shipped), a table stands in place of the chart and the page says so.
    """
    source = shipped_charts() if charts is None else charts
    bars = _bars(came.dues, request.now)
    chapters = [
        _opening(came, request, len(rejected)), _chart(bars, bool(source)) if came.dues else None,
        listed(came.dues, request.now, clauses), _unsaid(came.unsaid), _register(came.dues, clauses), _rejects(rejected),
        _footing(request),
    ]  # fmt: skip
    return sheet("订单时限与赔付", chapters, {"bars": bars}, shipped("orders.js"), source, shipped("orders.css"))


def _opening(came: Reckoning, request: Request, rejected: int) -> Html:
    """Title, the whole in a sentence, figures."""
    now, names = request.now, "、".join(path.name for path in request.files)
    running = [due for due in came.dues if due.clock.state == "running"]
    missed, soon = len(came.dues) - len(running), sum(due.clock.due_at - now <= SOON for due in running)
    tiles: list[tuple[str, Pair, str]] = [
        (number(came.orders), ("个订单", "orders"), ""),
        (number(soon), ("个 24 小时内到期", "due within 24 hours"), "warn" if soon else "good"),
        (number(len(running)), ("个时限在走", "deadlines run"), ""),
        (number(missed), ("个已超时", "missed"), "block" if missed else "good"),
        (f"¥{came.owed:,.2f}", ("按条款应赔", "owed by the clauses"), "block" if came.owed else "good"),
        (number(rejected), ("行读不了", "rows not read"), "warn" if rejected else ""),
    ]
    switches = [
        tag("button", "中 / EN", type="button", id="language", title="中文 / English"),
        tag("button", "◐", type="button", id="theme", title="深色 / 浅色 · dark / light"),
    ]
    facts = [
        tag("span", each, class_="part")
        for each in (both(f"截至 {now:%Y-%m-%d %H:%M}", f"as of {now:%Y-%m-%d %H:%M}"), names)
    ]
    tone = "bad" if missed else "fair" if soon else "good"
    return tag(
        "header",
        tag("div", tag("h1", both("订单时限与赔付", "Deadlines of orders")), tag("p", *facts, class_="faint"), class_="title"),
        tag("div", *switches, class_="switches"),
        tag("div", tag("p", _verdict(came, running, missed, now)), class_=f"verdict {tone}"),
        tag("div", *(
            tag("div", tag("b", count, class_="long" if len(count) > 9 else None), tag("span", pair(words)), class_=f"tile {tone}")
            for count, words, tone in tiles
        ), class_="tiles"),
    )  # fmt: skip


def _verdict(came: Reckoning, running: Sequence[Due], missed: int, now: datetime) -> Html:
    """The whole in one sentence."""
    if not came.dues:
        return both(
            f"{number(came.orders)} 个订单里没有在走的时限，也没有超时的。",
            f"No deadline runs in {many(came.orders, 'order')}, and none was missed.",
        )
    zh, en = [], []
    if running:
        first = running[0]
        name, (left_zh, left_en) = (
            clock_name(first.clock.clock),
            span(first.clock.due_at - now),
        )
        zh.append(f"最近到期的是订单 {first.order.id} 的「{name[0]}」，还剩 {left_zh}")
        en.append(f"the nearest is {name[1]} of order {first.order.id}, {left_en} left")
    if missed:
        zh.append(f"{number(missed)} 个已超时" + (f"，按条款应赔 ¥{came.owed:,.2f}" if came.owed else ""))
        en.append(f"{number(missed)} missed" + (f", ¥{came.owed:,.2f} owed by the clauses" if came.owed else ""))
    told = "; ".join(en)
    return both("；".join(zh) + "。", told[0].upper() + told[1:] + ".")


def _bars(dues: Sequence[Due], now: datetime) -> list[dict[str, Any]]:
    """How many deadlines fall due when, and what they may cost."""
    clocks: list[Counter[str]] = [Counter() for _ in BARS]
    sums = [Decimal(0)] * len(BARS)
    for due in dues:
        left = due.clock.due_at - now
        n = next(
            n for n, (until, _) in enumerate(BARS) if left <= until and (left >= timedelta(0)) == (until > timedelta(0))
        )
        clocks[n][due.clock.clock] += 1
        sums[n] += sum((each.amount for each in (due.owed or due.at_stake,) if each is not None), Decimal(0))
    return [
        {
            "name": name, "full": _full(until, name),
            "count": counts.total(), "sum": f"{total:,.2f}" if total else "",
            "tone": "block" if until <= timedelta(0) else "warn" if until <= SOON else "note",
            "clocks": [{"name": clock_name(clock), "count": count} for clock, count in counts.most_common()],
        }
        for (until, name), counts, total in zip(BARS, clocks, sums, strict=True)
    ]  # fmt: skip


def _full(until: timedelta, name: Pair) -> Pair:
    return (f"{name[0]}超时", f"missed, {name[1]}") if until <= timedelta(0) else (f"{name[0]}到期", f"due {name[1]}")


def _chart(bars: Sequence[Mapping[str, Any]], drawn: bool) -> Html:
    """What falls due when, as a chart above its numbers."""
    heads: list[tuple[Child, str]] = [
        (both("什么时候", "When"), ""), (both("时限", "Deadlines"), "n"), (both("应赔或可能的代价", "Owed or may cost"), "n"),
    ]  # fmt: skip
    numbers = table(heads, ([pair(bar["full"]), bar["count"], bar["sum"]] for bar in bars))
    details = tag("details", tag("summary", both("看数字", "Numbers")), numbers, open=True)
    missing = both(
        "这份 Kefu 没有带图表组件，下面是数字。",
        "This copy of Kefu ships without its chart component; here are the numbers.",
    )
    lead = both(
        "左边已超时，右边还没到期；黄色的 24 小时内要办。",
        "Left: missed. Right: still to come; yellow falls due within 24 hours.",
    )
    return chapter(
        "when", both("什么时候到期", "What falls due when"), None if drawn else tag("p", missing, class_="notice"),
        tag("figure", tag("div", id="chart") if drawn else None, details), lead=lead,
    )  # fmt: skip


def _unsaid(unsaid: Mapping[str, int]) -> Html | None:
    """Of what nothing was said, and why."""
    if not unsaid:
        return None
    lead = both("这些不算时限，也不猜：", "Of these no deadline is told, and none is guessed:")
    rows = ([pair(UNSAID[word]), number(count)] for word, count in unsaid.items())
    heads: list[tuple[Child, str]] = [(both("为什么", "Why"), ""), (both("单", "Orders"), "n")]
    return chapter("unsaid", both("没有算的", "Left open"), table(heads, rows), lead=lead)


def _register(dues: Sequence[Due], clauses: Clauses) -> Html | None:
    """The words of every clause that was used, and of those that say otherwise."""
    used = dict.fromkeys(id for due in dues for id in due.clauses)
    against = dict.fromkeys(id for due in dues for id in due.conflicts if id not in used)
    found = [(each, id in against) for id in (*used, *against) if (each := clauses(id)) is not None]
    if not found:
        return None
    lines: list[Child] = []
    for each, other in found:
        mark = tag("span", both("说法不同，没有采用", "says otherwise, not used"), class_="badge") if other else None
        lines.append(tag("dt", rule_line(each), mark, id=each.id))
        lines.append(tag("dd", both(each.zh, each.en), tag("small", each.source)))
    return chapter("register", both("条款原意与出处", "What the clauses say"), tag("dl", *lines, class_="register"))


def _rejects(rejected: Sequence[KefuError]) -> Html | None:
    """The rows that could not be read."""
    if not rejected:
        return None
    heads: list[tuple[Child, str]] = [
        (both("哪里", "Where"), "place"),
        (both("什么问题", "What"), "said"),
        (both("怎么改", "Mend"), ""),
    ]
    rows = (
        [fault.where, both(chinese(mask(fault.what)), mask(fault.what)), both(chinese(fault.mend), fault.mend)]
        for fault in rejected[:REJECTS]
    )
    lead = both(
        f"共 {len(rejected):,} 行，全部在 rejects.csv；这里列出前 {min(REJECTS, len(rejected))} 行。",
        f"{len(rejected):,} in all, every one in rejects.csv.",
    )
    return chapter("rejects", both("读不了的行", "Rows not read"), table(heads, rows, "stack"), lead=lead)


def _footing(request: Request) -> Html:
    basis = (
        both("只按最初材料", "the seed documents alone")
        if request.basis == "seeds"
        else both("最新证据", "the latest evidence")
    )
    return tag(
        "footer",
        both("依据：", "By "), basis, both("。", ". "),
        both(
            "扣分按从没扣过分的店算，只写规则库写明的；规则库没有写的就说没有写。结论不是法律意见。"
            "全部结果在同一文件夹的 reckoning.xlsx 和 reckoning.csv。",
            "Points are told for a shop that has none yet, and only as the rulebook states them; where it states none, that is "
            "said. No legal advice. All of it is in reckoning.xlsx and reckoning.csv beside this page.",
        ),
    )  # fmt: skip
