"""Quotes: from the cue to the real end of what was said, and who said it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Quote, Speaker
from persian_news_ie.find.speech import Cue, cues, has, is_colon

SPEAKERS = frozenset(("PERSON", "OFFICE", "ORG", "GROUP", "PRONOUN", "PLACE"))
KINDS = {"direct": "direct", "headline": "direct", "document": "document"}
OPENING, CLOSING = "«\"“", "»\"”"
TRIM = " \n\t\u00a0.:،؛«»\"“”\u200c\u200f\u200e"
LEAST = 3  # tokens; shorter "contents" on raw news were list items and labels
SCORES = {"direct": 0.95, "headline": 0.85, "indirect": 0.9, "stated": 0.9}


@dataclass(slots=True)
class _Reader:
    """Reads the quotes of one document; remembers who spoke last."""

    doc: Document
    steps: dict[int, Mention] = field(default_factory=dict)
    paragraphs: list[int] = field(default_factory=list)  # first tokens of paragraphs
    cues: Sequence[Cue] = ()
    last: Speaker | None = None

    @classmethod
    def of(cls, doc: Document) -> "_Reader":
        steps = {s.at.start: s for s in doc.steps if s.label in SPEAKERS}
        found = [c for c in cues(doc) if not _inside_furniture(doc, c.at.start)]
        return cls(doc, steps, _paragraphs(doc), found)

    def quotes(self) -> Iterator[Quote]:
        """All quotes in text order."""
        every = sorted([*self.cues, *_headlines(self)], key=lambda c: c.at)
        for cue in every:
            quote = self.quote(cue)
            if quote:
                yield quote

    def quote(self, cue: Cue) -> Quote | None:
        if cue.kind == "according":
            return self._according(cue)
        stop = self.stop(cue)
        span = _trimmed(self.doc, cue.content, stop)
        if stop - cue.content < LEAST or span.start >= span.stop:
            return None
        return self.made(cue, span, self.speaker(cue))

    def made(self, cue: Cue, span: Span, speaker: Speaker | None) -> Quote:
        if speaker and cue.kind != "document":
            self.last = speaker
        words = self.doc.quoted(self.doc.source_span(cue.at))
        return Quote(
            speaker=speaker,
            cue=":" if cue.kind == "headline" else words,
            kind=KINDS.get(cue.kind, "indirect"),
            start=span.start,
            stop=span.stop,
            by=f"quotes.{cue.kind}",
            score=SCORES.get(cue.kind, 0.85),
        )

    def _according(self, cue: Cue) -> Quote | None:
        step = self.steps.get(cue.at.stop)
        if step is None:
            return None
        start = step.at.stop
        while start < cue.sentence.stop and self.doc.tokens.norms[start] in ("،", ",", "-", "؛"):
            start += 1
        span = _trimmed(self.doc, start, cue.sentence.stop)
        if cue.sentence.stop - start < LEAST or span.start >= span.stop:
            return None
        return self.made(cue, span, self.named(step))

    # where the content ends

    def stop(self, cue: Cue) -> int:
        """The token where the content of a quote stops."""
        if cue.kind == "stated":
            return self._stated_stop(cue)
        closing = self._closing(cue)
        if closing:
            return closing
        if cue.kind == "indirect":
            return self._next_cue(cue, cue.sentence.stop)
        return self._direct_stop(cue)

    def _closing(self, cue: Cue) -> int:
        """Where a guillemet that opens the content is closed; 0 if none opens it."""
        norms = self.doc.tokens.norms
        if cue.content >= len(norms) or norms[cue.content] not in OPENING:
            return 0
        pair, depth = CLOSING[OPENING.index(norms[cue.content])], 0
        for at in range(cue.content, self._paragraph_stop(cue.content, 3)):
            if norms[at] == pair and (depth == 1 or pair == '"') and at > cue.content:
                return at
            depth += (norms[at] == norms[cue.content]) - (norms[at] == pair)
        return 0

    def _stated_stop(self, cue: Cue) -> int:
        """Before the verb that goes on reporting, or behind the first clause."""
        for other in self.cues:
            if cue.content < other.at.start < cue.sentence.stop and other.kind == "direct":
                return self._before_comma(other.at.start, cue)
        for at in range(cue.content, cue.sentence.stop):
            verb = self.doc.words.verbs.get(at)
            ended = verb and verb.form and verb.form.is_finite
            if verb and ended and self.doc.words.has(verb.stop, "comma"):
                return verb.stop
        return cue.sentence.stop

    def _before_comma(self, at: int, cue: Cue) -> int:
        """The end of the clause before a reporting verb: its last finite verb with a comma."""
        for back in range(at - 1, cue.content, -1):
            verb = self.doc.words.verbs.get(back)
            if verb and verb.form and verb.form.is_finite and verb.stop <= at:
                return verb.stop
        return at

    def _next_cue(self, cue: Cue, stop: int) -> int:
        """Before a further report of the same speaker in the same sentence («… و افزود:»)."""
        for other in self.cues:
            if cue.content < other.at.start < stop and other.kind == "direct":
                verb_stop = self._before_comma(other.at.start, cue)
                if verb_stop < other.at.start:
                    return verb_stop
        return stop

    def _direct_stop(self, cue: Cue) -> int:
        """Through the sentences of the paragraph, up to one that reports anew."""
        fresh = cue.content in self.paragraphs
        limit = self._paragraph_stop(cue.content, 1 if not fresh else None)
        stop = limit
        for sentence in self.doc.sentences:
            if sentence.start <= cue.content or sentence.start >= limit:
                continue
            if self._reports(sentence, fresh):
                stop = sentence.start
                break
        return self._next_cue(cue, min(stop, limit)) if cue.kind == "direct" else stop

    def _reports(self, sentence: Span, fresh: bool) -> bool:
        """Whether a sentence goes back from what was said to the reporter."""
        direct = any(
            c.kind in ("direct", "stated", "document") and c.sentence == sentence for c in self.cues
        )
        first = next((t for t in range(*sentence) if self.doc.tokens.keys[t].isalnum()), 0)
        step = self.steps.get(first)
        own = step is not None and any(c.sentence == sentence for c in self.cues)
        pronoun = step is not None and step.label == "PRONOUN" and not fresh
        return direct or own or pronoun or bool(has(self.doc, sentence.start, "dateline"))

    def _paragraph_stop(self, at: int, count: int | None) -> int:
        """Where the paragraph of a token stops, or the body of the article."""
        index = bisect_right(self.paragraphs, at)
        body = self.doc.view.source and self.doc.article.body.stop
        last = len(self.doc.tokens)
        if count is not None and index + count - 1 < len(self.paragraphs):
            return self.paragraphs[index + count - 1]
        while last > at + 1 and self.doc.source_span(Span(last - 1, last)).stop > body:
            last -= 1
        return last

    # who said it

    def speaker(self, cue: Cue) -> Speaker | None:
        """Who speaks: the subject of the clause before the cue, else whoever spoke last."""
        if cue.kind == "headline":
            return self._headline_speaker(cue)
        if cue.kind == "document":
            return None
        start = self._report_start(cue)
        for at in range(start, cue.at.start):
            step = self.steps.get(at)
            if step and not self._governed(at, start) and not self._inside_stated(cue, at):
                return self.named(step)
        return self.last

    def _report_start(self, cue: Cue) -> int:
        """Where the reporting part of the sentence begins: behind the content of another cue."""
        start = cue.sentence.start
        for other in self.cues:
            if other.at.start >= cue.at.start:
                break
            if other.kind in ("direct", "document") and other.content > start:
                start = other.content if other.sentence == cue.sentence else start
        return start

    def _inside_stated(self, cue: Cue, at: int) -> bool:
        return any(
            other.kind == "stated" and other.sentence == cue.sentence and at >= other.content
            for other in self.cues
            if other.at.start < cue.at.start
        )

    def _governed(self, at: int, floor: int) -> bool:
        """Whether a preposition governs the step at a token, directly or as part of a list."""
        return any(
            has(self.doc, back, "preposition") == at and not has(self.doc, back, "source")
            for back in range(max(floor, at - 3), at)
        )

    def _headline_speaker(self, cue: Cue) -> Speaker | None:
        for at in range(cue.at.start, cue.at.stop):
            if has(self.doc, at, "source") and (step := self.steps.get(has(self.doc, at, "source"))):
                return self.named(step)
        step = next((s for a in range(*cue.at) if (s := self.steps.get(a))), None)
        return self.named(step) if step else None

    def named(self, step: Mention) -> Speaker | None:
        """The speaker that a step names: its entity, or whoever spoke last for a pronoun."""
        core = step.value if isinstance(step.value, Mention) else step
        link = self.doc.link(core) or self.doc.link(step)
        person = next((p for p in self.doc.people if link and p.id == link.entity), None)
        if person:
            return Speaker(text=person.name, entity=person.id)
        if step.label == "PRONOUN":
            return self.last
        return Speaker(text=step.text, entity=link.entity if link else None)


def _headlines(reader: _Reader) -> Iterator[Cue]:
    """Lines of the form «somebody: something», as channels and headlines write."""
    doc = reader.doc
    taken = {c.content for c in reader.cues}
    for sentence in doc.sentences:
        if sentence.start not in reader.paragraphs:
            continue
        at = sentence.start
        at = has(doc, at, "claim") or at
        step = reader.steps.get(at)
        if step is None or step.label in ("PLACE", "PRONOUN", "GROUP") or _is_agency(doc, step):
            continue
        colon = next((t for t in range(step.at.stop, step.at.stop + 8) if is_colon(doc, t)), None)
        if colon is None or colon >= sentence.stop or colon + 1 in taken:
            continue
        between = range(step.at.stop, colon)
        if any(t in doc.words.verbs for t in between) or not _clause(doc, colon + 1):
            continue
        whole = next(s for s in doc.sentences if s.start <= colon < s.stop)
        yield Cue(Span(sentence.start, colon + 1), whole, colon + 1, "headline")


def _clause(doc: Document, at: int) -> bool:
    """Whether a sentence with a finite verb starts at a token."""
    sentence = next((s for s in doc.sentences if s.start <= at < s.stop), None)
    if sentence is None:
        return False
    return any(
        (v := doc.words.verbs.get(t)) and v.form and v.form.is_finite
        for t in range(at, sentence.stop)
    )


def _is_agency(doc: Document, step: Mention) -> bool:
    """Whether a step is the agency that publishes the article, or a section of a paper."""
    source = doc.article.source
    return step.label == "ORG" and bool(source) and source in step.text


def _paragraphs(doc: Document) -> list[int]:
    """The first tokens of paragraphs: those behind a line break."""
    text, tokens = doc.view.text, doc.tokens
    return [
        at
        for at in range(len(tokens))
        if at == 0 or "\n" in text[tokens.stops[at - 1] : tokens.starts[at]]
    ]


def _inside_furniture(doc: Document, at: int) -> bool:
    start = doc.source_span(Span(at, at + 1)).start
    return any(f.start <= start < f.stop for f in doc.article.furniture)


def _trimmed(doc: Document, start: int, stop: int) -> Span:
    """The source range of tokens without outer guillemets and final stop."""
    if start >= stop:
        return Span(0, 0)
    span = doc.source_span(Span(start, stop))
    text = doc.quoted(span)
    lead = len(text) - len(text.lstrip(TRIM))
    tail = len(text) - len(text.rstrip(TRIM))
    if "«" in text[lead : len(text) - tail] and text.rstrip(" .\n").endswith("»"):
        tail -= _closes_inner(text[lead : len(text) - tail])
    return Span(span.start + lead, max(span.start + lead, span.stop - tail))


def _closes_inner(text: str) -> bool:
    """Whether trimming took a guillemet that belongs to a name inside the quote."""
    return text.count("«") > text.count("»")


def find_quotes(doc: Document) -> tuple[Quote, ...]:
    """The quotes of a document, with their speakers where the text names them."""
    return tuple(_Reader.of(doc).quotes())
