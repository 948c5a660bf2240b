"""The ids that outsiders rely on: platforms, conduct rules, signals, promises. Changing one is a major version."""

from __future__ import annotations

from typing import Final, Literal, get_args

Platform = Literal["taobao", "tmall", "pdd", "jd", "douyin"]
PLATFORMS: Final[tuple[Platform, ...]] = get_args(Platform)

PLATFORM_NAMES: Final[dict[str, tuple[str, str]]] = {
    "taobao": ("淘宝", "Taobao"),
    "tmall": ("天猫", "Tmall"),
    "pdd": ("拼多多", "Pinduoduo"),
    "jd": ("京东", "JD"),
    "douyin": ("抖音小店", "Douyin"),
}
"""Chinese and English name of each platform."""

Role = Literal["agent", "buyer"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

Severity = Literal["block", "warn", "note"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""From the heaviest to the lightest. `block` and `warn` are alarms, `note` is not."""

Status = Literal["current", "reported", "disputed", "superseded", "practice"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

STATUS_NAMES: Final[dict[str, tuple[str, str]]] = {
    "current": ("现行", "current"),
    "reported": ("未核实", "reported, unverified"),
    "disputed": ("有争议", "disputed"),
    "superseded": ("已被取代", "superseded"),
    "practice": ("经验做法", "practice, no rule"),
}

CONDUCT: Final[dict[str, str]] = {
    "contact.offplatform": "引导第三方联系",
    "contact.other_shop": "引导他店/站外",
    "contact.harassment": "骚扰",
    "payment.offline": "线下交易",
    "platform.mention": "第三方平台词",
    "platform.term": "平台禁用语",
    "review.incentive": "好评返现",
    "review.pressure": "干扰评价",
    "trade.fake": "刷单/虚假交易",
    "invoice.refusal": "拒开发票",
    "invoice.surcharge": "发票加价",
    "invoice.false": "虚开发票",
    "shipping.promise": "绝对化时效承诺",
    "shipping.refusal": "拒绝/拖延发货",
    "shipping.false": "虚假发货",
    "freight.breach": "违背包邮承诺",
    "freight.return": "转嫁退货运费",
    "creditcard.breach": "信用卡违规",
    "cod.refusal": "拒绝货到付款",
    "privacy.leak": "泄露他人信息",
    "privacy.overcollect": "过度索取信息",
    "order.close": "私自关闭订单",
    "stock.shortage": "缺货表述",
    "price.extra_fee": "加价",
    "refund.refusal": "拒绝售后",
    "refund.obstacle": "设置退货障碍",
    "refund.steering": "诱导修改/撤销退款",
    "promise.overcommit": "过度承诺",
    "abuse.insult": "辱骂",
    "abuse.threat": "威胁恐吓",
    "attitude.impatience": "不耐烦/反问嘲讽",
    "attitude.perfunctory": "敷衍",
    "attitude.shirking": "推诿",
    "ad.superlative": "极限词",
    "ad.efficacy": "虚假功效",
    "ad.disparage": "贬低同行",
    "goods.counterfeit": "售假/三无",
    "complaint.obstruct": "阻碍投诉",
    "terms.unfair": "霸王条款",
}
"""The 39 conduct rules and their Chinese terms."""

INTENTS: Final[tuple[str, ...]] = (
    "ask.presale", "ask.stock", "ask.ship", "ask.logistics", "ask.address", "ask.cancel", "ask.refund", "ask.return",
    "ask.exchange", "ask.repair", "ask.invoice", "ask.price", "ask.promotion", "ask.human", "report.quality",
    "report.damaged", "report.missing", "report.wrong", "report.mismatch", "report.counterfeit", "report.harm",
)  # fmt: skip
RISKS: Final[tuple[str, ...]] = (
    "risk.regulator", "risk.media", "risk.review", "risk.bait", "risk.privacy", "risk.optout", "risk.extortion",
)  # fmt: skip
Emotion = Literal["calm", "upset", "angry"]
EMOTIONS: Final[tuple[Emotion, ...]] = get_args(Emotion)
