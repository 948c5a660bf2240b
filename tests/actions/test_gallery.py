"""The worst twenty are twenty different things."""

from __future__ import annotations

from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kefu.actions.exhibits import Exhibit, Said
from kefu.actions.gallery import SHOWN, gallery
from kefu.actions.ports import FINDINGS
from kefu.actions.sayings import MOST, Sayings, alike, skeleton
from kefu.vocabulary.verdict import Finding


def exhibit(
    rule: str,
    quote: str,
    session: str = "s",
    severity: str = "block",
    at: str = "",
    row: int = 1,
    **sides: tuple[Said, ...],
) -> Exhibit:
    found = Finding(rule, severity, 0, len(quote), quote, "c", "p", "a")  # type: ignore[arg-type]
    return Exhibit("f", row, "pdd", "店", session, "小美", at, quote, (found,), **sides)


def told(*exhibits: Exhibit) -> list[tuple[str, str, str]]:
    found = gallery(exhibits, lambda id: None, Sayings())
    return [(each.alarms[0].rule, each.session, each.text) for each, _ in found]


def findings(*rows: tuple[str, str, str, str]) -> pa.RecordBatch:
    """Findings as severity, rule, quote and account."""
    return pa.RecordBatch.from_pylist(
        [
            {"severity": severity, "rule": rule, "quote": quote, "shop": "店", "agent": agent}
            for severity, rule, quote, agent in rows
        ],
        schema=FINDINGS,
    )


def test_every_rule_comes_once_before_any_comes_twice() -> None:
    many = [exhibit("a", word, session=word) for word in "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"]
    rules = [rule for rule, _, _ in told(*many, exhibit("b", "转账", "x"), exhibit("c", "刷单", "y", "warn"))]
    assert len(rules) == SHOWN and sorted(rules[:3]) == ["a", "b", "c"] and rules[2] == "c"


def test_every_conversation_comes_once_before_any_comes_twice() -> None:
    found = told(exhibit("a", "天", "x"), exhibit("b", "地", "x"), exhibit("c", "玄", "y"))
    assert [session for _, session, _ in found] == ["x", "y", "x"]


def test_lines_without_a_session_are_conversations_of_their_own() -> None:
    found = told(exhibit("a", "天", "", row=1), exhibit("a", "地", "", row=2))
    assert [text for _, _, text in found] == ["天", "地"]


def test_nearly_the_same_words_come_once() -> None:
    found = told(exhibit("a", "给您刷单，返94呢", "x"), exhibit("a", "刷单返12", "y"), exhibit("b", "刷单返12", "z"))
    assert [(rule, text) for rule, _, text in found] == [("a", "给您刷单，返94呢"), ("b", "刷单返12")]


@given(
    st.lists(
        st.builds(
            exhibit,
            st.sampled_from("abcdef"),
            st.text("加微信私聊转账刷单", min_size=1, max_size=4),
            st.sampled_from("xyz"),
        ),
        max_size=60,
    )
)
def test_nothing_is_shown_twice_and_never_a_rule_while_another_waits(exhibits: list[Exhibit]) -> None:
    found = told(*exhibits)
    assert len(found) <= SHOWN and len(set(found)) == len(found)
    same = [(rule, skeleton(text)) for rule, _, text in found]
    assert not [1 for n, one in enumerate(same) for two in same[:n] if one[0] == two[0] and alike(one[1], two[1])]
    if len(found) < SHOWN:
        assert {rule for rule, _, _ in found} == {each.alarms[0].rule for each in exhibits}


def test_lines_around_two_exhibits_of_one_conversation_are_shown_once() -> None:
    lines = [Said("buyer", f"第{n}句", f"10:00:0{n}") for n in range(5)]
    first = exhibit("a", "天", at="10:00:02", before=(lines[0], lines[1]), after=(lines[3],))
    second = exhibit("b", "地", at="10:00:04", before=(Said("agent", "天", "10:00:02"), lines[3]), after=(lines[4],))
    (one, _), (two, _) = gallery([first, second], lambda id: None, Sayings())
    assert (one.before, one.after) == (first.before, first.after)
    assert (two.before, two.after) == ((), (lines[4],))


def test_a_saying_is_counted_by_who_said_it() -> None:
    sayings = Sayings()
    rows = [
        ("block", "a", "加微信，再减10", "小美"),
        ("block", "a", "加微信再减3", "小丽"),
        ("warn", "a", "加微信 再减", "小美"),
    ]
    sayings.take(
        findings(*rows, ("note", "a", "加微信再减", "小美"), ("block", "b", "加微信再减", "小美")),
        lambda shop, agent: agent,
    )
    assert sayings.like("a", "加微信再减") == (3, ((("店", "小美"), 2), (("店", "小丽"), 1)))
    assert sayings.times("b", "加微信再减99") == 1
    assert Sayings(sayings.rows()).rows() == sayings.rows()


def test_counting_sayings_stops_growing_and_goes_on_with_those_it_knows() -> None:
    sayings = Sayings(("a", f"{n:x}", "店", "小美", 1) for n in range(MOST))
    sayings.take(
        findings(("block", "a", "新来的话", "小美"), *[("block", "b", "x", "小美")] * 2), lambda shop, agent: agent
    )
    assert len(sayings.rows()) == MOST and sayings.like("b", "x").times == 0


@given(st.text(max_size=12), st.text(max_size=12))
def test_alike_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert alike(one, one) and alike(one, other) == alike(other, one)
    if not set(pairwise(one)) & set(pairwise(other)) and one != other:
        assert not alike(one, other)
