"""Events: assertions of one happening become one fact with all its mentions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.facts import Assertion, Event, Participant, Slot
from persian_news_ie.link.chunks import core
from persian_news_ie.link.circumstances import completed
from persian_news_ie.link.claims import Claim
from persian_news_ie.link.entities import fullest
from persian_news_ie.link.happenings import (
    Happening,
    Part,
    happenings,
    key_of,
    trimmed,
)
from persian_news_ie.link.sameness import (
    Traits,
    near,
    office_words,
    place_key,
    same_event,
    traits,
)
from persian_news_ie.link.signings import signed_by, signings
from persian_news_ie.link.slots import date_slot, slot
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture

MOST = 40  # events of a kind, and tellings of one, that a telling is compared with


@dataclass(slots=True)
class Group:
    """Assertions of one event."""

    told: list[Happening] = field(default_factory=list)
    traits: list[Traits] = field(default_factory=list)  # that differ

    def add(self, told: Happening, traits: Traits) -> None:
        """One more assertion of the event; one that only points at it tells nothing new."""
        self.told.append(told)
        if not self.traits or not (traits.is_pointed_at or traits in self.traits[-MOST:]):
            self.traits.append(traits)

    @property
    def best(self) -> Happening:
        """The assertion that knows most; of equals the first."""
        return max(self.told, key=_fullness)

    @property
    def modality(self) -> str:
        """What an assertion with a verb of its own says, else a denial, else the fullest."""
        sure = [t.modality for t in self.told if t.is_told or t.modality == "denied"]
        return sure[0] if sure else self.best.modality


def _fullness(told: Happening) -> int:
    named = [p for p in told.parts if not p.understood]
    return 2 * len(named) + sum(map(bool, (told.place, told.date, told.position)))


def grouped(doc: Document, found: Sequence[Happening]) -> list[Group]:
    """The assertions by the event they are about, in the order of their first mention."""
    groups: list[Group] = []
    by_kind: defaultdict[str, list[Group]] = defaultdict(list)
    same = partial(same_event, doc.entities.countries)
    for told in found:
        known, mine = by_kind[told.kind], traits(doc, told)
        near = known[: -MOST - 1 : -1] if mine.is_pointed_at else known[-MOST:]
        alike = (g for g in near if any(map(partial(same, mine), g.traits[-MOST:])))
        group = next(alike, None)
        if group is None:
            group = Group()
            known.append(group)
            groups.append(group)
        group.add(told, mine)
    return groups


def _slot(doc: Document, capture: Capture | None) -> Slot | None:
    if capture is None:
        return None
    mention = core(capture.mention)
    return slot(doc, mention.at if mention else trimmed(doc, capture), mention)


def _participant(doc: Document, part: Part) -> Participant:
    link = doc.link(part.mention) if part.mention else None
    entity = link.entity if link else None
    mention = fullest(doc, part.mention) if part.mention else None
    span = doc.source_span(mention.at if mention else part.at)
    return Participant(
        text=doc.quoted(span), start=span.start, stop=span.stop, role=part.role, entity=entity
    )


def _participants(doc: Document, group: Group) -> tuple[Participant, ...]:
    """Those of the fullest assertion, then whom the others add."""
    found = list(group.best.parts)
    for told in group.told:
        new = (p for p in told.parts if not any(near(p.key, f.key) for f in found))
        found += [p for p in new if not p.is_pointed_at]
    return tuple(_participant(doc, p) for p in _named_first(doc, found))


def _named_first(doc: Document, parts: Sequence[Part]) -> Sequence[Part]:
    """Participants without those that only stand for others who are named."""
    named = [p for p in parts if not (p.understood or doc.words.has(p.at.start, "peer"))]
    holders = [p for p in parts if p.role == "appointee"]
    if any(p.role == "counterpart" for p in named):
        return named
    if any(_is_person(p) for p in holders):
        return [p for p in parts if p.role != "appointee" or _is_person(p)]
    return parts


def _is_person(part: Part) -> bool:
    return part.mention is not None and part.mention.label == "PERSON"


def _names_holder(told: Happening) -> bool:
    """Whether an assertion calls who gets or loses an office by name."""
    return any(p.role == "appointee" and _is_person(p) for p in told.parts)


def _filled(group: Group, name: str) -> Capture | None:
    """A slot of an event: from its fullest assertion, else the first that has it."""
    values = (getattr(told, name) for told in (group.best, *group.told))
    return next((v for v in values if v is not None), None)


def _position(doc: Document, group: Group) -> Capture | None:
    """The office of an event: as it is given with the holder's name, unless others say more."""
    told_of = sorted(group.told, key=_names_holder, reverse=True)
    offices = [told for told in told_of if told.position]
    fuller = (t for t in offices if office_words(doc, offices[0]) < office_words(doc, t))
    return next((told.position for told in (*fuller, *offices)), None)


def _place(doc: Document, group: Group) -> Capture | None:
    """The place of an event: the first, unless another lies in it."""
    first = _filled(group, "place")
    if first is None:
        return None
    whole = key_of(doc, Span(first.start, first.stop), core(first.mention))
    for told in group.told:
        if (
            told.place
            and place_key(doc, told) != whole
            and doc.entities.countries.get(place_key(doc, told)) == whole
        ):
            return told.place
    return first


def _assertion(doc: Document, told: Happening) -> Assertion:
    span = doc.source_span(told.at)
    return Assertion(start=span.start, stop=span.stop)


def _event(doc: Document, number: int, group: Group) -> Event:
    mentions = tuple(_assertion(doc, told) for told in group.told)
    date = _filled(group, "date")
    return Event(
        id=f"event-{number}",
        kind=group.best.kind,
        modality=group.modality,
        start=mentions[0].start,
        stop=mentions[0].stop,
        by=group.best.finding.rule.id,
        score=round(max(t.finding.rule.score for t in group.told), 3),
        participants=_participants(doc, group),
        position=_slot(doc, _position(doc, group)),
        place=_slot(doc, _place(doc, group)),
        date=date_slot(doc, date) if date else None,
        mentions=mentions,
    )


def events(doc: Document, findings: Sequence[Finding], found: Sequence[Claim]) -> tuple[Event, ...]:
    """The events of a document, in the order of their first mention.

    `found` are its claims about agreements: what is signed is an event too.
    """
    told = list(signed_by(doc, found, happenings(doc, findings)))
    told += signings(doc, found, told)
    groups = grouped(doc, completed(doc, told, findings))
    return tuple(_event(doc, n, g) for n, g in enumerate(groups, 1))
