"""From organisation mentions to organisations: one record each, with kind and parent body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import Organization
from persian_news_ie.find.gazetteer import BodyReading
from persian_news_ie.find.namewords import listed
from persian_news_ie.find.tables import BodyRecord, KindWord, countries
from persian_news_ie.link.occurrences import occurrence
from persian_news_ie.link.place_groups import with_parts
from persian_news_ie.text.normalize import phrase_key

HOME = "IR"  # the country of the news
SHORTEST = 3  # words of a name that may be the longer one shortened in the middle


@dataclass(frozen=True, slots=True)
class OrganizationsLayer:
    """The organisations of a document and the links of their mentions."""

    organizations: tuple[Organization, ...]
    links: Mapping[tuple[str, Span], Link]


@dataclass(slots=True)
class Body:
    """Mentions of one organisation."""

    name: str
    keys: tuple[str, ...]
    record: BodyRecord | None
    kind: str
    mentions: list[Mention] = field(default_factory=list)
    above: BodyRecord | None = None  # of a branch: the body it is a branch of


def _head_kinds(doc: Document) -> dict[int, str]:
    return {at.start: w.kind for at, w in doc.hits.of(KindWord) if w.entity == "ORG"}


def _bodies(doc: Document) -> list[Body]:
    """The bodies of a document; a shorter name that begins a longer one means the same body."""
    heads = _head_kinds(doc)
    found: list[Body] = []
    ordered = sorted(with_parts(doc.mentions, "ORG"), key=lambda m: -len(m[0].text))
    for mention, whole in ordered:
        if whole is not None and whole.label == "ORG" and mention.at.start not in heads:
            continue  # an abbreviation inside the name of a body is no body of its own
        reading = mention.value if isinstance(mention.value, BodyReading) else None
        keys = tuple(doc.tokens.keys[mention.at.start : mention.at.stop])
        known = reading.record if reading else None
        branch = known is not None and _is_branch(keys, known)
        record = None if branch or _is_foreign(doc, mention, known) else known
        body = next((b for b in found if _same(b, keys, record, mention, heads)), None)
        if body is None:
            kind = reading.kind if reading else heads.get(mention.at.start, "other")
            body = Body(doc.named(mention.at), keys, record, kind, above=known if branch else None)
            found.append(body)
        body.mentions.append(mention)
    return found


def _is_branch(keys: Sequence[str], record: BodyRecord) -> bool:
    """Whether a name is that of a body in a province: the table knows the whole country's."""
    forms = (record.name, *record.variants, *record.abbreviations, *record.guarded)
    return not listed("provincial").isdisjoint(keys) and "".join(keys) not in map(phrase_key, forms)


def _is_foreign(doc: Document, mention: Mention, record: BodyRecord | None) -> bool:
    """Whether a body of ours by its name is that of «this country» or «this regime»."""
    after = doc.tokens.keys[mention.at.stop : mention.at.stop + 2]
    return record is not None and record.country == HOME and "".join(after) in listed("elsewhere")


def _is_longer(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a name is another with «… and» or «club» put in («company for building and …»)."""
    more = len(long) - len(short)
    if more < 1 or len(short) < SHORTEST or long[0] != short[0]:
        return False
    same = next((i for i, (a, b) in enumerate(zip(long, short, strict=False)) if a != b), 0)
    put_in = long[same : same + more]
    told = put_in[-1] in listed("joined") or listed("fillers").issuperset(put_in)
    return same > 0 and told and tuple(long[same + more :]) == tuple(short[same:])


@cache
def foreign() -> frozenset[str]:
    """The keys of the names of other countries."""
    others = (c for c in countries() if c.iso2 != HOME)
    return frozenset(phrase_key(n) for c in others for n in (c.name, *c.variants))


def _same(
    body: Body,
    keys: tuple[str, ...],
    record: BodyRecord | None,
    mention: Mention,
    heads: Mapping[int, str],
) -> bool:
    if record and body.record:
        return record.id == body.record.id
    if "".join(keys) == "".join(body.keys):
        return True
    begins = body.keys[: len(keys)] == keys and mention.at.start in heads
    if record and record.country == HOME and "".join(body.keys[len(keys) :]) in foreign():
        return False  # «the federation» is ours, «the federation of …» is not
    headless = body.keys[1:] == keys and body.mentions[0].at.start in heads  # «شرکت X» and «X»
    return begins or headless or _is_longer(body.keys, keys)


def link_organizations(doc: Document) -> OrganizationsLayer:
    """The organisations of a document, in the order of their first mention."""
    found = _bodies(doc)
    for body in found:
        body.mentions.sort(key=lambda m: m.at)
    found.sort(key=lambda b: b.mentions[0].at)
    ids = {b.record.id: f"org-{n}" for n, b in enumerate(found, 1) if b.record}
    links: dict[tuple[str, Span], Link] = {}
    organizations = []
    for number, body in enumerate(found, 1):
        id = f"org-{number}"
        organizations.append(_organization(id, body, ids))
        links |= {(m.label, m.at): Link(id, m.evidence.by) for m in body.mentions}
    return OrganizationsLayer(tuple(organizations), links)


def _organization(id: str, body: Body, ids: Mapping[str, str]) -> Organization:
    record = body.record
    return Organization(
        id=id,
        name=record.name if record else body.name,
        kind=record.kind if record else body.kind,
        parent=ids.get(record.parent if record else body.above.id if body.above else ""),
        country=(record.country or None) if record else None,
        mentions=tuple(map(occurrence, body.mentions)),
    )
