"""The files of an inspection read one after another, cut into pieces that can be judged apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kefu.actions.overlap import Union
from kefu.actions.ports import LINES, Batch, Export, Reject
from kefu.vocabulary.errors import KefuError

AHEAD = 64
"""How many lines of the piece after go along, so that the last exhibits have an end."""

CONTEXT = LINES.get_field_index("context")


@dataclass(frozen=True)
class Piece:
    """Lines to judge, with lines around them marked as `context`.

    Attributes:
        number: counts the pieces of an inspection; the same at every reading.
        lines: schema `LINES`.
        repeated: how many of them an earlier file has already.
        position: bytes of all files read so far.
    """

    number: int
    file: str
    lines: pa.RecordBatch
    rejects: tuple[Reject, ...]
    repeated: int
    position: int


def pieces(exports: Sequence[Export], fail: Callable[[str, KefuError], None]) -> Iterator[Piece]:
    """Read the files in order. A file that breaks off half-way is told to `fail`; the others go on."""
    union = Union() if len(exports) > 1 else None
    number = before = 0
    for export in exports:
        if union:
            union.begin()
        try:
            for lines, batch, repeated in _windows(_marked(export, union)):
                yield Piece(number, export.name, lines, batch.rejects, repeated, before + batch.position)
                number += 1
        except KefuError as error:
            fail(export.name, error)
        if union:
            union.end()
        before += export.size


def _marked(export: Export, union: Union | None) -> Iterator[tuple[pa.RecordBatch, Batch, int]]:
    """The batches of a file, the lines that an earlier file has turned to context."""
    for batch in export.batches():
        if union is None or not batch.lines.num_rows:
            yield batch.lines, batch, 0
            continue
        own = pc.invert(batch.lines.column("context")).to_numpy(zero_copy_only=False)
        repeated = np.zeros(batch.lines.num_rows, bool)
        repeated[own] = union.repeated(batch.lines.filter(pa.array(own)))
        yield _as_context(batch.lines, pa.array(repeated | ~own)), batch, int(repeated.sum())


def _windows(marked: Iterator[tuple[pa.RecordBatch, Batch, int]]) -> Iterator[tuple[pa.RecordBatch, Batch, int]]:
    """Each batch with the beginning of the one after it; what was before, the batch brings itself."""
    held = next(marked, None)
    while held is not None:
        lines, batch, repeated = held
        try:
            held, broken = next(marked, None), None
        except KefuError as error:
            held, broken = None, error
        if held is not None and lines.num_rows:
            lines = pa.concat_batches([lines, _going_on(_own(held[0]).slice(0, AHEAD), lines)])
        yield lines, batch, repeated
        if broken:
            raise broken


def _going_on(near: pa.RecordBatch, lines: pa.RecordBatch) -> pa.RecordBatch:
    """Of the lines near a batch those of its conversations, as context."""
    sessions = pc.unique(lines.column("session"))
    session = near.column("session")
    same = near.filter(pc.and_(pc.is_in(session, sessions), pc.fill_null(pc.not_equal(session, ""), False)))
    return _as_context(same, pa.repeat(True, same.num_rows))


def _own(lines: pa.RecordBatch) -> pa.RecordBatch:
    return lines.filter(pc.invert(lines.column("context")))


def _as_context(lines: pa.RecordBatch, context: pa.Array) -> pa.RecordBatch:
    columns = list(lines.columns)
    columns[CONTEXT] = context
    return pa.RecordBatch.from_arrays(columns, schema=LINES)
