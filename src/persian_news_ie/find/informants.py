"""Speakers without a name: «a source», «local media», «this general», «a citizen of N.»."""

from collections.abc import Iterator, Mapping

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.speech import has, starting

LONGEST = 6  # tokens of what is told about somebody
BY = "speech:informant"


def informants(doc: Document, known: Mapping[int, Mention]) -> dict[int, Mention]:
    """Speakers without a name as steps by first token, where no step of `known` starts."""
    return {
        at.start: _whole(doc, at, known.get(at.start + 1))
        for at in (*_sources(doc), *_somebody(doc))
        if at.start not in known
    }


def _whole(doc: Document, at: Span, inner: Mention | None) -> Mention:
    """A phrase as a step; the mention that starts at its second token is who is meant."""
    stop = max(at.stop, inner.at.stop) if inner else at.stop
    return doc.mention("GROUP", Span(at.start, stop), BY, inner.core if inner else None)


def _sources(doc: Document) -> Iterator[Span]:
    """Words that need none before them: «sources», «the media»."""
    for at in starting(doc, "informant"):
        yield _with_tail(doc, at, has(doc, at, "informant"))


def _somebody(doc: Document) -> Iterator[Span]:
    """Words for people behind «a» or «this», and whatever stands behind «one of»."""
    for at in starting(doc, "somebody"):
        if noun := has(doc, has(doc, at, "somebody"), "person"):
            yield _with_tail(doc, at, noun)
    for at in starting(doc, "one_of"):
        yield _with_tail(doc, at, has(doc, at, "one_of"))


def _with_tail(doc: Document, start: int, stop: int) -> Span:
    """A phrase with what is told about somebody, up to a word that ends the phrase of an office."""
    tokens, last = doc.tokens.keys, min(stop + LONGEST, len(doc.tokens))
    while stop < last and _goes_on(doc, stop, tokens[stop]):
        stop += 1
    return Span(start, stop)


def _goes_on(doc: Document, at: int, key: str) -> bool:
    return key.isalpha() and key not in keys("stop", "words") and at not in doc.words.verbs
