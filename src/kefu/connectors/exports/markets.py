"""Which platform a word, a header or an account speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from kefu.vocabulary.ids import Platform

_NAMES: Final[dict[Platform, str]] = {
    "taobao": "taobao tb 淘宝 淘宝网 淘宝店 淘宝店铺 淘宝c店 千牛 旺旺",
    "tmall": "tmall tm 天猫 天猫商城 天猫店 天猫旗舰店 天猫超市",
    "pdd": "pdd pinduoduo duoduo 拼多多 多多 拼多多商家版",
    "jd": "jd jingdong 京东 京东商城 京东自营 京东pop 咚咚 京麦",
    "douyin": "douyin dy doudian feige 抖音 抖店 抖音小店 抖音电商 飞鸽 抖音商城",
}
_PLATFORM: Final = {word: platform for platform, words in _NAMES.items() for word in words.split()}

_HINTS: Final[dict[Platform, re.Pattern[str]]] = {
    "taobao": re.compile(r"淘宝|千牛|旺旺|cntaobao", re.IGNORECASE),
    "tmall": re.compile(r"天猫|tmall", re.IGNORECASE),
    "pdd": re.compile(r"拼多多|pinduoduo|(?<![a-z])pdd(?![a-z])", re.IGNORECASE),
    "jd": re.compile(r"京东|咚咚|京麦|(?<![a-z])jd[_\-]", re.IGNORECASE),
    "douyin": re.compile(r"抖音|抖店|飞鸽|douyin", re.IGNORECASE),
}

_TMALL_SHOP: Final = re.compile(r"旗舰店|专营店|专卖店")
"""Names that only Tmall gives to shops, of the two platforms whose sellers share one window."""


def platform_of(word: str) -> Platform | None:
    """The platform that a cell names."""
    return _PLATFORM.get(re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", word[:64]).casefold()))


def hinted(words: Iterable[str]) -> Platform | None:
    """The one platform that titles, headers and accounts speak of; None where they speak of none or of several."""
    seen = [word[:500] for word in words]
    told = {platform for word in seen for platform, hint in _HINTS.items() if hint.search(word)}
    if told == {"taobao", "tmall"} or (told == {"taobao"} and any(_TMALL_SHOP.search(word) for word in seen)):
        return "tmall"
    return told.pop() if len(told) == 1 else None
