"""Which cues are worth trying on a text: those that find all their words there. No cue that could match is left out. Pure."""

from __future__ import annotations

import functools
import operator
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kefu.checks.cues import Cue
from kefu.language.hearing import Hit

LONG: Final = 40
"""Longer messages are taken for this long when cues of the whole message are told by their reach."""
SINGLE: Final = 200
"""By so much a single character counts as more common than it is in the sample."""
FEW: Final = 8
"""So many cues are sooner tried than looked into."""
NO_CUES: Final[frozenset[int]] = frozenset()
UNBOUNDED: Final = 1 << 40
FIGURES: Final = re.compile(r"[0-9a-z](?:[@.][0-9a-z]|(?<=[0-9])[0-9]{4}|(?<=[a-z])[0-9a-z-]{4})")
"""Without this no long number, account or address stands in a text."""
PHONE: Final = re.compile(r"1[3-9][0-9]{9}")
"""Without this no telephone number does."""


class Sample:
    """How common words are in the trade's language, told by a sample of it."""

    def __init__(self, text: str) -> None:
        self._counts = Counter(text)
        self._counts.update(map(operator.add, text, text[1:]))
        self._known: dict[frozenset[str], float] = {}

    def rarity(self, chars: str) -> tuple[int, int]:
        """Less for a character, or two neighbouring ones, that are said less often."""
        return self._counts[chars], self._counts[chars[0]] * self._counts[chars[-1]]

    def character(self, word: str) -> str:
        """The rarest character of a word."""
        return min(word, key=self._counts.__getitem__)

    def commonness(self, words: frozenset[str]) -> float:
        """About how often one of these words is said."""
        known = self._known.get(words)
        if known is None:
            counts, known = self._counts, 0.0
            for word in words:
                if len(word) == 1:
                    known += counts[word] + SINGLE
                else:
                    known += min(map(counts.__getitem__, map(operator.add, word, word[1:]))) + 0.1
            self._known[words] = known
        return known


class Summons:
    """Calls the cues that a text must be searched with.

    Each cue hangs on its rarest set of words; these are the `words` to be found in every text. Where one of them stands,
    a character of each other set must stand too. That is cheap, and few cues pass in vain.

    Args:
        cues: numbered by their place here.
    """

    def __init__(self, cues: Sequence[Cue], sample: Sample) -> None:
        called: dict[str, list[int]] = {}
        self.cues, self.sample = cues, sample
        self.bare = [n for n, cue in enumerate(cues) if not cue.runs]
        """Those without words: they are tried where the figures stand that they need."""
        self.figured = frozenset(n for n, cue in enumerate(cues) if cue.shapes)
        self.phoned = frozenset(n for n, cue in enumerate(cues) if "phone" in cue.shapes)
        self.limit = [cue.reach if cue.whole else UNBOUNDED for cue in cues]
        self.often = [0.0] * len(cues)
        """About how often each cue is called."""
        self._others: list[Sequence[frozenset[str]]] = [()] * len(cues)
        for n, cue in enumerate(cues):
            if cue.runs:
                rarest, *self._others[n] = sorted(cue.runs, key=sample.commonness) if cue.runs[1:] else cue.runs
                self.often[n] = sample.commonness(rarest)
                for word in rarest:
                    called.setdefault(word, []).append(n)
        self.words = list(called)
        self.called_by = [tuple(each) for each in called.values()]
        self._callers: dict[tuple[int, frozenset[int]], list[tuple[int, ...]]] = {}
        self._without: dict[frozenset[int], list[tuple[int, ...]]] = {}
        self._bare_but: dict[frozenset[int], list[tuple[re.Pattern[str], list[int]]]] = {}

    @functools.cached_property
    def others(self) -> list[tuple[frozenset[str], ...]]:
        """For each cue the characters of which each set has one, but for the rarest set."""
        return [tuple(frozenset(map(self.sample.character, run)) for run in runs) for runs in self._others]

    @functools.cached_property
    def _hanging(self) -> list[list[int]]:
        """For each cue its words."""
        hanging: list[list[int]] = [[] for _ in self.cues]
        for word, cues in enumerate(self.called_by):
            for n in cues:
                hanging[n].append(word)
        return hanging

    def called(self, hits: Iterable[Hit], plain: str, idle: frozenset[int] = NO_CUES) -> list[int]:
        """The cues to try on a text, in their order.

        Args:
            hits: where its `words` stand in it.
            idle: cues that are not to be tried.
        """
        size = len(plain)
        called_by = self._callers.get((min(size, LONG), idle)) or self._called_by(size, idle)
        some: set[int] = set()
        for _, _, word in hits:
            some.update(called_by[word])
        if len(some) > FEW:
            without, others = set(plain).isdisjoint, self.others
            some = {n for n in some if not others[n] or not without(others[n][0])}
            if not self.figured.isdisjoint(some) and not FIGURES.search(plain):
                some -= self.figured
        for figures, bare in self._bare(idle):
            if figures.search(plain):
                some.update(bare)
        return sorted(some)

    def _bare(self, idle: frozenset[int]) -> list[tuple[re.Pattern[str], list[int]]]:
        """The cues without words, but for the idle, by the figures that they need."""
        known = self._bare_but.get(idle)
        if known is None:
            bare = [n for n in self.bare if n not in idle]
            phoned, figured = [n for n in bare if n in self.phoned], [n for n in bare if n not in self.phoned]
            known = self._bare_but[idle] = [pair for pair in ((PHONE, phoned), (FIGURES, figured)) if pair[1]]
        return known

    def _called_by(self, size: int, idle: frozenset[int]) -> list[tuple[int, ...]]:
        """For each word the cues that hang on it and reach as far as a text of this size, but for the idle."""
        size = min(size, LONG)
        out = idle.union(n for n, limit in enumerate(self.limit) if size > limit)
        callers = self._without.get(out)
        if callers is None:
            callers = self._without[out] = list(self.called_by)
            for word in {word for n in out for word in self._hanging[n]}:
                callers[word] = tuple(n for n in callers[word] if n not in out)
        self._callers[size, idle] = callers
        return callers
