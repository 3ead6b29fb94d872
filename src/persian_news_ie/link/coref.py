"""Whom «he» and «this official» mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.personwords import Pronoun, listed
from persian_news_ie.link.holders import Resolved

MOST = 300  # mentions before a pronoun among which its person is looked for
EARLY = 4  # tokens from the start of a sentence in which its subject stands
COLONS = frozenset((":",))
SPEECH = frozenset(("speech.said", "speech.that", "speech.stating", "speech.bare"))


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may be meant later: a person by number, or None for an unnamed office.

    `speaks`: begins a sentence that reports speech, or a paragraph; «he added» goes on with him;
    `quoted`: stands in what somebody says.
    """

    at: Span
    person: int | None
    sentence: int
    is_subject: bool
    speaks: bool
    quoted: bool = False


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
    of, cues, opens = sentence_numbers(doc), first_cues(doc), paragraphs(doc)
    spoken = speeches(doc, cues, opens)
    events: list[tuple[Span, object]] = [(at, person) for at, person in people]
    events += [(at, None) for at in unnamed]
    events += [(m.at, m) for m in doc.mentions if _is_personal(m)]
    actors: list[Actor] = []
    for at, what in sorted(events, key=lambda e: e[0]):
        number = of[at.start]
        first = _begins(doc, at, doc.sentences[number])
        subject = first or doc.tokens.keys[at.start - 1] in listed("links", "fresh")
        speaks = first and (at.start < cues.get(number, -1) or opens[number])
        here = Actor(at, None, number, subject, speaks, at.start >= spoken[number])
        if isinstance(what, Mention):
            if here.quoted and _is_possessor(doc, at, doc.sentences[number]):
                here = replace(here, is_subject=False, speaks=False)
            found = _meant(doc, what, actors[-MOST:], here, titles)
            if found is None:
                continue
            yield Resolved(what, found[0], found[1], "pronoun")
            what = found[0]
        actors.append(replace(here, person=what if isinstance(what, int) else None))


def _is_possessor(doc: Document, at: Span, sentence: Span) -> bool:
    """Whether a noun stands right before a pronoun: «the thoughts of his …»."""
    before = doc.tokens.keys[at.start - 1]
    apart = listed("links", "after_source") | listed("links", "fresh") | listed("links", "then")
    return at.start > sentence.start and before[:1].isalpha() and before not in apart


def first_cues(doc: Document) -> dict[int, int]:
    """For each sentence that reports speech the first token that says so."""
    of = sentence_numbers(doc)
    found: dict[int, int] = {}
    told = [at for at, lists in doc.words.at.items() if not SPEECH.isdisjoint(lists)]
    for at in sorted(told):
        verb = doc.words.verbs.get(at)
        # «آوردن» reports what papers say, but gains and gives in «به دست آوردن» and the like.
        if not (verb and verb.form and verb.form.infinitive in listed("links", "papers_say")):
            found.setdefault(of[at], at)
    return found


def _is_personal(mention: Mention) -> bool:
    value = mention.value
    return mention.label == "PRONOUN" and isinstance(value, Pronoun) and value.kind == "person"


def paragraphs(doc: Document) -> list[bool]:
    """For each sentence whether it opens a paragraph: what somebody says seldom does."""
    lines = frozenset(doc.line_starts())
    return [s.start in lines for s in doc.sentences]


def _begins(doc: Document, at: Span, sentence: Span) -> bool:
    """Whether a mention begins its sentence, or the report in it: «as X reports, N. …»."""
    tokens = doc.tokens.keys
    if at.start == sentence.start:
        return True
    before = tokens[at.start - 1]
    if "".join(tokens[sentence.start : sentence.start + 2]) in listed("links", "reporting"):
        return before in listed("links", "after_source")
    return at.start - sentence.start < EARLY and before not in listed("links", "before")


def speeches(doc: Document, cues: Mapping[int, int], opens: Sequence[bool]) -> list[int]:
    """For each sentence the token from which it is what somebody says: behind «said:», and on."""
    tokens, found, goes_on = doc.tokens.keys, list[int](), False
    for i, (start, stop) in enumerate(doc.sentences):
        begin = start if goes_on and not opens[i] and i not in cues else stop
        colons = (at for at in range(start, stop) if tokens[at] in COLONS)
        begin = min(begin, next(colons, stop))
        found.append(begin)
        goes_on = begin < stop
    return found


def _meant(
    doc: Document,
    pronoun: Mention,
    actors: Sequence[Actor],
    here: Actor,
    titles: Mapping[int, frozenset[str]],
) -> tuple[int, str] | None:
    """The person a pronoun means and the rule, or None where nobody named can be meant."""
    told = _told(actors)
    if here.is_subject and not _behind_colon(doc, here) and _is_written(doc, pronoun):
        here = replace(here, quoted=False)
    if pronoun.evidence.by == "pronoun:office":
        return _by_title(doc, pronoun, actors, here, titles)
    if here.speaks or (_is_said_by(doc, pronoun.at) and not here.quoted):
        return _last_speaker(told)
    if here.quoted:
        return _other(actors, here)
    near = [a for a in actors if a.sentence == here.sentence]
    near = [a for a in near if not _is_said_by(doc, a.at)]
    if not near or here.is_subject:
        return _last_subject([a for a in told if a.sentence < here.sentence] or actors)
    return _named(near[-1], "coref:pronoun, nearest")


def _is_written(doc: Document, pronoun: Mention) -> bool:
    """Whether a word is one that reporters write and nobody says: «vey»."""
    return doc.tokens.keys[pronoun.at.start] in listed("links", "written")


def _is_said_by(doc: Document, at: Span) -> bool:
    return "".join(doc.tokens.keys[max(0, at.start - 2) : at.start]) in listed("links", "according")


def _behind_colon(doc: Document, here: Actor) -> bool:
    """Whether the speech began in this very sentence."""
    start = doc.sentences[here.sentence].start
    return any(k in COLONS for k in doc.tokens.keys[start : here.at.start])


def _told(actors: Sequence[Actor]) -> Sequence[Actor]:
    """Those whom the reporter names himself, if there are any."""
    return [a for a in actors if not a.quoted] or actors


def _last_speaker(told: Sequence[Actor]) -> tuple[int, str] | None:
    speakers = [a for a in told if a.speaks]
    return _named(speakers[-1], "coref:pronoun, speaker") if speakers else _last_subject(told)


def _speaker(actors: Sequence[Actor], here: Actor) -> Actor | None:
    """Who says the words in which somebody stands: before the colon, else the last to speak."""
    told = [a for a in actors if not a.quoted]
    near = [a for a in told if a.sentence == here.sentence]
    return next(iter([*near[:1], *[a for a in reversed(told) if a.speaks][:1]]), None)


def _other(actors: Sequence[Actor], here: Actor) -> tuple[int, str] | None:
    """Who is meant in a quote: anybody but the one who speaks."""
    voice = _speaker(actors, here)
    speaker = voice.person if voice else None
    others = [a for a in actors if a.person != speaker]
    if voice and voice.person is not None and others and others[-1].sentence < voice.sentence:
        others = [a for a in others if a.person is not None]
    return _named(others[-1], "coref:pronoun, nearest") if others else None


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


def _describes(doc: Document, actor: Actor, at: Span, here: Actor) -> bool:
    """Whether «this artist» belongs to what is said of a subject: «N. N., a friend of …»."""
    start = doc.sentences[here.sentence].start
    if actor.sentence != here.sentence or actor.at.start - start >= EARLY - 1:
        return False
    if actor.at.stop >= at.start or doc.words.finite_form(actor.at.stop, at.start):
        return False
    return doc.tokens.keys[at.start - 1] not in listed("links", "after_source")


def _is_nobody(doc: Document, word: str, start: int, stop: int) -> bool:
    """Whether an unnamed one with this title stands between two tokens: «a diplomat»."""
    keys, one = doc.tokens.keys, listed("links", "unnamed")
    return any(keys[i] in one and keys[i + 1] == word for i in range(start, stop - 1))


def _by_title(
    doc: Document,
    pronoun: Mention,
    actors: Sequence[Actor],
    here: Actor,
    titles: Mapping[int, frozenset[str]],
) -> tuple[int, str] | None:
    """«this» with a title: the last person with that title, else who speaks or is the subject."""
    word = doc.tokens.keys[pronoun.at.start + 1]
    actors = [a for a in actors if not _describes(doc, a, pronoun.at, here)]
    voice = _speaker(actors, here) if here.quoted else None
    for actor in reversed(actors):
        if actor.person is None or (voice and actor.person == voice.person):
            continue
        if _is_nobody(doc, word, actor.at.stop, pronoun.at.start):
            return None
        if any(word in t or t in word for t in titles.get(actor.person, ())):
            return actor.person, "coref:this office"
    if here.quoted or not actors or word in listed("links", "not_only_people"):
        return None
    told = _told(actors)
    found = _last_speaker(told) if here.speaks else _last_subject(told)
    return (found[0], "coref:this office") if found else None
