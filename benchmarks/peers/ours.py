"""What this package does of the same steps, installed as users install it."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers.step import Given, Peer, Run, Step
from benchmarks.texts import HOME

if TYPE_CHECKING:
    from persian_news_ie.document import Document

WORDS = ("text", "lexicon", "words")  # the stages before every finder


def _normalize(_: Given) -> Run:
    from persian_news_ie.text.normalize import fold

    return fold


def _tokenize(_: Given) -> Run:
    from persian_news_ie.text.builtin import tokenize
    from persian_news_ie.text.normalize import fold

    return lambda text: tokenize(fold(text).text)


def _read_by(stages: Sequence[str], names: str | None = None) -> Run:
    """Some stages of the pipeline from the bare text on."""
    import persian_news_ie as pni
    from persian_news_ie.aligned import Span
    from persian_news_ie.article import Article
    from persian_news_ie.document import Document
    from persian_news_ie.pipeline import fold
    from persian_news_ie.text.normalize import fold as view_of

    nlp = pni.load(names=names, threads=1)
    chosen = [stage for stage in nlp.stages if stage.name in stages]

    def run(text: str) -> "list[Document]":
        article = Article(text, title=None, lead=None, body=Span(0, len(text)))
        return fold([Document(article, view_of(text))], chosen)

    return run


def _dates(_: Given) -> Run:
    return _read_by((*WORDS, "dates", "settle", "date values"))


def _gazetteer(_: Given) -> Run:
    return _read_by((*WORDS, "gazetteer"))


def _names(model: str, _: Given) -> Run:
    return _read_by(("text", "names"), model)


def _everything(model: str | None, _: Given) -> Run:
    import persian_news_ie as pni

    nlp = pni.load(names=model, threads=1)
    return lambda text: nlp(text).to_json()


def _weights(model: str, _: Given) -> Iterable[Path]:
    from persian_news_ie.find.models import folder

    return [folder(model) / "model.onnx", folder(model) / "tokenizer.json"]


def _with_tagger(model: str) -> tuple[Step, Step]:
    weights = partial(_weights, model)
    facts = "people, places, roles, agreements, events, quotes, dates; JSON"
    return (
        Step("names", "names with offsets and scores", partial(_names, model), model, weights),
        Step("everything", facts, partial(_everything, model), model, weights),
    )


PEER = Peer(
    "persian-news-ie",
    (str(HOME),),
    (
        Step("normalise", "letters, digits, spaces, with offsets into the source", _normalize),
        Step("tokenise", "words with offsets and keys, affixes joined; folding too", _tokenize),
        Step("dates", "spans with values, from the bare text on", _dates),
        Step("gazetteer", "spans with records, blind to spelling; all word lists", _gazetteer),
        *_with_tagger("accurate"),
        *_with_tagger("fast"),
        Step(
            "everything",
            "the same by rules and tables alone",
            partial(_everything, None),
            how="no tagger",
        ),
    ),
)
