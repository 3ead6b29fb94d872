"""stanza's tokenizer, with our offsets (extra `stanza`); models from a local folder only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.text.align import tokens_at
from persian_news_ie.text.backends import Backend

CURE = 'stanza is not installed ({}); pip install "persian-news-ie[stanza]"'


def pipeline(folder: str | Path | None, processors: str, **options: Any) -> Any:
    """A stanza pipeline for Persian from a folder of models; nothing is downloaded.

    Raises ImportError with the cure if stanza is missing, InputError if the folder has no models.
    """
    try:
        import stanza
    except ImportError as error:
        raise ImportError(CURE.format(error)) from None
    folder = folder or "stanza_resources"
    try:
        return stanza.Pipeline(
            "fa",
            dir=str(folder),
            processors=processors,
            download_method=None,
            verbose=False,
            **options,
        )
    except Exception as error:  # stanza raises several kinds for missing or broken models
        raise InputError(
            f"stanza cannot load {processors} for fa from {folder}: {error}; "
            'give the folder of your models, for example stanza_dir="stanza_resources"'
        ) from None


def read(nlp: Any, docs: Sequence[Document]) -> Iterator[list[tuple[int, Any]]]:
    """What stanza reads in each document: for each line that is not blank, its offset and result.

    A line break ends a sentence, which stanza would only see at a blank line; all lines of all
    documents are read at once, which is many times faster than one by one.
    """
    lines = [list(_lines(doc.view.text)) for doc in docs]
    texts = [line for found in lines for _, line in found]
    results = iter(nlp.bulk_process(texts) if texts else ())
    for found in lines:
        yield [(offset, next(results)) for offset, _ in found]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, line
        offset += len(line) + 1


@dataclass(frozen=True, slots=True)
class Stanza:
    """A stanza pipeline that splits sentences and tokens."""

    nlp: Any

    def run(self, docs: Sequence[Document]) -> Iterator[dict[str, object]]:
        """The layers `tokens` and `sentences` of each document."""
        for doc, lines in zip(docs, read(self.nlp, docs), strict=True):
            yield self._layers(doc.view.text, lines)

    def _layers(self, text: str, lines: Sequence[tuple[int, Any]]) -> dict[str, object]:
        spans: list[Span] = []
        bounds, lemmas = [], []
        for offset, sentence in ((at, one) for at, result in lines for one in result.sentences):
            first = len(spans)
            for token in sentence.tokens:  # a multi-word token stands once, where it is written
                spans.append(Span(offset + token.start_char, offset + token.end_char))
                lemmas.append(token.words[0].lemma or token.text)
            if len(spans) > first:
                bounds.append(Span(first, len(spans)))
        return {"tokens": tokens_at(text, spans, lemmas), "sentences": tuple(bounds)}


def load(stanza_dir: str | Path | None = None, **options: Any) -> Backend:
    """stanza as a backend of the pipeline; `options` go to `stanza.Pipeline`."""
    processors = options.pop("processors", "tokenize")
    return Backend("stanza", Stanza(pipeline(stanza_dir, processors, **options)).run)
