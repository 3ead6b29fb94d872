"""From place mentions to places: one record each, with kind, country and coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link
from persian_news_ie.facts import BorderCrossing, Occurrence, Place
from persian_news_ie.find.crossings import CROSSING_KINDS
from persian_news_ie.find.gazetteer import PlaceName
from persian_news_ie.find.tables import CrossingRecord, PlaceRecord
from persian_news_ie.link.evidence import by_id, parents
from persian_news_ie.link.occurrences import occurrence
from persian_news_ie.link.place_choice import Chooser, Group
from persian_news_ie.link.place_groups import groups

SURE_COUNTRY = 2  # mentions of places in one country that say where an unknown place is


@dataclass(frozen=True, slots=True)
class PlacesLayer:
    """The places of a document and the links of their mentions."""

    places: tuple[Place, ...]
    links: Mapping[tuple[str, Span], Link]


def link_places(doc: Document) -> PlacesLayer:
    """The places of a document, in the order of their first mention."""
    found, chooser = groups(doc)
    places, links = [], {}
    ordered = sorted(found, key=lambda g: g.mentions[0].at.start)
    for number, group in enumerate(ordered, 1):
        place = _place(doc, f"place-{number}", group, chooser)
        places.append(place)
        for mention in group.mentions:
            links[mention.label, mention.at] = Link(place.id, mention.evidence.by)
    return PlacesLayer(tuple(places), links)


def _place(doc: Document, id: str, group: Group, chooser: Chooser) -> Place:
    record = group.record
    mentions = tuple(map(occurrence, group.mentions))
    stated = group.kinds.most_common(1)[0][0] if group.kinds else None
    if isinstance(record, CrossingRecord):
        kind = stated if stated in CROSSING_KINDS else record.place_kind
        return _crossing(id, kind, record, mentions)
    if record is None:
        country = _country_inside(doc, group) or _nearest_country(chooser)
        name = doc.named(group.mentions[0].at)
        if stated in CROSSING_KINDS:
            return BorderCrossing(id=id, name=name, kind=stated, country=country, mentions=mentions)
        return Place(id=id, name=name, kind=stated or "other", country=country, mentions=mentions)
    return Place(
        id=id,
        name=record.name,
        kind=record.kind,
        country=record.country or None,
        province=_province(record),
        latitude=record.latitude,
        longitude=record.longitude,
        refs={"geonames": record.geonames} if record.geonames else {},
        mentions=mentions,
    )


def _crossing(
    id: str, kind: str, record: CrossingRecord, mentions: tuple[Occurrence, ...]
) -> BorderCrossing:
    return BorderCrossing(
        id=id,
        name=record.name,
        kind=kind,
        country=record.country,
        province=record.province or None,
        latitude=record.latitude,
        longitude=record.longitude,
        counterpart=record.counterpart[0] if record.counterpart else None,
        neighbour=record.neighbour or None,
        precision=record.precision or None,
        type=record.kind or None,
        mentions=mentions,
    )


def _province(record: PlaceRecord) -> str | None:
    for id in parents(record):
        parent = by_id().get(id)
        if parent and parent.kind in ("province", "governorate"):
            return parent.name
    return None


def _country_inside(doc: Document, group: Group) -> str | None:
    """The country of the place that ends the name of an unknown one («مرز دریایی خرمشهر»)."""
    whole = group.mentions[0].at
    starts = range(whole.start + 1, whole.stop)
    inside = (
        name.record
        for at, name in (hit for start in starts for hit in doc.hits.at(PlaceName, start))
        if at.stop == whole.stop and not name.guarded
    )
    lands = {record.country for record in inside} - {""}
    return lands.pop() if len(lands) == 1 else None


def _nearest_country(chooser: Chooser) -> str | None:
    common = chooser.countries.most_common(1)
    return common[0][0] if common and common[0][1] >= SURE_COUNTRY else None
