"""The folder that an inspection fills, so kept that a crash at any moment loses nothing that was saved.

While it runs, everything lies in `.unfinished`: the plan, numbered parts of findings and rejects, and one `state` that
is replaced in a single step and says how many parts count. The outputs take their places when all is judged, the
summary last.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from kefu.actions.inspection import OUTPUTS, UNCERTAIN
from kefu.actions.ports import FINDINGS, Reject
from kefu.actions.reasons import chinese
from kefu.store.spreadsheets import CsvTable
from kefu.store.workbooks import XlsxTable
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT

SECONDS: Final = 2.0
ROWS: Final = 100_000
"""A checkpoint is made when this much time has gone by, or so many findings wait."""

GROUP: Final = 65_536
WIDTHS: Final = {
    "file": 18, "row": 8, "shop": 14, "platform": 10, "session": 16, "agent": 16, "at": 19, "role": 7, "text": 60,
    "rule": 20, "severity": 9, "start": 6, "end": 6, "quote": 22, "clause": 26, "penalty": 30, "advice": 50, "by": 8,
    "p": 6, "lowered": 30, "term": 18,
}  # fmt: skip


class InspectionFolder:
    """One folder with one inspection in it.

    Args:
        path: made where it does not exist.
        seconds: the time between two checkpoints.
    """

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self.path, self._seconds = path, seconds
        self._work = path / ".unfinished"
        self._parts = 0
        self._findings: list[pa.RecordBatch] = []
        self._rejects: list[Reject] = []
        self._saved = time.monotonic()

    def open(self, plan: Mapping[str, Any], resume: bool) -> bytes | None:
        """Begin, or go on with what a run of the same plan has left; then the ledger as last saved.

        Raises:
            KefuError: the folder cannot be written, or the unfinished inspection in it had another plan.
        """
        if self.path.exists() and not self.path.is_dir():
            raise KefuError("inspect-write", "is a file, not a folder", str(self.path), "name a folder after -o")
        with _explained(self.path, "choose another folder with -o"):
            state = self._work / "state"
            if resume and (self._work / "plan.json").exists():
                return self._left(plan, state)
            self._forget()
            self._work.mkdir(parents=True)
            _replace(self._work / "plan.json", json.dumps(plan, ensure_ascii=False).encode("utf-8"))
            return None

    def _left(self, plan: Mapping[str, Any], state: Path) -> bytes | None:
        """What a run of the same plan has left: the ledger, None where it had saved none."""
        try:
            self._same(plan)
            if not state.exists():
                return None
            head, _, ledger = state.read_bytes().partition(b"\n")
            self._parts = int(json.loads(head)["parts"])
        except (AttributeError, LookupError, TypeError, ValueError):
            what = "what is left of the unfinished inspection cannot be read"
            raise KefuError("inspect-resume", what, str(self.path), "call it without --resume to begin anew") from None
        return ledger

    def keep(self, findings: pa.RecordBatch, rejects: Sequence[Reject]) -> None:
        """Hold the next piece's findings and rejected rows until the next checkpoint."""
        if findings.num_rows:
            self._findings.append(findings)
        self._rejects.extend(rejects)

    def save(self, ledger: Callable[[], bytes], now: bool = False) -> None:
        """Make a checkpoint if it is time, or `now`."""
        waiting = sum(batch.num_rows for batch in self._findings) + len(self._rejects)
        if not now and waiting < ROWS and time.monotonic() - self._saved < self._seconds:
            return
        with _explained(self.path):
            if self._findings or self._rejects:
                findings, rejects = self._part(self._parts + 1)
                pq.write_table(pa.Table.from_batches(self._findings, FINDINGS), findings)
                _synced(findings)
                _replace(rejects, json.dumps([asdict(reject) for reject in self._rejects]).encode("ascii"))
                self._parts += 1
            _replace(self._work / "state", json.dumps({"parts": self._parts}).encode("ascii") + b"\n" + ledger())
        self._findings, self._rejects, self._saved = [], [], time.monotonic()

    def publish(
        self, summary: Mapping[str, Any], report: str, uncertain: Sequence[Mapping[str, Any]] | None = None
    ) -> None:
        """Write all outputs into place, the summary last, and remove what only going on needed.

        Args:
            uncertain: the lines of `uncertain.jsonl`; None = there is to be none.
        """
        with _explained(self.path):
            self._tables()
            (self._work / "report.html").write_text(report, encoding="utf-8", newline="\n")
            told = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
            (self._work / "summary.json").write_text(told, encoding="utf-8", newline="\n")
            if uncertain is None:
                (self.path / UNCERTAIN).unlink(missing_ok=True)
            else:
                asked = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in uncertain)
                (self._work / UNCERTAIN).write_text(asked, encoding="utf-8", newline="\n")
            for name in OUTPUTS if uncertain is None else (UNCERTAIN, *OUTPUTS):
                _synced(self._work / name)
                (self._work / name).replace(self.path / name)
            self._forget()

    def _forget(self) -> None:
        """Remove an unfinished inspection, first of all what would let one go on with its remains."""
        for name in ("plan.json", "state"):
            (self._work / name).unlink(missing_ok=True)
        if self._work.exists():
            shutil.rmtree(self._work)

    def _tables(self) -> None:
        work, columns = self._work, FINDINGS.names
        with ExitStack() as open_files:
            parquet = open_files.enter_context(pq.ParquetWriter(work / "findings.parquet", FINDINGS))
            texts = open_files.enter_context(CsvTable(work / "findings.csv", columns))
            heads = [*columns, "term"]
            sheets = open_files.enter_context(
                XlsxTable(
                    work / "findings.xlsx",
                    heads,
                    [WIDTHS[head] for head in heads],
                    title="kefu inspect",
                    sheet="findings",
                )
            )
            for table in self._groups():
                parquet.write_table(table, row_group_size=GROUP)
                rows = list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))
                texts.write(rows)
                rule = columns.index("rule")
                sheets.write((*row, CONDUCT.get(row[rule], "")) for row in rows)
        with CsvTable(work / "rejects.csv", ("file", "line", "reason", "raw", "reason_zh")) as rejected:
            for number in range(1, self._parts + 1):
                part = json.loads(self._part(number)[1].read_bytes())
                rejected.write(
                    (each["file"], each["line"], each["reason"], each["raw"], chinese(each["reason"])) for each in part
                )

    def _groups(self) -> Iterator[pa.Table]:
        """The findings in tables of the same size, however the checkpoints fell."""
        held: list[pa.Table] = []
        for number in range(1, self._parts + 1):
            for batch in pq.ParquetFile(self._part(number)[0], pre_buffer=False).iter_batches(GROUP):
                table = pa.concat_tables([*held, pa.Table.from_batches([batch.cast(FINDINGS)])])
                while table.num_rows >= GROUP:
                    yield table.slice(0, GROUP).combine_chunks()
                    table = table.slice(GROUP)
                held = [table]
        if held and held[0].num_rows:
            yield held[0].combine_chunks()

    def _part(self, number: int) -> tuple[Path, Path]:
        return self._work / f"findings-{number:06}.parquet", self._work / f"rejects-{number:06}.json"

    def _same(self, plan: Mapping[str, Any]) -> None:
        earlier = json.loads((self._work / "plan.json").read_text(encoding="utf-8"))
        now = json.loads(json.dumps(plan))
        changed = [name for name in now if now[name] != earlier.get(name)]
        if changed:
            what = ", ".join(changed)
            if changed == ["files"]:
                different = [
                    name
                    for name in {**now["files"], **earlier["files"]}
                    if now["files"].get(name) != earlier["files"].get(name)
                ]
                what = f"files ({', '.join(different[:3]) or 'their order'})"
            raise KefuError(
                "inspect-resume", f"the unfinished inspection was begun with other {what}", str(self.path),
                "call it as before, or without --resume to begin anew",
            )  # fmt: skip


def stamp(path: Path) -> str:
    """What tells whether a file has changed since: its time, and its first and last 64 KiB."""
    try:
        with path.open("rb") as file:
            digest = hashlib.blake2b(file.read(65_536), digest_size=12)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 65_536))
            digest.update(file.read())
        return f"{path.stat().st_mtime_ns}-{digest.hexdigest()}"
    except OSError as error:
        raise KefuError("inspect-read", error.strerror or "cannot be read", str(path), "make it readable") from None


def earlier_summary(folder: Path) -> tuple[str, Mapping[str, Any]]:
    """The summary of an earlier inspection, and where it lies.

    Raises:
        KefuError: there is none, or it is none.
    """
    path = folder / "summary.json"
    try:
        summary = json.loads(path.read_bytes())
    except (OSError, ValueError):
        summary = None
    if not isinstance(summary, dict):
        raise KefuError(
            "inspect-since", "holds no summary.json of an inspection", str(folder), "give --since the -o folder of one"
        )
    return str(path), summary


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step: it is there whole or as before."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    _synced(beside)
    beside.replace(path)


def _synced(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


KEPT: Final = "close it in other programs, or make room; then call it again with --resume, for what was done is kept"


@contextlib.contextmanager
def _explained(folder: Path, mend: str = KEPT) -> Iterator[None]:
    """Turns a refusal of the system into one line."""
    try:
        yield
    except OSError as error:
        where = str(error.filename2 or error.filename or folder)
        raise KefuError("inspect-write", f"cannot be written ({error.strerror or error})", where, mend) from None
