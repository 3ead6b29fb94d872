"""Which date of a clause tells when its event was: the nearest, unless another says it closer."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import DateExpression
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture

DAYS = frozenset(("minute", "day"))  # precisions of what news are of
NAMED = frozenset(("jalali", "gregorian", "lunar"))  # calendars that name months and years
TIMES = "circumstance.times"
LEAD = 2  # the opening mark, and a preposition: «said that "in the coming days" …»


def date_of(captures: Sequence[Capture]) -> Capture | None:
    """The first date of what fills a slot."""
    return next((c for c in captures if _is_date(c.mention)), None)


def _is_date(mention: object) -> bool:
    return isinstance(mention, Mention) and mention.label == "DATE"


def date_value(doc: Document, date: Capture) -> str | None:
    """The ISO 8601 value of a date, if the text fixes one."""
    read = read_date(doc, date)
    return read.value if read else None


def read_date(doc: Document, date: Capture) -> DateExpression | None:
    """What is read of a date; None for vague words."""
    span = doc.source_span(Span(date.start, date.stop))
    first = bisect_left(doc.dates, span.start, key=lambda d: d.start)
    found = doc.dates[first] if first < len(doc.dates) else None
    return found if found and (found.start, found.stop) == span else None


def moment(doc: Document, finding: Finding) -> Capture | None:
    """When the event of a finding was.

    News are of a day: a day goes over a longer time («of the flood of March, on Monday»), and what
    a relative clause of its own dates is not the event («the pact, which ends in June»).
    """
    near = date_of(finding.slots.get("date", ()))
    if near is not None and _is_beside(doc, near, finding):
        free = (c for c in _dates(doc, finding.clause) if not _is_beside(doc, c, finding))
        near = min(free, key=lambda c: abs(c.start - finding.trigger.start), default=None)
    if near is None:
        return None
    if _is_topical(doc, near, finding):
        near = max(
            _dates(doc, Span(finding.clause.start, finding.trigger.start)), default=None, key=_start
        )
        return near if near is None or not _is_aside(doc, near, finding) else None
    if _is_aside(doc, near, finding):
        others = _dates(doc, Span(finding.sentence.start, finding.trigger.start))
        return max((c for c in others if not _is_aside(doc, c, finding)), default=near, key=_start)
    if is_day(doc, near) or not _is_of_a_noun(doc, near):
        return near
    days = (c for c in _dates(doc, finding.clause) if is_day(doc, c))
    return min(days, key=lambda c: abs(c.start - finding.trigger.start), default=near)


def _start(date: Capture) -> int:
    return date.start


def is_day(doc: Document, date: Capture) -> bool:
    """Whether a date is that of a day or an hour."""
    read = read_date(doc, date)
    return read is not None and read.precision in DAYS


def _is_of_a_noun(doc: Document, date: Capture) -> bool:
    """Whether a month or year belongs to the noun before it: it follows no preposition or sign."""
    read, before = read_date(doc, date), date.start - 1
    if before < 0 or read is None or read.calendar not in NAMED:
        return False
    if not doc.tokens.norms[before][-1].isalnum():
        return False
    return not any(doc.words.has(before, name) for name in ("phrase_end", "preposition"))


def _dates(doc: Document, within: Span) -> Iterator[Capture]:
    """The dates in some tokens."""
    first = bisect_left(doc.steps, within.start, key=lambda m: m.at.start)
    for step in doc.steps[first:]:
        if step.at.start >= within.stop:
            return
        if _is_date(step):
            yield Capture(*step.at, step)


def _is_topical(doc: Document, date: Capture, finding: Finding) -> bool:
    """Whether a date belongs to what people talk of: «talked about the pact of Friday»."""
    told = any(doc.words.has(at, "about") for at in range(finding.trigger.stop, date.start))
    after = range(date.stop, finding.clause.stop)
    return told and not any(doc.words.has(at, "takes_place") for at in after)


def _is_beside(doc: Document, date: Capture, finding: Finding) -> bool:
    """Whether a date says how often something was, or is a word of a title in quotation marks."""
    if doc.words.has(date.start - 2, TIMES) and not is_day(doc, date):
        return True  # «for the second time in a month»
    for at in range(date.start - 1, finding.sentence.start - 1, -1):
        if doc.words.has(at, "quote_close"):
            return False
        if doc.words.has(at, "quote_open"):
            ends = range(date.stop, finding.sentence.stop)
            stop = next((end for end in ends if doc.words.has(end, "quote_close")), at)
            more = stop - at > date.stop - date.start + LEAD
            return more and not at < finding.trigger.start < stop
    return False


def _is_aside(doc: Document, date: Capture, finding: Finding) -> bool:
    """Whether a date stands in a relative clause that is over before the trigger."""
    if doc.words.finite_form(date.stop, finding.trigger.start) is None:
        return False
    for at in range(date.start - 1, finding.sentence.start, -1):
        if doc.words.finite(at):
            return False
        if doc.words.has(at, "relative"):
            return True
    return False
