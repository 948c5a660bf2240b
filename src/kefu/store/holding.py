"""A file that one process at a time may write to; whoever dies lets go of it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Hold:
    """Holds a file until it is closed or the process ends; says so by a locked, empty, hidden file beside it.

    Args:
        path: the file to hold; need not be there.

    Raises:
        BlockingIOError: another holds it.
        OSError: nothing can be written or locked in its folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f".{path.name}.lock")
        while True:
            self._file = self._path.open("ab")
            try:
                _lock(self._file.fileno())
                if os.path.samestat(os.fstat(self._file.fileno()), self._path.stat()):
                    return
            except FileNotFoundError:
                pass  # whoever held it has removed it between our opening and our locking
            except OSError as error:
                self._file.close()
                if isinstance(error, (BlockingIOError, PermissionError)):
                    raise BlockingIOError(*error.args) from None
                raise
            self._file.close()

    def close(self) -> None:
        """Let go."""
        if os.name != "nt":
            self._path.unlink(missing_ok=True)
        self._file.close()
        if os.name == "nt":  # which removes no file that is open
            with contextlib.suppress(OSError):
                self._path.unlink()
