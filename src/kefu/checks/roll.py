"""The summons for many texts at once, as tables: the same cues for each text as one by one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kefu.checks.summons import SHORT
from kefu.language.batch import Overheard, Places, Points, owners
from kefu.language.forms import TABLE_END

if TYPE_CHECKING:
    from kefu.checks.summons import Summons

BITS: Final = 64


class Roll:
    """Calls the cues of a summons for each text of a crowd."""

    def __init__(self, summons: Summons) -> None:
        self.count = len(summons.limit)
        self.limit = np.array(summons.limit, dtype=np.int64)
        self.figured = np.zeros(self.count, dtype=bool)
        self.figured[list(summons.figured)] = True
        self.bare = summons.bare
        self.begins = np.cumsum([0, *map(len, summons.called_by)])
        self.cues = np.array([n for each in summons.called_by for n in each], dtype=np.int64)
        sets = sorted({each for others in summons.others for each in others}, key=sorted)
        place = {each: n for n, each in enumerate(sets)}
        rows = len(sets) // BITS + 1
        chars = {char: n + 1 for n, char in enumerate(sorted({char for each in sets for char in each}))}
        self._kind = np.zeros(TABLE_END, dtype=np.uint16)
        self._kind[[ord(char) for char in chars]] = list(chars.values())
        self._has = np.zeros((rows, len(chars) + 1), dtype=np.uint64)
        self._needs = np.zeros((rows, self.count), dtype=np.uint64)
        for each, n in place.items():
            for char in each:
                self._has[n // BITS, chars[char]] |= np.uint64(1 << n % BITS)
        for cue, others in enumerate(summons.others):
            for each in others:
                n = place[each]
                self._needs[n // BITS, cue] |= np.uint64(1 << n % BITS)

    def called(self, heard: Overheard, idle: frozenset[int]) -> dict[int, list[int]]:
        """For each text heard from the common pass that has any, the cues to try on it, in their order."""
        text, cue = self._hanging(heard.owner, heard.mark)
        sizes = heard.sizes
        away = np.zeros(len(heard.texts), dtype=bool)
        away[list(heard.long_way)] = True
        busy = np.ones(self.count, dtype=bool)
        busy[list(idle)] = False
        alive = (sizes[text] <= self.limit[cue]) & busy[cue] & ~away[text]
        text, cue = text[alive], cue[alive]
        figures = np.zeros(len(heard.texts), dtype=bool)
        figures[owners(figured(heard.points), heard.starts)] = True
        alive = figures[text] | ~self.figured[cue]
        kinds = self._kind[heard.points]
        for has, needs in zip(self._has, self._needs, strict=True):
            present = np.bitwise_or.reduceat(has[kinds], heard.starts[:-1])
            alive &= (needs[cue] & ~present[text]) == 0
        keys = text[alive] * self.count + cue[alive]
        out: dict[int, list[int]] = {}
        for key in np.unique(keys).tolist():
            out.setdefault(key // self.count, []).append(key % self.count)
        if self.bare:
            bare = [n for n in self.bare if n not in idle]
            for n in np.flatnonzero(((sizes <= SHORT) | figures) & ~away).tolist():
                out[n] = sorted({*out.get(n, ()), *bare})
        return out

    def _hanging(self, owner: Places, mark: Places) -> tuple[Places, Places]:
        """The pairs of text and cue where a word of the cue's rarest set stands in the text."""
        counts = self.begins[mark + 1] - self.begins[mark]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(owner, counts), self.cues[np.repeat(self.begins[mark], counts) + within]


def figured(points: Points) -> Places:
    """Where the pattern FIGURES finds something."""
    digit = (points > 0x2F) & (points < 0x3A)
    letter = (points > 0x60) & (points < 0x7B)
    either = digit | letter
    wide = either | (points == 0x2D) | (points == 0x5F)
    joint = (points == 0x40) | (points == 0x2E)
    number = digit[:-4] & digit[1:-3] & digit[2:-2] & digit[3:-1] & digit[4:]
    account = letter[:-4] & wide[1:-3] & wide[2:-2] & wide[3:-1] & wide[4:]
    address = either[:-2] & joint[1:-1] & either[2:]
    found: Places = np.concatenate([np.flatnonzero(number | account), np.flatnonzero(address)])
    return found
