"""Which words of an offending message may be said again: whole sentences, and clauses that make sense by themselves. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kefu.checks.shapes import SHAPES

Site = tuple[str, int, int]
"""A rule and where it is broken in the plain text."""
SENTENCE: Final = re.compile(r"[^。!?\n]+[。!?\n]*")
CUT: Final = re.compile(r"(?:(?<!\d)[,;]|[,;](?!\d))[,;~ ]*|(?<=[一-鿿])[ ~]+(?=[一-鿿])")
"""Between two clauses."""
APART: Final = re.compile("[,;~ ]")
"""There is none without one of these."""
BREAKS: Final = re.compile(r"\n*\Z")
LAST: Final = re.compile(r"\W+\Z")
MARKS: Final = " ,;:.、~-\n的了"
TAIL: Final = re.compile(
    r"(?:[ ,;:.、~\n]+(?:您|你|我|我们|也|就|才|那|那边|这边|对吗|对吧|是吗)?|[哦呢呀嘛哈呗啦哟噢啊吧])+\Z"
)
"""What hangs at the end of a find and is no part of it."""
WHEN: Final = (
    rf"(?:{SHAPES['day']}|{SHAPES['hour']}|\d{{1,3}}个?(?:小时|天|工作日|分钟)|[一二两三四五七十]天|月底|周末)"
)
SUM: Final = rf"(?:{SHAPES['sum']})"
NUMBER: Final = r"(?:\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十半])"
STATUS: Final = (
    "发出|发货|寄出|签收|揽收|打包|出库|到账|处理|受理|提交|登记|备注|通过|安排|开好|退回|退到|退给|退您|补发|退款"
)
DONE: Final = r"到账|到货|发货|发出|寄出|送达|派送|送到|退|补发|补寄|发|寄|到|开好|开票|上门|答复|回复|截止|结束|恢复|补货|前下单|前拍|内"
BEGINNINGS: Final = (
    "¥一二两三四五六七八九十百千半几今明后大周星月满单运快物顺圆中申韵极邮券活原现到售价合总实退"
    "保续质容尺净功长宽高直电有是库包货预订发补已图照视地消收纯全真陶不"
)
"""Whatever tells something begins with one of these or a figure."""
ACTS: Final = (
    r"(?:单号|运单|快递|物流|顺丰|圆通|中通|申通|韵达|极兔|邮政).{0,4}[a-z]{0,4}\d{10,}",
    rf"{WHEN}.{{0,8}}(?:{DONE})",
    r"(?:一般|预计|大概|大约).{0,4}\d{1,2}(?:[到至~-]\d{1,2})?个?(?:天|小时|工作日)",
    rf"(?:包裹|快递|货|订单|退款|发票|申请|补发).{{0,4}}已经?(?:给您|帮您)?(?:{STATUS})",
    rf"已经?(?:给您|帮您|为您)?(?:{STATUS})",
    r"(?:图片|照片|视频|地址|消息).{0,3}收到了|收到您的(?:图片|照片|反馈)",
)
FACTS: Final = (
    r"满\d+.{0,3}(?:减|送|包邮)|\d(?:\.\d)?折",
    rf"(?:券|活动价|原价|现价|单价|到手|售价|价格|一共|合计|总共|实付|退款|退您|退你).{{0,4}}{SUM}",
    rf"{SUM}.{{0,3}}(?:券|包邮|一件|一个|一盒|一斤|左右|已经?退|原路|退回|到账)",
    rf"{NUMBER}(?:cm|mm|厘米|毫米|毫升|ml|l|升|kg|千克|公斤|g|克|斤|码|瓦|w|v|伏|毫安|mah|寸|米|gb|tb|度|层|片|包|支装|件套|不锈钢|个月)",
    rf"(?:保温|续航|质保|保修|保质期|容量|尺寸|净重|功率|长|宽|高|直径|电池).{{0,4}}{NUMBER}",
    r"(?:有|是)?(?:现货|有货|有库存)",
    r"纯棉|全棉|真皮|实木|陶瓷|不含(?:糖|酒精|香精|防腐剂)",
)
ACTING: Final = re.compile(rf"(?=[\d{BEGINNINGS}])(?:{'|'.join(ACTS)})")
"""What was done for a buyer, or is going to be, and when."""
TELLING: Final = re.compile(rf"(?=[\d{BEGINNINGS}])(?:{'|'.join(ACTS + FACTS)})")
"""What a buyer is glad to know whatever else is said."""
LOOSE: Final = re.compile(
    r"^(?:亲,?)?(?:加了|加上|加完|加好|这样|不然|否则|要不|那就|那我|那您|那你|就|才|再|也|还|又|但|不过|可是|所以|因为|因此|而且|然后"
    r"|到时|之后|以后|后面|后续|免得|省得|顺便|另外|另给|另送|弄好|评完|拍完|收到后|通过后|每单|一单|每条|都|连|只|它|他|她|于是|结果|虽然|如果|要是|只要|想|除非)"
    r"|的话$|之后$|以后$|的时候$"
)
"""A clause that hangs on its neighbour."""
GRUDGING: Final = re.compile(
    r"不(?!锈|含|粘|加糖|用您|掉|起球)|没(?!问题)|别|才(?!能收)|仅|只|太|超过|超重|过了|错|涨|亏|误|本来|必须|得(?!到)|要(?:加|补|扣|收|另|您|你|等)|先|吗|么|[?]"
    r"|请|差|怎么|什么|谁|哪|肯定|一定|保证|绝对|包您|随便|爱|反正|朋友|那边|别家|官网|小程序"
)
"""A refusal, its reason, a demand or a certainty: no fact to keep without the words that are gone."""
REWARD: Final = re.compile(r"返|送|减|退|补|赔|便宜|优惠|红包|省|券|划算|打折|\d折|福利|佣金|辛苦费|给您\d|给你\d")
PAID: Final = re.compile(r"已经?|到账")
BARGAINS: Final = frozenset({"review", "trade", "payment"})
"""Topics in which money beside the offence is its price."""
CONDITIONS: Final = frozenset({"contact", "complaint", "refund", "promise", "order"})
"""Topics in which money named after a demand is its price."""
DEMAND: Final = re.compile(r"撤|取消|销|删|别|不要|加|改|先|选|找|搜")
FEES: Final = frozenset({"price", "freight", "creditcard"})
"""Topics in which a measure or a sum beside the offence is its excuse."""
SILENT: Final = frozenset({"goods.counterfeit", "trade.fake"})
"""Beside these no clause of the same sentence is lawful talk, nor another sentence that tells nothing."""
LONG: Final = 16
"""A shorter sentence right behind an offence that tells nothing goes with it."""
SECRET: Final = frozenset({"privacy.leak"})
"""Beside these nothing of the whole message is said again."""


class Part(NamedTuple):
    """A sentence or clause of a plain text, from first to last with the marks behind it.

    Attributes:
        kept: whether it may be said again.
        telling: it tells the buyer something.
        sites: the places in it.
        breaks: the line breaks at its end.
    """

    first: int
    last: int
    kept: bool
    telling: bool
    sites: tuple[Site, ...]
    breaks: str


def parts(plain: str, sites: Sequence[Site]) -> list[Part]:
    """The sentences of a text; those in which something is broken by their clauses."""
    out: list[Part] = []
    secret = any(rule in SECRET for rule, _, _ in sites)
    silent = any(rule in SILENT for rule, _, _ in sites)
    hanging = False
    for sentence in SENTENCE.finditer(plain):
        first, last = sentence.span()
        here = tuple([site for site in sites if site[1] < last and first < site[2]])
        breaks = BREAKS.findall(plain, first, last)[0] if plain[last - 1] == "\n" else ""
        if here:
            several = APART.search(plain, first, last) and TELLING.search(plain, first, last)
            out += (
                clauses(plain, first, last, here, breaks)
                if several
                else (Part(first, last, False, False, here, breaks),)
            )
        else:
            telling = TELLING.search(plain, first, last) is not None
            idle = not telling and (silent or plain[last - 1] == "?" or (hanging and last - first < LONG))
            kept = not secret and not idle and not (hanging and LOOSE.search(bare(plain, first, last)))
            out.append(Part(first, last, kept, telling, (), breaks))
        hanging = bool(here) or (hanging and not kept)
    return out


def clauses(plain: str, first: int, last: int, sites: Sequence[Site], breaks: str) -> Iterator[Part]:
    """The clauses of an offending sentence."""
    topics = {rule.partition(".")[0] for rule, _, _ in sites}
    demanded = any(DEMAND.search(plain, start, end) for _, start, end in sites)
    silent = any(rule in SILENT or rule in SECRET for rule, _, _ in sites)
    ends = [cut.end() for cut in CUT.finditer(plain, first, last)]
    offended = False
    for start, end in itertools.pairwise(dict.fromkeys((first, *ends, last))):
        here = tuple(site for site in sites if site[1] < end and start < site[2])
        offended = offended or bool(here)
        body = bare(plain, start, end)
        kept = not here and not silent and stands_alone(body) and not is_price(body, topics, offended and demanded)
        kept = kept and (topics.isdisjoint(FEES) or ACTING.search(body) is not None)
        yield Part(start, end, kept, kept, here, breaks if end == last else "")


def clause_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the clauses that a place touches."""
    first, last = 0, len(plain)
    for cut in CUT.finditer(plain):
        if cut.end() <= start:
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    return first, last


def quoted(plain: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of what is quoted of a place: without the marks, particles and beginnings of a new clause at its ends."""
    words = plain[start:end]
    first = len(words) - len(words.lstrip(MARKS))
    tail = TAIL.search(words, first + 1)
    last = tail.start() if tail else len(words)
    return (start + first, start + last) if last > first else (start, end)


def bare(plain: str, first: int, last: int) -> str:
    """The words without the marks around them."""
    return plain[first:last].strip(" ,;~。!?\n")


def stands_alone(body: str) -> bool:
    """Whether a clause tells a buyer something by itself, without what is said before or behind it."""
    return bool(TELLING.search(body)) and not LOOSE.search(body) and not GRUDGING.search(body)


def is_price(body: str, topics: set[str], demanded: bool) -> bool:
    """Whether a clause beside an offence names what is paid for it.

    Args:
        demanded: before the clause something is demanded of the buyer.
    """
    bought = not topics.isdisjoint(BARGAINS) or (demanded and not topics.isdisjoint(CONDITIONS))
    return bought and bool(REWARD.search(body)) and not PAID.search(body)


def spans(plain: str) -> list[tuple[int, int]]:
    """Where the clauses of a text stand, the marks behind them not counted in."""
    out: list[tuple[int, int]] = []
    for sentence in SENTENCE.finditer(plain):
        start = sentence.start()
        cuts = [match.span() for match in CUT.finditer(plain, start, sentence.end())]
        for end, after in [*cuts, (sentence.end(), sentence.end())]:
            last = LAST.search(plain, start, end)
            stop = last.start() if last else end
            if stop > start:
                out.append((start, stop))
            start = after
    return out
