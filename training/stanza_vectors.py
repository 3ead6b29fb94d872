"""Word vectors from raw news: positive mutual information in a few dimensions."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .corpora import RAW, MissingMaterialError, paragraphs
from .noise import LATIN_DIGITS
from .runtime import CORPORA, command, folder, parser, prepared
from .text import HALF_SPACE, tokens

REACH: Final = 5  # words to each side; nearer ones count more
CONTEXTS: Final = 6000  # words that count as context, the commonest
FLAT: Final = 0.75  # rare contexts count less than their information
LOST: Final = 0.15  # paragraphs that are read as typed without half-spaces
OUTSIDE: Final = -1

Floats = NDArray[np.float32]
Ids = NDArray[np.int32]


def main(argv: list[str] | None = None) -> None:
    """Write <work>/stanza/pretrain/news.pt, a pretrain file of stanza."""
    options = parser(__doc__)
    options.add_argument("--corpora", help="folder with text/*.txt[.xz]")
    options.add_argument("--words", type=int, default=32_000)
    options.add_argument("--size", type=int, default=96)
    args = options.parse_args(argv)
    prepared(args)
    lines = list(news(folder(args, CORPORA) / "text", random.Random(args.seed)))
    counts = Counter(word for line in lines for word in line)
    words = [word for word, _ in counts.most_common(args.words)]
    print(f"{counts.total():,} words read; the rarest kept stands {counts[words[-1]]} times")
    vectors = reduced(informed(met(numbered(lines, words), len(words))), args.size)
    save(args.work / "stanza" / "pretrain" / "news.pt", words, vectors)


def news(folder: Path, rng: random.Random) -> Iterator[list[str]]:
    """The words of each paragraph of raw news, lower-case, with Latin digits."""
    for name in RAW:
        file = next((f for f in sorted(folder.glob(f"{name}.txt*"))), None)
        if file is None:
            raise MissingMaterialError(
                f"{folder}/{name}.txt[.xz] is missing; see training/README.md"
            )
        for line in paragraphs(file):
            text = line.replace(HALF_SPACE, "") if rng.random() < LOST else line
            yield [word.translate(LATIN_DIGITS).lower() for word in tokens(text)]


def numbered(lines: list[list[str]], words: list[str]) -> Ids:
    """All words as numbers one after another, paragraphs further apart than the reach."""
    index = {word: i for i, word in enumerate(words)}
    gap = [OUTSIDE] * REACH
    found = [[*(index.get(word, OUTSIDE) for word in line), *gap] for line in lines]
    return np.fromiter((i for line in found for i in line), dtype=np.int32)


def met(ids: Ids, words: int) -> Floats:
    """How often each word [words, CONTEXTS] stands near each context."""
    contexts = min(CONTEXTS, words)
    counts = np.zeros(words * contexts, dtype=np.float32)
    for distance in range(1, REACH + 1):
        for word, context in ((ids[:-distance], ids[distance:]), (ids[distance:], ids[:-distance])):
            kept = (word >= 0) & (context >= 0) & (context < contexts)
            cells = word[kept].astype(np.int64) * contexts + context[kept]
            places, numbers = np.unique(cells, return_counts=True)
            counts[places] += numbers / np.float32(distance)
    return counts.reshape(words, contexts)


def informed(counts: Floats) -> Floats:
    """Positive mutual information, in place of the counts."""
    total = counts.sum()
    rows = counts.sum(1, keepdims=True) / total
    columns = counts.sum(0) ** FLAT
    columns /= columns.sum()
    counts /= total * np.maximum(rows, 1e-12)
    counts /= np.maximum(columns, 1e-12)
    np.log(np.maximum(counts, 1, out=counts), out=counts)
    return counts


def reduced(matrix: Floats, size: int) -> Tensor:
    """The rows in `size` dimensions, of length one on average."""
    left, values, _ = torch.svd_lowrank(torch.from_numpy(matrix), q=size + 16, niter=3)
    vectors = left[:, :size] * values[:size].sqrt()
    return vectors / vectors.norm(dim=1).mean()


def save(path: Path, words: list[str], vectors: Tensor) -> None:
    """Write a pretrain file; rows for stanza's own four units come first, zero."""
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    path.parent.mkdir(parents=True, exist_ok=True)
    rows = torch.cat([torch.zeros(len(VOCAB_PREFIX), vectors.shape[1]), vectors])
    vocab = PretrainedWordVocab(words)
    torch.save(
        {"vocab": vocab.state_dict(), "emb": rows}, path, _use_new_zipfile_serialization=False
    )
    print(f"{path}: {len(words):,} words, {vectors.shape[1]} dimensions")


if __name__ == "__main__":
    command(main)
