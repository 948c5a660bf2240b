"""When two answers are the same: in whatever width, in figures or in words, with or without the unit that is printed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kefu.language.forms import fold
from kefu.language.numerals import value as worth

UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    word: (unit, Decimal(size))
    for unit, size, words in (
        ("length", "1", "秒 秒钟 s sec secs second seconds"),
        ("length", "60", "分钟 min mins minute minutes"),
        ("length", "3600", "小时 个小时 钟头 个钟头 h hr hrs hour hours"),
        ("days", "1", "天 日 d day days"),
        ("days", "7", "周 星期 个星期 礼拜 week weeks"),
        ("workdays", "1", "工作日 个工作日"),
        ("months", "1", "月 个月 自然月 个自然月 month months"),
        ("months", "12", "年 year years"),
        ("percent", "1", "% percent 个百分点"),
        ("percent", "10", "成"),
        ("permille", "1", "‰"),
        ("yuan", "1", "元 块 块钱 圆 元钱 rmb yuan 人民币"),
        ("points", "1", "分 点 points"),
        ("times", "1", "次 回 times"),
        ("fold", "1", "倍"),
        ("count", "1", "个 项 件 条 单 笔 份 种 人 款"),
        ("grade", "1", "星 级 钻"),
    )
    for word in words.split()
}
"""Each unit as people write it, what it measures, and how much of it that is. Days and hours are not exchanged: a period of
days may end with the day, one of hours does not."""
_UNIT: Final = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_WORDS: Final = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿廿卅"
_NUMBER: Final = re.compile(rf"(¥|rmb)?(\d+(?:\.\d+)?[千万]?|[{_WORDS}]+|半)(半)?({_UNIT})?(半)?(?:整|以内|之内|内)?")
_PERCENT: Final = re.compile(rf"百分之(\d+(?:\.\d+)?|[{_WORDS}]+)")
_POINT: Final = re.compile("([零〇一二两三四五六七八九十百]+)点([零〇一二三四五六七八九]+)")
_BEHIND: Final = re.compile(rf"\s*(万)?\s*({_UNIT})?\s*([至到~\-])?")
_MARKS: Final = re.compile(r"[\s,，。.、;；:：!！?？「」“”\"'《》<>()（）·\-]+")
_SAME: Final = (
    ("买家", "消费者 顾客 客户 用户 买方 购买者"),
    ("商家", "卖家 店铺 店家 商户 卖方 网店"),
    ("平台", "官方 平台方"),
    ("不可以", "不能 不得 不准 不允许 不许"),
    ("可以", "能 能够 允许"),
    ("次日", "第二天 隔天 明天"),
    ("签收", "收货 收到货 收到商品"),
    ("红包", "现金红包"),
    ("全部", "全额 所有"),
)
"""Words that an examiner takes for the same."""
_SYNONYMS: Final = {word: first for first, others in _SAME for word in others.split()}
_SYNONYM: Final = re.compile("|".join(sorted(map(re.escape, _SYNONYMS), key=len, reverse=True)))

Measured = tuple[Decimal, str]
"""A number, and what it measures; '' where no unit is said."""


def same(answer: str, wanted: str, printed: str = "") -> bool:
    """Whether an answer says what the key says.

    Args:
        wanted: the key of one blank; other ways to say it stand behind `|` or `/`.
        printed: the text behind the blank: a unit that is printed there need not be written.

    >>> same("七天", "7天"), same("４８", "48 小时", "小时内"), same("百分之三十", "30%"), same("48", "48 小时")
    (True, True, True, False)
    """
    return any(_same(answer, each, printed) for each in re.split(r"[|｜/／]", wanted) if each.strip())


def _same(answer: str, wanted: str, printed: str) -> bool:
    myriad, unit, ranged = _printed(printed)
    one, other = measured(answer.strip().removesuffix("个") if unit.startswith("个") else answer), measured(wanted)
    if one is None or other is None:
        return plain(answer) == plain(wanted) != ""
    told, key = _with(one, unit), _with(other, unit)
    times = {Decimal(1)} if not myriad or one[1] or "万" in answer else {Decimal(1), Decimal(10_000)}
    whole = key[0] * 10_000 if myriad and not other[1] and "万" not in wanted else key[0]
    return whole in {told[0] * each for each in times} and (told[1] == key[1] or (ranged and not unit))


def _with(told: Measured, unit: str) -> Measured:
    """A number with the printed unit where it has none of its own."""
    if told[1] or not unit:
        return told[0], told[1]
    kind, size = UNITS[unit]
    return told[0] * size, kind


def measured(text: str) -> Measured | None:
    """A number with its unit, whichever way it is written; None where the text is no number.

    >>> measured("一个半小时"), measured("2 万元"), measured("三成"), measured("老客户")
    ((Decimal('5400.0'), 'length'), (Decimal('20000'), 'yuan'), (Decimal('30'), 'percent'), None)
    """
    told = re.sub(r"[\s,]+", "", fold(text).casefold()).strip("。.、；;")
    if found := _PERCENT.fullmatch(told):
        number = worth(found[1])
        return None if number is None else (number, "percent")
    told = re.sub(r"^(?:大?约|共|第|满|达|至少|最多|最高|最低|不超过|不少于)", "", told)
    told = _POINT.sub(lambda point: f"{worth(point[1])}.{''.join(str(worth(sign)) for sign in point[2])}", told)
    told = re.sub(r"^([一1])个半(小时|月)", r"1.5\2", told)
    found = _NUMBER.fullmatch(told)
    if found is None:
        return None
    number = Decimal("0.5") if found[2] == "半" else worth(found[2])
    if number is None:
        return None
    if found[5]:
        number += Decimal("0.5")
    unit = "元" if found[1] and not found[4] else found[4] or ""
    if not unit:
        return number, ""
    kind, size = UNITS[unit]
    return number * size, kind


def _printed(text: str) -> tuple[bool, str, bool]:
    """What is printed behind a blank: whether 万, which unit, and whether a range goes on.

    >>> _printed(" 个工作日内"), _printed("万元"), _printed("万至"), _printed("，最高")
    ((False, '个工作日', False), (True, '元', False), (True, '', True), (False, '', False))
    """
    found = _BEHIND.match(fold(text).casefold())
    return (bool(found[1]), found[2] or "", bool(found[3])) if found else (False, "", False)


def plain(text: str) -> str:
    """A text without width, marks, gaps and the choice between words that say the same.

    >>> plain("由 消费者 承担。") == plain("由买家承担")
    True
    """
    told = _MARKS.sub("", fold(text).casefold())
    return _SYNONYM.sub(lambda found: _SYNONYMS[found[0]], told)
