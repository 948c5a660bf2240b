"""`kefu exam`: draw a paper from the rulebook, mark answers, keep a shop's own questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kefu.cli.answering import answer_lines
from kefu.cli.exam_bank import Exam, answer_shown, bank, own_questions, print_json, reopened
from kefu.cli.parser import Parser
from kefu.cli.rules import day
from kefu.exams import Question, Request, mark, paper
from kefu.exams.question import DIFFICULTIES, TYPE_NAMES
from kefu.rulebook.book import Book
from kefu.rulebook.pack import TOPICS
from kefu.rulebook.shelf import load_book
from kefu.rulebook.standing import EVIDENCE
from kefu.vocabulary.days import today
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS

MOST: Final = 1000
_LEVELS: Final = {word: level for level, names in DIFFICULTIES.items() for word in (level, *names)}


def run(argv: Sequence[str], exam: Exam) -> int:
    """Run `kefu exam`. Returns 0, or 2 where a line was wrong.

    Raises:
        KefuError: the call or the rulebook is wrong.
    """
    verbs = {"paper": _paper, "mark": _mark, "bank": bank, "reopened": reopened}
    if argv and argv[0] in verbs:
        return verbs[argv[0]](argv[1:], exam)
    if not argv or argv[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0 if argv else 2
    raise KefuError("call", f"no command {argv[0]!r}", "", f"use one of {', '.join(verbs)}")


USAGE: Final = """用法 usage: kefu exam COMMAND …

  paper    出卷：从规则书里抽题  draw a paper from the rulebook
  mark     判卷：逐行读 JSON Lines  mark answers, JSON Lines from standard input
  bank     查店铺自己的题库（CSV、XLSX）  check a shop's own questions
  reopened 规则变了，题库里哪些题要重看  which of them a change of the rules opens again

kefu exam COMMAND --help 看一个命令的选项 tells its options
"""


def _paper(argv: Sequence[str], exam: Exam) -> int:
    options = _paper_parser().parse_args(argv)
    request = Request(
        options.platform, options.as_of or today(), options.basis, options.count, options.seed, options.topic or {},
        options.difficulty or {},
    )  # fmt: skip
    book = load_book(options.rules)
    own, status = own_questions(options.bank, book, exam) if options.bank else ((), 0)
    drawn = paper(book, request, own)
    _left_out(own, book, request)
    if len(drawn) < options.count:
        print(
            f"kefu exam: 只抽得出 {len(drawn)} 题 / only {len(drawn)} of {options.count} questions can be drawn",
            file=sys.stderr,
        )
    for file, text in ((options.html, exam.sheet), (options.page, exam.page)):
        if file is not None:
            _write(text(drawn, request), file, len(drawn))
    if options.jsonl:
        print_json(each.as_json() for each in drawn)
    elif options.html is None and options.page is None:
        print("\n".join(told(drawn, request, options.key)))
    return status


def _left_out(own: Sequence[Question], book: Book, request: Request) -> None:
    """Tell which of a shop's own questions hang on clauses that do not hold on the day."""
    for each in own:
        if each.platform in (None, request.platform) and request.platform in book.get(each.clause).platforms:
            standing = book.standing(each.clause, request.platform, request.day, request.basis)
            if not standing.holds:
                what = f"{each.id}: 条款 {each.clause} 这一天不适用，不出这题：{standing.why.zh}"
                print(f"kefu exam: {what} / its clause is not the answer: {standing.why.en}", file=sys.stderr)


def _paper_parser() -> Parser:
    parser = Parser(
        "kefu exam paper",
        "出卷：从规则书里抽题，同一个种子出同一张卷。 Draw a paper from the rulebook; the same seed, the same paper.",
        epilog="题型比例：判断 15、填空 5、单选 13、不定项 5。 The mix of types is that of the trade's own paper.",
    )
    parser.add_argument("--platform", required=True, choices=PLATFORMS, help="平台 whose rules are asked")
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="按哪天的规则，默认今天 the day whose rules are asked"
    )
    parser.add_argument(
        "--basis", choices=EVIDENCE, default="latest", help="最好的依据，或只看培训资料 best evidence, or the seeds"
    )
    parser.add_argument("--count", type=_count, default=38, metavar="N", help="题数，默认 38 how many questions")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="种子，默认 1 the same seed gives the same paper"
    )
    parser.add_argument(
        "--topic",
        type=_topics,
        metavar="T,…",
        help="只考这些主题，可写比重，如 invoice=3,refund=2 these topics, in this proportion",
    )
    parser.add_argument(
        "--difficulty",
        type=_levels,
        metavar="D,…",
        help="难度 easy medium hard（易 中 难），可写比重 how hard, in this proportion",
    )
    parser.add_argument(
        "--bank", type=Path, metavar="FILE", help="先用店铺自己的题 draw from a shop's own questions first"
    )
    parser.add_argument("--rules", type=Path, metavar="FOLDER", help="另一个规则文件夹 another folder of rules")
    parser.add_argument(
        "--key", action="store_true", help="卷后附答案与解析 print the key and its reasons behind the paper"
    )
    parser.add_argument("--html", type=Path, metavar="FILE", help="写成可打印的试卷 a paper to print")
    parser.add_argument("--page", type=Path, metavar="FILE", help="写成可作答的网页 a page on which to sit it")
    parser.add_argument("--jsonl", action="store_true", help="每题一行 JSON one JSON object a question")
    return parser


def _count(told: str) -> int:
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= MOST):
        raise argparse.ArgumentTypeError(f"{told[:20]!r} is no number from 1 to {MOST}")
    return int(told)


def _topics(told: str) -> dict[str, int]:
    return _weights(told, {topic: topic for topic in TOPICS})


def _levels(told: str) -> dict[str, int]:
    return _weights(told, _LEVELS)


def _weights(told: str, known: Mapping[str, str]) -> dict[str, int]:
    """`invoice=3,refund` as numbers."""
    out: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in told.replace("，", ",").split(","))):
        word, _, weight = part.partition("=")
        if word not in known:
            raise argparse.ArgumentTypeError(f"{word[:20]!r} is not known; use {', '.join(dict.fromkeys(known))}")
        if weight and not (weight.isascii() and weight.isdigit() and 1 <= int(weight) <= MOST):
            raise argparse.ArgumentTypeError(f"{part[:30]!r} has no weight from 1 to {MOST}")
        out[known[word]] = int(weight or 1)
    if not out:
        raise argparse.ArgumentTypeError("nothing is named")
    return out


def told(questions: Sequence[Question], request: Request, key: bool) -> Iterable[str]:
    """A paper for a terminal."""
    total = sum(each.points for each in questions)
    yield f"{PLATFORM_NAMES[request.platform][0]}客服规则考试　{request.day}　{len(questions)} 题　满分 {total} 分　卷号 {request.seed}"
    kind = ""
    for n, each in enumerate(questions, 1):
        if each.type != kind:
            kind = each.type
            yield f"\n{TYPE_NAMES[each.type][0]}（每题 {each.points} 分）"
        yield f"{n}. {each.question}" if each.type == "fill" else f"{n}. {each.question.removesuffix('：')}（　）"
        yield from (f"   {letter}. {option}" for letter, option in zip("ABCDEFGH", each.options, strict=False))
    if key:
        yield "\n答案与解析"
        for n, each in enumerate(questions, 1):
            yield f"{n}. {answer_shown(each)}　{each.why}"


def _write(text: str, file: Path, count: int) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise KefuError(
            "cannot-write", f"cannot be written ({error.strerror})", str(file), "name another file"
        ) from None
    print(f"{file}: {count} questions, {len(text.encode()) // 1024 + 1:,} KiB", file=sys.stderr)


def _mark(argv: Sequence[str], exam: Exam) -> int:
    parser = Parser(
        "kefu exam mark",
        "判卷：标准输入每行一个答案 {id, question, answer}，逐行给分。 Mark answers from standard input, a line each.",
        epilog="判断、单选对了得全分；不定项选对但不全得一半，选错不得分；填空各空平分。 "
        "Of any number of choices an incomplete answer without a wrong one is worth half; blanks share the points.",
    )
    parser.add_argument("--jsonl", action="store_true", help="逐行读写 JSON（唯一的格式）JSON Lines, the only form")
    parser.parse_args(argv)
    return answer_lines("exam mark", marked)


def marked(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is said to one answer."""
    question = record.get("question")
    if not isinstance(question, dict):
        what = "is missing" if question is None else "is of the wrong kind"
        raise KefuError("line", what, "question", "give the question as `kefu exam paper --jsonl` writes it")
    if "answer" not in record:
        raise KefuError("line", "is missing", "answer", "give it, null where nothing was answered")
    return mark(question, record["answer"]).as_json()
