"""A file told what it is from its content, and made ready to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kefu.actions.ports import Batch, ReadingOptions
from kefu.connectors.exports import jsonl, tables
from kefu.connectors.exports.batching import Piece, batched, contiguous
from kefu.connectors.exports.encodings import HEAD, Encoding, encoding_of
from kefu.connectors.exports.layout import Layout, no_chat, settle
from kefu.connectors.exports.lines import Chunk, Lines
from kefu.vocabulary.errors import KefuError

SAMPLE = 20_000
"""Lines from which it is told whether conversations stand in runs."""


@dataclass(frozen=True)
class SurveyedExport:
    """A file that can be read. The attributes are those of the port `Export`."""

    name: str
    path: Path
    format: str
    encoding: str
    platform: str
    size: int
    layout: Layout
    chunks: Callable[[Layout], Iterator[Chunk]]

    def batches(self, rows: int = 8192) -> Iterator[Batch]:
        """Read it from the start, in order, in batches that are the same at every reading."""
        return batched(self._pieces(), rows, self._whole())

    def _pieces(self) -> Iterator[Piece]:
        lines = Lines(self.name, self.layout)
        for chunk in self.chunks(self.layout):
            made, rejects = lines.of(chunk)
            yield made, rejects, chunk.position

    def _whole(self) -> bool:
        """Whether conversations stand in runs, as far as the first lines tell."""
        seen: list[pa.Array] = []
        for lines, _, _ in self._pieces():
            seen.append(lines["session"].slice(0, SAMPLE))
            if sum(map(len, seen)) >= SAMPLE:
                break
        return contiguous(pa.concat_arrays(seen)) if seen else True


def survey(path: Path, options: ReadingOptions) -> SurveyedExport:
    """Find out what a file is and how to read it.

    Raises:
        KefuError: it cannot be read, holds no chat, or leaves open what an option must settle.
    """
    name = str(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise KefuError("export-unreadable", f"cannot be opened ({error.strerror or error})", name) from None
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise KefuError("export-empty", "the file is empty", name, "export the chats again")
    return _of_text(path, name, size, head, options)


def _of_text(path: Path, name: str, size: int, head: bytes, options: ReadingOptions) -> SurveyedExport:
    encoding = encoding_of(head)
    text = _decoded(head[encoding.mark :], encoding, whole=size <= len(head))
    if text.lstrip().startswith("{"):
        return _json_lines(path, name, size, encoding, text, options)
    return _separated(path, name, size, encoding, text, options)


def _decoded(head: bytes, encoding: Encoding, whole: bool) -> str:
    """The first lines of a text, the last one only if it is all there."""
    text = head.decode(encoding.codec, "kefu-broken").replace("\r\n", "\n").replace("\r", "\n")
    return text if whole or "\n" not in text else text[: text.rfind("\n") + 1]


def _json_lines(
    path: Path, name: str, size: int, encoding: Encoding, text: str, options: ReadingOptions
) -> SurveyedExport:
    found = jsonl.records(text.encode("utf-8", "surrogatepass"))
    if not found:
        raise KefuError("export-columns", "begins like JSON but no line is an object", name, "write one object a line")
    nest = jsonl.nested_in(found[0])
    messages = [message for record in found for message in jsonl.opened(record, nest)]
    keys = list(dict.fromkeys(key for message in messages for key in message))
    rows = [keys, *([jsonl.cell(message.get(key)) or "" for key in keys] for message in messages)]
    layout = settle(rows, options, name)
    source = jsonl.JsonLines(path, name, encoding, nest, messages)
    return SurveyedExport(name, path, "jsonl", encoding.name, _one(layout), size, layout, source.chunks)


def _separated(
    path: Path, name: str, size: int, encoding: Encoding, text: str, options: ReadingOptions
) -> SurveyedExport:
    told = tables.separator_of(text)
    if told is None:
        raise no_chat([[line] for line in text.split("\n")[:3]], options, name)
    separator, _ = told
    layout = settle(tables.sample(text, separator), options, name)
    source = tables.Separated(path, name, encoding, separator)
    kind = "tsv" if separator == "\t" else "csv"
    return SurveyedExport(name, path, kind, encoding.name, _one(layout), size, layout, source.chunks)


def _one(layout: Layout) -> str:
    """The platform of all lines, '' where a column says it."""
    return "" if "platform" in layout.columns else layout.platform
