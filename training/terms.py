"""From what score on a label counts: told on the development part, pooled over families of labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kefu.reader.labels import LABELS
from kefu.reader.model import Terms
from kefu.vocabulary.ids import CONDUCT, EMOTIONS, INTENTS, PROMISES, RISKS

WARNED: Final = 0.75
"""So many of the findings that warn are right."""
BLOCKED: Final = 0.995
"""So many of those that block; 0.97 were asked, and would stop too many of real agents' messages."""
RARE: Final = 7.0
"""On the development part every second agent's message offends, in a shop's day hardly one in thirty: a rule that is found and
not broken counts so much. Told by how many of real agents' messages would be warned of."""
DISPUTED: Final = frozenset({
    "contact.harassment", "attitude.impatience", "attitude.perfunctory", "attitude.shirking", "refund.steering",
})  # fmt: skip
"""Rules on which two careful people differ: the reader never blocks for them, and warns only where it is surer."""
DISPUTED_WARNED: Final = 0.9
FEWEST: Final = 20
"""On fewer findings no block is built."""
PULL: Final = 2.0
"""How strongly a family is drawn to what holds for all."""
BESIDE: Final = 0.08
"""What words have told stands unless the reader holds it less likely than this."""
Floats = npt.NDArray[np.float64]


def family(label: str) -> str:
    """The labels that are pooled with one."""
    return "promise" if label in PROMISES else label.partition(".")[0]


def fitted(
    scores: Floats, held: Floats, prior: tuple[float, float], pull: float, rare: float = 1.0
) -> tuple[float, float]:
    """The slope and shift that make scores probabilities, by Newton's method, drawn to a prior.

    Args:
        rare: so much counts a message of which the label does not hold.
    """
    weight = np.where(held > 0, 1.0, rare)
    theta = np.array(prior, dtype=float)
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ theta, -30, 30)))
        slope = x.T @ (weight * (p - held)) + pull * (theta - np.array(prior))
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + pull * np.eye(2)
        step = np.linalg.solve(bend, slope)
        theta = theta - step
        if abs(step).max() < 1e-6:
            break
    return float(theta[0]), float(theta[1])


def least(likely: Floats, held: Floats, precision: float, fewest: int, rare: float = 1.0) -> float | None:
    """The lowest probability from which on so many findings are right, if there are enough of them."""
    order = np.argsort(-likely)
    right, wrong = np.cumsum(held[order]), np.cumsum(1 - held[order])
    good = np.flatnonzero((right / (right + rare * wrong) >= precision) & (right + wrong >= fewest))
    return float(likely[order][good[-1]]) if len(good) else None


def terms(lines: Sequence[Mapping[str, Any]], scores: Mapping[str, Any]) -> dict[str, Terms]:
    """The terms of every label.

    Args:
        lines: of the development part.
        scores: of each line, by its id, before the sigmoid.
    """
    out: dict[str, Terms] = {}
    for names, field in ((CONDUCT, "labels"), (PROMISES, "promises"), (INTENTS, "intent"), (RISKS, "risk")):
        some = [line for line in lines if field in line]
        gold = [{each["kind"] for each in line[field]} if field == "promises" else set(line[field]) for line in some]
        given = np.array([scores[line["id"]] for line in some], dtype=float)
        pairs = {
            name: (given[:, LABELS.index(name)], np.array([name in each for each in gold], dtype=float)) for name in names
        } if some else {}  # fmt: skip
        out |= of_kind(tuple(names), pairs, field == "labels")
    return out | {name: Terms(None, None, None, 1.0, 0.0) for name in EMOTIONS}


def fairest(likely: Floats, held: Floats) -> float:
    """The probability from which on F1 is greatest."""
    order = np.argsort(-likely)
    right = np.cumsum(held[order])
    found = np.arange(1, len(order) + 1)
    return float(likely[order][np.argmax(2 * right / (found + held.sum()))])


def of_kind(names: Sequence[str], pairs: Mapping[str, tuple[Floats, Floats]], accused: bool) -> dict[str, Terms]:
    """The terms of the labels of one kind.

    Args:
        accused: they are rules that somebody is said to break: they warn and block where so many findings are right. Else what is
            told counts from where F1 is greatest.
    """
    rare = RARE if accused else 1.0
    if not pairs:
        return {name: Terms(0.0, None, -2.5, 1.0, 0.0) for name in names}
    every = [np.concatenate(each) for each in zip(*pairs.values(), strict=True)]
    prior = fitted(every[0], every[1], (1.0, 0.0), 0.01, rare)
    curves: dict[str, tuple[float, float]] = {}
    for one in {family(name) for name in names}:
        own = [
            np.concatenate(each) for each in zip(*(pairs[name] for name in names if family(name) == one), strict=True)
        ]
        curves[one] = fitted(own[0], own[1], prior, PULL, rare)
    likely = np.concatenate([probability(pairs[name][0], curves[family(name)]) for name in names])
    held = np.concatenate([pairs[name][1] for name in names])
    warn = least(likely, held, WARNED, FEWEST, rare) if accused else fairest(likely, held)
    block = least(likely, held, BLOCKED, FEWEST, rare) if accused else None
    surer = least(likely, held, DISPUTED_WARNED, FEWEST, rare)
    out: dict[str, Terms] = {}
    for name in names:
        curve, disputed = curves[family(name)], name in DISPUTED
        from_, stops = (surer, None) if disputed else (warn, block)
        out[name] = Terms(score(from_, curve), score(stops, curve), score(BESIDE, curve), *curve)
    return out


def probability(scores: Floats, curve: tuple[float, float]) -> Floats:
    """How likely a label holds at these scores."""
    return np.asarray(1 / (1 + np.exp(-np.clip(curve[0] * scores + curve[1], -30, 30))))


def score(likely: float | None, curve: tuple[float, float]) -> float | None:
    """The score at which a label is so likely."""
    return None if likely is None else round((float(np.log(likely / (1 - likely))) - curve[1]) / curve[0], 4)
