"""Which cues are worth trying on a text: those that find all their words there. No cue that could match is left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kefu.checks.cues import SHAPES, Cue
from kefu.language.hearing import Hit

if TYPE_CHECKING:
    from kefu.checks.roll import Roll
    from kefu.language.batch import Overheard

SHORT: Final = 8
"""A cue without words is tried only where figures stand and on messages of at most so many characters."""
LONG: Final = 40
"""Cues of the whole message that reach no further than this are forgotten in a longer one."""
NO_CUES: Final[frozenset[int]] = frozenset()
UNBOUNDED: Final = 1 << 40
FIGURES: Final = re.compile(r"[0-9a-z](?:[@.][0-9a-z]|(?<=[0-9])[0-9]{4}|(?<=[a-z])[0-9a-z_-]{4})")
"""Without this no long number, account or address stands in a text."""
PHONE: Final = re.compile(SHAPES["phone"])


class Summons:
    """Calls the cues that a text must be searched with.

    Each cue hangs on its rarest set of words; these are the `words` to be found in every text. Where one of them stands,
    a character of each other set must stand too. That is cheap, and few cues pass in vain.

    Args:
        cues: numbered by their place here.
        commonness: how often a text of the trade has one of these words.
    """

    def __init__(self, cues: Sequence[Cue], commonness: Callable[[frozenset[str]], float]) -> None:
        called: dict[str, list[int]] = {}
        self.bare = [n for n, cue in enumerate(cues) if not cue.runs]
        self.figured = frozenset(n for n, cue in enumerate(cues) if cue.shapes)
        self.phoned = frozenset(n for n, cue in enumerate(cues) if "phone" in cue.shapes)
        self.limit = [cue.reach if cue.whole else UNBOUNDED for cue in cues]
        self.others: list[tuple[frozenset[str], ...]] = [()] * len(cues)
        """For each cue the characters of which each set has one, the rarest set first."""
        for n, cue in enumerate(cues):
            if cue.runs:
                rarest, *others = sorted(cue.runs, key=commonness)
                self.others[n] = tuple(frozenset(rarest_character(word, commonness) for word in run) for run in others)
                for word in rarest:
                    called.setdefault(word, []).append(n)
        self.words = list(called)
        self.called_by = [tuple(each) for each in called.values()]
        self._called_in_long = [tuple(n for n in each if self.limit[n] > LONG) for each in self.called_by]
        self._roll: Roll | None = None

    def called(self, hits: Iterable[Hit], plain: str, idle: frozenset[int] = NO_CUES) -> list[int]:
        """The cues to try on a text, in their order.

        Args:
            hits: where its `words` stand in it.
            idle: cues that are not to be tried.
        """
        size = len(plain)
        called_by = self.called_by if size <= LONG else self._called_in_long
        some: set[int] = set()
        for _, _, word in hits:
            some.update(called_by[word])
        some -= idle
        if some:
            limit, others, chars = self.limit, self.others, set(plain)
            some = {n for n in some if size <= limit[n] and not any(map(chars.isdisjoint, others[n]))}
            if not self.figured.isdisjoint(some):
                some -= self.figured if not FIGURES.search(plain) else NO_CUES if PHONE.search(plain) else self.phoned
        if self.bare and (size <= SHORT or FIGURES.search(plain)):
            some.update(n for n in self.bare if n not in idle)
        return sorted(some)

    def called_many(self, heard: Overheard, idle: frozenset[int] = NO_CUES) -> dict[int, list[int]]:
        """For each text of a crowd that has any the cues to try on it: what `called` says of it.

        The texts that go the long way are not among them.
        """
        from kefu.checks.roll import Roll

        if self._roll is None:
            self._roll = Roll(self)
        return self._roll.called(heard, idle)


def rarest_character(word: str, commonness: Callable[[frozenset[str]], float]) -> str:
    """The character of a word that fewest texts have."""
    return min(word, key=lambda char: commonness(frozenset(char)))
