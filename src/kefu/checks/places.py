"""Where charges stand in what was heard, and what an agent said in short messages before it. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from kefu.checks.excuses import Around
from kefu.checks.law import Charge
from kefu.language.hearing import Heard
from kefu.vocabulary.talk import Turn

SENTENCE_ENDS: Final = "。!?\n"
LINKED: Final = 16
"""A message of at most so many characters may carry on a word begun in the messages before it."""
TAIL: Final = 24
"""So many characters of the agent's messages just before are read with it."""
MOST_PLACES: Final = 500
"""So many places of one cue are looked at in one message."""
FAR: Final = 200
"""A sentence is looked at no further than this before and after a find."""


def told_apart(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """The texts that differ, in their order, and for each text which of them it is: a chat's short ones come again and again."""
    number: dict[str, int] = {}
    which = [number.setdefault(text, len(number)) for text in texts]
    return list(number), which


def said_before(history: Sequence[Turn]) -> str:
    """The end of what an agent said in short messages right before; '' where somebody else spoke last, or at length."""
    before = ""
    for turn in reversed(history):
        if turn.role != "agent" or len(turn.text) > LINKED or len(before) >= TAIL:
            break
        before = turn.text + before
    return before


def across(heard: Heard, start: int, end: int) -> bool:
    """Whether a place lies across the seam of two messages."""
    first, last = heard.span(start, end)
    return first < heard.seam < last


def standing(heard: Heard, charge: Charge, match: re.Match[str], around: Around) -> Iterator[tuple[int, int]]:
    """The places where a charge stands, and nothing in the words or around the message acquits.

    Args:
        match: the first place where its words stand.
    """
    for start, end in sites(heard.plain, charge, match):
        if charge.disguised and not heard.disguised(start, end):
            continue
        if not excused(charge, around, heard.plain[start:end]):
            yield start, end


def excused(charge: Charge, around: Around, found: str) -> bool:
    """Whether what is known around the message excuses a find with these words."""
    return any(excuse.holds(around, found) for excuse in charge.excuses)


def sites(plain: str, charge: Charge, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The places where a charge stands and no words acquit.

    Args:
        match: the first place where its words stand.
    """
    for again in itertools.chain((match,), itertools.islice(charge.find.pattern.finditer(plain), 1, MOST_PLACES)):
        start, end = again.span()
        if start == end:
            continue
        bounds = sentence_of(plain, start, end)
        if not any(clear.holds(plain, start, end, bounds) for clear in charge.clears):
            yield start, end


def sentence_of(plain: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence, or sentences, around a place."""
    first = max(0, start - FAR)
    last = min(len(plain), end + FAR)
    for mark in SENTENCE_ENDS:
        before = plain.rfind(mark, first, start)
        if before >= 0:
            first = before + 1
        after = plain.find(mark, end, last)
        if after >= 0:
            last = after
    return first, last
