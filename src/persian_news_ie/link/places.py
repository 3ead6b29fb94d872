"""From place mentions to places: one record each, with kind, country and coordinates."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import BorderCrossing, Occurrence, Place
from persian_news_ie.find.gazetteer import CROSSING_KINDS, PlaceReading, place_kind
from persian_news_ie.find.tables import CrossingRecord, KindWord, PlaceRecord
from persian_news_ie.link.evidence import kinds_by_office, parents
from persian_news_ie.text.normalize import key

Record = PlaceRecord | CrossingRecord
HOME = "IR"  # where an Iranian paper means a place if nothing else speaks
# What a bare name means when nothing in the article decides, best first.
USUAL = ("country", "region", "city", "province", "governorate", "county", "district", "village")


@dataclass(frozen=True, slots=True)
class PlacesLayer:
    """The places of a document and the links of their mentions."""

    places: tuple[Place, ...]
    links: Mapping[tuple[str, Span], Link]


@dataclass(slots=True)
class Group:
    """Mentions that share a name: the records they may mean and the kinds the text gives them."""

    records: dict[str, Record] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    sure: set[str] = field(default_factory=set)  # ids of records that need no context

    @property
    def countries(self) -> set[str]:
        """The countries this name may be in."""
        return {r.country for r in self.records.values() if r.id in self.sure or not self.sure}

    def join(self, other: "Group") -> None:
        """Take the mentions of another group."""
        self.records |= other.records
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.at)
        self.kinds += other.kinds
        self.sure |= other.sure


def with_parts(mentions: Iterable[Mention], label: str) -> Iterator[tuple[Mention, Mention | None]]:
    """The mentions of a label, each with the mention it stands in, if any."""
    for mention in mentions:
        if mention.label == label:
            yield mention, None
        for part in mention.parts:
            if part.label == label:
                yield part, mention


def _reading(mention: Mention) -> PlaceReading | None:
    return mention.value if isinstance(mention.value, PlaceReading) else None


def _counts(mention: Mention) -> bool:
    """Whether a mention is a place at all: a guarded form needs more than the table."""
    reading = _reading(mention)
    return not (reading and reading.guarded and mention.evidence.by == "table:places")


def _head_kinds(doc: Document) -> dict[int, str]:
    """The kind that a head word gives to the mention it begins, by token."""
    found = {}
    for at, word in doc.hits.of(KindWord):
        if word.entity == "PLACE":
            is_vague = word.needs_context and word.kind in CROSSING_KINDS
            found[at.start] = "facility" if is_vague else word.kind
    return found


def _name(doc: Document, mention: Mention, heads: Mapping[int, str]) -> str:
    """The key of a mention's name, without its head word."""
    reading = _reading(mention)
    at = reading.name if reading else mention.at
    start = at.start
    if reading is None and start in heads and at.stop - start > 1:
        start += 1
    return "".join(doc.tokens.keys[start : at.stop])


def _named(doc: Document) -> dict[str, list[Group]]:
    """The place mentions of a document by name; a stated kind keeps namesakes apart."""
    heads = _head_kinds(doc)
    found: defaultdict[str, dict[str, Group]] = defaultdict(dict)
    for mention, whole in with_parts(doc.mentions, "PLACE"):
        if not _counts(mention):
            continue
        reading = _reading(mention)
        stated = list(_stated(doc, mention, whole, heads))
        own = (reading.kind or "") if reading else ""
        group = found[_name(doc, mention, heads)].setdefault(own, Group())
        if reading:
            group.records |= {r.id: r for r in reading.records}
            group.sure |= group.records.keys() - reading.unsure
        group.mentions.append(mention)
        group.kinds.update(stated)
    return {name: _joined(by_kind) for name, by_kind in found.items()}


def _joined(by_kind: dict[str, Group]) -> list[Group]:
    """Mentions without a stated kind go with the commonest one that is stated."""
    bare = by_kind.pop("", None)
    stated = sorted(by_kind.values(), key=lambda g: -len(g.mentions))
    if bare is None:
        return stated
    if stated:
        stated[0].join(bare)
        return stated
    return [bare]


def groups(doc: Document) -> list[Group]:
    """The places that a document names, each with all its mentions."""
    found = [g for named in _named(doc).values() for g in named]
    chooser = _chooser(found)
    by_record: dict[str, Group] = {}
    for group in found:
        record = chooser.best(group)
        id = record.id if record else f"unknown-{id_of(group)}"
        if id in by_record:
            by_record[id].join(group)
        else:
            by_record[id] = group
    return list(by_record.values())


def id_of(group: Group) -> str:
    """What tells a group without a record from others: its first mention."""
    return f"{group.mentions[0].at.start}"


def _stated(
    doc: Document, mention: Mention, whole: Mention | None, heads: Mapping[int, str]
) -> Iterator[str]:
    """The kinds that the words around a mention give it."""
    reading = _reading(mention)
    if reading and reading.kind:
        yield reading.kind
    elif mention.at.start in heads and mention.at.stop - mention.at.start > 1:
        yield heads[mention.at.start]
    if whole is not None:
        first = [key(n) for n in doc.tokens.norms[whole.at.start : mention.at.start]]
        yield from kinds_by_office(first)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the records of a name by kind, parents and the countries of the article."""

    countries: Counter[str]
    ids: frozenset[str]

    def best(self, group: Group) -> Record | None:
        """The record that a group of mentions means."""
        if not group.records:
            return None
        return max(group.records.values(), key=lambda r: self.weight(group, r))

    def weight(self, group: Group, record: Record) -> tuple[float, float]:
        kind = place_kind(record)
        stated = sum(n for k, n in group.kinds.items() if _same_kind(k, kind))
        around = sum(p in self.ids for p in parents(record)) + 3.0 * (record.id in self.ids)
        home = self.countries[record.country] / (1 + self.countries.total())
        usual = USUAL.index(kind) if kind in USUAL else len(USUAL)
        score = 4.0 * bool(stated) + around + 3.0 * home + 0.5 * (record.country == HOME)
        return score - 0.2 * usual - 2.0 * (record.id not in group.sure), stated


def _same_kind(stated: str, own: str) -> bool:
    return stated == own or {stated, own} in ({"province", "governorate"}, CROSSING_KINDS)


def _chooser(found: Sequence[Group]) -> Chooser:
    """What the unambiguous names of an article say about the others."""
    countries: Counter[str] = Counter()
    ids: set[str] = set()
    for group in found:
        if len(group.countries) == 1:
            countries.update(dict.fromkeys(group.countries, len(group.mentions)))
        if len(group.records) == 1:
            ids.update(group.records)
    return Chooser(countries, frozenset(ids))


def link_places(doc: Document) -> PlacesLayer:
    """The places of a document, in the order of their first mention."""
    found = groups(doc)
    chooser = _chooser(found)
    places, links = [], {}
    ordered = sorted(found, key=lambda g: g.mentions[0].at.start)
    for number, group in enumerate(ordered, 1):
        place = _place(doc, f"place-{number}", group, chooser)
        places.append(place)
        for mention in group.mentions:
            links[mention.label, mention.at] = Link(place.id, mention.evidence.by)
    return PlacesLayer(tuple(places), links)


def _place(doc: Document, id: str, group: Group, chooser: Chooser) -> Place:
    record = chooser.best(group)
    mentions = tuple(_occurrence(m) for m in group.mentions)
    if isinstance(record, CrossingRecord):
        return _crossing(id, record, mentions)
    stated = group.kinds.most_common(1)[0][0] if group.kinds else None
    if record is None:
        country = _nearest_country(chooser)
        if stated in CROSSING_KINDS:
            return BorderCrossing(
                id=id, name=mentions[0].text, kind=stated, country=country, mentions=mentions
            )
        name = mentions[0].text
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


def _crossing(id: str, record: CrossingRecord, mentions: tuple[Occurrence, ...]) -> BorderCrossing:
    return BorderCrossing(
        id=id,
        name=record.name,
        kind=record.place_kind,
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
    from persian_news_ie.link.evidence import by_id

    for id in parents(record):
        parent = by_id().get(id)
        if parent and parent.kind in ("province", "governorate"):
            return parent.name
    return None


def _nearest_country(chooser: Chooser) -> str | None:
    common = chooser.countries.most_common(1)
    return common[0][0] if common else HOME


def _occurrence(mention: Mention) -> Occurrence:
    return Occurrence(
        start=mention.span.start,
        stop=mention.span.stop,
        text=mention.text,
        score=round(mention.score, 3),
        by=mention.evidence.by,
    )
