"""How many yuan an agent has promised: sums in every spelling, and the figures that are none."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.checks.amounts import amount


def promised(words: str, whole: str | None = None, before: Sequence[str] = ()) -> str | None:
    found = amount(words, words if whole is None else whole, before)
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("12.50", "差价12.5元退给您"), ("10.00", "补您10块"), ("35.00", "给您补三十五块"), ("88.00", "退您８８元"),
        ("12.50", "１２．５元差价给您退"), ("120.00", "赔您一百二"), ("250.00", "补您两百五"), ("20.00", "返您20"),
        ("30.00", "给您退30块钱"), ("20.20", "给您补20块2毛"), ("8.80", "退您八块八"), ("12.50", "退您12元5角"),
        ("0.50", "补您五毛"), ("36.90", "退¥36.90"), ("36.90", "退您36.9"), ("15.00", "给您打款15元"),
        ("18.00", "小额打款18给您"), ("5.00", "发您5元红包"), ("1.00", "退您一块钱"), ("1.50", "退您一块五"),
        ("20.00", "贰拾元整退您"), ("25.00", "共计贰拾伍元整，退给您"), ("1000.00", "退您1千"), ("12000.00", "退您1.2万"),
        ("3500.00", "退您三千五"), ("1299.00", "退您1,299元"), ("1299.00", "退1299"), ("20.00", "找补您二十"),
        ("15.00", "贴您15"), ("50.00", "50退您"), ("50.00", "行，50就50"), ("30.00", "那就三十块"), ("38.60", "38块6退您"),
        ("10.00", "10块2天内退您"), ("15.00", "15块6月底退您"), ("15.60", "这15块6年底前给您清掉"), ("40.00", "退您40块左右"),
        ("50.00", "补偿金50元"), ("30.00", "补偿您30元现金"), ("10.00", "给您返现10元"), ("6.60", "余下的6.6元明天退"),
        ("9.90", "少的9块9今天补"), ("56.80", "五十六块八一分不会少您的，这就退"), ("45.00", "运费45给您倒回去"),
        ("120.00", "取暖器那120 一个钟头内退您"), ("54.00", "退差价 54 我给您弄"), ("59.00", "退您59元，3个工作日到"),
        ("12.00", "这就给您走十二"), ("20.00", "今天到不了，我自掏二十"), ("1280.00", "一千两百八我今天点退款"), ("60.00", "补，六十整"),
        ("15.00", "那就十五"), ("40.00", "裱画的工钱四十也我出"),
    ],
)  # fmt: skip
def test_a_sum_is_worth_what_it_says(yuan: str, words: str) -> None:
    assert promised(words) == yuan


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("20.00", "两件各退10元，共20元"), ("9.00", "晚了三天，按一天三块，给您九块"), ("60.00", "逾期三日，按每日20元计，共60元"),
        ("128.50", "一共退您128.5元"), ("24.00", "退您2次运费共24"), ("44.00", "退您一半的钱，44块"), ("64.00", "一半就一半 退您64"),
        ("20.00", "原价199元，给您退20"), ("10.00", "这件卖59元，差的10元退您"), ("8.00", "您拍一件38元，我退您8元"),
        ("159.90", "按原价10%即159.90元补偿您"), ("50.00", "晚到一天扣我五十 三天封顶"), ("5.00", "晚一天赔您5元"),
    ],
)  # fmt: skip
def test_of_several_sums_the_one_that_is_paid_counts(yuan: str, words: str) -> None:
    assert promised(words) == yuan


@pytest.mark.parametrize(
    "words",
    [
        "退一半给您", "送您5元券", "给您20元优惠券", "为您发一张20元无门槛店铺券", "给您打5折", "8折退差价", "满99元包邮", "您买满199减20",
        "价值39元的面膜送您一片", "给您改价到88", "给您优惠10块", "送您50积分", "给您补发2双", "补寄3件", "明天下午3点打给您", "3天内退给您",
        "48小时内给您退款", "退款1-3个工作日到", "15号给您退", "订单2026031588给您退", "假一赔十", "退一赔三", "返2%", "给您退10%", "赔您双倍",
        "赔您3倍", "多退少补", "一块给您寄过去", "一块儿退给您", "三十多块退您", "几十块钱退您", "十几块钱补给您", "6块瓷砖给您补发", "六块全赔",
        "两块电池给您补", "给您退第2件的钱", "尺码42的给您换", "打12315也行", "给您免邮", "邮费我出", "掉一分我赔一分", "八点四十我打给您",
        "节前最后一班车，即4月30日发出", "差多少我补多少",
    ],
)  # fmt: skip
def test_a_coupon_a_price_a_count_a_date_and_a_share_are_no_sum(words: str) -> None:
    assert promised(words) is None


@pytest.mark.parametrize(
    ("yuan", "words", "whole"),
    [
        ("26.00", "明天退给您", "差价26元，明天退给您"),
        ("18.00", "今天就退", "您多付的18块，今天就退"),
        ("36.00", "四个工作日内退", "您别急，这36块我四个工作日内退，不会少"),
        ("16.80", "我给您退差价", "我给您退差价，一共16.8"),
        ("15.00", "差额明天就给您打", "差额明天就给您打，就是那15块，另外再补您5元"),
        ("319.00", "今天下班前原路退干净", "这条我做得了主：三百一十九，今天下班前原路退干净"),
        ("13.60", "现在退", "忙忘了，现在退，放心，十三块六"),
        ("52.00", "两支的钱我给您免了", "懒得退就别退，两支的钱我给您免了，放心，五十二"),
        (None, "明天发", "您买的这款39元，明天发"),
        (None, "今天给您补发", "您那个12块的，今天给您补发"),
    ],
)
def test_words_that_pay_without_a_figure_take_the_one_beside_them(yuan: str | None, words: str, whole: str) -> None:
    assert promised(words, whole) == yuan


@pytest.mark.parametrize(
    ("yuan", "words", "asked"),
    [
        ("15.00", "给您退了吧", "差价15块退不退"),
        ("8.00", "退给您", "多收我8块运费"),
        ("20.00", "好的，退", "那这20元差价退我"),
        ("12.00", "补给您", "买贵了12块 补差价吗"),
        ("12.00", "明天把您多付的邮费退了", "写的包邮还收我12"),
        ("368.00", "节后给您打回去", "368什么时候给我"),
        ("25.00", "差您的钱今天一定退", "欠我25块呢"),
        (None, "给您寄一个", "这个35块买的 少发了"),
        (None, "能发", "满100减10能用吗 今天能发吗"),
        (None, "仅退款", "这双89买的"),
        (None, "降了就退您差价", "618会不会更便宜"),
        (None, "退差价", "昨天刚买 掉了三十多"),
    ],
)
def test_a_refund_without_a_figure_takes_the_one_that_the_buyer_wants(yuan: str | None, words: str, asked: str) -> None:
    assert promised(words, before=[asked]) == yuan


@given(st.decimals("0.01", "9999.99", places=2))
def test_every_sum_that_is_told_with_its_unit_is_read(yuan: Decimal) -> None:
    assert amount(f"差价{yuan}元退给您", "") == yuan


@settings(max_examples=200, deadline=None)
@given(
    st.text("退补赔返打您你给一二三十百千万零半块元毛角分钱0123456789.,，。 ¥共的券减满折", max_size=30),
    st.text(max_size=20),
)
def test_no_row_of_figures_is_too_odd(words: str, other: str) -> None:
    found = amount(words, other + words, [words + other])
    assert found is None or 0 < found < 1_000_000


@pytest.mark.parametrize("piece", ["一块", "退您", "1 ", "十", "¥1", "共1", "1."])
def test_a_long_text_is_read_in_no_time(piece: str) -> None:
    words, began = piece * 20_000, time.perf_counter()
    amount(words, words, [words])
    assert time.perf_counter() - began < 3
