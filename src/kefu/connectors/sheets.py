"""A small table from a file, CSV or a workbook, told from its content: its rows as text, with their numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from kefu.connectors.exports.encodings import HEAD, encoding_of
from kefu.connectors.exports.tables import separator_of
from kefu.connectors.exports.workbook import check_archive, workbook_kind
from kefu.vocabulary.errors import KefuError

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that is read whole."""

EXACT: Final = 1e15
"""A spreadsheet keeps fifteen digits of a number."""

Row = tuple[int, tuple[str, ...]]
"""The number of a row as a spreadsheet shows it, and its cells."""


def rows(path: Path) -> list[Row]:
    """The rows of the first sheet that has any, without empty ones.

    Raises:
        KefuError: the file is missing, no table, damaged, locked or larger than 64 MiB.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise KefuError("export-unreadable", "the file is larger than 64 MiB", str(path), "split it")
        data = path.read_bytes()
    except OSError as error:
        what = error.strerror or "it cannot be opened"
        raise KefuError("export-unreadable", what, str(path), "check the path and your rights to it") from None
    if not data.strip():
        raise KefuError("export-empty", "the file is empty", str(path), "fill it in, or name another")
    if workbook_kind(path, data[:HEAD]):
        return _sheet(path)
    return _text(path, data)


def _text(path: Path, data: bytes) -> list[Row]:
    encoding = encoding_of(data[:HEAD])
    try:
        text = data[encoding.mark :].decode(encoding.codec)
    except UnicodeDecodeError as error:
        what = f"is not {encoding.name} at byte {error.start + encoding.mark + 1}"
        raise KefuError("export-unreadable", what, str(path), "save it as CSV in UTF-8") from None
    if "\0" in text:
        raise KefuError("export-foreign", "the file is no text", str(path), "name a CSV or XLSX file")
    separator = separator_of(text) or ","
    out: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            number, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                out.append((number, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        raise KefuError(
            "export-unreadable", f"line {before + 1} cannot be read: {error}", str(path), "save it again as CSV"
        ) from None
    return out


def _sheet(path: Path) -> list[Row]:
    import python_calamine as calamine

    check_archive(path) if path.read_bytes()[:2] == b"PK" else None
    try:
        with path.open("rb") as file:
            book = calamine.CalamineWorkbook.from_filelike(file)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            told = [tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]
            found = [(n, row) for n, row in enumerate(told, 1) if any(row)]
            if found:
                return found
    except calamine.PasswordError:
        what = "the workbook is locked"
        raise KefuError("export-unreadable", what, str(path), "save it without a password") from None
    except KefuError:
        raise
    except Exception as error:
        what = f"the workbook cannot be read: {str(error)[:80] or type(error).__name__}"
        raise KefuError("export-unreadable", what, str(path), "save it again") from None
    raise KefuError("export-empty", "the file is empty", str(path), "fill it in, or name another")


def _cell(value: object) -> str:
    """A cell as it is read: whole numbers without their `.0`, yes and no as words.

    A number of more than fifteen digits has lost the last ones; it stays as the spreadsheet shows it, 1.23457E+17.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and abs(value) >= EXACT:
        return f"{value:.5E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
