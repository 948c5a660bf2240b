"""How fast points are reckoned: in memory, and line by line as `kefu points --jsonl` answers.

    PYTHONPATH=src python bench/points.py [--shops 20000] [--seed 1]

Shops are made up: ten violations each in memory, three a line. Times are processor time of one core, the median of five runs after one to
warm up.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from kefu.cli.answering import answered, written
from kefu.cli.points import answer
from kefu.dues.account import Violation
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA

RUNS: Final = 5
START: Final = datetime(2023, 4, 1, tzinfo=CHINA)
NOW: Final = datetime(2023, 11, 1, tzinfo=CHINA)
HOURS: Final = 4000
FOUND: Final = (
    ("发票", None, None), ("包邮", None, None), ("关闭订单", None, 3), ("虚假交易", None, 50), ("违背承诺", None, None),
    ("描述不符", "不符但不影响使用", None), ("滥发信息", "广告信息-商品", 1), ("泄露他人信息", None, None),
    ("延迟发货", None, None), ("质检", None, None),
)  # fmt: skip


def violations(chance: random.Random, count: int) -> list[Violation]:
    """Made-up violations of one shop."""
    found = (chance.choice(FOUND) for _ in range(count))
    return [
        Violation(clause, START + timedelta(hours=chance.randrange(HOURS)), degree, n) for clause, degree, n in found
    ]


def line(chance: random.Random, number: int) -> bytes:
    """One made-up line."""
    listed = [
        {"clause": each.clause, "at": each.at.isoformat(), "degree": each.degree, "count": each.count}
        for each in violations(chance, 3)
    ]
    record = {"id": number, "platform": "tmall", "basis": "seeds", "as_of": "2023-11-01", "violations": listed}
    return json.dumps(record, ensure_ascii=False).encode()


def rate(work: Callable[[Any], object], items: list[Any]) -> float:
    """How many items a second of processor time."""
    seconds = []
    for _ in range(RUNS + 1):
        begin = time.process_time()
        for item in items:
            work(item)
        seconds.append(time.process_time() - begin)
    return len(items) / statistics.median(seconds[1:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shops", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, schedules = random.Random(options.seed), Schedules(load_book())
    asked = Asked("tmall", NOW, "seeds")
    shops = [violations(chance, 10) for _ in range(options.shops)]
    lines = [line(chance, number) for number in range(options.shops)]
    print(f"shops a second in memory: {rate(lambda shop: reckon(schedules.on(asked), NOW, shop), shops):,.0f}")
    by_line = rate(lambda raw: written(answered(raw, lambda record: answer(schedules, record))[0]), lines)
    print(f"lines a second: {by_line:,.0f}")


if __name__ == "__main__":
    main()
