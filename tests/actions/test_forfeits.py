"""What a missed deadline may bring is what the rulebook states, with its clause; where it states nothing, that is said."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from kefu.actions.forfeits import Forfeits
from kefu.actions.reckoner import Reckoner
from kefu.clocks import Clock
from kefu.vocabulary.asking import Basis
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import Platform

NOW = datetime(2026, 3, 5, 10, tzinfo=CHINA)
HUNDRED = Decimal("100.00")


def clock(reckoner: Reckoner, platform: Platform, name: str) -> Clock:
    at = datetime(2026, 3, 4, 12, tzinfo=CHINA)
    found = reckoner.clocks(platform, [Event("paid", at), Event("refund_requested", at)], as_of=NOW)
    return next(each for each in found if each.clock == name)


@pytest.mark.parametrize(
    ("basis", "platform", "points", "rules"),
    [
        ("latest", "taobao", "规则库没有写扣几分（另有没采用的说法）", ()),
        ("seeds", "taobao", "一般违规扣 3 分（另有没采用的说法）", ("taobao.shipping.late_points_3",)),
        ("latest", "tmall", "不扣分（另有没采用的说法）", ("tmall.shipping.late_no_points",)),
        ("latest", "pdd", "规则库没有写扣几分", ()),
        ("latest", "jd", "规则库没有写扣几分（另有没采用的说法）", ()),
        ("latest", "douyin", "规则库没有写扣几分", ()),
    ],
)
def test_late_shipping_brings_the_points_of_the_clause_or_none_is_stated(
    basis: Basis, platform: Platform, points: str, rules: tuple[str, ...]
) -> None:
    reckoner = Reckoner.load(basis)
    beyond = Forfeits(reckoner, NOW).beyond(platform, clock(reckoner, platform, "ship"))
    assert beyond.told.zh.endswith(f"；{points}") and beyond.rules == rules
    assert bool(beyond.conflicts) == ("没采用" in points)
    assert all(platform in reckoner.book.get(id).platforms for id in (*beyond.rules, *beyond.conflicts))


def test_a_refund_that_approves_itself_gives_the_price_back_and_nothing_on_top() -> None:
    reckoner = Reckoner.load()
    forfeits, refund = Forfeits(reckoner, NOW), clock(reckoner, "jd", "refund_response")
    back = forfeits.missed("jd", refund, HUNDRED, None)
    assert (
        back is not None
        and back.price_back
        and (back.amount, back.rules) == (HUNDRED, ("jd.refund.response_unshipped",))
    )
    sent = forfeits.missed("jd", refund, HUNDRED, NOW)
    assert sent is not None and sent.rules == ("jd.refund.response_shipped",)
    assert forfeits.beyond("jd", refund).told.zh == "系统自动同意退款申请；规则库没有写扣几分"


def test_goods_that_are_never_sent_cost_what_late_ones_cost_and_more() -> None:
    reckoner = Reckoner.load()
    forfeits, ship = Forfeits(reckoner, NOW), clock(reckoner, "pdd", "ship")
    late, never = forfeits.missed("pdd", ship, HUNDRED, None), forfeits.never("pdd", HUNDRED)
    assert late is not None and never is not None and not late.price_back
    assert (late.amount, never.amount) == (Decimal("3.00"), Decimal("8.00")) and never.rules[
        0
    ] == "pdd.shipping.late_tier"
    assert forfeits.missed("pdd", ship, None, None) is None, "without a sum nothing is made up"
