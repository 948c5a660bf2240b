"""Clocks as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from kefu.clocks import Clock, History, Unsaid
from kefu.clocks.names import CLOCK_NAMES, LAPSED, MISS_NAMES, PARTY_NAMES, STATE_NAMES
from kefu.rulebook.book import Book
from kefu.rulebook.citation import Language, provenance
from kefu.vocabulary.events import EVENT_NAMES
from kefu.vocabulary.ids import PLATFORM_NAMES

MARKS: Final = {"running": "●", "met": "✓", "missed": "✗", "cancelled": "○"}
LABELS: Final = {
    "start": ("开始", "Start"),
    "due": ("截止", "Due"),
    "stop": ("办结", "Stop"),
    "miss": ("逾期", "A miss"),
    "clause": ("条款", "Clause"),
    "conflicts": ("不同说法", "Otherwise"),
    "unsure": ("注意", "Note"),
}
UNITS: Final = ((86400, "天", "d"), (3600, "小时", "h"), (60, "分", "min"), (1, "秒", "s"))
UNSURE: Final = (
    "这一年的放假安排这里还没有，按周一到周五和法定节日估算，公布后要重算",
    "the holidays of that year are not announced here; weekdays and the holidays of the law were taken",
)
WANTED: Final = {
    "agreed_ship_by": ("没有说约定的发货时间，算不出截止", "the agreed day is not told, so neither is the deadline"),
    "shipped": (
        "货到时已过截止，却没有说哪天发的",
        "the goods arrived after the deadline, and nobody told when they were sent",
    ),
    "due": ("没有说承诺的时间，算不出截止", "the promised day is not told, so neither is the deadline"),
}


def told(
    book: Book, history: History, clocks: Sequence[Clock], lacking: Sequence[Unsaid], language: Language
) -> Iterator[str]:
    """The lines of an answer: what was asked, then each clock with its clause, date and status."""
    side = 0 if language == "zh" else 1
    asked = history.asked
    basis = ("，只看最初材料", ", the seed documents alone")[side] if asked.basis == "seeds" else ""
    at = _shown(asked.now)
    yield f"{PLATFORM_NAMES[asked.platform][side]}  {('截至', 'as of ')[side]}{at}{basis}"
    later = sum(event.at > asked.now for event in history.events)
    if later:
        yield (f"  {later} 件事在这之后，还没算进来", f"  {later} events lie after that and do not count yet")[side]
    if not clocks and not lacking:
        yield ("没有时限在走", "no clock runs")[side]
    for clock in clocks:
        yield ""
        yield from _lines(book, asked.now, clock, language)
    for each in lacking:
        yield ""
        yield f"? {CLOCK_NAMES[each.clock][side]}  {each.clock}"
        yield f"  {WANTED[each.why][side]}"
        yield from _clause(book, each.clause, language)


def _lines(book: Book, now: datetime, clock: Clock, language: Language) -> Iterator[str]:
    side = 0 if language == "zh" else 1
    lapsed = clock.state == "missed" and clock.party == "buyer"
    state = (LAPSED if lapsed else STATE_NAMES[clock.state])[side]
    party = PARTY_NAMES[clock.party][side]
    yield f"{MARKS[clock.state]} {state}  {CLOCK_NAMES[clock.clock][side]}  {clock.clock}  {('（', '(')[side]}{party}{('）', ')')[side]}"
    yield _line("start", f"{_shown(clock.started_at)}  {EVENT_NAMES[clock.started_by][side]}", side)
    yield _line("due", f"{_shown(clock.due_at)}{_left(clock, now, side)}", side)
    if clock.stopped_at is not None and clock.stopped_by is not None:
        late = clock.stopped_at - clock.due_at
        words = f"{('，迟了 ', ', late by ')[side]}{_length(late, side)}" if late > timedelta() else ""
        yield _line("stop", f"{_shown(clock.stopped_at)}  {EVENT_NAMES[clock.stopped_by][side]}{words}", side)
    if clock.state in ("running", "missed"):
        yield _line("miss", MISS_NAMES[clock.on_miss][side], side)
    yield from _clause(book, clock.clause, language)
    if clock.conflicts:
        yield _line("conflicts", ("、", ", ")[side].join(clock.conflicts), side)
    if clock.uncertain:
        yield _line("unsure", UNSURE[side], side)


def _clause(book: Book, id: str, language: Language) -> Iterator[str]:
    rule = book.get(id)
    side = 0 if language == "zh" else 1
    comma, opened, closed = (("，", "（", "）"), (", ", " (", ")"))[side]
    text = (rule.clause.zh, rule.clause.en.strip())[side]
    yield _line("clause", f"{text}{opened}{id}{comma}{provenance(rule, language)}{closed}", side)


def _line(label: str, text: str, side: int) -> str:
    return f"  {LABELS[label][side]}  {text}"


def _left(clock: Clock, now: datetime, side: int) -> str:
    if clock.state == "running":
        return f"  {('还剩 ', '')[side]}{_length(clock.due_at - now, side)}{('', ' left')[side]}"
    if clock.state == "missed" and clock.stopped_at is None:
        return f"  {('已过 ', '')[side]}{_length(now - clock.due_at, side)}{('', ' ago')[side]}"
    return ""


def _length(time: timedelta, side: int) -> str:
    """The two greatest units of a length: `1 天 3 小时`."""
    rest, parts = int(time.total_seconds()), []
    for size, zh, en in UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {(zh, en)[side]}")
    return " ".join(parts[:2]) or ("不到 1 秒", "less than 1 s")[side]


def _shown(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")
