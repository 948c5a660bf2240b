"""In what something may be owed to a buyer, and which of these are one and the same wrong."""

from __future__ import annotations

from typing import Final

MATTER_NAMES: Final[dict[str, tuple[str, str]]] = {
    "late_shipping": ("延迟发货", "shipped late"),
    "out_of_stock": ("缺货", "out of stock"),
    "change_of_mind": ("买家不想要了", "the buyer changed his mind"),
    "refund_timeout": ("退款超时未处理", "a refund not answered in time"),
    "group_failed": ("拼团未成", "a group that did not fill"),
    "cosmetics_allergy": ("化妆品过敏", "an allergy to cosmetics"),
    "fresh_spoiled": ("生鲜坏单", "fresh goods arrived spoiled"),
    "counterfeit": ("售假", "a counterfeit"),
    "counterfeit_promise_10": ("假一赔十的承诺", "the promise of ten for one fake"),
    "price_protection": ("价保", "price protection"),
    "false_shipping": ("虚假发货", "marked as shipped and not shipped"),
    "track_timeout": ("物流轨迹超时", "a track that stands still"),
    "description_mismatch": ("描述不符", "not as described"),
    "late_invoice": ("延迟开票", "an invoice sent late"),
    "late_reply": ("客服回复超时", "an answer given late"),
    "passive_reception": ("消极接待", "a half-hearted answer"),
    "harassment": ("恶意骚扰", "harassment"),
    "abuse": ("辱骂", "an insult"),
    "unsafe_food": ("食品不安全", "unsafe food"),
    "deposit": ("定金", "a deposit"),
    "prepaid_not_performed": ("收了预付款不履行", "paid in advance and not performed"),
}
"""Every matter in which something may be owed to a buyer. The first twelve are the contract's; outsiders rely on them."""

PAID_AS_NAMES: Final[dict[str, tuple[str, str]]] = {
    "points": ("积分", "points of the platform"),
    "red_packet": ("红包", "red packet"),
    "no_threshold_voucher": ("无门槛券", "voucher without a minimum"),
    "jingdou": ("京豆", "JD beans"),
    "coupon": ("优惠券", "coupon"),
    "cash": ("现金", "cash"),
    "refund": ("退款", "refund"),
}
"""As what a sum is paid."""

WRONGS: Final[tuple[frozenset[str], ...]] = (
    frozenset(("late_shipping", "out_of_stock", "false_shipping", "track_timeout")),
    frozenset(("counterfeit", "counterfeit_promise_10")),
    frozenset(("passive_reception", "late_reply")),
    frozenset(("harassment", "abuse")),
)
"""Matters that are one wrong under several names: the goods did not come, they are no real ones, nobody cared, someone was rude.
For one wrong the greatest sum is owed and not all of them, unless a clause says that it comes on top."""
