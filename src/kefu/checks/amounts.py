"""How many yuan are promised. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from kefu.checks.timewords import CLAUSE, plainly
from kefu.language.numerals import WORDS, value

LONGEST: Final = 2000
"""Of a longer text only this much is read."""
MOST: Final = Decimal(1_000_000)
FEN: Final = Decimal("0.01")
THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
SPELLED: Final = rf"(?<![{WORDS}几好数])[{WORDS}]{{1,8}}(?![{WORDS}几多来余])"
"""A number in words, and not one that is only about so much."""
NUMBER: Final = rf"(?:(?<![\d.:a-z])\d{{1,7}}(?:\.\d{{1,2}})?(?![\d.])[万千]?|{SPELLED})"
LONE: Final = rf"(?:(?<![\d.:a-z])\d{{1,4}}(?:\.\d{{1,2}})?[千万]?(?![\d.:%a-z-])|{SPELLED})"
"""A number without a unit."""
COUNTED: Final = r"[个天号月日点件单折周次张斤条双台份包盒瓶只]|小时|分钟|工作日|年(?![底前末内])|\d|[:%.]|块(?!钱)|元"
SMALL: Final = rf"(?P<tenths>[1-9一二三四五六七八九])[毛角]?(?!{COUNTED}|[十百千])(?:(?P<cents>[1-9一二三四五六七八九])分(?!不|[都也]不|钱))?"
"""What stands behind 块: 17块6, 八块八毛."""
GIVE: Final = r"(?:退|补|赔|返|打|找补|出|付|掏|转|给|担|抹|贴|还|扣|免|让)(?:给|回|还|掉|付|偿|足|齐|款)?(?:[你您我]们?|咱|各)?[了个共的那这走]?\s*"
OWED: Final = r"(?:差价?的?|差额的?|邮费|运费|车费|费用?|押金|[定订]金|货款|尾款|[那这共计]|那就|就是|即|退款)\s?"
RETURNED: Final = r"(?=\s?(?:我|就|这边|我们|店里)?(?:今[天日晚]|明[天早]|现在|马上|这就)?(?:给|替)?[你您]?(?:补|退|返|赔|打|转|贴|报|付|点退|走退)(?:上|给|回|您|你|还|掉|到|了|款)|也?我[出付掏])"
PAUSE: Final = r"$|[\s,。!~;、]"
SUMS: Final = (
    r"¥\s?(?P<signed>\d{1,7}(?:\.\d{1,2})?)[元块]?",
    rf"(?P<yuan>{NUMBER})\s?(?:块钱?|元钱?|圆|rmb|米(?=差价))(?:整|{SMALL})?",
    rf"(?P<mao>{NUMBER})[毛角]钱?",
    rf"{GIVE}(?P<given>{LONE})(?={PAUSE}|[()吧哈呗哦啊呢了我你您给到走作当以好算凑平小一])",
    rf"{OWED}(?P<owed>{LONE})(?={PAUSE}|[我你您一两三退补给打返都全就今明后下]|年[底前])",
    rf"(?<![点时第])(?P<ahead>{LONE}){RETURNED}",
    rf"(?P<twice>{LONE})就(?P=twice)",
    rf"(?:^|(?<=[\s,。;!:]))(?P<alone>{LONE})整?(?={PAUSE}|一分不|[是对]吧)",
)
SUM: Final = re.compile("|".join(SUMS))
"""A sum, also one whose unit is left out beside the verb that pays it."""
ASKED: Final = re.compile(
    rf"(?<![\d.:a-z#第号码])(?!618|315|520|123[14]5)(?P<asked>\d{{1,5}}(?:\.\d{{1,2}})?)(?!{COUNTED}|[\da-z码斤寸米岁支袋箱颗粒片层楼节])"
)
"""Of a buyer who wants money back, any figure that is not plainly something else."""
BEHIND: Final = re.compile(
    r"[^\s,。]{0,7}(?:券|卡(?!里)|积分|津贴)|减|起(?!来)|以上|以下|封顶|[一/每](?:件|个|只|双|斤|份|套|天|次|单|张|盒|瓶)"
    r"|的(?:货|东西|商品|鞋|衣服|裤|包(?!邮)|那[款件]|款|礼|杯|奶茶)"
    r"|全赔|[瓷地]?砖|木?板|玻璃|布|肥皂|香皂|巧克力|毛巾|屏|电池|手?表|[垫毯糖肉膜]"
)
"""Behind a sum: it is no money to be paid, but a coupon, a threshold, a price, a thing."""
AHEAD: Final = re.compile(
    r"(?:满|原价|原来|价值|售价|单价|标价|现价|定价|市价|卖|高于|低于|不到|超过|最多|最高|至少|每[天日件单个晚]|按(?:一天|每天|每日)"
    r"|添|加|另收|收费?|花|减|立减|优惠|券|[假退]一赔|一赔|[一每](?:天|日|件|个|单|双)(?:是|就)?)\s*$"
)
"""Before a sum: a price, a threshold, a rate."""
TOGETHER: Final = re.compile(r"一块(?!钱|[\d一二三四五六七八九])")
TOTAL: Final = re.compile(r"(?:共计?|合计|总共|总计|加起来|等于|凑个整.{0,3}|也?就是|即)\s*(?:是|为|那)?\s*$")
RETURNS: Final = re.compile(
    r"退(?!货|换|件|烧|休|订|回来)|补(?!发|寄|货|件|票|开|班|录|登|办|送|拍|一)|返(?!厂|修)|赔|打(?:款|回|给|过去|[你您](?!电话))"
    r"|(?<!有)还[你您给]|报销|差[价额]|[给付转]的?$|免了|清掉|结[给清掉]|给你打$"
)
"""Money goes to the buyer."""
WANTED: Final = re.compile(
    r"差|退|补|多[收付扣花]|收[了我]|欠|还我|还没给|赔|给我|给不给|邮费|运费|押金|[定订]金|垫|没收到|没到|便宜|降|没影|什么时候|啥时候|多久|快一?[个周]"
)
"""A buyer speaks of money that he wants back."""
COMFORT: Final = re.compile(r"\s*(?:[您你]?(?:尽管|只管)?放心(?:吧|哈|哦|啊)?|好的?|亲亲?|别[急慌]|稳的?|没事)?\s*")
"""A clause that says nothing."""
BEFORE: Final = 24
"""So many characters before a sum say what it is."""


class Sum(NamedTuple):
    """A sum in a text, and whether it is told to be the whole of several."""

    yuan: Decimal
    whole: bool


def amount(words: str, whole: str, before: Sequence[str] = ()) -> Decimal | None:
    """How many yuan the words promise to pay; None where no figure is told, or where it is a coupon, a price or a rate.

    Args:
        words: the words that promise.
        whole: the whole message.
        before: what the buyer said right before it, the last last.
    """
    promise = read(words)
    found = sums(promise)
    if not found and RETURNS.search(promise):
        found = beside(promise, read(whole)) or wanted([read(each) for each in before[-2:]])
    return next((each.yuan for each in found if each.whole), found[-1].yuan if found else None)


def read(text: str) -> str:
    """The text in which sums are looked for."""
    return THOUSANDS.sub("", plainly(text[:LONGEST]))


def sums(text: str, pattern: re.Pattern[str] = SUM) -> list[Sum]:
    """The sums of a text that may be money to be paid, in its order."""
    out: list[Sum] = []
    for match in pattern.finditer(text):
        yuan = worth(match)
        number = match.start(_number(match))
        ahead = text[max(0, number - BEFORE) : number]
        if yuan is None or not 0 < yuan < MOST:
            continue
        if TOGETHER.match(text, match.start()) or BEHIND.match(text, match.end()) or AHEAD.search(ahead):
            continue
        out.append(Sum(yuan, TOTAL.search(ahead) is not None))
    return out


def _number(match: re.Match[str]) -> str:
    """The name of the group that holds the number."""
    return next(
        name for name, said in match.groupdict().items() if said is not None and name not in ("tenths", "cents")
    )


def worth(match: re.Match[str]) -> Decimal | None:
    """What a sum is worth in yuan."""
    name = _number(match)
    number = value(match[name])
    if number is None:
        return None
    if name == "mao":
        number /= 10
    elif name == "yuan":
        number += (value(match["tenths"] or "零") or 0) / Decimal(10) + (value(match["cents"] or "零") or 0) / Decimal(
            100
        )
    return number.quantize(FEN)


def beside(promise: str, message: str) -> list[Sum]:
    """The sums right before the promise, else those that explain it right behind."""
    start = message.find(promise) if promise else -1
    if start < 0:
        return []
    behind = [clause for clause in CLAUSE.split(message[:start]) if clause.strip()]
    ahead = [clause for clause in CLAUSE.split(message[start + len(promise) :]) if not COMFORT.fullmatch(clause)]
    for clause in behind[:-3:-1]:
        if found := sums(clause):
            return found
    if ahead and (found := sums(ahead[0])) and (found[0].whole or len(ahead[0]) <= 6):
        return found
    return []


def wanted(asked: Sequence[str]) -> list[Sum]:
    """The sum that the buyer wants, of his last message that names one."""
    for text in reversed(asked):
        if WANTED.search(text) and (found := sums(text) or sums(text, ASKED)):
            return found[-1:]
    return []
