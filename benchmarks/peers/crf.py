"""python-crfsuite: a CRF over ordinary features, trained in the same run.

`python -m benchmarks.peers.crf CORPORA MODELS` trains one tagger a corpus and writes lines of JSON
with the labels that each gives to the test sentences.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.step import Given, Peer, Run, Step
from training.corpora import HEADS, Sentence, read_conll
from training.text import HALF_SPACE, tokens, units

SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100}  # c1 makes weights of zero: a small file
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s|\n")
AROUND = (-2, -1, 1, 2)


def shape(word: str) -> str:
    """What kind of signs a word is made of, runs counted once."""
    signs = ("9" if c.isdigit() else "x" if c.isalpha() else c for c in word)
    return re.sub(r"(.)\1+", r"\1", "".join(signs))


def features(words: Sequence[str]) -> list[list[str]]:
    """For each word: itself, its beginnings and ends, its shape, and the words around it."""
    shapes = [shape(word) for word in words]
    return [[*_own(word, shapes[i]), *_near(words, shapes, i)] for i, word in enumerate(words)]


def _own(word: str, its_shape: str) -> Iterator[str]:
    yield from ("bias", f"w={word}", f"shape={its_shape}", f"parts={word.count(HALF_SPACE)}")
    for length in (1, 2, 3, 4):
        if len(word) > length:
            yield f"begin={word[:length]}"
            yield f"end={word[-length:]}"


def _near(words: Sequence[str], shapes: Sequence[str], i: int) -> Iterator[str]:
    for step in AROUND:
        if 0 <= i + step < len(words):
            yield f"{step}w={words[i + step]}"
            yield f"{step}shape={shapes[i + step]}"
        else:
            yield f"{step}none"
    if i:
        yield f"pair={words[i - 1]} {words[i]}"


def words_of(sentence: Sentence, half_spaces: str) -> list[str]:
    """The folded words of a sentence, half-spaces `kept` or `removed`."""
    between = "" if half_spaces == "removed" else HALF_SPACE
    return [between.join(units(token)) for token in sentence.tokens]


def train(sentences: Sequence[Sentence], path: Path) -> None:
    """Train a CRF and write its model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        trainer.append(features(words_of(sentence, "kept")), sentence.labels)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def opened(path: Path) -> Any:
    """A trained tagger. Raises FileNotFoundError naming the cure."""
    import pycrfsuite

    if not path.exists():
        raise FileNotFoundError("not trained: name the corpora in PERSIAN_NEWS_IE_CORPORA")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def _names(given: Given) -> Run:
    tagger = opened(_model(given))

    def run(text: str) -> object:
        parts = (tokens(part) for part in SENTENCE_END.split(text))
        return [tagger.tag(features(words)) for words in parts if words]

    return run


def _model(given: Given) -> Path:
    return given.models / "crf-peyma.model"


def main() -> None:
    """Train on each corpus and say what the test sentences get."""
    corpora, models = map(Path, sys.argv[1:])
    for corpus in HEADS:
        path = models / f"crf-{corpus}.model"
        train(read_conll(corpora / "ner" / f"{corpus}.train.conll"), path)
        tagger = opened(path)
        test = read_conll(corpora / "ner" / f"{corpus}.test.conll")
        for half_spaces in ("kept", "removed"):
            labels = [tagger.tag(features(words_of(s, half_spaces))) for s in test]
            print(json.dumps({"corpus": corpus, "half_spaces": half_spaces, "labels": labels}))


PEER = Peer(
    "python-crfsuite",
    ("python-crfsuite==0.9.12",),
    (Step("names", "a label a word", _names, weights=lambda given: (_model(given),)),),
)

if __name__ == "__main__":
    main()
