"""A file told what it is from its content, and made ready to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from kefu.actions.ports import Batch, ReadingOptions
from kefu.connectors.exports import documents, jsonl, tables, transcript, workbook
from kefu.connectors.exports.batching import Piece, batched, contiguous
from kefu.connectors.exports.encodings import BROKEN, HEAD, LONGEST, Encoding, encoding_of
from kefu.connectors.exports.headers import has_header, no_chat
from kefu.connectors.exports.headings import Headings
from kefu.connectors.exports.layout import Layout, settle, settle_transcript
from kefu.connectors.exports.lines import Chunk, Lines
from kefu.connectors.exports.parquet import ParquetExport
from kefu.vocabulary.errors import KefuError

NO_TEXT: Final = "leave it out; export the chat as a table or copy it as text"
SAMPLE: Final = 20_000
"""Lines or records from which a layout is told."""

_NO_TEXT: Final = Encoding("", "")
_DOCUMENT: Final = re.compile(r"\s*(\[\s*\{|\{\s*\")")
_UNPACK: Final = ("a packed file", "unpack it and name what is in it")
_FOREIGN: Final = {
    b"\x1f\x8b": _UNPACK, b"rar!": _UNPACK, b"7z\xbc\xaf": _UNPACK, b"bzh": _UNPACK, b"\x28\xb5\x2f\xfd": _UNPACK,
    b"<html": ("a web page, whatever its suffix says", "open it in Excel or WPS and save it as XLSX"),
    b"<!doctype html": ("a web page, whatever its suffix says", "open it in Excel or WPS and save it as XLSX"),
    b"<table": ("a web page, whatever its suffix says", "open it in Excel or WPS and save it as XLSX"),
    b"<?xml": ("an XML file", "open it in Excel or WPS and save it as XLSX"),
    b"%pdf": ("a PDF", "export the chat as a table or copy it as text"),
}  # fmt: skip
"""What is told by its first bytes and not read, and what to do instead."""
_PICTURES: Final = (b"\x89png", b"\xff\xd8\xff", b"gif87a", b"gif89a")
_NO_SIGN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_LOOKED_AT: Final = 8192


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


@dataclass(frozen=True)
class File:
    """A file of which the beginning has been read.

    Attributes:
        name: as given.
        text: its first lines, where it is a text.
    """

    path: Path
    name: str
    size: int
    encoding: Encoding
    text: str
    options: ReadingOptions

    def part(self, rows: Sequence[Sequence[str]], chunks: Callable[[Layout], Iterator[Chunk]], title: str = "") -> Part:
        """A table with the layout that its first rows tell."""
        layout = settle(rows, self.options, self.name, title)
        return Part(layout, chunks, _in_runs(rows, layout, self.name))

    def surveyed(self, kind: str, *parts: Part) -> SurveyedExport:
        """The export that it is."""
        return SurveyedExport(self.name, self.path, kind, self.encoding.name, self.size, parts)


def survey(path: Path, options: ReadingOptions) -> SurveyedExport:
    """Find out what a file is and how to read it.

    Raises:
        KefuError: it cannot be read, holds no chat, or leaves open what an option must settle.
    """
    name = str(path)
    try:
        size, head = path.stat().st_size, _head(path)
    except OSError as error:
        what, mend = (
            f"cannot be opened ({error.strerror or error})",
            "see that it is no folder and that you may read it",
        )
        if isinstance(error, FileNotFoundError):
            what, mend = "there is no such file", "look how it is spelt, and in which folder it lies"
        raise KefuError("export-unreadable", what, name, mend) from None
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise KefuError("export-empty", "the file is empty", name, "export the chats again")
    for mark, (what, mend) in _FOREIGN.items():
        if head.lstrip()[: len(mark)].lower() == mark:
            raise KefuError("export-unreadable", what, name, mend)
    if head.lower().startswith(_PICTURES):
        raise KefuError("export-foreign", "a picture", name, NO_TEXT)
    if head.startswith(b"PAR1"):
        file = File(path, name, size, _NO_TEXT, "", options)
        source = ParquetExport(path, name, size)
        return file.surveyed("parquet", file.part(source.sample(), source.chunks))
    if (kind := workbook.workbook_kind(path, head)) is not None:
        file = File(path, name, size, _NO_TEXT, "", options)
        return file.surveyed(kind, *_sheets(file, kind))
    encoding = encoding_of(head)
    text = _decoded(head[encoding.mark :], encoding, whole=size <= len(head))
    file = File(path, name, size, encoding, text, options)
    found = _json_lines(file) or _document(file) or _separated(file, True) or _transcript(file)
    if found is None and len(_NO_SIGN.findall(text, 0, _LOOKED_AT)) * 10 > min(len(text), _LOOKED_AT):
        raise KefuError("export-foreign", "no text: a program, a picture or a sound", name, NO_TEXT)
    found = found or _separated(file, False)
    if found is None:
        raise no_chat([[line] for line in text.split("\n")[:3]], options, name)
    return found


def _head(path: Path) -> bytes:
    """The first bytes of a file, at least one whole line if it is not monstrous."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        while b"\n" not in head and len(head) < LONGEST and (more := file.read(HEAD)):
            head += more
    return head


def _in_runs(rows: Sequence[Sequence[str]], layout: Layout, name: str) -> bool:
    """Whether conversations stand in runs in the first rows."""
    body = [row for row in rows[layout.first :] if layout.columns["text"] < len(row)]
    columns = {
        field: pa.array([row[place] if place < len(row) else "" for row in body], pa.string())
        for field, place in layout.columns.items()
    }
    lines, _ = Lines(name, layout).of(Chunk(columns, pa.array(range(len(body)), pa.int64())))
    return contiguous(lines["session"])


def _sheets(file: File, kind: str) -> tuple[Part, ...]:
    """The sheets that hold a chat; those that hold something else are passed over."""
    if kind == "xlsx":
        workbook.check_archive(file.path)
    parts: list[Part] = []
    nothing: KefuError | None = None
    for sheet in workbook.sheets(file.path, file.name, file.size):
        try:
            parts.append(file.part(sheet.sample(), sheet.chunks, sheet.name))
        except KefuError as error:
            if error.code != "export-columns":
                raise
            nothing = nothing or error
    if not parts:
        raise nothing or KefuError("export-empty", "the workbook is empty", file.name, "export the chats again")
    return tuple(parts)


def _decoded(head: bytes, encoding: Encoding, whole: bool) -> str:
    """The first lines of a text, the last one only if it is all there."""
    text = BROKEN.sub("\ufffd", head.decode(encoding.codec, "kefu-broken"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if whole or "\n" not in text else text[: text.rfind("\n") + 1]


def _json_lines(file: File) -> SurveyedExport | None:
    """Lines that are JSON objects, but for one that is a document with a list in it."""
    found = jsonl.records(file.text.encode()) if file.text.lstrip().startswith("{") else []
    if not found or (len(found) == 1 and documents.listed(found[0]) not in (None, found)):
        return None
    nest = jsonl.nested_in(found[0])
    rows, messages = _messages(found, nest)
    source = jsonl.JsonLines(file.path, file.name, file.encoding, nest, messages)
    return file.surveyed("jsonl", file.part(rows, source.chunks))


def _document(file: File) -> SurveyedExport | None:
    """One JSON document that holds a list of objects."""
    if not _DOCUMENT.match(file.text):
        return None
    source = documents.JsonDocument(file.path, file.name, file.encoding, file.size)
    found = [record for record in source.records()[:SAMPLE] if isinstance(record, dict)]
    rows, _ = _messages(found, source.nest)
    return file.surveyed("json", file.part(rows, source.chunks))


def _messages(found: Sequence[jsonl.Row], nest: str | None) -> tuple[list[list[str]], list[jsonl.Row]]:
    """The messages of some records, as the rows of a table below its header, and as they are."""
    messages = [message for record in found for message in jsonl.opened(record, nest)]
    keys = list(dict.fromkeys(key for message in messages for key in message))
    return [keys, *([jsonl.cell(message.get(key)) or "" for key in keys] for message in messages)], messages


def _transcript(file: File) -> SurveyedExport | None:
    """Text copied from a chat window, if enough of its lines begin a message."""
    lines = file.text.split("\n")[:SAMPLE]
    headings = Headings(lines)
    if headings.count * 20 < sum(bool(line.strip()) for line in lines) or not headings.count:
        return None
    rows = transcript.sample(file.text, headings)
    layout = settle_transcript(rows, transcript.above(file.text, headings), file.options, file.name)
    source = transcript.Transcript(file.path, file.name, file.encoding, headings)
    return file.surveyed("text", Part(layout, source.chunks, _in_runs(rows, layout, file.name)))


def _separated(file: File, headed: bool) -> SurveyedExport | None:
    """Separated values; if `headed`, only those with a header, so that nothing else can be meant."""
    separator = tables.separator_of(file.text)
    rows = tables.sample(file.text, separator) if separator else []
    if separator is None or (headed and not has_header(rows, file.options)):
        return None
    source = tables.Separated(file.path, file.name, file.encoding, separator)
    return file.surveyed("tsv" if separator == "\t" else "csv", file.part(rows, source.chunks))
