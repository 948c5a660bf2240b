"""The labelled messages keep their shape, their sides apart, and no sentence comes twice in other clothes."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from kefu.vocabulary.ids import CONDUCT, EMOTIONS, INTENTS, PLATFORMS, PROMISES, RISKS, ROLES

FOLDER = Path(__file__).parents[2] / "data" / "labelled"
VOICES = yaml.safe_load((FOLDER / "voices.yaml").read_text(encoding="utf-8"))
FILES = sorted(FOLDER.glob("*/*.jsonl"))
KINDS = ("agents", "buyers", "promises")
ALIKE = 0.62
"""Two messages share so many of their neighbouring characters and mean the same: one of them is written again."""
FRAME = 0.75
"""Two messages begin and end alike, and so much of the shorter is only that: one sentence with other nouns."""
SHORTEST = 10
"""Characters of a message of which that is asked."""


def lines(kind: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) | {"writer_file": path.stem}
        for path in FILES
        if path.parent.name == kind
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def meaning(line: dict[str, Any]) -> str:
    names = ("labels", "intent", "risk", "emotion", "promises")
    return json.dumps([line.get(name) for name in names], ensure_ascii=False, sort_keys=True)


def grams(text: str) -> frozenset[str]:
    plain = re.sub(r"[\W_]+", "", text.lower())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def same_again(some: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    index: dict[str, list[int]] = defaultdict(list)
    sets: list[frozenset[str]] = []
    for n, line in enumerate(some):
        own = grams(line["text"])
        shared = Counter(k for gram in own for k in index[gram]) if len(own) >= SHORTEST - 1 else Counter()
        for k, count in shared.items():
            if count >= 0.4 * len(own) and (alike(own, sets[k], count) or framed(line["text"], some[k]["text"])):
                if meaning(line) == meaning(some[k]) and line.get("history") == some[k].get("history"):
                    yield line["id"], some[k]["id"]
        sets.append(own)
        for gram in own:
            index[gram].append(n)


def alike(one: frozenset[str], other: frozenset[str], shared: int) -> bool:
    return shared >= ALIKE * (len(one) + len(other) - shared)


def together(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def framed(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    if least < SHORTEST or abs(len(one) - len(other)) > 8:
        return False
    begin = together(one, other)
    end = min(together(one[::-1], other[::-1]), least - begin)
    return begin + end >= FRAME * least


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_message_has_its_shape(path: Path) -> None:
    assert path.parent.name in KINDS
    known = {"agents": {"labels"}, "buyers": {"intent", "risk", "emotion"}, "promises": {"promises", "at"}}[
        path.parent.name
    ]
    seen = set()
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(raw)
        assert line.keys() == {"id", "writer", "platform", "trade", "text", "history"} | known, raw
        assert line["id"] not in seen and line["writer"] == path.stem and line["platform"] in PLATFORMS, raw
        assert line["text"].strip() and all(turn["role"] in ROLES and turn["text"] for turn in line["history"]), raw
        seen.add(line["id"])


def test_labels_are_those_that_outsiders_rely_on() -> None:
    for line in lines("agents"):
        assert set(line["labels"]) <= set(CONDUCT), line
        assert line["platform"] == "pdd" or not {"platform.mention", "platform.term"} & set(line["labels"]), line
    for line in lines("buyers"):
        assert (
            set(line["intent"]) <= set(INTENTS) and set(line["risk"]) <= set(RISKS) and line["emotion"] in EMOTIONS
        ), line


def test_a_promise_stands_in_its_message_and_falls_due_after_it() -> None:
    for line in lines("promises"):
        said = datetime.fromisoformat(line["at"])
        assert said.tzinfo is not None, line
        for each in line["promises"]:
            assert each["kind"] in PROMISES and each["text"] in line["text"], line
            assert each["due"] is None or datetime.fromisoformat(each["due"]) >= said, line
            assert each["amount"] is None or re.fullmatch(r"\d+\.\d\d", each["amount"]), line


def test_no_writer_and_no_trade_is_both_learnt_from_and_measured_on() -> None:
    trades: dict[str, set[str]] = {"train": set(), "dev": set()}
    for kind in KINDS:
        for line in lines(kind):
            voice = VOICES[line["writer"]]
            assert line["trade"] in voice["trades"], line
            trades[voice["side"]].add(line["trade"])
    assert not trades["train"] & trades["dev"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_message_comes_twice_in_other_clothes(kind: str) -> None:
    assert not list(same_again(lines(kind)))


def test_the_check_itself_finds_a_sentence_with_other_nouns() -> None:
    one = {"id": "1", "labels": [], "history": [], "text": "您这件毛衣的发票我们这边是开不出来的"}
    two = {"id": "2", "labels": [], "history": [], "text": "您这件茶具的发票我们这边是开不出来的"}
    far = {"id": "3", "labels": [], "history": [], "text": "水温不要高过三十度，翻过来晾在阴凉处"}
    assert list(same_again([one, two, far])) == [("2", "1")]
