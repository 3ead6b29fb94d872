"""Training windows from annotated sentences: swapped names, noise, context."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from .corpora import HEADS, Sentence
from .noise import noisy, sentence_units
from .swaps import Names, swapped
from .windows import Pieces, Window, packed


def gold_windows(
    sentences: Sequence[Sentence], head: str, names: Names, pieces: Pieces, rng: random.Random
) -> Iterator[Window]:
    """One pass over a corpus in its own order, so that windows hold real context."""
    index = {label: i for i, label in enumerate(HEADS[head])}
    texts = (noisy(sentence_units(swapped(s, names, rng), index), rng) for s in sentences)
    yield from packed(texts, pieces, head, rng)


def mixed(
    corpora: Mapping[str, Sequence[Sentence]], names: Names, pieces: Pieces, rng: random.Random
) -> Iterator[Window]:
    """One pass over all corpora; each trains the head of its name."""
    for head, sentences in corpora.items():
        yield from gold_windows(sentences, head, names, pieces, rng)


def endless_mixed(
    corpora: Mapping[str, Sequence[Sentence]], names: Names, pieces: Pieces, rng: random.Random
) -> Iterator[Window]:
    """Pass after pass, each with other names, noise and window borders."""
    for _ in count():
        yield from mixed(corpora, names, pieces, rng)
