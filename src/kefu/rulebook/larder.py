"""What takes long to make is kept for the next time, in the user's cache folder, under what it was made from."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import msgspec

T = TypeVar("T")
KEPT_OF_EACH: Final = 4
"""So many of one name are kept; the oldest make room."""


def kept(name: str, key: str, shape: type[T], make: Callable[[], T], folder: Path | None = None) -> T:
    """What was kept under this name and key, or else what `make` makes, which is then kept.

    Args:
        shape: its type, of parts that msgspec can read and write.
        folder: None = the user's own. Where it cannot be written, nothing is kept.

    Raises:
        Whatever `make` raises.
    """
    file = (folder or cache_folder()) / f"{name}-{key}.msgpack"
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=shape)
    except (OSError, msgspec.DecodeError):
        made = make()
        with suppress(OSError):
            _keep(file, name, msgspec.msgpack.encode(made))
        return made


def print_of(pieces: Iterable[tuple[str, bytes]]) -> str:
    """A key for the content of some named pieces."""
    digest = hashlib.sha256()
    for name, raw in pieces:
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()[:32]


def code_of(folder: Path) -> list[tuple[str, bytes]]:
    """The Python files of a room, by name: where they change, so may what they make."""
    return [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.py"), key=lambda file: file.name)]


def cache_folder() -> Path:
    """Where caches of this user lie."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("kefu", appauthor=False))


def _keep(file: Path, name: str, raw: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{name}-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        Path(unfinished).replace(file)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
    by_age = sorted(file.parent.glob(f"{name}-*.msgpack"), key=lambda kept: kept.stat().st_mtime, reverse=True)
    for old in by_age[KEPT_OF_EACH:]:
        old.unlink(missing_ok=True)
