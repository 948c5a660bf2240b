"""The chapter of a report on what agents promised, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kefu.actions.courses import Vow
from kefu.actions.digest import Digest
from kefu.checks.deeds import OUTCOMES, Outcome
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.ids import PROMISE_NAMES
from kefu.web.chapters import chapter, file_name, table
from kefu.web.markup import Child, Html, tag
from kefu.web.people import agent_line
from kefu.web.words import Pair, both, number, pair, platform_name

VOWS_OPEN: Final = 20
VOWS_LISTED: Final = 100
OUTCOME: Final[dict[Outcome, Pair]] = {
    "overdue": ("逾期未见兑现", "Overdue"),
    "late": ("迟了", "Late"),
    "untold": ("聊天里看不出", "Not to be told"),
    "kept": ("兑现了", "Kept"),
}
BADGE: Final[dict[Outcome, str]] = {
    "overdue": "badge block",
    "late": "badge warn",
    "untold": "badge",
    "kept": "badge good",
}
_LEAD: Final = (
    "只看同一会话后面的话：客服或系统说办了，算兑现；期限过了会话还在继续、却没有人说办了，算逾期。聊天之外办的事这里看不到，找客服之前"
    "先查订单。",
    "Only later lines of the same conversation tell: it is kept where agent or platform says that it is done, overdue where the talk went "
    "on after the time without that. What was done outside the chat is not seen here; look at the order before you talk to the agent.",
)


def promises(digest: Digest) -> Html | None:
    """What agents promised, by kind and singly; None where words alone judged, which hear no promises."""
    if digest.terms.words_alone:
        return None
    title = both("客服的承诺", "What agents promised")
    if not digest.promises:
        told = both(
            "没有发现客服作出的承诺（发货、退款、补发、回电、补偿等）。",
            "No agent promised anything (to ship, refund, send again, call back, compensate …).",
        )
        return chapter("promises", title, tag("p", told, class_="empty"))
    heads: list[tuple[Child, str]] = [
        (both("承诺", "Promise"), ""), *((pair(OUTCOME[name]), "n") for name in OUTCOMES), (both("合计", "All"), "n")
    ]  # fmt: skip
    counts = (
        [pair(PROMISE_NAMES[kind]), *(number(times[name]) for name in OUTCOMES), number(sum(times.values()))]
        for kind, times in digest.promises.items()
    )
    return chapter("promises", title, table(heads, counts), *_singly(digest), lead=both(*_LEAD))


def _singly(digest: Digest) -> list[Html]:
    heads: list[tuple[Child, str]] = [
        (both("结果", "Outcome"), "standing"), (both("承诺", "Promise"), "said"), (both("客服", "Agent"), "agent"),
        (both("什么时候说的", "Said"), "place"), (both("期限", "Due"), "due"), (both("说办了", "Told as done"), "due"),
    ]  # fmt: skip
    shown = digest.vows[:VOWS_LISTED]
    broken = [vow for vow in shown if vow.outcome in ("overdue", "late")][:VOWS_OPEN]
    rows = [_vow(vow) for vow in shown]
    title = tag("h3", both("逾期或迟了的", "Overdue or late"))
    none = tag("p", both("没有看到逾期或迟了的承诺。", "None is seen to be overdue or late."), class_="empty")
    out = [title, table(heads, rows[: len(broken)], "stack") if broken else none]
    if folded := len(rows) - len(broken):
        more = tag("summary", both(f"其余 {folded} 条", f"{folded} more"))
        out.append(tag("details", more, table(heads, rows[len(broken) :], "stack")))
    if left := sum(digest.outcomes().values()) - len(shown):
        told = both(f"另有 {number(left)} 条没有列出。", f"{number(left)} more are not listed.")
        out.append(tag("p", told, class_="faint"))
    return out


def _vow(vow: Vow) -> list[Child]:
    amount = tag("small", both(f"{vow.amount} 元", f"{vow.amount} yuan")) if vow.amount else None
    where = tag("small", pair(platform_name(vow.platform)), " · ", file_name(vow.file), f":{vow.row}")
    deed = None if vow.deed is None else [_clock(vow.deed.at), tag("small", both("行", "line"), f" {vow.deed.row}")]
    return [
        tag("span", pair(OUTCOME[vow.outcome]), class_=BADGE[vow.outcome]),
        [tag("span", pair(PROMISE_NAMES[vow.kind]), class_="chip"), tag("span", vow.words, class_="said"), amount],
        agent_line(vow.agent, vow.shop) or "—",
        [_clock(vow.at), where],
        _clock(vow.due) if vow.due else both("没说", "none told"),
        deed or "—",
    ]


def _clock(at: datetime | None) -> str:
    return "—" if at is None else at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
