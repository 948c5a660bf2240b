"""What an examiner of agents minds: sentences that stand alone, false ones that do not gainsay themselves, replies to the point."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kefu.checks.guard import NO_SHOP, Guard
from kefu.checks.shipped import shipped_book
from kefu.exams.answers import measured
from kefu.exams.lookalikes import Numbers
from kefu.exams.pool import pool
from kefu.exams.question import Draft
from kefu.exams.quoting import around, closed, ended, hedged, plain_title
from kefu.exams.wording import by_hand, scenes, wording
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.ids import CONDUCT, PLATFORMS

DAY = date(2026, 3, 1)


def every() -> dict[str, Draft]:
    return {each.id: each for platform in PLATFORMS for each in pool(load_book(), platform, DAY)}


def test_no_question_speaks_of_sources_or_points_back_at_what_it_does_not_quote() -> None:
    for each in every().values():
        if each.facet == "status":
            continue
        for text in (each.text, each.false):
            assert not re.search("据文本|另有(?:文本|页面)|征集稿|来源写的|早些的文本|较新的文本|有资料建议", text), (
                each.id
            )
            assert not re.search("上述|前述|同上|这种做法|节点相同", text), each.id


def test_a_question_ends_as_one_and_a_statement_as_a_sentence() -> None:
    for each in every().values():
        for text in filter(None, (each.text, each.false)):
            assert "。。" not in text and "？？" not in text and "：。" not in text, each.id
            if each.type in ("single", "multi"):
                assert text[-1] in "：？", each.id
                assert text[-1] == "？" or not re.search("(?:什么|谁|多少|多久|多长时间|几类|哪个时段)：$", text), (
                    each.id
                )
                assert text[-1] == "：" or not re.search("(?:的是|的有)？$", text), each.id
            else:
                assert text[-1] in "。！？", each.id
            assert text.count("：") <= 2 or "“" in text, each.id


@pytest.mark.parametrize(
    ("text", "told"),
    [("运费由谁出", "？"), ("下列做法正确的是", "："), ("买家问什么时候发货，答法正确的是", "："), ("按成交金额的多少赔给买家", "？"), ("食品安全索赔中，先接到索赔的一方应当", "：")],
)  # fmt: skip
def test_what_asks_ends_with_a_question_mark_and_what_is_to_be_completed_with_a_colon(text: str, told: str) -> None:
    assert ended(text) == f"{text}{told}"


def test_what_a_clause_says_of_its_sources_is_left_out_and_a_number_that_stands_there_is_not_asked() -> None:
    rule = load_book().get("jd.shipping.out_of_stock")
    text, at = rule.clause.zh, rule.clause.zh.find("30%")
    begin, end = around(text, [(at, at + 3)])
    assert "文本" in text and "文本" not in text[begin:end] and closed(text[begin:end]).endswith("京豆发放。")
    assert hedged(rule, Quantity.parse("500 yuan")) and not hedged(rule, Quantity.parse("30 percent"))
    assert {"jd.shipping.out_of_stock#cap", "jd.shipping.late#cap", "tmall.invoice.late_10pct#reckoned"}.isdisjoint(
        every()
    )


def test_the_title_of_a_law_loses_its_year_and_nothing_else() -> None:
    assert plain_title(load_book().get("law.food.art148_ten")) == "食品安全法"
    assert plain_title(load_book().get("law.spc2022.void_terms")).endswith("（一）")


def test_a_number_of_a_sure_clause_that_contradicts_is_never_a_wrong_option() -> None:
    book = load_book()
    numbers = Numbers(book)
    for each in every().values():
        if each.type != "single" or each.facet not in each.rule.parameters:
            continue
        right = Quantity.parse(str(each.rule.parameters[each.facet])) if each.facet == "points" else None
        if right is None:
            continue
        wrong = {like.quantity.value for like in numbers.like(each.rule, "points", right, ())}
        for other in book.conflicts(each.rule):
            ordered = {other.id, each.rule.id} & {id for rule in book.rules for id in rule.replaces}
            if other.status in ("current", "reported") and "points" in other.parameters and not ordered:
                assert Quantity.parse(str(other.parameters["points"])).value not in wrong, each.id


def test_no_two_measures_among_the_options_differ_in_words_alone() -> None:
    for each in every().values():
        if each.facet == "node":
            figures = [re.findall(r"\d+", option) for option in (*each.right, *each.wrong)]
            assert all(figures.count(one) == 1 for one in figures), each.id


def test_every_conduct_rule_that_a_sentence_can_break_has_its_scenes_and_what_it_is_mistaken_for() -> None:
    assert scenes().keys() == wording()["near"].keys() <= CONDUCT.keys()
    for id, told in scenes().items():
        for name in ("bad", "good"):
            replies = told[name][1:]
            assert len(replies) == 4 == len(set(replies)), (id, name)
            assert len(replies[0]) <= max(map(len, replies[1:])) + 1, (id, name)
        _, many, few = told["many"]
        assert len(many) >= 2 and len(few) >= 2 and not set(many) & set(few), id


def test_replies_that_keep_a_rule_are_clean_on_every_platform_and_most_that_break_it_are_heard_by_their_words() -> None:
    guards = {platform: Guard(shipped_book(), platform, DAY, NO_SHOP) for platform in PLATFORMS}
    heard = []
    for id, told in scenes().items():
        platforms = load_book().get(id).platforms
        for text in (*told["bad"][2:], told["good"][1], *told["many"][2]):
            for platform in platforms:
                findings = guards[platform].check(text, reader=False).findings
                assert not [each.rule for each in findings if each.severity != "note"], (id, platform, text)
        for text in (told["bad"][1], *told["good"][2:], *told["many"][1]):
            findings = guards[platforms[0]].check(text, reader=False).findings
            heard.append(id in {each.rule for each in findings})
    assert sum(heard) / len(heard) >= 0.8


def test_the_clause_of_a_conduct_rule_stands_in_the_reason_where_it_is_to_be_named() -> None:
    named = [each for each in every().values() if each.facet == "talk.name"]
    assert len(named) >= 80
    for each in named:
        assert each.right[0] in each.note and any(f"（{id}）" in each.note for id in CONDUCT), each.id


def test_every_reason_but_of_blanks_says_more_than_the_clause() -> None:
    for each in every().values():
        if each.type in ("single", "multi", "true_false"):
            assert each.note, each.id


def test_of_any_number_of_choices_two_at_least_are_wrong() -> None:
    for each in every().values():
        assert each.type != "multi" or len(each.wrong) >= 2, each.id


def test_words_that_have_other_right_spellings_are_never_a_blank() -> None:
    gaps = {id: entry["gap"] for id, entries in by_hand().items() for entry in entries if "gap" in entry}
    words = {id for id, gap in gaps.items() if not all(measured(word) for word in gap)}
    assert words == {"taobao.points.ledgers"}


def test_what_multiplies_a_sum_is_told_as_a_multiple() -> None:
    noted = [each.note for each in every().values() if "multiple" in each.facet and each.note]
    assert noted and not [note for note in noted if re.search(r"\d 次", note)]
