"""What an authority may fine is told beside what platforms do, and never in their place."""

from datetime import datetime

import pytest

from kefu.dues.account import Account, Violation
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedule
from kefu.dues.statutes import fines_of, states_fines
from kefu.dues.tariff import is_statute, names_of, tariffs_of
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA, day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS, Platform

BOOK = load_book()
NOON = datetime(2026, 3, 1, 12, tzinfo=CHINA)


def found(clause: str, degree: str | None = None, platform: Platform = "tmall", at: datetime = NOON) -> Account:
    return reckon(Schedule(BOOK, Asked(platform, at)), at, [Violation(clause, at, degree)])


@pytest.mark.parametrize(
    ("clause", "degree", "told"),
    [
        ("law.ad.art9_superlatives", None, ["行政罚款 200000.00 元 至 1000000.00 元"]),
        ("law.auc2025.in_force", None, ["行政罚款 最高 1000000.00 元"]),
        ("law.auc2025.in_force", "情节严重", ["行政罚款 1000000.00 元 至 2000000.00 元"]),
        ("law.invoice.art18", None, ["行政罚款 最高 10000.00 元"]),
        ("law.invoice.art21_false", "10000元以下", ["行政罚款 最高 50000.00 元"]),
        ("law.invoice.art21_false", "超过10000元", ["行政罚款 50000.00 元 至 500000.00 元"]),
        ("law.quality.art50_fake", None, ["行政罚款 0.5 倍 至 3 倍（按货值金额）"]),
        ("law.case.review_cash_fines", None, ["行政罚款 5000.00 元 至 15000.00 元（已有案例）"]),
        (
            "law.pipl.art66_fine",
            "情节严重",
            [
                "行政罚款 最高 50000000.00 元",
                "行政罚款 最高 5%（按上一年营业额）",
                "对责任人罚款 100000.00 元 至 1000000.00 元",
            ],
        ),
    ],
)  # fmt: skip
def test_a_statute_names_its_fines_with_both_ends(clause: str, degree: str | None, told: list[str]) -> None:
    account = found(clause, degree)
    assert [each.measure.shown()[0] for each in account.consequences] == told
    assert (account.general, account.severe) == (0, 0)
    assert {each.clause for each in account.consequences} == {clause}


def test_a_fine_without_a_lower_end_is_no_sum_that_is_owed() -> None:
    (only,) = (each.told() for each in found("law.invoice.art18").consequences)
    assert "sum" not in only and (only["up_to"], only["unit"]) == (10000, "yuan")


def test_a_range_is_named_with_the_end_that_was_taken() -> None:
    assert "law.ad.art9_superlatives: administrative_fine 200000-1000000 yuan, the lower taken" in (
        found("law.ad.art9_superlatives").conflicts
    )


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_statute_fines_on_every_platform_and_takes_the_place_of_no_term(platform: Platform) -> None:
    schedule = Schedule(BOOK, Asked(platform, NOON))
    assert schedule.unread == ()
    assert not [term for term in schedule.terms if term.startswith("law.")]
    assert found("law.consumer.art56_fines", platform=platform).consequences
    statutes = {rule.id for rule in BOOK.rules if is_statute(rule)}
    for term in schedule.terms:
        assert not statutes.intersection(rule.id for rule in schedule.find(term)[0].rules), term


def test_a_law_that_was_replaced_fines_no_longer() -> None:
    old = "law.auc2019.art8"
    assert found(old, at=datetime(2025, 10, 14, tzinfo=CHINA)).consequences
    assert not found(old, at=datetime(2025, 10, 15, tzinfo=CHINA)).consequences
    assert day_of("2025-10-15") == BOOK.get(old).until


def test_a_rule_without_a_fine_is_no_clause_to_be_found_guilty_of() -> None:
    with pytest.raises(KefuError, match=r"no clause of tmall is called"):
        found("law.ecom.art31_records")


def test_every_statute_with_a_fine_is_read_and_has_no_term() -> None:
    statutes = [rule for rule in BOOK.rules if is_statute(rule)]
    assert len(statutes) >= 20
    for rule in statutes:
        assert names_of(rule) == () and all(tariff.measures for tariff in tariffs_of(rule)), rule.id


def test_words_about_fines_without_a_number_are_none() -> None:
    assert not states_fines({"fine": "possible"}) and fines_of({"serious": ["可吊销营业执照"]}) == []
