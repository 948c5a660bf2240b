"""The labelled messages nearest to a text: those that share its rarest pairs of characters."""

from __future__ import annotations

import functools
import gzip
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Final

import msgspec

EXAMPLES: Final = "examples.json.gz"


class Example(msgspec.Struct, frozen=True):
    """A labelled message of an agent.

    Attributes:
        before: what the buyer said before it, '' for nothing.
        labels: the rules that it breaks.
    """

    text: str
    before: str
    labels: tuple[str, ...]


class Examples:
    """Finds the nearest of some labelled messages."""

    def __init__(self, every: Iterable[Example]) -> None:
        self.every = list(every)
        self._pairs = [pairs(each.text) for each in self.every]
        count = Counter(pair for some in self._pairs for pair in some)
        self._rarity = {pair: math.log(1 + len(self.every) / n) for pair, n in count.items()}
        self._size = [math.sqrt(sum(self._rarity[pair] for pair in some)) for some in self._pairs]

    def nearest(self, text: str, rule: str) -> tuple[Example | None, Example | None]:
        """The message most like a text that breaks a rule, and the one most like it that breaks none."""
        own = pairs(text)
        breaking = self._nearest(own, [n for n, each in enumerate(self.every) if rule in each.labels])
        return breaking, self._nearest(own, [n for n, each in enumerate(self.every) if not each.labels])

    def _nearest(self, own: frozenset[str], some: Sequence[int]) -> Example | None:
        def likeness(n: int) -> float:
            shared = own & self._pairs[n]
            return sum(self._rarity[pair] for pair in shared) / (self._size[n] or 1)

        return self.every[max(some, key=likeness)] if some else None


def pairs(text: str) -> frozenset[str]:
    """Every two neighbours of a text, marks left out, and its characters."""
    plain = "".join(filter(str.isalnum, text))
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) | frozenset(plain)


@functools.cache
def shipped_examples() -> Examples:
    """Those that ship with the weights; none where they are missing or damaged."""
    try:
        written = resources.files("kefu.reader").joinpath("weights").joinpath(EXAMPLES).read_bytes()
        return Examples(msgspec.json.decode(gzip.decompress(written), type=list[Example]))
    except (OSError, EOFError, msgspec.DecodeError):
        return Examples(())


def packed(every: Iterable[Example]) -> bytes:
    """The file of some examples, the same bytes for the same ones."""
    return gzip.compress(msgspec.json.encode(list(every)), 9, mtime=0)
