"""What differs between two days of one book, and between two books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import Platform


@dataclass(frozen=True, slots=True)
class Turn:
    """What a stretch of days brought.

    Attributes:
        began: rules that answer on the later day and did not on the earlier, in the place of none.
        ended: rules that answered on the earlier day and do not on the later, with none in their place.
        replaced: a rule that ended and one that took its place.
    """

    began: tuple[Rule, ...]
    ended: tuple[Rule, ...]
    replaced: tuple[tuple[Rule, Rule], ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of a rule that reads otherwise in another book."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Revision:
    """What another book says otherwise, by rule id."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: tuple[tuple[str, tuple[Edit, ...]], ...]


def between_days(
    book: Book, earlier: date, later: date, platform: Platform | None = None, basis: Evidence = "latest"
) -> Turn:
    """What a reader of the book finds changed from one day to another; two days in the wrong order are told backwards."""
    before = {rule.id: rule for rule in book.in_force(platform, earlier, basis=basis)}
    after = {rule.id: rule for rule in book.in_force(platform, later, basis=basis)}
    began = [rule for id, rule in after.items() if id not in before]
    ended = {id: rule for id, rule in before.items() if id not in after}
    pairs = tuple((ended[name], rule) for rule in after.values() for name in _in_the_place_of(rule) if name in ended)
    gone, come = {old.id for old, _ in pairs}, {new.id for _, new in pairs}
    return Turn(
        tuple(rule for rule in began if rule.id not in come),
        tuple(rule for id, rule in ended.items() if id not in gone),
        pairs,
    )


def _in_the_place_of(rule: Rule) -> tuple[str, ...]:
    """The rules in whose place a rule stands once they no longer answer."""
    return (*rule.replaces, *(name for name in rule.conflicts_with if name not in rule.replaces))


def between_books(old: Book, new: Book) -> Revision:
    """What the newer book adds, drops and words otherwise, field by field. Where a rule stands in its file is no matter."""
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    changed = []
    for id in before.keys() & after.keys():
        edits = _edits(before[id], after[id])
        if edits:
            changed.append((id, edits))
    return Revision(
        tuple(rule for id, rule in after.items() if id not in before),
        tuple(rule for id, rule in before.items() if id not in after),
        tuple(sorted(changed)),
    )


def _edits(before: Rule, after: Rule) -> tuple[Edit, ...]:
    one, other = msgspec.to_builtins(before), msgspec.to_builtins(after)
    fields = [name for name in Rule.__struct_fields__ if name != "line"]
    return tuple(Edit(name, one.get(name), other.get(name)) for name in fields if one.get(name) != other.get(name))
