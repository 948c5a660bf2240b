"""Shop chat made up for measuring speed: messages that all differ, in the proportions of a working day.

Seven in ten messages are an agent's, the others a buyer's; one in twenty breaks a rule, half of those in disguise. The
words are the project's own. Speed on it means something; how often a rule fires on it does not.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final, Literal

GOODS: Final = (
    "连衣裙 牛仔裤 羽绒服 卫衣 运动鞋 帆布鞋 保温杯 电饭煲 空气炸锅 吹风机 台灯 书包 行李箱 蓝牙耳机 充电器 数据线 手机壳 "
    "键盘 鼠标 四件套 枕头 蚕丝被 窗帘 地毯 面膜 洗面奶 防晒霜 口红 坚果 牛肉干 燕麦片 蜂蜜 茶叶 猫粮 狗粮 积木 绘本 跳绳 "
    "瑜伽垫 雨伞 水壶 炒锅 菜刀 晾衣架 收纳箱 婴儿车 奶瓶 纸尿裤 加湿器 扫地机 花盆 电风扇 热水袋"
).split()
KINDS: Final = (
    "白色 黑色 米色 藏青 墨绿 酒红 浅灰 大号 中号 小号 加厚款 薄款 升级款 经典款 两件装 三件套 礼盒装 儿童款".split()
)
CITIES: Final = (
    "杭州 广州 成都 西安 沈阳 武汉 长沙 南宁 昆明 哈尔滨 乌鲁木齐 郑州 合肥 厦门 青岛 兰州 贵阳 太原 保定 徐州".split()
)
COURIERS: Final = "中通 圆通 韵达 申通 极兔 顺丰 邮政 德邦".split()
OPENERS: Final = (
    "亲，",
    "您好，",
    "亲亲～",
    "好的亲，",
    "在的哦，",
    "嗯嗯，",
    "抱歉久等了，",
    "",
    "",
    "",
    "宝子，",
    "您放心，",
    "收到，",
)
CLOSERS: Final = (
    "哦",
    "呢",
    "哈",
    "~",
    "，谢谢您",
    "[微笑]",
    "",
    "",
    "",
    "",
    "，有问题随时找我",
    "，麻烦您了",
    "🌹",
    "，祝您生活愉快",
    "。",
)
AGENT: Final = (
    "{kind}的{goods}有现货", "{goods}建议选{kind}", "这款{goods}是{month}月新到的", "尺码偏小，{goods}建议拍大一号",
    "{goods}洗的时候水温不要超过{n}度", "您身高{tall}体重{heavy}斤，{kind}合适", "快件已经到{city}了，单号{parcel}",
    "{courier}发的，大约{small}天", "{kind}{goods}付款后{small}8小时内发出", "订单{order}已经登记退款", "发票在订单详情里申请",
    "这边帮您催一下{courier}", "从{city}仓发货", "{goods}支持七天无理由退货", "赠品跟{goods}一起寄", "满{n}减{small}的券可以领",
    "{goods}的材质在详情页第{small}张图", "已经帮您备注{kind}", "请您拍一下{goods}的照片发来看看", "仓库今天{n}单在排队，按顺序打包",
    "{goods}开箱后先充电{small}小时再用", "退回地址在售后单里能看到，运费险会赔付", "{city}那边天气原因派送慢一些",
    "补发的{kind}{goods}单号{parcel}", "保修{small}年，凭订单号{order}就可以", "{goods}里配{small}个替换头",
    "给您查到了，{month}月{day}号从{city}发出的", "这个价是活动价，{month}月{day}号结束", "{goods}比{kind}那款轻{n}克",
    "{goods}和{kind}的{other}可以一起拍，合并发一个包裹，到{city}走{courier}，具体时间以物流页面显示为准",
    "您说的情况我登记好了，订单{order}的{goods}我们安排质检，结果出来第一时间在这里回复您，您先不用寄回",
)  # fmt: skip
BUYER: Final = (
    "{goods}有{kind}的吗", "我{tall}高{heavy}斤穿什么码", "{goods}什么时候发货", "到{city}要几天", "怎么还没到，单号{parcel}",
    "{goods}坏了怎么办", "能不能便宜{small}块", "发{courier}吗", "颜色发错了，我要的是{kind}", "订单{order}想改地址",
    "{goods}怎么洗",
    "退款什么时候到账", "能开发票吗，抬头发你", "少发了{small}个{goods}", "收到了，{goods}挺好的", "有没有{n}元以内的{goods}",
    "{kind}和{other}哪个好", "上次买的{goods}用了{small}个月", "质量太差了，{goods}才用{small}天就坏", "不想要了，{goods}能退吗",
)  # fmt: skip
BREACHES: Final = (
    "加我微信{account}聊", "加我薇❤{account}", "加V{account}领{goods}", "扣扣{account}联系", "手机号1{three}{parcel8}，打给我",
    "好评返{small}元红包", "五星好评加晒图返{small}块", "给个女子评返现{small}元", 
    "转支付宝{account}便宜{small}块", "zfb转我，{goods}给您{n}元",
    "{goods}不开发票", "开票要另加{small}个点", "特价{goods}开不了票", "{goods}全网最低价", "最好的{goods}，第一品牌", "{goods}包治百病",
    "拍下{goods}我给您刷单，返{n}", "去拼夕夕搜我们店，{goods}便宜{small}元", "不退不换，{goods}拆了就不退", "差评我就公开您的地址",
    "您烦不烦，{goods}爱买不买", "{goods}没货了，您申请退款吧", "运费您自己出，{goods}是您要退的", "退货运费{small}元买家承担",
)  # fmt: skip
LETTERS: Final = "abcdefghkmnpqrstuwyz"
"""What account names are made of."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the made-up chat."""

    text: str
    role: Literal["agent", "buyer"]
    breach: bool


def chatter(count: int, seed: int = 1) -> list[Said]:
    """So many messages that all differ; the same seed gives the same."""
    dice = random.Random(seed)
    seen: set[str] = set()
    said: list[Said] = []
    while len(said) < count:
        lot, text = dice.random(), ""
        while not text or text in seen:
            text = message(dice, lot)
        seen.add(text)
        said.append(Said(text, "agent" if lot < 0.70 else "buyer", lot < 0.05))
    return said


def long_talk(size: int, seed: int = 1) -> str:
    """One innocent message of an agent with so many characters."""
    dice = random.Random(seed)
    text = ""
    while len(text) < size:
        text += message(dice, 0.5) + "。"
    return text[:size]


def message(dice: random.Random, lot: float) -> str:
    """A message of the kind that the lot decides: below 0.05 a breach, below 0.70 an agent's, else a buyer's."""
    patterns = BREACHES if lot < 0.05 else AGENT if lot < 0.70 else BUYER
    pieces = [dice.choice(patterns)]
    if dice.random() < 0.55:
        pieces.append(dice.choice(AGENT if lot < 0.70 else BUYER))
    if lot < 0.70:
        return _filled(dice, dice.choice(OPENERS) + "，".join(pieces) + dice.choice(CLOSERS))
    return _filled(dice, dice.choice(("", "", "亲 ", "你好，")) + "，".join(pieces))


def _filled(dice: random.Random, pattern: str) -> str:
    """The pattern with goods, numbers and names in it."""
    return pattern.format(
        goods=dice.choice(GOODS), other=dice.choice(GOODS), kind=dice.choice(KINDS), city=dice.choice(CITIES),
        courier=dice.choice(COURIERS), month=dice.randint(1, 12), day=dice.randint(1, 28), n=dice.randint(11, 399),
        small=dice.randint(2, 9), tall=dice.randint(150, 190), heavy=dice.randint(80, 180), three=dice.choice((38, 59, 77, 86)),
        parcel=f"YT{dice.randrange(10**13):013}", parcel8=f"{dice.randrange(10**8):08}", order=dice.randrange(10**11, 10**12),
        account="".join(dice.choices(LETTERS, k=4)) + str(dice.randrange(1000, 99999)),
    )  # fmt: skip


if __name__ == "__main__":
    sample = chatter(20_000)
    sizes = sorted(len(each.text) for each in sample)
    print(f"median {sizes[len(sizes) // 2]} characters, 95 % below {sizes[len(sizes) * 95 // 100]}")
    for role in ("agent", "buyer"):
        print(role, f"{sum(each.role == role for each in sample) / len(sample):.1%}")
    print("breaches", f"{sum(each.breach for each in sample) / len(sample):.1%}")
    for each in sample[:30]:
        print(each.role, each.text)
