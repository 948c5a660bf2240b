"""The streams of the process. What cannot be written is told in one line; that, and any fault of ours, passes for no verdict."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable
from typing import Final

from kefu.cli.telling import told
from kefu.vocabulary.errors import KefuError

NO_VERDICT: Final = 2


def carefully(run: Callable[[], int]) -> int:
    """Run a command line and see to it that all it has said is written. Returns its exit status, 2 where it is not.

    A console of another encoding loses signs, never the run.
    """
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    if sys.stdout is None:
        return _told(KefuError("output", "is closed", "standard output", "send it to a file or a terminal"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        try:
            status = run()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
        sys.stdout.flush()
        sys.stderr.flush()
        return status
    except OSError as error:
        return _told(unwritten(error))
    except Exception:
        sys.excepthook(*sys.exc_info())
        return NO_VERDICT


def unwritten(error: OSError) -> KefuError:
    """What went wrong while reading or writing, in words."""
    if isinstance(error, BrokenPipeError):
        mend = "let the program that reads it read to the end"
        return KefuError("output", "was closed before all was written", "the output", mend)
    mend = "make room, or send it elsewhere; what is there is not complete"
    where = str(error.filename) if error.filename else "the output"
    return KefuError("output", f"cannot be written ({error.strerror or error})", where, mend)


def _told(error: KefuError) -> int:
    """Say it where that can still be said, and let nothing be written any more."""
    with contextlib.suppress(OSError, ValueError):
        print(f"kefu: {told(error)}", file=sys.stderr, flush=True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(nowhere, stream.fileno())
    return NO_VERDICT
