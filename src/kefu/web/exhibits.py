"""The chapters of a report that quote: the worst messages, the buyers at risk, and what changed since last time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kefu.actions.comparison import Change
from kefu.actions.digest import SHOWN, Digest
from kefu.actions.exhibits import Exhibit, Said, Worry
from kefu.actions.stakes import Stake
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.verdict import Finding
from kefu.web.chapters import chapter, file_name, table
from kefu.web.markup import Child, Html, join, tag
from kefu.web.prices import price, standing
from kefu.web.words import CHANGE, EMOTION, RISK, SEVERITY, SPEAKER, both, number, pair, platform_name, rule_name

CHANGES_LISTED = 60


def worst(digest: Digest) -> Html:
    """The worst twenty messages in their context, each with clause, price and rewrite."""
    title = both(f"最严重的 {SHOWN} 条", f"The worst {SHOWN}")
    if not digest.worst:
        told = both(
            "没有需要拦截或提醒的消息。以后这里会逐条列出原话、前后文、依据的条款、代价和改法。",
            "No message needs blocking or a warning. Here would stand each one in its context, with clause, price and rewrite.",
        )
        return chapter("worst", title, tag("p", told, class_="empty"))
    stakes = {(stake.platform, stake.id): stake for stake in digest.stakes.stakes}
    cards = [_card(exhibit, stakes) for exhibit in digest.worst]
    hidden = (
        None
        if digest.terms.unmask
        else both("买家的电话、地址、姓名已遮盖。", "Buyers' phones, addresses and names are covered.")
    )
    if len(digest.worst) < SHOWN:
        title = both(
            f"全部 {len(cards)} 条违规消息",
            "The one message with alarms" if len(cards) == 1 else f"All {len(cards)} messages with alarms",
        )
        if len(cards) < digest.alarmed:
            title = both(f"最严重的 {len(cards)} 条", f"The worst {len(cards)}")
    return chapter("worst", title, *cards, lead=hidden)


def buyers(digest: Digest) -> Html:
    """Buyers who threaten, lure, or want to be left alone, the most urgent first."""
    title = both("需要留意的买家", "Buyers to look after")
    if not digest.worries:
        told = both(
            "没有买家提到监管投诉、曝光、差评威胁、索赔、好评返现之类的诱导，也没有人要求别再联系。",
            "No buyer spoke of a regulator, the media, a bad review or claims, lured into a breach, or asked for no more contact.",
        )
        return chapter("buyers", title, tag("p", told, class_="empty"))
    heads: list[tuple[Child, str]] = [
        (both("会话", "Conversation"), "who"), (both("风险", "Risk"), "risk"), (both("原话", "Words"), "said"),
        (both("客服", "Agent"), "agent"), (both("时间与出处", "Time and place"), "place"),
    ]  # fmt: skip
    counts = [
        tag("li", pair(RISK.get(risk, (risk, risk))), f" {number(times)}") for risk, times in digest.risks.items()
    ]
    rows = (_worry(worry) for worry in digest.worries)
    lead = both("一个会话一行，最急的在前。", "One line a conversation, the most urgent first.")
    return chapter("buyers", title, tag("ul", *counts, class_="chips"), table(heads, rows, "stack"), lead=lead)


def comparison(digest: Digest) -> Html | None:
    """What is new, worse, better and gone since the inspection of --since."""
    change = digest.comparison
    if change is None:
        return None
    before = 1000 * change.alarms_then / change.messages_then if change.messages_then else 0.0
    after = 1000 * digest.times.alarms / digest.agent if digest.agent else 0.0
    lead = both(
        f"上次（{change.made}）每千条客服消息 {number(before, 1)} 处违规，这次 {number(after, 1)} 处。变化不到五分之一的算持平，不列出。",
        f"Last time ({change.made}) there were {number(before, 1)} alarms in 1,000 messages, now {number(after, 1)}. "
        "Rates that moved by less than a fifth are the same and not listed.",
    )
    rules = [each for each in change.rules if each.kind != "same"]
    agents = [each for each in change.agents if each.kind != "same"]
    absent = None
    if change.absent:
        names = "、".join(agent for _, _, agent in change.absent[:20])
        absent = tag(
            "p",
            both(
                f"上次有、这次没有消息的客服不参与比较：{names}",
                f"Agents who wrote nothing this time are left out: {names}",
            ),
            class_="faint",
        )
    return chapter(
        "change",
        both("与上次相比", "Since last time"),
        tag("h3", both("按规则", "By rule")),
        _changes(rules, False),
        tag("h3", both("按客服", "By agent")),
        _changes(agents[:CHANGES_LISTED], True),
        absent,
        lead=lead,
    )


def _card(exhibit: Exhibit, stakes: dict[tuple[str, str], Stake]) -> Html:
    alarm = exhibit.alarms[0]
    place = [pair(platform_name(exhibit.platform)), exhibit.shop, exhibit.agent, exhibit.at]
    return tag(
        "article",
        tag(
            "div",
            tag("span", pair(SEVERITY[alarm.severity]), class_=f"badge {alarm.severity}"),
            tag("b", pair(rule_name(alarm.rule))),
            tag(
                "span",
                [[part, " · "] for part in place if part],
                file_name(exhibit.file),
                f":{exhibit.row}",
                class_="faint",
            ),
            class_="cardhead",
        ),
        tag(
            "div",
            [_line(said) for said in exhibit.before],
            tag(
                "p",
                tag("i", pair(SPEAKER["agent"])),
                tag("span", marked(exhibit.text, exhibit.findings), class_="said"),
                class_="line here",
            ),
            [_line(said) for said in exhibit.after],
            class_="talk",
        ),
        _grounds(exhibit, stakes),
        class_=f"card {alarm.severity}",
    )


def marked(text: str, findings: Sequence[Finding]) -> Html:
    """A text with its findings marked; where two overlap, the heavier shows."""
    edges = sorted(
        {0, len(text), *(edge for each in findings for edge in (each.start, each.end) if 0 <= edge <= len(text))}
    )
    pieces: list[Child] = []
    for start, end in pairwise(edges):
        over = [each.severity for each in findings if each.start <= start and each.end >= end]
        piece = text[start:end]
        pieces.append(tag("mark", piece, class_=min(over, key=SEVERITIES.index)) if over else piece)
    return join(pieces)


def _line(said: Said) -> Html:
    who = tag("i", pair(SPEAKER.get(said.role, (said.role, said.role))))
    return tag("p", who, tag("span", said.text, class_="said"), class_=f"line {said.role}")


def _grounds(exhibit: Exhibit, stakes: dict[tuple[str, str], Stake]) -> list[Html]:
    """What stands against a message, finding by finding; a rewrite that mends several stands once, below the last."""
    below = {finding.advice: number for number, finding in enumerate(exhibit.findings)}
    return [
        _ground(finding, stakes.get((exhibit.platform, finding.clause)), below[finding.advice] == number)
        for number, finding in enumerate(exhibit.findings)
    ]


def _ground(finding: Finding, stake: Stake | None, advised: bool) -> Html:
    clause = stake.clause if stake else None
    told: Child = both(clause.zh, clause.en) if clause else finding.clause
    return tag(
        "dl",
        tag("dt", both("问题", "Issue")),
        tag("dd", tag("mark", finding.quote, class_=finding.severity), " ", pair(rule_name(finding.rule))),
        tag("dt", both("依据", "Clause")),
        tag("dd", told, " ", standing(stake) if stake else None),
        [tag("dt", both("代价", "Price")), tag("dd", price(stake, finding.penalty))] if finding.alarm else None,
        [tag("dt", both("改说", "Say")), tag("dd", finding.advice, class_="advice")]
        if finding.advice and advised
        else None,
    )


def _worry(worry: Worry) -> list[Child]:
    risks = [tag("span", pair(RISK.get(risk, (risk, risk))), class_="chip") for risk in worry.risks]
    mood = tag("small", pair(EMOTION[worry.emotion])) if worry.emotion != "calm" else None
    name = worry.session or both("（未知）", "(unknown)")
    where = [pair(platform_name(worry.platform)), f" {worry.shop}" if worry.shop else None]
    return [
        [name, tag("small", where)], [*risks, mood], worry.text, worry.agent or "—",
        [worry.at or "—", tag("small", file_name(worry.file), f":{worry.row}")],
    ]  # fmt: skip


def _changes(changes: Sequence[Change], named: bool) -> Html:
    if not changes:
        return tag("p", both("没有明显变化。", "No clear change."), class_="empty")
    heads: list[tuple[Child, str]] = [(both("变化", "Change"), ""), (both("规则", "Rule"), "")]
    if named:
        heads.insert(1, (both("客服", "Agent"), ""))
    heads += [(both("上次", "Then"), "n"), (both("这次", "Now"), "n"), (both("每千条", "Per 1,000"), "n")]
    rows = []
    for each in changes:
        row: list[Child] = [
            tag("span", pair(CHANGE[each.kind]), class_=f"change {each.kind}"),
            pair(rule_name(each.rule)),
        ]
        if named and each.agent:
            row.insert(
                1, [each.agent[2] or both("（未知）", "(unknown)"), tag("small", pair(platform_name(each.agent[0])))]
            )
        row += [number(each.then), number(each.now), f"{number(each.rate_then, 1)} → {number(each.rate_now, 1)}"]
        rows.append(row)
    return table(heads, rows)
