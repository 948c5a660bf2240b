"""Marking one answer: what it is worth, and why.

A statement or a single choice is worth all or nothing. Of any number of choices an incomplete answer without a wrong one is
worth half; one wrong choice makes it worth nothing. Blanks share the points of their question equally.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final, cast

from kefu.exams.answers import plain, same
from kefu.exams.question import BLANK, LETTERS, TYPES, Type
from kefu.language.forms import fold
from kefu.vocabulary.errors import KefuError

_TRUE: Final = frozenset("true t yes y 对 正确 是 √ ✓ ✔ 1 right".split())
_FALSE: Final = frozenset("false f no n 错 错误 不对 不正确 否 × x ✗ ✘ 0 wrong".split())
_HUNDREDTH: Final = Decimal("0.01")
_MOST: Final = 1000
_LETTER: Final = re.compile(r"^[\s(（]*([A-Ha-h])[\s)）]*[.、．:：)）]\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth.

    Attributes:
        points: what is given, of `of`.
        right: the answer is right as a whole.
        why: what was right and wrong, the key, and what the question says of it.
    """

    points: Decimal
    of: Decimal
    right: bool
    why: str

    def as_json(self) -> dict[str, Any]:
        """As `kefu exam mark --jsonl` writes it."""
        return {"points": _number(self.points), "of": _number(self.of), "right": self.right, "why": self.why}


def mark(question: Mapping[str, Any], answer: object) -> Mark:
    """Mark an answer to a question as `kefu exam paper --jsonl` writes it.

    Args:
        question: `type`, `points` and `key` are needed, `options` for choices; `question` and `why` are used where given.
        answer: true_false: true or false, 对 or 错; fill: a text for each blank; single: a letter or the option itself;
            multi: letters or options. None, an empty text or list: nothing was answered.

    >>> mark({"type": "fill", "question": "应在____内发货", "points": 4, "key": ["48小时"]}, "四十八小时").points
    Decimal('4')

    Raises:
        KefuError: the question or the answer cannot be used; it names the field and the mend.
    """
    kind = _type(question)
    of = _points(question)
    if question.get("key") in (None, "", []):
        raise _wrong("question.key", "is missing", "give the question as `kefu exam paper --jsonl` writes it")
    if _nothing(answer):
        return _told(question, Decimal(0), of, False, "未作答", _shown_key(question, kind))
    if kind == "true_false":
        return _statement(question, answer, of)
    if kind == "fill":
        return _blanks(question, answer, of)
    return _choice(question, answer, of, kind)


def _statement(question: Mapping[str, Any], answer: object, of: Decimal) -> Mark:
    key, given = _truth(question["key"], "question.key"), _truth(answer, "answer")
    right = key == given
    return _told(question, of if right else Decimal(0), of, right, "", _shown_key(question, "true_false"))


def _blanks(question: Mapping[str, Any], answer: object, of: Decimal) -> Mark:
    keys, given = _texts(question["key"], "question.key"), _texts(answer, "answer")
    if len(keys) > 1 and len(given) == 1:
        given = [part for part in re.split(r"[;；|｜\n]|[,，、](?!\d{3}(?!\d))", given[0]) if part.strip()] or given
    while len(given) > len(keys) and not given[-1].strip():
        given.pop()
    if len(given) > len(keys):
        raise _wrong("answer", f"fills {len(given)} blanks of {len(keys)}", "give one text for each blank")
    text = question.get("question") if isinstance(question.get("question"), str) else ""
    behind = [each[:12] for each in re.split(r"_{2,}|（\s*）|\(\s*\)", str(text))[1:]]
    behind += [""] * (len(keys) - len(behind))
    hits = [n < len(given) and same(given[n], key, behind[n]) for n, key in enumerate(keys)]
    points = (of * sum(hits) / len(keys)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    said = "" if len(keys) == 1 else "，".join(f"第 {n} 空{'对' if hit else '错'}" for n, hit in enumerate(hits, 1))
    return _told(question, points, of, all(hits), said, _shown_key(question, "fill"))


def _choice(question: Mapping[str, Any], answer: object, of: Decimal, kind: Type) -> Mark:
    options = question.get("options")
    if not isinstance(options, (list, tuple)) or not options or not all(isinstance(each, str) for each in options):
        raise _wrong("question.options", "are not a list of texts", "give the options of the question")
    if len(options) > len(LETTERS):
        raise _wrong("question.options", f"are more than {len(LETTERS)}", "leave some out")
    key = _letters(question["key"], options, "question.key", kind)
    given = _letters(answer, options, "answer", kind)
    if kind == "single" and len(key) != 1:
        raise _wrong("question.key", "names more than one option", "make it a question of the type multi")
    shown = _shown_key(question, kind)
    if given == key:
        return _told(question, of, of, True, "", shown)
    if kind == "multi" and given < key:
        return _told(question, (of / 2).quantize(_HUNDREDTH, ROUND_HALF_UP), of, False, "选对但不全，得一半", shown)
    return _told(question, Decimal(0), of, False, "选错一项即不得分" if kind == "multi" else "", shown)


def _told(question: Mapping[str, Any], points: Decimal, of: Decimal, right: bool, said: str, key: str) -> Mark:
    """The mark with its reason in words."""
    head = "正确" if right else f"答案：{key}"
    reason = question.get("why")
    parts = [head if not said or right else f"{said}；{head}", reason if isinstance(reason, str) else ""]
    return Mark(
        points.normalize() if points else Decimal(0), of, right, "。".join(each.rstrip("。") for each in parts if each)
    )


def _type(question: Mapping[str, Any]) -> Type:
    kind = question.get("type")
    if kind not in TYPES:
        what = "is missing" if kind is None else f"{str(kind)[:40]!r} is not known"
        raise _wrong("question.type", what, f"use one of {', '.join(TYPES)}")
    return cast(Type, kind)


def _points(question: Mapping[str, Any]) -> Decimal:
    told = question.get("points")
    try:
        if isinstance(told, bool) or not isinstance(told, (int, float, str)):
            raise InvalidOperation
        points = Decimal(str(told))
        if not (points.is_finite() and 0 < points <= _MOST):
            raise InvalidOperation
    except InvalidOperation:
        what = "is missing" if told is None else f"{str(told)[:40]!r} is no number of points"
        raise _wrong("question.points", what, f"write a number above 0, {_MOST} at most") from None
    return points


def _nothing(answer: object) -> bool:
    return answer is None or (isinstance(answer, (str, list, tuple)) and not any(str(each).strip() for each in answer))


def _truth(told: object, field: str) -> bool:
    if isinstance(told, bool):
        return told
    if isinstance(told, (list, tuple)) and len(told) == 1:
        return _truth(told[0], field)
    words = (told.strip().casefold(), plain(told)) if isinstance(told, str) else (str(told),) if told in (0, 1) else ()
    for word in words:
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
    raise _wrong(field, f"{str(told)[:40]!r} is neither true nor false", "write true or false, 对 or 错")


def _texts(told: object, field: str) -> list[str]:
    """One text for each blank."""
    items: Sequence[object] = told if isinstance(told, (list, tuple)) else [told]
    out = []
    for each in items:
        if isinstance(each, bool) or not isinstance(each, (str, int, float, type(None))):
            raise _wrong(field, "is of the wrong kind", "write a text for each blank")
        out.append("" if each is None else str(each))
    return out


def _letters(told: object, options: Sequence[str], field: str, kind: Type) -> frozenset[str]:
    """The letters of the options that are meant, told as letters or as the options themselves."""
    known = LETTERS[: len(options)]
    items: list[object] = list(told) if isinstance(told, (list, tuple)) else [told]
    out: set[str] = set()
    for each in items:
        if not isinstance(each, str):
            raise _wrong(field, f"{str(each)[:40]!r} names no option", f"write letters of {known}")
        letters = re.sub(r"[\s,，、;；.。()（）]+", "", fold(each)).upper()
        if letters and all(letter in known for letter in letters):
            out |= set(letters)
        else:
            out.add(_named(each, options, field, known))
    if kind == "single" and len(out) > 1 and field == "answer":
        raise _wrong(field, "names more than one option", "write one letter")
    return frozenset(out)


def _named(told: str, options: Sequence[str], field: str, known: str) -> str:
    """The letter of an option that is named by its text."""
    texts = [plain(_LETTER.sub("", option)) for option in options]
    for text in (plain(_LETTER.sub("", told)), plain(told)):
        if texts.count(text) == 1:
            return LETTERS[texts.index(text)]
    raise _wrong(field, f"{told[:40]!r} names no option", f"write letters of {known}, or an option as it stands")


def _shown_key(question: Mapping[str, Any], kind: Type) -> str:
    """The key as a person reads it."""
    key = question["key"]
    if kind == "true_false":
        return "对" if _truth(key, "question.key") else "错"
    if isinstance(key, (list, tuple)):
        return ("" if kind == "multi" else "；").join(str(each) for each in key)
    return str(key)


def _number(points: Decimal) -> int | float:
    """Points as JSON has them: whole where they are whole."""
    return int(points) if points == points.to_integral_value() else float(points)


def _wrong(field: str, what: str, mend: str) -> KefuError:
    return KefuError("line", what, field, mend)


__all__ = ["BLANK", "Mark", "mark"]
