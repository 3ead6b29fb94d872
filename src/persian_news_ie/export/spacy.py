"""A spaCy component: entities, span groups and the whole document at `doc._.news`."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from persian_news_ie.batches import batches
from persian_news_ie.document import Document
from persian_news_ie.export.restore import from_dict
from persian_news_ie.facts import Entity

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans
except ImportError:
    raise ImportError('the spaCy component needs: pip install "persian-news-ie[spacy]"') from None

KEY = "persian_news_ie"  # where the JSON of a document is kept, so that a Doc can be stored
NAMES = frozenset(("name", "surname"))  # mentions that are entities of a Doc; pronouns are not
ENTITIES = ("people", "places", "organizations")
LABELS = {"people": "PERSON", "places": "LOC", "organizations": "ORG", "dates": "DATE"}
AMOUNTS = {"money": "MONEY", "percent": "PERCENT", "quantity": "QUANTITY", "count": "CARDINAL"}


def make_component(
    nlp: Language, name: str, names: str | None, tokens: str, reference_date: str | None
) -> "News":
    """The component for `nlp.add_pipe("persian_news_ie")`; the options are those of `load`."""
    return News(names, tokens, reference_date)


Language.factory(
    KEY,
    default_config={"names": "default", "tokens": "builtin", "reference_date": None},
    assigns=["doc.ents", "doc.spans", "doc._.news"],
    func=make_component,
)


class News:
    """Reads each Doc's text and adds what it finds.

    `doc.ents` gets PERSON, LOC, ORG, DATE, MONEY, PERCENT, QUANTITY and CARDINAL, with the id of
    the entity as `kb_id_`, beside what other components set. `doc.spans` gets people, places,
    organizations (all mentions, pronouns too), dates, amounts, agreements, parties, events,
    participants and quotes: the kind, status or role is the label. `doc._.news` is the Document.
    """

    def __init__(self, names: str | None, tokens: str, reference_date: str | None) -> None:
        from persian_news_ie.nlp import load

        self.read = load(names=names, tokens=tokens)
        self.reference_date = reference_date
        if not Doc.has_extension("news"):
            Doc.set_extension("news", getter=news)

    def __call__(self, doc: Doc) -> Doc:
        """One Doc with what was found."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32, **_: Any) -> Iterator[Doc]:
        """Many Docs, a batch at a time."""
        for docs in batches(stream, batch_size):
            yield from map(_filled, docs, self._found([doc.text for doc in docs]))

    def _found(self, texts: list[str]) -> Iterable[Document]:
        if self.reference_date is None:
            return self.read.pipe(texts, batch_size=len(texts))
        return [self.read(text, reference_date=self.reference_date) for text in texts]


def news(doc: Doc) -> Document | None:
    """The Document of a Doc, if the component has read it."""
    plain = doc.user_data.get(KEY)
    return _restored(doc.text, plain) if plain is not None else None


@lru_cache(maxsize=64)
def _restored(text: str, plain: str) -> Document:
    return from_dict(json.loads(plain), text)


def _filled(doc: Doc, found: Document) -> Doc:
    doc.user_data[KEY] = found.to_json()
    groups = {name: list(_mentions(doc, name, getattr(found, name))) for name in ENTITIES}
    groups["dates"] = _spans(doc, ((d.start, d.stop, "DATE", "") for d in found.dates))
    groups["amounts"] = _spans(
        doc, ((a.start, a.stop, AMOUNTS.get(a.kind, "CARDINAL"), "") for a in found.amounts)
    )
    groups |= dict(_facts(doc, found))
    for name, spans in groups.items():
        doc.spans[name] = spans
    named = [span for name in ENTITIES for span in groups[name] if span.id_ in NAMES]
    doc.ents = filter_spans([*doc.ents, *named, *groups["dates"], *groups["amounts"]])
    return doc


def _mentions(doc: Doc, group: str, entities: Iterable[Entity]) -> Iterator[Span]:
    for entity in entities:
        for m in entity.mentions:
            span = _span(doc, m.start, m.stop, LABELS[group], entity.id)
            if span is not None:
                span.id_ = m.kind
                yield span


def _facts(doc: Doc, found: Document) -> Iterator[tuple[str, list[Span]]]:
    groups = {
        "agreements": [
            (m.start, m.stop, f.status, f.id) for f in found.agreements for m in f.mentions
        ],
        "parties": [
            (p.start, p.stop, "party", p.entity or "") for f in found.agreements for p in f.parties
        ],
        "events": [(m.start, m.stop, f.kind, f.id) for f in found.events for m in f.mentions],
        "participants": [
            (p.start, p.stop, p.role, p.entity or "") for f in found.events for p in f.participants
        ],
        "quotes": [(q.start, q.stop, q.kind, "") for q in found.quotes],
    }
    for name, parts in groups.items():
        yield name, _spans(doc, parts)


def _spans(doc: Doc, found: Iterable[tuple[int, int, str, str]]) -> list[Span]:
    spans = (_span(doc, *one) for one in found)
    return [span for span in spans if span is not None]


def _span(doc: Doc, start: int, stop: int, label: str, id: str) -> Span | None:
    """The tokens that hold a range of the text: half a token makes it the whole."""
    return doc.char_span(start, stop, label=label, kb_id=id, alignment_mode="expand")
