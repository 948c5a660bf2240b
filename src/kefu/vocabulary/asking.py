"""What every question to the rulebook says first: of which platform, as of when, on which evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal, get_args

from kefu.vocabulary.days import CHINA
from kefu.vocabulary.ids import Platform

Basis = Literal["latest", "seeds"]
BASES: Final[tuple[Basis, ...]] = get_args(Basis)
LAST_SECOND: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which platform is asked, as of when, on which evidence.

    Attributes:
        now: aware instant in Asia/Shanghai: its date picks the rules, the instant decides what runs and what was missed.
        basis: `latest`, or `seeds` for what the seed documents state alone.
        under: the day whose rules answer, where it is another than that of `now`: who reads an old history again later
            finds in it what was found then.
    """

    platform: Platform
    now: datetime
    basis: Basis = "latest"
    under: date | None = None

    @property
    def day(self) -> date:
        """The day whose rules answer."""
        return self.under or self.now.date()


def end_of(day: date) -> datetime:
    """The last second of a day in Shanghai: what a bare day means as an instant.

    >>> end_of(date(2026, 3, 1)).isoformat()
    '2026-03-01T23:59:59+08:00'
    """
    return datetime.combine(day, LAST_SECOND, CHINA)
