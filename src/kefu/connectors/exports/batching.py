"""Lines gathered into batches that break a conversation only where they must."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kefu.actions.ports import LINES, Batch, Reject

HEAVY = 64 * 1024 * 1024
"""Bytes that the lines of a batch may have, single lines apart."""

REMEMBERED = 6
"""How many lines of a conversation go on into the next batch."""

CONVERSATIONS = 20_000
"""How many conversations are remembered; the longest silent are forgotten."""

Piece = tuple[pa.RecordBatch, list[Reject], int]


def contiguous(sessions: pa.Array) -> bool:
    """Whether each conversation stands in one run, so that a cut between two breaks none."""
    if len(sessions) < 2:
        return True
    runs = 1 + pc.sum(pc.not_equal(sessions[1:], sessions[:-1])).as_py()
    return bool(runs == pc.count_distinct(sessions).as_py())


def batched(pieces: Iterable[Piece], rows: int, whole: bool) -> Iterator[Batch]:
    """Gather pieces into batches of `rows` lines, fewer where they are heavy.

    Args:
        whole: conversations stand in runs: a batch may grow to twice its size to end with one. Otherwise, and where a
            run is longer still, the last lines of those that go on stand in front of the next batch as context.
    """
    memory = Memory()
    held: list[pa.RecordBatch] = []
    rejects: list[Reject] = []
    count = weight = position = 0
    for lines, bad, position in pieces:
        held.append(lines)
        rejects += bad
        count, weight = count + lines.num_rows, weight + lines.nbytes
        while count > 2 * (most := max(1, min(rows, count * HEAVY // max(1, weight)))):
            lines = pa.concat_batches(held)
            cut = _cut(lines, most) if whole else most
            split = lines["row"][cut].as_py()
            now = tuple(reject for reject in rejects if reject.line < split)
            rejects = [reject for reject in rejects if reject.line >= split]
            yield Batch(memory.before(lines.slice(0, cut)), now, position)
            memory.take(lines.slice(0, cut), lines.slice(cut, 1)["session"][0].as_py() if whole else None)
            held, count = [lines.slice(cut)], count - cut
            weight = held[0].nbytes
    rest = pa.concat_batches(held) if held else pa.RecordBatch.from_pylist([], LINES)
    yield Batch(memory.before(rest), tuple(rejects), position)


def _cut(lines: pa.RecordBatch, rows: int) -> int:
    """Where a batch ends: at the first change of conversation after `rows` lines, at most at twice as many."""
    session = lines["session"].slice(rows - 1, rows + 1)
    change = pc.index(pc.not_equal(session[1:], session[:-1]), True).as_py()
    return rows + (change if change >= 0 else 0)


class Memory:
    """The last lines of conversations that may go on."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, list[tuple[Any, ...]]] = OrderedDict()

    def take(self, lines: pa.RecordBatch, only: str | None = None) -> None:
        """Remember the end of each conversation in a batch, or of the one that goes on right after it."""
        if only is not None:
            lines = lines.filter(pc.equal(lines["session"], only))
            self._last.clear()
        if not lines.num_rows:
            return
        lines = lines.take(pa.array(_ends(lines["session"])))
        columns = [
            column.view(pa.int64()) if pa.types.is_timestamp(column.type) else column for column in lines.columns
        ]
        for line in zip(*(column.to_pylist() for column in columns), strict=True):
            session = str(line[4])
            if session:
                self._last[session] = [*self._last.get(session, ()), line][-REMEMBERED:]
                self._last.move_to_end(session)
        while len(self._last) > CONVERSATIONS:
            self._last.popitem(last=False)

    def before(self, lines: pa.RecordBatch) -> pa.RecordBatch:
        """A batch with the remembered lines of its conversations in front, marked as context."""
        if not self._last:
            return lines
        going_on = [name for name in pc.unique(lines["session"]).to_pylist() if name in self._last]
        earlier = sorted((line for name in going_on for line in self._last[name]), key=lambda line: line[1])
        if not earlier:
            return lines
        values = [list(column) for column in zip(*earlier, strict=True)]
        values[-1] = [True] * len(earlier)
        arrays = [
            pa.array(column, pa.int64()).view(kind.type)
            if pa.types.is_timestamp(kind.type)
            else pa.array(column, kind.type)
            for column, kind in zip(values, LINES, strict=True)
        ]
        return pa.concat_batches([pa.RecordBatch.from_arrays(arrays, schema=LINES), lines])


def _ends(sessions: pa.Array) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places of the last few lines of each conversation, in order."""
    codes = pc.dictionary_encode(sessions).indices.to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    last = np.searchsorted(ordered, ordered, side="right") - 1
    return np.sort(order[last - np.arange(len(order)) < REMEMBERED])
