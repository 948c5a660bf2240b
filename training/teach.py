"""A model is fitted to the labels; the one that ships, its pupil, learns from the labels and from what the teacher thinks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kefu.reader.labels import ASKED, FELT, KINDS, LABELS, RISKED, RULES
from kefu.reader.pieces import Pieces
from training.fit import Plan, read
from training.rows import Row
from training.start import Weights

TEACHERS: Final[tuple[Plan, ...]] = (Plan(epochs=5, blind=0.1),)
"""One; where time is no matter, a second of other chances (`Plan(epochs=4, twice=1.0, seed=2)`) may stand beside it."""
ON: Final = Plan(epochs=2, rate=1e-4, head_rate=5e-4, blind=0.1, seed=2)
"""How a teacher that was fitted before learns on, after messages were added (`--former`)."""
PUPIL: Final = Plan(epochs=3, smooth=0.0, blind=0.05)
TRUST: Final = 0.5
"""So much of what the pupil learns about a labelled message is the label, the rest what the teachers think."""
Floats = npt.NDArray[np.float32]


def thought(teachers: Iterable[Weights], rows: Sequence[Row], pieces: Pieces) -> dict[str, Floats]:
    """How likely the teachers together hold each label of each row, by its id."""
    each = [read(weights, rows, pieces) for weights in teachers]
    return {row.id: probabilities(np.mean([given[row.id] for given in each], axis=0)) for row in rows}


def probabilities(scores: Any) -> Floats:
    """Scores as probabilities; of the emotions one holds."""
    out = 1 / (1 + np.exp(-np.asarray(scores, dtype=np.float32)))
    felt = np.exp(scores[FELT] - np.max(scores[FELT]))
    out[FELT] = felt / felt.sum()
    return np.asarray(out, dtype=np.float32)


def lessons(rows: Sequence[Row], held: Mapping[str, Floats]) -> list[Row]:
    """The rows with what the teachers think in them: of everything that this role's messages can mean."""
    return [lesson(row, held[row.id]) for row in rows]


def lesson(row: Row, held: Floats) -> Row:
    """One row."""
    own = held.copy()
    for kind in row.known:
        hard = np.array([label in row.labels for label in LABELS[kind]], dtype=np.float32)
        own[kind] = TRUST * hard + (1 - TRUST) * held[kind]
    return replace(row, held=own, known=(RULES, KINDS) if row.role == "agent" else (ASKED, RISKED, FELT))
