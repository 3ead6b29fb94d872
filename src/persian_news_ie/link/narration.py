"""How the sentences of a text are told: what reports speech, and who stands where."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.speech import OPENING, reports
from persian_news_ie.find.tables import TitleRecord

APPOSED = frozenset(("OFFICE", "DATE", "GROUP"))
HONORIFICS = frozenset(("honorific", "rank"))
REACH = 60  # tokens from there in which a subject behind a comma stands
MARKS = frozenset(OPENING)
EARLY = 4  # tokens from the start of a sentence in which its subject stands
FAR = 12  # sentences of a paragraph that are looked through


@dataclass(frozen=True, slots=True)
class Narration:
    """How the sentences of a document are told.

    `of` is the sentence of each token; `cues` the first token of each sentence that reports
    speech; `opens` says of each sentence whether a paragraph starts with it; `who` holds where
    people stand, `joined` the «and» behind them with their first token; `honorifics` are tokens,
    `ends` the tokens where offices and dates stop; `said` are the ranges that somebody says.
    """

    doc: Document
    of: Sequence[int]
    cues: Mapping[int, int]
    opens: Sequence[bool]
    who: Mapping[int, int]
    joined: Mapping[int, int]
    honorifics: Collection[int]
    ends: Collection[int]
    said: Sequence[Span] = ()

    @classmethod
    def of_people(cls, doc: Document, people: Sequence[Span]) -> "Narration":
        """The narration of a document that tells about people at some tokens; nothing is said."""
        of, lines = sentence_numbers(doc), frozenset(doc.line_starts())
        joints = listed("links", "joined")
        titles = (at for at, title in doc.hits.of(TitleRecord) if title.kind in HONORIFICS)
        return cls(
            doc=doc,
            of=of,
            cues=_first_cues(doc, of),
            opens=[s.start in lines for s in doc.sentences],
            who=dict(people),
            joined={
                p.stop: p.start for p in people if doc.glued(Span(p.stop, p.stop + 1)) in joints
            },
            honorifics=frozenset(token for at in titles for token in range(*at)),
            ends=frozenset(m.at.stop for m in doc.mentions if m.label in APPOSED),
        )

    def is_said(self, at: int) -> bool:
        """Whether somebody says the word at a token."""
        number = bisect_right(self.said, at, key=lambda span: span.start) - 1
        return number >= 0 and at < self.said[number].stop

    def begins(self, at: Span) -> bool:
        """Whether a mention begins its sentence, or the report in it: «as X reports, N. …»."""
        tokens, start = self.doc.tokens.keys, self.doc.sentences[self.of[at.start]].start
        if at.start == start:
            return True
        last = self.word_before(at.start)
        cites = "".join(tokens[start : start + 2]) in listed("links", "reporting")
        is_next = tokens[last] in listed("links", "after_source") and (
            cites or last not in self.joined
        )
        if is_next and self._is_first(start, at.start):
            return True
        is_early = at.start - start < EARLY and tokens[last] not in listed("links", "before")
        return is_early and not cites

    def _is_first(self, start: int, at: int) -> bool:
        """Whether nobody else and no verb stands between two tokens, or only who is governed."""
        if at - start > REACH or self.doc.words.finite_form(start, at):
            return False
        others = [i for i in range(start, at) if i in self.who]
        return all(self.is_governed(i) or self.is_owner(i) for i in others)

    def paragraph_start(self, at: int) -> int:
        """The first token of the paragraph of a token, at most some sentences before it."""
        number = self.of[at]
        first = next((i for i in range(number, max(0, number - FAR), -1) if self.opens[i]), number)
        return self.doc.sentences[first].start

    def word_before(self, at: int) -> int:
        """The token before a mention, honorifics and opening quotation marks aside."""
        at -= 1
        while at in self.honorifics or self.doc.tokens.norms[at] in MARKS:
            at -= 1
        return at

    def is_governed(self, at: int) -> bool:
        """Whether a preposition stands before a mention."""
        before = self.word_before(at)
        return before >= 0 and self.doc.tokens.keys[before] in listed("links", "before")

    def is_object(self, at: Span) -> bool:
        """Whether a mention is the object of a verb."""
        return not listed("links", "object").isdisjoint(self.doc.tokens.keys[at.stop : at.stop + 1])

    def is_owner(self, at: int) -> bool:
        """Whether a noun stands right before a mention, whose it is: «the thoughts of N.»."""
        before = self.word_before(at)
        while before in self.joined:
            before = self.word_before(self.joined[before])
        if before < self.doc.sentences[self.of[at]].start or before in self.doc.words.verbs:
            return False
        key = self.doc.tokens.keys[before]
        return key[:1].isalpha() and key not in _apart() and before + 1 not in self.ends


@cache
def _apart() -> frozenset[str]:
    """Words behind which a mention is nobody's owner."""
    lists = ("after_source", "fresh", "then", "before", "object")
    return frozenset().union(*(listed("links", name) for name in lists))


def sentence_numbers(doc: Document) -> list[int]:
    """For each token the number of its sentence."""
    return [i for i, s in enumerate(doc.sentences) for _ in range(s.start, s.stop)]


def _first_cues(doc: Document, of: Sequence[int]) -> dict[int, int]:
    """For each sentence that reports speech the first token that says so."""
    found: dict[int, int] = {}
    for at in reports(doc):
        verb = doc.words.verbs.get(at)
        # «آوردن» reports what papers say, but gains and gives in «به دست آوردن» and the like.
        if not (verb and verb.form and verb.form.infinitive in listed("links", "papers_say")):
            found.setdefault(of[at], at)
    return found
