"""The labelled messages as they stand in their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

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


def checksum(folder: Path = LABELLED) -> str:
    """SHA-256 of everything that is learnt from, in a fixed order."""
    sum_ = hashlib.sha256()
    for path in [folder / "voices.yaml", *sorted(folder.glob("*/*.jsonl"))]:
        sum_.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sum_.hexdigest()
