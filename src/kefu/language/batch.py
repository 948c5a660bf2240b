"""Many texts at once: one pass over all of them tells which need the long way; the others are heard from that pass."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kefu.language.figures import NUMERALS, USUAL
from kefu.language.forms import NOTHING, TABLE_END, folding
from kefu.language.hearing import Ear, Heard
from kefu.language.lexicon import Lexicon
from kefu.language.lines import may_break
from kefu.language.noise import WORD_ENDS
from kefu.language.sounds import sounding
from kefu.language.telltales import Places, Points, Telltales, tale

LETTER, LINE, BETWEEN, BLANK, MEEK, FIGURE, USUAL_IN_NUMBER, PLUS = (1 << n for n in range(8))
"""Kinds of characters: letters and figures of any script; marks between words; invisible; 亲, which often stands alone."""
Kinds = npt.NDArray[np.uint8]
NOWHERE: Final[Places] = np.zeros(0, dtype=np.int64)

MOST_CHARACTERS: Final = 2_000_000
"""Texts are taken together up to so many characters."""
MOST_MARKS: Final = 4
"""So many marks may stand between the figures of one number, and be noise within a word."""
LEAST_FIGURES: Final = 7
"""Of a long number."""
PHONE_FIGURES: Final = 11
"""Of a telephone number; two more with the code of the country."""
LINE_FEED: Final = ord("\n")


@dataclass(frozen=True, slots=True)
class Overheard:
    """What one pass over many texts told.

    Attributes:
        texts: as given.
        folded: all of them folded, each with a line feed behind it.
        points: the code points of `folded`, 0 for those beyond the tables.
        starts, begins: where each text begins in `folded`, and the end; the same as a list.
        whose: for each place of `folded` its text.
        long_way: the texts that must be heard one by one.
    """

    texts: Sequence[str]
    folded: str
    points: Points
    starts: Places
    begins: Sequence[int]
    whose: Places
    long_way: set[int]

    @property
    def sizes(self) -> Places:
        """The length of each text."""
        return np.diff(self.starts) - 1

    def plain(self, n: int) -> str:
        """The folded text n: its plain text unless it is one of `long_way`."""
        return self.folded[self.begins[n] : self.begins[n + 1] - 1]

    def heard(self, n: int, ear: Ear) -> Heard:
        """Text n as `ear.hear` hears it."""
        if n in self.long_way:
            return ear.hear(self.texts[n])
        plain = self.plain(n)
        return Heard(self.texts[n], plain, None, ear.marks(plain))


class Signposts:
    """What in many texts points to words of a lexicon; the same for every ear that knows it."""

    def __init__(self, lexicon: Lexicon) -> None:
        patterns, surfaces = lexicon.patterns, lexicon.surfaces
        hidden = [not all(surface.ordinary for surface in here) for here in surfaces]
        heard = [any(surface.heard for surface in here) for here in surfaces]
        count = Counter(char for pattern in patterns for char in pattern)
        rarity = functools.partial(tale, rarity=lambda chars: count[chars[0]] * count[chars[-1]])
        self.disguises = Telltales(((pattern, [0]) for pattern in itertools.compress(patterns, hidden)), rarity)
        beginnings = ((pattern[:2], [0]) for pattern in itertools.compress(patterns, heard))
        self.heard = Telltales(beginnings, functools.partial(tale, rarity=len))
        self.own = frozenset(surface.word[:2] for here in surfaces for surface in here if surface.heard)


signposts = functools.cache(Signposts)


class Crowd:
    """Hears many texts with an ear; the answers are those of `Ear.hear`, one by one."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self._folding, self._sounding, self._kind = folding_table(), sounding_table(), kinds()
        self._posts = signposts(ear.lexicon)

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
        given = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.intp)
        far = np.flatnonzero(given >= TABLE_END) if given.max() >= TABLE_END else NOWHERE
        points = self._folding.take(np.where(given < TABLE_END, given, 0) if far.size else given)
        folded = written(np.where(given < TABLE_END, points, given) if far.size else points)
        sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
        starts = np.concatenate([[0], np.cumsum(sizes)])
        whose = np.repeat(np.arange(len(texts)), sizes)
        kind = self._kind.take(points)
        solid = np.flatnonzero((kind & (LETTER | LINE)) != 0)
        strange = [self._posts.disguises.found(points)[0], self._sounding_like(points, folded)]
        strange += [*self._noisy(points, kind, solid, whose), self._numbered(whole, kind, solid)]
        strange.append(self._broken_by_line(points, starts, whose, folded))
        heard = Overheard(texts, folded, points, starts, starts.tolist(), whose, set(whose[far].tolist()))
        suspects = set(whose[np.concatenate(strange)].tolist()) - heard.long_way
        heard.long_way.update(n for n in suspects if not self.ear.takes_plainly(texts[n], heard.plain(n)))
        return heard

    def _scanned(self, text: str) -> tuple[Places, Places]:
        """Where words of the lexicon begin and end in a text."""
        hits = self.ear.scan_lexicon(text)
        flat = np.fromiter(itertools.chain.from_iterable(hits), dtype=np.int64, count=3 * len(hits)).reshape(-1, 3)
        return flat[:, 0], flat[:, 1]

    def _sounding_like(self, points: Points, folded: str) -> Places:
        """Places where two characters sound like the beginning of a word and are not written so."""
        places, _ = self._posts.heard.found(self._sounding.take(points))
        own = self._posts.own
        return np.array([i for i in places.tolist() if folded[i : i + 2] not in own], dtype=np.int64)

    def _noisy(self, points: Points, kind: Kinds, solid: Places, whose: Places) -> Iterator[Places]:
        """Places where noise may hide a word or spell one out: in no fewer texts than those that `Ear.hear` would edit.

        Args:
            solid: where letters and line feeds stand.
        """
        yield np.flatnonzero((kind & BLANK) != 0)
        here = kind[solid]
        gap = np.diff(solid)
        letter = (here & LETTER) != 0
        apart = (gap > 1) | ~letter[:-1] | ~letter[1:]
        alone = letter & np.concatenate([[True], apart]) & np.concatenate([apart, [True]])
        near = (gap > 1) & (gap <= MOST_MARKS + 1) & letter[:-1] & letter[1:]
        telling = alone & ((here & MEEK) == 0)
        odd = (kind[solid[:-1] + 1] & (LETTER | LINE | BETWEEN)) == 0
        broken = near & (odd | telling[:-1] | telling[1:])
        if not broken.any():
            return
        suspect = np.zeros(whose[-1] + 1, dtype=bool)
        suspect[whose[solid[:-1][broken]]] = True
        spelled = solid[:-1][near & (gap <= MOST_MARKS) & (alone[:-1] | alone[1:])]
        yield spelled[suspect[whose[spelled]]]
        kept = solid[suspect[whose[solid]]]
        compact = points[kept]
        for heard in (compact, self._sounding.take(compact)):
            start, end = self._scanned(written(heard))
            first, last = kept[start], kept[end - 1]
            yield first[last - first != end - start - 1]

    def _broken_by_line(self, points: Points, starts: Places, whose: Places, folded: str) -> Places:
        """Places in texts of several lines where the end of one may break a word."""
        feeds = np.flatnonzero(points == LINE_FEED)
        if feeds.size < starts.size:
            return NOWHERE
        texts = np.unique(whose[np.setdiff1d(feeds, starts[1:] - 1, assume_unique=True)])
        begins = [(a, b) for a, b in zip(starts[texts].tolist(), starts[texts + 1].tolist(), strict=True)]
        return np.array([a for a, b in begins if may_break(folded[a : b - 1], self.ear.pairs)], dtype=np.int64)

    def _numbered(self, whole: str, kind: Kinds, solid: Places) -> Places:
        """Places of long numbers that are to be read in plain figures."""
        at = np.flatnonzero((kind[solid] & FIGURE) != 0)
        if at.size < LEAST_FIGURES:
            return NOWHERE
        places = solid[at]
        apart = (np.diff(at) > 1) | (np.diff(places) > MOST_MARKS + 1)
        begin = np.concatenate([[0], np.flatnonzero(apart) + 1])
        count = np.diff(np.concatenate([begin, [at.size]]))
        long = count >= LEAST_FIGURES
        first, count = places[begin[long]], count[long]
        last = places[begin[long] + count - 1]
        as_long = (count == PHONE_FIGURES) | (count == PHONE_FIGURES + 2)
        usual = np.cumsum((kind & USUAL_IN_NUMBER) != 0)
        as_usual = (usual[last] - usual[first] == last - first) & (
            (last + 1 - first == count) | (~as_long & (last - first < 2 * (count - 1)))
        )
        plus = np.concatenate([[0], np.cumsum((kind & PLUS) != 0)])
        signed = plus[first] > plus[np.maximum(first - MOST_MARKS - 1, 0)]
        odd = ~as_usual | ((kind[first] & USUAL_IN_NUMBER) == 0) | signed
        phones = zip(first[as_long].tolist(), last[as_long].tolist(), strict=True)
        styled = np.array([a for a, b in phones if not whole[a : b + 1].isascii()], dtype=np.int64)
        return np.concatenate([first[odd], styled])


def written(points: Points) -> str:
    """The text of these code points."""
    return points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@functools.cache
def folding_table() -> Points:
    """For each code point the one that it is folded to."""
    return np.array(folding(), dtype=np.intp)


@functools.cache
def sounding_table() -> Points:
    """For each code point that of its sound."""
    return np.array(sounding(), dtype=np.intp)


@functools.cache
def kinds() -> Kinds:
    """For each code point what kinds of character it is: the sum of their numbers."""
    table = np.array([chr(point).isalnum() for point in range(TABLE_END)], dtype=np.uint8) * np.uint8(LETTER)
    for kind, chars in (
        (LINE, "\n"), (BETWEEN, WORD_ENDS), (BLANK, NOTHING), (MEEK, "亲"), (FIGURE, NUMERALS), (USUAL_IN_NUMBER, USUAL), (PLUS, "+"),
    ):  # fmt: skip
        table[[ord(char) for char in chars]] |= kind
    return table
