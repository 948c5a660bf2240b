"""What a step would cost: every way in which it may end, and no invented probability."""

from __future__ import annotations

import io
import json
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.checks.shipped import shipped_book
from kefu.cli.forecast import Desk, run
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS

DESK = Desk(shipped_book())
NOW = "2026-03-10T12:00:00+08:00"


def foreseen(**record: Any) -> dict[str, Any]:
    told: dict[str, Any] = DESK.foreseen({"platform": "tmall", "as_of": NOW, **record})[1].told()
    return told | {"by": {each["if"]: each for each in told["outcomes"]}}


REFUSE = {"step": {"type": "refuse_refund"}, "order": {"amount": "200.00"}}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_refusal_that_the_platform_decides_counts_whatever_the_verdict(platform: str) -> None:
    """S1-37, S2-20"""
    told = foreseen(platform=platform, **REFUSE)["by"]
    assert (told["accept"]["amount"], told["refuse.for_buyer"]["amount"], told["refuse.for_shop"]["amount"]) == (
        "200.00",
        "200.00",
        "0.00",
    )
    for word in ("refuse.for_buyer", "refuse.for_shop"):
        assert told[word]["clause"] and "平台一介入就计入指标" in told[word]["note"]
        assert ("不论判给谁" in told[word]["note"]) == (platform == "taobao")


def test_nothing_is_expected_of_what_nobody_says_is_likely() -> None:
    assert "expected" not in foreseen(**REFUSE)
    told = foreseen(p=0.25, **REFUSE)
    assert (told["expected"], told["otherwise"], told["saves"]) == ("50.00", "200.00", "150.00")


def test_silence_refunds_by_itself_where_the_platform_says_so() -> None:
    assert foreseen(platform="pdd", **REFUSE)["by"]["no_answer"]["amount"] == "200.00"
    assert "no_answer" not in foreseen(platform="tmall", **REFUSE)["by"]


def test_shipping_today_saves_what_shipping_late_would_owe() -> None:
    told = foreseen(basis="seeds", step={"type": "ship_late"}, order={"amount": "800.00"})["by"]
    assert told["late"]["amount"] == "240.00" and told["late"]["clause"] == "tmall.shipping.late_30pct"
    assert told["in_time"]["note"] == "省下 240.00"
    assert told["never"]["amount"] == "240.00"


def test_late_shipping_costs_points_on_taobao_by_the_seeds_and_none_on_tmall() -> None:
    """X2"""
    late = {
        platform: foreseen(platform=platform, basis="seeds", step={"type": "ship_late"}, order={"amount": "8.00"})[
            "by"
        ]["late"]
        for platform in ("taobao", "tmall")
    }
    assert late["taobao"]["points"] == {"general": 3, "severe": 0}
    assert late["tmall"]["points"] == {"general": 0, "severe": 0}


def test_six_points_more_reach_the_node_and_say_what_it_costs() -> None:
    told = foreseen(opening={"general": 11, "severe": 0}, step={"type": "violation", "clause": "发票"})["by"]
    assert told["upheld"]["points"] == {"general": 6, "severe": 0} and told["upheld"]["nodes"] == ["general:12"]
    assert told["upheld"]["amount"] == "10000.00"
    assert "再扣 1 分到一般违规 12 分节点" in told["none"]["note"] and told["none"]["nodes"] == []


def test_two_points_more_reach_node_twelve_and_say_what_that_costs() -> None:
    """S1-108"""
    step = {"type": "violation", "clause": "包邮"}
    told = foreseen(opening={"general": 6, "severe": 0}, step=step)["by"]
    assert told["upheld"]["points"] == {"general": 4, "severe": 0} and told["upheld"]["nodes"] == []
    further = told["next_node.general"]
    assert further["points"] == {"general": 2, "severe": 0} and further["nodes"] == ["general:12"]
    assert further["amount"] == "10000.00" and further["clause"] == "tmall.enforcement.general_12"
    assert "7 天" in further["note"] and "7 days" in further["note_en"]


def test_a_forfeited_deposit_is_no_cost_of_nothing() -> None:
    """S1-106: the whole deposit, of which only the shop knows how much it is."""
    step = {"step": {"type": "violation", "clause": "恶意骚扰", "degree": "情节严重"}, "p": 0.5, "basis": "seeds"}
    told = foreseen(**step)
    assert told["by"]["upheld"]["nodes"] == ["severe:48"] and "amount" not in told["by"]["upheld"]
    assert "deposit_forfeited" in [each["measure"] for each in told["by"]["upheld"]["consequences"]]
    assert "expected" not in told
    graver = {"opening": {"severe": 36}, "violations": [{"clause": "描述不符", "at": NOW}] * 3, "basis": "seeds"}
    after = foreseen(**graver, step={"type": "violation", "clause": "描述不符"})["by"]
    assert after["upheld"]["nodes"] == ["severe:48"]
    near = foreseen(**graver | {"opening": {"severe": 24}}, step={"type": "violation", "clause": "描述不符"})["by"]
    assert near["upheld"]["amount"] == "40000.00" and "amount" not in near["next_node.severe"]


def test_the_way_from_one_general_node_to_the_next_is_told() -> None:
    told = foreseen(opening={"general": 11, "severe": 0}, step={"type": "violation", "clause": "发票"}, p=0.5)
    assert told["by"]["next_node.general"]["points"] == {"general": 7, "severe": 0}
    assert (told["expected"], told["otherwise"]) == ("5000.00", "0.00")


def test_where_the_time_is_over_nobody_can_ship_in_time() -> None:
    order = {"amount": "800.00", "paid_at": "2026-03-07T12:00:00+08:00"}
    over = foreseen(step={"type": "ship_late"}, order=order, p=0.1)
    assert set(over["by"]) == {"late", "never"} and over["expected"] == "40.00" and "otherwise" not in over
    order["paid_at"] = "2026-03-09T12:00:00+08:00"
    told = foreseen(step={"type": "ship_late"}, order=order)["by"]["in_time"]
    assert told["note"] == "2026-03-11 12:00:00 前发出，省下 40.00" and told["clause"] == "tmall.shipping.deadline_48h"


def test_never_shipping_costs_both_where_the_clause_adds_them() -> None:
    told = foreseen(platform="pdd", step={"type": "ship_late"}, order={"amount": "80.00"})["by"]
    assert told["late"]["amount"] == "3.00" and told["never"]["amount"] == "8.00"


def test_only_clauses_that_fit_the_order_are_named() -> None:
    shipped = {"amount": "200.00", "shipped_at": NOW}
    told = foreseen(platform="jd", step={"type": "refuse_refund"}, order=shipped)["by"]
    assert told["accept"]["clause"] == "jd.refund.response_shipped"


@pytest.mark.parametrize("basis", ["latest", "seeds"])
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("kind", ["refuse_refund", "ship_late"])
def test_every_platform_answers_every_step_with_whole_sentences(platform: str, kind: str, basis: str) -> None:
    order = {"amount": "200.00", "freight": "8.00", "count": 2}
    for each in foreseen(platform=platform, basis=basis, step={"type": kind}, order=order)["outcomes"]:
        assert each["zh"] and each["en"] and (each["status"] is None) == (each["clause"] is None)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in each.get("note_en", ""))


@given(
    st.sampled_from(PLATFORMS),
    st.decimals(0, 99999, places=2),
    st.floats(0, 1),
    st.sampled_from(["refuse_refund", "ship_late"]),
)
def test_what_is_expected_lies_between_the_ways_in_which_it_may_end(
    platform: str, amount: Decimal, p: float, kind: str
) -> None:
    told = foreseen(platform=platform, step={"type": kind}, order={"amount": f"{amount:.2f}"}, p=p)
    sums = [Decimal(each["amount"]) for each in told["outcomes"]]
    assert min(sums) <= Decimal(told["expected"]) <= max(sums)


def test_what_was_before_decides_what_the_next_one_costs() -> None:
    past = [{"clause": "虚假交易", "count": 5, "at": f"2026-03-0{n}T10:00:00+08:00"} for n in (1, 2)]
    step = {"type": "violation", "clause": "虚假交易", "count": 96}
    assert foreseen(step=step)["by"]["upheld"]["points"] == {"general": 12, "severe": 0}
    assert foreseen(step=step, violations=past)["by"]["upheld"]["points"] == {"general": 0, "severe": 48}


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"step": {"type": "sing"}}, "step.type"),
        ({"step": "refuse_refund"}, "step"),
        ({}, "step"),
        ({"step": {"type": "refuse_refund"}}, "order"),
        ({**REFUSE, "p": 1.2}, "p"),
        ({**REFUSE, "p": "half"}, "p"),
        ({"step": {"type": "violation"}}, "step.clause"),
        ({"step": {"type": "violation", "clause": "没有这条"}}, "step.clause"),
        ({"step": {"type": "violation", "clause": "虚假交易"}}, "step.count"),
        ({"step": {"type": "violation", "clause": "发票", "at": "2026-04-01T00:00:00+08:00"}}, "step.at"),
        (
            {"step": {"type": "violation", "clause": "发票"}, "violations": [{"clause": "没有", "at": NOW}]},
            "violations[0].clause",
        ),
    ],
)
def test_a_step_that_cannot_be_told_names_its_field(record: dict[str, Any], field: str) -> None:
    with pytest.raises(KefuError) as ended:
        foreseen(**record)
    assert str(ended.value).startswith(field)


def test_lines_are_answered_and_people_are_told(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    line = json.dumps({"id": 7, "platform": "pdd", **REFUSE})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    assert run(["--jsonl"]) == 0
    assert json.loads(capfdbinary.readouterr()[0])["id"] == 7
    assert run(["--platform", "tmall", "--step", "violation", "--clause", "发票", "--opening", "11,0"]) == 0
    told = capfdbinary.readouterr()[0].decode()
    assert "违规成立" in told and "到一般违规 12 分节点" in told and "tmall.invoice.points" in told
