"""What is done to a shop: measures as rules state them, and as they fall on a day."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.money import to_fen
from kefu.vocabulary.shipped import shipped_data

DAY: Final = timedelta(days=1)
MULTIPLE: Final = "multiple"
_HOURS: Final = 24
_RANGE: Final = ("_min", "_max")
_UNTOLD: Final = "deposit_forfeited"
"""What costs as much as the shop once paid in, which no rule knows."""
_HOW: Final[dict[str, tuple[str, str]]] = {
    "all": ("全部", "all of it"),
    "buyer": ("", ""),
    "possible": ("可能", "possibly"),
    "permanently": ("永久", "permanently"),
    "bad_cases": ("情节恶劣的", "in bad cases"),
    "serious_cases": ("情节严重的", "in serious cases"),
    "newer_texts": ("较新的文本另加", "added by newer texts"),
    "general, severe": ("一般或严重违规分，分值未载明", "general or severe, how many is not stated"),
    "past_cases": ("已有案例", "cases so far"),
    "广告费用": ("按广告费用", "of what the advertisement cost"),
    "广告费用无法计算": ("广告费用无法计算的", "where that cost cannot be told"),
    "违法所得": ("按违法所得", "of the unlawful gain"),
    "没有违法所得": ("没有违法所得的", "where there is no gain"),
    "货值金额": ("按货值金额", "of the value of the goods"),
    "上一年营业额": ("按上一年营业额", "of the turnover of the year before"),
    "拒不改正": ("拒不改正的", "where it is not put right"),
}
"""Words behind a measure, in Chinese and English."""


class Measure(msgspec.Struct, frozen=True):
    """One measure as a rule states it.

    Attributes:
        name: as in the parameters: `marketing_ban`, `sum`.
        value, unit: how much: 7 days, 20000 yuan, 50 percent; None and '' where it is done or not. The unit `multiple` is so many
            times what `how` names.
        upper: the upper end, where the rule states a range; `value` is the lower, None where it states no lower one.
        days: how long, where `value` is not a length.
        how: a word that stands with it: `possible`, `all`.
    """

    name: str
    value: Decimal | None = None
    unit: str = ""
    upper: Decimal | None = None
    days: Decimal | None = None
    how: str = ""

    @property
    def length(self) -> timedelta | None:
        """How long it runs; None where the rule sets no end."""
        if self.unit == "days" and self.value is not None:
            return DAY * float(self.value)
        if self.unit == "hours" and self.value is not None:
            return DAY / _HOURS * float(self.value)
        return None if self.days is None else DAY * float(self.days)

    @property
    def is_sum(self) -> bool:
        """Whether it is money."""
        return self.unit == "yuan"

    @property
    def is_untold(self) -> bool:
        """Whether it costs money for certain, and nobody says how much."""
        return self.name == _UNTOLD and self.value is None and self.how != "possible"

    def shown(self, times: int = 1) -> tuple[str, str]:
        """As a reader is told it, in Chinese and English.

        Args:
            times: how often a sum falls due.

        >>> Measure("marketing_ban", Decimal(7), "days").shown()
        ('限制参加营销活动 7 天', 'barred from marketing events 7 days')
        """
        zh, en = measure_names(self.name)
        ends = [self._amount(each, times) for each in (self.value, self.upper) if each is not None]
        if ends:
            most_zh, most_en = ("最高 ", "up to ") if self.value is None else ("", "")
            zh = f"{zh} {most_zh}{' 至 '.join(each for each, _ in ends)}"
            en = f"{en} {most_en}{' to '.join(each for _, each in ends)}"
        if self.days is not None:
            zh, en = f"{zh}，{self.days:f} 天", f"{en} for {self.days:f} days"
        if self.how:
            how_zh, how_en = _HOW.get(self.how, (self.how, self.how))
            zh, en = (f"{zh}（{how_zh}）", f"{en} ({how_en})") if how_zh else (zh, en)
        return zh, en

    def _amount(self, value: Decimal, times: int) -> tuple[str, str]:
        """How much, in Chinese and English."""
        if self.unit == MULTIPLE:
            return f"{value:f} 倍", f"{value:f} times"
        amount = Quantity(to_fen(value * times) if self.is_sum else value, self.unit)
        return amount.shown("zh"), amount.shown("en")


@functools.cache
def _names() -> Mapping[str, tuple[str, str]]:
    told: Mapping[str, list[str]] = shipped_data("kefu.dues", "measures.yaml")
    return {name: (zh, en) for name, (zh, en) in told.items()}


def is_measure(name: str) -> bool:
    """Whether a parameter of this name is something that is done to a shop."""
    return name.removesuffix("_min").removesuffix("_max") in _names()


def measure_names(name: str) -> tuple[str, str]:
    """What a measure is called in Chinese and English."""
    return _names().get(name) or (name, name.replace("_", " "))


def measures_of(told: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures in a map of parameters. What is no measure is left alone, and what is not done (`false`) left out.

    >>> [each.shown()[0] for each in measures_of({"expelled": True, "fine": "500 yuan", "class": "severe"})]
    ['清退', '违约金 500.00 元']
    """
    return tuple(_measures(told))


def _measures(told: Mapping[str, Any]) -> Iterator[Measure]:
    days = _quantity(told.get("for"))
    for name, value in told.items():
        if not is_measure(name) or value is False or name.endswith(_RANGE[1]):
            continue
        if name.endswith(_RANGE[0]):
            base = name.removesuffix(_RANGE[0])
            low, high = _quantity(value), _quantity(told.get(base + _RANGE[1]))
            if low is not None:
                yield Measure(base, low.value, low.unit, high.value if high else None)
        elif isinstance(value, Mapping):
            amount = _quantity(value.get("sum"))
            if amount is not None:
                yield Measure(name, amount.value, amount.unit, how=str(value.get("to", "")))
        elif (amount := _quantity(value)) is not None:
            if amount.unit == "points":
                continue
            lasting = days.value if days is not None and amount.unit == "percent" else None
            yield Measure(name, amount.value, amount.unit, days=lasting)
        elif isinstance(value, list):
            yield Measure(name, how=", ".join(map(str, value)))
        else:
            yield Measure(name, how="" if value is True else str(value))


def _quantity(told: object) -> Quantity | None:
    return Quantity.parse(told) if isinstance(told, str) and Quantity.resembles(told) else None


class Consequence(msgspec.Struct, frozen=True):
    """One measure, fallen on a shop.

    Attributes:
        at: aware instant in Asia/Shanghai from which it runs.
        clause: the id of the rule that states it.
        node: the node that it belongs to, `severe:24`; '' where a violation brings it by itself.
        of: the term of the violation that brought it.
        times: how often a sum falls due, where a clause counts each act.
    """

    measure: Measure
    at: datetime
    clause: str
    node: str
    of: str
    times: int = 1

    def told(self) -> dict[str, Any]:
        """As other programs read it: `measure`, its words, how much, from when until when, by which clause."""
        measure = self.measure
        zh, en = measure.shown(self.times)
        said: dict[str, Any] = {"measure": measure.name, "zh": zh, "en": en, "from": self.at.isoformat()}
        length = measure.length
        if length is not None:
            said["days"] = number(Decimal(str(length / DAY)))
            said["until"] = until(self.at, length)
        if measure.value is not None and measure.unit not in ("days", "hours"):
            if measure.is_sum:
                said["sum"], said["currency"] = str(to_fen(measure.value * self.times)), "CNY"
            else:
                said[measure.unit] = number(measure.value)
        if measure.upper is not None:
            said["up_to"] = number(measure.upper)
            if measure.value is None:
                said["unit"] = measure.unit
        if measure.how:
            said["how"] = measure.how
        said["clause"], said["violation"] = self.clause, self.of
        if self.node:
            said["node"] = self.node
        return said


def until(start: datetime, length: timedelta) -> str | None:
    """When a measure ends, in ISO 8601; None where that lies beyond the calendar."""
    try:
        return (start + length).isoformat()
    except OverflowError:
        return None


def number(value: Decimal) -> int | float:
    """A number as JSON has it: whole where it is whole.

    >>> number(Decimal("6")), number(Decimal("0.5"))
    (6, 0.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)
