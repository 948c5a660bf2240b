"""Every number that the demands mark is named by a test; here are those that no other room tests, and the list of all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kefu.checks.shipped import shipped_book
from kefu.cli.clocks import answers
from kefu.cli.forecast import Desk
from kefu.cli.money import answer
from kefu.dues.tallies import Tallies
from kefu.exams import Request, paper

TESTS = Path(__file__).parent.parent
BOOK = shipped_book()
MARKED = """
S0-4 S0-5 S0-6 S1-8 S1-9 S1-10 S1-11 S1-12 S1-20 S1-21 S1-22 S1-23 S1-26 S1-27 S1-28 S1-29 S1-38 S1-39 S1-43 S1-46 S1-48 S1-57 S1-60
S1-61 S1-64 S1-65 S1-66 S1-68 S1-71 S1-72 S1-74 S1-75 S1-76 S1-77 S1-78 S1-79 S1-80 S1-81 S1-82 S1-83 S1-84 S1-86 S1-89 S1-91 S1-93
S1-94 S1-97 S1-98 S1-99 S1-100 S1-102 S1-103 S1-104 S1-105 S1-106 S1-108 S2-7 S2-9 S2-12 S2-14 S2-28 S3-9 S3-18 S4-17 S4-30 S4-31
S4-32 S4-33 S4-42 S4-53 S4-55 S4-62 S4-63 S4-64 S4-65 S4-76
""".split()
"""The demands with a number that must exist as data."""
WITHOUT_MARK = ["S1-92", "S1-101", "S1-107"]
"""Rows of the table of numbers that have no mark of their own."""


def named(pattern: str) -> set[str]:
    """What tests name, this list left out."""
    found: set[str] = set()
    for file in sorted(TESTS.rglob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        if file == Path(__file__):
            text = re.sub(r'(?s)MARKED = """.*?""".split\(\)|WITHOUT_MARK = \[.*?\]', "", text)
        found.update(match.upper().replace("_", "-") for match in re.findall(pattern, text, re.IGNORECASE))
    return found


def test_every_demand_with_a_number_is_named_by_a_test() -> None:
    assert len(MARKED) == len(set(MARKED)) == 76
    told = named(r"(?<![A-Za-z0-9])s[0-4][-_]\d+(?!\d)")
    assert [each for each in (*MARKED, *WITHOUT_MARK) if each not in told] == []


def test_every_contradiction_is_named_by_a_test() -> None:
    told = named(r"(?<![A-Za-z0-9])x(?:1[0-6]|[1-9])(?!\d)")
    assert [f"X{n}" for n in range(1, 17) if f"X{n}" not in told] == []


def figure(clause: str, platform: str, day: str, basis: str = "seeds", **figures: Any) -> list[dict[str, Any]]:
    step = {"type": "figure", "clause": clause, "figures": figures}
    record = {"platform": platform, "as_of": day, "basis": basis, "step": step}
    told: list[dict[str, Any]] = Desk(BOOK).foreseen(record)[1].told()["outcomes"]
    return told


def test_a_refusal_counts_in_the_indicators_of_the_last_thirty_days_s1_21() -> None:
    record = {
        "platform": "pdd",
        "as_of": "2023-08-01",
        "basis": "seeds",
        "step": {"type": "refuse_refund"},
        "order": {"amount": "59.90"},
    }
    told = Desk(BOOK).foreseen(record)[1].told()["outcomes"]
    (lost,) = (each for each in told if each["if"] == "refuse.for_buyer")
    assert lost["clause"] == "pdd.intervention.indicators" and "30 天" in lost["note"] and "30 days" in lost["note_en"]
    assert BOOK.get("pdd.intervention.indicators").parameters["terms"] == ["近30天介入率", "近30天介入量"]


def test_nine_services_are_five_and_two_and_two_and_each_has_its_clause_s1_22() -> None:
    services = BOOK.get("douyin.anxingou.services").parameters
    counts = [int(services[name].split()[0]) for name in ("services", "mandatory", "optional", "by_category")]
    assert counts == [9, 5, 2, 2] and sum(counts[1:]) == counts[0]
    assert len(BOOK.get("douyin.anxingou.mandatory").parameters["mandatory"]) == counts[1]
    assert len(BOOK.get("douyin.anxingou.optional").parameters["optional"]) == counts[2]
    by_category = [
        rule.id
        for rule in BOOK.rules
        if rule.programme == ("安心购",) and rule.category and rule.parameters.get("clock", "").startswith("claim_")
    ]
    assert sorted(by_category) == ["douyin.cosmetics.claim_60d", "douyin.fresh.claim_24h"]


def test_a_paper_has_the_four_types_and_points_of_the_seeds_paper_s1_91() -> None:
    drawn = paper(BOOK, Request("tmall", date(2022, 8, 1), "seeds"))
    worth: dict[str, list[int]] = {}
    for each in drawn:
        worth.setdefault(each.type, []).append(each.points)
    assert list(worth) == ["true_false", "fill", "single", "multi"]
    assert {type: (len(each), sum(each)) for type, each in worth.items()} == {
        "true_false": (15, 30), "fill": (5, 20), "single": (13, 26), "multi": (5, 15),
    }  # fmt: skip
    assert sum(each.points for each in drawn) == 91


def test_about_a_fifth_of_returns_can_be_avoided_and_it_is_shown_as_practice_s2_12() -> None:
    rule = BOOK.get("taobao.return.retention")
    assert rule.parameters["avoidable"] == "20 percent" and rule.status == "practice"
    assert {"refuse_return", "delay_return"} <= set(rule.parameters["never"])


def test_what_buyers_want_of_returns_may_be_said_only_by_shops_that_give_it_s4_32() -> None:
    told = BOOK.get("pdd.promise.return_freight").parameters
    assert (told["want_free_return"], told["buy_again_if_easy"]) == ("79 percent", "92 percent")
    assert told["only_if_enrolled"] is True and told["freight_payer"] == "seller"


GOLDEN = [
    ("tmall", "800.00", "0.00", "240.00"),
    ("tmall", "8000.00", "10.00", "500.00"),
    ("tmall", "1700.00", "0.00", "500.00"),
    ("tmall", "1666.66", "0.00", "500.00"),
    ("tmall", "1666.64", "0.00", "499.99"),
    ("taobao", "400.00", "0.00", "20.00"),
    ("taobao", "600.00", "0.00", "30.00"),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "amount", "freight", "owed"), GOLDEN)
def test_the_worked_examples_of_the_sources_come_out_as_they_say(
    platform: str, amount: str, freight: str, owed: str
) -> None:
    order = {"amount": amount, "freight": freight}
    record = {"platform": platform, "matter": "late_shipping", "basis": "seeds", "as_of": "2023-07-01", "order": order}
    assert answer(Tallies(BOOK), record)["amount"] == owed


def test_a_refund_asked_on_the_first_day_at_ten_is_agreed_on_the_third_at_ten_s1_20() -> None:
    record = {
        "platform": "pdd",
        "basis": "seeds",
        "as_of": "2023-08-05T00:00:00+08:00",
        "events": [{"type": "refund_requested", "at": "2023-08-01T10:00:00+08:00"}],
    }
    told = [each for each in answers(BOOK, record)["clocks"] if each.clock == "refund_response"]
    assert [(each.due_at.isoformat(), each.state, each.on_miss) for each in told] == [
        ("2023-08-03T10:00:00+08:00", "missed", "auto_refund")
    ]


def test_the_reply_rate_of_the_old_definition_is_kept_from_eighty_percent_on_s1_12() -> None:
    assert figure("pdd.reply.five_minutes", "pdd", "2023-08-01", value="80%")[0]["if"] == "figure.met"
    assert figure("pdd.reply.five_minutes", "pdd", "2023-08-01", value="79.99%")[0]["if"] == "figure.not_met"
