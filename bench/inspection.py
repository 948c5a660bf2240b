"""How fast `kefu inspect --fast` reads and judges, and how much memory it takes: rows a second a core, peak resident size.

    .venv/bin/python bench/inspection.py 3000000
    .venv/bin/python bench/inspection.py 50000000 --format parquet --folder /somewhere/large

Conversations are made up: 4 to 24 lines one after the other, of five platforms, 400 agents and thirty days. A quarter of
the lines are the short ones of every chat (好的, 在吗), all others differ. The file is kept and used again if it is there.
Time is that of the process, not of the clock, so that a busy machine changes little.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from chatter import message

PLATFORMS: Final = ("taobao", "tmall", "pdd", "jd", "douyin")
SHORT: Final = {
    "agent": "好的 好的亲 在的 嗯嗯 稍等 稍等哦 您好 您好，在的 不客气 可以的 有的 收到 没问题 请稍等一下 祝您生活愉快".split(),
    "buyer": "好的 在吗 嗯 好吧 谢谢 哦 有吗 知道了 可以 行 ok 多久 怎么还没发 [图片] 你好".split(),
}
BAD: Final = 0.03
"""How many of the agents' longer lines break a rule."""
LOTS: Final = {"agent": (0.5, 0.0), "buyer": (1.0, 1.0)}
SCHEMA: Final = pa.schema(
    [(name, pa.string()) for name in ("platform", "shop", "session", "agent", "buyer", "role", "at", "text")]
)
BEGIN: Final = datetime(2026, 3, 1, 8)
GROUP: Final = 65_536
MARK: Final = 1_000_000


def conversations(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many lines, a conversation at a time."""
    dice = random.Random(seed)
    number = 0
    while count > 0:
        number += 1
        platform = dice.choice(PLATFORMS)
        agent = f"{platform}旗舰店{dice.randrange(20)}:客服{dice.randrange(20):02}"
        at = BEGIN + timedelta(days=dice.randrange(30), seconds=dice.randrange(50_000))
        head = {
            "platform": platform, "shop": agent.partition(":")[0], "session": f"S{number:09}", "agent": agent,
            "buyer": f"tb{dice.randrange(10**8):08}",
        }  # fmt: skip
        for _ in range(min(count, dice.randint(4, 24))):
            at += timedelta(seconds=dice.randint(2, 90))
            role = "agent" if dice.random() < 0.55 else "buyer"
            text = dice.choice(SHORT[role]) if dice.random() < 0.25 else message(dice, LOTS[role][dice.random() < BAD])
            yield head | {"role": role, "at": at.isoformat(sep=" "), "text": text}
            count -= 1


def written(rows: int, kind: str, folder: Path) -> Path:
    """The file with so many rows; made where it is not there."""
    path = folder / f"chats-{rows}.{kind}"
    if path.exists():
        return path
    unfinished = path.with_suffix(".part")
    if kind == "jsonl":
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            for line in conversations(rows):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    else:
        with pq.ParquetWriter(unfinished, SCHEMA) as file:
            lines: list[dict[str, str]] = []
            for line in conversations(rows):
                lines.append(line)
                if len(lines) == GROUP:
                    file.write_table(pa.Table.from_pylist(lines, SCHEMA))
                    lines = []
            file.write_table(pa.Table.from_pylist(lines, SCHEMA))
    unfinished.replace(path)
    return path


def resident() -> float:
    """MiB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def inspected(file: Path, out: Path, workers: int) -> dict[str, Any]:
    """Inspect a file in this process and say what it took."""
    from kefu import wiring
    from kefu.actions.inspection import Request

    curve: list[tuple[int, int]] = []
    first: list[tuple[float, int]] = []

    def progress(rows: int, position: int, size: int) -> None:
        if not first:
            first.append((time.process_time(), rows))
        if rows // MARK > len(curve):
            curve.append((rows, round(resident())))

    begun, clock = time.process_time(), time.monotonic()
    outcome = wiring.inspect(Request([file], words_alone=True, workers=workers), out, None, progress)
    cpu = time.process_time() - begun
    assert outcome.digest is not None
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "messages": outcome.digest.messages, "findings": sum(outcome.digest.times.as_json().values()),
        "cpu": cpu + children.ru_utime + children.ru_stime, "wall": time.monotonic() - clock,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "peak_of_a_worker": children.ru_maxrss / 1024,
        "curve": curve, "warm": (cpu - (first[0][0] - begun), first[0][1]),
    }  # fmt: skip


def main() -> None:
    """Make the file, inspect it in a process of its own, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kefu-bench")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within is not None:
        print(json.dumps(inspected(options.within, options.folder, options.workers)))
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    file = written(options.rows, options.format, options.folder)
    with tempfile.TemporaryDirectory(dir=options.folder) as out:
        call = [sys.executable, __file__, "--within", str(file), "--folder", out, "--workers", str(options.workers)]
        told = json.loads(subprocess.run(call, check=True, capture_output=True, encoding="utf-8").stdout)
    rate = options.rows / told["cpu"]
    print(
        f"{options.rows:,} rows of {options.format}, {file.stat().st_size / 2**20:,.0f} MiB, {options.workers} worker(s)"
    )
    print(f"{told['cpu']:.1f} s of processors, {told['wall']:.1f} s by the clock: {rate:,.0f} rows a second a core")
    print(
        f"findings {told['findings']:,}; peak resident {told['peak']:,.0f} MiB, of a worker {told['peak_of_a_worker']:,.0f}"
    )
    for rows, size in told["curve"]:
        print(f"  after {rows:>11,} rows {size:,} MiB")


if __name__ == "__main__":
    main()
