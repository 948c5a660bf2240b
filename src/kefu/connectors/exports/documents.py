"""JSON documents: a list of messages or conversations in one piece, laid out as it likes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from kefu.actions.ports import Reject
from kefu.connectors.exports.encodings import Encoding
from kefu.connectors.exports.jsonl import Row, cell, gathered, nested_in
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.lines import SHOWN, Chunk
from kefu.vocabulary.errors import KefuError

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a document; it is held at once."""

ROWS: Final = 20_000


def listed(document: Any) -> list[Any] | None:
    """The records of a JSON document: its list, or the list in it, or itself if it is one conversation."""
    if isinstance(document, dict):
        if nested_in(document) is not None:
            return [document]
        lists = [
            value for value in document.values() if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        document = lists[0] if len(lists) == 1 else None
    return document if isinstance(document, list) and any(isinstance(record, dict) for record in document) else None


class JsonDocument:
    """One JSON document with a list of messages or conversations, which are numbered from 1.

    Args:
        file: its name as given.
    """

    def __init__(self, path: Path, file: str, encoding: Encoding, size: int) -> None:
        self._path, self._file, self._encoding, self._size = path, file, encoding, size
        self.nest: str | None = None

    def records(self) -> list[Any]:
        """Its records.

        Raises:
            KefuError: it is too large, or no JSON, or holds no list of objects.
        """
        mend = "write one object a line (JSON Lines)"
        if self._size > LARGEST:
            raise KefuError("export-unreadable", "a JSON document too large to be read at once", self._file, mend)
        try:
            data = self._path.read_bytes()[self._encoding.mark :]
            found = listed(msgspec.json.decode(data.decode(self._encoding.codec)))
        except (ValueError, RecursionError) as error:
            raise KefuError("export-unreadable", f"broken JSON: {str(error)[:80]}", self._file, mend) from None
        if found is None:
            raise KefuError("export-columns", "a JSON document without a list of messages", self._file, mend)
        self.nest = next((nested_in(record) for record in found if isinstance(record, dict)), None)
        return found

    def chunks(self, layout: Layout) -> Iterator[Chunk]:
        """Its rows from the start."""
        keys = {field: layout.header[place] for field, place in layout.columns.items()}
        found = self.records()
        for start in range(0, len(found), ROWS):
            yield gathered(self._numbered(found[start : start + ROWS], start + 1), keys, self.nest, self._size)

    def _numbered(self, records: list[Any], first: int) -> Iterator[tuple[int, Row | Reject]]:
        for number, record in enumerate(records, first):
            if isinstance(record, dict):
                yield number, record
            else:
                yield number, Reject(self._file, number, "no JSON object", (cell(record) or "")[:SHOWN])
