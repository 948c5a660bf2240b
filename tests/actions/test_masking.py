"""Buyers stay covered, and an offset stays an offset."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.actions.masking import buyer_spans, cover_all, mask, mask_account, mask_session

PIECES = [
    "13812345678", "+86 138-1234-5678", "１３８１２３４５６７８", "幺三八一二三四五六七八", "021-62345678", "张小三", "收件人：李四",
    "浙江省杭州市西湖区文三路478号3单元502室", "北京朝阳区建国路88号", "zhang.san@qq.com", "330106199001011234", "地址：", "先生",
    "，", " ", "\n", "亲", "😀", "𠮷", "|", "*", "收", "1", "路", "号", "区",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join),
    st.lists(st.text(max_size=6), max_size=2),
)
def test_a_masked_text_is_as_long_as_before_and_differs_only_where_stars_stand(text: str, names: list[str]) -> None:
    masked = mask(text, names)
    assert len(masked) == len(text)
    assert all(now in (before, "*") for before, now in zip(text, masked, strict=True))


@given(
    st.text(max_size=30), st.sampled_from(["13812345678", "１９９8765４３２１", "021-62345678", "330106199001011234"])
)
def test_a_number_never_comes_through_whole(around: str, number: str) -> None:
    assert number not in mask(f"{around} {number} {around}")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("收件人：张小三，电话13812345678", "收件人：张**，电话138****5678"),
        ("收货人李四 138 1234 5678", "收货人李* 138 **** 5678"),
        ("联系人是王芳的快递", "联系人是王*的快递"),
        ("姓名：Zhang San", "姓名：Z********"),
        ("张小三女士您好", "张**女士您好"),
        ("13912345678李四", "139****5678李*"),
        ("寄到浙江省杭州市西湖区文三路478号3单元502室", "寄到浙江省杭州市西湖区**************"),
        ("北京市朝阳区建国路88号SOHO现代城B座1203", "北京市朝阳区*******************"),
        ("四川省甘孜藏族自治州康定市炉城镇情歌路3号", "四川省甘孜藏族自治州康定市********"),
        ("佛山的陈志强，电话13812345678", "佛山的陈**，电话138****5678"),
        ("陈志强手机号是13812345678", "陈**手机号是138****5678"),
        ("我朋友的订单 她叫李雪 尾号6677", "我朋友的订单 她叫李* 尾号6677"),
        ("发到a.b@qq.com", "发到a**@qq.com"),
        ("座机0571-87654321", "座机0571-******21"),
        ("身份证330106199001011234", "身份证330***********1234"),
    ],
)
def test_what_tells_who_the_buyer_is_is_covered(told: str, shown: str) -> None:
    assert mask(told) == shown


NAMES = st.tuples(
    st.sampled_from(
        "王李张刘陈杨赵吴周徐孙朱胡郭林罗郑梁谢唐冯邓曹彭萧田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范贾薛阎郝龚邵覃戴莫欧阮"
    ),
    st.text(
        "芳伟娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红志建国文斌波辉健俊峰浩宇轩梓涵欣怡诗雅婷雪",
        min_size=1,
        max_size=2,
    ),
).map("".join)
BESIDE = [
    "{} 13812345678", "{}，电话13812345678", "我男朋友{} 138-1234-5678", "麻烦发给{}手机号138 1234 5678", "13812345678 {}",
    "13812345678，{}帮忙改一下", "我叫{}", "我叫{} 电话13812345678 住杭州", "她叫{}想换个颜色", "我妈妈叫{}，", "我是{}", "我是{}，昨天下的单",
    "姓名{}", "姓名：{}", "收件人{}", "收货人改成{}，谢谢", "联系人:{}", "收件人是{}电话没变", "{}收", "寄给 {} 收", "{}女士您好",
    "{} 浙江省杭州市西湖区文三路88号3幢201", "{}浙江省杭州市西湖区文三路88号3幢201", "浙江省杭州市西湖区文三路88号3幢201 {}",
    "浙江省杭州市西湖区文三路88号3幢201，{}，谢谢", "{}，杭州市西湖区文三路88号",
]  # fmt: skip


@given(
    NAMES, st.sampled_from(BESIDE), st.sampled_from(["", "您好，", "亲，", "😀 "]), st.sampled_from(["", "。", " 谢谢"])
)
def test_a_name_beside_what_makes_it_one_is_covered_but_for_its_first_character(
    name: str, beside: str, before: str, after: str
) -> None:
    told = before + beside.format(name) + after
    shown = mask(told)
    assert name not in shown and len(shown) == len(told)
    at = told.index(name)
    assert shown[at : at + len(name)] == name[0] + "*" * (len(name) - 1)


@given(st.text())
def test_of_a_row_that_could_not_be_read_only_the_shape_is_seen(row: str) -> None:
    shown = cover_all(row)
    assert len(shown) == len(row) and not any(sign.isalnum() for sign in shown)
    assert all(now == before for now, before in zip(shown, row, strict=True) if now != "*")


@pytest.mark.parametrize(
    "told",
    [
        "第一时间给您发的", "运单号1234567890123456", "订单 202403011381234567812", "这款大衣500号线3号楼", "小区快递柜3号格口",
        "我们家这款沙发路易风格8号色", "上海市浦东新区的快递停发了", "地址是在订单页面上修改的", "收货人电话不对", "联系人写错了",
        "客服热线 400-820-8820", "王先生您好", "好评返现5元，联系我们", "海淀区明天能送到吗", "iPhone 15 Pro 256G", "高考必刷题2026版",
        "我是安徽的", "我叫了快递", "我是江苏人", "她叫我换一个", "安装师傅电话您留一下", "我叫金牌客服来处理", "包裹电话联系不上", "这个叫安心购",
        "我是白天在家", "你叫什么名字呀", "我是收不到短信", "他叫顺丰来取件", "我是新客户", "我叫人查一下",
        "我叫快递来取", "这款叫什么", "您联系我手机",
    ],
)  # fmt: skip
def test_goods_orders_and_ordinary_talk_stay(told: str) -> None:
    assert mask(told) == told


def test_an_account_is_covered_where_the_text_calls_it() -> None:
    assert mask("爱吃鱼的猫您好", ["爱吃鱼的猫"]) == "爱***猫您好"
    assert mask("买家您好", ["买家"]) == "买家您好"


def test_accounts_are_shown_as_platforms_show_them() -> None:
    assert [mask_account(name) for name in ("tb123456", "阿狸", "猫", "")] == ["t******6", "阿*", "猫", ""]


@pytest.mark.parametrize(
    "session",
    [
        "S-0012", "1001", "conv-12", "2b1f8e", "a1b2c3d4-0000", "", "店铺1|t***6", "TB202603080001", "tb20260308_0001", "009", "7468000001",
        "会话001", "2026年3月8日 会话3", "JD-2026-0001", "S000000001", "284512345678",
    ],
)  # fmt: skip
def test_the_number_of_a_conversation_stays(session: str) -> None:
    assert mask_session(session) == session


def test_a_conversation_that_is_called_by_its_buyer_is_covered() -> None:
    assert mask_session("爱吃鱼的猫") == "爱***猫"
    assert mask_session("旗舰店:小美|爱吃鱼的猫") == "旗舰店:小美|爱***猫"
    assert mask_session("旗舰店:小美|Lily88", ["Lily88"]) == "旗舰店:小美|L****8"
    assert mask_session("jd_5f3e2a1b") == "j*********b"
    assert mask_session("13812345678") == "138****5678"
    assert mask_session("tb66496171") == "t********1"
    assert mask_session("猫2026") == "猫***6"


@pytest.mark.parametrize(
    "bomb",
    [
        "1",
        "区",
        "啊区",
        "上海区路",
        "上海区路1",
        "地址:上海市",
        "收件人:",
        "张",
        "1-",
        "内蒙古自治区呼和浩特市",
        "a@",
        "a@b.",
        "我叫",
        "13812345678张三",
        "李雷 北京",
        "西湖区文三路88号 李雷",
        "1 3 8 ",
        "上海市,上海区,",
        "3号楼2单元",
        "阳光花园",
        "镇村路1",
        "one two ",
        "我是王小二",
        "7-2-1501",
        "6222 0202 ",
        "护照e1",
        "放到阳光小区门口",
        "地址:路1,",
        "我老公陈",
    ],
)
def test_no_text_takes_long(bomb: str) -> None:
    began = time.process_time()
    buyer_spans(bomb * (100_000 // len(bomb)))
    assert time.process_time() - began < 5
