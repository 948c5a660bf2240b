"""Where the rooms are put together: the only module that knows them all, the day and the machine."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

from kefu.actions.inspection import Desk, Outcome, Progress, Request
from kefu.actions.inspection import inspect as inspect_chats
from kefu.actions.judging import Judge
from kefu.actions.stakes import Clause
from kefu.checks import Guard
from kefu.checks.guard import CHINA, shipped_book
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import files_under, shipped_rules
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import Platform

SUMS = ("fine", "compensation", "deduction", "deposit")
"""Parameters of a clause that name what it costs in yuan."""


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """`kefu inspect`: exported chats into a folder with a report."""
    from kefu.connectors.exports import survey
    from kefu.store.inspections import InspectionFolder, earlier_summary, stamp
    from kefu.web.report import report

    if since is not None:
        request = dataclasses.replace(request, since=earlier_summary(since))
    desk = Desk(
        survey, Guards(), InspectionFolder(into), functools.partial(clause, shipped_book()), report, stamp, edition(),
        date.today(), os.cpu_count() or 1,
    )  # fmt: skip
    return inspect_chats(request, desk, progress)


class Guards:
    """Hands out the guard of a platform and a day; each process loads its own."""

    def __call__(self, platform: str, day: date | None) -> Judge:
        """How the guard judges lines of one platform on one day; the same for all days with the same rules."""
        day = day or datetime.now(CHINA).date()
        key = cast(Platform, platform), shipped_book().epoch(day)
        if key not in _JUDGES:
            _JUDGES[key] = Guard.load(platform=key[0], as_of=day, reader=False).check_lines
        return _JUDGES[key]


_JUDGES: dict[tuple[Platform, int], Judge] = {}


def clause(book: Book, id: str) -> Clause | None:
    """What a report tells of a clause; None where the book has none of that id."""
    return _told(book.get(id)) if id in book else None


def _told(rule: Rule) -> Clause:
    parameters = rule.parameters
    sums = (_quantity(parameters.get(name), "yuan") for name in SUMS)
    source = rule.source[0]
    return Clause(
        rule.id, rule.clause.zh, rule.clause.en, rule.status, rule.penalty.zh if rule.penalty else "",
        rule.penalty.en if rule.penalty else "", rule.dated, " ".join(filter(None, (source.title, source.article))),
        _quantity(parameters.get("points"), "points"), parameters.get("class") == "severe",
        next((each for each in sums if each), None),
    )  # fmt: skip


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
