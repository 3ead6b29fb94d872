"""The reported speech of one document: cues, headlines, and the steps that may be speakers."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.gazetteer import BodyReading
from persian_news_ie.find.informants import informants
from persian_news_ie.find.speech import Cue, cues, has, is_colon

SPEAKERS = frozenset(("PERSON", "OFFICE", "ORG", "GROUP", "PRONOUN", "PLACE"))
NO_HEADLINE = frozenset(("PLACE", "PRONOUN"))  # «ایران:» heads a column, not a quote
REACH = 16  # tokens of a line in which the colon behind its speaker must stand
UNKNOWN = 2  # tokens of a name before a colon that nothing else has found
COLON = ":"
SEPARATORS = frozenset("؛/|")
HOME = "IR"


@dataclass(frozen=True, slots=True)
class Reports:
    """Where a document reports speech.

    `steps` are the possible speakers by first token, `starts` says where the step that stops at a
    token starts, `paragraphs` are the first tokens of paragraphs, `stop` is the token where the
    body of the article stops; cues and headlines are held by the first token of their sentence.
    """

    doc: Document
    steps: Mapping[int, Mention]
    starts: Mapping[int, int]
    paragraphs: Sequence[int]
    stop: int
    cues: Mapping[int, Sequence[Cue]]
    headlines: Mapping[int, Cue]

    @classmethod
    def of(cls, doc: Document) -> "Reports":
        """The reports of a document, page furniture left out."""
        known = {s.at.start: s for s in doc.steps if s.label in SPEAKERS}
        steps = informants(doc, known) | known
        held: defaultdict[int, list[Cue]] = defaultdict(list)
        for cue in cues(doc):
            if not _in_furniture(doc, cue.at.start):
                held[cue.sentence.start].append(cue)
        starts = {s.at.stop: s.at.start for s in doc.steps}
        bare = cls(doc, steps, starts, doc.line_starts(), _body_stop(doc), held, {})
        return replace(bare, headlines={c.at.start: c for c in _headlines(bare)})

    def every(self) -> list[Cue]:
        """All cues and headlines in text order."""
        held = (cue for cues in self.cues.values() for cue in cues)
        return sorted([*held, *self.headlines.values()], key=lambda c: c.at)

    def beside(self, cue: Cue, *kinds: str) -> Iterator[Cue]:
        """The cues of the same sentence that have one of these kinds."""
        for other in self.cues.get(cue.sentence.start, ()):
            if other.kind in kinds:
                yield other

    def finite(self, start: int, stop: int) -> Iterator[Span]:
        """The finite verbs that start in a range of tokens; a participle with a that-clause too."""
        for at in range(start, stop):
            verb = self.doc.words.verbs.get(at)
            if verb is None or verb.form is None:
                continue
            governs = verb.form.tense == "participle" and self.doc.words.has(verb.stop, "that")
            if verb.form.is_finite or governs:
                yield Span(at, verb.stop)

    def opens_paragraph(self, at: int) -> bool:
        """Whether a token is the first of a paragraph."""
        before = bisect_left(self.paragraphs, at)
        return self.paragraphs[before : before + 1] == [at]

    def entity(self, step: Mention) -> str | None:
        """The id of the entity that a step names, if linking found one."""
        link = self.doc.link(step.core) or self.doc.link(step)
        return link.entity if link else None

    def source_start(self, at: int) -> int:
        """Where a token starts in the text as given."""
        return self.doc.source_span(Span(at, at + 1)).start


def _headlines(reports: Reports) -> Iterator[Cue]:
    """Lines of the form «somebody: something», as channels and headlines write."""
    doc = reports.doc
    taken, paragraphs = {c.content for c in reports.every()}, frozenset(reports.paragraphs)
    for sentence in doc.sentences:
        if sentence.start not in paragraphs or _credited(reports, sentence.start):
            continue
        head = _head(reports, sentence)
        if head and head.stop not in taken and _clause(doc, head.stop):
            whole = _sentence_of(doc, head.stop - 1) or sentence
            yield Cue(head, whole, head.stop, "headline")


def _head(reports: Reports, sentence: Span) -> Span | None:
    """The speaker that a line begins with, up to and with the colon, if it begins with one."""
    doc = reports.doc
    first = sentence.start + 1
    reach = doc.tokens.norms[first : min(sentence.start + REACH, sentence.stop)]
    colon = first + reach.index(COLON) if COLON in reach else 0
    signs = [t + 1 for t in range(sentence.start, colon) if doc.tokens.norms[t] in SEPARATORS]
    start = signs[-1] if signs else sentence.start
    start = has(doc, start, "claim") or start
    if not colon or start >= colon or any(t in doc.words.verbs for t in range(start, colon)):
        return None
    return Span(start, colon + 1) if _names_speaker(reports, Span(start, colon)) else None


def _names_speaker(reports: Reports, head: Span) -> bool:
    """Whether the words before a colon are a speaker: a mention, or a name no table knows."""
    step = reports.steps.get(head.start)
    if step:
        return step.label not in NO_HEADLINE and not _is_agency(reports.doc, step)
    words = reports.doc.tokens.keys[head.start : head.stop]
    known = any(t in reports.steps or has(reports.doc, t, "label") for t in range(*head))
    is_short = len(words) <= UNKNOWN and all(w.isalpha() and not w.isascii() for w in words)
    return is_short and not known and not has(reports.doc, head.start, "dateline")


def _credited(reports: Reports, at: int) -> bool:
    """Whether a dateline starts at a token; a foreign medium at the head of a line is quoted."""
    doc, step = reports.doc, reports.steps.get(at)
    start = doc.source_span(Span(at, at + 1)).start
    dateline = doc.article.dateline
    if dateline is None or not dateline.start <= start < dateline.stop:
        return False
    alone = step is not None and step.label == "ORG" and is_colon(doc, step.at.stop)
    return step is None or not alone or _is_agency(doc, step)


def _clause(doc: Document, at: int) -> bool:
    """Whether a sentence with a verb starts at a token."""
    sentence = _sentence_of(doc, at)
    if sentence is None:
        return False
    verbs = (doc.words.verbs.get(t) for t in range(at, sentence.stop))
    return any(v and v.form and v.form.tense != "infinitive" for v in verbs)


def _sentence_of(doc: Document, at: int) -> Span | None:
    """The sentence of a token."""
    number = doc.sentence_at(at)
    found = doc.sentences[number] if number < len(doc.sentences) else None
    return found if found and found.start <= at else None


def _is_agency(doc: Document, step: Mention) -> bool:
    """Whether a step is an Iranian agency: «ایسنا:» at the head of a line names no speaker."""
    record = step.value.record if isinstance(step.value, BodyReading) else None
    if record and record.kind == "media":
        return record.country == HOME
    source = doc.article.source
    return source is not None and source in step.text


def _body_stop(doc: Document) -> int:
    stops, ends = doc.tokens.stops, doc.view.stops
    last = bisect_right(stops, doc.article.body.stop, key=lambda stop: ends[stop - 1])
    return last or len(doc.tokens)


def _in_furniture(doc: Document, at: int) -> bool:
    start = doc.source_span(Span(at, at + 1)).start
    return doc.article.is_furniture(Span(start, start + 1))
