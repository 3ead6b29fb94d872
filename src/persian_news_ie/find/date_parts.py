"""Parts of expressions of time, and the years that they give or leave open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from persian_news_ie.find import date_values as dv
from persian_news_ie.find.calendars import Calendar
from persian_news_ie.find.date_grammar import LEADS, Match
from persian_news_ie.find.date_symbols import Symbol
from persian_news_ie.find.date_values import Period
from persian_news_ie.find.temporal import MonthName

SHIFTS = {"past": -1, "ago": -1, "before": -1, "current": 0, "this": 0, "future": 1, "later": 1}
YEARS: dict[Calendar, range] = {
    "jalali": range(1200, 1500),
    "gregorian": range(1700, 2150),
    "lunar": range(1, 1500),
}
EVE = 10  # from this month on, the «new year» is the next one
LATEST_JALALI = 1425  # a greater year beside a lunar month is lunar, a smaller one solar


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression: symbols `start` to `stop`, and what it says.

    `slot` is what it fills (parts of one expression fill different ones), `rank` how much it
    decides (0 nothing). `yearless` is the month name and day of a date that lacks its year,
    `nth` the number of a day that is counted from another date of the text.
    """

    slot: str
    start: int
    stop: int
    rank: int = 0
    calendar: str = "relative"
    period: Period | None = None
    yearless: tuple[MonthName, int] | None = None
    weekday: int | None = None
    clock: time | None = None
    nth: int | None = None
    note: str | None = None
    precision: str = "interval"


class Context(NamedTuple):
    """The reference day, and what the text around a match tells.

    `toward`: which way the verb of the clause points, -1 past, 1 future, 0 unknown; `is_year`:
    whether a bare number, perhaps behind a noun that years are added to, stands for a year;
    `is_beside`: whether a word of a kind stands in front of a match, behind it, or in its sentence
    (`where` -1, 1, 0); `anchor`: the year named last before a match in its sentence.
    """

    reference: date | None
    toward: Callable[[Match], int]
    is_year: Callable[[Symbol, bool], bool]
    is_beside: Callable[[Match, str, int], bool] = lambda match, kind, where: False
    anchor: Callable[[Match], int | None] = lambda match: None


def part_of(match: Match, slot: str, rank: int, **fields: object) -> Part:
    """A part made of a match, without the prepositions that govern it."""
    start = match.start
    while match.symbols[start - match.start].kind in LEADS:
        start += 1
    return Part(slot, start, match.stop, rank, **fields)  # type: ignore[arg-type]


def integer(symbol: Symbol | None) -> int:
    """The number that a symbol is, 0 if none."""
    return symbol.value if symbol and isinstance(symbol.value, int) else 0


def edge_of(match: Match) -> str | None:
    """Which end of a period is meant: early, middle, late."""
    edge = match.first("edge")
    return str(edge.value) if edge else "middle" if match.first("half") else None


def calendar_of(match: Match, number: int = 0) -> Calendar:
    """The calendar that is named, else the one in which the number is a year."""
    if named := match.first("calendar"):
        return next(c for c in YEARS if c == named.value)
    return "gregorian" if number in YEARS["gregorian"] else "jalali"


def year_symbol(match: Match) -> Symbol | None:
    """The number that is the year of a match."""
    unit = next((i for i, s in enumerate(match.symbols) if s.value == "year"), None)
    behind = match.symbols[unit:] if unit is not None else ()
    small = next((s for s in behind if s.kind == "small" and len(s.text) == 2), None)
    return match.first("year", "short") or small


def year_given(context: Context, match: Match, calendar: Calendar) -> int | None:
    """The year of a calendar that a match gives, as a number or relative to the reference."""
    if symbol := year_symbol(match):
        year = dv.full_year(calendar, integer(symbol), context.reference)
        if year not in YEARS[calendar]:
            raise ValueError(f"{year} is no year of the {calendar} calendar")
        return year
    word, unit = (
        match.first("year_word"),
        next((s for s in match.symbols if s.value == "year"), None),
    )
    if context.reference is None or not (word or unit):
        return None
    now = dv.year_of(calendar, context.reference)
    if match.first("ago", "before") and (named := context.anchor(match)):
        year = dv.full_year(calendar, named, context.reference)
        now = year if year in YEARS[calendar] else now
    if word:
        return now + int(str(word.value))
    if match.first("new"):
        return now + (dv.month_of(calendar, context.reference)[1] >= EVE)
    shift = match.first(*SHIFTS)
    if shift is None:
        return now if match.first("calendar") and match.first("edge") else None
    return now + SHIFTS[shift.kind]


def has_year(match: Match) -> bool:
    """Whether a match says which year it means."""
    return bool(year_symbol(match) or match.first("year_word")) or any(
        s.value == "year" for s in match.symbols
    )


def near(
    context: Context, match: Match, calendar: Calendar, make: Callable[[int], Period]
) -> Period | None:
    """What recurs every year, in the year given or nearest to the reference."""
    other = _calendar_of_year(match, calendar)
    if other != calendar:
        return _in_other_year(context, match, make, calendar, other)
    year = year_given(context, match, calendar)
    if year is not None:
        return make(year)
    if context.reference is None or has_year(match):
        return None
    shift = match.first("past", "ago", "before", "future", "later")
    direction = SHIFTS[shift.kind] if shift else context.toward(match)
    now = dv.year_of(calendar, context.reference)
    return dv.nearest(_possible(make, range(now - 1, now + 2)), context.reference, direction)


def _calendar_of_year(match: Match, calendar: Calendar) -> Calendar:
    """The calendar of the year beside a day or month of a calendar, which may be another."""
    if not has_year(match) or match.first("calendar"):
        return calendar_of(match) if match.first("calendar") else calendar
    number = integer(year_symbol(match))
    if number in YEARS["gregorian"]:
        return "gregorian"
    if calendar == "lunar":
        return "lunar" if number > LATEST_JALALI else "jalali"
    return "jalali" if number in YEARS["jalali"] else calendar


def _in_other_year(
    context: Context,
    match: Match,
    make: Callable[[int], Period],
    calendar: Calendar,
    other: Calendar,
) -> Period | None:
    """What recurs every year of one calendar, in the year of another."""
    number = year_given(context, match, other)
    if number is None:
        return None
    within = dv.year(other, number)
    first = dv.year_of(calendar, within.first)
    found = _possible(make, range(first, first + 3))
    return next((p for p in found if within.first <= p.first <= within.last), None)


def _possible(make: Callable[[int], Period], years: range) -> Iterator[Period]:
    for year in years:
        try:
            yield make(year)
        except ValueError:
            continue
