"""Branches of bodies: where each one is, and of which body, named in the text or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Place
from persian_news_ie.find.branches import HOME, Branch, branch, words
from persian_news_ie.find.crossings import CROSSING_KINDS
from persian_news_ie.find.gazetteer import BodyReading, PlaceName
from persian_news_ie.find.namewords import listed
from persian_news_ie.find.tables import BodyRecord
from persian_news_ie.link.place_groups import with_parts
from persian_news_ie.text.normalize import phrase_key

TERRITORIES = frozenset(("region", "province", "county", "district", "city", "village"))


@dataclass(frozen=True, slots=True)
class Local:
    """A branch as it is linked: the parts of its name, and the place it is in, if that is named.

    `called` is the key of what it calls the body.
    """

    parts: Branch
    called: str
    place: Place | None = None


def linked_places(doc: Document) -> Mapping[int, Place]:
    """The places of a document by the tokens at which their mentions start."""
    by_id = {place.id: place for place in doc.places}
    linked = ((m, doc.link(m)) for m, _ in with_parts(doc.mentions, "PLACE"))
    return {m.at.start: by_id[link.entity] for m, link in linked if link}


def local(doc: Document, mention: Mention, places: Mapping[int, Place]) -> Local | None:
    """The branch that a mention of a body means; None if it is none, or one of another country."""
    known = mention.value.record if isinstance(mention.value, BodyReading) else None
    if known and is_form(doc, mention.at, known):
        return None
    parts = branch(doc, mention.at)
    if parts is None:
        provincial = known and not listed("provincial").isdisjoint(_keys(doc, mention.at))
        whole = Branch(known, mention.at, mention.at)
        return Local(whole, doc.glued(mention.at)) if provincial else None
    called = doc.glued(parts.core)
    where = range(parts.core.start + 1, parts.rest.stop)
    place = next((places[i] for i in where if i in places), None)
    if parts.is_abroad:
        return Local(parts, called, place)
    if place is None:
        return Local(parts, called) if _is_unnamed(doc, parts.rest) else None
    if place.country != HOME or place.kind == "country":
        return None
    return Local(parts, called, place if place.kind in TERRITORIES | CROSSING_KINDS else None)


def is_form(doc: Document, at: Span, record: BodyRecord) -> bool:
    """Whether a name is one that the table has for a body."""
    forms = (record.name, *record.variants, *record.abbreviations, *record.guarded)
    return doc.glued(at) in map(phrase_key, forms)


def _keys(doc: Document, at: Span) -> Sequence[str]:
    return doc.tokens.keys[slice(*at)]


def _is_unnamed(doc: Document, rest: Span) -> bool:
    """Whether nothing but levels and numbers, or the name of a place of ours, says where."""
    at = rest.start
    while at < rest.stop:
        ours = [s.stop for s, n in doc.hits.at(PlaceName, at) if n.record.country == HOME]
        level = [found.stop for found in words(doc, at, "levels")]
        counted = doc.tokens.keys[at].isdigit() or any(words(doc, at, "numbers"))
        number = [at + 1] if counted and at > rest.start else []
        named = [rest.stop] if at > rest.start and any(words(doc, at - 1, "naming")) else []
        at = max((*ours, *level, *number, *named), default=rest.stop + 1)
    return at == rest.stop


def is_named(doc: Document, core: Span, name: Span) -> bool:
    """Whether a body's name is what its branches call it, but for a head and «of the country»."""
    meant = doc.glued(core)
    starts = (name.start, *(found.stop for found in words(doc, name.start, "heads")))
    tails = (i for i in range(*name) if any(s.stop == name.stop for s in words(doc, i, "tails")))
    stops = (name.stop, *tails)
    return any(doc.glued(Span(start, stop)) == meant for start in starts for stop in stops)
