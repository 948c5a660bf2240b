"""What happens to an order, a refund, a conversation: the facts that start and stop clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

EVENT_NAMES: Final[dict[str, tuple[str, str]]] = {
    "paid": ("买家付款", "the buyer paid"),
    "shipped": ("点了发货", "marked as shipped"),
    "carrier_accepted": ("快递揽收", "the courier took it"),
    "order_cancelled": ("订单取消", "the order was cancelled"),
    "refund_requested": ("申请退款", "a refund was asked for"),
    "merchant_responded": ("商家处理", "the shop answered"),
    "refund_withdrawn": ("撤销退款申请", "the request was withdrawn"),
    "settled": ("退款办结", "it was settled"),
    "buyer_message": ("买家来消息", "the buyer wrote"),
    "agent_reply": ("客服回复", "an agent answered"),
    "auto_reply": ("自动回复", "an automatic answer"),
    "complaint_message": ("买家留言投诉", "the buyer complained"),
    "trade_success": ("交易成功", "the trade succeeded"),
    "aftersale_requested": ("申请售后", "after-sales was asked for"),
    "signed": ("签收", "the parcel was signed for"),
    "claim_reported": ("提交理赔", "a claim was reported"),
    "return_requested": ("申请退货", "a return was asked for"),
    "exchange_requested": ("申请换货", "an exchange was asked for"),
    "group_opened": ("开团", "the group was opened"),
    "group_completed": ("成团", "the group was complete"),
    "return_agreed": ("同意退货", "the return was agreed to"),
    "return_shipped": ("买家寄回", "the buyer sent it back"),
    "return_signed": ("退件签收", "the return was signed for"),
    "return_received": ("收到退件", "the return arrived"),
    "return_unpacked": ("退件拆包", "the return was unpacked"),
    "return_inspected": ("退件验货", "the return was inspected"),
    "invoice_requested": ("申请开票", "an invoice was asked for"),
    "invoice_issued": ("开出发票", "the invoice was issued"),
    "invoice_sent": ("发票寄出", "the invoice was sent"),
    "merchant_refused": ("商家拒绝", "the shop refused"),
    "intervention_requested": ("申请平台介入", "the platform was called in"),
    "evidence_period_ended": ("举证期满", "the time for evidence ended"),
    "mediator_acted": ("平台客服处理", "the platform's mediator acted"),
    "complaint_upheld": ("投诉成立", "the complaint was upheld"),
    "appeal_filed": ("提交申诉", "an appeal was filed"),
    "courier_complaint": ("投诉快递", "the courier was complained about"),
    "courier_answered": ("快递答复", "the courier answered"),
    "track_violation": ("物流轨迹违规", "the track broke a rule"),
    "track_notice": ("物流异常通知", "a notice on the track"),
    "promised": ("作出承诺", "something was promised"),
    "promise_kept": ("兑现承诺", "the promise was kept"),
}
"""Every event that a clock knows, in Chinese and English. The first twenty are the contract's; outsiders rely on them."""

ONCE: Final = frozenset({"paid", "shipped", "carrier_accepted", "signed", "trade_success", "group_completed"})
"""What happens to an order once: of several the first counts."""
MESSAGES: Final = frozenset({"buyer_message", "complaint_message"})
"""What piles up while nobody answers: one answer does for all, and the first is the one that waits."""
SENT: Final = frozenset({"shipped", "carrier_accepted", "signed", "trade_success"})
"""What shows that the goods are on their way."""
ARRIVED: Final = frozenset({"signed", "trade_success"})
"""What shows that they were sent and handed over, even where nobody told when."""
ANSWERS: Final = frozenset(
    {"merchant_responded", "merchant_refused", "refund_withdrawn", "settled", "agent_reply", "auto_reply"}
)
"""Of two events at one instant these belong to what was there before."""
NEVER_BEFORE: Final = {"shipped": "paid", "carrier_accepted": "paid", "group_completed": "group_opened"}
"""What cannot have happened before something else, unless an order is paid on delivery."""
TURN: Final = {type: (type not in ANSWERS, n) for n, type in enumerate(EVENT_NAMES)}
"""In what order events of one instant are read."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        at: aware instant in Asia/Shanghai.
        more: what else was told of it, as it was told.
    """

    type: str
    at: datetime
    more: Mapping[str, Any] = field(default_factory=dict)
