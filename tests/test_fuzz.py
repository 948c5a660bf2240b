"""A short run of the fuzz target, the same every time."""

import random

from tests.fuzz import mutated, one


def test_whatever_bytes_come_are_answered_or_refused_in_words() -> None:
    rng = random.Random(20261127)
    for _ in range(150):
        one(mutated(rng))
