"""Words that point back: «he», «this official», «the two sides», «this ministry»."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.chains import read_chain
from persian_news_ie.find.lookup import Lookup
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.personwords import Pronoun, pronoun_entries


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of words that point back."""
    return pronoun_entries()


def find_pronouns(doc: Document) -> tuple[Mention, ...]:
    """PRONOUN candidates, with a `Pronoun` as their value."""
    words = {at.start: (at.stop, value) for at, value in doc.hits.of(Pronoun)}
    free = {at: found for at, found in words.items() if not _is_initial(doc, at)}
    plain = (doc.mention("PRONOUN", Span(at, s), "pronoun", v) for at, (s, v) in free.items())
    return (*plain, *_these(doc))


def _is_initial(doc: Document, at: int) -> bool:
    """Whether a word is an initial: it stands between two stops without spaces."""
    tokens, stop = doc.tokens, at + 1
    if not 0 < at < len(tokens) - 1 or not tokens.norms[at - 1] == tokens.norms[stop] == ".":
        return False
    glued = tokens.stops[at - 1] == tokens.starts[at], tokens.stops[at] == tokens.starts[stop]
    return all(glued)


def is_fixed(tokens: Sequence[str], at: int) -> bool:
    """Whether «this» belongs to «before this», «besides this» and the like."""
    return at > 1 and tokens[at - 2] + tokens[at - 1] in keys("lists", "before_this")


def _these(doc: Document) -> Iterator[Mention]:
    """«this» with an office or a body."""
    tokens, see = doc.tokens.keys, None
    this, bodies = keys("lists", "this"), keys("here", "of_this")
    for sentence in doc.sentences:
        for at in range(sentence.start, sentence.stop - 1):
            if tokens[at] not in this or is_fixed(tokens, at):
                continue
            nouns = (Span(at + 1, at + n) for n in (3, 2) if at + n <= sentence.stop)
            noun = next((n for n in nouns if doc.glued(n) in bodies), None)
            if noun:
                span = Span(at, noun.stop)
                yield doc.mention("PRONOUN", span, "pronoun:body", Pronoun("body"), 0.8)
                continue
            see = see or Lookup.of(doc)
            stop, head = see.heads.get(at + 1, (0, None))
            if head and head.takes not in ("none", "person") and not head.is_plural:
                stop = read_chain(see, at + 1, sentence.stop, brief=True).stop
                yield doc.mention("PRONOUN", Span(at, stop), "pronoun:office", Pronoun("person"))
