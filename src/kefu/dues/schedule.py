"""Which tariff a violation falls under: by the name of its clause and its degree, on one platform and day."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

import msgspec

from kefu.dues.ladder import Class, Ladder, Ladders, ladders_of
from kefu.dues.tariff import Tariff, is_tariff, names_of, plain_words, tariffs_of
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule
from kefu.rulebook.standing import Evidence, ranked, seed_term, term
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, Platform

NEAREST: Final = 3
_SHOWN: Final = 40


class Choice(msgspec.Struct, frozen=True):
    """The tariffs among which the number of findings, and of acts, decides.

    Attributes:
        tariffs: the heavier first; empty where nothing in force takes points or measures.
        degree: under which findings of it are counted.
        conflicts: what is to be named beside the conflicts of the rule itself.
        graded: the number of acts must be known.
        rises: from the how manieth finding of this degree on another choice takes its place.
        guessed: nobody gave a degree, and the heavier is taken.
    """

    tariffs: tuple[Tariff, ...] = ()
    degree: str = ""
    conflicts: tuple[str, ...] = ()
    graded: bool = False
    rises: tuple[tuple[int, Choice], ...] = ()
    guessed: bool = False


class Family:
    """The rules on one kind of violation: 违背承诺 with all its degrees.

    Args:
        rules: all that the book has for it on the platform, whether they hold or not.
        holding: of these the ones that hold on the day, the surest first.
    """

    def __init__(self, name: str, rules: tuple[Rule, ...], holding: tuple[Rule, ...], unread: list[str]) -> None:
        self.name, self.rules = name, rules
        self.tariffs: list[Tariff] = []
        for rule in holding:
            try:
                self.tariffs += tariffs_of(rule)
            except (ValueError, KeyError) as error:
                unread.append(f"{rule.id}: {error}")
        self.yearly = any(each.yearly for each in self.tariffs)
        self._choices: dict[str | None, Choice] = {}

    @property
    def degrees(self) -> tuple[str, ...]:
        """The degrees that it distinguishes, as its rules write them."""
        return tuple(dict.fromkeys(each.degree for each in self.tariffs if each.degree))

    def choice(self, degree: str | None) -> Choice:
        """The tariffs for a finding of this degree: a word of the platform or a rule's id; None = nobody gave it."""
        found = self._choices.get(degree)
        if found is None:
            found = self._choose(self._named(degree))
            if len(self._choices) < 1000:  # words of others, of which there is no end
                self._choices[degree] = found
        return found

    def _named(self, degree: str | None) -> str:
        """A degree in the form in which it is compared; that of a rule where its id was given."""
        if degree is None:
            return ""
        named = next((rule for rule in self.rules if rule.id == degree.strip()), None)
        return plain_words(degree if named is None else str(named.parameters.get("degree", "")))

    def _choose(self, degree: str) -> Choice:
        special = self._special(degree)
        unspecific = [each for each in self.tariffs if not each.degree]
        raises = [each for each in self.tariffs if each.raised is not None and degree and each.raised.degree == degree]
        rises = tuple((each.raised.times, self._choose(plain_words(each.degree))) for each in raises if each.raised)
        held = _weighed([each for each in self.tariffs if each in special or each in unspecific])
        if chosen := [each for each in held if each.degree]:
            return self._heaviest(chosen, rises, told=degree)
        plain = _weighed([each for each in self.tariffs if (each.plain or not each.degree) and not each.raised])
        if plain and not (rises and all(each.degree for each in plain)):
            found = [each for each in plain if plain_words(each.degree) == plain_words(plain[0].degree)]
            return _choice(found, degree if rises else plain_words(plain[0].degree), (), rises)
        if rises or not self.tariffs:
            return Choice((), degree, () if rises else tuple(rule.id for rule in self.rules), False, rises)
        return self._heaviest(_weighed(self.tariffs), (), told="")

    def _special(self, degree: str) -> list[Tariff]:
        """The tariffs of a degree: as it is written, else without or with what it is about (`-商品`, `-店铺`)."""
        if not degree:
            return []
        exact = [each for each in self.tariffs if degree == plain_words(each.degree) or degree in each.also]
        if exact:
            return exact
        head, _, tail = degree.rpartition("-")
        if head and (base := [each for each in self.tariffs if plain_words(each.degree) == head or head in each.also]):
            return base
        wide = [each for each in self.tariffs if plain_words(each.degree).startswith(f"{head or degree}-")]
        return wide or [each for each in self.tariffs if tail and each.degree.endswith(f"-{tail}")]

    def _heaviest(self, tariffs: list[Tariff], rises: tuple[tuple[int, Choice], ...], told: str) -> Choice:
        """The heaviest of the degrees in question; where there are several, the others are named."""
        by_degree: dict[str, list[Tariff]] = {}
        for each in tariffs:
            by_degree.setdefault(plain_words(each.degree), []).append(each)
        heaviest = max(by_degree, key=lambda degree: max(each.weight for each in by_degree[degree]))
        named: tuple[str, ...] = ()
        if guessed := len(by_degree) > 1:
            taken = {each.rule.id for each in by_degree[heaviest]}
            others = [each.rule.id for degree, found in by_degree.items() if degree != heaviest for each in found]
            named = tuple(dict.fromkeys(name for name in others if name not in taken))
        return _choice(by_degree[heaviest], told if rises else heaviest, named, rises, guessed)


def _choice(
    tariffs: list[Tariff],
    degree: str,
    conflicts: tuple[str, ...],
    rises: tuple[tuple[int, Choice], ...],
    guessed: bool = False,
) -> Choice:
    """The heavier first: where two are for the same finding, it is the heavier one that answers."""
    ordered = sorted(tariffs, key=lambda each: each.weight, reverse=True)
    return Choice(tuple(ordered), degree, conflicts, any(each.graded for each in tariffs), rises, guessed)


def _weighed(tariffs: list[Tariff]) -> list[Tariff]:
    """Those that no surer one contradicts. They come with the surest first."""
    kept: dict[str, None] = {}
    for each in tariffs:
        if not any(name in kept for name in each.rule.conflicts_with):
            kept[each.rule.id] = None
    return [each for each in tariffs if each.rule.id in kept]


class Schedule:
    """All tariffs and ladders of a platform on a day, ready to be looked up.

    Args:
        asked: its platform, day and evidence; of two days with the same answers either will do.

    Attributes:
        unread: parameters that could not be read, one line each; of the book that ships there are none.
    """

    def __init__(self, book: Book, asked: Asked) -> None:
        self.book, self.platform, self.basis = book, asked.platform, asked.basis
        unread: list[str] = []
        self._families = _families(book, asked, unread)
        self.ladders: Ladders = ladders_of(book.in_force(asked.platform, asked.day, kind="ladder", basis=asked.basis))
        for tariff in (each for family, _ in self._families.values() for each in family.tariffs):
            if tariff.ledger not in self.ladders.by_ledger and tariff.ledger:
                kind: Class = "severe" if tariff.severe else "general"
                self.ladders.by_ledger[tariff.ledger] = Ladder(kind, tariff.ledger)
        self.unread = (*unread, *self.ladders.unread)
        self._against: dict[str, tuple[str, ...]] = {}

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that a violation may be called by, without ids."""
        families = (family for family, _ in self._families.values())
        return tuple(dict.fromkeys(each.name for each in families if each.name != each.rules[0].id))

    def find(self, clause: str, where: str = "clause") -> tuple[Family, str | None]:
        """The family of a clause, and the degree that it implies where it is the id of a rule of one degree.

        Args:
            clause: a rule's id, the Chinese term of the platform, or a conduct rule behind which one term stands.
            where: the field, for the error.

        Raises:
            KefuError: nobody knows it; the mend names the nearest.
        """
        found = self._families.get(clause) or self._families.get(plain_words(clause))
        if found is not None:
            return found
        elsewhere = [other for other in PLATFORMS if other != self.platform and self._knows(other, clause)]
        near = difflib.get_close_matches(plain_words(clause)[:_SHOWN], self._families, n=NEAREST, cutoff=0.3)
        mend = f"did you mean {' or '.join(near)}?" if near else f"use one of: {'、'.join(self.terms)}"
        shown = clause if len(clause) <= _SHOWN else f"{clause[:_SHOWN]}…"
        what = f"no clause of {self.platform} is called {shown!r}"
        if elsewhere:
            what += f", only of {', '.join(elsewhere)}"
        raise KefuError("unknown-clause", what, where, mend)

    def _knows(self, platform: Platform, clause: str) -> bool:
        """Whether another platform has a tariff of this name."""
        word = plain_words(clause)
        rules = (rule for rule in self.book.rules if platform in rule.platforms and is_tariff(rule))
        return any(rule.id == clause or word in map(plain_words, names_of(rule)) for rule in rules)

    def against(self, rule: Rule) -> tuple[str, ...]:
        """The rules that say otherwise than this one on the platform, whether they hold or not."""
        found = self._against.get(rule.id)
        if found is None:
            others = self.book.conflicts(rule)
            found = self._against[rule.id] = tuple(each.id for each in others if self.platform in each.platforms)
        return found


class Schedules:
    """The schedules of a book, each made once for all days with the same answers."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._made: dict[tuple[Platform, int, Evidence], Schedule] = {}

    def on(self, asked: Asked) -> Schedule:
        """The schedule that answers a question."""
        key = (asked.platform, self.book.epoch(asked.day), asked.basis)
        if key not in self._made:
            self._made[key] = Schedule(self.book, asked)
        return self._made[key]


def _families(book: Book, asked: Asked, unread: list[str]) -> dict[str, tuple[Family, str | None]]:
    """Every name under which a family is found: terms, ids of rules, conduct rules."""
    rules = [rule for rule in book.rules if asked.platform in rule.platforms and is_tariff(rule)]
    found: dict[str, tuple[Family, str | None]] = {}
    grounds: dict[str, set[str]] = {}
    for group in _kin(rules):
        holding = _holding(book, group, asked)
        names = tuple(dict.fromkeys(name for rule in group for name in names_of(rule)))
        family = Family(names[0] if names else group[0].id, group, holding, unread)
        for rule in group:
            degree = rule.parameters.get("degree")
            found[rule.id] = (family, degree if isinstance(degree, str) else None)
            for conduct in rule.grounds if names else ():
                grounds.setdefault(conduct, set()).add(names[0])
        for name in names:
            found[plain_words(name)] = (family, None)
    for conduct, terms in grounds.items():
        if len(terms) == 1 and conduct in CONDUCT and conduct not in found:
            found[conduct] = found[plain_words(terms.pop())]
    return found


def _kin(rules: Iterable[Rule]) -> list[tuple[Rule, ...]]:
    """The rules that share a name, directly or through others; those without one each by itself."""
    groups: list[tuple[set[str], list[Rule]]] = []
    for rule in rules:
        names = {plain_words(name) for name in names_of(rule)}
        same = [group for group in groups if names & group[0]]
        merged = (names.union(*(group[0] for group in same)), [each for group in same for each in group[1]] + [rule])
        groups = [group for group in groups if group not in same] + [merged]
    return [tuple(group) for _, group in groups]


def _holding(book: Book, rules: tuple[Rule, ...], asked: Asked) -> tuple[Rule, ...]:
    """Of the rules on one kind of violation those that hold on the day, the surest first.

    Only they are weighed against each other: who was found guilty under one name is not judged by what another says.
    A disputed rule takes nothing from anybody.
    """
    found = []
    for rule in rules:
        heirs = [other for other in book.replaced_by(rule) if asked.platform in other.platforms]
        if asked.basis == "seeds":
            linked = [
                each for each in rules if each.id in rule.conflicts_with or each in heirs or each.id in rule.replaces
            ]
            span = seed_term(rule, linked)
        else:
            span = term(rule, heirs)
        if span.holds(asked.day) and (asked.basis == "seeds" or rule.status != "disputed"):
            found.append(rule)
    return tuple(ranked(found, asked.basis))
