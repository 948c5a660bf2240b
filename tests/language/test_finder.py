"""A shop's own words are found in whatever disguise; words that only look like them are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.language.finder import Finder


def pieces(words: list[str], text: str, allow: tuple[str, ...] = (), **how: bool) -> list[str]:
    return [text[start:end] for start, end, _ in Finder(words, allow, **how).find(text)]


@pytest.mark.parametrize(
    ("word", "text", "piece"),
    [
        ("批发价", "给您批发價哈", "批发價"), ("VIP群", "进ｖｉｐ群吧", "ｖｉｐ群"), ("批发价", "批-发*价", "批-发*价"), ("厂家", "厂8家直供", "厂8家"),
        ("厂家", "厂【家】", "厂【家"), ("批发价", "批 发 价", "批 发 价"), ("cheap", "so CHEEEAP!!", "CHEEEAP"), ("coffee", "cooofffeee", "cooofffeee"),
        ("批发价", "pifajia", "pifajia"), ("批发价", "批fa价", "批fa价"), ("批发价", "劈发价", "劈发价"), ("返利", "反利活动", "反利"), ("群号", "君羊号", "君羊号"),
        ("三无", "3无产品", "3无"), ("第一名", "第①名", "第①名"), ("A货", "有a货吗", "a货"), ("内部(价)", "走内部（价）", "内部（价）"), ("最低价", "最最低低价", "最低低价"),
        ("ab", "1ab2", "ab"), ("ab", "用ab胶", "ab"), ("货源", "a货源b", "货源"), ("88", "共88件", "88"), ("shop", "s.h.o.p", "s.h.o.p"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_its_disguise(word: str, text: str, piece: str) -> None:
    assert pieces([word], text) == [piece]
    assert Finder([word]).find(text)[0][2] == word


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ab", "cab"), ("ab", "c-a-b"), ("ab", "a b"), ("88", "188"), ("2b", "22b"), ("第一", "第10天"), ("coffee", "cofe"), ("厂家", "工厂，家里"),
        ("厂家", "厂12家"), ("返利", "饭粒"), ("三无", "三百无"), ("内部(价)", "内部价"), ("第一", "第一时间处理"), ("性交", "一次性交付"), ("大麻", "大麻烦了"),
        ("滚", "滚筒洗衣机"), ("批发价", "批发\n价"), ("哈哈", "哈"),
    ],
)  # fmt: skip
def test_what_only_looks_like_the_word_is_left_alone(word: str, text: str) -> None:
    assert pieces([word], text) == []


def test_a_longer_allowed_word_hides_and_a_shorter_does_not() -> None:
    assert pieces(["批发"], "批发市场的批发", ("批发市场",)) == ["批发"]
    assert pieces(["批发市场"], "批发市场", ("批发",)) == ["批发市场"]
    assert pieces(["批发"], "批发", ("批发",)) == []


def test_overlapping_finds_are_all_told_or_only_the_longest() -> None:
    words = ["批发", "批发价", "发价"]
    assert pieces(words, "批发价") == ["批发", "批发价", "发价"]
    assert pieces(words, "批发价", longest=True) == ["批发价"]


def test_exact_words_wear_no_disguise_and_stand_inside_where_wanted() -> None:
    assert pieces(["批发", "ab"], "批.发 AB ＡＢ pifa aab", exact=True) == ["AB", "ＡＢ"]
    assert pieces(["ab"], "cabs", inside=True) == ["ab"]


def test_no_words_find_nothing() -> None:
    assert Finder([]).find("什么都行") == [] and Finder(["", " "]).find("什么都行") == []


NOISE = st.text(st.sampled_from("-*.#|_＊·@"), min_size=1, max_size=4)


@given(st.sampled_from(["批发价", "厂家", "内部群"]), st.lists(NOISE, min_size=3, max_size=3))
def test_marks_between_all_characters_hide_no_word(word: str, marks: list[str]) -> None:
    text = "亲" + "".join(char + mark for char, mark in zip(word[:-1], marks, strict=False)) + word[-1] + "哦"
    assert [(text[a:b], found) for a, b, found in Finder([word]).find(text)] == [(text[1:-1], word)]


@given(st.text(st.one_of(st.characters(), st.sampled_from("批发价a1 .-\n")), max_size=60))
def test_every_find_lies_in_the_text_and_they_come_in_order(text: str) -> None:
    found = Finder(["批发价", "a1", "发", "(价)"]).find(text)
    assert found == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)


@given(st.text(st.characters(categories=["Lo"]), max_size=20), st.text(st.characters(categories=["Lo"]), max_size=20))
def test_a_plain_word_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before}\n批发价\n{after}"
    assert (len(before) + 1, len(before) + 4, "批发价") in Finder(["批发价"]).find(text)
