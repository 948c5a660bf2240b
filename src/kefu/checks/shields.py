"""The words that a shop allows, and the finds that touch them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kefu.language.forms import fold


@dataclass(frozen=True, slots=True)
class Shield:
    """Words that a shop allows: a find that touches one of them is none.

    Attributes:
        reasons: why each word, folded, is allowed.
        outside: the other way round, a find that touches none of them is none.
    """

    words: re.Pattern[str]
    reasons: Mapping[str, str]
    outside: bool = False

    @classmethod
    def of(cls, allowed: Mapping[str, str]) -> Shield:
        """A shield of these words as they stand, each with its reason."""
        reasons = {fold(word): reason for word, reason in allowed.items()}
        return cls(re.compile("|".join(map(re.escape, reasons))), reasons)

    def holds(self, plain: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
        """Whether one of the words covers part of the find; of those outside, whether none does."""
        return (self.touched(plain, start, end, bounds) is None) == self.outside

    def touched(self, plain: str, start: int, end: int, bounds: tuple[int, int]) -> str | None:
        """The first word that covers part of the find, None where none does."""
        found = self.words.finditer(plain, *bounds)
        return next((match.group() for match in found if match.start() < end and start < match.end()), None)
