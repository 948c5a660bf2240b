"""The reader: what it reads, and how often."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kefu.reader.labels import LABELS
from kefu.reader.model import Card, Reader, Text, reader_of
from kefu.reader.pieces import NAMES
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PROMISES

CARD = Card(1, LABELS, (*NAMES, "好", "加"), "", "", {})
ADDED = CARD.pieces.index("加")


def scores_of(pieces: Any, level: float) -> tuple[Any, Any]:
    """Of each message with 加 in it the first rule scores so much; of everything else -9."""
    scores = np.full((len(pieces), len(LABELS)), -9.0, np.float32)
    scores[(pieces == ADDED).any(axis=1), 0] = level
    return scores, np.full((*pieces.shape, len(PROMISES)), -9.0, np.float32)


class Count:
    """Runs as a model does and counts what it is given."""

    def __init__(self, level: float) -> None:
        self.level, self.messages = level, 0

    def __call__(self, pieces: Any, side: Any) -> tuple[Any, Any]:
        self.messages += len(pieces)
        return scores_of(pieces, self.level)


def test_what_was_read_lately_is_not_read_again() -> None:
    run = Count(5.0)
    reader = Reader(CARD, run)
    said = [Text("好", "jd", "agent"), Text("加", "jd", "agent"), Text("好", "jd", "agent")]
    readings = reader.read(said)
    assert [float(each.scores[0]) for each in readings] == [-9.0, 5.0, -9.0]
    reader.read(said)
    assert run.messages == 2


def test_the_same_message_gives_the_same_reading_alone_and_together() -> None:
    texts = [Text(text, "tmall", "agent") for text in ("加好", "好", "好好加", "加" * 300)]
    together = Reader(CARD, Count(5.0)).read(texts)
    for text, each in zip(texts, together, strict=True):
        alone = Reader(CARD, Count(5.0)).read([text])[0]
        assert np.array_equal(alone.scores, each.scores)


def test_weights_of_another_checksum_are_refused() -> None:
    with pytest.raises(KefuError, match="checksum"):
        reader_of(CARD, b"x")
