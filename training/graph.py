"""The ONNX graph of a tagger, written node by node: in float32 or with int8 matrices.

Activations are quantised with fixed scales (static quantisation): what the model says about a
window then never depends on the other windows of a batch, as it would with scales found on the fly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .network import Shape

Floats = NDArray[np.float32]
OPSET = 18
CONTRIB = "com.microsoft"


class Words(Protocol):
    """Adds nodes that look up the vectors of `input_ids`."""

    def __call__(self, g: "Graph") -> str:
        """The name of the result."""


class Linear(Protocol):
    """Adds nodes that multiply an input by a weight [out, in] and add a bias."""

    def __call__(self, g: "Graph", x: str, name: str) -> str:
        """The name of the result."""


@dataclass(slots=True)
class Graph:
    """Nodes and constants as they are added."""

    weights: Mapping[str, Floats]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Store a constant once and return its name."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(value.copy(order="C"), name)
        return name

    def add(
        self, op: str, inputs: Sequence[str], name: str, domain: str = "", **options: Any
    ) -> str:
        """Add a node with one output, which is named like it."""
        node = helper.make_node(op, list(inputs), [name], name=name, domain=domain, **options)
        self.nodes.append(node)
        return name

    def sized(self, name: str, values: Sequence[int]) -> str:
        """A constant list of sizes or axes."""
        return self.constant(name, np.array(values, dtype=np.int64))

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation with the weights of that name."""
        scale = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.add("LayerNormalization", [x, scale, bias], f"{name}.out", epsilon=1e-12)


def float_linear(g: Graph, x: str, name: str) -> str:
    """A linear layer in float32."""
    weight = g.constant(f"{name}.weight.T", g.weights[f"{name}.weight"].T)
    bias = g.constant(f"{name}.bias", g.weights[f"{name}.bias"])
    return g.add("Add", [g.add("MatMul", [x, weight], f"{name}.product"), bias], f"{name}.sum")


def float_words(g: Graph) -> str:
    """Word vectors looked up in float32."""
    return g.add(
        "Gather", [g.constant("word.weight", g.weights["word.weight"]), "input_ids"], "words"
    )


def embedded(g: Graph, words: str) -> str:
    """Words plus positions, normalised: states [batch, length, hidden]."""
    shape = g.add("Shape", ["input_ids"], "shape")
    length = g.add("Slice", [shape, g.sized("one", [1]), g.sized("two", [2])], "length")
    table = g.constant("place.weight", g.weights["place.weight"])
    places = g.add("Slice", [table, g.sized("zero", [0]), length], "places")
    return g.norm(g.add("Add", [words, places], "embedded"), "norm")


def mask(g: Graph) -> str:
    """What attention adds per piece [batch, 1, 1, length]: nothing, or a lot below zero."""
    pad = g.constant("pad", np.array(1, dtype=np.int64))
    is_pad = g.add("Cast", [g.add("Equal", ["input_ids", pad], "is_pad")], "pads", to=1)
    low = g.add("Mul", [is_pad, g.constant("hidden", np.array(-1e4, dtype=np.float32))], "lows")
    return g.add("Unsqueeze", [low, g.sized("head_axes", [1, 2])], "mask")


def attention(g: Graph, x: str, i: int, shape: Shape, linear: Linear) -> str:
    """Self-attention of layer i before its output matrix; scores are scaled inside the weights."""
    at = f"blocks.{i}"
    width = shape.hidden // shape.heads
    qkv = linear(g, x, f"{at}.qkv")
    cut = g.sized("qkv.shape", [0, 0, 3, shape.heads, width])
    parts = g.add("Reshape", [qkv, cut], f"{at}.parts")
    turned = g.add("Transpose", [parts], f"{at}.turned", perm=[2, 0, 3, 1, 4])
    q, k, v = (
        g.add("Gather", [turned, g.constant(f"n{n}", np.array(n, dtype=np.int64))], f"{at}.{c}")
        for n, c in enumerate("qkv")
    )
    k = g.add("Transpose", [k], f"{at}.kt", perm=[0, 1, 3, 2])
    scores = g.add("Add", [g.add("MatMul", [q, k], f"{at}.qk"), "mask"], f"{at}.scores")
    weights = g.add("Softmax", [scores], f"{at}.weights", axis=-1)
    mixed = g.add("MatMul", [weights, v], f"{at}.mixed")
    back = g.add("Transpose", [mixed], f"{at}.back", perm=[0, 2, 1, 3])
    return g.add("Reshape", [back, g.sized("states.shape", [0, 0, shape.hidden])], f"{at}.joined")


def block(g: Graph, x: str, i: int, shape: Shape, linear: Linear) -> str:
    """Layer i."""
    at = f"blocks.{i}"
    mixed = linear(g, attention(g, x, i, shape, linear), f"{at}.out")
    x = g.norm(g.add("Add", [x, mixed], f"{at}.after"), f"{at}.norm1")
    wide = g.add("Gelu", [linear(g, x, f"{at}.up")], f"{at}.gelu", domain=CONTRIB)
    narrow = linear(g, wide, f"{at}.down")
    return g.norm(g.add("Add", [x, narrow], f"{at}.end"), f"{at}.norm2")


def scaled(weights: Mapping[str, Floats], shape: Shape) -> dict[str, Floats]:
    """The weights with the scale of attention scores moved into the query's matrix."""
    new = dict(weights)
    for i in range(shape.layers):
        for part in ("weight", "bias"):
            name = f"blocks.{i}.qkv.{part}"
            new[name] = weights[name].copy()
            new[name][: shape.hidden] /= np.sqrt(shape.hidden / shape.heads)
    return new


def build(
    weights: Mapping[str, Floats],
    shape: Shape,
    outputs: Mapping[str, str],
    linear: Linear = float_linear,
    words: Words = float_words,
) -> onnx.ModelProto:
    """A model with input `input_ids` and one output of logits per entry of outputs (name: head)."""
    g = Graph(scaled(weights, shape))
    x = embedded(g, words(g))
    mask(g)
    for i in range(shape.layers):
        x = block(g, x, i, shape, linear)
    results = []
    for output, head in outputs.items():
        g.add("Identity", [float_linear(g, x, f"heads.{head}")], output)
        labels = weights[f"heads.{head}.weight"].shape[0]
        results.append(
            helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", "length", labels])
        )
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"])
    made = helper.make_graph(g.nodes, "tagger", [ids], results, list(g.constants.values()))
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    )
    model.ir_version = 9  # what onnxruntime has read since 1.16
    return model
