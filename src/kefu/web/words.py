"""The words of the pages in Chinese and English."""

from __future__ import annotations

from typing import Final

from kefu.vocabulary.ids import (
    CONDUCT,
    EMOTION_NAMES,
    PLATFORM_NAMES,
    RISK_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
)
from kefu.web.markup import Child, Html, join, tag

Pair = tuple[str, str]

_ENGLISH: Final[dict[str, str]] = {
    "contact.offplatform": "Contact off the platform",
    "contact.other_shop": "Steering to another shop",
    "contact.harassment": "Harassment",
    "payment.offline": "Payment off the platform",
    "platform.mention": "Names another platform",
    "platform.term": "Word the platform bars",
    "review.incentive": "Reward for a review",
    "review.pressure": "Pressure on a review",
    "trade.fake": "Fake orders",
    "invoice.refusal": "Invoice refused",
    "invoice.surcharge": "Charge for an invoice",
    "invoice.false": "Untrue invoice",
    "shipping.promise": "Arrival promised as certain",
    "shipping.refusal": "Shipping refused or put off",
    "shipping.false": "Marked shipped, but is not",
    "freight.breach": "Free postage denied",
    "freight.return": "Return postage put on the buyer",
    "creditcard.breach": "Card refused or charged for",
    "cod.refusal": "Pay-on-delivery refused",
    "privacy.leak": "Buyer's data shown",
    "privacy.overcollect": "Asks for needless data",
    "order.close": "Order closed unasked",
    "stock.shortage": "Says it is out of stock",
    "price.extra_fee": "More money after the order",
    "refund.refusal": "After-sales refused",
    "refund.obstacle": "Obstacles to a refund",
    "refund.steering": "Steers a refund request",
    "promise.overcommit": "Promises too much",
    "abuse.insult": "Insult",
    "abuse.threat": "Threat",
    "attitude.impatience": "Impatience or mockery",
    "attitude.perfunctory": "Perfunctory answer",
    "attitude.shirking": "Sends the buyer away",
    "ad.superlative": "Superlative claim",
    "ad.efficacy": "Claim of efficacy",
    "ad.disparage": "Runs others down",
    "goods.counterfeit": "Counterfeit goods",
    "complaint.obstruct": "Keeps from complaining",
    "terms.unfair": "Unfair term",
}

SEVERITY: Final[dict[str, Pair]] = SEVERITY_NAMES
LEGEND: Final[dict[str, Pair]] = {
    "block": ("拦截：不该发出", "Block: must not go out"),
    "warn": ("提醒：应当改写", "Warn: should be reworded"),
    "note": ("提示：只是平台的过滤词，不算违规", "Note: only a platform's word filter minds it; no violation"),
}
RISK: Final[dict[str, Pair]] = RISK_NAMES
EMOTION: Final[dict[str, Pair]] = EMOTION_NAMES
KIND: Final[dict[str, Pair]] = {
    "system": ("系统消息", "system lines"),
    "auto": ("自动或机器人回复", "automatic answers"),
    "card": ("订单、商品卡片", "cards"),
    "recalled": ("已撤回", "recalled"),
    "media": ("图片、视频、语音", "pictures, videos, voice"),
}
SPEAKER: Final[dict[str, Pair]] = {
    "agent": ("客服", "Agent"),
    "buyer": ("买家", "Buyer"),
    "system": ("系统", "System"),
    "auto": ("自动", "Auto"),
    "card": ("卡片", "Card"),
    "recalled": ("撤回", "Recalled"),
    "media": ("图片等", "Media"),
}
CHANGE: Final[dict[str, Pair]] = {
    "new": ("新出现", "New"),
    "worse": ("变多", "Worse"),
    "better": ("变少", "Better"),
    "gone": ("已消失", "Gone"),
    "same": ("持平", "Same"),
}
UNIT: Final[dict[str, Pair]] = {
    "general": ("分（一般违规）", "points (general)"),
    "severe": ("分（严重违规）", "points (severe)"),
    "A": ("分（A 类）", "points (class A)"),
    "B": ("分（B 类）", "points (class B)"),
    "C": ("分（C 类）", "points (class C)"),
    "yuan": ("元", "yuan"),
}


def both(chinese: Child, english: Child) -> Html:
    """The same said twice; the page shows one of them."""
    return join([tag("span", chinese, class_="zh", lang="zh-CN"), tag("span", english, class_="en", lang="en")])


def pair(words: Pair) -> Html:
    """Both languages of a pair."""
    return both(*words)


def rule_name(rule: str) -> Pair:
    """A rule as people call it; a shop's own rule by its id."""
    return CONDUCT.get(rule, rule), _ENGLISH.get(rule, rule)


def platform_name(platform: str) -> Pair:
    """A platform as people call it."""
    return PLATFORM_NAMES.get(platform, (platform, platform))


def status_name(status: str) -> Pair:
    """How certain a clause is."""
    return STATUS_NAMES.get(status, (status, status))


def number(value: float, digits: int = 0) -> str:
    """A number with its thousands set apart.

    >>> number(12345), number(3.14159, 1)
    ('12,345', '3.1')
    """
    return f"{value:,.{digits}f}"
