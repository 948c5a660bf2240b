"""How fast clocks are read: histories of ten events in memory, lines through `kefu clocks --jsonl`, and the index of alarms.

    PYTHONPATH=src python bench/clocks.py [--histories 20000] [--open 1000000] [--seed 1]

The histories are made up: five platforms, one order each with payment, talk, shipping and a refund. Times are processor time of
one core, the median of five runs after one to warm up.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from kefu.checks.shipped import shipped_book
from kefu.cli.answering import answered, written
from kefu.cli.clocks import answers
from kefu.clocks import Clock, History, read
from kefu.clocks.alarms import Alarms
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import PLATFORMS

LIFE: Final = (
    "paid", "buyer_message", "agent_reply", "shipped", "carrier_accepted", "signed", "buyer_message", "agent_reply",
    "refund_requested", "merchant_responded",
)  # fmt: skip
RUNS: Final = 5


def history(chance: random.Random) -> History:
    """One made-up history of ten events, in any order."""
    at = datetime(2026, 3, chance.randint(1, 28), chance.randint(0, 23), chance.randint(0, 59), tzinfo=CHINA)
    events = []
    for type in LIFE:
        events.append(Event(type, at))
        at += timedelta(minutes=chance.randint(1, 2000))
    chance.shuffle(events)
    now = at + timedelta(hours=chance.randint(0, 200))
    return History(Asked(chance.choice(PLATFORMS), now), tuple(events))


def line(history: History, n: int) -> bytes:
    """The same history as a program writes it."""
    events = [{"type": event.type, "at": event.at.isoformat()} for event in history.events]
    asked = {"id": f"h{n}", "platform": history.asked.platform, "as_of": history.asked.now.isoformat()}
    return json.dumps({**asked, "events": events}).encode()


def timed(work: Callable[[], Any]) -> float:
    """Seconds of processor time: the median of several runs."""
    work()
    took = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


def through_lines(lines: list[bytes]) -> int:
    """What the command does with its standard input, without the pipe."""
    book, out = shipped_book(), io.BytesIO()
    for raw in lines:
        out.write(written(answered(raw, lambda record: answers(book, record))[0]) + b"\n")
    return out.tell()


def index(count: int, chance: random.Random) -> tuple[Alarms[int], float, datetime]:
    """An index over so many open histories whose clock rings within three days."""
    now = datetime(2026, 3, 1, 10, tzinfo=CHINA)
    clock = Clock("refund_response", "pdd.refund.response_48h", now, now, None, "running", "auto_refund", (),
                  "refund_requested", None, "seller")  # fmt: skip
    clocks = [
        msgspec.structs.replace(clock, due_at=now + timedelta(seconds=chance.randint(0, 3 * 86400)))
        for _ in range(count)
    ]
    alarms: Alarms[int] = Alarms()
    start = time.process_time()
    for n, each in enumerate(clocks):
        alarms.put(n, (each,))
    return alarms, time.process_time() - start, now


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--open", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    histories = [history(chance) for _ in range(options.histories)]
    lines = [line(each, n) for n, each in enumerate(histories)]
    book = shipped_book()
    in_memory = timed(lambda: [read(book, each) for each in histories])
    in_lines = timed(lambda: through_lines(lines))
    print(f"read, ten events each       {options.histories / in_memory:>12,.0f} histories a second a core")
    print(f"kefu clocks --jsonl         {options.histories / in_lines:>12,.0f} lines a second a core")
    alarms, took, now = index(options.open, chance)
    print(f"index of {options.open:,} open      {took:>12.2f} s to build")
    rings = timed(lambda: alarms.within(now + timedelta(hours=30), timedelta(seconds=10)))
    print(f"which ring in ten seconds   {rings * 1000:>12.3f} ms")
    print(f"the next ring               {timed(lambda: alarms.next_ring(now + timedelta(hours=30))) * 1000:>12.3f} ms")


if __name__ == "__main__":
    main()
