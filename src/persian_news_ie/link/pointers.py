"""Which body or place «this ministry», «this bank» or «this province» means."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import Occurrence, Organization, Place
from persian_news_ie.find.tables import places
from persian_news_ie.link.narration import sentence_numbers
from persian_news_ie.link.occurrences import occurrence
from persian_news_ie.link.place_groups import with_parts
from persian_news_ie.resources import toml_of
from persian_news_ie.text.normalize import phrase_key

BY = {"places": "coref:this place", "bodies": "coref:this body"}
NEAR = 3  # sentences before in which the name still stands
MOST = 100  # names that stand in a sentence or in one another; no text has so many
POINTS = "pronoun:body"

Named = TypeVar("Named", bound=Place | Organization)


@dataclass(frozen=True, slots=True)
class Known:
    """A mention that may be meant: its tokens, entity and kind, and the words it is known by."""

    at: Span
    entity: str
    kind: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pointers:
    """What the words that point back mean, in text order."""

    links: Mapping[tuple[str, Span], Link] = field(default_factory=dict)
    mentions: Mapping[str, Sequence[Mention]] = field(default_factory=dict)

    def added(self, entities: Iterable[Named]) -> tuple[Named, ...]:
        """The entities, each with the words that point back to it among its mentions."""
        return tuple(self._with(entity) for entity in entities)

    def _with(self, entity: Named) -> Named:
        mine = self.mentions.get(entity.id, ())
        if not mine:
            return entity
        told = sorted((*entity.mentions, *map(self._told, mine)), key=lambda o: o.start)
        return replace(entity, mentions=tuple(told))

    def _told(self, mention: Mention) -> Occurrence:
        link = self.links[mention.label, mention.at]
        return occurrence(mention, link.kind, link.by)


@dataclass(slots=True)
class Meant:
    """What words that point back may mean, by the noun, as far as the text is read."""

    known: list[Known]
    fitting: dict[str, list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known.sort(key=_stop)

    def before(self, noun: str, at: Span) -> Sequence[Known]:
        """Those whom a noun fits that stand before some tokens."""
        if noun not in self.fitting:
            self.fitting[noun] = [k for k in self.known if _fits(k, noun)]
        found = self.fitting[noun]
        return found[: bisect_right(found, at.start, key=_stop)]

    def add(self, known: Known) -> None:
        """One more, a word that itself points back."""
        for found in (self.known, *(f for n, f in self.fitting.items() if _fits(known, n))):
            insort(found, known, key=_stop)


def _stop(known: Known) -> int:
    return known.at.stop


def pointers(doc: Document) -> Pointers:
    """What each «this» with the noun of a body or place means; nothing where two may be meant."""
    pointing = [*_pointing(doc)]
    if not pointing:
        return Pointers()
    known = {"places": Meant([*_places(doc)]), "bodies": Meant([*_bodies(doc)])}
    links: dict[tuple[str, Span], Link] = {}
    mentions: dict[str, list[Mention]] = {}
    numbers = sentence_numbers(doc)
    for pointer in pointing:
        noun = doc.glued(Span(pointer.at.start + 1, pointer.at.stop))
        for name, by in BY.items():
            if noun not in _nouns(name):
                continue
            found = _meant(doc, pointer.at, noun, known[name].before(noun, pointer.at), numbers)
            if found:
                links[pointer.label, pointer.at] = Link(found.entity, by, "description")
                mentions.setdefault(found.entity, []).append(pointer)
                known[name].add(replace(found, at=pointer.at))
    return Pointers(links, mentions)


def _pointing(doc: Document) -> Iterator[Mention]:
    """The words that point to a body or place, also inside an office: «the head of this bank»."""
    settled = [m for m in doc.mentions if m.label not in ("PRONOUN", "OFFICE", "GROUP")]
    starts = [m.at.start for m in settled]
    for mention in doc.candidates:
        if mention.evidence.by == POINTS:
            last = max(0, bisect_left(starts, mention.at.stop) - 1)
            if not any(m.at.overlaps(mention.at) for m in settled[last : last + 1]):
                yield mention


def _places(doc: Document) -> Iterator[Known]:
    nouns = {p.id: _namesakes().get(phrase_key(p.name), frozenset()) for p in doc.places}
    kinds = {p.id: p.kind for p in doc.places}
    for at, id in _linked(doc, "PLACE"):
        yield Known(at, id, kinds[id], nouns[id])


def _bodies(doc: Document) -> Iterator[Known]:
    by_id = {o.id: o for o in doc.organizations}
    for at, id in _linked(doc, "ORG"):
        yield Known(at, id, by_id[id].kind, frozenset(_heads(doc, at)))


def _linked(doc: Document, label: str) -> Iterator[tuple[Span, str]]:
    """Where the mentions of a label stand that have an entity, and its id."""
    for mention, _ in with_parts(doc.mentions, label):
        if link := doc.link(mention):
            yield mention.at, link.entity


def _heads(doc: Document, at: Span) -> Iterator[str]:
    """The nouns that the name of a body begins with."""
    for stop in (at.start + 1, at.start + 2):
        head = doc.glued(Span(at.start, min(stop, at.stop)))
        yield _same().get(head, head)


def _meant(
    doc: Document, at: Span, noun: str, before: Sequence[Known], numbers: Sequence[int]
) -> Known | None:
    """The one that is named last before a noun, unless another may be meant as well."""
    if not before:
        return None
    last = max(before[-MOST:], key=lambda k: k.at)
    number = numbers[last.at.start]
    beside = {k.entity for k in before[-MOST:] if numbers[k.at.start] == number}
    far = numbers[at.start] - number > NEAR
    if len(beside) > 1 or _is_hidden(doc, last, at, noun, before[-MOST:]):
        return None
    if far and any(k.entity != last.entity for k in reversed(before)):
        return None
    return last


def _fits(known: Known, noun: str) -> bool:
    kinds = _nouns("places").get(noun, ()) or _nouns("bodies").get(noun, ())
    return known.kind in kinds or noun in known.words


def _is_hidden(doc: Document, last: Known, at: Span, noun: str, before: Sequence[Known]) -> bool:
    """Whether the noun stands in between for another of its kind, whose name nobody found."""
    keys = doc.tokens.keys
    named = {token for k in before for token in range(*k.at)}
    inside = range(last.at.stop, at.start)
    return any(
        _same().get(keys[i], keys[i]) == noun and i not in named and i - 1 not in named
        for i in inside
        if keys[i - 1] != keys[at.start]
    )


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return toml_of("words", "pointing.toml")


@cache
def _nouns(name: str) -> Mapping[str, frozenset[str]]:
    return {phrase_key(noun): frozenset(kinds) for noun, kinds in _table()[name].items()}


@cache
def _same() -> Mapping[str, str]:
    return {phrase_key(k): phrase_key(str(v)) for k, v in _table()["same"].items()}


@cache
def _namesakes() -> Mapping[str, frozenset[str]]:
    """The nouns for a province or county, by the names that towns share with one."""
    kinds = {kind: noun for noun, found in _nouns("namesakes").items() for kind in found}
    names: dict[str, set[str]] = {}
    for place in places():
        if place.kind in kinds:
            names.setdefault(phrase_key(place.name), set()).add(kinds[place.kind])
    return {name: frozenset(nouns) for name, nouns in names.items()}
