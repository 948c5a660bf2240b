"""What may be said instead: it answers, keeps the lawful facts, invents none, and nothing is found in it."""

import re
from itertools import pairwise

import pytest

from kefu import Guard, Message, Turn
from kefu.checks.clauses import quoted, stands_alone
from kefu.checks.law import sayings
from kefu.checks.shipped import shipped_book
from kefu.vocabulary.ids import PLATFORMS
from kefu.vocabulary.talk import Order, Shop

GUARDS = {platform: Guard.load(platform=platform, reader=False) for platform in PLATFORMS}
TMALL, PDD = GUARDS["tmall"], GUARDS["pdd"]
INVENTED = re.compile(
    "检测报告|卖得不错|没有揽收|我们的责任|是因为我们|(?<!拍)照给您|授权.{0,4}可以查|资质.{0,6}给您看|由我们承担"
)
"""Facts that no message gave."""

TOLD = """
tmall | 有券吗 | 满199减20的券可以领，加微信再减10元 | 满199减20的券可以领 优惠 | 微信 再减
tmall |  | 全网最低价99元，15号前下单送滤芯 | 99元 15号前下单送滤芯 | 最低
taobao | 保温多久 | 最好的保温杯，316不锈钢，保温12小时 | 316不锈钢 保温12小时 | 最好
taobao | 几天到上海 | 48小时内发货，顺丰明天一定到 | 48小时内发货 明天 快递 | 一定
tmall | 我的快递到哪了 | 单号YT1234567890123，快递的事您自己打电话问 | YT1234567890123 快递 | 自己
tmall | 退款多久到 | 退款3天内到账，别催了 | 退款3天内到账 | 催
pdd | 我付了 | 微信支付成功了，订单48小时内发货 | 付款 成功 48小时内发货 | 微信 都能选
jd |  | 退款128.50元明天到账，您先撤销投诉 | 退款128.50元明天到账 自己决定 | 赔 先撤
taobao | 退钱 | 傻逼，明天给你退35元 | 明天给您退35元 | 傻 照片 图
pdd |  | 今天拍明天一定到，不到赔你 | 明天 快递 | 今天 赔 一定
tmall | 什么时候发货 | 周三到货，今天肯定给您发 | 周三到货 今天能不能发出 | 周三能 肯定
tmall | 这个多大尺寸，能装几升 | 哦 | 尺寸 | 身高 体重
taobao | 穿了一次就开线 | 穿过了就不能退，这是你自己弄的 | 照片 售后 | 完好 自己弄
douyin | 我要退款 | 可以的，银行卡号发给我，马上转你 | 退款 原来的付款账户 | 补差 卡号
douyin | 商家都要开票的 | 那你去别家买 | 发票 | 价格 活动
douyin | 是专柜的吗 | 复刻的，1:1看不出来 | 不是品牌正品 退货退款 | 复刻 看不出
tmall |  | 原单尾货，剪标的，跟专柜一模一样 | 拿不出品牌的凭证 退货退款 | 一模一样
tmall | 是正品吗 | 实话跟你说，这个是高仿的 | 不是品牌正品 退货退款 | 高仿
taobao |  | 您把评价差删了我退您30元行吗 | 自己决定 | 30元 删
douyin |  | 地表最强保温杯！家人们往里倒开水试试就知道 | 参数 | 最强 家人们
jd |  | 麻烦先签收一下，下午给您送到 | 收货 拿到 | 先签收 揽收
tmall |  | 补6个点 | 不用加税点 | 个点
tmall |  | 批发价不含税的 | 不用加税点 | 含税
tmall |  | 特价商品不支持退换 | 申请 | 不支持 特价
pdd |  | 您收货电话13812345678对吗 | 核对 订单页 | 13812345678 电话
tmall |  | 国家级工艺，行业第一的品质 | 做工 | 国家级 第一
pdd | 能便宜吗 | 加我微信给您便宜5块 | 优惠 | 5块 微信
tmall | 什么时候发 | 这款有现货 今天就能寄 您加我微信 | 有现货 今天就能寄 | 微信
taobao |  | 您好，包裹已经发出，运单号SF1234567890123，有问题加V | 包裹已经发出 SF1234567890123 | 加V
taobao | 退了多少 | 退款已处理，35元原路退回，您别再问了 | 退款已处理 35元原路退回 | 别再
tmall |  | 保修一年，一年内坏了我双倍赔 | 保修一年 | 双倍
tmall | 多少钱 | 原价199元，现价159元，转我支付宝给您150 | 原价199元 现价159元 订单里付款 | 支付宝 150
pdd | 有货吗 | 有货的，淘宝也有同款 | 有货 | 淘宝
douyin | 这个纯棉吗 | 纯棉的，全网最好的面料 | 纯棉 | 最好
tmall | 发票 | 发票7天内开好发您邮箱，要加6个点 | 7天内开好 不用另外加钱 | 6个点
taobao | 什么时候发货 | 您的订单已经打包，明天上午发出，催什么催 | 已经打包 明天上午发出 | 催什么
tmall |  | 加我微信吧。加了之后给您发优惠券。 | 券 | 微信 加了之后
pdd | 质量怎么样 | 这款宝贝是全网最好的，净重500克 | 净重500克 | 宝贝 最好
jd | 什么时候退款 | 退款已经提交，预计3个工作日到账，再问就关闭订单 | 退款已经提交 3个工作日到账 留着 | 关闭
taobao | 少发了一件 | 少的那件今天补发，您先把退款申请撤了 | 今天补发 不用撤 | 先把
tmall | 好评返现吗 | 有的，写好评返5元，今天下单明天发货 | 不能做 明天发货 | 5元
tmall | 能退吗 | 不可以的哦 | 退款 申请 | 不可以
taobao | 能换个码吗 | 不给换 | 换货 申请 | 不给
jd | 杯子裂了怎么办 | 我们店不给退货 | 照片 | 不给
pdd |  | 没有原包装盒我们不给退 | 包装 申请 | 不给
douyin |  | 能退，退成购物金给您 | 原来的付款方式 | 购物金
tmall | 退款多久到账 | 退货要扣两成整理费 | 整理费不用您出 | 两成
taobao | 你们发错颜色了，我要退 | 选多拍就好 | 照实选 | 多拍
jd | 能便宜点吗 | 我悄悄给您优惠10块 | 券 | 10块 悄悄
tmall | 我去12315投诉你们 | 没什么用的 | 权利 | 没什么用
pdd |  | 回访问您就说满意，配件马上寄 | 照实说 | 满意
taobao |  | 签收就视为满意 | 售后 | 满意
tmall | 这个能治失眠吗 | 能的亲 | 医生 失眠 | 能的
jd |  | 坚持喝血压就降下来了，药都能停 | 医生 | 都能停
taobao | 为什么别家便宜 | 他们家低价还不是靠掺回收料 | 别家 | 掺
tmall |  | 没有3C，凑合能充 | 认证 退货退款 | 凑合
pdd | 能加个好友吗 | 加我微信 | 窗口 | 微信
tmall | 没收到说明书 | 说明书加我微信发您，订单号2026030112345的快递已签收 | 窗口 | 微信
taobao | 还有货吗 | 我朋友的店里有现货，去他店里拍 | 库存 | 朋友
jd | 别再给我发消息了 | 您再考虑一下嘛，真的划算 | 不再 | 划算 考虑
tmall |  | 邮费不用拍链接了，转给我们店长吧 | 补差链接 | 店长
pdd |  | 可以转账付款 | 订单 | 转账
pdd |  | 您的宝贝明天发出 | 您的商品明天发出 | 宝贝
tmall | 能开专票吗 | 我们没有发票 | 专票 | 没有
taobao | 发票什么时候开 | 打印机坏了，暂时开不了票 | 发票 | 打印机
jd | 发票能写办公用品吗 | 可以的呢 | 品名 | 可以的
tmall |  | 开张收据给您，一样能拿去报销 | 收据不能当发票 | 一样
tmall | 快递怎么还没到 | 你是不是有病啊 | 快递 查 | 病
taobao | 我要给差评 | 再写差评，我把你号码挂到网上去 | 评价 权利 | 网上
jd | 这两款有什么区别 | 差不多吧 | 区别 | 差不多
tmall | 快递丢了 | 驿站弄丢的您去找驿站赔 | 快递 | 您去
pdd | 退不退 | 那条差评先删掉，我再安排退款 | 评价 没有关系 | 删
taobao | 刷单接不接 | 做的，您报价 | 不做 | 报价
tmall | 能分期吗 | 分期要加3%手续费，你自己付 | 分期 | 3%
jd | 页面上写着货到付款 | 那个不作数，您重新选个付款方式 | 货到付款 | 不作数
taobao | 帮我查下我婆婆那单到没 | 查到了，昨天已签收 | 下单的账号 | 昨天 签收
tmall | 帮我看下谁买的 | 这单是您婆婆王秀兰拍的，今天发 | 下单 | 王秀兰 今天
tmall | 怎么退 | 退款要登记，身份证拍给我 | 退款 原来的付款账户 | 拍给
taobao | 怎么还不发货 | 这单已经帮您关了 | 留着 仓库 | 关了
jd | 我都付完了怎么还没发货 | 再补8元就给您排上 | 不用再补 | 8元
tmall |  | 今晚一定给您发走 | 今晚能不能发出 | 到得看 一定
taobao | 怎么还没发货 | 快了吧 | 仓库 哪天 | 快了
pdd | 还没收到呢，怎么办 | 点确认收货就可以了 | 没拿到货 | 就可以
tmall |  | 包邮是运营挂错了，这单得加8元 | 包邮 不用 | 8元
jd | 杯子到手就裂了，退货谁出运费 | 您先付一下哈 | 商家出 | 先付
douyin |  | 这个色没货，我把您的订单取消了哈 | 由您 | 取消了
tmall | 多少钱 | 券后价128元，加V给您再便宜10块 | 券后价128元 | 10块
taobao | 怎么还没到 | 包裹今天上午到上海中转站，明天肯定送到您手上 | 今天上午到上海中转站 明天能不能到 | 肯定
tmall | 退款呢 | 运费12元已经退到您账户了，麻烦给个五星好评返5元 | 运费12元已经退到 真实感受 | 返5元 五星 图
pdd | 能开发票吗 | 能开的，3天内开好，但要补6个点 | 3天内开好 | 6个点
tmall |  | 先确认收货，3天内给您补发少的那件 | 3天内给您补发少的那件 拿到货 | 先确认
taobao | 漏发了 | 抱歉漏发了，今天下午就给您补寄，您先把退款撤了 | 今天下午就给您补寄 不用撤 | 先把
tmall | 保修多久 | 质保两年，坏了找厂家，跟我们没关系 | 质保两年 | 厂家 没关系
pdd | 怎么付款 | 一共86元，微信转给我就行 | 一共86元 订单里付款 | 微信
jd |  | 明天10点前下单减20，全网最低价了 | 明天10点前下单减20 | 最低
tmall | 我的退款 | 您的退款已经通过，预计明天到账，你能不能别催 | 已经通过 预计明天到账 | 催
taobao | 差评 | 差评删了，退您20元 | 自己决定 | 20元 差评
pdd | 什么时候到 | 一般3到5天，您那边偏远要加8元运费 | 一般3到5天 运费您就不用出 | 8元
taobao | 收到坏的 | 破损的照片收到了，不给退 | 照片收到了 申请 | 拍张 不给
tmall | 洗了掉色 | 30度以下水温洗，掉色我赔您十倍 | 30度以下 | 十倍
douyin | 过期了 | 保质期12个月，吃不死人的 | 保质期12个月 | 死
jd | 这个和xx哪个好 | 我们用的304不锈钢，他们家都是次品 | 304不锈钢 | 次品
tmall | 我要投诉 | 投诉没用，3个工作日内给您处理好 | 权利 3个工作日内给您处理好 | 没用
tmall | 申请介入 | 平台介入也没用，退款25元今天给您退 | 平台介入 退款25元今天给您退 | 没用
taobao | 什么时候发 | 今天17点前下单今天发，一定发顺丰 | 今天17点前下单今天发 快递 | 一定
taobao | 没收到货 | 单号773312345678901显示已签收，自己找快递 | 773312345678901 快递 | 自己
tmall |  | 爆单了，48小时内发不出来，慢慢等 | 您这单 | 慢慢等
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TOLD.strip().splitlines()]


EXAMPLES = [
    (platform, example)
    for rule in shipped_book().rules
    for example in rule.examples.yes
    if example.text and example.role == "agent"
    for platform in ([example.platform] if example.platform else rule.platforms)
]


def message_of(example) -> Message:
    """The example as it would reach the guard."""
    history = tuple(Turn(said.role, said.text) for said in example.history)
    if example.asked:
        history += (Turn("buyer", example.asked),)
    order, shop = example.order, example.shop
    return Message(
        example.text, history=history, order=Order(**order) if order else None, shop=Shop(**shop) if shop else None
    )


def advice(text: str, guard: Guard = TMALL, asked: str = "") -> str:
    """The advice, in which nothing is found, said out of the blue or to this buyer."""
    history = (Turn("buyer", asked),) if asked else ()
    said = guard.check(Message(text, history=history)).findings[0].advice
    assert said and not guard.check(Message(said)).findings and not guard.check(Message(said, history=history)).findings
    return said


@pytest.mark.parametrize(("platform", "asked", "text", "has", "lacks"), ROWS, ids=[row[2] for row in ROWS])
def test_the_advice_answers_keeps_the_facts_and_drops_the_offence(platform, asked, text, has, lacks) -> None:
    said = advice(text, GUARDS[platform], asked)
    assert all(word in said for word in has.split()), said
    assert not any(word in said for word in lacks.split()), said
    assert not INVENTED.search(said), said


def test_every_rule_is_in_the_table() -> None:
    told = {
        finding.rule
        for platform, asked, text, _, _ in ROWS
        for finding in GUARDS[platform].check(Message(text, history=(Turn("buyer", asked),) if asked else ())).findings
    }
    assert {rule.id for rule in shipped_book().rules if rule.kind == "conduct" and rule.say} <= told


@pytest.mark.parametrize("platform", PLATFORMS)
def test_nothing_is_found_in_any_advice_of_the_book_on_its_platform(platform: str) -> None:
    """Said out of the blue, or to the buyer whom it answers; not even a note; and no sentence twice."""
    guard, seen = GUARDS[platform], set[str]()
    for message in (message_of(example) for where, example in EXAMPLES if where == platform):
        findings = guard.check(message).findings
        if not findings or not findings[0].advice or (message.text + findings[0].advice) in seen:
            continue
        said = findings[0].advice
        seen.add(message.text + said)
        assert not guard.check(Message(said)).findings, (message.text, said)
        again = Message(said, history=message.history, order=message.order, shop=message.shop)
        assert not guard.check(again).findings, (message.text, said)
        assert not INVENTED.search(said), (message.text, said)
        sentences = re.findall("[^。！？]+", said)
        assert len(set(sentences)) == len(sentences), said


def test_no_rule_says_always_the_same() -> None:
    said: dict[str, set[str]] = {}
    for platform, example in EXAMPLES:
        for finding in GUARDS[platform].check(message_of(example)).findings[:1]:
            said.setdefault(finding.rule, set()).add(finding.advice)
    for rule, each in said.items():
        assert len(each) >= 4 or rule == "platform.term", (rule, each)


def test_a_saying_that_fits_every_message_is_the_last_of_its_rule() -> None:
    for rule in shipped_book().rules:
        plain = [saying for saying in sayings(rule.say) if not saying.asked and not saying.about and not saying.beside]
        assert len(plain) <= 1 and (not rule.say or sayings(rule.say)[-1] in plain), rule.id


def test_two_findings_of_one_matter_are_answered_once() -> None:
    for one, both in pairwise(("没有原包装盒我们不给", "没有原包装盒我们不给退", "没有原包装盒我们不给退，不给退")):
        assert advice(one) == advice(both)


def test_two_findings_of_two_matters_are_both_answered() -> None:
    said = advice("加我微信吧。这批货没货了，您申请退款吧")
    assert "窗口" in said and "核实" in said, said


def test_a_shops_rule_without_a_saying_does_not_borrow_one(tmp_path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("rules:\n- {id: shop.a, severity: block, clause: 甲, words: [小姐姐]}\n", encoding="utf-8")
    guard = Guard.load(platform="pdd", reader=False, shop=file)
    assert [finding.advice for finding in guard.check("小姐姐，在的").findings] == [""]
    own, other = guard.check("小姐姐，加我微信").findings[:2]
    assert own.advice == "" and "窗口" in other.advice


def test_a_message_of_several_lines_keeps_its_line_breaks() -> None:
    lines = advice("图片收到了\n加我薇❤聊\n明天上午给您发货").split("\n")
    assert lines[0] == "图片收到了" and lines[2] == "明天上午给您发货"
    assert len(lines) == 3 and "微信" not in lines[1] and lines[1]


def test_a_word_is_exchanged_in_innocent_lines_beside_another_violation() -> None:
    said = advice("这款宝贝有现货。加我微信吧", PDD)
    assert said.startswith("这款商品有现货。") and "宝贝" not in said


def test_the_word_for_a_child_stays_where_the_word_for_goods_is_exchanged() -> None:
    assert advice("您家宝贝多大了？这款宝贝适合三岁以上", PDD) == "您家宝贝多大了？这款商品适合三岁以上"


def test_a_word_beside_a_violation_in_one_sentence_says_nothing_of_its_own() -> None:
    assert advice("宝贝在路上了，加我微信看", PDD) == advice("在路上了，加我微信看", PDD)


@pytest.mark.parametrize(
    "clause", ["48小时内发货", "满199减20的券可以领", "保质期12个月", "单号yt1234567890123", "退款35元原路退回"]
)
def test_a_clause_with_a_fact_stands_alone(clause: str) -> None:
    assert stands_alone(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "加了之后给您发5元券",
        "不然3天后才发货",
        "才20块钱",
        "您这单不够300元",
        "到时候退您5元",
        "48小时肯定发不出来",
        "好的",
    ],
)
def test_a_clause_that_hangs_on_another_one_or_refuses_does_not(clause: str) -> None:
    assert not stands_alone(clause)


@pytest.mark.parametrize(
    ("find", "told"),
    [
        ("开不了,", "开不了"),
        ("搜我们店名,那边", "搜我们店名"),
        ("13812345678,对吗", "13812345678"),
        ("分期要加3%手续费,你", "分期要加3%手续费"),
        (",不行就是不行", "不行就是不行"),
        ("不可以的哦", "不可以的"),
        ("滚,", "滚"),
        ("哦", "哦"),
        ("加我微信", "加我微信"),
    ],
)
def test_a_quote_ends_with_its_words(find: str, told: str) -> None:
    first, last = quoted(f"亲{find}的", 1, 1 + len(find))
    assert f"亲{find}的"[first:last] == told


@pytest.mark.parametrize(
    ("text", "rule", "told"),
    [
        ("发票开不了，您别问了", "invoice.refusal", "发票开不了"),
        ("缺货了亲，换一个颜色吧", "stock.shortage", "缺货了亲，换一个"),
        ("滚，爱去哪去哪", "abuse.insult", "滚"),
        ("您去搜我们店名，那边便宜", "contact.offplatform", "搜我们店名"),
    ],
)
def test_a_finding_quotes_whole_words(text: str, rule: str, told: str) -> None:
    quotes = {finding.rule: finding.quote for finding in TMALL.check(text).findings}
    assert quotes[rule] == told


def test_one_refusal_is_not_quoted_within_another() -> None:
    assert [finding.rule for finding in TMALL.check("穿过了就不能退").findings] == ["refund.obstacle"]
