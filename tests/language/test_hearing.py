"""Disguises read as the word they hide; ordinary words stay what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.language.forms import fold
from kefu.language.hearing import Ear, shipped_lexicon

EAR = Ear(shipped_lexicon(), ["发票", "微信"])


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("加我薇❤哈", "微信"), ("加我V信:abc123", "微信"), ("加微-信聊", "微信"), ("加卫星聊", "微信"), ("微,信", "微信"), ("微_信号", "微信"),
        ("我的vx:abcd12345", "微信"), ("WeiXin多少", "微信"), ("wei信", "微信"), ("加𝓿𝔁", "微信"), ("+V聊", "加微信"),
        ("𝓹𝓭𝓭", "拼多多"), ("拼夕夕搜一下", "拼多多"), ("京D自营", "京东"), ("支 付 宝", "支付宝"), ("zfb转我", "支付宝"),
        ("2🐎码", "二维码"), ("扣1进羊", "加群"), ("给个女子评", "好评"), ("给个好坪反现", "返现"),
        ("傻1逼", "傻逼"), ("s*h*a*b*i", "傻逼"), ("傻🤔逼", "傻逼"), ("垃 圾", "垃圾"),
        ("加我 幺三捌零零幺三捌零零零", "13800138000"), ("1 3 8 0 0 1 3 8 0 0 0", "13800138000"), ("①③⑧00⑴38零00", "13800138000"),
    ],
)  # fmt: skip
def test_a_disguise_reads_as_its_word(written: str, word: str) -> None:
    assert fold(word) in EAR.hear(written).plain


@pytest.mark.parametrize(
    "text",
    [
        "第一时间给您处理", "卫星接收器", "作为新客户加店铺会员", "质量好 评价高", "订单号 123456789012", "加v8引擎", "惊动大家",
        "操作很简单", "一个大麻烦", "咸鱼干很香", "加微调一下", "今天猫粮到了", "快递很快手机收到了", "充电宝贝壳花纹",
    ],
)  # fmt: skip
def test_an_ordinary_word_stays_ordinary(text: str) -> None:
    assert EAR.hear(text).plain == fold(text)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_every_place_of_the_plain_text_points_into_the_text(text: str) -> None:
    heard = EAR.hear(text)
    for i in range(len(heard.plain)):
        start, end = heard.span(i, i + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(max_size=40))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_marks_are_found_where_a_disguise_hid_them() -> None:
    heard = EAR.hear("发-票和薇❤")
    assert {(heard.plain[a:b], n) for a, b, n in heard.marks} == {("发票", 0), ("微信", 1)}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("好❤评返现", "好评返现"), ("傻_逼", "傻逼"), ("不-开-发-票", "不开发票"), ("转·账·给·我", "转账给我"), ("高 仿的", "高仿的"),
        ("高-仿的", "高仿的"), ("刷 单 有 佣 金", "刷单有佣金"),
    ],
)  # fmt: skip
def test_noise_within_any_word_goes_unread(written: str, plain: str) -> None:
    assert EAR.hear(written).plain == plain


@pytest.mark.parametrize("text", ["3-5 天到", "1.5元", "2-3天", "亲 您好", "好的 明天发", "说“好的”吧", "wechat. id"])
def test_marks_that_mean_something_stay(text: str) -> None:
    assert EAR.hear(text).plain.count("-") + EAR.hear(text).plain.count(".") == text.count("-") + text.count(".")
    assert EAR.hear(text).plain.count('"') == text.count("“") + text.count("”")
