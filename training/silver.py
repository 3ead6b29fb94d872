"""Raw news as windows of units, drawn widely, and the soft labels that models gave them."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .corpora import HEADS, MissingMaterialError, paragraphs
from .noise import Unit, noisy
from .text import HALF_SPACE, tokens, units
from .windows import LENGTHS, Pieces, Window, fitted, window

# Shares of the wanted pieces: agency prose most, then messages, then the rest.
SHARES: Final = {
    "isna": 0.31, "hamshahri": 0.19, "farsnews": 0.11, "tg_farsna": 0.12,
    "tg_akhbarefori": 0.14, "tg_alonews": 0.05, "tg_iranintl": 0.02, "news_misc": 0.06,
}  # fmt: skip
CHUNK: Final = 512
Rows = NDArray[np.float16]


def drawn(
    lines: Sequence[str], pieces: Pieces, wanted: int, rng: random.Random
) -> Iterator[list[Unit]]:
    """Runs of consecutive paragraphs from random places, each one window long."""
    starts = list(range(0, len(lines), 3))
    rng.shuffle(starts)
    for start in starts:
        limit = rng.choice(LENGTHS)
        held: list[Unit] = []
        for line in lines[start : start + 3]:
            held += paragraph_units(line)
            if len(held) > limit:
                break
        runs = fitted(held, pieces, limit)
        # Never more than two windows from one place: long pages would crowd out the others.
        for run in runs[:2]:
            if len(run) >= 4:
                yield run
                wanted -= sum(len(pieces.of(u.text)) for u in run)
        if wanted < 0:
            return


def paragraph_units(text: str) -> list[Unit]:
    """The units of raw text, without targets."""
    return [Unit(part, 0, j > 0) for token in tokens(text) for j, part in enumerate(units(token))]


def draw(folder: Path, pieces: Pieces, wanted: int, rng: random.Random) -> list[list[Unit]]:
    """Windows of about `wanted` pieces from the text files of a corpora folder, shuffled."""
    found: list[list[Unit]] = []
    for name, share in SHARES.items():
        file = next((f for f in sorted(folder.glob(f"{name}.txt*"))), None)
        if file is None:
            raise MissingMaterialError(
                f"{folder}/{name}.txt[.xz] is missing; see training/README.md"
            )
        found += drawn(list(paragraphs(file)), pieces, int(wanted * share), rng)
    rng.shuffle(found)
    return found


def written(run: Sequence[Unit]) -> str:
    """A window as one line: units parted by spaces, inner ones by half-spaces."""
    return "".join((HALF_SPACE if u.inner else " ") + u.text for u in run).strip(" " + HALF_SPACE)


def read(line: str) -> list[Unit]:
    """The units of such a line."""
    return [
        Unit(part, 0, j > 0)
        for token in line.split(" ")
        for j, part in enumerate(token.split(HALF_SPACE))
    ]


def softmax(logits: NDArray[np.float32]) -> Rows:
    """Rows of logits as rows of probabilities."""
    e = np.exp(logits - logits.max(1, keepdims=True))
    found: Rows = (e / e.sum(1, keepdims=True)).astype(np.float16)
    return found


def label(
    lines: Sequence[str],
    model: Callable[[Sequence[Window]], list[NDArray[np.float32]]],
    pieces: Pieces,
    folder: Path,
    size: int = 16,
) -> Iterator[Path]:
    """Write the probabilities of every unit, a file per chunk; chunks that exist are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(lines), CHUNK):
        path = folder / f"{start // CHUNK:05d}.npy"
        if not path.exists():
            runs = [window(read(line), pieces, "") for line in lines[start : start + CHUNK]]
            order = sorted(range(len(runs)), key=lambda i: len(runs[i].ids))
            rows: list[Rows] = [np.empty((0, 0), np.float16)] * len(runs)
            for at in range(0, len(order), size):
                part = order[at : at + size]
                for i, logits in zip(part, model([runs[i] for i in part]), strict=True):
                    rows[i] = logits.astype(np.float16)
            np.save(folder / "part.npy", np.concatenate(rows))
            (folder / "part.npy").rename(path)
        yield path


def load(lines: Sequence[str], folders: Sequence[Path]) -> list[tuple[str, Rows]]:
    """Each labelled window's line with the mean probabilities of the models that labelled it."""
    sizes = [len(HEADS[head]) for head in HEADS]
    found: list[tuple[str, Rows]] = []
    for start in range(0, len(lines), CHUNK):
        files = [p for f in folders if (p := f / f"{start // CHUNK:05d}.npy").exists()]
        if not files:
            continue
        goal = mean([np.load(f, allow_pickle=False).astype(np.float32) for f in files], sizes)
        at = 0
        for line in lines[start : start + CHUNK]:
            stop = at + len(read(line))
            found.append((line, goal[at:stop]))
            at = stop
    return found


def mean(logits: Sequence[NDArray[np.float32]], sizes: Sequence[int]) -> Rows:
    """Mean probabilities per head over the models that have it, for heads that any has."""
    columns: list[NDArray[np.float32]] = []
    start = 0
    for size in sizes:
        if all(x.shape[1] <= start for x in logits):
            break
        known = [softmax(x[:, start : start + size]) for x in logits if x.shape[1] > start]
        columns.append(np.mean([k.astype(np.float32) for k in known], axis=0))
        start += size
    return np.concatenate(columns, axis=1).astype(np.float16)


def silver_windows(
    items: Sequence[tuple[str, Rows]], pieces: Pieces, rng: random.Random
) -> Iterator[Window]:
    """One pass over silver windows with fresh noise; each speaks for the heads it has."""
    for line, goal in items:
        labelled = [Unit(u.text, row, u.inner) for u, row in zip(read(line), goal, strict=True)]
        for run in fitted(noisy(labelled, rng), pieces, LENGTHS[-1]):
            yield window(run, pieces, heads_in(goal.shape[1]))


def heads_in(width: int) -> str:
    """The heads, joined by "+", whose labels stand side by side in so many columns."""
    widths = accumulate(len(labels) for labels in HEADS.values())
    return "+".join(h for h, w in zip(HEADS, widths, strict=True) if w <= width)
