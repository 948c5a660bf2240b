"""The chapters of a report that count: its verdict, its figures, and who, where, when, what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kefu.actions.digest import Digest
from kefu.actions.figures import AgentLine, Times
from kefu.vocabulary.ids import CONDUCT
from kefu.web.markup import Child, Html, join, tag
from kefu.web.words import LEGEND, SEVERITY, Pair, both, number, pair, platform_name, rule_name

CHAPTERS: tuple[tuple[str, Pair], ...] = (
    ("counts", ("违规分布", "Where")),
    ("prices", ("代价", "Price")),
    ("worst", ("最严重", "Worst")),
    ("agents", ("客服", "Agents")),
    ("buyers", ("买家风险", "Buyers")),
    ("change", ("与上次相比", "Change")),
    ("files", ("文件", "Files")),
)


def opening(digest: Digest) -> Html:
    """Title, verdict and the figures."""
    days = [line.day for line in digest.days if line.day]
    span = [] if not days else days[:1] if days[0] == days[-1] else [f"{days[0]} – {days[-1]}"]
    many, nameless = len(digest.files), bool(digest.agent) and not digest.people
    facts = both(
        _apart(*span, f"{many} 个文件", *["客服账号未知"] * nameless, f"{digest.terms.made} 生成"),
        _apart(*span, _many(many, "file"), *["agents not named"] * nameless, f"made on {digest.terms.made}"),
    )
    tone = "bad" if digest.stopped else "fair" if digest.alarmed else "good"
    links = [
        tag("a", pair(words), href=f"#{name}") for name, words in CHAPTERS if name != "change" or digest.comparison
    ]
    return tag(
        "header",
        tag(
            "div",
            tag("h1", both("客服聊天质检报告", "Chat inspection")),
            tag("p", facts, class_="faint"),
            class_="title",
        ),
        tag("div", _switches(), class_="switches"),
        tag("p", verdict(digest), class_=f"verdict {tone}"),
        tag("div", *_tiles(digest), class_="tiles"),
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
    who_zh, who_en = f"{number(messages)} 条客服消息", _many(messages, "message") + " of agents"
    if people:
        who_zh = f"{people} 位客服的 {number(messages)} 条消息"
        who_en = f"{_many(messages, 'message')} by {_many(people, 'agent')}"
    if not digest.alarmed:
        notes = digest.times.note
        more_zh = f"，另有 {number(notes)} 处提示" if notes else ""
        more_en = f", apart from {_many(notes, 'note')}" if notes else ""
        return both(f"检查了{who_zh}，没有发现违规{more_zh}。", f"Nothing in {who_en} breaks a rule{more_en}.")
    rule, times = next((rule, times) for rule, times in by_alarms(digest.rules))
    zh, en = rule_name(rule)
    stop_zh = stop_en = ""
    if digest.stopped == digest.alarmed:
        stop_zh, stop_en = "，都不该发出", "; none of them should have gone out"
    elif digest.stopped:
        stop_zh = f"，其中 {number(digest.stopped)} 条本不该发出"
        stop_en = f"; {number(digest.stopped)} of them should never have gone out"
    return both(
        f"{who_zh}里有 {number(digest.alarmed)} 条违规{stop_zh}；最多的是「{zh}」，{number(times.alarms)} 处。",
        f"Of {who_en}, {number(digest.alarmed)} {'breaks a rule' if digest.alarmed == 1 else 'break rules'}{stop_en}. "
        f"The most frequent: {en} ({number(times.alarms)}).",
    )


def file_name(name: str) -> Html:
    """The last part of a file's name, the whole where one points at it."""
    return tag("span", name.replace("\\", "/").rpartition("/")[2] or name, title=name)


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
        (number(digest.alarmed), ("条违规消息", "messages with alarms"), "warn" if digest.alarmed else "good"),
        (number(digest.stopped), ("条应当拦截", "should be stopped"), "block" if digest.stopped else "good"),
        (number(digest.rejected), ("行未能读取", "rows not read"), "warn" if digest.rejected else ""),
    ]
    return [
        tag("div", tag("b", count), tag("span", pair(words)), class_=f"tile {tone}") for count, words, tone in tiles
    ]


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
        rows = ([agent_name(line), number(line.messages), *_three(line.times)] for line in digest.agents if line.rules)
        named = both("客服", "Agent"), ""
        figures.append(_figure("agents", both("按客服", "By agent"), table([named, sent, *heads], rows), drawn))
    if days:
        rows = ([line.day, number(line.agent), *_three(line.times)] for line in days)
        named = both("日期", "Day"), ""
        figures.append(_figure("days", both("按日期", "By day"), table([named, sent, *heads], rows), drawn))
    missing = both(
        "这份 Kefu 没有带图表组件，下面以表格代替图表。",
        "This copy of Kefu ships without its chart component; tables stand in place of charts.",
    )
    return chapter(
        "counts",
        title,
        tag("ul", *(tag("li", pair(words), class_=severity) for severity, words in LEGEND.items()), class_="legend"),
        None if drawn else tag("p", missing, class_="notice"),
        tag("div", *figures, class_="figures" if len(figures) > 1 else None),
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
    if not drawn:
        return tag("figure", tag("figcaption", title), numbers, class_=name)
    details = tag("details", tag("summary", both("看数字", "Numbers")), numbers)
    return tag("figure", tag("figcaption", title), tag("div", class_="chart", data_chart=name), details, class_=name)


def _three(times: Times) -> list[Child]:
    return [number(times.block), number(times.warn), number(times.note)]


def _many(count: int, noun: str) -> str:
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def agent_name(line: AgentLine) -> Html:
    """An agent, with the shop where the account does not name it."""
    name = line.agent or both("（未知）", "(unknown)")
    return join([name, tag("small", line.shop) if line.shop and line.shop not in line.agent else None])


def by_alarms(rules: Mapping[str, Times]) -> list[tuple[str, Times]]:
    """The rules under which there are alarms, the most frequent first."""
    found = [(rule, times) for rule, times in rules.items() if times.alarms]
    return sorted(found, key=lambda each: -each[1].alarms)
