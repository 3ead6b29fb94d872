"""Where and when an event was, told in another clause than the event itself."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from persian_news_ie.document import Document, Mention
from persian_news_ie.link.happenings import Happening, dated_modality, phrase_of
from persian_news_ie.link.moments import date_of
from persian_news_ie.match.engine import Finding

FACT = "circumstance"
WHOSE, DURING, ANY = "whose", "during", "other"  # kinds of the book; others are kinds of events
CEREMONIES = frozenset(
    ("inauguration", "closure", "farewell", "reception", "appointment", "signing")
)
TALKS = frozenset(("meeting", "signing", "reception"))
LOOKS = ("visit.look", "visit.look_at")
FARTHEST = 2  # sentences back to the event that «this meeting» points at
GATHERING = f"{FACT}.gathering"


def completed(
    doc: Document, told: Sequence[Happening], findings: Iterable[Finding]
) -> list[Happening]:
    """The happenings, in text order, with the places and dates that other clauses give them."""
    found = sorted(told, key=lambda h: h.at.start)
    for finding in findings:
        if finding.rule.fact == FACT:
            for at in _meant(doc, found, finding):
                found[at] = _with(doc, found[at], finding)
    return [_abroad(doc, found, at) for at in range(len(found))]


def _abroad(doc: Document, found: Sequence[Happening], at: int) -> Happening:
    """A meeting with the place that who meets goes to in the same sentence.

    «Went to … and met», or «to meet …, he went to …»: what comes behind a meeting for its own
    sake is where somebody goes afterwards.
    """
    told = found[at]
    if told.place is not None or told.kind not in TALKS:
        return told
    aim = doc.words.has(told.at.start - 1, "for")
    near = (range(at - 1, -1, -1), range(at + 1, len(found) if aim else 0))
    trips = (t for way in near for t in takewhile(told.is_beside, map(found.__getitem__, way)))
    trip = next((t for t in trips if _is_trip(doc, t) and _share(t, told)), None)
    return replace(told, place=trip.place) if trip else told


def _is_trip(doc: Document, told: Happening) -> bool:
    """Whether somebody goes to a place by name; who inspects one need not meet people there."""
    looks = any(doc.words.has(at, name) for at in range(*told.at) for name in LOOKS)
    going = told.kind == "visit" and told.modality != "denied" and not looks
    mention = told.place.mention if told.place and going else None
    return isinstance(mention, Mention) and mention.label == "PLACE"


def _share(one: Happening, other: Happening) -> bool:
    """Whether two events have the same agent."""
    agents = ({p.key for p in told.parts if p.role == "agent"} for told in (one, other))
    return bool(set.intersection(*agents))


def _with(doc: Document, told: Happening, finding: Finding) -> Happening:
    place = told.place or phrase_of(finding.slots.get("place", ()))
    date = told.date or date_of(finding.slots.get("date", ()))
    read = told.modality if told.is_told else dated_modality(doc, told.modality, date)
    return replace(told, place=place, date=date, modality=read)


def _meant(doc: Document, told: Sequence[Happening], finding: Finding) -> Iterator[int]:
    """Which happening a circumstance is of, if one is."""
    before = bisect_right(told, finding.trigger.start, key=lambda h: h.at.start)
    if finding.kind == DURING:
        yield from _next(doc, told, before, finding)
    elif finding.kind == WHOSE:
        yield from _owner(doc, told, before, finding)
    else:
        yield from _last(doc, told, before, finding)


def _next(doc: Document, told: Sequence[Happening], at: int, finding: Finding) -> Iterator[int]:
    """The first event behind, in the same clause, that is no trip itself."""
    for number in range(at, len(told)):
        one = told[number]
        if one.finding.sentence != finding.sentence:
            return
        if one.kind != "visit" or not finding.slots.get("place"):
            if doc.words.finite_form(finding.trigger.stop, one.at.start) is None:
                yield number
            return


def _owner(doc: Document, told: Sequence[Happening], at: int, finding: Finding) -> Iterator[int]:
    """The event that the noun before a relative clause names."""
    one = told[at - 1] if at else None
    if one is None or one.is_told or one.finding.sentence != finding.sentence:
        return
    start, stop = one.at.stop, finding.trigger.start
    other = any(doc.words.has(i, GATHERING) for i in range(start, stop))
    if not other and doc.words.finite_form(start, stop) is None:
        yield at - 1


def _last(doc: Document, told: Sequence[Happening], at: int, finding: Finding) -> Iterator[int]:
    """The last event of a kind, not many sentences back."""
    kinds = CEREMONIES if finding.kind == ANY else {finding.kind}
    here = doc.sentence_at(finding.trigger.start)
    for number in range(at - 1, -1, -1):
        if here - doc.sentence_at(told[number].at.start) > FARTHEST:
            return
        if told[number].kind in kinds:
            one = told[number].finding
            yield from (i for i in range(number + 1) if told[i].finding is one)
            return
