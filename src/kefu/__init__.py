"""Kefu 客服: the rulebook of Taobao, Tmall, Pinduoduo, JD and Douyin made executable.

>>> from kefu import Guard
>>> guard = Guard.load(platform="tmall", reader=False)
>>> [finding.rule for finding in guard.check("加我薇❤聊哈").findings]
['contact.offplatform']
"""

from kefu.checks import Guard
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.talk import Message, Order, Shop, Turn
from kefu.vocabulary.verdict import Finding, Promise, Report, Signals

__all__ = ["Finding", "Guard", "KefuError", "Message", "Order", "Promise", "Report", "Shop", "Signals", "Turn"]
