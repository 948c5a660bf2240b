"""What a conversation tells of its buyer: a name or an account once given is known in every line, those before it too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kefu.actions.addresses import HAN, addresses
from kefu.actions.names import ASKED, NAME_AT_MOST, names, nothing_but_a_name, own_names, parted_names
from kefu.actions.numbers import Number, as_read, is_mobile, numbers

Span = tuple[int, int]
BACK: Final = 200
"""How many lines back an account may have been the agent's."""

_TALK: Final = "微信|威信|薇信|wechat|weixin|wx|vx|v信|qq|q号|扣扣|企鹅|telegram|whatsapp"
_SHOPS: Final = "旺旺|淘宝|天猫|京东|拼多多|抖音|快手|小红书|支付宝|闲鱼|会员"
_CALLED: Final = "账号|帐号|账户|账户名|号码|号|会员名|用户名|昵称|网名|名|id"
_ACCOUNTS: Final = (
    re.compile(r"(?<![a-z0-9])(wxid-[a-z0-9]{6,24})"),
    re.compile(
        rf"(?:{_TALK})(?:{_CALLED})?[\s:是为叫]{{0,4}}(?=[a-z-]{{0,24}}\d)(?!1[3-9]\d{{9}}(?!\d)|\d{{1,4}}(?!\d))"
        r"([a-z0-9][a-z0-9-]{4,24})(?![a-z0-9])"
    ),
    re.compile(
        rf"(?:(?:{_SHOPS})的?(?:{_CALLED})|旺旺)[\s:是为叫]{{0,4}}(?!1[3-9]\d{{9}}(?!\d)|\d{{1,3}}(?!\d))"
        r"([a-z0-9][a-z0-9-]{3,24})(?![a-z0-9])"
    ),
    re.compile(
        rf"(?:(?:{_SHOPS})?的?(?:会员名|用户名|昵称|网名)|(?:{_SHOPS})的?(?:账号|帐号|名|id|号)|旺旺)(?:就?是|叫做?|为|:|\s){{1,3}}"
        rf"(?![{HAN}a-z0-9-]{{0,15}}(?:什么|哪|多少|谁|登|怎|不|没|吗|异常|正常|被|手机|绑定|一样|几))"
        rf"((?=[^{HAN}]{{0,15}}[{HAN}])[{HAN}a-z0-9-]{{2,16}})(?=[\s,.;!。]|$)"
    ),
)
"""An account behind the word that says where it is one."""
_YOURS: Final = re.compile(r"[您你](?:的|家)?$")
_CALLED_BY: Final = re.compile("[ ,]?[您你]好|先生|女士|小姐|同学|老师|[哥姐]")
PART_AT_MOST: Final = 16
_FIGURES: Final = re.compile(r"[\d\s().*-]{1,16}")


@dataclass(frozen=True)
class Disclosures:
    """What the buyer of a conversation has told, folded as `numbers.as_folded` does.

    Attributes:
        names: of people; the first character may be shown.
        accounts: and numbers of documents and phones; the first and the last character may be shown.
        places: what of an address is to be covered.
    """

    names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @cached_property
    def _index(self) -> dict[str, list[tuple[str, int, int, bool]]]:
        """By its first two signs each of them, with how many signs are shown before and behind; a given name is one where
        somebody is called by it."""
        known = [(name, 1, 0, False) for name in self.names]
        known += [(name[1:], 1, 0, True) for name in self.names if len(name) > 2]
        known += [(account, 1, 1, False) for account in self.accounts]
        known += [(place, 0, 0, False) for place in self.places]
        index: dict[str, list[tuple[str, int, int, bool]]] = {}
        for each in known:
            index.setdefault(each[0][:2], []).append(each)
        return index

    def found_in(self, folded: str) -> Iterator[Span]:
        """What of it a text says, as stretches to be covered."""
        index = self._index
        for at in range(len(folded) - 1):
            for told, head, tail, called in index.get(folded[at : at + 2], ()):
                end = at + len(told)
                if folded.startswith(told, at) and not (_joined(folded, at) or _joined(folded, end)):
                    if not called or _CALLED_BY.match(folded, end):
                        yield at + head, end - tail


NOTHING_TOLD: Final = Disclosures()


def disclosures(roles: Sequence[str], lines: Sequence[str], telling: Collection[int]) -> Disclosures:
    """What the lines of one conversation, folded, tell of its buyer, whoever says it.

    An agent's own name and account are the agent's.

    Args:
        telling: the numbers of the lines that may tell anything; the others are not looked at.

    >>> disclosures(["buyer", "agent"], ["我是王小二", "王小二您好"], {0, 1}).names
    ('王小二',)
    """
    found: dict[str, dict[str, None]] = {"name": {}, "account": {}, "place": {}}
    said = [*zip(roles, lines, strict=True)]
    reached = set()
    for at in sorted(telling):
        role, line = said[at]
        if role in ("agent", "buyer"):
            for kind, told in _told(line, role == "agent"):
                if kind in ("reach", "place"):
                    reached.add(at)
                if kind != "reach" and not (
                    kind == "account" and role == "buyer" and _said_by_agent(said[max(0, at - BACK) : at], told)
                ):
                    found[kind][told] = None
    found["name"].update(dict.fromkeys(_bare(said, reached)))
    found["account"].update(dict.fromkeys(_parts(said)))
    return Disclosures(*(tuple(found[kind]) for kind in ("name", "account", "place")))


def _told(line: str, agent: bool) -> Iterator[tuple[str, str]]:
    """What one line tells, each with its kind; `reach` is a phone."""
    known = numbers(as_read(line))
    places = [*addresses(line)]
    for number in known:
        yield ("reach", "") if number.kind in ("mobile", "phone") else ("account", _whole(line, number))
        if number.kind == "phone":
            yield "account", _whole(line, number)
    yield from (("place", line[start:end].strip()) for _, (start, end) in places if end - start > 3)
    own = {*own_names(line)} if agent else set()
    beside = [number.whole for number in known if number.kind != "mail"] + [whole for whole, _ in places]
    yield from (("name", line[start:end].rstrip()) for start, end in names(line, beside) if (start, end) not in own)
    yield from (("name", name) for name in parted_names(line))
    for found in (found for form in _ACCOUNTS for found in form.finditer(line)):
        if not agent or _YOURS.search(line, 0, found.start()):
            yield "account", found[1]


def _whole(line: str, number: Number) -> str:
    return line[slice(*number.whole)]


def _said_by_agent(earlier: Sequence[tuple[str, str]], account: str) -> bool:
    """Whether an account is one that the agent gave."""
    return any(role == "agent" and account in line for role, line in earlier)


def _bare(lines: Sequence[tuple[str, str]], reached: Collection[int]) -> Iterator[str]:
    """Names that are a message of their own: the answer to the agent's question, or beside a phone or an address."""
    for at, (role, line) in enumerate(lines):
        if role == "buyer" and len(line) <= NAME_AT_MOST and nothing_but_a_name(line):
            asked = any(role == "agent" and ASKED.search(before) for role, before in lines[max(0, at - 2) : at])
            if asked or any(near in reached and lines[near][0] == "buyer" for near in (at - 1, at + 1)):
                yield line.strip(" .。!~")


def _parts(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The parts of a phone number that somebody wrote in messages one after another, but for the first."""
    figures = [len(line) <= PART_AT_MOST and _FIGURES.fullmatch(line) is not None for _, line in lines]
    for first in (at for at in range(len(lines) - 1) if figures[at] and figures[at + 1]):
        parts: list[str] = []
        for role, line in lines[first : first + 4]:
            if role != lines[first][0] or not _FIGURES.fullmatch(line):
                break
            parts.append(line.strip())
        for many in range(2, len(parts) + 1):
            if is_mobile("".join(parts[:many])):
                yield from (part for part in parts[1:many] if len(part) > 3)


def _joined(folded: str, at: int) -> bool:
    """Whether the signs on both sides of a place belong to one number or word of Latin letters."""
    return 0 < at < len(folded) and all(sign.isascii() and sign.isalnum() for sign in folded[at - 1 : at + 1])
