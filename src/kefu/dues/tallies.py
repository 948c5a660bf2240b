"""Which rule answers in a matter on a platform and day, and how it reckons; each read once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from kefu.dues.sums import Tally, tally_of, unread
from kefu.rulebook.book import Book, room_of
from kefu.rulebook.deadline import Deadline
from kefu.rulebook.pack import Rule
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.ids import Platform

MOST: Final = 10_000
"""Of so many questions what the book has is kept; categories and programmes are free words."""


class Shipping(msgspec.Struct, frozen=True):
    """By when a shop ships, as a clause says it.

    Attributes:
        from_group: it runs from the completion of a group, where the order is one of a group.
        agreed: a date agreed with the buyer takes its place.
    """

    rule: Rule
    deadline: Deadline
    from_group: bool
    agreed: bool

    def due(self, paid: datetime, grouped: datetime | None, agreed: datetime | None) -> datetime:
        """The last instant that is in time, aware, in Asia/Shanghai.

        Raises:
            OverflowError: it lies beyond the last day that Python knows.
        """
        if agreed is not None and self.agreed:
            return agreed
        return self.deadline.due(grouped if self.from_group and grouped is not None else paid)


class Answer(msgspec.Struct, frozen=True):
    """What the book has on a matter.

    Attributes:
        tallies: the rules that state a sum, the one that answers first.
        silent: a rule that speaks of the matter and names no sum; None where there is none.
    """

    tallies: tuple[Tally, ...]
    silent: Rule | None


class Tallies:
    """How every rule of a book reckons, and which of them answers on a platform and day.

    Attributes:
        unread: what of the book's rules on sums could not be read, one line each; of the book that ships nothing.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.unread = tuple(f"{rule.id}: {name}" for rule in book.rules for name in unread(rule))
        self._read: dict[str, Tally | None] = {}
        self._found: dict[tuple[Platform, int, Evidence, str, str | None, str | None], Answer] = {}
        self._ship: dict[tuple[Platform, int, Evidence], Shipping | None] = {}
        self._against: dict[tuple[str, Platform], tuple[str, ...]] = {}

    def tally(self, rule: Rule) -> Tally | None:
        """How one rule reckons; None where it states no sum."""
        if rule.id not in self._read:
            self._read[rule.id] = tally_of(rule)
        return self._read[rule.id]

    def answer(self, asked: Asked, matter: str, category: str | None = None, programme: str | None = None) -> Answer:
        """What the book has on a matter, for these goods and this programme where they are named."""
        key = (asked.platform, self.book.epoch(asked.day), asked.basis, matter, category, programme)
        found = self._found.get(key)
        if found is None:
            rules = self.book.in_force(asked.platform, asked.day, basis=asked.basis)
            on = [rule for rule in rules if rule.parameters.get("matter") == matter]
            stated = [tally for rule in on if (tally := self.tally(rule)) is not None]
            stated.sort(key=lambda each: _answering(each, category, programme, asked.basis))
            silent = [rule for rule in on if self.tally(rule) is None and rule.id.partition(".")[0] == asked.platform]
            found = Answer(tuple(stated), min(silent, key=lambda rule: _standing(rule, asked.basis), default=None))
            if len(self._found) < MOST:
                self._found[key] = found
        return found

    def on(self, asked: Asked, matter: str, category: str | None = None) -> tuple[Tally, ...]:
        """The tallies of a matter in force, the one that answers first."""
        return self.answer(asked, matter, category).tallies

    def shipping(self, asked: Asked) -> Shipping | None:
        """The clause that says by when the shop ships; None where none is in force."""
        key = (asked.platform, self.book.epoch(asked.day), asked.basis)
        if key not in self._ship:
            rules = self.book.in_force(asked.platform, asked.day, kind="clock", basis=asked.basis)
            plain = [rule for rule in rules if rule.parameters.get("clock") == "ship" and _is_general(rule)]
            stated = [each for rule in plain if (each := _shipping(rule)) is not None]
            self._ship[key] = min(stated, key=lambda each: _standing(each.rule, asked.basis), default=None)
        return self._ship[key]

    def against(self, rule: Rule, platform: Platform) -> tuple[str, ...]:
        """The rules that say otherwise on a platform, whether they hold or not."""
        key = (rule.id, platform)
        if key not in self._against:
            others = self.book.conflicts(rule)
            self._against[key] = tuple(other.id for other in others if platform in other.platforms)
        return self._against[key]


def fits(rule: Rule, category: str | None, programme: str | None) -> bool:
    """Whether a rule is for all goods and shops, or for these."""
    return (not rule.category or category in rule.category) and (not rule.programme or programme in rule.programme)


def _shipping(rule: Rule) -> Shipping | None:
    told = rule.parameters
    deadline = Deadline.of(told)
    if deadline is None:
        return None
    return Shipping(rule, deadline, told.get("starts") == "group_completed", told.get("yields_to") == "agreed_ship_by")


def _is_general(rule: Rule) -> bool:
    return not (rule.programme or rule.category or {"when", "campaign"} & rule.parameters.keys())


def _standing(rule: Rule, basis: Evidence) -> tuple[Any, ...]:
    """Which of two clauses is asked first: sure ones, then the newer. Among seeds the status does not count."""
    status = ("current", "superseded", "reported", "practice", "disputed").index(rule.status)
    return 0 if basis == "seeds" else status, -(rule.dated.toordinal() if rule.dated else 0), rule.id


def _answering(tally: Tally, category: str | None, programme: str | None, basis: Evidence) -> tuple[Any, ...]:
    """Of several tallies of one matter: no disputed rule where there is a sure one; one for these goods and shops or for all; one on
    compensation before one that only refunds; the platform's own before the law and that before practice, but in what the law gives
    beside a refund the law; the narrower; then as clauses stand."""
    rule = tally.rule
    disputed = rule.status == "disputed" and basis != "seeds"
    beyond = rule.folder == "law" and "besides" in rule.parameters
    narrow = bool(rule.category or rule.programme)
    fitting = fits(rule, category, programme)
    return (
        disputed,
        not fitting,
        rule.kind != "compensation",
        not beyond,
        room_of(rule, ""),
        not narrow,
        _standing(rule, basis),
    )
