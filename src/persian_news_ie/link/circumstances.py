"""Where and when an event was, told in another clause than the event itself."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.link.happenings import Happening, dated_modality, phrase_of
from persian_news_ie.link.moments import date_of
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture
from persian_news_ie.match.modality import modality

FACT = "circumstance"
WHOSE, DURING, WITHIN, ANY = (
    "whose",
    "during",
    "within",
    "other",
)  # kinds of the book; others are kinds of events
CEREMONIES = frozenset(
    ("inauguration", "closure", "farewell", "reception", "appointment", "signing")
)
TALKS = frozenset(("meeting", "signing", "reception"))
# What the words of the book by which an event is pointed at may mean.
OCCASIONS = {
    "talks": frozenset(("meeting",)),
    "trips": frozenset(("visit",)),
    "ceremony": CEREMONIES,
}
LOOKS = ("visit.look", "visit.look_at")
AIM = 3  # tokens back to «for»: «for a visit to and talks with»
FARTHEST = 2  # sentences back to the event that «this meeting» points at
GATHERING = f"{FACT}.gathering"


def completed(
    doc: Document, told: Sequence[Happening], findings: Iterable[Finding]
) -> list[Happening]:
    """The happenings, in text order, with the places and dates that other clauses give them."""
    found = sorted(told, key=lambda h: h.at.start)
    ours = [finding for finding in findings if finding.rule.fact == FACT]
    for finding in ours:
        for at in _meant(doc, found, finding):
            found[at] = _with(doc, found[at], finding)
    found = [_abroad(doc, found, at) for at in range(len(found))]
    for finding in ours:
        if finding.kind == WITHIN:
            _share_occasion(doc, found, finding)
    return found


def _share_occasion(doc: Document, found: list[Happening], finding: Finding) -> None:
    """Give what happened «in this meeting» or «on this trip» its place, and a meeting's day."""
    first = bisect_right(found, finding.trigger.start, key=lambda h: h.at.start)
    kinds = next(k for name, k in OCCASIONS.items() if _names(doc, finding.trigger, name))
    at = _last_of(doc, found, first, finding, kinds)
    if at is None:
        return
    whole = found[at]
    for number in range(first, len(found)):
        one = found[number]
        other = one.finding.sentence != finding.sentence
        if other or doc.words.finite_form(finding.trigger.stop, one.at.start) is not None:
            return
        place = one.place or (whole.place if one.kind in TALKS else None)
        date = one.date or (None if whole.kind == "visit" else whole.date)
        read = one.modality if one.is_told else dated_modality(doc, one.modality, date)
        found[number] = replace(one, place=place, date=date, modality=read)


def _names(doc: Document, within: Span, name: str) -> bool:
    """Whether some tokens hold a word of a list of the book."""
    return any(doc.words.has(at, f"{FACT}.{name}") for at in range(*within))


def _abroad(doc: Document, found: Sequence[Happening], at: int) -> Happening:
    """A meeting with the place that who meets goes to in the same sentence.

    «Went to … and met», or «to meet …, he went to …»: what comes behind a meeting for its own
    sake is where somebody goes afterwards. A guest is welcomed where he arrives.
    """
    told, guest = found[at], found[at].kind == "reception"
    if told.place is not None or told.kind not in TALKS:
        return told
    aim = any(doc.words.has(i, "for") for i in range(told.at.start - AIM, told.at.start))
    near = (range(at - 1, -1, -1), range(at + 1, len(found) if aim or guest else 0))
    trips = (t for way in near for t in takewhile(told.is_beside, map(found.__getitem__, way)))
    trip = next((t for t in trips if _is_trip(doc, t) and _share(t, told)), None)
    if trip is None:
        return told
    return replace(told, place=trip.place, date=told.date or (trip.date if guest else None))


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
    return replace(told, place=place, date=date, modality=_modality(doc, told, finding, date))


def _modality(doc: Document, told: Happening, finding: Finding, date: Capture | None) -> str:
    """The modality of a happening that another clause says more of, as when it is to be."""
    if told.is_told:
        return told.modality
    said = modality(doc.words, finding).kind if finding.kind == WHOSE else "realized"
    read = said if told.modality == "realized" and said != "background" else told.modality
    return dated_modality(doc, read, date)


def _meant(doc: Document, told: Sequence[Happening], finding: Finding) -> Iterator[int]:
    """Which happening a circumstance is of, if one is."""
    before = bisect_right(told, finding.trigger.start, key=lambda h: h.at.start)
    if finding.kind == WITHIN:
        return
    if finding.kind == DURING:
        yield from _next(doc, told, before, finding)
    elif finding.kind == WHOSE:
        yield from _owner(doc, told, before, finding)
    else:
        yield from _last(doc, told, before, finding)


def _next(doc: Document, told: Sequence[Happening], at: int, finding: Finding) -> Iterator[int]:
    """The first event behind, in the same clause, that is no trip itself; else the one before."""
    for number in range(at, len(told)):
        one = told[number]
        if one.finding.sentence != finding.sentence:
            break
        if one.kind != "visit" or not finding.slots.get("place"):
            if doc.words.finite_form(finding.trigger.stop, one.at.start) is None:
                yield number
            return
    last = told[at - 1] if at else None
    if last is None or last.is_told or last.kind not in TALKS:
        return
    apart = doc.words.finite_form(last.at.stop, finding.trigger.start) is not None
    if not apart and last.finding.sentence == finding.sentence:
        yield at - 1


def _owner(doc: Document, told: Sequence[Happening], at: int, finding: Finding) -> Iterator[int]:
    """The event that the noun before a relative clause names."""
    one = told[at - 1] if at else None
    if one is None or one.is_told or one.finding.sentence != finding.sentence:
        return
    start, stop = one.at.stop, finding.trigger.start
    stop -= bool(doc.words.has(stop - 1, "copula"))  # «it is a meeting that …»
    other = any(doc.words.has(i, GATHERING) for i in range(start, stop))
    if not other and doc.words.finite_form(start, stop) is None:
        yield at - 1


def _last(doc: Document, told: Sequence[Happening], at: int, finding: Finding) -> Iterator[int]:
    """The last event of a kind, not many sentences back."""
    kinds = CEREMONIES if finding.kind == ANY else frozenset((finding.kind,))
    number = _last_of(doc, told, at, finding, kinds)
    if number is not None:
        one = told[number].finding
        yield from (i for i in range(number + 1) if told[i].finding is one)


def _last_of(
    doc: Document, told: Sequence[Happening], at: int, finding: Finding, kinds: frozenset[str]
) -> int | None:
    """Which happening before `at` is the last of some kinds, if one is near."""
    here = doc.sentence_at(finding.trigger.start)
    for number in range(at - 1, -1, -1):
        if here - doc.sentence_at(told[number].at.start) > FARTHEST:
            return None
        if told[number].kind in kinds:
            return number
    return None
