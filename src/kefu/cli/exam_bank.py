"""A shop's own questions: `kefu exam bank` reads them, `kefu exam reopened` tells what a change of the rules does to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from kefu.cli.answering import written
from kefu.cli.parser import Parser
from kefu.cli.rules import day
from kefu.cli.telling import told as told_error
from kefu.exams import Question, Request
from kefu.exams.bank import Row, questions
from kefu.exams.question import TYPE_NAMES
from kefu.exams.reopening import Reopened, reopened_between_days, reopened_by_revision
from kefu.rulebook.book import Book
from kefu.rulebook.change import between_books
from kefu.rulebook.shelf import load_book
from kefu.rulebook.standing import EVIDENCE
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS


class Exam(Protocol):
    """What other rooms do for it: pages of HTML, and the rows of a table."""

    def sheet(self, questions: Sequence[Question], request: Request) -> str:
        """A paper to print, its key on a page of its own."""
        ...

    def page(self, questions: Sequence[Question], request: Request) -> str:
        """A paper to sit at the screen."""
        ...

    def rows(self, file: Path) -> Sequence[Row]:
        """The rows of a CSV file or a workbook."""
        ...


def print_json(objects: Iterable[Mapping[str, Any]]) -> None:
    """Objects to standard output, one a line."""
    sys.stdout.buffer.write(b"".join(written(each) + b"\n" for each in objects))
    sys.stdout.buffer.flush()


def own_questions(file: Path, book: Book, exam: Exam) -> tuple[tuple[Question, ...], int]:
    """A shop's own questions; what is wrong with rows is told on standard error, and 2 is the status then."""
    own, faults = questions(exam.rows(file), book, file.name)
    for fault in faults:
        print(f"kefu exam: {told_error(fault)}", file=sys.stderr)
    return own, 2 if faults else 0


def answer_shown(question: Question) -> str:
    """The key as a person reads it."""
    if isinstance(question.key, bool):
        return "对" if question.key else "错"
    return (
        question.key if isinstance(question.key, str) else ("；" if question.type == "fill" else "").join(question.key)
    )


def bank(argv: Sequence[str], exam: Exam) -> int:
    """`kefu exam bank`. Returns 0, or 2 where a row was wrong."""
    parser = Parser(
        "kefu exam bank",
        "查题库：每题挂一条规则，错的按行说。 Check a shop's own questions: each is tied to a clause; errors by row.",
        epilog="列名 columns: 题型 题目 选项A 选项B … 答案 条款 分值 解析 平台 编号；docs/exams.md 有样表 has an example.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV 或 XLSX")
    parser.add_argument("--rules", type=Path, metavar="FOLDER", help="另一个规则文件夹 another folder of rules")
    parser.add_argument("--jsonl", action="store_true", help="每题一行 JSON one JSON object a question")
    options = parser.parse_args(argv)
    own, status = own_questions(options.file, load_book(options.rules), exam)
    if options.jsonl:
        print_json(each.as_json() for each in own)
        return status
    for each in own:
        print(
            f"{each.id}　{TYPE_NAMES[each.type][0]}　{each.points} 分　{each.clause}　{each.question}　答案 {answer_shown(each)}"
        )
    print(f"共 {len(own)} 题可用 / {len(own)} questions can be used")
    return status


_CHANGES: Final = {
    "replaced": ("条款被取代", "another clause took its place"),
    "ended": ("条款不再有效", "its clause ended"),
    "began": ("条款开始生效", "its clause began"),
    "contradicted": ("出现了说法不同的新条款", "a clause that says otherwise began"),
    "reworded": ("条款内容改了", "its clause reads otherwise"),
    "removed": ("条款已删除", "its clause is gone"),
}


def reopened(argv: Sequence[str], exam: Exam) -> int:
    """`kefu exam reopened`. Returns 0, or 2 where a row was wrong."""
    parser = Parser(
        "kefu exam reopened",
        "规则变了，题库里哪些题要重看。 Which of a shop's own questions a change of the rules opens again.",
    )
    parser.add_argument(
        "--bank", type=Path, required=True, metavar="FILE", help="题库 the shop's own questions, CSV or XLSX"
    )
    parser.add_argument(
        "--between",
        nargs=2,
        required=True,
        metavar=("A", "B"),
        help="两天，或两个规则文件夹 two days, or two folders of rules",
    )
    parser.add_argument("--platform", choices=PLATFORMS, help="题目没写平台时按它 for questions that name none")
    parser.add_argument(
        "--basis", choices=EVIDENCE, default="latest", help="最好的依据，或只看培训资料 best evidence, or the seeds"
    )
    parser.add_argument("--rules", type=Path, metavar="FOLDER", help="另一个规则文件夹 another folder of rules")
    parser.add_argument("--jsonl", action="store_true", help="每题一行 JSON one JSON object a question")
    options = parser.parse_args(argv)
    found, status = _opened_again(options, exam)
    if options.jsonl:
        print_json(each.as_json() for each in found)
        return status
    for each in found:
        zh, en = _CHANGES[each.change]
        more = "、".join(filter(None, (each.by, *each.fields)))
        print(
            f"{each.question.id}　{each.question.clause}　{zh}{f'（{more}）' if more else ''} {en}　{each.question.question}"
        )
    print(f"共 {len(found)} 题要重看 / {len(found)} questions are open again")
    return status


def _opened_again(options: argparse.Namespace, exam: Exam) -> tuple[tuple[Reopened, ...], int]:
    first, second = options.between
    if Path(first).is_dir() and Path(second).is_dir():
        old, new = load_book(Path(first)), load_book(Path(second))
        own, status = own_questions(options.bank, old, exam)
        return reopened_by_revision(own, between_books(old, new)), status
    earlier, later = _day(first), _day(second)
    if later < earlier:
        raise KefuError("call", "ends before it begins", "--between", "write the earlier day first")
    book = load_book(options.rules)
    own, status = own_questions(options.bank, book, exam)
    return reopened_between_days(own, book, earlier, later, options.basis, options.platform), status


def _day(told: str) -> date:
    try:
        return day(told)
    except argparse.ArgumentTypeError as error:
        raise KefuError("call", str(error), "--between", "or name two folders of rule files") from None
