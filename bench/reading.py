"""How fast the reader reads, on one core:

    PYTHONPATH=. python bench/reading.py [--write docs/reader.md]

The messages are those of the labelled development part; `--write` puts the figures in place of those at the end of the page.
"""

from __future__ import annotations

import argparse
import resource
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from training.lines import lines

from kefu import Guard, Message, Turn
from kefu.reader.model import shipped_reader

TIMES: Final = 2000
SELDOM: Final = 30
HEAD: Final = "## How fast\n"


def each(guard: Guard, messages: list[Message]) -> tuple[float, float]:
    """Milliseconds of a verdict: the middle one, and that of 99 of 100."""
    took = []
    for message in messages:
        began = time.perf_counter()
        guard.check(message)
        took.append(1000 * (time.perf_counter() - began))
    return float(np.median(took)), float(np.quantile(took, 0.99))


def day(spoken: list[dict[str, Any]]) -> list[str]:
    """Texts of which one in thirty breaks a rule, as in a shop's day."""
    clean = list(dict.fromkeys(line["text"] for line in spoken if not line["labels"]))
    bad = list(dict.fromkeys(line["text"] for line in spoken if line["labels"]))
    return clean + bad[: len(clean) // SELDOM]


def measured() -> list[str]:
    """The figures as Markdown."""
    began = time.perf_counter()
    reader = shipped_reader()
    loaded = time.perf_counter() - began
    guard = Guard.load(platform="tmall")
    spoken = [line for line in lines("dev") if line["of"] == "agents"]
    bare = [Message(line["text"]) for line in spoken if 15 <= len(line["text"]) <= 35][:TIMES]
    after = [
        Message(line["text"], history=[Turn(turn["role"], turn["text"]) for turn in line["history"]][-1:])
        for line in spoken
        if line["history"]
    ][:TIMES]
    each(guard, bare[:50])
    reader._known.clear()
    rows = [("one message of 15 to 35 characters", *each(guard, bare))]
    reader._known.clear()
    rows.append(("one message after one of the buyer's", *each(guard, after)))
    texts = day(spoken)
    reader._known.clear()
    began = time.perf_counter()
    list(guard.check_batch(texts))
    fresh = len(texts) / (time.perf_counter() - began)
    traffic = [text for text in texts for _ in range(10)]
    reader._known.clear()
    began = time.perf_counter()
    list(guard.check_batch(traffic))
    repeated = len(traffic) / (time.perf_counter() - began)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out = [
        f"Measured on {date.today():%Y-%m-%d} with `PYTHONPATH=. python bench/reading.py`, one core, words and reader together.\n"
    ]
    out += ["| | half of them | 99 of 100 |", "| --- | ---: | ---: |"]
    out += [f"| {name} | {half:.1f} ms | {most_:.1f} ms |" for name, half, most_ in rows]
    out += ["", f"- in a batch of which one in {SELDOM} breaks a rule, every text new: {fresh:,.0f} messages a second"]
    out.append(f"- the same, one text in ten new: {repeated:,.0f} messages a second")
    out.append(f"- the weights load in {loaded:.2f} s; the process took {most:.0f} MiB at most")
    return out


def main() -> None:
    """Measure, print, and write where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    told = "\n".join(measured())
    print(told)
    if asked.write:
        page = asked.write.read_text(encoding="utf-8").partition(HEAD)[0]
        asked.write.write_text(f"{page}{HEAD}\n{told}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
