"""The stages of the pipeline, in order, and what each brings into the lexicon."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from persian_news_ie.document import Document
from persian_news_ie.find import (
    amounts,
    branches,
    dates,
    gazetteer,
    offices,
    people,
    pronouns,
    speech,
)
from persian_news_ie.find.quotes import find_quotes
from persian_news_ie.find.settle import settle
from persian_news_ie.link.agreements import agreements
from persian_news_ie.link.chunks import chunks
from persian_news_ie.link.claims import claims
from persian_news_ie.link.entities import entities
from persian_news_ie.link.events import events
from persian_news_ie.link.linking import link
from persian_news_ie.link.pairs import who_met
from persian_news_ie.link.scene import scene
from persian_news_ie.link.tenures import tenures
from persian_news_ie.match.book import Book
from persian_news_ie.match.engine import Engine
from persian_news_ie.match.rulebook import book_entries, shared_words
from persian_news_ie.match.verbs import verb_entries
from persian_news_ie.match.words import Words, merged
from persian_news_ie.nlp import Tagger
from persian_news_ie.pipeline import Stage, each
from persian_news_ie.text.backends import Backend
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import key_of

FINDERS = (gazetteer, branches, offices, people, pronouns, dates, amounts, speech)


@lru_cache(maxsize=4)
def lexicon(books: tuple[Book, ...]) -> Lexicon:
    """Every word list of the library and of the rule books, in one trie."""
    found = [entry for finder in FINDERS for entry in finder.entries()]
    return Lexicon(merged([*found, *verb_entries(), *book_entries(books)]))


@dataclass(frozen=True, slots=True)
class Facts:
    """Runs the rules once per document, for agreements, events and the times of roles."""

    engine: Engine

    def read(self, doc: Document) -> dict[str, object]:
        """The layers `agreements` and `events` of a document, and `people` with dated roles."""
        findings = self.engine.findings(scene(doc))
        if not findings:
            return {"agreements": (), "events": ()}
        held = tenures(doc, findings)
        doc = replace(doc, met=who_met(findings), **held)
        doc = replace(doc, entities=entities(doc))
        claimed = claims(doc, findings)
        found = {"agreements": agreements(doc, claimed), "events": events(doc, findings, claimed)}
        return found | held


def default_stages(
    books: tuple[Book, ...], names: Tagger | None, tokens: Backend
) -> Sequence[Stage]:
    """The stages in order; `names` is the tagger, if one is wanted."""
    trie = lexicon(books)
    ends = frozenset(map(key_of, shared_words()["clause_next"]))
    engine = Engine([rule for book in books for rule in book.rules])
    tagger = [Stage("names", "candidates", ("sentences",), names.run)] if names else []
    return (
        Stage("text", "sentences", ("view",), tokens.run),
        Stage("lexicon", "hits", ("sentences",), each(lambda d: trie.find(d.tokens.keys))),
        Stage("words", "words", ("hits",), each(lambda d: Words(d.hits, d.tokens, ends))),
        *tagger,
        Stage("gazetteer", "candidates", ("hits",), each(gazetteer.find_places)),
        Stage("offices", "candidates", ("words",), each(offices.find_offices)),
        Stage("people", "candidates", ("words",), each(people.find_people)),
        Stage("pronouns", "candidates", ("words",), each(pronouns.find_pronouns)),
        Stage("dates", "candidates", ("words",), each(dates.find_dates)),
        Stage("amounts", "candidates", ("words",), each(amounts.find_amounts)),
        Stage("settle", "mentions", ("candidates",), each(partial(settle, was_read=bool(names)))),
        Stage("link", "links", ("mentions",), each(link)),
        Stage("steps", "steps", ("mentions",), each(chunks)),
        Stage("quotes", "quotes", ("links", "steps"), each(find_quotes)),
        Stage("date values", "dates", ("mentions",), each(dates.date_expressions)),
        Stage("facts", "agreements", ("links", "steps", "dates"), each(Facts(engine).read)),
        Stage("amount values", "amounts", ("mentions",), each(amounts.amounts)),
    )
