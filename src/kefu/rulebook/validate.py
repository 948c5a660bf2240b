"""`python -m kefu.rulebook.validate PATH…`: check rule files alone, and name every fault in them."""

from __future__ import annotations

import sys
from pathlib import Path

from kefu.rulebook.shelf import proofread


def main(argv: list[str]) -> int:
    """Check the files and folders named; 0 = all well, 1 = faults found, 2 = nothing to check."""
    paths = [Path(word) for word in argv]
    packs, faults = proofread(paths, whole=any((path / "law").is_dir() for path in paths))
    for fault in faults:
        print(fault)
    count = sum(len(pack.rules) for pack in packs)
    print(f"{len(packs)} files, {count} rules read, {len(faults)} faults")
    if not packs and not faults:
        return 2
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
