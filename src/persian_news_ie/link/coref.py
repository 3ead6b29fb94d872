"""Whom «he» and «this official» mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.link.actors import Actor, actor, anybody, is_said_of
from persian_news_ie.link.holders import Resolved
from persian_news_ie.link.reading import Meant, Reading, named
from persian_news_ie.link.speeches import narration
from persian_news_ie.link.titled import speaker_goes_on, this_office

MOST = 300  # mentions before a pronoun among which its person is looked for


def pronouns(
    doc: Document,
    people: Sequence[tuple[Span, int]],
    unnamed: Sequence[Mention],
    titles: Mapping[int, frozenset[str]],
) -> Iterator[Resolved]:
    """Whom each pronoun means, read from left to right: what was resolved can be meant again."""
    events: list[tuple[Span, object]] = [(at, person) for at, person in people]
    events += [(m.at, m) for m in unnamed if not is_said_of(doc, m.at)]
    events += [(m.at, m) for m in doc.mentions if _is_personal(m)]
    told = narration(doc, [at for at, _ in events])
    events += [(at, None) for at in anybody(doc, told.who)]
    actors: list[Actor] = []
    for at, what in sorted(events, key=lambda e: e[0]):
        here = actor(told, at)
        if isinstance(what, Mention):
            if told.is_owner(at.start):
                here = replace(here, is_subject=False, speaks=False)
            found = _meant(Reading.of(told, what, actors[-MOST:], here, titles))
            if what.label == "PERSON":  # a saint
                here = replace(here, speaks=False)
            if found:
                yield Resolved(what, *found, "pronoun" if _is_personal(what) else "office")
            elif _is_personal(what) and here.quoted:
                continue
            what = found[0] if found else None
        actors.append(replace(here, person=what if isinstance(what, int) else None))


def _is_personal(mention: Mention) -> bool:
    value = mention.value
    return mention.label == "PRONOUN" and isinstance(value, Pronoun) and value.kind == "person"


def _meant(reading: Reading) -> Meant:
    """The person a mention means and the rule, or None where nobody named can be meant."""
    pointer = reading.pointer
    if not _is_personal(pointer):
        return speaker_goes_on(reading)
    if pointer.evidence.by == "pronoun:office":
        return this_office(reading)
    if reading.is_adjective():
        return None
    told = not reading.here.quoted
    if reading.is_said_by(pointer.at.start) and (told or reading.is_written()):
        return reading.last_speaker()
    if reading.here.speaks and not reading.is_fresh():
        return reading.last_speaker()
    if reading.here.speaks:
        return reading.only_one(reading.last_speaker)
    return _he(reading) if told else reading.other()


def _he(reading: Reading) -> Meant:
    """Whom the reporter means by a pronoun within what he tells."""
    near = reading.near()
    if near:
        return named(near[-1], "coref:pronoun, nearest")
    return reading.only_one(reading.topic)
