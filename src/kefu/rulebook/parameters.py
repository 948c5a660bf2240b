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
suspension=停业 online_hours=在线时段 robot_takeover=机器人接管 daily_order_limit=限制每日订单 order_limit=限制订单
presale_withdrawn=收回预售权限 sharing_lost=失去分享权限 priority=优先级 penalty=处罚 events_barred=禁止参加活动 requested=提出时点
requested_within=提出时限 discounts_included=含优惠部分 other_items_may_be_refused=其他项目可拒开 not_suited=不适用 online_entry=线上入口
afterwards=过后 partial_refund=部分退款 full_refund=全额退款 invoice=发票 issued_one=已开的发票 notes_for=需要备注的事
desk_may_handle=客服可以处理 owner_only=只能由店主处理 agree_with=与谁商定 agree_on=商定内容 prepare=准备 members=成员 announce=通知内容
vanishes_after=消失时点 review_asked_for=索要评价 idle_tasks=空闲时的工作 must_for=必须用于 look_back_on=复盘内容
load_without_stream=无直播时的接待量 below=低于 look_at=考察 contract_names=合同写明 audits=审计 may_file_again=可再次申请
triggered_by=触发方 cap_gold_member=金牌会员上限 recovered_from=向谁追回 last_second=最后时刻 robot_counts=机器人回复计入
below_standard=不达标后果 product=商品 service_weights=服务权重 im_average_response=客服平均响应 im_dissatisfaction=客服不满意率
refund_only_own_time=仅退款自主完结时长 return_own_time=退货退款自主完结时长 aftersale_refusal_rate=售后拒绝率
platform_help_rate=平台求助率 online=在线率 plan_for_hard_cases=疑难问题给方案时限 chats_kept=聊天保存期 by_category=按类目
return_no_reason=无理由退货 fast_refund=极速退款 during=期间 asked_on=申请时间 approved_within=同意用时 refunded=已退款
served_by_both=两项服务合计 buyer_advances_basic_freight=买家垫付基础运费 pick_up_at_home=上门取件
chat_promise_above_platform_rules=聊天承诺高于平台规则 when_unsure=拿不准时 special_categories=特殊类目 stepped=阶梯发货
settlement_stopped=停止结算 merchants_touched=涉及商家 expelled_or_suspended=清退或停业 memo=备忘 cons=弊端 asks=请示 batches=批次
return_to_factory=退回工厂 contact_buyers=联系买家 order=次序 must_give_eta=必须告知时间 liability_classes=责任分类 invite_review=邀请评价
reward=给好处 close_requires=结案前提 needs_approval=需要审批 no_exception_for=以下情形也不例外 hours=时段 after_message_first=先留言
usual=通常 no_fault=无过错时 fault=有过错时 errors_allowed=允许出错 mask_buyer_data=遮盖买家信息 load_without_live=无直播时的接待量
offers=优惠 decides=决定者 chat_promise_binding=聊天承诺有约束力 ranks_above=高于 unsure=拿不准时 rules_by=规则来自 show=显示 risk=风险
look_up=查询 fee_method=计费方式 periods=周期 budget=预算 settlement_list_required=须有结算清单 settlement_list=结算清单 produced=出具时点
source_of_buyers=买家来源 conversion=转化率 track=跟踪 claims=宣称 advantages=优势 measure_by=衡量指标 forbidden_to_vendor=外包方不得
secured_by=保障方式 costs_money=需要花钱 before_buyer_asks=赶在买家问之前 reward_for_review=给好处换评价 standard_answer=统一话术
content=内容 own_promise_replaces=以自己的承诺为准 worse_statement_void=更差的说法无效 consent=同意 working_days_only=只算工作日
windows=可选时限 chosen_by=由谁选择 formula=公式 assessed_by=按什么考核 offline=离线 excluded_hours=不考核时段 stars_min=最低星级
first_30s_min=30秒应答率下限 satisfaction_min=满意度下限 ratings_min=评价数下限 certified_on=认证日 barred_on=在哪些平台禁用
human_reply_within=人工回复时限 auto_reply_counts=自动回复计入 ticket_done_within=工单完成时限 no_reply=未回复 first_answer=首次应答
return_handling=退货处理 dispute_answer=纠纷答复 result_on=公布日 new_shops_exempt=新店豁免期 upload_deadline=上传单号时限
orders_from=下单起 orders_until=下单止 due_on=最晚发货日 auto_approval_paused_from=自动同意暂停起 auto_approval_paused_until=自动同意暂停止
self_operated=自营 with_overtime_service=开通超时服务时 late_pay_service_min=延迟赔服务下限 cap_window=上限周期 every_further=每再增加
takes=取哪一个 fees_returned=费用退还 limited=受限功能 delist_all=全部下架 delist_for_good=永久下架 listing_limit=发布数量上限
search_block=搜索屏蔽 ads_limit=限制推广 marketing_ban_for_good=永久限制营销 equal_terms=同义词同样算 must_say=必须写明
false_if=以下属于虚假 first_slight_offence=初次轻微违法 features=特征 one_to_one_chat=一对一聊天 deceived=受骗对象
former_floor_dropped=原下限已取消 punished_under=处罚依据 answers=答复要求 price_marked=明码标价 tells=须告知 on=触发 later=此后
reason_needed=需要理由 excluded_if_confirmed=经确认可排除 plus=另付 found_by=由谁认定 barred_after=此后禁止
platform_liable_if=平台担责的情形 besides=此外 deposit_cap=定金上限 deposit_cap_of=定金上限基数 includes_deposit=含定金
buyer_in_breach=买家违约 notice_within=通知时限 needs_consent=须经同意 insured=已保价 uninsured=未保价 void=无效约定 promise=承诺
on_goods=所涉商品 liability_stays=责任不变 liable_for=负责范围 liable=责任人 forms=形式 same_effect=效力相同 disclosure=信息披露
shown_clearly=显著提示 default_option=默认勾选 as_promised=按承诺 transport_risk=运输风险 unreasonable_conditions=不合理条件 keeps=须保存
for_at_least=至少保存 consultation=征求意见 deletion_allowed=可以删除 concluded_on=成立时点 void_terms=无效条款 delivered_on=交付时点
prompts_inspection=提示查验 handing_to_another_needs=交他人代收须经 handled=处理要求 provides=须提供 issued_by=开具方
change_of_name_allowed=可以改名目 change_of_amount_allowed=可以改金额 invoiced_up_to=虚开金额不超过 invoiced_above=虚开金额超过
also_starts=也从此起算 presumed_at_once=直接认定的情形 fraud=欺诈 promulgated=公布日 may_not_force=不得强制 explains=须说明
excessive=可以过度 fees=收费 history=历史版本保存 searchable=可检索 rules_may_not_exclude=规则不得排除
secret_price_differences=可以暗中差别定价 member_benefits_cut_one_sidedly=可以单方削减会员权益 published=发布日
above_marked_price=可以高于标价 unmarked_fees=可以收未标明的费用 compared_price_max=对比价上限 bases=依据 publication_allowed=可以公开
sensitive=敏感信息 child_age_under=未满年龄 persons=个人 labels=标识 fine_of=罚款基数 fine_rate_min=罚款比例下限 loss_multiple=损失倍数
buyer_chooses=买家选择 first_asked_pays_first=首负责任 chapters=章 articles=条 made_in=作出方式 reminds=提醒时点 protects=保护对象
runs_from_if_installed=需安装时起算 restarts_after=此后重新计算 pauses_during=期间中止 shorter_than_state_rule=可以短于国家规定
base_if_proven=能证明时的基数 in_one_sum=一次付清 shop_may_extend_exclusions=商家可扩大除外范围 punitive_damages_excluded=不适用惩罚性赔偿
conspicuous=显著 without_it=没有时 intact=算完好 not_intact=不算完好 whole_min=整机下限 whole_max=整机上限 main_parts_min=主要部件下限
main_parts_max=主要部件上限 exchange_after_failed_repairs=修几次仍不好可换 agreement_may_end=可终止协议 commitment_letter_from=由谁出承诺书
on_repeat=再犯 step2_also=也算第二步 consequences=后果 tones=语气 abbreviations_count=简称也算 two_characters_count=其中两字也算
keep_list_in=词表设在 pinyin_counts=拼音也算 homophones_count=谐音也算 use=改用 read_as_guidance=会被判为引导 order_cancelled=取消订单
graded_by=按什么分级 on_breach=违反时 only_on_ios=仅限苹果手机 friend_pays_by=好友代付方式 ship_after=此后发货 single=单独购买 group=拼团
tool=工具 used_on=使用位置 sent_by=发送方 merchant_can=商家能否操作 possible_before_group=成团前能否 courier_note=备注快递
address_change=改地址 visible_to_merchant=商家可见 independent=各自独立 exact_promise=确切承诺 if_possible=能做到时 arrival=到达
arrival_certain=保证到达 want_free_return=希望退货免运费 buy_again_if_easy=退货方便会再买 main_product_returnable=正装可退 interest=利息
address=称呼 particles=语气词 decline=婉拒 daily=每天做 silence_is_consent_after=逾期未处理视为同意 needs_consent_of=须经谁同意
remain_fast=仍极速处理 merchant_must_bring=商家须提交 official_account=公众号入口 app=应用入口 auto_refund=自动退款 verdict=判定
once_signed=签收后 extensions=可延长 assessed_every=考核周期 measures_of=考核内容 reason_must_be=原因须为 withdrawal=撤回申请
pressure_allowed=可以施压 clock_keeps_running=时钟继续走 slow=物流慢 lost=丢件 fault_of_lost=丢件责任 delivered=已签收 undelivered=未签收
abuse_excused=可以辱骂 unanswered_if=视为未回复 tools=工具 varies_by=因什么而异 resource_places_removed=取消资源位 ads_removed=取消推广
starts_single=单独购买起算 overseas_direct=海外直邮 lottery=抽奖 voucher_valid=券有效期 taken_from=扣自 withdrawal_limited_until=限制提现至
on_top_of=叠加于 promised_within=承诺期限不超过 promised_over=承诺期限超过 over_orders=订单数超过 over_share=占比超过
withdrawal_limited=限制提现 channel_order=联系次序 response=回复 attitude=态度 within=之内 points_too=另有扣分 deadline_is=期限为
auto_reply_stops=自动回复可停钟 numerator=分子 denominator=分母 round_cap=每轮上限 unanswered_go_to=未回复计入
wangwang_reply_rate=旺旺回复率 human_response_time=人工响应时长 added_up=合计方式 not_reset=不清零 carried_over=结转 carried=结转分数
newer_texts_add=新版另加 compares=比对 with=对照 must_disclose=必须披露 and=并且 qualification_required=须有资质 shop_wide=全店措施
handled_as=按什么处理 first_step=第一步 score=分数依据 below_score=低于该分 whatever_verdict=不论判定结果 leads_to=导致 causes=成因
quality_appearance=外观质量 quality_use=使用质量 expectation=预期落差 price=价格 supply=供货 avoidable=可避免 scans=排查范围 level=等级
hit_hardest_below=低于此级受影响最大 tone=语气 treat_gift_as=赠品视为 rule=规则 beyond=超出时 keep_as_evidence=留作凭证 exception=例外
period=时段 of_range=取区间的 extra_to=另赔给 extra=另赔 notify_on=通知时点 layers=分层 inner=内层 middle=中层 outer=外层
store_hidden=门店隐藏 own_refund_when=可自主退款的情形 own_refund=自主退款 not_for=不适用于 change_allowed_when=可改的情形
decided_by=由谁决定 refund_only=仅退款 platforms=平台 abolition_announced=宣布取消 may_tell_condition=可告知条件 supported=支持
afterwards_allowed=事后可以 compensation_completes=赔付即完结 usable=可用 tied_to=关联到 requests_per_order=每单申请数
parcel_slip=包裹内纸条 check_first_at=先送检处 solutions=解决方式 steps_intact=外包装完好时 steps_broken=外包装破损时
frequent_auto_replies_allowed=可以频繁自动回复 influenced_by=受什么影响 aimed_at=面向 duties=义务 no_duty=不是义务
title_words_to_avoid=标题避用词 free_area_freight=包邮地区运费 seller_always_pays=卖家一律承担 change_of_mind_payer=不想要时由谁付
agreed_otherwise=另有约定 seller_fault_payer=卖家过错时由谁付 outbound_freight_payer=发货运费由谁付 payer=付款方 shop_may_buy=店铺可购买
pays=赔付 duty_remains=义务仍在 must_state_resend_period=须说明补寄时间 titles=抬头 asked_later_example=事后索要示例 item_name=开票品名
overstating_allowed=可以多开 set_by=由谁设置 on_return=退货时 on_exchange=换货时 on_repair=维修时 deposit_forfeited=没收保证金 execute=执行
consent_of=须经谁同意 proof=证明 closed_by=由谁关闭 example=示例 season=季节 from_month=起始月 to_month=截止月
supported_by_default=默认支持 banks=银行 cards_not_supported=不支持的卡 paid_to_seller=到账 applies_when=适用时点 applies=适用 cod=货到付款
vague_time_allowed=可以含糊时间 freight_by=运费按 forbidden_words=禁用词 not_meant=不在此列 suggested=主动推荐
other_ways_on_buyer_request=买家要求时可用其他方式 followed=照做 price_change=改价 fine_possible=可能罚款 range_to=区间至 follows=依照
serious_findings=情节严重的判定 hearsay=传闻 faulty_sellers=有问题的卖家 report=检测报告 private_settlement=私了金额 looked_at=所看商品
changes_anything=能改变结果 answer=答复 not_to_tell=不得透露 recommended=建议 national_day_exception=国庆例外 campaign=活动
track_update=物流更新 stock_shown=显示有库存 in_campaigns=大促期间 paid_as_term=赔付名目 goods_delisted=商品下架 freight=运费 change=变化
must_not_replace=不得代替 not_to_be_used_for_it=不得用来指代 signs=征兆 seller_offline=卖家离线 order_amount=订单金额 claim=索赔
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
permanently=永久 bad_cases=情节恶劣 red_packet_for_review=红包换好评 message_in_platform_chat=在平台聊天留言 save_or_call=存号码或打电话
before_trade_success=交易成功前 platform_coordination=平台协调 return_without_reason=无理由退货 ask_through_service=通过客服索要
remaining_amount=剩余金额 returned=退回 give_plan=给方案 lead_through_steps=引导操作 follow_courier_exceptions=跟进物流异常
payment_time_limit=付款时限 one_message_in_platform_chat_with_offer=在平台聊天发一条带优惠的消息 stream_day=直播日 regular=定期
exchange_check=换货验收 exchange_resend=换货寄出 return_inspected=退货验收 intervention_window=介入时限 merchant_refused=商家拒绝
intervention_requested=申请介入 within_aftersales_period=售后期内 seven_day_return_with_tracking=七天退货且有单号 liable_side=责任方
message=消息 answered_by_human_in_time_of_messages_sent=人工及时回复数除以消息数 passive_service=消极服务 in_sale=售中 claim_fresh=生鲜索赔
fresh_spoiled=生鲜腐坏 review_passed=审核通过 claim_allergy=过敏索赔 cosmetics_allergy=化妆品过敏 photo_proof_and_return=照片凭证并退货
penalty=处罚 as_set=按设置 stock=现货 not_stock=非现货 shipped_properly=正常发货 refund_agreed=同意退款 serious_cases=情节严重
night_contact=夜间联系 contact_after_refusal=拒绝后再联系 insult_on_any_channel=任何渠道辱骂 threat_on_any_channel=任何渠道威胁
burst_of_unpaid_orders=突然大量未付款订单 buyer_with_past_dispute=有过纠纷的买家 close_orders_without_request=擅自关闭订单
threaten_buyer=威胁买家 owner_decision=店主决定 faulty_batches_only=只限有问题的批次 cold_answer=冷淡回应 discourage_complaint=劝阻投诉
pay_for_withdrawal=花钱撤诉 facts=事实 respond_and_listen=回应并倾听 order_id=订单号 problem_type=问题类型 demand=诉求
facts_recorded=事实已记录 buyer_calmer=买家情绪缓和 buyer_confirmed_restatement=买家确认复述 buyer_misunderstanding=买家误解 logistics=物流
force_majeure=不可抗力 plan_offered=已给方案 agree_and_execute=达成一致并执行 consent_and_execution_proof=有同意和执行凭证
clearly_satisfied=明确满意 archive_and_review=归档复盘 customer=客户 problem=问题 plan=方案 result=结果 feedback=反馈 archived=已归档
buyer_consent=买家同意 execution_proof=执行凭证 discount_compensation=折扣补偿 take_responsibility=承担责任 offer_remedy=给出补救
refuse=拒绝 quality_and_service=质量和服务 earned_reviews=凭口碑得评价 only_services_really_enabled=仅限确已开通的服务
beyond_platform_rule=超出平台规则 beyond_shop_means=超出店铺能力 cause=原因 help=帮助 practical_offer=可行方案 fault_proven=过错已查实
actions=行动 admit=承认 improve=改进 calm=安抚 escalated=已升级 reasonable_proposal=合理方案 sorry=道歉 reason=理由 what_we_can_do=能做什么
ask_for_ordering_account=请用下单账号联系 friend_ordered=朋友下的单 account_no_longer_used=账号已不用 phone_lost=手机丢失
recipient_of_gift=收礼人 family=家人 name_date=说出日期 postage_ours=邮费我们出 date=日期 freight_paid_by_seller=运费由卖家付
invoice_by=开票时间 confirm=确认 close=关闭 by_day=白天 ask_to_delete=要求删评 second_call=再打电话 definite_arrival_day=确切到达日
explain_and_offer_return=解释并可退货 apologise_and_compensate=道歉并赔偿 verify_identity=核实身份 negotiate=协商 check_no_fault=确认无过错
no_late_shipping=避免延迟发货 contact_buyer_in_platform_chat=在平台聊天联系买家 load_on_live_days=直播日接待量
reward_for_review=给好处换评价 calls_for_reviews=打电话要评价 reward_or_call_for_good_reviews=给好处或打电话要好评
asking_buyers_to_hold_back_bad_reviews=要求买家不写差评 offer_help_without_mention_of_rating=不提评价地提供帮助
phoning_unpaid_buyers=给未付款买家打电话 keeping_table_of_unpaid_buyers_data=登记未付款买家信息 night_calls=夜间打电话
platform_chat=平台聊天 approved_only=只限已批准的 asking_to_change_true_refund_reason=要求改掉真实的退款原因
pressing_to_withdraw_request=施压撤回申请 pointing_out_reason_that_is_objectively_wrong=指出客观上选错的原因
calling_a_shortage_by_another_name=用别的说法掩饰缺货 take_item_down=下架商品 offer_dated_remedy=给出有日期的补救 pay_what_is_due=该赔就赔
vague_shipping_time_to_avoid_an_order=用含糊的发货时间推掉订单 honest_date_or_honest_refusal_with_reason=如实说日期或如实说明不能接的理由
passing_faulty_goods_to_distributors=把问题商品转给分销商 return_to_factory=退回工厂 recall=召回 compensate=赔偿 platform_rule=平台规则
platform_of_every_session=每个会话所属平台 clear_price_drop_after_purchase=买后明显降价 complaint_about_honesty=被投诉不诚信
before_contract=签约前 fixed_in_writing=书面约定 month=月 quarter=季度 before_start=开始前 after_each_service=每次服务后
recommendation=推荐 high=高 referred_buyers=被推荐来的买家 cost_per_session=单次会话成本 hours_covered=覆盖时段 satisfaction=满意度
leak_customer_data=泄露客户信息 misuse_customer_data=滥用客户信息 confidentiality_clause=保密条款
regular_data_security_audit=定期数据安全审计 tracking_shows_arrival=物流显示到达 delayed_on_the_way=途中延误 as_requested=按要求
explicit_in_chat=在聊天里明确说过 invoice_request=开票申请 fresh_response=生鲜响应 next_working_day_start=下一工作日开始时
return_tracking=退货物流 first_answer_of_conversation=会话首次应答 conversation=会话 conversation_start=会话开始
mean_response_time=平均响应时长 left_messages_of_inquiries=留言数除以咨询数 pdd=拼多多 ticket_review=工单审核 ticket_result=工单结果
return_unpacked=退货拆包 courier_pickup_record=快递揽收记录 coupon=优惠券 stock_missing=无货 whole_deposit=全部保证金 higher=较高者
may_go_unpunished=可以不罚 may_lie_outside=可能不在其内 burden_of_proof=举证 buyer_proves=由买家举证 state_rule=国家规定
late_refund=逾期退款 prepaid_not_performed=预付款未履行 perform=履行 prepayment=预付款 remedy_at_once=立即补救 consent=同意 refusal=拒绝
fraud=欺诈 contract_amount=合同金额 forfeits=不得要求返还 courier_answered=快递公司答复 civil_law=按民事法律 shop_promised=店铺已承诺
may_count_as_seller=可能视为销售者 transaction_completed=交易完成 public=公开征求 order_submitted=提交订单 consignee=收货人
consignee_consent=收货人同意 convenient=便捷 in_time=及时 delay_presumed=推定拖延 deliberate_delay_presumed=视为故意拖延 justified=合理
lowest_deal_price=最低成交价 same=同一 minimum=最低限度 separate_consent=单独同意 unsafe_food=不安全食品 before_acceptance=接受服务前
before_each_renewal=每次续费前 installation_done=安装完成 invoice_price=发票价 refusal_barred=不得拒绝 warranty_return=三包退货
exchange_or_repair=换货或维修 invoice_date=发票日期 main_shop=主店 linked_shops=关联店铺 expelled=清退 heavy_penalty=从重处罚
backend=商家后台 order_page=下单页 merchant_in_chat=商家在聊天里发 automatic_on_failure=失败自动取消 platform_service=平台客服
order_not_downloadable=订单无法下载 ask_to_return_after_group=成团后再来联系 group=拼团 group_opened=开团 cancel_and_refund=取消并退款
group_failed=拼团失败 guide_to_receipt=引导改要收据 ordered_early=下单较早 accept=接受 name_usual_couriers=说明常用快递 branded=品牌商品
higher_prices=价格较高 kindly_with_reason=和气并说明理由 all_orders=所有订单 shipped_and_not_special=已发货且非特殊商品 evidence=凭证
unshipped_within_promise=承诺期内未发货 intervention_possible=可申请介入 platform_may_refund=平台可能退款 no_reason_return=无理由退货
intervention_rate=介入率 intervention_count=介入次数 refunds_with_quality_reason_of_orders=因质量退款数除以订单数 true_reason=真实原因
shipped_not_received=已发货未收到 talk_to_buyer=与买家沟通 intercept=拦截 agree_refund_or_explain_refusal_at_door=同意退款或说明可拒收
only_if_buyer_wants=仅在买家愿意时 urge_courier=催快递 if_unwanted_intercept_or_refuse=不要了就拦截或拒收 offer_resend=提出补发
agree_refund_if_wanted=要退就同意 seller_side=卖家一方 refund_without_return=退款不退货 get_delivery_slip=取得签收单
ask_return_first=先请退货 recall_parcel=召回包裹 stay_polite=保持礼貌 keep_evidence=留存凭证 ask_platform=请平台处理
any_message_unanswered_or_late=有一条未回或晚回 quick_reply=快捷回复 robot=机器人 shop_type=店铺类型
complainants_of_consulting_buyers=投诉人数除以咨询人数 complaint_count=投诉数 as_on_page=以页面为准 draw_day=开奖日 balance=账户余额
all_late_orders_shipped_or_refunded=延迟订单全部发出或退款 product=商品 all_buyers_of_that_day=当天所有买家
repeated_contact_at_night=夜间反复联系 repeated_contact_before_dawn=凌晨反复联系 intimidation=恐吓 no_human_reply=无人工回复
late_human_reply=人工回复迟 missing_human_reply=漏回复 impatient=不耐烦 cold=冷漠 arrogant=傲慢 rhetorical_questions=反问 stiff=生硬
mechanical_repetition=机械重复 persistent_irrelevant_answers=一再答非所问 passive_on_chat_promise=不履行聊天承诺
passive_on_ticket_promise=不履行工单承诺 passive_on_listing_promise=不履行页面承诺 many_complaints=大量投诉 regulator_event=监管事件
public_opinion_event=舆情事件 abuse=辱骂 amount_not_stated=未写明数额 message_reply=留言回复 complaint_message=投诉留言
broken_promise=违背承诺 example_of_agreed_time=约定时间的示例 late_reply=逾期回复 human_response_time=人工响应时长
reply_seconds_of_human_rounds=人工轮次回复秒数 human_rounds=人工轮次 robot_rounds=机器人轮次 zero_second_replies=零秒回复
sub_accounts=子账号 cross_day_rounds=跨天轮次 wangwang_reply_rate=旺旺回复率 consultation_score=咨询体验分 all_goods_delisted=全部商品下架
description_at_trade=成交时的描述 received_goods=收到的商品 official_sample=官方样品
material_or_ingredient_seriously_wrong_or_unusable=材质成分严重不符或无法使用
undisclosed_flaw_or_mismatch_affecting_use=影响使用的未披露瑕疵或不符
undisclosed_flaw_or_mismatch_without_real_effect=不影响使用的未披露瑕疵或不符 description_mismatch=描述不符 goods_returned=商品已退回
sale=出售 some_penalty_on_all_goods=对全店商品的处罚 seller_takes_goods_down=卖家先下架 surface_mail=平邮 allowed_by_platform=平台允许
quality_doubt=质量存疑 platform_data=平台数据 seller_first=先由卖家处理 graded_freedom=分级自主 seller_decides=卖家决定
refund_refused_then_platform_stepped_in=拒绝退款后平台介入 mediation=调解 evidence_period_ended=举证期结束 mediator_acted=调解员处理
exchange_at_once=立即换货 solve_problem=解决问题 offer_alternative=给替代方案 delay_return=拖延退货 refuse_return=拒绝退货
press_to_cancel=施压取消 chat=聊天 item_title=商品标题 item_details=商品详情 parcel_cards=包裹卡片 explain_under_review=在评价下解释
appeal_malicious_review_to_taobao=恶意评价向淘宝申诉 buyer_data_in_reply=在回复里写买家信息 confirm_details_with_buyer=与买家核对
change_order_in_qianniu=在千牛改单 confirm_again=再次确认 collect_opinions_after_receipt=收货后收集意见 tag_by_product=按商品打标签
adjust_goods=调整商品 order_line=订单里的一件商品 condition=条件 aftersale_rule=售后规则 meet_reasonable_demands=满足合理诉求
before_order=下单前 refund_closed_without_closing_contact=退款关闭但未收尾沟通 burst_of_unpaid_orders_after_dispute=纠纷后大量拍下不付款
buyer_informed_of_delay=已告知买家延迟 shortest=最短 same_sum=同等金额 late_gift=赠品延迟 appeal=申诉 appeal_filed=已申诉
appeal_lapsed=逾期未申诉 full_chat_record_numbers=完整聊天记录编号 courier_proof=快递证明 force_majeure_documents=不可抗力证明
courier_collected=快递已揽收 mark_shipped_in_backend=后台点发货 tell_buyer=告知买家 out_for_delivery=派送中
signed_in_track_but_denied_by_buyer=物流显示签收但买家说没收到 items_missing_after_signing=签收后少件
contact_delivering_courier=联系派件快递 compare_signer_with_consignee=核对签收人与收货人 get_slip_signed_by_buyer=取得买家签字的底单
signer_matches_consignee=签收人与收货人一致 estimate_restock_date=预估到货日 offer_exchange_or_refund=提出换货或退款
refund_or_exchange_at_once=立即退款或换货 paid_not_shipped=已付款未发货 no_compensation=不要求赔付 goods_really_returned=确已退货
reason_objectively_false=原因客观不实 ask_platform_officer=询问平台小二 receipt_confirmed=确认收货 refund_rate=退款率
refund_dispute_rate=退款纠纷率 search_ranking=搜索排名 campaign_entry=活动报名 taobao=淘宝 tmall=天猫 remind_return_tracking=提醒填退货单号
check_and_register=验收登记 recommend_new_goods=推荐新品 with_refund=随退款 refund_withdrawn=撤回退款
buyer_may_call_platform=买家可申请平台介入 contact_and_record=联系并记录 receive_goods=收货 confirm_problem=确认问题 many=多次
order_number=订单编号 request_number=申请编号 name=姓名 contact=联系方式 official_service_point=官方服务点 check_track=查物流
verify_with_courier=与快递核实 recover_or_claim=找回或索赔 verify_with_warehouse=与仓库核实 ask_photo=请买家拍照
claim_from_courier=向快递索赔 company_phone=公司电话 mobile_number=手机号 other_contacts=其他联系方式 other_shop_links=他店链接
courier_phone_given_to_urge=给快递电话让买家自己催 wait_without_check=不查就让等 not_our_control=说不归我们管
complain_to_courier=让买家投诉快递 check_by_order_number=按单号查询 follow_up_if_abnormal=异常就跟进 average_response_time=平均响应时长
typing_speed=打字速度 existing_customers=老客户 true_description=如实描述 keep_rules_and_promises=守规则守承诺
no_quality_faults_within_validity=有效期内无质量问题 daily_republishing=每天重新发布 allowed=允许 refund_and_return_done=已退款退货
return_tracking_given=已填退货单号 insurer=保险公司 wrong_return_tracking=退货单号填错 contract_renewal=续约 buyer_who_paid=付款的买家
company=单位 personal=个人 goods_or_category=商品名或类别 red_letter_reversal=开红字发票 endorsement=背书 original_sent_back=寄回原票
all=全部 heaviest=最重的一项 one_deduction_passes_several_nodes=一次扣分跨过多个节点 same_kind_node_while_running=执行期间又到同类节点
request_from_ordering_account=下单账号提出 same_item_many=同款多件 ask_quantity=询问数量 close_if_not_meant=拍错就关闭 order_again=重新下单
june=六月 july=七月 confirm_address_after_order=下单后核对地址 not_buyer=不由买家承担 card_gateway_opened=已开通信用卡 bank=银行
service_opened=已开通服务 deny=否认 close_order=关闭订单 refuse_to_ship=拒绝发货 cod_template=货到付款运费模板 online_only=只用线上
refuse_alipay=拒绝支付宝 bank_account=银行账户 online_to_offline=线上转线下 return_exchange_and_guarantees=退换货和各项保障
trial_goods=试用商品 secured_payment=担保交易 pay_on_delivery=货到付款 card_payment=信用卡付款 campaign_duties=活动义务
other_promises=其他承诺 paid_orders=已付款订单 insults=辱骂 animal_words=用动物骂人 curses=诅咒 swear_words=脏话 frequent_contact=频繁联系
repeated=反复 harassment=骚扰 pass_faulty_goods_on=转手问题商品 buy_off_complaint=花钱了结投诉 take_down=下架 return_to_maker=退回厂家
inform_buyers=通知买家 chat_account_is_ordering_account=聊天账号就是下单账号 chat_record=聊天记录 registered_address=登记地址
tracking=物流跟踪 courier_pickup_scan=揽收扫描 double_11_2021=2021年双十一 exposure=曝光 marketing_ban=限制营销
payment_account_control=管控收款账户 shop_supervision=店铺监管 as_tmall_schedule=按天猫日程 within_a_week=一周内 uncertain=不确定
late_claim=逾期索赔 buyer_may_claim_late_shipping=买家可投诉延迟发货 complaint_and_not_compensated_in_time=被投诉且未及时赔付
lowered=已下调 shortage_after_notice=通知后仍缺货 track_notice=物流通知 stock_short=库存不足 delist=下架 stay_online_daily=每天在线
watch_for_bursts=留意突增订单 keep_stock_true=库存如实
""".split()
)
"""Chinese names of the words that parameters hold."""
