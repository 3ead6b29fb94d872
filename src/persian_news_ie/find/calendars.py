"""Calendar arithmetic: Jalali, lunar and Gregorian days, month and weekday names, Tehran time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import jdatetime
from hijridate import Hijri

from persian_news_ie.resources import rows_of
from persian_news_ie.text.normalize import key_of

Calendar: TypeAlias = Literal["jalali", "lunar", "gregorian"]

# The lunar month begins with a sighting, so a computed day may be the one before or after.
LUNAR_UNCERTAINTY = timedelta(days=1)
UMM_AL_QURA = range(1343, 1501)  # the years hijridate has a table for
LUNAR_EPOCH = 227014  # ordinal of the day before 1 Muharram 1, tabular civil calendar
LATEST_YEAR = {"jalali": 9377, "lunar": 9665, "gregorian": 9999}
AHEAD = 10  # a two-digit year is at most this many years after the reference, else before it
MONTH_WORD = key_of("ماه")


@lru_cache(maxsize=4096)
def jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Jalali day; ValueError names a day that does not exist."""
    try:
        return jdatetime.date(year, month, day).togregorian()  # type: ignore[no-any-return]
    except ValueError:
        raise _impossible("Jalali", year, month, day) from None


@lru_cache(maxsize=4096)
def lunar(year: int, month: int, day: int) -> date:
    """The Gregorian date of an Islamic lunar day, sure to within `LUNAR_UNCERTAINTY`.

    Umm al-Qura where there is a table (1343 to 1500), else the tabular civil calendar.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= LATEST_YEAR["lunar"]):
        raise _impossible("lunar", year, month, day)
    # Iran's observed month may have a day that the table denies, so days are counted on.
    return _first(year, month) + timedelta(days=day - 1)


def _first(year: int, month: int) -> date:
    """The Gregorian date of the first day of an Islamic lunar month."""
    if year in UMM_AL_QURA:
        greg = Hijri(year, month, 1).to_gregorian()
        return date(greg.year, greg.month, greg.day)
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + 1
    return date.fromordinal(LUNAR_EPOCH + days)


def gregorian(year: int, month: int, day: int) -> date:
    """A Gregorian date; ValueError names a day that does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        raise _impossible("Gregorian", year, month, day) from None


def _impossible(calendar: str, year: int, month: int, day: int) -> ValueError:
    return ValueError(f"{year:04}-{month:02}-{day:02} is not a day of the {calendar} calendar")


DAY: Mapping[Calendar, Callable[[int, int, int], date]] = MappingProxyType(
    {"jalali": jalali, "lunar": lunar, "gregorian": gregorian}
)


def to_day(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian date of a day in the named calendar; ValueError if there is none."""
    return DAY[calendar](year, month, day)


def month_span(calendar: Calendar, year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month, as Gregorian dates."""
    first = to_day(calendar, year, month, 1)
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    if after[0] > LATEST_YEAR[calendar]:
        raise ValueError(f"the {calendar} year {year} is beyond the calendar")
    return first, to_day(calendar, *after, 1) - timedelta(days=1)


def year_span(calendar: Calendar, year: int) -> tuple[date, date]:
    """The first and the last day of a year, as Gregorian dates."""
    return month_span(calendar, year, 1)[0], month_span(calendar, year, 12)[1]


def full_year(year: int, reference: int) -> int:
    """The year that a two-digit year means, seen from a reference year of the same calendar.

    From 1402, 87 is 1387, 04 is 1404 and 57 is 1357; longer years come back unchanged.
    """
    if year >= 100:
        return year
    latest = reference + AHEAD
    return latest - (latest - year) % 100


@cache
def _numbers(calendar: str) -> Mapping[str, int]:
    rows = rows_of("words", "months.tsv")
    return MappingProxyType({name: int(number) for kind, number, name in rows if kind == calendar})


def _key(name: str) -> str:
    return "".join(key_of(name).split()).lower().rstrip(".")


@cache
def _keys(calendar: str) -> Mapping[str, int]:
    return MappingProxyType({_key(name): n for name, n in _numbers(calendar).items()})


def month_names(calendar: Calendar) -> Mapping[str, int]:
    """Every spelling of the months of a calendar, as written, with the month's number 1 to 12."""
    return _numbers(calendar)


def weekday_names() -> Mapping[str, int]:
    """Every spelling of the days of the week, as written, with the day's number, Monday 0."""
    return _numbers("weekday")


def ordinals() -> Mapping[str, int]:
    """The ordinals that count the days of a month, first to thirty-first, as written."""
    return _numbers("ordinal")


def ordinal(name: str) -> int | None:
    """The number 1 to 31 of an ordinal in any spelling."""
    return _keys("ordinal").get(_key(name))


def month(calendar: Calendar, name: str) -> int | None:
    """The number 1 to 12 of a month name in any spelling, with or without the word for month."""
    keys, key = _keys(calendar), _key(name)
    for form in (key, key.removesuffix(MONTH_WORD), key.removeprefix(MONTH_WORD)):
        if form in keys:
            return keys[form]
    return None


def weekday(name: str) -> int | None:
    """The number of a day of the week in any spelling, Monday 0 as in `datetime.date`."""
    return _keys("weekday").get(_key(name))


def tehran(moment: datetime) -> datetime:
    """The moment in Tehran time; a naive one is read as Tehran's clock on that day."""
    zone = ZoneInfo("Asia/Tehran")
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
