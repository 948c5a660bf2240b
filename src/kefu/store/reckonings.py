"""What orders came to, in a folder: a page and tables for people, a summary for programs, what could not be read apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kefu.actions.clauses import Clauses
from kefu.actions.masking import mask
from kefu.actions.reckoning import Due, Reckoning
from kefu.clocks.names import CLOCK_NAMES, STATE_NAMES
from kefu.store.spreadsheets import CsvTable
from kefu.store.workbooks import XlsxTable
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, STATUS_NAMES

HEADER: Final = (
    "订单编号", "退款编号", "平台", "时限", "状态", "开始", "截止", "应赔（元）", "应赔的算法", "赔付形式", "可能的代价（元）",
    "代价的算法", "逾期后果", "条款", "条款状态", "条款日期", "说法不同的条款", "说明", "文件", "行",
)  # fmt: skip
WIDTHS: Final = (24, 20, 10, 22, 10, 20, 20, 12, 36, 12, 14, 36, 44, 40, 14, 22, 40, 26, 24, 8)
REJECTED: Final = ("哪里", "什么问题", "怎么改")


def write(
    folder: Path, came: Reckoning, now: datetime, rejected: Sequence[KefuError], clauses: Clauses, page: str
) -> None:
    """Write `reckoning.html`, `reckoning.csv`, `reckoning.xlsx`, `rejects.csv` and `summary.json`.

    Raises:
        KefuError: the folder cannot be written to.
    """
    rows = [_row(due, clauses) for due in came.dues]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with CsvTable(folder / "reckoning.csv", HEADER) as table:
            table.write(rows)
        with XlsxTable(folder / "reckoning.xlsx", HEADER, WIDTHS, title="kefu reckon", sheet="时限与赔付") as book:
            book.write(rows)
        with CsvTable(folder / "rejects.csv", REJECTED) as table:
            table.write([(fault.where, mask(fault.what), fault.mend) for fault in rejected])
        text = json.dumps(_summary(came, now, len(rejected)), ensure_ascii=False, indent=1)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        (folder / "reckoning.html").write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"cannot be written to ({error.strerror or error})"
        raise KefuError("inspect-write", what, str(folder), "name another folder with -o") from error


def _row(due: Due, clauses: Clauses) -> list[Any]:
    """One deadline as a row of a table."""
    order, clock = due.order, due.clock
    owed, stake = due.owed, due.at_stake
    told = [each for each in map(clauses, due.clauses) if each is not None]
    return [
        order.id, due.refund, PLATFORM_NAMES[order.platform][0], CLOCK_NAMES.get(clock.clock, (clock.clock, ""))[0],
        STATE_NAMES[clock.state][0], clock.started_at, clock.due_at, None if owed is None else float(owed.amount),
        "" if owed is None else owed.formula.zh, "" if owed is None else owed.paid_words.zh, None if stake is None else float(stake.amount),
        "" if stake is None else stake.formula.zh, due.beyond.told.zh, "、".join(due.clauses),
        "、".join(STATUS_NAMES[each.status][0] for each in told), "、".join(str(each.dated or "无日期") for each in told),
        "、".join(due.conflicts), "" if due.note is None else due.note.zh, Path(due.file).name, due.row,
    ]  # fmt: skip


def _summary(came: Reckoning, now: datetime, rejected: int) -> dict[str, Any]:
    """The whole in figures, for a program."""
    states = [due.clock.state for due in came.dues]
    return {
        "as_of": now.isoformat(), "orders": came.orders, "running": states.count("running"),
        "missed": states.count("missed"), "owed": f"{came.owed:.2f}", "currency": "CNY", "unsaid": dict(came.unsaid),
        "rejected": rejected,
    }  # fmt: skip
