"""Fixed-scale int8: how wide activations get on real text, and the linear layer that uses it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import TensorProto
from torch import Tensor, nn

from .graph import CONTRIB, Floats, Graph, Linear
from .network import Tagger

KEPT: Final = 400_000  # values of each input that clipping is chosen on
CLIPS: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
SMOOTHED: Final = ("qkv", "up")  # inputs that come from a normalisation
SPLIT: Final = "down"  # its input has a few channels that are five times as wide as the others
APART: Final = 4  # channels of that input that stay in float32


@dataclass(frozen=True, slots=True)
class Activation:
    """How one linear layer's input is quantised.

    Channels are divided by `smooth`, those named in `apart` left out, then scale and zero point.
    """

    smooth: Floats | None
    apart: NDArray[np.int64]
    scale: float
    zero: int


def observed(tagger: Tagger, batches: Iterable[Tensor]) -> dict[str, Floats]:
    """Rows of the inputs of every linear layer inside the blocks, from unpadded pieces."""
    seen: dict[str, list[Tensor]] = {}
    keep = torch.zeros(0, dtype=torch.bool)

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def note(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            seen.setdefault(name, []).append(inputs[0][keep].float().cpu())

        return note

    layers = {n: m for n, m in tagger.blocks.named_modules() if isinstance(m, nn.Linear)}
    hooks = [m.register_forward_pre_hook(watch(f"blocks.{n}")) for n, m in layers.items()]
    with torch.inference_mode():
        for ids in batches:
            keep = ids != 1
            tagger(ids)
    for hook in hooks:
        hook.remove()
    return {name: torch.cat(rows).numpy() for name, rows in seen.items()}


def calibrated(
    weights: Mapping[str, Floats], inputs: Mapping[str, Floats]
) -> dict[str, Activation]:
    """The quantisation of each linear layer's input."""
    return {
        name: activation(rows, weights[f"{name}.weight"], name.rpartition(".")[2])
        for name, rows in inputs.items()
    }


def activation(rows: Floats, weight: Floats, place: str) -> Activation:
    """Range and zero point with the least error in the layer's result."""
    smooth = None
    widest = np.abs(rows).max(0)
    apart = np.sort(np.argsort(-widest)[: APART if place == SPLIT else 0])
    if place in SMOOTHED:
        # Half of a channel's width moves into the weight (SmoothQuant with alpha 0.5).
        most = np.maximum(np.abs(weight).max(0), 1e-5)
        smooth = np.sqrt(np.maximum(widest, 1e-5) / most).astype(np.float32)
        rows, weight = rows / smooth, weight * smooth
    sample = np.delete(rows[:: max(1, rows.size // KEPT)], apart, axis=1)
    weight = np.delete(weight, apart, axis=1)
    choices = [bounds(sample, clip) for clip in CLIPS]
    scale, zero = min(choices, key=lambda c: loss(sample, weight, *c))
    return Activation(smooth, apart, scale, zero)


def bounds(rows: Floats, clip: float) -> tuple[float, int]:
    """Scale and zero point of uint8 for a part of the range."""
    low, high = min(0.0, float(rows.min()) * clip), max(0.0, float(rows.max()) * clip)
    scale = max(high - low, 1e-6) / 255
    return scale, round(-low / scale)


def loss(rows: Floats, weight: Floats, scale: float, zero: int) -> float:
    """Mean squared error of the layer's result when its input is quantised so."""
    whole = np.clip(np.rint(rows / scale) + zero, 0, 255)
    wrong = ((whole - zero) * scale - rows) @ weight.T
    return float((wrong**2).mean())


def int8_weight(weight: Floats, bits: int) -> tuple[NDArray[np.int8], Floats]:
    """A matrix [out, in] as int8 [in, out] with one scale per output."""
    top = 2 ** (bits - 1) - 1
    wide = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-8)
    choices = [wide * clip / top for clip in (1.0, 0.95, 0.9, 0.85, 0.8)]
    errors = [((whole(weight, s, top) * s - weight) ** 2).sum(1) for s in choices]
    best = np.argmin(errors, axis=0)
    scale = np.stack(choices)[best, np.arange(len(weight))]
    return whole(weight, scale, top).astype(np.int8).T, scale[:, 0].astype(np.float32)


def whole(weight: Floats, scale: Floats, top: int) -> Floats:
    """Weights as whole numbers within the range."""
    found: Floats = np.clip(np.rint(weight / scale), -top, top)
    return found


def int8_linear(activations: Mapping[str, Activation], bits: int) -> Linear:
    """A linear layer on int8 with fixed scales.

    Seven bits keep sums of two products inside 16 bits, which processors without VNNI need.
    """

    def linear(g: Graph, x: str, name: str) -> str:
        how, weight = activations[name], g.weights[f"{name}.weight"]
        if how.smooth is not None:
            weight = weight * how.smooth
            x = g.add("Mul", [x, g.constant(f"{name}.smooth", 1 / how.smooth)], f"{name}.smoothed")
        bias = g.constant(f"{name}.bias", g.weights[f"{name}.bias"])
        if not len(how.apart):
            return product(g, x, name, how, int8_weight(weight, bits), bias, f"{name}.sum")
        left = weight.copy()
        left[:, how.apart] = 0
        most = product(g, x, name, how, int8_weight(left, bits), bias, f"{name}.most")
        few = g.add("Gather", [x, g.constant(f"{name}.apart", how.apart)], f"{name}.few", axis=2)
        rest = g.constant(f"{name}.rest", weight[:, how.apart].T)
        return g.add("Add", [most, g.add("MatMul", [few, rest], f"{name}.wide")], f"{name}.sum")

    return linear


def product(
    g: Graph,
    x: str,
    name: str,
    how: Activation,
    matrix: tuple[NDArray[np.int8], Floats],
    bias: str,
    result: str,
) -> str:
    """The nodes that quantise an input and multiply it by an int8 matrix."""
    scale = g.constant(f"{name}.a", np.array(how.scale, dtype=np.float32))
    zero = g.constant(f"{name}.zero", np.array(how.zero, dtype=np.uint8))
    whole = g.constant(f"{name}.int8", matrix[0])
    scales = g.constant(f"{name}.b", matrix[1])
    x = g.add("QuantizeLinear", [x, scale, zero], f"{name}.uint8")
    inputs = [x, whole, scale, scales, zero, "", bias]
    return g.add("MatMulIntegerToFloat", inputs, result, domain=CONTRIB)


def int8_words(g: Graph) -> str:
    """Word vectors looked up in int8, each row with a scale of its own."""
    table = g.weights["word.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    rows = g.constant("word.int8", np.rint(table / scale).astype(np.int8))
    found = g.add("Gather", [rows, "input_ids"], "words.int8")
    scales = g.add("Gather", [g.constant("word.scale", scale), "input_ids"], "words.scale")
    return g.add(
        "Mul", [g.add("Cast", [found], "words.cast", to=TensorProto.FLOAT), scales], "words"
    )
