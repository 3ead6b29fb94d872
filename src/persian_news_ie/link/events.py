"""Events: assertions of one happening become one fact with all its mentions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Assertion, DateSlot, Event, Participant, Slot
from persian_news_ie.link.happenings import (
    Happening,
    Part,
    core,
    date_value,
    happenings,
    key_of,
    trimmed,
)
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.pattern import Capture

# What is opened or closed tells such events apart, not who did it.
BY_PLACE = frozenset(("inauguration", "closure"))
BY_OFFICE = frozenset(("appointment", "election", "dismissal", "resignation"))
SAME_MODALITY = {"background": "realized", "hypothetical": "planned"}
SHARED = 0.6  # of the words of the shorter of two phrases for one place
SHORTEST = 3  # letters of a name that may be part of a longer one


@dataclass(slots=True)
class Group:
    """Assertions of one event."""

    told: list[Happening] = field(default_factory=list)

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
    return 2 * len(told.parts) + sum(map(bool, (told.place, told.date, told.position)))


def _near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST and short in long)


def _keys(told: Happening, *roles: str) -> list[str]:
    return [p.key for p in told.parts if not roles or p.role in roles]


def _within(fewer: Sequence[str], more: Sequence[str]) -> bool:
    return all(any(_near(a, b) for b in more) for a in fewer)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of participants may be of one event: one is part of the other."""
    return _within(one, other) or _within(other, one)


def _place_key(doc: Document, told: Happening) -> str:
    if told.place is None:
        return ""
    return key_of(doc, Span(told.place.start, told.place.stop), core(told.place.mention))


def _same_place(doc: Document, one: Happening, other: Happening) -> bool:
    first, second = _place_key(doc, one), _place_key(doc, other)
    if not (first and second):
        return one.kind not in BY_PLACE
    if _country(doc, first) == second or _country(doc, second) == first:
        return True
    return _near(first, second) or _share(_words(doc, one.place), _words(doc, other.place))


def _country(doc: Document, place: str) -> str:
    """The country, as a place of the text, that a place of the text lies in; empty if none is."""
    code = next((p.country for p in doc.places if p.id == place), None)
    countries = (p.id for p in doc.places if p.kind == "country" and p.country == code)
    return next(countries, "") if code else ""


def _words(doc: Document, place: Capture | None) -> frozenset[str]:
    """The words of a place that is a phrase; a name is not taken apart."""
    if place is None or place.mention is not None:
        return frozenset()
    return frozenset(doc.tokens.keys[place.start : place.stop])


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most words of the shorter phrase stand in the other."""
    return bool(one and other) and len(one & other) > SHARED * min(len(one), len(other))


def _day(doc: Document, told: Happening) -> str | None:
    return date_value(doc, told.date) if told.date else None


def _same_day(doc: Document, one: Happening, other: Happening) -> bool:
    first, second = _day(doc, one), _day(doc, other)
    return not (first and second) or (first[:7] == second[:7] and _near(first, second))


def _same_people(doc: Document, one: Happening, other: Happening) -> bool:
    if one.kind in BY_PLACE:
        return True
    if one.kind in BY_OFFICE:
        return _same_holder(doc, one, other)
    first, second = _known(doc, one), _known(doc, other)
    return bool(first and second) and _agree(first, second)


def _same_holder(doc: Document, one: Happening, other: Happening) -> bool:
    """Whether the same person gets or loses an office; who is not named is told by the office."""
    first, second = _keys(one, "appointee"), _keys(other, "appointee")
    if _agree(first, second):
        return bool(first and second)
    names = [_office(doc, told) for told in (one, other)]
    unnamed = any(
        p.mention is None or p.mention.label != "PERSON"
        for p in (*one.parts, *other.parts)
        if p.role == "appointee"
    )
    return unnamed and all(names) and _near(*names)


def _office(doc: Document, told: Happening) -> str:
    at = told.position
    return "".join(doc.tokens.keys[at.start : at.stop]) if at else ""


def _known(doc: Document, told: Happening) -> list[str]:
    """The participants that are told apart by name, not as somebody's counterpart."""
    return [p.key for p in told.parts if not doc.words.has(p.at.start, "peer")]


def _same_modality(one: Happening, other: Happening) -> bool:
    """Whether two modalities may be of one event; that of a noun is not sure."""
    first, second = (SAME_MODALITY.get(h.modality, h.modality) for h in (one, other))
    return first == second or not (one.is_told and other.is_told)


def _same(doc: Document, one: Happening, other: Happening) -> bool:
    """Whether two assertions are about one event."""
    if (
        one.kind != other.kind
        or not _same_modality(one, other)
        or not _same_people(doc, one, other)
    ):
        return False
    return _same_place(doc, one, other) and _same_day(doc, one, other)


def grouped(doc: Document, found: Sequence[Happening]) -> list[Group]:
    """The assertions by the event they are about, in the order of their first mention."""
    groups: list[Group] = []
    for told in found:
        for group in groups:
            if any(_same(doc, told, other) for other in group.told):
                group.told.append(told)
                break
        else:
            groups.append(Group([told]))
    return groups


def _slot(doc: Document, capture: Capture | None) -> Slot | None:
    if capture is None:
        return None
    mention = core(capture.mention)
    span = doc.source_span(mention.at if mention else trimmed(doc, capture))
    link = doc.link(mention) if mention else None
    entity = link.entity if link else None
    return Slot(text=doc.quoted(span), start=span.start, stop=span.stop, entity=entity)


def _date_slot(doc: Document, capture: Capture) -> DateSlot:
    span = doc.source_span(Span(capture.start, capture.stop))
    value = date_value(doc, capture)
    return DateSlot(text=doc.quoted(span), value=value, start=span.start, stop=span.stop)


def _named(doc: Document, mention: Mention, entity: str) -> Mention:
    """The fullest name of a person in the text; of equals the first."""
    names = [
        m
        for m in doc.mentions
        if m.label == "PERSON" and (link := doc.link(m)) and link.entity == entity
    ]
    return max(names, key=lambda m: m.at.stop - m.at.start, default=mention)


def _participant(doc: Document, part: Part) -> Participant:
    link = doc.link(part.mention) if part.mention else None
    entity = link.entity if link else None
    mention = part.mention
    if mention and entity and entity.startswith("person"):
        mention = _named(doc, mention, entity)
    span = doc.source_span(mention.at if mention else part.at)
    return Participant(
        text=doc.quoted(span), start=span.start, stop=span.stop, role=part.role, entity=entity
    )


def _participants(doc: Document, group: Group) -> tuple[Participant, ...]:
    """Those of the fullest assertion, then whom the others add."""
    found: list[Part] = []
    for told in (group.best, *group.told):
        found += [p for p in told.parts if not any(_near(p.key, f.key) for f in found)]
    named = [p for p in found if not doc.words.has(p.at.start, "peer")]
    if any(p.role == "counterpart" for p in named):
        found = named
    return tuple(_participant(doc, p) for p in found)


def _filled(group: Group, name: str) -> Capture | None:
    """A slot of an event: from its fullest assertion, else the first that has it."""
    values = (getattr(told, name) for told in (group.best, *group.told))
    return next((v for v in values if v is not None), None)


def _place(doc: Document, group: Group) -> Capture | None:
    """The place of an event: the first, unless another lies in it."""
    first = _filled(group, "place")
    if first is None:
        return None
    whole = key_of(doc, Span(first.start, first.stop), core(first.mention))
    for told in group.told:
        if (
            told.place
            and _place_key(doc, told) != whole
            and _country(doc, _place_key(doc, told)) == whole
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
        position=_slot(doc, _filled(group, "position")),
        place=_slot(doc, _place(doc, group)),
        date=_date_slot(doc, date) if date else None,
        mentions=mentions,
    )


def events(doc: Document, findings: Iterable[Finding]) -> tuple[Event, ...]:
    """The events of a document, in the order of their first mention."""
    groups = grouped(doc, happenings(doc, findings))
    return tuple(_event(doc, n, g) for n, g in enumerate(groups, 1))
