"""Labelled messages as the numbers that training takes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kefu.language.hearing import Ear, Heard, shipped_lexicon
from kefu.reader.labels import ASKED, FELT, KINDS, LABELS, RISKED, RULES
from kefu.reader.model import Text
from kefu.reader.pieces import UNITS, Pieces, answered
from kefu.vocabulary.ids import PLATFORMS, PROMISES, Role
from kefu.vocabulary.talk import Turn

WIDTHS: Final = (24, 32, 48, 64, 96, 128)
"""Messages are put together with others of about their length: so many pieces at most."""
TOGETHER: Final = 2048
"""So many pieces are read in one step."""
ELSEWHERE: Final = 0.4
"""So often a message is learnt as if said on another platform, where it would mean the same."""
BARRED: Final = [LABELS.index(label) for label in ("platform.mention", "platform.term")]
"""The labels that hold on one platform alone."""
Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Row:
    """A labelled message, heard and cut into pieces.

    Attributes:
        text, before: pieces of the message and of the turns before it.
        labels: those that hold; of `known` kinds alone something is known.
        spans: for each promise its kind and the pieces of the message that say it: (kind, first, behind the last); where `told`,
            all of them.
        held: how likely each label holds, in place of `labels`: what teachers think.
    """

    id: str
    platform: str
    role: str
    text: list[int]
    before: list[list[int]]
    labels: frozenset[str]
    known: tuple[slice, ...]
    spans: tuple[tuple[int, int, int], ...] = ()
    told: bool = False
    held: Floats | None = None


def role_of(line: Mapping[str, Any]) -> Role:
    """Who says it."""
    return "buyer" if line["of"] == "buyers" else "agent"


def said(line: Mapping[str, Any]) -> list[str]:
    """What the other side said right before it."""
    return answered([Turn(each["role"], each["text"]) for each in line.get("history", ())], role_of(line))


class Reading:
    """Turns labelled messages into rows; an ear undoes disguises first."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces, self.ear = pieces, Ear(shipped_lexicon())

    def text(self, line: Mapping[str, Any]) -> Text:
        """One message as the product reads it."""
        before = tuple(self.ear.hear(text).plain for text in said(line))
        return Text(self.ear.hear(line["text"]).plain, line["platform"], role_of(line), before)

    def row(self, line: Mapping[str, Any]) -> Row:
        """One message. Raises KeyError where a field is missing."""
        kind, text = line["of"], self.text(line)
        spans: tuple[tuple[int, int, int], ...] = ()
        if kind == "buyers":
            labels, known = {*line["intent"], *line["risk"], line["emotion"]}, (ASKED, RISKED, FELT)
        elif kind == "promises":
            labels, known = {each["kind"] for each in line["promises"]}, (KINDS,)
            heard = self.ear.hear(line["text"])
            spans = tuple(self._span(heard, each) for each in line["promises"])
        else:
            labels, known = set(line["labels"]), (RULES,)
        before = [self.pieces.of(turn) for turn in text.before]
        own = self.pieces.of(text.plain)
        told = kind == "promises"
        return Row(line["id"], text.platform, text.role, own, before, frozenset(labels), known, spans, told)

    def bare(self, line: Mapping[str, Any]) -> Row:
        """One message of which nothing is known."""
        text = self.text(line)
        before = [self.pieces.of(turn) for turn in text.before]
        return Row(line["id"], text.platform, text.role, self.pieces.of(text.plain), before, frozenset(), ())

    def _span(self, heard: Heard, promise: Mapping[str, Any]) -> tuple[int, int, int]:
        start = heard.text.index(promise["text"])
        start, end = heard.place(start, start + len(promise["text"]))
        first = self._count(heard.plain[:start])
        return PROMISES.index(promise["kind"]), first, first + max(1, self._count(heard.plain[start:end]))

    def _count(self, plain: str) -> int:
        return sum(1 if len(unit) == 1 else len(self.pieces.of(unit)) for unit in UNITS.findall(plain))


@dataclass(frozen=True)
class Batch:
    """Messages that are read in one step; of the last `spare` ones nothing is known, they only fill it up."""

    ids: Numbers
    parts: Numbers
    labels: Floats
    known: Floats
    spans: Floats
    told: Floats
    """Which pieces' kinds of promise are known."""
    rows: list[Row]


def batch(rows: list[Row], pieces: Pieces, width: int, size: int, chance: random.Random | None = None) -> Batch:
    """Put rows of at most so many pieces together.

    Args:
        size: so many messages; there may be fewer rows.
        chance: moves messages to other platforms, and there their labels; None = as they are.
    """
    ids, parts = np.zeros((size, width), np.int32), np.ones((size, width), np.int32)
    ids[len(rows) :, 0], parts[len(rows) :, 0] = 2, 0
    labels, known = np.zeros((size, len(LABELS)), np.float32), np.zeros((size, len(LABELS)), np.float32)
    spans, told = np.zeros((size, width, len(PROMISES)), np.float32), np.zeros((size, width, 1), np.float32)
    for n, row in enumerate(rows):
        platform = moved(row, chance) if chance else row.platform
        framed, own = pieces.framed(row.text, platform, row.role, row.before)
        ids[n, : len(framed)] = framed[:width]
        parts[n, :own] = 0
        if row.held is not None:
            labels[n] = row.held
        for label in row.labels if row.held is None else ():
            labels[n, LABELS.index(label)] = 1
        if platform != row.platform:
            labels[n, BARRED] = 0
        for each in row.known:
            known[n, each] = 1
        if row.told:
            told[n, 1 : own - 1] = 1
            for kind, first, last in row.spans:
                spans[n, first + 1 : min(last + 1, own - 1), kind] = 1
    return Batch(ids, parts, labels, known, spans, told, rows)


def moved(row: Row, chance: random.Random) -> str:
    """The platform of a message, at times another one, on which it would mean the same but for words that are barred on the first.

    What is said elsewhere is not moved to a platform that bars words from it.
    """
    if chance.random() >= ELSEWHERE or row.role == "buyer":
        return row.platform
    return chance.choice([platform for platform in PLATFORMS if platform != "pdd"])


def batches(rows: Iterable[Row], pieces: Pieces, chance: random.Random | None = None) -> Iterator[Batch]:
    """The rows in batches of messages of about one length; by chance in their order, and where each is said."""
    shelves: dict[int, list[Row]] = {width: [] for width in WIDTHS}
    for row in rows:
        size = len(pieces.framed(row.text, row.platform, row.role, row.before)[0])
        shelves[min(width for width in WIDTHS if width >= min(size, WIDTHS[-1]))].append(row)
    plan: list[tuple[int, list[Row]]] = []
    for width, some in shelves.items():
        if chance:
            chance.shuffle(some)
        most = TOGETHER // width
        plan += [(width, some[at : at + most]) for at in range(0, len(some), most)]
    if chance:
        chance.shuffle(plan)
    for width, some in plan:
        yield batch(some, pieces, width, TOGETHER // width, chance)
