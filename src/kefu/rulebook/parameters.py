"""What parameters of rules, and the words that stand in them, are called in Chinese."""

from __future__ import annotations

from typing import Final

PARAMETER_NAMES: Final = dict(
    pair.split("=")
    for pair in """
term=名目 term_also=又称 terms=名目 per=按 class=类别 ledger=分类账 ledgers=分类账 points=扣分 degree=情节
degrees=情节 degree_also=也算此情节 counter=计次 of=依据 from=从 to=到 counts=计数对象 counted=计数方式
counted_over=计数周期 nth=第几次 steps=步骤 step=步骤 code=代码 plain=普通情形 acts_from=次数不少于
acts_below=次数少于 resets=清零 reset_at=清零时点 cases=情形 case=情形 kinds=种类 tiers=分档 up_to=不超过 above=超过
at_most=至多 at_least=至少 min=下限 cap=上限 cap_per=上限周期 rate=比例 base=计算基数 sum=金额 amount=金额 total=合计
multiple=倍数 fine=罚款 fine_min=罚款下限 fine_max=罚款上限 fine_if=罚款前提 fine_multiple_min=罚款倍数下限
fine_multiple_max=罚款倍数上限 fine_multiple_of=罚款倍数基数 fine_range_if=按区间罚款的前提
fine_max_without_gain=无违法所得的罚款上限 serious=情节严重 serious_min=情节严重的下限 serious_max=情节严重的上限
serious_turnover_max=情节严重的营业额比例上限 compensation=赔付 paid_as=赔付形式 owed=应负责任 owed_to=赔给
deadline=期限 window=时限 clock=时钟 starts=起算 starts_at=起算时点 starts_from=起算日 runs_from=起算 stops=停止条件
ends_at=截止时点 on_miss=逾期后果 party=责任方 parties=各方 matter=事由 measures=措施 measure=措施
measures_by_degree=分级措施 shop_blocked=店铺屏蔽 shop_closed=店铺关闭 public_warning=公示警告 marketing_ban=限制营销
listing_ban=限制上架 new_goods_ban=限制上新 listing_limited=限制发布商品 delisted=下架 all_goods_delisted=全部商品下架
product_banned=商品封禁 expelled=清退 suspended=停业 account_closed=封店 messages_limited=限制站内信
community_limited=限制社区功能 shop_creation_limited=限制开店 creation_ban=限制创建店铺 weight_down=降权
ranking_lowered=搜索降权 deletes=删除 warning=警告 limits=限制 node=节点 forbidden=禁止 forbids=禁止 never=绝不
instead=改为 allowed=允许 refusal_allowed=可以拒绝 fee_allowed=可以收费 refund_only_allowed=可以仅退款
tax_point_allowed=可以收税点 optional=可选 mandatory=必选 needs=需要 needs_confirmation=需要确认 requires=前提
condition=条件 if=如果 only_if=仅当 only_if_enrolled=仅限已开通的店铺 if_upheld=成立后 unless=除非 when=时机 then=随后
otherwise=否则 or=或者 except=除外 excluded=除外 unpacking_excludes=拆封后不适用 testing_excludes=试用后不适用
exempt=豁免 after=之后 after_late=逾期之后 after_receipt=收货之后 before=之前 late_since=逾期起点
no_track_for=无物流更新时长 trigger=触发条件 triggers=触发条件 threshold=门槛 passes_if=达标条件 score_min=最低分
complaint_needed=须有投诉 contradiction=矛盾编号 advice_in_source=材料中的建议 advised_by_source=材料如此建议
also_said=另有说法 also=同时 also_for=也适用于 also_when=也适用于 conduct=行为规则 yields_to=让位于
platform_rule=平台规则 taobao=淘宝 say=话术 script=话术 word=用语 words=用语 phrases=说法 zh=中文 en=英文
scenario=场景 defect=问题 state=状态 goods=商品 items=项目 channels=渠道 channel=渠道 evidence=凭证 done_when=完成标准
reason=原因 reasons=原因 covers=涵盖 decider=决定者 place=地点 scope=范围 freight_payer=运费承担方
postage_payer=邮费承担方 fee_payer=费用承担方 do=做法 service=服务 services=服务 year=年份 right=权利 about=关于
burden=举证责任 choice=选择 by=由谁 metric=指标 metrics=指标 weights=权重 types=类型 against=针对 unit=单位
signal=信号 signals=信号 escalate_to=上报给 principles=原则 check=检查 checks=检查 checklist=检查清单 where=位置
binds=有约束力 binding_once_said=说出即有约束力 better_promise_binds=以更优承诺为准 creates_promise=构成承诺
three_guarantees=三包 refund_without_return=仅退款 affects=影响 buyer_may=买家可以 questions=问题 tell=告知
logistics=物流 others=其他 presale=售前 mode=方式 modes=方式 watch=留意 produces=产出 record=记录 records=记录
admits_liability=承认责任 plans=方案 remedies=补救 attempts=次数 stop_on=停止条件 purpose=目的 count=数量
outside_hours=非考核时段 assessed_hours=考核时段 assessed_on=考核日 on_leak=泄露之后 effect=效力 recourse=追偿对象
room_operator=直播间运营者 notice=提前告知 methods=方式 cancelled_by=取消条件 days_are=日的含义 based_on=依据
automatic=自动 every=每次 carrier=承运人 wrong=错误做法 min_amount=最低金额 excuses=借口 for=适用 and_later=及以后
search_weight_cut=搜索权重降低 late_amount=延迟赔付 sums_verified=金额已核实 close_entry_min=关闭入口下限
close_entry_max=关闭入口上限
""".split()
)
"""Chinese names of parameters; rarer ones are shown as they are written."""

WORD_NAMES: Final = dict(
    pair.split("=")
    for pair in """
general=一般违规 severe=严重违规 finding=每次判定 each=每次 order=每单 case=每件 item=每件商品 degree=情节 term=名目
seller=卖家 merchant=商家 owner=店主 shop=店铺 buyer=买家 platform=平台 courier=快递公司 account=账号 supervisor=主管
instant=时刻 day_end=当日结束 next_day=次日 at_once=立即 year_end=年底 calendar_year=自然年 working_days=工作日
goods_price_without_freight=不含运费的商品金额 actually_paid=实付金额 actual_paid=实付金额 paid=付款 ship=发货
shipped=发货 unshipped=未发货 signed=签收 carrier_accepted=快递揽收 track_timeout=物流停滞 track_violation=物流违规
trade_success=交易成功 group_completed=成团 settled=了结 agreed_ship_by=约定发货时间 merchant_responded=商家处理
agent_reply=客服回复 auto_reply=自动回复 reply=回复 buyer_message=买家消息 late_shipping=延迟发货 out_of_stock=缺货
false_shipping=虚假发货 shortage_after_track=有物流后缺货 reship=补发 not_shipped_after_late=逾期仍未发货
admits_no_stock=承认缺货 refuses_to_ship=拒绝发货 asks_more_money=要求加价 refund=退款 return=退货 exchange=换货
repair=维修 return_refund=退货退款 repair_only=只维修 warranty_exchange=保修期换货 return_no_reason=无理由退货
change_of_mind=不想要了 return_shipping=寄回 refund_requested=申请退款 return_requested=申请退货
exchange_requested=申请换货 aftersale_requested=申请售后 aftersale=售后 refund_response=处理退款
return_agreed=同意退货 return_shipped=买家寄回 return_signed=退货签收 return_receipt=确认收到退货
return_received=收到退货 refund_timeout=退款超时 auto_approve=自动同意 auto_refund=自动退款 window_closed=入口关闭
right_lapsed=权利失效 close_request=关闭申请 dispute_refund_rate=纠纷退款率 goods_intact=商品完好
resale_not_affected=不影响二次销售 invoice=发票 invoice_requested=索要发票 invoice_issued=开票 invoice_sent=寄出发票
late_invoice=逾期开票 late_handling=逾期处理 delivery_slip=签收单 courier_system_record=快递系统记录
courier_complaint=快递投诉 claim_reported=报案 performance_failure=性能故障 counterfeit=假货
counterfeit_promise_10=假一赔十 price_protection=保价 red_packet=红包 jingdou=京豆 no_threshold_voucher=无门槛券
cash=现金 deposit=保证金 complaint_upheld=投诉成立 upheld_complaint=投诉成立 platform_penalty=平台处罚
complaint_upheld_before_voluntary_payment=主动赔付前投诉成立 passive_reception=消极接待 insult=辱骂
intervention=平台介入 pickup=揽收 verify=核实 warning=警告 delisted=下架 goods_delisted=商品下架
temporarily_delisted=临时下架 deleted=删除 shop_blocked=店铺屏蔽 shop_closed=店铺关闭 points=扣分 all_goods=全部商品
possible=可能 none=无 void=无效 separately=分别计算 at_least=不低于 below=低于 severity=严重程度 emotion=情绪
request=请求 decline=拒绝 agree=同意 agreement=约定 by_agreement=按约定 explain=解释 apologise=道歉 solve=解决
clarify=弄清 compensation=赔付 each_purchase=每次购买 message_volume=消息量 buyer_declines=买家拒绝
call_not_answered=无人接听 repeated_calls=反复打电话 earlier_own_promise=此前自己的承诺 reward_for_change=以好处换修改
tell_truth=如实告知 stop_selling=停售 decline_kindly=婉拒 find_cause=查明原因 ask_packaging=询问包装
calm_buyer=安抚买家 calm_and_apologise=安抚并道歉 analyse_and_offer=分析并给方案 confirm_and_thank=确认并致谢
satisfaction_or_documented_silence=满意或留有记录的无回应 do_not_answer_alone=不要独自答复
annotate_order_and_follow=备注订单并跟进
""".split()
)
"""Chinese names of the words that parameters hold."""
