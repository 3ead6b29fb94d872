"""The personal names of a text, taken apart."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.lookup import PERSON_KINDS
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.tables import TitleRecord

SHORTEST = 3  # letters of a first name behind a title that is glued to it


class Named(NamedTuple):
    """A mention of a person: where the bare name stands, and its words, lineage aside, as keys.

    `glued` is the name without its spaces; `is_kin`: it only says whose son somebody is;
    `alias_of`: the token before the bracket in which it stands, right behind another name.
    """

    mention: Mention
    at: Span
    words: tuple[str, ...]
    glued: str
    is_kin: bool = False
    alias_of: int = -1


def named(doc: Document, mentions: Iterable[Mention]) -> list[Named]:
    """The person mentions, in text order, with their words; saints are no persons of the news."""
    ranks = {at.start: at.stop for at, t in doc.hits.of(TitleRecord) if t.kind in PERSON_KINDS}
    found = (_named(doc, m, ranks) for m in mentions)
    return sorted((n for n in found if n.words and not _is_sacred(doc, n)), key=lambda n: n.at)


def _named(doc: Document, mention: Mention, ranks: Mapping[int, int]) -> Named:
    keys, (start, stop) = doc.tokens.keys, mention.at
    while ranks.get(start, stop) < stop and keys[start] not in listed("no_title"):
        start = ranks[start]
    words = [k for k in keys[start:stop] if k[:1].isalpha()]
    while len(words) > 1 and words[0] in listed("lineage"):
        words = words[1:]
    bare = [_bare(words[0]), *words[1:]] if len(words) > 1 else words
    begin = next((at for at in range(max(0, start - 3), start) if ranks.get(at) == start), start)
    is_kin = begin > 0 and keys[begin - 1] in listed("links", "kin")
    opened = start > 1 and keys[start - 1] == "(" and keys[stop : stop + 1] == [")"]
    opened = opened and keys[start].startswith(tuple(listed("parts", "alias")))
    alias_of = start - 2 if opened else -1
    return Named(mention, Span(start, stop), tuple(bare), "".join(bare), is_kin, alias_of)


def _is_sacred(doc: Document, name: Named) -> bool:
    """Whether a name is that of a saint: a title says so, or the blessing behind the name."""
    words, keys = listed("sacred", "words"), doc.tokens.keys
    first, *others = name.words
    before = keys[name.at.start - 1] if name.at.start else ""
    titled = others if first in words else name.words if before in words else ()
    after = keys[name.at.stop : name.at.stop + 3]
    blessed = not listed("sacred", "blessings").isdisjoint(after[:1])
    blessed = blessed or (after[::2] == ["(", ")"] and after[1] in listed("sacred", "marks"))
    sacred = listed("sacred", "names")
    return blessed or bool(sacred & set(titled)) or name.glued in listed("sacred", "whole")


def _bare(word: str) -> str:
    """A first name without the title of lineage that is glued to it."""
    for title in listed("glued"):
        if word.startswith(title) and len(word) - len(title) >= SHORTEST:
            return word[len(title) :]
    return word


def inside(mentions: Iterable[Mention], *labels: str) -> Iterator[Mention]:
    """The mentions of some labels, those inside others too."""
    for mention in mentions:
        if mention.label in labels:
            yield mention
        yield from (p for p in mention.parts if p.label in labels)
