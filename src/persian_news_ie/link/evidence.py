"""What the tables say around a place: its parents, and the kinds that offices are over."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from persian_news_ie.find.tables import CrossingRecord, PlaceRecord, places
from persian_news_ie.resources import toml_of
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import key_of


@cache
def by_id() -> Mapping[str, PlaceRecord]:
    """The places of the tables by id."""
    return {p.id: p for p in places()}


@cache
def _provinces() -> Mapping[tuple[str, str], str]:
    kinds = ("province", "governorate")
    return {(p.country, key_of(p.name)): p.id for p in places() if p.kind in kinds}


def parents(record: PlaceRecord | CrossingRecord) -> tuple[str, ...]:
    """The ids of the places around a place, the nearest first."""
    if isinstance(record, CrossingRecord):
        id = _provinces().get((record.country, key_of(record.province)))
        return (id,) if id else ()
    found, at = [], record.parent
    while at and at not in found:
        found.append(at)
        parent = by_id().get(at)
        at = parent.parent if parent else ""
    return tuple(found)


@cache
def _offices() -> Lexicon:
    table = toml_of("words", "place_evidence.toml")["offices"]
    return Lexicon((phrase, tuple(kinds)) for phrase, kinds in table.items())


def kinds_by_office(keys: Sequence[str]) -> Iterator[str]:
    """The kinds of place that an office with these words is over, the likeliest first."""
    for _, kinds in _offices().find(keys).of(tuple):
        yield from kinds
