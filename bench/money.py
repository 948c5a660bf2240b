"""How fast sums are reckoned: in memory, and line by line as `kefu money --jsonl` answers.

    PYTHONPATH=src python bench/money.py [--sums 200000] [--seed 1]

Orders are made up: five platforms, the twelve matters of the contract, both kinds of evidence. Times are processor time of one core, the
median of five runs after one to warm up.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from kefu.checks.shipped import shipped_book
from kefu.cli.answering import answered, written
from kefu.cli.money import answer
from kefu.dues.compensation import Order, owed
from kefu.dues.matters import MATTER_NAMES
from kefu.dues.tallies import Tallies
from kefu.vocabulary.asking import BASES, Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.ids import PLATFORMS

RUNS: Final = 5
MATTERS: Final = tuple(MATTER_NAMES)[:12]
NOW: Final = datetime(2026, 3, 10, 12, 0, tzinfo=CHINA)
PRICE: Final = Decimal("9.90")


def question(chance: random.Random) -> tuple[Asked, str, Order]:
    """One made-up question."""
    asked = Asked(chance.choice(PLATFORMS), NOW, chance.choice(BASES))
    order = Order(Decimal(chance.randint(1, 999_999)) / 100, count=chance.choice((1, 1, 1, 3)), list_price=PRICE)
    return asked, chance.choice(MATTERS), order


def line(asked: Asked, matter: str, order: Order, n: int) -> bytes:
    """The same question as a program writes it."""
    told = {"amount": f"{order.amount:.2f}", "count": order.count, "list_price": f"{PRICE:.2f}"}
    head = {"id": f"m{n}", "platform": asked.platform, "basis": asked.basis, "as_of": asked.now.isoformat()}
    return json.dumps({**head, "matter": matter, "order": told}).encode()


def timed(work: Callable[[], Any]) -> float:
    """Seconds of processor time: the median of several runs."""
    work()
    took = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How fast sums are reckoned.")
    parser.add_argument("--sums", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, tallies = random.Random(asked.seed), Tallies(shipped_book())
    questions = [question(chance) for _ in range(asked.sums)]
    took = timed(lambda: [owed(tallies, *each).amount for each in questions])
    print(f"{len(questions) / took:,.0f} sums a second, in memory")
    lines = [line(*each, n) for n, each in enumerate(questions[:50_000])]
    took = timed(lambda: [written(answered(raw, lambda record: answer(tallies, record))[0]) for raw in lines])
    print(f"{len(lines) / took:,.0f} lines a second, read and written")


if __name__ == "__main__":
    main()
