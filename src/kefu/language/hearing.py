"""What a text says once its disguises are undone, with the way back to the text as it was written."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

import daachorse

from kefu.language.figures import LONG_NUMBER, numbers, ordinarily_written, phones_over_lines, plain_figures, plainly
from kefu.language.forms import NOTHING, fold, folding
from kefu.language.lexicon import FUNCTION_WORDS, Lexicon, Surface, shipped_words
from kefu.language.lines import CHATS, line_ends, may_break, pairs, stands_alone
from kefu.language.noise import BROKEN, FARTHEST, alone, joined, spelled
from kefu.language.sounds import beginning, sounding
from kefu.language.surroundings import around, cut_short, reaching, runs_on, stands_whole

Hit = tuple[int, int, int]
NOWHERE: Final = "\uffff\uffff"
"""A word that no text has."""


@dataclass(slots=True)
class Heard:
    """A text as it is read; nobody changes it, but one that is frozen takes twice as long to make.

    Attributes:
        text: as given.
        plain: folded, with every disguise read back and noise within words gone.
        origin: for each character of `plain` the (start, end) in `text` it stands for; None where they are the same.
        marks: (start, end, n) of each mark n found in `plain`.
        seam: where in `text` one message ends and the next begins; 0 in a single one.
    """

    text: str
    plain: str
    origin: tuple[tuple[int, int], ...] | None
    marks: Sequence[Hit]
    seam: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of `plain[start:end]`; `start < end`."""
        if self.origin is None:
            return start, end
        return self.origin[start][0], self.origin[end - 1][1]

    def disguised(self, start: int, end: int) -> bool:
        """Whether `plain[start:end]` is not written so, but for width, case and the like, or across a seam.

        A number is in disguise where its figures are of another style, or parted as no number is.
        """
        first, last = self.span(start, end)
        if self.origin is None:
            return first < self.seam < last
        if plain_figures(self.plain[start:end]):
            return first < self.seam < last or not ordinarily_written(self.text[first:last])
        return first < self.seam < last or self.plain[start:end] not in fold(self.text[first:last])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `plain` of what stands for `text[start:end]`; `start < end`."""
        if self.origin is None:
            return start, end
        last = max(1, bisect_left(self.origin, end, key=itemgetter(0)))
        return min(bisect_right(self.origin, start, key=itemgetter(1)), last - 1), last


@dataclass(frozen=True)
class Acquaintance:
    """What every ear knows of a lexicon.

    Attributes:
        ordinary: for each pattern whether it only stands for itself.
        itself: for each pattern what it is where it is no disguise, '' where that may be several words.
        sounds_like: finds texts in which a word may be heard.
        pairs: every two neighbours within a pattern.
        scan: finds the patterns in a text.
    """

    ordinary: Sequence[bool]
    itself: Sequence[str]
    sounds_like: re.Pattern[str]
    pairs: frozenset[str]
    scan: Callable[[str], list[Hit]]


@functools.cache
def acquainted(lexicon: Lexicon) -> Acquaintance:
    """Get to know a lexicon."""
    surfaces = lexicon.surfaces
    heard = [p for p, here in zip(lexicon.patterns, surfaces, strict=True) if any(s.heard for s in here)]
    return Acquaintance(
        [all(surface.ordinary for surface in here) for here in surfaces],
        [here[0].word if len({surface.word for surface in here}) == 1 else "" for here in surfaces],
        beginning(pattern[:2] for pattern in heard),
        pairs(lexicon.patterns),
        daachorse.CharwiseDoubleArrayAhoCorasick(lexicon.patterns).find_overlapping,
    )


class Ear:
    """Hears texts: knows the words of a lexicon and the marks that a judge asks for.

    Args:
        lexicon: the words worth disguising.
        marks: words to be found in the plain text, numbered by their place here.
    """

    def __init__(self, lexicon: Lexicon, marks: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        own = list(marks)
        self.first_word = len(own)
        self.scan = daachorse.CharwiseDoubleArrayAhoCorasick([*own, *lexicon.patterns]).find_overlapping
        self._own = own
        self.folding = folding()
        self.sounding = sounding()
        known = acquainted(lexicon)
        self._ordinary, self._itself, self._sounds_like = known.ordinary, known.itself, known.sounds_like
        self.pairs, self.scan_lexicon = known.pairs, known.scan

    @functools.cached_property
    def marks(self) -> Callable[[str], list[Hit]]:
        """The scan of a plain text for the marks alone."""
        scan: Callable[[str], list[Hit]] = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._own or [NOWHERE]
        ).find_overlapping
        return scan

    def hear(self, text: str) -> Heard:
        """Read one text. Raises: nothing, whatever the text."""
        folded = text.translate(self.folding)
        first, size = self.first_word, len(folded)
        hits = self.scan(self._voiced(folded))
        marks = [hit for hit in hits if hit[2] < first and hit[1] <= size]
        words = self._lexical(folded, hits, first) if len(marks) < len(hits) else []
        edits = self._edits(text, folded, words)
        if not edits:
            return Heard(text, folded, None, marks)
        plain, origin = rewritten(folded, edits)
        return Heard(text, plain, origin, self.marks(plain))

    def takes_plainly(self, text: str, folded: str) -> bool:
        """Whether a text reads as it is folded, nothing in it being undone."""
        return not self._edits(text, folded, self._lexical(folded, self.scan_lexicon(self._voiced(folded)), 0))

    def _voiced(self, folded: str) -> str:
        """A text as it is scanned: with its sounds behind it where a word may be heard."""
        return f"{folded}\n{folded.translate(self.sounding)}" if self._sounds_like.search(folded) else folded

    def _edits(self, text: str, folded: str, words: list[Hit]) -> list[tuple[int, int, str]]:
        """What is to be read otherwise than it stands: (start, end, what), earlier ones going before later ones."""
        broken = BROKEN.search(folded)
        numbered = LONG_NUMBER.search(folded)
        while numbered is not None and plainly(text, numbered):
            numbered = LONG_NUMBER.search(folded, numbered.end())
        edits = self._disguises(folded, words) if words else []
        if broken is not None:
            edits += self._noise(folded, edits)
        if numbered is not None:
            edits += numbers(text, folded)
        if "\n" in folded and may_break(folded, self.pairs):
            edits += phones_over_lines(folded) + self.across(folded)
        return edits

    def _lexical(self, folded: str, hits: Iterable[Hit], first: int) -> list[Hit]:
        """Where words of the lexicon, which are numbered from `first`, stand, if one of them is in disguise."""
        size, ordinary, itself = len(folded), self._ordinary, self._itself
        words: list[Hit] = []
        disguised = False
        for start, end, n in hits:
            n -= first
            if n < 0:
                continue
            if start > size:
                start, end = start - size - 1, end - size - 1
                if folded[start:end] == itself[n]:
                    continue
            elif end > size:
                continue
            words.append((start, end, n))
            disguised |= not ordinary[n]
        return words if disguised else []

    def _disguises(self, folded: str, words: list[Hit]) -> list[tuple[int, int, str]]:
        """The places to read as another word: (start, end, word), none overlapping."""
        chosen: list[tuple[int, int, str]] = []
        taken = bytearray(len(folded))
        furthest: dict[int, int] = {}
        for start, end, _ in words:
            furthest[start] = max(end, furthest.get(start, 0))
        for start, end, n in sorted(words, key=lambda hit: (cut_short(hit, furthest), hit[0] - hit[1], -hit[0])):
            if taken.find(1, start, end) >= 0:
                continue
            surface = self._fitting(folded, start, end, n)
            if surface is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            if folded[start:end] != surface.word:
                chosen.append((start, end, surface.word))
        return chosen

    def _fitting(
        self, folded: str, start: int, end: int, n: int, parted: Callable[[int, int], bool] = runs_on
    ) -> Surface | None:
        """The first surface of pattern n that holds at this place."""
        for surface in self.lexicon.surfaces[n]:
            if surface.ordinary:
                return surface
            if surface.whole and not stands_whole(folded, start, end, parted):
                continue
            if surface.near:
                if surface.heard and not FUNCTION_WORDS.isdisjoint(folded[start:end]):
                    continue
                if not self.lexicon.near[surface.near].search(around(folded, start, end, surface.near)):
                    continue
            return surface
        return None

    def _noise(self, folded: str, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Words and disguises with noise between their characters, and characters spelled one by one."""
        out: list[tuple[int, int, str]] = []
        replaced = bytearray(len(folded))
        for a, b, _ in edits:
            replaced[a:b] = b"\1" * (b - a)
        taken = bytearray(replaced)
        dropped = {i for i, char in enumerate(folded) if char == NOTHING}
        places = [i for i, char in enumerate(folded) if char == "\n" or char.isalnum()]
        compact = "".join([folded[i] for i in places])
        found = self._words(compact, places)

        def parted(inner: int, outer: int) -> bool:
            return abs(places[inner] - places[outer]) > 1 and not alone(folded, places[outer])

        for start, end, n in sorted(found, key=lambda hit: (hit[0] - hit[1], -hit[0])):
            a, b = places[start], places[end - 1] + 1
            if taken.find(1, a, b) >= 0 or not joined(folded, places[start:end]):
                continue
            surface = self._fitting(compact, start, end, n, parted)
            if surface is None:
                continue
            taken[a:b] = b"\1" * (b - a)
            if surface.word == compact[start:end]:
                dropped.update(i for i in range(a, b) if not folded[i].isalnum())
            else:
                replaced[a:b] = b"\1" * (b - a)
                out.append((a, b, surface.word))
        for a, b in itertools.pairwise(places):
            if 1 < b - a <= FARTHEST and spelled(folded, a, b):
                dropped.update(range(a + 1, b))
        return out + [(i, i + 1, "") for i in sorted(dropped) if not replaced[i]]

    def across(self, folded: str) -> list[tuple[int, int, str]]:
        """Words that the end of a line breaks: where nothing else stands beside their halves, or words of contact do."""
        out: list[tuple[int, int, str]] = []
        places = [i for i, char in enumerate(folded) if char.isalnum()]
        compact = "".join([folded[i] for i in places])
        for start, end, n in sorted(self._words(compact, places), key=lambda hit: (hit[0] - hit[1], -hit[0])):
            a, b = places[start], places[end - 1] + 1
            ends = line_ends(folded, places[start:end])
            if not ends or any(a < last and first < b for first, last, _ in out):
                continue
            surface = self._fitting(compact, start, end, n)
            if surface is not None and not surface.heard and surface.word not in folded[a:b]:
                if stands_alone(folded, places[start:end], ends) or (
                    surface.word in CHATS and reaching(self.lexicon.near, compact, start, end)
                ):
                    out.append((a, b, surface.word))
        return out

    def _words(self, compact: str, places: Sequence[int]) -> list[Hit]:
        """The words of the lexicon in a text without marks that have marks within: (start, end, pattern)."""
        size = len(compact)
        found: list[Hit] = []
        for start, end, n in self.scan(f"{compact}\n{compact.translate(self.sounding)}"):
            if n < self.first_word:
                continue
            if end > size:
                start, end = start - size - 1, end - size - 1
            if start >= 0 and places[end - 1] - places[start] != end - start - 1:
                found.append((start, end, n - self.first_word))
        return found


def rewritten(folded: str, edits: list[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with the edits made, and where each of its characters comes from. Later edits give way to earlier ones."""
    pieces: list[str] = []
    origin: list[tuple[int, int]] = []
    at = 0
    for start, end, word in sorted(edits):
        if start < at:
            continue
        pieces += [folded[at:start], word]
        origin += [(i, i + 1) for i in range(at, start)]
        origin += [(start, end)] * len(word)
        at = end
    pieces.append(folded[at:])
    origin += [(i, i + 1) for i in range(at, len(folded))]
    return "".join(pieces), tuple(origin)


def shipped_lexicon(extra: Iterable[Mapping[str, Any]] = ()) -> Lexicon:
    """The words that Kefu ships with, and a shop's own."""
    data = shipped_words()
    return Lexicon([*data["words"], *extra], data["near"])
