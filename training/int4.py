"""Word vectors in four bits: groups of 32 numbers share a float16 scale (the Q4_0 rule)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from .graph import Floats, Graph

GROUP: Final = 32


def packed(table: Floats) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Rows as nibbles [rows, columns / 2] and scales [rows, columns / 32].

    The first half of a row lies in the low nibbles, the second in the high ones. Packing what was
    unpacked gives the same again, so vectors that were trained on the grid lose nothing.
    """
    groups = table.reshape(len(table), -1, GROUP)
    widest = np.take_along_axis(groups, np.abs(groups).argmax(2)[..., None], 2)
    scales = (widest / -8).astype(np.float16)
    steps = scales.astype(np.float32)
    whole = np.rint(np.divide(groups, steps, where=steps != 0, out=np.zeros_like(groups)))
    nibbles = (np.clip(whole, -8, 7) + 8).astype(np.uint8).reshape(len(table), -1)
    half = nibbles.shape[1] // 2
    pairs: NDArray[np.uint8] = nibbles[:, :half] | (nibbles[:, half:] << np.uint8(4))
    return pairs, scales[..., 0]


def unpacked(nibbles: NDArray[np.uint8], scales: NDArray[np.float16]) -> Floats:
    """The rows as float32."""
    whole = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    groups = whole.reshape(len(whole), -1, GROUP) * scales.astype(np.float32)[..., None]
    return groups.reshape(len(whole), -1)


def on_grid(table: Floats) -> bool:
    """Whether four bits hold the table, up to what averaging checkpoints rounds."""
    return float(np.abs(unpacked(*packed(table)) - table).max()) < 1e-5


def int4_words(g: Graph) -> str:
    """Word vectors looked up in four bits."""
    table = g.weights["word.weight"]
    nibbles, scales = packed(table)
    pairs = g.add("Gather", [g.constant("word.int4", nibbles), "input_ids"], "words.pairs")
    low = g.add("BitwiseAnd", [pairs, g.constant("low", np.array(15, np.uint8))], "words.low")
    four = g.constant("four", np.array(4, np.uint8))
    high = g.add("BitShift", [pairs, four], "words.high", direction="RIGHT")
    both = g.add("Concat", [low, high], "words.nibbles", axis=-1)
    plain = g.add("Cast", [both], "words.cast", to=TensorProto.FLOAT)
    middle = g.constant("middle", np.array(8, np.float32))
    whole = g.add("Sub", [plain, middle], "words.whole")
    groups = g.add("Reshape", [whole, g.sized("groups", [0, 0, -1, GROUP])], "words.groups")
    steps = g.add("Gather", [g.constant("word.scale", scales), "input_ids"], "words.scale")
    steps = g.add("Cast", [steps], "words.steps", to=TensorProto.FLOAT)
    steps = g.add("Unsqueeze", [steps, g.sized("last", [-1])], "words.step")
    rows = g.add("Mul", [groups, steps], "words.rows")
    return g.add("Reshape", [rows, g.sized("row", [0, 0, table.shape[1]])], "words")
