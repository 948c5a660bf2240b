"""Where the rooms are put together: the only module that knows them all, the day and the machine."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from kefu.actions.digest import ShopTerms
from kefu.actions.inspection import Desk, Outcome, Progress, Request
from kefu.actions.inspection import inspect as inspect_chats
from kefu.actions.judging import Judge
from kefu.actions.stakes import Clause
from kefu.checks import Guard
from kefu.checks.guard import NO_SHOP, shop_of
from kefu.checks.law import lowered
from kefu.checks.shipped import shipped_book
from kefu.rulebook.book import Book
from kefu.rulebook.grading import usual_severity
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import files_under, shipped_rules
from kefu.rulebook.shop import ShopFile
from kefu.vocabulary.days import today
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import Platform

SUMS = ("fine", "compensation", "amount")
"""Parameters of a clause that name what it costs in yuan."""


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """`kefu inspect`: exported chats into a folder with a report."""
    from kefu.connectors.exports import survey
    from kefu.store.inspections import InspectionFolder, earlier_summary, stamp
    from kefu.web.report import report

    shop = None if request.shop is None else shop_of(request.shop)
    if since is not None:
        request = dataclasses.replace(request, since=earlier_summary(since))
    day = today()
    desk = Desk(
        survey, Guards(day, shop), InspectionFolder(into), functools.partial(clause, shipped_book()), report, stamp, edition(),
        day, os.cpu_count() or 1, None if shop is None else shop_terms(shop, str(request.shop)),
    )  # fmt: skip
    return inspect_chats(request, desk, progress)


def shop_terms(shop: ShopFile, file: str) -> ShopTerms:
    """What an inspection tells of a shop's own file."""
    told = {
        rule: lowered(usual_severity(shipped_book(), rule), severity, shop.reasons.get(rule, ""))
        for rule, severity in shop.severity.items()
    }
    return ShopTerms(file, shop.edition, {rule: words for rule, words in told.items() if words})


@dataclass(frozen=True)
class Guards:
    """Hands out the guard of a platform and a day; each process loads its own.

    Attributes:
        today: the day of lines without one, that on which the inspection began.
        shop: the shop's own file, as it was then.
    """

    today: date
    shop: ShopFile | None = None

    def __call__(self, platform: str, day: date | None) -> Judge:
        """How the guard judges lines of one platform on one day; the same for all days with the same rules."""
        day = day or self.today
        key = cast(Platform, platform), shipped_book().epoch(day), self.shop.edition if self.shop else ""
        if key not in _JUDGES:
            _JUDGES[key] = Guard(shipped_book(), key[0], day, self.shop or NO_SHOP).check_lines
        return _JUDGES[key]


_JUDGES: dict[tuple[Platform, int, str], Judge] = {}


def clause(book: Book, id: str) -> Clause | None:
    """What a report tells of a clause; None where the book has none of that id."""
    return _told(book.get(id)) if id in book else None


def _told(rule: Rule) -> Clause:
    parameters = rule.parameters
    source = rule.source[0]
    return Clause(
        rule.id, rule.clause.zh, rule.clause.en, rule.status, rule.penalty.zh if rule.penalty else "",
        rule.penalty.en if rule.penalty else "", rule.dated, " ".join(filter(None, (source.title, source.article))),
        _each_time(parameters, ("points",), "points"), parameters.get("class") == "severe",
        _each_time(parameters, SUMS, "yuan"), str(parameters.get("ledger", "")),
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


def edition() -> str:
    """Names the state of the rulebook: twelve digits of its content."""
    root = shipped_rules()
    digest = hashlib.sha256()
    try:
        for file in files_under([root]):
            digest.update(file.relative_to(root).as_posix().encode("utf-8") + b"\0" + file.read_bytes() + b"\0")
    except OSError as error:
        raise KefuError("no-rulebook", "cannot be read", str(error.filename or root), "install kefu anew") from None
    return digest.hexdigest()[:12]
