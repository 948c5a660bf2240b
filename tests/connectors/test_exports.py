"""Exported chats of every kind are read as the same lines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kefu.actions.ports import LINES, ReadingOptions, Reject
from kefu.connectors.exports import survey
from kefu.vocabulary.errors import KefuError

CHAT = [
    {"平台": "淘宝", "会话ID": "s1", "发送人": "tb_小林", "角色": "买家", "时间": "2026-03-01 10:21:33", "内容": "在吗，想问下尺码"},
    {"平台": "淘宝", "会话ID": "s1", "发送人": "暖阳家居:小美", "角色": "客服", "时间": "2026-03-01 10:21:50", "内容": '亲在的,"M"码合适\n放心拍'},
    {"平台": "拼多多", "会话ID": "s2", "发送人": "多多买家", "角色": "买家", "时间": "2026-03-02 09:00:00", "内容": "[图片]"},
    {"平台": "拼多多", "会话ID": "s2", "发送人": "机器人", "角色": "机器人", "时间": "2026-03-02 09:00:01", "内容": "您好;请稍等"},
]  # fmt: skip


def read(path: Path, rows: int = 8192, **options: Any) -> tuple[list[dict[str, Any]], list[Reject]]:
    """All lines and rejects of a file."""
    lines: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    for batch in survey(path, ReadingOptions(**options)).batches(rows):
        assert batch.lines.schema == LINES
        lines += [line for line in batch.lines.to_pylist() if not line["context"]]
        rejects += batch.rejects
    return lines, rejects


def table(rows: list[dict[str, str]], separator: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def jsonl(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def saved(folder: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "chats.export"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def expect_chat(lines: list[dict[str, Any]]) -> None:
    assert [line["text"] for line in lines] == [row["内容"] for row in CHAT]
    assert [line["role"] for line in lines] == ["buyer", "agent", "media", "auto"]
    assert [line["platform"] for line in lines] == ["taobao", "taobao", "pdd", "pdd"]
    assert [line["session"] for line in lines] == ["s1", "s1", "s2", "s2"]
    assert lines[1]["agent"] == "暖阳家居:小美" and lines[1]["shop"] == "暖阳家居" and lines[0]["agent"] == ""
    assert lines[0]["at"].isoformat() == "2026-03-01T10:21:33+08:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_reads_the_same_in_every_encoding_and_with_every_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = saved(tmp_path, table(CHAT, separator), encoding)
    lines, rejects = read(path)
    expect_chat(lines)
    assert not rejects
    assert [line["row"] for line in lines] == [2, 3, 5, 6]
    export = survey(path, ReadingOptions())
    assert export.format == ("tsv" if separator == "\t" else "csv")
    assert export.encoding == {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_json_lines_read_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    lines, rejects = read(saved(tmp_path, jsonl(CHAT), encoding))
    expect_chat(lines)
    assert not rejects and [line["row"] for line in lines] == [1, 2, 3, 4]


def test_a_conversation_a_line_is_opened_into_its_messages(tmp_path: Path) -> None:
    talk = {
        "platform": "jd", "session": "a", "agent": "小王", "messages": [
            {"role": "buyer", "text": "几时发货", "at": "2026-03-01T10:00:00+08:00"},
            {"role": "agent", "text": "今天安排", "at": "2026-03-01T10:00:09+08:00"},
        ],
    }  # fmt: skip
    lines, _ = read(saved(tmp_path, json.dumps(talk, ensure_ascii=False)))
    assert [(line["role"], line["text"], line["session"]) for line in lines] == [
        ("buyer", "几时发货", "a"), ("agent", "今天安排", "a"),
    ]  # fmt: skip


def test_titles_above_the_header_count_nowhere(tmp_path: Path) -> None:
    text = "暖阳家居聊天记录,,,,,\n导出时间：2026-03-05,,,,,\n\n" + table(CHAT)
    lines, rejects = read(saved(tmp_path, text))
    expect_chat(lines)
    assert not rejects and [line["row"] for line in lines] == [5, 6, 8, 9]


def test_a_day_that_does_not_exist_is_rejected_with_its_line(tmp_path: Path) -> None:
    rows = [CHAT[0], {**CHAT[0], "时间": "2026-02-30 10:00:00"}, CHAT[3]]
    lines, rejects = read(saved(tmp_path, table(rows)))
    assert len(lines) == 2
    assert [(reject.line, "does not exist" in reject.reason) for reject in rejects] == [(3, True)]


def test_a_quote_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    text = "platform,role,at,text\n" + "".join(f"jd,客服,2026-03-01 10:00:0{n},第{n}句\n" for n in range(5))
    text = text.replace("第2句", '"第2句')
    lines, rejects = read(saved(tmp_path, text))
    assert [line["text"] for line in lines] == ["第0句", "第1句", "第3句", "第4句"]
    assert [(reject.line, reject.reason) for reject in rejects] == [(4, "a quote that is never closed")]


def test_a_broken_line_costs_nothing_of_the_others(tmp_path: Path) -> None:
    good = jsonl(CHAT).encode().splitlines(keepends=True)
    bad = [
        b'{"broken\n',
        b"[1]\n",
        b'{"text": "\\ud800"}\n',
        b'{"text": "\xff\xfe"}\n',
        b'{"x": ' + b"[" * 5000 + b"\n",
    ]
    lines, rejects = read(saved(tmp_path, b"".join([good[0], *bad, *good[1:]])))
    expect_chat(lines)
    assert [reject.line for reject in rejects] == [2, 3, 4, 5, 6]


def test_a_table_without_a_chat_says_what_was_found_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KefuError) as caught:
        survey(saved(tmp_path, "订单号,金额\n1,2.00\n2,3.00\n"), ReadingOptions())
    assert "订单号 | 金额" in str(caught.value) and "--columns text=…" in str(caught.value)


def test_a_file_that_names_no_platform_asks_for_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "角色,内容\n客服,您好\n买家,在吗\n")
    with pytest.raises(KefuError, match="--platform"):
        survey(path, ReadingOptions())
    assert [line["platform"] for line in read(path, platform="jd")[0]] == ["jd", "jd"]


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KefuError, match="empty"):
        survey(saved(tmp_path, b"\xef\xbb\xbf\n"), ReadingOptions())
