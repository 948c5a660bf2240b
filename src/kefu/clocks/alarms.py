"""What rings next: the next instant at which anything changes, for one history or over a million open ones."""

from __future__ import annotations

import dataclasses
import heapq
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final, Generic, NamedTuple, TypeVar

from kefu.clocks.clock import Clock
from kefu.clocks.history import History
from kefu.clocks.reading import read
from kefu.rulebook.book import Book
from kefu.vocabulary.days import CHINA

Key = TypeVar("Key", bound=Hashable)
BUCKET: Final = 60
"""Seconds of a bucket of the index."""


def next_change(book: Book, history: History) -> datetime | None:
    """The next instant at which a reading of this history changes by itself; None where it never will.

    It is a deadline, at which an act is still in time and after which the clock is missed; or the midnight from which other
    rules answer. Events that are still to come are not foreseen.

    Raises:
        KefuError, OverflowError: as `read` does.
    """
    here = read(book, history)
    due = min((clock.due_at for clock in here if clock.state == "running"), default=None)
    turn = _turn(book, history, here, due)
    return due if turn is None else turn


def _turn(book: Book, history: History, here: tuple[Clock, ...], due: datetime | None) -> datetime | None:
    """The first midnight before the nearest deadline from which the rules answer otherwise."""
    asked = history.asked
    if asked.under is not None:
        return None
    past = tuple(event for event in history.events if event.at <= asked.now)
    for day in book.turning_days[bisect_right(book.turning_days, asked.day) :]:
        midnight = datetime.combine(day, time(), CHINA)
        if due is not None and midnight > due:
            break
        moved = dataclasses.replace(history, events=past, asked=dataclasses.replace(asked, now=midnight))
        if read(book, moved) != here:
            return midnight
    return None


class Alarm(NamedTuple):
    """A clock that rings: at its deadline, and of which history."""

    at: datetime
    key: Hashable
    clock: Clock


class Alarms(Generic[Key]):
    """The running clocks of many histories, by the instant at which they ring.

    >>> from kefu.vocabulary.days import CHINA
    >>> start, due = datetime(2026, 3, 1, 10, tzinfo=CHINA), datetime(2026, 3, 3, 10, tzinfo=CHINA)
    >>> clock = Clock("refund_response", "pdd.refund.response_48h", start, due, None, "running", "auto_refund", (),
    ...     "refund_requested", None, "seller")
    >>> alarms = Alarms[str]()
    >>> alarms.put("order 7", [clock])
    >>> [alarm.key for alarm in alarms.within(due - timedelta(seconds=5), timedelta(seconds=10))]
    ['order 7']
    """

    def __init__(self) -> None:
        self._rings: dict[int, dict[Key, list[Clock]]] = {}
        self._heap: list[int] = []
        self._of: dict[Key, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._of)

    @classmethod
    def of(cls, book: Book, histories: Mapping[Key, History]) -> Alarms[Key]:
        """The index over a whole list of histories, each read once.

        Raises:
            KefuError, OverflowError: as `read` does.
        """
        alarms = cls()
        for key, history in histories.items():
            alarms.put(key, read(book, history))
        return alarms

    def put(self, key: Key, clocks: Iterable[Clock]) -> None:
        """Take over the clocks of a history as they stand now, in the place of what was known of it."""
        if key in self._of:
            self.drop(key)
        held: list[int] = []
        for clock in clocks:
            if clock.state != "running":
                continue
            bucket = int(clock.due_at.timestamp()) // BUCKET
            rings = self._rings.get(bucket)
            if rings is None:
                rings = self._rings[bucket] = {}
                heapq.heappush(self._heap, bucket)
            rings.setdefault(key, []).append(clock)
            held.append(bucket)
        if held:
            self._of[key] = tuple(held)

    def drop(self, key: Key) -> None:
        """Forget a history that is closed. One that is not known is no fault."""
        for bucket in self._of.pop(key, ()):
            rings = self._rings.get(bucket, {})
            rings.pop(key, None)
            if not rings:
                self._rings.pop(bucket, None)

    def within(self, now: datetime, span: timedelta) -> list[Alarm]:
        """What rings from an instant on until so much later, both included, the first first."""
        until = now + span
        first, last = int(now.timestamp()) // BUCKET, int(until.timestamp()) // BUCKET
        few = last - first < len(self._rings)
        buckets = range(first, last + 1) if few else [each for each in self._rings if first <= each <= last]
        found = [alarm for bucket in buckets for alarm in self._in(bucket) if now <= alarm.at <= until]
        found.sort(key=lambda alarm: (alarm.at, str(alarm.key), alarm.clock.clock))
        return found

    def next_ring(self, now: datetime) -> datetime | None:
        """The next instant, `now` included, at which anything rings; None where nothing will.

        What lies in minutes before `now` is not asked for again: time goes on.
        """
        first = int(now.timestamp()) // BUCKET
        while self._heap and (self._heap[0] < first or self._heap[0] not in self._rings):
            heapq.heappop(self._heap)
        later = heapq.nsmallest(2, self._heap)
        rings = [alarm.at for bucket in later for alarm in self._in(bucket) if alarm.at >= now]
        return min(rings) if rings else self._scan(now)

    def _scan(self, now: datetime) -> datetime | None:
        """The same, where the nearest minutes hold nothing that is still to come."""
        first = int(now.timestamp()) // BUCKET
        for bucket in sorted(bucket for bucket in self._rings if bucket >= first):
            rings = [alarm.at for alarm in self._in(bucket) if alarm.at >= now]
            if rings:
                return min(rings)
        return None

    def _in(self, bucket: int) -> Iterator[Alarm]:
        for key, clocks in self._rings.get(bucket, {}).items():
            for clock in clocks:
                yield Alarm(clock.due_at, key, clock)
