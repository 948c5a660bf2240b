"""The ways in which a word of a list may be written: plain, with repeats, in pinyin, by look or by sound, in parts."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from kefu.language.figures import FIGURE_OF
from kefu.language.forms import TABLE_END, fold, read_table
from kefu.language.lexicon import latin, sounding, split
from kefu.language.sounds import pinyin, syllables

Stream = Literal["written", "looks", "sounds"]
MOST_SYLLABLES: Final = 4
"""A longer word is not looked for half in letters, half in sounds."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a word may be written.

    Attributes:
        word: as it was given; '' where nothing is looked for.
        stream: where it is looked for: in the characters of a text, in their looks or in their sounds.
        runs: how often each character stands at least, where the pattern has it once.
        shield: '' for a word to be found; `allow` for one that hides what it covers; `ordinary` for one of everyday talk.
    """

    word: str
    stream: Stream = "written"
    runs: tuple[int, ...] = ()
    shield: Literal["", "allow", "ordinary"] = ""


@functools.cache
def looks_table() -> list[int]:
    """For `str.translate`: look-alike characters, and numerals, to one of each kind."""
    table = list(range(TABLE_END))
    for kept, chars in read_table("shapes.txt"):
        for char in chars:
            table[ord(char)] = ord(kept)
    for char, figure in FIGURE_OF.items():
        table[ord(char)] = ord(figure)
    return table


@functools.cache
def ordinary_words() -> tuple[str, ...]:
    """Words of everyday talk in which a shorter word may seem to stand."""
    return tuple(word for _, words in read_table("ordinary.txt") for word in words.split())


def compact(folded: str) -> str:
    """The letters, figures and characters of a folded text."""
    return "".join(filter(str.isalnum, folded))


def once(word: str) -> tuple[str, tuple[int, ...]]:
    """The word with each run of one letter or character standing once, and the lengths of the runs; figures stay."""
    runs = [(char, 1) for char in word]
    if not any(char.isdigit() for char in word):
        runs = [(char, len(list(run))) for char, run in groupby(word)]
    return "".join(char for char, _ in runs), tuple(length for _, length in runs)


def forms(word: str, exact: bool) -> Iterator[tuple[str, Form]]:
    """The patterns by which a word is found, with what each stands for."""
    plain = fold(word).strip()
    bare = compact(plain)
    if exact or any(not char.isalnum() and char != " " for char in plain):
        yield plain, Form(word)
        return
    yield bare, Form(word)
    if not any(char.isdigit() for char in bare):
        pattern, runs = once(bare)
        yield pattern, Form(word, runs=runs)
    if len(bare) < 2 or all(map(latin, bare)):
        return
    for parts in split(bare):
        yield parts, Form(word)
    if any(char not in FIGURE_OF for char in bare):
        yield bare.translate(looks_table()), Form(word, "looks")
    if not any(map(latin, bare)):
        for sounds in by_sound(bare):
            yield sounds, Form(word, "sounds")


def by_sound(word: str) -> Iterator[str]:
    """The word in pinyin or by its sounds. Two sounds alone are too few to tell a word."""
    parts, codes = pinyin(word), syllables()
    if any(part not in codes for part in parts):
        return
    if len(parts) > MOST_SYLLABLES:
        yield "".join(parts)
        yield "".join(codes[part] for part in parts)
    for sounds, weak in sounding(word):
        if not weak:
            yield sounds
