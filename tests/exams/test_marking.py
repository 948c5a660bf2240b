"""Marking: partial credit as it is stated, and the many ways in which people write the same answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.exams import mark
from kefu.exams.answers import same
from kefu.vocabulary.errors import KefuError

OPTIONS = ["正品保障", "运费险", "当日发", "极速退款"]
MULTI = {"type": "multi", "question": "必须提供的有", "options": OPTIONS, "points": 3, "key": ["A", "B", "D"]}
SINGLE = {"type": "single", "question": "可选的是", "options": OPTIONS, "points": 2, "key": "C"}
JUDGE = {"type": "true_false", "question": "天猫发票违规扣 6 分", "options": [], "points": 2, "key": True}
FILL = {"type": "fill", "question": "赔____%，最高____元", "options": [], "points": 4, "key": ["30", "500"]}


@pytest.mark.parametrize(
    ("answer", "points"),
    [(["A", "B", "D"], "3"), ("ABD", "3"), ("d、b、a", "3"), (["正品保障", "运费险", "极速退款"], "3"), (["A", "B"], "1.5"),
     ("A", "1.5"), (["A", "C"], "0"), (["A", "B", "C", "D"], "0"), (None, "0"), ([], "0"), ("", "0")],
)  # fmt: skip
def test_of_any_number_an_incomplete_answer_is_worth_half_and_a_wrong_one_nothing(answer: Any, points: str) -> None:
    told = mark(MULTI, answer)
    assert (told.points, told.of, told.right) == (Decimal(points), 3, points == "3")


@pytest.mark.parametrize("answer", ["C", "c", " C. ", "（C）", "当日发", "C. 当日发", ["C"], "Ｃ"])
def test_a_single_choice_may_be_named_by_letter_or_by_its_words(answer: Any) -> None:
    assert mark(SINGLE, answer).points == 2


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (True, True),
        ("对", True),
        ("√", True),
        ("正确", True),
        ("T", True),
        (False, False),
        ("错", False),
        ("×", False),
        ("x", False),
    ],
)
def test_a_statement_may_be_judged_in_words_or_signs(answer: Any, right: bool) -> None:
    assert mark(JUDGE, answer).right is right


@pytest.mark.parametrize(
    ("answer", "points"),
    [(["30", "500"], "4"), ("30；500", "4"), (["三十", "五百"], "4"), (["30%", "500元"], "4"), (["百分之三十", "￥500"], "4"),
     (["３０", "伍佰元"], "4"), (["三成", "500.00"], "4"), (["30", "400"], "2"), (["30", None], "2"), (["30"], "2"), (["500", "30"], "0"), (["30天", "500分"], "0")],
)  # fmt: skip
def test_blanks_share_the_points_and_take_a_number_in_any_writing(answer: Any, points: str) -> None:
    assert mark(FILL, answer).points == Decimal(points)


@pytest.mark.parametrize(
    ("answer", "key", "behind"),
    [("七天", "7天", ""), ("7 日", "七天", ""), ("一周", "7天", ""), ("48", "48小时", "小时内发货"), ("四十八小时", "48 小时", ""), ("两个工作日", "2个工作日", ""),
     ("半年", "6个月", ""), ("一年", "12 个月", ""), ("2万元", "20000元", ""), ("2 万", "20000", "元"), ("1小时", "60分钟", ""), ("一个半小时", "90分钟", ""),
     ("卖家", "商家", ""), ("由消费者承担", "由买家承担。", ""), ("1,000", "1000", "元"), ("第二天", "次日", ""), ("QQ钱包", "微信支付|QQ 钱包", "")],
)  # fmt: skip
def test_the_same_answer_is_the_same_however_it_is_written(answer: str, key: str, behind: str) -> None:
    assert same(answer, key, behind)


@pytest.mark.parametrize(
    ("answer", "key", "behind"),
    [
        ("7", "7天", ""),
        ("7小时", "7天", ""),
        ("8天", "7天", ""),
        ("2 天", "48 小时", ""),
        ("买家", "商家", ""),
        ("30元", "30%", ""),
        ("0.3", "30", "%"),
        ("", "7天", ""),
        ("3个工作日", "3天", ""),
    ],
)
def test_another_number_another_unit_or_another_party_is_another_answer(answer: str, key: str, behind: str) -> None:
    assert not same(answer, key, behind)


def test_blanks_that_do_not_divide_the_points_are_rounded_to_the_hundredth_and_add_up_when_all_are_right() -> None:
    three = {"type": "fill", "question": "____、____、____", "options": [], "points": 4, "key": ["买家", "7天", "30%"]}
    assert mark(three, ["买家", "错", "错"]).points == Decimal("1.33")
    assert mark(three, ["消费者", "七天", "30%"]).points == 4


@pytest.mark.parametrize(
    ("question", "answer", "field"),
    [({**SINGLE, "type": "essay"}, "A", "question.type"), ({**SINGLE, "points": -1}, "A", "question.points"), ({**SINGLE, "points": True}, "A", "question.points"),
     ({**SINGLE, "points": float("nan")}, "A", "question.points"), ({**SINGLE, "key": None}, "A", "question.key"), ({**SINGLE, "key": "Z"}, "A", "question.key"),
     ({**SINGLE, "options": "ABC"}, "A", "question.options"), ({**SINGLE, "options": []}, "A", "question.options"), (SINGLE, "E", "answer"), (SINGLE, "AB", "answer"),
     (SINGLE, 3, "answer"), (JUDGE, "也许", "answer"), (JUDGE, 7, "answer"), (FILL, ["1", "2", "3"], "answer"), (FILL, {"a": 1}, "answer"), (MULTI, [["A"]], "answer")],
)  # fmt: skip
def test_what_cannot_be_marked_names_its_field_and_how_to_mend_it(question: Any, answer: Any, field: str) -> None:
    with pytest.raises(KefuError) as caught:
        mark(question, answer)
    assert caught.value.where == field and caught.value.mend


@given(st.sets(st.sampled_from("ABCD")), st.sets(st.sampled_from("ABCD"), min_size=1))
def test_no_answer_earns_more_than_the_question_is_worth_and_only_the_key_earns_it_all(
    answer: set[str], key: set[str]
) -> None:
    told = mark({**MULTI, "key": sorted(key)}, sorted(answer))
    assert 0 <= told.points <= told.of
    assert told.right == (answer == key) == (told.points == told.of)
    if not answer <= key:
        assert told.points == 0


@pytest.mark.parametrize(
    ("answer", "right"),
    [("1", True), ("一", True), ("1万", True), ("1 万元", True), ("10000", True), ("10,000元", True), ("2", False), ("1000", False), ("1元", False)],
)  # fmt: skip
def test_where_ten_thousands_are_printed_a_sum_may_be_written_in_them_or_whole(answer: str, right: bool) -> None:
    assert mark({"type": "fill", "question": "特别严重的扣____万元", "points": 4, "key": ["1"]}, answer).right is right


def test_the_first_number_of_a_range_may_bear_the_unit_that_is_printed_behind_the_second() -> None:
    question = {"type": "fill", "question": "罚____万至____万元", "points": 4, "key": ["20", "100"]}
    for answer in (["20", "100"], ["20万", "100万"], ["20万元", "100万元"], ["二十万", "一百万"]):
        assert mark(question, answer).right, answer
    assert mark(question, ["100万", "20万"]).points == 0


def test_empty_texts_behind_the_blanks_and_a_letter_said_twice_are_no_fault() -> None:
    assert mark(FILL, ["30", "500", "", None]).right
    assert mark(MULTI, "AABD").right and mark(MULTI, ["A", "B", "D", "D"]).right


@pytest.mark.parametrize("answer", ["第三次", "3次", "三", "３"])
def test_a_count_may_be_written_as_an_ordinal(answer: str) -> None:
    assert same(answer, "三", "次及以上")
