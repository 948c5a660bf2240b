"""`kefu demo`: the sample chats that come with Kefu, inspected, and the report opened."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from kefu.cli import inspect as inspecting
from kefu.cli.parser import Parser
from kefu.rulebook.larder import cache_folder
from kefu.vocabulary.errors import KefuError


def sample_chats() -> Path:
    """Where the sample chats lie: in the package, or beside `src` in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "samples" / "chats"
    return inside if inside.is_dir() else package.parent.parent / "samples" / "chats"


def run(argv: Sequence[str], inspect: inspecting.Inspect) -> int:
    """Run `kefu demo`: prints `REPORT path` and ends. Returns 0, or as `kefu inspect` where it could not do its work."""
    parser = Parser("kefu demo", "质检样例聊天并打开报告。 Inspect the sample chats and open the report.")
    parser.add_argument("-o", metavar="DIR", help="报告放在哪里 where the report goes; else a folder of Kefu's own")
    parser.add_argument(
        "--no-browser", action="store_true", help="只打印报告位置，不打开 print where the report is, open nothing"
    )
    for name in ("--port", "--seed", "--speed"):
        parser.add_argument(
            name, metavar="N", help="留给以后的服务，现在无效 for the later service; without effect today"
        )
    options = parser.parse_args(argv)
    samples = sample_chats()
    if not samples.is_dir():
        raise KefuError("samples", "the sample chats are missing", str(samples), "install Kefu anew")
    out = Path(options.o) if options.o else cache_folder() / "demo"
    status = inspecting.run([str(samples), "-o", str(out)], inspect, "REPORT")
    if status > 1:
        return status
    if not options.no_browser and on_a_screen():
        webbrowser.open((out / "report.html").resolve().as_uri())
    return 0


def on_a_screen() -> bool:
    """Whether a person sits before a screen on which a page can open; a browser in the terminal would hold it."""
    drawn = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(drawn) and sys.stdout.isatty()
