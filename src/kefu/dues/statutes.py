"""What an authority may fine, as a statute states it: read into the same tariffs as a platform's own clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from kefu.dues.consequences import MULTIPLE, Measure
from kefu.rulebook.quantity import Quantity

SERIOUS: Final = "情节严重"
FINE: Final = "administrative_fine"
PERSONS: Final = "persons_fine"
_KINDS: Final = ("fine", "serious")
_SIGNS: Final = ("fine_min", "fine_max", "fine_multiple_min", "fine_multiple_max", "fine_rate_min", "serious_max")


def states_fines(told: Mapping[str, Any]) -> bool:
    """Whether parameters say what an authority may fine, or has fined."""
    if any(_quantity(told.get(name)) is not None for name in _SIGNS):
        return True
    return any(_quantity(case.get("fine")) is not None for case in _maps(told.get("cases"))) or any(
        states_fines(tier) for tier in _maps(told.get("tiers"))
    )


def fines_of(told: Mapping[str, Any]) -> list[tuple[str, tuple[Measure, ...]]]:
    """The fines by degree: '' for any violation, `情节严重` for serious ones; tiers by what was invoiced.

    >>> found = fines_of({"fine_max": "10000 yuan", "serious_min": "10000 yuan", "serious_max": "30000 yuan"})
    >>> [(degree, fines[0].shown()[0]) for degree, fines in found]
    [('', '行政罚款 最高 10000.00 元'), ('情节严重', '行政罚款 10000.00 元 至 30000.00 元')]
    """
    found = []
    for tier in _maps(told.get("tiers")):
        low, high = _quantity(tier.get("invoiced_above")), _quantity(tier.get("invoiced_up_to"))
        bound = f"超过{low.value:f}元" if low is not None else f"{high.value:f}元以下" if high is not None else ""
        found.append((bound, tuple(_fines(tier, "fine"))))
    for kind, degree in zip(_KINDS, ("", SERIOUS), strict=True):
        persons = told.get("persons")
        fines = [*_fines(told, kind)]
        if isinstance(persons, Mapping):
            fines += _range(PERSONS, persons.get(f"{kind}_min"), persons.get(f"{kind}_max"), "")
        if fines:
            found.append((degree, tuple(fines)))
    cases = [each for case in _maps(told.get("cases")) if (each := _quantity(case.get("fine"))) is not None]
    if cases:
        low, high = min(cases, key=lambda each: each.value), max(cases, key=lambda each: each.value)
        found.append(("", (Measure(FINE, low.value, low.unit, high.value, how="past_cases"),)))
    return found


def _fines(told: Mapping[str, Any], kind: str) -> Iterator[Measure]:
    """The fines of one kind: in yuan, in multiples of a gain or a cost, as a share."""
    how = str(told.get(f"{kind}_if") or told.get(f"{kind}_range_if") or "")
    yield from _range(FINE, told.get(f"{kind}_min"), told.get(f"{kind}_max"), how)
    of = str(told.get(f"{kind}_multiple_of") or told.get(f"{kind}_of") or "")
    least = told.get(f"{kind}_multiple_min") or told.get(f"{kind}_rate_min")
    yield from _multiple(least, told.get(f"{kind}_multiple_max"), of or "违法所得")
    yield from _range(FINE, None, told.get(f"{kind}_max_without_gain"), "没有违法所得")
    yield from _range(FINE, None, told.get(f"{kind}_turnover_max"), "上一年营业额")


def _range(name: str, low: object, high: object, how: str) -> Iterator[Measure]:
    least, most = _quantity(low), _quantity(high)
    if least is not None:
        yield Measure(name, least.value, least.unit, None if most is None else most.value, how=how)
    elif most is not None:
        yield Measure(name, None, most.unit, most.value, how=how)


def _multiple(low: object, high: object, of: str) -> Iterator[Measure]:
    """A fine of so many times something; a lower end in percent is told in times too."""
    least, most = _quantity(low), _quantity(high)
    if least is None or most is None:
        return
    times = least.value / Decimal(100) if least.unit == "percent" else least.value
    yield Measure(FINE, times, MULTIPLE, most.value, how=of)


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _quantity(told: object) -> Quantity | None:
    return Quantity.parse(told) if isinstance(told, str) and Quantity.resembles(told) else None
