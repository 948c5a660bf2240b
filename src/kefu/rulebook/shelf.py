"""Where rule files stand, and how the book is taken off the shelf: from the files, or from a cache of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kefu.rulebook.book import Book
from kefu.rulebook.larder import code_of, kept, print_of
from kefu.rulebook.pack import Pack
from kefu.vocabulary.errors import KefuError

UNCOVERED: Final = "uncovered.yaml"
"""The one file under `rules/` that holds no rules: facts that have none, each with the reason."""


def shipped_rules() -> Path:
    """Where the shipped rule files lie: in the package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent.parent / "rules"


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """The rule files that are named, or lie in the folders that are named, in a fixed order."""
    for path in paths:
        if path.is_dir():
            found = (file for file in path.rglob("*") if file.suffix in (".yaml", ".yml") and file.name != UNCOVERED)
            yield from sorted(found, key=lambda file: file.as_posix())
        else:
            yield path


def proofread(paths: Iterable[Path], whole: bool) -> tuple[list[Pack], list[KefuError]]:
    """Read rule files and gather all their faults.

    Args:
        whole: they are the whole rulebook: a name of a rule that is not among them is a fault.
    """
    faults: list[KefuError] = []
    texts: list[tuple[Path, bytes]] = []
    for file in files_under(paths):
        try:
            texts.append((file, file.read_bytes()))
        except OSError as error:
            faults.append(KefuError("rule-file", f"cannot be opened ({error.strerror})", str(file), "check the path"))
    packs, found = _proofread(texts, whole)
    return packs, faults + found


def _proofread(texts: Iterable[tuple[Path, bytes]], whole: bool) -> tuple[list[Pack], list[KefuError]]:
    from kefu.rulebook.crossreading import crossread
    from kefu.rulebook.proofreading import book_of, read_pack

    packs: list[Pack] = []
    faults: list[KefuError] = []
    for file, raw in texts:
        pack, found = read_pack(raw, str(file), book_of(file))
        faults += found
        if pack is not None:
            packs.append(pack)
    return packs, [*faults, *crossread(packs, whole)]


def load_book(root: Path | None = None, cache: Path | None = None) -> Book:
    """The whole rulebook.

    Args:
        root: the folder of rule files, None = the shipped one.
        cache: the folder for the cache, None = the user's own. Where it cannot be written, nothing is cached.
    Raises:
        Faulty: rule files with faults; all of them are in it.
        KefuError: there is no rulebook.
    """
    root = root or shipped_rules()
    texts = _texts(root)
    key = print_of([*code_of(Path(__file__).parent), *_named(root, texts)])
    return Book(kept("rulebook", key, list[Pack], lambda: _flawless(texts), cache), key)


def edition(root: Path | None = None) -> str:
    """Names the state of the rulebook: twelve digits of the content of its files.

    Raises:
        KefuError: there is no rulebook.
    """
    root = root or shipped_rules()
    return print_of(_named(root, _texts(root)))[:12]


def _texts(root: Path) -> list[tuple[Path, bytes]]:
    try:
        texts = [(file, file.read_bytes()) for file in files_under([root])]
    except OSError as error:
        raise KefuError(
            "no-rulebook", f"cannot be read ({error.strerror})", str(root), "check the path and the rights on it"
        ) from None
    if not texts:
        raise KefuError("no-rulebook", "no rule files here", str(root), "install kefu anew, or name another folder")
    return texts


def _flawless(texts: Iterable[tuple[Path, bytes]]) -> list[Pack]:
    packs, faults = _proofread(texts, whole=True)
    if faults:
        from kefu.rulebook.proof import Faulty

        raise Faulty(faults)
    return packs


def _named(root: Path, texts: Iterable[tuple[Path, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The content of every rule file under its name in the folder."""
    for file, raw in texts:
        yield file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name, raw
