"""`kefu points`: what upheld violations do to a shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kefu.cli.answering import answer_lines, asked_of
from kefu.cli.parser import Parser
from kefu.cli.records import field_of, instant, shown, wrong
from kefu.dues.account import Opening, Violation
from kefu.dues.points import MOST_POINTS, reckon
from kefu.dues.schedule import Schedules
from kefu.rulebook.shelf import load_book


def run(argv: Sequence[str]) -> int:
    """`kefu points`. Returns 0, or 2 where a line was wrong."""
    parser = Parser("kefu points", "违规扣分怎么算  what upheld violations do to a shop")
    parser.add_argument("--jsonl", action="store_true")
    parser.parse_args(argv)
    schedules = Schedules(load_book())
    return answer_lines("points", lambda record: answer(schedules, record))


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
