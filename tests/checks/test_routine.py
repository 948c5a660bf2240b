"""What a desk says all day accuses nobody by its meaning; what only begins like it does."""

from __future__ import annotations

import pytest

from kefu.checks.routine import is_lawful, is_routine
from kefu.checks.shipped import shipped_words
from kefu.language.hearing import Ear

EAR = Ear(shipped_words())


def routine(text: str, *earlier: str) -> bool:
    return is_routine(EAR.hear(text).plain, [EAR.hear(each).plain for each in earlier])


@pytest.mark.parametrize(
    "text",
    [
        "您好，在的呢！请问有什么可以帮您？",
        "亲爱的 出现什么问题了呢",
        "请稍等，正在为您查询~",
        "您说",
        "非常抱歉给您带来不便，还请见谅",
        "那请问您还有其他问题吗？",
        "麻烦您给小妹打个评价哦",
        "感谢您的支持，祝您生活愉快",
        "如果没有的话，还请您记得给小妹一个评价哟，发财小手点一点哦",
        "祝您工作顺利，还请您点击右上角的“+”打赏我一个评价哦",
    ],
)
def test_greetings_questions_and_one_moment_are_routine(text: str) -> None:
    assert routine(text)


@pytest.mark.parametrize(
    "text",
    [
        "你说呢？",
        "您说呢",
        "好的",
        "请您耐心等待",
        "麻烦您给小妹打个五星评价哦",
        "还请您先给个评价，我再给您退",
        "辛苦您把前天的评价改一下",
        "请您点一下撤销评价",
        "麻烦您给我做个删除差的评价",
        "请您给个评价，不然这单我就不管了",
        "麻烦给个评价，给完返您两块",
        "您好，拆了封的不退哦",
        "请问您是不认字吗",
        "在的，您有完没完",
        "",
        "...",
        "亲" * 100_000 + "吃",
        "亲呢" * 40 + "吃",
    ],
)
def test_a_retort_a_bare_yes_and_what_asks_for_more_are_not(text: str) -> None:
    assert not routine(text)


def test_what_is_said_a_second_time_is_routine_no_more() -> None:
    assert routine("您好，请稍等。", "亲，单号发您了")
    assert not routine("您好，请稍等。", "亲，单号发您了", "您好 请稍等")


def test_the_card_of_a_telephone_is_no_credit_card_and_a_refund_to_a_card_asks_for_nothing() -> None:
    assert is_lawful("creditcard.breach", ["不支持的哦", "用电信的卡可以吗"])
    assert not is_lawful("creditcard.breach", ["刷信用卡要加两个点"])
    assert is_lawful("invoice.refusal", ["现在统一开具电子发票了哦"])
    assert not is_lawful("invoice.refusal", ["电子发票也开不了"])
    assert not is_lawful("refund.refusal", ["用电信的卡可以吗"])
    assert is_lawful("privacy.overcollect", ["储蓄卡1-7个工作日到账，申请后等着就好"])
    assert not is_lawful("privacy.overcollect", ["储蓄卡号和开户人发我"])


def test_to_keep_a_secret_is_not_to_refuse_shipping_and_to_make_good_what_is_spoilt_no_promise_too_much() -> None:
    assert is_lawful("shipping.refusal", ["理解您的心情，这个确实不能透露，还请谅解", "就看看发没发"])
    assert not is_lawful("shipping.refusal", ["哪天发不能定", "就看看发没发"])
    assert is_lawful("promise.overcommit", ["每批都抽检，万一收到坏果拍照给我，坏多少赔多少"])
    assert not is_lawful("promise.overcommit", ["坏了我赔您十套新的"])
