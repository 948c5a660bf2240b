"""What a table of lines tells of how its conversations go on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from kefu.actions.conversations import Conversations
from kefu.actions.courses import Course, Deed, Vow, latest, moods_of
from kefu.actions.covering import Covering
from kefu.checks.deeds import teller
from kefu.vocabulary.verdict import CLEAN, Promise, Report

TELLING = ("agent", "system", "auto")
"""Who may tell that a promise was kept."""
MOST_WORDS = 200
"""So much of the words of a promise is told."""


def key_of(file: str, platform: str, session: str | int) -> str:
    """What tells a conversation from others whose masked names are equal; where it has no name, `session` is the row."""
    return hashlib.blake2b(f"{file}\0{platform}\0{session}".encode(), digest_size=8).hexdigest()


def courses_in(
    lines: pa.RecordBatch, talk: Conversations, covering: Covering, reports: Mapping[int, Report]
) -> list[Course]:
    """The courses of the conversations in a table of lines, `context` rows left out, in the order in which they last went on.

    Args:
        lines: schema `LINES`.
        reports: by row; a row without one is clean.
    """
    parts: dict[tuple[str, str, str | int], _Part] = {}
    for row, names in _rows(lines):
        role = talk.roles[row]
        if role != "buyer" and role not in TELLING:
            continue
        report = reports.get(row, CLEAN)
        if not names[2] and not report.promises:
            continue
        name = (*names[:2], names[2] or int(lines.column("row")[row].as_py()))
        part = parts.pop(name) if name in parts else _Part(lines, talk, covering)
        parts[name] = part
        part.step(row, role, report)
    return [part.course(key_of(*name)) for name, part in parts.items()]


def _rows(lines: pa.RecordBatch) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """The rows that are judged, with file, platform and session."""
    columns = (lines.column(name).to_pylist() for name in ("context", "file", "platform", "session"))
    for row, (context, *names) in enumerate(zip(*columns, strict=True)):
        if not context:
            file, platform, session = (name or "" for name in names)
            yield row, (file, platform, session)


class _Part:
    """A conversation, as far as its lines have been gone through."""

    def __init__(self, lines: pa.RecordBatch, talk: Conversations, covering: Covering) -> None:
        self._lines, self._talk, self._covering = lines, talk, covering
        self._moods: list[str] = []
        self._vows: list[Vow] = []
        self._deeds: list[Deed] = []
        self._last: datetime | None = None

    def step(self, row: int, role: str, report: Report) -> None:
        """Go through the next line."""
        at = self._talk.instant(row)
        if role in ("agent", "buyer"):
            self._last = latest(self._last, at)
        if role == "buyer":
            self._moods.append(report.signals.emotion[0])
            return
        told = teller().told(self._talk.texts[row])
        if told.kinds:
            deed = Deed(told.kinds, self._cell("row", row), at, told.earlier)
            self._deeds.append(deed)
            self._vows = [vow.kept_by([deed]) for vow in self._vows]
        self._vows += (self._vow(row, at, promise) for promise in report.promises)

    def course(self, key: str) -> Course:
        """The course of the whole."""
        return Course(key, moods_of("".join(self._moods)), tuple(self._vows), tuple(self._deeds), self._last)

    def _vow(self, row: int, at: datetime | None, promise: Promise) -> Vow:
        text = self._talk.texts[row]
        start = max(0, text.find(promise.text))
        words = self._covering.text(row)[start : start + len(promise.text)]
        shop, agent = self._talk.agent(row)
        amount = "" if promise.amount is None else f"{promise.amount:.2f}"
        return Vow(
            self._cell("file", row), self._cell("row", row), self._cell("platform", row), shop,
            self._covering.session(row, self._cell("session", row)), agent, at, promise.kind,
            words if len(words) <= MOST_WORDS else words[:MOST_WORDS] + "…", promise.due, amount,
        )  # fmt: skip

    def _cell(self, name: str, row: int) -> Any:
        cell = self._lines.column(name)[row].as_py()
        return "" if cell is None else cell
