"""Writes the encoder as ONNX, in whole numbers of eight bits: the same as `encoder.py`, with nothing left out by chance."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from kefu.reader.pieces import MOST
from training.encoder import HEADS, SMALL
from training.start import Weights, layers_of

OPSET: Final = 17
IR: Final = 8
FUSED: Final = "com.microsoft"
"""Steps that onnxruntime does in one."""
ATTENTION: Final = ("query", "key", "value")


class Graph:
    """An ONNX graph as it grows; each step is named for what it gives."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: dict[str, Any] = {}

    def tensor(self, name: str, value: Any, kind: Any = np.float32) -> str:
        """A fixed tensor."""
        self.tensors.setdefault(name, numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def step(self, kind: str, *given: str, name: str = "", domain: str = "", **how: Any) -> str:
        """One more step; answers the name of what it gives."""
        name = name or f"step{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(given), [name], name=f"/{name}", domain=domain, **how))
        return name


def graph(weights: Weights) -> onnx.ModelProto:
    """The encoder: `pieces` and `side`, whole numbers (messages, pieces), to `scores` (messages, labels),
    and `kinds` (messages, pieces, kinds of promise), before the sigmoid."""
    g = Graph()

    def weight(name: str) -> str:
        return g.tensor(name, weights[name])

    def norm(x: str, name: str) -> str:
        return g.step("LayerNormalization", x, weight(f"{name}.scale"), weight(f"{name}.shift"), axis=-1, epsilon=SMALL)

    def times(x: str, name: str) -> str:
        return g.step("Add", g.step("MatMul", x, weight(name)), weight(f"{name}.shift"))

    zero, one = g.tensor("zero", [0], np.int64), g.tensor("one", [1], np.int64)
    there = g.step("Not", g.step("Equal", "pieces", g.tensor("pad", 0, np.int64)))
    size = g.step("Slice", g.step("Shape", "pieces"), one, g.tensor("two", [2], np.int64), zero)
    placed = g.step("Slice", g.tensor("places", weights["places"][:MOST]), zero, size, zero)
    worded, sided = g.step("Gather", weight("words"), "pieces"), g.step("Gather", weight("parts"), "side")
    x = norm(g.step("Add", g.step("Add", worded, sided), placed), "norm")
    mask = g.step("Cast", there, to=TensorProto.INT32)
    for n in range(layers_of(weights)):
        three = g.tensor(f"{n}.three", np.concatenate([weights[f"{n}.{name}"] for name in ATTENTION], axis=1))
        shift = g.tensor(f"{n}.three.shift", np.concatenate([weights[f"{n}.{name}.shift"] for name in ATTENTION]))
        taken = g.step("Attention", x, three, shift, mask, domain=FUSED, num_heads=HEADS)
        x = norm(g.step("Add", x, times(taken, f"{n}.mixed")), f"{n}.norm_mixed")
        between = g.step("Gelu", times(x, f"{n}.wide"), domain=FUSED)
        x = norm(g.step("Add", x, times(between, f"{n}.narrow")), f"{n}.norm_narrow")
    own = g.step("And", there, g.step("Equal", "side", g.tensor("pad", 0, np.int64)))
    counted = g.step("Unsqueeze", g.step("Cast", own, to=TensorProto.FLOAT), g.tensor("last", [-1], np.int64))
    total = g.step("ReduceSum", g.step("Mul", x, counted), one, keepdims=0)
    mean = g.step("Div", total, g.step("ReduceSum", counted, one, keepdims=0))
    first = g.step("Gather", x, g.tensor("first", 0, np.int64), axis=1)
    pooled = g.step("Concat", first, mean, axis=-1)
    g.step("Add", g.step("MatMul", pooled, weight("head")), weight("head.shift"), name="scores")
    g.step("Add", g.step("MatMul", x, weight("spans")), weight("spans.shift"), name="kinds")
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["messages", "size"]) for name in ("pieces", "side")
    ]
    told = [
        helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["messages", "count"]),
        helper.make_tensor_value_info("kinds", TensorProto.FLOAT, ["messages", "size", "kinds"]),
    ]
    body = helper.make_graph(g.nodes, "reader", given, told, list(g.tensors.values()))
    sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(body, opset_imports=sets, ir_version=IR, producer_name="kefu")


def write(weights: Weights, path: Path, whole: bool = True) -> None:
    """Write the encoder to a file.

    Args:
        whole: in whole numbers of eight bits, a quarter of the size; False = as it was fitted.
    """
    model = graph(weights)
    if not whole:
        onnx.save(model, str(path))
        return
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(model, str(full))
        quantize_dynamic(
            str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            nodes_to_exclude=[node.name for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in ("head", "spans")],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
