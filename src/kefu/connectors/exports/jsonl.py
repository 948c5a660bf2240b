"""JSON Lines: one message a line, or one conversation with its messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.json as pj

from kefu.actions.ports import Reject
from kefu.connectors.exports.encodings import BROKEN, Block, Encoding, blocks
from kefu.connectors.exports.fields import field_of
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.lines import SHOWN, Chunk

_NESTED: Final = (
    "messages",
    "turns",
    "dialogue",
    "dialog",
    "conversation",
    "lines",
    "history",
    "消息",
    "消息列表",
    "对话",
)
_KINDS: Final[Mapping[type, pa.DataType]] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

Row = dict[str, Any]


def nested_in(record: Row) -> str | None:
    """The key under which a record holds its messages, None if it is a message itself."""
    for key in _NESTED:
        value = record.get(key)
        if isinstance(value, list) and value and isinstance(value[0], dict) and not _text_beside(record):
            return key
    return None


def _text_beside(record: Row) -> bool:
    return any(field_of(key) == "text" and isinstance(value, str) for key, value in record.items())


def opened(record: Row, nest: str | None) -> list[Row]:
    """The messages of a record, each with what the record says of all of them."""
    if nest is None:
        return [record]
    messages = record.get(nest)
    if not isinstance(messages, list):
        return []
    outer = {key: value for key, value in record.items() if key != nest}
    return [{**outer, **message} if isinstance(message, dict) else outer for message in messages]


def cell(value: Any) -> str | None:
    """A JSON value as the cell of a table."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return msgspec.json.encode(value).decode()


def records(head: bytes) -> list[Row]:
    """The objects in the first lines of a text; broken lines are passed over."""
    found: list[Row] = []
    for line in head.splitlines():
        try:
            record = msgspec.json.decode(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            found.append(record)
    return found


def gathered(
    records: Iterable[tuple[int, Row | Reject]], keys: Mapping[str, str], nest: str | None, position: int
) -> Chunk:
    """A chunk of records and rejects, each with its number."""
    cells: dict[str, list[str | None]] = {field: [] for field in keys}
    rows: list[int] = []
    rejects: list[Reject] = []
    for number, record in records:
        if isinstance(record, Reject):
            rejects.append(record)
            continue
        for message in opened(record, nest):
            rows.append(number)
            for field, key in keys.items():
                cells[field].append(cell(message.get(key)))
    columns = {field: pa.array(values, pa.string()) for field, values in cells.items()}
    return Chunk(columns, pa.array(rows, pa.int64()), tuple(rejects), position)


class JsonLines:
    """A file of JSON Lines, read in chunks.

    Args:
        file: its name as given.
        nest: the key that holds a conversation's messages, None where each line is one message.
        sample: some messages, from which the types of the columns are told.
    """

    def __init__(self, path: Path, file: str, encoding: Encoding, nest: str | None, sample: Sequence[Row]) -> None:
        self._path, self._file, self._encoding, self._nest = path, file, encoding, nest
        self._sample = sample[:2000]

    def chunks(self, layout: Layout) -> Iterator[Chunk]:
        """Its rows from the start."""
        keys = {field: layout.header[place] for field, place in layout.columns.items()}
        schema = self._schema(list(dict.fromkeys(keys.values())))
        for block in blocks(self._path, self._encoding):
            table = None
            if block.sound and schema is not None:
                table = _table(block.data, schema)
            if table is None or block.overlong:
                yield self._tolerant(block, keys)
                continue
            columns = {field: table.column(key) for field, key in keys.items()}
            rows = pa.array(np.arange(block.line, block.line + table.num_rows))
            yield Chunk(columns, rows, (), block.position)

    def _schema(self, keys: Sequence[str]) -> pa.Schema | None:
        """The types of the columns, None where they differ from line to line."""
        if self._nest is not None:
            return None
        kinds = []
        for key in keys:
            seen = {type(row[key]) for row in self._sample if row.get(key) is not None}
            if len(seen) > 1 or (seen and next(iter(seen)) not in _KINDS):
                return None
            kinds.append((key, _KINDS[seen.pop()] if seen else pa.string()))
        return pa.schema(kinds)

    def _tolerant(self, block: Block, keys: Mapping[str, str]) -> Chunk:
        """A block line by line: what is no message is rejected, the rest goes on."""
        return gathered(self._records(block), keys, self._nest, block.position)

    def _records(self, block: Block) -> Iterator[tuple[int, Row | Reject]]:
        if block.overlong:
            yield block.line - 1, Reject(self._file, block.line - 1, "a line too long to hold", "")
        for number, line in enumerate(block.data.split(b"\n"), block.line):
            if not line.strip():
                continue
            try:
                yield number, _record(line)
            except ValueError as error:
                raw = line[: SHOWN * 4].decode("utf-8", "replace")[:SHOWN]
                yield number, Reject(self._file, number, str(error), raw)


HALF: Final = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
"""One half of a pair of escapes without the other."""


def _record(line: bytes) -> Row:
    """One line as an object.

    Raises:
        ValueError: it is none; says why.
    """
    try:
        record = msgspec.json.decode(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        if BROKEN.search(line.decode("utf-8", "surrogatepass")):
            raise ValueError("bytes that are no text in this encoding") from None
        if HALF.search(line):
            raise ValueError("half a character, written as an escape") from None
        raise ValueError(f"no JSON: {error}") from None
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    return record


def _table(data: bytes, schema: pa.Schema) -> pa.RecordBatch | None:
    """A block at once, None where a line of it is not like the others."""
    signs = np.frombuffer(data, np.uint8)
    starts = np.concatenate(([0], np.flatnonzero(signs[:-1] == 0x0A) + 1))
    if not (signs[starts] == 0x7B).all():
        return None
    try:
        table = pj.read_json(
            pa.BufferReader(data),
            read_options=pj.ReadOptions(use_threads=False, block_size=len(data) + 1),
            parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
        )
    except (pa.ArrowException, ValueError):
        return None
    return table.combine_chunks().to_batches()[0] if table.num_rows == len(starts) else None
