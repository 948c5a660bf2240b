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
        ("length", "1", "秒 秒钟 s sec second seconds"),
        ("length", "60", "分钟 min minute minutes"),
        ("length", "3600", "小时 个小时 钟头 个钟头 h hr hour hours"),
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
    unit = printed_unit(printed)
    one, other = measured(answer), measured(wanted)
    if one is None or other is None:
        return plain(answer) == plain(wanted) != ""
    return _with(one, unit) == _with(other, unit)


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
    told = re.sub(r"^(?:约|共|满|达|至少|最多|最高|最低)", "", told)
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


def printed_unit(text: str) -> str:
    """The unit with which a text begins, '' where it begins with none.

    >>> printed_unit(" 个工作日内"), printed_unit("，最高")
    ('个工作日', '')
    """
    found = re.match(rf"(?:万\s*)?({_UNIT})", fold(text).casefold().lstrip())
    return found[1] if found else ""


def plain(text: str) -> str:
    """A text without width, marks, gaps and the choice between words that say the same.

    >>> plain("由 消费者 承担。") == plain("由买家承担")
    True
    """
    told = _MARKS.sub("", fold(text).casefold())
    return _SYNONYM.sub(lambda found: _SYNONYMS[found[0]], told)
