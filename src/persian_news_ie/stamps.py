"""The stamp of an article: what a header line says about code, date, clock and weekday."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache

from persian_news_ie.aligned import Span
from persian_news_ie.find import calendars
from persian_news_ie.full_dates import TRUST, YEARS, full_dates
from persian_news_ie.wordlists import any_of, whole, words

LONGEST = 200  # a header line; anything longer is prose


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was read in a line: `rest` is the line with all that was understood blanked out."""

    rest: str
    day: date | None = None
    span: Span | None = None  # of date and clock
    clock: time | None = None
    moment: datetime | None = None  # only where the line states an offset
    weekday: int | None = None
    code: str | None = None
    is_labelled: bool = False
    is_short: bool = False
    reach: int = 0  # where the first word stands that is no part of the stamp

    @property
    def published(self) -> datetime | None:
        """The moment in Tehran time; midnight where no clock is given."""
        if self.moment is not None:
            return calendars.tehran(self.moment)
        if self.day is None:
            return None
        return calendars.tehran(datetime.combine(self.day, self.clock or time()))

    @property
    def weekday_conflict(self) -> bool:
        """Whether the weekday in the line is not the weekday of its date."""
        known = self.day is not None and self.weekday is not None
        return known and self.day.weekday() != self.weekday  # type: ignore[union-attr]

    @property
    def residue(self) -> list[str]:
        """The words that were not understood."""
        return re.findall(r"\w+", self.rest)


def stamp(line: str) -> Stamp:
    """Reads one folded line with its half-spaces as spaces; nothing is required to be there."""
    return _read(line) if len(line) <= LONGEST and DIGIT.search(line) else Stamp(line)


@lru_cache(maxsize=512)  # above and below the text the same lines are tried
def _read(line: str) -> Stamp:
    result = Stamp(line)
    for step in (_code, _updated, _iso, _day, _clock, _weekday, _labels, _bare_code):
        result = step(result)
    word = re.search(r"\w", _field_pattern().sub(lambda m: " " * len(m[0]), result.rest))
    return _filler(replace(result, reach=word.start() if word else len(line)))


def _blank(found: Stamp, span: Span) -> str:
    return found.rest[: span.start] + " " * (span.stop - span.start) + found.rest[span.stop :]


def _code(found: Stamp) -> Stamp:
    match = _code_pattern().search(found.rest)
    if not match:
        return found
    return replace(found, code=match["code"], rest=_blank(found, Span(*match.span())))


def _updated(found: Stamp) -> Stamp:
    match = _updated_pattern().search(found.rest)
    return replace(found, rest=_blank(found, Span(*match.span()))) if match else found


def _iso(found: Stamp) -> Stamp:
    match = ISO.search(found.rest)
    if not match:
        return found
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3] or ''}")
    except ValueError:
        return found
    if moment.year not in YEARS["gregorian"]:
        return found
    span = Span(*match.span())
    return replace(
        found,
        day=moment.date(),
        clock=moment.time(),
        moment=moment if moment.tzinfo else None,
        span=span,
        rest=_blank(found, span),
    )


def _day(found: Stamp) -> Stamp:
    if found.day:
        return found
    days = sorted(full_dates(found.rest), key=lambda day: TRUST.index(day.calendar))
    for other in days:
        found = replace(found, rest=_blank(found, other.span))
    if not days:
        return found
    best = days[0]
    return replace(found, day=best.day, span=best.span, is_short=best.is_short)


def _clock(found: Stamp) -> Stamp:
    if found.clock is not None:
        return found
    match = _clock_pattern().search(found.rest)
    clock = _read_clock(match) if match else None
    if match is None or clock is None:
        return found
    span = Span(*match.span("digits"))
    rest = _blank(found, Span(*match.span()))
    if found.span:
        span = Span(min(span.start, found.span.start), max(span.stop, found.span.stop))
    found = replace(found, clock=clock, span=span, rest=rest)
    if (gmt := _gmt_pattern().search(found.rest)) and found.day:
        moment = datetime.combine(found.day, clock, UTC)
        return replace(found, moment=moment, rest=_blank(found, Span(*gmt.span())))
    return found


def _read_clock(match: re.Match[str]) -> time | None:
    hour, minute, second = (int(match[g] or 0) for g in ("h", "min", "s"))
    if hour > 23 >= minute and not match["s"]:
        hour, minute = minute, hour  # the page was laid out right to left
    if match["pm"] and hour < 12:
        hour += 12
    elif match["am"] and hour == 12:
        hour = 0
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _weekday(found: Stamp) -> Stamp:
    match = _weekday_pattern().search(found.rest)
    if not match:
        return found
    number = calendars.weekday(match[0])
    return replace(found, weekday=number, rest=_blank(found, Span(*match.span())))


def _labels(found: Stamp) -> Stamp:
    match = _label_pattern().search(found.rest)
    if not match:
        return found
    return replace(found, is_labelled=True, rest=_blank(found, Span(*match.span())))


def _bare_code(found: Stamp) -> Stamp:
    """A long number before the date is the code."""
    match = BARE_CODE.match(found.rest) if found.span and found.code is None else None
    if match is None or found.span is None or match.end() > found.span.start:
        return found
    return replace(found, code=match[1], rest=_blank(found, Span(*match.span(1))))


def _filler(found: Stamp) -> Stamp:
    if found.day is None and found.code is None:
        return found
    return replace(found, rest=_filler_pattern().sub(lambda m: " " * len(m[0]), found.rest))


DIGIT = re.compile(r"\d")
BARE_CODE = re.compile(r"\W*([1-9]\d{4,13})(?=\s)")
ISO = re.compile(
    r"(?<!\d)(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?(?!\d)"
)


@cache
def _code_pattern() -> re.Pattern[str]:
    long = [label for label in words("labels", "code") if " " in label]
    labels = rf"(?:{whole(long)}\s*[:#\-]?|{whole(words('labels', 'code'))}\s*[:#])"
    value = r"(?P<code>\d{5,16}(?!\d)|[0-9A-Za-z]{0,12}[\-/]?\d[0-9A-Za-z]{0,12}(?:-\d{1,12})?)"
    return re.compile(rf"{labels}\s*{value}", re.IGNORECASE)


@cache
def _updated_pattern() -> re.Pattern[str]:
    until = rf"(?=[|\u2022]|{whole(words('labels', 'published'))}|$)"
    return re.compile(rf"{whole(words('labels', 'updated'))}.*?{until}", re.IGNORECASE)


@cache
def _clock_pattern() -> re.Pattern[str]:
    hours = any_of(words("hour"))
    noon = (
        rf"(?:\s*(?:(?P<am>{whole(words('before_noon'))})|(?P<pm>{whole(words('after_noon'))})))?"
    )
    digits = (
        r"(?<![\d:])(?P<digits>(?P<h>\d{1,2})\s?:\s?(?P<min>\d{1,2})"
        r"(?:\s?:\s?(?P<s>\d{2})(?:\.\d{1,9})?)?)(?![\d:])"
    )
    return re.compile(rf"(?:{hours})?\s*{digits}{noon}", re.IGNORECASE)


@cache
def _gmt_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("gmt")), re.IGNORECASE)


@cache
def _weekday_pattern() -> re.Pattern[str]:
    return re.compile(whole(calendars.weekday_names()), re.IGNORECASE)


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("labels", "published")), re.IGNORECASE)


@cache
def _filler_pattern() -> re.Pattern[str]:
    counters = rf"{whole(words('counters'))}\s?:?\s?\d{{1,9}}"
    return re.compile(rf"{counters}|{whole(words('filler'))}", re.IGNORECASE)


@cache
def _field_pattern() -> re.Pattern[str]:
    """A filler that is a label; without its colon it may be a word of the text behind."""
    return re.compile(rf"{whole(words('filler'))}\s?:", re.IGNORECASE)
