"""What a clause costs: the parameters of a rule, read once into tariffs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.dues.consequences import DAY, Measure, is_measure, measures_of
from kefu.dues.statutes import fines_of, states_fines
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity

NOTHING: Final = Decimal(0)
EACH: Final = frozenset(("each", "order", "case", "item"))
"""Values of `per` with which a tariff is multiplied by the acts that a finding covers."""
PER: Final = EACH | {"finding"}
_DASHES: Final = str.maketrans(dict.fromkeys("－–—―−‐‑﹣", "-"))


class Raised(msgspec.Struct, frozen=True):
    """Findings of a lesser degree that together count as this one: from the `times`-th finding of `degree` on."""

    degree: str
    times: int


class Cap(msgspec.Struct, frozen=True):
    """No more than `points` by one clause within `window`."""

    points: Decimal
    window: timedelta


class Tariff(msgspec.Struct, frozen=True):
    """What one finding costs in one case of a clause.

    Attributes:
        points: deducted; `upper` is the upper end where the rule states a range.
        ledger: the ledger that the rule names; '' where it names none.
        degree: of the finding, as the rule writes it; '' = whatever the degree.
        also: other words for the degree, read as `plain_words` reads them.
        plain: the tariff of a finding whose degree nobody gave.
        each: multiplied by the acts that a finding covers.
        counts: `term` or `degree`: of which findings `first` to `last` count; '' = it does not matter which it is.
        acts_from, acts_below: how many acts a finding must cover.
        yearly: findings are counted within a calendar year.
    """

    rule: Rule
    points: Decimal
    severe: bool = False
    ledger: str = ""
    degree: str = ""
    also: tuple[str, ...] = ()
    plain: bool = False
    each: bool = False
    counts: str = ""
    first: int = 1
    last: int | None = None
    acts_from: int = 0
    acts_below: int | None = None
    yearly: bool = False
    upper: Decimal | None = None
    cap: Cap | None = None
    raised: Raised | None = None
    measures: tuple[Measure, ...] = ()

    @property
    def graded(self) -> bool:
        """Whether the number of acts decides."""
        return bool(self.acts_from) or self.acts_below is not None

    @property
    def weight(self) -> tuple[Any, ...]:
        """How heavy it is; the heavier compares greater."""
        sums = sum((each.value or NOTHING for each in self.measures if each.is_sum), NOTHING)
        lengths = [each.length or timedelta() for each in self.measures]
        expelled = any(each.name == "expelled" and not each.how for each in self.measures)
        return self.points, self.severe, expelled, sums, max(lengths, default=timedelta()), len(self.measures)

    def meets(self, nth: int, acts: int) -> bool:
        """Whether it is for the nth finding, which covers so many acts."""
        return (
            nth >= self.first
            and (self.last is None or nth <= self.last)
            and acts >= self.acts_from
            and (self.acts_below is None or acts < self.acts_below)
        )


def plain_words(told: str) -> str:
    """A term or a degree in one form, so that widths, spaces and kinds of dashes do not matter; 情节 is said or not.

    >>> plain_words(" 情节严重 "), plain_words("广告信息－商品")
    ('严重', '广告信息-商品')
    """
    text = "".join(unicodedata.normalize("NFKC", told.translate(_DASHES)).split()).strip("。,，")
    short = text.removeprefix("情节")
    return short or text


def names_of(rule: Rule) -> tuple[str, ...]:
    """The terms under which a rule is found, the first its own; none where it has none. Platforms' terms lead to platforms' clauses:
    a statute is found by its id."""
    if is_statute(rule):
        return ()
    told = rule.parameters
    terms = [told.get("term"), *_listed(told.get("term_also")), *_listed(told.get("terms"))]
    return tuple(dict.fromkeys(term for term in terms if isinstance(term, str)))


def is_tariff(rule: Rule) -> bool:
    """Whether a rule states what a violation costs its shop, in points or in measures."""
    told = rule.parameters
    if rule.kind == "ladder":
        return False
    if rule.kind == "points" or ("points" in told and isinstance(told["points"], str)):
        return True
    if is_statute(rule):
        return True
    if not names_of(rule):
        return False
    if rule.kind == "compensation":
        return isinstance(told.get("degree"), str) and isinstance(told.get("amount"), str)
    degrees = [each for each in _listed(told.get("degrees")) if isinstance(each, Mapping)]
    return isinstance(told.get("measures"), Mapping) or any(is_measure(key) for each in degrees for key in each)


def is_statute(rule: Rule) -> bool:
    """Whether it is a law by which an authority fines."""
    return rule.folder == "law" and states_fines(rule.parameters)


def tariffs_of(rule: Rule) -> tuple[Tariff, ...]:
    """The tariffs that a rule states.

    Raises:
        ValueError: its parameters have a shape that nobody has taught us; it says which.
    """
    if is_statute(rule):
        return tuple(
            Tariff(rule, NOTHING, degree=degree, plain=not degree, measures=fines)
            for degree, fines in fines_of(rule.parameters)
        )
    return tuple(_tariffs(rule, rule.parameters))


def _tariffs(rule: Rule, told: Mapping[str, Any]) -> Iterator[Tariff]:
    for key in ("steps", "tiers", "degrees"):
        cases = told.get(key)
        if isinstance(cases, list) and all(isinstance(case, Mapping) for case in cases):
            for case in cases:
                yield _tariff(rule, {**_shared(told), **case}, measures_of({**case}))
            return
    measures = told.get("measures")
    besides = {key: value for key, value in told.items() if key == "compensation"}
    if rule.kind == "compensation":
        besides = {"compensation": {"sum": told.get("amount"), "to": "buyer"}}
    own = {**measures, **besides} if isinstance(measures, Mapping) else besides
    yield _tariff(rule, told, measures_of(own))


def _shared(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: told[key] for key in ("class", "ledger", "per", "counted_over", "counter", "cap") if key in told}


def _tariff(rule: Rule, told: Mapping[str, Any], measures: tuple[Measure, ...]) -> Tariff:
    points = told.get("points")
    per = told.get("per", "finding")
    if per not in PER:
        raise ValueError(f"`per: {per}` is not known")
    upper = told.get("range_to")
    return Tariff(
        rule,
        _number(points, "points") if isinstance(points, str) else NOTHING,
        told.get("class") == "severe", str(told.get("ledger", "")), str(told.get("degree", "")),
        _also(rule, told), told.get("plain") is True, per in EACH,
        yearly=told.get("counted_over") == "calendar_year",
        upper=_number(upper, "points") if isinstance(upper, str) else None,
        cap=_cap(told), measures=measures, **_counted(told),
    )  # fmt: skip


def _also(rule: Rule, told: Mapping[str, Any]) -> tuple[str, ...]:
    """Other words for the degree; where it is one of some goods alone, also the names of these."""
    words = list(_listed(told.get("degree_also")))
    if told.get("degree"):
        goods = told.get("goods")
        words += [*rule.category, *(_flat(goods) if isinstance(goods, Mapping) else ())]
    return tuple(dict.fromkeys(plain_words(str(word)) for word in words))


def _flat(goods: Mapping[str, Any]) -> Iterator[str]:
    for group, members in goods.items():
        yield group
        yield from map(str, _listed(members))


def _counted(told: Mapping[str, Any]) -> dict[str, Any]:
    """The counter of a tariff: which finding it is for, of how many acts, or which lesser findings lead to it."""
    if isinstance(nth := told.get("nth"), str):
        times = int(_number(nth, "times"))
        return {"counts": "term", "first": times, "last": None if told.get("and_later") is True else times}
    found: dict[str, Any] = {}
    lesser = told.get("serious_findings")
    if isinstance(lesser, Mapping):
        found["raised"] = Raised(plain_words(str(lesser["degree"])), int(_number(lesser["from"], "times")))
    counter = told.get("counter")
    if counter is None:
        return found
    if not isinstance(counter, Mapping) or "of" not in counter:
        raise ValueError("`counter` does not say of what")
    if counter["of"] not in ("term", "degree"):
        if "by" not in counter:  # who did it stands in no list of findings
            found["raised"] = Raised(plain_words(str(counter["of"])), int(_number(counter["from"], "times")))
        return found
    found |= {"counts": counter["of"], "first": int(_number(counter["from"], "times"))}
    for key, name, unit in (
        ("to", "last", "times"),
        ("acts_from", "acts_from", "acts"),
        ("acts_below", "acts_below", "acts"),
    ):
        if key in counter:
            found[name] = int(_number(counter[key], unit))
    return found


def _cap(told: Mapping[str, Any]) -> Cap | None:
    cap = told.get("cap")
    if isinstance(cap, Mapping):
        return Cap(_number(cap["points"], "points"), DAY * float(_number(cap["window"], "days")))
    if isinstance(cap, str) and "cap_window" in told:
        return Cap(_number(cap, "points"), DAY * float(_number(told["cap_window"], "days")))
    return None


def _number(told: object, unit: str) -> Decimal:
    quantity = Quantity.parse(str(told))
    if quantity.unit != unit:
        raise ValueError(f"`{told}` is not a number of {unit}")
    return quantity.value


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
