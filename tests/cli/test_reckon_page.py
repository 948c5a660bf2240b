"""`kefu reckon` without files writes the page to reckon on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kefu.__main__ import desk, reckon
from kefu.cli import reckon as command
from kefu.vocabulary.errors import KefuError


def embedded(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        file.read_text(encoding="utf-8").partition('id="data">')[2].partition("</script>")[0]
    )
    return told


def written(capsys: pytest.CaptureFixture[str], *argv: str) -> Path:
    assert command.run([*argv, "--no-browser"], reckon, desk) == 0
    return Path(capsys.readouterr().out.strip().removeprefix("RECKON "))


def test_the_page_lies_where_it_was_asked_for_and_holds_the_rules_of_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = [
        "-o",
        str(tmp_path / "a.html"),
        "--platform",
        "jd",
        "--basis",
        "seeds",
        "--as-of",
        "2026-03-01T10:00:00+08:00",
    ]
    file = written(capsys, *argv)
    assert file == tmp_path / "a.html"
    told = embedded(file)
    assert told["day"] == "2026-03-01"
    assert told["start"] == {"platform": "jd", "basis": "seeds", "now": "2026-03-01T10:00:00"}


def test_without_a_name_it_is_a_file_of_its_own_and_its_now_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = written(capsys), written(capsys)
    assert one != other and one.suffix == ".html"
    assert embedded(one)["start"] == {"platform": "taobao", "basis": "latest", "now": None}


@pytest.mark.parametrize("name", ["folder", "page.txt", "missing/page.html"])
def test_what_is_no_file_of_a_page_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(KefuError) as error:
        command.run(["-o", str(tmp_path / name), "--no-browser"], reckon, desk)
    assert name in str(error.value)
