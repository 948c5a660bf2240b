"""Parquet is read with the types that its columns have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kefu.actions.ports import ReadingOptions
from kefu.connectors.exports import parquet, survey
from kefu.vocabulary.errors import KefuError

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def written(folder: Path, columns: dict[str, pa.Array]) -> Path:
    pq.write_table(pa.table(columns), folder / "chats.jsonl")
    return folder / "chats.jsonl"


def read(path: Path) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    lines, rejects = [], []
    for batch in survey(path, ReadingOptions(platform="jd")).batches():
        lines += batch.lines.to_pylist()
        rejects += [(reject.line, reject.reason) for reject in batch.rejects]
    return lines, rejects


@pytest.mark.parametrize(
    "at",
    [
        pa.array([NOON, None], pa.timestamp("ms", tz="UTC")),
        pa.array([NOON.replace(hour=12, tzinfo=None), None], pa.timestamp("ns")),
        pa.array([int(NOON.timestamp()), None], pa.int64()),
        pa.array([int(NOON.timestamp() * 1000), None], pa.int64()),
        pa.array(["2026/3/1 12:00", ""], pa.large_string()),
        pa.array(["2026-03-01T04:00:00Z", None]).dictionary_encode(),
    ],
    ids=["zone", "no zone", "seconds", "milliseconds", "text", "dictionary"],
)
def test_a_time_is_the_same_instant_in_every_type(tmp_path: Path, at: pa.Array) -> None:
    columns = {"role": pa.array(["agent", "buyer"]), "text": pa.array(["您好", "在吗"]), "at": at}
    lines, rejects = read(written(tmp_path, columns))
    assert [line["at"] for line in lines] == [NOON, None] and not rejects
    assert [line["row"] for line in lines] == [1, 2]


def test_numbers_and_categories_serve_as_sessions_and_roles(tmp_path: Path) -> None:
    columns = {
        "session_id": pa.array([7, 7], pa.int32()),
        "sender_type": pa.array(["客服", "用户"]).dictionary_encode(),
        "content": pa.array(["您好", "在吗"], pa.large_string()),
    }
    lines, _ = read(written(tmp_path, columns))
    assert [(line["session"], line["role"]) for line in lines] == [("7", "agent"), ("7", "buyer")]


def test_a_list_of_messages_is_opened_and_keeps_the_row_it_came_from(tmp_path: Path) -> None:
    talk = [
        [{"role": "buyer", "text": "在吗"}, {"role": "agent", "text": "在的"}],
        [],
        [{"role": "agent", "text": "您好"}],
    ]
    lines, _ = read(written(tmp_path, {"session": pa.array(["a", "b", "c"]), "messages": pa.array(talk)}))
    assert [(line["row"], line["session"], line["text"]) for line in lines] == [
        (1, "a", "在吗"), (1, "a", "在的"), (3, "c", "您好"),
    ]  # fmt: skip


def test_a_row_whose_bytes_are_no_text_is_rejected_alone(tmp_path: Path) -> None:
    text = pa.array(["您好".encode(), b"\xff\xfe", "在的".encode()])
    lines, rejects = read(written(tmp_path, {"role": pa.array(["agent"] * 3), "text": text}))
    assert [line["text"] for line in lines] == ["您好", "在的"]
    assert rejects == [(2, "bytes that are no text in this encoding")]


@pytest.mark.parametrize("at", [0.1, 0.5, 0.95])
def test_a_corrupt_file_is_a_plain_error(tmp_path: Path, at: float) -> None:
    rows = 500
    columns = {"role": pa.array(["agent"] * rows), "text": pa.array([f"您好{n}" for n in range(rows)])}
    path = written(tmp_path, columns)
    data = path.read_bytes()
    place = int(len(data) * at)
    for spoilt in (data[:place], data[:place] + b"\x55" * 40 + data[place + 40 :]):
        path.write_bytes(spoilt)
        try:
            read(path)
        except KefuError as error:
            assert "corrupt" in str(error)


def test_a_long_message_written_once_and_meant_many_times_does_not_fill_the_memory(tmp_path: Path) -> None:
    times = 2000
    text = pa.DictionaryArray.from_arrays(pa.array([0] * times, pa.int32()), pa.array(["好" * 400_000]))
    path = written(tmp_path, {"role": pa.array(["agent"] * times), "text": text})
    assert path.stat().st_size < 1_000_000
    first = next(iter(survey(path, ReadingOptions("jd")).batches()))
    assert 0 < first.lines.nbytes < 150_000_000


def test_a_long_text_that_all_rows_share_is_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 2000
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["a" * 100_000])
    path = written(tmp_path, {"角色": pa.array(["客服"] * rows), "内容": text})
    assert len(read(path)[0]) == rows
    monkeypatch.setattr(parquet, "LARGEST", 1 << 20)
    monkeypatch.setattr(parquet, "RATIO", 100)
    with pytest.raises(KefuError, match="a bomb"):
        read(path)
