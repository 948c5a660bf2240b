"""An inspection's pieces judged by Spark: each goes out as one row, numbered, and comes back judged as one row.

A task is a pure function of its piece: it writes nothing, and what a second try returns is the same. The driver alone adds up
and writes, and takes each number once. So a task may be tried again, or run twice at the same time, without a trace.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import pickle
import re
import shutil
import sys
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from kefu.actions.covering import Privacy
from kefu.actions.exhibits import Heaviness
from kefu.actions.judging import Judged, Judges, judge_lines
from kefu.actions.ports import LINES
from kefu.actions.reading import Piece
from kefu.rulebook.larder import print_of
from kefu.rulebook.shelf import edition
from kefu.vocabulary.errors import KefuError

SENT: Final = pa.schema([("number", pa.int64()), ("lines", pa.binary())])
"""A piece on its way out: `lines` is an Arrow message of schema `LINES`."""
ANSWERED: Final = pa.schema([("number", pa.int64()), ("judged", pa.binary())])
"""A piece on its way back: `judged` is a pickled `Judged`, or the pickled KefuError that judging it ended in."""
ROUNDS: Final = 3
"""How many rounds are under way: while one is awaited the next is at work, and a third is being read."""
JUDGING: Final = ("actions", "checks", "language", "reader", "rulebook", "vocabulary")
"""The rooms on which a verdict depends."""
ELSEWHERE: Final = (
    "PYSPARK_SUBMIT_ARGS",
    "PYSPARK_GATEWAY_PORT",
    "SPARK_CONF_DIR",
    "SPARK_HOME",
    "MASTER",
)
"""Who has set one of these has said where Spark runs and how."""
ALONE: Final = {
    "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false",
}  # fmt: skip
"""On this machine alone Spark opens no port to others: its pages and its tasks hold what people wrote."""


def judged_pieces(
    pieces: Iterable[Piece],
    judges: Judges,
    privacy: Privacy,
    workers: int,
    limits: Callable[[], Mapping[str, Heaviness]],
) -> Iterator[tuple[Piece, Judged]]:
    """Judge pieces on Spark; they come back in the order they went out, as `crew.judged_pieces` says it.

    A Spark session that runs already is used and left running.

    Args:
        workers: no heed is paid to it: Spark has its own number.
        limits: what an exhibit must be worse than, as far as is known when a round of pieces goes out.

    Raises:
        KefuError: Spark cannot be started (`inspect-spark`), or a piece failed as often as Spark tries (`inspect-worker`).
    """
    ready()
    made, waiting = make(), deque[tuple[list[Piece], Future[pa.Table]]]()
    with _session() as session, ThreadPoolExecutor(ROUNDS) as hands, _tag(session) as tag:
        for some in _rounds(iter(pieces), session):
            task = Task(judges, privacy, dict(limits()), made)
            waiting.append((some, hands.submit(_answers, session, tag, task, some)))
            if len(waiting) == ROUNDS:
                yield from _returned(*waiting.popleft())
        while waiting:
            yield from _returned(*waiting.popleft())


def ready() -> None:
    """Raises KefuError where PySpark or Java is missing, and says what to install, or where Spark Connect is wanted."""
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("pandas") is None:
        raise KefuError("inspect-spark", "PySpark is not installed", "--engine spark", "pip install 'kefu[spark]'")
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")):
        what = f"no Java in JAVA_HOME, {home}" if home else "Java is not installed"
        raise KefuError("inspect-spark", what, "--engine spark", JAVA)
    if os.environ.get("SPARK_REMOTE"):
        mend = "unset it, and name a master in PYSPARK_SUBMIT_ARGS"
        raise KefuError("inspect-spark", "Spark Connect is not supported", "SPARK_REMOTE", mend)


JAVA: Final = "install Java 17 or newer (Debian: apt install openjdk-17-jre-headless), or set JAVA_HOME to it"


@functools.cache
def make() -> str:
    """Names the Kefu of this machine by its rulebook, its reader and the code that judges; where two differ, so may verdicts."""
    home = Path(__file__).parent.parent
    found = (file for room in JUDGING for file in (home / room).rglob("*"))
    files = sorted(file for file in found if file.is_file() and file.parent.name != "__pycache__")
    return print_of([("rules", edition().encode()), *((f.relative_to(home).as_posix(), f.read_bytes()) for f in files)])


@dataclass(frozen=True)
class Task:
    """What a worker needs for any piece. It travels, so it must pickle.

    Attributes:
        make: of the Kefu that sends it; a worker with another refuses.
    """

    judges: Judges
    privacy: Privacy
    limits: Mapping[str, Heaviness]
    make: str

    def work(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """What Spark runs: rows of schema `SENT` in, for each a row of schema `ANSWERED` out."""
        pa.set_cpu_count(1)
        for batch in batches:
            for number, lines in zip(batch.column("number").to_pylist(), batch.column("lines"), strict=True):
                answer = pickle.dumps(self._answer(lines.as_buffer()))
                yield pa.RecordBatch.from_arrays([pa.array([number]), pa.array([answer], pa.binary())], schema=ANSWERED)

    def _answer(self, lines: pa.Buffer) -> Judged | KefuError:
        if make() != self.make:
            mend = "install the same version, with the same rules and reader, on all machines"
            return KefuError("inspect-spark", "a worker has another Kefu than this one", "--engine spark", mend)
        try:
            return judge_lines(pa.ipc.read_record_batch(lines, LINES), self.judges, self.privacy, self.limits)
        except KefuError as error:
            return error


def taken(pieces: Sequence[Piece], answers: pa.Table) -> Iterator[tuple[Piece, Judged]]:
    """Each piece with its answer, in the order of the pieces; an answer that comes a second time is passed over.

    Args:
        answers: schema `ANSWERED`, in any order.

    Raises:
        KefuError: a piece could not be judged, or has no answer.
    """
    answer_of: dict[int, bytes] = {}
    for number, answer in zip(answers["number"].to_pylist(), answers["judged"].to_pylist(), strict=True):
        answer_of.setdefault(number, answer)
    for piece in pieces:
        if piece.number not in answer_of:
            raise KefuError("inspect-worker", f"piece {piece.number} has not come back", "", "go on with --resume")
        judged = pickle.loads(answer_of[piece.number])
        if isinstance(judged, KefuError):
            raise judged
        yield piece, judged


def _rounds(pieces: Iterator[Piece], session: Any) -> Iterator[list[Piece]]:
    """As many pieces at a time as Spark works on at once; on a cluster that grows, ever more."""
    while some := list(islice(pieces, max(1, session.sparkContext.defaultParallelism))):
        yield some


def _answers(session: Any, tag: str, task: Task, pieces: Sequence[Piece]) -> pa.Table:
    """Send a round out and await it."""
    session.sparkContext.addJobTag(tag)
    rows = [[piece.number for piece in pieces], [piece.lines.serialize().to_pybytes() for piece in pieces]]
    sent = session.createDataFrame(pa.table(rows, schema=SENT))
    answered: pa.Table = sent.mapInArrow(task.work, "number long, judged binary").toArrow()
    return answered


def _returned(pieces: Sequence[Piece], answers: Future[pa.Table]) -> Iterator[tuple[Piece, Judged]]:
    with _explained("inspect-worker", "see docs/inspect.md on Spark, then go on with --resume"):
        answered = answers.result()
    return taken(pieces, answered)


@contextmanager
def _session() -> Iterator[Any]:
    """A session in which one row is one task: of the Spark that runs here already, else of one that ends with it."""
    from pyspark.sql import SparkSession

    with _explained("inspect-spark", "see docs/inspect.md on Spark"):
        running = SparkSession.getActiveSession()
        spark = running or _started()
    try:
        session = spark.newSession()
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
        session.conf.set("spark.sql.leafNodeDefaultParallelism", "1000000")
        yield session
    finally:
        if running is None:
            with _at_the_end():
                spark.stop()


def _started() -> Any:
    """Spark as its own settings say; where there are none, on all cores of this machine alone."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
    if not any(os.environ.get(name) for name in ELSEWHERE):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= ALONE
    return SparkSession.builder.appName("kefu inspect").config(map=settings).getOrCreate()


@contextmanager
def _tag(session: Any) -> Iterator[str]:
    """A mark for the jobs of one inspection; those that are still at work when it ends are called off."""
    tag = f"kefu-{uuid.uuid4().hex}"
    try:
        yield tag
    finally:
        with _at_the_end():
            session.sparkContext.cancelJobsWithTag(tag)


def _at_the_end() -> AbstractContextManager[None]:
    """Where Spark is gone already there is nothing to end."""
    from py4j.protocol import Py4JError

    return suppress(Py4JError, OSError)


@contextmanager
def _explained(code: str, mend: str) -> Iterator[None]:
    """Turns what PySpark raises into one line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        if "JAVA_GATEWAY_EXITED" in str(error):
            mend = "the lines above say why; it wants Java 17 or newer, and settings that are right"
            raise KefuError("inspect-spark", "Spark did not start", "--engine spark", mend) from None
        raise KefuError(code, f"Spark: {_cause(str(error))}", "--engine spark", mend) from error


def _cause(told: str) -> str:
    """Of a trace what a person wants to know: the error in which it ended.

    >>> _cause("Job aborted.\\n  File x\\nModuleNotFoundError: No module named 'kefu'\\n\\n\\tat org.apache.spark.Task(Task.java:1)")
    "ModuleNotFoundError: No module named 'kefu'"
    >>> _cause("An error occurred while calling None.\\n: java.lang.IllegalStateException: no master\\n\\tat java.Main(Main.java:1)")
    'java.lang.IllegalStateException: no master'
    """
    errors = re.findall(r"^(?:: )?([\w.]*(?:Error|Exception)\b.*)", told, re.MULTILINE)
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return str([*errors, *lines, "ended"][0])
