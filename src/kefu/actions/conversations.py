"""Which lines of a table belong to one conversation: what was said before, around, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from itertools import chain
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kefu.vocabulary.ids import Role
from kefu.vocabulary.talk import Turn, TurnsLater

REMEMBERED = 6
"""How many turns before a message are its history."""

SEARCHED = 64
"""How many lines to each side the agent of a conversation is looked for."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))
Places = npt.NDArray[np.int64]


class Conversations:
    """The conversations in a table of lines. Nothing is worked out before it is asked for.

    A line without a session is alone: it has no history and no neighbours.

    Args:
        lines: schema `LINES`, in the order of the export.
    """

    def __init__(self, lines: pa.RecordBatch) -> None:
        self._lines = lines
        self._turns: dict[int, Turn] = {}
        self._buyers: dict[int, tuple[str, ...]] = {}

    @cached_property
    def texts(self) -> list[str]:
        """The text of every line."""
        return [text or "" for text in self._lines.column("text").to_pylist()]

    @cached_property
    def roles(self) -> list[str]:
        """The role of every line."""
        return list(self._lines.column("role").to_pylist())

    @cached_property
    def people(self) -> npt.NDArray[np.bool_]:
        """Which lines a person wrote."""
        role = self._lines.column("role")
        spoken: npt.NDArray[np.bool_] = pc.is_in(role, pa.array(["agent", "buyer"])).to_numpy(zero_copy_only=False)
        return spoken

    @cached_property
    def _instants(self) -> list[int | None]:
        """Microseconds since the epoch."""
        return list(pc.cast(self._lines.column("at"), pa.int64()).to_pylist())

    @cached_property
    def _sorted(self) -> tuple[Places, Places, Places]:
        """The rows, conversation after conversation; for each place among them where its conversation begins; and the
        place of each row."""
        keys = [encoded(self._lines.column(name)) for name in ("file", "platform", "session")]
        codes = (keys[0] * (keys[1].max(initial=0) + 1) + keys[1]) * (keys[2].max(initial=0) + 1) + keys[2]
        alone = pc.fill_null(pc.equal(self._lines.column("session"), ""), True).to_numpy(zero_copy_only=False)
        codes[alone] = -1 - np.flatnonzero(alone)
        rows = np.argsort(codes, kind="stable")
        ordered = codes[rows]
        places = np.arange(len(rows))
        first = np.r_[True, ordered[1:] != ordered[:-1]] if len(rows) else np.zeros(0, bool)
        place_of = np.empty(len(rows), np.int64)
        place_of[rows] = places
        return rows, np.maximum.accumulate(np.where(first, places, 0)), place_of

    @cached_property
    def _said_before(self) -> list[int]:
        """For each line the row of what a person said last before it in its conversation; -1 where nobody had spoken."""
        rows, begins, place_of = self._sorted
        said = np.maximum.accumulate(np.where(self.people[rows], np.arange(len(rows)), -1))
        last = np.r_[-1, said[:-1]]
        row = np.where(last >= begins, rows[last], -1)
        return list(row[place_of].tolist())

    def turn(self, row: int) -> Turn:
        """A line as a turn of its conversation; when it was said decides nothing."""
        turn = self._turns.get(row)
        if turn is None:
            role: Role = "agent" if self.roles[row] == "agent" else "buyer"
            turn = Turn(role, self.texts[row])
            self._turns[row] = turn
        return turn

    def instant(self, row: int) -> datetime | None:
        """When a line was said, by the clock of China."""
        at = self._instants[row]
        return None if at is None else EPOCH + timedelta(microseconds=at)

    def before(self, row: int) -> Earlier:
        """What agent and buyer said before a line."""
        return Earlier(self, row)

    def rows_before(self, row: int) -> Iterator[int]:
        """The rows of what agent and buyer said before a line, the last first."""
        said_before = self._said_before
        for _ in range(REMEMBERED):
            row = said_before[row]
            if row < 0:
                return
            yield row

    def around(self, row: int, reach: int) -> tuple[list[int], list[int]]:
        """The rows of the lines just before and just after one, in its conversation, whoever wrote them."""
        rows, at = self._conversation(row)
        return rows[max(0, at - reach) : at], rows[at + 1 : at + 1 + reach]

    def rows(self, row: int) -> list[int]:
        """The rows of all lines in the conversation of a line, in order."""
        return self._conversation(row)[0]

    def buyers(self, row: int) -> tuple[str, ...]:
        """The accounts that spoke as buyers in the conversation of a line."""
        rows, _ = self._conversation(row)
        if rows[0] not in self._buyers:
            names = (self._cell("speaker", near) for near in rows if self.roles[near] == "buyer")
            self._buyers[rows[0]] = tuple(dict.fromkeys(filter(None, names)))
        return self._buyers[rows[0]]

    def agents(self, row: int) -> tuple[str, ...]:
        """The accounts of agents that the lines of a conversation name."""
        rows, _ = self._conversation(row)
        return tuple(dict.fromkeys(filter(None, (self._cell("agent", near) for near in rows))))

    def agent(self, row: int) -> tuple[str, str]:
        """Shop and account of the agent in the conversation of a line: its own, else the nearest, those before first."""
        rows, at = self._conversation(row)
        for near in chain(range(at, max(-1, at - SEARCHED), -1), range(at + 1, min(len(rows), at + SEARCHED))):
            if account := self._cell("agent", rows[near]):
                return self._cell("shop", rows[near]), account
        return self._cell("shop", row), ""

    def _conversation(self, row: int) -> tuple[list[int], int]:
        """The rows of a line's conversation, and its place among them."""
        rows, begins, place_of = self._sorted
        at = place_of[row]
        begin = begins[at]
        return rows[begin : np.searchsorted(begins, begin, side="right")].tolist(), int(at - begin)

    def _cell(self, name: str, row: int) -> str:
        cell: Any = self._lines.column(name)[row].as_py()
        return str(cell or "")


class Earlier(TurnsLater):
    """The turns before a line, oldest first; each is found and made when it is looked at, and most never are."""

    __slots__ = ("_row", "_rows", "_talk")

    def __init__(self, talk: Conversations, row: int) -> None:
        self._talk, self._row = talk, row
        self._rows: list[int] | None = None

    def __reversed__(self) -> Iterator[Turn]:
        return map(self._talk.turn, self._talk.rows_before(self._row))

    def _found(self) -> list[int]:
        if self._rows is None:
            self._rows = [*self._talk.rows_before(self._row)][::-1]
        return self._rows

    def __len__(self) -> int:
        return len(self._found())

    @overload
    def __getitem__(self, at: int) -> Turn: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Turn, ...]: ...

    def __getitem__(self, at: int | slice) -> Turn | tuple[Turn, ...]:
        if isinstance(at, slice):
            return tuple(map(self._talk.turn, self._found()[at]))
        return self._talk.turn(self._found()[at])


def encoded(column: pa.Array) -> Places:
    """The cells of a column as numbers, equal ones as the same; null is the largest."""
    indices = column.dictionary_encode().indices
    codes: Places = pc.fill_null(indices, len(indices)).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes
