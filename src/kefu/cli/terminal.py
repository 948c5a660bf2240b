"""How lines and a progress bar stand on a terminal: coloured and wrapped; plain and unwrapped everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from kefu.actions.inspection import Progress

Write = Callable[["Line"], None]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: pieces with the style that a terminal gives them, and how far it is indented."""

    parts: tuple[tuple[str, str], ...]
    indent: int = 0

    def __str__(self) -> str:
        return " " * self.indent + "".join(text for text, _ in self.parts)


NO_LINE: Final = Line(())


@contextmanager
def screen(follow: bool = False) -> Iterator[tuple[Write, Progress]]:
    """What writes lines to standard output, and what moves a progress bar below them.

    Args:
        follow: there is to be a bar: on standard output where that is a terminal, else on standard error where that is one.
    """
    written, watched = sys.stdout.isatty(), sys.stderr.isatty()
    if not written and not (follow and watched):
        yield print, _unseen
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, stderr=not written)

    def write(line: Line) -> None:
        console.print(Padding(Text.assemble(*line.parts or [" "]), (0, 0, 0, line.indent), expand=False))

    if not follow:
        yield write, _unseen
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[rate]:,.0f} rows/s"), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=watched) as bar:
        task = bar.add_task("", total=None, rows=0, rate=0.0)

        def progress(rows: int, position: int, size: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(task, completed=position, total=size, rows=rows, rate=rows / elapsed if elapsed else 0.0)

        yield write if written else print, progress


def _unseen(rows: int, position: int, size: int) -> None:
    """Nobody watches."""
