"""Dates with a year in one line of text, in any of the three calendars and in any order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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
MONTHS = 12
YEAR = re.compile(r"(?<!\d)\d{2}(?:\d{2})?(?!\d)")  # every written form has one
GLUE = r"[\s,\u060c/.\-\u2013\u2014_|]{0,4}"


@dataclass(frozen=True, slots=True)
class FullDate:
    """A date in a line."""

    calendar: Calendar
    day: date
    span: Span
    is_short: bool = False


def full_dates(line: str) -> Iterator[FullDate]:
    """Every full date of a line, left to right, each written form once."""
    at = 0
    while YEAR.search(line, at):
        matches = [m for p in _patterns() if (m := p.search(line, at))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        if day := _read_day(match):
            yield day
        at = match.end()


# Agencies number their news by the day: 1402 12 26 000123; others have it in the path.
NUMBERED = re.compile(r"(?<!\d)(?P<y>1[34]\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\d{5,6}(?!\d)")
PATH = re.compile(r"/(?P<y>1[34]\d\d|20\d\d)[/\-](?P<m>\d{1,2})[/\-](?P<d>\d{1,2})(?=[/?#\-]|$)")


def coded_date(code: str) -> date | None:
    """The day that a news code or an address holds, if it is written there in full."""
    matches = (pattern.search(code) for pattern in (PATH, NUMBERED))
    found = (_read_day(match) for match in matches if match)
    return next((one.day for one in found if one), None)


def _read_day(match: re.Match[str]) -> FullDate | None:
    year, name = int(match["y"]), match["m"]
    number = int(match["d"]) if match["d"].isdigit() else calendars.ordinal(match["d"])
    for calendar in TRUST:
        full = calendars.full_year(year, _this_year(calendar))
        month = int(name) if name.isdigit() else calendars.month(calendar, name)
        if month is None or number is None or full not in YEARS[calendar]:
            continue
        if calendar == "gregorian" and number <= MONTHS < month:
            number, month = month, number  # 12/25/2023
        if calendar == "jalali" and full > _this_year(calendar) + calendars.AHEAD:
            continue  # 1445/9/5 is a lunar date long before it is a Jalali one
        try:
            day = calendars.to_day(calendar, full, month, number)
        except ValueError:
            continue
        return FullDate(calendar, day, Span(*match.span()), len(match["y"]) == 2)
    return None


def _this_year(calendar: Calendar) -> int:
    today = date.today().year
    return {"jalali": today - 621, "gregorian": today, "lunar": today - 579}[calendar]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = [name for calendar in TRUST for name in calendars.month_names(calendar)]
    month = rf"(?P<m>{any_of(names)})(?![^\W\d_])(?:\s{{0,2}}{whole(words('month'))})?"
    glued = rf"(?P<m>{any_of(names)})(?:{any_of(words('month'))})"
    number = r"(?<!\d)(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?!\d)"
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
