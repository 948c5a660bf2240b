"""Names of people: known by what stands beside them, for a name alone looks like any other word.

All here work on a text as `numbers.as_folded` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kefu.actions.addresses import HAN, PROVINCES
from kefu.language.forms import NOTHING

Span = tuple[int, int]

_PLAIN: Final = rf"(?![的了吗呢吧啊哦是在有和与及收电话号码机您你我他她])[{HAN}]"
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄"
    "聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶"
    "戚佟屠卜裘缪桑晏牟仇闵隋郎丛臧娄敖卓甄岑荆巫栾窦芦储匡蔺艾郁鹿司诸慕尉"
)
_DOUBLE: Final = (
    "欧阳|上官|司马|诸葛|皇甫|尉迟|夏侯|慕容|令狐|长孙|宇文|司徒|东方|公孙|端木|轩辕|南宫|独孤|申屠|钟离|澹台|呼延"
)
FIRST: Final = f"[{_SURNAMES}欧上诸皇令长宇东公端轩南独澹呼]"
_WORDS: Final = (
    "安[装排徽心全阳庆康卓静能]|江[苏西南门]|武[汉昌警器]|苏[州宁打]|宁[波夏愿]|温[州馨度柔和水]|徐州|郑州|金[华牌卡额融属色主]|成[都功本分交为人长]|齐齐|"
    "包[装裹邮含括头退赔月]|方[便案式法向面脸]|高[档级端兴铁中三二一考校个矮血温清度价仿]|万[一能象元]|于[是今明昨]|向[您你上下]|任[何意务]|顾[客问]|"
    "管[理家]|马[上路桶]|白[天色领条羊酒糖]|康[复定]|施工|单[独品号子个价身位反]|季[度节]|路[上口边由痴过]|游戏|关[于闭注系]|程[序度]|文[件字员案章具]|莫名|"
    "尚[未品]|左[右边撇]|甘肃|祝[您你福]|严[重格]|齐全|石[家油头]|时候|毛[巾病衣坯绒]|易[碎损]|纪[录念]|盛[大夏]|章程|段时|舒[服适]|符合|房[间子东租]|"
    "蒙[牛古]|华[为东南北中]|申[请诉报通]|司机|牛[奶仔皮]|宋[体锦]|陆续|钱包|雷[同达]|游客|辛苦|贺卡|范[围例]|夏[天季凉]|秦皇|韩[国式版]|"
    "何[时必况人]|龙[头虾卡]|谢谢|付[款费钱宝]|许[多可]|曾经|余[额款下]|周[一二三四五六日末天内边围期年岁转]|常[用年见]|黄[色金皮黑豆瓜]|蓝[色牙]|"
    "商[品家]|全[部款额]|石膏|花[呗费]|红包|水[果费]|胡[子说乱]|平[台时]|明[天白]|丁字|薛定|江浙|宁可|童[装鞋]|梅雨|凌晨|柳州|兰州|汤[锅勺碗]|"
    "谷歌|鲁班|欧[洲美元]|艾灸|关门|孔夫|唐山|宋代|米色|卡其|金币|戴[上着的]|甘油|储[蓄值物]|卓越|匡威|毕[业竟]|连[接忙]|成年|熊猫|童年|牛肉|叶子"
)
"""Ordinary words that begin as a name does."""
_NAME: Final = rf"(?!{_WORDS})(?:(?:{_DOUBLE})(?:{_PLAIN}){{1,2}}|[{_SURNAMES}](?:{_PLAIN}){{1,2}})"
_ENDS: Final = rf"(?:(?!{_PLAIN})|(?=帮|请|麻烦|想|要|说|打|给|住|寄|送|下单|买|换|退|来|去|本人|先生|女士|小姐|昨天|上次|之前|刚|前天))"
"""What can follow a name."""
_ALONE: Final = rf"(?![{HAN}a-z0-9])"
_GAP: Final = rf"[\s,、;:/|。()\[\]{NOTHING}-]{{0,5}}"
KIN: Final = (
    "男朋友|女朋友|男友|女友|朋友|老公|老婆|丈夫|妻子|爱人|对象|媳妇|爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|儿子|女儿|孩子|哥哥?|弟弟?|姐姐?|妹妹?|"
    "表[哥弟姐妹]|同事|同学|室友|闺蜜|领导|老板|家人|舅舅?|叔叔?|阿姨|姑姑|婆婆|公公|岳[父母]|亲戚|邻居|助理|司机|前台"
)
_BEFORE_A_NAME: Final = (
    rf"(?:(?<![{HAN}])|(?<=[的给叫为找替])|(?<=我[爸妈哥弟姐妹舅叔])|"
    + "|".join(f"(?<={kin})" for kin in re.sub(r"(.)\1\?", r"\1\1", KIN).split("|") if "[" not in kin)
    + r"|(?<=改成)|(?<=换成)|(?<=名字)|(?<=姓名)|(?<=件人)|(?<=货人)|(?<=系人)|(?<=收人))"
)
_LABEL: Final = (
    r"(?:收件人|收货人|收件姓名|收货姓名|签收人|代收人|取件人|提货人|领取人|客户姓名|买家姓名|顾客姓名|真实姓名|联系人|姓名|(?<![客用])户名|开户人|持卡人|机主|寄件人|"
    r"退货人|下单人|付款人|订货人|名字)\s{0,3}(?:改成|改为|换成|是|为|叫|写|填)?"
)
_PHONE: Final = r"(?:的?(?:电话|手机号码|手机号|手机|号码|联系方式)是?)?"
_SELF: Final = re.compile(
    rf"(?:我|本人|我这边|这里)(?:就?是|叫做?|名字?叫|的?名字是?|姓名)\s{{0,2}}({_NAME})(?:{_ALONE}|(?=想|要[换退]|昨天|上次|之前|刚|前天|麻烦|的?电话|的订单))"
    rf"|(?:我|本人)(?:就?是|叫做?|名字?叫)\s{{0,2}}({_NAME})\s{{0,2}}(?:\d|$)"
)
"""Someone's own name; said by an agent it is the agent's."""
_FORMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LABEL}\s{{0,3}}[:=|]\s{{0,3}}(?:本人|自己|代收)?"
        rf"\(?((?:{_PLAIN}){{1,6}}(?:·(?:{_PLAIN}){{1,8}}){{1,2}}|(?:{_PLAIN}|·){{2,5}}|[a-z][a-z .]{{1,30}})",
        rf"{_LABEL}\s{{0,3}}(?:本人)?\(?({_NAME}){_ENDS}",
        rf"(?!{_WORDS})([{_SURNAMES}](?:{_PLAIN}){{1,2}})(?=先生|女士|小姐)",
        rf"(?:[我你您他她]|本人|朋友|{KIN}|名字?)(?:就|是)?叫做?\s{{0,2}}({_NAME}){_ENDS}",
        rf"[我你您他她咱]们?的?(?:{KIN})(?:的?名字)?(?:就?是)?\s?({_NAME})(?:{_ALONE}|(?=[代签]?收|取|的?电话|的?手机))",
        rf"(?:(?<![{HAN}])|(?<=[给叫是]))({_NAME})\s{{0,2}}\(?[代签]?收\)?(?![{HAN}])",
        rf"(?<![{HAN}])((?!{_WORDS})[{_SURNAMES}](?:{_PLAIN}){{1,2}}?){_GAP}(?=(?:{PROVINCES})[{HAN}]{{1,8}}[市区县州盟])",
        rf"(?<![{HAN}a-z0-9])(?![{HAN}]{{1,2}}(?:先生|女士|小姐|经理|老师|师傅))({_NAME})(?=[ ,]?[您你]好)",
        rf"本人\(({_NAME})\)",
    )
)
"""How a name is told: behind a label, before 先生, behind 我老公, before 收, before a greeting."""
_PARTED: Final = re.compile(
    rf"姓({_DOUBLE}|[{_SURNAMES}])[\s,、;.]{{0,3}}(?:名字?|单名|叫)[\s:是叫]{{0,2}}((?:{_PLAIN}){{1,2}}){_ALONE}"
)
"""Surname and name told apart."""
_BEFORE: Final = re.compile(rf"(?={FIRST}){_BEFORE_A_NAME}({_NAME}){_GAP}{_PHONE}{_GAP}$")
_AFTER: Final = re.compile(rf"{_GAP}({_NAME}){_ENDS}")
"""A name before or after a phone number or an address."""
NAME_AT_MOST: Final = 12
_WHOLE: Final = re.compile(rf"\s{{0,3}}({_NAME})[\s.。!~]{{0,3}}")
ASKED: Final = re.compile("姓名|名字|称呼|贵姓|全名|收[件货]人|联系人|谁收")
"""How an agent asks for a name."""
_HINT: Final = re.compile(
    "先生|女士|小姐|叫|姓|收|本人|[货件系退单款持订开]人|机主|户名|名字|[您你]好|"
    rf"[我人边里]就?是|[我你您他她咱]们?的?(?:{KIN})|(?:{PROVINCES})"
)


def names(folded: str, beside: Iterable[Span] = ()) -> Iterator[Span]:
    """The names of people in a text, whole.

    Args:
        beside: the phone numbers and addresses of the text; a name may stand before or behind one.
    """
    beside = list(beside)
    yield from own_names(folded)
    if beside or _HINT.search(folded):
        for found in (found for form in _FORMS for found in form.finditer(folded)):
            yield found.span(1)
        for found in _PARTED.finditer(folded):
            yield found.start(2) - 1, found.end(2)
    for start, end in beside:
        before = _BEFORE.search(folded, max(0, start - 16), start)
        if before:
            yield before.span(1)
        after = _AFTER.match(folded, end)
        if after:
            yield after.span(1)


def own_names(folded: str) -> Iterator[Span]:
    """The names that somebody gives as their own."""
    for found in _SELF.finditer(folded):
        yield found.span(1) if found[1] else found.span(2)


def parted_names(folded: str) -> Iterator[str]:
    """The names told as 姓王名建军, put together."""
    for found in _PARTED.finditer(folded):
        yield found[1] + found[2]


def nothing_but_a_name(folded: str) -> bool:
    """Whether a message is a name and nothing else, or a word that looks like one."""
    return len(folded) <= NAME_AT_MOST and _WHOLE.fullmatch(folded) is not None
