"""Cues: what words a message has, in what order and how near, written in a small notation and compiled to bounded patterns.

Nothing repeats without bound and no cue can match in too many ways, so none, a shop's own included, can run away.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kefu.checks.notation import NO_WORDS, Reader
from kefu.language.forms import fold
from kefu.vocabulary.errors import KefuError

MOST_WAYS: Final = 1_000_000
"""In more ways no cue can match at one place."""


@dataclass(frozen=True)
class Cue:
    """A cue that has been read.

    Attributes:
        written: as in the rule file.
        regex: the bounded regular expression.
        runs: sets of words; of each set one must stand in any text that matches.
        shapes: the long numbers, accounts and addresses that must stand in it.
        reach: the most characters that a match can have.
        whole: it speaks of the message from beginning to end.
        ways: in how many ways it can match at one place, at most: so much work it can make there.
        figured: a long number, an account or an address stands in any text that matches.
    """

    written: str
    regex: str
    runs: tuple[frozenset[str], ...]
    shapes: frozenset[str]
    reach: int
    whole: bool
    ways: int
    figured: bool

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first wanted."""
        return re.compile(self.regex)

    @functools.cached_property
    def ending(self) -> re.Pattern[str]:
        """The same at the end of what is searched."""
        return re.compile(self.regex + r"\Z")


_READ: dict[str, Cue] = {}


def learn(cues: Mapping[str, Cue]) -> None:
    """Take over cues that were read before."""
    _READ.update(cues)


def cue(written: str) -> Cue:
    """Read a cue.

    Raises:
        KefuError: the notation is broken; says at which character.
    """
    if written not in _READ:
        _READ[written] = _read(written)
    return _READ[written]


def cues_in(written: str | Iterable[Any]) -> tuple[Cue, ...]:
    """Read a field that holds one cue or a list of them."""
    return tuple(cue(str(each)) for each in ([written] if isinstance(written, str) else written))


def finding(written: str) -> Cue:
    """Read a cue that is to be looked for in any message: by its words, or by a long number, account or address.

    Raises:
        KefuError: the notation is broken, or nothing of that kind stands in every match.
    """
    found = cue(written)
    if not found.runs and not found.figured:
        mend = "add a word that every match has, or write a cue for each way to say it"
        raise KefuError("cue", f"no word stands in every match of the cue {written!r}", "", mend)
    return found


def _read(written: str) -> Cue:
    reader = Reader(written)
    item = reader.sequence(nested=False)
    if item.ways > MOST_WAYS:
        what = f"too many gaps and choices follow each other in the cue {written!r}"
        raise KefuError("cue", what, "", "make its gaps shorter, or write several cues")
    return Cue(
        written,
        item.regex,
        tuple(reader.runs),
        frozenset(reader.shapes),
        item.reach,
        written[:1] == "^" and written[-1:] == "$",
        item.ways,
        item.figured,
    )


def literal(word: str) -> Cue:
    """A cue for a word as it stands, whatever signs it has."""
    plain = fold(word)
    return Cue(word, re.escape(plain), (frozenset([plain]),), NO_WORDS, len(plain), False, 1, False)
