"""From labelled messages to weights, in small: whether the whole way runs, in the libraries that only training needs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import msgspec
import pytest

from kefu.reader.model import CARD, WEIGHTS, Card, Text, reader_of

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".training" / "bin" / "python"


@pytest.mark.skipif(not PYTHON.exists(), reason="training/README.md says how .training is made; CI makes it")
def test_labelled_messages_become_weights_that_read(tmp_path: Path) -> None:
    out = tmp_path / "weights"
    call = [PYTHON, "-m", "training", "--smoke", "--keep", tmp_path / "kept", "--out", out]
    subprocess.run(call, cwd=ROOT, env={"PYTHONPATH": "src", "PATH": "/usr/bin:/bin"}, check=True, timeout=300)
    card = msgspec.json.decode((out / CARD).read_bytes(), type=Card)
    reader = reader_of(card, (out / WEIGHTS).read_bytes())
    one, other = reader.read([Text("一丁", "jd", "buyer"), Text("丈三", "jd", "buyer")])
    assert len(one.scores) == len(card.labels) and (one.scores != other.scores).any()


@pytest.mark.skipif(not PYTHON.exists(), reason="training/README.md says how .training is made; CI makes it")
def test_a_teacher_of_an_earlier_run_learns_on_and_one_that_is_missing_is_told(tmp_path: Path) -> None:
    def taught(*more: str | Path) -> subprocess.CompletedProcess[str]:
        call = [PYTHON, "-m", "training", "--smoke", "--step", "teacher-1", *more]
        env = {"PYTHONPATH": "src", "PATH": "/usr/bin:/bin"}
        return subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)

    assert taught("--keep", tmp_path / "first").returncode == 0
    former = tmp_path / "first" / "teacher-1.npz"
    assert taught("--keep", tmp_path / "second", "--former", former).returncode == 0
    assert (tmp_path / "second" / "teacher-1.npz").read_bytes() != former.read_bytes()
    gone = taught("--keep", tmp_path / "third", "--former", tmp_path / "none.npz")
    assert gone.returncode == 2 and "there is no file" in gone.stderr
