"""Names from a stanza NER model of the user's own (extra `stanza`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persian_news_ie.document import Document, Mention
from persian_news_ie.text.stanza import pipeline

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
        for doc in docs:
            yield tuple(self._mentions(doc))

    def _mentions(self, doc: Document) -> Iterator[Mention]:
        text = doc.view.text
        for found in self.nlp(text).ents if text.strip() else ():
            label = LABELS.get(found.type)
            at = doc.tokens.within(found.start_char, found.end_char)
            if label and at.start < at.stop:
                yield doc.mention(label, at, "model:stanza", score=SCORE)
