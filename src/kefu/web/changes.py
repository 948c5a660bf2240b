"""The chapter of a report that stands beside an earlier one: agents first, then rules, then both together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kefu.actions.comparison import Agent, Change
from kefu.actions.digest import Digest
from kefu.web.chapters import chapter, table
from kefu.web.markup import Child, Html, join, tag
from kefu.web.opening import period, since
from kefu.web.people import agent_line, agent_name
from kefu.web.words import CHANGE, Pair, both, number, pair, platform_name, rule_name

LISTED: Final = 60
NAMED: Final = 20


def comparison(digest: Digest) -> Html | None:
    """What is better and worse than in the inspection of --since; what chance explains is folded away."""
    change = digest.comparison
    if change is None:
        return None
    lead = both(
        "只有变化超过五分之一、次数又多到不像偶然的才列在外面，其余折叠。“每千条”按各自的消息数折算，可以直接比。",
        "Open are only changes by more than a fifth that are too many to be chance; the others are folded. Rates are in "
        "1,000 messages of the same people, so they compare.",
    )
    return chapter(
        "change",
        both("与上次相比", "Since last time"),
        tag("p", since(change), class_="since"),
        tag("p", _periods(digest), class_="faint"),
        tag("h3", both("按客服（违规消息）", "By agent (messages that break rules)")),
        _split(change.people, ("没有哪位客服变化明显。", "No agent changed clearly."), ("位", "agents")),
        _left_out(change.absent, ("上次有、这次没有消息，不比较：", "Wrote nothing this time, left out: ")),
        _left_out(change.joined, ("这次才有消息，不比较：", "Wrote nothing last time, left out: ")),
        tag("h3", both("按规则（处）", "By rule (places)")),
        _split(change.rules, ("没有哪条规则变化明显。", "No rule changed clearly."), ("条", "rules")),
        _details(change.agents),
        lead=lead,
    )


def _periods(digest: Digest) -> Html:
    days = period([line.day for line in digest.days if line.day])
    change = digest.comparison
    then = period(change.days) if change else ()
    unknown = "无日期", "no dates"
    (now_zh, now_en), (then_zh, then_en) = days or unknown, then or unknown
    made = change.made if change else ""
    return both(
        f"这次的聊天：{now_zh}；上次的聊天：{then_zh}（{made} 检查）。",
        f"Chats this time: {now_en}; last time: {then_en} (inspected {made}).",
    )


def _split(changes: Sequence[Change], none: Pair, unit: Pair) -> Html:
    """The clear changes; the others folded."""
    clear = [each for each in changes if each.clear]
    rest = [each for each in changes if not each.clear]
    shown = _table(clear[:LISTED]) if clear else tag("p", pair(none), class_="empty")
    words = both(
        f"其余 {number(len(rest))} {unit[0]}：变化不大，或次数太少",
        f"{number(len(rest))} other {unit[1]}: little change, or too few cases",
    )
    return join([shown, tag("details", tag("summary", words), _table(rest[:LISTED]), _more(rest)) if rest else None])


def _details(changes: Sequence[Change]) -> Html | None:
    """Agent by rule, folded as a whole: the clear changes first."""
    if not changes:
        return None
    clear = sum(each.clear for each in changes)
    words = both(
        f"细看每位客服的每条规则（{number(len(changes))} 行，变化明显的 {number(clear)} 行在前）",
        f"Each agent, rule by rule ({number(len(changes))} lines, the {number(clear)} clear ones first)",
    )
    return tag("details", tag("summary", words), _table(changes[:LISTED]), _more(changes), class_="deep")


def _more(changes: Sequence[Change]) -> Html | None:
    rest = len(changes) - LISTED
    told = both(f"另有 {number(rest)} 行，数字在两次的 summary.json。", f"{number(rest)} more; see both summary.json.")
    return tag("p", told, class_="faint") if rest > 0 else None


def _left_out(agents: Sequence[Agent], words: Pair) -> Html | None:
    if not agents:
        return None
    names = [agent_line(account, shop) or both("（未知）", "(unknown)") for _, shop, account in agents[:NAMED]]
    listed = [[name, "、" if n < len(names) - 1 else None] for n, name in enumerate(names)]
    rest = len(agents) - NAMED
    more = both(f"等 {number(len(agents))} 位", f" and {number(rest)} more") if rest > 0 else None
    return tag("p", pair(words), listed, more, class_="faint")


def _table(changes: Sequence[Change]) -> Html:
    named, ruled = bool(changes and changes[0].agent), bool(changes and changes[0].rule)
    heads: list[tuple[Child, str]] = [
        *([(both("客服", "Agent"), "name")] if named else []), *([(both("规则", "Rule"), "")] if ruled else []),
        (both("变化", "Change"), ""), (both("上次", "Then"), "n"), (both("这次", "Now"), "n"),
        (both("每千条", "Per 1,000"), "n"),
    ]  # fmt: skip
    platforms = {each.agent[0] for each in changes if each.agent}
    rows = []
    for each in changes:
        platform, shop, account = each.agent or ("", "", "")
        name = [agent_name(account, shop), tag("small", pair(platform_name(platform))) if len(platforms) > 1 else None]
        kind = each.kind if each.clear else "same"
        rows.append(
            [
                *([name] if named else []), *([pair(rule_name(each.rule))] if ruled else []),
                tag("span", pair(CHANGE[each.kind]), class_=f"change {kind}"), number(each.then), number(each.now),
                f"{number(each.rate_then, 1)} → {number(each.rate_now, 1)}",
            ]
        )  # fmt: skip
    return table(heads, rows)
