"""Counting: what is kept of millions of lines once they are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

Key = tuple[str, ...]


class Tally:
    """Counts under named heads; two tallies of two pieces add up to the tally of the whole.

    The heads, each with what follows it in a key:
        file: name, role             lines by role, and `duplicate`, `rejected`
        where: name, platform        lines of people by platform, file by file
        platform: platform, role     lines of people
        agent: platform, shop, agent           messages
        day: day, role               lines of people; the day is '' where a line has no time
        alarmed: platform, shop, agent         messages with at least one alarm
        stopped: platform, shop, agent         messages with at least one block
        found: platform, shop, agent, rule, severity
        found-day: day, severity
        clause: clause, platform, rule, severity, penalty
        risk: risk                   buyers' messages
        promise: kind, outcome       promises of agents
        mood: began, ended           conversations, by the emotions of the buyer's first and last message

    >>> one, two = Tally([("day", "2026-03-01", "agent")]), Tally([("day", "2026-03-01", "agent")])
    >>> one.add(two); list(one.under("day"))
    [(('2026-03-01', 'agent'), 2)]
    """

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self.counts: Counter[Key] = Counter(keys)

    def count(self, *key: str, times: int = 1) -> None:
        """Count something once more, or `times` times more."""
        self.counts[key] += times

    def add(self, other: Tally) -> None:
        """Take another piece's counts in."""
        for key, times in other.counts.items():
            self.counts[key] += times

    def under(self, *head: str) -> Iterator[tuple[Key, int]]:
        """What was counted under a head, without the head, in the order of its first sight."""
        width = len(head)
        for key, times in self.counts.items():
            if key[:width] == head:
                yield key[width:], times

    def total(self, *head: str) -> int:
        """The sum under a head."""
        return sum(times for _, times in self.under(*head))

    def rows(self) -> list[list[str | int]]:
        """The counts as plain lists, to be written down."""
        return [[*key, times] for key, times in self.counts.items()]

    @classmethod
    def of_rows(cls, rows: Iterable[list[str | int]]) -> Tally:
        """The tally that `rows` wrote down."""
        tally = cls()
        for *key, times in rows:
            tally.counts[tuple(map(str, key))] += int(times)
        return tally

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self.counts == other.counts

    __hash__ = None  # type: ignore[assignment]
