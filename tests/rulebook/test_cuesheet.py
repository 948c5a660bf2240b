"""Cues, clears and sayings that nobody could judge by are refused where they stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.rulebook import cuesheet
from kefu.rulebook.manuscript import Unreadable, parse
from kefu.rulebook.proof import Entry, Proof
from kefu.rulebook.proofreading import read_pack

GOOD = """\
cues:
- 退款
- {find: [不退, 拒退], asked: 能退吗, severity: note, platforms: [tmall], use: 退, clear: [declined, {after: 的话}]}
- {find: 10086, when: {order.freight_free: true, order.state: paid}}
clear: [declined, {before: [说, 讲], sentence: 谨防}, {asked: [取消, 不要了], typed: true, when: {shop.cod: false}}]
say:
- {about: (差价|运费), zh: "亲，{about}请拍{sum}"}
- 亲，可以退的
"""


def read(text: str) -> tuple[list[str], dict[str, tuple[Any, ...]]]:
    proof = Proof("f.yaml")
    entry = Entry(proof, "x", parse(text))
    told = {"cues": cuesheet.cues(entry), "clear": cuesheet.clears(entry), "say": cuesheet.sayings(entry)}
    return [str(fault) for fault in proof.faults], told


def test_what_is_well_written_is_read_as_it_stands() -> None:
    faults, told = read(GOOD)
    assert faults == []
    assert told["cues"][0] == "退款" and told["cues"][2]["find"] == "10086"
    assert told["cues"][2]["when"] == {"order.freight_free": True, "order.state": "paid"}
    assert told["say"][1] == "亲，可以退的"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("cues: [{fnd: 加}]", "f.yaml:1: x.cues.fnd: no such field; use one of: find asked when"),
        ("cues: [{asked: 加}]", "f.yaml:1: x.cues.find: is missing"),
        ("cues: [{find: []}]", "x.cues.find: names none"),
        ("cues: [{find: {a: 加}}]", "x.cues.find: must be a list of texts"),
        ("cues:\n- 加\n- ''", "f.yaml:3: x.cues.find: must be a list of texts"),
        ("cues:\n- [加, 减]", "f.yaml:2: x.cues: must be a text or a map"),
        ("cues: [true]", "x.cues: must be a text or a map"),
        ("cues: 加", "x.cues: must be a list"),
        ("cues: [{find: 加, severity: huge}]", "x.cues.severity: `huge` is not known; use one of: block warn note"),
        ("cues: [{find: 加, platforms: [ebay]}]", "x.cues.platforms: `ebay` is no platform"),
        ("cues: [{find: 加, asked: [吗]}]", "x.cues.asked: must be a text"),
        ("cues: [{find: 加, disguised: false}]", "x.cues.disguised: must be true; write `true`, or leave it out"),
        ("cues: [{find: 加, when: 5}]", "x.cues.when: must be a map"),
        ("cues: [{find: 加, when: {order.free: true}}]", "x.cues.when.order.free: no such field; use one of: order.id"),
        ("cues: [{find: 加, when: {order.amount: '5.00'}}]", "x.cues.when.order.amount: no such field"),
        ("cues: [{find: 加, when: {shop.cod: 'yes'}}]", "x.cues.when.shop.cod: must be true or false"),
        ("cues: [{find: 加, when: {order.state: true}}]", "x.cues.when.order.state: must be a text"),
        ("cues: [{find: 加, clear: [{behind: 的}]}]", "x.cues.clear.behind: no such field; use one of: before after"),
        (
            "clear: [{asked: 取消, before: 说}]",
            "x.clear.before: stands beside asked or typed or when; write two entries",
        ),
        ("clear: [{typed: 'yes'}]", "x.clear.typed: must be true"),
        ("clear: [{when: {shop.cash: true}}]", "x.clear.when.shop.cash: no such field"),
        ("clear: [{unless: 但}]", "x.clear: clears nothing"),
        ("clear: [{}]", "x.clear: clears nothing"),
        ("clear: [{after: 5.5, before: [[的]]}]", "x.clear.before: must be a list of texts"),
        ("say: [{about: x}]", "x.say.zh: is missing"),
        ("say: ['亲，{about}请拍']", "x.say.zh: `{about}` is filled by nothing; add `about:`"),
        ("say: ['亲，{summ}']", "x.say.zh: `{summ}` is filled by nothing; use one of: {about} {sum} {day}"),
    ],
)
def test_what_nobody_could_judge_by_is_refused_with_its_line(wrong: str, said: str) -> None:
    faults, _ = read(wrong)
    assert any(said in fault for fault in faults), faults


def test_a_rule_with_cues_says_which_conduct_they_break() -> None:
    rule = (
        "book: house/x\ntitle: {zh: 甲, en: A}\nrules:\n- {id: house.x.y, kind: wording, topic: wording, status: practice, "
        "basis: house, clause: {zh: 甲, en: A}, source: [{kind: house, title: x}], cues: [加]}\n"
    )
    assert "grounds: names none, and the rule has cues" in str(read_pack(rule.encode(), "x", "house/x")[1][0])
    assert read_pack(rule.replace("cues", "grounds: [trade.fake], cues").encode(), "x", "house/x")[1] == []


@given(
    st.recursive(
        st.sampled_from(["加", "5", "true", "2026-02-30", "''", "null", "{zh: 好}"]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
            | st.dictionaries(
                st.sampled_from(["find", "asked", "when", "clear", "say", "zh", "about", "before", "order.state"]),
                inner,
                max_size=3,
            ).map(lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}")
        ),
    )
)
def test_whatever_stands_there_is_read_or_refused(written: str) -> None:
    for key in ("cues", "clear", "say"):
        try:
            read(f"{key}: {written}")
        except Unreadable:
            return
