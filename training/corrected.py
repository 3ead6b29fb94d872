"""Soft labels with more weight where the library's tables and rules know what a teacher suspects.

The library reads the raw windows; what it finds counts only as far as PEYMA's annotators agree
with it, and only where the teacher hesitates between a label and none.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np

from persian_news_ie.aligned import Span
from persian_news_ie.article import Article
from persian_news_ie.batches import batches
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.gazetteer import BodyReading, PlaceReading
from persian_news_ie.find.offices import Office
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.tables import KindWord
from persian_news_ie.match.rulebook import default_books
from persian_news_ie.pipeline import Stage, fold
from persian_news_ie.stages import default_stages
from persian_news_ie.text.backends import backend
from persian_news_ie.text.normalize import fold as view_of

from .corpora import PEYMA_LABELS
from .scores import Floats
from .silver import Rows, read

STAGES: Final = ("text", "lexicon", "words", "gazetteer", "offices", "people")
SHIFTED: Final = 0.6  # of the probability that speaks against a claim
SUSPECTED: Final = 0.05  # least probability the teacher gives a claim, at every unit
OTHERWISE: Final = 0.35  # most that it gives to other kinds: PEYMA's convention may be another
SURE: Final = 0.8  # of a rule for personal names; PEYMA agrees with 97 % of what it finds
# Labelled now so, now so in PEYMA's training set; so are bodies of one word («the parliament»).
UNEVEN: Final = frozenset(("club", "military", "state_body"))


class Claim(NamedTuple):
    """A range of the text and its kind of name; no kind: a word that is part of no name."""

    at: Span
    kind: str


@cache
def reading_stages() -> tuple[Stage, ...]:
    """The stages of the library that find what is claimed."""
    stages = default_stages(default_books(), None, backend("builtin"))
    return tuple(s for s in stages if s.name in STAGES)


def claims(doc: Document) -> Iterator[Claim]:
    """What the tables and rules say of a text."""
    vague = vague_heads(doc)
    for mention in doc.candidates:
        if isinstance(mention.value, PlaceReading):
            if mention.at.start not in vague:
                yield from place(doc, mention, mention.value)
        elif isinstance(mention.value, BodyReading):
            yield from body(mention, mention.value)
        elif isinstance(mention.value, Office):
            yield from office(doc, mention.value)
        elif mention.label == "PERSON" and mention.score >= SURE:
            yield Claim(mention.span, "PER")


def vague_heads(doc: Document) -> set[int]:
    """Tokens with head words («area», «republic») that PEYMA leaves out or gives to a body."""
    heads = doc.hits.of(KindWord)
    clear = {at.start for at, kind in heads if not kind.needs_context}
    return {at.start for at, kind in heads if kind.needs_context} - clear


def place(doc: Document, mention: Mention, reading: PlaceReading) -> Iterator[Claim]:
    """Known places, with their head words; «our country» is none."""
    if not reading.guarded and doc.glued(mention.at) not in keys("here", "ours"):
        yield Claim(mention.span, "LOC")


def body(mention: Mention, reading: BodyReading) -> Iterator[Claim]:
    """Known bodies and branches («the governor's office of Ilam») of more than one word."""
    long = mention.at.stop - mention.at.start > 1
    if long and not reading.guarded and reading.kind not in UNEVEN:
        yield Claim(mention.span, "ORG")


def office(doc: Document, found: Office) -> Iterator[Claim]:
    """The head of an office is no name; the field of a ministry is one of an organisation."""
    if not found.is_plural:
        yield Claim(doc.source_span(Span(found.head.start, found.head.start + 1)), "")
    if found.takes == "ministry" and found.complement:
        yield Claim(doc.source_span(found.complement), "ORG")


def corrected(items: Iterable[tuple[str, Rows]]) -> Iterator[tuple[str, Rows]]:
    """Labelled windows, as `silver.load` gives them, with PEYMA's probabilities corrected."""
    stages = reading_stages()
    for part in batches(items, 256):
        docs = [Document(plain(line), view_of(line)) for line, _ in part]
        for (line, goal), doc in zip(part, fold(docs, stages), strict=True):
            yield line, shifted(goal, unit_starts(line), dict.fromkeys(claims(doc)))


def plain(text: str) -> Article:
    """A text that is all body."""
    return Article(text, None, None, Span(0, len(text)))


def unit_starts(line: str) -> list[int]:
    """Where each unit of a window's line begins, and where the next would."""
    return list(accumulate((len(u.text) + 1 for u in read(line)), initial=0))


def shifted(goal: Rows, starts: Sequence[int], found: Iterable[Claim]) -> Rows:
    """The probabilities after every claim moved its share; other heads stay as they are."""
    rows = goal.astype(np.float32)
    for at, kind in found:
        first = np.searchsorted(starts, at.start, "right") - 1
        last = np.searchsorted(starts, at.stop, "left")
        move(rows[first:last, : len(PEYMA_LABELS)], kind)
    return rows.astype(np.float16)


def move(rows: Floats, kind: str) -> None:
    """Shift probability to a kind in place, if the teacher suspects it and nothing else."""
    labels = np.array([label[2:] for label in PEYMA_LABELS])
    wanted, none = labels == kind, labels == ""
    against = none if kind else ~none
    if np.min(rows[:, wanted].sum(1)) < SUSPECTED:
        return
    if np.max(rows[:, ~(wanted | against)].sum(1)) > OTHERWISE:
        return
    moved = SHIFTED * rows[:, against].sum(1, keepdims=True)
    rows[:, wanted] *= 1 + moved / rows[:, wanted].sum(1, keepdims=True)
    rows[:, against] *= 1 - SHIFTED
    if kind:  # one name: what follows its first unit goes on with it
        begin, inside = np.flatnonzero(wanted)
        going_on = SHIFTED * rows[1:, begin]
        rows[1:, begin] -= going_on
        rows[1:, inside] += going_on
