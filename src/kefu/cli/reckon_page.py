"""`kefu reckon` without files: the page on which dates and sums are entered by hand."""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import Callable
from pathlib import Path

from kefu.cli.demo import on_a_screen
from kefu.rulebook.book import Book
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.errors import KefuError

Page = Callable[[Book, Asked, bool], str]
"""Writes the page: the rules, platform, basis and day that it opens with, and whether its clock stands still at that instant."""


def write(asked: Asked, halted: bool, into: Path | None, opened: bool, page: Page) -> int:
    """Write the page and open it: prints `RECKON path` and ends. Returns 0.

    Args:
        halted: the page's now is the one of `asked`, and does not go on.
        into: the file to write; None takes a temporary one.
        opened: it may be opened in a browser.

    Raises:
        KefuError: the file cannot be written.
    """
    if into is not None and (into.is_dir() or into.suffix.lower() not in (".html", ".htm")):
        raise KefuError(
            "call", "is no file of a page", f"-o {into}", "name a file like reckon.html, or the exports to read"
        )
    text = page(load_book(), asked, halted)
    try:
        file = into or Path(tempfile.mkdtemp(prefix="kefu-")) / "reckon.html"
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise KefuError(
            "cannot-write",
            f"cannot be written ({error.strerror})",
            str(into or tempfile.gettempdir()),
            "name another file with -o",
        ) from None
    print(f"RECKON {file}")
    if opened and on_a_screen():
        webbrowser.open(file.resolve().as_uri())
    return 0
