"""Names: strict entity-level F1 of the shipped taggers and of a CRF trained in the same run.

`PERSIAN_NEWS_IE_CORPORA` names the folder of corpora (see training/README.md). The taggers are read
as the library reads them, on the corpora's own words; the CRF is trained on the training part.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.peers.crf import PEER as CRF
from benchmarks.peers.crf import words_of
from benchmarks.peers.environments import BUILD, BuildError, built, surroundings
from benchmarks.texts import HOME
from persian_news_ie.aligned import Aligned, Span
from persian_news_ie.article import Article
from persian_news_ie.document import Document
from persian_news_ie.find.decode import Tagset
from persian_news_ie.find.models import folder
from persian_news_ie.find.names import Names
from persian_news_ie.text.normalize import fold
from persian_news_ie.text.tokens import Tokens
from training.corpora import HEADS, MissingMaterialError, Sentence, located, read_conll
from training.scores import strict

MODELS = ("accurate", "fast")
CORPORA = tuple(HEADS)
SECOND_OUTPUT = {"parstwiner": "social"}  # a corpus with labels of its own has a head of its own
TOGETHER = 5  # sentences a text, as in the models' cards
HALF_SPACES = ("kept", "removed")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"

Labels = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Strict F1 in percent of one system on one corpus, by kind and of all."""

    system: str
    corpus: str
    half_spaces: str
    f1: dict[str, float]


def scores() -> list[Score]:
    """All systems on all test sets; what cannot be judged is named on standard error."""
    found: list[Score] = []
    try:
        corpora = located(None, "PERSIAN_NEWS_IE_CORPORA", "the folder of corpora")
        found += _taggers(corpora)
        found += _crf(corpora)
    except (MissingMaterialError, BuildError, subprocess.CalledProcessError) as error:
        print(f"names: {error}", file=sys.stderr)
    return found


def _test(corpora: Path, corpus: str) -> Sequence[Sentence]:
    return read_conll(corpora / "ner" / f"{corpus}.test.conll")


def _score(
    system: str, corpus: str, half_spaces: str, sentences: Sequence[Sentence], labels: Labels
) -> Score:
    found = strict((s.labels, guess) for s, guess in zip(sentences, labels, strict=True))
    f1 = {kind: round(100 * score.f1, 1) for kind, score in found.items()}
    print(f"names: {system}, {corpus}, half-spaces {half_spaces}: {f1['all']}", file=sys.stderr)
    return Score(system, corpus, half_spaces, f1)


def _taggers(corpora: Path) -> Iterator[Score]:
    for model in MODELS:
        for corpus in CORPORA:
            names, sentences = _tagger(model, corpus), _test(corpora, corpus)
            for half_spaces in HALF_SPACES:
                labels = list(_labels(names, sentences, half_spaces))
                yield _score(model, corpus, half_spaces, sentences, labels)


def _tagger(model: str, corpus: str) -> Names:
    """A shipped tagger with the output that has the labels of a corpus."""
    names = Names.load(model, threads=1)
    if output := SECOND_OUTPUT.get(corpus):
        card = json.loads((folder(model) / "card.json").read_text(encoding="utf-8"))
        labels = tuple(card["more_outputs"][output])
        names.card = replace(names.card, output=output, labels=labels)
        names.tags = Tagset.of(labels)
    return names


def _labels(names: Names, sentences: Sequence[Sentence], half_spaces: str) -> Iterator[list[str]]:
    """The labels that a tagger gives to the words of each sentence."""
    starts = range(0, len(sentences), TOGETHER)
    docs = [document(sentences[start : start + TOGETHER], half_spaces) for start in starts]
    for doc, table in zip(docs, names.scores(docs), strict=True):
        labels = ["O"] * len(doc.tokens)
        for at, kind, _ in names.tags.spans(table, doc.sentences):
            labels[slice(*at)] = [f"B-{kind}", *[f"I-{kind}"] * (at.stop - at.start - 1)]
        yield from (labels[slice(*span)] for span in doc.sentences)


def document(sentences: Sequence[Sentence], half_spaces: str) -> Document:
    """A document whose tokens are the words of a corpus."""
    words = (word for sentence in sentences for word in words_of(sentence, half_spaces))
    norms = [fold(word).text or UNREADABLE for word in words]
    text = " ".join(norms)
    starts, stops, bounds = [], [], []
    at = first = 0
    for norm in norms:
        starts.append(at)
        stops.append(at + len(norm))
        at += len(norm) + 1
    for sentence in sentences:
        bounds.append(Span(first, first + len(sentence.tokens)))
        first = bounds[-1].stop
    return Document(
        Article(text, title=None, lead=None, body=Span(0, len(text))),
        Aligned.same(text, text),
        tokens=Tokens(starts, stops, norms, norms),
        sentences=tuple(bounds),
    )


def _crf(corpora: Path) -> Iterator[Score]:
    """A CRF for each corpus, trained now, in its own environment."""
    python = built(CRF.name, CRF.requirements)
    command = [str(python), "-m", "benchmarks.peers.crf", str(corpora), str(BUILD)]
    out = subprocess.check_output(command, cwd=HOME, env=surroundings(), text=True)
    for line in out.splitlines():
        found = json.loads(line)
        sentences = _test(corpora, found["corpus"])
        yield _score(CRF.name, found["corpus"], found["half_spaces"], sentences, found["labels"])
