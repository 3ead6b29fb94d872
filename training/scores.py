"""Decoding labels and counting what was found: strict entity-level precision, recall, F1."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind: found and right, found, in the gold."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(1, self.found + self.gold)


def forbidden(labels: Sequence[str]) -> Floats:
    """What moving from one label to another costs: 0 where BIO allows it, minus infinity else."""
    cost = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            for i, before in enumerate(labels):
                if before[2:] != after[2:]:
                    cost[i, j] = -np.inf
    return cost


def viterbi(logits: Floats, labels: Sequence[str]) -> list[str]:
    """The best label sequence that BIO allows for logits [words, labels]."""
    if not len(logits):
        return []
    cost = forbidden(labels)
    starts = np.array([-np.inf if x.startswith("I-") else 0.0 for x in labels], dtype=np.float32)
    best = logits[0] + starts
    back = []
    for row in logits[1:]:
        ways = best[:, None] + cost
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [labels[i] for i in reversed(path)]


def entities(labels: Iterable[str]) -> set[Entity]:
    """Half-open word ranges with their kind."""
    found: set[Entity] = set()
    start, kind, stop = 0, "", 0
    for stop, label in enumerate([*labels, "O"]):
        if label[2:] != kind or label.startswith("B-"):
            if kind:
                found.add((start, stop, kind))
            start, kind = stop, label[2:]
    return found


def strict(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, Score]:
    """Scores per kind and for "all" from (gold labels, found labels) of each sentence."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for truth, guess in pairs:
        t, g = entities(truth), entities(guess)
        for counter, items in ((right, t & g), (found, g), (gold, t)):
            for _, _, kind in items:
                counter.update((kind, "all"))
    kinds = sorted(set(gold) | set(found), key=lambda k: (k == "all", k))
    return {k: Score(right[k], found[k], gold[k]) for k in kinds}
