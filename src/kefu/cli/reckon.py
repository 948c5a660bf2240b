"""`kefu reckon`: exports of orders to deadlines and sums; without files, the page on which one reckons by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from kefu.actions.reckoning import UNSAID, Due, Outcome, Progress, Reckoning, Request
from kefu.cli.answering import asked_of, head_of
from kefu.cli.parser import Parser
from kefu.cli.reckon_page import Page, write
from kefu.cli.telling import told
from kefu.cli.terminal import screen
from kefu.clocks.names import CLOCK_NAMES, STATE_NAMES
from kefu.rulebook.citation import provenance
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import BASES
from kefu.vocabulary.ids import PLATFORMS

Reckon = Callable[[Request, Progress], Outcome]
SHOWN: Final = 40
"""So many deadlines are shown on a terminal; `-o` writes all."""
FAULTS: Final = 20
PAGE: Final = "reckoning.html"


def parser() -> Parser:
    """The options of `kefu reckon`."""
    out = Parser(
        "kefu reckon",
        "订单导出算时限和赔付：哪些快到期、哪些已超时、该赔多少；不给文件就打开计算页。 "
        "Exports of orders to deadlines and sums; without files it opens a page to reckon on.",
    )
    out.add_argument(
        "files", nargs="*", type=Path, metavar="ORDERS", help="订单、退款导出，CSV 或 XLSX exports, CSV or XLSX"
    )
    out.add_argument(
        "-o",
        dest="into",
        type=Path,
        metavar="DIR",
        help="把全部结果写进这个文件夹；计算页则是文件名 a folder for all of it; the file of the page",
    )
    out.add_argument("--platform", choices=PLATFORMS, help="文件里没写平台时 the platform, where files do not say it")
    out.add_argument(
        "--columns",
        type=Path,
        metavar="FILE",
        help="自家表头的叫法，YAML 或 TOML your own names of columns, YAML or TOML",
    )
    out.add_argument("--as-of", metavar="DATE", help="当作现在的日期或时刻 the now: a date or an instant")
    out.add_argument("--basis", choices=BASES, default="latest", help="latest 最新证据；seeds 只按最初材料 evidence")
    out.add_argument("--no-browser", action="store_true", help="只写计算页，不打开 write the page, open nothing")
    return out


def run(argv: Sequence[str], reckon: Reckon, page: Page) -> int:
    """Run `kefu reckon`. Returns 0, or 2 where a file could not be used."""
    options = parser().parse_args(argv)
    asked = asked_of(head_of(options) | {"platform": options.platform or PLATFORMS[0]})
    if not options.files:
        return write(asked, options.as_of is not None, options.into, not options.no_browser, page)
    request = Request(tuple(options.files), options.platform, asked.now, options.basis, options.into, options.columns)
    with screen(follow=True) as (_, progress):
        outcome = reckon(request, lambda done, of: progress(done, done, of))
    for fault in (*outcome.failed, *outcome.rejected[:FAULTS]):
        print(f"kefu reckon: {told(fault)}", file=sys.stderr)
    if (rest := len(outcome.rejected) - FAULTS) > 0:
        print(f"kefu reckon: 还有 {rest} 行读不了，加 -o 文件夹 写进 rejects.csv  {rest} more rows", file=sys.stderr)
    if outcome.failed and not outcome.came.orders and not outcome.rejected:
        return 2
    show(outcome.came, asked.now, len(outcome.rejected), options.into)
    return 2 if outcome.failed else 0


def name_of(clock: str) -> str:
    """What a clock is called."""
    return CLOCK_NAMES.get(clock, (clock, ""))[0]


def show(came: Reckoning, now: datetime, rejected: int, into: Path | None) -> None:
    """The nearest deadlines, their clauses with date and status, and the whole, for a person."""
    states = [due.clock.state for due in came.dues]
    print(f"截至 {now:%Y-%m-%d %H:%M:%S}，{came.orders} 单：", end="")
    print(f"{states.count('running')} 个时限在走，{states.count('missed')} 个已超时，应赔 ¥{came.owed:.2f}", end="")
    print(f"；{rejected} 行读不了" if rejected else "")
    for word, count in came.unsaid.items():
        print(f"  {count} 单没有算发货或退款时限：{UNSAID[word][0]}")
    if came.dues:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for head in ("订单编号", "时限", "状态", "截止", "应赔", "还可能", "条款"):
            table.add_column(head, overflow="fold", no_wrap=head not in ("时限", "条款"))
        numbers: dict[str, int] = {}
        for due in came.dues[:SHOWN]:
            for id in due.clauses:
                numbers.setdefault(id, len(numbers) + 1)
            table.add_row(*_cells(due, numbers))
        Console().print(table)
        book = load_book()
        for id, number in numbers.items():
            print(f"  条款 {number}  {id}（{provenance(book.get(id))}）")
    if len(came.dues) > SHOWN:
        print(f"还有 {len(came.dues) - SHOWN} 个，" + (f"都在 {into}" if into else "加 -o 文件夹 写出全部"))
    if into is not None:
        print(f"结果写在 {into}，用浏览器打开 {into / PAGE}")


def _cells(due: Due, numbers: Mapping[str, int]) -> Sequence[str]:
    """One deadline as a row of the table on a terminal; its clauses by the numbers under which they stand below."""
    clock, owed = due.clock, due.owed
    return (
        due.order.id, name_of(clock.clock), STATE_NAMES[clock.state][0], f"{clock.due_at:%m-%d %H:%M}",
        "" if owed is None else f"{owed.amount:.2f} {owed.paid_words.zh}",
        "" if due.at_stake is None else f"{due.at_stake.amount:.2f}", " ".join(str(numbers[id]) for id in due.clauses),
    )  # fmt: skip
