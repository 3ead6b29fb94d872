"""Somebody whom a text tells about, named or not, and how he stands in his sentence."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.speech import has, starting
from persian_news_ie.link.line import behind
from persian_news_ie.link.narration import Narration


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may be meant later: a person by number, or None for somebody without a name.

    `speaks`: begins a sentence that reports speech, or a paragraph; «he added» goes on with him;
    `quoted`: stands in what somebody says; `has_office`: more than a word for a human being.
    """

    at: Span
    person: int | None
    sentence: int
    is_subject: bool
    speaks: bool
    quoted: bool = False
    has_office: bool = True


def actor(told: Narration, at: Span) -> Actor:
    """Somebody at a place of the text, nobody knows whom yet."""
    number, quoted, is_object = told.of[at.start], told.is_said(at.start), told.is_object(at)
    first = not is_object and told.begins(at)
    opens = told.doc.tokens.keys[at.start - 1] in listed("links", "fresh")
    subject = first or (opens and not is_object)
    speaks = first and (at.start < told.cues.get(number, -1) or told.opens[number])
    speaks = speaks and not quoted
    return Actor(at, None, number, subject, speaks, quoted, at.start in told.who)


def anybody(doc: Document, people: Container[int]) -> Iterator[Span]:
    """Words for a human being without a name: «a woman», «the patient», «an informed source»."""
    keys, alone, counted = doc.tokens.keys, listed("links", "somebody"), listed("links", "human")
    sources = (at for at in starting(doc, "informant") if keys[at] in listed("links", "unnamed"))
    yield from (Span(at, has(doc, at, "informant")) for at in sources)
    for at, key in enumerate(keys):
        if key not in alone and key not in counted:
            continue
        before = keys[at - 1] if at else ""
        if before in listed("links", "not_new") or before.isdigit() or at + 1 in people:
            continue
        if key in alone or before in listed("links", "unnamed"):
            yield Span(at, at + 1)


def is_said_of(doc: Document, office: Span) -> bool:
    """Whether an office is said of somebody: «as minister», «… was the head of the jury»."""
    verb = doc.words.verbs.get(office.stop)
    is_predicate = verb and verb.form and verb.form.infinitive in listed("links", "copulas")
    return bool(is_predicate) or behind(doc.tokens.keys, office.start, "as")
