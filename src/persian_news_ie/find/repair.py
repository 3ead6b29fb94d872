"""What a tagger's names need before they are weighed: edges, titles, lists taken for one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Evidence, Mention
from persian_news_ie.find.namewords import compact, leading, listed

MOST_WORDS = 5  # of one person's name


@dataclass(frozen=True, slots=True)
class Text:
    """A document, its token keys, and what the tables and rules found, by label and tokens."""

    doc: Document
    keys: Sequence[str]
    known: frozenset[tuple[str, Span]]

    @classmethod
    def of(cls, doc: Document) -> "Text":
        """The text of a document with candidates."""
        known = frozenset((m.label, m.at) for m in doc.candidates if not is_model(m))
        return cls(doc, doc.tokens.keys, known)


Edit = Callable[[Text, Mention], Iterable[Mention]]


def is_model(mention: Mention) -> bool:
    """Whether a tagger alone found a mention."""
    return mention.evidence.by.startswith("model:")


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
    start, stop = mention.at
    keys = text.keys
    begin = start
    for i in range(start, stop + 1):
        if i == stop or keys[i] in signs:
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
    if mention.label != "PLACE" or (mention.label, mention.at) in text.known:
        return (mention,)
    return split(text, mention, listed("soft_signs"))


def lists_of_bodies(text: Text, mention: Mention) -> Iterator[Mention]:
    """Behind «و» and a word that heads bodies a new body begins."""
    start, stop = mention.at
    keys, begin = text.keys, start
    if mention.label == "ORG" and (mention.label, mention.at) not in text.known:
        for i in range(start + 1, stop - 1):
            joined = keys[i] in listed("soft_signs")
            if joined and leading(keys[i + 1 : stop], listed("bodies")):
                yield cut(text.doc, mention, Span(begin, i))
                begin = i + 1
    yield cut(text.doc, mention, Span(begin, stop))


def edges(text: Text, mention: Mention) -> Iterator[Mention]:
    """No name begins or ends with a sign or a word like «در»."""
    start, stop = mention.at
    keys, bare = text.keys, listed("edges")
    while start < stop and (keys[start] in bare or not _is_word(keys[start])):
        start += 1
    while stop > start and (keys[stop - 1] in bare or not _closes(text, start, stop)):
        stop -= 1
    if start < stop:
        yield cut(text.doc, mention, Span(start, stop))


def titles(text: Text, mention: Mention) -> Iterator[Mention]:
    """Honorifics and offices before a person's name are no part of it."""
    if mention.label != "PERSON":
        yield mention
        return
    start, stop = mention.at
    while count := leading(text.keys[start:stop], listed("titles")):
        rest = stop - start - count
        if rest == 1 and text.keys[start] in listed("given_too"):
            break
        start += count
    if start < stop:
        yield cut(text.doc, mention, Span(start, stop))


def no_names(text: Text, mention: Mention) -> Iterator[Mention]:
    """Pronouns, bare kind words, peoples, numbers and single letters are no names."""
    words = text.keys[mention.at.start : mention.at.stop]
    whole = "".join(words)
    if whole in listed("never") or len(whole) < 2 or not any(map(_is_word, words)):
        return
    if mention.label != "PERSON" and whole in _peoples():
        return
    yield mention


EDITS: tuple[Edit, ...] = (
    hard_signs,
    lists_of_people,
    lists_of_places,
    lists_of_bodies,
    edges,
    titles,
    edges,
    no_names,
)


def repaired(doc: Document) -> Iterator[Mention]:
    """The candidates of a document, a tagger's among them mended."""
    text = Text.of(doc)
    found = [m for m in doc.candidates if is_model(m)]
    for edit in EDITS:
        found = [after for before in found for after in edit(text, before)]
    yield from _joined(doc, found)
    yield from (m for m in doc.candidates if not is_model(m))


def _joined(doc: Document, found: Iterable[Mention]) -> Iterator[Mention]:
    """A person's name that a tagger broke into neighbours is one name."""
    held: Mention | None = None
    for mention in found:
        if held and _continues(held, mention):
            held = cut(doc, held, Span(held.at.start, mention.at.stop))
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _continues(one: Mention, other: Mention) -> bool:
    people = one.label == other.label == "PERSON"
    near = one.at.stop == other.at.start and other.span.start - one.span.stop <= 1
    return people and near and other.at.stop - one.at.start <= MOST_WORDS


def _is_word(key: str) -> bool:
    return any(c.isalpha() for c in key)


def _closes(text: Text, start: int, stop: int) -> bool:
    """Whether the last token may end a name: a word, a number, or a bracket that was opened."""
    last = text.keys[stop - 1]
    return last.isalnum() or (last == ")" and "(" in text.keys[start : stop - 1])


@cache
def _peoples() -> frozenset[str]:
    from persian_news_ie.find.tables import countries

    try:
        return frozenset(compact(d) for c in countries() for d in c.demonyms)
    except FileNotFoundError:  # PLACEHOLDER until the table is there
        return frozenset()
