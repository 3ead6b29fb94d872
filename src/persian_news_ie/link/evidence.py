"""What the tables say around a place: its parents, and the kinds that offices are over."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from persian_news_ie.find.tables import CrossingRecord, PlaceRecord, countries, places
from persian_news_ie.resources import list_in, toml_of
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import key_of, phrase_key


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
def capitals() -> Mapping[str, str]:
    """The id of its country for each capital, by id."""
    names = {(c.iso2, key_of(c.capital)) for c in countries() if c.capital}
    states = {p.country: p.id for p in places() if p.kind == "country"}
    found = (p for p in places() if p.kind == "city" and (p.country, key_of(p.name)) in names)
    return {p.id: states[p.country] for p in found if p.country in states}


@cache
def _table() -> Mapping[str, Any]:
    return toml_of("words", "place_evidence.toml")


@cache
def _rulers() -> Mapping[str, str]:
    return {phrase_key(title): land for title, land in _table()["rulers"].items()}


@cache
def _abroad(name: str) -> frozenset[str]:
    return frozenset(map(phrase_key, list_in(_table(), "abroad", name)))


def land_of(keys: Sequence[str]) -> str | None:
    """The country in which only the holders of an office with these words rule, if there is one."""
    return _rulers().get(keys[0]) if keys else None


def is_abroad(keys: Sequence[str]) -> bool:
    """Whether what follows these words is out of the country: «the consul of Iran in»."""
    return bool(keys) and keys[0] in _abroad("heads") and not _abroad("ours").isdisjoint(keys)


@cache
def _offices() -> Lexicon:
    table = _table()["offices"]
    return Lexicon((phrase, tuple(kinds)) for phrase, kinds in table.items())


def kinds_by_office(keys: Sequence[str]) -> Iterator[str]:
    """The kinds of place that an office with these words is over, the likeliest first."""
    for _, kinds in _offices().find(keys).of(tuple):
        yield from kinds
