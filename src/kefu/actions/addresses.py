"""Addresses as people write them and as they copy them from an order: which part of a text tells where somebody lives.

Province, city and district tell no door and are left. All here work on a text as `numbers.as_folded` gives it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

HAN: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
Span = tuple[int, int]
FAR: Final = 160
"""How many signs the part of an address behind the district may have."""

_H: Final = rf"(?![的了吗呢吧啊哦呀是您你我他她这那没把被让请给])[{HAN}]"
_NO_VERB: Final = "(?![住在到寄]|派送)"
PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|"
    "西藏|宁夏|新疆|台湾|香港|澳门"
)
_CITIES: Final = (
    "广州|深圳|杭州|南京|苏州|成都|武汉|西安|郑州|长沙|青岛|宁波|东莞|佛山|厦门|合肥|济南|大连|沈阳|福州|哈尔滨|长春|石家庄|南昌|昆明|贵阳|太原|南宁|"
    "无锡|温州|泉州|常州|珠海|中山|惠州|兰州|海口|乌鲁木齐|呼和浩特|台北|高雄"
)
_LEVEL: Final = (
    r"自治[州区县旗]|特别行政区|(?:工业园|开发|高新|保税|示范)区|地区|新区|省|(?<![超城门菜夜股上])市(?!场|面|区[^一-龥]?$)|"
    r"(?<![小社园校厂景库一二三四五六七八九十])区(?!别|分|间|块)|县|(?<![加联])盟|旗(?!舰)"
)
REGION: Final = rf"(?:(?:(?![省市区县旗盟])[{HAN}]){{1,8}}(?:{_LEVEL})|(?:{PROVINCES}|{_CITIES})(?![路街]|大道))"
_REGIONS: Final = re.compile(rf"{REGION}(?:[ ,/-]{{0,2}}{REGION}){{0,4}}")

_HOMES: Final = "小区|社区|花园|公寓|新村|新城|家园|宿舍|公馆|别墅|苑|华府|雅居|豪庭|嘉园"
_WORKS: Final = "大厦|大楼|广场|soho|软件园|科技园|产业园|工业园|创业园|园区"
_ROADS: Final = "大道|大街|街道|胡同|公路|国道|环路|路|街|巷"
_LANDS: Final = (
    f"(?:{_WORKS}|弄|里|道|镇|乡|村|庄|屯|寨|园|城|中心|庭|府|湾|居|轩|阁|院|大学|学院|学校|中学|小学|医院|工厂|公司|酒店|宾馆|坊|墅|郡|国际|期|学府)"
    "(?:[村镇区])?"
)
_HOUSE: Final = "号楼|号院|号房|号门|栋|幢|单元|弄|座|室|户|房(?![间型])"
_FLOOR: Final = "楼(?:[a-z](?![a-z0-9室座户房]))?|层|组|队|社|期|区|段|排|门|馆|号(?![发前后左右之以才能会送到内线色])"
_COUNT: Final = r"(?:\d{1,5}(?:-\d{1,5}){0,3}[a-z甲乙丙丁]?|[a-z]{1,2}\d{0,3}|[一二三四五六七八九十百]{1,4})"
_BARE: Final = r"(?:\d{1,5}(?:-[a-z]?\d{1,5}){0,3}[甲乙丙丁]?|[a-z]{1,2}\d{1,4}|t\d)(?![\d.:%a-z元块件个斤天米岁年月日点时分秒人次寸号])"
_STEP: Final = re.compile(
    rf"(?P<bracket>[ ]{{0,2}}\((?:{_H}|[a-z0-9 ]){{1,12}}\))"
    rf"|[ ,/·-]{{0,2}}(?P<door>{_COUNT}(?:{_HOUSE}|{_FLOOR}))"
    rf"|[ ,/·-]{{0,2}}(?P<bare>{_BARE})"
    r"|[ ]{0,2}(?P<beside>(?:[东南西北正侧后前]{1,2}门|门口|楼下|旁边?|对面|隔壁|大堂|前台|门卫室?|保安[室亭]?|物业)?"
    r"(?:门口|旁边?|楼下)?的?(?:丰巢|菜鸟驿站|驿站|快递柜|自提柜|代收点|便利店|小卖部|超市)|[东南西北正侧后前]{1,2}门|门口|楼下|旁边|对面|隔壁)"
    rf"|[ ·-]{{0,2}}(?!快递|麻烦|谢|帮|电话|手机|收|备注|[明今后]天|[上下]午|最好|不要|尽快|[住在到寄]|派送)"
    rf"(?!(?<=[ ])(?:{_H}[轩庭阁](?!\d)|{_H}{{1,2}}[轩庭苑阁城里园村庄](?![{HAN}\d])))"
    rf"(?:(?P<home>(?:{_H}|[a-z0-9]){{1,12}}?(?:{_HOMES}))|(?P<road>(?:{_H}|[a-z0-9]){{1,10}}?(?:{_ROADS}))"
    rf"|(?P<land>(?:{_H}|[a-z0-9-]){{1,10}}?{_LANDS})|(?P<far>(?:{_H}|[a-z-]){{1,8}}?{_COUNT}(?:{_HOUSE}|号(?![发前后左右之以才能会送到内线色]))))"
    rf"|[ ](?P<word>{_H}{{2,6}})(?=[ ,])"
)
"""One part of an address after another."""

_DOOR: Final = re.compile(
    r"(?<![\d.a-z第-])(?:"
    r"(?:\d{1,4}[a-z]?|[a-z]\d{0,2}|[一二三四五六七八九十]{1,3})(?:号楼|号院|栋|幢|单元(?![测考试卷])|弄)"
    r"|(?:[a-z]|[一二三四五六七八九十]|\d{1,2}(?=座\d))座|\d{3,4}室|\d{1,2}-\d{1,2}-\d{3,4}(?![\d-])"
    r"|\d{1,3}[楼层] ?[a-z]?\d{3,4}(?![\d元块])"
    r")"
)
_TRIPLE: Final = re.compile(r"\d{1,2}-\d{1,2}-(?!(?:19|20)\d\d)\d{3,4}")
_MODEL: Final = re.compile(r"(?:型号?|货号|规格|编号|款号?|单号|比分|尺[码寸]|配件)[:是为 ]{0,2}$")
_TOWARDS: Final = re.compile(
    rf"(?:住在?|家在|公司在|单位在|学校在|地址[:是为在 ]{{0,3}}|[放送寄发搬]到|放在|在|去|到|给我?送?)[ ]?"
    rf"(?:{REGION}[ ]?){{0,4}}((?:{_H}|[a-z0-9 ·()-]){{0,20}})$"
)
_BESIDE_HOME: Final = re.compile(
    rf"((?:{_NO_VERB}{_H}|[a-z]){{1,8}}(?:{_HOMES}|{_WORKS}|村|庄|园|城|里|[一二三四五六七八九十]区)"
    rf"(?:[东南西北]门?[苑区]?|[一二三四五六七八九十\d]期)?[ ]?(?:\([^()]{{1,10}}\))?[ ]?)$"
)
_STREET: Final = re.compile(
    rf"((?:{_NO_VERB}{_H}){{1,6}}?(?:大道|大街|(?<![线电思网套公铁速])路|街|巷|胡同|(?<![频渠赛通轨管隧车])道)(?:[东南西北中])?)"
    rf"[ ]?\d{{1,5}}(?:-\d{{1,3}})?(?:号(?![线色])|弄)"
)
_VILLAGE: Final = re.compile(
    rf"((?:{_NO_VERB}{_H}){{1,6}}(?:村|庄|屯|寨))[ ]?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,2}})(?:组|队|社|号)"
)
_LOCKER: Final = re.compile(
    rf"(?:放[在到]?|[送寄]到|送去)[ ]?((?:{_H}|[a-z]){{2,10}}(?:{_HOMES}|村|城)(?:[东南西北正侧后]{{1,2}}门)?(?:门口|旁边?|楼下)?的?"
    r"(?:丰巢|菜鸟驿站|驿站|快递柜|自提柜|代收点|便利店|小卖部|超市|门卫室?|保安[室亭]?|物业))"
)
_LABELLED: Final = re.compile(
    rf"(?:地址|住址|住处)[ ]{{0,2}}(?:[:是为]|改[成为到]?|换[成到]?)[ ]{{0,2}}((?:{REGION}[ ,/-]{{0,2}}){{0,5}})"
    r"(?=[^,;!?。\n]{0,60}(?:\d|[路街村镇巷]|小区|大厦|公寓|花园))([^,;!?。\n]{3,60}?)"
    r"(?=[ ]{0,3}(?:,|电话|手机|收[件货]|联系|姓名|邮编|谢谢|麻烦|可以|[;!?。\n]|1[3-9]\d{9}|$))"
)
_ROOM: Final = re.compile(
    r"(?:门牌号?|房间号?|房号|室号)[ ]{0,2}[:是为]{0,2}[ ]{0,2}([a-z]?\d{1,5}(?:-\d{1,4})?)(?!\d)"
)
_STARTS: Final = re.compile(rf"[省市区县旗盟]|{PROVINCES}|{_CITIES}")
HINT: Final = (
    rf"[0-9a-z一二三四五六七八九十百甲乙丙丁](?:{_HOUSE}|[楼层组队社期区段排门馆号])|{_HOMES}|{_WORKS}|地址|住址|住处|门牌|房间?号|室号|[0-9]-[0-9]"
    r"|[路街巷道弄镇乡村庄屯寨园城院][ ·-]?[0-9]|[镇乡路街巷道].{1,10}[村庄屯寨园城心院厂路街校学司]"
)
"""What every text with such an address has in it; no more than RE2 and Python both know."""
_HINT: Final = re.compile(HINT)


def addresses(folded: str) -> Iterator[tuple[Span, Span]]:
    """The addresses in a text: where each stands, with province and city, and what of it is to be covered."""
    if not _HINT.search(folded):
        return
    regions = [found.span() for found in _REGIONS.finditer(folded)] if _STARTS.search(folded) else []
    for start, stop in regions:
        commas = "," in folded[start:stop]
        end, telling = _chain(
            folded[stop : stop + FAR].replace(",", " ") if commas else folded[stop : stop + FAR], 0, False
        )
        if telling:
            yield (start, stop + end), (stop, stop + end)
    stops = [stop for _, stop in regions]
    for span in _doors_and_streets(folded):
        inside = regions[bisect_right(stops, span[0]) : bisect_left(stops, span[1])]
        begin = min((start for start, _ in inside), default=span[0])
        yield (min(begin, span[0]), span[1]), (max((stop for _, stop in inside), default=span[0]), span[1])
    for form in (_LOCKER, _ROOM):
        for found in form.finditer(folded):
            yield found.span(1), found.span(1)
    for found in _LABELLED.finditer(folded):
        yield found.span(), found.span(2)


def _doors_and_streets(folded: str) -> Iterator[Span]:
    """Addresses told by a house, unit or room, and those told by a street or village and its number."""
    covered = 0
    for found in _DOOR.finditer(folded):
        span = _from_door(folded, found) if found.start() >= covered else None
        if span:
            covered = span[1]
            yield span
    for form in (_STREET, _VILLAGE):
        for found in form.finditer(folded):
            yield found.start(), _chain(folded, found.end(), True)[0]


def _chain(folded: str, at: int, begun: bool) -> tuple[int, bool]:
    """Where the parts of an address that stand one behind the other end, and whether they tell a door or a home."""
    kinds: list[str] = []
    end = at
    for _ in range(16):
        found = _STEP.match(folded, at)
        if found is None or found.end() == at:
            break
        kind = found.lastgroup or ""
        if kind in ("bare", "bracket") and not (begun or kinds):
            break
        kinds.append(kind)
        at = found.end()
        if kind != "word":
            end = at
    places = sum(kind in ("home", "road", "land") for kind in kinds)
    doors = sum(kind in ("door", "far", "bare") for kind in kinds)
    return end, "home" in kinds or "far" in kinds or places > 1 or bool(doors and (places or doors > 1))


def _from_door(folded: str, door: re.Match[str]) -> Span | None:
    """The address around the number of a house, unit or room; None where it may be something else."""
    start = door.start()
    end, _ = _chain(folded, door.end(), True)
    before = folded[max(0, start - 30) : start]
    home = _BESIDE_HOME.search(before)
    if home:
        return start - len(home[1]), end
    if _MODEL.search(before):
        return None
    towards = _TOWARDS.search(before)
    if towards:
        return start - len(towards[1]), end
    if _TRIPLE.fullmatch(door[0]) or len(_doors(folded[start:end])) > 1:
        return start, end
    return None


_DOORS: Final = re.compile(
    r"号楼|号院|栋|幢|单元|弄|座|室|[楼层](?=[ ]?[a-z]?\d{3,4})|(?<=[栋幢元座楼层院]) ?[a-z]?\d{3,4}(?!\d)"
)


def _doors(address: str) -> set[str]:
    """What kinds of door an address names."""
    return {"room" if found[0][-1].isdigit() else found[0] for found in _DOORS.finditer(address)}
