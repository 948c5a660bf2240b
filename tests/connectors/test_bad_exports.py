"""Whatever stands in a file, it is read or refused in words, and no record is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kefu.actions.ports import ReadingOptions, Reject
from kefu.actions.reasons import chinese
from kefu.connectors.exports import encodings, jsonl, survey, tables
from kefu.vocabulary.errors import KefuError

HEADER = ["平台", "会话", "内容", "角色", "时间"]
LIMITS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

words = st.text(
    st.one_of(
        st.sampled_from("亲在吗,;\t\"'|{}[]: \n😀ü\u3000"), st.characters(codec="utf-8", exclude_characters="\r")
    ),
    min_size=1,
    max_size=30,
)
talk = st.lists(
    st.tuples(st.sampled_from(["s1", "s2"]), st.sampled_from(["客服", "买家"]), words), min_size=1, max_size=12
)


def read(data: bytes, rows: int = 8192, **options: Any) -> tuple[list[dict[str, Any]], list[Reject]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chats"
        path.write_bytes(data)
        lines: list[dict[str, Any]] = []
        rejects: list[Reject] = []
        for batch in survey(path, ReadingOptions(**options)).batches(rows):
            lines += [line for line in batch.lines.to_pylist() if not line["context"]]
            rejects += batch.rejects
        assert [reject.reason for reject in rejects if chinese(reject.reason) == reject.reason] == []
        for row in [*lines, *rejects]:
            if isinstance(row, dict):
                row.pop("file")
        return lines, [Reject("", reject.line, reject.reason, reject.raw) for reject in rejects]


def outcome(data: bytes) -> object:
    """What comes of a file: its rows, or the words in which it is refused."""
    try:
        return read(data)
    except KefuError as error:
        return error.code, error.what


def rows_of(said: list[tuple[str, str, str]]) -> list[list[str]]:
    return [["京东", session, text, role, "2026-03-01 10:00:00"] for session, role, text in said]


def table(said: list[tuple[str, str, str]], separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerows([HEADER, *rows_of(said)])
    return out.getvalue()


def records(said: list[tuple[str, str, str]]) -> str:
    return "".join(json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False) + "\n" for row in rows_of(said))


@LIMITS
@given(talk, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]), st.sampled_from([",", ";", "\t"]))
def test_what_was_said_comes_back_through_every_encoding_and_separator(
    said: list[tuple[str, str, str]], encoding: str, separator: str
) -> None:
    for text in (table(said, separator), records(said)):
        lines, rejects = read(text.encode(encoding))
        assert not rejects
        assert [line["text"] for line in lines] == [text for _, _, text in said]
        assert [line["session"] for line in lines] == [session for session, _, _ in said]


@LIMITS
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            "",
            "角色,内容\n客服,您好\n",
            '{"role":"agent","text":"您好"}\n',
            "小美(2026-03-01 10:00:00):\n  好\n",
            "PK\x03\x04",
            "PAR1",
            "\ufeff",
        ]
    ),
)
def test_any_bytes_are_read_or_refused_in_words(tail: bytes, head: str) -> None:
    try:
        read(head.encode() + tail, platform="jd", columns={} if len(tail) % 5 else {"text": "内容"})
    except KefuError as error:
        assert "\n" not in str(error) and "chats" in str(error) and chinese(error.what) != error.what


@LIMITS
@given(
    talk,
    st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from([b"\xff", b"\x00", b'"', b"\n", b",", b"\xed\xa0\x80"])),
        max_size=4,
    ),
)
def test_a_spoilt_table_gives_the_same_rows_whether_read_at_once_or_record_by_record(
    said: list[tuple[str, str, str]], spoils: list[tuple[int, bytes]]
) -> None:
    data = bytearray(table(said, ",").encode())
    head = len(",".join(HEADER).encode()) + 1
    for at, byte in spoils:
        place = head + at % max(1, len(data) - head)
        data[place:place] = byte
    both = []
    for slow in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if slow:
                patch.setattr(tables, "_parsed", lambda *_: None)
            both.append(outcome(bytes(data)))
    assert both[0] == both[1]


@LIMITS
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(records([("s", "客服", "您好"), ("s", "买家", "在吗")]).encode().splitlines()),
        )
    )
)
def test_json_lines_and_rejects_together_are_all_lines(middle: list[bytes]) -> None:
    good = records([("s", "客服", "您好")]).encode()
    data = good + b"".join(line.replace(b"\n", b"").replace(b"\r", b"") + b"\n" for line in middle)
    both = []
    for slow in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if slow:
                patch.setattr(jsonl, "_table", lambda *_: None)
            lines, rejects = read(data, platform="jd")
            both.append((lines, rejects))
    held = sum(bool(line.strip()) for line in data.split(b"\n"))
    assert len(both[0][0]) + len(both[0][1]) == held
    assert both[0] == both[1]


@LIMITS
@given(talk, st.integers(1, 5), st.integers(40, 200))
def test_batches_and_blocks_of_any_size_hold_the_same_lines(
    said: list[tuple[str, str, str]], rows: int, block: int
) -> None:
    for text in (table(said, ","), records(said)):
        whole = read(text.encode())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(encodings, "BLOCK", block)
            assert read(text.encode(), rows) == whole


def test_ten_megabytes_in_one_message_are_one_message() -> None:
    long = "好" * 3_500_000
    for text in (
        table([("s", "客服", long), ("s", "买家", "在吗")], ","),
        records([("s", "客服", long), ("s", "买家", "好的")]),
    ):
        lines, rejects = read(text.encode())
        assert [len(line["text"]) for line in lines] == [3_500_000, 2] and not rejects


def test_a_line_too_long_to_hold_is_rejected_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "BLOCK", 1000)
    monkeypatch.setattr(encodings, "LONGEST", 5000)
    said = [("s", "客服", "您好"), ("s", "客服", "好" * 20_000), ("s", "买家", "在吗")]
    for text, first in ((records(said), 1), (table(said, ","), 2)):
        lines, rejects = read(text.encode())
        assert [(line["row"], line["text"]) for line in lines] == [(first, "您好"), (first + 2, "在吗")]
        assert [reject.line for reject in rejects] == [first + 1]


def test_many_open_quotes_do_not_slow_reading_down() -> None:
    text = "平台,角色,内容\n" + '京东,客服,"没有关上\n' * 30_000
    lines, rejects = read(text.encode())
    assert len(rejects) == 30_000 and not lines


@pytest.mark.parametrize("unit", ['a,""b"",', '"",', 'x,"y",', "\\,", '"a"b,', "客服,"])
def test_a_line_of_millions_of_quotes_and_separators_does_not_hang(unit: str) -> None:
    head, tail = "平台,角色,内容\n京东,客服,您好\n", "\n京东,买家,在吗\n"
    for quote in ("", '"'):
        lines, _ = read((head + "京东,客服," + quote + unit * 400_000 + quote + tail).encode())
        assert lines[0]["text"] == "您好" and lines[-1]["text"] == "在吗"


@pytest.mark.parametrize("nested", [b"[" * 2_000_000, b'{"a":' * 500_000, b"[" * 400_000 + b"]" * 400_000])
def test_json_nested_without_end_takes_no_other_line_along(nested: bytes) -> None:
    line = '{"platform":"jd","role":"agent","text":"您好"}\n'.encode()
    for bad in (nested, b'{"platform":"jd","role":"agent","text":"a","x":' + nested + b"}"):
        lines, rejects = read(line + bad + b"\n" + line)
        assert [lines[0]["row"], lines[-1]["row"]] == [1, 3] and len(lines) + len(rejects) == 3


@pytest.mark.parametrize(
    ("escape", "kept"),
    [("\\ud83d", False), ("\\ude00", False), ("\\ud83d\\ud83d\\ude00", False), ("\\ud83d\\ude00", True)],
)
def test_half_a_character_as_an_escape_is_refused_in_words(escape: str, kept: bool) -> None:
    written = "".join(f'{{"platform":"jd","role":"agent","text":"{text}"}}\n' for text in ("您好", f"好{escape}的"))
    lines, rejects = read(written.encode())
    assert [line["text"] for line in lines] == ["您好", *["好😀的"] * kept]
    assert ["half a character" in reject.reason for reject in rejects] == [True] * (not kept)


def test_nul_bytes_stay_in_the_message_they_are_in() -> None:
    lines, _ = read("平台,角色,内容\n京东,客服,加\0微信\n京东,买家,好\n".encode())
    assert lines[0]["text"] == "加\0微信"


def test_conversations_that_mingle_take_their_last_lines_along() -> None:
    said = [(f"s{n % 3}", "客服", f"第{n}句") for n in range(60)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chats"
        path.write_text(records(said), encoding="utf-8")
        batches = [batch.lines for batch in survey(path, ReadingOptions()).batches(10)]
    assert len(batches) > 2
    context = batches[1].filter(batches[1]["context"])
    assert context["text"].to_pylist() == [f"第{n}句" for n in range(10)]
    own = pa.Table.from_batches(batches).filter(pa.compute.invert(pa.Table.from_batches(batches)["context"]))
    assert own["text"].to_pylist() == [text for _, _, text in said]


def test_a_batch_grows_to_end_with_a_conversation() -> None:
    said = [(f"s{n // 7}", "客服", f"第{n}句") for n in range(100)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chats"
        path.write_text(records(said), encoding="utf-8")
        batches = [batch.lines for batch in survey(path, ReadingOptions()).batches(10)]
    assert len(batches) > 2
    assert all(one["session"][-1] != other["session"][0] for one, other in pairwise(batches))
    assert not any(any(batch["context"].to_pylist()) for batch in batches)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a picture"),
        (b"\xff\xd8\xff\xe0 JFIF, and a comma", "a picture"),
        (b"GIF89a" + bytes(99), "a picture"),
        (b"\x7fELF\x02\x01" + bytes(range(256)) * 9, "no text: a program, a picture or a sound"),
        (b"MZ\x90" + bytes(range(128)) * 99, "no text: a program, a picture or a sound"),
        (random.Random(1).randbytes(6000), "no text: a program, a picture or a sound"),
    ],
)
def test_what_is_no_text_is_named_and_none_of_it_is_shown(data: bytes, what: str) -> None:
    with pytest.raises(KefuError) as caught:
        read(data, platform="jd")
    assert (caught.value.code, caught.value.what) == ("export-foreign", what) and chinese(what) != what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_a_text_in_whatever_encoding_is_not_taken_for_a_picture(encoding: str) -> None:
    said = "角色,内容,时间\n客服,加我微信聊\x00,2026-03-01 10:00:00\n" * 3
    assert outcome(said.encode(encoding)) != ("export-foreign", "no text: a program, a picture or a sound")
