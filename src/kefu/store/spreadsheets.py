"""A table for people as CSV: a spreadsheet opens it without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

_SPACES: Final = " \u00a0\u3000\u200b\ufeff"
_TRIGGERS: Final = tuple("=+-@\t\r\n＝＋－＠")


def defused(cell: Any) -> Any:
    """A cell of a CSV that no spreadsheet takes for a formula: a quote mark stands before what would be one.

    >>> defused("=1+1"), defused("加我"), defused(" @sum(a1)")
    ("'=1+1", '加我', "' @sum(a1)")
    """
    if not isinstance(cell, str):
        return "" if cell is None else cell
    cell = cell.replace("\0", "\ufffd")
    return "'" + cell if cell.lstrip(_SPACES).startswith(_TRIGGERS) or cell.startswith(_TRIGGERS) else cell


class CsvTable:
    """Writes a CSV with a byte order mark, every text quoted, rows ended as spreadsheets expect."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        self._writer.writerow(header)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows, each cell defused."""
        self._writer.writerows(
            [cell.isoformat() if isinstance(cell, datetime) else defused(cell) for cell in row] for row in rows
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
