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
RELATIVES = "relative"
CONTENTS = "content"
INDEFINITE = "\N{ARABIC LETTER FARSI YEH}"  # the ending of «a mechanism that»

BOUNDARIES = frozenset(
    (
        CLAUSE_BREAKS,
        PHRASE_ENDS,
        STRETCH_ENDS,
        PHRASE_STARTS,
        REPORTS,
        LINKERS,
        BETWEEN,
        RELATIVES,
        CONTENTS,
    )
)

Places = Mapping[str, Sequence[int]]  # the tokens of each boundary


def scene(doc: Document) -> Scene:
    """The words, single-step mentions and boundaries of a document."""
    places = doc.words.places(BOUNDARIES)
    steps = _by_start(_steps(doc, frozenset(places[BETWEEN])))
    parts = _by_start(p for s in doc.steps for p in s.parts)
    breaks = frozenset(places[CLAUSE_BREAKS])
    dates = frozenset(step.at.start for step in doc.steps if step.label == "DATE")
    return Scene(
        doc.words,
        steps,
        doc.sentences,
        breaks,
        enders=breaks.union(places[PHRASE_ENDS], dates, _bullets(doc)),
        fresh=_stops(doc, places, PHRASE_STARTS) | _phrase_starts(doc, steps),
        stretch_enders=breaks.union(places[STRETCH_ENDS]),
        reports=_stops(doc, places, REPORTS),
        linkers=_verb_stops(doc).intersection(places[LINKERS]),
        parts=parts,
        said=frozenset(places[CONTENTS]),
        heads=frozenset(at for at in places[RELATIVES] if _is_indefinite(doc, at - 1)),
    )


def _is_indefinite(doc: Document, at: int) -> bool:
    return at >= 0 and doc.tokens.norms[at].endswith(INDEFINITE)


def _bullets(doc: Document) -> frozenset[int]:
    """Emoji, stars and other signs that sentences start with: they are words of no phrase."""
    found = set()
    for sentence in doc.sentences:
        for at in range(*sentence):
            norm = doc.tokens.norms[at]
            if norm[0].isalnum() or any(map(str.isalnum, norm)):
                break
            found.add(at)
    return frozenset(found)


def _steps(doc: Document, between: frozenset[int]) -> Iterator[Mention]:
    """The steps of a document; a body's name that goes over «between» is no name but its parts."""
    for step in doc.steps:
        if step.label == "ORG" and not between.isdisjoint(range(step.at.start + 1, step.at.stop)):
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


def _stops(doc: Document, places: Places, name: str) -> frozenset[int]:
    return frozenset(f.stop for at in places[name] for f in doc.words.at[at][name])


def _phrase_starts(doc: Document, steps: Mapping[int, Sequence[Step]]) -> frozenset[int]:
    """Tokens behind a date or finite verb, and at the start of sentences."""
    dates = {stop for found in steps.values() for label, stop, _ in found if label == "DATE"}
    return _verb_stops(doc).union(dates, (s.start for s in doc.sentences))
