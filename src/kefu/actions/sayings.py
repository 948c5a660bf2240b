"""What is said again and again: alarms that break the same rule in the same words, counted by who said them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final, NamedTuple

import pyarrow as pa

MOST: Final = 50_000
"""How many pairs of a saying and an agent are counted; memory does not grow beyond, and what first comes later has no count."""
LONGEST: Final = 40
ALIKE: Final = 0.6
_IDLE: Final = re.compile(r"[\W\d_亲呀啊呢哦哈吧嘛了的哒呦噢]+")

Agent = tuple[str, str]
"""Shop and account."""
Row = tuple[str, str, str, str, int]
"""Rule, skeleton, shop, account, times."""


class Saying(NamedTuple):
    """How often something was said, and by whom: account and times, the most frequent first."""

    times: int
    agents: tuple[tuple[Agent, int], ...]


def skeleton(words: str) -> str:
    """Words without figures, signs and particles: what is left when the same thing is said twice.

    >>> skeleton("亲，加我微信 abc8866哦") == skeleton("加我微信abc12")
    True
    """
    return _IDLE.sub("", words.lower())[:LONGEST]


def alike(one: str, other: str) -> bool:
    """Whether two skeletons say nearly the same: they share most of their pairs of characters.

    >>> alike("刷单返", "给您刷单返"), alike("不开发票", "不退运费")
    (True, False)
    """
    if one == other:
        return True
    first, second = set(pairwise(one)), set(pairwise(other))
    return 2 * len(first & second) >= ALIKE * (len(first) + len(second)) > 0


class Sayings:
    """Counts sayings by rule, words and agent."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._counts: dict[tuple[str, str], Counter[Agent]] = {}
        self._size = 0
        for rule, words, shop, agent, times in rows:
            self._count((rule, words), (shop, agent), times)

    def take(self, findings: pa.RecordBatch, name: Callable[[str, str], str]) -> None:
        """Count the alarms among findings (schema `FINDINGS`).

        Args:
            name: an agent, by shop and account, as outputs show it.
        """
        columns = (findings.column(each).to_pylist() for each in ("severity", "rule", "quote", "shop", "agent"))
        for severity, rule, quote, shop, agent in zip(*columns, strict=True):
            if severity != "note":
                self._count((rule, skeleton(quote)), (shop, name(shop, agent)), 1)

    def times(self, rule: str, quote: str) -> int:
        """How often a rule was broken in just these words."""
        return self._counts.get((rule, skeleton(quote)), Counter()).total()

    def like(self, rule: str, quote: str) -> Saying:
        """How often a rule was broken in these or nearly the same words."""
        words = skeleton(quote)
        agents: Counter[Agent] = Counter()
        for (broken, said), who in self._counts.items():
            if broken == rule and alike(words, said):
                agents.update(who)
        return Saying(agents.total(), tuple(agents.most_common()))

    def rows(self) -> list[Row]:
        """The counts as plain rows, to be written down."""
        return [(*key, *agent, times) for key, who in self._counts.items() for agent, times in who.items()]

    def _count(self, key: tuple[str, str], agent: Agent, times: int) -> None:
        who = self._counts.get(key)
        if self._size >= MOST and (who is None or agent not in who):
            return
        who = self._counts.setdefault(key, Counter())
        self._size += agent not in who
        who[agent] += times
