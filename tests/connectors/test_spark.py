"""Spark judges an inspection: what comes out is what this machine alone would have made, row for row."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from stand_in import judges, line, table

from kefu.actions.covering import Privacy
from kefu.actions.inspection import OUTPUTS, Request
from kefu.actions.inspection import inspect as inspect_chats
from kefu.actions.judging import Judge, judge_lines
from kefu.actions.ports import ReadingOptions
from kefu.actions.reading import Piece, pieces
from kefu.connectors import spark
from kefu.connectors.exports import survey
from kefu.store.inspections import InspectionFolder, stamp
from kefu.vocabulary.errors import KefuError
from kefu.web.report import report
from kefu.wiring import Guards, crew_of

SAMPLES = Path(__file__).parents[2] / "samples" / "chats"
DAY = date(2026, 11, 27)
GONE = OSError("a disk is gone")


def missing() -> str:
    """What the tests with Spark lack here; '' = nothing."""
    try:
        spark.ready()
    except KefuError as error:
        return str(error)
    return ""


needs_spark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def chats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples of five platforms, and one of them over and over: pieces of the long file, and pieces of short ones."""
    folder = tmp_path_factory.mktemp("chats")
    for file in SAMPLES.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    lines = (SAMPLES / "douyin-feige.jsonl").read_bytes()
    (folder / "long.jsonl").write_bytes(lines * (20_000 // lines.count(b"\n")))
    return folder


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A Spark of two cores that tries every task up to four times."""
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as here:
        here.setenv("PYSPARK_PYTHON", sys.executable)
        here.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        settings = spark.ALONE | {"spark.log.level": "OFF", "spark.ui.showConsoleProgress": "false"}
        running = SparkSession.builder.master("local[2,4]").config(map=settings).getOrCreate()
        yield running
        running.stop()


@dataclass(frozen=True)
class Stumbling(Guards):
    """The guards that ship, but the first tries at a piece fail; each try leaves a line in the log."""

    log: Path = Path()
    fails: int = 1
    error: Exception = GONE

    def __call__(self, platform: str, day: date | None) -> Judge:
        from pyspark import TaskContext

        task = TaskContext.get()
        tried = task.attemptNumber() if task else self.fails
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{os.getpid()} {tried}\n")
        if tried < self.fails:
            raise self.error
        return super().__call__(platform, day)


@pytest.fixture
def log(tmp_path: Path, session: Any) -> Path:
    """Where tries are told; workers learn of the guards above from what is sent to them."""
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    return tmp_path / "tries"


def inspected(chats: Path, out: Path, guards: Guards, engine: Any = "local", resume: bool = False) -> dict[str, bytes]:
    """The outputs of an inspection."""
    from kefu.actions.inspection import Desk

    request = Request(sorted(chats.iterdir()), resume=resume)
    folder = InspectionFolder(out, seconds=0)
    desk = Desk(survey, guards, folder, lambda id: None, report, stamp, "", DAY, 1, None, crew_of(engine))
    inspect_chats(request, desk, lambda rows, position, size: None)
    return outputs(out)


def outputs(out: Path) -> dict[str, bytes]:
    """What an inspection has written, but for the workbook, which holds the hour at which it was made."""
    return {name: (out / name).read_bytes() for name in OUTPUTS if not name.endswith(".xlsx")}


@needs_spark
def test_spark_and_this_machine_alone_write_the_same_outputs_byte_for_byte(chats: Path, tmp_path: Path) -> None:
    made = {}
    for engine in ("local", "spark"):
        call = [sys.executable, "-m", "kefu", "inspect", chats, "-o", tmp_path / engine, "--engine", engine]
        master = os.environ | {"PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell"}
        done = subprocess.run(call, env=master, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 1, done.stderr
        made[engine] = outputs(tmp_path / engine), done.stdout.splitlines()[0]
    assert made["spark"] == made["local"]
    assert made["spark"][0]["summary.json"].count(b"jsonl") > 1


@needs_spark
def test_a_task_whose_first_try_fails_is_tried_again_and_nothing_is_counted_twice(
    chats: Path, tmp_path: Path, log: Path
) -> None:
    alone = inspected(chats, tmp_path / "alone", Guards(DAY))
    assert inspected(chats, tmp_path / "spark", Stumbling(DAY, log=log), "spark") == alone
    tries = [told.split() for told in log.read_text(encoding="utf-8").splitlines()]
    sent = list(pieces([survey(file, ReadingOptions()) for file in sorted(chats.iterdir())], lambda file, error: None))
    assert [tried for _, tried in tries].count("0") == len(sent) > 6
    assert {tried for _, tried in tries} == {"0", "1"}
    assert str(os.getpid()) not in {worker for worker, _ in tries}


@needs_spark
def test_what_fails_at_every_try_ends_in_one_line_and_can_be_gone_on_with_here(
    chats: Path, tmp_path: Path, log: Path
) -> None:
    with pytest.raises(KefuError, match=r"OSError: a disk is gone; .* go on with --resume") as caught:
        inspected(chats, tmp_path / "spark", Stumbling(DAY, log=log, fails=9), "spark")
    assert caught.value.code == "inspect-worker"
    assert not (tmp_path / "spark" / "summary.json").exists()
    gone_on = inspected(chats, tmp_path / "spark", Guards(DAY), resume=True)
    assert gone_on == inspected(chats, tmp_path / "alone", Guards(DAY))


@needs_spark
def test_an_input_that_cannot_be_used_is_told_as_it_is_here_and_not_tried_again(
    chats: Path, tmp_path: Path, log: Path
) -> None:
    wrong = KefuError("no-rulebook", "cannot be read", "rules", "install kefu anew")
    with pytest.raises(KefuError) as caught:
        inspected(chats, tmp_path / "spark", Stumbling(DAY, log=log, error=wrong), "spark")
    assert str(caught.value) == str(wrong) and caught.value.code == "no-rulebook"
    assert {told.split()[1] for told in log.read_text(encoding="utf-8").splitlines()} == {"0"}


def piece(number: int, text: str) -> Piece:
    return Piece(number, "a.jsonl", table([line(text, row=number)]), (), 0, 0)


def answers(judged: list[Piece], make: str) -> pa.Table:
    """What a worker makes of pieces."""
    sent = pa.record_batch(
        [[each.number for each in judged], [each.lines.serialize().to_pybytes() for each in judged]], schema=spark.SENT
    )
    return pa.Table.from_batches(spark.Task(judges, Privacy(), {}, make).work([sent]), spark.ANSWERED)


def test_answers_are_taken_in_the_order_of_the_pieces_and_each_once() -> None:
    sent = [piece(4, "加微信"), piece(5, "好"), piece(6, "这个宝贝")]
    late, early = answers(sent[1:][::-1], spark.make()), answers([sent[0]] * 2, spark.make())
    other = pa.table([[4], [pickle.dumps("a second answer")]], schema=spark.ANSWERED)
    taken = list(spark.taken(sent, pa.concat_tables([late, early, other])))
    assert [told for told, _ in taken] == sent
    for told, judged in taken:
        here = judge_lines(told.lines, judges, Privacy())
        assert judged.findings.equals(here.findings) and judged.tally == here.tally
        assert judged.exhibits == here.exhibits


def test_a_piece_without_an_answer_is_never_passed_over() -> None:
    with pytest.raises(KefuError, match="piece 2 has not come back"):
        list(spark.taken([piece(1, "好"), piece(2, "加微信")], answers([piece(1, "好")], spark.make())))


def test_a_worker_with_another_kefu_refuses() -> None:
    sent = [piece(1, "加微信")]
    with pytest.raises(KefuError, match="another Kefu"):
        list(spark.taken(sent, answers(sent, "another")))


@pytest.mark.parametrize(
    ("java", "told"), [("", "Java is not installed; install Java 17"), ("nowhere", "no Java in JAVA_HOME")]
)
def test_without_java_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, java: str, told: str
) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", java)
    with pytest.raises(KefuError, match=told):
        spark.ready()


@needs_spark
def test_spark_connect_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_REMOTE", "sc://localhost")
    with pytest.raises(KefuError, match="Spark Connect is not supported"):
        spark.ready()


@needs_spark
def test_where_spark_does_not_start_the_last_line_says_so(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "kefu", "inspect", SAMPLES, "-o", tmp_path / "out", "--fast", "--engine", "spark"]
    nowhere = os.environ | {"PYSPARK_SUBMIT_ARGS": "--master nowhere pyspark-shell"}
    done = subprocess.run(call, env=nowhere, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("kefu inspect: --engine spark: Spark 没能启动")


def test_without_pyspark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(KefuError, match=r"PySpark is not installed; pip install 'kefu\[spark\]'"):
        crew_of("spark")


def test_pyspark_is_imported_only_where_spark_judges() -> None:
    asked = "import sys, kefu.wiring, kefu.connectors.spark; sys.exit('pyspark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
