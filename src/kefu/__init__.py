"""Kefu 客服: the rulebook of Taobao, Tmall, Pinduoduo, JD and Douyin made executable.

>>> from kefu import Guard
>>> guard = Guard.load(platform="tmall", reader=False)
>>> [finding.rule for finding in guard.check("加我薇❤聊哈").findings]
['contact.offplatform']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu.checks import Guard
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.talk import Message, Order, Shop, Turn
from kefu.vocabulary.verdict import Finding, Promise, Report, Signals

if TYPE_CHECKING:
    from kefu.actions.reckoner import Reckoner

__all__ = [
    "Finding",
    "Guard",
    "KefuError",
    "Message",
    "Order",
    "Promise",
    "Reckoner",
    "Report",
    "Shop",
    "Signals",
    "Turn",
]


def __getattr__(name: str) -> Any:
    """The reckoner's rooms are opened when somebody asks for it: a guard has no use for them."""
    if name == "Reckoner":
        from kefu.actions.reckoner import Reckoner

        return Reckoner
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
