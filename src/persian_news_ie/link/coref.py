"""What points back: offices without a name, «he», «this official»; and offices before a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.officewords import compact, keys, same_titles
from persian_news_ie.find.personwords import Pronoun, listed
from persian_news_ie.link.roles import Attachment, office_of

EARLY = 4  # tokens from the start of a sentence in which its subject stands
COLONS = frozenset((":",))


class Resolved(NamedTuple):
    """A mention that means a person, by number, and the rule that says so."""

    mention: Mention
    person: int
    by: str
    kind: str


def office_key(doc: Document, mention: Mention) -> str:
    """An office as its words that count: «the foreign minister of our country» is the same."""
    value = office_of(mention)
    title = compact(value.title) if value else ""
    start = value.head.stop if value else mention.at.start
    idle = keys("idle", "words")
    behind = (w for w in doc.tokens.keys[start : mention.at.stop] if w not in idle)
    return same_titles().get(title, title) + "".join(behind)


def holders(
    doc: Document, attached: Sequence[Attachment], person_of: Mapping[Span, int]
) -> dict[str, set[int]]:
    """Who holds each office in this article, by the office's key."""
    found: dict[str, set[int]] = {}
    for a in attached:
        value = office_of(a.office)
        if value and value.status != "former" and a.office.label == "OFFICE":
            found.setdefault(office_key(doc, a.office), set()).add(person_of[a.person.at])
    return found


def offices_alone(
    doc: Document, offices: Sequence[Mention], held: Mapping[str, set[int]]
) -> Iterator[Resolved]:
    """Offices without a name whose holder the article names."""
    for mention in offices:
        value = office_of(mention)
        if value is None or value.is_plural:
            continue
        key = office_key(doc, mention)
        people = held.get(key) or _longer(key, held)
        if len(people) == 1:
            yield Resolved(mention, next(iter(people)), "coref:office", "office")


def _longer(key: str, held: Mapping[str, set[int]]) -> set[int]:
    """The holders of offices that say the same and more, or a little less."""
    found = set[int]()
    for other, people in held.items():
        if other.startswith(key) or key.startswith(other) and len(other) > len(key) // 2:
            found |= people
    return found


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may be meant later: a person by number, or None for an unnamed office."""

    at: Span
    person: int | None
    sentence: int
    is_subject: bool


def sentence_numbers(doc: Document) -> list[int]:
    """For each token the number of its sentence."""
    return [i for i, s in enumerate(doc.sentences) for _ in range(s.start, s.stop)]


def pronouns(
    doc: Document,
    people: Sequence[tuple[Span, int]],
    unnamed: Sequence[Span],
    titles: Mapping[int, frozenset[str]],
) -> Iterator[Resolved]:
    """Whom each pronoun means, read from left to right: what was resolved can be meant again."""
    of = sentence_numbers(doc)
    events: list[tuple[Span, object]] = [(at, person) for at, person in people]
    events += [(at, None) for at in unnamed]
    events += [(m.at, m) for m in doc.mentions if _is_personal(m)]
    actors: list[Actor] = []
    for at, what in sorted(events, key=lambda e: e[0]):
        subject = _is_subject(doc, at, doc.sentences[of[at.start]])
        if not isinstance(what, Mention):
            person = what if isinstance(what, int) else None
            actors.append(Actor(at, person, of[at.start], subject))
            continue
        found = _meant(doc, what, actors, of[at.start], subject, titles)
        if found is not None:
            actors.append(Actor(at, found[0], of[at.start], subject))
            yield Resolved(what, found[0], found[1], "pronoun")


def _is_personal(mention: Mention) -> bool:
    value = mention.value
    return mention.label == "PRONOUN" and isinstance(value, Pronoun) and value.kind == "person"


def _is_subject(doc: Document, at: Span, sentence: Span) -> bool:
    """Whether a mention begins its sentence, or its clause with a verb of speech behind it."""
    tokens = doc.tokens.keys
    if at.start - sentence.start < EARLY:
        return at.start == sentence.start or tokens[at.start - 1] not in listed("links", "before")
    return tokens[at.start - 1] in listed("links", "fresh")


def _meant(
    doc: Document,
    pronoun: Mention,
    actors: Sequence[Actor],
    sentence: int,
    subject: bool,
    titles: Mapping[int, frozenset[str]],
) -> tuple[int, str] | None:
    """The person a pronoun means and the rule, or None where nobody named can be meant."""
    if pronoun.evidence.by == "pronoun:office":
        return _by_title(doc, pronoun, actors, titles)
    here = [a for a in actors if a.sentence == sentence]
    narrates = subject or _is_said_by(doc, pronoun)
    if not here or narrates and not _in_quote(doc, pronoun, sentence):
        return _last_subject([a for a in actors if a.sentence < sentence] or actors)
    others = _other_speakers(doc, pronoun, here, actors, sentence)
    return _named(others[-1], "coref:pronoun, nearest") if others else _last_subject(actors)


def _is_said_by(doc: Document, pronoun: Mention) -> bool:
    tokens, at = doc.tokens.keys, pronoun.at.start
    return "".join(tokens[max(0, at - 2) : at]) in listed("links", "according")


def _in_quote(doc: Document, pronoun: Mention, sentence: int) -> bool:
    """Whether a pronoun stands in what somebody says: behind a colon in its sentence."""
    start = doc.sentences[sentence].start
    return any(k in COLONS for k in doc.tokens.keys[start : pronoun.at.start])


def _other_speakers(
    doc: Document, pronoun: Mention, here: Sequence[Actor], actors: Sequence[Actor], sentence: int
) -> list[Actor]:
    """Who may be meant inside a sentence; in a quote, not the one who speaks."""
    if not _in_quote(doc, pronoun, sentence):
        return list(here)
    speaker = here[0].person
    return [a for a in actors if a.person != speaker and a.person is not None]


def _last_subject(actors: Sequence[Actor]) -> tuple[int, str] | None:
    """The subject of the last sentence that has one; an unnamed office blocks the way."""
    if not actors:
        return None
    subjects = [a for a in actors if a.is_subject]
    if subjects and subjects[-1].sentence >= actors[-1].sentence - 2:
        return _named(subjects[-1], "coref:pronoun, subject")
    first = next(a for a in actors if a.sentence == actors[-1].sentence)
    return _named(first, "coref:pronoun, nearest")


def _named(actor: Actor, by: str) -> tuple[int, str] | None:
    return None if actor.person is None else (actor.person, by)


def _by_title(
    doc: Document, pronoun: Mention, actors: Sequence[Actor], titles: Mapping[int, frozenset[str]]
) -> tuple[int, str] | None:
    """«this» with a title: the last person with that title, else the last subject."""
    word = doc.tokens.keys[pronoun.at.start + 1]
    for actor in reversed(actors):
        if actor.person is not None and any(
            word in t or t in word for t in titles.get(actor.person, ())
        ):
            return actor.person, "coref:this office"
    found = _last_subject(actors)
    return (found[0], "coref:this office") if found else None
