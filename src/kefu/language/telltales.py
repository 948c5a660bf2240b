"""Where words may stand in many texts at once: each is told by two neighbouring characters and a third, looked up in tables."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from kefu.language.forms import TABLE_END

Points = npt.NDArray[np.intp]
Places = npt.NDArray[np.int64]


Tale = tuple[int, int]
"""Where in a word its rarest two neighbours begin, and where its rarest other character stands."""


def tale(word: str, rarity: Callable[[str], Any]) -> Tale:
    """What tells a word.

    Args:
        rarity: less for a character, or two, that fewer texts have.
    """
    at = min(range(len(word) - 1), key=lambda i: rarity(word[i : i + 2]), default=0)
    others = (i for i in range(len(word)) if i not in (at, at + 1))
    return at, min(others, key=lambda i: rarity(word[i]), default=at)


class Telltales:
    """Finds words in texts: all that are there, and few that are not.

    Args:
        words: each with its numbers; one number may have many words.
        tale: what tells a word.
    """

    def __init__(self, words: Iterable[tuple[str, Iterable[int]]], tale: Callable[[str], Tale]) -> None:
        tales: dict[str, dict[tuple[int, int, int], None]] = {}
        for word, numbers in words:
            at, third = tale(word)
            told = tales.setdefault(word[at : at + 2], {})
            for number in numbers:
                told[third - at, ord(word[third]), number] = None
        entries = [entry for each in tales.values() for entry in each]
        self._begins = np.cumsum([0, 0, *map(len, tales.values())])
        self._away, self._third, self._number = np.array(entries, dtype=np.intp).reshape(-1, 3).T.copy()
        self._first, firsts = symbols({chars[0] for chars in tales if len(chars) == 2})
        self._second, seconds = symbols({chars[1] for chars in tales if len(chars) == 2})
        self._width = len(seconds) + 1
        self._pairs = np.zeros((len(firsts) + 1) * self._width, dtype=np.uint16)
        self._alone = np.zeros(TABLE_END, dtype=np.uint16)
        for n, chars in enumerate(tales, 1):
            if len(chars) == 2:
                self._pairs[firsts[chars[0]] * self._width + seconds[chars[1]]] = n
            else:
                self._alone[ord(chars)] = n

    def without(self, numbers: npt.NDArray[np.bool_]) -> Telltales:
        """The same but for the words with these numbers only: sooner done with.

        Args:
            numbers: for each number whether it goes.
        """
        out = copy.copy(self)
        kept = ~numbers[self._number]
        left = np.concatenate([[0], np.cumsum(kept)])
        out._begins = left[self._begins]
        out._away, out._third, out._number = self._away[kept], self._third[kept], self._number[kept]
        empty = np.flatnonzero(np.diff(out._begins) == 0).astype(np.uint16)
        told = np.arange(len(self._begins), dtype=np.uint16)
        told[empty] = 0
        out._pairs, out._alone = told[self._pairs], told[self._alone]
        return out

    def found(self, points: Points) -> tuple[Places, Places]:
        """Places within words, and the numbers of the words, in no order: no fewer than stand there."""
        tales = self._pairs.take(self._first.take(points[:-1]) * self._width + self._second.take(points[1:]))
        alone = self._alone.take(points)
        pairs, singles = np.flatnonzero(tales != 0), np.flatnonzero(alone != 0)
        found = np.concatenate([tales[pairs], alone[singles]]).astype(np.intp)
        begins = self._begins.take(found)
        counts = self._begins.take(found + 1) - begins
        entries = np.arange(counts.sum()) + np.repeat(begins - (np.cumsum(counts) - counts), counts)
        places = np.repeat(np.concatenate([pairs, singles]), counts)
        third = points.take(places + self._away.take(entries), mode="clip")
        there = np.flatnonzero(third == self._third.take(entries))
        return places[there], self._number.take(entries[there])


def symbols(chars: Iterable[str]) -> tuple[npt.NDArray[np.int32], dict[str, int]]:
    """A table of code points that numbers these characters from 1, all others 0, and the numbers."""
    numbers = {char: n for n, char in enumerate(sorted(chars), 1)}
    table = np.zeros(TABLE_END, dtype=np.int32)
    table[[ord(char) for char in numbers]] = list(numbers.values())
    return table, numbers
