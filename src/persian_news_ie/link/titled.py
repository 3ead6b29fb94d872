"""Whom an office without a name means: «this official», or the one who goes on speaking."""

from dataclasses import replace

from persian_news_ie.document import Document
from persian_news_ie.find.personwords import listed
from persian_news_ie.link.actors import Actor
from persian_news_ie.link.holders import HOME, lands
from persian_news_ie.link.line import office_of
from persian_news_ie.link.narration import EARLY
from persian_news_ie.link.reading import NEAR, Meant, Reading, named
from persian_news_ie.text.normalize import key_of

BY = "coref:this office"


def this_office(reading: Reading) -> Meant:
    """«this» with a title: the last person with that title, else who speaks or is told of."""
    keys, at = reading.doc.tokens.keys, reading.pointer.at
    word = keys[at.start + 1]
    described = [a for a in reading.actors if _describes(reading, a)]
    actors = [a for a in reading.actors if not any(_is_same(a, d) for d in described)]
    voice = reading.voice() if reading.here.quoted else None
    for actor in reversed(actors):
        if actor.person is None or (voice and actor.person == voice.person):
            continue
        if _is_nobody(reading.doc, word, actor.at.stop, at.start):
            return None
        if any(word in t or t in word for t in reading.titles.get(actor.person, ())):
            return actor.person, BY
    vague = keys[at.start] not in listed("links", "this")
    if vague or reading.here.quoted or not actors or word in listed("links", "not_only_people"):
        return None
    found = _untitled(replace(reading, actors=actors))
    return (found[0], BY) if found else None


def _untitled(reading: Reading) -> Meant:
    """Whom «this official» means where no title says it."""
    if reading.reports:
        return reading.last_speaker()
    near = [] if reading.here.is_subject else reading.near()
    alone = len({a.person for a in near}) == 1
    sure = [a for a in near if alone or not reading.told.is_owner(a.at.start)]
    if near:
        return named(sure[-1], BY) if sure else None
    return reading.only_one(reading.last_speaker if reading.here.speaks else reading.topic)


def _describes(reading: Reading, actor: Actor) -> bool:
    """Whether «this artist» belongs to what is said of a subject: «N. N., a friend of …»."""
    doc, at, here = reading.doc, reading.pointer.at, reading.here
    first = actor.at.start - doc.sentences[here.sentence].start < EARLY - 1
    if actor.sentence != here.sentence or not first or at.start - actor.at.stop > NEAR:
        return False
    if actor.at.stop >= at.start or doc.words.finite_form(actor.at.stop, at.start):
        return False
    return doc.tokens.keys[at.start - 1] not in listed("links", "after_source")


def _is_same(actor: Actor, other: Actor) -> bool:
    """Whether a sentence tells about one person at two places."""
    return actor is other or (
        actor.sentence == other.sentence and actor.person == other.person is not None
    )


def _is_nobody(doc: Document, word: str, start: int, stop: int) -> bool:
    """Whether an unnamed one with this title stands between two tokens: «a diplomat»."""
    keys, one = doc.tokens.keys, listed("links", "unnamed")
    return any(keys[i] in one and keys[i + 1] == word for i in range(start, stop - 1))


def speaker_goes_on(reading: Reading) -> Meant:
    """The only one who has spoken so far, where an office without a name says more."""
    office, value = reading.pointer, office_of(reading.pointer)
    if value is None or value.is_plural or not _says_more(reading):
        return None
    person = _only_speaker(reading)
    another = lands(office) - {HOME} or any(p.label == "PERSON" for p in office.parts)
    if person is None or another or key_of(value.title) in reading.titles.get(person, ()):
        return None
    return person, "coref:office, speaker goes on"


def _says_more(reading: Reading) -> bool:
    """Whether an office begins a sentence that says what else somebody said."""
    doc, at, here = reading.doc, reading.pointer.at, reading.here
    keys, cue = doc.tokens.keys, reading.told.cues.get(here.sentence)
    start, stop = doc.sentences[here.sentence]
    if cue is None or here.quoted or at.start != start or keys[start] in listed("links", "one"):
        return False
    other = not listed("links", "also").isdisjoint(keys[at.stop : cue])
    return not other and not listed("links", "further").isdisjoint(keys[cue:stop])


def _only_speaker(reading: Reading) -> int | None:
    """The only person who has said something so far, if nobody without a name has."""
    told, cues = reading.told, reading.told.cues
    spoke = [a for a in reading.actors if not a.quoted and a.at.start < cues.get(a.sentence, -1)]
    spoke = [
        a for a in spoke if a.speaks or (a.person is not None and not told.is_governed(a.at.start))
    ]
    people = {a.person for a in spoke}
    return people.pop() if len(people) == 1 else None
