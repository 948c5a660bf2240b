"""Finds the words of a list in a text, whatever disguise they wear, and leaves alone what only looks like them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

import daachorse

from kefu.language.forms import fold, folding
from kefu.language.lexicon import latin
from kefu.language.readings import Reading, readings
from kefu.language.sounds import sounding
from kefu.language.wordforms import Form, Stream, compact, forms, looks_table, ordinary_words

Find = tuple[int, int, str]
SHORTEST_SPELLED: Final = 3
"""A shorter Latin word with marks between its letters is none."""


class Finder:
    """Finds words in texts.

    Case, width, styles of letters and figures, and traditional characters make no difference. Marks, and one letter or
    figure between Chinese characters, are passed over; letters and characters may be repeated, but stand no fewer than in
    the word. Chinese words are also found in pinyin, by look-alike characters, in parts and with figures for numerals,
    those of three syllables or more by any characters that sound the same. Latin words and numbers stand whole.

    Args:
        words: what is looked for. Marks in a word must stand in the text too; spaces need not.
        allow: words in which nothing is found, unless it reaches beyond them.
        exact: only the words as they stand, but for case, width and styles.
        inside: Latin words and numbers inside longer ones too.
        longest: of finds that overlap, the first and longest alone.

    >>> Finder(["狗东西", "asshole"]).find("狗.东西，ASSSHOLE")
    [(0, 4, '狗东西'), (5, 13, 'asshole')]
    """

    def __init__(
        self,
        words: Iterable[str],
        allow: Iterable[str] = (),
        *,
        exact: bool = False,
        inside: bool = False,
        longest: bool = False,
    ) -> None:
        self._exact, self._inside, self._longest = exact, inside, longest
        found: dict[str, list[Form]] = {}
        for word in dict.fromkeys(words):
            for pattern, form in forms(word, exact):
                found.setdefault(pattern, []).append(form)
        for word in dict.fromkeys(allow):
            found.setdefault(compact(fold(word)), []).append(Form(word, shield="allow"))
        for word in ordinary_words():
            found.setdefault(word, []).append(Form(word, shield="ordinary"))
        found.pop("", None)
        self._forms = list(found.values())
        self._raw = exact or not all(pattern.isalnum() for pattern in found)
        self._scan = daachorse.CharwiseDoubleArrayAhoCorasick(list(found)).find_overlapping

    def find(self, text: str) -> list[Find]:
        """The places of the words as (start, end, word), from left to right. Raises: nothing."""
        folded = text.translate(folding())
        found: set[Find] = set()
        shields: list[Find] = []
        for form, reading, start, end in self._hits(folded):
            if form.shield:
                a, b = reading.firsts[start], reading.lasts[end - 1] + 1
                if b - a == end - start:
                    shields.append((a, b, form.shield))
            elif (place := self._place(folded, form, reading, start, end)) is not None:
                found.add((*place, form.word))
        return apart((hit for hit in found if not any(hides(shield, hit) for shield in shields)), self._longest)

    def _hits(self, folded: str) -> Iterator[tuple[Form, Reading, int, int]]:
        """What the scan finds: forms, and where in which reading."""
        streams: list[tuple[Stream, Reading, str]] = []
        if self._raw:
            streams.append(("written", Reading(folded, range(len(folded)), range(len(folded))), folded))
        if not self._exact:
            looks, sounds = looks_table(), sounding()
            for reading in readings(folded):
                text = reading.text
                streams += (
                    ("written", reading, text), ("looks", reading, text.translate(looks)), ("sounds", reading, text.translate(sounds))
                )  # fmt: skip
        texts = [text for _, _, text in streams]
        hits = self._scan("\n".join(texts))
        begins = [0, *accumulate([len(text) + 1 for text in texts])] if hits else []
        for start, end, n in hits:
            k = bisect_right(begins, start) - 1
            stream, reading, _ = streams[k]
            if end < begins[k + 1]:
                for form in self._forms[n]:
                    if form.stream == stream:
                        yield form, reading, start - begins[k], end - begins[k]

    def _place(self, folded: str, form: Form, reading: Reading, start: int, end: int) -> tuple[int, int] | None:
        """Where in the text a form stands that was found in a reading; None where it does not stand there as a word."""
        runs = form.runs or (1,) * (end - start)
        firsts, lasts = reading.firsts, reading.lasts
        if any(lasts[start + i] - firsts[start + i] + 1 < run for i, run in enumerate(runs)):
            return None
        a = firsts[start] if start == end - 1 or latin(folded[firsts[start]]) else lasts[start] - runs[0] + 1
        b = lasts[end - 1] + 1 if latin(folded[lasts[end - 1]]) else firsts[end - 1] + runs[-1]
        if not reading.joined(folded, start, end):
            return None
        if not self._inside and (goes_on(folded, a - 1) or goes_on(folded, b - 1)):
            return None
        spread = lasts[end - 1] - firsts[start] + 1 > sum(lasts[i] - firsts[i] + 1 for i in range(start, end))
        if spread and latin(folded[a]) and not spelled_out(folded, reading, start, end):
            return None
        return a, b


def goes_on(folded: str, i: int) -> bool:
    """Whether letters, or figures, stand at i and right behind it."""
    pair = folded[i : i + 2] if i >= 0 else ""
    return len(pair) == 2 and pair.isascii() and (pair.isalpha() or pair.isdigit())


def spelled_out(folded: str, reading: Reading, start: int, end: int) -> bool:
    """Whether a Latin word with marks in it is all that is spelled there, and long enough to be told: not `av` in `h-a-v-e`."""
    if end - start < SHORTEST_SPELLED:
        return False
    before = start > 0 and latin(reading.text[start - 1]) and reading.joined(folded, start - 1, start + 1)
    return not before and not (
        end < len(reading.text) and latin(reading.text[end]) and reading.joined(folded, end - 1, end + 1)
    )


def hides(shield: Find, hit: Find) -> bool:
    """Whether an allowed or an ordinary word explains what was found.

    An allowed word does where it covers it. An ordinary one must be longer; or it begins before and ends within, and so
    cuts a chance neighbour in two: 性交 in 一次性交纳.
    """
    (a, b, kind), (start, end, _) = shield, hit
    if a <= start and end <= b:
        return kind == "allow" or b - a > end - start
    return kind == "ordinary" and a < start < b and b - a >= end - start


def apart(hits: Iterable[Find], longest: bool) -> list[Find]:
    """The finds from left to right, of one word none that overlap; with `longest` none at all that overlap."""
    kept: list[Find] = []
    until: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2])):
        start, end, word = hit
        key = "" if longest else word
        if start >= until.get(key, 0):
            until[key] = end
            kept.append(hit)
    return sorted(kept)
