"""What the verbs need of the edges, and the shape of the tables that pass between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import pyarrow as pa

LINES: pa.Schema = pa.schema(
    [
        ("file", pa.string()),
        ("row", pa.int64()),
        ("shop", pa.string()),
        ("platform", pa.string()),
        ("session", pa.string()),
        ("agent", pa.string()),
        ("speaker", pa.string()),
        ("at", pa.timestamp("us", tz="Asia/Shanghai")),
        ("role", pa.string()),
        ("text", pa.string()),
        ("context", pa.bool_()),
    ]
)
"""Lines of exported chats, one row a message, in the order of the export. The columns are those of `vocabulary.talk.Line`;
`role` is a `LineRole`. `context` rows come from an earlier batch: they are read for history and neither judged nor counted."""

FINDINGS: pa.Schema = pa.schema(
    [
        ("file", pa.string()),
        ("row", pa.int64()),
        ("shop", pa.string()),
        ("platform", pa.string()),
        ("session", pa.string()),
        ("agent", pa.string()),
        ("at", pa.timestamp("us", tz="Asia/Shanghai")),
        ("role", pa.string()),
        ("text", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("quote", pa.string()),
        ("clause", pa.string()),
        ("penalty", pa.string()),
        ("advice", pa.string()),
        ("by", pa.string()),
        ("p", pa.float64()),
        ("lowered", pa.string()),
    ]
)
"""Findings, one row each, in the order of the lines."""


COLUMNS: Final = (
    "text", "role", "at", "date", "session", "agent", "shop", "platform", "speaker", "buyer", "receiver", "kind",
    "automatic", "recalled", "seller",
)  # fmt: skip
"""What a column of an export can be. `kind` is the type of message; `automatic`, `recalled` and `seller` answer yes or no."""


@dataclass(frozen=True)
class ReadingOptions:
    """What the caller says where the files do not.

    Attributes:
        platform: used where a file names none.
        columns: one of `COLUMNS` to the header in the file; `agent` may name the agents' accounts instead, parted by `/`.
    """

    platform: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reject:
    """A row that could not be read. `line` is 1-based, `raw` its beginning as text, at most 200 characters."""

    file: str
    line: int
    reason: str
    raw: str


class Export(Protocol):
    """One surveyed file: told what it is, ready to be read."""

    @property
    def name(self) -> str:
        """The file as given on the command line."""

    @property
    def path(self) -> Path: ...

    @property
    def format(self) -> str:
        """`csv`, `tsv`, `xlsx`, `xls`, `jsonl`, `parquet`, `text` …"""

    @property
    def encoding(self) -> str:
        """`utf-8`, `utf-8-sig`, `utf-16`, `gb18030`, or '' where the format has none."""

    @property
    def platform(self) -> str:
        """The platform of its lines, '' where a column says it line by line."""

    @property
    def size(self) -> int:
        """Bytes, for the progress bar."""

    def batches(self, rows: int = 8192) -> Iterator[Batch]:
        """Read it from the start, in order, in batches that are the same at every reading."""


@dataclass(frozen=True)
class Batch:
    """A piece of an export: lines (schema `LINES`), the rows that could not be read, and how far the reading has come.

    Attributes:
        position: bytes (of `Export.size`) read so far; only for progress.
    """

    lines: pa.RecordBatch
    rejects: tuple[Reject, ...]
    position: int


class Exports(Protocol):
    """Surveys files. Raises KefuError where a file cannot be mapped, naming the file, what was found and the option to use."""

    def __call__(self, path: Path, options: ReadingOptions) -> Export: ...
