"""`kefu rules --between A B --against FOLDER`: which answers on record come out otherwise by the newer book."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from kefu.actions.inspection import OUTPUTS, UNCERTAIN, Progress
from kefu.actions.overtaken import Change, Edition, Kind, clocks_changed, finding_changed, points_changed, sums_changed
from kefu.cli.answering import asked_of, lines_of
from kefu.cli.chats import mark_of
from kefu.cli.histories import history_of
from kefu.cli.money import matters_of, order_of
from kefu.cli.points import opening_of, violation_of
from kefu.cli.records import LONGEST, field_of, instant, name_of, record_of, shown, wrong
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS, Platform

LINES: Final = (".jsonl", ".ndjson")
TABLES: Final = (".csv",)
BESIDE: Final = {*OUTPUTS, UNCERTAIN} - {"findings.csv"}
"""What an inspection leaves beside its findings."""
COLUMNS: Final = ("file", "row", "platform", "at", "rule", "clause")
"""What a table of findings has."""
STRANGE: Final = 1000
"""Lines without anything to compare after which a file is no longer read, where none came before them."""
STEP: Final = 200
"""Lines between two moves of the progress bar."""
HOLDS_NONE: Final = "holds neither histories, sums, violations nor findings"


class Answer(NamedTuple):
    """A line of a file, and what comes out otherwise in it.

    Attributes:
        name: its id; of a finding the file and row of the message.
    """

    file: Path
    line: int
    name: Any
    kind: Kind
    changes: Sequence[Change]


class Skipped(NamedTuple):
    """A file that holds nothing to compare, and what was missed in it first."""

    file: Path
    why: str


Told = Answer | Skipped | KefuError


def files_in(path: Path) -> list[Path]:
    """The files in which lines to compare may stand, in the order of their names; a file that is named is taken as it is.

    Raises:
        KefuError: there is none.
    """
    if path.is_dir():
        inside = (each for each in sorted(path.rglob("*")) if each.suffix.lower() in (*LINES, *TABLES))
        files = [each for each in inside if each.is_file() and not _hidden(each.relative_to(path))]
        files = [each for each in files if each.name not in BESIDE or mark_of(each.parent) == "none"]
    else:
        files = [path]
        if not path.exists():
            raise KefuError("call", "there is no such file", str(path), "check the path")
    if not files:
        raise nothing_in(path)
    return files


def nothing_in(path: Path) -> KefuError:
    """The folder has nothing that can be compared."""
    mend = (
        "put into it lines as kefu clocks, kefu money or kefu points read them (.jsonl), or the folder of an inspection"
    )
    return KefuError("call", HOLDS_NONE, str(path), mend)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


class Comparison:
    """Reads files line by line and says what comes out otherwise.

    Args:
        platform: the only one that counts; None = all.
    """

    def __init__(self, old: Edition, new: Edition, platform: Platform | None = None) -> None:
        self.old, self.new, self.platform = old, new, platform

    def of(self, files: Sequence[Path], progress: Progress) -> Iterator[Told]:
        """Every line of the files, a wrong one as its error, and of a file with nothing to compare that it was passed over."""
        sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
        rows, before, whole = 0, 0, sum(sizes)
        for file, size in zip(files, sizes, strict=True):
            try:
                with file.open("rb") as stream:
                    read = self._table if file.suffix.lower() in TABLES else self._lines
                    for told in read(file, stream):
                        rows += 1
                        if rows % STEP == 0:
                            progress(rows, before + stream.tell(), whole)
                        if told is not None:
                            yield told
            except OSError as error:
                what = f"cannot be opened ({error.strerror or error})"
                yield KefuError("export-unreadable", what, str(file), "check the path and the rights on it")
            before += size

    def _lines(self, file: Path, stream: IO[bytes]) -> Iterator[Told | None]:
        """The lines of a file of JSON Lines; None for one of another platform."""
        strange: list[KefuError] | None = []
        for number, raw in _numbered(stream):
            try:
                record, kind = _record(raw)
            except KefuError as error:
                fault = _placed(error, file, number)
                if strange is None:
                    yield fault
                elif len(strange) < STRANGE:
                    strange.append(fault)
                else:
                    break
                continue
            if strange is not None:
                yield from strange
                strange = None
            yield self._answer(file, number, kind, record)
        if strange:
            yield Skipped(file, f"line {str(strange[0]).removeprefix(f'{file}:')}")

    def _answer(self, file: Path, number: int, kind: Kind, record: Mapping[str, Any]) -> Told | None:
        try:
            name = name_of(record)
            if self.platform not in (None, record.get("platform")) and record.get("platform") in PLATFORMS:
                return None
            return Answer(file, number, name, kind, self._changes(kind, record))
        except KefuError as error:
            return _placed(error, file, number)

    def _changes(self, kind: Kind, record: Mapping[str, Any]) -> list[Change]:
        if kind == "clock":
            try:
                return clocks_changed(self.old, self.new, history_of(record))
            except OverflowError:
                raise wrong("events", "a deadline lies beyond the year 9999", "check the instants") from None
        asked = asked_of(record)
        if kind == "sum":
            matters = matters_of(record)
            order = order_of(field_of(record, "order", dict, "", needed=True))
            return sums_changed(self.old, self.new, asked, [matters] if isinstance(matters, str) else matters, order)
        listed = field_of(record, "violations", list, "", needed=True)
        violations = [violation_of(each, f"violations[{n}]") for n, each in enumerate(listed)]
        return points_changed(self.old, self.new, asked, violations, opening_of(record))

    def _table(self, file: Path, stream: IO[bytes]) -> Iterator[Told | None]:
        """The rows of the findings of an inspection; None for one of another platform."""
        csv.field_size_limit(LONGEST)
        rows = csv.reader(io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline=""))
        place: dict[str, int] | None = None
        number = 1
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield KefuError("line", f"is no row of a table ({error})", f"{file}:{number}", "write the table anew")
                row = []
            if row is None:
                return
            if place is None:
                if not set(COLUMNS) <= set(row):
                    yield Skipped(file, f"findings have the columns {', '.join(COLUMNS)}")
                    return
                place = {name: row.index(name) for name in COLUMNS}
            elif row:
                try:
                    yield self._finding(file, number, _cells(row, place))
                except KefuError as error:
                    yield _placed(error, file, number)
            number = rows.line_num + 1

    def _finding(self, file: Path, number: int, cells: Mapping[str, str]) -> Answer | None:
        platform = cells["platform"]
        if platform not in PLATFORMS:
            raise wrong("platform", f"{shown(platform)} is not known", f"use one of {', '.join(PLATFORMS)}")
        if not cells["rule"]:
            raise wrong("rule", "is missing", "give it")
        at = instant(cells["at"] or None, "at")
        if self.platform not in (None, platform):
            return None
        day: date | None = None if at is None else at.date()
        change = finding_changed(self.old, self.new, platform, cells["rule"], cells["clause"], day)
        message = f"{cells['file']}:{cells['row']}"
        return Answer(file, number, message, "finding", [] if change is None else [change])


def _numbered(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers."""
    number = 0
    for lines in lines_of(stream):
        for raw in lines:
            number += 1
            raw = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
            if raw.strip():
                yield number, raw


def _record(raw: bytes) -> tuple[Mapping[str, Any], Kind]:
    """What a line says, and what is to be compared in it: that is told by its fields."""
    record = record_of(raw)
    if not isinstance(record, dict):
        raise wrong("line", "is not an object", 'write {"id": …, "platform": …, …}')
    if "events" in record:
        return record, "clock"
    if "matter" in record or "matters" in record:
        return record, "sum"
    if "violations" in record and "step" not in record:
        return record, "points"
    raise wrong("line", "has neither events, matter nor violations", "write it as docs/rules.md says")


def _cells(row: Sequence[str], place: Mapping[str, int]) -> dict[str, str]:
    """The cells of a finding."""
    if len(row) <= max(place.values()):
        raise wrong("line", f"{len(row)} cells where the header has more", "write the table anew")
    return {name: row[n] for name, n in place.items()}


def _placed(error: KefuError, file: Path, number: int) -> KefuError:
    """An error on a line, with its file and number."""
    where = f"{file}:{number}" if error.where in ("", "line") else f"{file}:{number}: {error.where}"
    return KefuError(error.code if error.code != "call" else "line", error.what, where, error.mend)
