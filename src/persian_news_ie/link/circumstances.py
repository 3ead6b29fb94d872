"""Where and when an event was, told in another clause than the event itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.link.happenings import Happening, dated_modality
from persian_news_ie.link.journeys import TALKS, with_destination
from persian_news_ie.link.moments import date_of, is_day
from persian_news_ie.link.phrases import phrase_of
from persian_news_ie.link.whereabouts import place_of
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture
from persian_news_ie.match.modality import modality

FACT = "circumstance"
WHOSE, DURING, ARRIVING, WITHIN, THERE, ANY = (
    "whose",
    "during",
    "arriving",
    "within",
    "there",
    "other",
)  # kinds of the book; others are kinds of events
CEREMONIES = frozenset(
    ("inauguration", "closure", "farewell", "reception", "appointment", "signing")
)
GATHERED = CEREMONIES | TALKS
# What the words of the book by which an event is pointed at may mean.
OCCASIONS = {
    "talks": frozenset(("meeting",)),
    "trips": frozenset(("visit",)),
    "ceremony": CEREMONIES,
}
FARTHEST = 2  # sentences back to the event that «this meeting» points at
GATHERING = f"{FACT}.gathering"
PAPERS = f"{FACT}.papers"
RITE = f"{FACT}.rite"
SHORTEST_RITE = 3  # tokens that tell which ceremony it is


def completed(
    doc: Document, told: Sequence[Happening], findings: Iterable[Finding]
) -> list[Happening]:
    """The happenings, in text order, with the places and dates that other clauses give them."""
    found = sorted(told, key=lambda h: h.at.start)
    ours = [finding for finding in findings if finding.rule.fact == FACT]
    for finding in ours:
        for at in _meant(doc, found, finding):
            found[at] = _with(doc, found[at], finding)
    found = [with_destination(doc, found, at) for at in range(len(found))]
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


def _place(doc: Document, told: Happening, finding: Finding) -> Capture | None:
    """The place that a circumstance gives a happening, without the words of this itself."""
    named = phrase_of(finding.slots.get("place", ()))
    if named is None or named.start == told.at.start:
        return None
    if named.mention is None:
        named = named._replace(stop=_before_fact(doc, named, told.at.start))
    short = named.stop - named.start < SHORTEST_RITE and doc.words.has(named.start, RITE)
    papers = any(doc.words.has(at, PAPERS) for at in (named.stop, named.stop + 1))
    of_it = named.stop == told.at.start and not (told.is_told or papers)
    if finding.kind == THERE and (of_it or short):
        return None  # «at the ceremony of the signing» is no place
    return place_of(doc, finding, named)


def _before_fact(doc: Document, place: Capture, trigger: int) -> int:
    """Where a phrase for a place stops before what happened there, or who or what was there."""
    steps = doc.steps_in(place.start, place.stop)
    people = {m.at.start for m in steps if m.label == "PERSON"}
    for at in range(place.start + 1, place.stop):
        if at == trigger or at in people or doc.words.has(at, PAPERS):
            return at - (_counts(doc, at - 1) and at - 1 > place.start)
    return place.stop


def _counts(doc: Document, at: int) -> bool:
    """Whether a token is a number."""
    return bool(doc.tokens.norms[at].isdigit() or doc.words.has(at, "tally"))


def _with(doc: Document, told: Happening, finding: Finding) -> Happening:
    place = told.place or _place(doc, told, finding)
    date = _date(doc, told, finding)
    return replace(told, place=place, date=date, modality=_modality(doc, told, finding, date))


def _date(doc: Document, told: Happening, finding: Finding) -> Capture | None:
    """The date of a happening: that of its own relative clause goes over one before its noun."""
    said = date_of(finding.slots.get("date", ()))
    if said is None or told.date is None or finding.kind != WHOSE:
        return told.date or said
    return said if told.date.stop <= told.at.start and is_day(doc, said) else told.date


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
    if finding.kind in (DURING, ARRIVING):
        yield from _next(doc, told, before, finding)
    elif finding.kind == THERE:
        yield from _held_there(doc, told, finding)
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
    last = told[at - 1] if at and finding.kind == DURING else None
    if last is None or last.is_told or last.kind not in TALKS:
        return
    apart = doc.words.finite_form(last.at.stop, finding.trigger.start) is not None
    if not apart and last.finding.sentence == finding.sentence:
        yield at - 1


def _held_there(doc: Document, told: Sequence[Happening], finding: Finding) -> Iterator[int]:
    """The nearest event without a place that no verb parts from the words for where it was."""
    at = finding.trigger
    near: dict[int, int] = {}
    for number in _within(told, finding.sentence):
        one = told[number]
        first, last = sorted((one.at, at))
        apart = one.finding.sentence != finding.sentence or one.at.overlaps(at)
        if apart or one.kind not in GATHERED or one.place is not None:
            continue
        if doc.words.finite_form(first.stop, last.start) is None:
            near[number] = last.start - first.stop
    if near:
        yield min(near, key=near.__getitem__)


def _within(told: Sequence[Happening], sentence: Span) -> range:
    """Which happenings stand in a sentence."""
    first = bisect_left(told, sentence.start, key=lambda h: h.at.start)
    return range(first, bisect_left(told, sentence.stop, lo=first, key=lambda h: h.at.start))


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
        yield from (i for i in _within(told, one.sentence) if told[i].finding is one)


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
