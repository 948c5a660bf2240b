"""Show: the commands of the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kefu.cli.telling import told
from kefu.vocabulary.errors import KefuError

if TYPE_CHECKING:
    from kefu.cli.exam_bank import Exam
    from kefu.cli.inspect import Inspect
    from kefu.cli.label import Label
    from kefu.cli.reckon import Reckon
    from kefu.cli.reckon_page import Page as ReckonPage
    from kefu.cli.rules import Page

COMMANDS: Final = {
    "check": "检查一句话，或逐行检查 JSON Lines  judge one message, or JSON Lines from standard input",
    "clocks": "按发生的事算时限：哪些在走、哪些已超时  read deadlines from what happened: what runs, what was missed",
    "demo": "质检样例聊天并给出报告  inspect a sample of invented chats and show the report",
    "exam": "出卷、判卷：题目出自规则书  draw papers from the rulebook and mark them",
    "forecast": "走这一步会怎样：几种结局，各要多少钱和分  what a step would cost, by each way in which it may end",
    "inspect": "质检导出的聊天记录  read exported chats into a report, tables and a summary",
    "label": "人工确认最没把握的消息，写进店铺自己的文件  confirm or correct the least certain messages",
    "money": "该赔买家多少、怎么算、凭哪条  what is owed to a buyer, how it is reckoned, by which clause",
    "points": "违规扣多少分、到哪个节点、有什么后果  what upheld violations cost a shop: points, nodes, consequences",
    "reckon": "算时限、赔付、积分：订单导出，或打开计算页  reckon deadlines and sums from exports, or on a page",
    "rules": "查规则：条款、出处、变化  look up the rulebook: clauses, sources, what changed, the whole book as a page",
}
INTERRUPTED: Final = 130
USAGE: Final = "".join(
    ["用法 usage: kefu COMMAND …\n\n", *(f"  {name:<9}{what}\n" for name, what in COMMANDS.items()),
     "\nkefu COMMAND --help 看一个命令的选项 tells its options, kefu --version 看版本 the version\n"]
)  # fmt: skip


def run(
    argv: Sequence[str], inspect: Inspect, page: Page, label: Label, exam: Exam, reckon: Reckon, desk: ReckonPage
) -> int:
    """Run one command. Returns its exit status; 2 where the call is wrong.

    Args:
        inspect: the verb behind `kefu inspect` and `kefu demo`, put together by the wiring.
        page: writes what `kefu rules --html` asks for.
        label: prepares the page of `kefu label`.
        exam: what `kefu exam` needs of other rooms: its pages, and a shop's own questions.
        reckon: the verb behind `kefu reckon`.
        desk: writes the page that `kefu reckon` opens where it is given no files.
    """
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0 if argv else 2
    if argv[0] in ("-V", "--version"):
        from importlib.metadata import version

        print(f"kefu {version('kefu')}")
        return 0
    if argv[0] not in COMMANDS:
        unknown = KefuError("call", f"no command {argv[0]!r}", "", f"use one of {', '.join(COMMANDS)}")
        print(f"kefu: {told(unknown)}", file=sys.stderr)
        return 2
    try:
        return _run(argv[0], argv[1:], inspect, page, label, exam, reckon, desk)
    except KefuError as error:
        for fault in getattr(error, "faults", (error,)):
            if fault.code == "line":  # what is wrong here stands in the call, not in a line of JSON
                fault = KefuError("call", fault.what, fault.where, fault.mend)
            print(f"kefu {argv[0]}: {told(fault)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(
    command: str, argv: Sequence[str], inspect: Inspect, page: Page, label: Label, exam: Exam, reckon: Reckon,
    desk: ReckonPage,
) -> int:  # fmt: skip
    """Only the room of the command is opened: `kefu check` has no use for tables."""
    if command == "check":
        from kefu.cli import check

        return check.run(argv)
    if command == "clocks":
        from kefu.cli import clocks

        return clocks.run(argv)
    if command == "reckon":
        from kefu.cli import reckon as reckoning

        return reckoning.run(argv, reckon, desk)
    if command == "rules":
        from kefu.cli import rules

        return rules.run(argv, page)
    if command == "forecast":
        from kefu.cli import forecast

        return forecast.run(argv)
    if command == "money":
        from kefu.cli import money

        return money.run(argv)
    if command == "points":
        from kefu.cli import points

        return points.run(argv)
    if command == "exam":
        from kefu.cli import exam as examining

        return examining.run(argv, exam)
    if command == "label":
        from kefu.cli import label as labelling

        return labelling.run(argv, label)
    if command == "demo":
        from kefu.cli import demo

        return demo.run(argv, inspect)
    from kefu.cli import inspect as reading

    return reading.run(argv, inspect)
