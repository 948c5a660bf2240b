"""An inspection that is killed goes on where it was, without doing or losing a row twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import stand_in
from stand_in import desk, inspected, line, write

from kefu.actions.inspection import Request, inspect
from kefu.store.inspections import OUTPUTS, UNCERTAIN, InspectionFolder
from kefu.vocabulary.errors import KefuError


def run(out: Path, die_at: int, *files: Path, resume: bool = True) -> subprocess.CompletedProcess[str]:
    call = [
        sys.executable,
        stand_in.__file__,
        str(out),
        "1",
        "resume" if resume else "anew",
        str(die_at),
        *map(str, files),
    ]
    return subprocess.run(call, capture_output=True, text=True, timeout=120)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    rows: list[dict[str, Any] | str] = [
        line(f"第{n}条{'微信' if n % 3 == 0 else '今天发货' if n % 5 == 0 else f'也许{n}'}", session=f"s{n % 7}")
        for n in range(450)
    ]
    rows.insert(130, "坏了")
    return [write(tmp_path / "a.jsonl", rows), write(tmp_path / "b.jsonl", [*rows[200:], line("微信", session="neu")])]


def test_a_kill_at_any_moment_and_going_on_give_the_same_bytes(tmp_path: Path, files: list[Path]) -> None:
    whole = run(tmp_path / "whole", 0, *files)
    moments = int(whole.stdout)
    assert moments > 30
    for die_at in range(2, moments + 1, max(1, moments // 9)):
        out = tmp_path / f"killed-{die_at}"
        assert run(out, die_at, *files).returncode == 9
        again = run(out, 0, *files)
        assert again.returncode == 0, again.stderr
        for name in (*OUTPUTS, UNCERTAIN):
            assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), (die_at, name)


def test_it_goes_on_and_does_not_begin_anew(tmp_path: Path, files: list[Path]) -> None:
    moments = int(run(tmp_path / "whole", 0, *files).stdout)
    assert run(tmp_path / "out", moments * 2 // 3, *files).returncode == 9
    state = tmp_path / "out" / ".unfinished" / "state"
    judged = json.loads(state.read_bytes().split(b"\n", 1)[1])["ledger"]["pieces"]
    assert judged > 0
    again = run(tmp_path / "out", 0, *files)
    assert int(again.stdout) < moments


def interrupted(out: Path, *files: Path) -> None:
    """Leave an unfinished inspection behind."""

    def stop(rows: int, position: int, size: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inspect(Request(files), desk(out, seconds=0), stop)


def test_it_does_not_go_on_with_other_files_options_or_rules(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"
    interrupted(out, *files)
    with pytest.raises(KefuError, match="other options"):
        inspected(out, *files, resume=True, unmask=True)
    with pytest.raises(KefuError, match="other rulebook"):
        inspected(out, *files, resume=True, edition="2026-12")
    with pytest.raises(KefuError, match=r"other files \(.*b\.jsonl"):
        inspected(out, files[0], resume=True)
    write(files[0], [line("改了")])
    with pytest.raises(KefuError, match=r"other files \(.*a\.jsonl"):
        inspected(out, *files, resume=True)
    assert inspected(out, *files).digest is not None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.json", b"{"),
        ("plan.json", b"[]"),
        ("state", b"\xff"),
        ("state", b'{"parts": 0}\n{}'),
        ("state", b'{"parts": 0}\n[1'),
    ],
)
def test_it_does_not_go_on_with_what_it_cannot_read(
    tmp_path: Path, files: list[Path], name: str, content: bytes
) -> None:
    out = tmp_path / "out"
    interrupted(out, *files)
    (out / ".unfinished" / name).write_bytes(content)
    with pytest.raises(KefuError, match="cannot be read; call it without --resume"):
        inspected(out, *files, resume=True)
    assert inspected(out, *files).digest is not None


def test_there_may_be_nothing_to_go_on_with(tmp_path: Path, files: list[Path]) -> None:
    assert inspected(tmp_path / "out", *files, resume=True).digest is not None
    assert inspected(tmp_path / "out", *files, resume=True).digest is not None


def test_only_the_outputs_are_left_and_others_files_are_not_touched(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    inspected(tmp_path / "out", *files)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*OUTPUTS, "mine.txt"}


def test_an_earlier_report_stands_until_the_new_one_is_whole(tmp_path: Path, files: list[Path]) -> None:
    inspected(tmp_path / "out", *files)
    before = (tmp_path / "out" / "summary.json").read_bytes()
    interrupted(tmp_path / "out", *files)
    assert (tmp_path / "out" / "summary.json").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KefuError, match="cannot be written") as caught:
        InspectionFolder(tmp_path / "file" / "deeper").open({}, False)
    assert str(tmp_path / "file") in str(caught.value) and os.linesep not in str(caught.value)
