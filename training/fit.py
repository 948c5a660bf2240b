"""Fits the weights to the labelled messages."""

from __future__ import annotations

import pickle
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from kefu.reader.labels import FELT
from kefu.reader.pieces import NAMES, UNKNOWN, Pieces
from training.encoder import Tree, scores
from training.rows import Row, batches
from training.start import Weights

WARM: Final = 0.1
"""This share of the steps goes by until the full rate is reached."""
SPAN_SHARE: Final = 0.3
"""So much the pieces of a promise count beside the message."""
FIRST: Final = len(NAMES)
"""The first piece that stands for text."""
HIDDEN: Final = NAMES.index(UNKNOWN)
"""The piece that stands for one that is hidden."""
KEPT: Final = 0.995
"""So slowly the weights that are kept follow those that are fitted."""


@dataclass(frozen=True)
class Plan:
    """How to fit.

    Attributes:
        rate, head_rate: of learning, for the encoder and the heads.
        drop: the share left out by chance.
        smooth: labels are taken for this much less than certain.
        blind: this share of the pieces is hidden by chance.
        adverse: so far the vectors of the pieces are pushed where it hurts most, and that is learnt too; 0 = not.
        twice: so much counts that two readings with other pieces left out agree; 0 = not.
    """

    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    drop: float = 0.1
    smooth: float = 0.004
    decay: float = 0.01
    blind: float = 0.0
    adverse: float = 0.0
    twice: float = 0.0
    seed: int = 1


def loss(weights: Tree, batch: Any, key: Any, plan: Plan) -> Any:
    """How far the scores are from the labels, a mean over messages."""
    if plan.twice:
        one, other = jax.random.split(key)
        first, told = once(weights, batch, one, plan)
        second, again = once(weights, batch, other, plan)
        known = batch["known"].at[:, FELT].set(0)
        apart = ((jax.nn.sigmoid(told) - jax.nn.sigmoid(again)) * (told - again) * known).sum() / counted(batch)
        return (first + second) / 2 + plan.twice * apart
    return once(weights, batch, key, plan)[0]


def counted(batch: Any) -> Any:
    """Of how many messages something is known."""
    return jnp.maximum(1.0, batch["known"].max(axis=1).sum())


def once(weights: Tree, batch: Any, key: Any, plan: Plan) -> tuple[Any, Any]:
    """How far one reading is from the labels, and its scores."""
    ids = batch["ids"]
    if plan.blind:
        key, own = jax.random.split(key)
        ids = jnp.where((ids >= FIRST) & jax.random.bernoulli(own, plan.blind, ids.shape), HIDDEN, ids)
    of_text, of_pieces = scores(weights, ids, batch["parts"], key, plan.drop)
    labels = batch["labels"] * (1 - 2 * plan.smooth) + plan.smooth
    known = batch["known"].at[:, FELT].set(0)
    each = optax.sigmoid_binary_cross_entropy(of_text, labels) * known
    felt = optax.softmax_cross_entropy(of_text[:, FELT], smoothed(batch["labels"][:, FELT], plan.smooth))
    feeling = batch["known"][:, FELT.start]
    pieces = optax.sigmoid_binary_cross_entropy(of_pieces, batch["spans"]) * batch["told"]
    return (each.sum() + (felt * feeling).sum() + SPAN_SHARE * pieces.sum() / 4) / counted(batch), of_text


def smoothed(labels: Any, smooth: float) -> Any:
    """One of several, a little less certain."""
    return labels * (1 - smooth) + smooth / labels.shape[-1]


def fit(
    weights: Weights,
    rows: Sequence[Row],
    pieces: Pieces,
    plan: Plan,
    keep: Path | None = None,
    after: Callable[[int, Weights], None] = lambda epoch, weights: None,
) -> Weights:
    """Fit the weights; those of each epoch are kept, and a run that was cut short goes on from the last.

    Args:
        keep: a file for what goes on between runs; it must be of the same plan and rows.
        after: told the averaged weights after each epoch.
    """
    chance = random.Random(plan.seed)
    steps = plan.epochs * sum(1 for _ in batches(rows, pieces, random.Random(0)))
    rate = optax.warmup_cosine_decay_schedule(0.0, 1.0, max(1, int(steps * WARM)), steps, 0.02)
    pace = {name: plan.head_rate if name.startswith(("head", "spans")) else plan.rate for name in weights}
    moving = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.scale_by_adam(),
        optax.add_decayed_weights(plan.decay, {name: value.ndim > 1 for name, value in weights.items()}),
        optax.stateless(lambda change, _: {name: value * pace[name] for name, value in change.items()}),
        optax.scale_by_learning_rate(rate),
    )

    @jax.jit
    def step(weights: Tree, state: Any, average: Tree, batch: Any, key: Any) -> Any:
        value, slope = jax.value_and_grad(loss)(weights, batch, key, plan)
        if plan.adverse:
            hurt = slope["words"] / (jnp.sqrt(jnp.square(slope["words"]).sum()) + 1e-12)
            pushed = {**weights, "words": weights["words"] + plan.adverse * hurt}
            slope = jax.tree.map(jnp.add, slope, jax.grad(loss)(pushed, batch, key, plan))
        change, state = moving.update(slope, state, weights)
        weights = optax.apply_updates(weights, change)
        average = jax.tree.map(lambda old, new: KEPT * old + (1 - KEPT) * new, average, weights)
        return weights, state, average, value

    now: Tree = jax.tree.map(jnp.asarray, weights)
    state, average, first = moving.init(now), now, 0
    if keep is not None and keep.exists():
        first, now, state, average, drawn = pickle.loads(keep.read_bytes())
        chance.setstate(drawn)
        print(f"goes on after epoch {first}", flush=True)
    for epoch in range(first, plan.epochs):
        key = jax.random.key(plan.seed * 1000 + epoch)
        began, values = time.monotonic(), []
        for batch in batches(rows, pieces, chance):
            key, own = jax.random.split(key)
            given = {name: getattr(batch, name) for name in ("ids", "parts", "labels", "known", "spans", "told")}
            now, state, average, value = step(now, state, average, given, own)
            values.append(value)
        told = float(np.mean([float(value) for value in values]))
        print(f"epoch {epoch + 1}/{plan.epochs}: loss {told:.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if keep is not None:
            kept = jax.tree.map(np.asarray, (now, state, average))
            keep.write_bytes(pickle.dumps((epoch + 1, *kept, chance.getstate())))
        after(epoch, {name: np.asarray(value) for name, value in average.items()})
    return {name: np.asarray(value) for name, value in average.items()}


def read(weights: Weights, rows: Sequence[Row], pieces: Pieces) -> dict[str, npt.NDArray[np.float32]]:
    """For each row, by its id, the scores of all labels, before the sigmoid."""
    reading = jax.jit(scores)
    tree = jax.tree.map(jnp.asarray, weights)
    out: dict[str, npt.NDArray[np.float32]] = {}
    for batch in batches(rows, pieces):
        given, _ = reading(tree, batch.ids, batch.parts)
        out |= {row.id: np.asarray(given[n]) for n, row in enumerate(batch.rows)}
    return out
