"""Which lines tell that a promise was kept, and what became of it."""

from datetime import UTC, datetime, timedelta

import pytest

from kefu.checks.deeds import outcome, teller

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ship_by", "已经给您发货了"), ("ship_by", "商家已发货"), ("ship_by", "您的快递已由圆通揽收"), ("ship_by", "单号SF1234567890"),
        ("reship", "补发的那件已经寄出了"), ("reship", "给您补发好了"), ("reply_by", "帮您问了，仓库说明天到"), ("reply_by", "查到了 是仓库漏发"),
        ("refund_by", "退款成功"), ("refund_by", "款退了哈您查收"), ("refund_by", "已为您退款12元，原路返回"), ("invoice_by", "发票开好了"),
        ("invoice_by", "电子发票给您上传了"), ("gift", "赠品给您放进去了"), ("compensation", "红包已经发给您了"),
        ("price_protect", "差价给您退了"), ("call_back", "刚刚给您打了电话没接"), ("deliver_by", "物流显示已送达"),
    ],
)  # fmt: skip
def test_a_line_tells_the_deed_that_keeps_a_promise(kind: str, text: str) -> None:
    assert kind in teller().told(text).kinds


@pytest.mark.parametrize(
    "text",
    [
        "还没发货", "明天给您发货", "收到货后给您退款", "退款到账了吗", "发货了吗", "如果已经发货就退不了", "等退款成功后给您补发", "发票会给您开好的",
        "货还没发出去呢", "等查到了告诉您", "红包会发给您", "已付款订单48小时内发货", "今天下午给您发货", "您签收后再申请", "已经在催仓库发货了",
        "差价帮您申请", "明天上午发出", "订单号提供一下", "退款到账短信告知您", "一般3个工作日退款到账", "查到会第一时间告诉您", "订单刚刚送达站点的", "好的", "在的亲", "",
    ],
)  # fmt: skip
def test_what_is_still_to_come_or_is_asked_is_no_deed(text: str) -> None:
    assert teller().told(text).kinds == ()


def test_a_deed_may_be_older_than_the_line_that_tells_it() -> None:
    assert teller().told("昨天就给您发出了").earlier
    assert not teller().told("刚给您发出了").earlier


def test_what_became_of_a_promise() -> None:
    hour = timedelta(hours=1)
    assert outcome("ship_by", NOON, (NOON, False), NOON + hour) == "kept", "exactly at its time is in time"
    assert outcome("ship_by", None, (None, False), None) == "kept", "no time was told"
    assert outcome("ship_by", NOON, (NOON + hour, False), NOON + hour) == "late"
    assert outcome("ship_by", NOON, (NOON + hour, True), NOON + hour) == "untold", "told late, done nobody knows when"
    assert outcome("ship_by", NOON, (None, False), NOON) == "untold"
    assert outcome("ship_by", NOON, None, NOON + hour) == "overdue"
    assert outcome("ship_by", NOON, None, NOON) == "untold", "the talk ended before its time"
    assert outcome("ship_by", None, None, NOON) == "untold"
    assert outcome("other", NOON, None, NOON + hour) == "untold", "no line can tell it"
