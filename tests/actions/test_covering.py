"""What a conversation tells of its buyer is covered in all of it, before and after."""

import time

import pytest
from stand_in import line, table

from kefu.actions.conversations import Conversations
from kefu.actions.covering import Covering, Privacy


def shown(*said: tuple[str, str], **privacy: bool) -> list[str]:
    """A conversation as outputs show it; each line begins with who says it: 买 or 客."""
    lines = [line(text, "buyer" if who == "买" else "agent") for who, text in said]
    covering = Covering(Conversations(table(lines)), Privacy(**privacy))
    return [covering.text(row) for row in range(len(lines))]


CONVERSATIONS = [
    [("客", "王小二您好", "王**您好"), ("买", "我是王小二", "我是王**"), ("客", "王小二，不开发票", "王**，不开发票")],
    [
        ("买", "我电话 13812345678 王大锤", "我电话 138****5678 王**"), ("客", "大锤您好", "大*您好"),
        ("客", "王大锤 您好，这单给王大锤改一下", "王** 您好，这单给王**改一下"),
    ],
    [("客", "王建军您好", "王**您好"), ("买", "姓王名建军", "姓王名**"), ("客", "建军您好，加微信", "建*您好，加微信")],
    [("买", "我老公陈志强", "我老公陈**"), ("客", "陈志强的单子我看一下", "陈**的单子我看一下")],
    [("客", "王小二已签收", "王**已签收"), ("买", "签收人:本人(王小二)", "签收人:本人(王**)")],
    [("客", "请问收件人姓名是？", "请问收件人姓名是？"), ("买", "王大锤", "王**"), ("客", "好的王大锤", "好的王**")],
    [
        ("买", "王大锤", "王**"), ("买", "13812345678", "138****5678"),
        ("买", "浙江省杭州市西湖区文三路88号", "浙江省杭州市西湖区******"), ("客", "王大锤，文三路88号对吧", "王**，******对吧"),
    ],
    [("买", "收件人王小麗", "收件人王**"), ("客", "王小丽您好", "王**您好")],
    [("买", "138", "138"), ("买", "12345678", "1******8"), ("客", "12345678是吗", "1******8是吗")],
    [("买", "我微信 wxid_abc123def", "我微信 w************f"), ("客", "wxid_abc123def 是您的吗", "w************f 是您的吗")],
    [("买", "我的微信号是 hello_2020", "我的微信号是 h********0"), ("客", "hello_2020 加不上", "h********0 加不上")],
    [("买", "我qq 123456789", "我qq 1*******9"), ("客", "123456789这个是您的吗", "1*******9这个是您的吗")],
    [("买", "旺旺名：爱吃鱼的猫猫", "旺旺名：爱****猫"), ("客", "爱吃鱼的猫猫 您好", "爱****猫 您好")],
    [("客", "您的微信号 abc8866 对吗", "您的微信号 a*****6 对吗"), ("买", "abc8866对", "a*****6对")],
    [("买", "护照 E12345678", "护照 E*******8"), ("客", "E12345678是吧", "E*******8是吧")],
    [("买", "电话 6234567", "电话 6*****7"), ("客", "打6234567对吗", "打6*****7对吗")],
    [
        ("买", "地址：翠苑小区东门小卖部，放老板那", "地址：*********，放老板那"),
        ("客", "翠苑小区东门小卖部对吧", "*********对吧"),
    ],
]  # fmt: skip


@pytest.mark.parametrize("said", CONVERSATIONS)
def test_what_the_buyer_has_told_once_is_covered_in_the_whole_conversation(said: list[tuple[str, str, str]]) -> None:
    assert shown(*((who, text) for who, text, _ in said)) == [masked for _, _, masked in said]
    assert shown(*((who, text) for who, text, _ in said), unmask=True) == [text for _, text, _ in said]


@pytest.mark.parametrize(
    "said",
    [
        [("客", "加我微信abc8866"), ("买", "微信abc8866搜不到"), ("客", "abc8866，小写")],
        [("买", "我要买方便面"), ("客", "方便面有货")],
        [("买", "王大锤"), ("客", "这是什么意思")],
        [("买", "我qq糖到了"), ("客", "亲，宝贝库存只有二件")],
        [("买", "京东 iphone15pro 便宜"), ("客", "iphone15pro 我们也有")],
        [("买", "单号78612345678901到哪了"), ("客", "78612345678901今天派送")],
    ],
)
def test_what_the_agent_gave_and_what_is_sold_can_be_read(said: list[tuple[str, str]]) -> None:
    assert shown(*said) == [text for _, text in said]


def test_one_conversation_tells_nothing_of_another() -> None:
    lines = [
        line("我是王小二", "buyer", session="s1"),
        line("王小二在吗", session="s2"),
        line("王小二", "buyer", session=""),
    ]
    covering = Covering(Conversations(table(lines)), Privacy())
    assert [covering.text(row) for row in range(3)] == ["我是王**", "王小二在吗", "王小二"]


def test_what_to_say_instead_repeats_nothing_that_is_covered() -> None:
    lines = [line("我是王小二", "buyer"), line("加微信")]
    covering = Covering(Conversations(table(lines)), Privacy())
    assert covering.advice(1, "王小二您好，在这里说就好") == "王**您好，在这里说就好"
    assert covering.advice(1, "电话13812345678") == "电话138****5678"


def test_a_conversation_in_which_every_line_tells_something_takes_no_long() -> None:
    lines = [line(f"收件人王小{chr(0x4E00 + n)}，微信abc{n}xyz，地址：阳光花园{n}栋", "buyer") for n in range(3000)]
    covering = Covering(Conversations(table(lines)), Privacy())
    began = time.process_time()
    assert covering.text(2999) == "收件人王**，微信a********z，地址：*********"
    assert time.process_time() - began < 5
