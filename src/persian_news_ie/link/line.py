"""The persons and offices of a document in a line, and what stands between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.offices import Office
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.tables import TitleRecord

COLON = ":"
MOST_BETWEEN = 8  # tokens between a person and an office that belong together
SKIPPED = frozenset('«»"“”()-–—ـ_')
BRACKETS = frozenset("(-–—ـ_")


class Share(NamedTuple):
    """What of an office that several share is one person's: its places and bodies, and the title.

    None stands for those of the office.
    """

    parts: Sequence[Mention] | None = None
    title: str | None = None


class Attachment(NamedTuple):
    """A person's name, the office said of it, and the rule that says so."""

    person: Mention
    office: Mention
    by: str
    own: Share = Share()


def office_of(mention: Mention) -> Office | None:
    """What the finder of offices knows of a mention."""
    return mention.value if isinstance(mention.value, Office) else None


@dataclass(frozen=True, slots=True)
class Line:
    """The persons and offices of a document in text order, and the honorifics between them."""

    doc: Document
    items: tuple[Mention, ...]
    honorifics: frozenset[int]
    sources: frozenset[int] = frozenset()

    @classmethod
    def of(cls, doc: Document) -> "Line":
        """The line of a document; persons inside the phrase of an office are no items."""
        named = tuple(m for m in doc.mentions if m.label in ("PERSON", "OFFICE", "GROUP"))
        marks = {
            token
            for at, title in doc.hits.of(TitleRecord)
            if title.kind in ("honorific", "rank")
            for token in range(*at)
        }
        sources = frozenset(m.at.stop for m in doc.mentions if m.label == "ORG")
        return cls(doc, named, frozenset(marks), sources)

    def between(self, left: Mention, right: Mention) -> str | None:
        """What stands between two items: "" nothing, a sign or word, None if too much."""
        start, stop = left.at.stop, right.at.start
        if stop - start > MOST_BETWEEN:
            return None
        keys = self.doc.tokens.keys
        kept = [keys[i] for i in range(start, stop) if i not in self.honorifics]
        kept = [k for k in kept if not k.isdigit() and k not in listed("links", "aged")]
        bracket = bool(kept) and kept[0] in BRACKETS
        words = [k for k in kept if k not in SKIPPED]
        return "(" if bracket and not words else "".join(words)


def same_sentence(doc: Document, left: Mention, right: Mention) -> bool:
    """Whether no end of a sentence stands between two mentions."""
    return next(_between(doc, left.at, right.at), None) is None


def _between(doc: Document, left: Span, right: Span) -> Iterator[Span]:
    later = (doc.sentences[i] for i in range(doc.sentence_at(left.start), len(doc.sentences)))
    return takewhile(lambda s: s.stop <= right.start, later)


def behind(keys: Sequence[str], at: int, name: str) -> bool:
    """Whether a phrase of a list ends right before a token."""
    words = listed("links", name)
    return any("".join(keys[at - n : at]) in words for n in (1, 2) if at >= n)


def side_by_side(line: Line, i: int, step: int, first: str = "apposed") -> list[Mention]:
    """The coordinated persons next to an item, in one direction."""
    items, found, at = line.items, list[Mention](), i
    while 0 <= at + step < len(items) and items[at + step].label == "PERSON":
        left, right = sorted((items[at], items[at + step]), key=lambda m: m.at)
        allowed = listed("links", first) if at == i else listed("links", "joined")
        if line.between(left, right) not in allowed:
            break
        at += step
        found.append(items[at])
    return sorted(found, key=lambda m: m.at)
