"""The tables that documents make: their columns and what a row of each holds."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from persian_news_ie.document import Document
from persian_news_ie.facts import Agreement, DateSlot, Entity, Event, Slot, Speaker

Row = dict[str, Any]

KEY = ("document:int64", "article_id:string")
SPAN = ("start:int64", "stop:int64")
FOUND = ("mentions:int64", *SPAN)
WHEN = ("date:string", "date_value:string")
WHERE = ("place:string", "place_id:string", *WHEN)
WHY = ("score:double", "by:string")
WHO = ("text:string", "entity_id:string", *SPAN)
# Every table and its columns, as name:type. `document` counts the documents from 0.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "title:string",
        "published:timestamp",
        "source:string",
        "code:string",
        "url:string",
        "tags:strings",
    ),
    "people": ("id:string", "name:string", *FOUND),
    "roles": (
        "person_id:string",
        "person:string",
        "text:string",
        "title:string",
        "of:string",
        "status:string",
        *WHEN,
        *SPAN,
        "by:string",
    ),
    "places": (
        "id:string",
        "name:string",
        "kind:string",
        "country:string",
        "province:string",
        "latitude:double",
        "longitude:double",
        "counterpart:string",
        "neighbour:string",
        "geonames:string",
        *FOUND,
    ),
    "organizations": (
        "id:string",
        "name:string",
        "kind:string",
        "parent:string",
        "branch_of:string",
        "place:string",
        "country:string",
        *FOUND,
    ),
    "mentions": ("entity_id:string", "text:string", "kind:string", *SPAN, *WHY),
    "agreements": (
        "id:string",
        "kind:string",
        "status:string",
        "modality:string",
        "parties:strings",
        "party_ids:strings",
        "signatories:strings",
        "subject:string",
        *WHERE,
        "amount:string",
        *FOUND,
        *WHY,
    ),
    "parties": ("agreement_id:string", *WHO),
    "events": (
        "id:string",
        "kind:string",
        "modality:string",
        "participants:strings",
        "position:string",
        *WHERE,
        *FOUND,
        *WHY,
    ),
    "participants": ("event_id:string", "role:string", *WHO),
    "quotes": (
        "kind:string",
        "speaker:string",
        "speaker_id:string",
        "cue:string",
        "text:string",
        *SPAN,
        *WHY,
    ),
    "dates": (
        "text:string",
        "value:string",
        "calendar:string",
        "precision:string",
        "note:string",
        *SPAN,
    ),
    "amounts": ("text:string", "value:string", "unit:string", "kind:string", *SPAN),
}


def columns(table: str) -> Iterator[tuple[str, str]]:
    """The columns of a table with their types, those that every table has first."""
    for column in (*KEY, *COLUMNS[table]):
        name, _, kind = column.partition(":")
        yield name, kind


def rows(doc: Document, number: int = 0) -> dict[str, list[Row]]:
    """The rows of one document for every table; `number` is its place among the documents."""
    key = {"document": number, "article_id": doc.article.id}
    return {
        table: [{name: _storable(value) for name, value in (row | key).items()} for row in made]
        for table, made in ((table, make(doc)) for table, make in TABLES.items())
    }


def _storable(value: Any) -> Any:
    """A value without halves of characters, which no table can store."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    return [_storable(item) for item in value] if isinstance(value, list) else value


def _row(table: str, record: object, **more: Any) -> Row:
    """What a record has for the columns of a table, and what it is told besides."""
    return {
        name: more[name] if name in more else getattr(record, name, None)
        for name, _ in columns(table)
    }


def _found(entity: Entity) -> Row:
    first = entity.mentions[0] if entity.mentions else None
    return {
        "mentions": len(entity.mentions),
        "start": first.start if first else None,
        "stop": first.stop if first else None,
    }


def _words(slot: Slot | DateSlot | Speaker | None) -> str | None:
    return slot.text if slot else None


def _when(date: DateSlot | None) -> Row:
    return {"date": _words(date), "date_value": date.value if date else None}


def _fact(fact: Agreement | Event) -> Row:
    return {
        "place": _words(fact.place),
        "place_id": fact.place.entity if fact.place else None,
        **_when(fact.date),
        "mentions": len(fact.mentions),
    }


def _entities(doc: Document) -> Iterable[Entity]:
    return chain[Entity](doc.people, doc.places, doc.organizations)


def _articles(doc: Document) -> Iterator[Row]:
    yield _row("articles", doc.article, tags=list(doc.article.tags))


def _people(doc: Document) -> Iterator[Row]:
    return (_row("people", p, **_found(p)) for p in doc.people)


def _roles(doc: Document) -> Iterator[Row]:
    for person in doc.people:
        for role in person.roles:
            yield _row("roles", role, person_id=person.id, person=person.name, **_when(role.date))


def _places(doc: Document) -> Iterator[Row]:
    for place in doc.places:
        yield _row("places", place, geonames=place.refs.get("geonames"), **_found(place))


def _organizations(doc: Document) -> Iterator[Row]:
    return (_row("organizations", body, **_found(body)) for body in doc.organizations)


def _mentions(doc: Document) -> Iterator[Row]:
    for entity in _entities(doc):
        for mention in entity.mentions:
            yield _row("mentions", mention, entity_id=entity.id)


def _agreements(doc: Document) -> Iterator[Row]:
    for fact in doc.agreements:
        yield _row(
            "agreements",
            fact,
            parties=[p.text for p in fact.parties],
            party_ids=[p.entity for p in fact.parties],
            signatories=[p.text for p in fact.signatories],
            subject=_words(fact.subject),
            amount=_words(fact.amount),
            **_fact(fact),
        )


def _parties(doc: Document) -> Iterator[Row]:
    for fact in doc.agreements:
        for who in fact.parties:
            yield _row("parties", who, agreement_id=fact.id, entity_id=who.entity)


def _events(doc: Document) -> Iterator[Row]:
    for fact in doc.events:
        people = [p.text for p in fact.participants]
        position = _words(fact.position)
        yield _row("events", fact, participants=people, position=position, **_fact(fact))


def _participants(doc: Document) -> Iterator[Row]:
    for fact in doc.events:
        for who in fact.participants:
            yield _row("participants", who, event_id=fact.id, entity_id=who.entity)


def _quotes(doc: Document) -> Iterator[Row]:
    for quote in doc.quotes:
        yield _row(
            "quotes",
            quote,
            speaker=_words(quote.speaker),
            speaker_id=quote.speaker.entity if quote.speaker else None,
            text=doc.article.text[quote.start : quote.stop],
        )


def _dates(doc: Document) -> Iterator[Row]:
    return (_row("dates", day) for day in doc.dates)


def _amounts(doc: Document) -> Iterator[Row]:
    return (_row("amounts", amount) for amount in doc.amounts)


TABLES: dict[str, Callable[[Document], Iterator[Row]]] = {
    "articles": _articles,
    "people": _people,
    "roles": _roles,
    "places": _places,
    "organizations": _organizations,
    "mentions": _mentions,
    "agreements": _agreements,
    "parties": _parties,
    "events": _events,
    "participants": _participants,
    "quotes": _quotes,
    "dates": _dates,
    "amounts": _amounts,
}
