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


@dataclass(frozen=True, slots=True)
class Stanza:
    """A stanza pipeline that splits sentences and tokens."""

    nlp: Any

    def run(self, docs: Sequence[Document]) -> Iterator[dict[str, object]]:
        """The layers `tokens` and `sentences` of each document."""
        for doc in docs:
            yield self._read(doc)

    def _read(self, doc: Document) -> dict[str, object]:
        spans: list[Span] = []
        bounds, lemmas = [], []
        text = doc.view.text
        read = self.nlp(text) if text.strip() else None
        for sentence in read.sentences if read else ():
            first = len(spans)
            for token in sentence.tokens:  # a multi-word token stands once, where it is written
                spans.append(Span(token.start_char, token.end_char))
                lemmas.append(token.words[0].lemma or token.text)
            if len(spans) > first:
                bounds.append(Span(first, len(spans)))
        return {"tokens": tokens_at(text, spans, lemmas), "sentences": tuple(bounds)}


def load(stanza_dir: str | Path | None = None, **options: Any) -> Backend:
    """stanza as a backend of the pipeline; `options` go to `stanza.Pipeline`."""
    processors = options.pop("processors", "tokenize")
    return Backend("stanza", Stanza(pipeline(stanza_dir, processors, **options)).run)
