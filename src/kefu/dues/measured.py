"""Whether a figure of the shop keeps to the number of a clause: a rate, a length, a count, a score made of shares."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kefu.dues.bounds import Bound, Weights, bounds_of, in_unit, weights_of
from kefu.dues.outcomes import Foreseen, Outcome
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Bilingual, Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.errors import KefuError

Figure = Decimal | Quantity
"""As it was told: a bare number is in the unit of the clause."""
POINTS: Final = "points"


def measured(book: Book, asked: Asked, clause: str, figures: Mapping[str, Figure]) -> Foreseen:
    """How figures of a shop stand to the numbers of one clause.

    Args:
        clause: the id of a rule that sets a bound, or makes a score of shares.
        figures: by the names that the rule gives them.

    Raises:
        KefuError: nobody knows the rule, it has no such numbers, or a figure cannot be compared with them.
    """
    rule = _rule(book, asked, clause)
    bounds, scores = bounds_of(rule), weights_of(rule)
    names = tuple(dict.fromkeys((*(each.name for each in bounds), *(name for each in scores for name in each.shares))))
    if not names:
        raise KefuError(
            "line", f"{clause} sets no bound", "step.clause", "name a rule with a threshold or with weights"
        )
    for name in figures:
        if name not in names:
            mend = f"it has {', '.join(names)}"
            raise KefuError("line", f"{clause} has no figure of this name", f"step.figures.{name}", mend)
    against = tuple(other.id for other in book.conflicts(rule) if asked.platform in other.platforms)
    standing = book.standing(rule.id, asked.platform, asked.day, asked.basis)
    if not standing.holds:
        return Foreseen((Outcome("figure.lapsed", rules=(rule,), note=standing.why),), against)
    asked_of = [each for each in bounds if each.name in figures or not figures]
    outcomes = [_judged(rule, each, figures.get(each.name)) for each in asked_of]
    outcomes += [_scored(rule, each, figures) for each in scores if not figures or figures.keys() & each.shares.keys()]
    return Foreseen(tuple(outcomes), against)


def _rule(book: Book, asked: Asked, clause: str) -> Rule:
    try:
        rule = book.get(clause)
    except KefuError as error:
        raise KefuError(error.code, error.what, "step.clause", error.mend) from None
    if asked.platform not in rule.platforms:
        raise KefuError("line", f"{clause} is no rule of {asked.platform}", "step.clause", "name one of this platform")
    return rule


def _judged(rule: Rule, bound: Bound, figure: Figure | None) -> Outcome:
    """One figure beside its bound; without a figure what the bound is."""
    zh, en = bound.shown("zh"), bound.shown("en")
    if figure is None:
        return Outcome("figure.bound", rules=(rule,), note=Bilingual(f"{bound.called} {zh}", f"{bound.name} {en}"))
    value = _value(bound.name, figure, bound.quantity.unit)
    told = figure if isinstance(figure, Quantity) else Quantity(figure, bound.quantity.unit)
    met = bound.holds(value)
    note = Bilingual(
        f"{bound.called} {told.shown('zh')}，条款写的是{zh}", f"{bound.name} {told.shown('en')}; the clause says {en}"
    )
    return Outcome("figure.met" if met else "figure.not_met", rules=(rule,), note=note)


def _scored(rule: Rule, weights: Weights, figures: Mapping[str, Figure]) -> Outcome:
    """The score that figures make; without any what its shares are."""
    if not figures:
        parts = " + ".join(f"{share.shown()} × {name}" for name, share in weights.shares.items())
        return Outcome("figure.bound", rules=(rule,), note=Bilingual(parts, parts))
    missing = [name for name in weights.shares if name not in figures]
    if missing:
        raise KefuError("line", "is missing", f"step.figures.{missing[0]}", "give every part of the score")
    values = {name: _value(name, figures[name], POINTS) for name in weights.shares}
    parts = " + ".join(f"{share.shown()} × {values[name]:f}" for name, share in weights.shares.items())
    said = f"{parts} = {weights.score(values).normalize():f}"
    return Outcome("figure.score", rules=(rule,), note=Bilingual(said, said))


def _value(name: str, figure: Figure, unit: str) -> Decimal:
    if not isinstance(figure, Quantity):
        return figure
    try:
        return in_unit(figure, unit)
    except ValueError as error:
        raise KefuError("line", str(error), f"step.figures.{name}", f"write it in {unit}") from None
