"""Numbers that clauses set as bounds or weights, and whether a figure of the shop keeps within them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from kefu.dues.consequences import is_measure
from kefu.rulebook.deadline import LENGTHS
from kefu.rulebook.figures import called
from kefu.rulebook.pack import Kind, Rule
from kefu.rulebook.quantity import Quantity

Word = Literal["at_least", "at_most", "above", "below"]
WORDS: Final[dict[Word, tuple[str, str]]] = {
    "at_least": ("不低于", "at least"),
    "at_most": ("不超过", "at most"),
    "above": ("超过", "more than"),
    "below": ("低于", "less than"),
}
ENDINGS: Final[dict[str, Word]] = {
    "_min": "at_least", "_max": "at_most", "_within": "at_most", "_below": "below", "_under": "below", "_after": "above",
}  # fmt: skip
BEGINNINGS: Final[dict[str, Word]] = {"min_": "at_least", "max_": "at_most", "over_": "above"}
ENDS: Final[dict[str, Word]] = {
    "at_least": "at_least", "at_most": "at_most", "above": "above", "below": "below", "from": "at_least", "to": "at_most",
}  # fmt: skip
KINDS: Final[frozenset[Kind]] = frozenset(("metric", "reference", "playbook", "promise", "conduct", "compensation"))
"""Kinds of rules whose bounds are asked for; those of the others belong to clocks and points. Of rules on sums only what begins
with `over_`: the rest are tiers."""
VALUE: Final = "value"
"""What the one figure of a clause is called that has a single threshold."""
_FINES: Final = ("fine", "serious")


class Bound(msgspec.Struct, frozen=True):
    """What a clause says that a figure must be, or from where on it applies. `called`: the figure in Chinese."""

    name: str
    word: Word
    quantity: Quantity
    called: str = ""

    def holds(self, figure: Decimal) -> bool:
        """Whether a figure, in the unit of the bound, is so."""
        bound = self.quantity.value
        match self.word:
            case "at_least":
                return figure >= bound
            case "at_most":
                return figure <= bound
            case "above":
                return figure > bound
            case "below":
                return figure < bound

    def shown(self, language: str = "zh") -> str:
        """As a reader is told it.

        >>> Bound("first_30s", "at_least", Quantity.parse("80 percent")).shown()
        '不低于 80%'
        """
        zh, en = WORDS[self.word]
        return f"{zh if language == 'zh' else en} {self.quantity.shown(language)}"


class Weights(msgspec.Struct, frozen=True):
    """Shares of which a score is made, by the name of the figure."""

    name: str
    shares: Mapping[str, Quantity]

    def score(self, figures: Mapping[str, Decimal]) -> Decimal:
        """What figures come to together."""
        return sum((share.value / 100 * figures[name] for name, share in self.shares.items()), Decimal(0))


def bounds_of(rule: Rule) -> tuple[Bound, ...]:
    """The bounds that a rule sets; none where it is of a kind whose numbers other judges read."""
    if rule.kind not in KINDS:
        return ()
    term = str(rule.parameters.get("term", ""))
    found = tuple(dict.fromkeys(_bounds(rule.parameters, term)))
    return tuple(each for each in found if rule.kind != "compensation" or each.word == "above")


def weights_of(rule: Rule) -> tuple[Weights, ...]:
    """The scores that a rule makes of shares."""
    found = []
    for name, told in rule.parameters.items():
        if isinstance(told, Mapping) and name.endswith("weights"):
            shares = {part: share for part, value in told.items() if (share := _quantity(value)) is not None}
            found.append(Weights(name, shares))
    return tuple(found)


def in_unit(told: Quantity, unit: str) -> Decimal:
    """A figure in the unit of a bound: 200 seconds are 3.33… minutes.

    Raises:
        ValueError: the one cannot be told in the other.
    """
    if told.unit == unit:
        return told.value
    if told.unit in LENGTHS and unit in LENGTHS:
        return told.value * (LENGTHS[told.unit] // LENGTHS["seconds"]) / (LENGTHS[unit] // LENGTHS["seconds"])
    if (told.unit, unit) == ("years", "months"):
        return told.value * 12
    if (told.unit, unit) == ("months", "years"):
        return told.value / 12
    raise ValueError(f"{told} cannot be told in {unit}")


def _bounds(told: Mapping[str, Any], term: str, name: str = "") -> Iterator[Bound]:
    for key, value in told.items():
        for inner in value if isinstance(value, list) else (value,):
            if isinstance(inner, Mapping) and key not in ("tiers", "cases", "reasons"):
                yield from _bounds(inner, term, key)
        quantity = _quantity(value)
        if quantity is not None and (found := _bound(told, key, name)) is not None:
            zh = term if found[0] == VALUE else called((name if key in ENDS else key,))
            yield Bound(*found, quantity, zh or found[0])


def _bound(told: Mapping[str, Any], key: str, name: str) -> tuple[str, Word] | None:
    """What a number is a bound of, and which way it binds; None where it is none."""
    if key == "threshold":
        word = ENDS.get(str(told.get("passes_if")))
        return None if word is None else (VALUE, word)
    if key in ENDS:
        return (name, ENDS[key]) if name else None
    if key.startswith(_FINES) or is_measure(key):
        return None
    for ending, word in ENDINGS.items():
        if key.endswith(ending) and key != ending:
            return key.removesuffix(ending), word
    for beginning, word in BEGINNINGS.items():
        if key.startswith(beginning):
            return key.removeprefix(beginning), word
    return None


def _quantity(told: object) -> Quantity | None:
    return Quantity.parse(told) if isinstance(told, str) and Quantity.resembles(told) else None
