"""From organisation mentions to organisations: one record each, with kind and parent body."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import Organization, Place
from persian_news_ie.find.branches import words
from persian_news_ie.find.gazetteer import BodyName, BodyReading
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.tables import BodyRecord, KindWord, countries
from persian_news_ie.link.branches import Local, is_named, linked_places, local
from persian_news_ie.link.occurrences import occurrence
from persian_news_ie.link.place_groups import with_parts
from persian_news_ie.text.normalize import phrase_key

HOME = "IR"  # the country of the news
SHORTEST = 3  # words of a name that may be the longer one shortened in the middle; media have fewer


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
    branch: Local | None = None
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """Bodies in the order they were found, by what a name of the same body shares with theirs."""

    bodies: list[Body] = field(default_factory=list)
    numbers: defaultdict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, body: Body) -> None:
        """One more body."""
        begun = (("begin", body.keys[:stop]) for stop in range(1, len(body.keys)))
        for shared in {*_shared(body), *begun, ("begin", body.keys[1:])}:
            self.numbers[shared].append(len(self.bodies))
        self.bodies.append(body)

    def knows(self, body: Body, record: BodyRecord | None) -> None:
        """The record of a body that was found without one."""
        body.record = record
        if record:
            self.numbers["record", record.id].append(self.bodies.index(body))

    def near(self, new: Body) -> Iterator[Body]:
        """The bodies that a name may be of."""
        shared = (*_shared(new), ("begin", new.keys))
        numbers = {n for one in shared for n in self.numbers.get(one, ())}
        return (self.bodies[n] for n in sorted(numbers))


def _shared(body: Body) -> Iterator[Hashable]:
    """What two names of one body have in common, unless one begins or ends the other."""
    yield "whole", "".join(body.keys)
    yield "ends", body.keys[0], body.keys[-1]
    if body.record:
        yield "record", body.record.id
    if body.branch and body.branch.place and body.branch.parts.record:
        yield "branch", body.branch.parts.record.id, body.branch.place.id


def _head_kinds(doc: Document) -> dict[int, str]:
    return {at.start: w.kind for at, w in doc.hits.of(KindWord) if w.entity == "ORG"}


def _bodies(doc: Document) -> list[Body]:
    """The bodies of a document; a shorter name that begins a longer one means the same body."""
    heads, places = _head_kinds(doc), linked_places(doc)
    found = Found()
    ordered = sorted(with_parts(doc.mentions, "ORG"), key=lambda m: -len(m[0].text))
    for mention, whole in ordered:
        if whole is not None and whole.label == "ORG" and mention.at.start not in heads:
            continue  # an abbreviation inside the name of a body is no body of its own
        new = _body(doc, mention, heads, places)
        body = next((b for b in found.near(new) if _same(b, new, heads)), new)
        if body is new:
            found.add(new)
            continue
        body.mentions.append(mention)
        if body.keys[1:] == new.keys and body.branch is None and not body.record:
            found.knows(body, new.record)
    return found.bodies


def _body(
    doc: Document, mention: Mention, heads: Mapping[int, str], places: Mapping[int, Place]
) -> Body:
    """The body that a mention names, by itself."""
    reading = mention.value if isinstance(mention.value, BodyReading) else None
    known = reading.record if reading else _with_tail(doc, mention.at)
    branch = local(doc, mention, places)
    record = None if branch or _is_foreign(doc, mention, known) else known
    kind = reading.kind if reading else heads.get(mention.at.start) or _medium(doc, mention)
    above = branch.parts.record if branch else None
    if above and (kind == "other" or above.kind == "sport_body"):
        kind = "department" if above.kind == "ministry" else above.kind
    keys = tuple(doc.tokens.keys[slice(*mention.at)])
    return Body(doc.named(mention.at), keys, record, kind, branch, [mention])


def _with_tail(doc: Document, at: Span) -> BodyRecord | None:
    """The body of ours whose name ends in «of Iran» or «of the country» here and nowhere else."""
    for found, name in doc.hits.at(BodyName, at.start):
        ours = name.record.country == HOME and not name.guarded and found.stop < at.stop
        if ours and any(tail.stop == at.stop for tail in words(doc, found.stop, "tails")):
            return name.record
    return None


def _medium(doc: Document, mention: Mention) -> str:
    """«media» if a body without a head word of bodies is cited as one, or begins like one."""
    keys, start = doc.tokens.keys, mention.at.start
    citing = ("".join(keys[i:start]) in listed("citing") for i in range(max(0, start - 3), start))
    cited = mention.at.stop - start <= SHORTEST and any(citing)
    begun = leading(keys[start : mention.at.stop], listed("media")) > 0
    return "media" if cited or begun else "other"


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


def _same(body: Body, other: Body, heads: Mapping[int, str]) -> bool:
    """Whether a body is one whose name is as long or longer."""
    long, short = body.keys, other.keys
    if other.record and body.record:
        return other.record.id == body.record.id
    if "".join(long) == "".join(short) or _same_branch(body, other):
        return True
    begins = long[: len(short)] == short and other.mentions[0].at.start in heads
    if other.record and other.record.country == HOME and "".join(long[len(short) :]) in foreign():
        return False  # «the federation» is ours, «the federation of …» is not
    headless = long[1:] == short and body.mentions[0].at.start in heads  # «شرکت X» and «X»
    return begins or headless or _is_longer(long, short)


def _same_branch(body: Body, other: Body) -> bool:
    """Whether two names are of the branch of one body in one place."""
    one, two = body.branch, other.branch
    if not (one and two and one.place and two.place):
        return False
    return (one.called, one.place.id) == (two.called, two.place.id)


def link_organizations(doc: Document) -> OrganizationsLayer:
    """The organisations of a document whose places are linked, in the order of first mention."""
    found = _bodies(doc)
    for body in found:
        body.mentions.sort(key=lambda m: m.at)
    found.sort(key=lambda b: b.mentions[0].at)
    ids = {id(body): f"org-{n}" for n, body in enumerate(found, 1)}
    links: dict[tuple[str, Span], Link] = {}
    organizations = []
    for body in found:
        owner = _known(doc, body, found)
        above = owner or _above(doc, body, found)
        parent = ids[id(above)] if above and above is not body else None
        organizations.append(_organization(ids[id(body)], body, owner, parent))
        links |= {(m.label, m.at): Link(ids[id(body)], m.evidence.by) for m in body.mentions}
    return OrganizationsLayer(tuple(organizations), links)


def _above(doc: Document, body: Body, found: Sequence[Body]) -> Body | None:
    """The body above another, if the text names it."""
    record = body.branch.parts.record if body.branch else body.record
    wanted = record and (record.id if body.branch else record.parent)
    if wanted:
        return next((b for b in found if b.record and b.record.id == wanted), None)
    parts = [p.at for m in body.mentions for p in m.parts if _is_owner(doc, m, p)]
    return next((b for b in found if any(m.at in parts for m in b.mentions)), None)


def _known(doc: Document, body: Body, found: Sequence[Body]) -> Body | None:
    """The body in the text that a branch without a record is one of."""
    if body.branch is None or body.branch.parts.record:
        return None
    core = body.branch.parts.core
    named = (b for b in found if any(is_named(doc, core, m.at) for m in b.mentions))
    return next((b for b in named if b is not body), None)


def _is_owner(doc: Document, body: Mention, part: Mention) -> bool:
    """Whether a body inside the name of another is the one whose part that is."""
    unit = any(words(doc, body.at.start, "units"))
    return unit and part.label == "ORG" and part.at.stop == body.at.stop


def _organization(id: str, body: Body, owner: Body | None, parent: str | None) -> Organization:
    record, branch = body.record, body.branch
    of = (branch.parts.record if branch else None) or owner
    return Organization(
        id=id,
        name=record.name if record else body.name,
        kind=record.kind if record else body.kind,
        parent=parent,
        branch_of=of.name if of else None,
        place=branch.place.id if of and branch and branch.place else None,
        country=(record.country or None) if record else None,
        mentions=tuple(map(occurrence, body.mentions)),
    )
