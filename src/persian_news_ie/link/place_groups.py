"""Place mentions grouped by the place they name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.crossings import CROSSING_KINDS
from persian_news_ie.find.gazetteer import PlaceName, PlaceReading, place_kind
from persian_news_ie.find.namewords import listed
from persian_news_ie.find.offices import Office
from persian_news_ie.find.tables import KindWord
from persian_news_ie.link.evidence import capitals, is_abroad, kinds_by_office, land_of
from persian_news_ie.link.place_choice import Chooser, Group, Record, chooser_of
from persian_news_ie.link.same_building import merged_buildings
from persian_news_ie.link.spelling import Spellings, close
from persian_news_ie.text.normalize import fold, key

MOST_BEFORE = 6  # tokens from the head of an office of a state to «in»
OF_OFFICE = "of office"  # what an office that takes places of a kind says, among stated kinds


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


def _inner(doc: Document, mention: Mention, heads: Mapping[int, str]) -> PlaceReading | None:
    """The reading of the name behind a head word that cannot have it: «مرز» of a country."""
    road = doc.tokens.keys[mention.at.start] in listed("roads")
    if mention.at.start not in heads or (heads[mention.at.start] == "facility" and not road):
        return None  # neither a quarter of a town nor a street that bears its name is the town
    at = Span(mention.at.start + 1, mention.at.stop)
    hits = doc.hits.at(PlaceName, at.start)
    records = tuple(name.record for found, name in hits if found == at)
    return PlaceReading(records, None, at) if records else None


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


def _name(
    doc: Document, mention: Mention, reading: PlaceReading | None, heads: Mapping[int, str]
) -> str:
    """The key of a mention's name, without its head word."""
    at = reading.name if reading else mention.at
    start = at.start
    if reading is None and start in heads and at.stop - start > 1:
        start += 1
    return doc.glued(Span(start, at.stop))


def _named(doc: Document) -> dict[str, list[Group]]:
    """The place mentions of a document by name; a stated kind keeps namesakes apart."""
    heads = _head_kinds(doc)
    paired = _paired_capitals(doc)
    found: defaultdict[str, dict[str, Group]] = defaultdict(dict)
    for mention, whole in with_parts(doc.mentions, "PLACE"):
        if not _counts(mention):
            continue
        reading = _reading(mention) or _inner(doc, mention, heads)
        stated = list(_stated(doc, mention, reading, whole, heads))
        # Buildings are told apart by their head word: a hotel is not the hall of the same name.
        built = "facility" in stated and mention.at.start in heads
        own = (reading.kind or "") if reading else ""
        own = OF_OFFICE if whole is not None and stated and not own else own
        own = doc.tokens.keys[mention.at.start] if built else own
        group = found[_name(doc, mention, reading, heads)].setdefault(own, Group())
        if reading:
            group.records |= {r.id: r for r in reading.records}
            group.sure |= group.records.keys() - reading.unsure
        group.mentions.append(mention)
        group.kinds.update(stated)
        land = land_of(_before(doc, mention, whole)) if whole else None
        group.lands |= {land} if land else set()
        group.is_abroad |= _is_abroad(doc, mention)
        group.is_paired |= mention.at in paired
    return {name: _joined(by_kind) for name, by_kind in found.items()}


def _joined(by_kind: dict[str, Group]) -> list[Group]:
    """Mentions without a stated kind go with the commonest one that is stated and may be meant.

    A governor is over a county, never over the crossing that bears its name.
    """
    of_office = by_kind.pop(OF_OFFICE, None)
    bare = by_kind.pop("", None)
    if of_office and not CROSSING_KINDS.isdisjoint(by_kind):
        by_kind[OF_OFFICE] = of_office
    elif of_office and bare:
        bare.join(of_office)
    else:
        bare = bare or of_office
    stated = sorted(by_kind.values(), key=lambda g: -len(g.mentions))
    if bare is None:
        return stated
    meant = next((g for g in stated if _may_be(g, bare)), None)
    if meant is None:
        return [*stated, bare]
    meant.join(bare)
    return stated


def _may_be(stated: Group, bare: Group) -> bool:
    """Whether a name alone can mean what a head word before it states."""
    known = stated.records.keys() | bare.records.keys()
    return not known or bool(stated.records.keys() & bare.records.keys())


def groups(doc: Document) -> tuple[list[Group], Chooser]:
    """The places that a document names, each with all its mentions, and what chose among them."""
    found = [g for named in _named(doc).values() for g in named]
    chooser = chooser_of(found)
    known = {
        _whole(mention): record
        for group in found
        if (record := chooser.best(group))
        for mention in group.mentions
    }
    spellings = Spellings()
    for name in known:
        spellings.add(name)
    by_record: dict[str, Group] = {}
    for group in found:
        group.record = chooser.best(group) or _misspelt(_whole(group.mentions[0]), known, spellings)
        id = group.record.id if group.record else f"unknown-{group.mentions[0].at.start}"
        if id in by_record:
            by_record[id].join(group)
        else:
            by_record[id] = group
    return merged_buildings(doc, by_record.values()), chooser


def _whole(mention: Mention) -> str:
    return key(fold(mention.text).text)


def _misspelt(name: str, known: Mapping[str, Record], spellings: Spellings) -> Record | None:
    """The place whose name in the article a name without a record comes close to."""
    return next((known[other] for other in spellings.like(name) if close(name, other)), None)


def _stated(
    doc: Document,
    mention: Mention,
    reading: PlaceReading | None,
    whole: Mention | None,
    heads: Mapping[int, str],
) -> Iterator[str]:
    """The kinds that the words around a mention give it."""
    if reading and reading.kind:
        yield reading.kind
    elif reading is None and mention.at.start in heads and mention.at.stop - mention.at.start > 1:
        yield heads[mention.at.start]
    if whole is not None:
        first = _before(doc, mention, whole)
        own = {place_kind(r) for r in reading.records} if reading else set()
        yield from islice((k for k in kinds_by_office(first) if k in own), 1)


def _before(doc: Document, place: Mention, whole: Mention) -> list[str]:
    """The words of an office or body before a place in it, from its head on."""
    head = whole.value.head if isinstance(whole.value, Office) else whole.at
    return [key(norm) for norm in doc.tokens.norms[min(head, whole.at).start : place.at.start]]


def _is_abroad(doc: Document, place: Mention) -> bool:
    """Whether «the consul of Iran in» stands right before a place."""
    at, keys = place.at.start, doc.tokens.keys
    if not doc.words.has(at - 1, "in"):
        return False
    return any(is_abroad(keys[start : at - 1]) for start in range(max(at - MOST_BEFORE, 0), at - 1))


def _paired_capitals(doc: Document) -> set[Span]:
    """Where two capitals stand beside one another, as news name two states by them."""
    names = (m for m, _ in with_parts(doc.mentions, "PLACE") if (r := _reading(m)) and _leads(r))
    by_start = {m.at.start: m.at for m in names}
    pairs = ((at, by_start.get(doc.words.has(at.stop, "plus"))) for at in by_start.values())
    return {at for first, second in pairs if second for at in (first, second)}


def _leads(reading: PlaceReading) -> bool:
    """Whether a name is that of a capital too."""
    return any(record.id in capitals() for record in reading.records)
