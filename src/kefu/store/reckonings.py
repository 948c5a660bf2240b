"""What orders came to, in a folder: tables for people, a summary for programs, what could not be read apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kefu.actions.orders import Due, Reckoning
from kefu.clocks.names import CLOCK_NAMES, MISS_NAMES, STATE_NAMES
from kefu.store.spreadsheets import CsvTable
from kefu.store.workbooks import XlsxTable
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES

HEADER: Final = (
    "订单编号", "平台", "时限", "状态", "开始", "截止", "逾期后果", "应赔（元）", "算法", "条款", "文件", "行",
)  # fmt: skip
WIDTHS: Final = (24, 10, 22, 10, 20, 20, 24, 12, 40, 40, 24, 8)
REJECTED: Final = ("哪里", "什么问题", "怎么改")


def write(folder: Path, came: Reckoning, now: datetime, rejected: Sequence[KefuError]) -> None:
    """Write `reckoning.csv`, `reckoning.xlsx`, `rejects.csv` and `summary.json`.

    Raises:
        KefuError: the folder cannot be written to.
    """
    rows = [_row(due) for due in came.dues]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with CsvTable(folder / "reckoning.csv", HEADER) as table:
            table.write(rows)
        with XlsxTable(folder / "reckoning.xlsx", HEADER, WIDTHS) as book:
            book.write([[_plain(cell) for cell in row] for row in rows])
        with CsvTable(folder / "rejects.csv", REJECTED) as table:
            table.write([(fault.where, fault.what, fault.mend) for fault in rejected])
        text = json.dumps(_summary(came, now, len(rejected)), ensure_ascii=False, indent=1)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"cannot be written to ({error.strerror or error})"
        raise KefuError("inspect-write", what, str(folder), "name another folder with -o") from error


def _row(due: Due) -> list[Any]:
    """One deadline as a row of a table."""
    order, clock = due.order, due.clock
    return [
        order.id, PLATFORM_NAMES[order.platform][0], CLOCK_NAMES.get(clock.clock, (clock.clock, ""))[0],
        STATE_NAMES[clock.state][0], clock.started_at, clock.due_at, MISS_NAMES.get(clock.on_miss, (clock.on_miss, ""))[0],
        None if due.owed is None else float(due.owed), due.formula, "、".join(due.clauses), Path(order.file).name, order.row,
    ]  # fmt: skip


def _summary(came: Reckoning, now: datetime, rejected: int) -> dict[str, Any]:
    """The whole in figures, for a program."""
    states = [due.clock.state for due in came.dues]
    return {
        "as_of": now.isoformat(), "orders": came.orders, "running": states.count("running"),
        "missed": states.count("missed"), "owed": f"{came.owed:.2f}", "currency": "CNY", "rejected": rejected,
    }  # fmt: skip


def _plain(cell: Any) -> Any:
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
