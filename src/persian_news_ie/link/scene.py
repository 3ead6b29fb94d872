"""What the rule engine sees of a document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from persian_news_ie.document import Document, Mention
from persian_news_ie.match.scene import Scene

Step = tuple[str, int, Mention]  # a mention as rules see it: its label, where it stops, itself

CLAUSE_BREAKS = "clause_break"
PHRASE_ENDS = "phrase_end"
STRETCH_ENDS = "stretch_end"
PHRASE_STARTS = "before_phrase"
REPORTS = "say"
LINKERS = "that"
BETWEEN = "between"


def _listed(doc: Document, name: str) -> frozenset[int]:
    return frozenset(at for at, lists in doc.words.at.items() if name in lists)


def scene(doc: Document) -> Scene:
    """The words, single-step mentions and boundaries of a document."""
    steps, parts = _by_start(_steps(doc)), _by_start(p for s in doc.steps for p in s.parts)
    breaks = _listed(doc, CLAUSE_BREAKS)
    dates = frozenset(step.at.start for step in doc.steps if step.label == "DATE")
    return Scene(
        doc.words,
        steps,
        doc.sentences,
        breaks,
        enders=_listed(doc, PHRASE_ENDS) | breaks | dates | _bullets(doc),
        fresh=_phrase_starts(doc, steps),
        stretch_enders=_listed(doc, STRETCH_ENDS) | breaks,
        reports=_stops(doc, REPORTS),
        linkers=_listed(doc, LINKERS) & _verb_stops(doc),
        parts=parts,
    )


def _bullets(doc: Document) -> frozenset[int]:
    """Emoji, stars and other signs that sentences start with: they are words of no phrase."""
    found = set()
    for sentence in doc.sentences:
        for at in range(*sentence):
            if any(map(str.isalnum, doc.tokens.norms[at])):
                break
            found.add(at)
    return frozenset(found)


def _steps(doc: Document) -> Iterator[Mention]:
    """The steps of a document; a body's name that goes over «between» is no name but its parts."""
    between = _listed(doc, BETWEEN)
    for step in doc.steps:
        inside = range(step.at.start + 1, step.at.stop)
        if step.label == "ORG" and not between.isdisjoint(inside):
            yield from step.parts
        else:
            yield step


def _by_start(mentions: Iterable[Mention]) -> dict[int, list[Step]]:
    found: defaultdict[int, list[Step]] = defaultdict(list)
    for mention in mentions:
        found[mention.at.start].append((mention.label, mention.at.stop, mention))
    return dict(found)


def _verb_stops(doc: Document) -> frozenset[int]:
    verbs = doc.words.verbs.values()
    return frozenset(f.stop for f in verbs if f.form and f.form.is_finite)


def _stops(doc: Document, name: str) -> frozenset[int]:
    return frozenset(f.stop for lists in doc.words.at.values() for f in lists.get(name, ()))


def _phrase_starts(doc: Document, steps: Mapping[int, Sequence[Step]]) -> frozenset[int]:
    """Tokens behind a word, sign, date or finite verb after which a new phrase starts."""
    dates = {stop for found in steps.values() for label, stop, _ in found if label == "DATE"}
    return (
        _stops(doc, PHRASE_STARTS)
        | _verb_stops(doc)
        | frozenset(dates | {s.start for s in doc.sentences})
    )
