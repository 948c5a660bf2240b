"""Why a row could not be read, in Chinese."""

from __future__ import annotations

import re
from typing import Final

_CHINESE: Final = tuple(
    (re.compile(english, re.DOTALL), chinese)
    for english, chinese in (
        (r"no text", "没有内容"),
        (r"unknown role (.+)", r"不认识的角色 \1"),
        (r"nothing tells who wrote it", "看不出是谁发的"),
        (r"unknown platform (.+)", r"不认识的平台 \1"),
        (r"no platform; say it with --platform P", "没有写明平台，请用 --platform 指定"),
        (r"bytes that are no text in this encoding", "有不属于这种编码的字节"),
        (r"a quote that is never closed", "引号没有成对"),
        (r"(\d+) cells where the header has (\d+)", r"有 \1 格，表头只有 \2 格"),
        (r"ends before the column of the text", "这一行缺少内容那一列"),
        (r"text outside of any message", "不属于任何一条消息的文字"),
        (r"no JSON object", "不是 JSON 对象"),
        (r"no JSON: .*", "不是正确的 JSON"),
        (r"nested too deeply", "嵌套层数太多"),
        (r"a line too long to hold", "这一行太长"),
        (r"(.+) is no time", r"\1 不是时间"),
        (r"no time", "不是时间"),
        (r"the day (.+) does not exist", r"日期 \1 不存在"),
        (r"the hour (.+) does not exist", r"时刻 \1 不存在"),
    )
)


def chinese(reason: str) -> str:
    """The reason of a reject as a Chinese reader is told it; one that is not known here stays as it is.

    >>> chinese("the day '2026-02-30' does not exist")
    "日期 '2026-02-30' 不存在"
    """
    for english, told in _CHINESE:
        if found := english.fullmatch(reason):
            return found.expand(told)
    return reason
