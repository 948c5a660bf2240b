"""The shop's own file of labelled messages: whole after a crash, one line a message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kefu.actions.labelling import Labelled
from kefu.store.labels import LabelFile, doubts
from kefu.vocabulary.errors import KefuError

posix = pytest.mark.skipif(os.name == "nt", reason="a limit on the size of files is needed")


def line(id: str, *labels: str) -> Labelled:
    return Labelled(id=id, platform="tmall", text=f"话{id}", labels=labels)


def labels(path: Path) -> dict[str, list[str]]:
    told = [json.loads(each) for each in path.read_text(encoding="utf-8").splitlines()]
    assert len({each["id"] for each in told}) == len(told)
    return {each["id"]: each["labels"] for each in told}


def test_a_verdict_is_in_the_file_when_put_returns_and_a_later_one_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    file = LabelFile(path)
    assert file.read() == ({}, [])
    file.put(line("a", "abuse.insult"))
    file.put(line("b"))
    assert labels(path) == {"a": ["abuse.insult"], "b": []}
    file.put(line("a"))
    assert labels(path) == {"a": [], "b": []}
    assert LabelFile(path).read()[0]["a"] == line("a")
    assert [each.name for each in tmp_path.iterdir()] == ["labels.jsonl"]


def test_a_line_that_a_crash_cut_off_spoils_neither_the_others_nor_the_next(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(line("a").line() + line("b").line()[:20])
    file = LabelFile(path)
    known, faults = file.read()
    assert list(known) == ["a"]
    assert [fault.where for fault in faults] == [f"{path}:2"]
    file.put(line("c"))
    file.put(line("a", "abuse.threat"))
    known, faults = file.read()
    assert {id: each.labels for id, each in known.items()} == {"a": ("abuse.threat",), "c": ()}
    assert len(faults) == 1, "what is damaged stays for its owner to mend"


def test_what_another_program_has_written_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    one, other = LabelFile(path), LabelFile(path)
    one.put(line("a"))
    other.put(line("b"))
    one.put(line("a", "abuse.insult"))
    assert labels(path) == {"b": [], "a": ["abuse.insult"]}


def test_of_two_lines_with_one_id_the_later_counts_and_one_is_left(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(line("a").line() + line("a", "abuse.insult").line())
    assert LabelFile(path).read()[0]["a"].labels == ("abuse.insult",)
    LabelFile(path).put(line("a", "abuse.threat"))
    assert labels(path) == {"a": ["abuse.threat"]}


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "chats.csv"
    path.write_text("角色,内容\n", encoding="utf-8")
    with pytest.raises(KefuError) as error:
        LabelFile(path).read()
    assert error.value.code == "label-file"
    with pytest.raises(KefuError, match="folder does not exist"):
        LabelFile(tmp_path / "none" / "labels.jsonl").read()


FULL = """
import resource, signal, sys
from pathlib import Path
from kefu.actions.labelling import Labelled
from kefu.store.labels import LabelFile
from kefu.vocabulary.errors import KefuError

path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20, -1))
for id in "ba":
    try:
        LabelFile(path).put(Labelled(id=id, platform="jd", text="话" * 30, labels=()))
    except KefuError as error:
        print(error.code)
"""


@posix
def test_where_there_is_no_room_it_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    LabelFile(path).put(line("a"))
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["label-write", "label-write"]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_doubts_are_read_from_a_folder_or_a_file_each_once(tmp_path: Path) -> None:
    record = {"id": "h", "platform": "pdd", "role": "agent", "text": "一"}
    rows = [record, record | {"text": "二"}, record | {"id": "k"}]
    path = tmp_path / "uncertain.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [(doubt.id, doubt.text) for doubt in doubts(tmp_path)[0]] == [("h", "一"), ("k", "一")]
    assert doubts(path) == doubts(tmp_path)


def test_a_folder_without_them_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(KefuError) as error:
        doubts(tmp_path)
    assert error.value.code == "label-file"
    assert "--fast" in error.value.mend
