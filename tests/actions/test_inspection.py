"""A whole inspection, from files to a folder."""

import csv
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import stand_in
from stand_in import inspected, line, write

from kefu.store.inspections import earlier_summary
from kefu.vocabulary.errors import KefuError


def chats(seed: int, count: int) -> list[dict[str, Any] | str]:
    """A shop's day: interleaved conversations, some of them bad, some rows broken."""
    dice = random.Random(seed)
    rows: list[dict[str, Any] | str] = []
    for n in range(count):
        agent = dice.choice(["旗舰店:小美", "旗舰店:小丽"])
        text = dice.choice(
            [
                "好的",
                "加微",
                "信哈",
                "微信13812345678",
                "这个宝贝",
                "打电话吧",
                f"第{n}件",
                "今天发货",
                "已发货",
                "生气",
            ]
        )
        told = line(
            text,
            dice.choice(["agent", "agent", "buyer", "system"]),
            at=f"2026-03-{1 + n // 100:02} {n % 24:02}:00:00",
            session=f"s{n // 40}-{dice.randrange(3)}",
            agent=agent,
        )
        rows.append("不是 JSON 13812345678" if dice.random() < 0.01 else told)
    return rows


def summary(out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return told


def test_the_summary_counts_what_the_files_hold(tmp_path: Path) -> None:
    rows = [
        line("加微信"),
        line("好"),
        line("在吗", "buyer"),
        line("系统提示", "system"),
        line("欢迎光临", "auto"),
        "=坏了",
    ]
    file = write(tmp_path / "a.jsonl", rows)
    outcome = inspected(tmp_path / "out", file)
    told = summary(tmp_path / "out")
    assert {key: told[key] for key in ("messages", "agent", "buyer", "system", "rejected", "findings")} == {
        "messages": 3, "agent": 2, "buyer": 1, "system": 2, "rejected": 1, "findings": 1,
    }  # fmt: skip
    assert told["files"][str(file)] == {
        "messages": 3, "agent": 2, "buyer": 1, "system": 2, "rejected": 1, "repeated": 0, "format": "jsonl",
        "encoding": "utf-8", "platform": "pdd",
    }  # fmt: skip
    assert not outcome.errors and outcome.digest is not None and outcome.digest.stopped == 1


def test_overlapping_exports_are_counted_once(tmp_path: Path) -> None:
    rows = [line("加微信", at="2026-03-01 10:00:00"), line("加微信", at="2026-03-01 10:00:00"), line("好", at=None)]
    first, second = (
        write(tmp_path / "a.jsonl", rows),
        write(tmp_path / "b.jsonl", [*rows, line("新的", at=None), line("微信")]),
    )
    inspected(tmp_path / "out", first, second)
    told = summary(tmp_path / "out")
    assert (told["messages"], told["findings"], told["repeated"]) == (5, 3, 3)
    assert told["files"][str(second)]["messages"] == 2


def test_one_file_alone_keeps_what_it_says_twice(tmp_path: Path) -> None:
    inspected(tmp_path / "out", write(tmp_path / "a.jsonl", [line("微信")] * 3))
    assert summary(tmp_path / "out")["findings"] == 3


def test_a_file_that_cannot_be_mapped_leaves_the_others_alone(tmp_path: Path) -> None:
    good = write(tmp_path / "a.jsonl", [line("微信")])
    outcome = inspected(tmp_path / "out", tmp_path / "b.docx", good)
    assert [str(error) for error in outcome.errors] == [
        f"{tmp_path / 'b.docx'}: holds no chat that I know; name the columns with --columns"
    ]
    assert summary(tmp_path / "out")["findings"] == 1 and summary(tmp_path / "out")["failed"]


def test_where_no_file_can_be_mapped_nothing_is_written(tmp_path: Path) -> None:
    outcome = inspected(tmp_path / "out", tmp_path / "b.docx")
    assert outcome.digest is None and len(outcome.errors) == 1 and not (tmp_path / "out").exists()


def test_a_file_that_breaks_off_keeps_what_was_read(tmp_path: Path) -> None:
    rows = [*[line("微信")] * 150, '{"broken": true}']
    broken, good = write(tmp_path / "a.jsonl", rows), write(tmp_path / "b.jsonl", [line("微信", session="b")])
    outcome = inspected(tmp_path / "out", broken, good)
    told = summary(tmp_path / "out")
    assert len(outcome.errors) == 1
    assert told["files"][str(broken)]["messages"] == 100 and "breaks off" in told["files"][str(broken)]["error"]
    assert told["files"][str(good)]["messages"] == 1


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    files = [str(write(tmp_path / f"{n}.jsonl", chats(n, 700))) for n in range(2)]
    for workers in ("1", "2"):
        call = [sys.executable, stand_in.__file__, str(tmp_path / workers), workers, "anew", "0", *files]
        subprocess.run(call, check=True, timeout=120, capture_output=True)
    for name in ("findings.parquet", "findings.csv", "rejects.csv", "summary.json", "report.html", "uncertain.jsonl"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
    assert pq.read_table(tmp_path / "1" / "findings.parquet").num_rows > 200
    assert all(times for name, times in summary(tmp_path / "1")["promises"]["outcomes"].items() if name != "late")


def test_no_output_shows_the_buyer_unless_it_is_asked_for(tmp_path: Path) -> None:
    rows = [
        line("我是爱吃鱼的猫，电话13812345678", "buyer", session="爱吃鱼的猫"),
        line("爱吃鱼的猫您好，收件人：张小三，浙江省杭州市西湖区文三路478号，加微信13812345678", session="爱吃鱼的猫"),
        line("不处理我打12315，我电话13812345678", "buyer", session="爱吃鱼的猫"), "坏的一行 13812345678",
    ]  # fmt: skip
    file = write(tmp_path / "a.jsonl", rows)
    inspected(tmp_path / "out", file)
    inspected(tmp_path / "open", file, unmask=True)
    secrets = ["13812345678", "爱吃鱼的猫", "张小三", "文三路"]
    for name in ("findings.csv", "rejects.csv", "report.html", "summary.json"):
        told = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert not [secret for secret in secrets if secret in told], name
    found = pq.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    shown = pq.read_table(tmp_path / "open" / "findings.parquet").to_pylist()
    assert not [secret for secret in secrets if secret in str(found)]
    assert [secret for secret in secrets if secret in str(shown)] == secrets
    assert [(each["start"], each["end"], len(each["text"])) for each in found] == [
        (each["start"], each["end"], len(each["text"])) for each in shown
    ]


def test_agents_keep_their_pseudonyms_from_one_inspection_to_the_next(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", [line("微信", agent="店:小美"), line("微信", agent="店:小丽")])
    second = write(tmp_path / "b.jsonl", [line("微信", agent="店:小红"), line("我是小丽，微信", agent="店:小丽")])
    inspected(tmp_path / "one", first, pseudonyms=True)
    since = earlier_summary(tmp_path / "one")
    inspected(tmp_path / "two", second, pseudonyms=True, since=since)
    agents = [pq.read_table(tmp_path / out / "findings.parquet")["agent"].to_pylist() for out in ("one", "two")]
    assert agents == [["客服01", "客服02"], ["客服03", "客服02"]]
    for name in ("findings.csv", "report.html", "summary.json"):
        assert "小丽" not in (tmp_path / "two" / name).read_text(encoding="utf-8")


def test_pseudonyms_are_not_compared_with_an_inspection_that_names_agents(tmp_path: Path) -> None:
    chats = write(tmp_path / "a.jsonl", [line("微信", agent="店:小美")])
    inspected(tmp_path / "one", chats)
    with pytest.raises(KefuError, match="names agents"):
        inspected(tmp_path / "two", chats, pseudonyms=True, since=earlier_summary(tmp_path / "one"))
    assert not (tmp_path / "two").exists()


def test_since_tells_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    inspected(tmp_path / "one", write(tmp_path / "a.jsonl", [line("微信"), line("好")]))
    outcome = inspected(
        tmp_path / "two",
        write(tmp_path / "b.jsonl", [line("宝贝"), line("好")]),
        since=earlier_summary(tmp_path / "one"),
    )
    assert outcome.digest is not None and outcome.digest.comparison is not None
    kinds = {change.rule: change.kind for change in outcome.digest.comparison.agents}
    assert kinds == {"platform.term": "new", "contact.offplatform": "gone"}
    with pytest.raises(KefuError, match=r"summary\.json"):
        earlier_summary(tmp_path / "nowhere")


def test_disputed_prices_are_listed_and_never_added_up(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [line("微信"), line("微信", session="s2"), line("宝贝"), line("电话")])
    outcome = inspected(tmp_path / "out", file)
    assert outcome.digest is not None
    assert [(each.unit, each.status, int(each.once), int(each.every)) for each in outcome.digest.stakes.sums] == [
        ("general", "reported", 6, 12)
    ]
    assert [stake.id for stake in outcome.digest.stakes.stakes] == ["pdd.contact", "pdd.term"]


def test_what_many_say_stands_once_among_the_worst_with_who_said_it(tmp_path: Path) -> None:
    rows = [line("微信", agent="店:小美", session=f"a{n}") for n in range(40)]
    rows += [line("微信", agent="店:小丽", session=f"b{n}") for n in range(4)] + [line("宝贝", agent="店:小丽")]
    outcome = inspected(tmp_path / "out", write(tmp_path / "a.jsonl", rows))
    assert outcome.digest is not None
    shown = [(each.alarms[0].rule, saying.times) for each, saying in outcome.digest.worst]
    assert shown == [("contact.offplatform", 44), ("platform.term", 1)]
    assert outcome.digest.worst[0][1].agents == ((("某旗舰店", "店:小美"), 40), (("某旗舰店", "店:小丽"), 4))


def test_rejected_rows_keep_file_line_and_reason(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [line("好"), "=cmd|' /C calc'!A0", line("好")])
    inspected(tmp_path / "out", file)
    with (tmp_path / "out" / "rejects.csv").open(encoding="utf-8-sig", newline="") as rejects:
        assert list(csv.reader(rejects)) == [
            ["file", "line", "reason", "raw", "reason_zh"],
            [str(file), "2", "no JSON object", "'=***|' /* ****'!**", "不是 JSON 对象"],
        ]  # fmt: skip


def test_the_least_certain_messages_are_left_for_a_person_where_meaning_is_read(tmp_path: Path) -> None:
    rows = [
        line("在吗 我电话13812345678", "buyer"), line("也许7 13812345678"), line("也许3"), line("也许5"), line("也许4"), line("也许3", session="s2"),
    ]  # fmt: skip
    file = write(tmp_path / "a.jsonl", rows)
    inspected(tmp_path / "out", file, words_alone=False)
    asked = [
        json.loads(each) for each in (tmp_path / "out" / "uncertain.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [each["text"] for each in asked] == ["也许3", "也许4", "也许5", "也许7 138****5678"], (
        "one of each rule before any two"
    )
    assert len({each.pop("id") for each in asked}) == 4
    assert asked[3] == {
        "platform": "pdd", "role": "agent", "text": "也许7 138****5678",
        "history": [{"role": "buyer", "text": "在吗 我电话138****5678"}],
        "guess": {"labels": [], "p": {"refund.refusal": 0.4}}, "file": str(file), "row": 2,
    }  # fmt: skip
    inspected(tmp_path / "out", file)
    assert not (tmp_path / "out" / "uncertain.jsonl").exists(), (
        "words alone are not uncertain, and an old file would mislead"
    )
