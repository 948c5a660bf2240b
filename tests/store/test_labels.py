"""The shop's own file of labelled messages: whole after a crash, one line a message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kefu.actions.labelling import Labelled
from kefu.store.labels import LabelFile, doubts
from kefu.vocabulary.errors import KefuError

NOBODY = 65534
posix = pytest.mark.skipif(os.name == "nt", reason="limits on files and folders are needed")


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
        LabelFile(tmp_path / "none" / "labels.jsonl").hold()


def test_a_verdict_that_is_taken_back_leaves_the_file_and_the_other_lines_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(line("a").line() + b"{cut off\n" + line("b").line().rstrip())
    file = LabelFile(path)
    file.drop("c")
    assert path.read_bytes().startswith(line("a").line())
    file.drop("a")
    assert path.read_bytes() == b"{cut off\n" + line("b").line().rstrip()
    file.drop("b")
    assert path.read_bytes() == b"{cut off\n"


def test_a_file_that_an_editor_of_windows_has_saved_is_read_and_written_on(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + (line("a").line() + line("b", "abuse.insult").line()).replace(b"\n", b"\r\n"))
    file = LabelFile(path)
    assert file.read() == ({"a": line("a"), "b": line("b", "abuse.insult")}, [])
    file.put(line("c"))
    file.put(line("a", "abuse.threat"))
    known, faults = LabelFile(path).read()
    assert {id: each.labels for id, each in known.items()} == {"b": ("abuse.insult",), "c": (), "a": ("abuse.threat",)}
    assert not faults


def test_lines_of_another_version_are_told_and_stay_and_what_they_have_more_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    more = json.loads(line("a").line()) | {"version": 7, "confidence": 0.5}
    tomorrow = json.loads(line("b").line()) | {"labels": ["rule.of.tomorrow"]}
    path.write_text(f"{json.dumps(more)}\n{json.dumps(tomorrow)}\n", encoding="utf-8")
    file = LabelFile(path)
    known, faults = file.read()
    assert list(known) == ["a"]
    assert [(fault.where, "rule.of.tomorrow" in fault.what) for fault in faults] == [(f"{path}:2", True)]
    file.put(line("c"))
    assert "rule.of.tomorrow" in path.read_text(encoding="utf-8")


HOLDING = """
import sys
from pathlib import Path
from kefu.store.labels import LabelFile
from kefu.vocabulary.errors import KefuError

try:
    held = LabelFile(Path(sys.argv[1])).hold()
except KefuError as error:
    print(error.code, flush=True)
else:
    print("held", flush=True)
    sys.stdin.readline()
    held.close()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the file, if it can, until it is told a line."""
    call = [sys.executable, "-c", HOLDING, str(path)]
    return subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_one_process_at_a_time_holds_the_file_and_one_that_is_killed_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    with holding(path) as first:
        assert answer(first) == "held"
        with holding(path) as second:
            assert answer(second) == "label-held"
        with pytest.raises(KefuError, match="another kefu label") as error:
            LabelFile(path).hold()
        assert error.value.mend
        with holding(tmp_path / "others.jsonl") as other:
            assert answer(other) == "held"
            other.communicate("\n")
        first.kill()
        first.wait()
    with holding(path) as third:
        assert answer(third) == "held"
        third.communicate("\n")
    LabelFile(path).hold().close()
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


@contextmanager
def somebody() -> Iterator[None]:
    """As a user for whom what may not be written to is not written to; the administrator writes everywhere."""
    if os.name == "nt" or os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_written_to_is_told_before_the_first_verdict() -> None:
    with somebody(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        path.write_bytes(line("a").line())
        path.chmod(0o400)
        with pytest.raises(KefuError, match="cannot be written") as error:
            LabelFile(path).hold()
        assert (error.value.code, error.value.where) == ("label-file", str(path))
        assert [each.name for each in Path(folder).iterdir()] == ["labels.jsonl"]
        path.chmod(0o600)
        LabelFile(path).hold().close()


@posix
def test_a_folder_that_may_not_be_written_to_is_told_too() -> None:
    with somebody(), tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o500)
        with pytest.raises(KefuError, match="cannot be written"):
            LabelFile(Path(folder) / "labels.jsonl").hold()
        Path(folder).chmod(0o700)


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
    assert error.value.code == "label-source"
    assert "--fast" in error.value.mend


@pytest.mark.parametrize("content", ["角色,内容\n客服,好的\n", '{"id": "h", "role": "agent"}\n', '[{"text": "好"}]'])
def test_a_file_of_something_else_is_not_asked_about_but_an_empty_one_asks_nothing(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "chats.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KefuError, match="holds no message to ask about") as error:
        doubts(path)
    assert (error.value.code, error.value.where) == ("label-source", f"{path}:1")
    path.write_bytes(b"\n")
    assert doubts(path) == ([], [])
