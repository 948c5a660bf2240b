"""Papers drawn from the rulebook: the mix, the seed, the key, and what may not be asked."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kefu.exams import Request, mark, paper
from kefu.exams.paper import MIX, POINTS, quotas
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.ids import PLATFORMS, Platform

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_same_seed_gives_the_same_paper_and_another_seed_another(platform: Platform) -> None:
    one, again, other = (paper(load_book(), Request(platform, DAY, seed=seed)) for seed in (7, 7, 8))
    assert one == again
    assert [each.id for each in one] != [each.id for each in other]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_who_answers_by_the_key_gets_every_point(platform: Platform) -> None:
    for each in paper(load_book(), Request(platform, DAY, seed=3)):
        told = each.as_json()
        given = mark(told, told["key"])
        assert given.right and given.points == given.of == each.points, each.id


def test_the_trades_own_paper_has_four_types_in_its_mix_and_at_its_points_s1_91() -> None:
    assert (MIX, POINTS) == (
        {"true_false": 15, "fill": 5, "single": 13, "multi": 5},
        {"true_false": 2, "fill": 4, "single": 2, "multi": 3},
    )
    assert sum(MIX[kind] * POINTS[kind] for kind in MIX) == 91
    assert quotas(38) == MIX


def test_a_clause_is_asked_twice_in_one_paper_only_where_there_are_no_other_clauses() -> None:
    for seed in range(5):
        clauses = Counter(each.clause for each in paper(load_book(), Request("tmall", DAY, seed=seed)))
        assert max(clauses.values()) == 1


def test_the_key_has_no_usual_place_and_half_of_the_statements_are_true() -> None:
    keys: Counter[object] = Counter()
    for platform in PLATFORMS:
        for seed in range(6):
            keys.update(
                each.key
                for each in paper(load_book(), Request(platform, DAY, seed=seed))
                if each.type in ("single", "true_false")
            )
    letters = [keys[letter] for letter in "ABCD"]
    assert max(letters) <= 0.36 * sum(letters) and min(letters) >= 0.15 * sum(letters)
    assert abs(keys[True] - keys[False]) <= 0.1 * (keys[True] + keys[False])


def test_a_paper_of_forty_is_spread_over_topics_and_over_platform_law_and_practice() -> None:
    drawn = paper(load_book(), Request("jd", DAY, count=40, seed=11))
    folders = Counter(each.clause.partition(".")[0] for each in drawn)
    assert folders["jd"] >= 12 and folders["law"] >= 4
    assert len({each.topic for each in drawn}) >= 12
