"""What is kept for the report while millions of lines go by."""

import dataclasses
import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.actions.exhibits import Exhibit, Worry, cut, gravest, limits, worse, worst
from kefu.vocabulary.verdict import Finding


def finding(start: int = 0, end: int = 1, severity: str = "block", rule: str = "r") -> Finding:
    return Finding(rule, severity, start, end, "", "c", "p", "a")  # type: ignore[arg-type]


EXHIBITS = st.lists(
    st.builds(
        lambda rule, quote, agent, severities: (
            rule, agent,
            tuple(dataclasses.replace(finding(severity=each, rule=rule), quote=quote) for each in severities),
        ),
        st.sampled_from(["r1", "r2"]), st.text("加微信私聊转账", max_size=2), st.sampled_from([f"a{n}" for n in range(9)]),
        st.lists(st.sampled_from(["block", "warn"]), min_size=1, max_size=3),
    ),
    max_size=80,
)  # fmt: skip


Told = list[tuple[str, str, tuple[Finding, ...]]]


def exhibits_of(told: Told) -> list[Exhibit]:
    return [Exhibit("f", n, "pdd", "shop", "s", agent, "", "t", found) for n, (_, agent, found) in enumerate(told)]


@given(EXHIBITS, st.integers(0, 80))
def test_choosing_from_pieces_and_then_from_the_chosen_is_choosing_from_all(told: Told, at: int) -> None:
    exhibits = exhibits_of(told)
    assert worst([*worst(exhibits[:at]), *worst(exhibits[at:])]) == worst(exhibits)


@settings(deadline=None)
@given(st.integers())
def test_an_exhibit_within_the_limits_of_those_kept_is_never_missed(seed: int) -> None:
    dice = random.Random(seed)
    exhibits = [
        Exhibit(
            "f", n, "pdd", "shop", "s", f"a{dice.randrange(12)}", "", "t",
            (dataclasses.replace(finding(rule="r"), quote=chr(0x4E00 + dice.randrange(60))),) * dice.randint(1, 6),
        )
        for n in range(200)
    ]  # fmt: skip
    kept = worst(exhibits[:150])
    later = [each for each in exhibits[150:] if worse("pdd", each.alarms, limits(kept))]
    assert worst([*kept, *later]) == worst(exhibits)
    assert len(later) < 50


@given(st.text(max_size=3000), st.data())
def test_a_cut_keeps_the_first_alarm_and_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, (moved, *_) = cut(text, (finding(start, end),), most=100)
    assert len(shown) <= 102
    assert text[start:end].startswith(shown[moved.start : moved.end])
    assert end - start > 60 or moved.end - moved.start == end - start


def test_a_cut_looks_at_the_alarm_and_not_at_the_note() -> None:
    text = "电话" + "。" * 2000 + "微信"
    shown, found = cut(text, (finding(0, 2, "note"), finding(2002, 2004)))
    assert "微信" in shown and [each.severity for each in found] == ["block"]
    assert shown[found[0].start : found[0].end] == "微信"


def test_worries_of_one_conversation_are_joined_and_the_gravest_line_is_quoted() -> None:
    mild = Worry("k", "f", 1, "pdd", "", "s", "", "", "差评", {"risk.review": 1}, "upset")
    grave = msgspec.structs.replace(
        mild, row=2, text="12315", risks={"risk.regulator": 1}, emotion="angry", agent="小美"
    )
    (joined,) = gravest([mild, grave, mild])
    assert (joined.row, joined.text, joined.emotion, joined.agent) == (2, "12315", "angry", "小美")
    assert joined.risks == {"risk.review": 2, "risk.regulator": 1}
