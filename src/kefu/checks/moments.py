"""A moment that words name, and the instant that it comes to. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from kefu.vocabulary.days import CHINA

END: Final = time(23, 59, 59)
PARTS_END: Final = {
    "dawn": time(6), "morning": time(12), "noon": time(12), "afternoon": time(18), "offwork": time(18), "night": END,
}  # fmt: skip
"""When a part of the day is over, where no hour is told."""
ONE: Final = timedelta(days=1)
SMALL: Final = 7
"""Up to this a bare hour of another day is one of the afternoon or evening."""
SLEEP: Final = 4
"""Up to this an hour of the night is one after midnight."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that words name, in as many pieces as they name of it.

    Attributes:
        start, end: where the words stand.
        day: None = not told.
        part: of the day, a key of `PARTS_END`; '' = not told.
        hour: hour and minute as told, the part of the day not yet counted in; None = not told.
        instant: what a length of time from now comes to.
        after: only that it is after this day; working days may be counted from it.
        weak: a feast named in passing, without 'before' or 'on'.
        kind: of the words, as `timewords` calls it.
    """

    start: int = 0
    end: int = 0
    day: date | None = None
    part: str = ""
    hour: tuple[int, int] | None = None
    instant: datetime | None = None
    after: bool = False
    weak: bool = False
    kind: str = ""

    @property
    def dated(self) -> bool:
        """Whether it says by itself on what day it is."""
        return self.day is not None or self.instant is not None

    @property
    def passing(self) -> bool:
        """Whether it is named without saying when something ends."""
        return self.after or self.weak

    def resolved(self, at: datetime) -> datetime:
        """The last instant that it can mean, said at this instant (in Shanghai)."""
        if self.instant is not None:
            return self.instant
        found = self._on(self.day or at.date(), at)
        coming = self.day is None or (self.part == "dawn" and self.day == at.date())
        return found + ONE if coming and found < at else found

    def _on(self, day: date, at: datetime) -> datetime:
        if self.hour is None:
            return datetime.combine(day, PARTS_END[self.part] if self.part else END, CHINA)
        hour, minute = self.hour
        if self.part == "night":
            hour = at_night(hour, day, at)
        elif not self.part:
            hour = bare(hour, minute, day, at)
        elif hour < {"afternoon": 12, "offwork": 12, "noon": SLEEP}.get(self.part, 0):
            hour += 12
        if hour == 24 and not minute:
            return datetime.combine(day, END, CHINA)
        return datetime.combine(day + ONE * (hour // 24), time(hour % 24, minute), CHINA)


def at_night(hour: int, day: date, at: datetime) -> int:
    """Ten at night is 22, twelve is 24, two is 26, unless it is said after midnight of the same night."""
    if hour <= SLEEP:
        return hour if day == at.date() and at.hour < hour else hour + 24
    return hour + 12 if hour <= 12 else hour


def bare(hour: int, minute: int, day: date, at: datetime) -> int:
    """An hour without the part of the day: today the next such hour, on another day one at which people work."""
    if hour == 0 or hour > 12:
        return hour
    if day == at.date():
        return hour if (hour, minute) > (at.hour, at.minute) else hour + 12
    return hour + 12 if hour <= SMALL else hour
