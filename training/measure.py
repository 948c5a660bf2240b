"""How well probabilities agree with labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from kefu.reader.labels import LABELS
from kefu.vocabulary.ids import CONDUCT, EMOTIONS, INTENTS, PROMISES, RISKS

LEAST: int = 5
"""A label that fewer messages have does not enter a mean."""


def f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """The F1 of (should, did)."""
    both = [0, 0, 0]
    for should, did in pairs:
        both[0] += should and did
        both[1] += should and not did
        both[2] += did and not should
    right, missed, wrong = both
    return 2 * right / (2 * right + missed + wrong) if right + missed + wrong else 0.0


def macro(
    gold: Mapping[str, frozenset[str]], told: Mapping[str, frozenset[str]], names: Iterable[str]
) -> tuple[float, dict[str, float]]:
    """The mean F1 over the labels that at least `LEAST` messages have, and each."""
    each = {
        name: f1((name in gold[id_], name in told[id_]) for id_ in gold)
        for name in names
        if sum(name in labels for labels in gold.values()) >= LEAST
    }
    return (sum(each.values()) / len(each) if each else 0.0), each


def chance(score: float) -> float:
    """The probability that a score stands for."""
    return float(1 / (1 + np.exp(-score)))


def told_at(
    threshold: float, names: Sequence[str], read: Mapping[str, Any], ids: Iterable[str]
) -> dict[str, frozenset[str]]:
    """For each message the labels of at least so much probability."""
    where = [LABELS.index(name) for name in names]
    return {
        id_: frozenset(name for name, n in zip(names, where, strict=True) if chance(read[id_][n]) >= threshold)
        for id_ in ids
    }


def summary(lines: Sequence[Mapping[str, Any]], read: Mapping[str, Any]) -> dict[str, float]:
    """Figures of a side, by kind of message."""
    out: dict[str, float] = {}
    agents = {line["id"]: frozenset(line["labels"]) for line in lines if "labels" in line}
    for threshold in (0.2, 0.3, 0.5) if agents else ():
        told = told_at(threshold, tuple(CONDUCT), read, agents)
        out[f"conduct@{threshold}"] = macro(agents, told, CONDUCT)[0]
        out[f"caught@{threshold}"] = float(np.mean([bool(told[id_]) for id_ in agents if agents[id_]]))
        out[f"alarmed@{threshold}"] = float(np.mean([bool(told[id_]) for id_ in agents if not agents[id_]]))
    for field, names in (("intent", INTENTS), ("risk", RISKS)):
        gold = {line["id"]: frozenset(line[field]) for line in lines if field in line}
        if gold:
            out[field] = macro(gold, told_at(0.4, names, read, gold), names)[0]
    felt = {line["id"]: line["emotion"] for line in lines if "emotion" in line}
    if felt:
        where = LABELS.index(EMOTIONS[0])
        out["emotion"] = float(np.mean([EMOTIONS[int(np.argmax(read[id_][where:]))] == felt[id_] for id_ in felt]))
    made = {line["id"]: frozenset(each["kind"] for each in line["promises"]) for line in lines if "promises" in line}
    if made:
        told = told_at(0.4, PROMISES, read, made)
        out["promises"] = f1((kind in made[id_], kind in told[id_]) for id_ in made for kind in PROMISES)
    return out
