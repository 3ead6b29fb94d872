"""An article: the text as it was given, and where title, date, source and body stand in it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from persian_news_ie import bylines
from persian_news_ie.aligned import Aligned, Span
from persian_news_ie.errors import InputError
from persian_news_ie.find.calendars import tehran
from persian_news_ie.full_dates import coded_date
from persian_news_ie.furniture import TAG_LIST
from persian_news_ie.headlines import is_kicker, is_title
from persian_news_ie.layout import lines
from persian_news_ie.lines import Line, view_of
from persian_news_ie.stamps import stamp
from persian_news_ie.tags import read_tags
from persian_news_ie.wordlists import compact, keys

SOURCE_LINES = 4  # lines of prose in which the source is looked for


@dataclass(frozen=True, slots=True)
class Article:
    """A news text and what its layout says; every span counts code points of `text`.

    `body` runs from the first to the last line of prose, title excluded; `furniture` are the
    ranges around and inside it that are no prose. `published` is Tehran time, midnight where only
    a day is known: from a date line, else from the address or the news code.
    `weekday_conflict`: the weekday beside the date is another one.
    """

    text: str
    title: str | None
    lead: Span | None
    body: Span
    published: datetime | None = None
    code: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    id: str | None = None
    furniture: tuple[Span, ...] = ()
    title_span: Span | None = None
    kicker: Span | None = None
    dateline: Span | None = None
    published_span: Span | None = None
    weekday_conflict: bool = False
    section: str | None = None

    def is_furniture(self, span: Span) -> bool:
        """Whether a span of the text touches what is no prose."""
        before = bisect_left(self.furniture, span.stop, key=lambda found: found.start)
        return before > 0 and self.furniture[before - 1].stop > span.start


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of an article by what they are; `below` begins where the body ends."""

    lines: Sequence[Line]
    title: Line | None
    kicker: Line | None
    body: Sequence[Line]
    lead: Line | None


def read_article(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | datetime | None = None,
    url: str | None = None,
    source: str | None = None,
) -> Article:
    """Reads a plain text; what the caller knows wins over what the text says.

    `published` is a datetime or ISO 8601, Tehran time if it has no offset; InputError if it is
    neither. Any text gives an article, an empty one too.
    """
    view = view_of(text)
    parts = _parts(lines(view.text), title)
    opening, agency = _opening(parts)
    stamped = _published(parts.lines) or _dated(opening)
    given = moment(published) if published is not None else None
    code = next((x.stamp.code for x in parts.lines if x.stamp and x.stamp.code), None)
    return Article(
        text=text,
        title=title or (_shown(view, parts.title) if parts.title else None),
        lead=_span(view, parts.lead),
        body=_body(view, parts.body),
        published=given or _moment_of(stamped) or _coded(url, code),
        code=code,
        source=source or _source(parts, agency),
        tags=read_tags(parts.lines),
        url=url,
        id=id,
        furniture=tuple(_furniture(view, parts)),
        title_span=_span(view, parts.title),
        kicker=_span(view, parts.kicker),
        dateline=_span(view, opening),
        published_span=_stamp_span(view, stamped),
        weekday_conflict=bool(stamped and stamped.stamp and stamped.stamp.weekday_conflict),
    )


def moment(value: str | datetime) -> datetime:
    """A datetime or an ISO 8601 string as Tehran time; InputError if it is neither."""
    if isinstance(value, datetime):
        return tehran(value)
    try:
        return tehran(datetime.fromisoformat(value.strip()))
    except ValueError:
        raise InputError(
            f"published: {value!r} is no ISO 8601 date; write it like 2024-03-16T20:17"
        ) from None


def _parts(found: Sequence[Line], given: str | None) -> _Parts:
    stop = next((i for i, line in enumerate(found) if line.role in ("end", "tail")), len(found))
    prose = [line for line in found[:stop] if line.role == "prose"]
    if len(prose) > 1 and TAG_LIST.fullmatch(prose[-1].text):
        prose.pop()
    kicker, title = _headlines(prose, found, given or None)
    body = [line for line in prose if line is not title and line is not kicker]
    body = body or [line for line in found if line.role in ("furniture", "heading", "title")]
    lead = _lead(body) if title or len(body) > 1 else None
    return _Parts(found, title, kicker, body, lead)


def _headlines(
    prose: Sequence[Line], found: Sequence[Line], given: str | None
) -> tuple[Line | None, Line | None]:
    """The kicker and the title."""
    if given is not None:
        at = next((i for i, x in enumerate(prose[:3]) if compact(x.text) == compact(given)), None)
        return (None, None) if at is None else (prose[0] if at == 1 else None, prose[at])
    if title := next((line for line in found if line.role == "title"), None):
        return next((line for line in found if line.role == "kicker"), None), title
    if len(prose) < 2:
        return None, None
    first, second = prose[:2]
    is_stacked = len(prose) > 2 and len(prose[2].text) > len(second.text)
    if is_stacked and is_kicker(first.text) and is_title(second.text):
        return first, second
    after = found[found.index(first) + 1]
    is_header = after.role == "stamp" and is_title(first.text.rstrip("."))
    return None, first if is_title(first.text) or is_header else None


def _lead(body: Sequence[Line]) -> Line | None:
    for line in body[:3]:
        label, colon, value = line.text.partition(":")
        if colon and value.strip() and compact(label) in keys("labels", "lead"):
            stop = line.stop
            return Line(stop - len(value.strip()), stop, value.strip())
    return body[0] if body else None


def _span(view: Aligned, line: Line | None) -> Span | None:
    return view.origin(line.start, line.stop) if line else None


def _shown(view: Aligned, line: Line) -> str:
    start, stop = view.origin(line.start, line.stop)
    return view.source[start:stop]


def _body(view: Aligned, body: Sequence[Line]) -> Span:
    return view.origin(body[0].start, body[-1].stop) if body else Span(0, 0)


def _published(found: Iterable[Line]) -> Line | None:
    dated = [line for line in found if line.stamp and line.stamp.day]
    labelled = (line for line in dated if line.stamp and line.stamp.is_labelled)
    return next(labelled, dated[0] if dated else None)


def _dated(opening: Line | None) -> Line | None:
    """The dateline if it says the day in full."""
    read = opening.stamp if opening else None
    return opening if read and read.day and not read.is_short else None


def _moment_of(line: Line | None) -> datetime | None:
    return line.stamp.published if line and line.stamp else None


def _coded(url: str | None, code: str | None) -> datetime | None:
    """Midnight of the day that the address or the news code holds."""
    day = next((d for d in map(coded_date, filter(None, (url, code))) if d), None)
    return tehran(datetime.combine(day, time())) if day else None


def _stamp_span(view: Aligned, line: Line | None) -> Span | None:
    if line is None or line.stamp is None or line.stamp.span is None:
        return None
    start, stop = line.stamp.span
    return view.origin(line.start + start, line.start + stop)


def _opening(parts: _Parts) -> tuple[Line | None, str | None]:
    """The dateline as a line with its date, and its agency."""
    for line in parts.lines:
        if line.role == "agency":
            named = bylines.credit(line.stamp.rest if line.stamp else line.text)
            return line, named.source if named else None
    for line in parts.body[:SOURCE_LINES]:
        if found := bylines.dateline(line.text):
            head = line.part(0, found.stop, "agency")
            return replace(head, stamp=stamp(head.text)), found.source
    return None, None


def _source(parts: _Parts, agency: str | None) -> str | None:
    """The agency of the dateline, else whom the text reports from, else a labelled source."""
    texts = [line.text for line in parts.body[:SOURCE_LINES]]
    named = (name for find in (bylines.reported, bylines.interviewer) for name in map(find, texts))
    return agency or next((name for name in named if name), None) or _labelled_source(parts)


def _labelled_source(parts: _Parts) -> str | None:
    for line in parts.lines:
        label, colon, value = line.text.partition(":")
        if line.role == "furniture" and colon and compact(label) in keys("labels", "source"):
            return value.strip()
    return None


def _furniture(view: Aligned, parts: _Parts) -> Iterable[Span]:
    """The ranges that are no prose, from top to bottom; all below the body is one."""
    used = {id(line) for line in (*parts.body, parts.title, parts.kicker)}
    last = max((line.stop for line in parts.body), default=0)
    below = [line for line in parts.lines if line.start >= last]
    for line in parts.lines:
        if line.start < last and id(line) not in used and line.role != "agency":
            yield view.origin(line.start, line.stop)
    if below:
        yield view.origin(below[0].start, below[-1].stop)
