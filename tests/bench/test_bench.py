"""The benches run, on small folders of our own making."""

import gzip
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parent.parent.parent / "bench"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCH))
    return lambda name: runpy.run_path(str(BENCH / f"{name}.py"))


def lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def test_made_up_chat_differs_in_every_message_and_keeps_its_proportions(bench: Any) -> None:
    chatter = bench("chatter")["chatter"]
    said = chatter(3000, seed=7)
    assert said == chatter(3000, seed=7) != chatter(3000, seed=8)
    assert len({each.text for each in said}) == 3000
    assert 0.67 < sum(each.role == "agent" for each in said) / 3000 < 0.73
    assert 0.03 < sum(each.breach for each in said) / 3000 < 0.07


def test_peers_are_answered_and_a_wrong_answer_ends_with_one(bench: Any, tmp_path: Path, capsys: Any) -> None:
    main = bench("peers")["main"]
    case = {"input": "找个批.发价", "words": ["批发价"], "expected": ["批.发价"], "hit": True}
    lines(tmp_path / "own.jsonl", [case] * 20)
    assert main(tmp_path) == 0 and "20 of 20 right" in capsys.readouterr().out
    lines(tmp_path / "own.jsonl", [{**case, "expected": []}] * 2)
    assert main(tmp_path) == 1 and "wrong" in capsys.readouterr().out


def test_quality_is_told_and_an_unread_alarm_ends_with_one(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    row = {"platform": "jd", "role": "agent", "history": []}
    lines(
        tmp_path / "dev" / "agents.jsonl",
        [
            {**row, "id": "1", "text": "加我微信聊", "labels": ["contact.offplatform"]},
            {**row, "id": "2", "text": "已经发货了", "labels": []},
        ],
    )
    buyer = {
        **row,
        "role": "buyer",
        "id": "1",
        "text": "能开发票吗",
        "intent": ["ask.invoice"],
        "risk": [],
        "emotion": "calm",
    }
    lines(tmp_path / "dev" / "buyers.jsonl", [buyer])
    promise = {"kind": "ship_by", "text": "明天给您发", "due": "2026-03-06T23:59:59+08:00", "amount": None}
    promising = {**row, "id": "1", "text": "明天给您发", "at": "2026-03-05T10:00:00+08:00", "promises": [promise]}
    lines(tmp_path / "dev" / "promises.jsonl", [promising])
    talk = "".join(
        json.dumps({"dialogue": "a", "role": "agent", "text": text}) + "\n" for text in ("您好", "加我微信聊")
    )
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "talk.jsonl.gz").write_bytes(gzip.compress(talk.encode()))
    monkeypatch.setattr(sys, "argv", ["quality.py", str(tmp_path), "--write", str(tmp_path / "quality.md")])
    assert bench("quality")["main"]() == 1
    told = (tmp_path / "quality.md").read_text(encoding="utf-8")
    assert told.strip() == capsys.readouterr().out.strip()
    assert "| `contact.offplatform` | 1 | 1 | 0 | 0 |" in told and "**unread**" in told
    assert "1 messages, 1 promises." in told
