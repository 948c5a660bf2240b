"""What the rulebook says of a clause, as numbers."""

from decimal import Decimal

import pytest

from kefu.actions.clauses import clause
from kefu.checks.shipped import shipped_book

TIMES = [
    ("tmall.invoice.duty", 6, "general", None),
    ("tmall.order.consent", 1, "general", None),
    ("tmall.harassment.ordinary_2", 2, "general", 1000),
    ("taobao.privacy.leak_general", 2, "B", None),
    ("taobao.counterfeit.points_sale", 12, "C", None),
    ("taobao.abuse.insult_300yuan", None, "general", 300),
    ("jd.review.incentive", 2, "general", None),
    ("jd.trade.fake", None, "general", None),
    ("jd.passive.rule_2023", None, "general", None),
    ("douyin.third_party.penalty", None, "general", None),
    ("law.invoice.art18", None, "general", None),
]
"""Of some clauses: points and yuan each time, and the ledger. Some name sums, but for serious cases or as a limit."""


@pytest.mark.parametrize(("id", "points", "unit", "yuan"), TIMES)
def test_a_clause_costs_each_time_what_its_parameters_say(
    id: str, points: int | None, unit: str, yuan: int | None
) -> None:
    told = clause(shipped_book(), id)
    assert told is not None and (told.penalty_zh or told.serious_zh)
    assert (told.points, told.unit, told.yuan) == (
        None if points is None else Decimal(points), unit, None if yuan is None else Decimal(yuan),
    )  # fmt: skip


def test_what_only_serious_cases_cost_stands_apart_from_the_price_of_one() -> None:
    told = clause(shipped_book(), "tmall.harassment.ordinary_2")
    assert told is not None
    assert (told.penalty_zh, told.serious_zh) == ("扣 2 分并赔买家 1000 元", "情节严重扣 12 分，特别严重清退")
    alone = clause(shipped_book(), "douyin.third_party.penalty")
    assert alone is not None and not alone.penalty_zh and "5000 元" in alone.serious_zh and alone.yuan is None


def test_a_clause_that_the_book_does_not_have_is_none() -> None:
    assert clause(shipped_book(), "shop.own") is None
