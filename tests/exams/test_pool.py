"""The questions that can be drawn: enough of them, distinct, sure of their key, and none that is two ways right."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kefu.checks.guard import NO_SHOP, Guard
from kefu.checks.shipped import shipped_book
from kefu.exams.byhand import adrift
from kefu.exams.pool import MOST, pool
from kefu.exams.question import Draft
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, Platform

DAY = date(2026, 3, 1)
LEAST = {"taobao": 400, "tmall": 500, "pdd": 400, "jd": 380, "douyin": 380}
"""Distinct questions a platform has at least; docs/exams.md tells how many there are."""


def every() -> dict[str, Draft]:
    return {each.id: each for platform in PLATFORMS for each in pool(load_book(), platform, DAY)}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_has_hundreds_of_questions_of_all_types(platform: Platform) -> None:
    drafts = pool(load_book(), platform, DAY)
    assert len(drafts) >= LEAST[platform]
    assert min(Counter(each.type for each in drafts).values()) >= 15


def test_over_five_platforms_there_are_far_more_than_four_hundred_and_no_two_differ_in_numbers_alone() -> None:
    shapes = Counter(
        re.sub(r"[\d一二两三四五六七八九十百千万.,_\s]+", "", each.text or each.false)
        for platform in PLATFORMS
        for each in pool(load_book(), platform, DAY)
        if platform == each.rule.folder
    )
    assert max(shapes.values()) == 1
    assert len(every()) >= 850


def test_no_clause_is_asked_more_than_three_times_nor_twice_for_the_same() -> None:
    facets = Counter((each.rule.id, each.facet) for each in every().values())
    clauses = Counter(each.rule.id for each in every().values())
    assert max(facets.values()) == 1 and max(clauses.values()) <= MOST


def test_a_question_on_a_disputed_clause_says_so_and_its_key_hangs_on_how_sure_it_is_alone() -> None:
    drafts = [each for each in every().values() if each.rule.status == "disputed"]
    assert len(drafts) >= 10
    for each in drafts:
        assert each.facet == "status" and each.text.startswith("「有争议」") and each.false.startswith("「有争议」")
        assert not re.search("佐证|未证实前|不能当依据|待核实", each.text.partition("。")[0])


def test_wrong_options_are_never_right_too_and_never_said_twice() -> None:
    for each in every().values():
        options = [*each.right, *each.wrong] if each.type in ("single", "multi") else []
        assert len(set(options)) == len(options), each.id
        if each.type == "single":
            assert len(each.right) == 1 and len(each.wrong) >= 3, each.id
        if each.type == "multi":
            assert len(each.right) >= 2 and each.wrong, each.id
        if each.type == "true_false":
            assert each.text and each.false and each.text != each.false, each.id
        if each.type == "fill":
            assert each.text.count("____") == len(each.right), each.id


def test_the_right_option_does_not_stand_out_by_its_length() -> None:
    singles = [each for each in every().values() if each.type == "single"]
    longest = [each for each in singles if len(each.right[0]) > max(map(len, each.wrong[:3]))]
    assert len(longest) / len(singles) <= 0.25


def test_a_number_in_a_false_statement_is_not_said_to_be_right_elsewhere_in_it() -> None:
    for each in every().values():
        if each.type == "true_false" and each.confusion in ("platform", "date", "tier", "near", "disputed"):
            numbers = Counter(re.findall(r"\d+(?:\.\d+)? ?(?:小时|天|%|元|分)", each.false))
            old = Counter(re.findall(r"\d+(?:\.\d+)? ?(?:小时|天|%|元|分)", each.text))
            assert not any(count > 1 for number, count in numbers.items() if number not in old), each.id


def test_every_question_written_by_hand_hangs_on_words_that_its_clause_has() -> None:
    assert list(adrift(load_book())) == []


def test_what_is_offered_as_breaking_a_rule_is_found_by_the_guard_and_what_keeps_it_is_clean_of_it() -> None:
    """The sentences come from the rules' own examples; the guard reads their words alone, so it may miss, never accuse."""
    guards = {platform: Guard(shipped_book(), platform, DAY, NO_SHOP) for platform in PLATFORMS}
    for draft in every().values():
        if draft.facet not in ("talk.bad", "talk.good", "talk.many") or draft.rule.id not in CONDUCT:
            continue
        keeps = draft.right if draft.facet == "talk.good" else draft.wrong
        platform = draft.rule.platforms[0]
        for text in keeps:
            report = guards[platform].check(text.strip("“”"), reader=False)
            assert not [each.rule for each in report.findings if each.severity != "note"], (draft.id, text)


def test_what_a_sentence_is_mistaken_for_is_not_what_the_guard_finds_in_it() -> None:
    names = {name: rule for rule, name in CONDUCT.items()}
    guards = {platform: Guard(shipped_book(), platform, DAY, NO_SHOP) for platform in PLATFORMS}
    for draft in every().values():
        if draft.facet != "talk.name":
            continue
        said = draft.text.partition("“")[2].rpartition("”")[0]
        found = {each.rule for each in guards[draft.rule.platforms[0]].check(said, reader=False).findings}
        assert not found & {names[each] for each in draft.wrong}, (draft.id, found)


def test_the_page_on_exams_tells_how_many_questions_there_are() -> None:
    """Within five of a hundred, for rules come and go."""
    page = (Path(__file__).parents[2] / "docs" / "exams.md").read_text(encoding="utf-8")
    told = {
        name: int(count)
        for name, count in re.findall(r"^\| (\w+|all five, each once) \| (\d+) \|$", page, re.MULTILINE)
    }
    counted = {platform: len(pool(load_book(), platform, DAY)) for platform in PLATFORMS} | {
        "all five, each once": len(every())
    }
    assert told.keys() == counted.keys()
    for name, count in counted.items():
        assert abs(told[name] - count) <= 0.05 * count, name
