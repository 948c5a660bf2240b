"""`python -m kefu`: the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.actions.inspection import Outcome, Progress, Request


def main() -> int:
    """Run the command line on this process's arguments and streams. A console of another encoding loses signs, never the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from kefu.cli import run

    return run(sys.argv[1:], inspect)


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """`kefu.wiring.inspect`, its rooms opened only when it is called."""
    from kefu import wiring

    return wiring.inspect(request, into, since, progress)


if __name__ == "__main__":
    sys.exit(main())
