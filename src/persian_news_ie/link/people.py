"""From person mentions to people: one record each, with every role and everything that means it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import Occurrence, Person, Role
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.trim import cut
from persian_news_ie.link.bearers import Bearer, bearers
from persian_news_ie.link.coref import pronouns
from persian_news_ie.link.holders import HOME, Resolved, holders, known_holders, offices_alone
from persian_news_ie.link.leads import leads
from persian_news_ie.link.line import Attachment, Line, Share, office_of
from persian_news_ie.link.names import inside, named
from persian_news_ie.link.occurrences import occurrence
from persian_news_ie.link.roles import attach
from persian_news_ie.text.normalize import key_of

WHOLE = Share()  # of an office that is one person's
NAMELESS = frozenset(("OFFICE", "PERSON"))  # if no person is known to be meant, as for saints
KNOWN = "coref:known holder"
POINTING = ("coref:office", KNOWN)  # offices without a name that are roles


@dataclass(frozen=True, slots=True)
class PeopleLayer:
    """The people of a document and the links of their mentions."""

    people: tuple[Person, ...]
    links: Mapping[tuple[str, Span], Link]


def link_people(doc: Document) -> PeopleLayer:
    """The people of a document; roles are `of` the places and bodies linked before."""
    persons = bearers(named(doc, inside(doc.mentions, "PERSON")))
    person_of = {n.mention.at: i for i, b in enumerate(persons) for n in b.names}
    names = {b.fullest.words[-1]: i for i, b in enumerate(persons)}
    line = Line.of(doc)
    attached = [a for a in attach(line) if a.person.at in person_of]
    attached += leads(line, attached, person_of)
    resolved = [*_holding(attached, person_of), *_pointing(doc, attached, person_of, names)]
    held, meant = defaultdict(list), defaultdict(list)
    for a in attached:
        held[person_of[a.person.at]].append(a)
    for r in resolved:
        meant[r.person].append(r)
    people = tuple(_person(doc, i, bearer, held[i], meant[i]) for i, bearer in enumerate(persons))
    return PeopleLayer(people, dict(_links(persons, resolved)))


def _id(number: int) -> str:
    return f"person-{number + 1}"


def _holding(attached: Iterable[Attachment], person_of: Mapping[Span, int]) -> Iterator[Resolved]:
    """Offices that stand beside their holder's name mean the holder too."""
    seen = set[Span]()
    for a in attached:
        if a.office.label == "OFFICE" and a.office.at not in seen:
            seen.add(a.office.at)
            yield Resolved(a.office, person_of[a.person.at], a.by, "office")


def _pointing(
    doc: Document,
    attached: Sequence[Attachment],
    person_of: Mapping[Span, int],
    names: Mapping[str, int],
) -> Iterator[Resolved]:
    """Offices alone, then pronouns, which may mean what the offices mean."""
    taken = {a.office.at for a in attached}
    alone = [m for m in inside(doc.mentions, "OFFICE") if m.at not in taken]
    offices = list(offices_alone(alone, holders(doc, attached, person_of)))
    offices += known_holders(alone, [r.mention.at for r in offices], names)
    yield from offices
    known = {r.mention.at for r in offices} | taken | person_of.keys()
    people = [*person_of.items(), *((r.mention.at, r.person) for r in offices)]
    unnamed = [m for m in doc.mentions if m.label in NAMELESS and m.at not in known]
    titles: dict[int, frozenset[str]] = {}
    for a in attached:
        value, number = office_of(a.office), person_of[a.person.at]
        if value:
            titles[number] = titles.get(number, frozenset()) | {key_of(value.title)}
    yield from pronouns(doc, people, unnamed, titles)


def _person(
    doc: Document,
    number: int,
    bearer: Bearer,
    attached: Sequence[Attachment],
    mine: Sequence[Resolved],
) -> Person:
    offices = [(a.office, a.by, a.own) for a in attached]
    offices += [(r.mention, r.by, WHOLE) for r in mine if r.by in POINTING and _says_of(doc, r)]
    mentions = [*_names(doc, bearer), *(occurrence(r.mention, r.kind, r.by) for r in mine)]
    return Person(
        id=_id(number),
        name=doc.named(bearer.fullest.at),
        roles=tuple(_roles(doc, offices)),
        mentions=tuple(sorted(mentions, key=lambda o: o.start)),
    )


def _says_of(doc: Document, found: Resolved) -> bool:
    """Whether an office says what it is of: a bare title adds nothing, unless all know whose."""
    value = office_of(found.mention)
    if found.by == KNOWN:
        return True
    if value is None or value.complement is None:
        return False
    return not passing().issuperset(doc.tokens.keys[slice(*value.complement)])


@cache
def passing() -> frozenset[str]:
    """The keys of «new» and the like, which tell one office from no other."""
    return keys("status", "current")


def _names(doc: Document, bearer: Bearer) -> Iterator[Occurrence]:
    for name, kind, by in zip(bearer.names, bearer.kinds, bearer.reasons, strict=True):
        found = name.mention.evidence.by if by == "name" else f"{by} ({name.mention.evidence.by})"
        yield occurrence(cut(doc, name.mention, name.at), kind, found)


def _roles(doc: Document, offices: Iterable[tuple[Mention, str, Share]]) -> Iterator[Role]:
    """The roles of one person; the same words count once, «new» and the like aside."""
    seen = set[str]()
    for office, by, own in offices:
        words = "".join(k for k in doc.tokens.keys[slice(*office.at)] if k not in passing())
        if words in seen:
            continue
        seen.add(words)
        yield role(doc, office, by, own)


def role(doc: Document, office: Mention, by: str, own: Share = WHOLE) -> Role:
    """An office as a role; `own` is what of a shared office is this person's."""
    value, (start, stop) = office_of(office), office.span
    return Role(
        text=office.text,
        title=own.title or (value.title if value else office.text),
        start=start,
        stop=stop,
        of=_of(doc, office.parts if own.parts is None else own.parts) or _pointed_at(doc, office),
        status="former" if by == "role:once" else value.status if value else "current",
        by=by,
    )


def _of(doc: Document, parts: Sequence[Mention]) -> str | None:
    """The entity an office is of: a body before a place, the first of either."""
    for label in ("ORG", "PLACE"):
        for part in parts:
            link = doc.link(part)
            if part.label == label and link:
                return link.entity
    return None


def _pointed_at(doc: Document, office: Mention) -> str | None:
    """The entity that «this bank» and the like in an office mean, or «our country»."""
    start, stop = office.at
    spans = (Span(at, at + n) for at in range(start + 1, stop - 1) for n in (2, 3))
    links = (doc.links.get(("PRONOUN", at)) for at in spans if at.stop <= stop)
    pointed = next((link.entity for link in links if link), None)
    value = office_of(office)
    home = (p.id for p in doc.places if p.kind == "country" and p.country == HOME)
    return pointed or (next(home, None) if value and value.is_ours else None)


def _links(
    persons: Sequence[Bearer], resolved: Iterable[Resolved]
) -> Iterator[tuple[tuple[str, Span], Link]]:
    for number, bearer in enumerate(persons):
        for name, kind, by in zip(bearer.names, bearer.kinds, bearer.reasons, strict=True):
            reason = by if by != "name" else name.mention.evidence.by
            yield ("PERSON", name.mention.at), Link(_id(number), reason, kind)
    for r in resolved:
        yield (r.mention.label, r.mention.at), Link(_id(r.person), r.by, r.kind)
