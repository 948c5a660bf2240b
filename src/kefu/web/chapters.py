"""The chapter of a report that counts, its footing, and what all chapters are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kefu.actions.digest import Digest
from kefu.actions.figures import Times
from kefu.vocabulary.ids import CONDUCT
from kefu.web.markup import Child, Html, tag
from kefu.web.people import agent_name
from kefu.web.words import LEGEND, SEVERITY, Pair, both, number, pair, platform_name, rule_name

CHAPTERS: tuple[tuple[str, Pair], ...] = (
    ("counts", ("违规分布", "Where")),
    ("change", ("与上次相比", "Change")),
    ("prices", ("代价", "Price")),
    ("worst", ("最严重", "Worst")),
    ("agents", ("客服", "Agents")),
    ("promises", ("承诺", "Promises")),
    ("buyers", ("买家风险", "Buyers")),
    ("files", ("文件", "Files")),
)


def file_name(name: str) -> Html:
    """The last part of a file's name, the whole where one points at it."""
    return tag("span", name.replace("\\", "/").rpartition("/")[2] or name, title=name)


MISSED: Final = {"messages": "2,896", "violating": "1,474", "caught": "19%", "interval": "17%–22%"}
"""What words alone catch of the project's own development part, by whatever rule: docs/quality-words.md."""


def unread(digest: Digest) -> Html | None:
    """What an inspection misses that read no meaning; None where it was read."""
    terms = digest.terms
    if not terms.words_alone:
        return None
    messages, violating, caught, interval = MISSED.values()
    why_zh = "读意思的模型缺失或损坏，只按词判断" if terms.unread else "这次只按词判断（--fast）"
    why_en = (
        f"The reader cannot be used ({terms.unread}), so words alone judged"
        if terms.unread
        else "Words alone judged (--fast)"
    )
    return tag(
        "p",
        both(
            f"{why_zh}：在 Kefu 自留的 {messages} 条测试消息里，{violating} 条违规只抓到 {caught}（95% 区间 {interval}），"
            "不带常用词的大多漏掉；客服的承诺、买家情绪的变化也没有看。",
            f"{why_en}: of the {violating} that break a rule in {messages} messages of Kefu's own development part this catches {caught} "
            f"(95% interval {interval}); most that avoid the usual words are missed, and neither promises nor how buyers' moods "
            "changed were looked at.",
        ),
        class_="unread",
    )


def footing(digest: Digest) -> Html:
    """How it was judged, and what it does not say."""
    terms = digest.terms
    how_zh = "只按词句判断，没有用到读懂语义的模型" if terms.words_alone else "按词句和语义判断"
    how_en = (
        "Judged by words alone, without a model that reads meaning"
        if terms.words_alone
        else "Judged by words and meaning"
    )
    masks_zh = "未遮盖买家信息，请勿外传" if terms.unmask else "买家信息已遮盖，遮盖前后字数相同"
    masks_en = (
        "buyers' data is NOT covered, keep it to yourself"
        if terms.unmask
        else "buyers' data is covered, character for character"
    )
    return tag(
        "footer",
        both(
            f"{how_zh}；{masks_zh}。每条消息按它当天有效的规则判断。规则库版本 {terms.edition}。"
            "全部结果在同一文件夹的 findings.xlsx、findings.csv、findings.parquet。",
            f"{how_en}; {masks_en}. Each message is judged by the rules of its own day. Rulebook {terms.edition}. "
            "Every finding is in findings.xlsx, findings.csv and findings.parquet beside this page.",
        ),
    )


def table(heads: Sequence[tuple[Child, str]], rows: Iterable[Sequence[Child]], kind: str | None = None) -> Html:
    """A table; the second of each head is the class of its column.

    Args:
        kind: `sortable` by a click on a heading; `stack`: its cells stand one below the other where the page is narrow.
    """
    head = tag("tr", *(tag("th", words, class_=name or None, scope="col") for words, name in heads))
    body = [tag("tr", *(tag("td", cell, class_=heads[n][1] or None) for n, cell in enumerate(row))) for row in rows]
    whole = tag("table", tag("thead", head), tag("tbody", *body), class_=kind)
    return tag("div", whole, class_="wide")


def chapter(name: str, title: Child, *children: Child, lead: Child = None) -> Html:
    """A section with its heading."""
    return tag("section", tag("h2", title), tag("p", lead, class_="faint") if lead else None, *children, id=name)


_UNDRAWN: Final = (
    "这份 Kefu 没有带图表组件，下面以表格代替图表。",
    "This copy of Kefu ships without its chart component; tables stand in place of charts.",
)
_PLACES: Final = (
    "按处计：一条消息里可以有几处违规，所以这里的数比违规消息的条数多。",
    "Counted by place: one message can break rules in several places, so these are more than the messages.",
)


def counts(digest: Digest, drawn: bool) -> Html:
    """Violations by rule, platform, agent and day."""
    title = both("违规分布", "Where the violations are")
    if not digest.rules:
        return _looked_for(title)
    days = [line for line in digest.days if line.day]
    heads: list[tuple[Child, str]] = [(pair(words), "n") for words in SEVERITY.values()]
    sent = both("消息", "Messages"), "n"
    rules = ([pair(rule_name(rule)), *_three(times)] for rule, times in digest.rules.items())
    figures = [_figure("rules", both("按规则", "By rule"), table([(both("规则", "Rule"), ""), *heads], rules), drawn)]
    if len(digest.platforms) > 1:
        rows = (
            [pair(platform_name(line.platform)), number(line.agent), *_three(line.times)] for line in digest.platforms
        )
        named = both("平台", "Platform"), ""
        figures.append(_figure("platforms", both("按平台", "By platform"), table([named, sent, *heads], rows), drawn))
    if digest.people > 1:
        rows = (
            [agent_name(line.agent, line.shop), number(line.messages), *_three(line.times)]
            for line in digest.agents
            if line.rules
        )
        named = both("客服", "Agent"), ""
        figures.append(_figure("agents", both("按客服", "By agent"), table([named, sent, *heads], rows), drawn))
    if days:
        rows = ([line.day, number(line.agent), *_three(line.times)] for line in days)
        named = both("日期", "Day"), ""
        figures.append(_figure("days", both("按日期", "By day"), table([named, sent, *heads], rows), drawn))
    return chapter(
        "counts",
        title,
        tag("ul", *(tag("li", pair(words), class_=severity) for severity, words in LEGEND.items()), class_="legend"),
        None if drawn else tag("p", both(*_UNDRAWN), class_="notice"),
        tag("div", *figures, class_="figures" if len(figures) > 1 else None),
        lead=both(*_PLACES) if digest.times.alarms > digest.alarmed else None,
    )


def _looked_for(title: Html) -> Html:
    """What stands where nothing was found: what was looked for."""
    terms = [tag("li", pair(rule_name(rule))) for rule in CONDUCT]
    lead = both(
        f"没有发现违规。逐条查过下面 {len(CONDUCT)} 类行为，伪装写法（拼音、谐音、拆字、夹符号）也算在内：",
        f"Nothing was found. Each message was held against these {len(CONDUCT)} rules, disguised spellings included:",
    )
    return chapter("counts", title, tag("ul", *terms, class_="chips"), lead=lead)


def _figure(name: str, title: Html, numbers: Html, drawn: bool) -> Html:
    """A chart above its numbers; they stand open until the chart is drawn, for whoever runs no scripts."""
    if not drawn:
        return tag("figure", tag("figcaption", title), numbers, class_=name)
    details = tag("details", tag("summary", both("看数字", "Numbers")), numbers, open=True)
    return tag("figure", tag("figcaption", title), tag("div", class_="chart", data_chart=name), details, class_=name)


def _three(times: Times) -> list[Child]:
    return [number(times.block), number(times.warn), number(times.note)]


def many(count: int, noun: str) -> str:
    """A number and what it counts, in English."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def by_alarms(rules: Mapping[str, Times]) -> list[tuple[str, Times]]:
    """The rules under which there are alarms, the most frequent first."""
    found = [(rule, times) for rule, times in rules.items() if times.alarms]
    return sorted(found, key=lambda each: -each[1].alarms)
