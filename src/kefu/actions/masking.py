"""Which characters of a chat tell who the buyer is, and the chat with these characters covered.

Every function here keeps the number of code points, so an offset into the text is an offset into the masked text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

STAR: Final = "*"
Span = tuple[int, int]

_SPOKEN: Final = dict(zip("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789", strict=True))
_STYLED: Final = {
    chr(first + digit): str(digit)
    for first in (0xFF10, 0x2080, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6)
    for digit in range(10)
} | {
    chr(first + digit): str(digit + 1)
    for first in (0x2460, 0x2474, 0x2488, 0x2776, 0x2780, 0x278A)
    for digit in range(9)
}
_WIDE: Final = dict(zip("＋－—–﹣：（）＠．　＝｜", "+----:()@. =|", strict=True)) | {"\xa0": " "}
_WRITTEN: Final = str.maketrans(_STYLED | _WIDE)
_READ: Final = str.maketrans(_SPOKEN)
"""One code point to one: a text with its digits in one style, and then with the spoken ones as digits too."""

_HAN: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
_PLAIN: Final = rf"(?![的了吗呢吧啊哦是在有和与及收电话号码机您你我他她])[{_HAN}]"
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄"
    "聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶"
    "戚佟屠卜裘缪桑晏牟仇闵隋郎丛臧娄敖卓甄岑荆巫栾窦芦储匡蔺艾郁鹿司诸慕尉"
)
_WORDS: Final = (
    "安[装排徽心全阳庆康卓]|江[苏西南门]|武[汉昌]|苏[州宁]|宁[波夏]|温[州馨度]|徐州|郑州|金[华牌卡额融属色]|成[都功本分交为]|齐齐|包[装裹邮含括头]|"
    "方[便案式法向面]|高[档级端兴铁]|万[一能]|于[是今明昨]|向[您你上下]|任[何意]|顾[客问]|管[理家]|马[上路]|白[天色]|[黄蓝]色|康[复定]|施工|"
    "单[独品号子个价]|季[度节]|路[上口边由]|游戏|关[于闭注系]|程[序度]|文[件字员案章]|莫名|尚[未品]|左[右边]|甘肃|祝[您你福]|严[重格]|齐全|"
    "石[家油]|时候|毛[巾病衣]|易[碎损]|纪[录念]|盛[大夏]|章程|段时|舒[服适]|符合|房[间子东]|蒙[牛古]|华[为东南北中]|申[请诉报]|司机|牛[奶仔]|"
    "宋[体锦]|陆[续军]|钱包|雷[同达]|游客|辛苦|贺卡|范围|夏[天季凉]|秦皇|韩[国式版]|何[时必况]|龙[头虾]|谢谢|付[款费钱]|许[多可]|曾经"
)
"""Ordinary words that begin as a name does."""
_NAME: Final = rf"(?!{_WORDS})[{_SURNAMES}](?:{_PLAIN}){{1,3}}"
_ENDS: Final = rf"(?:(?!{_PLAIN})|(?=帮|请|麻烦|想|要|说|打|给|住|寄|送|下单|买|换|退|来|去|本人|先生|女士))"
"""What can follow a name."""
_GAP: Final = r"[\s,，、;；:/|。()-]{0,3}"
_CELL: Final = r"1[3-9]\d(?:[ .-]?\d){8}(?!\d)"

_MOBILE: Final = re.compile(rf"(?<!\d)(?:\+?86[ -]?|0086[ -]?)?({_CELL})")
_LANDLINE: Final = re.compile(r"(?<!\d)\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]?([2-8]\d{6,7})(?!\d)")
_IDENTITY: Final = re.compile(
    r"(?<!\d)[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MAIL: Final = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}(?=@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"
)

_LABEL: Final = (
    r"(?:收件人|收货人|收件姓名|收货姓名|客户姓名|买家姓名|真实姓名|联系人|姓名|户名|机主|寄件人|名字)"
    r"\s{0,3}(?:改成|改为|换成|是|为|叫|写|填)?"
)
_PHONE: Final = r"(?:的?(?:电话|手机号码|手机号|手机|号码|联系方式)是?)?"
_PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|"
    "西藏|宁夏|新疆"
)
_NAMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LABEL}\s{{0,3}}[:=|]\s{{0,3}}((?:{_PLAIN}|·){{2,5}}|[A-Za-z][A-Za-z .]{{1,30}})",
        rf"{_LABEL}\s{{0,3}}({_NAME}){_ENDS}",
        rf"([{_SURNAMES}](?:{_PLAIN}){{1,2}})(?=先生|女士|小姐)",
        rf"(?:[我你您他她]|本人|朋友|[爸妈公婆哥姐弟妹][爸妈公婆哥姐弟妹]?|名字?)(?:就|是)?叫做?\s{{0,2}}({_NAME}){_ENDS}",
        rf"(?:我|本人)(?:就?是|叫)\s{{0,2}}((?!{_WORDS})[{_SURNAMES}](?:{_PLAIN}){{1,2}})(?![{_HAN}A-Za-z0-9])",
        rf"({_NAME}){_GAP}{_PHONE}{_GAP}(?=(?:\+?86[ -]?)?{_CELL})",
        rf"{_CELL}{_GAP}({_NAME}){_ENDS}",
        rf"(?<![{_HAN}])({_NAME})\s{{0,2}}\(?收\)?(?![{_HAN}])",
        rf"(?<![{_HAN}])((?!{_WORDS})[{_SURNAMES}](?:{_PLAIN}){{1,2}}?){_GAP}(?=(?:{_PROVINCES})[{_HAN}]{{1,8}}[市区县州盟])",
    )
)
"""How a name is told: behind a label, before 先生, beside a phone number, behind 我叫, before 收. The first character stays."""

_REGION: Final = (
    rf"(?:北京市?|上海市?|天津市?|重庆市?|(?:(?![省市区县旗盟])[{_HAN}]){{1,8}}"
    r"(?:自治[区州县旗]|特别行政区|开发区|地区|省|市|区|县|旗|盟))"
)
_WORD: Final = rf"[{_HAN}A-Za-z0-9]"
_STREET: Final = (
    r"(?:大道|大街|街道|路|街|巷|弄|胡同|村|镇|乡|小区|花园|公寓|大厦|新村|广场|苑|家园|园|城|社区|宿舍|期|中心)"
)
_UNIT: Final = r"(?:(?:\d{1,5}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十]{1,3})(?:号楼|号院|号|弄|栋|幢|座|单元|楼|层|室|组|队|户)|\d{1,5})"
_PLACE: Final = r"[^\s,，。;；!！?？、]"
_ADDRESSES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_REGION}){{1,3}}({_WORD}{{1,12}}?{_STREET}{_WORD}{{0,12}}?{_UNIT}(?:[ -]?{_WORD}{{0,8}}?{_UNIT})*)",
        rf"[{_HAN}]{{1,5}}(?:路|街|巷|道)(\d{{1,5}}(?:号|弄)(?:[ -]?{_WORD}{{0,8}}?{_UNIT})*)",
        rf"(?:地址|寄到|寄往|送到|发到)\s{{0,2}}[:是为]?\s{{0,2}}(?:{_REGION}){{1,3}}({_PLACE}{{2,40}})",
        rf"地址\s{{0,2}}[:是为]\s{{0,2}}(?={_PLACE}{{0,39}}(?:\d|路|街|村|镇|小区|大厦))({_PLACE}{{4,40}})",
    )
)
"""How an address is told. Province, city and district stay."""
_BEFORE: Final = re.compile(rf"(?<![{_HAN}])({_NAME})[\s,，、;；:/|。()-]{{1,3}}$")
_AFTER: Final = re.compile(rf"[\s,，、;；:/|。()-]{{1,3}}({_NAME}){_ENDS}")
"""A name before or after an address."""

_WORDED: Final = re.compile(r"\w")
_HINTS: Final = re.compile(
    r"\d[ .-]?\d{3}|\d(?:[ .-]\d){3}|@|叫|先生|女士|小姐|收|名|叫|我是|本人|机主|联系人|寄|送到|发到|地址|[路街巷道弄村镇乡区县]"
)

_NOBODY: Final = frozenset(
    (
        "买家",
        "顾客",
        "客户",
        "用户",
        "会员",
        "客人",
        "访客",
        "匿名",
        "匿名用户",
        "消费者",
        "买方",
        "客服",
        "系统",
        "buyer",
        "customer",
        "user",
        "guest",
    )
)
_NICK: Final = re.compile(rf"[{_HAN}]|^(?:tb|jd|pdd|dy|wx)[_-]?\w{{4,}}$|^1[3-9]\d{{9}}$|@", re.IGNORECASE)


def buyer_spans(text: str, names: Iterable[str] = ()) -> list[Span]:
    """The stretches of a text that tell who the buyer is: phone, identity number, mail, name, address.

    Args:
        names: the accounts of the buyers in this conversation, to be covered where the text calls them.

    Returns:
        Half-open spans of code points, in no order, which may overlap.
    """
    spans = [span for name in names for span in _mentions(text, name)]
    if len(text) < 3:
        return spans
    written = text.translate(_WRITTEN)
    read = written.translate(_READ)
    if _HINTS.search(written) or _HINTS.search(read):
        spans.extend(_numbers(read))
        spans.extend((found.start(1) + 1, found.end(1)) for form in _NAMES for found in form.finditer(written))
        for found in (found for form in _ADDRESSES for found in form.finditer(written)):
            spans.append(found.span(1))
            named = (
                _BEFORE.search(written, max(0, found.start() - 8), found.start()),
                _AFTER.match(written, found.end()),
            )
            spans.extend((name.start(1) + 1, name.end(1)) for name in named if name)
    return spans


def mask(text: str, names: Iterable[str] = ()) -> str:
    """The text with the buyer's phone, address and name covered, as long as before.

    >>> mask("收件人：张小三，电话13812345678")
    '收件人：张**，电话138****5678'
    """
    return cover(text, buyer_spans(text, names))


def cover_all(text: str) -> str:
    """A text of which only the shape is to be seen: every letter and figure covered.

    >>> cover_all("天猫,2026-02-30,我叫王小丽")
    '**,****-**-**,*****'
    """
    return _WORDED.sub(STAR, text)


def cover(text: str, spans: Iterable[Span]) -> str:
    """The text with stars over the spans."""
    spans = list(spans)
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        letters[start:end] = STAR * (min(end, len(letters)) - start)
    return "".join(letters)


@lru_cache(maxsize=4096)
def mask_account(account: str) -> str:
    """A buyer's account as platforms show it to others: first and last character stay.

    >>> mask_account("小花花爱吃鱼")
    '小****鱼'
    """
    if len(account) <= 2:
        return account[:1] + STAR * (len(account) - 1)
    return account[0] + STAR * (len(account) - 2) + account[-1]


def mask_session(session: str, buyers: Iterable[str] = ()) -> str:
    """The name of a conversation, covered where it is the buyer's account, left where it is a machine's number.

    >>> mask_session("S-0012"), mask_session("tb1234567"), mask_session("爱吃鱼的猫")
    ('S-0012', 't*******7', '爱***猫')
    """
    for buyer in buyers:
        if known(buyer) and buyer in session:
            session = session.replace(buyer, mask_account(buyer))
    head, bar, tail = session.rpartition("|")
    if STAR in tail or not _NICK.search(tail):
        return session
    return head + bar + mask_account(tail)


def known(account: str) -> bool:
    """Whether an account names somebody, and not merely 'the buyer'."""
    return len(account) >= 2 and account.lower() not in _NOBODY


def _mentions(text: str, name: str) -> Iterator[Span]:
    """Where a text calls an account by its name; the first character stays, as in the account's own mask."""
    if not known(name):
        return
    at = text.find(name)
    while at >= 0:
        yield at + 1, at + max(2, len(name) - 1)
        at = text.find(name, at + len(name))


def _numbers(read: str) -> Iterator[Span]:
    for found in _MOBILE.finditer(read):
        digits = [at for at in range(*found.span(1)) if read[at].isdigit()]
        yield from ((at, at + 1) for at in digits[3:7])
    for found in _LANDLINE.finditer(read):
        yield found.start(1), found.end(1) - 2
    for found in _IDENTITY.finditer(read):
        yield found.start() + 3, found.end() - 4
    for found in _MAIL.finditer(read):
        yield found.start() + 1, found.end()
