"""Many texts at once: one pass over all of them tells which need the long way; the others are heard from that pass."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

import numpy as np
import numpy.typing as npt

from kefu.language.forms import NOTHING, TABLE_END
from kefu.language.hearing import FIGURES, USUAL_IN_NUMBERS, WORD_ENDS, Ear, Heard, numbers

Points = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_CHARACTERS: Final = 2_000_000
"""Texts are taken together up to so many characters."""
LONG_GAP: Final = 4
"""So many marks may stand between the figures of one number, and between characters that spell a word."""
LEAST_FIGURES: Final = 7
"""Of a long number."""
PHONE_FIGURES: Final = 11


@dataclass(frozen=True, slots=True)
class Overheard:
    """What one pass over many texts told.

    Attributes:
        texts: as given.
        folded: all of them folded, each with a line feed behind it.
        points: the code points of `folded`, those beyond the tables bounded.
        starts: where each text begins in `folded`, and the end.
        owner, start, end, mark: the marks found, in order: text, place in that text, number of the mark. Without meaning
            for the texts of `long_way`.
        long_way: the texts that must be heard one by one.
    """

    texts: Sequence[str]
    folded: str
    points: Points
    starts: Places
    owner: Places
    start: Places
    end: Places
    mark: Places
    long_way: set[int]

    @property
    def sizes(self) -> Places:
        """The length of each text."""
        return np.diff(self.starts) - 1

    @property
    def marked(self) -> set[int]:
        """The texts with any mark."""
        return set(self.owner.tolist())

    def plain(self, n: int) -> str:
        """The folded text n: its plain text unless it is one of `long_way`."""
        return self.folded[self.starts[n] : self.starts[n + 1] - 1]

    def heard(self, n: int, ear: Ear) -> Heard:
        """Text n as `ear.hear` hears it."""
        if n in self.long_way:
            return ear.hear(self.texts[n])
        first, last = np.searchsorted(self.owner, [n, n + 1])
        marks = zip(*(each[first:last].tolist() for each in (self.start, self.end, self.mark)), strict=True)
        return Heard(self.texts[n], self.plain(n), None, list(marks))


class Crowd:
    """Hears many texts with an ear; the answers are those of `Ear.hear`, one by one."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self._folding = np.array(ear.folding, dtype=np.uint32)
        self._sounding = np.array(ear.sounding, dtype=np.uint32)
        self._letter, self._soft = letters()
        self._figure = np.zeros(TABLE_END, dtype=bool)
        self._figure[[ord(char) for char in FIGURES]] = True
        self._usual = np.zeros(TABLE_END, dtype=bool)
        self._usual[[ord(char) for char in USUAL_IN_NUMBERS]] = True
        lexicon = ear.lexicon
        told = [all(surface.ordinary for surface in here) for here in lexicon.surfaces]
        self._told = np.array([*told, *[True] * ear.mark_count], dtype=bool)
        heard = [p for p, here in zip(lexicon.patterns, lexicon.surfaces, strict=True) if any(s.heard for s in here)]
        symbols = {char: n + 1 for n, char in enumerate(sorted({char for pattern in heard for char in pattern[:2]}))}
        self._width = len(symbols) + 1
        self._symbols = np.zeros(TABLE_END, dtype=np.uint32)
        for char, n in symbols.items():
            self._symbols[self._sounding == ord(char)] = n
        self._pairs = np.zeros(self._width * self._width, dtype=bool)
        for pattern in heard:
            self._pairs[symbols[pattern[0]] * self._width + symbols[pattern[1]]] = True
        self._own = frozenset(surface.word[:2] for here in lexicon.surfaces for surface in here if surface.heard)

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
        whole = "\n".join(texts) + "\n"
        points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        beyond = points >= TABLE_END
        far = np.flatnonzero(beyond)
        folded_points = self._folding[np.where(beyond, 0, points) if far.size else points]
        folded = written(np.where(beyond, points, folded_points) if far.size else folded_points)
        starts = np.fromiter(accumulate((len(text) + 1 for text in texts), initial=0), dtype=np.int64)
        owner_at = np.repeat(np.arange(len(texts)), np.diff(starts))
        start, end, n = self._scanned(folded)
        strange = [owners(far, starts), owner_at[start[~self._told[n]]].tolist()]
        strange.append(owner_at[self._sounds(folded_points, folded)].tolist())
        strange.append(self._noisy(folded_points, starts, owner_at))
        strange.append(self._numbered(folded_points, folded, starts, owner_at))
        mark = (n >= self.ear.first_mark) & (owner_at[start] == owner_at[end - 1])
        start, end, n = start[mark], end[mark], n[mark] - self.ear.first_mark
        owner = owner_at[start]
        offset = starts[owner]
        return Overheard(
            texts, folded, folded_points, starts, owner, start - offset, end - offset, n, set(chain(*strange))
        )

    def _scanned(self, text: str) -> tuple[Places, Places, Places]:
        """What the ear's scan finds: starts, ends and numbers."""
        hits = self.ear.scan(text)
        flat = np.fromiter(chain.from_iterable(hits), dtype=np.int64, count=3 * len(hits)).reshape(-1, 3)
        return flat[:, 0], flat[:, 1], flat[:, 2]

    def _sounds(self, points: Points, folded: str) -> list[int]:
        """Places where two characters sound like the beginning of a word and are not written so."""
        symbols = self._symbols[points]
        places = np.flatnonzero(self._pairs[symbols[:-1] * self._width + symbols[1:]])
        own = self._own
        return [i for i in places.tolist() if folded[i : i + 2] not in own]

    def _noisy(self, points: Points, starts: Places, owner_at: Places) -> list[int]:
        """The texts in which noise hides a word or spells one out: no fewer than those that `Ear.hear` would edit."""
        letter = self._letter[points]
        after = np.concatenate([[False], letter[:-1]])
        before = np.concatenate([letter[1:], [False]])
        alone = letter & ~after & ~before
        broken = (after & ~letter & ~self._soft[points]) | (alone & (points != ord("亲")))
        nothing = owners(np.flatnonzero(points == ord(NOTHING)), starts)
        suspect = np.zeros(len(starts) - 1, dtype=bool)
        suspect[owner_at[broken]] = True
        if not suspect.any():
            return nothing
        kept = np.flatnonzero(suspect[owner_at] & (letter & (points != ord("_")) | (points == 0x0A)))
        return [
            *nothing,
            *self._hidden(points, kept, owner_at),
            *self._spelled(points, alone, letter, suspect, owner_at),
        ]

    def _hidden(self, points: Points, kept: Places, owner_at: Places) -> list[int]:
        """The texts in which a word stands once marks are taken away, but not before."""
        compact = points[kept]
        found: list[int] = []
        for heard in (compact, self._sounding[compact]):
            start, end, n = self._scanned(written(heard))
            first, last = kept[start], kept[end - 1]
            gaps = (n < self.ear.first_mark) & (last - first != end - start - 1)
            found += owner_at[first[gaps]].tolist()
        return found

    def _spelled(self, points: Points, alone: Flags, letter: Flags, suspect: Flags, owner_at: Places) -> list[int]:
        """The suspect texts in which characters stand alone one after another."""
        places = np.flatnonzero(letter | (points == 0x0A))
        near = (np.diff(places) <= LONG_GAP) & alone[places[:-1]] & alone[places[1:]]
        owner = owner_at[places[:-1][near]]
        found: list[int] = owner[suspect[owner]].tolist()
        return found

    def _numbered(self, points: Points, folded: str, starts: Places, owner_at: Places) -> list[int]:
        """The texts with a long number that is to be read in plain figures."""
        figure = self._figure[points]
        places = np.flatnonzero(figure)
        if places.size < LEAST_FIGURES:
            return []
        solid = np.cumsum(self._letter[points] | (points == 0x0A))
        linked = (np.diff(places) <= LONG_GAP + 1) & (solid[places[1:]] - solid[places[:-1]] == 1)
        begin = np.concatenate([[0], np.flatnonzero(~linked) + 1])
        count = np.diff(np.concatenate([begin, [places.size]]))
        long = count >= LEAST_FIGURES
        first, count = places[begin[long]], count[long]
        last = places[begin[long] + count - 1]
        usual = np.concatenate([[0], np.cumsum(self._usual[points])])
        written_as_usual = usual[last + 1] - usual[first] == last + 1 - first
        plain = (last + 1 - first == count) | (count != PHONE_FIGURES)
        some = np.unique(owner_at[first[~(written_as_usual & plain)]]).tolist()
        return [n for n in some if numbers(folded[starts[n] : starts[n + 1] - 1])]


def written(points: Points) -> str:
    """The text of these code points."""
    return points.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


@functools.cache
def letters() -> tuple[Flags, Flags]:
    """For each code point whether it is a letter, figure or underscore, and whether it may stand between words."""
    letter = np.array([chr(point).isalnum() for point in range(TABLE_END)])
    letter[ord("_")] = True
    soft = letter.copy()
    soft[[ord(char) for char in WORD_ENDS]] = True
    return letter, soft


def owners(places: Places, starts: Places) -> list[int]:
    """The texts in which these places lie, each once."""
    found: list[int] = np.unique(np.searchsorted(starts, places, side="right") - 1).tolist()
    return found
