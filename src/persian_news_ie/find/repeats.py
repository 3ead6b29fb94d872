"""Names that come back: surnames alone, names a tagger missed elsewhere, one label for one name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.officewords import Head
from persian_news_ie.find.personwords import GivenName, Surname
from persian_news_ie.find.trim import is_model
from persian_news_ie.text.lexicon import Lexicon

LABELS: Final = frozenset(("PERSON", "PLACE", "ORG"))
BY_SURNAME: Final = "settle:surname"
BY_GIVEN: Final = "settle:given name"  # a common word too, before a surname of this article
BY_REPEAT: Final = "settle:repeated"
SHORTEST: Final = 3  # letters of a surname that may stand for its bearer
MARGIN: Final = 1.5  # by how much one label must outweigh another
SURE: Final = 0.85
LIKELY: Final = 0.6  # of a surname, where a given name stands before it elsewhere


class Again(NamedTuple):
    """A name of this article that may come back: its label, why, and how sure it was."""

    label: str
    by: str
    score: float


def relabelled(doc: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions in which a tagger's name has one label throughout: that of the majority."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.label in LABELS:
            votes[doc.glued(mention.at)][mention.label] += mention.score  # type: ignore[assignment]
    return tuple(_by_majority(doc, m, votes) for m in mentions)


def _by_majority(doc: Document, mention: Mention, votes: dict[str, Counter[str]]) -> Mention:
    if mention.label not in LABELS or not is_model(mention):
        return mention
    count = votes[doc.glued(mention.at)]
    best, weight = count.most_common(1)[0]
    if best == mention.label or weight < MARGIN * count[mention.label]:
        return mention
    return replace(mention, label=best)


def repeated(doc: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Candidates where a name of this article, or the surname of one, stands unmarked."""
    taken = _taken(len(doc.tokens), mentions)
    # What may stand alone counts more than what needs a given name before it.
    known = dict(sorted(_names(doc, mentions), key=lambda name: name[1].by != BY_GIVEN))
    if not known:
        return
    plain = {at for at, name in doc.hits.of(Surname) if not name.is_common}
    plain |= {Span(s.start, s.start + 1) for s in doc.sentences}  # where a subject stands
    given = {at.start for at, _ in doc.hits.of(GivenName) if at.stop == at.start + 1}
    plain -= {at for at, _ in doc.hits.of(Head)}  # «دبیر» is one who is secretary
    for at, again in Lexicon(known.items()).find(doc.tokens.keys).of(Again):
        alone = again.by != BY_SURNAME or at in plain
        if again.by == BY_GIVEN:
            at, alone = Span(at.start - 1, at.stop), at.start - 1 in given
        if alone and not any(taken[at.start : at.stop]):
            yield doc.mention(again.label, at, again.by, score=again.score)


def _taken(count: int, mentions: Iterable[Mention]) -> bytearray:
    taken = bytearray(count)
    for m in mentions:
        taken[m.at.start : m.at.stop] = b"\x01" * (m.at.stop - m.at.start)
    return taken


def _names(doc: Document, mentions: Iterable[Mention]) -> Iterator[tuple[str, Again]]:
    """What may come back, as it would be written."""
    for m in mentions:
        if m.label not in LABELS or m.score < (SURE if m.at.stop - m.at.start > 1 else LIKELY):
            continue
        words = doc.tokens.norms[m.at.start : m.at.stop]
        if len(words) > 1:
            yield " ".join(words), Again(m.label, BY_REPEAT, m.score)
            if m.label == "PERSON" and len(doc.tokens.keys[m.at.stop - 1]) >= SHORTEST:
                yield words[-1], Again("PERSON", BY_SURNAME, 0.8)
        elif m.label == "PERSON" and len(doc.tokens.keys[m.at.start]) >= SHORTEST:
            yield words[0], Again("PERSON", BY_GIVEN, m.score)
