"""The book: every rule, and which of them holds on a platform on a day."""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from kefu.rulebook.pack import Bilingual, Kind, Pack, Rule, Topic
from kefu.rulebook.standing import NEVER, Evidence, Term, absence, ranked, reason, seed_date, seed_term, term
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS, Platform

_OPEN: Final = date.max
_THIS: Final = Bilingual("本条", "this rule")
_THAT: Final = Bilingual("对方", "that one")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one rule stands on a day.

    Attributes:
        holds: it is the book's answer.
        why: one or more whole sentences.
        conflicts: the rules that say otherwise, whether they hold or not.
    """

    rule: Rule
    holds: bool
    why: Bilingual
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """What the book answers on one day. `beaten`: a rule in its term that yields, and to which."""

    answers: tuple[Rule, ...]
    beaten: dict[str, Rule]


class Book:
    """The rulebook, read-only. Days are days in Asia/Shanghai; None as a day means the last that the book knows of.

    Args:
        key: another for other content; '' where what is made from the book is not to be kept.
    """

    def __init__(self, packs: Iterable[Pack], key: str = "") -> None:
        self.packs, self.key = tuple(packs), key
        self.rules: tuple[Rule, ...] = tuple(rule for pack in self.packs for rule in pack.rules)
        self._by_id = {rule.id: rule for rule in self.rules}
        self._replaced_by: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for name in rule.replaces:
                self._replaced_by.setdefault(name, []).append(rule)
        self._days: dict[tuple[object, ...], _Day] = {}
        self._clauses: dict[tuple[object, ...], tuple[Rule, ...]] = {}

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """The days on which any answer of the book may change, in order."""
        days = {day for rule in self.rules for day in (rule.since, rule.until, seed_date(rule)) if day is not None}
        return tuple(sorted(days))

    def epoch(self, at: date | None) -> int:
        """A number for the stretch of days that has the same answers as this day: what is made for one serves all."""
        return bisect_right(self.turning_days, at or _OPEN)

    def get(self, id: str) -> Rule:
        """The rule with this id.

        Raises:
            KefuError: there is none; the mend names the nearest.
        """
        rule = self._by_id.get(id)
        if rule is None:
            near = difflib.get_close_matches(id, self._by_id, n=3)
            mend = f"did you mean {' or '.join(near)}?" if near else "search for a word with `kefu rules --search WORD`"
            raise KefuError("unknown-rule", f"no rule is called `{id}`", "", mend)
        return rule

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def replaced_by(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules that took its place."""
        return tuple(self._replaced_by.get(rule.id, ()))

    def conflicts(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules that say otherwise."""
        return tuple(self._by_id[name] for name in rule.conflicts_with if name in self._by_id)

    def term(self, rule: Rule, platform: Platform, basis: Evidence = "latest") -> Term:
        """From when to when a rule holds on a platform, before rules that contradict it are weighed."""
        if platform not in rule.platforms:
            return NEVER
        if basis == "seeds":
            linked = (*self.conflicts(rule), *self.replaced_by(rule), *self._replaces(rule))
            return seed_term(rule, (other for other in linked if platform in other.platforms))
        return term(rule, (other for other in self.replaced_by(rule) if platform in other.platforms))

    def _replaces(self, rule: Rule) -> tuple[Rule, ...]:
        return tuple(self._by_id[name] for name in rule.replaces if name in self._by_id)

    def in_force(
        self,
        platform: Platform | None = None,
        at: date | None = None,
        *,
        topic: Topic | None = None,
        kind: Kind | None = None,
        basis: Evidence = "latest",
        programme: str | None = None,
        category: str | None = None,
    ) -> tuple[Rule, ...]:
        """The rules that the book answers with. Of rules that contradict each other only the one that goes before.

        Args:
            platform: None = on any of a rule's platforms.
            at: the day, None = the last that the book knows of.
            basis: `latest`, or `seeds` for what the seed documents state alone.
            programme, category: leave out the rules of other programmes or goods; None = leave none out.
        """
        found: dict[str, Rule] = {}
        for place in PLATFORMS if platform is None else (platform,):
            for rule in self._day(place, at, basis, programme, category).answers:
                if (topic is None or rule.topic == topic) and (kind is None or rule.kind == kind):
                    found[rule.id] = rule
        return tuple(found.values())

    def _day(
        self, platform: Platform, at: date | None, basis: Evidence, programme: str | None, goods: str | None
    ) -> _Day:
        scope = (self._known("programme", programme), self._known("category", goods))
        key = (platform, self.epoch(at), basis, *scope)
        if key not in self._days:
            self._days[key] = self._weigh(platform, at or _OPEN, basis, *scope)
        return self._days[key]

    def _known(self, field: str, word: str | None) -> str | None:
        """The word where any rule knows it, else '' (so that foreign words share one answer)."""
        if word is None or any(word in getattr(rule, field) for rule in self.rules):
            return word
        return ""

    def _weigh(self, platform: Platform, at: date, basis: Evidence, programme: str | None, goods: str | None) -> _Day:
        in_term = [
            rule
            for rule in self.rules
            if _within(rule.programme, programme)
            and _within(rule.category, goods)
            and self.term(rule, platform, basis).holds(at)
        ]
        kept: set[str] = set()
        beaten: dict[str, Rule] = {}
        for rule in ranked(in_term, basis):
            above = [name for name in rule.conflicts_with if name in kept]
            if above:
                beaten[rule.id] = self._by_id[above[0]]
            else:
                kept.add(rule.id)
        return _Day(tuple(rule for rule in in_term if rule.id in kept), beaten)

    def clause_for(
        self,
        conduct: str,
        platform: Platform,
        at: date | None = None,
        *,
        programmes: Collection[str] = (),
        categories: Collection[str] = (),
    ) -> Rule | None:
        """The first of `clauses_for` that is general: what is cited where no words name a special case."""
        found = self.clauses_for(conduct, platform, at, programmes=programmes, categories=categories)
        return next((rule for rule in found if conduct not in rule.where), None)

    def clauses_for(
        self,
        conduct: str,
        platform: Platform,
        at: date | None = None,
        *,
        programmes: Collection[str] = (),
        categories: Collection[str] = (),
    ) -> tuple[Rule, ...]:
        """The rules that stand behind a conduct rule, in the order in which they are cited.

        The platform's own before law, then the house, whose are also the practices that it read out of a platform's
        documents; the conduct rule itself comes last. Of each the special ones first, for they are cited only where the
        words name their case; then by status (current, superseded in its dates, reported; never disputed); then one
        with a price before one without; the more specific, the newer first.

        Args:
            programmes, categories: those that the shop or the goods are in; rules of others are not cited.
        """
        key = (conduct, platform, self.epoch(at), *sorted(programmes), None, *sorted(categories))
        if key not in self._clauses:
            grounds = [
                rule
                for rule in self._day(platform, at, "latest", None, None).answers
                if (conduct in rule.grounds or rule.id == conduct)
                and rule.status != "disputed"
                and (not rule.programme or set(rule.programme) & set(programmes))
                and (not rule.category or set(rule.category) & set(categories))
            ]
            self._clauses[key] = tuple(sorted(grounds, key=lambda rule: _citing(rule, conduct)))
        return self._clauses[key]

    def clauses_behind(self, conduct: str, platform: Platform, at: date | None = None) -> tuple[Rule, ...]:
        """The clauses behind a conduct rule for a reader, without the rule itself: of each folder the general one first."""
        found = [rule for rule in self.clauses_for(conduct, platform, at) if rule.id != conduct]
        return tuple(sorted(found, key=lambda rule: (room_of(rule, conduct), conduct in rule.where)))

    def standing(self, id: str, platform: Platform, at: date | None = None, basis: Evidence = "latest") -> Standing:
        """Whether a rule is the book's answer on a day, and why.

        Raises:
            KefuError: no rule has this id.
        """
        rule = self.get(id)
        against = self.conflicts(rule)
        absent = self._absence(rule, platform, at or _OPEN, basis)
        if absent is not None:
            return Standing(
                rule, False, Bilingual(absent.zh, absent.en[0].upper() + absent.en[1:]), rule.conflicts_with
            )
        day = self._day(platform, at, basis, None, None)
        winner = day.beaten.get(rule.id)
        if winner is not None:
            why = self._outweighed(winner, rule, basis, (_THAT, _THIS))
            zh = f"与 {winner.id} 说法不一，以 {winner.id} 为准：{why.zh}。"
            en = f"It contradicts {winner.id}, by which the book answers: {why.en}."
            return Standing(rule, False, Bilingual(zh, en), rule.conflicts_with)
        return Standing(rule, True, self._upheld(rule, against, platform, at or _OPEN, basis), rule.conflicts_with)

    def _absence(self, rule: Rule, platform: Platform, at: date, basis: Evidence) -> Bilingual | None:
        """Why a rule does not hold on a day whatever others say, as a clause; None where it does."""
        if platform not in rule.platforms:
            zh, en = PLATFORM_NAMES[platform]
            return Bilingual(f"在{zh}不适用。", f"it does not apply on {en}.")
        return absence(rule, self.term(rule, platform, basis), at, basis)

    def _upheld(
        self, rule: Rule, against: tuple[Rule, ...], platform: Platform, at: date, basis: Evidence
    ) -> Bilingual:
        """Why a rule holds, against each rule that says otherwise."""
        if not against:
            return Bilingual("当日有效，没有相反的规定。", "It holds on that day, and no rule says otherwise.")
        zh, en = ["当日有效。"], ["It holds on that day."]
        older = [other for other in against if other.id in rule.replaces]
        if older:
            zh.append(f"它取代了 {'、'.join(other.id for other in older)}。")
            en.append(f"It took the place of {', '.join(other.id for other in older)}.")
        for other in against:
            if other in older:
                continue
            absent = self._absence(other, platform, at, basis)
            if absent is not None:
                zh.append(f"{other.id} 说法不同，但{absent.zh}")
                en.append(f"{other.id} says otherwise, but {absent.en}")
            else:
                why = self._outweighed(rule, other, basis, (_THIS, _THAT))
                zh.append(f"{other.id} 说法不同，以本条为准：{why.zh}。")
                en.append(f"{other.id} says otherwise, and yields: {why.en}.")
        return Bilingual("".join(zh), " ".join(en))

    @staticmethod
    def _outweighed(winner: Rule, loser: Rule, basis: Evidence, calls: tuple[Bilingual, Bilingual]) -> Bilingual:
        if basis == "latest":
            return reason(winner, loser, calls)
        return Bilingual("最初材料中取日期较晚的", "of the seed documents the later dated one counts")


def _within(scopes: tuple[str, ...], word: str | None) -> bool:
    return word is None or not scopes or word in scopes


def room_of(rule: Rule, conduct: str) -> int:
    """Who lays down a clause behind a conduct rule: 0 the platform, 1 the law, 2 the house; 3 the conduct rule itself."""
    house = rule.folder == "house" or rule.status == "practice"
    return 3 if rule.id == conduct else 1 if rule.folder == "law" else 2 if house else 0


def _citing(rule: Rule, conduct: str) -> tuple[object, ...]:
    """The order in which rules are cited, the first first."""
    general = conduct not in rule.where
    status = ("current", "superseded", "reported", "practice", "disputed").index(rule.status)
    unpriced = rule.penalty is None, rule.serious is None
    scope = 0 if rule.programme or rule.category else 1
    newest = -(rule.dated or date.min).toordinal()
    return room_of(rule, conduct), general, status, unpriced, scope, len(rule.grounds), newest, rule.id
