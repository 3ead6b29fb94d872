"""Names from a stanza NER model of the user's own (extra `stanza`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persian_news_ie.document import Document, Mention
from persian_news_ie.text.stanza import pipeline, read

# Labels of the Persian corpora that stanza models are trained on.
LABELS = {
    "PER": "PERSON",
    "pers": "PERSON",
    "LOC": "PLACE",
    "loc": "PLACE",
    "fac": "PLACE",
    "GPE": "PLACE",
    "ORG": "ORG",
    "org": "ORG",
}
SCORE = 0.9  # stanza gives no score per entity


@dataclass(frozen=True, slots=True)
class StanzaNames:
    """A stanza pipeline that tags names."""

    nlp: Any

    @classmethod
    def load(cls, stanza_dir: str | Path | None = None, **options: Any) -> "StanzaNames":
        """The NER model of a folder; nothing is downloaded. Raises ImportError or InputError."""
        return cls(pipeline(stanza_dir, options.pop("processors", "tokenize,ner"), **options))

    def run(self, docs: Sequence[Document]) -> Iterator[tuple[Mention, ...]]:
        """The named people, places and organisations of each document, as candidates."""
        for doc, lines in zip(docs, read(self.nlp, docs), strict=True):
            yield tuple(self._mentions(doc, lines))

    def _mentions(self, doc: Document, lines: Sequence[tuple[int, Any]]) -> Iterator[Mention]:
        for offset, found in ((at, entity) for at, result in lines for entity in result.ents):
            label = LABELS.get(found.type)
            at = doc.tokens.within(offset + found.start_char, offset + found.end_char)
            if label and at.start < at.stop:
                yield doc.mention(label, at, "model:stanza", score=SCORE)
