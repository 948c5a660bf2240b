"""Where rule files stand, and how they are read off it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kefu.rulebook.crossreading import crossread
from kefu.rulebook.manuscript import Unreadable, decode
from kefu.rulebook.pack import Pack
from kefu.rulebook.proofreading import FOLDERS, read_pack
from kefu.vocabulary.errors import KefuError


def book_of(path: Path) -> str | None:
    """The book that the place of a file names: `tmall/invoice` for `rules/tmall/invoice.yaml`; None where it names none."""
    parts = path.resolve().with_suffix("").parts
    for index in range(len(parts) - 2, -1, -1):
        if parts[index] in FOLDERS:
            return "/".join(parts[index:])
    return None


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """The rule files that are named, or lie in the folders that are named, in a fixed order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.y*ml") if file.suffix in (".yaml", ".yml"))
        else:
            yield path


def proofread(paths: Iterable[Path], whole: bool) -> tuple[list[Pack], list[KefuError]]:
    """Read rule files and gather all their faults.

    Args:
        whole: they are the whole rulebook: a name of a rule that is not among them is a fault.
    """
    packs: list[Pack] = []
    faults: list[KefuError] = []
    for file in files_under(paths):
        if file.name == "uncovered.yaml":
            continue
        try:
            raw = decode(file.read_bytes())
        except OSError as error:
            faults.append(KefuError("rule-file", f"cannot be opened ({error.strerror})", str(file), "check the path"))
            continue
        except Unreadable as error:
            faults.append(KefuError("rule-file", error.what, f"{file}:{error.line}", error.mend))
            continue
        pack, found = read_pack(raw, str(file), book_of(file))
        faults += found
        if pack is not None:
            packs.append(pack)
    faults += crossread(packs, whole)
    return packs, faults
