"""Which of a shop's own questions a change of the rules opens again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast

from kefu.exams.question import Question
from kefu.rulebook.book import Book
from kefu.rulebook.change import Revision, Turn, between_days
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import Platform

Change = Literal["replaced", "ended", "began", "contradicted", "reworded", "removed"]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A question that a change of the rules opens again.

    Attributes:
        change: what happened to its clause: another took its place, it ended or began, a rule that says otherwise began,
            its words or figures changed, or the book has it no more.
        by: the other rule, '' where there is none.
        fields: what of the clause reads otherwise, for `reworded`.
    """

    question: Question
    change: Change
    by: str = ""
    fields: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As `kefu exam reopened --jsonl` writes it."""
        return {
            "id": self.question.id, "clause": self.question.clause, "change": self.change, "by": self.by,
            "fields": list(self.fields), "question": self.question.question,
        }  # fmt: skip


_TOLD: Final = frozenset(
    {"parameters", "clause", "status", "penalty", "serious", "since", "until", "category", "programme"}
)
"""What of a rule a question may hang on."""


def reopened_between_days(
    asked: Iterable[Question], book: Book, earlier: date, later: date, basis: Evidence = "latest",
    platform: Platform | None = None,
) -> tuple[Reopened, ...]:  # fmt: skip
    """The questions whose clause stands otherwise on a later day, on the question's platform or any of the clause's."""
    turns: dict[Platform, Turn] = {}
    out = []
    for question in asked:
        if question.clause not in book:
            out.append(Reopened(question, "removed"))
            continue
        places = (
            [question.platform or platform] if question.platform or platform else book.get(question.clause).platforms
        )
        for place in cast("Sequence[Platform]", places):
            turn = turns.setdefault(place, between_days(book, earlier, later, place, basis))
            if (found := _turned(question, turn)) is not None:
                out.append(found)
                break
    return tuple(out)


def _turned(question: Question, turn: Turn) -> Reopened | None:
    """What a stretch of days did to the clause of a question."""
    for old, new in turn.replaced:
        if old.id == question.clause:
            return Reopened(question, "replaced", new.id)
        if new.id == question.clause:
            return Reopened(question, "began", old.id)
    if any(rule.id == question.clause for rule in turn.ended):
        return Reopened(question, "ended")
    for rule in turn.began:
        if rule.id == question.clause:
            return Reopened(question, "began")
        if question.clause in rule.conflicts_with:
            return Reopened(question, "contradicted", rule.id)
    return None


def reopened_by_revision(asked: Iterable[Question], revision: Revision) -> tuple[Reopened, ...]:
    """The questions whose clause another edition of the book words otherwise, drops, or contradicts."""
    changed = {id: tuple(edit.field for edit in edits if edit.field in _TOLD) for id, edits in revision.changed}
    removed = {rule.id for rule in revision.removed}
    out = []
    for question in asked:
        rivals = [rule.id for rule in revision.added if question.clause in (*rule.conflicts_with, *rule.replaces)]
        if question.clause in removed:
            out.append(Reopened(question, "removed"))
        elif changed.get(question.clause):
            out.append(Reopened(question, "reworded", fields=changed[question.clause]))
        elif rivals:
            out.append(Reopened(question, "contradicted", rivals[0]))
    return tuple(out)
