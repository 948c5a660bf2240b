"""Every question that can be asked on a platform on a day: three on a clause at most, each on another confusion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from kefu.exams.asking import asking
from kefu.exams.byhand import asked_by_hand
from kefu.exams.disputed import disputed
from kefu.exams.lookalikes import Numbers
from kefu.exams.question import Draft
from kefu.exams.quoting import quoted
from kefu.exams.reckoned import reckoned
from kefu.exams.talk import spoken
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import Platform

MOST: Final = 3
"""Questions on one clause."""
_POOLS: dict[tuple[str, Platform, int, Evidence], tuple[Draft, ...]] = {}


def pool(book: Book, platform: Platform, day: date, basis: Evidence = "latest") -> tuple[Draft, ...]:
    """The distinct questions of a platform as its rules stand on a day, in the order of their ids."""
    key = (book.key, platform, book.epoch(day), basis)
    if not book.key:
        return _drawn(book, platform, day, basis)
    if key not in _POOLS:
        _POOLS[key] = _drawn(book, platform, day, basis)
    return _POOLS[key]


def _drawn(book: Book, platform: Platform, day: date, basis: Evidence) -> tuple[Draft, ...]:
    holding = sorted(book.in_force(platform, day, basis=basis), key=lambda rule: rule.id)
    numbers = Numbers(book)
    out: list[Draft] = []
    seen: set[str] = set()
    for rule in _examined(book, platform, day, basis, holding):
        out += _limited(_asked(book, rule, platform, numbers, holding), seen)
    return tuple(sorted(out, key=lambda draft: draft.id))


def _examined(book: Book, platform: Platform, day: date, basis: Evidence, holding: Sequence[Rule]) -> list[Rule]:
    """The rules that hold, and the disputed statements that are about on that day."""
    held = {rule.id for rule in holding}
    rumours = [
        rule
        for rule in book.rules
        if rule.status == "disputed" and rule.id not in held and book.term(rule, platform, basis).holds(day)
    ]
    return sorted([*holding, *rumours], key=lambda rule: rule.id)


def _asked(book: Book, rule: Rule, platform: Platform, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    """All that can be asked on one clause, the best first."""
    if rule.status == "disputed":
        return disputed(book, rule)
    rivals = [other for other in book.conflicts(rule) if other.status in ("disputed", "superseded")]
    return [
        *asked_by_hand(book, rule),
        *reckoned(rule, holding, rivals),
        *spoken(book, rule, platform),
        *asking(rule, numbers, holding),
        *quoted(rule, numbers, holding),
    ]


def _limited(drafts: Iterable[Draft], seen: set[str]) -> list[Draft]:
    """Of the questions on one clause the first three that differ in what they ask and in how they are put."""
    kept: list[Draft] = []
    for draft in drafts:
        shape = re.sub(r"[\d一二两三四五六七八九十百千万.,_\s]+", "", draft.text or draft.false)
        if shape in seen or any(other.facet == draft.facet for other in kept):
            continue
        seen.add(shape)
        kept.append(draft)
        if len(kept) == MOST:
            break
    return kept
