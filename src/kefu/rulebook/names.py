"""What kinds, topics, sources and folders are called in Chinese and in English."""

from __future__ import annotations

from typing import Final

from kefu.vocabulary.ids import PLATFORM_NAMES

KIND_NAMES: Final[dict[str, tuple[str, str]]] = {
    "conduct": ("行为", "conduct"),
    "clock": ("时限", "deadline"),
    "compensation": ("赔付", "compensation"),
    "points": ("扣分", "points"),
    "ladder": ("处罚阶梯", "ladder"),
    "promise": ("承诺", "promise"),
    "metric": ("指标", "metric"),
    "wording": ("用语", "wording"),
    "playbook": ("做法", "playbook"),
    "reference": ("资料", "reference"),
}

TOPIC_NAMES: Final[dict[str, tuple[str, str]]] = {
    "invoice": ("发票", "invoices"),
    "refund": ("退款", "refunds"),
    "return": ("退货", "returns"),
    "exchange": ("换货", "exchanges"),
    "repair": ("维修", "repairs"),
    "aftersale": ("售后", "after-sales"),
    "shipping": ("发货", "shipping"),
    "stock": ("缺货", "stock"),
    "freight": ("运费", "freight"),
    "payment": ("付款", "payment"),
    "creditcard": ("信用卡", "credit cards"),
    "cod": ("货到付款", "cash on delivery"),
    "price": ("价格", "prices"),
    "promotion": ("促销", "promotions"),
    "review": ("评价", "reviews"),
    "trade": ("交易", "trade"),
    "contact": ("联系方式", "contact"),
    "privacy": ("个人信息", "privacy"),
    "order": ("订单", "orders"),
    "promise": ("承诺", "promises"),
    "abuse": ("辱骂", "abuse"),
    "harassment": ("骚扰", "harassment"),
    "attitude": ("服务态度", "attitude"),
    "advertising": ("广告", "advertising"),
    "counterfeit": ("假货", "counterfeits"),
    "quality": ("质量", "quality"),
    "description": ("描述不符", "description"),
    "complaint": ("投诉", "complaints"),
    "intervention": ("平台介入", "intervention"),
    "reply": ("回复", "replies"),
    "message": ("消息", "messages"),
    "group": ("拼团", "group buying"),
    "live": ("直播", "live streams"),
    "points": ("积分处罚", "penalty points"),
    "deposit": ("保证金", "deposit"),
    "wording": ("用语", "wording"),
    "third_party": ("第三方", "third parties"),
    "service_label": ("服务标识", "service labels"),
    "insurance": ("保险", "insurance"),
    "food": ("食品", "food"),
    "cosmetics": ("化妆品", "cosmetics"),
    "warranty": ("三包", "warranty"),
    "terms": ("格式条款", "standard terms"),
    "listing": ("商品发布", "listings"),
    "outsourcing": ("外包", "outsourcing"),
    "exam": ("考试", "exams"),
    "playbook": ("接待流程", "playbook"),
    "metric": ("考核指标", "metrics"),
    "data_security": ("数据安全", "data security"),
    "training": ("培训", "training"),
    "enforcement": ("执法", "enforcement"),
}

BASIS_NAMES: Final[dict[str, tuple[str, str]]] = {
    "law": ("法律法规", "law"),
    "page": ("公开页面", "public page"),
    "seed": ("培训资料", "training material"),
    "house": ("本书", "this book"),
}

QUALITY_NAMES: Final[dict[str, tuple[str, str]]] = {
    "quotes-platform-rule": ("转述平台规则", "quotes the platform's rule"),
    "quotes-platform-notice": ("转述平台公告", "quotes the platform's notice"),
    "news": ("新闻", "news"),
    "blog-quoting-consultation": ("博客转述征求意见稿", "blog that quotes a consultation"),
    "blog": ("博客", "blog"),
    "blog-low": ("博客，不太可靠", "blog of little worth"),
}

FOLDER_NAMES: Final[dict[str, tuple[str, str]]] = {
    **PLATFORM_NAMES,
    "law": ("法律", "Law"),
    "house": ("本书", "House"),
}
"""Who lays a rule down: a platform, the law, or Kefu itself."""
