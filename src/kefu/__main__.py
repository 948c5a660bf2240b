"""`python -m kefu`: the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line on this process's arguments and streams. A console of another encoding loses signs, never the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from kefu.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
