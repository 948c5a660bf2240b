"""What an inspection tells of the clauses of the rulebook: their words, and what each violation costs as a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.ids import Status

SUMS: Final = ("fine", "compensation", "amount")
"""Parameters of a clause that name what it costs in yuan."""


@dataclass(frozen=True)
class Clause:
    """What a report tells of a clause of the rulebook.

    Attributes:
        penalty_zh, penalty_en: its price for one case in one short line, '' where it names none.
        dated: the newest day that its evidence carries.
        source: the document behind it.
        points: deducted each time, the first time where more are later; None where it names no number for one case.
        severe: whether these are points for severe violations.
        yuan: to pay each time; None where it names no sum, or only a share or an upper limit.
        ledger: the account from which a platform that keeps several takes the points, '' elsewhere.
        serious_zh, serious_en: what it costs in serious or repeated cases alone; never a number to add up.
    """

    id: str
    zh: str
    en: str
    status: Status
    penalty_zh: str = ""
    penalty_en: str = ""
    dated: date | None = None
    source: str = ""
    points: Decimal | None = None
    severe: bool = False
    yuan: Decimal | None = None
    ledger: str = ""
    serious_zh: str = ""
    serious_en: str = ""

    @property
    def unit(self) -> str:
        """What kind of points these are; those of different kinds are never added together."""
        return self.ledger or ("severe" if self.severe else "general")


Clauses = Callable[[str], Clause | None]
"""Looks a clause up by its id; None where the book has none of that id."""


def clause(book: Book, id: str) -> Clause | None:
    """What a report tells of a clause; None where the book has none of that id."""
    return _told(book.get(id)) if id in book else None


def _told(rule: Rule) -> Clause:
    parameters = rule.parameters if rule.penalty else {}
    source = rule.source[0]
    return Clause(
        rule.id, rule.clause.zh, rule.clause.en, rule.status, rule.penalty.zh if rule.penalty else "",
        rule.penalty.en if rule.penalty else "", rule.dated, " ".join(filter(None, (source.title, source.article))),
        _each_time(parameters, ("points",), "points"), rule.parameters.get("class") == "severe",
        _each_time(parameters, SUMS, "yuan"), str(rule.parameters.get("ledger", "")),
        rule.serious.zh if rule.serious else "", rule.serious.en if rule.serious else "",
    )  # fmt: skip


def _each_time(parameters: Mapping[str, Any], names: Sequence[str], unit: str) -> Decimal | None:
    """What one violation costs: by the parameters' own figure, else as a first or an ordinary one."""
    lighter = [
        each
        for each in (*_listed(parameters.get("steps")), *_listed(parameters.get("degrees")))
        if each.get("nth") == "1 times" or each.get("degree") in ("一般", "情节一般")
    ]
    for told in (parameters, *lighter):
        for name in names:
            value = told.get(name)
            if quantity := _quantity(value.get("sum") if isinstance(value, Mapping) else value, unit):
                return quantity
    return None


def _listed(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _quantity(told: object, unit: str) -> Decimal | None:
    if not isinstance(told, str):
        return None
    try:
        quantity = Quantity.parse(told)
    except ValueError:
        return None
    return quantity.value if quantity.unit == unit and quantity.value > 0 else None
