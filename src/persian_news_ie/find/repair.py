"""What a tagger's names need before they are weighed: edges, titles, lists taken for one name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Evidence, Mention
from persian_news_ie.find.namewords import compact, leading, listed
from persian_news_ie.find.tables import countries
from persian_news_ie.text.normalize import ZWNJ

NAMES = frozenset(("PERSON", "PLACE", "ORG"))
BARE_DASH = "\N{ARABIC TATWEEL}"
QUOTED = 4  # tokens that a title may have on each side of a name in it
MOST_WORDS = 5  # of one person's name


@dataclass(frozen=True, slots=True)
class Text:
    """A document, its token keys, and what the tables and rules found, by label and tokens.

    `places` are the places of all finders, `charted` those of a table, by where they start.
    """

    doc: Document
    keys: Sequence[str]
    known: frozenset[tuple[str, Span]]
    places: dict[int, int]
    charted: dict[int, int]

    @classmethod
    def of(cls, doc: Document) -> "Text":
        """The text of a document with candidates."""
        known = frozenset((m.label, m.at) for m in doc.candidates if not is_model(m))
        places = {m.at.start: m.at.stop for m in doc.candidates if m.label == "PLACE"}
        charted = {at.start: at.stop for label, at in known if label == "PLACE"}
        return cls(doc, doc.tokens.keys, known, places, charted)

    def key(self, at: int) -> str:
        """The key of a token; empty outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""


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


def _runs(text: Text, at: Span) -> Iterator[Span]:
    """The parts of a range between signs that the view has dropped, such as a tatweel as dash."""
    tokens, view, begin = text.doc.tokens, text.doc.view, at.start
    for i in range(at.start + 1, at.stop):
        gap = view.origin(tokens.stops[i - 1], tokens.starts[i])
        if BARE_DASH in view.source[slice(*gap)]:
            yield Span(begin, i)
            begin = i
    yield Span(begin, at.stop)


def dashes(text: Text, mention: Mention) -> Iterator[Mention]:
    """A tatweel that stands alone is a dash."""
    return (cut(text.doc, mention, at) for at in _runs(text, mention.at))


def split(text: Text, mention: Mention, signs: frozenset[str]) -> Iterator[Mention]:
    """The pieces of a mention between some words or signs."""
    begin, stop = mention.at
    for i in range(begin, stop + 1):
        if i == stop or text.keys[i] in signs:
            if begin < i:
                yield cut(text.doc, mention, Span(begin, i))
            begin = i + 1


def hard_signs(text: Text, mention: Mention) -> Iterator[Mention]:
    """Nothing goes on behind a semicolon or colon."""
    return split(text, mention, listed("hard_signs"))


def lists_of_people(text: Text, mention: Mention) -> Iterable[Mention]:
    """Two people joined by a comma or «و» are two people."""
    if mention.label != "PERSON":
        return (mention,)
    return split(text, mention, listed("soft_signs"))


def lists_of_places(text: Text, mention: Mention) -> Iterable[Mention]:
    """Two places joined by «و» are two, unless a table knows the pair as one."""
    if mention.label != "PLACE" or ("PLACE", mention.at) in text.known:
        return (mention,)
    return split(text, mention, listed("soft_signs"))


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


def edges(text: Text, mention: Mention) -> Iterator[Mention]:
    """No name begins or ends with a sign or a word like «در»."""
    start, stop = mention.at
    bare = listed("edges")
    while start < stop and (text.keys[start] in bare or not _is_word(text.keys[start])):
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


def fields(text: Text, mention: Mention) -> Iterator[Mention]:
    """What a minister is minister of is no body on its own."""
    if mention.label != "ORG" or text.key(mention.at.start - 1) not in listed("ministers"):
        yield mention


def missions(text: Text, mention: Mention) -> Iterator[Mention]:
    """An embassy is a body, and where it is belongs to its name."""
    start, stop = mention.at
    if mention.label in ("PLACE", "ORG") and leading(text.keys[start:stop], listed("missions")):
        mention = replace(mention, label="ORG")
        if text.key(stop) in listed("inside") and stop + 1 in text.places:
            mention = cut(text.doc, mention, Span(start, text.places[stop + 1]))
    yield mention


def titles_of_works(text: Text, mention: Mention) -> Iterator[Mention]:
    """What stands in the quoted title of a film, book or ship is no place or person."""
    start, stop = mention.at
    opened = next((i for i in _back(start) if text.key(i) in listed("openers")), -1)
    closed = any(text.key(i) in listed("closers") for i in range(stop, stop + QUOTED))
    is_title = closed and opened >= 0 and text.key(opened - 1) in listed("works")
    if mention.label not in NAMES or not is_title:
        yield mention


def _back(at: int) -> range:
    return range(at - 1, max(-1, at - 1 - QUOTED), -1)


def no_names(text: Text, mention: Mention) -> Iterator[Mention]:
    """Pronouns, bare kind words, peoples, numbers and single letters are no names."""
    words = text.keys[mention.at.start : mention.at.stop]
    whole = "".join(words)
    if whole in listed("never") or len(whole) < 2 or not any(map(_is_word, words)):
        return
    if mention.label != "PERSON" and whole in peoples():
        return
    if whole.isascii() and text.key(mention.at.start - 1) == "(":
        return  # the same name in Latin letters
    yield mention


def sources(text: Text, mention: Mention) -> Iterator[Mention]:
    """What is cited is a medium, whatever place or person lends it its name."""
    before = text.keys[max(0, mention.at.start - 3) : mention.at.start]
    cited = any("".join(before[i:]) in listed("citing") for i in range(len(before)))
    if cited and mention.label == "PLACE":
        mention = replace(mention, label="ORG", value=None)
    yield mention


def branches(text: Text, mention: Mention) -> Iterator[Mention]:
    """With the press office of a ministry the ministry is named too."""
    yield mention
    start, stop = mention.at
    start += leading(text.keys[start:stop], listed("branches"))
    if mention.label == "ORG" and leading(text.keys[start:stop], listed("bodies")):
        yield cut(text.doc, mention, Span(start, stop))


def administrations(text: Text, mention: Mention) -> Iterator[Mention]:
    """An administration that is named by its territory is a body with that place in it."""
    start, stop = mention.at
    head = leading(text.keys[start:stop], listed("administrations"))
    if mention.label == "PLACE" and 0 < head < stop - start:
        yield replace(mention, label="ORG", value=None)
        mention = replace(cut(text.doc, mention, Span(start + head, stop)), value=mention.value)
    yield mention


def countries_of_office(text: Text, mention: Mention) -> Iterator[Mention]:
    """In «رئیس جمهوری فرانسه» the country is «فرانسه»."""
    start, stop = mention.at
    if mention.label == "PLACE" and text.key(start - 1) in listed("heads_of_state"):
        start += leading(text.keys[start : stop - 1], listed("of_state"))
    yield replace(cut(text.doc, mention, Span(start, stop)), value=mention.value)


def whole_words(text: Text, mention: Mention) -> Iterator[Mention]:
    """No name of a table begins or ends with a word like «تا»."""
    ends = {text.keys[mention.at.start], text.keys[mention.at.stop - 1]}
    if mention.label not in NAMES or not ends & listed("edges"):
        yield mention


EDITS: tuple[Edit, ...] = (
    hard_signs,
    dashes,
    brackets,
    titles_of_works,
    lists_of_people,
    lists_of_places,
    neighbouring_places,
    lists_of_bodies,
    edges,
    titles,
    surroundings,
    edges,
    fields,
    missions,
    sources,
    branches,
)
OTHERS: tuple[Edit, ...] = (
    titles_of_works,
    whole_words,
    sources,
    administrations,
    countries_of_office,
)


def repaired(doc: Document) -> Iterator[Mention]:
    """The candidates of a document, a tagger's among them mended."""
    text = Text.of(doc)
    mended = _edited(text, EDITS, (m for m in doc.candidates if is_model(m)))
    yield from _edited(text, (no_names,), _joined(text, mended))
    yield from _edited(text, OTHERS, (m for m in doc.candidates if not is_model(m)))


def _edited(text: Text, edits: Iterable[Edit], found: Iterable[Mention]) -> Iterable[Mention]:
    for edit in edits:
        found = [after for before in found for after in edit(text, before)]
    return found


def _joined(text: Text, found: Iterable[Mention]) -> Iterator[Mention]:
    """Neighbours that are one name: a person broken in two, a head word and a quoted name."""
    held: Mention | None = None
    for mention in found:
        stop = _continued(text, held, mention) if held else 0
        if held and stop:
            held = cut(text.doc, held, Span(held.at.start, stop))
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _continued(text: Text, one: Mention, other: Mention) -> int:
    """Where the name stops that two mentions make together; 0 if they are two names."""
    if one.label != other.label:
        return 0
    gap = text.doc.article.text[one.span.stop : other.span.start]
    near = one.at.stop == other.at.start and gap in ("", " ", ZWNJ)
    if one.label == "PERSON":
        return other.at.stop if near and other.at.stop - one.at.start <= MOST_WORDS else 0
    if one.label == "ORG" and near and not leading(text.keys[slice(*other.at)], listed("bodies")):
        return other.at.stop
    head = "".join(text.keys[slice(*one.at)]) in listed("never")
    opened = text.key(one.at.stop) in listed("openers") and other.at.start == one.at.stop + 1
    closed = text.key(other.at.stop) in listed("closers")
    return other.at.stop + 1 if head and opened and closed else 0


def _is_word(key: str) -> bool:
    return any(c.isalpha() for c in key)


def _closes(text: Text, start: int, stop: int) -> bool:
    """Whether the last token may end a name: a word, a number, or a bracket that was opened."""
    last = text.keys[stop - 1]
    return last.isalnum() or (last == ")" and "(" in text.keys[start : stop - 1])


@cache
def peoples() -> frozenset[str]:
    """The keys of the words for people of a country."""
    return frozenset(compact(d) for c in countries() for d in c.demonyms)
