"""Many hands for one inspection: pieces go out to worker processes and come back judged, in their order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

import pyarrow as pa

from kefu.actions.covering import Privacy
from kefu.actions.exhibits import Heaviness
from kefu.actions.judging import Judged, Judges, judge_lines
from kefu.actions.ports import LINES
from kefu.actions.reading import Piece
from kefu.vocabulary.errors import KefuError

WAITING = 3
"""How many pieces wait for each worker, so that memory does not grow with the files."""

_told: list[tuple[Judges, Privacy]] = []


class Crew(Protocol):
    """Judges pieces with many hands: those below are processes of this machine; others may stand elsewhere."""

    def __call__(
        self,
        pieces: Iterable[Piece],
        judges: Judges,
        privacy: Privacy,
        workers: int,
        limits: Callable[[], Mapping[str, Heaviness]],
    ) -> Iterator[tuple[Piece, Judged]]:
        """Each piece with what `judge_lines` makes of it, once, in the order they went out.

        Args:
            workers: how many hands, where that is for the caller to say.
            limits: what an exhibit must be worse than, as far as is known when it is asked.
        """


def judged_pieces(
    pieces: Iterable[Piece],
    judges: Judges,
    privacy: Privacy,
    workers: int,
    limits: Callable[[], Mapping[str, Heaviness]],
) -> Iterator[tuple[Piece, Judged]]:
    """Judge pieces in `workers` processes, in this one where that is 1; they come back in the order they went out.

    Args:
        limits: what an exhibit must be worse than, as far as is known when a piece goes out.

    Raises:
        KefuError: a worker died, of want of memory for instance.
    """
    if workers <= 1:
        for piece in pieces:
            yield piece, judge_lines(piece.lines, judges, privacy, limits())
        return
    context = multiprocessing.get_context("spawn")
    crew = ProcessPoolExecutor(workers, context, initializer=_arrive, initargs=(judges, privacy))
    try:
        waiting: deque[tuple[Piece, Future[Judged]]] = deque()
        for piece in pieces:
            waiting.append((piece, crew.submit(_judge, piece.lines.serialize().to_pybytes(), dict(limits()))))
            if len(waiting) > workers * WAITING:
                yield _returned(*waiting.popleft())
        while waiting:
            yield _returned(*waiting.popleft())
    except BrokenProcessPool:
        raise KefuError(
            "inspect-worker", "a worker process died, perhaps of want of memory", "", "go on with --resume"
        ) from None
    finally:
        crew.shutdown(wait=True, cancel_futures=True)


def _returned(piece: Piece, future: Future[Judged]) -> tuple[Piece, Judged]:
    return piece, future.result()


def _arrive(judges: Judges, privacy: Privacy) -> None:
    """What a worker does first. It ends when the process that started it ends, however that happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=(parent,), daemon=True).start()
    _told[:] = [(judges, privacy)]


def _outlive(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _judge(lines: bytes, limits: Mapping[str, Heaviness]) -> Judged:
    judges, privacy = _told[0]
    return judge_lines(pa.ipc.read_record_batch(pa.py_buffer(lines), LINES), judges, privacy, limits)
