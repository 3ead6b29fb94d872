"""The facts and entities of a document as list entries and table rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from persian_news_ie.document import Document
from persian_news_ie.export.summary import grouped
from persian_news_ie.facts import (
    Agreement,
    Amount,
    DateExpression,
    Event,
    Occurrence,
    Organization,
    Person,
    Place,
)
from persian_news_ie.view.cells import (
    chip,
    dated,
    flat,
    linked,
    listed,
    optional,
    optional_text,
    said,
    speaker,
    taking_part,
    to_text,
    why,
)
from persian_news_ie.view.labels import country, digits, jalali, label
from persian_news_ie.view.markup import Html, bdi, joined, ltr, tag

MOST_MENTIONS = 12  # links to mentions in one row


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its columns and rows, each with the id that links point to."""

    section: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Html, ...]], ...]


def _mentions(entity_id: str, mentions: Sequence[Occurrence], prefix: str) -> Html:
    words = dict.fromkeys(flat(m.text) for m in mentions)
    shown = listed(bdi(w) for w in list(words)[:MOST_MENTIONS])
    more = f" {label('page', 'more')}" if len(words) > MOST_MENTIONS else ""
    times = f"{digits(len(mentions))} {label('page', 'times')}"
    return joined([to_text(entity_id, times, prefix), tag("small", shown, more)], " ")


def people(people: Iterable[Person], prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each person."""
    for person in people:
        roles = listed(dict.fromkeys(bdi(flat(r.text)) for r in person.roles))
        yield person.id, (bdi(person.name), roles, _mentions(person.id, person.mentions, prefix))


def places(places: Iterable[Place], prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each place."""
    for place in places:
        where = ""
        if place.latitude is not None and place.longitude is not None:
            where = f"{place.latitude:.2f}, {place.longitude:.2f}"
        sides = (place.country, getattr(place, "neighbour", None))
        yield (
            place.id,
            (
                bdi(place.name),
                chip(label("places", place.kind), "place"),
                joined((bdi(country(side)) for side in sides if side), " – "),
                optional_text(place.province),
                optional_text(place.counterpart),
                ltr(where) if where else Html(),
                _mentions(place.id, place.mentions, prefix),
            ),
        )


def organizations(
    bodies: Iterable[Organization], prefix: str
) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each organisation."""
    for body in bodies:
        kind = chip(label("organizations", body.kind), "org")
        mentions = _mentions(body.id, body.mentions, prefix)
        yield body.id, (bdi(body.name), kind, optional_text(country(body.country or "")), mentions)


def agreements(facts: Iterable[Agreement], prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each agreement."""
    for fact in facts:
        yield (
            fact.id,
            (
                to_text(fact.id, label("agreements", fact.kind), prefix),
                chip(label("status", fact.status), f"status {fact.status}"),
                listed(linked(p, prefix) for p in fact.parties),
                listed(linked(p, prefix) for p in fact.signatories),
                optional(fact.subject, prefix),
                optional(fact.place, prefix),
                dated(fact.date),
                optional(fact.amount, prefix),
                why(fact),
            ),
        )


def events(facts: Iterable[Event], prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each event."""
    for fact in facts:
        yield (
            fact.id,
            (
                to_text(fact.id, label("events", fact.kind), prefix),
                chip(label("modality", fact.modality), f"modality {fact.modality}"),
                listed(taking_part(p, prefix) for p in fact.participants),
                optional(fact.position, prefix),
                optional(fact.place, prefix),
                dated(fact.date),
                why(fact),
            ),
        )


def quotes(doc: Document, prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each quote."""
    for number, quote in enumerate(doc.quotes, 1):
        yield (
            f"quote-{number}",
            (
                to_text(f"quote-{number}", label("quotes", quote.kind), prefix),
                speaker(quote, prefix),
                bdi(flat(quote.cue)),
                bdi(said(doc, quote)),
                why(quote),
            ),
        )


def dates(facts: Iterable[DateExpression], prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each date."""
    for number, day in enumerate(facts, 1):
        yield (
            f"date-{number}",
            (
                to_text(f"date-{number}", flat(day.text), prefix),
                optional_text(jalali(day.value)),
                ltr(day.value or "") if day.value else tag("i", label("page", "not_fixed")),
                bdi(label("precision", day.precision)),
                ltr(day.note) if day.note else Html(),
            ),
        )


def amounts(facts: Iterable[Amount], prefix: str) -> Iterator[tuple[str, tuple[Html, ...]]]:
    """A row for each amount."""
    for number, amount in enumerate(facts, 1):
        yield (
            f"amount-{number}",
            (
                to_text(f"amount-{number}", flat(amount.text), prefix),
                ltr(grouped(amount.value)),
                optional_text(amount.unit),
                bdi(label("amounts", amount.kind)),
            ),
        )


def tables(doc: Document, prefix: str) -> Iterator[Rows]:
    """Every table of a document that has rows."""
    named = "name"
    for section, columns, rows in (
        (
            "agreements",
            (
                "kind",
                "status",
                "parties",
                "signatories",
                "subject",
                "place",
                "date",
                "amount",
                "by",
            ),
            agreements(doc.agreements, prefix),
        ),
        (
            "events",
            ("kind", "modality", "participants", "position", "place", "date", "by"),
            events(doc.events, prefix),
        ),
        ("quotes", ("kind", "speaker", "cue", "quote", "by"), quotes(doc, prefix)),
        ("people", (named, "roles", "mentions"), people(doc.people, prefix)),
        (
            "places",
            (named, "kind", "country", "province", "counterpart", "coordinates", "mentions"),
            places(doc.places, prefix),
        ),
        (
            "organizations",
            (named, "kind", "country", "mentions"),
            organizations(doc.organizations, prefix),
        ),
        ("dates", ("text", "jalali", "iso", "precision", "note"), dates(doc.dates, prefix)),
        ("amounts", ("text", "value", "unit", "kind"), amounts(doc.amounts, prefix)),
    ):
        if listed_rows := tuple(rows):
            yield _narrowed(Rows(section, columns, listed_rows))


def _narrowed(table: Rows) -> Rows:
    """The table without columns in which nothing stands."""
    kept = [n for n in range(len(table.columns)) if any(cells[n] for _, cells in table.rows)]
    return Rows(
        table.section,
        tuple(table.columns[n] for n in kept),
        tuple((id, tuple(cells[n] for n in kept)) for id, cells in table.rows),
    )
