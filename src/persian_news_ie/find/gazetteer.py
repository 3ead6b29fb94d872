"""Places, crossings and organisations that the tables know, and names behind their head words."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find import tables
from persian_news_ie.find.crossings import (
    CROSSING_KINDS,
    acts_as_customs,
    is_by_the_border,
    is_headed,
    named_by_tagger,
    proper,
    tagged,
)
from persian_news_ie.find.namewords import listed
from persian_news_ie.find.tables import BodyRecord, CrossingRecord, KindWord, PlaceRecord
from persian_news_ie.text.normalize import phrase_key

# A name behind one of these head words is a place even if no table knows it.
NAMING_KINDS = CROSSING_KINDS | {"village"}
VOWELS = ("ا", "و")
COPULA = "ست"
COPULA_KINDS = frozenset(("country", "region"))
WATERS = frozenset(("sea", "river"))
MAX_LIST = 8  # names that one plural head word governs («مرزهای مهران، شلمچه و …»)


class PlaceName(NamedTuple):
    """A form of a place or crossing; `guarded` forms count only in context."""

    record: PlaceRecord | CrossingRecord
    guarded: bool


class BodyName(NamedTuple):
    """A form of an organisation; `guarded` forms count only in context."""

    record: BodyRecord
    guarded: bool


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What the tables say of a place name: its records, best first, and the head word before it.

    `name` is where the bare name stands, in tokens; `guarded` says that no context spoke for it,
    `unsure` are the ids of records that need context where others do not.
    """

    records: tuple[PlaceRecord | CrossingRecord, ...]
    kind: str | None
    name: Span
    guarded: bool = False
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BodyReading:
    """What the tables say of an organisation: its record, or the kind its head word names."""

    record: BodyRecord | None
    kind: str
    guarded: bool = False


def _forms(record: PlaceRecord | CrossingRecord) -> Iterator[tuple[str, PlaceName]]:
    for form in (record.name, *record.variants):
        if form not in record.guarded:
            yield form, PlaceName(record, record.needs_context and not is_headed(form))
    for form in record.guarded:
        yield form, PlaceName(record, True)
    if isinstance(record, CrossingRecord):
        for form in record.counterpart:  # the other side's name is also that of a town
            yield form, PlaceName(record, True)


def _with_copula() -> Iterator[tuple[str, PlaceName]]:
    """Countries and continents written together with «is», as news do behind a vowel."""
    for record in tables.places():
        if record.kind in COPULA_KINDS:
            for form, name in _forms(record):
                if form.endswith(VOWELS) and not name.guarded:
                    yield form + COPULA, name


def _body_forms(record: BodyRecord) -> Iterator[tuple[str, BodyName]]:
    for form in (record.name, *record.variants, *record.abbreviations):
        yield form, BodyName(record, False)
    for form in record.guarded:
        yield form, BodyName(record, True)


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of places, crossings, organisations and head words."""
    yield from chain.from_iterable(map(_forms, tables.places()))
    yield from _with_copula()
    yield from chain.from_iterable(map(_forms, tables.crossings()))
    yield from chain.from_iterable(map(_body_forms, tables.bodies()))
    for kind in tables.kind_words():
        for form in (kind.word, *kind.variants):
            yield form, kind


@dataclass(slots=True)
class _Search:
    """The hits of one document by where they start."""

    doc: Document
    names: defaultdict[Span, list[PlaceName]]
    starts: defaultdict[int, list[Span]]
    tagged: Mapping[int, Mention]

    @classmethod
    def of(cls, doc: Document) -> "_Search":
        names: defaultdict[Span, list[PlaceName]] = defaultdict(list)
        starts: defaultdict[int, list[Span]] = defaultdict(list)
        for at, name in doc.hits.of(PlaceName):
            if at not in names:
                starts[at.start].append(at)
            names[at].append(name)
        return cls(doc, names, starts, tagged(doc))

    def bare(self) -> Iterator[Mention]:
        """Names without a head word; guarded ones say so."""
        for at, names in self.names.items():
            guarded = all(n.guarded for n in names)
            records = tuple(n.record for n in names)
            unsure = frozenset(n.record.id for n in names if n.guarded)
            reading = PlaceReading(records, None, at, guarded, unsure)
            yield self.doc.mention("PLACE", at, "table:places", reading, 0.4 if guarded else 0.9)

    def headed(self, head: Span, kind: KindWord) -> Iterator[Mention]:
        """Names behind a head word; behind a plural one, each of a list."""
        found = self.named(head.stop, kind)
        if found is None:
            found = self.borne(head, kind) or self.unknown(head, kind)
        if found is None:
            return
        at, reading = found
        whole = Span(head.start, at.stop)
        if whole in self.names:  # the head word is part of the name: «اقلیم کردستان»
            return
        yield self.mention(at if kind.is_plural else whole, reading)
        if acts_as_customs(self.doc, head, at.stop):
            yield self.doc.mention("ORG", whole, "table:kinds", BodyReading(None, "agency"), 0.8)
        words = self.doc.words
        for _ in range(MAX_LIST if kind.is_plural else 0):
            link = words.has(at.stop, "comma") or words.has(at.stop, "and")
            found = (self.named(link, kind) or self.partner(link, kind)) if link else None
            if found is None:
                return
            at, reading = found
            yield self.mention(at, reading)

    def named(self, start: int, kind: KindWord) -> tuple[Span, PlaceReading] | None:
        """The longest name at a token that a head word of this kind can have."""
        for at in sorted(self.starts.get(start, ()), key=lambda s: -s.stop):
            records = tuple(n.record for n in self.names[at] if fits(n.record, kind.kind))
            if records:
                return at, PlaceReading(records, kind.kind, at)
            towns = [n.record for n in self.names[at] if not n.guarded]
            known = kind.kind in CROSSING_KINDS and not kind.needs_context
            if known and is_by_the_border(towns):
                return at, PlaceReading((), kind.kind, at)
        return None

    def borne(self, head: Span, kind: KindWord) -> tuple[Span, PlaceReading] | None:
        """The name of another place that a street or cinema bears, or of a sea that a dam does."""
        of_any = self.doc.glued(head) in listed("bearing")
        if kind.needs_context or kind.is_plural or not (of_any or kind.kind == "facility"):
            return None
        for at in sorted(self.starts.get(head.stop, ()), key=lambda s: -s.stop)[:1]:
            if of_any or any(place_kind(n.record) in WATERS for n in self.names[at]):
                return at, PlaceReading((), kind.kind, at)
        return None

    def unknown(self, head: Span, kind: KindWord) -> tuple[Span, PlaceReading] | None:
        """A crossing that only a tagger knows."""
        crossing = kind.kind in CROSSING_KINDS
        at = named_by_tagger(self.doc, head, kind, self.tagged) if crossing else None
        return self.crossing(at, kind)

    def partner(self, start: int, kind: KindWord) -> tuple[Span, PlaceReading] | None:
        """A name that a tagger has found in a list of crossings."""
        found = self.tagged.get(start) if kind.kind in CROSSING_KINDS else None
        return self.crossing(proper(self.doc, found.at) if found else None, kind)

    def crossing(self, at: Span | None, kind: KindWord) -> tuple[Span, PlaceReading] | None:
        """A crossing without a record, unless another place is named in its name."""
        if at is None or any(i in self.starts for i in range(*at)):
            return None
        return at, PlaceReading((), kind.kind, at)

    def mention(self, at: Span, reading: PlaceReading) -> Mention:
        return self.doc.mention("PLACE", at, "table:places+head", reading, 0.97)


def place_kind(record: PlaceRecord | CrossingRecord) -> str:
    """The kind of a place, crossings included."""
    return record.place_kind if isinstance(record, CrossingRecord) else record.kind


def fits(record: PlaceRecord | CrossingRecord, kind: str) -> bool:
    """Whether a head word of this kind can stand before a name of this record."""
    own = place_kind(record)
    if kind in CROSSING_KINDS:
        return own in CROSSING_KINDS
    return own == kind or {own, kind} == {"province", "governorate"}


def find_places(doc: Document) -> tuple[Mention, ...]:
    """PLACE and ORG candidates that the tables know."""
    search = _Search.of(doc)
    found = list(search.bare())
    for at, kind in doc.hits.of(KindWord):
        if kind.entity == "PLACE":
            found += search.headed(at, kind)
        elif kind.entity == "ORG":
            found += _branch(search, at, kind)
    return (*found, *_bodies(doc))


def _bodies(doc: Document) -> Iterator[Mention]:
    for at, name in doc.hits.of(BodyName):
        if _is_of_verb(doc, at):
            continue
        reading = BodyReading(name.record, name.record.kind, name.guarded)
        yield doc.mention("ORG", at, "table:bodies", reading, 0.4 if name.guarded else 0.9)


def _is_of_verb(doc: Document, at: Span) -> bool:
    """Whether a word is but a part of a verb: «they were mobilised»."""
    found = doc.words.verbs.get(at.stop) if doc.glued(at) in listed("verbal") else None
    form = found.form if found else None
    return form is not None and phrase_key(form.infinitive) in listed("light")


def _branch(search: _Search, head: Span, kind: KindWord) -> Iterator[Mention]:
    """A head word of a body with the place it is of («استانداری کرمانشاه»)."""
    for at in sorted(search.starts.get(head.stop, ()), key=lambda s: -s.stop)[:1]:
        reading = BodyReading(None, kind.kind)
        yield search.doc.mention("ORG", Span(head.start, at.stop), "table:kinds", reading, 0.8)
