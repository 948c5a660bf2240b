"""Rules as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kefu.cli.terminal import Line
from kefu.rulebook.book import Book
from kefu.rulebook.change import Revision, Turn
from kefu.rulebook.citation import Language, cited, days, example, price, provenance
from kefu.rulebook.coverage import Coverage
from kefu.rulebook.figures import figures
from kefu.rulebook.names import KIND_NAMES, TOPIC_NAMES
from kefu.rulebook.pack import Bilingual, Rule
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import CONDUCT, PLATFORM_NAMES, PLATFORMS, STATUS_NAMES, Platform

_PAINT: Final = {"current": "green", "reported": "yellow", "disputed": "red", "superseded": "dim", "practice": "cyan"}
_LABELS: Final = {
    "price": ("处罚", "Price"),
    "where": ("范围", "Where"),
    "scope": ("限于", "Only for"),
    "when": ("时间", "When"),
    "parameters": ("数据", "Figures"),
    "grounds": ("依据此条", "Grounds"),
    "source": ("来源", "Source"),
    "history": ("沿革", "History"),
    "conflicts": ("不同说法", "Otherwise"),
    "yes": ("违反", "Breaks it"),
    "no": ("不违反", "Does not"),
    "note": ("备注（英文）", "Note"),
    "quote": ("原文", "As printed"),
    "facts": ("事实编号", "Facts"),
    "file": ("出处文件", "File"),
}


def _line(*parts: tuple[str, str] | str, indent: int = 0) -> Line:
    return Line(tuple((part, "") if isinstance(part, str) else part for part in parts), indent)


def _pick(both: tuple[str, str] | Bilingual, language: Language) -> str:
    zh, en = (both.zh, both.en) if isinstance(both, Bilingual) else both
    return zh if language == "zh" else en


def _indented(text: str, style: str = "") -> Line:
    return _line((text, style), indent=2)


def head(rule: Rule, language: Language, *more: tuple[str, str], mark: tuple[str, str] = ("", "")) -> Line:
    """One line: id, status, days."""
    status = (_pick(STATUS_NAMES[rule.status], language), _PAINT[rule.status])
    when = days(rule, language)
    return _line(mark, (rule.id, "bold"), "  ", status, (f"  {when}" if when else "", "dim"), *more)


def listing(shown: Sequence[Rule], holding: set[str], fitting: int, at: date, language: Language) -> Iterator[Line]:
    """Rules, two lines each, and how many there are."""
    for rule in shown:
        silent = "  当日不适用" if language == "zh" else "  not the answer on that day"
        yield head(rule, language, ("" if rule.id in holding else silent, "dim italic"))
        yield _indented(_pick(rule.clause, language))
    hidden = fitting - len(shown)
    if language == "zh":
        more = f"；另有 {hidden} 条当日不适用，加 --all 列出" if hidden else ""
        yield _line((f"{at}：{len(shown)} 条{more}", "dim"))
    else:
        more = f"; {hidden} more do not hold on that day, --all lists them" if hidden else ""
        yield _line((f"{at}: {len(shown)} rules{more}", "dim"))


def in_full(
    book: Book, rule: Rule, at: date, platform: Platform | None, basis: Evidence, language: Language
) -> Iterator[Line]:
    """One rule with everything that the book knows of it."""
    yield head(rule, language)
    names = [_pick(KIND_NAMES[rule.kind], language), _pick(TOPIC_NAMES[rule.topic], language)]
    yield _line((" · ".join([*names, _places(rule.platforms, language)]), "dim"))
    yield _indented(rule.clause.zh)
    yield _indented(rule.clause.en, "" if language == "en" else "dim")
    yield _line()
    if rule.id in CONDUCT:
        yield from _behind(book, rule.id, (platform,) if platform else rule.platforms, at, language)
    cost = price(rule, book.conflicts(rule), language)
    yield from _labelled("price", [cost] if cost else [], language)
    yield from _labelled("when", _standing(book, rule, at, platform, basis, language), language)
    yield from _labelled("scope", [*rule.programme, *rule.category], language)
    yield from _labelled("parameters", list(map(str, figures(rule.parameters, language))), language)
    grounds = [f"{name} {CONDUCT[name]}" if language == "zh" else name for name in rule.grounds]
    yield from _labelled("grounds", grounds, language)
    yield from _labelled("source", [cited(source, language) for source in rule.source], language)
    yield from _labelled("history", _history(book, rule, language), language)
    against = [f"{_one_line(other, language)}" for other in book.conflicts(rule)]
    yield from _labelled("conflicts", against, language)
    yield from _labelled("yes", [example(each) for each in rule.examples.yes if each.text], language)
    yield from _labelled("no", [example(each) for each in rule.examples.no if each.text], language)
    yield from _labelled("note", [rule.note] if rule.note else [], language)
    yield from _labelled("quote", [rule.quote] if rule.quote else [], language)
    yield from _labelled("facts", list(rule.facts), language)
    yield from _labelled("file", [f"rules/{rule.book}.yaml:{rule.line}"], language)


def _behind(book: Book, conduct: str, platforms: Sequence[Platform], at: date, language: Language) -> Iterator[Line]:
    """The clauses behind a conduct rule, the general one first: of one platform in full, of several in a line each."""
    for place in platforms:
        found = book.clauses_behind(conduct, place, at)
        of_platform = _pick(PLATFORM_NAMES[place], language)
        yield _line((f"{of_platform}的条款" if language == "zh" else f"Clauses on {of_platform}", "bold"))
        if not found:
            yield _indented("没有查到；适用本条。" if language == "zh" else "None is known; this rule itself applies.")
        elif len(platforms) > 1:
            cost = price(found[0], book.conflicts(found[0]), language)
            yield _indented(f"{found[0].id}  {cost or provenance(found[0], language)}")
        else:
            for clause in found:
                yield from _clause(book, clause, conduct, language)
    yield _line()


def _clause(book: Book, rule: Rule, conduct: str, language: Language) -> Iterator[Line]:
    zh = language == "zh"
    case = rule.where.get(conduct)
    special = ("  专门情形" if zh else "  special case") if case else ""
    yield replace(head(rule, language, (special, "dim italic")), indent=2)
    yield _line(_pick(rule.clause, language), indent=4)
    cost = price(rule, book.conflicts(rule), language) or ("没有写明" if zh else "none is told")
    yield _line(f"{_pick(_LABELS['price'], language)}{'：' if zh else ': '}{cost}", indent=4)
    for source in rule.source:
        yield _line((cited(source, language), "dim"), indent=4)
    if case:
        only = "只在消息或买家的问话里有这些词时引用：" if zh else "cited only where the message or its question has: "
        yield _line((only + " ".join(case), "dim"), indent=4)


def _labelled(label: str, texts: Sequence[str], language: Language) -> Iterator[Line]:
    if not texts:
        return
    yield _line((_pick(_LABELS[label], language), "bold"))
    for text in texts:
        yield _indented(text)


def _places(platforms: Sequence[Platform], language: Language) -> str:
    if len(platforms) == len(PLATFORMS):
        return "五个平台" if language == "zh" else "all five platforms"
    return ("、" if language == "zh" else ", ").join(_pick(PLATFORM_NAMES[place], language) for place in platforms)


def _standing(
    book: Book, rule: Rule, at: date, platform: Platform | None, basis: Evidence, language: Language
) -> list[str]:
    """How it stands on the day; platforms that say the same are said together."""
    said: dict[str, list[Platform]] = {}
    for place in (platform,) if platform else rule.platforms:
        standing = book.standing(rule.id, place, at, basis)
        mark = "√" if standing.holds else "×"
        said.setdefault(f"{mark} {_pick(standing.why, language)}", []).append(place)
    if len(said) == 1:
        return [f"{at} {next(iter(said))}"]
    return [f"{at} {_places(places, language)} {text}" for text, places in said.items()]


def _one_line(rule: Rule, language: Language) -> str:
    status = _pick(STATUS_NAMES[rule.status], language)
    clause = _pick(rule.clause, language)
    return f"{rule.id}（{status}）{clause}" if language == "zh" else f"{rule.id} ({status}): {clause}"


def _history(book: Book, rule: Rule, language: Language) -> list[str]:
    """What it took the place of and what took its place, however many steps away."""
    zh = language == "zh"
    lines: list[str] = []
    seen = {rule.id}
    older = [book.get(name) for name in rule.replaces if name in book]
    while older:
        each = older.pop(0)
        if each.id not in seen:
            seen.add(each.id)
            lines.append(("此前：" if zh else "Before: ") + _one_line(each, language))
            older += [book.get(name) for name in each.replaces if name in book]
    newer = list(book.replaced_by(rule))
    while newer:
        each = newer.pop(0)
        if each.id not in seen:
            seen.add(each.id)
            lines.append(("此后：" if zh else "After: ") + _one_line(each, language))
            newer += book.replaced_by(each)
    return lines


def turn(changes: Turn, earlier: date, later: date, language: Language) -> Iterator[Line]:
    """What changed between two days."""
    zh = language == "zh"
    for old, new in changes.replaced:
        yield head(new, language, mark=("↻ ", "yellow"))
        yield _indented(_pick(new.clause, language))
        yield _indented(("取代 " if zh else "instead of ") + _one_line(old, language), "dim")
    for rule in changes.began:
        yield head(rule, language, mark=("+ ", "green"))
        yield _indented(_pick(rule.clause, language))
    for rule in changes.ended:
        yield head(rule, language, mark=("- ", "red"))
        yield _indented(_pick(rule.clause, language))
    counts = len(changes.began), len(changes.ended), len(changes.replaced)
    if zh:
        yield _line((f"{earlier} 到 {later}：新增 {counts[0]}，终止 {counts[1]}，取代 {counts[2]}", "dim"))
    else:
        yield _line((f"{earlier} to {later}: {counts[0]} began, {counts[1]} ended, {counts[2]} replaced", "dim"))


def revision(found: Revision, language: Language) -> Iterator[Line]:
    """What changed between two books."""
    for rule in found.added:
        yield head(rule, language, mark=("+ ", "green"))
        yield _indented(_pick(rule.clause, language))
    for rule in found.removed:
        yield head(rule, language, mark=("- ", "red"))
        yield _indented(_pick(rule.clause, language))
    for id, edits in found.changed:
        yield _line(("~ ", "yellow"), (id, "bold"))
        for edit in edits:
            yield _indented(f"{edit.field}: {edit.before} → {edit.after}")
    counts = len(found.added), len(found.removed), len(found.changed)
    zh = f"新增 {counts[0]}，删除 {counts[1]}，改动 {counts[2]}"
    yield _line((zh if language == "zh" else f"{counts[0]} added, {counts[1]} removed, {counts[2]} changed", "dim"))


def coverage(found: Coverage) -> Iterator[Line]:
    """How a book covers a folder of facts."""
    for fact, reason in found.uncovered:
        numbered = "  has a number in its parameters" if fact.numbered else ""
        yield _line((fact.id, "bold"), (f"  {fact.file}", "dim"), (numbered, "red"))
        yield _indented(reason or "no reason is kept", "" if reason else "red")
    yield from _faults(
        "names a fact that the folder does not have", (f"{rule}: {fact}" for rule, fact in found.strangers)
    )
    yield from _faults("has a reason but needs none", found.idle)
    yield from _faults("is a conduct rule that the book does not lay down", found.without_conduct)
    total, bare = len(found.facts), len(found.uncovered)
    share = (
        f"{total - bare} of {total} facts have a rule; {bare} have none ({bare / total:.1%}, at most 10% are allowed)"
    )
    yield _line(share)
    laid = len(found.conduct) - len(found.without_conduct)
    yield _line(f"{laid} of {len(found.conduct)} conduct rules are laid down")
    yield _line(("sound" if found.sound else "not sound", "green" if found.sound else "red"))


def _faults(what: str, names: Iterable[str]) -> Iterator[Line]:
    for name in names:
        yield _line((f"{name}  ", "bold"), (what, "red"))
