"""Which words of a clause tell where its event was."""

from bisect import bisect_left
from collections.abc import Sequence

from persian_news_ie.document import Document
from persian_news_ie.link.phrases import before_clause, is_hollow, label_of, phrase_of
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture

PEOPLE = frozenset(("PERSON", "OFFICE", "GROUP"))
MANY_PLACES = frozenset(("visit",))  # each place is an event of its own
NOUNS = ("site", "venue", "works", "tally", "this")  # that what is opened or shut starts with
ADJECTIVE = "\N{ARABIC LETTER FARSI YEH}"  # the ending of most adjectives made of nouns
LONGEST_ATTENDING = 4  # tokens
ATTENDING = "circumstance.attending"
AIMS = "circumstance.aims"
WAYS = ("from", "circumstance.toward")


def places_of(doc: Document, finding: Finding) -> Sequence[Capture | None]:
    """The places of a finding: all of a trip's, else the one that its words name, if any."""
    found = finding.slots.get("place", ())
    places = [c for c in found if label_of(c) == "PLACE"]
    if finding.kind in MANY_PLACES and len(places) > 1 and len(places) == len(found):
        return places
    named = phrase_of(found)
    return [place_of(doc, finding, named) if named else None]


def place_of(doc: Document, finding: Finding, named: Capture) -> Capture | None:
    """The place that a phrase is, without its relative clause; None if it names none.

    It is none if it says how something is, is a person, or belongs to what people talk of.
    """
    bare = named.mention is None
    place = before_clause(doc, named) if bare else named
    if is_hollow(doc, place) or _is_of_a_topic(doc, place, finding):
        return None
    if bare and (_is_human(doc, place) or _is_adjective(doc, place) or _is_aim(doc, place)):
        return None
    return place


def _is_human(doc: Document, place: Capture) -> bool:
    """Whether the words are a person or office."""
    return any(m.label in PEOPLE for m in doc.steps_in(place.start, place.start + 1))


def _is_adjective(doc: Document, place: Capture) -> bool:
    """Whether a single word only says of what kind the noun before is: «of sports and health»."""
    if place.stop - place.start > 1 or any(doc.words.has(place.start, n) for n in NOUNS):
        return False
    return doc.tokens.norms[place.start].endswith(ADJECTIVE)


def _is_aim(doc: Document, place: Capture) -> bool:
    """Whether the words are the last of what something was done for: «for the rest and ease of»."""
    if not doc.words.has(place.start - 1, "and"):
        return False
    for at in range(place.start - 2, doc.sentences[doc.sentence_at(place.start)].start - 1, -1):
        if doc.words.has(at, "for"):
            return True
        if any(doc.words.has(at, n) for n in (*NOUNS, "comma", "ra")) or doc.words.finite(at):
            return False
    return False


def _is_of_a_topic(doc: Document, place: Capture, finding: Finding) -> bool:
    """Whether a place «in» which something is belongs to another phrase than the event.

    «Talked about the war in Yemen», «raised the prisons in Europe», «for the growth in Kish, …».
    """
    if not doc.words.has(place.start - 1, "in"):
        return False
    if any(doc.words.has(at, ATTENDING) == place.start - 1 for at in _before(place.start - 1)):
        return True
    if doc.words.has(place.stop, "ra") or _is_within(doc, place):
        return True
    if doc.words.has(place.stop, "takes_place"):
        return False
    behind = place.start > finding.trigger.stop
    first = _behind_date(doc, finding.trigger.stop if behind else finding.clause.start, place)
    aside = bool(doc.words.has(place.stop, "comma"))
    for at in range(place.start - 2, first - 1, -1):
        if doc.words.has(at, "about") or (aside and doc.words.has(at, AIMS)):
            return True
        if any(doc.words.has(at, name) for name in ("comma", "with", "that")):
            return False
    return False


def _before(at: int) -> range:
    """The tokens at which a phrase of some words that stops at a token may start."""
    return range(max(at - LONGEST_ATTENDING, 0), at)


def _behind_date(doc: Document, start: int, place: Capture) -> int:
    """Where the last date between a token and a place stops: a new phrase starts; else `start`."""
    stops = (m.at.stop for m in doc.steps_in(start, place.start) if m.label == "DATE")
    return max((stop for stop in stops if stop <= place.start), default=start)


def _is_within(doc: Document, place: Capture) -> bool:
    """Whether it only says where the place before it lies, to which or from which somebody goes."""
    last = bisect_left(doc.steps, place.start - 1, key=lambda m: m.at.start) - 1
    before = doc.steps[last] if last >= 0 else None
    if before is None or before.label != "PLACE" or before.at.stop != place.start - 1:
        return False
    start = before.at.start
    return any(
        doc.words.has(at, name) == start for at in range(max(start - 2, 0), start) for name in WAYS
    )
