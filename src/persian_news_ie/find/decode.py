"""From a tagger's scores to labelled spans: the best sequence in which I-X follows B-X or I-X."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from persian_news_ie.aligned import Span

Scores = NDArray[np.float32]
Path = NDArray[np.intp]
FORBIDDEN: Final = np.float32(-1e9)


class Found(NamedTuple):
    """A labelled range of rows and the model's mean probability of its labels."""

    at: Span
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Tagset:
    """The labels of a tagger and which of them may follow which."""

    labels: tuple[str, ...]
    follows: NDArray[np.bool_]
    begins: NDArray[np.bool_]

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Tagset":
        """The BIO scheme over some labels."""
        inside = np.array([label.startswith("I-") for label in labels])
        kinds = np.array([label[2:] for label in labels])
        follows = ~inside[None, :] | (kinds[:, None] == kinds[None, :])
        return cls(tuple(labels), follows, ~inside)

    def paths(self, scores: Scores, sentences: Sequence[Span]) -> Path:
        """The best label of each row of `scores` [rows, labels], a sentence at a time.

        The best label of every row alone is the answer wherever it breaks no rule; only sentences
        in which it does are searched (Viterbi), all at once.
        """
        path: Path = scores.argmax(axis=1)
        if not len(path):
            return path
        broken = np.zeros(len(path) + 1, dtype=bool)
        broken[1:-1] = ~self.follows[path[:-1], path[1:]]
        starts = [s.start for s in sentences]
        broken[starts] = ~self.begins[path[starts]]
        wrong = [s for s in sentences if broken[s.start : s.stop].any()]
        if wrong:
            for span, best in zip(
                wrong, self.viterbi([scores[slice(*s)] for s in wrong]), strict=True
            ):
                path[slice(*span)] = best
        return path

    def viterbi(self, sentences: Sequence[Scores]) -> Iterator[Path]:
        """The best allowed label sequence of each matrix [words, labels]."""
        lengths = [len(s) for s in sentences]
        padded = np.zeros((len(sentences), max(lengths), len(self.labels)), dtype=np.float32)
        for i, matrix in enumerate(sentences):
            padded[i, : len(matrix)] = matrix
        cost = np.where(self.follows, np.float32(0), FORBIDDEN)
        best = padded[:, 0] + np.where(self.begins, np.float32(0), FORBIDDEN)
        sums, back = [best], []
        for step in range(1, padded.shape[1]):
            reach = best[:, :, None] + cost
            back.append(reach.argmax(axis=1))
            best = reach.max(axis=1) + padded[:, step]
            sums.append(best)
        for i, length in enumerate(lengths):
            path = np.empty(length, dtype=np.intp)
            path[-1] = sums[length - 1][i].argmax()
            for step in range(length - 2, -1, -1):
                path[step] = back[step][i, path[step + 1]]
            yield path

    def spans(
        self, scores: Scores, sentences: Sequence[Span], temperature: float = 1.0
    ) -> Iterator[Found]:
        """The labelled ranges of rows, each with its probability, in order."""
        path = self.paths(scores, sentences)
        if not (path != 0).any():
            return
        sure = _probabilities(scores / np.float32(temperature), path)
        for sentence in sentences:
            for at in self._runs(path, sentence):
                kind = self.labels[path[at.start]][2:]
                yield Found(at, kind, round(float(sure[slice(*at)].mean()), 4))

    def _runs(self, path: Path, sentence: Span) -> Iterator[Span]:
        """The ranges of rows of a sentence that one name covers."""
        names = [self.labels[i] for i in path[slice(*sentence)]]
        open_at = -1
        for i, name in enumerate([*names, "O"]):
            if open_at >= 0 and not name.startswith("I-"):
                yield Span(sentence.start + open_at, sentence.start + i)
                open_at = -1
            if name.startswith("B-"):
                open_at = i


def _probabilities(scores: Scores, path: Path) -> Scores:
    """The softmax probability of the label chosen in each row."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    chosen: Scores = shifted[np.arange(len(path)), path] / shifted.sum(axis=1)
    return chosen
