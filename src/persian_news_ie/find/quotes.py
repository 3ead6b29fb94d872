"""Quotes: the cue, what was said up to its real end, and who said it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Quote, Speaker
from persian_news_ie.find import content, speakers
from persian_news_ie.find.reports import Reports
from persian_news_ie.find.speech import Cue
from persian_news_ie.match.scores import measured

KINDS = {"direct": "direct", "headline": "direct", "document": "document"}
SCORE = 0.9  # of a kind of cue that was not measured
LEAST = 3  # tokens; shorter "contents" on raw news were list items and labels
LONGEST_NAME = 8  # tokens behind «according to» before a comma, if they are no mention
SEPARATORS = frozenset("،,-؛")


@dataclass(slots=True)
class _Reader:
    """Reads the quotes of one document in order; remembers who spoke last."""

    reports: Reports
    names: Mapping[str, str]  # of the people, by entity
    last: Speaker | None = None

    @property
    def norms(self) -> Sequence[str]:
        return self.reports.doc.tokens.norms

    def quotes(self) -> Iterator[Quote]:
        for cue in self.reports.every():
            read = self.according if cue.kind == "according" else self.said
            quote = read(cue)
            if quote:
                yield quote

    def said(self, cue: Cue) -> Quote | None:
        """What somebody said, wrote or claimed."""
        stop = content.stop(self.reports, cue)
        if stop - cue.content < LEAST:
            return None
        step = speakers.subject(self.reports, cue)
        if step:
            return self.made(cue, cue.content, stop, self.named(step, cue))
        if cue.kind == "headline":
            return self.made(
                cue, cue.content, stop, Speaker(text=speakers.label(self.reports, cue))
            )
        return self.made(cue, cue.content, stop, None if cue.kind == "document" else self.last)

    def according(self, cue: Cue) -> Quote | None:
        """What stands behind «according to somebody», up to the end of the sentence."""
        step = self.reports.steps.get(cue.at.stop)
        if step is None or self.reports.doc.words.has(step.at.stop, "plus"):
            step = self.unknown(cue) or step
        if step is None:
            return None
        start, norms = content.after_relative(self.reports, step.at.stop, cue), self.norms
        while start < cue.sentence.stop and norms[start] in SEPARATORS:
            start += 1
        if cue.sentence.stop - start < LEAST:
            return None
        return self.made(cue, start, cue.sentence.stop, self.named(step, cue))

    def unknown(self, cue: Cue) -> Mention | None:
        """Whom no mention names: the words behind «according to» up to a comma."""
        doc, first = self.reports.doc, cue.at.stop
        for at in range(first, min(first + LONGEST_NAME, cue.sentence.stop)):
            if doc.words.has(at, "comma") and at > first:
                return doc.mention("GROUP", Span(first, at), "quotes:according")
            if at in doc.words.verbs or not self.norms[at][0].isalpha():
                return None
        return None

    def made(self, cue: Cue, start: int, stop: int, speaker: Speaker | None) -> Quote | None:
        doc = self.reports.doc
        span = content.trimmed(doc, start, stop)
        if span.start >= span.stop:
            return None
        if speaker and cue.kind != "document":
            self.last = speaker
        return Quote(
            speaker=speaker,
            cue=":" if cue.kind == "headline" else doc.quoted(doc.source_span(cue.at)),
            kind=KINDS.get(cue.kind, "indirect"),
            start=span.start,
            stop=span.stop,
            by=f"quotes.{cue.kind}",
            score=measured().get(f"quotes.{cue.kind}", SCORE),
        )

    def named(self, step: Mention, cue: Cue) -> Speaker | None:
        """The speaker that a step names: its entity, or whoever spoke last for a pronoun."""
        entity = self.reports.entity(step)
        name = self.names.get(entity) if entity else None
        if name is not None:
            return Speaker(text=name, entity=entity)
        if step.label == "PRONOUN" and (self.last or step.at.stop - step.at.start == 1):
            return self.unnamed(step) or self.last
        doc, (start, stop) = self.reports.doc, step.at
        stop = min(stop, cue.at.start) if start < cue.at.start else stop
        return Speaker(text=doc.quoted(doc.source_span(Span(start, stop))), entity=entity)

    def unnamed(self, step: Mention) -> Speaker | None:
        """The office without a name that the sentence before is about, if it quotes nobody."""
        sentences = self.reports.doc.sentences
        at = self.reports.doc.sentence_at(step.at.start)
        if at == 0 or self.reports.opens_paragraph(sentences[at].start):
            return None
        start = sentences[at - 1].start
        before = self.reports.steps.get(start)
        if before is None or before.label != "OFFICE" or self.reports.cues.get(start):
            return None
        return None if self.reports.entity(before) else Speaker(text=before.text)


def find_quotes(doc: Document) -> tuple[Quote, ...]:
    """The quotes of a document, with their speakers where the text names them."""
    return tuple(_Reader(Reports.of(doc), {p.id: p.name for p in doc.people}).quotes())
