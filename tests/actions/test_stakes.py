"""What alarms may cost is added up only where it can be, and apart wherever points are not the same points."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kefu.actions.clauses import Clause
from kefu.actions.stakes import stakes, weight
from kefu.actions.tally import Tally
from kefu.vocabulary.ids import STATUSES


def clause(id: str, **more: object) -> Clause:
    return dataclasses.replace(Clause(id, "条款", "clause", "reported"), **more)  # type: ignore[arg-type]


def tally(*alarms: tuple[str, int]) -> Tally:
    """Alarms by clause, all on one platform."""
    told = Tally()
    for id, times in alarms:
        told.count("clause", id, "tmall", "invoice.refusal", "block", "", times=times)
    return told


def test_points_of_different_ledgers_and_degrees_of_certainty_are_not_added_together() -> None:
    book = {
        each.id: each
        for each in (
            clause("six", points=Decimal(6)),
            clause("four", points=Decimal(4)),
            clause("b", points=Decimal(2), severe=True, ledger="B"),
            clause("c", points=Decimal(12), severe=True, ledger="C"),
            clause("sure", points=Decimal(2), status="current", yuan=Decimal(1000)),
            clause("argued", points=Decimal(48), status="disputed"),
            clause("old", points=Decimal(48), status="superseded"),
            clause("share", penalty_zh="按 30% 赔付"),
        )
    }
    found = stakes(tally(*((id, 2) for id in book)), book.get)
    assert {(each.status, each.unit): (int(each.once), int(each.every)) for each in found.sums} == {
        ("reported", "general"): (10, 20),
        ("reported", "B"): (2, 4),
        ("reported", "C"): (12, 24),
        ("current", "general"): (2, 4),
        ("current", "yuan"): (1000, 2000),
    }
    assert [each.id for each in found.stakes] == ["c", "b", "six", "four", "sure", "share", "argued", "old"]


@given(
    st.lists(
        st.tuples(
            st.builds(
                clause,
                st.sampled_from("abcdef"),
                points=st.none() | st.integers(0, 48).map(Decimal),
                yuan=st.none() | st.integers(0, 10_000).map(Decimal),
                severe=st.booleans(),
                status=st.sampled_from(STATUSES),
            ),
            st.integers(1, 100),
        ),
        unique_by=lambda each: each[0].id,
    )
)
def test_every_sum_is_that_of_its_undisputed_clauses(alarms: list[tuple[Clause, int]]) -> None:
    book = {each.id: each for each, _ in alarms}
    found = stakes(tally(*((each.id, times) for each, times in alarms)), book.get)
    counted = [(each, times) for each, times in alarms if each.status not in ("disputed", "superseded")]
    for unit in ("general", "severe", "yuan"):
        prices = [
            ((each.yuan if unit == "yuan" else each.points if each.unit == unit else None) or Decimal(0), times)
            for each, times in counted
        ]
        sums = [each for each in found.sums if each.unit == unit]
        assert sum(each.once for each in sums) == sum(price for price, _ in prices)
        assert sum(each.every for each in sums) == sum(price * times for price, times in prices)
    assert all(each.once <= each.every for each in found.sums)
    weights = [weight(each.clause) for each in found.stakes]
    assert weights == sorted(weights, reverse=True) and len(weights) == len(alarms)


def test_a_sum_says_from_when_its_prices_are_and_how_many_have_no_day() -> None:
    book = {
        "old": clause("old", points=Decimal(1), dated=date(2022, 1, 1)),
        "new": clause("new", points=Decimal(2), dated=date(2024, 1, 1)),
        "none": clause("none", points=Decimal(4)),
        "yuan": clause("yuan", yuan=Decimal(5)),
    }
    sums = {each.unit: (each.days, each.undated) for each in stakes(tally(*((id, 1) for id in book)), book.get).sums}
    assert sums == {"general": ((date(2022, 1, 1), date(2024, 1, 1)), 1), "yuan": ((), 1)}
