"""Whom a word that points back may mean: those told about before it, and how they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from persian_news_ie.document import Document, Mention
from persian_news_ie.find.personwords import listed
from persian_news_ie.link.actors import Actor
from persian_news_ie.link.line import behind
from persian_news_ie.link.narration import Narration

Meant = tuple[int, str] | None  # a person by number, and the rule that says so

NEAR = 100  # tokens of a sentence in which somebody still stands near
FAR = 5  # sentences of a speech behind which «he» means nobody named before any more
STILL = 2  # sentences further back, in another paragraph, in which he is still meant


@dataclass(frozen=True, slots=True)
class Reading:
    """One word that points back, and those told about before it."""

    told: Narration
    pointer: Mention
    actors: Sequence[Actor]
    here: Actor
    titles: Mapping[int, frozenset[str]]

    @property
    def doc(self) -> Document:
        """The document read."""
        return self.told.doc

    @classmethod
    def of(
        cls,
        told: Narration,
        pointer: Mention,
        actors: Sequence[Actor],
        here: Actor,
        titles: Mapping[int, frozenset[str]],
    ) -> "Reading":
        """A pointer and those whom it may mean: what a story tells is about people in it."""
        story = None if here.speaks else _story(told, pointer.at.start)
        known = actors if story is None else [a for a in actors if a.at.start > story]
        return cls(told, pointer, known, here, titles)

    @property
    def reports(self) -> bool:
        """Whether a pointer begins a sentence that reports speech, or a paragraph with one."""
        return self.here.speaks and self.here.sentence in self.told.cues

    def is_fresh(self) -> bool:
        """Whether nobody is said to go on speaking: what the reporter told last may be meant."""
        number, cues = self.here.sentence, self.told.cues
        return not self.reports or not (self.told.opens[number] or number - 1 in cues)

    def last_speaker(self) -> Meant:
        """Who spoke last, else who is told about."""
        told = self.reported()
        speakers = [a for a in told if a.speaks]
        return named(speakers[-1], "coref:pronoun, speaker") if speakers else _last_subject(told)

    def near(self) -> list[Actor]:
        """Those of the same sentence whom a pointer may mean."""
        near = [a for a in self.actors if self._is_near(a) and not a.quoted]
        heads = [a for a in near if self._heads_relative(a)]
        doers = {a.person for a in near if self._does_it(a)} - {None}
        near = heads[-1:] or [a for a in near if a.person not in doers and not self._does_it(a)]
        if not self.here.is_subject:
            return near
        return [a for a in near if not self.told.is_owner(a.at.start)] or near

    def only_one(self, else_: Callable[[], Meant]) -> Meant:
        """The only one who is told about in the sentence before, else whom another rule finds."""
        last = [a for a in self.reported() if a.sentence == self.here.sentence - 1]
        last = [a for a in last if not self.told.is_governed(a.at.start)]
        last = [a for a in last if a.is_subject or a.person is not None or not a.has_office]
        people = {a.person for a in last}
        return named(last[-1], "coref:pronoun, last named") if len(people) == 1 else else_()

    def topic(self) -> Meant:
        """Who is told about before the sentence of a pointer."""
        return _last_subject([a for a in self.reported() if a.sentence < self.here.sentence])

    def other(self) -> Meant:
        """Who is meant in a quote: anybody but the one who speaks."""
        voice = self.voice()
        others = [a for a in self.actors if not self._does_it(a)]
        if len(others) == len(self.actors):  # else somebody in between says it to him
            speaker = voice.person if voice else None
            others = [a for a in others if a.person != speaker or a.person is None]
            others = [a for a in others if a is not voice]
        if voice and others and others[-1].sentence < voice.sentence:
            others = [a for a in others if a.person is not None]  # his own office stands there
        if not others or self._is_far(others[-1]):
            return None
        return named(others[-1], "coref:pronoun, nearest")

    def reported(self) -> Sequence[Actor]:
        """Those whom the reporter names himself, if there are any."""
        return [a for a in self.actors if not a.quoted] or self.actors

    def voice(self) -> Actor | None:
        """Who says the words in which a pointer stands: before the colon, else who spoke last."""
        told = [a for a in self.actors if not a.quoted]
        near = [a for a in told if a.sentence == self.here.sentence and self._may_speak(a)]
        return next(iter([*near[:1], *[a for a in reversed(told) if a.speaks][:1]]), None)

    def is_said_by(self, at: int) -> bool:
        """Whether «according to» stands before a token."""
        return behind(self.doc.tokens.keys, at, "according")

    def is_written(self) -> bool:
        """Whether a pointer is one that reporters write and nobody says: «vey»."""
        return self.doc.tokens.keys[self.pointer.at.start] in listed("links", "written")

    def is_adjective(self) -> bool:
        """Whether a pointer says of the noun before it that it was named: «the said tradition»."""
        at = self.pointer.at.start
        return self.doc.tokens.keys[at] in listed("links", "said_of") and self.told.is_owner(at)

    def _may_speak(self, actor: Actor) -> bool:
        at = actor.at.start
        return actor.is_subject or not (self.told.is_governed(at) or self.told.is_owner(at))

    def _is_near(self, actor: Actor) -> bool:
        if actor.sentence != self.here.sentence or self.is_said_by(actor.at.start):
            return False
        return 0 <= self.here.at.start - actor.at.stop <= NEAR

    def _is_far(self, actor: Actor) -> bool:
        """Whether too much has been said since somebody was named."""
        gap = self.here.sentence - actor.sentence
        fresh = self.told.opens[actor.sentence + 1 : self.here.sentence + 1]
        return gap > FAR or (gap > STILL and any(fresh))

    def _heads_relative(self, actor: Actor) -> bool:
        """Whether a pointer stands right in the relative clause of somebody: «N., whom …»."""
        keys, start, at = self.doc.tokens.keys, actor.at.stop, self.here.at
        start += keys[start] in listed("links", "comma")
        if keys[start] not in listed("links", "that"):
            return False
        does_it = start + 1 == at.start and self.told.is_object(at)
        return not does_it and not self.doc.words.finite_form(start, at.start)

    def _does_it(self, actor: Actor) -> bool:
        """Whether somebody is the subject of the clause: he does nothing to «him»."""
        if not (self._is_near(actor) and actor.is_subject):
            return False
        start, stop = actor.at.stop, self.here.at.start
        between = self.doc.tokens.keys[start:stop]
        shared = self.told.is_owner(self.here.at.start) and _is_coordinated(between)
        if shared or not listed("links", "clause").isdisjoint(between):
            return False
        return not (self.told.is_owner(actor.at.start) or self.doc.words.finite_form(start, stop))


def _story(told: Narration, at: int) -> int | None:
    """Where the paragraph of a token begins to tell a story, if it does before the token."""
    keys, start = told.doc.tokens.keys, told.paragraph_start(at)
    words = listed("links", "story")
    return next((i for i in reversed(range(start, at)) if keys[i] in words), None)


def _is_coordinated(between: Sequence[str]) -> bool:
    """Whether «and» or a comma opens the phrase behind some words: «N. and friends of his»."""
    joined, before = listed("links", "joined"), listed("links", "before")
    first = next((key for key in reversed(between) if key in joined or key in before), "")
    return first in joined


def _last_subject(actors: Sequence[Actor]) -> Meant:
    """The subject of the last sentence that has one; somebody without a name blocks the way."""
    if not actors:
        return None
    subjects = [a for a in actors if a.is_subject]
    if subjects and subjects[-1].sentence >= actors[-1].sentence - 2:
        return named(subjects[-1], "coref:pronoun, subject")
    first = next(a for a in actors if a.sentence == actors[-1].sentence)
    return named(first, "coref:pronoun, nearest")


def named(actor: Actor, by: str) -> Meant:
    """What an actor means, if he has a name."""
    return None if actor.person is None else (actor.person, by)
