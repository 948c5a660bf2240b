"""Many texts at once: one pass over all of them tells which need the long way; the others are heard from that pass."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from kefu.language.forms import NOTHING, TABLE_END
from kefu.language.hearing import FIGURES, ODD, Ear, Heard, Hit

WORD: Final = 1
STRANGE: Final = 2
NONE: Final = 3
Points = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

MOST_CHARACTERS: Final = 2_000_000
"""Texts are taken together up to so many characters."""


@functools.cache
def kinds() -> npt.NDArray[np.uint8]:
    """For each code point `WORD`, `STRANGE` (an odd mark), `NONE` (invisible), or 0 for what stands between words."""
    points = "".join(map(chr, range(TABLE_END)))
    table = np.zeros(TABLE_END, dtype=np.uint8)
    for pattern, value in ((ODD, STRANGE), (r"\w", WORD), (NOTHING, NONE)):
        table[[match.start() for match in re.finditer(pattern, points)]] = value
    return table


class Crowd:
    """Hears many texts with an ear; the answers are those of `Ear.hear`, one by one."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self._folding = np.array(ear.folding, dtype=np.uint32)
        lexicon = ear.lexicon
        self._plain = [all(surface.ordinary for surface in here) for here in lexicon.surfaces]
        heard = [p for p, here in zip(lexicon.patterns, lexicon.surfaces, strict=True) if any(s.heard for s in here)]
        symbols = {char: n + 1 for n, char in enumerate(sorted({char for pattern in heard for char in pattern[:2]}))}
        self._width = len(symbols) + 1
        self._symbols = np.zeros(TABLE_END, dtype=np.uint32)
        self._own = frozenset(
            surface.word[:2] for here in lexicon.surfaces for surface in here if surface.heard
        )
        self._figures = np.zeros(TABLE_END, dtype=np.uint8)
        self._figures[[ord(char) for char in FIGURES]] = 1
        self._kinds = kinds()
        sounding = np.array(ear.sounding, dtype=np.uint32)
        for char, n in symbols.items():
            self._symbols[sounding == ord(char)] = n
        self._pairs = np.zeros(self._width * self._width, dtype=bool)
        for pattern in heard:
            self._pairs[symbols[pattern[0]] * self._width + symbols[pattern[1]]] = True

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        """Read many texts, in order. Raises: nothing."""
        out: list[Heard] = []
        start = size = 0
        for n, text in enumerate(texts):
            if size and size + len(text) > MOST_CHARACTERS:
                out += self._together(texts[start:n])
                start, size = n, 0
            size += len(text) + 1
        if start < len(texts):
            out += self._together(texts[start:])
        return out

    def _together(self, texts: Sequence[str]) -> list[Heard]:
        joined = "\n".join(texts)
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        if points.size and int(points.max()) >= TABLE_END:
            folded_points = points.copy()
            inside = points < TABLE_END
            folded_points[inside] = self._folding[points[inside]]
        else:
            folded_points = self._folding[points]
        folded = folded_points.tobytes().decode("utf-32-le", "surrogatepass")
        starts = np.fromiter(accumulate((len(text) + 1 for text in texts), initial=0), dtype=np.int64)
        marks, long_way = self._hits(folded, starts.tolist())
        places = np.concatenate([self._sounds(folded_points, folded), self._breaks(folded_points)])
        long_way.update((np.searchsorted(starts, places, side="right") - 1).tolist())
        long_way.update(self._numbers(folded_points, starts))
        ear, out = self.ear, []
        begins = starts.tolist()
        for n, text in enumerate(texts):
            if n in long_way:
                out.append(ear.hear(text))
            else:
                a = begins[n]
                out.append(Heard(text, folded[a : a + len(text)], None, marks.get(n, [])))
        return out

    def _hits(self, folded: str, starts: list[int]) -> tuple[dict[int, list[Hit]], set[int]]:
        """The marks of each text, and the texts with a disguise."""
        marks: dict[int, list[Hit]] = {}
        long_way: set[int] = set()
        first, plain = self.ear.first_mark, self._plain
        owner, offset, limit = 0, 0, starts[1]
        for start, end, n in self.ear.scan(folded):
            while end >= limit:
                owner += 1
                offset, limit = limit, starts[owner + 1]
            if n >= first:
                marks.setdefault(owner, []).append((start - offset, end - offset, n - first))
            elif not plain[n]:
                long_way.add(owner)
        return marks, long_way

    def _sounds(self, points: Points, folded: str) -> Places:
        """Places where two characters sound like the beginning of a word and are not written so."""
        symbols = self._symbols[np.minimum(points, TABLE_END - 1)]
        places = np.flatnonzero(self._pairs[symbols[:-1] * self._width + symbols[1:]])
        own = self._own
        return np.array([i for i in places.tolist() if folded[i : i + 2] not in own], dtype=np.int64)

    def _breaks(self, points: Points) -> Places:
        """Places where noise may stand: no fewer than `BROKEN` finds."""
        kinds = self._kinds[np.minimum(points, TABLE_END - 1)]
        word = kinds == WORD
        after = np.concatenate([[False], word[:-1]])
        before = np.concatenate([word[1:], [False]])
        odd = (kinds == STRANGE) & after
        alone = word & ~after & ~before & (points != ord("亲"))
        return np.flatnonzero(odd | alone | (kinds == NONE)).astype(np.int64)

    def _numbers(self, points: Points, starts: Places) -> list[int]:
        """The texts with seven figures or more."""
        figures = np.cumsum(self._figures[np.minimum(points, TABLE_END - 1)], dtype=np.int64)
        upto = np.concatenate([[0], figures])[np.minimum(starts, points.size)]
        return np.flatnonzero(upto[1:] - upto[:-1] >= 7).tolist()  # type: ignore[no-any-return]
