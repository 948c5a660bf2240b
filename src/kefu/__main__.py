"""`python -m kefu`: the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from kefu.actions import reckoning
    from kefu.actions.inspection import Outcome, Progress, Request
    from kefu.exams import Question
    from kefu.exams import Request as Paper
    from kefu.exams.bank import Row
    from kefu.rulebook.book import Book
    from kefu.vocabulary.asking import Asked
    from kefu.wiring import LabelSitting


def main() -> int:
    """Run the command line on this process's arguments and streams."""
    from kefu.cli import run
    from kefu.cli.streams import carefully

    return carefully(lambda: run(sys.argv[1:], inspect, page, label, Exam(), reckon, desk))


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """`kefu.wiring.inspect`, its rooms opened only when it is called."""
    from kefu import wiring

    return wiring.inspect(request, into, since, progress)


def page(book: Book, at: date) -> str:
    """`kefu.web.rules.rules`, likewise."""
    from kefu.web.rules import rules

    return rules(book, at)


def label(source: Path, into: Path, port: int) -> LabelSitting:
    """`kefu.wiring.label`, likewise."""
    from kefu import wiring

    return wiring.label(source, into, port)


def reckon(request: reckoning.Request, progress: reckoning.Progress) -> reckoning.Outcome:
    """`kefu.wiring.reckon`, likewise."""
    from kefu import wiring

    return wiring.reckon(request, progress)


def desk(book: Book, asked: Asked, halted: bool) -> str:
    """`kefu.web.reckon.page`, likewise."""
    from kefu.web.reckon import page

    return page(book, asked, halted)


class Exam:
    """What `kefu exam` needs of other rooms, each opened only when it is called."""

    def sheet(self, questions: Sequence[Question], request: Paper) -> str:
        """`kefu.web.exam.sheet`."""
        from kefu.web.exam import sheet

        return sheet(questions, request)

    def page(self, questions: Sequence[Question], request: Paper) -> str:
        """`kefu.web.exam.page`."""
        from kefu.web.exam import page

        return page(questions, request)

    def rows(self, file: Path) -> Sequence[Row]:
        """`kefu.connectors.sheets.rows`."""
        from kefu.connectors.sheets import rows

        return rows(file)


if __name__ == "__main__":
    sys.exit(main())
