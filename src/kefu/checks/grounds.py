"""The clauses that may stand behind a finding, and which of them fits. Pure."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause that may stand behind a finding.

    Attributes:
        penalty: what it costs, with date and status.
        pairs: pairs of neighbouring characters in its words and examples, by which the clause that fits a case is told.
    """

    clause: str
    penalty: str
    pairs: frozenset[str]


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(map(operator.add, text, text[1:]))


def nearest(grounds: Sequence[Ground], found: str, sentence: str) -> Ground:
    """The clause whose words are nearest to the find, then to its sentence; the first where none is nearer."""
    if len(grounds) == 1:
        return grounds[0]
    first, then = pairs(found), pairs(sentence)
    return max(grounds, key=lambda ground: (len(first & ground.pairs), len(then & ground.pairs)))
