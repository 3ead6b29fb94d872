"""When two assertions are about one event: by who, where, when, and how sure each is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.link.chunks import core
from persian_news_ie.link.happenings import MUTUAL, Happening, key_of
from persian_news_ie.link.moments import date_value
from persian_news_ie.match.matcher import Capture

# What is opened or closed tells such events apart, not who did it.
BY_PLACE = frozenset(("inauguration", "closure"))
BY_PAPER = frozenset(("signing",))  # who was there besides tells nothing
BY_OFFICE = frozenset(("appointment", "election", "dismissal", "resignation"))
SAME_MODALITY = {"background": "realized", "hypothetical": "planned"}
ONE = frozenset(("PERSON", "OFFICE"))
SHARED = 0.6  # of the words of the shorter of two phrases for one place
SHORTEST = 3  # letters of a name that may be part of a longer one


class Traits(NamedTuple):
    """What tells an assertion apart: its kind, who took part, where, when, how sure it is.

    Participants and the place are the keys of entities, or their words; `known` are those who are
    told apart by name, not as somebody's peer or «this company»; `sentence` counts for offices,
    `at` for openings and closings.
    """

    kind: str
    modality: str
    is_told: bool
    known: tuple[str, ...]
    agents: tuple[str, ...]
    appointees: tuple[str, ...]
    names_holder: bool  # who gets or loses the office is called by name
    is_of_sides: bool  # those who meet are only «the two sides», or not told
    is_pointed_at: bool  # «this meeting»: one that was told before
    is_lone: bool  # only one who was there is told, not whom he met
    office: frozenset[str]
    place: str
    in_body: bool  # the place is a body
    place_words: frozenset[str]  # of a place that is a phrase; a name is not taken apart
    day: str | None
    sentence: Span | None
    at: Span | None


def traits(doc: Document, told: Happening) -> Traits:
    """What tells an assertion apart from those of other events."""
    parts, place = told.parts, told.place
    holders = [p for p in parts if p.role == "appointee"]
    phrase = place if place and place.mention is None else None
    return Traits(
        kind=told.kind,
        modality=SAME_MODALITY.get(told.modality, told.modality),
        is_told=told.is_told,
        known=tuple(p.key for p in parts if not p.is_pointed_at),
        agents=tuple(p.key for p in parts if p.role == "agent"),
        appointees=tuple(p.key for p in holders),
        names_holder=any(p.mention and p.mention.label == "PERSON" for p in holders),
        is_of_sides=all(p.understood for p in parts),
        is_pointed_at=doc.words.has(told.at.start, "this") > 0,
        is_lone=[p.role for p in parts if p.mention and p.mention.label in ONE] == ["attendee"],
        office=office_words(doc, told),
        place=place_key(doc, told),
        in_body=_is_body(place),
        place_words=_words(doc, phrase),
        day=date_value(doc, told.date) if told.date else None,
        sentence=told.finding.sentence if told.kind in BY_OFFICE else None,
        at=told.at if told.kind in BY_PLACE else None,
    )


def office_words(doc: Document, told: Happening) -> frozenset[str]:
    """The words of the office that somebody gets or loses, without «new» and the like."""
    at = told.position
    own = (i for i in range(at.start, at.stop) if not doc.words.has(i, "trait")) if at else ()
    return frozenset(doc.tokens.keys[i] for i in own)


def _words(doc: Document, phrase: Capture | None) -> frozenset[str]:
    return frozenset(doc.tokens.keys[phrase.start : phrase.stop] if phrase else ())


def place_key(doc: Document, told: Happening) -> str:
    """What tells the place of an assertion apart: its entity or its words; empty if it has none."""
    if told.place is None:
        return ""
    return key_of(doc, Span(told.place.start, told.place.stop), core(told.place.mention))


def near(one: str, other: str) -> bool:
    """Whether one name is, or is part of, another."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return short == long or (len(short) >= SHORTEST and short in long)


def _within(fewer: Sequence[str], more: Sequence[str]) -> bool:
    return all(any(near(a, b) for b in more) for a in fewer)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of participants may be of one event: one is part of the other."""
    return _within(one, other) or _within(other, one)


def _same_place(countries: Mapping[str, str], one: Traits, other: Traits) -> bool:
    first, second = one.place, other.place
    if not (first and second):
        return not (one.at and other.at) or one.at.overlaps(other.at)
    if one.kind in MUTUAL and one.in_body != other.in_body:
        return True  # a body is in a place: «at the ministry», «in Tehran»
    if near(first, second) or _share(one.place_words, other.place_words):
        return True
    return countries.get(first) == second or countries.get(second) == first


def _is_body(place: Capture | None) -> bool:
    """Whether the place of an assertion is a body rather than a place."""
    mention = core(place.mention) if place else None
    return mention is not None and mention.label == "ORG"


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most words of the shorter phrase stand in the other."""
    return bool(one and other) and len(one & other) > SHARED * min(len(one), len(other))


def _same_day(one: Traits, other: Traits) -> bool:
    first, second = one.day, other.day
    return not (first and second) or (first[:7] == second[:7] and near(first, second))


def _same_people(one: Traits, other: Traits) -> bool:
    if one.kind in BY_PLACE:
        return True
    if one.kind in BY_OFFICE:
        return _same_holder(one, other)
    if one.kind in BY_PAPER and not (one.agents and other.agents):
        return True
    if one.kind in MUTUAL and (one.is_of_sides or other.is_of_sides or one.is_pointed_at):
        return True
    if one.kind in MUTUAL and one.is_lone != other.is_lone:
        return False
    return bool(one.known and other.known) and _agree(one.known, other.known)


def _same_holder(one: Traits, other: Traits) -> bool:
    """Whether the same person gets or loses an office; who is not named is told by the office."""
    if not (one.appointees and other.appointees):
        return not (one.office and other.office) or _share(one.office, other.office)
    if _agree(one.appointees, other.appointees):
        return True
    if not (one.office and other.office):
        return one.sentence == other.sentence and one.names_holder != other.names_holder
    return not (one.names_holder and other.names_holder) and _share(one.office, other.office)


def same_event(countries: Mapping[str, str], one: Traits, other: Traits) -> bool:
    """Whether two assertions are about one event; `countries` has those of places by entity.

    Their modalities must agree, but that of a noun is not sure.
    """
    if one.kind != other.kind:
        return False
    if one.modality != other.modality and one.is_told and other.is_told:
        return False
    same_time = _same_day(one, other) and _same_place(countries, one, other)
    return same_time and _same_people(one, other)
