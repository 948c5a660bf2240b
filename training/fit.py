"""Fits the weights to the labelled messages."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from kefu.reader.labels import FELT
from kefu.reader.pieces import NAMES, UNKNOWN, Pieces
from training.encoder import Tree, scores
from training.rows import Batch, Row, batches
from training.start import Weights

WARM: Final = 0.1
"""This share of the steps goes by until the full rate is reached."""
LEAST_RATE: Final = 0.02
"""So much of the full rate is left at the end."""
SPAN_SHARE: Final = 0.3
"""So much the pieces of a promise count beside the message."""
FIRST: Final = len(NAMES)
"""The first piece that stands for text."""
HIDDEN: Final = NAMES.index(UNKNOWN)
"""The piece that stands for one that is hidden."""
KEPT: Final = 0.995
"""So slowly the weights that are kept follow those that are fitted."""
DEVICE: Final = "cuda" if torch.cuda.is_available() else "cpu"


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


def loss(weights: Tree, batch: Tree, plan: Plan) -> Tensor:
    """How far the scores are from the labels, a mean over messages."""
    first, told = once(weights, batch, plan)
    if not plan.twice:
        return first
    second, again = once(weights, batch, plan)
    known = without_feelings(batch["known"])
    apart = ((torch.sigmoid(told) - torch.sigmoid(again)) * (told - again) * known).sum() / counted(batch)
    return (first + second) / 2 + plan.twice * apart


def counted(batch: Tree) -> Tensor:
    """Of how many messages something is known."""
    return batch["known"].amax(1).sum().clamp(min=1)


def without_feelings(known: Tensor) -> Tensor:
    """What is known of labels of which several may hold."""
    out = known.clone()
    out[:, FELT] = 0
    return out


def once(weights: Tree, batch: Tree, plan: Plan) -> tuple[Tensor, Tensor]:
    """How far one reading is from the labels, and its scores."""
    ids = batch["ids"]
    if plan.blind:
        ids = torch.where((ids >= FIRST) & (torch.rand(ids.shape, device=ids.device) < plan.blind), HIDDEN, ids)
    of_text, of_pieces = scores(weights, ids, batch["parts"], plan.drop)
    labels = batch["labels"] * (1 - 2 * plan.smooth) + plan.smooth
    known = without_feelings(batch["known"])
    each = functional.binary_cross_entropy_with_logits(of_text, labels, known, reduction="sum")
    held = batch["labels"][:, FELT]
    held = held * (1 - plan.smooth) + plan.smooth / held.shape[-1]
    felt = -(functional.log_softmax(of_text[:, FELT], -1) * held).sum(-1) * batch["known"][:, FELT.start]
    told = batch["told"].expand_as(of_pieces)
    pieces = functional.binary_cross_entropy_with_logits(of_pieces, batch["spans"], told, reduction="sum")
    return (each + felt.sum() + SPAN_SHARE * pieces / 4) / counted(batch), of_text


class Fitting:
    """Weights on their way: what is fitted, its average, and how it moves."""

    def __init__(self, weights: Weights, plan: Plan, steps: int) -> None:
        self.plan, self.steps, self.done = plan, steps, 0
        self.now: Tree = {
            name: torch.tensor(value, device=DEVICE, requires_grad=True) for name, value in weights.items()
        }
        self.average = {name: value.detach().clone() for name, value in self.now.items()}
        groups = [
            {"params": [value], "weight_decay": plan.decay if value.ndim > 1 else 0.0, "pace": self.pace(name)}
            for name, value in self.now.items()
        ]
        self.moving = torch.optim.AdamW(groups, eps=1e-8, fused=True)

    def pace(self, name: str) -> float:
        """The full rate of a weight."""
        return self.plan.head_rate if name.startswith(("head", "spans")) else self.plan.rate

    def rate(self) -> float:
        """The share of the full rate now: up in a line, down in a cosine."""
        warm = max(1, int(self.steps * WARM))
        if self.done < warm:
            return self.done / warm
        return LEAST_RATE + (1 - LEAST_RATE) * (1 + cos(pi * (self.done - warm) / max(1, self.steps - warm))) / 2

    def step(self, batch: Tree) -> float:
        """Learn from some messages; returns how far the scores were off."""
        value = loss(self.now, batch, self.plan)
        value.backward()  # type: ignore[no-untyped-call]
        if self.plan.adverse:
            words = self.now["words"]
            assert words.grad is not None
            pushed = words + self.plan.adverse * words.grad.detach() / (words.grad.norm() + 1e-12)
            loss({**self.now, "words": pushed}, batch, self.plan).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.now.values(), 1.0)
        for group in self.moving.param_groups:
            group["lr"] = group["pace"] * self.rate()
        self.moving.step()
        self.moving.zero_grad()
        self.done += 1
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), list(self.now.values()), 1 - KEPT)
        return float(value.detach())

    def kept(self) -> Weights:
        """The average of the weights."""
        return {name: value.cpu().numpy() for name, value in self.average.items()}

    def state(self) -> dict[str, Any]:
        """All that a run needs to go on."""
        return {"now": self.now, "average": self.average, "moving": self.moving.state_dict(), "done": self.done}

    def resume(self, state: Mapping[str, Any]) -> None:
        """Go on from there."""
        with torch.no_grad():
            for name, value in state["now"].items():
                self.now[name].copy_(value)
        self.average, self.done = dict(state["average"]), state["done"]
        self.moving.load_state_dict(state["moving"])


def fit(weights: Weights, rows: Sequence[Row], pieces: Pieces, plan: Plan, keep: Path | None = None) -> Weights:
    """Fit the weights; those of each epoch are kept, and a run that was cut short goes on from the last.

    Args:
        keep: a file for what goes on between runs; it must be of the same plan and rows.
    """
    chance, first = random.Random(plan.seed), 0
    fitting = Fitting(weights, plan, plan.epochs * sum(1 for _ in batches(rows, pieces, random.Random(0))))
    if keep is not None and keep.exists():
        first, state, drawn = torch.load(keep, weights_only=False)
        fitting.resume(state)
        chance.setstate(drawn)
        print(f"goes on after epoch {first}", flush=True)
    for epoch in range(first, plan.epochs):
        torch.manual_seed(plan.seed * 1000 + epoch)
        began = time.monotonic()
        values = [fitting.step(given(batch)) for batch in batches(rows, pieces, chance)]
        print(
            f"epoch {epoch + 1}/{plan.epochs}: loss {np.mean(values):.3f}, {time.monotonic() - began:.0f} s", flush=True
        )
        if keep is not None:
            torch.save((epoch + 1, fitting.state(), chance.getstate()), keep)
    return fitting.kept()


def given(batch: Batch) -> Tree:
    """A batch as torch takes it."""
    names = ("ids", "parts", "labels", "known", "spans", "told")
    return {name: torch.from_numpy(getattr(batch, name)).to(DEVICE) for name in names}


def read(weights: Weights, rows: Sequence[Row], pieces: Pieces) -> dict[str, npt.NDArray[np.float32]]:
    """For each row, by its id, the scores of all labels, before the sigmoid."""
    tree = {name: torch.tensor(value, device=DEVICE) for name, value in weights.items()}
    out: dict[str, npt.NDArray[np.float32]] = {}
    with torch.no_grad():
        for batch in batches(rows, pieces):
            own = given(batch)
            told = scores(tree, own["ids"], own["parts"])[0].cpu().numpy()
            out |= {row.id: told[n] for n, row in enumerate(batch.rows)}
    return out
