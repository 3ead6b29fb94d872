"""From organisation mentions to organisations: one record each, with kind and parent body."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import Occurrence, Organization
from persian_news_ie.find.gazetteer import BodyReading
from persian_news_ie.find.tables import BodyRecord, KindWord
from persian_news_ie.link.place_groups import with_parts


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
        record = reading.record if reading else None
        body = next((b for b in found if _same(b, keys, record, mention, heads)), None)
        if body is None:
            kind = reading.kind if reading else heads.get(mention.at.start, "other")
            body = Body(doc.named(mention.at), keys, record, kind)
            found.append(body)
        body.mentions.append(mention)
    return found


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
    headless = body.keys[1:] == keys and body.mentions[0].at.start in heads  # «شرکت X» and «X»
    return begins or headless


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
        parent=ids.get(record.parent) if record else None,
        country=(record.country or None) if record else None,
        mentions=tuple(_occurrences(body)),
    )


def _occurrences(body: Body) -> Iterator[Occurrence]:
    for m in body.mentions:
        yield Occurrence(
            start=m.span.start,
            stop=m.span.stop,
            text=m.text,
            score=round(m.score, 3),
            by=m.evidence.by,
        )
