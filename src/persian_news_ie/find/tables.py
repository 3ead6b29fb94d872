"""The tables in `words/`, read once and typed: who and where, one frozen record a line."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, TypeVar, get_type_hints

from persian_news_ie.resources import text_of

Names: TypeAlias = tuple[str, ...]
T = TypeVar("T")


class TableError(ValueError):
    """A table in `words/` does not have the shape its record asks for."""


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """A country; `capital` is a name.

    `needs_context`: every form is also a common word; `guarded`: only these forms are.
    """

    iso2: str
    name: str
    variants: Names
    guarded: Names
    demonyms: Names
    capital: str
    needs_context: bool
    source: str


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place; `parent` is the id of the place around it, degrees are WGS 84 or None.

    `needs_context`: the bare name is also a common word, a surname or a lesser namesake, so it
    counts only behind a kind word or an office, or where its parent is already in the text.
    `guarded`: further forms for which this holds, while the name and its variants are safe.
    Administrative divisions carry the coordinates of their centre.
    """

    id: str
    name: str
    variants: Names
    guarded: Names
    kind: str
    country: str
    parent: str
    latitude: float | None
    longitude: float | None
    geonames: str
    needs_context: bool
    source: str


@dataclass(frozen=True, slots=True)
class CrossingRecord:
    """A land crossing or border market with both its sides.

    `kind` is the legal standing (official_terminal, border_market, temporary), `place_kind` what it
    is among places, `precision` what the coordinates stand for (crossing, or the nearest town).
    `needs_context`: the bare name means something else, and only a head word makes it a crossing;
    `guarded`: further forms for which this holds, while the name and its variants are safe.
    """

    id: str
    name: str
    variants: Names
    guarded: Names
    kind: str
    place_kind: str
    country: str
    neighbour: str
    province: str
    county: str
    counterpart: Names
    counterpart_admin: str
    latitude: float | None
    longitude: float | None
    precision: str
    status: str
    needs_context: bool
    source: str


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """An organisation; `guarded` forms count only behind a head word or as a cited source."""

    id: str
    name: str
    variants: Names
    abbreviations: Names
    guarded: Names
    kind: str
    domain: str
    country: str
    parent: str
    source: str


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """An office, honorific, rank …; `complements` are what may follow (PLACE, COUNTRY, ORG …)."""

    title: str
    variants: Names
    kind: str
    domain: str
    complements: Names
    needs_context: bool
    source: str


@dataclass(frozen=True, slots=True)
class KindWord:
    """A head word that decides the type (PLACE or ORG) and kind of the name behind it."""

    word: str
    variants: Names
    entity: str
    kind: str
    is_plural: bool
    needs_context: bool
    source: str


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A given name or surname; `gender` is F, M, or empty; a common word alone proves nothing."""

    name: str
    gender: str
    is_common_word: bool
    source: str


def read(table: str, record: Callable[..., T]) -> tuple[T, ...]:
    """The rows of `words/<table>.tsv` as records; its columns are the record's fields, in order."""
    text = text_of("words", f"{table}.tsv")
    head, *lines = text.rstrip("\n").split("\n")
    hints = get_type_hints(record)
    if head.split("\t") != list(hints):
        raise TableError(f"words/{table}.tsv: the columns must be {', '.join(hints)}")
    convert = [CELLS[hint] for hint in hints.values()]
    return tuple(
        record(*[of(cell) for of, cell in zip(convert, line.split("\t"), strict=True)])
        for line in lines
    )


def _names(cell: str) -> Names:
    return tuple(cell.split(";")) if cell else ()


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None


CELLS: dict[Any, Callable[[str], Any]] = {
    str: str,
    Names: _names,
    bool: bool,  # "yes", or blank
    float | None: _degrees,
}


@cache
def countries() -> tuple[CountryRecord, ...]:
    """Every country and territory, by ISO code."""
    return read("countries", CountryRecord)


@cache
def places() -> tuple[PlaceRecord, ...]:
    """Every place but the crossings; a country is here too, with the id `country-<iso2>`."""
    return (*map(_country_place, countries()), *read("places", PlaceRecord))


@cache
def crossings() -> tuple[CrossingRecord, ...]:
    """The land crossings and border markets of Iran and of the Kurdistan Region."""
    return read("crossings", CrossingRecord)


@cache
def bodies() -> tuple[BodyRecord, ...]:
    """Organisations known by name."""
    return read("bodies", BodyRecord)


@cache
def titles() -> tuple[TitleRecord, ...]:
    """Offices, honorifics, ranks and the like."""
    return read("titles", TitleRecord)


@cache
def kind_words() -> tuple[KindWord, ...]:
    """The head words of places and of organisations."""
    return read("kinds", KindWord)


@cache
def given_names() -> tuple[NameRecord, ...]:
    """Given names."""
    return read("given_names", NameRecord)


@cache
def surnames() -> tuple[NameRecord, ...]:
    """Surnames."""
    return read("surnames", NameRecord)


def _country_place(country: CountryRecord) -> PlaceRecord:
    return PlaceRecord(
        id=f"country-{country.iso2.lower()}",
        name=country.name,
        variants=country.variants,
        guarded=country.guarded,
        kind="country",
        country=country.iso2,
        parent="",
        latitude=None,
        longitude=None,
        geonames="",
        needs_context=country.needs_context,
        source=country.source,
    )
