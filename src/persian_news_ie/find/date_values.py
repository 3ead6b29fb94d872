"""Days, months, years and weeks as ranges of Gregorian days, and how they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from persian_news_ie.find import calendars
from persian_news_ie.find.calendars import Calendar

WEEK_START = 5  # Saturday, as `date.weekday` counts
AGAINST = 3  # a day on the side that the verb denies counts as this many times as far
TODAY_YEAR = date(2026, 1, 1)  # what two-digit years are read from when no day is known
LUNAR_NOTE = "the lunar day may be off by one"


@dataclass(frozen=True, slots=True)
class DateValue:
    """What an expression of time says: ISO 8601, or None where the text does not fix it.

    `calendar` is jalali, gregorian, lunar, weekday or relative; `precision` is minute, day, week,
    month, quarter, half, season, year, decade, interval or vague. `note` names what is uncertain.
    """

    value: str | None
    calendar: str
    precision: str
    note: str | None = None


class Period(NamedTuple):
    """A range of days, both ends included."""

    first: date
    last: date
    precision: str

    def iso(self, calendar: str) -> str:
        """ISO 8601: a Gregorian month or year as such, any other range as an interval."""
        if self.first == self.last:
            return self.first.isoformat()
        if calendar == "gregorian" and self.precision == "month":
            return self.first.isoformat()[:7]
        if calendar == "gregorian" and self.precision == "year":
            return self.first.isoformat()[:4]
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


# The same days and months come again and again, and the arithmetic behind them is not cheap.
month_span = lru_cache(maxsize=4096)(calendars.month_span)
to_day = lru_cache(maxsize=4096)(calendars.to_day)


def one(day: date) -> Period:
    """A single day."""
    return Period(day, day, "day")


def year_of(calendar: Calendar, day: date) -> int:
    """The year of a calendar in which a day lies."""
    if calendar == "gregorian":
        return day.year
    year = day.year - 621 if calendar == "jalali" else int((day.year - 621) * 33 / 32) + 1
    while month_span(calendar, year, 1)[0] > day:
        year -= 1
    return year


def month_of(calendar: Calendar, day: date) -> tuple[int, int]:
    """The year and month of a calendar in which a day lies."""
    year = year_of(calendar, day)
    month = 12
    while month_span(calendar, year, month)[0] > day:
        month -= 1
    return year, month


def full_year(calendar: Calendar, year: int, reference: date | None) -> int:
    """A year with its century, seen from the reference day."""
    return calendars.full_year(year, year_of(calendar, reference or TODAY_YEAR))


def year(calendar: Calendar, number: int) -> Period:
    """A whole year."""
    return years(calendar, number, number, "year")


def years(calendar: Calendar, first: int, last: int, precision: str) -> Period:
    """Several whole years."""
    return Period(month_span(calendar, first, 1)[0], month_span(calendar, last, 12)[1], precision)


def months(calendar: Calendar, year: int, first: int, count: int, precision: str) -> Period:
    """Some months from the `first` of a year on, which may run into the next years."""
    start = year * 12 + first - 1
    stop = start + count - 1
    begin = month_span(calendar, start // 12, start % 12 + 1)
    end = month_span(calendar, stop // 12, stop % 12 + 1)
    return Period(begin[0], end[1], precision)


def week(day: date, shift: int) -> Period:
    """The week from Saturday to Friday, `shift` weeks after the one in which a day lies."""
    first = day - timedelta((day.weekday() - WEEK_START) % 7) + timedelta(7 * shift)
    return Period(first, first + timedelta(6), "week")


def weekday_in(period: Period, weekday: int) -> date:
    """The day of a week that has this weekday."""
    return period.first + timedelta((weekday - period.first.weekday()) % 7)


def weekday_near(day: date, weekday: int, direction: int, *, is_strict: bool = False) -> date:
    """The nearest such weekday before (direction below 0) or after; the day itself if it fits."""
    ahead = (weekday - day.weekday()) % 7
    if is_strict and not ahead:
        return day + timedelta(7 * direction)
    return day + timedelta(ahead if direction > 0 or not ahead else ahead - 7)


def nearest(periods: Iterator[Period], reference: date, direction: int) -> Period | None:
    """The period nearest to a day; those on the side that the direction denies seem farther."""

    def distance(period: Period) -> int:
        if period.first <= reference <= period.last:
            return 0
        days = (period.first if period.first > reference else period.last) - reference
        against = direction * days.days < 0
        return abs(days.days) * (AGAINST if against else 1)

    return min(periods, key=distance, default=None)


def shifted(day: date, unit: str, count: int) -> date:
    """The day so many units after another; months and years keep the day of the Jalali month."""
    if unit in ("day", "week"):
        return day + timedelta(count * (7 if unit == "week" else 1))
    step = count * (12 if unit == "year" else 1)
    at, month = month_of("jalali", day)
    number = (day - calendars.jalali(at, month, 1)).days
    total = at * 12 + month - 1 + step
    first, last = month_span("jalali", total // 12, total % 12 + 1)
    return min(first + timedelta(number), last)
