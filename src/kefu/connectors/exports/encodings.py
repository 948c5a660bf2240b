"""The encoding of a text, told from its bytes, and its blocks of whole lines, however large it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

BLOCK: Final = 4 * 1024 * 1024
LONGEST: Final = 64 * 1024 * 1024
"""Bytes of one line (or one quoted record) above which it is rejected rather than held."""

HEAD: Final = 1024 * 1024
"""Bytes from which format, encoding and layout are told."""

BROKEN: Final = re.compile("[\ud800-\udfff]")
"""What stands in a text where its bytes are no characters."""

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GB_MARK: Final = b"\x84\x31\x95\x33"
_MARK: Final = "\udfff"
"""What is put where bytes are no characters."""
_CHINESE: Final = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
"""Signs of three bytes in UTF-8; bytes of GB18030 hardly ever look like one."""

_USUAL: Final = re.compile(r"[\t\n\r -~\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
"""The signs that nearly all of a chat consists of."""


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _MARK, error.end


codecs.register_error("kefu-broken", _mark_broken)


@dataclass(frozen=True)
class Encoding:
    """How bytes become text.

    Attributes:
        name: as it is shown: `utf-8`, `utf-8-sig`, `utf-16`, `gb18030`.
        codec: Python's name for what comes after the mark.
        mark: how many bytes of mark stand in front.
    """

    name: str
    codec: str
    mark: int = 0


def encoding_of(head: bytes) -> Encoding:
    """Tell the encoding of a text from its first bytes."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            codec = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
            return Encoding(name, codec, len(mark))
    if head.startswith(_GB_MARK):
        return Encoding("gb18030", "gb18030", len(_GB_MARK))
    text = _marked(head, "utf-8")
    broken = text.count(_MARK)
    if head.count(b"\0") * 10 < len(head) and 4 * len(_CHINESE.findall(text)) >= broken:
        return Encoding("utf-8", "utf-8")
    for codec in ("utf-16-le", "utf-16-be"):
        text = _marked(head[: len(head) & ~1], codec)
        if len(_USUAL.findall(text)) * 10 >= len(text) * 8:
            return Encoding("utf-16", codec)
    best = "gb18030" if _marked(head, "gb18030").count(_MARK) * 4 < broken else "utf-8"
    return Encoding(best, best)


def _marked(head: bytes, codec: str) -> str:
    """Bytes as text, with a mark for each place that is broken; the end may be cut off."""
    return codecs.getincrementaldecoder(codec)("kefu-broken").decode(head)


@dataclass(frozen=True)
class Block:
    """Whole lines of a text.

    Attributes:
        data: UTF-8 with `\\n` at the end of every line; lone surrogates where bytes were broken.
        sound: whether it is UTF-8 without fault.
        line: number of its first line.
        position: bytes of the file read so far.
        overlong: a line too long to hold stood in front of it and was left out.
    """

    data: bytes
    sound: bool
    line: int
    position: int
    overlong: bool = False


def blocks(path: Path, encoding: Encoding) -> Iterator[Block]:
    """The text of a file in blocks of whole lines, the same at every reading."""
    decoder = None
    if encoding.codec != "utf-8":
        decoder = codecs.getincrementaldecoder(encoding.codec)("kefu-broken")
    rest, line, position, overlong = b"", 1, encoding.mark, False
    with path.open("rb") as file:
        file.seek(encoding.mark)
        while True:
            raw = file.read(BLOCK)
            position += len(raw)
            data = rest + (raw if decoder is None else _encoded(decoder.decode(raw, final=not raw)))
            if b"\r" in data:
                data, rest = _plain_breaks(data, last=not raw)
            else:
                rest = b""
            cut = data.rfind(b"\n") + 1 if raw else len(data)
            data, rest = data[:cut], data[cut:] + rest
            if len(rest) > LONGEST or (overlong and not data):
                rest, overlong = b"", True
            if data:
                if overlong:
                    data, line = data[data.find(b"\n") + 1 :] if b"\n" in data else b"", line + 1
                sound = is_utf8(data)
                yield Block(data if sound else _repaired(data), sound, line, position, overlong)
                line += int(np.count_nonzero(np.frombuffer(data, np.uint8) == 0x0A))
                overlong = False
            if not raw:
                return


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _plain_breaks(data: bytes, last: bool) -> tuple[bytes, bytes]:
    r"""Every `\r\n` and `\r` as `\n`; one at the very end waits for what follows it."""
    rest = b""
    if data.endswith(b"\r") and not last:
        data, rest = data[:-1], b"\r"
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), rest


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 without fault."""
    offsets = pa.py_buffer(len(data).to_bytes(4, "little").rjust(8, b"\0"))
    try:
        pa.StringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _repaired(data: bytes) -> bytes:
    """UTF-8 with a lone surrogate for what is broken."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return _encoded(data.decode("utf-8", "kefu-broken"))
    return data
