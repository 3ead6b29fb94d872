"""A document as a page of plain text, safe to read in a terminal in both directions."""

from collections.abc import Callable, Iterable, Iterator
from textwrap import shorten
from typing import TypeVar

from persian_news_ie.document import Document
from persian_news_ie.facts import (
    Agreement,
    Amount,
    BorderCrossing,
    DateExpression,
    DateSlot,
    Event,
    Organization,
    Participant,
    Person,
    Place,
    Slot,
)

T = TypeVar("T")

ISOLATE, POP = "\u2068", "\u2069"  # Persian keeps its direction, the line keeps its own
WIDTH = 90  # longest quotation, in characters


def isolated(text: str) -> str:
    """Text on one line, wrapped so that its direction does not move what stands around it."""
    return f"{ISOLATE}{' '.join(text.split())}{POP}"


def _quoted(text: str) -> str:
    return isolated(shorten(text, WIDTH, placeholder=" …"))


def _head(doc: Document) -> Iterator[str]:
    article = doc.article
    if article.title:
        yield isolated(article.title)
    known = {
        "published": article.published and article.published.isoformat(" ", "minutes"),
        "code": article.code,
        "source": article.source and isolated(article.source),
        "tags": "  ".join(map(isolated, article.tags)),
    }
    line = " · ".join(f"{name} {value}" for name, value in known.items() if value)
    if line:
        yield line


def _person(person: Person) -> Iterator[str]:
    roles = "; ".join(isolated(r.text) for r in person.roles)
    yield f"{isolated(person.name)}{' — ' if roles else ''}{roles}  ({_times(person.mentions)})"


def _times(mentions: tuple[object, ...]) -> str:
    return f"{len(mentions)} mention{'s' if len(mentions) != 1 else ''}"


def _place(place: Place) -> Iterator[str]:
    where = [place.kind.replace("_", " "), place.country or "", isolated(place.province or "")]
    if not place.province:
        where.pop()
    if place.latitude is not None and place.longitude is not None:
        where.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
    if isinstance(place, BorderCrossing) and place.neighbour:
        where.append(f"to {place.neighbour}")
    if place.counterpart:
        where.append(f"opposite {isolated(place.counterpart)}")
    yield f"{isolated(place.name)} — {' · '.join(w for w in where if w)}"


def _organization(body: Organization) -> Iterator[str]:
    yield f"{isolated(body.name)} — {body.kind}"


def _slots(*slots: tuple[str, Slot | DateSlot | None]) -> Iterator[str]:
    for name, slot in slots:
        if isinstance(slot, DateSlot) and slot.value:
            yield f"  {name}: {isolated(slot.text)} = {slot.value}"
        elif slot is not None:
            yield f"  {name}: {isolated(slot.text)}"


def _agreement(fact: Agreement) -> Iterator[str]:
    parties = ", ".join(isolated(p.text) for p in fact.parties)
    yield f"{fact.kind}, {fact.status}{': ' if parties else ''}{parties}"
    yield from _slots(
        ("subject", fact.subject),
        ("place", fact.place),
        ("date", fact.date),
        ("amount", fact.amount),
    )


def _who(participant: Participant) -> str:
    return f"{participant.role} {isolated(participant.text)}"


def _event(fact: Event) -> Iterator[str]:
    people = ", ".join(map(_who, fact.participants))
    yield f"{fact.kind}, {fact.modality}{': ' if people else ''}{people}"
    yield from _slots(("position", fact.position), ("place", fact.place), ("date", fact.date))


def _date(fact: DateExpression) -> Iterator[str]:
    note = f" ({fact.note})" if fact.note else ""
    yield f"{isolated(fact.text)} = {fact.value or 'not fixed'}{note}"


def _amount(fact: Amount) -> Iterator[str]:
    yield f"{isolated(fact.text)} = {fact.value} {fact.unit or ''}".rstrip()


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield title
        yield from (f"  {line}" for line in listed)


def _quotes(doc: Document) -> Iterator[str]:
    for quote in doc.quotes:
        speaker = isolated(quote.speaker.text) if quote.speaker else "?"
        said = doc.article.text[quote.start : quote.stop]
        yield f"{speaker} ({isolated(quote.cue)}): {_quoted(said)}"


def _each(write: Callable[[T], Iterator[str]], facts: Iterable[T]) -> Iterator[str]:
    for fact in facts:
        yield from write(fact)


def summary(doc: Document) -> str:
    """What was found in a document, for a person to read."""
    lines = [
        *_head(doc),
        *_block("People", _each(_person, doc.people)),
        *_block("Places", _each(_place, doc.places)),
        *_block("Organizations", _each(_organization, doc.organizations)),
        *_block("Agreements", _each(_agreement, doc.agreements)),
        *_block("Events", _each(_event, doc.events)),
        *_block("Quotes", _quotes(doc)),
        *_block("Dates", _each(_date, doc.dates)),
        *_block("Amounts", _each(_amount, doc.amounts)),
    ]
    return "\n".join(lines) + "\n"
