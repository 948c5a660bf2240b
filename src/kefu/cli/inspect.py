"""`kefu inspect`: exported chats in, a folder with a report out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from kefu.actions.digest import Digest
from kefu.actions.inspection import Outcome, Progress, Request
from kefu.actions.ports import COLUMNS, ReadingOptions
from kefu.cli import telling
from kefu.cli.chats import files_of, left_out
from kefu.cli.parser import Parser
from kefu.cli.terminal import screen
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS

NO_CHATS: Final = frozenset({"export-empty", "export-foreign"})
"""What may lie in a folder of chats and is passed over, where something else in it was read."""
STOPPED: Final = "已中断，加上 --resume 再运行就会接着做 / interrupted; call it again with --resume to go on"
SIGNALLED: Final = 128
"""Added to the number of the signal that ended a command, as shells do."""


class Inspect(Protocol):
    """The verb, as `kefu.wiring` composes it."""

    def __call__(self, request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
        """Inspect files into a folder; `since` is the folder of an earlier inspection."""


def run(argv: Sequence[str], inspect: Inspect, lead: str = "报告 report:") -> int:
    """Run `kefu inspect`. Returns 0 = nothing found, 1 = something found, 2 = the call is wrong or a file was not mapped.

    Args:
        lead: what stands before the place of the report in the last line.
    """
    options = _parser().parse_args(argv)
    if options.engine == "spark" and options.workers:
        mend = "leave it out, or set Spark's own settings"
        raise KefuError("call", "how many processes judge is Spark's to say", "--workers", mend)
    if options.workers < 0:
        mend = "give a number of processes, or leave it out"
        raise KefuError("call", f"{options.workers} processes cannot be", "--workers", mend)
    out, since = Path(options.o), Path(options.since) if options.since else None
    found = files_of(map(Path, options.files), (out, since))
    errors = found.errors
    for told_once in left_out(found):
        print(f"kefu inspect: {told_once}", file=sys.stderr)
    reading = ReadingOptions(options.platform, _columns(options.columns))
    request = Request(
        found.files, reading, options.resume, options.unmask, options.pseudonyms, options.fast, workers=options.workers,
        shop=None if options.shop is None else Path(options.shop), engine=options.engine,
    )  # fmt: skip
    try:
        with _stoppable(), screen(follow=True) as (_, progress):
            outcome = inspect(request, out, since, progress)
    except KeyboardInterrupt as stop:
        print(f"kefu inspect: {STOPPED}", file=sys.stderr)
        return SIGNALLED + (stop.args[0] if stop.args else signal.SIGINT)
    named = {str(Path(given)) for given in options.files}
    for error in outcome.errors:
        if outcome.digest is not None and error.code in NO_CHATS and error.where not in named:
            print(f"kefu inspect: 已跳过 skipped {telling.told(error)}", file=sys.stderr)
        else:
            errors.append(error)
    for error in errors:
        print(f"kefu inspect: {telling.told(error)}", file=sys.stderr)
    if outcome.digest is not None:
        print(f"{told(outcome.digest)}\n{lead} {out / 'report.html'}")
    if errors:
        return 2
    return 1 if outcome.digest is not None and outcome.digest.times.alarms else 0


def told(digest: Digest) -> str:
    """What was found, a line in each language, and a line for each thing that the shop has made lighter."""
    whose = f" {digest.people:,} 位客服写的" if digest.people else "客服写的（账号未知）"
    by = f"by {digest.people:,} agent{'s' * (digest.people != 1)}" if digest.people else "by agents without accounts"
    shop = digest.terms.shop
    eased = shop.lowered if shop else {}
    lighter = "".join(
        f"\n{CONDUCT[rule]} {rule}：{words}" if rule in CONDUCT else f"\n{words}" for rule, words in eased.items()
    )
    unread = digest.terms.unread
    words = f"\n读意思的模型用不了，只按词判断 words alone judged: {unread}" if unread else ""
    return (
        f"{digest.messages:,} 条消息，其中 {digest.agent:,} 条是{whose}：违规 {digest.alarmed:,} 条，应拦截 {digest.stopped:,} 条；"
        f"提示 {digest.times.note:,} 处，未能读取 {digest.rejected:,} 行。\n"
        f"messages: {digest.messages:,}, {digest.agent:,} of them {by}; {digest.alarmed:,} break rules, {digest.stopped:,} should "
        f"be stopped; notes: {digest.times.note:,}, rows not read: {digest.rejected:,}."
        f"{lighter}{words}"
    )


def _columns(given: Sequence[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in (pair for option in given for pair in option.split(",")):
        ours, equals, theirs = pair.partition("=")
        if ours.strip() not in COLUMNS or not equals or not theirs.strip():
            mend = f"write text=内容,role=角色; on the left stands one of {', '.join(COLUMNS)}"
            raise KefuError("call", f"{pair!r} names no column", "--columns", mend)
        columns[ours.strip()] = theirs.strip()
    return columns


def _parser() -> Parser:
    parser = Parser(
        "kefu inspect", "质检导出的聊天记录，写出报告。 Judge every message of exported chats and write a report."
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILES", help="聊天记录文件或文件夹 exported chats, or folders of them"
    )
    parser.add_argument(
        "-o", required=True, metavar="DIR", help="报告和表格放在哪里 folder for the report and the tables"
    )
    parser.add_argument("--platform", choices=PLATFORMS, help="文件里没写平台时用 where the files do not say it")
    parser.add_argument(
        "--columns", action="append", default=[], metavar="text=…,role=…", help="哪一列是什么 headers for our columns"
    )
    parser.add_argument(
        "--shop", metavar="FILE", help="店铺自己的规则文件 a shop's own file: its rules, allowed words and excuses"
    )
    parser.add_argument(
        "--resume", action="store_true", help="接着做上次中断的 go on with an inspection that was interrupted"
    )
    parser.add_argument("--since", metavar="DIR", help="和以前的结果对比 compare with an earlier inspection")
    parser.add_argument("--unmask", action="store_true", help="不打码 show buyers' phones, addresses and names")
    parser.add_argument("--pseudonyms", action="store_true", help="客服用代号 call the agents 客服01, 客服02 …")
    parser.add_argument("--fast", action="store_true", help="只按词判断 words alone")
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help="在哪里判断：本机，或 Spark who judges: this machine, or Spark",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=0,
        metavar="N",
        help="进程数，默认等于核数 processes, as many as cores if left out",
    )
    return parser


@contextmanager
def _stoppable() -> Iterator[None]:
    """Within it SIGTERM interrupts as Ctrl-C does, so that workers end and what was saved stays whole."""

    def stop(number: int, _: object) -> None:
        raise KeyboardInterrupt(number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
