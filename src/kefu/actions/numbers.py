"""Numbers by which a person is reached or known: phones, landlines, cards, documents, mail, in every way of writing them.

All here work on a text as `as_read` gives it: as long as the original, its figures plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kefu.language.figures import FIGURE_OF
from kefu.language.forms import NOTHING, folding

Span = tuple[int, int]
LONG: Final = 64
"""From how many signs on folding all at once is faster than one after another."""

_FIGURES: Final = {ord(spoken): figure for spoken, figure in FIGURE_OF.items() if spoken != figure} | {
    ord(spoken): figure for spoken, figure in zip("洞拐勾", "079", strict=True)
}
_WORDS: Final = {
    word: str(value)
    for words in (
        "zero one two three four five six seven eight nine", "ling yi er san si wu liu qi ba jiu", "_ yao",
    )
    for value, word in enumerate(words.split())
    if word != "_"
}  # fmt: skip
_WORDED: Final = re.compile(rf"(?<![a-z])(?:(?:{'|'.join(_WORDS)})[ -]{{0,2}}){{2,11}}(?![a-z])")
_WORD: Final = re.compile("|".join(_WORDS))

_RUN: Final = re.compile(r"\d(?:[^\w\n]{0,5}\d){6,40}")
_GROUP: Final = re.compile(rf"\d(?:{NOTHING}{{0,3}}\d)*")
_TIGHT: Final = frozenset(f" -.{NOTHING}")
_ANYHOW: Final = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (1, 3, 3, 4), (1, 2, 4, 4), (1, 1, 1, 8), (1, 1, 1, 4, 4), (1,) * 11}
)
_SPACED: Final = frozenset(
    {(3, 3, 5), (5, 6), (6, 5), (4, 7), (3, 4, 2, 2), (3, 2, 2, 2, 2), (1, 10), (2, 9), (2, 3, 3, 3)}
)
"""How many figures the groups of a mobile number have, and which groupings need a blank, a dot or a dash between them."""
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_CARD: Final = re.compile(r"[3-69]\d{15,18}")
_CARD_GROUPS: Final = re.compile(r"(?:4,){3,4}[1-7]|6,1[0-3]|6,4,[67],?\d?")
_CARD_NAMED: Final = re.compile(
    r"(?:卡号|[行蓄用记联]卡|[账帐][号户]|[工建农中招交]行|邮储|银行|信用社)(?:(?!单号|订单|流水)[^\d\n]){0,10}$"
)

_SEP: Final = rf"[ \-{NOTHING}]{{0,2}}"
_AREA: Final = r"(?:10|2\d|[3-9]\d{2})"
_LOCAL: Final = rf"([2-8]\d{{2,3}}{_SEP}\d{{4}})(?!\d)"
_LANDLINES: Final = (
    re.compile(rf"(?<!\d)\(?0{_AREA}\)?{_SEP}{_LOCAL}"),
    re.compile(rf"(?<!\d)(?:\+|00)86\)?{_SEP}\(?0?{_AREA}\)?{_SEP}{_LOCAL}"),
    re.compile(r"(?<!\d)(?:\(0[2-8]\)[ -]{0,2}|0[2-8][ -]{1,2})(\d{3,4}[ -]?\d{4})(?!\d)"),
)
_ABROAD: Final = (
    re.compile(rf"(?<!\d)(?:\+|00)\(?85[23]\)?{_SEP}(\d{{4}}{_SEP}\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?:\(85[23]\){_SEP}|85[23][ -])(\d{{4}}{_SEP}\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?:\+|00)?\(?886\)?{_SEP}\(?0?\)?(9\d{{2}}{_SEP}\d{{3}}{_SEP}\d{{3}})(?!\d)"),
    re.compile(rf"(?<!\d)(?:\+|00)886{_SEP}\(?0?\)?([2-8]\)?{_SEP}\d{{3,4}}{_SEP}\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(09\d{{2}}{_SEP}\d{{3}}{_SEP}\d{{3}})(?!\d)"),
    re.compile(r"(?<![\w+])\+(?!86|85[23]|886)[1-9]\d{0,2}[ -]?(\d(?:[ -]?\d){6,12})(?!\d)"),
)
"""Hong Kong, Macau, Taiwan, and any number with the code of its country."""
_LABELLED: Final = re.compile(
    r"(?:手机号?码?|电话号?码?|号码|联系方式|联系号?|座机|固话|tel|phone|mobile|whatsapp)[\s:是为.]{0,3}"
    r"(?!400|800|95\d{3}(?!\d))(\d(?:[ -]?\d){6,12})(?!\d)"
)
"""A number told to be a phone, of whatever length."""

_IDENTITY: Final = re.compile(
    rf"(?<!\d)[1-8]\d{{5}}{_SEP}(?:19|20)\d{{2}}{_SEP}(?:0[1-9]|1[0-2]){_SEP}(?:0[1-9]|[12]\d|3[01]){_SEP}\d{{3}}[\dx](?![\da-z])"
)
_DOCUMENT: Final = re.compile(
    r"(?:身份证|护照|通行证|台胞证|回乡证|军官证|居住证|驾驶证|驾照|社保卡?|医保卡?|学生证|证件|id ?card|passport)"
    r"(?:号码|号|no\.?)?[\s:是为]{0,3}(?:[(][^)]{1,8}[)])?([a-z]{0,2}\d(?:[ -]?\d){4,17}(?:x|\(\d\))?)(?![\da-z])"
)
_MAIL: Final = re.compile(r"(?<![a-z0-9_.+-])[a-z0-9_.+-]{1,64}(?=@[a-z0-9-]{1,63}(?:[.。][a-z0-9-]{1,63}){1,4})")


_ENOUGH: Final = re.compile(r"\d(?:[^\w\n]{0,5}\d){4}|@")


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        kind: `mobile`, `phone`, `card`, `document` or `mail`.
        whole: where it stands.
        hidden: what of it is to be covered.
    """

    kind: str
    whole: Span
    hidden: tuple[Span, ...]


@lru_cache(maxsize=1)
def _table() -> npt.NDArray[np.uint32]:
    return np.array(folding(), np.uint32)


def as_folded(text: str) -> str:
    """A text in plain letters and forms, one code point for one."""
    if len(text) < LONG:
        return text.translate(folding())
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table = _table()
    if int(codes.max()) >= len(table):
        return text.translate(folding())
    return table[codes].tobytes().decode("utf-32-le", "surrogatepass")


def as_read(folded: str) -> str:
    """A folded text with its figures plain ones, whatever they were written with; as long as before."""
    return _WORDED.sub(_figures, folded.translate(_FIGURES))


def numbers(read: str) -> list[Number]:
    """The numbers that tell who a person is, or reach one, in no order; they may overlap."""
    if not _ENOUGH.search(read):
        return []
    found = [number for run in _RUN.finditer(read) for number in _in_run(read, *run.span())]
    for forms, head in ((_LANDLINES, 0), (_ABROAD, 2)):
        found += (
            _number("phone", read, at.span(), at.span(1), head, 2) for form in forms for at in form.finditer(read)
        )
    found += (_number("document", read, at.span(), at.span(), 3, 4) for at in _IDENTITY.finditer(read))
    for kind, form, head in (("phone", _LABELLED, 2), ("document", _DOCUMENT, 1)):
        for start, end in (at.span(1) for at in form.finditer(read)):
            if not any(number.whole[0] < end and start < number.whole[1] for number in found):
                found.append(_number(kind, read, (start, end), (start, end), head, 2))
    found += (Number("mail", at.span(), ((at.start() + 1, at.end()),)) for at in _MAIL.finditer(read))
    return found


def is_mobile(text: str) -> bool:
    """Whether a text is nothing but a mobile number."""
    return any(
        number.kind == "mobile" and number.whole == (0, len(text)) for number in numbers(as_read(as_folded(text)))
    )


def _figures(found: re.Match[str]) -> str:
    return _WORD.sub(lambda word: _WORDS[word[0]].ljust(len(word[0]), NOTHING), found[0])


def _number(kind: str, read: str, whole: Span, figures: Span, head: int, tail: int) -> Number:
    """A number of which the first and the last few signs stay."""
    places = [at for at in range(*figures) if read[at].isalnum()]
    return Number(kind, whole, tuple((at, at + 1) for at in places[head : len(places) - tail]))


def _in_run(read: str, start: int, end: int) -> Iterator[Number]:
    """The mobile numbers and bank cards in a row of figures with marks between them."""
    groups = [found.span() for found in _GROUP.finditer(read, start, end)]
    figures = [[at for at in range(*group) if read[at].isdigit()] for group in groups]
    for first in range(len(groups)):
        places: list[int] = []
        sizes: list[int] = []
        for group in figures[first:]:
            places += group
            sizes.append(len(group))
            if len(places) > 19:
                break
            plain = "".join(read[at] for at in places)
            if first == 0 and len(sizes) == 1 and _MOBILE.fullmatch(plain.removeprefix("00").removeprefix("86")):
                places, plain, sizes = places[-11:], plain[-11:], [11]
            span = places[0], places[-1] + 1
            if _is_mobile(plain, tuple(sizes), read[span[0] : span[1]]):
                yield Number("mobile", span, tuple((at, at + 1) for at in places[3:7]))
            elif len(places) >= 12 and _is_card(plain, sizes, read[max(0, span[0] - 16) : span[0]]):
                yield Number("card", span, tuple((at, at + 1) for at in places[4:-4]))


def _is_mobile(plain: str, sizes: tuple[int, ...], written: str) -> bool:
    if len(plain) != 11 or not _MOBILE.fullmatch(plain):
        return False
    return sizes in _ANYHOW or (
        sizes in _SPACED and not any(sign not in _TIGHT for sign in written if not sign.isdigit())
    )


def _is_card(plain: str, sizes: list[int], before: str) -> bool:
    if _CARD_NAMED.search(before):
        return True
    if not _CARD.fullmatch(plain):
        return False
    if len(sizes) == 1:
        return plain.startswith("62") and _adds_up(plain)
    return bool(_CARD_GROUPS.fullmatch(",".join(map(str, sizes)))) and (plain.startswith("62") or _adds_up(plain))


def _adds_up(plain: str) -> bool:
    """Whether the last figure of a card is the one that the others ask for."""
    doubled = [int(figure) * 2 for figure in plain[-2::-2]]
    return (sum(int(figure) for figure in plain[-1::-2]) + sum(twice - 9 * (twice > 9) for twice in doubled)) % 10 == 0
