"""Show: the commands of the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from kefu.vocabulary.errors import KefuError

USAGE = """usage: kefu COMMAND …

  check    judge one message, or JSON Lines from standard input
  rules    look up the rulebook: clauses, sources, what changed, the whole book as a page
"""


def commands() -> dict[str, Callable[[Sequence[str]], int]]:
    """Each command and what runs it."""
    from kefu.cli import check, rules

    return {"check": check.run, "rules": rules.run}


def run(argv: Sequence[str]) -> int:
    """Run one command. Returns its exit status; 2 where the call is wrong."""
    known = commands()
    if not argv or argv[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0 if argv else 2
    if argv[0] not in known:
        print(f"kefu: no command {argv[0]!r}; use one of {', '.join(known)}", file=sys.stderr)
        return 2
    try:
        return known[argv[0]](argv[1:])
    except KefuError as error:
        print(f"kefu {argv[0]}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
