"""What a person says of uncertain messages: read, proved, offered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kefu.actions.labelling import Labelled, Labelling, doubt_of, labelled_of, lines_of, offered
from kefu.vocabulary.errors import KefuError

AGENT = {
    "id": "h1", "platform": "tmall", "role": "agent", "text": "盒子都拆了，就这样吧",
    "history": [{"role": "buyer", "text": "不合适，想退"}],
    "guess": {"labels": ["refund.obstacle"], "p": {"refund.obstacle": 0.6, "refund.refusal": 0.5, "abuse.insult": 0.001}},
    "file": "三月.csv", "row": 4,
}  # fmt: skip
BUYER = {"id": "h2", "platform": "jd", "role": "buyer", "text": "再不发我打12315", "history": []}


def raw(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def test_an_agents_verdict_is_kept_in_the_form_of_the_labelled_messages() -> None:
    kept: list[Labelled] = []
    unsaid: list[str] = []
    sitting = Labelling([doubt_of(raw(AGENT))], {}, kept.append, unsaid.append)
    sitting.say(raw({"id": "h1", "labels": ["refund.refusal", "refund.obstacle", "refund.refusal"]}))
    assert json.loads(kept[0].line()) == {
        "id": "h1", "writer": "shop", "platform": "tmall", "trade": "", "text": "盒子都拆了，就这样吧",
        "history": [{"role": "buyer", "text": "不合适，想退"}], "labels": ["refund.refusal", "refund.obstacle"],
    }  # fmt: skip
    assert labelled_of(kept[0].line()) == kept[0]
    assert sitting.close() == (1, 1)


def test_a_buyers_verdict_says_what_he_asks_risks_and_feels() -> None:
    kept: list[Labelled] = []
    unsaid: list[str] = []
    sitting = Labelling([doubt_of(raw(BUYER))], {}, kept.append, unsaid.append)
    sitting.say(raw({"id": "h2", "intent": ["ask.ship"], "risk": ["risk.regulator"], "emotion": "angry"}))
    assert kept[0].verdict() == {"intent": ["ask.ship"], "risk": ["risk.regulator"], "emotion": "angry"}
    assert "labels" not in kept[0].as_json()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"id": "h1", "labels": ["refund.refuse"]}, "`refund.refuse` in labels is not known"),
        ({"id": "h1"}, "holds neither"),
        ({"id": "h1", "intent": [], "risk": [], "emotion": "calm"}, "holds neither"),
        ({"id": "h1", "labels": "refund.refusal"}, "Expected `array"),
        ({"id": "h2", "intent": [], "risk": [], "emotion": "furious"}, "Invalid enum value"),
        ({"id": "h2", "intent": [], "risk": []}, "holds neither"),
        ({"id": "h3", "labels": []}, "no message here has the id 'h3'"),
        ([], "is not an object"),
    ],
)
def test_a_verdict_that_is_none_is_refused_and_nothing_is_kept(given: Any, what: str) -> None:
    kept: list[Labelled] = []
    unsaid: list[str] = []
    sitting = Labelling([doubt_of(raw(AGENT)), doubt_of(raw(BUYER))], {}, kept.append, unsaid.append)
    with pytest.raises(KefuError, match=what.replace("(", r"\(")) as error:
        sitting.say(raw(given))
    assert error.value.code == "label-line"
    assert error.value.mend
    assert kept == []
    assert sitting.close() == (0, 0)


def test_a_verdict_that_is_taken_back_counts_no_more() -> None:
    kept: list[Labelled] = []
    unsaid: list[str] = []
    sitting = Labelling([doubt_of(raw(AGENT)), doubt_of(raw(BUYER))], {}, kept.append, unsaid.append)
    sitting.say(raw({"id": "h1", "labels": []}))
    sitting.take_back(raw({"id": "h1"}))
    assert (unsaid, sitting.known, sitting.close()) == (["h1"], {}, (0, 0))
    with pytest.raises(KefuError, match="no message here"):
        sitting.take_back(raw({"id": "h3"}))
    assert unsaid == ["h1"]


def test_what_is_guessed_comes_first_then_what_is_likely() -> None:
    assert offered(doubt_of(raw(AGENT))) == ("refund.obstacle", "refund.refusal")
    guess = {
        "labels": ["abuse.insult", "abuse.threat"],
        "p": {"abuse.threat": 0.5, "abuse.insult": 0.4, "attitude.shirking": 0.9},
    }
    assert offered(doubt_of(raw(AGENT | {"guess": guess}))) == ("abuse.threat", "abuse.insult", "attitude.shirking")


def test_a_buyers_message_always_has_something_to_choose_from() -> None:
    assert len(offered(doubt_of(raw(BUYER)))) == 6
    guess = {"intent": ["ask.refund"], "risk": ["risk.review"], "emotion": "upset"}
    assert offered(doubt_of(raw(BUYER | {"guess": guess})))[:2] == ("ask.refund", "risk.review")


def test_a_label_that_is_only_guessed_and_not_known_here_costs_no_message() -> None:
    doubt = doubt_of(raw(AGENT | {"guess": {"labels": ["refund.later"], "p": {"refund.later": 1}}, "new": 1}))
    assert offered(doubt) == ()


def test_damaged_lines_are_told_by_number_and_the_others_go_on() -> None:
    file = b"\xef\xbb\xbf" + raw(AGENT) + b"\r\n\n{broken\n\xff\xfe\n" + raw(BUYER | {"platform": "ebay"}) + b"\n"
    file += (
        raw(BUYER | {"text": ""})
        + b"\n"
        + b"[" * 100_000
        + b"\n"
        + b'{"a": "\\ud83d"}\n'
        + raw(BUYER)[:-9]
        + b"\n"
        + raw(BUYER)
    )
    good, faults = lines_of(file, "u.jsonl", doubt_of)
    assert [doubt.id for doubt in good] == ["h1", "h2"]
    assert [fault.where for fault in faults] == [f"u.jsonl:{n}" for n in (3, 4, 5, 6, 7, 8, 9)]
    assert all(fault.what and fault.mend for fault in faults)
