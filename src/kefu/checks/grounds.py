"""The clauses that may stand behind a finding, and which of them fits. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kefu.checks.cues import Cue, cues_in
from kefu.rulebook.book import Book
from kefu.rulebook.citation import price
from kefu.rulebook.pack import Rule
from kefu.vocabulary.ids import Platform


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause that may stand behind a finding.

    Attributes:
        penalty: what it costs, with date and status.
        where: the case of a special clause: one of these must stand in what was said. None for a general one.
    """

    clause: str
    penalty: str = ""
    where: tuple[Cue, ...] = ()

    def fits(self, said: Iterable[str]) -> bool:
        """Whether it is a general clause, or what was said names its case."""
        return not self.where or any(cue.pattern.search(text) for text in said for cue in self.where)


def grounds_of(book: Book, conduct: str, platform: Platform, day: date, last: Rule) -> tuple[Ground, ...]:
    """The clauses behind a conduct rule on a day, in the order in which they are cited; `last` where there are none."""
    return tuple(
        Ground(rule.id, price(rule, book.conflicts(rule)), cues_in(rule.where.get(conduct, ())))
        for rule in book.clauses_for(conduct, platform, day) or (last,)
    )


def fitting(grounds: Sequence[Ground], said: Sequence[str]) -> Ground:
    """The first clause that fits what was said; a special one stands before the general one of its folder.

    Args:
        said: the message and what it answers, in plain text.
    """
    return next((ground for ground in grounds if ground.fits(said)), grounds[-1])
