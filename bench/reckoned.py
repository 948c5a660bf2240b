"""Which facts with a number Kefu reckons, by which command, and which it only lists: `python bench/reckoned.py --write docs/reckoning.md`.

A number is reckoned where another in its place gives another reading: each is changed in turn, and what a command reads of the
rule is compared. Worked examples are reckoned where the sum comes out as they say.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from kefu.clocks.terms import terms_of
from kefu.clocks.timetable import in_term
from kefu.dues.bounds import bounds_of, weights_of
from kefu.dues.compensation import Order, owed
from kefu.dues.forecast import counted_as
from kefu.dues.ladder import ladders_of
from kefu.dues.sums import tally_of
from kefu.dues.tallies import Tallies
from kefu.dues.tariff import is_tariff, tariffs_of
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked, end_of
from kefu.vocabulary.days import day_of

LISTED: Final[dict[str, str]] = {
    "douyin.anxingou.nine.seed": "it counts the services of a programme; each of them has its own clause, and those are reckoned",
    "douyin.false_shipping.2025": "it counts the merchants that were dealt with",
    "douyin.outsourcing.contract.seed": "it counts the items of a list of checks",
    "general.outsourcing.steps.seed": "it counts the steps of a list",
    "law.price2022.comparison_7d": "the lowest price of seven days is found in the prices of a shop, of which nothing is told here",
    "law.reg2024.in_force": "it counts the chapters and articles of a regulation",
    "law.reg2024.refund_in_full": "the whole price goes back, as in every refund that `kefu money` reckons by the clause of a platform",
    "pdd.promise.instalment_free.seed": "an interest of nothing leaves nothing to reckon",
    "pdd.promise.return_freight.seed": "shares of a survey, which bind nobody",
    "taobao.return.avoidable_20pct.seed": "an estimate over all returns, which says nothing of any one",
    "taobao.warranty.four_questions.seed": "it counts questions, and the source has lost the questions",
    "tmall.free_shipping.no_words_in_title.seed": "the nought that is entered into a freight template",
    "tmall.quality_inspection.folklore.seed": "hearsay by its own account: shown as such, and nothing is reckoned from it",
}
"""Facts with a number that no command reckons, each with the reason."""
MOST: Final = 20
"""At most one fact in so many is listed."""
MARK: Final = "<!-- python bench/reckoned.py --write docs/reckoning.md writes what follows -->"
COMMANDS: Final = ("clocks", "money", "points", "forecast")


@dataclass(frozen=True)
class Number:
    """A number in the parameters of a rule: where it stands, what it is, and which command reads it ('' = none)."""

    path: tuple[str | int, ...]
    value: str
    read_by: str


def numbers_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every number with its unit in parameters, and where it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from numbers_in(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from numbers_in(inner, (*path, n))
    elif isinstance(value, str) and Quantity.resembles(value):
        yield path, value


def changed(rule: Rule, path: tuple[str | int, ...], value: str) -> Rule:
    """The rule with another number in one place."""
    quantity = Quantity.parse(value)
    other = str(Quantity(quantity.value + 1, quantity.unit))
    return msgspec.structs.replace(rule, parameters=_with(rule.parameters, path, other))


def _with(value: Any, path: tuple[str | int, ...], other: str) -> Any:
    if not path:
        return other
    if isinstance(value, Mapping):
        return {key: _with(inner, path[1:], other) if key == path[0] else inner for key, inner in value.items()}
    return [_with(inner, path[1:], other) if n == path[0] else inner for n, inner in enumerate(value)]


def bare(value: Any) -> Any:
    """A reading without the rule that it was read from."""
    if isinstance(value, Rule):
        return None
    if isinstance(value, msgspec.Struct):
        return {name: bare(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {key: bare(inner) for key, inner in value.items()}
    return [bare(inner) for inner in value] if isinstance(value, list | tuple) else repr(value)


def _points(rule: Rule) -> Any:
    if rule.kind == "ladder":
        return bare(ladders_of([rule]))
    return bare(tariffs_of(rule)) if is_tariff(rule) else None


def _forecast(rule: Rule) -> Any:
    counted = counted_as((rule,)) if rule.parameters.get("counts_intervention") is True else None
    return bare((bounds_of(rule), weights_of(rule), counted))


READINGS: Final[dict[str, Callable[[Rule], Any]]] = {
    "clocks": lambda rule: bare(terms_of(rule)),
    "money": lambda rule: bare(tally_of(rule)),
    "points": _points,
    "forecast": _forecast,
}
"""What each command reads of one rule."""


def read_by(rule: Rule, path: tuple[str | int, ...], value: str) -> str:
    """The command whose reading of the rule hangs on a number; '' where none does."""
    other = changed(rule, path, value)
    for command, reading in READINGS.items():
        try:
            after = reading(other)
        except (ValueError, KeyError):
            return command
        if reading(rule) != after:
            return command
    return ""


def reckoned(book: Book) -> dict[str, tuple[Number, ...]]:
    """The numbers of each rule that has any, by its id."""
    tallies, found = Tallies(book), {}
    for rule in book.rules:
        worked, denied = _worked(tallies, rule), _denied(book, rule)
        numbers = []
        for path, value in numbers_in(rule.parameters):
            command = "money" if worked and path[0] == "cases" else "clocks" if path[0] in denied else ""
            numbers.append(Number(path, value, command or read_by(rule, path, value)))
        if numbers:
            found[rule.id] = tuple(numbers)
    return found


def _worked(tallies: Tallies, rule: Rule) -> bool:
    """Whether a rule has worked examples, and `money` by the seeds of its day comes to the same sums."""
    cases = [each for each in rule.parameters.get("cases", ()) if isinstance(each, Mapping) and "owed" in each]
    day = rule.dated or day_of("2026-01-01")
    for case in cases:
        matter = case.get("matter") or rule.parameters["matter"]
        order = Order(Quantity.parse(case["amount"]).value, Quantity.parse(case.get("freight", "0 yuan")).value)
        for platform in rule.platforms:
            told = owed(tallies, Asked(platform, end_of(day), "seeds"), matter, order)
            if told.amount != Quantity.parse(case["owed"]).value:
                return False
    return bool(cases)


def _denied(book: Book, rule: Rule) -> tuple[str, ...]:
    """Where a rule says of a clock that there is none, and none runs."""
    told = rule.parameters
    if told.get("applies") is not False or "clock" not in told or "deadline" not in told:
        return ()
    for platform in rule.platforms:
        for basis in ("latest", "seeds"):
            asked = Asked(platform, end_of(rule.dated or day_of("2026-01-01")), basis)
            lengths = [
                str(term.deadline.length)
                for term in in_term(book, asked)
                if term.clock == told["clock"] and term.deadline
            ]
            if told["deadline"] in lengths:
                return ()
    return ("deadline",)


@dataclass(frozen=True)
class Standing:
    """One fact with a number: the commands that reckon it with the rules behind, and numbers beside that nobody reads."""

    fact: str
    commands: tuple[str, ...]
    rules: tuple[str, ...]
    beside: tuple[str, ...]


def facts(book: Book) -> dict[str, Standing]:
    """Every fact behind a rule with a number, by its id."""
    numbers = reckoned(book)
    behind: dict[str, list[str]] = {}
    for rule in book.rules:
        for fact in rule.facts if rule.id in numbers else ():
            behind.setdefault(fact, []).append(rule.id)
    found = {}
    for fact, rules in sorted(behind.items()):
        read = {number.read_by for rule in rules for number in numbers[rule]}
        beside = tuple(_told(number) for rule in rules for number in numbers[rule] if not number.read_by)
        found[fact] = Standing(fact, tuple(each for each in COMMANDS if each in read), tuple(rules), beside)
    return found


def _told(number: Number) -> str:
    return f"{'.'.join(str(each) for each in number.path if isinstance(each, str))} {number.value}"


def page(book: Book) -> str:
    """The tables of docs/reckoning.md."""
    told, numbers = facts(book), reckoned(book)
    known = [each for each in told.values() if each.commands]
    share = 100 * (len(told) - len(known)) / len(told)
    read = sum(bool(number.read_by) for each in numbers.values() for number in each)
    of = sum(len(each) for each in numbers.values())
    lines = [
        f"{len(told)} facts stand behind rules with a number. {len(known)} are reckoned, {len(told) - len(known)} are listed "
        f"({share:.1f} %). Of {of} numbers in all {read} are read.",
        "", "### Listed", "", "| fact | numbers | why no command reckons it |", "| --- | --- | --- |",
    ]  # fmt: skip
    lines += [
        f"| `{each.fact}` | {', '.join(each.beside)} | {LISTED.get(each.fact, '**no reason is kept**')} |"
        for each in told.values()
        if not each.commands
    ]
    lines += [
        "", "### Numbers beside", "",
        "Numbers that stand in a rule which is reckoned by its others. They are shown with the clause; no answer hangs on any of them alone.",
        "", "| rule | numbers |", "| --- | --- |",
    ]  # fmt: skip
    for rule, found in numbers.items():
        beside = [_told(number) for number in found if not number.read_by]
        if beside and len(beside) < len(found):
            lines.append(f"| `{rule}` | {', '.join(beside)} |")
    lines += ["", "### Reckoned", "", "| fact | by | rules |", "| --- | --- | --- |"]
    lines += [
        f"| `{each.fact}` | {', '.join(each.commands)} | {', '.join(f'`{rule}`' for rule in each.rules)} |"
        for each in known
    ]
    return "\n".join(lines) + "\n"


def written(text: str, tables: str) -> str:
    """The page with its tables made anew; what stands above the mark is kept.

    Raises:
        ValueError: the page has no mark.
    """
    above, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError(f"the page lacks the line {MARK}")
    return f"{above}{MARK}\n\n{tables}"


def faults(book: Book) -> list[str]:
    """What is wrong: facts without a command or a reason, reasons for facts that are reckoned, too many listed."""
    told = facts(book)
    left = [each.fact for each in told.values() if not each.commands]
    found = [f"{fact} is neither reckoned nor listed" for fact in left if fact not in LISTED]
    found += [f"{fact} is listed, and needs not be" for fact in LISTED if fact not in left]
    if len(left) * MOST > len(told):
        found.append(f"{len(left)} of {len(told)} facts are listed, more than one in {MOST}")
    return found


def main(argv: list[str] | None = None) -> int:
    """Returns 1 where a fact is neither reckoned nor listed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page, below its mark")
    options = parser.parse_args(argv)
    book = load_book()
    tables = page(book)
    if options.write is None:
        print(tables, end="")
    else:
        options.write.write_text(
            written(options.write.read_text(encoding="utf-8"), tables), encoding="utf-8", newline="\n"
        )
    for fault in faults(book):
        print(fault)
    return 1 if faults(book) else 0


if __name__ == "__main__":
    raise SystemExit(main())
