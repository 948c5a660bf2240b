"""Nodes: which are reached, which are executed, what a year's end clears, and how far the next one is."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.dues.account import Account, Opening, Violation
from kefu.dues.consequences import measures_of
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked, Basis, end_of
from kefu.vocabulary.days import CHINA, day_of
from kefu.vocabulary.ids import PLATFORMS, Platform

SCHEDULES = Schedules(load_book())


def at(day: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00+08:00").astimezone(CHINA)


def account(
    *violations: Violation, platform: Platform = "tmall", basis: Basis = "seeds", on: str = "2023-12-30", general: int = 0,
    severe: int = 0,
) -> Account:  # fmt: skip
    asked = Asked(platform, end_of(day_of(on)), basis)
    return reckon(SCHEDULES.on(asked), asked.now, violations, Opening(Decimal(general), Decimal(severe)))


def fake(day: str, degree: str | None = "大规模", count: int | None = None) -> Violation:
    return Violation("虚假交易", at(day), degree, count)


def grave(day: str) -> Violation:
    return Violation("描述不符", at(day), "严重不符且影响使用")


def measures(of: Account, node: str) -> list[str]:
    return [each.measure.shown()[0] for each in of.consequences if each.node == node]


def test_eleven_and_six_make_seventeen_one_sanction_and_five_carried() -> None:
    """S1-108; the worked example of the demands."""
    found = account(Violation("发票", at("2023-04-10")), general=11)
    assert found.general == 17 and found.nodes == ["general:12"]
    assert measures(found, "general:12") == ["限制参加营销活动 7 天", "违约金 10000.00 元"]
    (general, _) = found.ahead
    assert (general.rung.label, general.left) == ("general:24", 7)


def test_general_points_bring_a_sanction_at_every_twelve() -> None:
    found = account(Violation("关闭订单", at("2023-04-10"), None, 30), general=5)
    assert found.nodes == ["general:12", "general:24"]
    assert [each.measure.name for each in found.consequences] == ["marketing_ban", "sum"] * 2


SEVERE = [
    (12, "S1-103", "店铺屏蔽 7 天", "限制参加营销活动 30 天", "违约金 20000.00 元"),
    (24, "S1-104", "店铺屏蔽 14 天", "限制参加营销活动 60 天", "违约金 30000.00 元"),
    (36, "S1-105", "关闭店铺 21 天", "限制参加营销活动 90 天", "违约金 40000.00 元"),
]


@pytest.mark.parametrize(("node", "demand", "blocked", "barred", "sum_"), SEVERE)
def test_severe_points_reach_12_24_and_36(node: int, demand: str, blocked: str, barred: str, sum_: str) -> None:
    fifth = [Violation("描述不符", at("2023-04-10") + timedelta(hours=n), "不符且影响使用") for n in range(5)]
    found = account(*fifth, severe=node - 6)
    assert [each for each in found.nodes if each.startswith("severe")] == [f"severe:{node}"], demand
    assert {blocked, barred, sum_} <= set(measures(found, f"severe:{node}"))
    assert ("下架全部商品" in measures(found, f"severe:{node}")) == (node == 24)


def test_forty_eight_severe_points_end_the_shop() -> None:
    """S1-106."""
    found = account(fake("2023-04-10"))
    assert found.nodes == ["severe:48"]
    assert measures(found, "severe:48") == ["清退", "查封账户", "扣除保证金（全部）"]


def test_a_deduction_that_passes_several_severe_nodes_lists_the_heaviest_alone() -> None:
    """S1-107: a shop with 10 severe points gets 48 more."""
    found = account(fake("2023-04-10"), severe=10)
    assert found.severe == 58 and found.nodes == ["severe:48"]


def test_while_a_severe_node_runs_only_the_heaviest_is_executed() -> None:
    """S1-107: the ban of node 12 runs 30 days."""
    three = [grave(f"2023-04-0{day}") for day in (7, 8, 9)]
    running = account(*three, grave("2023-04-10"), grave("2023-05-09"))
    assert [each for each in running.nodes if "severe" in each] == ["severe:12", "severe:24"]
    assert measures(running, "severe:12") == [] and measures(running, "severe:24")
    assert running.told()["reached"][-2] | {"at": None, "clause": None} == {
        "node": "severe:12", "at": None, "clause": None, "executed": False, "absorbed_by": "severe:24",
    }  # fmt: skip
    over = account(*three, grave("2023-04-10"), grave("2023-05-10"))
    assert measures(over, "severe:12") and measures(over, "severe:24")


def test_the_balance_before_reaches_no_node_again() -> None:
    assert account(Violation("包邮", at("2023-04-10")), general=13).nodes == []
    assert account(general=30, severe=30).nodes == []


def test_no_node_is_reached_by_points_alone_where_the_seeds_know_no_ladder() -> None:
    found = account(Violation("骚扰他人", at("2023-04-10"), "情节特别严重"), platform="taobao")
    assert found.severe == 48 and found.nodes == [] and found.ahead == []


# JD and Taobao


def jd(*violations: Violation, **more: Any) -> Account:
    return account(*violations, platform="jd", basis="latest", **{"on": "2026-06-01", **more})


def test_jd_sanctions_at_25_50_75_100_and_every_25_further() -> None:
    third = [Violation("诱导好评", at("2026-01-10") + timedelta(hours=n)) for n in range(30)]
    found = jd(*third)
    assert found.general == 2 + 4 + 28 * 8
    assert found.nodes == [f"general:{25 * n}" for n in range(1, 10)]
    fines = [f"{each.measure.value:f}" for each in found.consequences if each.measure.name == "fine"]
    assert fines == ["3000", "6000", "9000", *["12000"] * 6]


def test_jd_expels_at_a_hundred_and_names_the_page_that_says_more() -> None:
    found = jd(Violation("不正当获利", at("2026-01-10")))
    assert found.nodes == ["severe:100"]
    assert measures(found, "severe:100") == ["清退", "违约金 40000.00 元"]
    assert "jd.violation.expulsion_claim" in found.conflicts


def test_jd_clears_points_when_the_year_ends_but_a_node_once_reached_stays_listed() -> None:
    found = jd(*[Violation("平均响应时长", at("2025-12-01") + timedelta(hours=n)) for n in range(3)], general=20)
    assert found.general == 0 and found.nodes == ["general:25"]
    over = jd(Violation("平均响应时长", at("2025-12-31", 23)), Violation("平均响应时长", at("2026-01-01", 0)))
    assert over.general == 2


def test_tmall_seeds_know_no_reset() -> None:
    found = account(Violation("发票", at("2022-12-31")), Violation("发票", at("2023-01-01")), on="2023-12-31")
    assert found.general == 12 and found.nodes == ["general:12"]


def taobao(*violations: Violation, **more: Any) -> Account:
    return account(*violations, platform="taobao", basis="latest", **{"on": "2026-06-01", **more})


def test_taobao_adds_its_three_ledgers_up_apart() -> None:
    found = taobao(
        Violation("消极接待", at("2026-03-01"), "情节严重"), Violation("泄露他人信息", at("2026-03-02"), "情节严重"),
        Violation("出售假冒商品", at("2026-03-03"), "信息层面", 3),
    )  # fmt: skip
    told = found.told()
    assert told["ledgers"] == {"A": 2, "B": 6, "C": 6}
    assert told["points"] == {"general": 2, "severe": 12} and found.nodes == []


def test_taobao_keeps_48_severe_points_and_carries_24_counterfeit_ones_into_the_next_year() -> None:
    extreme = Violation("泄露他人信息", at("2025-03-01"), "情节特别严重")
    assert taobao(extreme).severe == 48
    assert taobao(Violation("泄露他人信息", at("2025-03-01"), "情节严重")).severe == 0
    sold = Violation("出售假冒商品", at("2025-03-01"), "实际出售", 3)
    assert taobao(sold).balances["C"] == 24
    assert taobao(Violation("出售假冒商品", at("2025-03-01"), "实际出售", 1)).balances["C"] == 0


def test_three_counterfeits_close_the_account_on_taobao_whatever_their_points() -> None:
    found = [Violation("出售假冒商品", at("2026-03-01") + timedelta(days=n), "信息层面") for n in range(3)]
    assert taobao(*found[:2]).nodes == []
    assert taobao(*found).nodes == ["strikes:3"] and measures(taobao(*found), "strikes:3") == ["查封账户"]


def test_a_node_on_taobao_runs_its_days() -> None:
    found = taobao(*[Violation("骚扰他人", at("2026-03-01"), "情节严重")])
    (blocked, *_) = [each.told() for each in found.consequences]
    assert blocked["zh"] == "店铺屏蔽 7 天" and blocked["days"] == 7 and blocked["node"] == "general:12"
    assert (blocked["from"], blocked["until"]) == ("2026-03-01T10:00:00+08:00", "2026-03-08T10:00:00+08:00")


# What must never happen

CLAUSES = [
    ("发票", None, None), ("关闭订单", None, 7), ("虚假交易", None, 5), ("虚假交易", None, 120), ("虚假交易", "情节严重", 5),
    ("虚假交易", "大规模", None), ("描述不符", "严重不符且影响使用", None), ("描述不符", "不符且影响使用", None),
    ("不当使用他人权利", "情节严重", None), ("不当使用他人权利", None, None), ("假冒材质成份", None, None),
    ("违背承诺", None, None), ("骚扰他人", "情节一般", None), ("滥发信息", None, 2), ("竞拍不买", None, None),
]  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, least: int = 0) -> list[Violation]:
    found = draw(st.lists(st.tuples(st.sampled_from(CLAUSES), st.integers(0, 3000)), min_size=least, max_size=14))
    start = at("2023-04-10")
    return [Violation(clause, start + timedelta(hours=hour), degree, n) for (clause, degree, n), hour in found]


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_violations_are_told_does_not_matter(history: list[Violation], random: Any) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert account(*history).told() == account(*shuffled).told()


@given(histories(1), st.integers(0, 30), st.integers(0, 30))
def test_more_violations_are_never_fewer_points(history: list[Violation], general: int, severe: int) -> None:
    fewer = account(*history[1:], general=general, severe=severe)
    more = account(*history, general=general, severe=severe)
    assert more.general + more.severe >= fewer.general + fewer.severe
    assert more.severe >= fewer.severe


@given(histories(1), st.integers(0, 30), st.integers(0, 30))
def test_one_violation_later_removes_no_node(history: list[Violation], general: int, severe: int) -> None:
    *before, last = sorted(history, key=lambda each: each.at)
    last = Violation(last.clause, last.at + timedelta(seconds=1), last.degree, last.count)
    fewer = account(*before, general=general, severe=severe).nodes
    assert account(*before, last, general=general, severe=severe).nodes[: len(fewer)] == fewer


@given(histories(), st.integers(0, 47))
def test_points_are_the_opening_and_what_each_violation_costs(history: list[Violation], opening: int) -> None:
    found = account(*history, general=opening, severe=opening)
    for kind, total in (("general", found.general), ("severe", found.severe)):
        assert total == opening + sum(each.points for each in found.deductions if each.kind == kind)


@given(histories(), st.integers(0, 11))
def test_one_general_node_stands_at_each_twelve_and_the_next_is_the_first_above(
    history: list[Violation], opening: int
) -> None:
    found = account(*history, general=opening)
    expected = [f"general:{12 * n}" for n in range(1, int(found.general) // 12 + 1)]
    assert [each for each in found.nodes if each.startswith("general")] == expected
    assert found.ahead[0].balance + found.ahead[0].left == (found.general // 12 + 1) * 12


@settings(max_examples=50)
@given(st.sampled_from(PLATFORMS), st.sampled_from(["latest", "seeds"]), st.data())
def test_every_term_of_every_platform_can_be_reckoned_and_each_answer_has_its_clause(
    platform: Platform, basis: Basis, data: st.DataObject
) -> None:
    schedule = SCHEDULES.on(Asked(platform, end_of(day_of("2026-06-01")), basis))
    term = data.draw(st.sampled_from(schedule.terms))
    degree = data.draw(st.sampled_from([None, "", "情节严重", "别的", *schedule.find(term)[0].degrees]))
    found = account(
        *[Violation(term, at("2026-03-01") + timedelta(days=n), degree, 96) for n in range(3)],
        platform=platform, basis=basis, on="2026-06-01",
    )  # fmt: skip
    for each in found.told()["consequences"]:
        assert each["clause"] in SCHEDULES.book and each["zh"] and each["en"]
    for name in found.conflicts:
        assert name.partition(":")[0] in SCHEDULES.book
    for deduction in found.deductions:
        assert deduction.rule is not None or (deduction.points == 0 and (found.conflicts or "degree" in str(deduction)))


def test_measures_leave_out_what_is_not_done_and_what_is_no_measure() -> None:
    told = {
        "fees_returned": False,
        "class": "severe",
        "close_entry_min": "7 days",
        "close_entry_max": "30 days",
        "warning": True,
    }
    assert [(each.name, each.upper) for each in measures_of(told)] == [("close_entry", 30), ("warning", None)]
