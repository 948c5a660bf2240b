"""Which characters of a chat tell who the buyer is, and the chat with these characters covered.

Every function here keeps the number of code points, so an offset into the text is an offset into the masked text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from kefu.actions.addresses import HAN, addresses
from kefu.actions.disclosures import NOTHING_TOLD, Disclosures
from kefu.actions.names import names
from kefu.actions.numbers import as_folded, as_read, numbers
from kefu.actions.traces import traces

STAR: Final = "*"
Span = tuple[int, int]

_WORDED: Final = re.compile(r"\w")

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
_NICK: Final = re.compile(
    rf"[{HAN}]|^(?:(?:(?:tb|jd|pdd|dy|wx)[_-]?|t_)(?!20\d\d[01]\d[0-3]\d)(?=\w*\d)\w{{4,}}|wxid_\w+)$|@"
)
_MOBILE: Final = re.compile(r"1[3-9]\d[\d -]{8}")
_MACHINES: Final = re.compile(
    r"(?:会话|对话|聊天|记录|工单|咨询|接待|客服|订单|编号|序号|售[前后]|[第条号单年月日时分秒上下午通个次])*(?:\d[\d\W_]*)+"
    r"(?:(?:会话|对话|聊天|记录|工单|咨询|接待|[条号单年月日时分秒上下午通个次])[\d\W_]*)*"
)
"""Names of conversations that a machine gives although they hold Chinese characters."""


def buyer_spans(
    text: str, accounts: Iterable[str] = (), told: Disclosures = NOTHING_TOLD, telling: bool = True
) -> list[Span]:
    """The stretches of a text that tell who the buyer is: phone, card, document, mail, name, address, account.

    Args:
        accounts: of the buyers in this conversation, to be covered where the text calls them.
        told: what the buyer has told in this conversation, covered where it is said again.
        telling: False where it is known that the text leaves no `traces`.

    Returns:
        Half-open spans of code points, in no order, which may overlap.
    """
    spans = [span for account in accounts if known(account) for span in _mentions(text, account)]
    if told is not NOTHING_TOLD:
        spans.extend(told.found_in(as_folded(text)))
    if telling:
        spans.extend(_by_shape(text))
    return spans


@lru_cache(maxsize=1024)
def _by_shape(text: str) -> tuple[Span, ...]:
    """What a text tells by itself."""
    folded = as_folded(text)
    if next(traces(folded), None) is None:
        return ()
    found = numbers(as_read(folded))
    places = [*addresses(folded)]
    beside = [number.whole for number in found if number.kind != "mail"] + [whole for whole, _ in places]
    return (
        *(span for number in found for span in number.hidden),
        *(hidden for _, hidden in places),
        *((start + 1, end) for start, end in names(folded, beside)),
    )


def mask(text: str, accounts: Iterable[str] = (), told: Disclosures = NOTHING_TOLD) -> str:
    """The text with the buyer's phone, address and name covered, as long as before.

    >>> mask("收件人：张小三，电话13812345678")
    '收件人：张**，电话138****5678'
    """
    return cover(text, buyer_spans(text, accounts, told))


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

    >>> mask_session("TB202603080001"), mask_session("tb1234567"), mask_session("爱吃鱼的猫")
    ('TB202603080001', 't*******7', '爱***猫')
    """
    for buyer in buyers:
        if known(buyer) and buyer in session:
            session = session.replace(buyer, mask_account(buyer))
    if _MOBILE.search(session):
        session = cover(session, (span for number in numbers(as_folded(session)) for span in number.hidden))
    head, bar, tail = session.rpartition("|")
    if STAR in tail or not _NICK.search(tail) or _MACHINES.fullmatch(tail):
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
