"""Who holds an office that stands without a name: the article says so, or everybody knows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.gazetteer import PlaceReading, place_kind
from persian_news_ie.find.offices import Office
from persian_news_ie.find.officewords import countries_of, incumbents, keys
from persian_news_ie.link.line import Attachment, office_of

STEM = 4  # letters that two forms of one word share
HOME = "IR"  # the country of the news

Words = tuple[str, ...]
ByWords = dict[Words, set[int]]  # persons by the words of their offices


class Resolved(NamedTuple):
    """A mention that means a person, by number, and the rule that says so."""

    mention: Mention
    person: int
    by: str
    kind: str


class Held(NamedTuple):
    """An office that somebody in this article holds: its words that count, and its countries.

    `until` is where the sentence ends that names the holder.
    """

    words: Words
    lands: frozenset[str]
    person: int
    until: int


def holders(
    doc: Document, attached: Sequence[Attachment], person_of: Mapping[Span, int]
) -> tuple[Held, ...]:
    """Who holds each office in this article, by the words of the office that count."""
    ends = [sentence.stop for sentence in doc.sentences]
    return tuple(
        Held(
            value.words,
            lands(a.office),
            person_of[a.person.at],
            ends[doc.sentence_at(a.person.at.start)],
        )
        for a in attached
        if (value := office_of(a.office)) and value.status != "former"
        if a.office.label == "OFFICE"
    )


def lands(office: Mention) -> frozenset[str]:
    """The countries that an office names, «our country» among them."""
    value = office_of(office)
    readings = (p.value for p in office.parts if isinstance(p.value, PlaceReading))
    records = (record for r in readings for record in r.records[:1])
    named = {record.country for record in records if place_kind(record) == "country"}
    return frozenset(named | ({HOME} if value and value.is_ours else set()))


def offices_alone(offices: Sequence[Mention], held: Sequence[Held]) -> Iterator[Resolved]:
    """Offices without a name whose holder the article names; one of another country is not."""
    held_by: dict[frozenset[str], dict[str, ByWords]] = {}
    ours = {v.words for m in offices if (v := office_of(m)) and v.is_ours}
    for mention in offices:
        value = office_of(mention)
        if value is None or value.is_plural:
            continue
        # Where «our minister» stands without a name, «the minister» is ours too.
        home = frozenset({HOME}) if value.words in ours else frozenset()
        mine = lands(mention) or home or _unsaid(mention, held)
        if mine not in held_by:
            held_by[mine] = _by_words(held, mine)
        native = _of_people(value.words, held, mine)
        same = held_by[mine] if native is None else native
        near = same.get(_initials(value.words), {})
        people = near.get(value.words) or _alike(value, near)
        if len(people) == 1:
            yield Resolved(mention, next(iter(people)), "coref:office", "office")


def _unsaid(mention: Mention, held: Sequence[Held]) -> frozenset[str]:
    """The home country for «the minister» up to the sentence that names one of another country."""
    value = office_of(mention)
    words = value.words if value else ()
    alike = [one for one in held if words and one.words[: len(words)] == words]
    first = min((one.until for one in alike if one.lands and HOME not in one.lands), default=0)
    return frozenset({HOME}) if mention.at.start < first else frozenset()


def _of_people(
    words: Words, held: Sequence[Held], mine: frozenset[str]
) -> dict[str, ByWords] | None:
    """For «the Croatian coach» the holders who are said to be Croatian; None for other offices."""
    told = {word: land for word in words if (land := countries_of().get(word))}
    if not told:
        return None
    lands = frozenset(told.values())
    return _by_words([h for h in held if lands & h.lands or told.keys() & {*h.words}], mine)


def _by_words(held: Sequence[Held], mine: frozenset[str]) -> dict[str, ByWords]:
    """The holders of offices by the words of the office, those of other countries left out.

    Offices whose words begin with the same letters stand together: others are never the same.
    """
    found: dict[str, ByWords] = {}
    for one in held:
        if not mine or mine & (one.lands or _understood(one.words, mine)):
            near = found.setdefault(_initials(one.words), {})
            near.setdefault(one.words, set()).add(one.person)
    return found


def _initials(words: Words) -> str:
    return "".join(words)[:2]


def _understood(words: Words, asked: frozenset[str]) -> frozenset[str]:
    """The countries an office may be of that names none: of those of a state the home country."""
    return frozenset({HOME}) if words[0] in keys("here", "of_state") else asked


def known_holders(
    offices: Sequence[Mention], resolved: Sequence[Span], names: Mapping[str, int]
) -> Iterator[Resolved]:
    """Offices whose holder every reader knows, if the article names the holder at all."""
    known = {office: names[name] for office, name in incumbents().items() if name in names}
    for mention in offices:
        value = office_of(mention)
        if value and value.words[0] in known and mention.at not in resolved:
            yield Resolved(mention, known[value.words[0]], "coref:known holder", "office")


def _alike(office: Office, held: Mapping[Words, set[int]]) -> set[int]:
    """The holders of offices that say the same and more, or the same and a little less.

    A bare title is enough where only one person can hold it: a governor, a minister.
    """
    if office.complement is None and office.takes == "free":
        return set()
    mine = "".join(office.words)
    found = set[int]()
    for words, people in held.items():
        other = "".join(words)
        if other.startswith(mine) or (mine.startswith(other) and len(other) > len(mine) // 2):
            found |= people
    return found or _within(office.words, held) or _around(office.words, held)


def _around(words: Sequence[str], held: Mapping[Words, set[int]]) -> set[int]:
    """The holders of long offices with the same head all of whose words an office has, and more."""
    mine = [w[:STEM] for w in words[1:]]
    return {
        person
        for other, people in held.items()
        if other[0] == words[0] and len(other) > STEM
        if all(any(m.startswith(w[:STEM]) for m in mine) for w in other[1:])
        for person in people
    }


def _within(words: Sequence[str], held: Mapping[Words, set[int]]) -> set[int]:
    """The holders of offices with the same head that hold all words of an office, or their stems.

    «the head of the disabled shooters» is «the head of the shooting of the disabled».
    """
    stems = [w[:STEM] for w in words[1:]]
    return {
        person
        for other, people in held.items()
        if other[0] == words[0] and all(any(o.startswith(s) for o in other[1:]) for s in stems)
        for person in people
    }
