"""The encoder as it is trained: BERT with heads, in JAX. `export.py` writes the same as ONNX."""

from __future__ import annotations

from typing import Any, Final

import jax
import jax.numpy as jnp
import numpy as np

from training.start import Weights, layers_of

HEADS: Final = 8
SMALL: Final = 1e-12
HALF: Final = jnp.bfloat16
Tree = dict[str, Any]


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


def scores(weights: Tree, ids: Any, parts: Any, key: Any = None, drop: float = 0.0) -> tuple[Any, Any]:
    """Scores of messages before the sigmoid, and of each of their pieces.

    Args:
        ids: numbers of pieces, (messages, pieces), 0 beyond the end.
        parts: 0 for the message itself, 1 for what stands around it.
        key: of the chance that drops; None = nothing is dropped.
    """
    mask = ids != 0
    size = ids.shape[1]
    x = weights["words"][ids] + weights["places"][:size] + weights["parts"][parts]
    x = norm(x, weights, "norm")
    keys = jax.random.split(key, 2 * layers_of(weights) + 2) if key is not None else None
    x = dropped(x, keys, 0, drop)
    far = jnp.where(mask, 0.0, -1e9)[:, None, None, :]
    for n in range(layers_of(weights)):
        x = norm(x + dropped(attended(x, far, weights, n), keys, 2 * n + 1, drop), weights, f"{n}.norm_mixed")
        wide = jax.nn.gelu(times(x, weights, f"{n}.wide"), approximate=False)
        x = norm(x + dropped(times(wide, weights, f"{n}.narrow"), keys, 2 * n + 2, drop), weights, f"{n}.norm_narrow")
    own = (mask & (parts == 0))[:, :, None]
    mean = jnp.sum(jnp.where(own, x, 0.0), axis=1) / jnp.sum(own, axis=1)
    pooled = dropped(jnp.concatenate([x[:, 0], mean], axis=-1), keys, -1, drop)
    return pooled @ weights["head"] + weights["head.shift"], x @ weights["spans"] + weights["spans.shift"]


def times(x: Any, weights: Tree, name: str) -> Any:
    """A matrix and its shift."""
    messages, size, wide = x.shape
    product = half_times(x.reshape(messages * size, wide), weights[name])
    return product.reshape(messages, size, -1) + weights[f"{name}.shift"]


def half_times(x: Any, matrix: Any) -> Any:
    """A product in half precision, summed in full; its slopes too, which JAX of itself would take in full."""
    return _product(x.astype(HALF), matrix.astype(HALF))


def _plain(x: Any, matrix: Any) -> Any:
    return jnp.matmul(x, matrix, preferred_element_type=jnp.float32)


_product = jax.custom_vjp(_plain)


def _forward(x: Any, matrix: Any) -> Any:
    return _plain(x, matrix), (x, matrix)


def _backward(kept: Any, slope: Any) -> Any:
    x, matrix = kept
    slope = slope.astype(HALF)
    return _plain(slope, matrix.T).astype(HALF), _plain(x.T, slope).astype(HALF)


_product.defvjp(_forward, _backward)


def attended(x: Any, far: Any, weights: Tree, n: int) -> Any:
    """What each piece takes from the others."""
    messages, size, wide = x.shape
    q, k, v = (
        times(x, weights, f"{n}.{name}").reshape(messages, size, HEADS, wide // HEADS).astype(HALF)
        for name in ("query", "key", "value")
    )
    near = jnp.einsum("bqhd,bkhd->bhqk", q, k, preferred_element_type=jnp.float32) / np.sqrt(wide // HEADS)
    shares = jax.nn.softmax(near + far, axis=-1).astype(HALF)
    taken = jnp.einsum("bhqk,bkhd->bqhd", shares, v, preferred_element_type=jnp.float32)
    return times(taken.reshape(messages, size, wide), weights, f"{n}.mixed")


def norm(x: Any, weights: Tree, name: str) -> Any:
    """Layer normalisation."""
    mean = x.mean(-1, keepdims=True)
    spread = jnp.square(x - mean).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + SMALL) * weights[f"{name}.scale"] + weights[f"{name}.shift"]


def dropped(x: Any, keys: Any, n: int, share: float) -> Any:
    """Some of it left out by chance, the rest made up for it."""
    if keys is None or not share:
        return x
    stay = jax.random.bernoulli(keys[n], 1 - share, x.shape)
    return jnp.where(stay, x / (1 - share), 0.0)
