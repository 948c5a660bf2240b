"""The whole rulebook as one page that needs nothing else: search, filters, and a table of what is empty or unverified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from kefu.rulebook.book import Book
from kefu.rulebook.citation import cited, days, example, price
from kefu.rulebook.figures import figures
from kefu.rulebook.names import FOLDER_NAMES, KIND_NAMES, TOPIC_NAMES
from kefu.rulebook.pack import Rule, Source
from kefu.vocabulary.ids import CONDUCT, PLATFORM_NAMES, PLATFORMS, STATUS_NAMES, STATUSES
from kefu.web.markup import Child, Html, filled, join, policy, shipped, tag
from kefu.web.words import Pair, both, pair

_SUREST: Final = ("current", "reported", "practice", "disputed", "superseded")
_SHORT: Final = {**FOLDER_NAMES, "pdd": ("拼多多", "PDD"), "douyin": ("抖音", "Douyin")}
"""Names of folders that fit a narrow column."""
_KEY: Final = re.compile(r"（[a-z][a-z_0-9]*）")
"""The word that a machine reads, behind its Chinese name."""
_RAW: Final = re.compile(r"(?<![A-Za-z])[a-z][a-z_]+")
"""Such a word alone, in want of a Chinese name."""


def rules(book: Book, at: date) -> str:
    """The book as HTML, as it answers on a day. The page loads nothing and sends nothing."""
    holding = {rule.id for rule in book.in_force(None, at)}
    topics = {topic: names for topic, names in TOPIC_NAMES.items() if any(rule.topic == topic for rule in book.rules)}
    script = shipped("rules.js")
    parts = {
        "policy": policy([script]),
        "day": f"{at} · {len(book.rules)}",
        "folders": _options(("全部平台", "All platforms"), FOLDER_NAMES),
        "topics": _options(("全部主题", "All topics"), topics),
        "kinds": _options(("全部种类", "All kinds"), KIND_NAMES),
        "statuses": _options(("全部状态", "Any status"), STATUS_NAMES),
        "key": _key(),
        "matrix": _matrix(book.rules, holding, topics),
        "rules": _shelves(book, at, holding),
        "script": script,
    }
    return filled("rules.html", parts)


def _shelves(book: Book, at: date, holding: set[str]) -> Html:
    """The rules in force on the day, and behind them the others."""
    ordered = sorted(book.rules, key=_place)
    answers = [_article(book, rule, at, True) for rule in ordered if rule.id in holding]
    others = [_article(book, rule, at, False) for rule in ordered if rule.id not in holding]
    title = both(
        "这一天不适用的：已被取代、有争议、还没有生效",
        "Not the answer on this day: superseded, disputed, not yet in force",
    )
    return join([*answers, tag("h2", title, id="silent") if others else None, *others])


def _place(rule: Rule) -> tuple[int, int, str]:
    """Where a rule stands on the page: by who lays it down, then by what it is about, as the table has it."""
    return list(FOLDER_NAMES).index(rule.folder), list(TOPIC_NAMES).index(rule.topic), rule.book


def _options(every: Pair, names: Mapping[str, Pair]) -> Html:
    return join(
        tag("option", zh, value=value, data_zh=zh, data_en=en) for value, (zh, en) in [("", every), *names.items()]
    )


def _key() -> Html:
    badges = [tag("span", pair(STATUS_NAMES[status]), class_=status) for status in STATUSES]
    return join([*badges, tag("span", both("没有规定", "none"), class_="none")])


def _matrix(rules: Sequence[Rule], holding: set[str], topics: Mapping[str, Pair]) -> Html:
    """Who has how many rules on what; the colour is the surest status among them."""
    cells: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        if rule.id in holding:
            cells.setdefault((rule.topic, rule.folder), []).append(rule)
    heads = [tag("th", pair(_SHORT[folder]), scope="col") for folder in FOLDER_NAMES]
    rows = [
        tag(
            "tr",
            tag("th", pair(names), scope="row", title=" ".join(names)),
            *(_cell(topic, folder, cells.get((topic, folder), [])) for folder in FOLDER_NAMES),
        )
        for topic, names in topics.items()
    ]
    return tag("table", tag("thead", tag("tr", tag("td"), *heads)), tag("tbody", *rows))


def _cell(topic: str, folder: str, rules: Sequence[Rule]) -> Html:
    if not rules:
        return tag("td", tag("span", "–"))
    surest = min((rule.status for rule in rules), key=_SUREST.index)
    what = f"{FOLDER_NAMES[folder][0]} {TOPIC_NAMES[topic][0]} {STATUS_NAMES[surest][0]}"
    return tag(
        "td",
        tag(
            "button", len(rules), type="button", class_=surest, data_folder=folder, data_topic=topic,
            aria_pressed="false", title=what,
        ),
    )  # fmt: skip


def _article(book: Book, rule: Rule, at: date, holds: bool) -> Html:
    undated = ("本书的做法", "this book's own") if rule.basis == "house" else ("来源无日期", "source without a date")
    when = days(rule, "zh") or undated[0], days(rule, "en") or undated[1]
    badges = [
        _status(rule),
        tag("span", pair(FOLDER_NAMES[rule.folder])),
        tag("span", pair(TOPIC_NAMES[rule.topic])),
        tag("span", pair(KIND_NAMES[rule.kind])),
        tag("span", pair(when)),
        None if holds else tag("span", both("当日不适用", "not the answer on that day"), class_="badge superseded"),
    ]
    against = book.conflicts(rule)
    cost = both(price(rule, against, "zh"), price(rule, against, "en"))
    clause = tag("p", rule.clause.en, class_="en", lang="en"), tag("p", rule.clause.zh, lang="zh-CN")
    return tag(
        "article",
        tag("header", *badges, tag("h3", tag("a", rule.id, href=f"#{rule.id}"))),
        tag("div", *clause, class_="clause"),
        tag("p", cost, class_="price") if rule.penalty or rule.serious else None,
        tag("details", tag("summary", both("来源与细节", "Source and details")), tag("dl", *_details(book, rule, at))),
        id=rule.id, class_=None if holds else "silent", data_folder=rule.folder, data_topic=rule.topic,
        data_kind=rule.kind, data_status=rule.status, data_holding="yes" if holds else "no",
    )  # fmt: skip


def _status(rule: Rule) -> Html:
    return tag("span", pair(STATUS_NAMES[rule.status]), class_=f"badge {rule.status}")


def _details(book: Book, rule: Rule, at: date) -> list[Html | None]:
    narrower = rule.folder not in PLATFORMS and rule.platforms != PLATFORMS
    names = [PLATFORM_NAMES[platform] for platform in rule.platforms] if narrower else []
    places = both("、".join(zh for zh, _ in names), ", ".join(en for _, en in names))
    return [
        _row("成立与否", "Standing", _standings(book, rule, at)),
        _row("平台", "Platforms", [places] if names else []),
        _row("限于", "Only for", (*rule.programme, *rule.category)),
        _row("数据", "Figures", _figures(rule)),
        _row("依据此条", "Grounds", (both(CONDUCT[name], name) for name in rule.grounds)),
        _row("来源", "Source", map(_source, rule.source)),
        _row("取代", "Takes the place of", (_link(book, name) for name in rule.replaces)),
        _row("被取代于", "Gave way to", (_link(book, other.id) for other in book.replaced_by(rule))),
        _row("不同说法", "Otherwise", (_link(book, name) for name in rule.conflicts_with)),
        _row("违反", "Breaks it", (example(each) for each in rule.examples.yes if each.text)),
        _row("不违反", "Does not", (example(each) for each in rule.examples.no if each.text)),
        _row("", "Note", [rule.note] if rule.note else []),
        _row("原文", "As printed", [rule.quote] if rule.quote else []),
        _row("", "Facts", rule.facts),
    ]


def _row(zh: str, en: str, items: Iterable[Child]) -> Html | None:
    """A term and what is said of it; one without a Chinese name stands on the English page alone."""
    inner = [tag("div", item) for item in items]
    if not inner:
        return None
    name = both(zh, en) if zh else en
    return join([tag("dt", name, class_=None if zh else "en"), tag("dd", *inner, class_=None if zh else "en")])


def _figures(rule: Rule) -> list[Html]:
    """The parameters as a small table in each language; on the Chinese page those without a Chinese name are folded."""
    told = [each._replace(value=_KEY.sub("", each.value)) for each in figures(rule.parameters, "zh")]
    named = [each for each in told if each.chinese and not _RAW.search(each.chinese + each.value)]
    rest = [each for each in told if each not in named]
    if not told:
        return []
    zh = [tag("tr", tag("td", each.chinese), tag("td", each.value)) for each in named]
    raw = [tag("tr", tag("td", tag("code", each.name)), tag("td", each.value)) for each in rest]
    en = [
        tag("tr", tag("td", tag("code", each.name)), tag("td", each.value)) for each in figures(rule.parameters, "en")
    ]
    folded = tag("summary", f"{'另有' if zh else ''} {len(raw)} 项写的是编号".strip())
    return [
        join(
            [
                tag("table", *zh, class_="figures zh") if zh else None,
                tag("details", folded, tag("table", *raw, class_="figures"), class_="zh") if raw else None,
                tag("table", *en, class_="figures en", lang="en"),
            ]
        )
    ]


def _standings(book: Book, rule: Rule, at: date) -> list[Html]:
    """How it stands on the day; platforms that say the same are said together."""
    said: dict[Html, list[Html]] = {}
    for platform in rule.platforms:
        why = book.standing(rule.id, platform, at).why
        said.setdefault(both(why.zh, why.en), []).append(pair(PLATFORM_NAMES[platform]))
    if len(said) == 1:
        return list(said)
    return [join([*(join([place, " "]) for place in places), why]) for why, places in said.items()]


def _source(source: Source) -> Html:
    told = both(cited(source, "zh"), cited(source, "en"))
    return tag("a", told, href=source.url, rel="noopener noreferrer nofollow") if source.url else told


def _link(book: Book, name: str) -> Child:
    if name not in book:
        return name
    return join([tag("a", name, href=f"#{name}"), " ", _status(book.get(name))])
