"""The labelled messages as they stand in their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from kefu.actions.labelling import labelled_of, lines_of
from kefu.vocabulary.errors import KefuError

LABELLED: Final = Path(__file__).parents[1] / "data" / "labelled"


def voices(folder: Path = LABELLED) -> Mapping[str, Mapping[str, Any]]:
    """Who speaks: for each writer side, trades and who it is."""
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load((folder / "voices.yaml").read_text(encoding="utf-8"))
    return read


def lines(side: str, folder: Path = LABELLED) -> list[dict[str, Any]]:
    """The labelled messages of one side, `train` or `dev`, in a fixed order."""
    known = voices(folder)
    out: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*/*.jsonl")):
        if known[path.stem]["side"] == side:
            out += [
                json.loads(line) | {"of": path.parent.name} for line in path.read_text(encoding="utf-8").splitlines()
            ]
    return out


def added(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """A shop's own labelled messages, as `kefu label` keeps them; of two with one id the later.

    Raises:
        SystemExit: a file cannot be read, or lines of it cannot be used; each is told with its number and how to mend it.
    """
    found: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    for path in paths:
        try:
            good, wrong = lines_of(path.read_bytes(), str(path), labelled_of)
        except OSError as error:
            good, wrong = [], [KefuError("label-file", f"cannot be read ({error.strerror})", str(path), "name another")]
        found |= {line.id: line.as_json() | {"of": "buyers" if line.labels is None else "agents"} for line in good}
        faults += map(str, wrong)
    if faults:
        raise SystemExit("\n".join(faults))
    return list(found.values())


def checksum(folder: Path = LABELLED, own: Sequence[Path] = ()) -> str:
    """SHA-256 of everything that is learnt from, in a fixed order; `own` are a shop's files."""
    sum_ = hashlib.sha256()
    for path in [folder / "voices.yaml", *sorted(folder.glob("*/*.jsonl"))]:
        sum_.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path in own:
        sum_.update(b"\0" + path.read_bytes() + b"\0")
    return sum_.hexdigest()
