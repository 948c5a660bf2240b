"""Agents as a page calls them: the account within the shop first, the shop behind it."""

from __future__ import annotations

import re
from typing import Final

from kefu.web.markup import Html, join, tag
from kefu.web.words import both

_DASHED: Final = re.compile(r"(.+店)\s*[-_—·]\s*(\S.*)", re.DOTALL)


def parted(account: str, shop: str) -> tuple[str, str]:
    """An account without its shop's name, and the shop.

    >>> parted("某某旗舰店:小美", ""), parted("某某旗舰店-小美", ""), parted("小美", "某某旗舰店")
    (('小美', '某某旗舰店'), ('小美', '某某旗舰店'), ('小美', '某某旗舰店'))
    """
    dashed = _DASHED.fullmatch(account)
    if dashed:
        return dashed[2], shop or dashed[1]
    above, _, own = account.replace("：", ":").rpartition(":")
    if above.strip() and own.strip():
        return own.strip(), shop or above.strip()
    rest = account.removeprefix(shop).lstrip(" -_·—") if shop else ""
    return rest or account, shop


def full_name(account: str, shop: str) -> str:
    """All that is known of an agent in one line."""
    return f"{account} · {shop}" if shop and shop not in account else account


def agent_name(account: str, shop: str) -> Html:
    """An agent: the own name, the shop below, all of it where one points at it."""
    if not account:
        return join([both("（未知）", "(unknown)"), tag("small", shop) if shop else None])
    own, above = parted(account, shop)
    return tag("span", own, tag("small", above) if above else None, title=full_name(account, shop), class_="person")


def agent_line(account: str, shop: str, short: bool = False) -> Html | None:
    """An agent in the midst of a line; `short`: without the shop, which stands where one points at it."""
    if not account:
        return None
    own, above = parted(account, shop)
    return tag("span", f"{own}（{above}）" if above and not short else own, title=full_name(account, shop))
