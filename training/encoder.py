"""The encoder as it is trained: BERT with heads, in torch. `export.py` writes the same as ONNX."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.start import Weights, layers_of

HEADS: Final = 8
SMALL: Final = 1e-12
HALF: Final = torch.bfloat16
DRAWN: Final = 1 << 24
Tree = dict[str, Tensor]


def with_heads(weights: Weights, labels: int, kinds: int, seed: int) -> Weights:
    """The weights with fresh heads: one score a label for the message, one score a kind of promise for each piece.

    Args:
        labels, kinds: how many of each.
    """
    chance = np.random.default_rng(seed)
    wide = weights["words"].shape[1]
    return {
        **weights,
        "head": chance.normal(0, 0.02, (2 * wide, labels)).astype(np.float32),
        "head.shift": np.full(labels, -3.0, np.float32),
        "spans": chance.normal(0, 0.02, (wide, kinds)).astype(np.float32),
        "spans.shift": np.full(kinds, -4.0, np.float32),
    }


def scores(weights: Tree, ids: Tensor, parts: Tensor, drop: float = 0.0) -> tuple[Tensor, Tensor]:
    """Scores of messages before the sigmoid, and of each of their pieces.

    Args:
        ids: numbers of pieces, (messages, pieces), 0 beyond the end.
        parts: 0 for the message itself, 1 for what stands around it.
        drop: the share left out by chance.
    """
    mask = ids != 0
    x = functional.embedding(ids, weights["words"]) + weights["places"][: ids.shape[1]]
    x = dropped(norm(x + functional.embedding(parts, weights["parts"]), weights, "norm"), drop)
    far = torch.where(mask, 0.0, -1e9)[:, None, None, :]
    for n in range(layers_of(weights)):
        x = norm(x + dropped(attended(x, far, weights, n), drop), weights, f"{n}.norm_mixed")
        wide = functional.gelu(times(x, weights, f"{n}.wide"))
        x = norm(x + dropped(times(wide, weights, f"{n}.narrow").float(), drop), weights, f"{n}.norm_narrow")
    own = (mask & (parts == 0))[:, :, None]
    mean = (x * own).sum(1) / own.sum(1)
    pooled = dropped(torch.cat([x[:, 0], mean], -1), drop)
    return pooled @ weights["head"] + weights["head.shift"], x @ weights["spans"] + weights["spans.shift"]


def times(x: Tensor, weights: Tree, name: str) -> Tensor:
    """A matrix and its shift, in half precision."""
    return functional.linear(x.to(HALF), weights[name].to(HALF).T, weights[f"{name}.shift"].to(HALF))


def attended(x: Tensor, far: Tensor, weights: Tree, n: int) -> Tensor:
    """What each piece takes from the others.

    Args:
        far: nothing for the pieces that there are, much below it for those that there are not.
    """
    messages, size, wide = x.shape
    half = x.to(HALF)
    q, k, v = (
        times(half, weights, f"{n}.{name}").view(messages, size, HEADS, wide // HEADS).transpose(1, 2)
        for name in ("query", "key", "value")
    )
    shares = torch.softmax(q @ k.transpose(2, 3) / (wide // HEADS) ** 0.5 + far, -1).to(HALF)
    taken = shares @ v
    return times(taken.transpose(1, 2).reshape(messages, size, wide), weights, f"{n}.mixed").float()


def norm(x: Tensor, weights: Tree, name: str) -> Tensor:
    """Layer normalisation."""
    return functional.layer_norm(x, x.shape[-1:], weights[f"{name}.scale"], weights[f"{name}.shift"], SMALL)


def dropped(x: Tensor, share: float) -> Tensor:
    """Some of it left out by chance, the rest made up for it."""
    if not share:
        return x
    drawn = chances(share, x.device)
    at = int(torch.randint(len(drawn) - x.numel(), ()))
    return x * drawn[at : at + x.numel()].view(x.shape)


@cache
def chances(share: float, device: torch.device) -> Tensor:
    """What stays and what is left out, drawn once: to draw it anew takes a processor longer than a layer does."""
    return (torch.rand(DRAWN, device=device) >= share) / (1 - share)
