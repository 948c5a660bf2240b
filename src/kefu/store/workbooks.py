"""A table for people as XLSX: texts are texts and never formulas, numbers or links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import xlsxwriter

ROWS_A_SHEET: Final = 1_048_575
CELL: Final = 32_767
"""What one sheet and one cell of XLSX hold at most."""
_UNSTORABLE: Final = dict.fromkeys((0, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")


class XlsxTable:
    """Writes a workbook row by row; a full sheet is followed by another.

    Args:
        path: its pieces lie in the same folder until it is closed.
        widths: of each column, in characters.
        title: of the workbook.
        sheet: the name of the first sheet; further ones are numbered.
    """

    def __init__(
        self,
        path: Path,
        header: Sequence[str],
        widths: Sequence[int],
        *,
        title: str,
        sheet: str,
        rows_a_sheet: int = ROWS_A_SHEET,
    ) -> None:
        self._header, self._widths, self._named, self._most = header, widths, sheet, rows_a_sheet
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
                "strings_to_urls": False, "nan_inf_to_errors": True, "tmpdir": str(path.parent), "use_zip64": True,
                "default_date_format": "yyyy-mm-dd hh:mm:ss",
            },
        )  # fmt: skip
        self._book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        self._bold = self._book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1})
        self._colours = {
            "block": self._book.add_format({"font_color": "#B42318", "bold": True}),
            "warn": self._book.add_format({"font_color": "#B54708"}),
        }
        self._sheet: Any = None
        self._sheets = self._row = 0

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        for row in rows:
            if self._sheet is None or self._row > self._most:
                self._next_sheet()
            for column, cell in enumerate(row):
                self._cell(column, cell)
            self._row += 1

    def _cell(self, column: int, cell: Any) -> None:
        if isinstance(cell, str):
            if cell:
                self._sheet.write_string(self._row, column, _storable(cell), self._colours.get(cell))
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(self._row, column, cell.replace(tzinfo=None))
        elif cell is not None:
            self._sheet.write_number(self._row, column, cell)

    def _next_sheet(self) -> None:
        self._finish_sheet()
        self._sheets += 1
        self._sheet = self._book.add_worksheet(self._named if self._sheets == 1 else f"{self._named} {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        self._sheet.write_row(0, 0, self._header, self._bold)
        self._row = 1

    def _finish_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.autofilter(0, 0, max(1, self._row - 1), len(self._header) - 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._sheet is None:
            self._next_sheet()
        self._finish_sheet()
        self._book.close()


def _storable(cell: str) -> str:
    """What XML can hold of a text, cut where a cell ends."""
    if len(cell) > CELL or len(cell.encode("utf-16-le", "surrogatepass")) // 2 > CELL:
        cell = cell[: CELL // 2 - 1] + "…"
    return cell.translate(_UNSTORABLE)
