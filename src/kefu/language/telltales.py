"""Where words may stand in many texts at once: each is told by two neighbouring characters of it, looked up in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kefu.language.forms import TABLE_END

Points = npt.NDArray[np.intp]
Places = npt.NDArray[np.int64]


class Telltales:
    """Finds the pairs of characters that tell of something.

    Args:
        tales: for each pair, or single character, the numbers of what it tells of.
    """

    def __init__(self, tales: Mapping[str, Sequence[int]]) -> None:
        self._begins = np.cumsum([0, 0, *map(len, tales.values())])
        self._told = np.array([n for told in tales.values() for n in told], dtype=np.int64)
        self._first, firsts = symbols({tale[0] for tale in tales if len(tale) == 2})
        self._second, seconds = symbols({tale[1] for tale in tales if len(tale) == 2})
        self._width = len(seconds) + 1
        self._pairs = np.zeros((len(firsts) + 1) * self._width, dtype=np.uint16)
        self._alone = np.zeros(TABLE_END, dtype=np.uint16)
        for n, tale in enumerate(tales, 1):
            if len(tale) == 2:
                self._pairs[firsts[tale[0]] * self._width + seconds[tale[1]]] = n
            else:
                self._alone[ord(tale)] = n

    def found(self, points: Points) -> tuple[Places, Places]:
        """The places where a pair or single character stands, with what it tells of, in no order."""
        tales = self._pairs.take(self._first.take(points[:-1]) * self._width + self._second.take(points[1:]))
        alone = self._alone.take(points)
        pairs, singles = np.flatnonzero(tales), np.flatnonzero(alone)
        found = np.concatenate([tales[pairs], alone[singles]]).astype(np.intp)
        begins = self._begins[found]
        counts = self._begins[found + 1] - begins
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places = np.repeat(np.concatenate([pairs, singles]), counts)
        return places, self._told[np.repeat(begins, counts) + within]


def symbols(chars: Iterable[str]) -> tuple[npt.NDArray[np.int32], dict[str, int]]:
    """A table of code points that numbers these characters from 1, all others 0, and the numbers."""
    numbers = {char: n for n, char in enumerate(sorted(chars), 1)}
    table = np.zeros(TABLE_END, dtype=np.int32)
    table[[ord(char) for char in numbers]] = list(numbers.values())
    return table, numbers
