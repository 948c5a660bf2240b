"""The summons for many texts at once, as tables: the same cues for each text as one by one. Pure."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from kefu.checks.summons import NO_CUES, Sample, Summons
from kefu.language.batch import Crowd, Overheard
from kefu.language.forms import TABLE_END
from kefu.language.hearing import Ear
from kefu.language.telltales import Places, Points, Tale, Telltales, tale

BITS: Final = 64
MOST_ROWS: Final = 12
"""So many numbers of 64 bits tell of a text which sets it has a character of; sets beyond, which few cues want, are not asked for."""


class Roll:
    """Hears many texts with an ear and calls the cues of a summons for each."""

    def __init__(self, ear: Ear, summons: Summons) -> None:
        self.crowd, self.summons = Crowd(ear), summons
        self.count, self.bare = len(summons.limit), summons.bare
        self._limit = np.array(summons.limit, dtype=np.int64)
        self._figured = flags(self.count, summons.figured)
        self._phoned = flags(self.count, summons.phoned)
        self._tales = Telltales(
            zip(summons.words, summons.called_by, strict=True), functools.partial(told, summons.sample)
        )
        self._without: dict[frozenset[int], Telltales] = {}
        asked: dict[frozenset[str], float] = defaultdict(float)
        for own, often in zip(summons.others, summons.often, strict=True):
            for each in own:
                asked[each] += often
        most = sorted(asked, key=asked.__getitem__, reverse=True)[: BITS * MOST_ROWS]
        sets = {each: n for n, each in enumerate(most)}
        chars = {char: n + 1 for n, char in enumerate(sorted({char for each in sets for char in each}))}
        self._kind = np.zeros(TABLE_END, dtype=np.intp)
        self._kind[[ord(char) for char in chars]] = list(chars.values())
        rows = -(-len(sets) // BITS)
        self._has = np.zeros((rows, len(chars) + 1), dtype=np.uint64)
        self._needs = np.zeros((rows, self.count), dtype=np.uint64)
        for each, n in sets.items():
            self._has[n // BITS, [chars[char] for char in each]] |= np.uint64(1 << n % BITS)
        for cue, own in enumerate(summons.others):
            for n in (sets[each] for each in own if each in sets):
                self._needs[n // BITS, cue] |= np.uint64(1 << n % BITS)

    def called(self, heard: Overheard, idle: frozenset[int] = NO_CUES) -> dict[int, list[int]]:
        """For each text heard from the common pass that has any, the cues to try on it, in their order."""
        count, sizes = len(heard.texts), heard.sizes
        away = flags(count, heard.long_way)
        figures, phones = (flags(count, heard.whose[places]) for places in figured(heard.points))
        places, cue = self._tales_but(idle).found(heard.points)
        text = heard.whose[places]
        alive = (sizes[text] <= self._limit[cue]) & ~away[text]
        alive &= (figures[text] | ~self._figured[cue]) & (phones[text] | ~self._phoned[cue])
        text, cue = self._answering(heard, text[alive], cue[alive])
        out = grouped(np.unique(text * self.count + cue), self.count)
        for n in (n for n in self.bare if n not in idle):
            for one in np.flatnonzero((phones if self._phoned[n] else figures) & ~away).tolist():
                out[one] = sorted({*out.get(one, ()), n})
        return out

    def _tales_but(self, idle: frozenset[int]) -> Telltales:
        """What tells the words of cues that are not idle."""
        tales = self._without.get(idle)
        if tales is None:
            tales = self._without[idle] = self._tales.without(flags(self.count, idle))
        return tales

    def _answering(self, heard: Overheard, text: Places, cue: Places) -> tuple[Places, Places]:
        """The texts and cues where the text has a character of each of the cue's sets."""
        kinds = self._kind.take(heard.points)
        for has, needs in zip(self._has, self._needs, strict=True):
            present = np.bitwise_or.reduceat(has.take(kinds), heard.starts[:-1])
            alive = (needs[cue] & ~present[text]) == 0
            text, cue = text[alive], cue[alive]
        return text, cue


@functools.cache
def told(sample: Sample, word: str) -> Tale:
    """What tells a word; the judges of all platforms hang on the same ones."""
    return tale(word, sample.rarity)


def flags(count: int, places: Iterable[int]) -> npt.NDArray[np.bool_]:
    """So many flags, those at the places up."""
    out = np.zeros(count, dtype=bool)
    out[places if isinstance(places, np.ndarray) else list(places)] = True
    return out


def grouped(keys: Places, count: int) -> dict[int, list[int]]:
    """For each text that has any its cues, in their order.

    Args:
        keys: text * count + cue, in order.
    """
    text, cue = np.divmod(keys, count)
    edges = np.flatnonzero(np.diff(text, prepend=-1, append=-1)).tolist()
    cues = cue.tolist()
    return dict(zip(text[edges[:-1]].tolist(), (cues[a:b] for a, b in itertools.pairwise(edges)), strict=True))


def figured(points: Points) -> tuple[Places, Places]:
    """Where the pattern FIGURES finds something, and where a phone's number may stand."""
    digit = (points > 0x2F) & (points < 0x3A)
    letter = (points > 0x60) & (points < 0x7B)
    either = digit | letter
    wide = either | (points == 0x2D)
    joint = (points == 0x40) | (points == 0x2E)
    number = digit[:-4] & digit[1:-3] & digit[2:-2] & digit[3:-1] & digit[4:]
    account = letter[:-4] & wide[1:-3] & wide[2:-2] & wide[3:-1] & wide[4:]
    address = either[:-2] & joint[1:-1] & either[2:]
    phone = (points[:-10] == 0x31) & number[1:-5] & number[6:]
    return np.concatenate([np.flatnonzero(number | account), np.flatnonzero(address)]), np.flatnonzero(phone)
