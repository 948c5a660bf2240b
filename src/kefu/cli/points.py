"""`kefu points`: what upheld violations do to a shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from kefu.cli import points_text
from kefu.cli.answering import answer_lines, asked_of, head_of
from kefu.cli.parser import Parser
from kefu.cli.records import field_of, instant, shown, wrong
from kefu.dues.account import Opening, Violation
from kefu.dues.points import MOST_POINTS, reckon
from kefu.dues.schedule import Schedules
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import BASES
from kefu.vocabulary.days import CHINA, day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS

_LONGEST_NUMBER: Final = 9


_MICROSECOND: Final = timedelta(microseconds=1)
_PARTS: Final = str.maketrans({"：": ":", "，": ",", "＠": "@"})


def parser() -> Parser:
    """The options of `kefu points`."""
    out = Parser(
        "kefu points",
        "违规扣多少分、到哪个节点、有什么后果、离下一个节点还差几分  what upheld violations cost a shop, "
        "which nodes they reach, what follows, and how far the next node is",
        epilog="例 example: kefu points --platform tmall --opening 11,0 发票 虚假交易:95 "
        "恶意骚扰:情节严重@2026-03-01",
    )  # fmt: skip
    out.add_argument(
        "--jsonl", action="store_true", help="从标准输入逐行读 JSON，逐行回答 JSON objects in, one answer a line"
    )
    out.add_argument("--platform", choices=PLATFORMS, help="平台 the platform")
    out.add_argument("--opening", metavar="A,B", help="原有的一般、严重违规分 general and severe points before: 11,0")
    out.add_argument("--as-of", metavar="DATE", help="算到哪天，按那天的规则 until which day, by its rules")
    out.add_argument("--basis", choices=BASES, default="latest", help="latest 最新证据；seeds 只按最初材料 evidence")
    out.add_argument("--en", action="store_true", help="英文 in English")
    out.add_argument(
        "violations", nargs="*", metavar="VIOLATION",
        help="名目[:情节][:次数][@日期]，没写日期的按先后算在最后 TERM[:DEGREE][:ACTS][@DATE]; without a date in the order given",
    )  # fmt: skip
    return out


def run(argv: Sequence[str]) -> int:
    """`kefu points`. Returns 0, or 2 where a line was wrong."""
    options = parser().parse_args(argv)
    schedules = Schedules(load_book())
    if options.jsonl:
        return answer_lines("points", lambda record: answer(schedules, record))
    if not options.platform or not (options.violations or options.opening):
        mend = "call kefu points --platform tmall 发票 虚假交易:95"
        raise KefuError("call", "a platform and violations are needed", "", mend)
    asked = asked_of(head_of(options))
    opening = opening_of({"opening": balances(options.opening)})
    count = len(options.violations)
    violations = [
        _violation_told(each, f"violations[{n}]", asked.now - _MICROSECOND * (count - n))
        for n, each in enumerate(options.violations)
    ]
    account = reckon(schedules.on(asked), asked.now, violations, opening)
    print(points_text.told(asked, account, opening, "en" if options.en else "zh"))
    return 0


def _violation_told(text: str, where: str, at: datetime) -> Violation:
    """A violation as a person writes it: 虚假交易:95, 恶意骚扰:情节严重@2026-03-01."""
    words, _, day = text.translate(_PARTS).partition("@")
    clause, *more = words.split(":")
    degree, count = None, None
    for word in filter(None, more):
        if word.removeprefix("-").isascii() and word.removeprefix("-").isdigit():
            count = int(word[:_LONGEST_NUMBER])
        else:
            degree = word
    if day:
        at = datetime.combine(day_of(day, f"{where}.at"), time(), CHINA)
    return Violation(clause, at, degree, count)


def balances(text: str | None) -> dict[str, float]:
    """What `opening` is in a line, from balances as a person writes them: 11,0, or 11 alone."""
    general, _, severe = (text or "").translate(_PARTS).partition(",")
    try:
        return {"general": float(general or 0), "severe": float(severe or 0)}
    except ValueError:
        raise KefuError("call", f"{shown(text)} are no balances", "--opening", "write 11,0") from None


def answer(schedules: Schedules, record: Mapping[str, Any]) -> dict[str, Any]:
    """What is said to one line. Raises KefuError naming the field and the mend."""
    asked = asked_of(record)
    listed = field_of(record, "violations", list, "", needed=True)
    violations = [violation_of(each, f"violations[{number}]") for number, each in enumerate(listed)]
    return reckon(schedules.on(asked), asked.now, violations, opening_of(record)).told()


def violation_of(record: Any, where: str) -> Violation:
    """One violation of a line."""
    if not isinstance(record, dict):
        raise wrong(where, "is not an object", 'write {"clause": …, "at": …}')
    clause = field_of(record, "clause", str, f"{where}.", needed=True)
    at = instant(record.get("at"), f"{where}.at")
    if at is None:
        raise wrong(f"{where}.at", "is missing", "write 2026-03-01T10:21:33+08:00")
    return Violation(clause, at, field_of(record, "degree", str, f"{where}."), record.get("count"))


def opening_of(record: Mapping[str, Any]) -> Opening:
    """The balances that a line begins with."""
    told = field_of(record, "opening", dict, "") or {}
    return Opening(*(_points(told.get(kind), f"opening.{kind}") for kind in ("general", "severe")))


def _points(told: Any, where: str) -> Decimal:
    if told is None:
        return Decimal(0)
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= MOST_POINTS:
        raise wrong(where, f"{shown(told)} is no number of points", f"write a number from 0 to {MOST_POINTS}")
    return Decimal(str(told))
