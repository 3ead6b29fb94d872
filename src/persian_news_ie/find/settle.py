"""Who wins where candidates overlap: the one policy of the library, rule by rule.

Of two overlapping candidates, `first` starts earlier or, at the same token, is longer. The first
rule of RULES that answers says what remains of the two.
"""

from dataclasses import replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.alike import is_crossing, longest, same
from persian_news_ie.find.contest import (
    Remains,
    Rule,
    are,
    contested,
    is_guarded,
    nested,
    size,
    stronger,
)
from persian_news_ie.find.credit import is_credible, is_medium, is_of_person, is_telling
from persian_news_ie.find.gazetteer import PlaceReading
from persian_news_ie.find.namewords import listed
from persian_news_ie.find.offices import Office
from persian_news_ie.find.repair import repaired
from persian_news_ie.find.repeats import relabelled, repeated
from persian_news_ie.find.trim import cut, is_model

NAMES = frozenset(("PERSON", "PLACE", "ORG"))
PHRASES = frozenset(("OFFICE", "GROUP"))
TIMES = frozenset(("DATE", "AMOUNT"))
SURE = 0.8  # of a tagger's score, to outweigh a word list


def settle(doc: Document, *, was_read: bool = False) -> Remains:
    """The mentions of a document in text order, none overlapping another; `parts` lie inside.

    `was_read`: a tagger has read the text, so what it found no name in needs better reasons.
    """
    was_read = was_read or any(is_model(m) for m in doc.candidates)
    settled = contested(doc, repaired(doc), RULES)
    settled = relabelled(doc, [m for m in settled if is_credible(doc, m, was_read)])
    settled = contested(doc, (*settled, *repeated(doc, settled)), RULES)
    return tuple(replace(m, parts=_tidy(doc, m)) if m.parts else m for m in settled)


def _tidy(doc: Document, whole: Mention) -> Remains:
    """The parts of a mention that say something of their own, settled among themselves."""
    inner = contested(doc, whole.parts, RULES)
    flat = (p for m in inner for p in (m, *(replace(q, parts=()) for q in _tidy(doc, m))))
    return tuple(replace(p, parts=()) for p in flat if is_telling(doc, whole, p))


def office_and_person(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """An office ends where the name of its holder begins, and the name has no office in it."""
    if not are(first, second, PHRASES, {"PERSON"}):
        return None
    if first.label == "PERSON":
        if first.at.covers(second.at) and size(second) == 1 and first.score >= SURE:
            return (first,)  # «راضیه تجار»: a surname that is a calling as well
        before = Span(first.at.start, second.at.start)
        if before.start < before.stop:
            return cut(doc, first, before), second
        return (second,) if second.at.covers(first.at) else (second, _after(doc, first, second))
    if second.at.stop < first.at.stop:
        return (first,)  # a name inside a phrase is that of a hospital, a square …
    if is_of_person(first) and first.at.covers(second.at):
        return nested(first, second)  # «همسر …»: who she is, and the person she is named by
    if second.at.start == first.at.start or _names_a_part(doc, first, second):
        return (first,)
    return cut(doc, first, Span(first.at.start, second.at.start)), second


def _names_a_part(doc: Document, phrase: Mention, person: Mention) -> bool:
    """Whether a person's name is but a piece of a place or body in the phrase («خراسان رضوی»)."""
    around = [p for p in phrase.parts if p.at.covers(person.at) and size(p) > size(person)]
    return bool(around) and not any(_is_government_of(doc, p, person) for p in around)


def _is_government_of(doc: Document, body: Mention, person: Mention) -> bool:
    """Whether a body is but the government of somebody who is named in full («دولت حسن روحانی»)."""
    return size(person) > 1 and doc.tokens.keys[body.at.start] in listed("governments")


def _after(doc: Document, mention: Mention, other: Mention) -> Mention:
    return cut(doc, mention, Span(other.at.stop, mention.at.stop))


def office_and_complement(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """The place or body of an office is a part of it; the office reaches to its end."""
    if not are(first, second, PHRASES, {"PLACE", "ORG"}):
        return None
    phrase, name = (first, second) if first.label in PHRASES else (second, first)
    if phrase.at.covers(name.at):
        same_words = phrase.at == name.at and not is_headless(phrase)
        return nested(phrase, *name.parts) if same_words else nested(phrase, name)
    if name.at.start < phrase.at.start and name.at.covers(phrase.at):
        return nested(name, phrase) if name.label == "ORG" else (name,)
    if name.at.start < phrase.at.start:
        return cut(doc, name, Span(name.at.start, phrase.at.start)), phrase
    if name.at.start == phrase.at.start and phrase.label == "GROUP":
        return (name,)
    if isinstance(name.value, PlaceReading) and name.value.name.start >= phrase.at.stop:
        name = replace(cut(doc, name, name.value.name), value=name.value)
    whole = cut(doc, phrase, Span(phrase.at.start, name.at.stop))
    return nested(replace(whole, value=phrase.value), *_inside(name, phrase))


def is_headless(phrase: Mention) -> bool:
    """Whether the head of an office stands before, with the office that it shares it with."""
    return isinstance(phrase.value, Office) and phrase.value.head.stop <= phrase.at.start


def _inside(name: Mention, phrase: Mention) -> Remains:
    """A name that is a part of the phrase, unless it starts with its very head."""
    return (name,) if name.at.start > phrase.at.start else name.parts


def times(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """A date or amount yields to a longer name, and to a tagger's name that is sure."""
    if first.label in TIMES and second.label in TIMES:
        return (first,) if size(first) >= size(second) else (second,)
    if first.label not in TIMES and second.label not in TIMES:
        return None
    time, name = (first, second) if first.label in TIMES else (second, first)
    if name.at.covers(time.at) and (name.at != time.at or name.score >= SURE):
        return (name,)
    if name.at.start < time.at.start and name.at.stop <= time.at.stop:
        return cut(doc, name, Span(name.at.start, time.at.start)), time
    return (time,)


def person_and_place(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """A person may bear the name of a place, a street that of a person: the longer one wins."""
    if not are(first, second, {"PERSON"}, {"PLACE"}):
        return None
    person, place = (first, second) if first.label == "PERSON" else (second, first)
    if person.at != place.at:
        return (max(person, place, key=lambda m: (size(m), m.score)),)
    if is_guarded(place) or is_model(place):
        return (stronger(person, place),) if is_model(place) else (person,)
    return (person,) if person.score >= SURE else (place,)


def person_and_body(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """A body that a table knows is cut out of a person; else the longer one wins."""
    if not are(first, second, {"PERSON"}, {"ORG"}):
        return None
    person, body = (first, second) if first.label == "PERSON" else (second, first)
    if body.at.covers(person.at) and _is_government_of(doc, body, person):
        return (person,)
    known = not is_model(body) and not is_guarded(body)
    if person.at == body.at:
        return (body if known else stronger(person, body),)
    if body.at.covers(person.at) or not known:
        return (max(body, person, key=lambda m: (size(m), m.score)),)
    if body.at.start <= person.at.start:
        return body, _after(doc, person, body)
    return cut(doc, person, Span(person.at.start, body.at.start)), body


def body_and_place(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """The place of a body is a part of it; a country that acts stays a place."""
    if not are(first, second, {"PLACE"}, {"ORG"}):
        return None
    place, body = (first, second) if first.label == "PLACE" else (second, first)
    longer = is_model(body) and body.at.covers(place.at) and body.at.start == place.at.start
    if is_crossing(place) and (longer or place.at == body.at):
        return _customs(doc, place, body)
    if place.at == body.at:
        return (_acting(place, body),)
    if body.at.covers(place.at):
        if is_guarded(place) and body.evidence.by == "table:kinds":
            return ()  # «شرکت‌های واسط»: the body was made of a place that is none
        hidden = is_guarded(place) or is_medium(doc, body)
        return nested(body, *place.parts) if hidden else nested(body, place)
    if place.at.covers(body.at):
        return (place,) if is_guarded(body) else nested(place, body)
    if body is first:
        whole = cut(doc, body, Span(body.at.start, place.at.stop))
        return nested(replace(whole, value=body.value), place)
    return cut(doc, place, Span(place.at.start, body.at.start)), body


def _customs(doc: Document, place: Mention, body: Mention) -> Remains:
    """A customs office in its crossing if a rule says so, else the crossing alone."""
    reading = place.value
    if is_model(body) or not isinstance(reading, PlaceReading):
        return (place,)
    inner = replace(cut(doc, place, reading.name), value=reading)
    return nested(body, inner)


def _acting(place: Mention, body: Mention) -> Mention:
    """Which of the two readings of the same words holds."""
    known_place = not is_model(place) and not is_guarded(place)
    known_body = not is_model(body) and not is_guarded(body)
    if known_place != known_body:
        return place if known_place else body
    return body if known_body else stronger(place, body)


def larger(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """Everything else: the longer one, then the surer one."""
    return (max(first, second, key=lambda m: (size(m), m.score)),)


RULES: tuple[Rule, ...] = (
    same,
    longest,
    office_and_person,
    office_and_complement,
    times,
    person_and_place,
    person_and_body,
    body_and_place,
    larger,
)
