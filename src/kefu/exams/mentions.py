"""Where a clause says in words what its parameters say in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from kefu.language.numerals import value as worth
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity

UNITS: Final[dict[str, str]] = {
    "小时": "hours", "个小时": "hours", "天": "days", "日": "days", "个工作日": "days", "分钟": "minutes", "秒": "seconds",
    "个月": "months", "个自然月": "months", "年": "years", "%": "percent", "元": "yuan", "块": "yuan", "分": "points",
    "倍": "times", "次": "times", "个": "items", "项": "items", "件": "items", "条": "messages", "单": "orders",
    "星": "grade", "钻": "grade", "级": "grade", "份": "copies", "周": "weeks", "人": "persons",
}  # fmt: skip
"""How the clauses write the units of `Quantity`."""
_UNIT: Final = "|".join(sorted(UNITS, key=len, reverse=True))
_FIGURES: Final = r"\d+(?:\.\d+)?"
_WORDS: Final = "[一二两三四五六七八九十百半]{1,4}"
NUMBER: Final = re.compile(
    rf"(?<![\d.第A-Za-z])({_FIGURES}|{_WORDS})(\s?)(万?)(\s?)(?:({_UNIT})|(?=\s?[至到～]\s?{_FIGURES}\s?(万?)\s?({_UNIT})))"
)
"""A number and its unit; of a range the first has the unit of the second."""
NAMES: Final = re.compile(
    r"[七7]\s?[天日]无理由\w*|15 天无理由退货|24\s?小时发|[一二三四五六七八九十]种|假一赔十|退一赔[三十]|双\s?11|十八种|"
    r"一[定次句条份张个位]|"
    r"\d+ ?分钟人工回复率|首次 ?\d+ ?秒应答率|\d+ ?小时自主完结率|\d+ ?分钟审核率|\d+ ?分钟回复率|[一二三四五六七八九十]+日?的规定|"
    r"\d{4} 年|\d{1,2} 月|\d+ 月 \d+ 日|第[一二三四五六七八九十]+[次条档]"
)
"""Numbers that belong to a name or a date and are not asked for."""
_TRIVIA: Final = re.compile(
    r"(?:^|\.)(?:articles|chapters|cases|weights|asked_on|approval_took|refunded|served_by_both|want_free_return|year|voucher_valid"
    r"|buy_again_if_easy|example|merchants_touched|signs|avoidable|hit_hardest_below|count|news)(?:\.|$)"
)
"""Numbers of a tale, which no examiner asks for."""
_LENGTHS: Final = {"seconds": 1, "minutes": 60, "hours": 3600}


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a clause that one of its parameters states.

    Attributes:
        path: the names of the parameter, joined by dots; of several the first.
        quantity: what the parameter states.
        start, end: code points of number and unit in `rule.clause.zh`; `unit_at` is where the unit begins.
    """

    path: str
    quantity: Quantity
    start: int
    unit_at: int
    end: int
    written: str
    unit: str

    @property
    def name(self) -> str:
        """The last of its names: `deadline`, `cap`, `points`."""
        return self.path.rpartition(".")[2]


def stated(parameters: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Quantity]]:
    """Every quantity of a rule's parameters with its path."""
    for name, told in parameters.items():
        yield from _stated(told, f"{above}{name}")


def _stated(told: Any, path: str) -> Iterator[tuple[str, Quantity]]:
    if isinstance(told, str) and Quantity.resembles(told):
        try:
            yield path, Quantity.parse(told)
        except ValueError:
            return
    elif isinstance(told, Mapping):
        yield from stated(told, f"{path}.")
    elif isinstance(told, (list, tuple)):
        for n, each in enumerate(told):
            yield from _stated(each, f"{path}.{n}")


def mentions(rule: Rule) -> tuple[Mention, ...]:
    """The numbers of a clause that its parameters state, each said once in it, in the order of the text."""
    text = rule.clause.zh
    quantities = list(stated(rule.parameters))
    names = [found.span() for found in NAMES.finditer(text)]
    found: list[Mention] = []
    values: list[tuple[Decimal, str]] = []
    for match in NUMBER.finditer(text):
        said = _said(match)
        if said is None or any(a <= match.start() < b for a, b in names):
            continue
        values.append(said)
        path = next((path for path, quantity in quantities if _same(quantity, *said)), None)
        if path is None:
            continue
        quantity = Quantity(said[0], said[1])
        unit = match[5] or ""
        end = match.end()
        found.append(Mention(path, quantity, match.start(), match.start(5) if unit else end, end, match[1], unit))
    told = [worth(number) for number in re.findall(rf"{_FIGURES}|[一二两三四五六七八九十百]+", text)]
    return tuple(
        each
        for each in found
        if values.count((each.quantity.value, each.quantity.unit)) == 1
        and told.count(worth(each.written)) <= 1
        and not _TRIVIA.search(each.path)
    )


def _said(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Value and unit of a number in a clause."""
    number = Decimal("0.5") if match[1] == "半" else worth(match[1])
    if number is None:
        return None
    unit = UNITS[match[5] or match[7]]
    if match[3] or (not match[5] and match[6]):
        number *= 10_000
    if unit == "weeks":
        return number * 7, "days"
    return number, unit


def _same(quantity: Quantity, number: Decimal, unit: str) -> bool:
    """Whether a parameter states what the clause says."""
    if quantity.unit in _LENGTHS and unit in _LENGTHS:
        return quantity.value * _LENGTHS[quantity.unit] == number * _LENGTHS[unit]
    alike = quantity.unit == unit or {quantity.unit, unit} <= {
        "items",
        "times",
        "messages",
        "copies",
        "acts",
        "persons",
    }
    return alike and quantity.value == number


def in_words(number: Decimal) -> str:
    """A whole number below a hundred in Chinese words.

    >>> in_words(Decimal(15)), in_words(Decimal(2)), in_words(Decimal(60))
    ('十五', '两', '六十')
    """
    figures = "零一二三四五六七八九"
    tens, ones = divmod(int(number), 10)
    if not tens:
        return "两" if ones == 2 else figures[ones]
    return ("" if tens == 1 else figures[tens]) + "十" + (figures[ones] if ones else "")


def written_like(quantity: Quantity, like: Mention) -> str | None:
    """Another number as the clause writes its own; None where it cannot be written so.

    Numbers in words stay words, sums of 万 stay so where they are whole.
    """
    number = quantity.value
    if like.written[0] in "一二两三四五六七八九十半":
        if number != number.to_integral_value() or not 1 <= number < 100:
            return None
        return in_words(number)
    if quantity.unit == "yuan" and number >= 10_000:
        return (
            f"{number / 10_000:f}".rstrip("0").rstrip(".") + " 万"
            if "." in f"{number / 10_000:f}"
            else f"{number / 10_000:f} 万"
        )
    return f"{number:f}"


def replaced(rule: Rule, mention: Mention, number: str) -> str:
    """The clause with another number in the place of its own."""
    text = rule.clause.zh
    unit = text[mention.unit_at : mention.end]
    gap = " " if number[-1].isdigit() and unit and unit != "%" else ""
    return f"{text[: mention.start]}{number}{gap}{unit}{text[mention.end :]}"
