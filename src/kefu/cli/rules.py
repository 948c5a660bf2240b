"""`kefu rules`: look a rule up, with its source, its history and why it holds; see what changed; see what is missing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from kefu.cli.parser import Parser
from kefu.cli.terminal import Line, screen
from kefu.rulebook.book import Book
from kefu.rulebook.citation import Language
from kefu.rulebook.pack import KINDS, TOPICS, Rule
from kefu.rulebook.shelf import UNCOVERED, load_book, shipped_rules
from kefu.rulebook.standing import EVIDENCE
from kefu.vocabulary.days import day_of, today
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, STATUSES


class Page(Protocol):
    """Writes the whole book as one page of HTML, as it answers on a day."""

    def __call__(self, book: Book, at: date) -> str: ...


def run(argv: Sequence[str], page: Page) -> int:
    """Run `kefu rules`. Returns 0, or 2 where a line of a folder that is compared was wrong.

    Raises:
        KefuError: the call or the rulebook is wrong.
    """
    if argv and argv[0] == "coverage":
        return _coverage(_coverage_parser().parse_args(argv[1:]))
    return _rules(_parser().parse_args(argv), page)


def _parser() -> Parser:
    parser = Parser(
        "kefu rules",
        "查规则：不写 ID 列出当日有效的，写 ID 看一条的全部。 "
        "Look up rules. Without ID: the rules that hold. With ID: one rule in full.",
        epilog="kefu rules coverage FOLDER 把规则与事实文件夹对照 compares the book with a folder of facts.",
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="一条规则，如 a rule, such as tmall.invoice.points")
    parser.add_argument("--platform", choices=PLATFORMS, help="平台 where it holds")
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="按哪天的规则，默认今天 the day whose rules hold; today if left out"
    )
    parser.add_argument(
        "--basis",
        choices=EVIDENCE,
        default="latest",
        help="取最好的依据，或只看最初的培训资料 best evidence, or the seed documents alone",
    )
    parser.add_argument("--topic", choices=TOPICS, metavar="TOPIC", help=f"主题 one of: {' '.join(TOPICS)}")
    parser.add_argument("--kind", choices=KINDS, metavar="KIND", help=f"类别 one of: {' '.join(KINDS)}")
    parser.add_argument("--status", choices=STATUSES, help="状态 how sure it is")
    parser.add_argument("--search", metavar="WORDS", help="规则里要有这些词 every word must stand in the rule")
    parser.add_argument(
        "--all", action="store_true", help="也列出当日不适用的 also the rules that do not hold on that day"
    )
    parser.add_argument("--en", action="store_true", help="用英文 in English")
    parser.add_argument("--json", action="store_true", help="每条规则一行 JSON one JSON object a rule, one a line")
    parser.add_argument(
        "--between",
        nargs=2,
        metavar=("A", "B"),
        help="两天之间有什么变化 what changed between two days, or two folders of rules",
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FOLDER",
        help="配 --between：文件夹里哪些时限、赔付、扣分、质检结果会不同 what in a folder would differ",
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="把全部规则写成一个网页 write the whole book as one page"
    )
    parser.add_argument(
        "--schema",
        action="store_true",
        help="打印规则文件的 JSON Schema print the JSON Schema of rule files, for editors",
    )
    parser.add_argument("--rules", type=Path, metavar="FOLDER", help="另一个规则文件夹 another folder of rule files")
    return parser


def _coverage_parser() -> Parser:
    parser = Parser("kefu rules coverage", "把规则与事实文件夹对照。 Compare the book with a folder of facts.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rules", type=Path, metavar="FOLDER", help="另一个规则文件夹 another folder of rule files")
    return parser


def day(text: str) -> date:
    """A day, or the day in Asia/Shanghai of an instant."""
    try:
        return day_of(text)
    except KefuError as error:
        raise argparse.ArgumentTypeError(f"{error.what}; {error.mend}") from None


def _rules(options: argparse.Namespace, page: Page) -> int:
    if options.schema:
        from kefu.rulebook.schema import rule_schema

        print(json.dumps(rule_schema(), ensure_ascii=False, indent=2))
        return 0
    at: date = options.as_of or today()
    if options.between:
        return _between(options)
    if options.against:
        raise KefuError(
            "call", "is given without --between", "--against", "name the two days too, or two folders of rules"
        )
    book = load_book(options.rules)
    if options.html:
        return _written(page(book, at), options.html, len(book.rules))
    if options.id:
        rule = book.get(options.id)
        if options.json:
            return _print_json([rule_json(book, rule, options, at)])
        from kefu.cli.rules_text import in_full

        _print(in_full(book, rule, at, options.platform, options.basis, _language(options)))
        return 0
    return _list(book, options, at)


def _language(options: argparse.Namespace) -> Language:
    return "en" if options.en else "zh"


def _list(book: Book, options: argparse.Namespace, at: date) -> int:
    holding = book.in_force(options.platform, at, topic=options.topic, kind=options.kind, basis=options.basis)
    ids = {rule.id for rule in holding}
    fitting = [rule for rule in book.rules if _fits(book, rule, options)]
    shown = [rule for rule in fitting if options.all or rule.id in ids]
    if options.json:
        return _print_json(rule_json(book, rule, options, at) for rule in shown)
    from kefu.cli.rules_text import listing

    _print(listing(shown, ids, len(fitting), at, _language(options)))
    return 0


def _fits(book: Book, rule: Rule, options: argparse.Namespace) -> bool:
    """Whether a rule is among those asked for, whether it holds or not."""
    return (
        (options.platform is None or options.platform in rule.platforms)
        and (options.topic is None or rule.topic == options.topic)
        and (options.kind is None or rule.kind == options.kind)
        and (options.status is None or rule.status == options.status)
        and (options.search is None or all(word in _haystack(rule) for word in options.search.casefold().split()))
    )


def _haystack(rule: Rule) -> str:
    prices = [text for each in (rule.penalty, rule.serious) if each for text in (each.zh, each.en)]
    sources = (f"{source.title} {source.article}" for source in rule.source)
    scope = (*rule.programme, *rule.category, *rule.grounds, *rule.facts)
    parts = (rule.id, rule.clause.zh, rule.clause.en, *prices, *sources, *scope, rule.note, str(dict(rule.parameters)))
    return " ".join(parts).casefold()


def rule_json(book: Book, rule: Rule, options: argparse.Namespace, at: date) -> dict[str, Any]:
    """A rule as `--json` prints it: what the file says, and how the rule stands on the day."""
    import msgspec

    hidden = ("cues", "clear", "say", "examples", "line", "conflicts_with")
    fields = [name for name in Rule.__struct_fields__ if name not in hidden]
    out: dict[str, Any] = {name: msgspec.to_builtins(getattr(rule, name)) for name in fields}
    places = [options.platform] if options.platform else rule.platforms
    standings = [book.standing(rule.id, place, at, options.basis) for place in places]
    standing = next((found for found in standings if found.holds), standings[0])
    return out | {
        "dated": rule.dated.isoformat() if rule.dated else None,
        "as_of": at.isoformat(),
        "in_force": standing.holds,
        "why": {"zh": standing.why.zh, "en": standing.why.en},
        "conflicts": list(standing.conflicts),
        "clauses": {
            place: [other.id for other in book.clauses_behind(rule.id, place, at)]
            for place in (places if rule.id in CONDUCT else ())
        },
        "replaced_by": [other.id for other in book.replaced_by(rule)],
    }


def _between(options: argparse.Namespace) -> int:
    from kefu.cli.rules_text import revision, turn
    from kefu.rulebook.change import between_books, between_days

    language = _language(options)
    first, second = options.between
    if Path(first).is_dir() and Path(second).is_dir():
        books = load_book(Path(first)), load_book(Path(second))
        if options.against:
            return _against(options, books, (None, None))
        found = between_books(*books)
        if options.json:
            return _print_json(_revision_json(found))
        _print(revision(found, language))
        return 0
    try:
        earlier, later = day(first), day(second)
    except argparse.ArgumentTypeError as error:
        raise KefuError("call", str(error), "--between", "or name two folders of rule files") from None
    if later < earlier:
        raise KefuError("call", f"{first} is after {second}", "--between", "write the earlier day first")
    book = load_book(options.rules)
    if options.against:
        return _against(options, (book, book), (earlier, later))
    changes = between_days(book, earlier, later, options.platform, options.basis)
    if options.json:
        return _print_json(_turn_json(changes))
    _print(turn(changes, earlier, later, language))
    return 0


def _against(options: argparse.Namespace, books: tuple[Book, Book], days: tuple[date | None, date | None]) -> int:
    """What in a folder comes out otherwise. Returns 0, or 2 where a line was wrong."""
    from kefu.actions.overtaken import Edition
    from kefu.cli.rules_against import Comparison
    from kefu.cli.rules_against_text import show

    if options.basis != "latest":
        raise KefuError("call", "is given beside --against", "--basis", "each line says it; leave it out here")
    old, new = (Edition(book, at) for book, at in zip(books, days, strict=True))
    names = [str(at or given) for at, given in zip(days, options.between, strict=True)]
    return show(Comparison(old, new, options.platform), options.against, names, _language(options), options.json)


def _turn_json(turn: Any) -> Iterable[dict[str, Any]]:
    yield from ({"change": "replaced", "id": old.id, "by": new.id} for old, new in turn.replaced)
    yield from ({"change": "began", "id": rule.id} for rule in turn.began)
    yield from ({"change": "ended", "id": rule.id} for rule in turn.ended)


def _revision_json(revision: Any) -> Iterable[dict[str, Any]]:
    yield from ({"change": "added", "id": rule.id} for rule in revision.added)
    yield from ({"change": "removed", "id": rule.id} for rule in revision.removed)
    for id, edits in revision.changed:
        fields = {edit.field: {"before": edit.before, "after": edit.after} for edit in edits}
        yield {"change": "changed", "id": id, "fields": fields}


def _written(text: str, file: Path, count: int) -> int:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise KefuError(
            "cannot-write", f"cannot be written ({error.strerror})", str(file), "name another file"
        ) from None
    print(f"{file}: {count} rules, {len(text.encode()) // 1024:,} KiB")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from kefu.cli.rules_text import coverage
    from kefu.rulebook.coverage import cover, kept_reasons

    root = options.rules or shipped_rules()
    found = cover(load_book(options.rules), options.folder, kept_reasons(root / "house" / UNCOVERED))
    if options.json:
        return _print_json(
            [
                {
                    "facts": len(found.facts),
                    "uncovered": [
                        {"fact": fact.id, "reason": why, "numbered": fact.numbered} for fact, why in found.uncovered
                    ],
                    "strangers": [{"rule": rule, "fact": fact} for rule, fact in found.strangers],
                    "idle": list(found.idle),
                    "conduct": len(found.conduct),
                    "without_conduct": list(found.without_conduct),
                    "sound": found.sound,
                }
            ]
        )
    _print(coverage(found))
    return 0


def _print_json(objects: Iterable[dict[str, Any]]) -> int:
    out = sys.stdout.buffer
    for each in objects:
        out.write(json.dumps(each, ensure_ascii=False).encode("utf-8") + b"\n")
    out.flush()
    return 0


def _print(lines: Iterable[Line]) -> None:
    with screen() as (write, _):
        for line in lines:
            write(line)
