"""The top of a report: what a supervisor must know who has ten seconds."""

from __future__ import annotations

from collections.abc import Sequence

from kefu.actions.comparison import Comparison
from kefu.actions.digest import Digest
from kefu.actions.figures import AgentLine, Times
from kefu.web.chapters import CHAPTERS, by_alarms, many, unread
from kefu.web.markup import Child, Html, join, tag
from kefu.web.people import agent_line
from kefu.web.prices import sum_line
from kefu.web.words import Pair, both, number, pair, rule_name

CALLED = 3
"""How many agents, and how many rules that are equally frequent, the top names."""


def opening(digest: Digest) -> Html:
    """Title, verdict, figures, and in a line each what it may cost and whom to talk to."""
    days = [line.day for line in digest.days if line.day]
    span = period(days)
    count, nameless = len(digest.files), bool(digest.agent) and not digest.people
    facts = both(
        _apart(*span[:1], f"{count} 个文件", *["客服账号未知"] * nameless, f"{digest.terms.made} 生成"),
        _apart(*span[1:], many(count, "file"), *["agents not named"] * nameless, f"made on {digest.terms.made}"),
    )
    tone = "bad" if digest.stopped else "fair" if digest.alarmed else "good"
    left_out = {"" if digest.comparison else "change", "promises" if digest.terms.words_alone else ""}
    links = [tag("a", pair(words), href=f"#{name}") for name, words in CHAPTERS if name not in left_out]
    briefs = [brief for brief in (_costs(digest), _talks(digest)) if brief]
    return tag(
        "header",
        tag(
            "div",
            tag("h1", both("客服聊天质检报告", "Chat inspection")),
            tag("p", facts, class_="faint"),
            class_="title",
        ),
        tag("div", _switches(), class_="switches"),
        tag(
            "div",
            tag("p", verdict(digest)),
            tag("p", since(digest.comparison), class_="since") if digest.comparison else None,
            class_=f"verdict {tone}",
        ),
        unread(digest) if digest.agent else None,
        tag("div", *_tiles(digest), class_="tiles"),
        tag("dl", *briefs, class_="briefs") if briefs else None,
        tag("nav", *links),
    )


def verdict(digest: Digest) -> Html:
    """The whole inspection in one plain sentence."""
    people, messages = digest.people, digest.agent
    if not messages:
        return both(
            "这些文件里没有客服发出的消息，没有可以检查的内容。",
            "These files hold no message of an agent, so there was nothing to judge.",
        )
    who_zh, who_en = f"{number(messages)} 条客服消息", many(messages, "message") + " of agents"
    if people:
        who_zh = f"{number(people)} 位客服的 {number(messages)} 条消息"
        who_en = f"{many(messages, 'message')} by {many(people, 'agent')}"
    if not digest.alarmed:
        notes = digest.times.note
        more_zh = f"，另有 {number(notes)} 处提示" if notes else ""
        more_en = f", apart from {many(notes, 'note')}" if notes else ""
        return both(f"检查了{who_zh}，没有发现违规{more_zh}。", f"Nothing in {who_en} breaks a rule{more_en}.")
    stop_zh = stop_en = ""
    if digest.stopped == digest.alarmed:
        stop_zh, stop_en = "，都不该发出", "; none of them should have gone out"
    elif digest.stopped:
        stop_zh = f"，其中 {number(digest.stopped)} 条本不该发出"
        stop_en = f"; {number(digest.stopped)} of them should never have gone out"
    most_zh, most_en = _most(by_alarms(digest.rules))
    places = digest.times.alarms
    return both(
        f"{who_zh}里有 {number(digest.alarmed)} 条违规（共 {number(places)} 处）{stop_zh}；{most_zh}。",
        f"Of {who_en}, {number(digest.alarmed)} {'breaks a rule' if digest.alarmed == 1 else 'break rules'} "
        f"(in {many(places, 'place')}){stop_en}. {most_en}.",
    )


def since(change: Comparison) -> Html:
    """Better or worse than last time, in one sentence."""
    whole = change.whole
    then_zh, then_en = _then(change)
    before, after = number(whole.rate_then, 1), number(whole.rate_now, 1)
    if not whole.clear:
        told: Pair = "差别不大", "much the same"
    elif whole.rate_now > whole.rate_then:
        told = (
            ("变差，上次没有违规", "worse, there were none")
            if not whole.then
            else _moved(whole.now_to_then, "变差", "worse")
        )
    else:
        told = (
            ("变好，这次没有违规", "better, none this time")
            if not whole.now
            else _moved(whole.now_to_then, "变好", "better")
        )
    kind = "same" if not whole.clear else "worse" if whole.rate_now > whole.rate_then else "better"
    told_zh = f"每千条客服消息 {after} 条违规，上次{then_zh} {before} 条："
    told_en = f"In 1,000 messages {after} break rules, {before} last time{then_en}: "
    return join([both(told_zh, told_en), tag("b", pair(told), class_=f"change {kind}")])


def period(days: Sequence[str]) -> tuple[str, ...]:
    """From the first day to the last, in Chinese and in English; nothing where there is no day."""
    if not days:
        return ()
    first, last = days[0], days[-1]
    return (first, first) if first == last else (f"{first} 至 {last}", f"{first} to {last}")


def _then(change: Comparison) -> Pair:
    """What last time was: the days of its chats, not of its making."""
    if change.days:
        zh, en = period(change.days)
        return f"（{zh} 的聊天）", f" (chats of {en})"
    return f"（聊天无日期，{change.made} 检查）", f" (chats without dates, inspected {change.made})"


def _moved(times: float, zh: str, en: str) -> Pair:
    """By how much, as a share or, where that is more than twice, as a multiple."""
    if times >= 2:
        return f"{zh}，是上次的 {number(times, 1)} 倍", f"{en}, {number(times, 1)} times as many"
    share = number(100 * abs(times - 1))
    word_zh, word_en = ("多", "more") if times > 1 else ("少", "fewer")
    return f"{zh}，{word_zh}了 {share}%", f"{en}, {share}% {word_en}"


def _most(rules: Sequence[tuple[str, Times]]) -> Pair:
    """The most frequent rule, or those that share the place."""
    times = rules[0][1].alarms
    tied = [rule_name(rule) for rule, each in rules if each.alarms == times]
    named_zh = "".join(f"「{zh}」" for zh, _ in tied[:CALLED])
    named_en = ", ".join(en for _, en in tied[:CALLED])
    if len(tied) == 1:
        return f"最多的是{named_zh}，{number(times)} 处", f"The most frequent: {named_en} ({number(times)})"
    more_zh = f"等 {len(tied)} 类" if len(tied) > CALLED else ""
    more_en = f" and {len(tied) - CALLED} more" if len(tied) > CALLED else ""
    return (
        f"最多的是{named_zh}{more_zh}，各 {number(times)} 处",
        f"The most frequent: {named_en}{more_en} ({number(times)} each)",
    )


def _costs(digest: Digest) -> Html | None:
    """What it may cost, each figure with its status and day."""
    if not digest.stakes.stakes:
        return None
    none = both(
        "涉及的条款没有写明可以相加的分数或金额", "none of the clauses names points or a sum that could be added up"
    )
    lines = [tag("span", sum_line(each), class_="cost") for each in digest.stakes.sums]
    note = tag(
        "small",
        both(
            "前一个数：每条款判一次；后一个数：每处都判",
            "the first figure: each clause once; the second: every place upheld",
        ),
    )
    ranges = any(each.once != each.every for each in digest.stakes.sums)
    more = tag("a", both("逐条看", "clause by clause"), href="#prices")
    return _brief(
        ("可能的代价", "It may cost"), join([*lines, (note if ranges else None) if lines else none, " ", more])
    )


def _talks(digest: Digest) -> Html | None:
    """Whom to talk to first, and who got clearly worse."""
    known = [line for line in digest.agents if line.agent]
    due = [line for line in known if line.stopped] or [line for line in known if line.alarmed]
    if not due:
        return None
    lines = [tag("span", _talk(line), class_="talkto") for line in due[:CALLED]]
    rest = len(due) - CALLED
    more = both(f"另有 {number(rest)} 位", f"{number(rest)} more") if rest > 0 else both("每位客服", "agent by agent")
    worse = (
        [each for each in digest.comparison.people if each.clear and each.rate_now > each.rate_then]
        if digest.comparison
        else []
    )
    names: list[Child] = [agent_line(each.agent[2], each.agent[1]) for each in worse[:CALLED] if each.agent]
    spoken = _brief(("先找谁谈", "Talk to"), join([*lines, " ", tag("a", more, href="#agents")]))
    if not names:
        return spoken
    listed = join([[name, "、" if n < len(names) - 1 else None] for n, name in enumerate(names)])
    more_worse = both(f"等 {len(worse)} 位", f" and {len(worse) - CALLED} more") if len(worse) > CALLED else None
    return join(
        [
            spoken,
            _brief(
                ("明显变差", "Clearly worse"),
                join([tag("span", listed, more_worse), " ", tag("a", both("比较", "compare"), href="#change")]),
            ),
        ]
    )


def _talk(line: AgentLine) -> Html:
    count_zh, count_en = (
        (f"{line.stopped} 条不该发出", f"{line.stopped} to stop")
        if line.stopped
        else (f"{line.alarmed} 条要改写", f"{line.alarmed} to reword")
    )
    zh, en = rule_name(next(iter(line.rules)))
    return join(
        [tag("b", agent_line(line.agent, line.shop)), both(f" {count_zh}，先谈「{zh}」", f" {count_en}, first {en}")]
    )


def _brief(words: Pair, told: Html) -> Html:
    return join([tag("dt", pair(words)), tag("dd", told)])


def _apart(*parts: str) -> Html:
    """Parts with a dot between them; none is broken."""
    return join(tag("span", part, class_="part") for part in parts)


def _switches() -> Html:
    return join(
        [
            tag("button", "中 / EN", type="button", id="language", title="中文 / English"),
            tag("button", "◐", type="button", id="theme", title="深色 / 浅色 · dark / light"),
        ]
    )


def _tiles(digest: Digest) -> list[Html]:
    tiles: list[tuple[Child, Pair, str]] = [
        (number(digest.messages), ("条消息", "messages"), ""),
        *([(number(digest.people), ("位客服", "agents"), "")] if digest.people else []),
        (number(digest.alarmed), ("条违规消息", "messages break rules"), "warn" if digest.alarmed else "good"),
        (number(digest.stopped), ("条应当拦截", "should be stopped"), "block" if digest.stopped else "good"),
        (number(digest.rejected), ("行未能读取", "rows not read"), "warn" if digest.rejected else ""),
    ]
    return [
        tag("div", tag("b", count), tag("span", pair(words)), class_=f"tile {tone}") for count, words, tone in tiles
    ]  # fmt: skip
