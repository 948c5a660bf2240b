"""The file in which a shop keeps its own labelled messages: one line a message, safe against a crash at any time."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from kefu.actions.labelling import Doubt, Labelled, doubt_of, labelled_of, lines_of
from kefu.store.holding import Hold
from kefu.vocabulary.errors import KefuError

UNCERTAIN: Final = "uncertain.jsonl"
"""What `kefu inspect` leaves in its folder."""
ASK: Final = "inspect again without --fast, then name the folder that was behind -o"
LARGEST: Final = 64_000_000
"""Bytes of a file; a larger one is none of these."""


def doubts(given: Path) -> tuple[list[Doubt], list[KefuError]]:
    """The messages of an inspection's folder, or of a file, each once; and what is wrong with the other lines.

    Raises:
        KefuError: there is no such file, it cannot be read, or there is not one such message in what it holds.
    """
    path = asked_in(given)
    found, faults = lines_of(_content(path, "label-source", ASK), str(path), doubt_of)
    if faults and not found:
        raise KefuError("label-source", f"holds no message to ask about ({faults[0].what})", faults[0].where, ASK)
    once: dict[str, Doubt] = {}
    for doubt in found:
        once.setdefault(doubt.id, doubt)
    return list(once.values()), faults


def asked_in(given: Path) -> Path:
    """The file of an inspection's folder, or the file itself."""
    return given / UNCERTAIN if given.is_dir() else given


class LabelFile:
    """A file of labelled messages. A verdict is on the disk when `put` returns; lines that are damaged stay as they are.

    It is written to by whoever has called `hold`: two at once could each undo what the other has just written.

    Args:
        path: need not be there yet.

    Raises:
        KefuError: what is there cannot be read, or holds no JSON Lines.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self.name = str(path)

    def hold(self) -> Hold:
        """Keep every other `kefu label` from the file until what is returned is closed.

        Raises:
            KefuError: another holds it, or it cannot be written to.
        """
        if not self.path.parent.is_dir():
            raise KefuError(
                "label-file", "its folder does not exist", self.name, "make it, or name another file with -o"
            )
        try:
            held = Hold(self.path)
        except BlockingIOError:
            mend = "end that one with Q or Ctrl-C, or name another file with -o"
            raise KefuError("label-held", "is open in another kefu label", self.name, mend) from None
        except OSError as error:
            raise self._unwritable(error) from None
        try:
            if self.path.is_file():
                self.path.open("ab").close()
        except OSError as error:
            held.close()
            raise self._unwritable(error) from None
        return held

    def read(self) -> tuple[dict[str, Labelled], list[KefuError]]:
        """The messages by id, of two with one id the later; and what is wrong with the other lines."""
        raw = self._raw()
        if raw.strip() and not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            mend = "name another file with -o; this one stays as it is"
            raise KefuError("label-file", "holds no labelled messages", self.name, mend)
        found, faults = lines_of(raw, self.name, labelled_of)
        return {line.id: line for line in found}, faults

    def put(self, line: Labelled) -> None:
        """Keep a verdict; an earlier one on the same message gives way. Raises KefuError where it cannot be written."""
        self._change(line.id, line.line())

    def drop(self, id: str) -> None:
        """Take the verdict on a message back. Raises KefuError where the file cannot be written."""
        self._change(id, b"")

    def _change(self, id: str, line: bytes) -> None:
        """Put a line in the place of those with an id."""
        try:
            lines = self._raw().splitlines(keepends=True)
            kept = [each for each in lines if _id(each) != id]
            if len(kept) < len(lines):
                self._replace(b"".join(kept), line)
            elif line:
                self._append(line, bool(lines) and not lines[-1].endswith(b"\n"))
        except OSError as error:
            mend = "make room, close the file where another program shows it, then confirm again"
            raise KefuError("label-write", f"cannot be written ({error.strerror})", self.name, mend) from None

    def _unwritable(self, error: OSError) -> KefuError:
        mend = "let it be written to, or name another file with -o"
        return KefuError("label-file", f"cannot be written ({error.strerror})", self.name, mend)

    def _raw(self) -> bytes:
        return _content(self.path, "label-file", "name another file with -o") if self.path.exists() else b""

    def _append(self, line: bytes, unended: bool) -> None:
        """Write behind what is there; where that fails half-way nothing of it stays."""
        whole = b"\n" * unended + line
        with self.path.open("ab", buffering=0) as file:
            before = file.seek(0, os.SEEK_END)
            try:
                if file.write(whole) != len(whole):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(self.path, before)
                raise

    def _replace(self, kept: bytes, line: bytes) -> None:
        """Write it anew beside the old one, which then gives way in one step."""
        whole = kept + b"\n" * bool(line and kept and not kept.endswith(b"\n")) + line
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name, suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(whole)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(self.path, name)
            Path(name).replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def _id(raw: bytes) -> str | None:
    try:
        return labelled_of(raw).id if raw.strip() else None
    except KefuError:
        return None


def _content(path: Path, code: str, mend: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise KefuError(code, "is larger than 64 MB", str(path), mend)
        return path.read_bytes()
    except FileNotFoundError:
        raise KefuError(code, "there is no such file", str(path), mend) from None
    except OSError as error:
        raise KefuError(code, f"cannot be read ({error.strerror})", str(path), mend) from None
