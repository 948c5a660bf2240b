"""A shop's own questions: read from the rows of a table, each tied to a clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from kefu.exams.answers import plain
from kefu.exams.marking import mark
from kefu.exams.question import BLANK, LETTERS, TYPES, Key, Question, Type
from kefu.language.forms import fold
from kefu.rulebook.book import Book
from kefu.rulebook.citation import provenance
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS, Platform

_FIELDS: Final[Mapping[str, str]] = {
    word: field
    for field, words in {
        "id": "id 编号 题号 序号",
        "type": "type 题型 类型",
        "question": "question 题目 题干 问题 试题",
        "options": "options 选项 备选项",
        "key": "key 答案 正确答案 标准答案 参考答案",
        "points": "points 分值 分数 每题分值",
        "clause": "clause 条款 规则 规则编号 依据 条款编号",
        "why": "why 解析 说明 理由 答案解析",
        "platform": "platform 平台",
    }.items()
    for word in words.split()
}
_OPTION: Final = re.compile(r"(?:option|选项)?\s*([a-h])(?:选项)?", re.IGNORECASE)
_TYPE_WORDS: Final[Mapping[Type, str]] = {
    "true_false": "true_false 判断 判断题 是非题 对错题",
    "fill": "fill 填空 填空题",
    "single": "single 单选 单选题 单项选择 单项选择题",
    "multi": "multi 多选 多选题 不定项 不定项选择 不定项选择题 多项选择 多项选择题",
}
_TYPES: Final = {word: kind for kind, words in _TYPE_WORDS.items() for word in words.split()}
_POINTS: Final[Mapping[Type, int]] = {"true_false": 2, "fill": 4, "single": 2, "multi": 3}
_NEEDED: Final = {"question": "题目", "key": "答案", "clause": "条款", "type": "题型"}
_LONGEST: Final = 2000

Row = tuple[int, Sequence[str]]


def questions(table: Sequence[Row], book: Book, file: str) -> tuple[tuple[Question, ...], tuple[KefuError, ...]]:
    """The questions in the rows of a table, and what is wrong with the rows that hold none.

    Args:
        table: numbered rows; the first that names its columns is the header.
        file: how errors name the table.

    Raises:
        KefuError: no row names the columns.
    """
    at, columns = _header(table, file)
    found: list[Question] = []
    faults: list[KefuError] = []
    seen: dict[str, int] = {}
    asked: dict[tuple[str, ...], int] = {}
    for number, cells in table[at + 1 :]:
        row = {name: cells[n].strip() for name, n in columns.items() if n < len(cells)}
        try:
            question = _question(row, number, book, f"{file} row {number}")
            if question.id in seen:
                raise _wrong(
                    file, number, "id", f"{question.id!r} stands in row {seen[question.id]} too", "give it another"
                )
            same = (question.type, plain(question.question), *sorted(map(plain, question.options)))
            if same in asked:
                raise _wrong(file, number, "题目 question", f"stands in row {asked[same]} too", "leave one of them out")
            seen[question.id] = asked[same] = number
            found.append(question)
        except KefuError as error:
            faults.append(error)
    return tuple(found), tuple(faults)


def _header(table: Sequence[Row], file: str) -> tuple[int, dict[str, int]]:
    """Where the header stands, and which column is which."""
    for at, (_, cells) in enumerate(table[:20]):
        columns: dict[str, int] = {}
        twice: list[str] = []
        for n, cell in enumerate(cells):
            word = cell.strip().casefold()
            option = _OPTION.fullmatch(word)
            name = _FIELDS.get(word) or (option[1].upper() if option else "")
            if name in columns:
                twice.append(cell.strip())
            elif name:
                columns[name] = n
        if {"question", "key"} <= columns.keys():
            missing = [f"{zh} {name}" for name, zh in _NEEDED.items() if name not in columns]
            if missing:
                what = f"has no column {', '.join(missing)}"
                raise KefuError("exam-bank", what, file, "name the columns 题型 题目 选项A… 答案 条款")
            if twice:
                what = f"has two columns for {', '.join(twice)}"
                raise KefuError("exam-bank", what, file, "leave one of them out, or give it another name")
            return at, columns
    raise KefuError("exam-bank", "no row names the columns", file, "name them 题型 题目 选项A… 答案 条款 分值 解析")


def _question(row: Mapping[str, str], number: int, book: Book, where: str) -> Question:
    """The question in one row."""
    for name, zh in _NEEDED.items():
        if not row.get(name):
            raise _at(
                where, f"{zh} {name}", "is missing", "fill it in; a formula counts where its value is saved with it"
            )
    kind = _TYPES.get(row["type"].casefold())
    if kind is None:
        raise _at(
            where,
            "题型 type",
            f"{row['type'][:20]!r} is not known",
            f"use 判断 填空 单选 不定项, or {', '.join(TYPES)}",
        )
    clause = row["clause"].casefold()
    try:
        rule = book.get(clause)
    except KefuError as error:
        raise _at(where, "条款 clause", error.what, error.mend) from None
    if len(row["question"]) > _LONGEST:
        raise _at(where, "题目 question", f"is longer than {_LONGEST} characters", "shorten it")
    platform = _platform(row.get("platform", ""), where)
    if platform is not None and platform not in rule.platforms:
        raise _at(
            where, "平台 platform", f"{rule.id} does not hold on {platform}", f"use one of {', '.join(rule.platforms)}"
        )
    options = _options(row, kind, where)
    points = _points(row.get("points", ""), kind, where)
    key = _key(row["key"], kind, options, where)
    text = _with_blanks(row["question"], key, where) if kind == "fill" else row["question"]
    why = f"{row['why'].rstrip('。')}。" if row.get("why") else ""
    question = Question(
        row.get("id") or f"bank-{number}", kind, text, options, points, key, rule.id,
        f"{why}依据：{rule.clause.zh}（{rule.id}，{provenance(rule)}）", platform, rule.topic, "medium", "", rule.status,
        rule.dated.isoformat() if rule.dated else "",
    )  # fmt: skip
    _sound(question, where)
    return question


def _with_blanks(told: str, key: Key, where: str) -> str:
    """A text with its blanks written alike, one for each text of its key."""
    text = re.sub(r"_{2,}|（\s*）|\(\s*\)", BLANK, told)
    keys = key if isinstance(key, tuple) else ()
    if (blanks := text.count(BLANK)) != len(keys):
        mend = "write ____ for each answer, and `；` between the answers"
        raise _at(where, "答案 key", f"has {len(keys)} answers for {blanks} blanks", mend)
    for answer, behind in zip(keys, text.split(BLANK)[1:], strict=True):
        if re.fullmatch(r"0?\.\d+", answer) and behind.lstrip().startswith(("%", "％")):
            what = f"{answer!r} stands where % is printed: the cell is formatted as a percentage"
            raise _at(where, "答案 key", what, "format it as text, and write 5")
    return text


def _sound(question: Question, where: str) -> None:
    """That the key answers its own question."""
    try:
        told = question.as_json()
        if not mark(told, told["key"]).right:
            raise _at(where, "答案 key", "does not answer its own question", "check key and options")
    except KefuError as error:
        if error.code == "exam-bank":
            raise
        raise _at(where, "答案 key", error.what, error.mend) from None


def _platform(told: str, where: str) -> Platform | None:
    if not told:
        return None
    for platform, names in PLATFORM_NAMES.items():
        if told.casefold() in (
            platform,
            *(name.casefold() for name in names),
            "抖音" if platform == "douyin" else platform,
        ):
            return cast(Platform, platform)
    raise _at(where, "平台 platform", f"{told[:20]!r} is not known", f"use one of {', '.join(PLATFORMS)}")


def _options(row: Mapping[str, str], kind: Type, where: str) -> tuple[str, ...]:
    """The options of a choice: a column each, or one cell with a line each."""
    if kind in ("true_false", "fill"):
        return ()
    options = [row[letter] for letter in LETTERS if row.get(letter)]
    gaps = [letter for letter in LETTERS[: len(options)] if not row.get(letter)]
    if gaps and options:
        raise _at(where, f"选项{gaps[0]}", "is missing before others", "fill the options from A on without a gap")
    if not options and row.get("options"):
        parts = re.split(r"[\n|｜]|[;；]", row["options"])
        options = [re.sub(r"^\s*[A-Ha-h]\s*[.、．:：)）]\s*", "", part).strip() for part in parts]
        options = [each for each in options if each]
    if len(options) < 2:
        raise _at(
            where, "选项 options", "are fewer than two", "write them under 选项A, 选项B …, or in one cell, a line each"
        )
    if len(options) > len(LETTERS):
        raise _at(where, "选项 options", f"are more than {len(LETTERS)}", "leave some out")
    if len(set(options)) < len(options):
        raise _at(where, "选项 options", "name one thing twice", "change one of them")
    return tuple(options)


def _points(told: str, kind: Type, where: str) -> int:
    if not told:
        return _POINTS[kind]
    digits = fold(told).removesuffix("分").strip()
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= 100):
        raise _at(where, "分值 points", f"{told[:20]!r} is no whole number from 1 to 100", "write 2")
    return int(digits)


def _key(told: str, kind: Type, options: Sequence[str], where: str) -> Key:
    """The key as questions have it."""
    if kind == "true_false":
        word = told.casefold()
        if word in ("对", "正确", "√", "true", "是", "t", "y", "1"):
            return True
        if word in ("错", "错误", "×", "false", "否", "f", "n", "0", "x"):
            return False
        raise _at(where, "答案 key", f"{told[:20]!r} is neither true nor false", "write 对 or 错")
    if kind == "fill":
        return tuple(part.strip() for part in re.split(r"[;；\n]", told) if part.strip())
    letters = list(re.sub(r"[\s,，、;；]+", "", fold(told)).upper())
    named = [options.index(part) for each in re.split(r"[;；\n]", told) if (part := each.strip()) in options]
    if named and len(named) == len([each for each in re.split(r"[;；\n]", told) if each.strip()]):
        letters = [LETTERS[n] for n in named]
    if (
        not letters
        or any(letter not in LETTERS[: len(options)] for letter in letters)
        or len(set(letters)) < len(letters)
    ):
        raise _at(where, "答案 key", f"{told[:20]!r} names no option", f"write letters of {LETTERS[: len(options)]}")
    if kind == "single":
        if len(letters) != 1:
            raise _at(where, "答案 key", "names more than one option", "write one letter, or make it 不定项")
        return letters[0]
    return tuple(sorted(letters))


def _at(where: str, field: str, what: str, mend: str) -> KefuError:
    return KefuError("exam-bank", what, f"{where}, {field}", mend)


def _wrong(file: str, number: int, field: str, what: str, mend: str) -> KefuError:
    return _at(f"{file} row {number}", field, what, mend)
