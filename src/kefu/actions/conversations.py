"""Which lines of a table belong to one conversation: what was said before, around, and by whom."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from kefu.vocabulary.ids import Role
from kefu.vocabulary.talk import Turn

REMEMBERED = 6
"""How many turns before a message are its history."""

SEARCHED = 64
"""How many lines back, cards and pictures among them, these turns are looked for."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))


class Conversations:
    """The conversations in a table of lines. Nothing is worked out before it is asked for.

    A line without a session is alone: it has no history and no neighbours.

    Args:
        lines: schema `LINES`, in the order of the export.
    """

    def __init__(self, lines: pa.RecordBatch) -> None:
        self._lines = lines
        self._agents = lines.column("agent")
        self._turns: dict[int, Turn] = {}
        self._known: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    @cached_property
    def texts(self) -> list[str]:
        """The text of every line."""
        return [text or "" for text in self._lines.column("text").to_pylist()]

    @cached_property
    def roles(self) -> list[str]:
        """The role of every line."""
        return list(self._lines.column("role").to_pylist())

    @cached_property
    def _instants(self) -> list[int | None]:
        """Microseconds since the epoch."""
        return list(pc.cast(self._lines.column("at"), pa.int64()).to_pylist())

    @cached_property
    def _speakers(self) -> list[str | None]:
        return list(self._lines.column("speaker").to_pylist())

    @cached_property
    def _keys(self) -> list[tuple[str, str, str] | None]:
        names = ("file", "platform", "session")
        columns = [self._lines.column(name).to_pylist() for name in names]
        return [key if key[2] else None for key in zip(*columns, strict=True)]

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str] | None, list[int]]:
        rows: dict[tuple[str, str, str] | None, list[int]] = {}
        for row, key in enumerate(self._keys):
            rows.setdefault(key, []).append(row)
        return rows

    def turn(self, row: int) -> Turn:
        """A line as a turn of its conversation."""
        turn = self._turns.get(row)
        if turn is None:
            role: Role = "agent" if self.roles[row] == "agent" else "buyer"
            at = self._instants[row]
            turn = Turn(role, self.texts[row], None if at is None else EPOCH + timedelta(microseconds=at))
            self._turns[row] = turn
        return turn

    def before(self, row: int, most: int = REMEMBERED) -> tuple[Turn, ...]:
        """What agent and buyer said before a line, oldest first, at most `most` turns."""
        rows = self._session(row)
        turns: list[Turn] = []
        here = bisect_left(rows, row)
        for at in range(here - 1, max(-1, here - 1 - SEARCHED), -1):
            if self.roles[rows[at]] in ("agent", "buyer"):
                turns.append(self.turn(rows[at]))
                if len(turns) == most:
                    break
        return tuple(reversed(turns))

    def around(self, row: int, reach: int) -> tuple[list[int], list[int]]:
        """The rows of the lines just before and just after one, in its conversation, whoever wrote them."""
        rows = self._session(row)
        at = bisect_left(rows, row)
        return rows[max(0, at - reach) : at], rows[at + 1 : at + 1 + reach]

    def buyers(self, row: int) -> tuple[str, ...]:
        """The accounts that spoke as buyers in the conversation of a line."""
        return self._people(row)[0]

    def agents(self, row: int) -> tuple[str, ...]:
        """The accounts of agents that the lines of a conversation name."""
        return self._people(row)[1]

    def agent(self, row: int) -> tuple[str, str]:
        """Shop and account of the agent in the conversation of a line: its own, else the nearest, those before first."""
        rows = self._session(row)
        at = bisect_left(rows, row)
        for near in chain(range(at, max(-1, at - SEARCHED), -1), range(at + 1, min(len(rows), at + SEARCHED))):
            if account := self._agents[rows[near]].as_py():
                return str(self._lines.column("shop")[rows[near]].as_py() or ""), str(account)
        return str(self._lines.column("shop")[row].as_py() or ""), ""

    def _people(self, row: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rows = self._session(row)
        if rows[0] not in self._known:
            buyers = (self._speakers[near] for near in rows if self.roles[near] == "buyer")
            agents = (self._agents[near].as_py() for near in rows)
            people = (tuple(dict.fromkeys(name for name in names if name)) for names in (buyers, agents))
            self._known[rows[0]] = (next(people), next(people))
        return self._known[rows[0]]

    def _session(self, row: int) -> list[int]:
        key = self._keys[row]
        return [row] if key is None else self._rows[key]
