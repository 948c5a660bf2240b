"""The words of a shop's own rules, found in whatever disguise. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kefu.checks.cues import literal
from kefu.checks.excuses import excuses
from kefu.checks.law import Charge, clears
from kefu.language.finder import Finder
from kefu.language.hearing import Heard
from kefu.rulebook.shop import ShopFile, ShopRule

Group = tuple[Finder, Mapping[str, Sequence[Charge]]]


class Listed:
    """Finds the words that a shop's rules list.

    Args:
        rules: those in force.
        shop: what it allows and overrides.
    """

    def __init__(self, rules: Iterable[ShopRule], shop: ShopFile) -> None:
        charged: dict[tuple[str, ...], dict[str, list[Charge]]] = {}
        for rule in rules:
            severity = shop.severity.get(rule.id, rule.severity)
            cleared, excused = clears(rule.clear), excuses(rule.clear)
            group = charged.setdefault(tuple(shop.allowed(rule.id)), {}) if rule.words else {}
            for word in rule.words:
                charge = Charge(rule.id, literal(word), severity, None, cleared, frozenset(), None, {}, excused)
                group.setdefault(word, []).append(charge)
        self._groups: list[Group] = [(Finder(words, allow), words) for allow, words in charged.items()]

    def __bool__(self) -> bool:
        return bool(self._groups)

    def stands_in(self, text: str) -> bool:
        """Whether one of the words stands in a text."""
        return any(finder.find(text) for finder, _ in self._groups)

    def places(self, heard: Heard) -> Iterator[tuple[Charge, int, int]]:
        """Each charge that a text answers, with its place in the plain text."""
        for finder, charges in self._groups:
            for start, end, word in finder.find(heard.text):
                for charge in charges[word]:
                    yield charge, *heard.place(start, end)
