"""The whole rulebook as one page that needs nothing else: search, filters, and a table of what is empty or unverified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from importlib import resources
from typing import Final

from kefu.cli.figures import figures
from kefu.cli.rules_text import cited, example
from kefu.rulebook.book import Book
from kefu.rulebook.citation import Language, price
from kefu.rulebook.names import FOLDER_NAMES, KIND_NAMES, TOPIC_NAMES
from kefu.rulebook.pack import Rule
from kefu.vocabulary.ids import CONDUCT, PLATFORM_NAMES, PLATFORMS, STATUS_NAMES, STATUSES

_SUREST: Final = ("current", "reported", "practice", "disputed", "superseded")


def page(book: Book, at: date) -> str:
    """The book as HTML, as it answers on a day.

    Every text of the book is escaped; the page loads nothing and sends nothing.
    """
    holding = {rule.id for rule in book.in_force(None, at)}
    topics = {topic: names for topic, names in TOPIC_NAMES.items() if any(rule.topic == topic for rule in book.rules)}
    pieces = {
        "DAY": f"{at} · {len(book.rules)}",
        "FOLDERS": _options(("全部平台", "All platforms"), FOLDER_NAMES),
        "TOPICS": _options(("全部主题", "All topics"), topics),
        "KINDS": _options(("全部种类", "All kinds"), KIND_NAMES),
        "STATUSES": _options(("全部状态", "Any status"), STATUS_NAMES),
        "KEY": _key(),
        "MATRIX": _matrix(book.rules, holding, topics),
        "RULES": "\n".join(_article(book, rule, at, rule.id in holding) for rule in sorted(book.rules, key=_place)),
    }
    template = resources.files("kefu.cli").joinpath("rules_page.html").read_text(encoding="utf-8")
    head, *rest = template.split("{{")
    filled = [head]
    for part in rest:
        name, _, tail = part.partition("}}")
        filled += [pieces[name], tail]
    return "".join(filled)


def _place(rule: Rule) -> tuple[int, str]:
    """Where a rule stands on the page: by who lays it down, then by its file."""
    return list(FOLDER_NAMES).index(rule.folder), rule.book


def _both(zh: str, en: str) -> str:
    return f'<span class="zh-only">{escape(zh)}</span><span class="en-only" lang="en">{escape(en)}</span>'


def _options(every: tuple[str, str], names: Mapping[str, tuple[str, str]]) -> str:
    return "".join(
        f'<option value="{escape(value)}" data-zh="{escape(zh)}" data-en="{escape(en)}">{escape(zh)}</option>'
        for value, (zh, en) in [("", every), *names.items()]
    )


def _key() -> str:
    badges = [f'<span class="{status}">{_both(*STATUS_NAMES[status])}</span>' for status in STATUSES]
    return "".join([*badges, f'<span class="none">{_both("没有规定", "none")}</span>'])


def _matrix(rules: Sequence[Rule], holding: set[str], topics: Mapping[str, tuple[str, str]]) -> str:
    """Who has how many rules on what; the colour is the surest status among them."""
    cells: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        if rule.id in holding:
            cells.setdefault((rule.topic, rule.folder), []).append(rule)
    head = "".join(f'<th scope="col">{_both(*names)}</th>' for names in _short(FOLDER_NAMES).values())
    rows = []
    for topic, names in topics.items():
        row = "".join(_cell(topic, folder, cells.get((topic, folder), [])) for folder in FOLDER_NAMES)
        rows.append(f'<tr><th scope="row" title="{escape(" ".join(names))}">{_both(*names)}</th>{row}</tr>')
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _short(names: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Folder names that fit a narrow column."""
    shorter = {"pdd": ("拼多多", "PDD"), "douyin": ("抖音", "Douyin")}
    return {folder: shorter.get(folder, both) for folder, both in names.items()}


def _cell(topic: str, folder: str, rules: Sequence[Rule]) -> str:
    if not rules:
        return "<td><span>–</span></td>"
    surest = min((rule.status for rule in rules), key=_SUREST.index)
    what = f"{FOLDER_NAMES[folder][0]} {TOPIC_NAMES[rules[0].topic][0]} {STATUS_NAMES[surest][0]}"
    return (
        f'<td><button type="button" class="{surest}" data-folder="{folder}" data-topic="{topic}" aria-pressed="false" '
        f'title="{escape(what)}">{len(rules)}</button></td>'
    )


def _article(book: Book, rule: Rule, at: date, holds: bool) -> str:
    status, folder = STATUS_NAMES[rule.status], FOLDER_NAMES[rule.folder]
    badges = [
        f'<span class="badge {rule.status}">{_both(*status)}</span>',
        f"<span>{_both(*folder)}</span>",
        f"<span>{_both(*TOPIC_NAMES[rule.topic])}</span>",
        f"<span>{_both(*KIND_NAMES[rule.kind])}</span>",
        _days(rule),
    ]
    if not holds:
        badges.append(f'<span class="badge superseded">{_both("当日不适用", "not the answer on that day")}</span>')
    cost = ""
    if rule.penalty is not None:
        against = book.conflicts(rule)
        cost = f'<p class="price">{_both(price(rule, against, "zh"), price(rule, against, "en"))}</p>'
    return (
        f'<article id="{escape(rule.id)}" class="{"" if holds else "silent"}" data-folder="{rule.folder}" '
        f'data-topic="{rule.topic}" data-kind="{rule.kind}" data-status="{rule.status}" '
        f'data-holding="{"yes" if holds else "no"}">'
        f'<header><h3><a href="#{escape(rule.id)}">{escape(rule.id)}</a></h3>{"".join(badges)}</header>'
        f'<div class="clause"><p lang="zh-CN">{escape(rule.clause.zh)}</p><p lang="en">{escape(rule.clause.en)}</p></div>'
        f"{cost}<details><summary>{_both('来源与细节', 'Source and details')}</summary>"
        f"<dl>{_details(book, rule, at)}</dl></details></article>"
    )


def _days(rule: Rule) -> str:
    zh, en = [], []
    if rule.since:
        zh.append(f"{rule.since} 起")
        en.append(f"from {rule.since}")
    if rule.until:
        zh.append(f"{rule.until} 前")
        en.append(f"until {rule.until}")
    if not zh and rule.dated:
        zh.append(f"来源 {rule.dated}")
        en.append(f"source of {rule.dated}")
    return f"<span>{_both('，'.join(zh), ', '.join(en))}</span>" if zh else ""


def _details(book: Book, rule: Rule, at: date) -> str:
    rows = [_row("成立与否", "Standing", _standings(book, rule, at))]
    if rule.folder not in PLATFORMS and rule.platforms != PLATFORMS:
        names = [PLATFORM_NAMES[platform] for platform in rule.platforms]
        rows.append(
            _row("平台", "Platforms", [_both("、".join(zh for zh, _ in names), ", ".join(en for _, en in names))])
        )
    rows.append(_row("限于", "Only for", map(escape, (*rule.programme, *rule.category))))
    rows.append(_row("数据", "Figures", _figures(rule)))
    grounds = (_both(f"{CONDUCT[name]} {name}", name) for name in rule.grounds)
    rows.append(_row("依据此条", "Grounds", grounds))
    rows.append(_row("来源", "Source", [_source(rule, index) for index in range(len(rule.source))]))
    rows.append(_row("取代", "Takes the place of", (_link(book, name) for name in rule.replaces)))
    rows.append(_row("被取代于", "Gave way to", (_link(book, other.id) for other in book.replaced_by(rule))))
    rows.append(_row("不同说法", "Otherwise", (_link(book, name) for name in rule.conflicts_with)))
    rows.append(_row("违反", "Breaks it", (escape(example(each)) for each in rule.examples.yes if each.text)))
    rows.append(_row("不违反", "Does not", (escape(example(each)) for each in rule.examples.no if each.text)))
    rows.append(_row("备注（英文）", "Note", [escape(rule.note)] if rule.note else []))
    rows.append(_row("原文", "As printed", [escape(rule.quote)] if rule.quote else []))
    rows.append(_row("事实编号", "Facts", map(escape, rule.facts)))
    return "".join(rows)


def _row(zh: str, en: str, items: Iterable[str]) -> str:
    inner = "".join(f"<div>{item}</div>" for item in items)
    return f"<dt>{_both(zh, en)}</dt><dd>{inner}</dd>" if inner else ""


def _figures(rule: Rule) -> list[str]:
    """The parameters as a small table in each language; the Chinese one keeps the English names beside."""
    zh = "".join(
        f"<tr><td>{escape(each.chinese)}</td><td><code>{escape(each.name)}</code></td><td>{escape(each.value)}</td></tr>"
        for each in figures(rule.parameters, "zh")
    )
    en = "".join(
        f"<tr><td><code>{escape(each.name)}</code></td><td>{escape(each.value)}</td></tr>"
        for each in figures(rule.parameters, "en")
    )
    if not zh:
        return []
    return [f'<table class="figures zh-only">{zh}</table><table class="figures en-only" lang="en">{en}</table>']


def _standings(book: Book, rule: Rule, at: date) -> list[str]:
    said: dict[str, list[str]] = {}
    for platform in rule.platforms:
        standing = book.standing(rule.id, platform, at)
        said.setdefault(_both(standing.why.zh, standing.why.en), []).append(_both(*PLATFORM_NAMES[platform]))
    if len(said) == 1:
        return list(said)
    return [f"{' '.join(places)} {why}" for why, places in said.items()]


def _source(rule: Rule, index: int) -> str:
    source = rule.source[index]
    told: dict[Language, str] = {"zh": cited(source, "zh"), "en": cited(source, "en")}
    if not source.url:
        return _both(told["zh"], told["en"])
    href = f'<a href="{escape(source.url)}" rel="noopener noreferrer nofollow">'
    return f"{href}{_both(told['zh'], told['en'])}</a>"


def _link(book: Book, name: str) -> str:
    if name not in book:
        return escape(name)
    other = book.get(name)
    status = STATUS_NAMES[other.status]
    return f'<a href="#{escape(name)}">{escape(name)}</a> <span class="badge {other.status}">{_both(*status)}</span>'
