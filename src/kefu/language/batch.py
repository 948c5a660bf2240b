"""Many texts at once: one pass over all of them tells which need the long way; the others are heard from that pass."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from kefu.language.forms import NOTHING, TABLE_END
from kefu.language.hearing import FIGURES, ODD, SPELLED, Ear, Heard, Hit

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


@dataclass(frozen=True, slots=True)
class Overheard:
    """What one pass over many texts told.

    Attributes:
        texts: as given.
        folded: all of them folded, a line feed between two.
        starts: where each begins in `folded`, and one place behind the last.
        marks: the marks of each text that has any.
        latin: the texts with five or more Latin letters or figures.
        long_way: the texts that must be heard one by one; `marks` does not hold for them.
    """

    texts: Sequence[str]
    folded: str
    starts: Places
    marks: dict[int, list[Hit]]
    latin: list[int]
    long_way: set[int]

    def heard(self, n: int, ear: Ear) -> Heard:
        """Text n as `ear.hear` hears it."""
        text = self.texts[n]
        if n in self.long_way:
            return ear.hear(text)
        start = int(self.starts[n])
        return Heard(text, self.folded[start : start + len(text)], None, self.marks.get(n, []))


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
        self._own = frozenset(surface.word[:2] for here in lexicon.surfaces for surface in here if surface.heard)
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
        return [each.heard(n, self.ear) for each in self.overhear(texts) for n in range(len(each.texts))]

    def overhear(self, texts: Sequence[str]) -> Iterator[Overheard]:
        """One pass over the texts, in pieces of bounded size. Raises: nothing."""
        start = size = 0
        for n, text in enumerate(texts):
            if size and size + len(text) > MOST_CHARACTERS:
                yield self._together(texts[start:n])
                start, size = n, 0
            size += len(text) + 1
        if start < len(texts):
            yield self._together(texts[start:])

    def _together(self, texts: Sequence[str]) -> Overheard:
        points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        beyond = points >= TABLE_END
        bounded = np.where(beyond, TABLE_END - 1, points)
        folded_points = np.where(beyond, points, self._folding[bounded])
        bounded = np.where(beyond, TABLE_END - 1, folded_points)
        folded = folded_points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        starts = np.fromiter(accumulate((len(text) + 1 for text in texts), initial=0), dtype=np.int64)
        marks, long_way = self._hits(folded, starts.tolist())
        long_way.update(owners(self._sounds(bounded, folded), starts))
        long_way.update(self._noisy(bounded, folded, starts, long_way))
        long_way.update(counted(self._figures[bounded], starts, 7))
        latin = counted((folded_points < 0x7B) & (folded_points > 0x2F), starts, 5)
        return Overheard(texts, folded, starts, marks, latin, long_way)

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

    def _sounds(self, bounded: Points, folded: str) -> Places:
        """Places where two characters sound like the beginning of a word and are not written so."""
        symbols = self._symbols[bounded]
        places = np.flatnonzero(self._pairs[symbols[:-1] * self._width + symbols[1:]])
        own = self._own
        return np.array([i for i in places.tolist() if folded[i : i + 2] not in own], dtype=np.int64)

    def _noisy(self, bounded: Points, folded: str, starts: Places, known: set[int]) -> set[int]:
        """The texts in which noise hides a word or spells one out: no fewer than those that `Ear.hear` would edit."""
        kind = self._kinds[bounded]
        word = kind == WORD
        after = np.concatenate([[False], word[:-1]])
        before = np.concatenate([word[1:], [False]])
        suspect = ((kind == STRANGE) & after) | (word & ~after & ~before & (bounded != ord("亲"))) | (kind == NONE)
        some = [n for n in owners(np.flatnonzero(suspect), starts) if n not in known]
        begins, noisy = starts.tolist(), set()
        for n in some:
            text = folded[begins[n] : begins[n + 1] - 1]
            if NOTHING in text or SPELLED.search(text) or self._hides(text):
                noisy.add(n)
        return noisy

    def _hides(self, text: str) -> bool:
        """Whether a word stands in the text once its marks are taken away."""
        compact = "".join(char for char in text if char == "\n" or char.isalnum())
        scan, first = self.ear.scan, self.ear.first_mark
        return any(n < first for _, _, n in scan(f"{compact}\n{compact.translate(self.ear.sounding)}"))


def owners(places: Places, starts: Places) -> list[int]:
    """The texts in which these places lie, each once."""
    found: list[int] = np.unique(np.searchsorted(starts, places, side="right") - 1).tolist()
    return found


def counted(flags: npt.NDArray[np.bool_] | npt.NDArray[np.uint8], starts: Places, least: int) -> list[int]:
    """The texts with at least so many of the flagged characters."""
    upto = np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])[np.minimum(starts, flags.size)]
    found: list[int] = np.flatnonzero(upto[1:] - upto[:-1] >= least).tolist()
    return found
