"""From sentences to padded batches of piece ids with a target at the first piece of each unit."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .noise import Unit

LENGTHS: Final = (64, 128, 192)
BATCH_PIECES: Final = 3072
POOL: Final = 200  # batches held for shuffling: some 150 MB
BOS, PAD, EOS, UNKNOWN = 0, 1, 2, 3
Ids = NDArray[np.int64]


class Pieces:
    """Encodes units one by one and remembers them."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer))
        self.of = cache(self.encoded)

    def encoded(self, unit: str) -> tuple[int, ...]:
        """The piece ids of one unit, which begins with the word mark; never empty."""
        ids = self.tokenizer.encode(unit, add_special_tokens=False).ids
        return tuple(ids) or (UNKNOWN,)


@dataclass(frozen=True, slots=True)
class Window:
    """Piece ids with both ends, the positions of first pieces, and their targets."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    units: tuple[Unit, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about one length: ids [batch, length], firsts as (row, column) pairs."""

    ids: Ids
    rows: Ids
    columns: Ids
    windows: tuple[Window, ...]


def window(units: Sequence[Unit], pieces: Pieces, source: str) -> Window:
    """One window from units that are known to fit."""
    ids, firsts = [BOS], []
    for unit in units:
        firsts.append(len(ids))
        ids += pieces.of(unit.text)
    return Window((*ids, EOS), tuple(firsts), tuple(units), source)


def fitted(units: Sequence[Unit], pieces: Pieces, limit: int) -> list[list[Unit]]:
    """Units cut into runs of at most `limit` pieces, both ends counted."""
    runs: list[list[Unit]] = [[]]
    size = 2
    for unit in units:
        need = len(pieces.of(unit.text))
        if size + need > limit:
            runs.append([])
            size = 2
        if size + need <= limit:  # a "word" longer than a whole window is no word
            runs[-1].append(unit)
            size += need
    return [run for run in runs if run]


def packed(
    texts: Iterable[list[Unit]], pieces: Pieces, source: str, rng: random.Random
) -> Iterator[Window]:
    """Consecutive texts in windows whose length is drawn anew, so that context varies."""
    held: list[Unit] = []
    limit = rng.choice(LENGTHS)
    for text in texts:
        size = 2 + sum(len(pieces.of(u.text)) for u in (*held, *text))
        if held and size > limit:
            yield from (window(run, pieces, source) for run in fitted(held, pieces, LENGTHS[-1]))
            held, limit = [], rng.choice(LENGTHS)
        held = held + text
    if held:
        yield from (window(run, pieces, source) for run in fitted(held, pieces, LENGTHS[-1]))


def batched(windows: Iterable[Window], rng: random.Random) -> Iterator[Batch]:
    """Batches of one source and one padded length each, shuffled as far as POOL batches reach."""
    held: dict[tuple[str, int], list[Window]] = {}
    ready: list[list[Window]] = []
    for item in windows:
        length = next(n for n in LENGTHS if len(item.ids) <= n)
        group = held.setdefault((item.source, length), [])
        group.append(item)
        if len(group) * length >= BATCH_PIECES:
            ready.append(held.pop((item.source, length)))
        if len(ready) >= POOL:
            yield batch(ready.pop(rng.randrange(len(ready))))
    ready += held.values()
    rng.shuffle(ready)
    for group in ready:
        yield batch(group)


def interleaved(
    streams: Sequence[Iterator[Window]], shares: Sequence[float], rng: random.Random
) -> Iterator[Window]:
    """The windows of several streams, drawn by share, until the first stream has ended."""
    while True:
        (stream,) = rng.choices(streams, shares)
        item = next(stream, None)
        if item is None:
            return
        yield item


def batch(group: Sequence[Window], full: bool = True) -> Batch:
    """Windows as one padded block; `full` fills rows up, so that block shapes repeat."""
    length = next(n for n in LENGTHS if max(len(w.ids) for w in group) <= n)
    rows = BATCH_PIECES // length if full else len(group)
    ids = np.full((max(rows, len(group)), length), PAD, dtype=np.int64)
    ids[:, :2] = BOS, EOS
    for i, item in enumerate(group):
        ids[i, : len(item.ids)] = item.ids
    places = [(i, p) for i, item in enumerate(group) for p in item.firsts]
    pairs = np.array(places, dtype=np.int64).reshape(-1, 2)
    return Batch(ids, pairs[:, 0], pairs[:, 1], tuple(group))
