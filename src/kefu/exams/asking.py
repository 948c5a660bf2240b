"""Single choices on a number that a rule states: the wrong options are the numbers that people confuse with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kefu.exams.lookalikes import Lookalike, Numbers, shown
from kefu.exams.question import Difficulty, Draft
from kefu.exams.quoting import chosen, ended, hedged, plain_title
from kefu.exams.wording import wording
from kefu.rulebook.names import FOLDER_NAMES
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS

_CLASSES: Final = {"general": "一般违规", "severe": "严重违规"}
_ORDINALS: Final = "零一二三四五六七八九"
_LEAST: Final = 3
_MOST: Final = 10
"""Wrong numbers from which a paper takes three, so that the right one has no usual place among them."""


def asking(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    """The choices that a rule's numbers make."""
    if rule.status == "disputed" or rule.id in wording()["unquoted"]:
        return []
    drafts = [
        *_deadline(rule, numbers, holding),
        *_sum(rule, numbers, holding),
        *_points(rule, numbers, holding),
        *_node(rule, holding),
        *_hours(rule),
        *_threshold(rule, numbers, holding),
        *_fine(rule, numbers, holding),
    ]
    return [each for each in drafts if len(each.wrong) >= _LEAST]


def where(rule: Rule) -> str:
    """The platform of a clause, or the law."""
    return PLATFORM_NAMES[rule.folder][0] if rule.folder in PLATFORMS else FOLDER_NAMES[rule.folder][0]


def scope(parameters: Mapping[str, Any], rule: Rule) -> str | None:
    """The case that a rule names, as a question begins; None where it cannot be said in a few words."""
    parts = []
    if rule.programme:
        parts.append(f"加入“{'、'.join(rule.programme)}”的商家，")
    if len(rule.category) == 1 and not isinstance(parameters.get("goods"), list):
        goods = rule.category[0]
        parts.append(f"{goods}，" if goods.endswith("商品") else f"{goods}类商品，")
    told = parameters.get("when") or {}
    if not isinstance(told, Mapping):
        return None
    when = dict(told)
    if "state" in parameters:
        when["state"] = parameters["state"]
    for name, told in when.items():
        words = wording()["scopes"].get(f"{name}.{told}")
        if words is None:
            return None
        parts.append(words)
    if isinstance(parameters.get("goods"), list):
        parts.append(f"{'、'.join(each.removesuffix('类目') for each in parameters['goods'][:3])}等类目，")
    return "".join(parts)


def _single(
    rule: Rule, facet: str, text: str, right: Quantity, wrong: Sequence[Lookalike], level: Difficulty = "medium"
) -> Draft:
    """A number, and numbers that are taken for it."""
    likely = list(wrong[:_MOST])
    said = likely[0].told if likely else ""
    confusion = likely[0].kind if likely else "near"
    return Draft(
        rule, facet, confusion, "single", level, ended(_begun(rule, text)), right=(shown(right, facet),),
        wrong=tuple(shown(each.quantity, facet) for each in likely), note=said, ordered=True,
    )  # fmt: skip


def _begun(rule: Rule, text: str) -> str:
    """A question that says of which platform or law it speaks."""
    if where(rule) in text or "《" in text:
        return text
    if rule.folder == "law":
        return f"依照《{plain_title(rule)}》，{text}"
    return f"在{where(rule)}，{text}" if rule.folder in PLATFORMS else text


def _quantity(parameters: Mapping[str, Any], name: str) -> Quantity | None:
    told = parameters.get(name)
    if not isinstance(told, str) or not Quantity.resembles(told):
        return None
    return Quantity.parse(told)


def _deadline(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    told = rule.parameters
    ways = wording()["deadlines"].get(told.get("clock"))
    right, case = _quantity(told, "deadline"), scope(told, rule)
    starts = wording()["starts"].get(told.get("starts"))
    if not ways or right is None or not right.value or case is None or starts is None or told.get("campaign"):
        return []
    way = ways[chosen(rule, len(ways))]
    text = way.format(scope=case, starts=starts, platform=where(rule), term=told.get("term", ""))
    return [_single(rule, "deadline", text, right, numbers.like(rule, "deadline", right, holding))]


def _sum(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    told, drafts = rule.parameters, []
    case = scope({name: value for name, value in told.items() if name != "goods"}, rule)
    for name in ("cap", "rate", "multiple", "amount", "min", "sum", "deposit_cap"):
        ways = wording()["sums"].get(f"{told.get('matter')}.{name}")
        right = _quantity(told, name)
        if not ways or right is None or not right.value or case is None or hedged(rule, right):
            continue
        way = ways[chosen(rule, len(ways))]
        words = {"term": told.get("term", ""), "degree": told.get("degree", ""), "scope": case, "platform": where(rule)}
        level: Difficulty = "easy" if name == "multiple" else "medium"
        drafts.append(_single(rule, name, way.format(**words), right, numbers.like(rule, name, right, holding), level))
    return drafts


_TIMES: Final = {"1-1": "首次", "1-2": "第一次或第二次", "2-3": "第二次或第三次", "1-4": "前四次"}


def violation(rule: Rule) -> str:
    """What was done, as one says it: `第三次发生“虚假交易”且违规不足 96 次`."""
    if rule.id in wording()["violations"]:
        return str(wording()["violations"][rule.id])
    told = rule.parameters
    counter = told.get("counter") or {}
    first, last = _quantity(counter, "from"), _quantity(counter, "to")
    times, acts = "", ""
    if first is not None:
        one, two = int(first.value), None if last is None else int(last.value)
        to = "" if two is None or two == one else f"至第{_ORDINALS[two]}"
        usual = f"第{_ORDINALS[one]}{to}次{'及以后' if two is None else ''}"
        times = _TIMES.get(f"{one}-{two}", usual)
    for name, words in (("acts_below", "且违规不足 {n} 次"), ("acts_from", "且违规达到 {n} 次")):
        if (number := _quantity(counter, name)) is not None:
            acts = words.format(n=number.value)
    degree = str(told.get("degree", ""))
    before, behind = (f"{degree}的", "") if degree.startswith("情节") else ("", f"（{degree}）" if degree else "")
    return f"{times}发生{before}“{told['term']}”{behind}{acts}"


def _points(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    told = rule.parameters
    right = _quantity(told, "points")
    if rule.kind != "points" or right is None or not right.value or "term" not in told or "range_to" in told:
        return []
    if rule.topic in ("reply", "message"):
        return []
    each = re.search("每[次件笔单]", rule.clause.zh)
    ways = wording()["points"]
    text = ways[chosen(rule, len(ways))].format(
        platform=where(rule), act=violation(rule), per=each[0] if each else "一次"
    )
    level: Difficulty = "hard" if "counter" in told else "medium"
    return [_single(rule, "points", text, right, numbers.like(rule, "points", right, holding), level)]


def _node(rule: Rule, holding: Sequence[Rule]) -> list[Draft]:
    """What a number of points leads to; the wrong options are what the other nodes lead to."""
    told = rule.parameters
    right = _quantity(told, "node")
    if rule.kind != "ladder" or right is None or rule.penalty is None or right.unit != "points":
        return []
    if "疑" in rule.penalty.zh:
        return []
    others = [
        other
        for other in holding
        if other.kind == "ladder" and other.folder == rule.folder and other.penalty and other.id != rule.id
        and (node := _quantity(other.parameters, "node")) is not None and node.unit == right.unit
        and re.findall(r"\d+", other.penalty.zh) != re.findall(r"\d+", rule.penalty.zh)
    ]  # fmt: skip
    others.sort(key=lambda other: (other.parameters.get("class") != told.get("class"), other.id))
    ways = wording()["nodes"]
    text = ways[chosen(rule, len(ways))].format(
        platform=where(rule), **{"class": _CLASSES.get(str(told.get("class")), "违规")}, node=right.shown()
    )
    wrong = tuple(dict.fromkeys(other.penalty.zh.partition("（")[0] for other in others if other.penalty))[:_LEAST]
    note = f"其余各项是 {'、'.join(other.id for other in others[:_LEAST])} 的处理"
    return [
        Draft(rule, "node", "tier", "single", "hard", ended(text), right=(rule.penalty.zh,), wrong=wrong, note=note)
    ]


_HOURS: Final = ("08:00-23:00", "09:00-23:00", "09:00-21:00", "09:00-18:00", "00:00-24:00")


def _hours(rule: Rule) -> list[Draft]:
    told = rule.parameters
    right = told.get("assessed_hours")
    if right not in _HOURS or "term" not in told:
        return []
    ways = wording()["hours"]
    text = ways[chosen(rule, len(ways))].format(platform=where(rule), term=told["term"])
    wrong = tuple(_span(each) for each in _HOURS if each != right)[:_LEAST]
    note = "各平台、各指标的考核时段不同，不要记混"
    return [
        Draft(
            rule, "assessed_hours", "platform", "single", "medium", ended(text), right=(_span(str(right)),), wrong=wrong,
            note=note, ordered=True,
        )
    ]  # fmt: skip


def _span(hours: str) -> str:
    """`08:00-23:00` as an option has it."""
    begin, _, end = hours.partition("-")
    return f"{int(begin[:2])} 点至 {int(end[:2])} 点"


_PASSES: Final = {"at_least": "不低于 {n}", "below": "低于 {n}", "at_most": "不高于 {n}"}


def _threshold(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    told = rule.parameters
    right = _quantity(told, "threshold")
    way = _PASSES.get(str(told.get("passes_if")))
    if right is None or way is None or "term" not in told:
        return []
    ways = wording()["thresholds"]
    text = ways[chosen(rule, len(ways))].format(platform=where(rule), term=told["term"])
    wrong = [way.format(n=each.quantity.shown()) for each in numbers.like(rule, "threshold", right, holding)[:2]]
    opposite = "不低于 {n}" if way.startswith("低于") else "不高于 {n}"
    wrong.append(opposite.format(n=right.shown()))
    half = Quantity(right.value / 2, right.unit)
    wrong += (
        [way.format(n=f"{half.value.normalize():f}{half.shown().lstrip('0123456789.')}")] if len(wrong) < _LEAST else []
    )
    return [
        Draft(
            rule, "threshold", "near", "single", "medium", ended(text), right=(way.format(n=right.shown()),),
            wrong=tuple(wrong),
            note="既要记住数，也要记住方向",
        )
    ]  # fmt: skip


def _fine(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    act, right = wording()["acts"].get(rule.id), _quantity(rule.parameters, "fine_max")
    if act is None or right is None:
        return []
    ways = wording()["fines"]["fine_max"]
    text = ways[chosen(rule, len(ways))].format(law=plain_title(rule), act=act)
    return [_single(rule, "fine_max", text, right, numbers.like(rule, "fine_max", right, holding), "hard")]
