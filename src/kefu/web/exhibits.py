"""The chapters of a report that quote: the worst messages, and the buyers at risk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kefu.actions.digest import Digest
from kefu.actions.exhibits import Exhibit, Said, Worry
from kefu.actions.sayings import Saying
from kefu.actions.stakes import Stake
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.verdict import Finding
from kefu.web.chapters import chapter, file_name, table
from kefu.web.markup import Child, Html, join, tag
from kefu.web.moods import strip, turns
from kefu.web.people import agent_line, parted
from kefu.web.prices import price, standing
from kefu.web.reasons import why
from kefu.web.words import EMOTION, RISK, SEVERITY, SPEAKER, both, number, pair, platform_name, rule_name

NAMED = 5
"""How many of the agents who said the same are named."""


def worst(digest: Digest) -> Html:
    """The worst messages in their context, each with clause, price and rewrite, and how often the same was said."""
    count = len(digest.worst)
    title = both(f"最严重的 {count} 条", f"The worst {count}")
    if not count:
        told = both(
            "没有需要拦截或提醒的消息。以后这里会逐条列出原话、前后文、依据的条款、代价和改法。",
            "No message needs blocking or a warning. Here would stand each one in its context, with clause, price and rewrite.",
        )
        title = both("最严重的消息", "The worst messages")
        return chapter("worst", title, tag("p", told, class_="empty"))
    stakes = {(stake.platform, stake.id): stake for stake in digest.stakes.stakes}
    cards = [_card(exhibit, saying, stakes) for exhibit, saying in digest.worst]
    if count == digest.alarmed:
        title = both(
            f"全部 {count} 条违规消息",
            "The one message that breaks a rule" if count == 1 else f"All {count} messages that break rules",
        )
    hidden = not digest.terms.unmask
    lead = both(
        "先让每条规则、每个会话各占一条；差不多的话只列一次，并注明一共几处、谁说的。"
        + "买家的电话、地址、姓名已遮盖。" * hidden,
        "Each rule and each conversation comes once before any comes twice; what is said in nearly the same words stands "
        "once, with how often and by whom." + " Buyers' phones, addresses and names are covered." * hidden,
    )
    return chapter("worst", title, *cards, lead=lead)


def buyers(digest: Digest) -> Html:
    """Buyers who threaten, lure, or want to be left alone, the most urgent first."""
    title = both("需要留意的买家", "Buyers to look after")
    if not digest.worries:
        told = both(
            "没有买家提到监管投诉、曝光、差评威胁、索赔、好评返现之类的诱导，也没有人要求别再联系。",
            "No buyer spoke of a regulator, the media, a bad review or claims, lured into a breach, or asked for no more contact.",
        )
        return chapter("buyers", title, turns(digest), tag("p", told, class_="empty"))
    heads: list[tuple[Child, str]] = [
        (both("会话", "Conversation"), "who"), (both("风险", "Risk"), "risk"), (both("原话", "Words"), "said"),
        (both("客服", "Agent"), "agent"), (both("时间与出处", "Time and place"), "place"),
    ]  # fmt: skip
    counts = [
        tag("li", pair(RISK.get(risk, (risk, risk))), f" {number(times)}") for risk, times in digest.risks.items()
    ]
    rows = (_worry(worry) for worry in digest.worries)
    lead = both("一个会话一行，最急的在前。", "One line a conversation, the most urgent first.")
    chips = tag("ul", *counts, class_="chips")
    return chapter("buyers", title, turns(digest), chips, table(heads, rows, "stack"), lead=lead)


def _card(exhibit: Exhibit, saying: Saying, stakes: dict[tuple[str, str], Stake]) -> Html:
    alarm = exhibit.alarms[0]
    named = agent_line(exhibit.agent, exhibit.shop) or exhibit.shop
    place = [pair(platform_name(exhibit.platform)), named, exhibit.at]
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
        _again(saying),
        _grounds(exhibit, stakes),
        class_=f"card {alarm.severity}",
    )


def _again(saying: Saying) -> Html | None:
    """How often the same was said, and by whom."""
    if saying.times < 2:
        return None
    own = Counter(parted(account, shop)[0] for (shop, account), _ in saying.agents[:NAMED])
    named = [
        (agent_line(account, shop, short=own[parted(account, shop)[0]] == 1), times)
        for (shop, account), times in saying.agents
        if account
    ]
    who: list[Child] = [
        [
            name,
            f" {number(times)}" if times > 1 and len(named) > 1 else None,
            "、" if n < min(len(named), NAMED) - 1 else None,
        ]
        for n, (name, times) in enumerate(named[:NAMED])
    ]
    many = len(named)
    more = both(f" 等 {many} 位", f" and {many - NAMED} more") if many > NAMED else None
    told = both(
        f"差不多的话共 {number(saying.times)} 处" + (f"，{many} 位客服：" if many > 1 else "，都是：" if many else ""),
        f"Nearly the same words in {number(saying.times)} places"
        + (f", by {many} agents: " if many > 1 else ", all by " if many else ""),
    )
    return tag("p", told, who, more, class_="again")


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
    return tag("p", who, tag("span", said.text, class_="said"), class_="line")


def _grounds(exhibit: Exhibit, stakes: dict[tuple[str, str], Stake]) -> list[Html]:
    """What stands against a message, clause by clause, the heaviest first; a rewrite that mends several stands once."""
    clauses: dict[tuple[str, str, bool], list[Finding]] = {}
    for finding in sorted(exhibit.findings, key=lambda each: SEVERITIES.index(each.severity)):
        clauses.setdefault((finding.clause, finding.penalty, finding.alarm), []).append(finding)
    below = {finding.advice: key for key, under in clauses.items() for finding in under}
    return [
        _ground(
            under,
            stakes.get((exhibit.platform, key[0])),
            [advice for advice, last in below.items() if advice and last == key],
            exhibit.text,
        )
        for key, under in clauses.items()
    ]


def _ground(under: Sequence[Finding], stake: Stake | None, advices: Sequence[str], text: str) -> Html:
    clause = stake.clause if stake else None
    first = under[0]
    told: Child = both(clause.zh, clause.en) if clause else first.clause
    issues = [
        tag("div", tag("mark", each.quote, class_=each.severity), " ", pair(rule_name(each.rule)), why(each, text))
        for each in under
    ]
    return tag(
        "dl",
        tag("dt", both("问题", "Issue")),
        tag("dd", issues),
        tag("dt", both("依据", "Clause")),
        tag("dd", told, " ", standing(stake) if stake else None),
        [tag("dt", both("代价", "Price")), tag("dd", price(stake, first.penalty))] if first.alarm else None,
        [[tag("dt", both("改说", "Say")), tag("dd", advice, class_="advice")] for advice in advices],
    )


def _worry(worry: Worry) -> list[Child]:
    risks = [tag("span", pair(RISK.get(risk, (risk, risk))), class_="chip") for risk in worry.risks]
    mood = strip(worry.moods)
    if mood is None and worry.emotion != "calm":
        mood = tag("small", pair(EMOTION[worry.emotion]))
    name = worry.session or both("（未知）", "(unknown)")
    where = [pair(platform_name(worry.platform)), f" {worry.shop}" if worry.shop else None]
    return [
        [name, tag("small", where)], [*risks, mood], worry.text,
        agent_line(worry.agent, "") or "—",
        [worry.at or "—", tag("small", file_name(worry.file), f":{worry.row}")],
    ]  # fmt: skip
