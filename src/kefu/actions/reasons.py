"""Why a row or a file could not be read, in Chinese."""

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
        (r"half a character, written as an escape", "有只写了一半的字符（转义不成对）"),
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
        (r"there is no such file", "没有这个文件"),
        (r"cannot be opened.*", "打不开"),
        (r"the (?:file|workbook) is empty", "文件是空的"),
        (r"no column with order numbers and none with a time were found.*", "找不到订单编号或时间那一列"),
        (r"does not say its platform", "没有写是哪个平台"),
        (r"no column holds what was said.*", "没有哪一列是聊天内容"),
        (r"no column says who wrote a line.*", "没有哪一列写明是谁发的"),
        (r"(?:no column|neither a column nor an account is called) .*", "没有 --columns 指定的列"),
        (r"which account is the shop's cannot be told.*", "分不出哪个账号是客服"),
        (r"the column of roles names none.*", "角色那一列看不出谁是客服、谁是买家"),
        (r"the platform cannot be told.*", "看不出是哪个平台"),
        (r"a web page, whatever its suffix says", "其实是网页，不是表格"),
        (r"a packed file|an archive, not a chat", "是压缩包，请先解压"),
        (r"a PDF", "是 PDF 文件"),
        (r"a picture", "是图片"),
        (r"no text: .*", "不是文字，可能是程序、图片或录音"),
        (r"a workbook of a kind that is not read", "不支持的工作簿格式"),
        (r"the workbook is locked", "工作簿有密码"),
        (r"the workbook cannot be read.*|the Parquet file is corrupt.*", "文件已损坏"),
        (r"a bomb.*|a sheet that spans .*", "解压后大得异常"),
        (r"broken JSON.*", "JSON 不完整或有错"),
        (r"(\S+) was rounded by a spreadsheet, its last digits are lost", r"\1 被表格软件改过，末尾几位已经丢了"),
        (r"(.+) is no number of an order", r"\1 不是订单编号"),
        (r"(.+) is no sum in yuan|(.+) is no sum that was paid", r"\1\2 不是金额"),
        (r"(.+) is no platform", r"\1 不是平台"),
        (
            r"order (\S+): its rows tell different sums for the whole of it: (.+); none of them is used",
            r"订单 \1 的几行金额不一样：\2，都没有采用",
        ),
        (r"(\w+) lies before (\w+)", r"\1 早于 \2"),
        (r"is missing", "没有填"),
        (r"fill it in", "请填上"),
        (r"use one of (.+)", r"可以写 \1"),
        (r"export again, and open it with that column as text", "请重新导出，打开时把这一列设成文本"),
        (r"write 12\.50", "写成 12.50"),
        (r"write 2026-03-01 10:21:33", "写成 2026-03-01 10:21:33"),
        (r"check the instants of both", "请核对这两个时间"),
        (r"give the day that was agreed on", "请核对约定的发货时间"),
        (r"export the numbers of its goods too .*", "导出时带上子订单编号，或每单只留一行"),
        (r"a JSON document without a list of messages", "JSON 里没有消息列表"),
    )
)


def chinese(reason: str) -> str:
    """A reason as a Chinese reader is told it; one that is not known here stays as it is.

    >>> chinese("the day '2026-02-30' does not exist")
    "日期 '2026-02-30' 不存在"
    """
    for english, told in _CHINESE:
        if found := english.fullmatch(reason):
            return found.expand(told)
    return reason
