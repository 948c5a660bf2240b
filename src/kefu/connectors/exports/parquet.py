"""Parquet: rows of messages, or of conversations with a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kefu.actions.ports import Reject
from kefu.connectors.exports import jsonl
from kefu.connectors.exports.fields import field_of
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.lines import Chunk
from kefu.vocabulary.errors import KefuError

ROWS: Final = 16_384
HEAVY: Final = 64 * 1024 * 1024
"""Bytes of text that a chunk may hold."""

LARGEST: Final = 1024 * 1024 * 1024
RATIO: Final = 10_000
"""Text may come to so many bytes, or to so often the size of the file: the same text again and again takes next to no room."""

_FAULTS: Final = (pa.ArrowException, OSError, ValueError, MemoryError)


def _damaged(path: Path, error: BaseException) -> KefuError:
    why = " ".join(str(error).split())[:80]
    return KefuError("export-unreadable", f"the Parquet file is corrupt: {why}", str(path), "write it again")


class ParquetExport:
    """A Parquet file, read in chunks.

    Args:
        file: its name as given.

    Raises:
        KefuError: it is corrupt.
    """

    def __init__(self, path: Path, file: str, size: int) -> None:
        self._path, self._file, self._size = path, file, size
        try:
            with pq.ParquetFile(path) as opened:
                self._schema = opened.schema_arrow
                self._total = opened.metadata.num_rows
        except _FAULTS as error:
            raise _damaged(path, error) from None
        texts = any(field_of(name) == "text" and not _listed(kind.type) for name, kind in self._named())
        self._nest = None if texts else next((name for name, kind in self._named() if _listed(kind.type)), None)

    def _named(self) -> list[tuple[str, pa.Field]]:
        return [(kind.name, kind) for kind in self._schema]

    def sample(self, most: int = 5000) -> Sequence[Sequence[str]]:
        """The names of its columns, and its first rows."""
        for number, batch in self._batches(None, most):
            opened, _ = self._opened(batch, number)
            columns = [_cells(column) for column in opened.columns]
            return [list(opened.schema.names), *map(list, zip(*columns, strict=True))]
        return [[name for name, _ in self._named()]]

    def chunks(self, layout: Layout) -> Iterator[Chunk]:
        """Its rows from the start."""
        names = {field: layout.header[place] for field, place in layout.columns.items()}
        own = {name for name, _ in self._named()}
        read = [*{name for name in names.values() if name in own}, *([self._nest] if self._nest else [])]
        for number, batch in self._batches(read, ROWS):
            position = self._size * (number + batch.num_rows) // max(1, self._total)
            opened, rows = self._opened(batch, number)
            columns = {field: opened.column(name) for field, name in names.items()}
            yield self._checked(columns, rows, position)

    def _texts(self) -> list[str]:
        """The columns of strings. They are read as codes: a long one that comes often would fill the memory else."""
        return [name for name, kind in self._named() if pa.types.is_string(kind.type) or pa.types.is_binary(kind.type)]

    def _batches(self, columns: Sequence[str] | None, rows: int) -> Iterator[tuple[int, pa.RecordBatch]]:
        number = unpacked = 0
        try:  # what is buffered beforehand would stay until the end: the whole file
            with pq.ParquetFile(self._path, read_dictionary=self._texts(), pre_buffer=False) as opened:
                for whole in opened.iter_batches(rows, columns=columns, use_threads=False):
                    for batch, size in _light(whole):
                        yield number, batch
                        number, unpacked = number + batch.num_rows, unpacked + size
                        if unpacked > max(LARGEST, RATIO * self._size):
                            what = f"a bomb: {self._size:,} bytes that unpack to more than {unpacked:,}"
                            raise KefuError(
                                "export-unreadable", what, str(self._path), "export the chats anew, as JSON Lines"
                            )
        except _FAULTS as error:
            raise _damaged(self._path, error) from None

    def _opened(self, batch: pa.RecordBatch, number: int) -> tuple[pa.RecordBatch, pa.Array]:
        """A batch with one row a message, and the numbers of the rows."""
        rows = pa.array(np.arange(number + 1, number + 1 + batch.num_rows))
        if self._nest is None:
            return batch, rows
        lists = batch.column(self._nest)
        parents = pc.list_parent_indices(lists)
        inner = pc.list_flatten(lists)
        columns = {kind.name: pc.struct_field(inner, place) for place, kind in enumerate(inner.type)}
        outer = {name: column.take(parents) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        del outer[self._nest]
        return pa.RecordBatch.from_pydict({**outer, **columns}), rows.take(parents)

    def _checked(self, columns: dict[str, pa.Array], rows: pa.Array, position: int) -> Chunk:
        """A chunk without the rows whose bytes are no text."""
        good = np.ones(len(rows), bool)
        sound: dict[str, pa.Array] = {}
        for field, column in columns.items():
            sound[field], broken = _sound(column, field)
            good[broken] = False
        if good.all():
            return Chunk(sound, rows, (), position)
        reason = "bytes that are no text in this encoding"
        rejects = tuple(Reject(self._file, rows[int(place)].as_py(), reason, "") for place in np.flatnonzero(~good))
        kept = pa.array(good)
        return Chunk({f: column.filter(kept) for f, column in sound.items()}, rows.filter(kept), rejects, position)


def _light(batch: pa.RecordBatch) -> Iterator[tuple[pa.RecordBatch, int]]:
    """A batch in parts none of which, written out, is larger than `HEAVY`, single rows apart; and how large each is."""
    coded = [column for column in batch.columns if pa.types.is_dictionary(column.type)]
    size = sum(pc.sum(pc.binary_length(column.dictionary).take(column.indices)).as_py() or 0 for column in coded)
    if size <= HEAVY or batch.num_rows == 1:
        yield batch, size
        return
    half = batch.num_rows // 2
    yield from _light(batch.slice(0, half))
    yield from _light(batch.slice(half))


def _listed(kind: pa.DataType) -> bool:
    nested = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    return nested and pa.types.is_struct(kind.value_type) and any(field_of(f.name) == "text" for f in kind.value_type)


def _sound(column: pa.Array, field: str) -> tuple[pa.Array, list[int]]:
    """A column as one that lines are made of, and the places where it is no text."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if field == "at" and (pa.types.is_timestamp(kind) or pa.types.is_date(kind) or pa.types.is_integer(kind)):
        return column, []
    try:
        text = pc.cast(column, pa.string())
        text.validate(full=True)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return _one_by_one(column)
    return text, []


def _one_by_one(column: pa.Array) -> tuple[pa.Array, list[int]]:
    if not (
        pa.types.is_large_string(column.type) or pa.types.is_string(column.type) or pa.types.is_binary(column.type)
    ):
        return pa.array(_cells(column), pa.string()), []
    cells: list[str | None] = []
    broken: list[int] = []
    for place, value in enumerate(column.cast(pa.large_binary()).to_pylist()):
        try:
            cells.append(None if value is None else value.decode())
        except UnicodeDecodeError:
            cells.append("")
            broken.append(place)
    return pa.array(cells, pa.string()), broken


def _cells(column: pa.Array) -> list[str]:
    """The values of a column as the cells of a table."""
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return [str(value or "") for value in pc.cast(column, pa.timestamp("us"), safe=False).to_pylist()]
    if pa.types.is_binary(kind) or pa.types.is_string(kind):
        values: list[Any] = [
            value.decode("utf-8", "replace") if value else "" for value in column.cast(pa.binary()).to_pylist()
        ]
        return values
    try:
        return [jsonl.cell(value) or "" for value in column.to_pylist()]
    except (TypeError, ValueError, OverflowError):
        return ["" for _ in range(len(column))]
