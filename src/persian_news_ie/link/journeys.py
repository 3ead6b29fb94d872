"""A meeting or reception without a place is where its guest went, if the text tells that."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from persian_news_ie.document import Document, Mention
from persian_news_ie.link.happenings import Happening

TALKS = frozenset(("meeting", "signing", "reception"))
LATER = frozenset(("meeting", "reception"))  # what the sentences behind a trip may tell of it
LOOKS = ("visit.look", "visit.look_at")
AIM = 3  # tokens back to «for»: «for a visit to and talks with»
AFTER = 2  # sentences behind a trip that still tell of it


def with_destination(doc: Document, told: Sequence[Happening], at: int) -> Happening:
    """A happening with the place that its guest goes to."""
    one = told[at]
    if one.place is not None or one.kind not in TALKS:
        return one
    trip = _beside(doc, told, at) or _before(doc, told, at)
    if trip is None:
        return one
    guest = one.kind == "reception" and one.is_beside(trip)
    return replace(one, place=trip.place, date=one.date or (trip.date if guest else None))


def _beside(doc: Document, told: Sequence[Happening], at: int) -> Happening | None:
    """The trip of the same sentence.

    «Went to … and met», or «to meet …, he went to …»: what comes behind a meeting for its own
    sake is where somebody goes afterwards. A guest is welcomed where he arrives.
    """
    one = told[at]
    aim = any(doc.words.has(i, "for") for i in range(one.at.start - AIM, one.at.start))
    ahead = aim or one.kind == "reception"
    near = (range(at - 1, -1, -1), range(at + 1, len(told) if ahead else 0))
    trips = (t for way in near for t in takewhile(one.is_beside, map(told.__getitem__, way)))
    return next((t for t in trips if _is_trip(doc, t) and _share(t, one)), None)


def _before(doc: Document, told: Sequence[Happening], at: int) -> Happening | None:
    """The trip told last, not many sentences before: «went to …. There he met …»."""
    one = told[at]
    if one.kind not in LATER:
        return None
    here = doc.sentence_at(one.at.start)
    for trip in map(told.__getitem__, range(at - 1, -1, -1)):
        if here - doc.sentence_at(trip.at.start) > AFTER:
            return None
        if trip.kind == "visit" and not trip.is_beside(one):
            alike = trip.modality == one.modality and _is_trip(doc, trip)
            return trip if alike and (_share(trip, one) or _points_back(doc, one)) else None
    return None


def _is_trip(doc: Document, told: Happening) -> bool:
    """Whether somebody goes to a place by name; who inspects one need not meet people there."""
    looks = any(doc.words.has(at, name) for at in range(*told.at) for name in LOOKS)
    going = told.kind == "visit" and told.modality != "denied" and not looks
    mention = told.place.mention if told.place and going else None
    return isinstance(mention, Mention) and mention.label == "PLACE"


def _travellers(told: Happening) -> Iterator[str]:
    """Who may have gone somewhere: the agent, and all who are at a reception."""
    return (p.key for p in told.parts if p.role == "agent" or told.kind == "reception")


def _share(one: Happening, other: Happening) -> bool:
    """Whether two events have the same traveller."""
    return not frozenset(_travellers(one)).isdisjoint(_travellers(other))


def _points_back(doc: Document, told: Happening) -> bool:
    """Whether the agent is «he», and the text does not say by name who that is."""
    agents = (p.mention for p in told.parts if p.role == "agent")
    return any(m and m.label == "PRONOUN" and not doc.link(m) for m in agents)
