"""Text copied from a chat window: 千牛, 拼多多, 咚咚, 飞鸽 and kin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa

from kefu.actions.ports import Reject
from kefu.connectors.exports.encodings import BROKEN, Encoding, blocks
from kefu.connectors.exports.headings import Heading, Headings, is_rule
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.lines import SHOWN, Chunk

HEADER: Final = ("speaker", "at", "text")
FIELDS: Final = {"speaker": 0, "at": 1, "text": 2}
OUTSIDE: Final = "text outside of any message"


@dataclass
class _Message:
    """A message whose end has not been seen yet."""

    line: int
    name: str
    at: str
    body: list[str]
    indented: bool | None = None
    blank: bool = False

    def takes(self, line: str) -> bool:
        """Whether a line below belongs to it: indented as the first is, or before any blank line."""
        inner = line[:1] in (" ", "\t", "　")
        if self.indented is None and not self.blank:
            self.indented = inner
        return inner if self.indented else not self.blank

    def cells(self) -> tuple[str, str, str]:
        """Who, when, what."""
        return self.name, self.at, "\n".join(self.body).strip("\n")


@dataclass
class _Reading:
    """What has been read of a text and not handed on."""

    messages: list[_Message] = field(default_factory=list)
    outside: list[tuple[int, str]] = field(default_factory=list)
    open: _Message | None = None
    day: str = ""

    def line(self, number: int, line: str, headings: Headings) -> None:
        """Read one line more."""
        if (heading := headings.read(line)) is not None:
            self.close()
            self.open = self._begun(number, heading)
        elif (day := headings.day(line)) is not None:
            self.close()
            self.day, self.open = day, None
        elif is_rule(line):
            if self.open is not None and not line.strip():
                self.open.blank = True
        elif self.open is not None and self.open.takes(line):
            self.open.body += [""] * (self.open.blank and bool(self.open.body))
            self.open.body.append(line.strip())
            self.open.blank = False
        elif self.open is not None or self.messages or self.outside:
            self.outside.append((number, line))

    def _begun(self, number: int, heading: Heading) -> _Message:
        dated = bool(re.match(r"\d{4}", heading.at))
        at = heading.at if dated else (f"{self.day} {heading.at}" if self.day else "")
        return _Message(number, heading.name, at, [heading.text] if heading.text else [])

    def close(self) -> None:
        """The message that is open ends here."""
        if self.open is not None:
            self.messages.append(self.open)


def sample(text: str, headings: Headings, most: int = 5000) -> Sequence[Sequence[str]]:
    """The first messages of a text as rows below a header."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        reading.line(number, line, headings)
        if len(reading.messages) >= most:
            break
    reading.close()
    return [HEADER, *(message.cells() for message in reading.messages)]


def above(text: str, headings: Headings) -> list[str]:
    """The lines above the first message."""
    found: list[str] = []
    for line in text.split("\n")[:200]:
        if headings.read(line) is not None:
            break
        found.append(line)
    return found


class Transcript:
    """A text of messages, read in chunks.

    Args:
        file: its name as given.
        headings: how its messages begin.
    """

    def __init__(self, path: Path, file: str, encoding: Encoding, headings: Headings) -> None:
        self._path, self._file, self._encoding, self._headings = path, file, encoding, headings

    def chunks(self, layout: Layout) -> Iterator[Chunk]:
        """Its messages from the start."""
        reading, position = _Reading(), 0
        for block in blocks(self._path, self._encoding):
            position = block.position
            if block.overlong:
                reading.outside.append((block.line - 1, ""))
            text = block.data.decode("utf-8", "surrogatepass")
            for number, line in enumerate(text.removesuffix("\n").split("\n"), block.line):
                reading.line(number, line, self._headings)
            open_, reading.open = reading.open, None
            yield self._chunk(reading, position)
            reading = _Reading([], [], open_, reading.day)
        reading.close()
        yield self._chunk(reading, position)

    def _chunk(self, reading: _Reading, position: int) -> Chunk:
        rejects = [self._reject(number, OUTSIDE, line) for number, line in reading.outside]
        rows: list[int] = []
        cells: list[tuple[str, str, str]] = []
        for message in reading.messages:
            read = message.cells()
            if any(BROKEN.search(cell) for cell in read):
                rejects.append(self._reject(message.line, "bytes that are no text in this encoding", " ".join(read)))
            else:
                rows.append(message.line)
                cells.append(read)
        columns = {name: pa.array([cell[place] for cell in cells], pa.string()) for name, place in FIELDS.items()}
        return Chunk(columns, pa.array(rows, pa.int64()), tuple(rejects), position)

    def _reject(self, line: int, reason: str, raw: str) -> Reject:
        return Reject(self._file, line, reason, BROKEN.sub("\ufffd", raw[:SHOWN]))
