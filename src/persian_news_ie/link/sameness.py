"""When two assertions are about one event: by who, where, when, and how sure each is."""

from collections.abc import Sequence

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
SHARED = 0.6  # of the words of the shorter of two phrases for one place
SHORTEST = 3  # letters of a name that may be part of a longer one


def near(one: str, other: str) -> bool:
    """Whether one name is, or is part of, another."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST and short in long)


def _keys(told: Happening, *roles: str) -> list[str]:
    return [p.key for p in told.parts if not roles or p.role in roles]


def _within(fewer: Sequence[str], more: Sequence[str]) -> bool:
    return all(any(near(a, b) for b in more) for a in fewer)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of participants may be of one event: one is part of the other."""
    return _within(one, other) or _within(other, one)


def place_key(doc: Document, told: Happening) -> str:
    """What tells the place of an assertion apart: its entity or its words; empty if it has none."""
    if told.place is None:
        return ""
    return key_of(doc, Span(told.place.start, told.place.stop), core(told.place.mention))


def _same_place(doc: Document, one: Happening, other: Happening) -> bool:
    first, second = place_key(doc, one), place_key(doc, other)
    if not (first and second):
        return one.kind not in BY_PLACE
    if near(first, second) or _share(_words(doc, one.place), _words(doc, other.place)):
        return True
    countries = doc.entities.countries
    return countries.get(first) == second or countries.get(second) == first


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
    return not (first and second) or (first[:7] == second[:7] and near(first, second))


def _same_people(doc: Document, one: Happening, other: Happening) -> bool:
    if one.kind in BY_PLACE:
        return True
    if one.kind in BY_OFFICE:
        return _same_holder(doc, one, other)
    first, second = _known(one), _known(other)
    if one.kind in BY_PAPER and not (_keys(one, "agent") and _keys(other, "agent")):
        return True
    if one.kind in MUTUAL and (_of_sides(one) or _of_sides(other)):
        return True
    return bool(first and second) and _agree(first, second)


def _of_sides(told: Happening) -> bool:
    """Whether an assertion calls those who meet only «the two sides», or does not say who."""
    return all(p.understood for p in told.parts)


def _same_holder(doc: Document, one: Happening, other: Happening) -> bool:
    """Whether the same person gets or loses an office; who is not named is told by the office."""
    first, second = _keys(one, "appointee"), _keys(other, "appointee")
    if _agree(first, second):
        return bool(first and second)
    named = [_named_holder(told) for told in (one, other)]
    offices = [office_words(doc, told) for told in (one, other)]
    if not all(offices):
        return one.finding.sentence == other.finding.sentence and named.count(True) == 1
    return not all(named) and _share(offices[0], offices[1])


def _named_holder(told: Happening) -> bool:
    """Whether who gets or loses the office is called by name."""
    holders = [p.mention for p in told.parts if p.role == "appointee"]
    return any(m is not None and m.label == "PERSON" for m in holders)


def office_words(doc: Document, told: Happening) -> frozenset[str]:
    """The words of the office that somebody gets or loses, without «new» and the like."""
    at = told.position
    own = (i for i in range(at.start, at.stop) if not doc.words.has(i, "trait")) if at else ()
    return frozenset(doc.tokens.keys[i] for i in own)


def _known(told: Happening) -> list[str]:
    """The participants that are told apart by name, not as somebody's peer or «this company»."""
    return [p.key for p in told.parts if not p.is_pointed_at]


def _same_modality(one: Happening, other: Happening) -> bool:
    """Whether two modalities may be of one event; that of a noun is not sure."""
    first, second = (SAME_MODALITY.get(h.modality, h.modality) for h in (one, other))
    return first == second or not (one.is_told and other.is_told)


def same_event(doc: Document, one: Happening, other: Happening) -> bool:
    """Whether two assertions are about one event."""
    if (
        one.kind != other.kind
        or not _same_modality(one, other)
        or not _same_people(doc, one, other)
    ):
        return False
    return _same_place(doc, one, other) and _same_day(doc, one, other)
