"""From a rule's parameters to an instant: how long, counted from what, and when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.asking import end_of
from kefu.vocabulary.workdays import is_announced, working_day_after

DAY: Final = timedelta(days=1)
LENGTHS: Final[dict[str, timedelta]] = {
    "seconds": timedelta(seconds=1), "minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": DAY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """A stretch of time as a rule states it.

    Attributes:
        length: `48 hours`, `7 days`, `6 months`.
        from_next_day: counted from the start of the day after; else from the instant itself.
        to_day_end: it ends with the last second of its last day; else at the instant.
        worked: its days are working days.
    """

    length: Quantity
    from_next_day: bool = False
    to_day_end: bool = False
    worked: bool = False

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Deadline | None:
        """What a rule's parameters state under `deadline`; None where they state no length of time there."""
        told = parameters.get("deadline")
        if not isinstance(told, str) or not Quantity.resembles(told):
            return None
        next_day = "next_day" in (parameters.get("starts_at"), parameters.get("starts_from"))
        working = parameters.get("days_are") == "working_days"
        return cls(Quantity.parse(told), next_day, parameters.get("ends_at") == "day_end", working)

    def due(self, start: datetime) -> datetime:
        """The last instant that is in time. Days of a deadline that ends with a day are whole days: the first is the one after.

        Args:
            start: aware instant in Asia/Shanghai.

        >>> from kefu.vocabulary.days import CHINA
        >>> at = datetime(2026, 3, 1, 10, 0, tzinfo=CHINA)
        >>> Deadline(Quantity.parse("48 hours")).due(at).isoformat()
        '2026-03-03T10:00:00+08:00'
        >>> Deadline(Quantity.parse("7 days"), to_day_end=True).due(at).isoformat()
        '2026-03-08T23:59:59+08:00'

        Raises:
            OverflowError: it lies beyond the last day that Python knows.
        """
        if self.worked:
            return end_of(working_day_after(start.date(), int(self.length.value)))
        if self.length.unit in ("months", "years"):
            day = later(start, int(self.length.value) * (12 if self.length.unit == "years" else 1))
            return end_of(day.date()) if self.to_day_end else day
        length = LENGTHS[self.length.unit] * float(self.length.value)
        if self.to_day_end:
            return end_of((start + length).date())
        return (datetime.combine(start.date() + DAY, time(), start.tzinfo) if self.from_next_day else start) + length

    def uncertain(self, start: datetime) -> bool:
        """Whether it hangs on holidays that are not yet announced."""
        return self.worked and not is_announced(self.due(start).year)


def later(start: datetime, months: int) -> datetime:
    """So many months later; the last day of a month where that has no such day."""
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return start.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise OverflowError("no such day")
