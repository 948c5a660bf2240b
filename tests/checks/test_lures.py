"""Who lures and who only asks or refuses, who pries and who asks for his own: words and the shipped reader together."""

from __future__ import annotations

import pytest

from kefu import Guard, Message, Turn
from kefu.checks.shipped import listener

TOLD = """
risk.bait
  yes:
    没开票的话给我便宜二十，直接微信转你好了 / 你加一下我，尾号跟收货电话一样，老客户好谈 / 五星带图的话怎么个表示法 / 给好评你们那边一般返几块呀 / 票上多写三百，多出来的税我出 / 我买的是茶具，发票写成办公用品行吧 /
    你就跟我说一句，这药酒喝了关节一准不疼，我就下三瓶 / 喝一个月能把血糖压下来不，你给个保证 / 要不要找人给你们把销量做上去，一单五块 / 我这有个群专门帮店铺补单的，有兴趣吗 / 你私底下告诉我，这包是不是原厂流出来的复刻 /
    有没有那种跟专柜一模一样的高仿，便宜点的 / 平台抽你们不少吧，咱俩直接交易，你让点利 / 你们别家平台的店叫什么，我去那边买 / 留个电话，我加你聊，这里不方便讲 << 亲，还有什么可以帮您 /
    红包怎么领 << 亲，五星好评截图发过来有惊喜哦 / 你先给我点发货，货晚几天寄没事，我要个单号交差 / 你帮我把签收时间改一下，我好报销 / 退款别走平台了，直接打我支付宝 / 介绍个朋友来，你私下返我多少
  no:
    不加，有事平台上说 << 亲，加个微信聊吧 / 我不补，你们给我重新发货 << 亲，少的那件您补个差价吧 / 刷单？你们还干这个？ << 亲，有空帮忙刷几单吗，有佣金 / 这个祛斑霜多久见效 / 可以用红包吗 /
    微信就不加了，平台说清楚就行 << 加一下微信我发您图 / 为什么要我加你微信？退款不是平台上退吗 / 我不要返现，东西有问题就退 / 谁要你的三块钱红包，评价我照实写 / 好评返现是违规的吧，别给我搞这个 /
    不转账，只走平台付款 << 亲，直接转我这边可以少十块 / 发票照实开就行，不用多开 / 能用微信付款吗还是只能支付宝 / 店铺红包和满减能一起用不 / 这个仪器对颈椎有用吗 / 吃几个疗程合适 / 防脱洗发水孕妇能用吗 /
    线下门店能退换吗 / 我拒绝线下交易，请走平台 / 快递员加我微信说件丢了
risk.privacy
  yes:
    我媳妇在你们家下了单没跟我说，帮我看看是啥 / 用我爸手机号买的那单，收货写的哪儿 / 我不是买的人，我就想知道她买了多少钱的 / 昨天那个说不好用的买家，电话给我，我问问他 / 这个快递寄给我的，付钱的是哪个 /
    我同事在你家拍过一台，他当时多少钱拿的 / 我男朋友说给我买了礼物，发货没有呀，不是我的号 / 查个单，收件人姓李的，住我们楼上那户 / 我女儿账号最近都买了些啥，列给我 / 那条追评是谁写的，告诉我名字 /
    我室友让我来问她的退款到没到 / 婆婆买的净水器几号送，她自己不会用手机，号是她的 / 拼单的另一个人住哪个小区呀 / 前妻在你们这填的新地址发我一个 / 你们有个老客户姓周的，最近还买吗 / 中奖那位的联系方式能给一下吗 /
    我老板在你们家定的那批货到哪了 / 我闺蜜说她拍了件大衣，哪个色的，我好拍不一样的 / 送礼的人电话留的是多少 / 我哥给谁买的这条项链
  no:
    麻烦改成杭州市西湖区文三路90号，收件人李娜 << 好的，请提供新地址 / 上次有个买家说会起球，这批用着怎么样 / 收件人换成我老公，电话不变 / 我的订单填的哪个地址，帮我看下 / 这是给我妈买的，尺码按她的来，158斤重 /
    买家秀里那件是什么颜色 / 看评价里有人说漏水，改进了吗 / 你们退货地址发我一下 / 我的快递谁签收的，不是我签的 / 快递员电话给我一个 / 我老公让我问问这个能不能装在北方 / 我朋友在你们家买过，说不错，我也来一件 /
    别人都收到了我的怎么还没到 / 别把我的电话给别人 / 为什么有陌生人知道我买了什么，你们泄露我信息 / 我帮我婆婆下的单，什么时候送到 / 收件人写我女儿，她在学校收 / 其他买家反馈怎么样 / 我的手机号写错一位，改一下 /
    地址没问题，就寄这个，收件人王芳
"""
"""Of two risks what has it and what only looks like it; behind << what the agent has said just before."""


def table() -> dict[tuple[str, str], list[Message]]:
    """For each risk and column the messages there."""
    out: dict[tuple[str, str], list[Message]] = {}
    name = column = ""
    for line in TOLD.strip().split("\n"):
        if not line.startswith(" "):
            name = line
        elif line.strip() in ("yes:", "no:"):
            column = line.strip(" :")
        else:
            for each in line.strip(" /").split(" / "):
                text, _, agent = each.partition(" << ")
                history = (Turn("agent", agent),) if agent else ()
                out.setdefault((name, column), []).append(Message(text, "buyer", history=history))
    return out


SAID = table()
RISKS = ("risk.bait", "risk.privacy")


@pytest.mark.parametrize("name", RISKS)
def test_words_clear_nothing_that_has_the_risk(name: str) -> None:
    assert len(SAID[name, "yes"]) == len(SAID[name, "no"]) == 20
    assert [each.text for each in SAID[name, "yes"] if listener().clears(name, each.text)] == []


@pytest.mark.parametrize(("name", "least"), [("risk.bait", 14), ("risk.privacy", 8)])
def test_words_clear_most_of_what_only_looks_like_it(name: str, least: int) -> None:
    assert sum(listener().clears(name, each.text) for each in SAID[name, "no"]) >= least


@pytest.mark.parametrize("name", RISKS)
def test_most_are_told_and_hardly_an_innocent_one(name: str) -> None:
    guard = Guard.load("taobao")
    assert guard.meaning is not None
    told = {column: [name in r.signals.risk for r in guard.check_batch(SAID[name, column])] for column in ("yes", "no")}
    assert sum(told["yes"]) >= 12, [m.text for m, t in zip(SAID[name, "yes"], told["yes"], strict=True) if not t]
    assert sum(told["no"]) <= 3, [m.text for m, t in zip(SAID[name, "no"], told["no"], strict=True) if t]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("算了吧 我怕不安全", "平台要扣点的，你微信转账给我，我直接给你发货"),
        ("好的", "支付宝账号给我，或者加QQ 123456789 我转你"),
        ("啊 这能随便给吗", "有的，广东佛山的陈志强，电话13800138000，他买了三套，你打电话问他"),
        ("不加 平台上说", "你加个v信 nuts5566 我给你单独发个物流"),
        ("我不补", "这两天快递涨价，不补发不了，您转我支付宝也行"),
    ],
)
def test_what_the_agent_said_is_not_put_in_the_buyers_mouth(text: str, agent: str) -> None:
    assert Guard.load("pdd").check(Message(text, "buyer", history=(Turn("agent", agent),))).signals.risk == ()
