"""What a violation costs, by clause, degree and repetition: the numbers of the seeds, and what the latest evidence says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from kefu.dues.account import Account, Opening, Violation
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.dues.tariff import plain_words
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked, Basis, end_of
from kefu.vocabulary.days import CHINA, day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS, Platform

SCHEDULES = Schedules(load_book())
START = datetime(2023, 4, 10, 10, tzinfo=CHINA)
Told = tuple[str, str | None, int | None]


def account(
    *found: Told,
    platform: Platform = "tmall",
    basis: Basis = "seeds",
    on: str = "2023-05-01",
    opening: tuple[int, int] = (0, 0),
    start: datetime = START,
    apart: timedelta = timedelta(hours=1),
) -> Account:
    """What becomes of a shop with these findings, one after another."""
    asked = Asked(platform, end_of(day_of(on)), basis)
    violations = [
        Violation(clause, start + n * apart, degree, count) for n, (clause, degree, count) in enumerate(found)
    ]
    return reckon(SCHEDULES.on(asked), asked.now, violations, Opening(*map(Decimal, opening)))


def points(of: Account) -> list[str]:
    """What each finding costs: `12`, or `48 severe`."""
    return [f"{each.points:f}{' severe' if each.kind == 'severe' else ''}" for each in of.deductions]


def measures(of: Account) -> list[str]:
    return [each.measure.shown(each.times)[0] for each in of.consequences]


LATER = ("S1-60", "S1-64", "S1-71")
"""Stated by the documents of 2023-06-26 alone."""
SINGLE = [
    ("S1-48", "发票", None, None, "6"),
    ("S1-83", "发票", None, 3, "6"),
    ("S4-62", "tmall.invoice.points", None, None, "6"),
    ("S1-57", "包邮", None, None, "4"),
    ("S1-86", "包邮", None, None, "4"),
    ("S4-63", "包邮", None, None, "4"),
    ("S1-60", "信用卡", None, None, "6"),
    ("S1-64", "货到付款", None, None, "6"),
    ("S1-65", "泄露他人信息", None, None, "6"),
    ("S1-84", "泄露他人信息", None, None, "6"),
    ("S4-65", "泄露他人信息", None, None, "6"),
    ("S1-97", "泄露他人信息", None, None, "6"),
    ("S1-66", "关闭订单", None, None, "1"),
    ("S1-66", "关闭订单", None, 3, "3"),
    ("S1-89", "关闭订单", None, 20, "20"),
    ("S1-71", "质检", None, None, "6"),
    ("S1-72 (1)", "滥发信息", "广告信息-商品", None, "1"),
    ("S1-72 (1)", "滥发信息", "广告信息-店铺", None, "4"),
    ("S1-72 (2)", "滥发信息", "重复信息-商品", None, "1"),
    ("S1-72 (2)", "滥发信息", "重复信息-店铺", None, "6"),
    ("S1-72 (2)", "滥发信息", "不重复信息-店铺", None, "6"),
    ("S1-72 (3)", "滥发信息", "规避信息", None, "1"),
    ("S1-72 (3)", "滥发信息", "规避信息-商品", None, "1"),
    ("S1-72 (4)", "滥发信息", "错误描述信息-商品", None, "1"),
    ("S1-72 (4)", "滥发信息", "错误描述信息-店铺", None, "4"),
    ("S1-72 (5)", "滥发信息", "其他信息-商品", None, "1"),
    ("S1-72 (5)", "滥发信息", "其他信息-店铺", 2, "8"),
    ("S1-74", "延迟发货", None, None, "0"),
    ("S1-75", "虚假交易", None, 95, "2"),
    ("S1-75", "虚假交易", None, 96, "12"),
    ("S1-75", "虚假交易", "短期内大规模", None, "48 severe"),
    ("S1-75", "虚假交易", "大规模", None, "48 severe"),
    ("S1-75", "虚假交易", "对抗监管", 1, "2"),
    ("S1-75", "虚假交易", "恶意对抗监管", None, "48 severe"),
    ("S1-76", "描述不符", "严重不符且影响使用", None, "6"),
    ("S1-76", "描述不符", "不符且影响使用", None, "6"),
    ("S1-76", "描述不符", "不符但不影响使用", None, "3"),
    ("S1-77", "违背承诺", "平台基础承诺", None, "6"),
    ("S1-77", "违背承诺", "商家自行承诺", None, "4"),
    ("S1-78", "竞拍不买", None, None, "12"),
    ("S1-79", "滥用会员权利", None, None, "4"),
    ("S1-80", "未更新营业执照信息", None, None, "12"),
    ("S1-81", "恶意骚扰", None, None, "12"),
    ("S1-81", "恶意骚扰", "情节严重", None, "48 severe"),
    ("S1-81", "辱骂骚扰", "严重", None, "48 severe"),
    ("S0-5", "骚扰他人", "情节严重", None, "12"),
    ("S0-6", "骚扰他人", "情节特别严重", None, "48 severe"),
    ("S1-82", "不当使用他人权利", None, None, "2"),
    ("S1-82", "不当使用他人权利", "情节严重", None, "6"),
    ("S1-82", "不当使用他人权利", "情节特别严重", None, "48 severe"),
    ("S1-98", "假冒材质成份", None, None, "0"),
    ("S1-99", "假冒材质成份", "特殊类目", None, "48 severe"),
    ("S1-99", "假冒材质成份", "彩票", None, "48 severe"),
    ("S1-99", "假冒材质成份", "瓷砖", None, "48 severe"),
    ("S1-100", "七十二小时内不能发货", None, None, "1"),
    ("S1-100", "72小时内不能发货", None, 4, "4"),
]


@pytest.mark.parametrize(("demand", "clause", "degree", "count", "costs"), SINGLE)
def test_one_finding_costs_what_the_seeds_say(
    demand: str, clause: str, degree: str | None, count: int | None, costs: str
) -> None:
    on = "2023-07-01" if demand in LATER else "2023-05-01"
    assert points(account((clause, degree, count), on=on)) == [costs], demand


@pytest.mark.parametrize("clause", ["信用卡", "货到付款", "质检"])
def test_before_its_own_date_a_seed_takes_nothing_and_is_named(clause: str) -> None:
    found = account((clause, None, None), on="2023-05-01")
    assert points(found) == ["0"] and found.deductions[0].rule is None
    assert all(SCHEDULES.book.get(name).parameters["points"] == "6 points" for name in found.conflicts)
    assert found.conflicts


REPEATED = [
    ("S1-75: first and second below 96, third, fourth", [("虚假交易", None, 95)] * 5, "2 2 12 48s 48s"),
    ("S1-75: from 96 on", [("虚假交易", None, 96)] * 4, "12 12 48s 48s"),
    ("S1-75: 96 only at the third", [("虚假交易", None, 5), ("虚假交易", None, 5), ("虚假交易", None, 96)], "2 2 48s"),
    ("S1-75: three serious findings", [("虚假交易", "情节严重", 5)] * 4, "2 2 48s 48s"),
    ("S1-76: graver, by repetition", [("描述不符", "严重不符且影响使用", None)] * 5, "6 12 12 12s 12s"),
    ("S1-76: severe from the fifth", [("描述不符", "不符且影响使用", None)] * 6, "6 6 6 6 6s 6s"),
    ("S1-76: never worse", [("描述不符", "不符但不影响使用", None)] * 6, "3 3 3 3 3 3"),
    (
        "X16: each degree has its own counter",
        [("描述不符", "严重不符且影响使用", None), ("描述不符", "不符且影响使用", None)] * 2,
        "6 6 12 6",
    ),
    ("S1-82: three times serious", [("不当使用他人权利", "情节严重", None)] * 4, "6 6 48s 48s"),
    ("X16: plain ones do not count as serious", [("不当使用他人权利", None, None)] * 4, "2 2 2 2"),
    ("S1-98: again", [("假冒材质成份", None, None)] * 3, "0 48s 48s"),
    ("S0-5: each time", [("骚扰他人", "情节严重", None)] * 3, "12 12 12"),
]  # fmt: skip


@pytest.mark.parametrize(("demand", "found", "costs"), REPEATED, ids=[each[0] for each in REPEATED])
def test_repetition_costs_more_by_the_counter_of_the_clause(demand: str, found: Sequence[Told], costs: str) -> None:
    assert " ".join(points(account(*found))).replace(" severe", "s") == costs


def test_all_terms_of_the_trade_are_known_on_tmall() -> None:
    terms = (
        "发票 包邮 信用卡 货到付款 关闭订单 泄露他人信息 虚假交易 描述不符 违背承诺 滥发信息 竞拍不买 滥用会员权利 恶意骚扰 骚扰他人 "
        "辱骂骚扰 不当使用他人权利 假冒材质成份 未更新营业执照信息 七十二小时内不能发货 延迟发货 质检"
    )
    for basis in ("seeds", "latest"):
        for term in terms.split():
            (found,) = account((term, None, 1), basis=basis, on="2023-11-01").deductions
            assert found.rule is not None, (term, basis)


def test_every_number_of_the_book_can_be_read() -> None:
    for platform in PLATFORMS:
        for basis in ("seeds", "latest"):
            for day in ("2019-01-01", "2023-11-01", "2026-11-01"):
                schedule = SCHEDULES.on(Asked(platform, end_of(day_of(day)), basis))
                assert schedule.unread == ()


@pytest.mark.parametrize("folder", PLATFORMS)
def test_every_points_rule_is_what_its_own_id_leads_to(folder: Platform) -> None:
    schedule = SCHEDULES.on(Asked(folder, end_of(day_of("2026-03-01")), "latest"))
    for rule in SCHEDULES.book.rules:
        if rule.kind == "points" and folder in rule.platforms:
            family, degree = schedule.find(rule.id)
            assert rule in family.rules and degree == rule.parameters.get("degree"), rule.id


# Both sides of what the sources contradict each other in


def test_x2_late_shipping_costs_no_points_on_tmall_and_three_on_taobao_by_the_seeds_alone() -> None:
    tmall = account(("延迟发货", None, None))
    assert points(tmall) == ["0"] and tmall.conflicts == ("tmall.shipping.late_serious_1",)
    taobao = account(("延迟发货", None, None), platform="taobao", on="2026-03-01")
    assert points(taobao) == ["3"]  # S2-7
    latest = account(("延迟发货", None, None), platform="taobao", basis="latest", on="2026-03-01")
    assert points(latest) == ["0"] and latest.deductions[0].rule is None
    assert "taobao.shipping.late_points_3" in latest.conflicts


def test_x2_the_serious_case_of_late_shipping_is_capped_within_thirty_days_while_it_holds() -> None:
    found = [("延迟发货", "情节严重", 4)] * 3
    begin = datetime(2020, 3, 1, tzinfo=CHINA)
    old = account(*found, basis="latest", on="2020-06-01", start=begin, apart=timedelta(days=20))
    assert points(old) == ["4", "2", "4"]
    plain = account(("延迟发货", None, 4), basis="latest", on="2020-06-01", start=begin)
    assert points(plain) == ["0"] and plain.conflicts == ("tmall.shipping.late_serious_1",)


def test_x3_breach_of_promise_is_6_or_4_until_the_flat_6_of_the_later_text() -> None:
    """S1-77 against S4-76: the higher is shown as the worst case, and both are named."""
    before = account(("违背承诺", "商家自行承诺", None), on="2023-05-01")
    assert points(before) == ["4"] and before.conflicts == ("tmall.promise.points_6",)
    for basis, day in (("seeds", "2023-07-01"), ("latest", "2026-03-01")):
        for degree in ("商家自行承诺", None):
            after = account(("违背承诺", degree, None), basis=basis, on=day)
            assert points(after) == ["6"] and "tmall.promise.points_own_4" in after.conflicts


def test_x4_each_name_of_harassment_has_its_own_ladder_and_names_the_other() -> None:
    mild = account(("骚扰他人", "情节一般", None))
    assert points(mild) == ["0"] and measures(mild) == ["店铺屏蔽 7 天"]  # S0-4
    assert "tmall.harassment.malicious_12" in mild.conflicts
    malicious = account(("恶意骚扰", None, None))
    assert points(malicious) == ["12"] and "tmall.harassment.mild_block" in malicious.conflicts
    latest = account(("恶意骚扰", None, None), basis="latest", on="2026-03-01")
    assert points(latest) == ["2"] and "tmall.harassment.malicious_12" in latest.conflicts
    assert measures(latest) == ["另赔买家 1000.00 元"]


@pytest.mark.parametrize(
    ("degree", "days", "demand"), [("情节一般", 3, "S1-8"), ("情节严重", 7, "S1-9"), ("特别严重", 15, "S1-10")]
)
def test_x4_pinduoduo_takes_no_points_but_delists_by_three_steps(degree: str, days: int, demand: str) -> None:
    found = account(("辱骂骚扰", degree, None), platform="pdd", on="2023-11-01")
    assert points(found) == ["0"] and found.nodes == []
    assert measures(found)[:3] == [f"商品下架 {days} 天", f"禁止上新 {days} 天", f"禁止上架 {days} 天"], demand


@pytest.mark.parametrize(
    ("degree", "block", "costs", "demand"),
    [("情节一般", True, "0", "S0-4"), ("情节严重", False, "12", "S0-5"), ("情节特别严重", False, "48 severe", "S0-6")],
)
def test_taobao_knows_the_same_three_degrees_of_harassment(degree: str, block: bool, costs: str, demand: str) -> None:
    found = account(("骚扰他人", degree, None), platform="taobao")
    assert points(found) == [costs], demand
    assert (measures(found) == ["店铺屏蔽 7 天"]) == block


def test_a_disputed_rule_takes_nothing_and_is_named() -> None:
    late = account(("延迟发货", None, 3), platform="jd", basis="latest", on="2026-03-01")
    assert points(late) == ["0"] and late.conflicts == ("jd.shipping.late.points_claim",)
    invoice = account(("发票", None, None), basis="latest", on="2026-03-01")
    assert points(invoice) == ["6"] and invoice.conflicts == ("tmall.invoice.no_points",)


# Other platforms through the same door


def test_jd_counts_bought_reviews_within_a_calendar_year() -> None:
    found = account(
        *[("诱导好评", None, None)] * 5, platform="jd", basis="latest", on="2026-06-01",
        start=datetime(2025, 9, 1, tzinfo=CHINA), apart=timedelta(days=40),
    )  # fmt: skip
    assert points(found) == ["2", "4", "8", "8", "2"]
    assert "搜索权重降低 50%，7 天" in measures(found)


def test_douyin_turns_general_points_into_severe_ones_when_insults_are_repeated() -> None:
    found = account(
        *[("辱骂", "情节一般", None)] * 3,
        ("辱骂", "情节轻微", None),
        platform="douyin",
        basis="latest",
        on="2026-03-01",
    )
    assert points(found) == ["4", "4 severe", "4 severe", "0.5"]
    assert found.told()["points"] == {"general": 4.5, "severe": 8}


def test_taobao_takes_the_fifth_ordinary_cold_reception_for_a_serious_one() -> None:
    found = account(*[("消极接待", "情节一般", None)] * 6, platform="taobao", basis="latest", on="2026-03-01")
    assert points(found) == ["0", "0", "0", "0", "2", "2"]
    assert measures(found)[0] == "另赔买家 20.00 元"


def test_jd_states_sums_and_days_by_degree() -> None:
    found = account(("虚假交易", "情节严重", None), platform="jd", basis="latest", on="2026-03-01")
    assert measures(found)[:3] == ["违约金 20000.00 元", "搜索降权 30 天", "限制营销、发布和上架 14 天"]
    passive = account(("消极服务", "情节严重", 2), platform="jd", basis="latest", on="2026-03-01")
    assert "违约金 1000.00 元" in measures(passive)  # 500 yuan a case
    assert "jd.passive.rule_2023: close_entry 7-30 days, the lower taken" in passive.conflicts
    assert "jd.passive.points_claim" in passive.conflicts


# Degrees


def test_a_range_takes_its_lower_end_and_says_so() -> None:
    found = account(("滥发信息", "错误描述信息-商品", 2))
    assert points(found) == ["2"]
    assert found.conflicts == ("tmall.points.spam_wrong_item: 1-12 points, the lower taken",)


def test_a_missing_degree_takes_the_plain_tariff_else_the_heavier_and_names_it() -> None:
    plain = account(("不当使用他人权利", None, None))
    assert points(plain) == ["2"] and plain.conflicts == ()
    heavier = account(("滥发信息", "广告信息", None))
    assert points(heavier) == ["4"]
    assert heavier.conflicts == (
        "tmall.points.spam_ad_shop: the heavier, for want of a degree",
        "tmall.points.spam_ad_item",
    )
    assert points(account(("描述不符", None, None))) == ["6"]


def test_the_remark_on_a_missing_degree_names_the_clause_that_was_used() -> None:
    first = account(("描述不符", None, None))
    assert first.conflicts[0] == "tmall.description.grave_first: the heavier, for want of a degree"
    assert first.deductions[0].rule is not None and first.deductions[0].rule.id == "tmall.description.grave_first"
    assert "tmall.description.grave_again" not in " ".join(first.conflicts)
    assert "tmall.description.use_affected" in first.conflicts
    assert first.remarks == {first.conflicts[0]: "tmall.description.grave_first：没有写情节，按较重的算"}


def test_a_degree_that_the_clause_does_not_distinguish_is_ignored() -> None:
    assert points(account(("发票", "情节特别严重", None))) == ["6"]
    assert points(account(("竞拍不买", "随便写的", None))) == ["12"]


def test_widths_dashes_and_spaces_do_not_matter() -> None:
    assert points(account(("滥发信息", "广告信息－店铺", None))) == ["4"]
    assert points(account((" 恶意 骚扰", "情节 严重", None))) == ["48 severe"]
    assert plain_words("情节") == "情节"


def test_the_degree_may_be_a_rule() -> None:
    assert points(account(("恶意骚扰", "tmall.harassment.malicious_serious_48", None))) == ["48 severe"]
    assert points(account(("tmall.harassment.malicious_serious_48", None, None))) == ["48 severe"]


def test_ids_of_one_clause_are_counted_together_with_its_term() -> None:
    """What a message is found guilty of carries such an id, and the third time is the third."""
    found = account(("tmall.trade.fake_few", None, 5), ("虚假交易", None, 5), ("trade.fake", None, 5))
    assert points(found) == ["2", "2", "12"]
    assert points(account(("tmall.invoice.no_invoice", None, None))) == ["6"]


# What cannot be counted


@pytest.mark.parametrize("degree", [None, "情节严重", "随便写的"])
def test_fake_trade_without_a_count_or_a_deciding_degree_is_an_error(degree: str | None) -> None:
    with pytest.raises(KefuError) as told:
        account(("发票", None, None), ("虚假交易", degree, None))
    assert told.value.where == "violations[1].count" and "短期内大规模" in told.value.mend


@pytest.mark.parametrize("count", [-1, -96, 100_001, 1.0, True, "3"])
def test_a_count_that_is_none_is_an_error_whatever_the_clause(count: object) -> None:
    for clause in ("发票", "关闭订单", "虚假交易"):
        with pytest.raises(KefuError) as told:
            account((clause, None, count))  # type: ignore[arg-type]
        assert told.value.where == "violations[0].count"


def test_a_clause_that_nobody_knows_is_an_error_with_the_nearest() -> None:
    with pytest.raises(KefuError) as told:
        account(("发漂", None, None))
    assert told.value.code == "unknown-clause" and "发票" in told.value.mend
    with pytest.raises(KefuError) as told:
        account(("发票", None, None), platform="taobao")
    assert told.value.what == "no clause of taobao is called '发票', only of tmall"
    for clause in ("", "。", "x" * 10_000, "tmall.invoice", "shop_blocked"):
        with pytest.raises(KefuError):
            account((clause, None, None))


def test_a_list_that_adds_up_to_more_points_than_any_shop_has_is_an_error_and_no_flood_of_nodes() -> None:
    assert account(("关闭订单", None, 100_000), opening=(100_000, 0)).general == 200_000
    with pytest.raises(KefuError) as told:
        account(("发票", None, None), *[("关闭订单", None, 100_000)] * 2_000)
    assert told.value.where == "violations[2]" and "200000 points" in told.value.what


def test_a_time_without_a_zone_is_an_error() -> None:
    asked = Asked("tmall", end_of(day_of("2023-05-01")), "seeds")
    with pytest.raises(KefuError) as told:
        reckon(SCHEDULES.on(asked), asked.now, [Violation("发票", datetime(2023, 4, 10))])
    assert told.value.where == "violations[0].at"


def test_what_is_upheld_later_is_not_counted_and_said() -> None:
    found = account(
        ("发票", None, None),
        ("包邮", None, None),
        start=datetime(2023, 4, 30, 23, 30, tzinfo=CHINA),
        apart=timedelta(days=1, hours=1),
    )
    assert points(found) == ["6"] and found.later == 1
