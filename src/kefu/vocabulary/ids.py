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

SEVERITY_NAMES: Final[dict[str, tuple[str, str]]] = {
    "block": ("拦截", "Block"),
    "warn": ("提醒", "Warn"),
    "note": ("提示", "Note"),
}

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

INTENT_NAMES: Final[dict[str, tuple[str, str]]] = {
    "ask.presale": ("售前咨询", "Asks before buying"),
    "ask.stock": ("问有没有货", "Asks for stock"),
    "ask.ship": ("催发货", "Urges shipping"),
    "ask.logistics": ("催物流、没收到", "Asks where the parcel is"),
    "ask.address": ("改地址", "Changes the address"),
    "ask.cancel": ("取消订单", "Cancels the order"),
    "ask.refund": ("要退款", "Wants a refund"),
    "ask.return": ("要退货", "Wants to return goods"),
    "ask.exchange": ("要换货", "Wants an exchange"),
    "ask.repair": ("要维修", "Wants a repair"),
    "ask.invoice": ("要发票", "Wants an invoice"),
    "ask.price": ("价保、补差价", "Wants the price difference"),
    "ask.promotion": ("问优惠活动", "Asks for offers"),
    "ask.human": ("转人工", "Wants a person"),
    "report.quality": ("质量问题", "Quality"),
    "report.damaged": ("收到时破损", "Arrived damaged"),
    "report.missing": ("少件、漏发", "Something is missing"),
    "report.wrong": ("发错货", "Wrong goods"),
    "report.mismatch": ("与描述不符", "Not as described"),
    "report.counterfeit": ("疑似假货", "Suspects a counterfeit"),
    "report.harm": ("过敏、变质、受伤", "Allergy, spoiled, injury"),
}
"""What a buyer's message asks or reports, in Chinese and English."""
INTENTS: Final[tuple[str, ...]] = tuple(INTENT_NAMES)

RISK_NAMES: Final[dict[str, tuple[str, str]]] = {
    "risk.regulator": ("要找监管部门", "Regulator"),
    "risk.media": ("要曝光、找媒体", "Media"),
    "risk.review": ("差评威胁", "Bad review"),
    "risk.bait": ("诱导违规", "Luring into a breach"),
    "risk.privacy": ("打听他人订单", "Asks about someone's order"),
    "risk.optout": ("要求别再联系", "Wants no more contact"),
    "risk.extortion": ("索赔施压", "Extortion"),
}
RISKS: Final[tuple[str, ...]] = tuple(RISK_NAMES)

Emotion = Literal["calm", "upset", "angry"]
EMOTIONS: Final[tuple[Emotion, ...]] = get_args(Emotion)

EMOTION_NAMES: Final[dict[str, tuple[str, str]]] = {
    "calm": ("平静", "Calm"),
    "upset": ("不满", "Upset"),
    "angry": ("愤怒", "Angry"),
}

PROMISE_NAMES: Final[dict[str, tuple[str, str]]] = {
    "ship_by": ("承诺发货", "Will ship"),
    "reply_by": ("承诺回复", "Will answer"),
    "refund_by": ("承诺退款", "Will refund"),
    "invoice_by": ("承诺开票", "Will send the invoice"),
    "reship": ("承诺补发", "Will send again"),
    "gift": ("承诺赠品", "Will add a gift"),
    "compensation": ("承诺补偿", "Will compensate"),
    "call_back": ("承诺回电", "Will call back"),
    "price_protect": ("承诺保价", "Will match a lower price"),
    "deliver_by": ("承诺送达", "Will be delivered"),
    "other": ("其他承诺", "Something else"),
}
"""What an agent commits the shop to, in Chinese and English."""
PROMISES: Final[tuple[str, ...]] = tuple(PROMISE_NAMES)
