"""Which files of the folders that a caller names are chats to read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from kefu.actions.inspection import OUTPUTS, UNCERTAIN
from kefu.actions.labelling import for_a_person
from kefu.vocabulary.errors import KefuError

LITTER: Final = frozenset({"thumbs.db", "desktop.ini"})
SUMMARY_AT_MOST: Final = 64 * 1024 * 1024
HEAD: Final = 256 * 1024
"""Bytes of a file by which it is told from those of `kefu label`; more than a line of theirs has."""
Mark = Literal["none", "outputs", "chats"]
"""What an inspection has made of a folder: nothing, a folder of outputs, or one with the chats that it read."""


class Found(NamedTuple):
    """What paths name.

    Attributes:
        files: to read.
        errors: the folders with no file to read.
        earlier: how many folders of earlier inspections were left out.
        asked: how many files of `kefu label` were left out, what it asks and what was answered.
    """

    files: list[Path]
    errors: list[KefuError]
    earlier: int
    asked: int


def files_of(paths: Iterable[Path], folders: Sequence[Path | None]) -> Found:
    """The files that paths name, each once, a folder's in the order of their names.

    Of a folder, hidden files, what Office and Windows leave lying, the outputs of inspections and the files of `kefu label`
    are left out; a file that is named is read whatever it is.

    Args:
        folders: of inspections, this one's and the earlier one's; they are not counted, for the call names them.
    """
    found: dict[Path, Path] = {}
    errors: list[KefuError] = []
    own = {folder.resolve() for folder in folders if folder is not None}
    marks: dict[Path, Mark] = {}
    asked: set[Path] = set()
    for path in paths:
        if path.is_dir():
            every = sorted(each for each in path.rglob("*") if each.is_file() and _export(each, path, own, marks))
            inside = [each for each in every if not for_a_person(_head(each))]
            asked |= {each.resolve() for each in every} - {each.resolve() for each in inside}
            if not inside:
                mend = "put the exported chats into it"
                errors.append(KefuError("call", "the folder has no file to read", str(path), mend))
        else:
            inside = [path]
        for each in inside:
            found.setdefault(each.resolve(), each)
    earlier = sum(mark != "none" for home, mark in marks.items() if home not in own)
    return Found(list(found.values()), errors, earlier, len(asked))


def left_out(found: Found) -> Iterator[str]:
    """A line each on the inspections whose outputs, and on the files of `kefu label` which were not read as chats."""
    if n := found.earlier:
        folders = "folder" if n == 1 else "folders"
        yield f"未读取 {n} 个文件夹里以前的质检结果 / left out what earlier inspections wrote into {n} {folders}"
    if n := found.asked:
        yield f"未读取 {n} 个 kefu label 的标注文件 / left out {n} {'file' if n == 1 else 'files'} of kefu label"


def mark_of(folder: Path) -> Mark:
    """Whether an inspection wrote its outputs into a folder, or was about to, and whether its chats lie there too."""
    finished, begun = _json(folder / "summary.json"), _json(folder / ".unfinished" / "plan.json")
    if "rulebook" not in finished or "rules" not in finished or not (folder / "findings.parquet").is_file():
        if not (folder / ".unfinished").is_dir():
            return "none"
        finished = {}
    names = {Path(str(name)).name for told in (finished, begun) for name in _names(told)}
    return "chats" if any((folder / name).is_file() for name in names) else "outputs"


def _export(file: Path, folder: Path, own: Collection[Path], marks: dict[Path, Mark]) -> bool:
    """Whether a file in a folder may be an export; what it sees of the folders is kept in `marks`."""
    parts = file.relative_to(folder).parts
    if any(part.startswith((".", "~$")) for part in parts) or parts[-1].lower() in LITTER:
        return False
    top, home = folder.resolve(), file.parent.resolve()
    for place in (home, *home.parents):
        if place not in marks:
            marks[place] = mark_of(place)
        if place == top:
            break
        if marks[place] == "outputs":
            return False
    return not (file.name in (*OUTPUTS, UNCERTAIN) and (home in own or marks[home] != "none"))


def _head(file: Path) -> bytes:
    """Where a file begins; nothing where it cannot be read, which is told when its turn comes."""
    try:
        with file.open("rb") as opened:
            return opened.read(HEAD)
    except OSError:
        return b""


def _names(told: Mapping[str, Any]) -> Iterable[str]:
    files = told.get("files")
    return files if isinstance(files, dict) else ()


def _json(file: Path) -> dict[str, Any]:
    """What a file of an inspection tells; nothing where it is none."""
    try:
        told = json.loads(file.read_bytes()) if file.stat().st_size <= SUMMARY_AT_MOST else None
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
