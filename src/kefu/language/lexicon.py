"""The words worth disguising, expanded when built: aliases, pinyin, initials, mixtures, sounds, split parts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kefu.language.forms import fold
from kefu.language.sounds import pinyin, syllables
from kefu.vocabulary.shipped import shipped_data

PARTS: Final = {
    "加": "力口", "好": "女子", "评": "讠平", "群": "君羊", "钱": "钅戋", "红": "纟工", "转": "车专", "账": "贝长", "信": "亻言",
    "淘": "氵匋", "码": "石马", "银": "钅艮", "话": "讠舌", "现": "王见", "返": "辶反", "刷": "尸巾刂", "付": "亻寸", "微": "彳攵",
    "线": "纟戋", "汇": "氵匚", "拼": "扌并", "抖": "扌斗", "快": "忄夬", "鱼": "田一", "猫": "犭苗", "打": "扌丁", "款": "士示欠",
}  # fmt: skip
"""Characters and their parts as people write them side by side."""

FUNCTION_WORDS: Final = frozenset(
    "的一是不了在有为未位要会可我你您他她它这那就也和与到说没请把被让给对从去来吗呢吧啊哦又再都还已能该做作"
)
"""Characters that make a chance neighbour of two syllables likelier than a disguise."""

ACCOUNTS: Final = frozenset({"account", "letter", "number"})
"""Neighbourhoods in which even an ordinary word is read as a disguise: an account stands right behind it."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One way in which a word may be written.

    Attributes:
        written: characters, or syllable codes where `heard`.
        word: what it is read as; equal to `written` for an ordinary word, which only shields what it covers.
        near: name of the neighbourhood that must be met, '' where it always holds.
        heard: it is matched in the sounds of a text.
        whole: its Latin letters must not go on beyond it.
    """

    written: str
    word: str
    near: str = ""
    heard: bool = False
    whole: bool = False

    @property
    def ordinary(self) -> bool:
        """Whether it is an ordinary word that shields its place."""
        return self.written == self.word and not self.heard


def latin(char: str) -> bool:
    """Whether it is a lower-case letter a to z or a digit."""
    return char.isascii() and char.isalnum()


def split(word: str) -> Iterator[str]:
    """The word with one or more of its characters written as their parts."""
    choices = [(char, PARTS[char]) if char in PARTS else (char,) for char in word]
    for pick in itertools.product(*choices):
        if (out := "".join(pick)) != word:
            yield out


def sounding(word: str) -> Iterator[tuple[str, bool]]:
    """The word by its sounds: each syllable as a code or in letters. Yields the pattern and whether it needs a neighbour."""
    codes, parts = syllables(), pinyin(word)
    if any(part not in codes for part in parts) or len(parts) > 4:
        return
    for pick in itertools.product((True, False), repeat=len(parts)):
        written = "".join(codes[part] if coded else part for part, coded in zip(parts, pick, strict=True))
        yield written, all(pick) and len(parts) == 2


def surfaces(entry: Mapping[str, Any]) -> Iterator[Surface]:
    """Every surface of one entry of words.yaml."""
    word = fold(str(entry["word"]))
    near = str(entry.get("near", ""))
    yield Surface(word, word)
    for alias in entry.get("alias", ()):
        written = fold(str(alias))
        yield Surface(written, word, whole=latin(written[0]) or latin(written[-1]))
    for alias in entry.get("weak", ()):
        written = fold(str(alias))
        yield Surface(written, word, near=near or "contact", whole=latin(written[0]) or latin(written[-1]))
    for initials in entry.get("initials", ()):
        yield Surface(fold(str(initials)), word, whole=True)
    for ordinary in entry.get("except", ()):
        yield Surface(fold(str(ordinary)), fold(str(ordinary)))
    if entry.get("parts", True):
        for written in split(word):
            yield Surface(written, word)
    if entry.get("sound", False):
        for written, weak in sounding(word):
            yield Surface(written, word, near=(near or "contact") if weak else "", heard=True, whole=written.isascii())


class Lexicon:
    """The words, ready to be looked for: `patterns` for the scan, `surfaces[n]` what pattern n may stand for."""

    def __init__(self, entries: Iterable[Mapping[str, Any]], near: Mapping[str, str]) -> None:
        found: dict[str, list[Surface]] = {}
        ordinary: set[str] = set()
        for entry in entries:
            for surface in surfaces(entry):
                if len(surface.written) < 2 and not surface.near and surface.written.isalnum():
                    continue
                if surface.ordinary:
                    ordinary.add(surface.written)
                here = found.setdefault(surface.written, [])
                if surface not in here:
                    here.append(surface)
        for written in ordinary:
            here = found[written]
            found[written] = [s for s in here if s.near in ACCOUNTS] + [s for s in here if s.ordinary]
        self.patterns: list[str] = list(found)
        self.surfaces: list[tuple[Surface, ...]] = [tuple(here) for here in found.values()]
        self.near = {name: re.compile(pattern) for name, pattern in near.items()}


def shipped_words() -> Mapping[str, Any]:
    """words.yaml as data: `near` and `words`."""
    data: Mapping[str, Any] = shipped_data("kefu.language", "words.yaml")
    return data
