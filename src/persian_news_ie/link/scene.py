"""What the rule engine sees of a document."""

from collections import defaultdict

from persian_news_ie.document import Document, Mention
from persian_news_ie.link.chunks import chunks
from persian_news_ie.match.engine import Scene

CLAUSE_BREAKS = "clause_break"
PHRASE_ENDS = "phrase_end"


def _listed(doc: Document, name: str) -> frozenset[int]:
    return frozenset(at for at, lists in doc.words.at.items() if name in lists)


def scene(doc: Document) -> Scene:
    """The words, single-step mentions and boundaries of a document."""
    steps: defaultdict[int, list[tuple[str, int, Mention]]] = defaultdict(list)
    for chunk in chunks(doc):
        steps[chunk.at.start].append((chunk.label, chunk.at.stop, chunk))
    breaks = _listed(doc, CLAUSE_BREAKS)
    return Scene(doc.words, steps, doc.sentences, breaks, _listed(doc, PHRASE_ENDS) | breaks)
