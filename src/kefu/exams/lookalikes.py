"""The numbers that people confuse: what another platform, an older rule or the next degree says in the same place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kefu.exams.mentions import stated
from kefu.exams.question import Confusion
from kefu.rulebook.book import Book
from kefu.rulebook.names import FOLDER_NAMES
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity

_ORDER: Final[tuple[Confusion, ...]] = ("date", "disputed", "platform", "tier", "near")
_MATTERS: Final = ("clock", "matter", "term")
_DEGREES: Final = frozenset({"degree", "counter", "node"})
_MYRIAD: Final = 10_000
_ABSURD: Final = 10
"""Of a clause that is only near by no number is taken that is so many times as great or as small."""
_OFTEN: Final = 4
_CLOSE: Final = Decimal("1.25")
_FAR: Final = 4
"""A number further off than this many times in either direction is absurd where a nearer one is to be had."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A number that stands in the same place of another rule.

    Attributes:
        former: another rule has taken the place of that one.
        rare: hardly any rule states this number.
    """

    quantity: Quantity
    kind: Confusion
    rule: Rule
    name: str = ""
    former: bool = False
    rare: bool = False

    @property
    def told(self) -> str:
        """Where it comes from, as a sentence without its end."""
        name = shown(self.quantity, self.name)
        if self.former and self.kind != "date":
            return f"{name} 是{FOLDER_NAMES[self.rule.folder][0]}的旧规定（{self.rule.id}）"
        match self.kind:
            case "date":
                return f"{name} 是旧规定（{self.rule.id}）"
            case "disputed":
                return f"{name} 是未证实的说法（{self.rule.id}）"
            case "platform":
                where = FOLDER_NAMES[self.rule.folder][0]
                sure = self.rule.status != "disputed"
                return (
                    f"{name} 是{where}的规定（{self.rule.id}）"
                    if sure
                    else f"{name} 是{where}未证实的说法（{self.rule.id}）"
                )
            case "tier":
                return f"{name} 是另一情形或档次（{self.rule.id}）"
            case _:
                return f"{name} 见相近条款（{self.rule.id}）"


def shown(quantity: Quantity, name: str) -> str:
    """A number as an option has it: `48 小时`, `2 万元`; `3 倍` where its parameter is named a multiple."""
    if quantity.unit == "times" and "multiple" in name:
        return f"{quantity.value.normalize():f} 倍"
    if quantity.unit == "yuan" and quantity.value >= _MYRIAD and quantity.value % 1000 == 0:
        told = f"{quantity.value / _MYRIAD:f}"
        return f"{told.rstrip('0').rstrip('.') if '.' in told else told} 万元"
    return quantity.shown()


class Numbers:
    """Every number of a book by the name of its parameter and its unit."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._former = {id for rule in book.rules for id in rule.replaces}
        self._kept: dict[tuple[str, str], list[tuple[Rule, Quantity]]] = {}
        self._often: Counter[tuple[str, Decimal]] = Counter()
        for rule in sorted(book.rules, key=lambda each: each.id):
            for path, quantity in stated(rule.parameters):
                self._often[quantity.unit, quantity.value] += 1
                self._kept.setdefault((path.rpartition(".")[2], quantity.unit), []).append((rule, quantity))

    def like(self, rule: Rule, name: str, right: Quantity, holding: Iterable[Rule]) -> tuple[Lookalike, ...]:
        """The numbers that one might take for the one that a rule states, the likeliest first, each value once.

        Args:
            name: the parameter that states it, the last of its names.
            right: what it states.
            holding: the rules that answer on the platform: what one of them states on the same matter is right too.
        """
        also = self._also_right(rule, name, right, holding)
        best: dict[Decimal, Lookalike] = {}
        for other, quantity in self._kept.get((name, right.unit), ()):
            if quantity.value in also or quantity.value <= 0:
                continue
            rare = self._often[quantity.unit, quantity.value] < _OFTEN
            found = Lookalike(quantity, self._kind(rule, other), other, name, other.id in self._former, rare)
            if found.kind == "near" and not 1 / _ABSURD <= quantity.value / (right.value or 1) <= _ABSURD:
                continue
            kept = best.get(quantity.value)
            if kept is None or _place(found, right, rule) < _place(kept, right, rule):
                best[quantity.value] = found
        return tuple(
            sorted(best.values(), key=lambda each: (*_place(each, right, rule), _away(each, right), each.rule.id))
        )

    def _also_right(self, rule: Rule, name: str, right: Quantity, holding: Iterable[Rule]) -> set[Decimal]:
        """The values that are right, or that a sure rule of the same matter states: none of them is a wrong answer."""
        also = {quantity.value for _, quantity in stated(rule.parameters) if quantity.unit == right.unit}
        rivals = [other for other in self._book.conflicts(rule) if other.status not in ("disputed", "superseded")]
        sure = [other for other in rivals if not self._former & {other.id, rule.id}]
        same = [other for other in holding if other.id != rule.id and _same_case(rule, other)]
        for other in (*sure, *same):
            also |= {q.value for path, q in stated(other.parameters) if path.rpartition(".")[2] == name}
        return also

    def _kind(self, rule: Rule, other: Rule) -> Confusion:
        """What kind of mistake it is to take a number of another rule for one of this."""
        linked = other.id in rule.conflicts_with or other.id in rule.replaces or rule.id in other.replaces
        alike = _matter(rule) is not None and _matter(rule) == _matter(other)
        former = other.status == "superseded" or other.id in self._former
        if former and (linked or (alike and other.folder == rule.folder)):
            return "date"
        if other.status == "disputed" and (linked or (alike and other.folder == rule.folder)):
            return "disputed"
        if other.kind != rule.kind:
            return "near"
        if alike and other.folder != rule.folder:
            return "platform"
        return "tier" if other.folder == rule.folder and (alike or _degreed(rule, other)) else "near"


def _place(each: Lookalike, right: Quantity, rule: Rule) -> tuple[int, int, int]:
    """Where a number stands among the wrong ones: not too far off, of the likeliest kind.

    Where a rule is one of several degrees, the next degree is what is confused with it first. Of clauses that are only near
    by those on the same topic come first, and last such numbers as are so close or so
    rare that nobody confuses them.
    """
    ratio = each.quantity.value / right.value if right.value else Decimal(1)
    off = 0 if each.kind == "tier" or Decimal(1) / _FAR <= ratio <= _FAR else 1
    kind = _ORDER.index(each.kind)
    if each.kind == "tier" and not _DEGREES.isdisjoint(rule.parameters):
        kind = -1
    if each.kind == "near":
        kind += (each.rule.topic != rule.topic) + (each.rule.folder != rule.folder)
        kind += 3 * (1 / _CLOSE < ratio < _CLOSE or each.rare)
    return off, kind, 0 if each.rule.status in ("current", "reported") else 1


def _away(each: Lookalike, right: Quantity) -> Decimal:
    """How many times a number is as great or as small as the right one."""
    if not right.value or not each.quantity.value:
        return Decimal(0)
    return max(each.quantity.value / right.value, right.value / each.quantity.value)


def _degreed(rule: Rule, other: Rule) -> bool:
    """Whether two rules on one topic are degrees or nodes of one scale."""
    return (
        rule.topic == other.topic
        and not _DEGREES.isdisjoint(rule.parameters)
        and not _DEGREES.isdisjoint(other.parameters)
    )


def _matter(rule: Rule) -> str | None:
    """What a rule is about, as a machine reads it: its clock, its matter, its term."""
    return next((str(rule.parameters[name]) for name in _MATTERS if name in rule.parameters), None)


def _same_case(rule: Rule, other: Rule) -> bool:
    """Whether two rules speak of the same thing and neither names a case of its own."""
    if rule.kind != other.kind or _matter(rule) is None or _matter(rule) != _matter(other):
        return False
    keys = ("degree", "counter", "when", "state", "node", "class")
    return all(rule.parameters.get(key) == other.parameters.get(key) for key in keys)
