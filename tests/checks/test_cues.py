"""What a cue says of itself: the words that any match has, and how long a match can be."""

import re
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import Guard, KefuError
from kefu.checks.cues import cue, finding
from kefu.checks.law import charges
from kefu.checks.shapes import FIRSTS, REACH, SHAPES
from kefu.checks.shipped import shipped_book

CUES = sorted(
    {
        charge.find.written
        for rule in shipped_book().rules
        if rule.cues
        for charge in charges(rule.id, "warn", rule.cues, rule.clear)
    }
)
WORDS = sorted(set(chain.from_iterable(re.findall(r"[\w+]+", re.sub(r"\{\w+\}|\.\.\d*", "|", each)) for each in CUES)))
PIECES = st.sampled_from(
    [*WORDS, "3", "元", "块", "13800138000", "abcd12", "明天", "，", "。", "x@y.com", "www.abc.com", "8点"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_whatever_a_cue_matches_has_its_words_and_is_no_longer_than_its_reach(text: str) -> None:
    for written in CUES:
        for match in cue(written).pattern.finditer(text):
            assert match.end() - match.start() <= cue(written).reach, written
            assert all(any(word in match.group() for word in run) for run in cue(written).runs), written


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        ("加..4微信", [{"加"}, {"微信"}]),
        ("付..4({figure}元|运费)", [{"付"}, {"元", "运费"}]),
        ("(给)?..8{sum}", [{"元", "块", "毛", "rmb", "¥"}]),
        ("(多开|开{figure}的票)", [{"多开", "的票"}]),
        ("<!(不)({figure}|退)", []),
    ],
)
def test_the_words_that_every_match_has(written: str, runs: list[set[str]]) -> None:
    assert [set(run) for run in cue(written).runs] == runs


@pytest.mark.parametrize(
    ("written", "at", "mend"),
    [
        ("(退", 3, "docs/cues.md"),
        ("退)", 2, "docs/cues.md"),
        ("{nothing}", 1, "docs/cues.md"),
        ("<!退", 3, "docs/cues.md"),
        ("退款|退货", 3, "`(…|…)`"),
        ("(退|换)好?", 7, "`(好)?`"),
        ("(退|换个?)", 6, "`好(?)`"),
        ("能退吗？", 4, "`好(?)`"),
        ("{sum}?", 6, "`(好)?`"),
        ("(退)??", 5, "`(好)?`"),
        ("(" * 400 + "退" + ")" * 400, 14, "several cues"),
    ],
)
def test_a_broken_cue_is_refused_with_its_place_and_a_mend(written: str, at: int, mend: str) -> None:
    with pytest.raises(KefuError, match=rf"at character {at} of the cue") as caught:
        cue(written)
    assert mend in caught.value.mend


def test_a_question_mark_is_itself_at_the_beginning_of_brackets_and_makes_brackets_optional_behind_them() -> None:
    assert cue("(吗|?|!(?))$").pattern.search("能退?") and cue("吗(?)").pattern.search("能退吗？".replace("？", "?"))
    assert cue("退(一下)?款").pattern.search("退款") and not cue("退(?)款").pattern.search("退款")


@pytest.mark.parametrize("written", ["(a)?" * 24 + "b", "(a|a)" * 20 + "b", "..99a..99a..99a..99b", "(..9|..9)" * 9])
def test_a_cue_that_could_run_away_is_refused(written: str) -> None:
    with pytest.raises(KefuError, match="too many gaps and choices"):
        cue(written)


def test_choices_that_begin_otherwise_are_one_way_and_those_that_begin_alike_are_several() -> None:
    assert [cue(each).ways for each in ("(退|换|修)货", "(退|退款|换)", "(退)?", "..9", "(退|..1换)")] == [
        1,
        2,
        2,
        10,
        3,
    ]


@pytest.mark.parametrize("written", ["{figure}", "..4", "({figure}|{hour}|..3)", "(的|呢)?", "^..5$", ""])
def test_a_cue_by_which_nothing_can_be_looked_for_is_refused(written: str) -> None:
    with pytest.raises(KefuError, match="no word stands in every match"):
        finding(written)


@pytest.mark.parametrize("written", ["^嗯$", "{figure}折", "({phone}|{email})", "({figure}折|便宜)", "{sum}"])
def test_a_cue_with_a_word_or_a_long_number_can_be_looked_for(written: str) -> None:
    assert finding(written).written == written


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_shape_is_as_long_as_it_says_and_begins_as_it_says(data: st.DataObject) -> None:
    assert REACH.keys() == FIRSTS.keys() == SHAPES.keys()
    name = data.draw(st.sampled_from(sorted(SHAPES)))
    text = data.draw(st.from_regex(re.compile(SHAPES[name], re.ASCII), fullmatch=True))
    assert len(text) <= REACH[name] and text[0] in FIRSTS[name], name


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_looking_ahead_loses_no_match(text: str) -> None:
    for written in CUES:
        slow = re.sub(r"\(\?=\[(?:\\.|[^\]\\])*\]\)", "", cue(written).regex)
        assert [m.span() for m in cue(written).pattern.finditer(text)] == [m.span() for m in re.finditer(slow, text)]


def test_a_choice_of_words_and_shapes_is_looked_for_in_long_messages_too() -> None:
    assert Guard.load(platform="tmall", reader=False).check("发票可以多开一些，您说个数").alarmed
