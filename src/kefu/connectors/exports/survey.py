"""A file told what it is from its content, and made ready to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kefu.actions.ports import Batch, ReadingOptions
from kefu.connectors.exports import jsonl, tables, transcript, workbook
from kefu.connectors.exports.batching import Piece, batched, contiguous
from kefu.connectors.exports.encodings import BROKEN, HEAD, LONGEST, Encoding, encoding_of
from kefu.connectors.exports.headings import Headings
from kefu.connectors.exports.layout import Layout, no_chat, settle, settle_transcript
from kefu.connectors.exports.lines import Chunk, Lines
from kefu.connectors.exports.parquet import ParquetExport
from kefu.vocabulary.errors import KefuError


@dataclass(frozen=True)
class Part:
    """A table in a file: how it is read, and where from. Only a workbook has several."""

    layout: Layout
    chunks: Callable[[Layout], Iterator[Chunk]]
    whole: bool


@dataclass(frozen=True)
class SurveyedExport:
    """A file that can be read. The attributes are those of the port `Export`."""

    name: str
    path: Path
    format: str
    encoding: str
    size: int
    parts: tuple[Part, ...]

    @property
    def platform(self) -> str:
        """The platform of all its lines, '' where a column says it."""
        told = {"" if "platform" in part.layout.columns else part.layout.platform for part in self.parts}
        return told.pop() if len(told) == 1 else ""

    def batches(self, rows: int = 8192) -> Iterator[Batch]:
        """Read it from the start, in order, in batches that are the same at every reading."""
        return batched(self._pieces(), rows, all(part.whole for part in self.parts))

    def _pieces(self) -> Iterator[Piece]:
        for part in self.parts:
            lines = Lines(self.name, part.layout)
            for chunk in part.chunks(part.layout):
                made, rejects = lines.of(chunk)
                yield made, rejects, chunk.position


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
            while b"\n" not in head and len(head) < LONGEST and (more := file.read(HEAD)):
                head += more
    except OSError as error:
        raise KefuError("export-unreadable", f"cannot be opened ({error.strerror or error})", name) from None
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise KefuError("export-empty", "the file is empty", name, "export the chats again")
    if head.startswith(b"PAR1"):
        source = ParquetExport(path, name, size)
        part = _part(source.sample(), source.chunks, options, name)
        return SurveyedExport(name, path, "parquet", "", size, (part,))
    if (kind := workbook.workbook_kind(path, head)) is not None:
        return SurveyedExport(name, path, kind, "", size, _sheets(path, name, size, kind, options))
    encoding = encoding_of(head)
    text = _decoded(head[encoding.mark :], encoding, whole=size <= len(head))
    if text.lstrip().startswith("{"):
        return _json_lines(path, name, size, encoding, text, options)
    return _transcript(path, name, size, encoding, text, options) or _separated(
        path, name, size, encoding, text, options
    )


def _part(
    rows: Sequence[Sequence[str]],
    chunks: Callable[[Layout], Iterator[Chunk]],
    options: ReadingOptions,
    name: str,
    title: str = "",
) -> Part:
    """A table with the layout that its first rows tell."""
    layout = settle(rows, options, name, title)
    return Part(layout, chunks, _in_runs(rows, layout, name))


def _in_runs(rows: Sequence[Sequence[str]], layout: Layout, name: str) -> bool:
    """Whether conversations stand in runs in the first rows."""
    body = [row for row in rows[layout.first :] if layout.columns["text"] < len(row)]
    columns = {
        field: pa.array([row[place] if place < len(row) else "" for row in body], pa.string())
        for field, place in layout.columns.items()
    }
    lines, _ = Lines(name, layout).of(Chunk(columns, pa.array(range(len(body)), pa.int64())))
    return contiguous(lines["session"])


def _sheets(path: Path, name: str, size: int, kind: str, options: ReadingOptions) -> tuple[Part, ...]:
    """The sheets that hold a chat; those that hold something else are passed over."""
    if kind == "xlsx":
        workbook.check_archive(path)
    parts: list[Part] = []
    nothing: KefuError | None = None
    for sheet in workbook.sheets(path, name, size):
        try:
            parts.append(_part(sheet.sample(), sheet.chunks, options, name, sheet.name))
        except KefuError as error:
            if error.code != "export-columns":
                raise
            nothing = nothing or error
    if not parts:
        raise nothing or KefuError("export-empty", "the workbook is empty", name, "export the chats again")
    return tuple(parts)


def _decoded(head: bytes, encoding: Encoding, whole: bool) -> str:
    """The first lines of a text, the last one only if it is all there."""
    text = BROKEN.sub("\ufffd", head.decode(encoding.codec, "kefu-broken"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
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
    source = jsonl.JsonLines(path, name, encoding, nest, messages)
    part = _part(rows, source.chunks, options, name)
    return SurveyedExport(name, path, "jsonl", encoding.name, size, (part,))


def _transcript(
    path: Path, name: str, size: int, encoding: Encoding, text: str, options: ReadingOptions
) -> SurveyedExport | None:
    lines = text.split("\n")[:20_000]
    headings = Headings(lines)
    if headings.count * 20 < sum(bool(line.strip()) for line in lines) or not headings.count:
        return None
    rows = transcript.sample(text, headings)
    layout = settle_transcript(rows, transcript.above(text, headings), options, name)
    source = transcript.Transcript(path, name, encoding, headings)
    part = Part(layout, source.chunks, _in_runs(rows, layout, name))
    return SurveyedExport(name, path, "text", encoding.name, size, (part,))


def _separated(
    path: Path, name: str, size: int, encoding: Encoding, text: str, options: ReadingOptions
) -> SurveyedExport:
    told = tables.separator_of(text)
    if told is None:
        raise no_chat([[line] for line in text.split("\n")[:3]], options, name)
    separator, _ = told
    source = tables.Separated(path, name, encoding, separator)
    part = _part(tables.sample(text, separator), source.chunks, options, name)
    kind = "tsv" if separator == "\t" else "csv"
    return SurveyedExport(name, path, kind, encoding.name, size, (part,))
