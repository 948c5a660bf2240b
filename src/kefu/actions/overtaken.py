"""What another book says of the same facts: which deadlines, sums, points and clauses of findings come out otherwise. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

import msgspec

from kefu.clocks import History, read
from kefu.dues.account import Account, Deduction, Opening, Violation
from kefu.dues.compensation import Order, owed
from kefu.dues.consequences import Consequence, number
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.dues.tallies import Tallies
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import today
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import Platform

Kind = Literal["clock", "sum", "points", "finding"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ACCOUNT: Final = "account"
"""What a change of the points in all, and of the nodes that they reach, is called."""
UNKNOWN: Final = "unknown-clause"
NUMBERED: Final = re.compile(r"(?<=violations\[)\d+")


class Side(msgspec.Struct, frozen=True):
    """What one of the books says.

    Attributes:
        rules: the clauses behind it; empty where the book has none.
        said: the answer, for a program; it holds nothing that is not compared.
    """

    rules: tuple[Rule, ...]
    said: Mapping[str, Any]

    @property
    def ids(self) -> tuple[str, ...]:
        """The clauses behind it."""
        return tuple(rule.id for rule in self.rules)


class Change(msgspec.Struct, frozen=True):
    """One answer that comes out otherwise; a side is None where that book has no such answer.

    Attributes:
        what: the clock, the matter, the clause of the violation as it was asked, `account`, or the conduct rule.
        at: when the clock began, or the violation was upheld; None elsewhere.
    """

    kind: Kind
    platform: Platform
    what: str
    at: datetime | None
    old: Side | None
    new: Side | None

    @property
    def clause_alone(self) -> bool:
        """Whether both say the same, by another clause."""
        return self.old is not None and self.new is not None and self.old.said == self.new.said


class Edition:
    """A book as it answers.

    Args:
        day: whose rules answer, whatever day is asked for; None = those of the day of each question.
    """

    def __init__(self, book: Book, day: date | None = None) -> None:
        self.book, self.day = book, day
        self.tallies, self.schedules = Tallies(book), Schedules(book)

    def asked(self, asked: Asked) -> Asked:
        """The same question to this edition: the now stays, the rules are those of its day."""
        return asked if self.day is None else dataclasses.replace(asked, under=self.day)


_Answer = tuple[str, datetime, Side]
"""What, since when, and what is said; `what` and `at` tell which one it is in the other edition."""


def clocks_changed(old: Edition, new: Edition, history: History) -> list[Change]:
    """The deadlines of a history that come out otherwise. A clock is the same one where its name and its start are."""
    sides = [_clocks(edition, history) for edition in (old, new)]
    return _paired("clock", history.asked.platform, *sides)


def _clocks(edition: Edition, history: History) -> list[_Answer]:
    answers = []
    for clock in read(edition.book, dataclasses.replace(history, asked=edition.asked(history.asked))):
        at_stake = clock.on_miss if clock.state in ("running", "missed") else None
        said = {"due_at": clock.due_at.isoformat(), "state": clock.state, "on_miss": at_stake}
        answers.append((clock.clock, clock.started_at, Side((edition.book.get(clock.clause),), said)))
    return answers


def sums_changed(old: Edition, new: Edition, asked: Asked, matters: Iterable[str], order: Order) -> list[Change]:
    """The sums owed in these matters that come out otherwise: how much, or as what it is paid.

    Raises:
        KefuError: the order lacks what one of the books reckons from.
    """
    found = []
    for matter in matters:
        sides = [_sum(edition, asked, matter, order) for edition in (old, new)]
        found.append(_changed("sum", asked.platform, matter, None, *sides))
    return [change for change in found if change is not None]


def _sum(edition: Edition, asked: Asked, matter: str, order: Order) -> Side:
    due = owed(edition.tallies, edition.asked(asked), matter, order)
    return Side((due.rule,) if due.rule else (), {"amount": f"{due.amount:.2f}", "paid_as": due.paid_as})


def points_changed(
    old: Edition, new: Edition, asked: Asked, violations: Sequence[Violation], opening: Opening
) -> list[Change]:
    """What upheld violations cost otherwise: each by itself, and the account that they make together.

    A clause that one of the books does not know costs nothing there, and has no answer.

    Raises:
        KefuError: a clause that neither book knows, or a field that cannot be used.
    """
    found = [_account(edition, other, asked, violations, opening) for edition, other in ((old, new), (new, old))]
    changes = _paired("points", asked.platform, *(_deductions(*each) for each in found))
    accounts = [account for account, _ in found]
    whole = _changed("points", asked.platform, ACCOUNT, None, *map(_whole, accounts))
    if whole is None or (whole.clause_alone and not any(account.reached for account in accounts)):
        return changes
    return [*changes, whole]


def _account(
    edition: Edition, other: Edition, asked: Asked, violations: Sequence[Violation], opening: Opening
) -> tuple[Account, dict[str, str]]:
    """What becomes of the shop by the violations that this edition knows, and for each of its terms the word that was asked with.

    Raises:
        KefuError: a clause that the other edition does not know either.
    """
    schedule = edition.schedules.on(edition.asked(asked))
    known: list[int] = []
    words: dict[str, str] = {}
    for n, violation in enumerate(violations):
        try:
            family, _ = schedule.find(violation.clause)
        except KefuError as error:
            if error.code != UNKNOWN:
                raise
            other.schedules.on(other.asked(asked)).find(violation.clause, f"violations[{n}].clause")
        else:
            known.append(n)
            words.setdefault(family.name, violation.clause)
    try:
        return reckon(schedule, asked.now, [violations[n] for n in known], opening), words
    except KefuError as error:
        where = NUMBERED.sub(lambda place: str(known[int(place[0])]), error.where)
        raise KefuError(error.code, error.what, where, error.mend) from None


def _deductions(account: Account, words: Mapping[str, str]) -> list[_Answer]:
    """What each violation costs by itself, in order of time."""
    own: dict[tuple[object, ...], list[Consequence]] = {}
    for each in account.consequences:
        if not each.node:
            own.setdefault((each.at, each.clause, each.of), []).append(each)
    return [(words[each.term], each.at, _deduction(each, own)) for each in account.deductions]


def _deduction(each: Deduction, own: Mapping[tuple[object, ...], list[Consequence]]) -> Side:
    rules = (each.rule,) if each.rule else ()
    behind = own.get((each.at, each.rule.id if each.rule else None, each.term), ())
    said = {"points": number(each.points), "class": each.kind if each.points else None, "measures": _measures(behind)}
    return Side(rules, said)


def _whole(account: Account) -> Side:
    """The points in all, the nodes that are reached, and what these bring; by the clauses of the nodes, else of the deductions."""
    nodes = [each.rung.node.rule for each in account.reached]
    rules = {rule.id: rule for rule in nodes or [each.rule for each in account.deductions if each.rule]}
    brought = _measures(each for each in account.consequences if each.node)
    points = {"general": number(account.general), "severe": number(account.severe)}
    return Side(tuple(rules.values()), {"points": points, "nodes": account.nodes, "measures": brought})


def _measures(consequences: Iterable[Consequence]) -> list[dict[str, str]]:
    """Measures in words, each once."""
    shown = dict.fromkeys(each.measure.shown(each.times) for each in consequences)
    return [{"zh": zh, "en": en} for zh, en in shown]


def finding_changed(
    old: Edition, new: Edition, platform: Platform, conduct: str, clause: str, day: date | None
) -> Change | None:
    """What stands behind a finding otherwise: its clause, and what that costs.

    Args:
        conduct: the conduct rule that was broken; one of the shop's own changes with no book.
        clause: the one that the finding cites. A special clause is cited again where it still stands, or the one that took its
            place; what else the words of the message might bring is not read again.
        day: when it was said; None = today.
    """
    sides = [_finding(edition, platform, conduct, clause, day) for edition in (old, new)]
    return _changed("finding", platform, conduct, None, *sides)


def _finding(edition: Edition, platform: Platform, conduct: str, clause: str, day: date | None) -> Side | None:
    book, kin = edition.book, {clause}
    if clause in book:
        cited = book.get(clause)
        kin |= {*cited.replaces, *(rule.id for rule in book.replaced_by(cited))}
    behind = book.clauses_for(conduct, platform, edition.day or day or today())
    rule = next((rule for rule in behind if rule.id in kin or conduct not in rule.where), None)
    if rule is None:
        return None
    said = {name: msgspec.to_builtins(getattr(rule, name)) for name in ("penalty", "serious")}
    return Side((rule,), said)


def _paired(kind: Kind, platform: Platform, old: Iterable[_Answer], new: Iterable[_Answer]) -> list[Change]:
    """The answers that come out otherwise, each beside the one that it is in the other edition."""
    before, after = _numbered(old), _numbered(new)
    found = [
        _changed(kind, platform, key[0], key[1], before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
    ]
    return [change for change in found if change is not None]


def _numbered(answers: Iterable[_Answer]) -> dict[tuple[str, datetime, int], Side]:
    """Answers by what they are; of several of one name and instant each has its number."""
    counts: Counter[tuple[str, datetime]] = Counter()
    sides = {}
    for what, at, side in answers:
        counts[what, at] += 1
        sides[what, at, counts[what, at]] = side
    return sides


def _changed(
    kind: Kind, platform: Platform, what: str, at: datetime | None, old: Side | None, new: Side | None
) -> Change | None:
    """A change, where the sides differ."""
    if old is None and new is None:
        return None
    if old is not None and new is not None and (old.ids, old.said) == (new.ids, new.said):
        return None
    return Change(kind, platform, what, at, old, new)
