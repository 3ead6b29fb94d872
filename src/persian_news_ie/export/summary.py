"""A document as a page of plain text, safe to read in a terminal in both directions."""

import re
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
    Role,
    Slot,
)

T = TypeVar("T")

ISOLATE, POP = "\u2068", "\u2069"  # Persian keeps its direction, the line keeps its own
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would reach beyond the text
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f]")  # a terminal would obey
WIDTH = 90  # longest quotation, in characters


def isolated(text: str) -> str:
    """Text on one line, wrapped so that its direction does not move what stands around it."""
    plain = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(DIRECTIONS.sub("", text).split()))
    return f"{ISOLATE}{plain}{POP}"


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


def grouped(value: str) -> str:
    """A decimal number with its thousands apart."""
    whole, point, rest = value.partition(".")
    sign = "-" if whole.startswith("-") else ""
    figures = whole.removeprefix("-")
    return f"{sign}{int(figures):,}{point}{rest}" if figures.isdecimal() else value


def _spaced(kind: str) -> str:
    return kind.replace("_", " ")


def _role(role: Role) -> str:
    said = "" if role.status == "current" else role.status
    notes = ", ".join(filter(None, (said, isolated(role.date.text) if role.date else "")))
    return isolated(role.text) + (f" ({notes})" if notes else "")


def _person(person: Person) -> Iterator[str]:
    roles = "; ".join(dict.fromkeys(map(_role, person.roles)))
    yield f"{isolated(person.name)}{' — ' if roles else ''}{roles}  ({_times(person.mentions)})"


def _times(mentions: tuple[object, ...]) -> str:
    return f"{len(mentions)} mention{'s' if len(mentions) != 1 else ''}"


def _place(place: Place) -> Iterator[str]:
    where = [_spaced(place.kind), place.country or ""]
    if place.province:
        where.append(isolated(place.province))
    if place.latitude is not None and place.longitude is not None:
        where.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
    if isinstance(place, BorderCrossing) and place.neighbour:
        where.append(f"to {place.neighbour}")
    if place.counterpart:
        where.append(f"opposite {isolated(place.counterpart)}")
    yield f"{isolated(place.name)} — {' · '.join(w for w in where if w)}"


def _organization(body: Organization) -> Iterator[str]:
    yield f"{isolated(body.name)} — {_spaced(body.kind)}"


def _slots(*slots: tuple[str, Slot | DateSlot | None]) -> Iterator[str]:
    for name, slot in slots:
        if isinstance(slot, DateSlot) and slot.value:
            yield f"  {name}: {isolated(slot.text)} = {slot.value}"
        elif slot is not None:
            yield f"  {name}: {isolated(slot.text)}"


def _agreement(fact: Agreement) -> Iterator[str]:
    parties = ", ".join(isolated(p.text) for p in fact.parties)
    yield f"{_spaced(fact.kind)}, {fact.status}{': ' if parties else ''}{parties}"
    yield from _slots(
        ("subject", fact.subject),
        ("place", fact.place),
        ("date", fact.date),
        ("amount", fact.amount),
        *(("signed by", who) for who in fact.signatories),
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
    unit = fact.unit if fact.unit is None or fact.unit.isascii() else isolated(fact.unit)
    yield f"{isolated(fact.text)} = {grouped(fact.value)} {unit or ''}".rstrip()


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
