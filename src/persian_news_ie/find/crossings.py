"""Words about crossings: their heads, those that no table knows, customs that are an office."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, hypot, inf, radians

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find import tables
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.tables import CrossingRecord, KindWord, PlaceRecord

HOME = "IR"  # the country whose provinces by the border are known
CROSSING_KINDS = frozenset(("border_crossing", "border_market"))
TOWNS = frozenset(("city", "county", "district", "village"))
NEAR = 60  # kilometres between a crossing and the town that it may be called after
DEGREE = 111.2  # kilometres of a degree
LEAST = 0.3  # of a tagger's score: behind «border» it calls hardly anything else a place
LONGEST = 3  # words of such a name


@cache
def _heads() -> frozenset[str]:
    words = (kind for kind in tables.kind_words() if kind.kind in CROSSING_KINDS)
    return frozenset(form for kind in words for form in (kind.word, *kind.variants))


def is_headed(form: str) -> bool:
    """Whether a form of a crossing has its own head word, which is context enough («مرز خوی»)."""
    first, *others = form.split()
    return bool(others) and first in _heads()


def tagged(doc: Document) -> Mapping[int, Mention]:
    """The places that a tagger has found, by where they start."""
    return {m.at.start: m for m in doc.candidates if m.label == "PLACE"}


def is_by_the_border(records: Sequence[PlaceRecord | CrossingRecord]) -> bool:
    """Whether a crossing may be called after a place: after a town, but no province, near some."""
    kinds = {r.kind for r in records}
    return "province" not in kinds and any(_is_near(r) for r in records if r.kind in TOWNS)


def _is_near(record: PlaceRecord | CrossingRecord) -> bool:
    """Whether a crossing is near a town; where the table has no place for it, in its province."""
    if isinstance(record, CrossingRecord):
        return False
    here = record.latitude, record.longitude
    if here[0] is None or here[1] is None:
        return record.country == HOME and _province(record) in _outer_provinces()
    return any(_distance(here[0], here[1], c) < NEAR for c in tables.crossings())


def _distance(latitude: float, longitude: float, crossing: CrossingRecord) -> float:
    """Kilometres to a crossing, near enough for a few dozen of them."""
    if crossing.latitude is None or crossing.longitude is None:
        return inf
    east = (longitude - crossing.longitude) * cos(radians(latitude))
    return DEGREE * hypot(latitude - crossing.latitude, east)


@cache
def _outer_provinces() -> frozenset[str]:
    return frozenset(c.province for c in tables.crossings() if c.country == HOME)


@cache
def _by_id() -> Mapping[str, PlaceRecord]:
    return {place.id: place for place in tables.places()}


def _province(record: PlaceRecord) -> str:
    while record.kind != "province" and record.parent in _by_id():
        record = _by_id()[record.parent]
    return record.name


def acts_as_customs(doc: Document, head: Span, stop: int) -> bool:
    """Whether the customs of a crossing are the office there: it has a head, or says something."""
    if doc.glued(head) not in listed("customs"):
        return False
    before, after = doc.tokens.keys[max(0, head.start - 2) : head.start], doc.tokens.keys[stop:]
    led = any("".join(before[i:]) in listed("customs_led") for i in range(len(before)))
    return led or leading(after[:2], listed("customs_say")) > 0


def named_by_tagger(
    doc: Document, head: Span, kind: KindWord, found: Mapping[int, Mention]
) -> Span | None:
    """The name behind a head word of crossings, if a tagger calls it a place."""
    if kind.needs_context and doc.glued(head) not in listed("passes"):
        return None
    mention = found.get(head.stop) or found.get(head.start)
    if mention is None or mention.at.stop <= head.stop or mention.score < LEAST:
        return None
    return proper(doc, Span(head.stop, mention.at.stop))


def proper(doc: Document, at: Span) -> Span | None:
    """A name that may be that of a crossing: a few words that head no other name.

    Two names with a dash between them are the sides of a border of any kind.
    """
    keys = doc.tokens.keys[at.start : at.stop + 1]
    stop = next((i for i, k in enumerate(keys) if k in listed("soft_signs")), at.stop - at.start)
    dashed = stop < len(keys) and keys[stop] in listed("dashes")
    headed = any(doc.hits.at(KindWord, at.start)) or keys[0] in listed("sides")
    if dashed or headed or not 0 < stop <= LONGEST or not keys[0].isalpha():
        return None
    return Span(at.start, at.start + stop)
