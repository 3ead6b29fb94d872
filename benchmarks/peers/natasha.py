"""Natasha: the Russian toolkit whose shape is nearest to ours, on Russian news."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.step import Given, Peer, Run, Step


def _names(_: Given) -> Run:
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def run(text: str) -> Any:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return doc.spans

    return run


def _everything(_: Given) -> Run:
    import natasha as n

    vectors, segmenter, vocabulary = n.NewsEmbedding(), n.Segmenter(), n.MorphVocab()
    morph, syntax = n.NewsMorphTagger(vectors), n.NewsSyntaxParser(vectors)
    tagger, names = n.NewsNERTagger(vectors), n.NamesExtractor(vocabulary)
    dates, money = n.DatesExtractor(vocabulary), n.MoneyExtractor(vocabulary)

    def run(text: str) -> Any:
        doc = n.Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        for token in doc.tokens:
            token.lemmatize(vocabulary)
        doc.parse_syntax(syntax)
        doc.tag_ner(tagger)
        for span in doc.spans:
            span.normalize(vocabulary)
            if span.type == n.PER:
                span.extract_fact(names)
        return doc, list(dates(text)), list(money(text))

    return run


def _files(patterns: Sequence[str]) -> Iterable[Path]:
    import natasha

    data = Path(natasha.__file__).parent / "data"
    return [path for pattern in patterns for path in data.glob(pattern)]


PEER = Peer(
    "natasha",
    ("natasha==1.6.0", "setuptools==65.5.0"),
    (
        Step(
            "names",
            "names with offsets",
            _names,
            weights=lambda _: _files(["emb/*.tar", "model/*_ner_*.tar"]),
        ),
        Step(
            "everything",
            "lemmas, syntax, names in parts, dates, money",
            _everything,
            weights=lambda _: _files(["emb/*.tar", "model/*.tar"]),
        ),
    ),
    language="ru",
)
