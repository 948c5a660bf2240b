"""How fast Kefu is, beside other filters on the same messages in the same run.

    python bench/speed.py [--messages 20000] [--seed 1] [--alone] [--write docs/speed.md]

The messages are made up (chatter.py), all differ, and no answer is remembered from one run to the next. Times are processor
time, the median of five runs after one to warm up. `--alone` leaves the other filters out; `--write` writes the tables.
Other filters are measured where their packages (requirements/bench.txt), Node with npm, and Java with Maven are there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from chatter import Said, chatter, long_talk
from others import RUNS, Job, Result, of_other_languages, of_python, timed

from kefu import Guard, Message
from kefu.checks.shipped import listener, shipped_words
from kefu.language.finder import Finder
from kefu.language.forms import fold
from kefu.language.wordforms import compact

HERE: Final = Path(__file__).parent
PLATFORM: Final = "pdd"
"""The platform that bars most words."""
LOADING: Final = """
import time
start = time.process_time()
from kefu import Guard
from kefu.rulebook import larder
from pathlib import Path
import sys
larder.cache_folder = lambda: Path(sys.argv[1])
imported = time.process_time()
guard = Guard.load(platform=sys.argv[2], reader=False)
loaded = time.process_time()
guard.check("您好，请问有什么可以帮您")
checked = time.process_time()
list(guard.check_batch(["您好，请问有什么可以帮您"] * 100))
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else ["0"]
print(imported - start, loaded - imported, checked - loaded, int(peak[0]) / 1024)
"""


@dataclass(frozen=True)
class Figure:
    """One figure beside what is asked of it; `more` says that more is better."""

    name: str
    value: float
    unit: str
    asked: float | None = None
    more: bool = False

    def row(self) -> str:
        """A row of a table."""
        if self.asked is None:
            return (
                f"| {self.name} | {self.value:,.3g} {self.unit} | | |"
                if self.value < 100
                else (f"| {self.name} | {self.value:,.0f} {self.unit} | | |")
            )
        kept = self.value >= self.asked if self.more else self.value <= self.asked
        sign = "≥" if self.more else "≤"
        shown = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.3g}"
        return f"| {self.name} | {shown} {self.unit} | {sign} {self.asked:,g} {self.unit} | {'yes' if kept else '**no**'} |"


def one_by_one(check: Callable[[Any], Any], messages: Sequence[Any]) -> tuple[float, float]:
    """Median and 99th percentile of microseconds a message, each the median of some runs."""
    halves, tails = [], []
    for run in range(RUNS + 1):
        spent = []
        for message in messages:
            start = time.process_time_ns()
            check(message)
            spent.append(time.process_time_ns() - start)
        if run:
            spent.sort()
            halves.append(spent[len(spent) // 2] / 1000)
            tails.append(spent[len(spent) * 99 // 100] / 1000)
    return statistics.median(halves), statistics.median(tails)


def messages_of(said: Sequence[Said]) -> list[Message]:
    """The chat as the guard takes it."""
    return [Message(each.text, each.role) for each in said]


def single(guard: Guard, said: Sequence[Said]) -> Iterator[Figure]:
    """One message at a time."""
    groups = {
        "all": list(said),
        "agents'": [each for each in said if each.role == "agent"],
        "agents', nothing wrong": [each for each in said if each.role == "agent" and not each.breach],
        "agents' that break a rule": [each for each in said if each.breach],
        "buyers'": [each for each in said if each.role == "buyer"],
    }
    for name, some in groups.items():
        half, tail = one_by_one(guard.check, messages_of(some))
        first = name in ("all", "agents'")
        yield Figure(f"one message, {name}: median", half, "µs", 15 if first else None)
        yield Figure(f"one message, {name}: 99 %", tail, "µs", 150 if first else None)
    judge = guard.judge(PLATFORM, guard.day(None))
    texts = [each.text for each in groups["agents'"]]
    heard = [judge.ear.hear(text) for text in texts]
    half, _ = one_by_one(judge.ear.hear, texts)
    yield Figure("of an agent's message: reading it, its sounds and disguises", half, "µs")
    half, _ = one_by_one(lambda each: judge.summons.called(each.marks, each.plain, judge.asking), heard)
    yield Figure("of an agent's message: choosing the cues to try", half, "µs")
    half, _ = one_by_one(guard.check, [long_talk(500, n) for n in range(200)])
    yield Figure("one message of 500 characters: median", half, "µs", 300)


def batch(guard: Guard, said: Sequence[Said]) -> Iterator[Figure]:
    """Many messages at once, on one core."""
    groups: dict[str, Sequence[Any]] = {
        "all": messages_of(said),
        "agents' alone": [each.text for each in said if each.role == "agent"],
        "agents' alone, nothing wrong": [each.text for each in said if each.role == "agent" and not each.breach],
    }
    for name, some in groups.items():
        list(guard.check_batch(some))
        spent = timed(lambda texts: list(guard.check_batch(texts)), [some])
        asked = 250_000 if name == "all" else None
        yield Figure(f"batch, {name}", len(some) / statistics.median(spent), "messages/s", asked, True)


def loading() -> Iterator[Figure]:
    """Loading in fresh processes, without and with a cache."""
    with tempfile.TemporaryDirectory(prefix="kefu-cache-") as cache:
        cold = _loaded(cache)
        warm = [_loaded(cache) for _ in range(RUNS)]
    imported, loaded, first, size = (statistics.median(each) for each in zip(*warm, strict=True))
    yield Figure("load without a cache (import apart)", cold[1], "s", 5)
    yield Figure("load from the cache (import apart)", loaded, "s", 0.3)
    yield Figure("import of kefu", imported, "s")
    yield Figure("first message after loading", first, "s")
    if size:
        yield Figure("memory after a first batch", size, "MB", 200)


def _loaded(cache: str) -> list[float]:
    told = subprocess.run(
        [sys.executable, "-c", LOADING, cache, PLATFORM], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return [float(each) for each in told.stdout.split()]


def ours(guard: Guard, job: Job) -> Iterator[Result]:
    """Kefu as the others are measured: its finder with the same words, and its whole guard."""
    finder = Finder(job.words)
    ear = guard.judge(PLATFORM, guard.day(None)).ear
    yield Result(
        "**Kefu**, the words found by its finder",
        timed(finder.find, job.messages),
        [[word for _, _, word in finder.find(text)] for text in job.disguises],
    )
    alarms = [["!"] if guard.check(text).alarmed else [] for text in job.disguises]
    yield Result("**Kefu**, the whole guard, one by one (an alarm counts)", timed(guard.check, job.messages), alarms)
    spent = timed(lambda texts: list(guard.check_batch(texts)), [job.messages])
    heard = [[word for word in job.words if fold(word) in ear.hear(text).plain] for text in job.disguises]
    yield Result("**Kefu**, the whole guard, in a batch (a word read back counts)", spent, heard)


def recall(result: Result, rows: Sequence[dict[str, str]]) -> float:
    """The share of disguises in which the filter found the word that is meant."""
    return sum(
        any(piece == "!" or compact(fold(piece)) == compact(fold(row["word"])) for piece in found)
        for found, row in zip(result.found, rows, strict=True)
    ) / len(rows)


def rivals(guard: Guard, said: Sequence[Said], others: bool) -> Iterator[str]:
    """The table of all filters, row by row."""
    rows = [json.loads(line) for line in (HERE / "disguises.jsonl").read_text(encoding="utf-8").splitlines()]
    lexicon = {surface.word for here in shipped_words().surfaces for surface in here if not surface.ordinary}
    words = sorted({*lexicon, *(row["word"] for row in rows)})
    texts = [each.text for each in said if each.role == "agent"]
    job = Job(words, texts, [row["text"] for row in rows])
    yield f"{len(words)} words, {len(texts):,} agents' messages, {len(rows)} disguises (bench/disguises.jsonl).\n"
    yield "| filter | µs a message | messages/s | found of the disguises |"
    yield "| --- | ---: | ---: | ---: |"
    sources = [ours(guard, job)]
    if others:
        sources += [of_python(job), of_other_languages(job)]
    for source in sources:
        for each in source:
            if each.missing:
                yield f"| {each.name} | not measured: {each.missing} | | |"
            else:
                spent = statistics.median(each.seconds) / len(texts)
                yield f"| {each.name} | {spent * 1e6:.2f} | {1 / spent:,.0f} | {recall(each, rows):.0%} |"


def machine() -> Iterator[str]:
    """On what, when and how this was measured."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        lines = cpus.read_text(encoding="utf-8", errors="replace").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    load = f", load {os.getloadavg()[0]:.1f} when it began" if hasattr(os, "getloadavg") else ""
    yield f"- {date.today():%Y-%m-%d}; {model}, {os.cpu_count()} cores{load}; {platform.system()}, Python {platform.python_version()}"
    yield f"- `python bench/speed.py {' '.join(sys.argv[1:])}`"


def report(options: argparse.Namespace) -> Iterator[str]:
    """The page, line by line."""
    yield "# Speed\n"
    yield (HERE / "speed.md").read_text(encoding="utf-8")
    yield from machine()
    said = chatter(options.messages, options.seed)
    guard = Guard.load(platform=PLATFORM, reader=False)
    judge, listening = guard.judge(PLATFORM, guard.day(None)), listener()
    yield (
        f"- In force on {PLATFORM}: {len(judge.summons.cues):,} cues against agents' messages, hanging on "
        f"{len(judge.summons.words):,} words; {len(listening.summons.cues):,} for buyers', on {len(listening.summons.words):,}"
    )
    yield "\n## Kefu\n\n| | measured | asked | kept |\n| --- | ---: | ---: | --- |"
    for figures in (single(guard, said), batch(guard, said), loading()):
        for figure in figures:
            yield figure.row()
    yield "\n## Beside others\n"
    yield from rivals(guard, said, not options.alone)


def main() -> None:
    """Measure, print, and write where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    lines = []
    for line in report(options):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        options.write.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
