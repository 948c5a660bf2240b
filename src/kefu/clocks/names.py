"""What clocks, their ends and their misses are called, in Chinese and English."""

from __future__ import annotations

from typing import Final

CLOCK_NAMES: Final[dict[str, tuple[str, str]]] = {
    "ship": ("发货", "Shipping"),
    "refund_response": ("答复退款申请", "Answer to the refund request"),
    "intervention": ("协商期满可申请平台介入", "Until the platform may be called in"),
    "reply": ("回复买家消息", "Reply to a message"),
    "message_reply": ("回复留言", "Answer to a left message"),
    "complaint": ("答复投诉", "Answer to a complaint"),
    "aftersale": ("申请售后的期限", "Window for after-sales"),
    "return_no_reason": ("无理由退货的期限", "Window for a return without reason"),
    "claim_fresh": ("生鲜坏单理赔的期限", "Window for a claim on spoiled fresh goods"),
    "claim_allergy": ("过敏退货的期限", "Window for a return after an allergy"),
    "warranty_exchange": ("三包换货的期限", "Window for an exchange under warranty"),
    "warranty_return": ("三包退货的期限", "Window for a return under warranty"),
    "group": ("成团", "Completing the group"),
    "tracking": ("上传运单号", "Tracking number"),
    "promise": ("兑现承诺", "Keeping a promise"),
    "appeal": ("申诉的期限", "Window for an appeal"),
    "burden_of_proof": ("由商家举证的期限", "While the seller bears the burden of proof"),
    "courier_complaint": ("快递公司答复投诉", "The courier's answer to a complaint"),
    "delay_presumed": ("办理退换的最长时间", "Longest time for a refund or an exchange"),
    "exchange_check": ("换货验收", "Checking an exchanged item"),
    "exchange_resend": ("换货发出", "Sending the replacement"),
    "fresh_response": ("答复生鲜报赔", "Answer to a claim on fresh goods"),
    "intervention_window": ("申请平台介入的期限", "Window for calling in the platform"),
    "invoice": ("开发票", "Invoice"),
    "invoice_request": ("申请开票的期限", "Window for asking for an invoice"),
    "late_claim": ("买家可按未按约定时间发货维权", "Until the buyer may claim late shipping"),
    "mediation": ("平台客服处理", "The mediator's time"),
    "pickup": ("快递揽收", "Pickup by the courier"),
    "reply_alarm": ("慢响应提醒", "The desk's alarm for slow answers"),
    "quality_return": ("质量问题退货的期限", "Window for returning faulty goods"),
    "return_receipt": ("处理退回的货", "Handling of returned goods"),
    "return_refund": ("退还货款", "Paying the money back"),
    "return_shipping": ("买家寄回", "The buyer sends it back"),
    "return_tracking": ("买家填退货运单号", "The buyer enters the return's waybill"),
    "shortage_after_notice": ("物流异常通知后签收", "Signing after a notice on the track"),
    "shortage_after_track": ("物流轨迹违规后签收", "Signing after a breach on the track"),
    "ticket_review": ("服务单首次审核", "First review of a service ticket"),
    "ticket_result": ("服务单首次处理", "First result of a service ticket"),
}
"""Each clock; the contract's ids and the rulebook's others."""

STATE_NAMES: Final[dict[str, tuple[str, str]]] = {
    "running": ("进行中", "running"),
    "met": ("已按时", "met"),
    "missed": ("已超时", "missed"),
    "cancelled": ("已取消", "cancelled"),
}
LAPSED: Final = ("已过期", "lapsed")
"""What a buyer's window is called that nobody used."""

PARTY_NAMES: Final[dict[str, tuple[str, str]]] = {
    "seller": ("商家", "seller"),
    "buyer": ("买家", "buyer"),
    "platform": ("平台", "platform"),
    "courier": ("快递公司", "courier"),
}

MISS_NAMES: Final[dict[str, tuple[str, str]]] = {
    "appeal_lapsed": ("不能再申诉", "no appeal any more"),
    "ask_the_seller": ("只能通过客服向商家索取", "only by asking the seller"),
    "auto_approve": ("系统自动同意退款申请", "the request is approved automatically"),
    "auto_refund": ("系统自动退款", "the refund is made automatically"),
    "broken_promise": ("算违背承诺", "it counts as a broken promise"),
    "buyer_may_call_platform": ("买家可以申请平台介入", "the buyer may call in the platform"),
    "buyer_may_claim_late_shipping": ("买家可以按未按约定时间发货维权", "the buyer may claim late shipping"),
    "buyer_proves": ("改由买家举证", "the burden of proof passes to the buyer"),
    "by_agreement": ("之后由双方商定", "after that by agreement"),
    "cancel_and_refund": ("订单自动取消并退款", "the order is cancelled and refunded"),
    "close_request": ("申请关闭", "the request is closed"),
    "deliberate_delay_presumed": ("视为故意拖延", "deliberate delay is presumed"),
    "desk_alarm": ("工作台弹出慢响应提醒", "the desk raises its alarm"),
    "exchange_or_repair": ("不能再退货，只能换货或维修", "no return any more, only exchange or repair"),
    "intervention_possible": ("买家可以申请平台介入", "the buyer may call in the platform"),
    "late_handling": ("算处理超时", "it counts as late handling"),
    "late_invoice": ("算逾期开票", "the invoice is late"),
    "late_refund": ("算逾期退款", "the refund is late"),
    "late_reply": ("算回复超时", "it counts as a late reply"),
    "late_shipping": ("算延迟发货", "it counts as late shipping"),
    "none": ("没有写后果", "no consequence is stated"),
    "out_of_stock": ("按缺货处理", "it is treated as out of stock"),
    "penalty": ("会受处罚", "it is punished"),
    "platform_may_refund": ("平台可以直接退款", "the platform may refund"),
    "repair_only": ("不能再换货，只能维修", "no exchange any more, only repair"),
    "right_lapsed": ("权利过期", "the right has lapsed"),
    "window_closed": ("不能再申请", "the window is closed"),
}
"""What a miss leads to, by the word of the rule."""
