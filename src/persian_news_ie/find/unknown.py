"""Crossings that no table knows: called after a town by the border, or named by a tagger alone."""

from collections.abc import Mapping
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find import tables
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.tables import CrossingRecord, KindWord, PlaceRecord

HOME = "IR"  # the country whose provinces by the border are known
TOWNS = frozenset(("city", "county", "district", "village"))
LEAST = 0.3  # of a tagger's score: behind «border» it calls hardly anything else a place
LONGEST = 3  # words of such a name


def tagged(doc: Document) -> Mapping[int, Mention]:
    """The places that a tagger has found, by where they start."""
    return {m.at.start: m for m in doc.candidates if m.label == "PLACE"}


def is_by_the_border(record: PlaceRecord | CrossingRecord) -> bool:
    """Whether a crossing may be called after a place: a town, of ours one in a province there."""
    if isinstance(record, CrossingRecord) or record.kind not in TOWNS:
        return False
    return record.country != HOME or _province(record) in _outer_provinces()


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
    """A name that may be that of a crossing: a few words, none of which heads another name."""
    keys = doc.tokens.keys[slice(*at)]
    stop = next((i for i, k in enumerate(keys) if k in listed("soft_signs")), len(keys))
    headed = any(doc.hits.at(KindWord, at.start)) or leading(keys, listed("directions"))
    if headed or not 0 < stop <= LONGEST or not keys[0].isalpha():
        return None
    return Span(at.start, at.start + stop)
