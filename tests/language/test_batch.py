"""Many texts at once are heard exactly as one by one."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kefu import Guard
from kefu.language.batch import Crowd
from kefu.language.hearing import Ear, shipped_lexicon

EAR = Ear(shipped_lexicon(), ["发票", "微信", "不能"])
CROWD = Crowd(EAR)
PIECES = st.sampled_from(
    ["加", "微信", "薇❤", "V", "x", " ", ".", "亲，", "您好", "支付宝", "手机号", "幺三捌零零", "138", "00138000", "发票", "不能", "开",
     "\n", "\u200b", "🐎", "二维", "好", "评", "返", "现", "q", "*", "信", "新", "为", "淘", "宝", "~", "😊", "。", "🀄", "\ud800", "退",
     "微", "彳散", "威信", "卫星", " abc8866", "：", "❌", "Q", "企鹅", "球球", " 26883319", "1 ", "3-", "洞", "拐", "①", "1️⃣", "\n1234", "5678", "tb", "上", "/", "+", "86"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=8))
@example(["+😊00138000", "+....5550138000"])
def test_a_crowd_is_heard_like_each_of_it(texts: list[str]) -> None:
    assert CROWD.hear(texts) == [EAR.hear(text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=8))
def test_a_batch_is_judged_like_each_of_it(texts: list[str]) -> None:
    guard = Guard.load(platform="pdd", reader=False)
    assert list(guard.check_batch(texts)) == [guard.check(text) for text in texts]
