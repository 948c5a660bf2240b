"""A clock as it is told: which clause, since when, until when, what stopped it, how it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, get_args

import msgspec

State = Literal["running", "met", "missed", "cancelled"]
STATES: Final[tuple[State, ...]] = get_args(State)


class Clock(msgspec.Struct, frozen=True, gc=False):
    """A deadline of somebody, read from what happened.

    Attributes:
        clock: its id (docs/clocks.md).
        clause: the rule behind it.
        started_at: aware instant in Asia/Shanghai of the event that started it.
        due_at: the last instant that is in time.
        stopped_at: when it was answered or called off; None = it was not. Later than `due_at` where that came too late.
        state: missed stays missed, whatever comes later.
        on_miss: what a miss leads to, as the rule calls it.
        conflicts: rules of the platform that say otherwise than the clause.
        started_by, stopped_by: the types of these events; None = nothing stopped it.
        party: whose clock it is: seller, buyer, platform, courier.
        uncertain: it hangs on working days of a year whose holidays are not yet announced.
    """

    clock: str
    clause: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    state: State
    on_miss: str
    conflicts: tuple[str, ...]
    started_by: str
    stopped_by: str | None
    party: str
    uncertain: bool = False


class Unsaid(msgspec.Struct, frozen=True):
    """A clock of which something was not told, so that it cannot be read.

    Attributes:
        why: `agreed_ship_by` = the day that was agreed on is wanted; `due` = the day that was promised; `shipped` = when the
            goods were sent, for they arrived after the deadline.
    """

    clock: str
    clause: str
    started_at: datetime
    why: str
