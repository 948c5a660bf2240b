"""The shapes that a cue may name: numbers, accounts, addresses, sums and times, and what is known of each."""

from __future__ import annotations

from typing import Final

SHAPES: Final = {
    "phone": r"(?<!\d)1[3-9]\d{9}(?!\d)",
    "handle": r"(?<![a-z0-9_])[a-z][a-z0-9_-]{4,19}(?![a-z0-9_])",
    "number": r"(?<!\d)\d{5,11}(?!\d)",
    "url": r"(?:https?://|www\.)[!-~]{3,200}|[a-z0-9-]{2,40}\.(?:com|cn|net|top|shop|vip)\b",
    "email": r"[a-z0-9._-]{2,40}@[a-z0-9-]{1,40}\.[a-z]{2,8}",
    "card": r"(?<!\d)\d{16,19}(?!\d)",
    "idcard": r"(?<!\d)\d{17}[\dx](?!\d)",
    "sum": r"(?:\d{1,7}(?:\.\d{1,2})?|[一二两三四五六七八九十百千半几]{1,4}) ?(?:元|块钱?|毛|rmb|¥)|¥\d{1,7}(?:\.\d{1,2})?",
    "day": r"(?:今天|今晚|今日|明天|明早|明晚|明日|后天|大后天|周[一二三四五六日末天]|星期[一二三四五六日天]|(?<![\d弄路街巷道村])\d{1,2}[号日](?![楼栋幢院室线店门仓机色码]|\d{3}|\d{1,2}(?:单元|栋|幢|楼|室))|\d{1,2}月\d{1,2}[号日]?)",
    "hour": r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点半?|时|:\d\d)",
    "figure": r"(?:\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十百千半几]{1,4})",
}
FIGURED: Final = frozenset({"phone", "handle", "number", "url", "email", "card", "idcard"})
"""Shapes that ordinary talk seldom has."""
REACH: Final = {
    "phone": 11, "handle": 20, "number": 11, "url": 212, "email": 90, "card": 19, "idcard": 18,
    "sum": 14, "day": 6, "hour": 6, "figure": 8,
}  # fmt: skip
"""The most characters of each shape."""
ALWAYS: Final = {
    "email": frozenset("@"), "url": frozenset([".", "://"]), "sum": frozenset(["元", "块", "毛", "rmb", "¥"]), "hour": frozenset("点时:"),
    "day": frozenset(["今", "明", "后天", "周", "星期", "号", "日", "月"]),
}  # fmt: skip
"""Words of which each such shape has one."""

LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
DIGITS: Final = frozenset("0123456789")
NUMERALS: Final = DIGITS | frozenset("一二两三四五六七八九十百千半几")
FIRSTS: Final = {
    "phone": frozenset("1"), "handle": LETTERS, "number": DIGITS, "url": LETTERS | DIGITS | {"-"},
    "email": LETTERS | DIGITS | frozenset("._-"), "card": DIGITS, "idcard": DIGITS, "sum": NUMERALS | {"¥"},
    "day": DIGITS | frozenset("今明后大周星"), "hour": NUMERALS, "figure": NUMERALS,
}  # fmt: skip
"""The characters with which each shape may begin."""
