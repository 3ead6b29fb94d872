"""Where what was said really ends."""

from bisect import bisect_right

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.reports import Reports
from persian_news_ie.find.speakers import subject
from persian_news_ie.find.speech import CLOSE, OPEN, OPENING, Cue, closed_at, has, is_colon

CLOSES_WITHIN = 3  # paragraphs in which an opened quotation must be closed
LABEL = 4  # tokens before the colon of a line
REPORTING = frozenset(("direct", "stated", "document"))
TRIM = ' \n\t\u00a0.:،؛«»"“”\u200c\u200f\u200e'


def stop(reports: Reports, cue: Cue) -> int:
    """The token where the content of a quote stops."""
    if cue.kind == "stated":
        return _stated_stop(reports, cue)
    closing = _closing(reports, cue)
    if closing:
        return closing
    if cue.kind == "indirect":
        return _next_cue(reports, cue, cue.sentence.stop)
    return _direct_stop(reports, cue)


def _closing(reports: Reports, cue: Cue) -> int:
    """Where a guillemet that opens the content is closed; 0 if none opens it."""
    norms = reports.doc.tokens.norms
    if cue.content >= len(norms) or norms[cue.content] not in OPENING:
        return 0
    last = _paragraph_stop(reports, cue.content, CLOSES_WITHIN)
    return closed_at(norms, cue.content, last)


def _stated_stop(reports: Reports, cue: Cue) -> int:
    """Before the verb that goes on reporting, or behind the first clause."""
    for other in reports.beside(cue, "direct", "indirect"):
        if other.at.start > cue.content:
            return _before_comma(reports, other.at.start, cue)
    for verb in reports.finite(cue.content, cue.sentence.stop):
        if reports.doc.words.has(verb.stop, "comma"):
            return verb.stop
    return cue.sentence.stop


def after_relative(reports: Reports, at: int, cue: Cue) -> int:
    """Behind the relative clause that stands at a token, up to its verb with a comma, if any."""
    words = reports.doc.words
    verbs = reports.finite(at, cue.sentence.stop) if words.has(at, "that") else ()
    return next((verb.stop for verb in verbs if words.has(verb.stop, "comma")), at)


def _before_comma(reports: Reports, at: int, cue: Cue) -> int:
    """The end of the clause before a reporting verb: its last finite verb."""
    ended = [v.stop for v in reports.finite(cue.content + 1, at) if v.stop <= at]
    return ended[-1] if ended else at


def _next_cue(reports: Reports, cue: Cue, stop: int) -> int:
    """Before a further report of the same speaker in the same sentence («… و افزود:»)."""
    for other in reports.beside(cue, "direct", "indirect"):
        if cue.content < other.at.start < stop and _coordinated(reports, other):
            ended = _before_comma(reports, other.at.start, cue)
            if ended < other.at.start:
                return ended
    return stop


def _coordinated(reports: Reports, cue: Cue) -> bool:
    """Whether a cue stands right behind a conjunction or comma: its speaker goes on."""
    before = cue.at.start - 1
    words = reports.doc.words
    joined = words.has(before, "and") or words.has(before, "comma")
    return bool(joined or has(reports.doc, before, "but"))


def _direct_stop(reports: Reports, cue: Cue) -> int:
    """Through the sentences of the paragraph, up to one that reports anew.

    A quote that starts on a line of its own, or behind «somebody:», goes on over further lines.
    """
    fresh = cue.kind == "headline" or reports.opens_paragraph(cue.content)
    limit = _limit(reports, cue.content, fresh)
    sentences = reports.doc.sentences
    first = reports.doc.sentence_at(cue.content) + 1
    behind = map(sentences.__getitem__, range(first, len(sentences)))
    stop = next((s.start for s in behind if _ends(reports, s, limit, cue)), limit)
    return _next_cue(reports, cue, min(stop, limit)) if cue.kind == "direct" else stop


def _ends(reports: Reports, sentence: Span, limit: int, cue: Cue) -> bool:
    return sentence.start >= limit or _is_report(reports, sentence, cue)


def _is_report(reports: Reports, sentence: Span, cue: Cue) -> bool:
    """Whether a sentence goes back from what was said to the reporter."""
    cues = reports.cues.get(sentence.start, ())
    if _is_labelled(reports, sentence, cue) or any(c.kind in REPORTING for c in cues):
        return True
    first = next((t for t in range(*sentence) if reports.doc.tokens.keys[t].isalnum()), 0)
    if any(c.kind == "according" and c.at.start == first for c in cues):
        return True
    step = reports.steps.get(first)
    told = step is not None and (bool(cues) or _is_of_speaker(reports, step, cue))
    return told or bool(has(reports.doc, sentence.start, "dateline"))


def _is_labelled(reports: Reports, sentence: Span, cue: Cue) -> bool:
    """Whether a sentence is a headline «somebody: …», or another label ends one."""
    if sentence.start in reports.headlines:
        return True
    doc, stop = reports.doc, min(sentence.start + LABEL + 1, sentence.stop)
    colon = next((t for t in range(sentence.start, stop) if is_colon(doc, t)), None)
    if cue.kind != "headline" or colon is None or sentence.start not in reports.paragraphs:
        return False
    return not any(t in doc.words.verbs for t in range(sentence.start, colon))


def _is_of_speaker(reports: Reports, step: Mention, cue: Cue) -> bool:
    """Whether a sentence is about the speaker: nobody calls himself «he» or by his name."""
    if step.label == "PRONOUN":
        return not (cue.kind == "headline" or reports.opens_paragraph(cue.content))
    speaker = subject(reports, cue) if step.label == "PERSON" else None
    return speaker is not None and reports.entity(speaker) == reports.entity(step) is not None


def _limit(reports: Reports, at: int, fresh: bool) -> int:
    """Where the paragraph of a token stops, or the body of the article."""
    return reports.stop if fresh else _paragraph_stop(reports, at, 1)


def _paragraph_stop(reports: Reports, at: int, count: int) -> int:
    """Where the paragraph of a token stops, or the one that many paragraphs on."""
    index = bisect_right(reports.paragraphs, at) + count - 1
    return reports.paragraphs[index] if index < len(reports.paragraphs) else reports.stop


def trimmed(doc: Document, start: int, stop: int) -> Span:
    """The source range of tokens without outer guillemets and final stop."""
    if start >= stop:
        return Span(0, 0)
    span = doc.source_span(Span(start, stop))
    text = doc.quoted(span)
    lead = len(text) - len(text.lstrip(TRIM))
    tail = len(text) - len(text.rstrip(TRIM))
    kept = text[lead : len(text) - tail]
    closing = text.find(CLOSE, len(text) - tail) if kept.count(OPEN) > kept.count(CLOSE) else -1
    if closing >= 0:  # the guillemet closes a name inside the quote
        tail = len(text) - closing - 1
    return Span(span.start + lead, max(span.start + lead, span.stop - tail))
