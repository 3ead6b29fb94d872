"""What the rule engine sees of a document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from persian_news_ie.document import Document, Mention
from persian_news_ie.link.chunks import chunks
from persian_news_ie.match.engine import Scene

Step = tuple[str, int, Mention]  # a mention as rules see it: its label, where it stops, itself

CLAUSE_BREAKS = "clause_break"
PHRASE_ENDS = "phrase_end"
STRETCH_ENDS = "stretch_end"
PHRASE_STARTS = "before_phrase"


def _listed(doc: Document, name: str) -> frozenset[int]:
    return frozenset(at for at, lists in doc.words.at.items() if name in lists)


def scene(doc: Document) -> Scene:
    """The words, single-step mentions and boundaries of a document."""
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    for chunk in chunks(doc):
        steps[chunk.at.start].append((chunk.label, chunk.at.stop, chunk))
    breaks = _listed(doc, CLAUSE_BREAKS)
    return Scene(
        doc.words,
        steps,
        doc.sentences,
        breaks,
        enders=_listed(doc, PHRASE_ENDS) | breaks,
        fresh=_phrase_starts(doc, steps),
        stretch_enders=_listed(doc, STRETCH_ENDS) | breaks,
    )


def _phrase_starts(doc: Document, steps: Mapping[int, Sequence[Step]]) -> frozenset[int]:
    """Tokens behind a word, sign, date or finite verb after which a new phrase starts."""
    words = doc.words
    after = {f.stop for at in words.at for f in words.at[at].get(PHRASE_STARTS, ())}
    dates = {stop for found in steps.values() for label, stop, _ in found if label == "DATE"}
    verbs = {f.stop for f in words.verbs.values() if f.form and f.form.is_finite}
    return frozenset(after | dates | verbs | {s.start for s in doc.sentences})
