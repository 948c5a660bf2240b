"""What a shop has labelled is learnt from too, where it can be used."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AGENT = {
    "id": "h1",
    "platform": "tmall",
    "text": "盒子都拆了",
    "history": [{"role": "buyer", "text": "想退"}],
    "labels": ["refund.obstacle"],
}
BUYER = {"id": "h2", "platform": "jd", "text": "还不发货", "intent": ["ask.ship"], "risk": [], "emotion": "upset"}


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("training.lines")


def file(path: Path, *rows: Any) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def test_they_stand_beside_the_shipped_ones_in_the_same_form(training: Any, tmp_path: Path) -> None:
    own = training.added([file(tmp_path / "a.jsonl", AGENT, BUYER), file(tmp_path / "b.jsonl", AGENT | {"labels": []})])
    assert [(line["id"], line["of"]) for line in own] == [("h1", "agents"), ("h2", "buyers")]
    assert own[0]["labels"] == [], "the later verdict counts"
    shipped = {line["of"]: set(line) for line in training.lines("train")}
    assert all(set(line) == shipped[line["of"]] for line in own)
    assert training.added([]) == []


def test_every_line_that_cannot_be_used_is_told_with_its_mend_and_nothing_is_learnt(
    training: Any, tmp_path: Path
) -> None:
    path = file(tmp_path / "own.jsonl", AGENT, AGENT | {"labels": ["refund.obstacles"]}, BUYER, BUYER | {"risk": None})
    with pytest.raises(SystemExit) as ended:
        training.added([path, tmp_path / "none.jsonl"])
    one, two, three = str(ended.value).splitlines()
    assert one.startswith(f"{path}:2: `refund.obstacles` in labels") and "refund.obstacle," in one
    assert two.startswith(f"{path}:4: ")
    assert "none.jsonl: cannot be read" in three


def test_the_checksum_of_the_data_covers_them(training: Any, tmp_path: Path) -> None:
    path = file(tmp_path / "own.jsonl", AGENT)
    with_one = training.checksum(own=[path])
    file(path, AGENT | {"labels": []})
    assert len({training.checksum(), with_one, training.checksum(own=[path])}) == 3
