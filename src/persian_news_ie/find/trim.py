"""Where a tagger's name begins and ends: signs, titles, and lists taken for one name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Evidence, Mention
from persian_news_ie.find.gazetteer import PlaceReading
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.personwords import GivenName
from persian_news_ie.find.tables import KindWord

BARE_DASH = "\N{ARABIC TATWEEL}"


@dataclass(frozen=True, slots=True)
class Text:
    """A document, its token keys, and what the tables and rules found, by label and tokens.

    `places` are the places of all finders, `charted` those of a table, by where they start;
    at the tokens `given` a given name starts, at `surely_given` one that is no other word, at
    `heads` a word that heads places or bodies, at `buildings` one that heads a street, hall or
    terminal.
    """

    doc: Document
    keys: Sequence[str]
    known: frozenset[tuple[str, Span]]
    places: dict[int, int]
    charted: dict[int, int]
    given: frozenset[int]
    surely_given: frozenset[int]
    heads: dict[int, int]
    buildings: frozenset[int]

    @classmethod
    def of(cls, doc: Document) -> "Text":
        """The text of a document with candidates."""
        known = frozenset((m.label, m.at) for m in doc.candidates if not is_model(m))
        places = {m.at.start: m.at.stop for m in doc.candidates if m.label == "PLACE"}
        charted = {m.at.start: m.at.stop for m in doc.candidates if _is_charted(m)}
        names = tuple(doc.hits.of(GivenName))
        given = frozenset(at.start for at, _ in names)
        sure = frozenset(at.start for at, name in names if not name.is_common)
        heads = {at.start: at.stop for at, _ in doc.hits.of(KindWord)}
        built = frozenset(at.start for at, word in doc.hits.of(KindWord) if _is_built(word))
        return cls(doc, doc.tokens.keys, known, places, charted, given, sure, heads, built)

    def key(self, at: int) -> str:
        """The key of a token; empty outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""


def _is_charted(mention: Mention) -> bool:
    """Whether a table has a place, and its name is no common word («روسیه مرکزی»)."""
    value = mention.value
    return isinstance(value, PlaceReading) and not value.guarded and not is_model(mention)


def _is_built(word: KindWord) -> bool:
    return word.kind == "facility" or (word.kind == "border_crossing" and word.needs_context)


Edit = Callable[[Text, Mention], Iterable[Mention]]


def is_model(mention: Mention) -> bool:
    """Whether a tagger alone found a mention."""
    return mention.evidence.by.startswith("model:") and "+" not in mention.evidence.by


def cut(doc: Document, mention: Mention, at: Span) -> Mention:
    """A mention over other tokens, with the parts that still lie in it."""
    if at == mention.at:
        return mention
    span = doc.source_span(at)
    parts = tuple(p for p in mention.parts if at.covers(p.at))
    why = Evidence(mention.evidence.by, (span,), mention.evidence.score)
    return replace(
        mention, at=at, span=span, text=doc.quoted(span), evidence=why, value=None, parts=parts
    )


def split(text: Text, mention: Mention, signs: frozenset[str]) -> Iterator[Mention]:
    """The pieces of a mention between some words or signs."""
    begin, stop = mention.at
    for i in range(begin, stop + 1):
        if i == stop or text.keys[i] in signs:
            if begin < i:
                yield cut(text.doc, mention, Span(begin, i))
            begin = i + 1


def hard_signs(text: Text, mention: Mention) -> Iterator[Mention]:
    """Nothing goes on behind a semicolon or colon; what follows a body there may be a person."""
    for piece in split(text, mention, listed("hard_signs")):
        is_rest = mention.label == "ORG" and piece.at.start > mention.at.start
        named = is_rest and piece.at.start in text.given
        yield replace(piece, label="PERSON") if named else piece


def dashes(text: Text, mention: Mention) -> Iterator[Mention]:
    """A tatweel that stands alone is a dash."""
    return (cut(text.doc, mention, at) for at in _runs(text, mention.at))


def _runs(text: Text, at: Span) -> Iterator[Span]:
    """The parts of a range between signs that the view has dropped, such as a tatweel as dash."""
    tokens, view, begin = text.doc.tokens, text.doc.view, at.start
    for i in range(at.start + 1, at.stop):
        gap = view.origin(tokens.stops[i - 1], tokens.starts[i])
        if BARE_DASH in view.source[slice(*gap)]:
            yield Span(begin, i)
            begin = i
    yield Span(begin, at.stop)


def brackets(text: Text, mention: Mention) -> Iterator[Mention]:
    """A name ends before a bracket that only opens or closes in it; «(ع)» belongs to a body."""
    start, stop = mention.at
    words = text.keys[start:stop]
    if ")" in words and "(" not in words[: words.index(")")]:
        stop = start + words.index(")")
    elif "(" in words:
        opened = start + words.index("(")
        mark = text.key(opened + 1) in listed("marks") and text.key(opened + 2) == ")"
        if mark and mention.label != "PERSON":
            stop = max(stop, opened + 3)
        elif ")" not in text.keys[opened:stop] or mention.label == "PERSON":
            stop = opened
    if start < stop:
        yield cut(text.doc, mention, Span(start, stop))


def lists_of_people(text: Text, mention: Mention) -> Iterable[Mention]:
    """Two people joined by a comma or «و» are two people."""
    if mention.label != "PERSON":
        return (mention,)
    return split(text, mention, listed("soft_signs"))


def lists_of_places(text: Text, mention: Mention) -> Iterable[Mention]:
    """Two places joined by «و» are two, unless a table knows the pair as one."""
    if mention.label != "PLACE" or ("PLACE", mention.at) in text.known:
        return (mention,)
    if mention.at.start in text.buildings and not _names_two(text, mention):
        return (mention,)  # «سالن هنر و تجربه»
    return split(text, mention, listed("soft_signs"))


def _names_two(text: Text, mention: Mention) -> bool:
    """Whether a comma, or a place or head word behind «و», stands in a name."""
    inside = range(mention.at.start + 1, mention.at.stop - 1)
    signs = [i for i in inside if text.keys[i] in listed("soft_signs")]
    apart = (text.keys[i] not in listed("joined") for i in signs)
    return any(apart) or any(i + 1 in text.places or i + 1 in text.heads for i in signs)


def ways_of_speaking(text: Text, mention: Mention) -> Iterator[Mention]:
    """«Islamic Iran» and the like are no part of the name of a body."""
    start, stop = mention.at
    ending = text.key(stop - 2) + text.key(stop - 1)
    spoken = mention.label == "ORG" and stop - start > 2 and ending in listed("spoken")
    yield cut(text.doc, mention, Span(start, stop - 2)) if spoken else mention


def neighbouring_places(text: Text, mention: Mention) -> Iterator[Mention]:
    """Two places of a table side by side are two, unless a table knows the pair as one."""
    start, stop = mention.at
    middle = text.charted.get(start, stop)
    if mention.label == "PLACE" and middle < stop and text.charted.get(middle) == stop:
        yield cut(text.doc, mention, Span(start, middle))
        start = middle
    yield cut(text.doc, mention, Span(start, stop))


def lists_of_bodies(text: Text, mention: Mention) -> Iterator[Mention]:
    """Behind «و» and a word that heads bodies a new body begins."""
    begin, stop = mention.at
    if mention.label == "ORG" and ("ORG", mention.at) not in text.known:
        for i in range(begin + 1, stop - 1):
            joined = text.keys[i] in listed("soft_signs")
            if joined and leading(text.keys[i + 1 : stop], listed("bodies")):
                yield cut(text.doc, mention, Span(begin, i))
                begin = i + 1
    yield cut(text.doc, mention, Span(begin, stop))


def edges(text: Text, mention: Mention) -> Iterator[Mention]:
    """No name begins or ends with a sign or a word like «در»."""
    start, stop = mention.at
    bare = listed("edges")
    while start < stop and (text.keys[start] in bare or not is_word(text.keys[start])):
        start += 1
    while stop > start and (text.keys[stop - 1] in bare or not _closes(text, start, stop)):
        stop -= 1
    if start < stop:
        yield cut(text.doc, mention, Span(start, stop))


def titles(text: Text, mention: Mention) -> Iterator[Mention]:
    """Honorifics and offices before a person's name are no part of it."""
    start, stop = mention.at
    while mention.label == "PERSON":
        count = leading(text.keys[start:stop], listed("titles"))
        alone = stop - start - count == 1
        if not count or (alone and text.keys[start] in listed("given_too")):
            break
        start += count
    if start < stop:
        yield cut(text.doc, mention, Span(start, stop))


def surroundings(text: Text, mention: Mention) -> Iterator[Mention]:
    """«شمال» or «استان‌های» before a place is no part of its name."""
    start, stop = mention.at
    if mention.label == "PLACE" and ("PLACE", mention.at) not in text.known:
        for words in (listed("loose_heads"), listed("directions")):
            start += leading(text.keys[start:stop], words)
    if start < stop:
        yield cut(text.doc, mention, Span(start, stop))


def is_word(key: str) -> bool:
    """Whether a token is more than a number or sign."""
    return any(c.isalpha() for c in key)


def _closes(text: Text, start: int, stop: int) -> bool:
    """Whether the last token may end a name: a word, a number, or a bracket that was opened."""
    last = text.keys[stop - 1]
    return last.isalnum() or (last == ")" and "(" in text.keys[start : stop - 1])


TRIMS: tuple[Edit, ...] = (
    hard_signs,
    dashes,
    brackets,
    lists_of_people,
    lists_of_places,
    neighbouring_places,
    lists_of_bodies,
    ways_of_speaking,
    edges,
    titles,
    surroundings,
    edges,
)
