"""`kefu label`: a person confirms or corrects what the reader was not certain of, on a page of this machine."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from kefu.cli.demo import on_a_screen
from kefu.cli.parser import Parser
from kefu.cli.telling import told
from kefu.vocabulary.errors import KefuError

FAULTS_TOLD: Final = 20


class Sitting(Protocol):
    """A page that is ready to be opened."""

    @property
    def url(self) -> str: ...

    @property
    def faults(self) -> Sequence[KefuError]:
        """What is wrong with lines of the files; the others go on."""

    def serve(self) -> None:
        """Answer the page until it asks to end."""

    def close(self) -> tuple[int, int]:
        """End. Returns how many messages were labelled in this sitting, and how many of its messages in all."""


class Label(Protocol):
    """The verb, as `kefu.wiring` composes it."""

    def __call__(self, source: Path, into: Path, port: int) -> Sitting: ...


def run(argv: Sequence[str], label: Label) -> int:
    """Run `kefu label`: prints `LABEL address` and serves the page until it or Ctrl-C ends it. Returns 0.

    Raises:
        KefuError: a file cannot be used, or the port is taken.
    """
    options = _parser().parse_args(argv)
    sitting = label(Path(options.source), Path(options.o), options.port)
    try:
        for fault in sitting.faults[:FAULTS_TOLD]:
            print(f"kefu label: {told(fault)}", file=sys.stderr)
        if more := len(sitting.faults) - FAULTS_TOLD:
            if more > 0:
                print(f"kefu label: 还有 {more} 行 / {more} more lines", file=sys.stderr)
        print(f"LABEL {sitting.url}\n按 Ctrl-C 结束 / Ctrl-C ends it", flush=True)
        if not options.no_browser and on_a_screen():
            webbrowser.open(sitting.url)
        sitting.serve()
    except KeyboardInterrupt:
        pass
    finally:
        fresh, known = sitting.close()
        zh = f"本次标注 {fresh} 条，这份清单里共 {known} 条，写在 {options.o}"
        print(f"{zh} / {fresh} labelled now, {known} of this list in all, in {options.o}")
    return 0


def _parser() -> Parser:
    parser = Parser(
        "kefu label",
        "在网页上确认或纠正阅读器最没把握的消息，写进店铺自己的文件；什么都不会离开这台电脑。 "
        "Confirm or correct, on a page of this machine, the messages of which the reader was least certain.",
    )
    parser.add_argument(
        "source",
        metavar="DIR",
        help="质检结果文件夹，或其中的 uncertain.jsonl an inspection's folder, or the file in it",
    )
    parser.add_argument(
        "-o", default="labels.jsonl", metavar="FILE", help="标注写到哪里，默认 where the labels go: labels.jsonl"
    )
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="端口，默认随机 a port; left out, any free one"
    )
    parser.add_argument("--no-browser", action="store_true", help="只打印网址，不打开 print the address, open nothing")
    return parser
