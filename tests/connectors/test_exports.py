"""Exported chats of every kind are read as the same lines."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kefu.actions.ports import LINES, ReadingOptions, Reject
from kefu.actions.reasons import chinese
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


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrap", ["", "data"])
def test_a_json_document_is_read_like_its_lines(tmp_path: Path, indent: int | None, wrap: str) -> None:
    document = {"code": 0, wrap: CHAT} if wrap else CHAT
    lines, rejects = read(saved(tmp_path, json.dumps(document, ensure_ascii=False, indent=indent)))
    expect_chat(lines)
    assert not rejects and [line["row"] for line in lines] == [1, 2, 3, 4]


def test_strange_headers_are_named_by_the_caller(tmp_path: Path) -> None:
    text = "甲,乙,丙\n客服,2026-03-01 10:00,您好\n买家,2026-03-01 10:01,在吗\n"
    path = saved(tmp_path, text)
    with pytest.raises(KefuError, match=re.escape("甲 | 乙 | 丙")):
        survey(path, ReadingOptions("jd"))
    for columns in ({"role": "甲", "at": "乙", "text": "丙"}, {"role": "1", "at": "2", "text": "3"}):
        path = saved(tmp_path, text if "甲" in columns.values() else text.split("\n", 1)[1])
        lines, _ = read(path, platform="jd", columns=columns)
        assert [(line["role"], line["text"]) for line in lines] == [("agent", "您好"), ("buyer", "在吗")]
    with pytest.raises(KefuError, match="no column '丁'"):
        survey(path, ReadingOptions("jd", {"text": "丁"}))


def test_without_a_header_the_cells_tell_when_they_leave_no_doubt(tmp_path: Path) -> None:
    text = "".join(
        f"2026-03-01 10:00:{n:02},{'客服' if n % 2 else '买家'},京东,第{n}句话：帮您看下订单\n" for n in range(10)
    )
    lines, rejects = read(saved(tmp_path, text))
    assert len(lines) == 10 and not rejects and lines[0]["row"] == 1
    assert lines[1]["role"] == "agent" and lines[1]["at"].second == 1 and lines[0]["text"].startswith("第0句话")


def test_roles_come_from_the_account_where_no_column_tells_them(tmp_path: Path) -> None:
    text = "会话,昵称,时间,内容\n1,tb1,2026-03-01 10:00,在吗\n1,暖阳专营店:阿珍,2026-03-01 10:01,在的\n"
    text += "1,暖阳专营店:机器人,2026-03-01 10:01,您好\n1,扫地机器人旗舰店,2026-03-01 10:02,您好\n"
    lines, _ = read(saved(tmp_path, text), platform="jd")
    assert [line["role"] for line in lines] == ["buyer", "agent", "auto", "agent"]


def test_roles_come_from_the_account_common_to_all_conversations(tmp_path: Path) -> None:
    talk = [("1", "阿花"), ("1", "小美"), ("2", "小林"), ("2", "小美"), ("3", "老王")]
    text = "会话,昵称,内容\n" + "".join(f"{session},{name},您好呀\n" for session, name in talk)
    lines, _ = read(saved(tmp_path, text), platform="pdd")
    assert [line["role"] for line in lines] == ["buyer", "agent", "buyer", "agent", "buyer"]
    with pytest.raises(KefuError, match="小美, 阿花"):
        survey(saved(tmp_path, "会话,昵称,内容\n1,阿花,在吗\n1,小美,在的\n"), ReadingOptions("pdd"))


def test_sender_and_receiver_make_the_conversation(tmp_path: Path) -> None:
    text = "发送方,接收方,时间,内容\ntb1,暖阳旗舰店:小美,2026-03-01 10:00,在吗\n"
    text += "暖阳旗舰店:小美,tb1,2026-03-01 10:00,在的\ntb2,暖阳旗舰店:小美,2026-03-01 10:01,有货吗\n"
    lines, _ = read(saved(tmp_path, text), platform="tmall")
    assert lines[0]["session"] == lines[1]["session"] != lines[2]["session"]
    assert [line["agent"] for line in lines] == ["暖阳旗舰店:小美"] * 3


def test_types_and_flags_tell_lines_apart_and_wording_does_not(tmp_path: Path) -> None:
    text = (
        "角色,消息类型,是否自动回复,是否撤回,内容\n客服,文本,否,否,[自动回复]加我微信\n客服,图片,否,否,http://x/1.png\n"
    )
    text += "客服,文本,是,否,您好\n客服,文本,否,是,说错了\n客服,商品卡片,否,否,毛衣\n系统,文本,否,否,会话结束\n买家,文本,否,否,[图片]\n"
    lines, _ = read(saved(tmp_path, text), platform="pdd")
    assert [line["role"] for line in lines] == ["agent", "media", "auto", "recalled", "card", "system", "media"]


def test_a_day_and_an_hour_in_two_columns_are_one_instant(tmp_path: Path) -> None:
    text = "角色,日期,时间,内容\n客服,2026/3/1,09:05:00,您好\n买家,2026-03-02 00:00:00,9:06,在吗\n"
    lines, rejects = read(saved(tmp_path, text), platform="pdd")
    assert [line["at"].isoformat()[:16] for line in lines] == ["2026-03-01T09:05", "2026-03-02T09:06"] and not rejects


def test_a_column_of_roles_that_names_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(KefuError, match="found: A, B"):
        survey(saved(tmp_path, "角色,内容\nA,您好\nB,在吗\n"), ReadingOptions("pdd"))


@pytest.mark.parametrize("start", [b"\x1f\x8b\x08", b"<html><table>", b"%PDF-1.4", b"Rar!\x1a"])
def test_what_is_no_export_is_named_with_what_to_do(tmp_path: Path, start: bytes) -> None:
    with pytest.raises(KefuError, match=r"(unpack|save|copy)") as caught:
        survey(saved(tmp_path, start + b"\n" * 20), ReadingOptions("pdd"))
    assert chinese(caught.value.what) != caught.value.what


def test_a_file_that_is_not_there_or_is_a_folder_is_a_plain_error(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "nothing.csv", "no such file; look how it is spelt"), (tmp_path, "cannot be opened")):
        with pytest.raises(KefuError, match=why) as caught:
            survey(path, ReadingOptions("pdd"))
        assert caught.value.mend and chinese(caught.value.what) != caught.value.what


TWO = "发送人,时间,内容\n甲,2026-03-01 10:00,在吗\n乙,2026-03-01 10:01,您好\n"


def test_where_two_accounts_speak_the_error_names_them_and_the_option_that_settles_it(tmp_path: Path) -> None:
    with pytest.raises(KefuError, match=r"found: 乙, 甲; say which is the agent's, as in --columns agent=乙"):
        survey(saved(tmp_path, TWO), ReadingOptions("pdd"))


@pytest.mark.parametrize(
    "text",
    [
        TWO, "某店聊天记录\n" + TWO, TWO.replace(",", "\t"), "对话,发送人,内容\nc1,甲,在吗\nc1,乙,您好\n",
        "甲,2026-03-01 10:00,你家这款还有货吗\n乙,2026-03-01 10:01,有的，今天就能发走\n甲,2026-03-01 10:02,好的那我下单了\n",
        jsonl([dict(zip(("发送人", "时间", "内容"), row.split(","), strict=True)) for row in TWO.splitlines()[1:]]),
    ],
)  # fmt: skip
def test_an_account_can_be_named_as_the_agents(tmp_path: Path, text: str) -> None:
    lines, rejects = read(saved(tmp_path, text), platform="pdd", columns={"agent": "丁/乙"})
    assert [line["role"] for line in lines[:2]] == ["buyer", "agent"] and not rejects
    assert lines[1]["agent"] == "乙" and lines[0]["agent"] == ""


def test_a_column_of_that_name_comes_before_an_account(tmp_path: Path) -> None:
    text = "发送人,乙,内容\n甲,小美,在吗\n小美,小美,您好\n乙,小美,多少钱\n"
    lines, _ = read(saved(tmp_path, text), platform="pdd", columns={"agent": "乙"})
    assert [line["role"] for line in lines] == ["buyer", "agent", "buyer"] and lines[0]["agent"] == "小美"


def test_a_name_that_is_neither_a_column_nor_an_account_is_told_with_the_headers(tmp_path: Path) -> None:
    titled = saved(tmp_path, "小鹿店 聊天记录导出,,\n导出时间：2026-03-05,,\n" + TWO)
    for name, what in (("agent", "neither a column nor an account is called '丙'"), ("text", "no column '丙'")):
        with pytest.raises(KefuError, match=rf"{what}; found: 发送人 \| 时间 \| 内容; name it with --columns {name}=…"):
            survey(titled, ReadingOptions("pdd", {name: "丙"}))


def test_words_that_nobody_says_are_not_called_missing(tmp_path: Path) -> None:
    for text in ("内容\n在吗\n您好\n", "时间,内容\n2026-03-01 10:00,在吗\n"):
        with pytest.raises(KefuError, match=r"no column says who wrote a line; found: .*内容; ") as caught:
            survey(saved(tmp_path, text), ReadingOptions("pdd"))
        assert caught.value.mend


def test_every_column_that_is_known_can_be_named(tmp_path: Path) -> None:
    rows = "谁,客,什么,话\n小美,甲,,您好\n甲,甲,,在吗\n甲,甲,图片,x.png\n"
    columns = {"speaker": "谁", "buyer": "客", "kind": "什么", "text": "话"}
    lines, _ = read(saved(tmp_path, rows), platform="pdd", columns=columns)
    assert [line["role"] for line in lines] == ["agent", "buyer", "media"]
