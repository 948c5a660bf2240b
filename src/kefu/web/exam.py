"""A paper as one file: to print, or to sit at the screen. It loads nothing and sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kefu.exams import Question, Request
from kefu.exams.question import LETTERS, TYPE_NAMES
from kefu.vocabulary.ids import PLATFORM_NAMES, STATUS_NAMES
from kefu.web.markup import Html, filled, join, policy, script_json, shipped, tag
from kefu.web.words import both

_MINUTES: Final = {"true_false": 40, "fill": 60, "single": 60, "multi": 90}
"""Seconds that a question of each type is given."""
_SHORT: Final = 9
"""Characters of an option of which four stand in a line."""


def sheet(questions: Sequence[Question], request: Request) -> str:
    """A paper to print: room for name and answers; the key with its reasons on pages of its own."""
    parts = {
        "policy": policy([]),
        "style": shipped("exam.css"),
        "title": title(request),
        "facts": f"{len(questions)} 题，满分 {sum(each.points for each in questions)} 分，时间 {minutes(questions)} 分钟",
        "number": paper_number(request),
        "questions": _questions(questions),
        "key": _key(questions),
    }
    return filled("exam-sheet.html", parts)


def page(questions: Sequence[Question], request: Request) -> str:
    """A paper to sit: with its time, its progress, and at the end the result with the reason for each question."""
    script = shipped("exam.js")
    data = {
        "platform": request.platform,
        "paper": paper_number(request),
        "seconds": minutes(questions) * 60,
        "questions": [each.as_json() for each in questions],
        "types": {name: list(names) for name, names in TYPE_NAMES.items()},
        "statuses": {name: list(names) for name, names in STATUS_NAMES.items()},
    }
    parts = {
        "policy": policy([script]),
        "style": shipped("exam.css"),
        "title": both(title(request), f"{PLATFORM_NAMES[request.platform][1]}: the rules in an exam"),
        "plain_title": title(request),
        "number": paper_number(request),
        "data": script_json(data),
        "script": script,
    }
    return filled("exam.html", parts)


def title(request: Request) -> str:
    """What a paper is called."""
    return f"{PLATFORM_NAMES[request.platform][0]}客服规则考试"


def paper_number(request: Request) -> str:
    """By which platform, day, basis and seed a paper can be drawn again."""
    basis = "" if request.basis == "latest" else f"-{request.basis}"
    return f"{request.platform}-{request.day}{basis}-{request.seed}"


def minutes(questions: Sequence[Question]) -> int:
    """How long a paper may take, in minutes, five at least."""
    return max(5, -(-sum(_MINUTES[each.type] for each in questions) // 300) * 5)


def _questions(questions: Sequence[Question]) -> Html:
    out: list[Html] = []
    kind = ""
    for n, each in enumerate(questions, 1):
        if each.type != kind:
            kind = each.type
            count = sum(other.type == kind for other in questions)
            out.append(tag("h2", f"{TYPE_NAMES[each.type][0]}（{count} 题，每题 {each.points} 分）"))
        room = None if each.type == "fill" else tag("span", "（　　）")
        options = [tag("li", f"{letter}. {text}") for letter, text in zip(LETTERS, each.options, strict=False)]
        out.append(
            tag(
                "div",
                tag("p", f"{n}. {each.question.removesuffix('：') if room else each.question}", room),
                tag("ul", *options, class_=_columns(each.options)) if options else None,
                class_="question",
            )
        )
    return join(out)


def _columns(options: Sequence[str]) -> str | None:
    """How many options stand in a line, by the longest."""
    longest = max(map(len, options))
    return "four" if longest <= _SHORT and len(options) == 4 else "two" if longest <= 2 * _SHORT else None


def _key(questions: Sequence[Question]) -> Html:
    rows = []
    for n, each in enumerate(questions, 1):
        rows.append(tag("tr", tag("td", n), tag("td", key_shown(each), class_="key"), tag("td", each.why)))
    head = tag("tr", tag("th", "题号"), tag("th", "答案"), tag("th", "解析"))
    return tag("table", tag("thead", head), tag("tbody", *rows))


def key_shown(question: Question) -> str:
    """The key as a person reads it."""
    if isinstance(question.key, bool):
        return "对" if question.key else "错"
    if isinstance(question.key, str):
        return question.key
    return ("；" if question.type == "fill" else "").join(each.partition("|")[0] for each in question.key)
