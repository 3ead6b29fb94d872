"""The stamp of an article: what a header line says about code, date, clock and weekday."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.find import calendars
from persian_news_ie.find.calendars import Calendar
from persian_news_ie.wordlists import any_of, whole, words

# The first calendar that a line uses decides: a lunar day is a computation, not a record.
TRUST: tuple[Calendar, ...] = ("jalali", "gregorian", "lunar")
YEARS: dict[Calendar, range] = {
    "jalali": range(1250, 1500),
    "gregorian": range(1850, 2150),
    "lunar": range(1250, 1600),
}
GLUE = r"[\s,\u060c/.\-\u2013\u2014_|]{0,4}"
DIGITS_APART = r"(?<!\d)", r"(?!\d)"
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


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line."""

    calendar: Calendar
    day: date
    span: Span
    is_short: bool = field(default=False)


def stamp(line: str) -> Stamp:
    """Reads one folded line with its half-spaces as spaces; nothing is required to be there."""
    if len(line) > LONGEST or not any(c.isdigit() for c in line):
        return Stamp(line)
    result = Stamp(line)
    for step in (_code, _updated, _iso, _day, _clock, _weekday, _labels):
        result = step(result)
    word = re.search(r"\w", result.rest)
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
    days = sorted(_days(found.rest), key=lambda d: TRUST.index(d.calendar))
    for other in days:
        found = replace(found, rest=_blank(found, other.span))
    if not days:
        return found
    best = days[0]
    return replace(found, day=best.day, span=best.span, is_short=best.is_short)


def _days(line: str) -> Iterator[Found]:
    """Every full date of a line, left to right, each written form once."""
    at = 0
    while True:
        matches = [m for p in _day_patterns() if (m := p.search(line, at))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        if day := _read_day(match):
            yield day
        at = match.end()


def _read_day(match: re.Match[str]) -> Found | None:
    year, name = int(match["y"]), match["m"]
    number = int(match["d"]) if match["d"].isdigit() else calendars.ordinal(match["d"])
    for calendar in TRUST:
        full = calendars.full_year(year, _this_year(calendar))
        month = int(name) if name.isdigit() else calendars.month(calendar, name)
        if month is None or number is None or full not in YEARS[calendar]:
            continue
        try:
            day = calendars.to_day(calendar, full, month, number)
        except ValueError:
            continue
        return Found(calendar, day, Span(*match.span()), len(match["y"]) == 2)
    return None


def _this_year(calendar: Calendar) -> int:
    today = date.today().year
    return {"jalali": today - 621, "gregorian": today, "lunar": today - 579}[calendar]


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


def _filler(found: Stamp) -> Stamp:
    if found.day is None and found.code is None:
        return found
    return replace(found, rest=_filler_pattern().sub(lambda m: " " * len(m[0]), found.rest))


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
def _day_patterns() -> tuple[re.Pattern[str], ...]:
    names = [name for calendar in TRUST for name in calendars.month_names(calendar)]
    month = rf"(?P<m>{any_of(names)})(?![^\W\d_])(?:\s{{0,2}}{whole(words('month'))})?"
    glued = rf"(?P<m>{any_of(names)})(?:{any_of(words('month'))})"
    number = r"(?<!\d)(?P<d>\d{1,2})(?:\s?st|nd|rd|th)?(?!\d)"
    ordinal = rf"(?<!\w)(?P<d>{any_of(calendars.ordinals())})(?!\w)"
    year = r"(?P<y>\d{4}|\d{2})(?!\d)(?!\s?:\s?\d)"
    s = r"\s?"
    forms = [rf"{d}{GLUE}{m}{GLUE}{year}" for d in (number, ordinal) for m in (month, glued)]
    forms += [rf"(?<!\w){month}\.?{GLUE}{number}{GLUE}(?P<y>\d{{4}})(?!\d)"]
    forms += [rf"(?<!\d)(?P<y>\d{{4}}){GLUE}{month}{GLUE}{number}"]
    forms += [
        rf"(?<!\d)(?P<y>\d{{4}}){s}(?P<s>[/.\-]){s}(?P<m>\d{{1,2}}){s}(?P=s){s}(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}}){s}(?P<s>[/.\-]){s}(?P<m>\d{{1,2}}){s}(?P=s){s}(?P<y>\d{{4}})(?!\d)",
        r"(?<![\d/])(?P<y>\d{2})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])",
    ]
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


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
    return re.compile(whole(words("filler")), re.IGNORECASE)
