"""Under which clause a message would be punished: the general duty, and a special clause only where the words name its case."""

from __future__ import annotations

from datetime import date

import pytest

from kefu import Guard, Message, Turn
from kefu.checks.cues import cues_in
from kefu.checks.grounds import Ground, fitting
from kefu.vocabulary.ids import Platform
from kefu.vocabulary.talk import Order

CITED: list[tuple[Platform, str, str, str, str]] = [
    ("tmall", "invoice.refusal", "", "晾衣架不开发票哈", "tmall.invoice.duty"),
    ("tmall", "invoice.refusal", "能开发票吗", "不行哦", "tmall.invoice.duty"),
    ("tmall", "invoice.refusal", "", "我们店没有发票的", "tmall.invoice.no_invoice"),
    ("tmall", "invoice.refusal", "", "特价款不开发票的亲", "tmall.invoice.special_price"),
    ("tmall", "invoice.refusal", "", "财务休假了，发票开不了", "tmall.invoice.excuses"),
    ("tmall", "invoice.refusal", "", "个人抬头开不了发票，只给公司开", "tmall.invoice.company_only"),
    ("taobao", "invoice.refusal", "", "这单不开发票的", "law.invoice.art18"),
    ("pdd", "invoice.refusal", "", "这单不开发票的", "pdd.invoice.duty"),
    ("jd", "invoice.refusal", "", "这单不开发票的", "jd.invoice.no_refusal"),
    ("douyin", "invoice.refusal", "", "这单不开发票的", "douyin.invoice.refusal"),
    ("tmall", "invoice.surcharge", "", "开票要另外加6个点", "tmall.invoice.surcharge"),
    ("tmall", "invoice.surcharge", "", "开发票的话得多付10块", "tmall.invoice.duty"),
    ("taobao", "invoice.surcharge", "", "开票要另外加6个点", "law.price.art13_no_extra"),
    ("jd", "invoice.surcharge", "", "开票要另外加6个点", "jd.invoice.no_refusal"),
    ("tmall", "invoice.false", "", "给您开张收据代替发票吧", "tmall.invoice.receipt_only"),
    ("tmall", "invoice.false", "", "可以帮您多开三百的发票", "tmall.invoice.true_amount"),
    ("tmall", "invoice.false", "", "用我们另一家公司给您开发票", "tmall.invoice.other_category"),
    ("douyin", "invoice.false", "", "给您开张收据代替发票吧", "law.consumer.art22_invoice"),
    ("douyin", "invoice.false", "", "可以帮您多开三百的发票", "douyin.invoice.amount"),
    ("pdd", "invoice.false", "", "可以帮您多开三百的发票", "law.invoice.art21_false"),
    ("douyin", "trade.fake", "", "帮我刷几单", "law.auc2025.in_force"),
    ("pdd", "trade.fake", "", "帮我刷几单", "law.auc2025.in_force"),
    ("jd", "trade.fake", "", "刷单，返394", "law.auc2025.in_force"),
    ("jd", "trade.fake", "", "批量刷单，一单返5元", "jd.trade.fake"),
    ("tmall", "trade.fake", "", "帮我刷几单", "tmall.trade.fake_few"),
    ("taobao", "trade.fake", "", "帮我刷几单", "law.auc2025.in_force"),
    ("douyin", "trade.fake", "", "您拍下我寄个空包，货款退您", "douyin.shipping.false"),
    ("douyin", "complaint.obstruct", "", "投诉没用", "law.ecom.art59_complaints"),
    ("taobao", "complaint.obstruct", "", "投诉没用", "law.ecom.art59_complaints"),
    ("taobao", "creditcard.breach", "", "信用卡不支持", "creditcard.breach"),
    ("pdd", "creditcard.breach", "", "信用卡不支持", "creditcard.breach"),
    ("jd", "creditcard.breach", "", "信用卡不支持", "creditcard.breach"),
    ("douyin", "creditcard.breach", "", "信用卡不支持", "creditcard.breach"),
    ("tmall", "creditcard.breach", "", "信用卡不支持", "tmall.creditcard.support"),
    ("tmall", "creditcard.breach", "", "刷信用卡的手续费您来付", "tmall.creditcard.no_fee"),
    ("pdd", "creditcard.breach", "", "刷信用卡的手续费您来付", "law.price.art13_no_extra"),
    ("tmall", "goods.counterfeit", "", "高仿的", "law.quality.art50_fake"),
    ("taobao", "goods.counterfeit", "", "高仿的", "taobao.counterfeit.full_refund"),
    ("jd", "goods.counterfeit", "", "高仿的", "law.quality.art50_fake"),
    ("tmall", "goods.counterfeit", "", "没有3C，凑合能用", "tmall.counterfeit.no_qualification"),
    ("tmall", "shipping.refusal", "", "等有货再发", "tmall.shipping.deadline_48h"),
    ("tmall", "shipping.refusal", "", "这单不发了", "tmall.shipping.deadline_48h"),
    ("taobao", "shipping.refusal", "", "这单不发了", "taobao.stock.shortage_30pct_500"),
    ("taobao", "shipping.refusal", "", "48小时内发不出来", "taobao.shipping.deadline_48h"),
    ("jd", "shipping.refusal", "", "48小时内发不出来", "jd.shipping.deadline"),
    ("jd", "shipping.refusal", "", "这单不发了", "jd.shipping.out_of_stock"),
    ("douyin", "shipping.refusal", "", "这单不发了", "douyin.shipping.deadline"),
    ("pdd", "shipping.refusal", "", "这单不发了", "pdd.shipping.deadline"),
    ("tmall", "shipping.refusal", "现在拍今天能发吗", "72小时发不了", "tmall.shipping.said_before_payment"),
    ("tmall", "shipping.false", "", "先给您传个单号，货过两天再寄", "tmall.shipping.false_30pct"),
    ("taobao", "shipping.false", "", "先给您传个单号，货过两天再寄", "law.ecom.art20_delivery"),
    ("pdd", "shipping.false", "", "先给您传个单号，货过两天再寄", "pdd.shipping.false_daily"),
    ("douyin", "shipping.false", "", "先给您传个单号，货过两天再寄", "douyin.passive.definition"),
    ("tmall", "shipping.promise", "", "明天一定给您送到", "law.reg2024.promises_bind"),
    ("douyin", "shipping.promise", "", "明天一定给您送到", "douyin.promise.chat_binds"),
    ("tmall", "payment.offline", "", "直接转到我支付宝就行", "tmall.payment.no_offline"),
    ("tmall", "payment.offline", "", "银行卡转账给我，少收您20", "tmall.payment.no_offline"),
    ("pdd", "payment.offline", "", "直接转账给我，便宜5块", "law.spc2022.offplatform_payment"),
    ("douyin", "payment.offline", "", "直接转账给我，便宜5块", "douyin.third_party.penalty"),
    ("jd", "payment.offline", "", "直接转账给我，便宜5块", "law.spc2022.offplatform_payment"),
    ("pdd", "contact.offplatform", "", "加我微信聊", "pdd.third_party.words"),
    ("taobao", "contact.offplatform", "", "加我微信聊", "contact.offplatform"),
    ("douyin", "contact.other_shop", "", "去我们淘宝店买便宜", "douyin.third_party.penalty"),
    ("douyin", "contact.other_shop", "", "我们另一家店有货，您去那边拍", "contact.other_shop"),
    ("jd", "contact.other_shop", "", "去我们淘宝店买便宜", "jd.chat_400_misuse"),
    ("tmall", "contact.other_shop", "", "去我们淘宝店买便宜", "tmall.contact.no_other_shops"),
    ("tmall", "contact.harassment", "", "您不改我天天给您打电话", "tmall.harassment.ordinary_2"),
    ("pdd", "contact.harassment", "", "您不改我天天给您打电话", "pdd.abuse.step1"),
    ("taobao", "contact.harassment", "", "您不改我天天给您打电话", "taobao.abuse.insult_300yuan"),
    ("pdd", "abuse.insult", "", "你个傻逼", "pdd.abuse.step1"),
    ("taobao", "abuse.insult", "", "你个傻逼", "taobao.abuse.insult_300yuan"),
    ("tmall", "abuse.insult", "", "你个傻逼", "tmall.harassment.ordinary_2"),
    ("douyin", "abuse.insult", "", "你个傻逼", "douyin.abuse.ordinary_first"),
    ("jd", "abuse.insult", "", "你个傻逼", "law.consumer.art27_no_insult"),
    ("pdd", "abuse.threat", "", "我知道你家地址，你给我等着", "pdd.abuse.step2"),
    ("pdd", "abuse.threat", "", "再投诉我让你以后买不了东西", "pdd.harassment.channels"),
    ("jd", "attitude.impatience", "", "都说了多少遍了", "jd.passive.rule_2023"),
    ("taobao", "attitude.impatience", "", "都说了多少遍了", "taobao.attitude.passive_reception"),
    ("taobao", "attitude.impatience", "", "几块钱的东西你还想怎么样", "taobao.attitude.passive_ordinary"),
    ("tmall", "attitude.shirking", "", "快递的事您自己打电话问", "tmall.reply.logistics"),
    ("pdd", "attitude.shirking", "", "快递的事您自己打电话问", "law.ecom.art20_delivery"),
    ("tmall", "attitude.shirking", "", "这不归我们管", "attitude.shirking"),
    ("douyin", "review.incentive", "", "五星好评返您5元", "law.nuc2024.review_incentive"),
    ("douyin", "review.incentive", "", "您把差评删了，给您20元红包", "douyin.review.removal"),
    ("jd", "review.incentive", "", "五星好评返您5元", "jd.review.incentive"),
    ("pdd", "review.incentive", "", "五星好评返您5元", "pdd.review.voluntary"),
    ("taobao", "review.pressure", "", "差评先删了再给您退款", "law.reg2024.no_fake_data"),
    ("taobao", "review.pressure", "", "麻烦给个五星，不然我要扣工资", "review.pressure"),
    ("tmall", "privacy.leak", "帮我查下我朋友的单", "她那单昨天已经签收了", "tmall.privacy.excuses"),
    ("jd", "privacy.leak", "帮我查下我朋友的单", "她那单昨天已经签收了", "law.consumer.art29_personal_info"),
    ("pdd", "privacy.leak", "", "您的电话是13812345678对吧", "pdd.privacy.address_check"),
    ("taobao", "privacy.overcollect", "", "把身份证拍照发我", "taobao.privacy.leak_general"),
    ("jd", "privacy.overcollect", "", "把银行卡号和开户行发我", "law.pipl.art28_sensitive"),
    ("tmall", "order.close", "", "这单我给您关了", "tmall.order.consent"),
    ("tmall", "order.close", "", "你这态度，订单我给你关了", "tmall.order.after_quarrel"),
    ("jd", "stock.shortage", "", "您拍的没货了，退款吧", "jd.shipping.out_of_stock"),
    ("pdd", "stock.shortage", "", "您拍的没货了，退款吧", "pdd.stock.voucher_5yuan"),
    ("taobao", "price.extra_fee", "", "涨价了，补10块才能发", "taobao.stock.shortage_30pct_500"),
    ("taobao", "price.extra_fee", "", "包装费5元要另付", "law.price.art13_no_extra"),
    ("jd", "price.extra_fee", "", "涨价了，补10块才能发", "jd.shipping.out_of_stock"),
    ("taobao", "refund.refusal", "", "我们店不给退货", "taobao.promise.breach_4"),
    ("taobao", "refund.refusal", "收到就是坏的", "坏了也不给退", "taobao.description.remedy"),
    ("tmall", "refund.refusal", "", "我们店不给退货", "tmall.promise.points_base_6_page"),
    ("pdd", "refund.refusal", "不喜欢，七天无理由退货可以吗", "不给退的", "law.consumer.art25_seven_day"),
    ("tmall", "refund.obstacle", "", "没有原包装不给退", "tmall.refund.no_refusal"),
    ("jd", "refund.obstacle", "", "没有原包装不给退", "law.sevenday.intact"),
    ("pdd", "refund.steering", "", "退款原因改成不喜欢", "pdd.refund.quality_rate"),
    ("tmall", "freight.breach", "", "新疆要补20元运费", "tmall.freight.remote_surcharge"),
    ("tmall", "freight.breach", "", "清仓的这款不享受包邮哦", "tmall.freight.campaign"),
    ("pdd", "freight.breach", "", "您那边要补8块邮费", "law.price.art13_no_extra"),
    ("tmall", "promise.overcommit", "", "掉色我双倍赔您", "tmall.promise.no_empty"),
    ("tmall", "promise.overcommit", "", "我私下给您便宜20", "tmall.price.no_change"),
    ("taobao", "promise.overcommit", "", "掉色我双倍赔您", "law.reg2024.promises_bind"),
    ("pdd", "platform.mention", "", "用支付宝付款就行", "pdd.third_party.wallets"),
    ("pdd", "platform.mention", "", "跟淘宝上是一样的质量", "pdd.third_party.words"),
    ("jd", "ad.efficacy", "", "喝了能治失眠", "law.ad.art17_medical"),
    ("jd", "ad.efficacy", "", "保证有效，没有副作用", "law.ad.art28_false"),
    ("pdd", "ad.superlative", "", "全网最低价", "pdd.advertising.superlatives"),
    ("jd", "ad.superlative", "", "全网最低价", "law.ad.art9_superlatives"),
    ("douyin", "terms.unfair", "", "最终解释权归本店", "law.penalty2015.standard_terms"),
]
"""Platform, conduct rule, the buyer's question, the agent's message, the clause."""
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(("platform", "conduct", "asked", "text", "clause"), CITED)
def test_a_message_is_cited_under_the_clause_that_would_punish_it(
    platform: Platform, conduct: str, asked: str, text: str, clause: str
) -> None:
    guard = Guard.load(platform=platform, as_of=DAY, reader=False)
    history = (Turn("buyer", asked),) if asked else ()
    order = Order(freight_free=True) if conduct == "freight.breach" else None
    found = guard.check(Message(text, history=history, order=order)).findings
    assert [finding.clause for finding in found if finding.rule == conduct] == [clause]


def test_a_special_clause_goes_before_the_general_one_where_its_case_is_named_and_nowhere_else() -> None:
    special, general = Ground("special", where=cues_in("(特价|清仓)")), Ground("general")
    assert fitting((special, general), ("特价不开票",)) is special
    assert fitting((special, general), ("不开的", "特价款能开票吗")) is special
    assert fitting((special, general), ("不开票",)) is general


def test_what_only_serious_cases_cost_is_never_told_as_the_price_of_one_sentence() -> None:
    (found,) = Guard.load(platform="douyin", as_of=DAY, reader=False).check("加我微信聊").findings
    assert found.penalty.startswith("严重或再犯：") and "5000 元" in found.penalty
