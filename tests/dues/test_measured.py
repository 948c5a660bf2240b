"""Figures of a shop beside the numbers of a clause: thresholds, ranges, shares of a score."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.cli.forecast import Desk
from kefu.dues.bounds import Bound, bounds_of, in_unit, weights_of
from kefu.dues.measured import measured
from kefu.dues.outcomes import Foreseen
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import Platform

BOOK = load_book()
DESK = Desk(BOOK)
DAY = "2026-03-01"


def foreseen(clause: str, platform: Platform, figures: dict[str, Any], day: str = DAY) -> list[dict[str, Any]]:
    step = {"type": "figure", "clause": clause, "figures": figures}
    told: list[dict[str, Any]] = DESK.foreseen({"platform": platform, "as_of": day, "step": step})[1].told()["outcomes"]
    return told


def words(clause: str, platform: Platform, figures: dict[str, Any], day: str = DAY) -> list[str]:
    return [each["if"] for each in foreseen(clause, platform, figures, day)]


@pytest.mark.parametrize(
    ("demand", "clause", "platform", "figures", "day", "told"),
    [
        ("S1-12 reply rate", "pdd.reply.five_minutes", "pdd", {"value": 80}, "2023-08-01", ["figure.met"]),
        ("S1-12 reply rate", "pdd.reply.five_minutes", "pdd", {"value": "79.9%"}, "2023-08-01", ["figure.not_met"]),
        ("S2-28 two diamonds", "taobao.review.low_level_shops", "taobao", {"hit_hardest": 2}, DAY, ["figure.not_met"]),
        ("S2-9 one week", "taobao.contact.after_receipt", "taobao", {"contacted": "7 days"}, DAY, ["figure.met"]),
        ("S2-9 one week", "taobao.contact.after_receipt", "taobao", {"contacted": "8 days"}, DAY, ["figure.not_met"]),
        ("S3-18 options", "house.playbook.options", "taobao", {"plans": 2}, DAY, ["figure.met", "figure.met"]),
        ("S3-18 options", "house.playbook.options", "taobao", {"plans": 3}, DAY, ["figure.met", "figure.not_met"]),
        ("S3-18 options", "house.playbook.options", "taobao", {"plans": 0}, DAY, ["figure.not_met", "figure.met"]),
        ("S4-30 arrival", "house.playbook.arrival_wording", "pdd", {"usual": 2}, DAY, ["figure.not_met", "figure.met"]),
        ("S4-55 load", "douyin.live.load", "douyin", {"load_without_stream": "10%"}, DAY, ["figure.not_met"]),
        ("S4-55 load", "douyin.live.load", "douyin", {"load_without_stream": "9%"}, DAY, ["figure.met"]),
        ("S1-61 instalments", "tmall.creditcard.instalment_terms", "tmall", {"amount": "600.00"}, DAY, ["figure.met"]),
        ("S1-61 instalments", "tmall.creditcard.instalment_terms", "tmall", {"amount": 599}, DAY, ["figure.not_met"]),
        ("S1-68 offline", "tmall.stock.claim_hunters", "tmall", {"seller_offline": "72 hours"}, DAY, ["figure.met"]),
        ("R10 messages", "jd.reply.left_messages", "jd", {"value": "50%"}, DAY, ["figure.not_met"]),
        ("R12 passive", "jd.passive.metrics", "jd", {"human_reply": "180 seconds"}, DAY, ["figure.met"]),
        ("law publicity", "law.platform_rules2026.publicity", "tmall", {"notice": "14 days"}, DAY, ["figure.not_met"]),
        ("law minors", "law.pipl.art28_sensitive", "pdd", {"child_age": 14}, DAY, ["figure.not_met"]),
        ("law warranty", "law.sanbao.period", "jd", {"whole": "1 years"}, DAY, ["figure.met", "figure.met"]),
        ("4.8 stars", "tmall.refund.only_2024", "tmall", {"score": 4.8}, DAY, ["figure.met"]),
    ],
)  # fmt: skip
def test_a_figure_stands_on_one_side_of_its_bound(
    demand: str, clause: str, platform: Platform, figures: dict[str, Any], day: str, told: list[str]
) -> None:
    assert words(clause, platform, figures, day) == told, demand


def test_every_outcome_names_clause_status_and_both_numbers() -> None:
    (only,) = foreseen("jd.reply.warm_shopkeeper", "jd", {"first_30s": "78%"})
    assert (only["clause"], only["status"]) == ("jd.reply.warm_shopkeeper", "reported")
    assert "78%" in only["note"] and "不低于 80%" in only["note"] and "at least 80%" in only["note_en"]


def test_without_a_figure_the_numbers_of_the_clause_are_told() -> None:
    told = foreseen("jd.reply.warm_shopkeeper", "jd", {})
    assert [each["if"] for each in told] == ["figure.bound"] * 4
    assert foreseen("douyin.reply.score", "douyin", {})[0]["note"] == "50% × product + 15% × logistics + 35% × service"


def test_a_score_is_made_of_all_its_shares_or_not_at_all() -> None:
    (only,) = foreseen("douyin.reply.score", "douyin", {"product": 90, "logistics": 80, "service": "70"})
    assert only["if"] == "figure.score" and only["note"].endswith("= 81.5")
    with pytest.raises(KefuError, match=r"step.figures.service: is missing"):
        foreseen("douyin.reply.score", "douyin", {"product": 90, "logistics": 80})


def test_a_clause_that_does_not_answer_on_the_day_says_why() -> None:
    told = foreseen("taobao.refund.refund_only_score_4_8", "taobao", {"score": 5})
    assert [each["if"] for each in told] == ["figure.lapsed"] and "2025-04-22" in told[0]["note"]
    assert words("taobao.refund.refund_only_score_4_8", "taobao", {"score": 5}, "2024-09-01") == ["figure.met"]


@pytest.mark.parametrize(
    ("figures", "where"),
    [
        ({"first_30": 5}, "step.figures.first_30"),
        ({"first_30s": "much"}, "step.figures.first_30s"),
        ({"first_30s": True}, "step.figures.first_30s"),
        ({"first_30s": float("nan")}, "step.figures.first_30s"),
        ({"first_30s": "80 days"}, "step.figures.first_30s"),
        ({"first_30s": "80 parsecs"}, "step.figures.first_30s"),
        ({"first_30s": "9" * 40}, "step.figures.first_30s"),
        ({"first_30s": []}, "step.figures.first_30s"),
    ],
)
def test_a_figure_that_cannot_be_compared_names_its_field(figures: dict[str, Any], where: str) -> None:
    with pytest.raises(KefuError, match=where):
        foreseen("jd.reply.warm_shopkeeper", "jd", figures)


@pytest.mark.parametrize("clause", ["jd.nothing", "jd.passive.metrics", "tmall.invoice.points"])
def test_a_clause_that_sets_no_such_number_here_is_an_error_on_its_field(clause: str) -> None:
    with pytest.raises(KefuError, match=r"step.clause"):
        foreseen(clause, "tmall", {})


def test_the_fines_of_a_statute_are_no_bounds_of_a_figure() -> None:
    assert bounds_of(BOOK.get("law.invoice.art18")) == ()


@given(st.decimals(-1000, 1000, places=3, allow_nan=False), st.integers(1, 999))
def test_at_least_and_below_divide_all_figures_between_them(figure: Decimal, bound: int) -> None:
    ends = [Bound("x", word, Quantity(Decimal(bound), "percent")) for word in ("at_least", "below", "at_most", "above")]
    assert ends[0].holds(figure) != ends[1].holds(figure) and ends[2].holds(figure) != ends[3].holds(figure)


@given(st.integers(0, 10**6))
def test_a_length_is_the_same_in_any_unit(minutes: int) -> None:
    assert in_unit(Quantity(Decimal(minutes * 60), "seconds"), "minutes") == minutes
    assert in_unit(Quantity(Decimal(minutes), "minutes"), "seconds") == minutes * 60


def test_the_shares_of_a_score_come_to_a_whole() -> None:
    made = [weights for rule in BOOK.rules for weights in weights_of(rule)]
    assert len(made) >= 3
    for weights in made:
        assert sum(share.value for share in weights.shares.values()) == 100, weights.name


def test_rules_that_say_otherwise_are_named() -> None:
    asked = Asked("pdd", datetime(2023, 8, 1, 12, tzinfo=CHINA))
    found: Foreseen = measured(BOOK, asked, "pdd.reply.five_minutes", {"value": Decimal(90)})
    assert found.conflicts == BOOK.get("pdd.reply.five_minutes").conflicts_with != ()
