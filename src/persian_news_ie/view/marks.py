"""What is marked in the text of an article: mentions, and the stretches that assert a fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from persian_news_ie.document import Document
from persian_news_ie.facts import Entity, Occurrence
from persian_news_ie.view.labels import digits, jalali, label

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention: where it stands, its kind, the row that tells more, and what the hover says."""

    start: int
    stop: int
    kind: str  # person, place, org, date, amount
    target: str  # id of the row of its entity or value
    tip: tuple[str, ...]
    also: tuple["Mark", ...] = ()


class Stretch(NamedTuple):
    """A part of the text that asserts a fact or is a quote."""

    start: int
    stop: int
    kind: str  # agreement, event, quote
    fact: str


class Piece(NamedTuple):
    """A part of the text under the same mark and the same facts."""

    start: int
    stop: int
    mark: Mark | None
    facts: tuple[Stretch, ...]


def score(value: float) -> str:
    """A score from 0 to 1 as a percentage in Persian digits."""
    return f"{digits(round(value * PERCENT))}٪"


def _mentions(entities: Iterable[Entity], kind: str, group: str) -> Iterator[Mark]:
    for entity in entities:
        what = label(group, entity.kind) if not hasattr(entity, "roles") else ""
        for at in entity.mentions:
            yield Mark(at.start, at.stop, kind, entity.id, tuple(_tip(entity, at, kind, what)))


def _tip(entity: Entity, at: Occurrence, kind: str, what: str) -> Iterator[str]:
    yield entity.name
    yield " · ".join(filter(None, (label("layer", kind), what, label("mention", at.kind))))
    for role in getattr(entity, "roles", ())[:3]:
        yield f"{role.text} · {role.date.text}" if role.date else role.text
    yield f"{label('page', 'by')} {at.by} · {label('page', 'score')} {score(at.score)}"


def _values(doc: Document) -> Iterator[Mark]:
    for number, day in enumerate(doc.dates, 1):
        tip = (
            day.text,
            jalali(day.value) or label("page", "not_fixed"),
            day.value or "",
            label("calendar", day.calendar),
            day.note or "",
        )
        yield Mark(day.start, day.stop, "date", f"date-{number}", tuple(filter(None, tip)))
    for number, amount in enumerate(doc.amounts, 1):
        shown = (amount.text, f"{amount.value} {amount.unit or ''}".strip())
        tips = (*shown, label("amounts", amount.kind))
        yield Mark(amount.start, amount.stop, "amount", f"amount-{number}", tips)


def marks(doc: Document) -> list[Mark]:
    """The outermost mentions of a document, in order; those inside or across are told with them."""
    found = chain(
        _mentions(doc.people, "person", "places"),
        _mentions(doc.places, "place", "places"),
        _mentions(doc.organizations, "org", "organizations"),
        _values(doc),
    )
    outer: list[Mark] = []
    inner: list[list[Mark]] = []
    for mark in sorted(found, key=lambda m: (m.start, -m.stop)):
        if mark.start >= mark.stop:
            continue
        if outer and mark.start < outer[-1].stop:
            inner[-1].append(mark)
        else:
            outer.append(mark)
            inner.append([])
    return [
        Mark(m.start, m.stop, m.kind, m.target, m.tip, tuple(also))
        for m, also in zip(outer, inner, strict=True)
    ]


def stretches(doc: Document) -> list[Stretch]:
    """Every assertion of an agreement or event and every quote, in order."""
    found = [
        Stretch(at.start, at.stop, kind, fact.id)
        for kind, facts in (("agreement", doc.agreements), ("event", doc.events))
        for fact in facts
        for at in fact.mentions
    ]
    for number, quote in enumerate(doc.quotes, 1):
        found.append(Stretch(quote.start, quote.stop, "quote", f"quote-{number}"))
    return sorted(s for s in found if s.start < s.stop)


def pieces(
    cuts: Iterable[int], marked: Iterable[Mark], asserted: Iterable[Stretch]
) -> Iterator[Piece]:
    """The text cut wherever a mark or fact begins or ends, and at `cuts`; every part once."""
    marks_left, facts_left = iter(marked), iter(asserted)
    mark, fact = next(marks_left, None), next(facts_left, None)
    current: Mark | None = None
    open_facts: tuple[Stretch, ...] = ()
    for start, stop in _between(cuts):
        while mark and mark.start <= start:
            current, mark = mark, next(marks_left, None)
        if current and current.stop <= start:
            current = None
        if open_facts:
            open_facts = tuple(f for f in open_facts if f.stop > start)
        while fact and fact.start <= start:
            open_facts, fact = (*open_facts, fact), next(facts_left, None)
        yield Piece(start, stop, current, open_facts)


def _between(cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(set(cuts))
    return pairwise(ordered)
