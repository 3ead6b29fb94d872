"""hazm's sentence splitter, tokenizer and lemmatizer, with our offsets (extra `hazm`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.pipeline import each
from persian_news_ie.text.align import align, tokens_at
from persian_news_ie.text.backends import Backend


@dataclass(frozen=True, slots=True)
class Hazm:
    """The three functions of hazm that are used."""

    split: Callable[[str], Sequence[str]]
    tokenize: Callable[[str], Sequence[str]]
    lemmatize: Callable[[str], str]

    def read(self, doc: Document) -> dict[str, object]:
        """The layers `tokens` and `sentences` of a document; a line break ends a sentence."""
        text, offset = doc.view.text, 0
        spans: list[Span] = []
        bounds: list[Span] = []
        for line in text.split("\n"):
            for part in align(line, self.split(line)) if line.strip() else ():
                first = len(spans)
                sentence = line[part.start : part.stop]
                at = offset + part.start
                spans += [Span(at + s, at + e) for s, e in align(sentence, self.tokenize(sentence))]
                if len(spans) > first:
                    bounds.append(Span(first, len(spans)))
            offset += len(line) + 1
        lemmas = [self.lemmatize(text[s.start : s.stop]) for s in spans]
        return {"tokens": tokens_at(text, spans, lemmas), "sentences": tuple(bounds)}


def load() -> Backend:
    """hazm as a backend of the pipeline. Raises ImportError with the cure if it is missing."""
    try:
        from hazm import Lemmatizer, SentenceTokenizer, WordTokenizer
    except ImportError as error:
        raise ImportError(
            f'hazm is not installed ({error}); pip install "persian-news-ie[hazm]"'
        ) from None
    words = WordTokenizer(join_verb_parts=False)
    hazm = Hazm(SentenceTokenizer().tokenize, words.tokenize, Lemmatizer().lemmatize)
    return Backend("hazm", each(hazm.read))
