"""Exports that overlap: a line that stands in two files is counted once.

The union is one of multisets. A line that a file has twice was said twice; a line that two files have once each was said
once. Of each line as many are counted as the file that has it most often has.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Hashes = npt.NDArray[np.uint64]

SHARDS = 64
MOST = np.iinfo(np.uint16).max


class Union:
    """Remembers ten bytes for every different line of the files before, so that the file at hand is told what is new."""

    def __init__(self) -> None:
        self._keys: list[Hashes] = [np.empty(0, np.uint64) for _ in range(SHARDS)]
        self._times: list[npt.NDArray[np.uint16]] = [np.empty(0, np.uint16) for _ in range(SHARDS)]
        self._left: list[npt.NDArray[np.uint16]] = []
        self._own: list[list[Hashes]] = []

    def begin(self) -> None:
        """Turn to the next file."""
        self._left = [times.copy() for times in self._times]
        self._own = [[] for _ in range(SHARDS)]

    def repeated(self, lines: pa.RecordBatch) -> npt.NDArray[np.bool_]:
        """Which of the lines an earlier file has already; lines of one file come in their order."""
        hashes = fingerprints(lines)
        repeated = np.zeros(len(hashes), bool)
        order = np.argsort(hashes, kind="stable")
        bounds = np.searchsorted(hashes[order], np.arange(SHARDS, dtype=np.uint64) << np.uint64(58)).tolist()
        for shard, (first, last) in enumerate(zip(bounds, [*bounds[1:], len(order)], strict=True)):
            if first < last:
                rows = order[first:last]
                self._own[shard].append(hashes[rows])
                repeated[rows] = self._known(shard, hashes[rows])
        return repeated

    def end(self) -> None:
        """Leave the file: from now on it is one of those before."""
        for shard, pieces in enumerate(self._own):
            if pieces:
                own, times = np.unique(np.concatenate(pieces), return_counts=True)
                self._remember(shard, own, np.minimum(times, MOST).astype(np.uint16))
        self._own, self._left = [], []

    def _known(self, shard: int, ordered: Hashes) -> npt.NDArray[np.bool_]:
        """Take one from what is left of each key; true where there was one to take."""
        keys, left = self._keys[shard], self._left[shard]
        if not len(keys):
            return np.zeros(len(ordered), bool)
        places = np.minimum(np.searchsorted(keys, ordered), len(keys) - 1)
        match = keys[places] == ordered
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        nth = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.r_[starts, len(ordered)]))
        taken: npt.NDArray[np.bool_] = match & (nth < left[places])
        np.subtract.at(left, places[taken], np.uint16(1))
        return taken

    def _remember(self, shard: int, own: Hashes, times: npt.NDArray[np.uint16]) -> None:
        keys = np.union1d(self._keys[shard], own)
        most = np.zeros(len(keys), np.uint16)
        most[np.searchsorted(keys, self._keys[shard])] = self._times[shard]
        places = np.searchsorted(keys, own)
        most[places] = np.maximum(most[places], times)
        self._keys[shard], self._times[shard] = keys, most


def fingerprints(lines: pa.RecordBatch) -> Hashes:
    """64 bits for each line: its platform, conversation (else agent and speaker), time, role and text.

    They hold for this process alone.
    """
    session = pc.fill_null(lines.column("session"), "")
    pair = pc.binary_join_element_wise(
        pc.fill_null(lines.column("agent"), ""), pc.fill_null(lines.column("speaker"), ""), "\x1e"
    )
    talk = pc.if_else(pc.equal(session, ""), pair, session)
    at = pc.cast(pc.fill_null(pc.cast(lines.column("at"), pa.int64()), -1), pa.string())
    columns = [pc.fill_null(lines.column(name), "") for name in ("platform", "role", "text")]
    joined = pc.binary_join_element_wise(talk, at, *columns, "\x1f")
    return np.fromiter(map(hash, joined.to_pylist()), np.int64, len(joined)).view(np.uint64)
