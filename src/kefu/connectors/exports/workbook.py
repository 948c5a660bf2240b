"""Workbooks: XLSX and XLS, looked at for traps before they are opened."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import python_calamine as calamine

from kefu.actions.ports import Reject
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.lines import SHOWN, Chunk
from kefu.vocabulary.errors import KefuError

LARGEST: Final = 4 * 1024 * 1024 * 1024
"""Bytes that an archive may unpack to, and that the texts of its cells may have, those that cells share counted for each."""

RATIO: Final = 200
"""How often its own size these bytes may be, above `SMALL`; text in XML reaches 30."""

SMALL: Final = 64 * 1024 * 1024
CELLS: Final = 48_000_000
"""Cells between the first and the last corner of a sheet; all of them are held in memory."""

ROWS: Final = 20_000
_PLACE: Final = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_SHARED: Final = "xl/sharedstrings.xml"
_SHARED_TEXT: Final = re.compile(rb"<(?:\w+:)?si[\s/>]")
_NUMBER: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]{0,60})?>\s*(\d{1,8})\s*<")
"""What a cell holds: a number, or the number of a shared text."""
_TAIL: Final = 128
"""So many bytes of a piece are looked at again with the next."""
_LEGACY: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook_kind(path: Path, head: bytes) -> str | None:
    """`xlsx` or `xls` if the content is a workbook's, None if it is something else.

    Raises:
        KefuError: it is an archive, or a workbook of a kind that is not read.
    """
    if head.startswith(_LEGACY):
        return "xls"
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _damaged(path, "its archive is cut off or corrupt") from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise KefuError("export-unreadable", "a workbook of a kind that is not read", str(path), "save it as XLSX")
    raise KefuError("export-unreadable", "an archive, not a chat", str(path), "unpack it and name what is in it")


def _damaged(path: Path, why: str) -> KefuError:
    return KefuError("export-unreadable", f"the workbook cannot be read: {why}", str(path), "export or save it again")


def check_archive(path: Path) -> None:
    """See that a workbook unpacks to a sane size and spans a sane number of cells, without unpacking it to anywhere.

    Raises:
        KefuError: it does not, or is corrupt.
    """
    packed = path.stat().st_size
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_size(packed, sum(entry.file_size for entry in entries), path)
            shared = [entry for entry in entries if entry.filename.lower() == _SHARED]
            if len(shared) > 1:
                raise _damaged(path, "it has its texts twice")
            sizes = _shared_sizes(archive, shared[0]) if shared else np.zeros(0, np.int64)
            _check_size(
                packed, sum(_check_entry(archive, entry, sizes, path) for entry in entries if entry not in shared), path
            )
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _damaged(path, str(error)[:80]) from None


def _check_size(packed: int, unpacked: int, path: Path) -> None:
    if unpacked > LARGEST or (unpacked > SMALL and unpacked > RATIO * packed):
        raise KefuError(
            "export-unreadable",
            f"a bomb: {packed:,} bytes that unpack to {unpacked:,}",
            str(path),
            "leave it out, or save it as CSV if you trust it",
        )


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[int, bytes]]:
    """An entry to its claimed end, which its checksum proves to be its end: each piece behind the end of the one before,
    and the place in the entry where it begins."""
    tail, begin = b"", 0
    with archive.open(entry) as stream:
        while piece := stream.read(1 << 20):
            yield begin, tail + piece
            begin, tail = begin + len(tail + piece) - len(piece[-_TAIL:]), piece[-_TAIL:]


def _shared_sizes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> npt.NDArray[np.int64]:
    """About how many bytes each of the texts has that cells share."""
    begins = {
        begin + found.start() for begin, piece in _pieces(archive, entry) for found in _SHARED_TEXT.finditer(piece)
    }
    places = np.array([*sorted(begins), entry.file_size], dtype=np.int64)
    return places[1:] - places[:-1]


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, sizes: npt.NDArray[np.int64], path: Path) -> int:
    """Measure the sheet that an entry may be.

    Returns:
        The bytes of the shared texts in its cells, whose sizes are given.
    """
    right = bottom = shared = 0
    for _, piece in _pieces(archive, entry):
        for column, row in _PLACE.findall(piece):
            right, bottom = max(right, _number(column)), max(bottom, int(row))
        if len(sizes):
            numbers = np.array(_NUMBER.findall(piece), dtype=np.int64)
            shared += int(sizes[numbers[numbers < len(sizes)]].sum())
    if right * bottom > CELLS:
        raise KefuError(
            "export-unreadable",
            f"a sheet that spans {bottom:,} rows and {right:,} columns",
            str(path),
            "save the chat alone, as CSV",
        )
    return shared


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class Sheet:
    """One sheet of a workbook, read in chunks.

    Args:
        file: the workbook's name as given.
    """

    def __init__(self, path: Path, file: str, number: int, name: str, size: int) -> None:
        self._path, self._file, self._number, self.name, self._size = path, file, number, name, size

    def sample(self, most: int = 5000) -> Sequence[Sequence[str]]:
        """Its first rows."""
        rows: list[list[str]] = []
        for _, row in self._rows():
            rows.append(row)
            if len(rows) == most:
                break
        return rows

    def chunks(self, layout: Layout) -> Iterator[Chunk]:
        """Its rows from the start, without what stands above the first message."""
        cells: dict[str, list[str]] = {field: [] for field in layout.columns}
        numbers: list[int] = []
        rejects: list[Reject] = []
        seen = 0
        for seen, (number, row) in enumerate(self._rows(layout), 1):
            if seen > layout.first and any(map(str.strip, row)):
                if layout.columns["text"] >= len(row):
                    shown = " | ".join(row)[:SHOWN]
                    rejects.append(Reject(self._file, number, "ends before the column of the text", shown))
                    continue
                numbers.append(number)
                for field, place in layout.columns.items():
                    cells[field].append(row[place] if place < len(row) else "")
            if len(numbers) == ROWS:
                yield _chunk(cells, numbers, rejects, self._size * seen // (seen + ROWS))
                cells, numbers, rejects = {field: [] for field in layout.columns}, [], []
        yield _chunk(cells, numbers, rejects, self._size)

    def _rows(self, layout: Layout | None = None) -> Iterator[tuple[int, list[str]]]:
        """The number and the cells of each row; a value that spans rows stands in each of them, but for the text."""
        sheet = _opened(self._path, self._number)
        start = sheet.start
        if start is None:
            return
        merged = _merged(sheet, layout, start)
        held: dict[int, tuple[int, str]] = {}
        for number, row in enumerate(_guarded(sheet.iter_rows(), self._path), start[0]):
            cells = [_cell(value) for value in row]
            held = {place: (last, value) for place, (last, value) in held.items() if last >= number}
            for place, (_, value) in held.items():
                cells[place] = cells[place] or value
            held.update((place, (last, cells[place])) for place, last in merged.get(number, ()) if place < len(cells))
            yield number + 1, cells


def _chunk(cells: dict[str, list[str]], numbers: list[int], rejects: list[Reject], position: int) -> Chunk:
    columns = {field: pa.array(values, pa.string()) for field, values in cells.items()}
    return Chunk(columns, pa.array(numbers, pa.int64()), tuple(rejects), position)


def sheets(path: Path, file: str, size: int) -> list[Sheet]:
    """The sheets of a workbook.

    Raises:
        KefuError: it is corrupt, or locked with a password.
    """
    book = _book(path)
    return [Sheet(path, file, number, name, size) for number, name in enumerate(book.sheet_names)]


def _merged(
    sheet: calamine.CalamineSheet, layout: Layout | None, start: tuple[int, int]
) -> dict[int, list[tuple[int, int]]]:
    """For each row in which cells that span rows begin: the place of each in the row, and its last row."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for top, bottom in (sheet.merged_cell_ranges or ()) if layout is not None else ():
        place = top[1] - start[1]
        if layout is not None and bottom[0] > top[0] and place >= 0 and place != layout.columns["text"]:
            merged.setdefault(top[0], []).append((place, bottom[0]))
    return merged


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        return str(dt.datetime.min + value)[11:] if dt.timedelta(0) <= value < dt.timedelta(days=1) else str(value)
    return str(value)


def _book(path: Path) -> calamine.CalamineWorkbook:
    try:
        with path.open("rb") as file:  # not by path: then the suffix would decide what it is
            return calamine.CalamineWorkbook.from_filelike(file)
    except calamine.PasswordError:
        raise KefuError(
            "export-unreadable", "the workbook is locked", str(path), "save it without a password"
        ) from None
    except BaseException as error:
        raise _fault(error, path) from None


def _opened(path: Path, number: int) -> calamine.CalamineSheet:
    book = _book(path)
    try:
        return book.get_sheet_by_index(number)
    except BaseException as error:
        raise _fault(error, path) from None


def _guarded(rows: Iterator[Any], path: Path) -> Iterator[Any]:
    try:
        yield from rows
    except GeneratorExit:
        raise
    except BaseException as error:
        raise _fault(error, path) from None


def _fault(error: BaseException, path: Path) -> BaseException:
    """What to raise for an error of the reader; a panic of its Rust code is none of Python's ordinary errors."""
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return error
    return _damaged(path, str(error)[:80] or type(error).__name__)
