"""By when something is promised. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from kefu.checks.dating import moments
from kefu.checks.moments import Moment
from kefu.checks.timewords import CLAUSE, DATE, WEEK, plainly
from kefu.vocabulary.days import CHINA

LONGEST: Final = 600
"""Of longer words only this much is read."""
NEAR: Final = 200
"""So much of the message on either side of the words is read."""
GUESS: Final = re.compile(r"预计|一般|通常|估计|大概|大约|应该|差不多能")
"""A time behind one of these is no promise any more."""
EVENT: Final = re.compile(
    r"(?:收到|签收|到店|到货|货到|到仓|入库|入仓|寄回|退回|付款|付尾款|下单|拍下|审核|确认|提交|验货|揽收|检测没问题|无误|通过|[一-鿿]完(?!成|全|毕|善)"
    r"|(?<![最今前])(?:之后|以后|后(?![台续天面勤门仓期来])))(?![的了])[^。!?\n了]{0,8}$"
)
"""What a length of time runs from, where it is not the message itself."""
DONE: Final = re.compile(r"已|刚|昨|前天|今早|上周")
"""It has happened; the time runs from the message after all."""
IF: Final = re.compile(
    r"要是|若|如果|(?<![不例比假诸])如(?!下|期|约|数|实|意|今|图|此|何|上)|万一|假如|倘|(?<![不会能])拖到|要(?:没|还没|再|真|不来)|只要"
)
LOSS: Final = re.compile(
    r"[^。!?\n]{0,10}(?:再降|降价|降了|降掉|跌|掉|调价|改价|低了|更?便宜|坏了|不好用|有问题|出问题|[你您]没|[洗治修弄出到]不[好掉来了]|还没|没收到|没到账|没动静|没信|没回|没出来?|没发)"
    r"[^。!?\n]{0,16}(?:补|退|赔|找我|管|返|[还转给][你您]|垫|换|修|照收|认|打电话|骂|算|拿)"
)
"""What may come true within the time before it, and what is promised then."""
CASE: Final = re.compile(rf"[晚超迟]了?[一1]?[天日]|的话|{IF.pattern}")
"""Something is promised in case of something."""
CANNOT: Final = re.compile(
    r"不了|来不及|赶不上|没法|不行|不能|不发|不开(?!心)|歇|休息|放假|没人|不上班|盘点|出不去|走不成"
)
"""Not on that day."""
VAGUE: Final = re.compile(
    r"一会|待会|等会|过会|回头|晚一?点(?![前半钟\d])|晚些|稍后|稍晚|随后|马上|立马|立刻|立即|即刻|尽快|尽早|第一时间|这就|现在"
    r"|当[天日晚场]|次日|第二天|隔[天日]|过[两几]天|[到等]了?货"
)
"""A time of which nothing can be said."""
ARRIVES: Final = re.compile(r"(?:就|才|也|能|会|可以|准|左右)*(?:送?到(?![账位店])|收到|送达|签收)")
SENT: Final = re.compile(r"寄|发(?!带|圈|夹|卡|箍|饰)|补|退|打|回|开|换|送到|赔|返|给你走")
"""What is done at a time that the next clause may name."""
FILLER: Final = re.compile(r"[\s的了吧哈呢哦啊呀嘛喔亲就也还我你您给会去再准一定肯保证最晚迟快之前以内里]+")
GIVEN: Final = frozenset({"compensation", "refund_by", "reship", "price_protect"})
"""Promises of money or goods, which the clause behind may hand over."""
DEED: Final = re.compile(r"(?:发|寄|打|办|弄|转|退|补|换)(?:出|走|掉|好|完)?去?$")
"""How it says so: this is done at the time that it names."""
ONCE: Final = re.compile(
    r"(?<![一-鿿])[货您你]?一(?![起定样下点直般块个分准并套份台只双床件条张瓶盒包把根副次律遍会])([一-鿿])"
)
"""'Once it arrives': the clause before may say when."""
SENTENCE_END: Final = re.compile(r"[。!?\n]")
LATE: Final = frozenset({"afternoon", "night"})
"""Parts of a day that an hour in the next clause shares."""
STATED: Final = re.compile(rf"今[天日儿]个?(?:是|就是|才|都|已经)?(?:{WEEK}[一二三四五六日天]|{DATE}[号日])[了啦]?")
"""What day it is."""
ACTS: Final = {
    "ship_by": "发|寄|走|出|揽|交", "reply_by": "告诉|回|答|说|讲|信|通知|联系|发|给", "refund_by": "退|打|到|转|返|还",
    "invoice_by": "开|票|寄|发|传", "call_back": "电|打|拨|回|联系", "reship": "补|寄|发|换|走", "deliver_by": "到|送",
}  # fmt: skip
"""What is done to keep a promise of each kind."""
ELSEWHERE: Final = re.compile(r"了|[的过]$|的货|老家|请假|出差|不在|休|忙|不了|来不及|没法|没人|盘点")
"""Something else happens on that day, or it happened."""

YES: Final = re.compile(
    r"\s*(?:(?:亲亲?|哥|姐|老板|兄弟|姐妹|宝|您好|你好|那)[,~ ]*)?(?:可以|能|行|好|嗯|是|对|成|中|妥|得|要得|会|有|必|准|包|肯定|当然|一定|保证|放心|安排|收到"
    r"|没问题|没有问题|没毛病|没事|没跑|答应|ok|噢|哦|退|给|补|发|寄|走得|开(?=$|[的呀啊啦哈票])|说定|一言为定|听[您你]|照|遵|晓得|知道|明白|了解)"
)
NO: Final = re.compile(r"不(?!会|用|客气|好意思|耽误|误)|没(?!问题|有问题|毛病|事|跑|得说)|难|抱歉|发不|来不")
ASKS: Final = re.compile(
    r"发(?!工资|烧|票|现|愁|火)|寄|退(?!休)|开(?!会|学|车|庭|业)|打(?!工|球|比赛|卡|车)|送(?!人|礼)|补(?!班|课)|回(?!家|老家|来)"
    r"|走|(?<!演)出(?!差|门|国|院)|到(?!时)|给我|处理|安排|电话|说(?![过好])|改|弄|搞|办(?!事)|换|留|装|解决|答|联系|收|拿|修|查|传|给个|能不能|我有空|我有.{1,4}分钟"
)
"""What a buyer asks to have done."""
PLEASE: Final = re.compile(r"能|可以|行不|[吗么?]|[给帮]我")
OWN: Final = re.compile(
    r"^(?:我|俺|咱|人家|孩子|老婆|老公|朋友|家里|公司)(?!们?(?:要|想|需要|希望))|发工资|来钱|(?<![到发寄退])不[到发寄退](?!行)|再不|还没|才发的"
)
"""A buyer's own affairs."""
TOLD: Final = re.compile(r"说[过好给要]|答应|[拍买付订]的|下的单")
"""What was said or bought before."""
SHORT: Final = 5
"""Words no longer than this are but an answer."""
PLAIN: Final = 20
"""So are words that begin with a yes and are no longer than this."""


class Said(NamedTuple):
    """What a text says of time: its moments, and whether it settles the matter even where it has none."""

    found: list[Moment]
    settled: bool


def due(words: str, whole: str, at: datetime, before: Sequence[str] = (), kind: str = "") -> datetime | None:
    """By when it is promised, as an instant in Asia/Shanghai; None where nothing can be said.

    The words say it, else a clause right beside them, else, where they are but a yes, the buyer's question.

    Args:
        words: the words that promise.
        whole: the whole message.
        at: when it was said, an aware instant.
        before: what the buyer said right before it, the last last.
        kind: of promise, where it is known: when the parcel arrives is the end of `deliver_by` alone.
    """
    promise, sides = plainly(words[:LONGEST]), around(words, whole)
    asked = [plainly(each[-LONGEST:]) for each in before[-2:]]
    try:
        here = at.astimezone(CHINA)
        said = read(promise, here)
        found = said.found
        if not found and not said.settled:
            agreed = agrees(promise) or YES.fullmatch(sides[0].rstrip(" ,")) is not None
            found = beside(promise, *sides, here, kind) or (requested(asked, here) if agreed else [])
        if not found:
            return None
        when = completed(chosen(found, promise, kind), sides[0], asked, here).resolved(here)
    except (OverflowError, ValueError):
        return None
    return None if when.date() < here.date() else when


def around(words: str, whole: str) -> tuple[str, str]:
    """What stands in a message before the words and behind them, as far as it matters."""
    start = whole.find(words) if words else -1
    if start < 0:
        return "", ""
    end = start + len(words)
    return plainly(whole[max(0, start - NEAR) : start]), plainly(whole[end : end + NEAR])


def chosen(found: Sequence[Moment], promise: str, kind: str) -> Moment:
    """The moment that counts: the last, but not that of the arrival where something else is promised."""
    if kind and kind != "deliver_by":
        found = [moment for moment in found if not ARRIVES.match(promise, moment.end)] or found
    acts = ACTS.get(kind)
    kept = [moment for moment in found if not _is_meanwhile("".join(clause_of(promise, moment)), acts)] if acts else []
    return (kept or found)[-1]


def _is_meanwhile(clause: str, acts: str) -> bool:
    """Whether a clause tells what the buyer may do until then."""
    return "先" in clause and re.search(acts, clause) is None


def read(text: str, at: datetime) -> Said:
    """The moments of a text that bind: without those of a condition, of what cannot be, or of a guess behind them."""
    every = named = moments(text, at)
    guess = GUESS.search(text)
    if guess is not None and any(moment.end <= guess.start() for moment in named):
        named = [moment for moment in named if moment.end <= guess.start()]
    named = [moment for moment in named if not moment.after and not _is_stated(moment, text)]
    binding: list[Moment] = []
    behind: Moment | None = None
    for moment in reversed(named):
        together = behind is not None and not CLAUSE.search(text, moment.end, behind.start)
        if (together and behind not in binding) or _is_conditional(moment, text):
            behind = moment
        elif not _is_anchored(moment, text):
            binding.insert(0, moment)
            behind = moment
    able = [moment for moment in binding if not CANNOT.search(clause_of(text, moment)[1])]
    strong = [moment for moment in able or binding if not moment.weak]
    return Said(strong or able or binding, len(binding) < len(every) or bool(VAGUE.search(text) or CASE.search(text)))


def _is_stated(moment: Moment, text: str) -> bool:
    """Whether its clause says no more than what day it is."""
    before, behind = clause_of(text, moment)
    return STATED.fullmatch((before + text[moment.start : moment.end] + behind).strip()) is not None


def _is_conditional(moment: Moment, text: str) -> bool:
    """Whether a time belongs to an 'if', or is the reach of one."""
    return IF.search(" ".join(clause_of(text, moment))) is not None or LOSS.match(text, moment.end) is not None


def _is_anchored(moment: Moment, text: str) -> bool:
    """Whether a span runs from what has still to happen."""
    if moment.instant is None and moment.kind != "workdays":
        return False
    event = EVENT.search(text[: moment.start])
    return event is not None and not DONE.search(text[max(0, event.start() - 6) : event.start() + 1])


def clause_of(text: str, moment: Moment) -> tuple[str, str]:
    """What stands in the clause of a moment, before it and behind it."""
    cuts = [cut.span() for cut in CLAUSE.finditer(text)]
    first = max((end for _, end in cuts if end <= moment.start), default=0)
    last = min((start for start, _ in cuts if start >= moment.end), default=len(text))
    return text[first : moment.start], text[moment.end : last]


def beside(promise: str, before: str, behind: str, at: datetime, kind: str = "") -> list[Moment]:
    """The moments of a clause right beside the promise that names a time and little else."""
    earlier = [clause for clause in CLAUSE.split(before) if clause.strip()]
    later = [clause for clause in CLAUSE.split(behind) if clause.strip()]
    if later and SENT.search(promise) and (found := _little_else(later[0], at, 4)):
        return found
    if later and kind in GIVEN and (found := _little_else(DEED.sub("", later[0]), at, 3)):
        return found
    if earlier and (found := _little_else(earlier[-1], at, 0)):
        return found
    once = ONCE.search(promise)
    return read(earlier[-1], at).found if once is not None and earlier and once[1] in earlier[-1] else []


def _little_else(clause: str, at: datetime, most: int) -> list[Moment]:
    said = read(clause, at)
    rest = "".join(" " if any(m.start <= n < m.end for m in said.found) else char for n, char in enumerate(clause))
    few = said.found and not said.found[-1].weak and len(FILLER.sub("", rest)) <= most
    return said.found if few else []


def agrees(promise: str) -> bool:
    """Whether the promise is little more than a yes."""
    return NO.match(promise) is None and (
        len(promise) <= SHORT or (len(promise) <= PLAIN and YES.match(promise) is not None)
    )


def requested(asked: Sequence[str], at: datetime) -> list[Moment]:
    """The moments at which the buyer wants something done: of his last message that names one."""
    for text in reversed(asked):
        found = [moment for moment in moments(text, at) if not moment.passing and _is_asked(text, moment, at)]
        if found:
            return found
    return []


def _is_asked(text: str, moment: Moment, at: datetime) -> bool:
    before, behind = clause_of(text, moment)
    clause = before + text[moment.start : moment.end] + behind
    if TOLD.search(clause) or LOSS.match(text, moment.end) or (OWN.search(clause) and not PLEASE.search(clause)):
        return False
    return ASKS.search(clause) is not None or bool(_little_else(clause, at, 2))


def completed(moment: Moment, before: str, asked: Sequence[str], at: datetime) -> Moment:
    """A moment that tells only an hour or a part of the day, with the day that the sentence or the buyer names.

    Args:
        before: what stands before the promise in the message.
    """
    if moment.dated:
        return moment
    sentence = SENTENCE_END.split(before)[-1]
    for other in reversed(moments(sentence, at)):
        if other.day is not None and not other.passing and not ELSEWHERE.search(clause_of(sentence, other)[1]):
            part = moment.part or (other.part if moment.hour is not None and other.part in LATE else "")
            found = replace(moment, day=other.day, part=part)
            return found if found.resolved(at) >= at else moment
    if wanted := requested(asked, at):
        part = moment.part or (wanted[-1].part if moment.hour is not None else "")
        return replace(moment, day=wanted[-1].day, part=part)
    return moment
