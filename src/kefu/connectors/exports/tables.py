"""Tables of separated values: at once where they are regular, record by record where they are not, with one outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv

from kefu.actions.ports import Reject
from kefu.connectors.exports.encodings import BROKEN, LONGEST, Block, Encoding, blocks, is_utf8
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.lines import SHOWN, Chunk

SEPARATORS: Final = (",", "\t", ";", "|")
_QUOTE: Final = 0x22
_NEWLINE: Final = 0x0A
WIDEST: Final = 500
"""Columns above which a table is read record by record."""

UNCLOSED: Final = "a quote that is never closed"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells, the line it begins at, and where it ends in its text; no cells where it is broken."""

    cells: list[str]
    line: int
    end: int
    reason: str = ""


def records(text: str, separator: str, line: int, width: int = 0, final: bool = True) -> Iterator[Record]:
    """Read records one after another; lines without a sign are passed over.

    A quote that is never closed costs the line it stands in and nothing more: reading goes on with the next line.

    Args:
        line: number of the first line.
        width: how many cells a record has, 0 if unknown. One with line breaks in its quotes and another number of cells
            is taken for a quote that was closed by accident.
        final: whether nothing follows. If something does, reading stops before a record that may not have ended.
    """
    at = 0
    while at < len(text):
        cells, end, open_ = _cells(text, at, separator)
        broken = open_
        if open_ and not final and end >= len(text) and len(text) - at < LONGEST:
            return
        spanned = text.count("\n", at, end - 1) if end - at > 1 else 0
        if not open_ and spanned and width and len(cells) != width:
            broken = True
        if broken:
            end = text.find("\n", at) + 1 or len(text)
            yield Record([text[at:end].rstrip("\n")], line, end, UNCLOSED)
            line += 1
        else:
            if len(cells) > 1 or cells[0].strip():
                yield Record(cells, line, end)
            line += spanned + (text[end - 1] == "\n")
        at = end


def _cells(text: str, at: int, separator: str) -> tuple[list[str], int, bool]:
    """The cells of the record that begins at a place, where the next begins, and whether a quote stays open."""
    line_end = _line_end(text, at)
    if text.find('"', at, line_end) < 0:
        return text[at:line_end].split(separator), min(line_end + 1, len(text)), False
    cells: list[str] = []
    while True:
        if text.startswith('"', at):
            close = _closing(text, at + 1, separator, line_end)
            if close is None:
                return cells, len(text), True
            if close < 0:
                return cells, -close, True
            cells.append(text[at + 1 : close].replace('""', '"'))
            at = close + 1
            line_end = line_end if at <= line_end else _line_end(text, at)
        else:
            end = text.find(separator, at, line_end)
            end = line_end if end < 0 else end
            cells.append(text[at:end])
            at = end
        if at >= len(text):
            return cells, len(text), False
        if text[at] == "\n":
            return cells, at + 1, False
        at += 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _closing(text: str, at: int, separator: str, line_end: int) -> int | None:
    """Where the quote of a cell is closed; None if the text ends before, negative if another cell's quote comes first.

    In a later line, a quote that follows a separator and stands before words is another cell's.
    """
    while (at := text.find('"', at)) >= 0:
        after = text[at + 1 : at + 2]
        if after in ("", separator, "\n"):
            return at
        if after != '"' and at > line_end and text[at - 1] in (separator, "\n"):
            return -at - 1
        at += 2 if after == '"' else 1
    return None


class Separated:
    """A file of separated values, read in chunks.

    Args:
        file: its name as given.
    """

    def __init__(self, path: Path, file: str, encoding: Encoding, separator: str) -> None:
        self._path, self._file, self._encoding, self._separator = path, file, encoding, separator

    def chunks(self, layout: Layout) -> Iterator[Chunk]:
        """Its rows from the start, without what stands above the first message."""
        skip, rest, line = layout.first, b"", 1
        for block, last in _with_last(blocks(self._path, self._encoding)):
            line = line if rest else block.line
            sound = block.sound and (not rest or is_utf8(rest))
            block = replace(block, data=rest + block.data, sound=sound, line=line)
            if skip:
                block, skip = _below(block, skip, self._separator)
            regular = None if block.overlong else _regular(block, layout, self._separator, last)
            chunk, used = regular or self._tolerant(block, layout, last)
            line = block.line + block.data.count(b"\n", 0, used)
            rest = block.data[used:]
            yield chunk

    def _tolerant(self, block: Block, layout: Layout, last: bool) -> tuple[Chunk, int]:
        """A block record by record, and how many bytes of it were used."""
        text = block.data.decode("utf-8", "surrogatepass")
        end = 0
        cells: dict[str, list[str | None]] = {field: [] for field in layout.columns}
        rows: list[int] = []
        rejects = [Reject(self._file, block.line - 1, "a line too long to hold", "")] if block.overlong else []
        for record in records(text, self._separator, block.line, len(layout.header), last):
            end = record.end
            if not any(record.cells):
                continue
            if reason := _fault(record, layout, block.sound):
                raw = self._separator.join(record.cells)[:SHOWN].encode("utf-8", "replace").decode()
                rejects.append(Reject(self._file, record.line, reason, raw))
                continue
            rows.append(record.line)
            for field, place in layout.columns.items():
                cells[field].append(record.cells[place] if place < len(record.cells) else "")
        columns = {field: pa.array(values, pa.string()) for field, values in cells.items()}
        used = len(block.data) if last else len(text[:end].encode("utf-8", "surrogatepass"))
        return Chunk(columns, pa.array(rows, pa.int64()), tuple(rejects), block.position), used


def _below(block: Block, skip: int, separator: str) -> tuple[Block, int]:
    """A block without the first records, and how many are still to be left out."""
    text = block.data.decode("utf-8", "surrogatepass")
    end, line = 0, block.line
    for record in records(text, separator, line):
        end, skip = record.end, skip - 1
        if not skip:
            break
    above = text[:end].encode("utf-8", "surrogatepass")
    return replace(block, data=block.data[len(above) :], line=line + text.count("\n", 0, end)), skip


def _with_last(items: Iterator[Block]) -> Iterator[tuple[Block, bool]]:
    held = next(items, None)
    while held is not None:
        following = next(items, None)
        yield held, following is None
        held = following


def _fault(record: Record, layout: Layout, sound: bool) -> str:
    """What is wrong with a record, '' if nothing is. `sound`: its bytes are known to be text."""
    width = len(layout.header)
    if record.reason:
        return record.reason
    if not sound and any(BROKEN.search(cell) for cell in record.cells):
        return "bytes that are no text in this encoding"
    if any(map(str.strip, record.cells[width:])):
        return f"{len(record.cells)} cells where the header has {width}"
    if layout.columns["text"] >= len(record.cells):
        return "ends before the column of the text"
    return ""


def _regular(block: Block, layout: Layout, separator: str, last: bool) -> tuple[Chunk, int] | None:
    """A block at once, and how many bytes of it were used; None where a record of it is not like the others."""
    if not block.sound or len(layout.header) > WIDEST:
        return None
    signs = np.frombuffer(block.data, np.uint8)
    breaks = np.flatnonzero(signs == _NEWLINE)
    quotes = np.flatnonzero(signs == _QUOTE)
    if len(quotes):
        if not _well_quoted(signs, quotes, ord(separator)):
            return None
        breaks = breaks[np.searchsorted(quotes, breaks) % 2 == 0]
    used = len(signs) if last else (int(breaks[-1]) + 1 if len(breaks) else 0)
    if last and len(quotes) % 2:
        return None
    starts = np.concatenate(([0], breaks + 1))
    starts = starts[starts < used]
    if not len(starts):
        return None
    table = _parsed(block.data[:used], separator, layout, bool(len(quotes)))
    if table is None or table.num_rows != len(starts):
        return None
    every = np.flatnonzero(signs[:used] == _NEWLINE)
    lines = block.line + np.searchsorted(every, starts)
    columns = {field: table.column(f"c{place}") for field, place in layout.columns.items()}
    return Chunk(columns, pa.array(lines, pa.int64()), (), block.position), used


def _well_quoted(signs: np.ndarray, quotes: np.ndarray, separator: int) -> bool:
    """Whether every quote opens a cell, closes one, or is one of a pair within one."""
    opening, closing = quotes[0::2], quotes[1::2]
    before = np.where(opening > 0, signs[opening - 1], _NEWLINE)
    after = np.where(closing + 1 < len(signs), signs[np.minimum(closing + 1, len(signs) - 1)], _NEWLINE)
    first = np.isin(before, (separator, _NEWLINE, _QUOTE))
    final = np.isin(after, (separator, _NEWLINE, _QUOTE))
    return bool(first.all() and final.all())


def _parsed(data: bytes, separator: str, layout: Layout, quoted: bool) -> pa.RecordBatch | None:
    names = [f"c{place}" for place in range(len(layout.header))]
    wanted = sorted(set(layout.columns.values()))
    try:
        table = pcsv.read_csv(
            pa.BufferReader(data),
            read_options=pcsv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            parse_options=pcsv.ParseOptions(
                delimiter=separator, quote_char='"' if quoted else False, newlines_in_values=quoted,
                ignore_empty_lines=False,
            ),
            convert_options=pcsv.ConvertOptions(
                column_types={name: pa.string() for name in names}, include_columns=[f"c{place}" for place in wanted],
                strings_can_be_null=False, check_utf8=False,
            ),
        )  # fmt: skip
    except (pa.ArrowException, ValueError):
        return None
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else None


def separator_of(text: str) -> str | None:
    """The sign that separates the cells of a text; None where none does so regularly."""
    best: tuple[float, int, str] | None = None
    for separator in SEPARATORS:
        widths = [len(record.cells) for record in _first(text, separator) if not record.reason]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        share = wide.count(usual) / max(1, len(widths))
        if best is None or (share * min(usual, 3), usual) > best[:2]:
            best = (share * min(usual, 3), usual, separator)
    return best[2] if best is not None and best[0] >= 0.5 else None


def _first(text: str, separator: str, most: int = 200) -> list[Record]:
    found: list[Record] = []
    for record in records(text, separator, 1):
        found.append(record)
        if len(found) == most:
            break
    return found


def sample(text: str, separator: str, most: int = 20_000) -> Sequence[Sequence[str]]:
    """The first records of a text as rows, broken ones as rows of one cell so that the count of rows holds."""
    return [record.cells for record in _first(text, separator, most)]
