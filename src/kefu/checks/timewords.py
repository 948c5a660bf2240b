"""The words that name a time, as sellers write them: days, parts of days, hours, lengths, feasts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kefu.language.forms import fold
from kefu.language.numerals import WORDS
from kefu.vocabulary.festivals import NAMES

CLAUSE: Final = re.compile(r"[,;。!?\n~…]|(?<=[一-鿿]) +(?=[一-鿿\d])|(?<=\d) +(?=[一-鿿])")
"""Between two clauses."""

FEW: Final = rf"(?:\d{{1,3}}(?:\.\d)?|[{WORDS}]{{1,4}})"
HOUR: Final = r"(?:[01]?\d|2[0-4]|二?十[一二三四五六七八九]?|[一二两三四五六七八九]{1,2})"
MINUTE: Final = r"(?:[0-5]\d|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
MONTH: Final = r"(?:0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九元])"
DATE: Final = r"(?:[0-2]?\d|3[01]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
WEEK: Final = r"(?:周|星期|礼拜)"
THIS: Final = r"(?:本|这个?|下下?个?)"
THIS_MONTH: Final = r"(?:本|当|这个?|下下?个?|次)月"
TO: Final = r"(?:\s*[-~到至或、/,]\s*)"
BEFORE: Final = r"(?:之前|以前|前)"
AFTER: Final = r"(?:之后|以后|过后|后)"
WITHIN: Final = r"(?:之内|以内|内|里头|里面)"
ON: Final = r"(?:当天|那天|当日|这天)"
PART_AHEAD: Final = "(?=上午|下午|中午|晌午|午|晚|早|夜|晨)"
DAY_BEHIND: Final = "(?<=[今明后天日末号儿个一二三四五六])"


def any_of(names: Iterable[str]) -> str:
    """A pattern of these names, the longer before the shorter."""
    return "|".join(sorted(names, key=len, reverse=True))


ALSO_NUMBERS: Final = any_of([name for name in NAMES if name.isdigit()] + ["十一"])
NAMED: Final = any_of(name for name in NAMES if not name.isdigit() and name != "十一")
NOT_COUNTED: Final = rf"(?<![{WORDS}\d月第])"

OTHER: Final = (
    # numbers of orders, parcels and telephones
    r"\d{5,}",
    # what is past
    r"(?:大?前|昨)[天日晚夜儿](?:晚上|夜里|上午|下午|早上|中午)?|去年|往年",
    rf"上上?个?{WEEK}(?:[一二三四五六日末天])?|(?:上|每|按|包|满|岁|足)个?月(?:{DATE}[号日])?",
    # when something was made, from when on something holds
    rf"{MONTH}月(?:份)?(?:生产|出厂|[产做]的)|从(?:这个?|本|下个?)月起",
    # so long before something, the day or the price of something else, what comes every week
    rf"(?:前|提前|早)(?:{FEW}|半)个?(?:刻钟|小时|钟头)|同一?[天日]|(?<![号日一二三四五六天])那天(?:[早晚]上|[上下]午|夜里)?|按今天的|每个?{WEEK}(?:{WEEK}?[一二三四五六日天末])+",
    rf"{FEW}(?:个?半)?个?(?:工作日|小时|分钟|天|{WEEK}|月|年){BEFORE}",
    rf"{FEW}个?(?:天|小时|分钟)(?:了(?!解)|都?没|不[动发理回]|一[次单趟车回]|以上|[{WORDS}\d]{{1,4}}[块元])",
    # what lasts, is counted or is exceeded
    rf"(?:[那前每当整头连几]|没[过到满]|(?<!超)过了|等了|(?<!最)[晚迟快][到了]?|按|误你?您?了?|(?<!不)超过?|逾期?|延[长后]?|顺延|推[迟后]|提前|满|隔|[质包价]保|拖了?"
    rf"|都|试用|第|[管顶歇]|[睡用穿坐跑]了?|多(?!等)|已经?|一共|我有)(?:有|个)?{FEW}个?(?:小时|分钟|天|{WEEK}|日|年|月)(?!{WITHIN})",
    rf"过[两几]天|这{FEW}天(?!{WITHIN}|给|就|会|一定|肯定|准|安排|发|寄|退)",
    rf"{FEW}(?:天|日)(?:之?内)?(?:无理由|价保|保价|质保|保修|包退|包换|试用|试穿|封顶|起)|24小时(?:客服|在线|营业|服务)|全天",
    rf"{FEW}个?(?:分钟|小时|天|月)的(?!时间|话)|{FEW}个?月是|[一整半每]个?晚上",
    r"(?:最后|头|首)一?[天日]|[的某有]一天",
    # orders of a day, meals that are over, greetings
    r"(?:今[天日]|当[天日])(?:这[单个件]|的单|下单|拍|付款|的?价)|(?:[早中午晚]|晌午)饭(?:吃)?[罢完后]",
    r"[早晚上中下]午?上?好(?![的了])",
    # a little, not one o'clock
    r"[早晚快慢差]一?点儿?(?!前|之前|以前)|一点[儿点都也不没]|(?:有|便宜|多|少|好|大|小|高|低|再)一?点|[几多]点|到点|半点",
    # numbers of things, prices of a day
    rf"{DATE}(?:号|日)(?:线|楼|仓|库|色|链接|店|门|机|电池|码|院|桌|座|球|杆|柜|车厢|字|主播|用|均)",
    rf"(?:{ALSO_NUMBERS}|{NAMED})(?:节|{ON})?(?:的(?!时候)|价|优惠|活动|大促|期间|定金|尾款|单子|订单|快乐|安康)",
)
"""Figures and times that say nothing of a promise's end."""
WORKING: Final = (
    r"(?P<opening>(?:第一?1?个?|头一?个?|首个?)(?:天|日)?(?:的)?(?:工作日|上班日?|上班天|开工日?|复工日?)|(?:第一|头一|首)[天日](?:上班|开工|复工)|(?<=[后完束])(?:第一|头一)天"
    r"|(?:上班|开工|复工|收假|营业)(?:的)?(?:第一[天日]|头一?天|首日|当[天日]|那天|第一车|头一车|即|就发|就寄))",
    r"(?P<closing>最后一?个?(?:工作日|工作天|上班日))",
)
"""The first and the last working day of something."""
LENGTHS: Final = (
    rf"(?P<workdays>(?:{FEW}{TO})?(?P<count>{FEW}|下一?|次一?) ?个?工作[日天](?:{WITHIN}|{AFTER})?)",
    rf"(?P<span>(?:{FEW}个?(?:小时|天)?{TO})?(?P<number>{FEW}|半|个把)(?:拉|把|来|多)?\s*个?(?P<half>半)?(?:把|来|多)?"
    rf"(?:(?P<hours>小时|钟头|h(?:ours?|rs?)?(?![a-z])|(?<=个)钟(?!头))|(?P<minutes>分钟|分(?={WITHIN})|min(?:ute)?s?(?![a-z]))|(?P<quarters>刻钟)"
    rf"|(?P<days>自然日|天(?![猫线窗鹅花然使气])|日(?={WITHIN}|之?后))|(?P<weeks>{WEEK}(?![一二三四五六日末天岁年])|{WEEK}(?=一?[定准]))"
    rf"|(?P<months>(?<=[个半])月))(?P<more>半(?!个))?(?:的?时间)?(?P<later>{WITHIN}|{AFTER})?)",
)
FEASTS: Final = (
    rf"(?P<holiday>(?:(?:小?长|放)?假期?|(?<![环季细情章调度])节|过节|(?P<spring>(?<![\d{WORDS}今去明多半两几成])年|过完?年))"
    rf"(?:(?P<eve>{BEFORE})|{AFTER}|结束|完|(?<=过完年))|放完假|过完节|收假)",
    rf"(?P<feast>{NOT_COUNTED}(?:(?P<figured>{ALSO_NUMBERS})(?![{WORDS}\d点个块元月分小])(?=节|{BEFORE}|{AFTER}|{ON}|一过|过了|过完|长假|放假|假期|不)"
    rf"|(?P<named>{NAMED})(?![点个块元月分]|会儿?))(?:佳?节|长假|放假|假期|小长假)?"
    rf"(?:(?P<until>(?:来临|到来)?{BEFORE}(?:一天)?)|(?P<on>{ON})|(?P<past>{AFTER}|一过|过了|过完|结束|回来))?)",
    rf"(?P<lunar>(?:(?:正月|大年|年|(?<![月最当起{WORDS}]))(?=初)初(?P<early>十|[一二三四五六七八九])|正月(?P<first>{DATE})|(?:腊月|大?年(?=廿))(?P<twelfth>{DATE})"
    rf"|大?年三十)(?:{BEFORE}|{ON})?)",
)
DATES: Final = (
    r"(?P<iso>(?P<y>20\d\d)(?:[-/.]|年)(?P<m>\d{1,2})(?:[-/.]|月)(?P<d>\d{1,2})[日号]?)",
    rf"(?P<monthday>(?P<year>[今明]年|20\d\d年)?(?P<month>{MONTH}) ?月(?:份)?(?:的)? ?(?:{DATE}[号日]?(?:(?![,、]){TO}|{TO}(?={DATE} ?[号日])))?(?P<day>{DATE}) ?(?:日|号|(?!\d|[个天件块元单台])))",
    rf"(?P<monthpart>(?:(?P<which>{THIS_MONTH})|(?P<its_year>[今明]年|20\d\d年)?(?P<its_month>{MONTH})月|(?<![个{WORDS}\d每包按岁满])月(?=[底末初头中上下内]))"
    r"(?:份)?(?:的)?(?:月(?=[底末初中]))?(?P<part>底|末|初|头上?|上旬|中旬?|下旬|内|之内|里|最后一天)?)",
    rf"(?P<dom>(?:(?P<of>{THIS_MONTH})(?:份)?(?:的)?\s*)?(?<![第a-z#大小])(?:{DATE}(?:号|日)?{TO})?(?P<date>{DATE}) ?(?:号(?!\d)|(?<=\d)日(?!{WITHIN}|之?后)|日(?={BEFORE})))",
    rf"(?P<pointed>(?<![\d.¥/:])(?P<pm>0?[1-9]|1[0-2])[./](?P<pd>[0-2]?\d|3[01])(?![\d./%])"
    rf"(?=号|日|{BEFORE}|{ON}|上午|下午|晚上|早上|中午|就?发(?!票)|就?寄|给.{{0,2}}[发寄送]|-\d))",
    rf"(?P<stamped>(?<![\d.])(?P<sm>0[1-9]|1[0-2])(?P<sd>[0-2]\d|3[01])(?=号|日|{BEFORE}|{ON}|就?发(?!票)|就?寄))",
    rf"(?P<weekday>(?P<rel>{THIS})?{WEEK}(?:[一二三四五六日天末](?=[二三四五六日](?![点个号天十件单块])))?(?P<wd>[一二三四五六日天末]|[1-7](?![\d天个])))",
    rf"(?P<week>(?:(?P<whose>{THIS}){WEEK}|(?<![{WORDS}\d个每半])周(?={WITHIN}))(?:{WITHIN}|里)?)",
    rf"(?P<near>(?P<n4>大大后[天日])|(?P<n3>大后[天日儿]个?)|(?P<n2>明后[两二]?[天日]?|(?<![以之今然最])后[天日儿](?!天)个?)"
    rf"|(?P<n1>今明[两二]?[天日]?|赶?明[天日儿]个?|明{PART_AHEAD})|(?P<n0>今[天日儿]个?|今{PART_AHEAD}|本日|当[天日](?={WITHIN})))",
    rf"(?P<yearend>今年{WITHIN}|(?<![去明])年[底末]|(?<![{WORDS}\d])年内|本年度?内)",
)
HOURS: Final = (
    r"(?P<time>(?<![\d:.])(?P<hh>[01]?\d|2[0-4]):(?P<mm>[0-5]\d)(?::[0-5]\d)?)",
    rf"(?P<oclock>(?<![\d.:第])(?!一点)(?:{HOUR}点?{TO})?(?P<hour>{HOUR}) ?(?:点|(?<=\d)时|时(?![候间效常段长]))"
    rf"(?!建议|意见|原因|要求|问题|说明|积分|优惠|返利|税|心意)(?:(?P<quarter>半|整|钟|一刻|三刻|过)|(?P<minute>{MINUTE})分?)?)",
    rf"(?P<one>(?:(?<=[午上晚夜晨天日到在])|(?<=午后)|(?<![一-鿿])|(?=一点(?:半|钟|整|之?前|以前|左右)))一点(?!问题|事|毛病|意外|差错|儿|都|也|不|没)(?:(?P<half_past>半)|(?P<past_one>{MINUTE})分?)?)",
    r"(?P<midnight>零[点时]|[午子]夜)",
)
PARTS: Final = (
    r"(?P<dawn>凌晨)",
    r"(?P<noon>(?:中?午|中|晌午)饭前|午[前间休]|[中正]午|晌午)",
    r"(?P<offwork>下班(?:之|以)?前?|(?:收工|天黑|太阳落山|日落)(?:之|以)?前|晚饭前)",
    rf"(?P<night>晚上|晚间|夜里|夜间|夜晚|深夜|半夜|打烊|关门前|(?<![最太今明后])晚(?={HOUR}(?:点|:))|{DAY_BEHIND}[晚夜](?!一?点(?!钟)(?=[^\d半前钟整]|$)|些|于|了|就|到|班|来|安))",
    r"(?P<afternoon>下午|午后|傍晚|下晚儿?|后晌)",
    rf"(?P<morning>上午|早上|早晨|早间|清早|清晨|[一大]早起?|早起|天一?亮|头晌|(?<![最太今明后])早(?={HOUR}(?:点|:))|{DAY_BEHIND}(?:[早晨](?!就|已|日|说)|(?<=明)早(?=就)))",
)
TOKEN: Final = re.compile("|".join((*WORKING, *OTHER, *LENGTHS, *FEASTS, *DATES, *HOURS, *PARTS)))
LATER: Final = re.compile(rf"{AFTER}(?![天日台续面勤])")
POINT: Final = re.compile(r"(?<=\d)。(?=\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word that names a time: what kind of word, where it stands, and its parts by name."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]
    later: bool = False
    """It is followed by 'after'."""


def tokens(plain: str) -> list[Token]:
    """The words of a text that name a time, in its order; those that only look so are passed over."""
    out: list[Token] = []
    for match in TOKEN.finditer(plain):
        if match.lastgroup is not None:
            parts = {name: said for name, said in match.groupdict().items() if said is not None}
            later = LATER.match(plain, match.end()) is not None
            out.append(Token(match.lastgroup, match.start(), match.end(), parts, later))
    return out


def plainly(text: str) -> str:
    """The text in which times and sums are read: folded, of the same length."""
    return POINT.sub(".", fold(text)).replace("後", "后")
