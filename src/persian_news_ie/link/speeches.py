"""Where somebody speaks: what stands behind his colon, and how far it goes on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.speech import OPENING, closed_at
from persian_news_ie.link.narration import Narration

REACH = 16  # tokens of a line in which the colon behind its speaker must stand
LINES = 8  # in which an opened quotation must be closed
COLONS = frozenset((":",))
ENDS = frozenset(".!؟?»…")


def narration(doc: Document, people: Sequence[Span]) -> Narration:
    """How a document is told that tells about people at some tokens, and what is said in it."""
    told = Narration.of_people(doc, people)
    return replace(told, said=list(_Speeches(told, doc.line_starts()).every()))


@dataclass(slots=True)
class _Speeches:
    """Reads the ranges that somebody says, sentence by sentence."""

    told: Narration
    lines: Sequence[int]
    goes_on: bool = False  # the speech of the sentence before may go on
    over_lines: bool = False  # also in further paragraphs
    shut: int = 0  # where the quotation that is open is closed

    def every(self) -> Iterator[Span]:
        for number, sentence in enumerate(self.told.doc.sentences):
            start = self._going_on(number, sentence)
            if start > sentence.start:
                yield Span(sentence.start, start)
            if start < sentence.stop:
                yield from self._starting(Span(start, sentence.stop), sentence)

    def _going_on(self, number: int, sentence: Span) -> int:
        """Where what was said before ends in a sentence."""
        if self.shut > sentence.start:
            return min(self.shut, sentence.stop)
        fresh = self.told.opens[number] and not self.over_lines
        self.goes_on = self.goes_on and not fresh and not self._is_report(number, sentence)
        return sentence.stop if self.goes_on else sentence.start

    def _starting(self, rest: Span, sentence: Span) -> Iterator[Span]:
        """What is said behind the colons of the rest of a sentence."""
        norms, at = self.told.doc.tokens.norms, rest.start
        while at < rest.stop:
            colon = next((i for i in range(at, rest.stop) if norms[i] in COLONS), None)
            if colon is None:
                self.goes_on = False
                return
            content = colon + 1
            if not self._has_speaker(sentence, colon):
                self.goes_on, at = False, content
                continue
            self.shut = self._closing(content)
            if self.shut and not self.told.doc.words.finite_form(content, self.shut):
                self.shut = 0  # a name between quotation marks
            at = min(self.shut, rest.stop) or rest.stop
            if content < at:
                yield Span(content, at)
            self.goes_on = not self.shut and content < rest.stop
            self.over_lines = self.goes_on and self._heads_lines(colon, sentence)

    def _has_speaker(self, sentence: Span, colon: int) -> bool:
        """Whether somebody or a verb of speech stands before a colon, not only a label."""
        cue = self.told.cues.get(self.told.of[sentence.start], colon)
        return cue < colon or any(at in self.told.who for at in range(sentence.start, colon))

    def _closing(self, content: int) -> int:
        """Where the quotation that begins at a token is closed; 0 if none begins there."""
        norms = self.told.doc.tokens.norms
        if content >= len(norms) or norms[content] not in OPENING:
            return 0
        index = bisect_right(self.lines, content) + LINES - 1
        last = self.lines[index] if index < len(self.lines) else len(norms)
        return closed_at(norms, content, last)

    def _heads_lines(self, colon: int, sentence: Span) -> bool:
        """Whether a line opens with «N.: …» and is no heading: what N. says goes on below it."""
        doc, start = self.told.doc, sentence.start
        if not self.told.opens[self.told.of[start]] or colon - start >= REACH:
            return False
        last = doc.tokens.norms[sentence.stop - 1]
        return last in ENDS and not any(at in doc.words.verbs for at in range(start, colon))

    def _is_report(self, number: int, sentence: Span) -> bool:
        """Whether the reporter speaks again: a sentence says who speaks, or has a colon."""
        cue, told, keys = self.told.cues.get(number), self.told, self.told.doc.tokens.keys
        if keys[sentence.start] in listed("links", "written"):
            return True
        has_colon = any(key in COLONS for key in keys[slice(*sentence)])
        if cue is None:
            return (told.opens[number] and has_colon) or self._turns(sentence)
        own = listed("links", "own")
        if not (told.opens[number] or own.isdisjoint(keys[sentence.start : cue])):
            return False
        first = next((at for at in range(sentence.start, cue) if at in told.who), None)
        if has_colon or first is None:
            return has_colon
        is_vague = keys[first] in listed("links", "vague")
        return told.begins(Span(first, first + 1)) and not is_vague

    def _turns(self, sentence: Span) -> bool:
        """Whether a sentence begins as reporters go on: «N., with regard to …»."""
        doc, stops = self.told.doc, self.told.who
        stop = stops.get(sentence.start, 0)
        phrases = (doc.glued(Span(stop, stop + n)) for n in (1, 2))
        return bool(stop) and any(p in listed("links", "turns") for p in phrases)
