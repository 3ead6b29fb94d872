"""What each part of an expression of time says, seen from the reference day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from persian_news_ie.find import calendars
from persian_news_ie.find import date_values as dv
from persian_news_ie.find.calendars import Calendar
from persian_news_ie.find.date_grammar import LEADS, Match
from persian_news_ie.find.date_symbols import Symbol
from persian_news_ie.find.date_values import Period
from persian_news_ie.find.temporal import Holiday, MonthName, Weekday

SHIFTS = {"past": -1, "ago": -1, "before": -1, "current": 0, "this": 0, "future": 1, "later": 1}
YEARS: dict[Calendar, range] = {
    "jalali": range(1200, 1500),
    "gregorian": range(1700, 2150),
    "lunar": range(1, 1500),
}
LATEST_JALALI = 1425  # a greater year beside a lunar month is lunar, a smaller one solar
QUARTER = 3  # months of a season
RANK_OF_DAY = {True: 4, False: 3}  # less by two for a lunar day, which is a computation
MOST = 3000  # units that a span may count; more is no date


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression: symbols `start` to `stop`, and what it says.

    `slot` is what it fills (parts of one expression fill different ones), `rank` how much it
    decides (0 nothing). `yearless` is the month name and day of a date that lacks its year.
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
    note: str | None = None
    precision: str = "interval"


class Context(NamedTuple):
    """The reference day, and two things that the text around a match tells.

    `toward`: which way the verb of the clause points, -1 past, 1 future, 0 unknown; `is_year`:
    whether a bare number stands where a year would.
    """

    reference: date | None
    toward: Callable[[Match], int]
    is_year: Callable[[Symbol], bool]


Reader = Callable[[Context, Match], "Part | None"]


def read(context: Context, match: Match) -> Part | None:
    """The part that a match of the grammar says, or None if it says nothing after all."""
    try:
        return READERS[match.name](context, match)
    except (ValueError, OverflowError):
        return None  # no such day


def _part(match: Match, slot: str, rank: int, **fields: object) -> Part:
    start = match.start
    while match.symbols[start - match.start].kind in LEADS:
        start += 1
    return Part(slot, start, match.stop, rank, **fields)  # type: ignore[arg-type]


def _int(symbol: Symbol | None) -> int:
    return symbol.value if symbol and isinstance(symbol.value, int) else 0


# Years


def _calendar(match: Match, number: int = 0) -> Calendar:
    """The calendar that is named, else the one in which the number is a year."""
    if named := match.first("calendar"):
        return next(c for c in YEARS if c == named.value)
    return "gregorian" if number in YEARS["gregorian"] else "jalali"


def _year_symbol(match: Match) -> Symbol | None:
    unit = next((i for i, s in enumerate(match.symbols) if s.value == "year"), None)
    behind = match.symbols[unit:] if unit is not None else ()
    small = next((s for s in behind if s.kind == "small" and len(s.text) == 2), None)
    return match.first("year", "short") or small


def _year(context: Context, match: Match, calendar: Calendar) -> int | None:
    """The year of a calendar that a match gives, as a number or relative to the reference."""
    if symbol := _year_symbol(match):
        year = dv.full_year(calendar, _int(symbol), context.reference)
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
    if word:
        return now + int(str(word.value))
    shift = match.first(*SHIFTS)
    return now + SHIFTS[shift.kind] if shift else None


def _has_year(match: Match) -> bool:
    return bool(_year_symbol(match) or match.first("year_word")) or any(
        s.value == "year" for s in match.symbols
    )


# Days and months


def _near(
    context: Context, match: Match, calendar: Calendar, make: Callable[[int], Period]
) -> Period | None:
    """What recurs every year, in the year given or nearest to the reference."""
    other = _calendar_of_year(match, calendar)
    if other != calendar:
        return _in_other_year(context, match, make, calendar, other)
    year = _year(context, match, calendar)
    if year is not None:
        return make(year)
    if context.reference is None or _has_year(match):
        return None
    shift = match.first("past", "ago", "before", "future", "later")
    direction = SHIFTS[shift.kind] if shift else context.toward(match)
    now = dv.year_of(calendar, context.reference)
    return dv.nearest(_possible(make, range(now - 1, now + 2)), context.reference, direction)


def _calendar_of_year(match: Match, calendar: Calendar) -> Calendar:
    """The calendar of the year beside a day or month of a calendar, which may be another."""
    if not _has_year(match) or match.first("calendar"):
        return _calendar(match) if match.first("calendar") else calendar
    number = _int(_year_symbol(match))
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
    number = _year(context, match, other)
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


def _month(match: Match) -> MonthName:
    symbol = match.first("month", "weak_month", "rare_month")
    assert symbol is not None
    assert isinstance(symbol.value, MonthName)
    return symbol.value


def _dated(context: Context, match: Match, month: MonthName, days: list[int]) -> Part:
    def make(year: int) -> Period:
        first, last = (
            calendars.to_day(month.calendar, year, month.number, d) for d in (days[0], days[-1])
        )
        return Period(first, last, "day" if first == last else "interval")

    has_year = _has_year(match)
    period = _near(context, match, month.calendar, make)
    rank = RANK_OF_DAY[has_year] - (2 if month.calendar == "lunar" else 0)
    return _part(
        match,
        f"date:{month.calendar}",
        rank,
        calendar=month.calendar,
        period=period,
        yearless=None if has_year else (month, days[0]),
        note=dv.LUNAR_NOTE if month.calendar == "lunar" and period else None,
        precision="day" if len(days) == 1 else "interval",
    )


def _days_of(match: Match) -> list[int]:
    """The days before the month name."""
    found = []
    for symbol in match.symbols:
        if isinstance(symbol.value, MonthName):
            break
        if symbol.kind in ("small", "word", "nth"):
            found.append(_int(symbol))
    return found


def _day(context: Context, match: Match) -> Part | None:
    if match.before == "named" and not _has_year(match):
        return None  # a street, a hospital, a foundation with the name of a day
    return _dated(context, match, _month(match), _days_of(match))


def _english(context: Context, match: Match) -> Part:
    return _dated(context, match, _month(match), [_int(match.first("small"))])


def _days(context: Context, match: Match) -> Part:
    """Several days of one month: a range, or days in a row, or a list that has no one value."""
    days = _days_of(match)
    is_range = match.first("until", "dash") is not None and len(days) == 2 and days[0] < days[1]
    if is_range or days == list(range(days[0], days[0] + len(days))):
        return _dated(context, match, _month(match), days)
    listed = [_dated(context, match, _month(match), [d]).period for d in days]
    note = "days: " + ", ".join(p.first.isoformat() for p in listed if p)
    return _part(match, "date:list", 4, calendar=_month(match).calendar, note=note)


def _numeric(context: Context, match: Match) -> Part | None:
    symbol = match.first("numeric")
    if symbol:
        groups = str(symbol.value).replace(".", "/").split("/")
    else:
        groups = [str(_int(s)) for s in match.all("year", "small")]
    numbers = [int(g) for g in groups]
    if len(groups[0]) != 4 and (len(groups[2]) == 4 or numbers[2] > 31 >= numbers[0]):
        numbers.reverse()
    elif len(groups[0]) != 4 and numbers[0] < 32:
        return None  # which of the three is the year cannot be known
    year = numbers[0]
    calendar = _calendar(match, year)
    year = dv.full_year(calendar, year, context.reference)
    if year not in YEARS[calendar]:
        return None
    day = calendars.to_day(calendar, year, numbers[1], numbers[2])
    note = dv.LUNAR_NOTE if calendar == "lunar" else None
    return _part(
        match,
        f"date:{calendar}",
        4,
        calendar=calendar,
        period=dv.one(day),
        note=note,
        precision="day",
    )


def _edge(match: Match) -> str | None:
    edge = match.first("edge")
    return str(edge.value) if edge else None


def _whole_month(context: Context, match: Match) -> Part:
    if not match.first("month", "weak_month", "rare_month"):
        return _relative_month(context, match)
    month = _month(match)

    def make(year: int) -> Period:
        return Period(*dv.month_span(month.calendar, year, month.number), "month")

    has_year = _has_year(match)
    return _part(
        match,
        "month",
        4 if has_year else 2,
        calendar=month.calendar,
        period=_near(context, match, month.calendar, make),
        yearless=None if has_year else (month, 0),
        note=_edge(match),
        precision="month",
    )


def _relative_month(context: Context, match: Match) -> Part:
    calendar = _calendar(match)
    period = None
    if context.reference:
        shift = match.first(*SHIFTS)
        year, month = dv.month_of(calendar, context.reference)
        period = dv.months(calendar, year, month + (SHIFTS[shift.kind] if shift else 0), 1, "month")
    return _part(
        match, "month", 3, calendar=calendar, period=period, note=_edge(match), precision="month"
    )


def _part_of_month(context: Context, match: Match) -> Part:
    unit, nth = match.symbols[0], _int(match.first("nth"))
    size = {"week": 7, "decade": 10}.get(str(unit.value), 15)
    month = _month(match)

    def make(year: int) -> Period:
        first, last = dv.month_span(month.calendar, year, month.number)
        start = first + timedelta(size * (nth - 1))
        is_last = nth == 30 // size and size != 7
        stop = last if is_last else start + timedelta(size - 1)
        if start > last:
            raise ValueError("the month is shorter")
        return Period(start, min(stop, last), "week" if size == 7 else "interval")

    period = _near(context, match, month.calendar, make)
    return _part(match, "period", 4, calendar=month.calendar, period=period)


def _part_of_year(context: Context, match: Match) -> Part:
    head, nth, edge = match.symbols[0], _int(match.first("nth")), _edge(match)
    size = 6 if head.kind == "half" else QUARTER if head.value == "season" else int(str(head.value))
    calendar = _calendar(match, _int(_year_symbol(match)))
    year = _year(context, match, calendar)
    first = {"early": 1, "late": 13 - size}.get(edge or "", size * (nth - 1) + 1)
    is_fixed = 0 < first and first + size <= 13 and (nth or edge in ("early", "late"))
    precision = {6: "half", QUARTER: "quarter"}.get(size, "interval")
    period = None
    if year is not None and is_fixed:
        period = dv.months(calendar, year, first, size, precision)
    return _part(match, "period", 4, calendar=calendar, period=period, precision=precision)


def _whole_year(context: Context, match: Match) -> Part:
    calendar = _calendar(match, _int(_year_symbol(match)))
    kind = match.first("year_kind")
    period = None
    if kind is None or kind.value:
        number = _year(context, match, calendar)
        period = dv.year(calendar, number) if number is not None else None
    note = _edge(match) or ("not the calendar year" if kind and not kind.value else None)
    return _part(match, "year", 4, calendar=calendar, period=period, note=note, precision="year")


def _bare_year(context: Context, match: Match) -> Part | None:
    symbol = match.first("year")
    return _whole_year(context, match) if symbol and context.is_year(symbol) else None


def _years(context: Context, match: Match) -> Part:
    symbols = match.all("year", "short", "small")
    calendar = _calendar(match, max(_int(s) for s in symbols))
    numbers = [dv.full_year(calendar, _int(s), context.reference) for s in symbols]
    in_row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    is_range = match.first("until", "dash") is not None and len(numbers) == 2
    is_sane = all(n in YEARS[calendar] for n in numbers) and numbers[0] < numbers[-1]
    period = None
    if is_sane and (in_row or is_range) and not match.first("year_kind"):
        period = dv.years(calendar, numbers[0], numbers[-1], "interval")
    return _part(match, "year", 4, calendar=calendar, period=period)


def _season(context: Context, match: Match) -> Part:
    symbol = match.first("season")
    number = int(str(symbol.value)) if symbol else 1
    year_symbol = _year_symbol(match)
    given = _int(year_symbol)

    def make(year: int) -> Period:
        return dv.months("jalali", year, QUARTER * (number - 1) + 1, QUARTER, "season")

    if given in YEARS["gregorian"]:
        period = make(given - 621) if number < 4 else None
    else:
        period = _near(context, match, "jalali", make)
    return _part(
        match, "period", 4, calendar="jalali", period=period, note=_edge(match), precision="season"
    )


def _decade(context: Context, match: Match) -> Part:
    symbol = match.first("small", "number", "short", "word", "year", "counted")
    if symbol is None:
        return _part(match, "period", 1, precision="decade")
    number = _int(symbol)
    calendar = _calendar(match, number)
    first = dv.full_year(calendar, number, context.reference)
    if number % 10 or first not in YEARS[calendar]:
        raise ValueError("decades begin with a round year")
    period = dv.years(calendar, first, first + 9, "decade")
    return _part(
        match, "period", 4, calendar=calendar, period=period, note=_edge(match), precision="decade"
    )


# Relative to the reference day


def _span(context: Context, match: Match) -> Part | None:
    """So many units ago, to come, or of the time just past."""
    count, unit = _int(match.symbols[-3]), str(match.symbols[-2].value)
    rel = match.symbols[-1].kind
    if rel == "after":
        return _part(match, "vague", 1, precision="vague")
    period = None
    if context.reference and 0 < count < MOST and match.symbols[-3].kind != "few":
        forward = rel in ("future", "later")
        is_point = rel in ("ago", "later")
        make = _point if is_point else _reach
        period = make(context.reference, unit, count if forward else -count)
    return _part(
        match, "period", 3, period=period, precision=period.precision if period else "interval"
    )


def _point(reference: date, unit: str, count: int) -> Period | None:
    """The day, week, month or year so many away."""
    if unit == "day":
        return dv.one(reference + timedelta(count))
    if unit == "week":
        return dv.week(reference, count)
    if unit == "month":
        return dv.months("jalali", *_month_away(reference, count), 1, "month")
    if unit == "year":
        return dv.year("jalali", dv.year_of("jalali", reference) + count)
    return None


def _month_away(reference: date, count: int) -> tuple[int, int]:
    year, month = dv.month_of("jalali", reference)
    return year, month + count


DAYS_IN = {"hour": 24, "minute": 24 * 60}


def _reach(reference: date, unit: str, count: int) -> Period | None:
    """The time from the reference day to so many units away."""
    if unit in DAYS_IN:
        days = -(-abs(count) // DAYS_IN[unit])
        other = reference + timedelta(days if count > 0 else -days)
    elif unit == "decade":
        other = dv.shifted(reference, "year", 10 * count)
    else:
        other = dv.shifted(reference, unit, count)
    return Period(min(reference, other), max(reference, other), "interval")


def _within(context: Context, match: Match) -> Part:
    count, unit = _int(match.symbols[1]), str(match.symbols[-1].value)
    ok = context.reference and 0 < count < MOST
    period = _reach(context.reference, unit, count) if ok and context.reference else None
    return _part(match, "period", 3, period=period)


def _plural(context: Context, match: Match) -> Part:
    edge, calendar = match.first("edge"), _calendar(match, _int(_year_symbol(match)))
    year = _year(context, match, calendar) if edge else None
    period = dv.year(calendar, year) if year is not None else None
    return _part(match, "period", 1, calendar=calendar, period=period, note=_edge(match))


def _some_edge(context: Context, match: Match) -> Part:
    return _part(match, "period", 1, note=_edge(match))


def _week(context: Context, match: Match) -> Part:
    shift = match.first(*SHIFTS)
    period = (
        dv.week(context.reference, SHIFTS[shift.kind] if shift else 0)
        if context.reference
        else None
    )
    return _part(match, "week", 2, period=period, note=_edge(match), precision="week")


def _deictic(context: Context, match: Match) -> Part:
    word = match.first("day_word")
    shift = int(str(word.value)) if word else SHIFTS[match.symbols[-1].kind]
    period = dv.one(context.reference + timedelta(shift)) if context.reference else None
    return _part(match, "deictic", 2, period=period, precision="day")


def _weekday(context: Context, match: Match) -> Part:
    """One weekday, or several that follow one another."""
    numbers = [s.value.number for s in match.symbols if isinstance(s.value, Weekday)]
    shift = match.first("past", "future", "ago", "later")
    direction = SHIFTS[shift.kind] if shift else (context.toward(match) or -1)
    period = None
    if context.reference:
        first = dv.weekday_near(context.reference, numbers[0], direction, is_strict=bool(shift))
        days = (numbers[-1] - numbers[0]) % 7
        in_row = match.first("until", "dash") or days == len(numbers) - 1
        if in_row:
            last = first + timedelta(days)
            period = Period(first, last, "day" if first == last else "interval")
    single = numbers[0] if len(numbers) == 1 else None
    return _part(
        match,
        "weekday",
        1,
        calendar="weekday",
        period=period,
        weekday=single,
        precision="day" if single is not None else "interval",
    )


def _holiday(context: Context, match: Match) -> Part:
    symbol = match.first("holiday", "guarded")
    assert symbol is not None
    assert isinstance(symbol.value, Holiday)
    holiday = symbol.value
    calendar = holiday.calendar

    def make(year: int) -> Period:
        first = calendars.to_day(calendar, year, holiday.month, holiday.day)
        last = first + timedelta(holiday.length - 1)
        return Period(first, last, "day" if holiday.length == 1 else "interval")

    period = _near(context, match, calendar, make)
    note = dv.LUNAR_NOTE if calendar == "lunar" and period else None
    precision = "day" if holiday.length == 1 else "interval"
    return _part(
        match, "holiday", 2, calendar=calendar, period=period, note=note, precision=precision
    )


# Times of the day


def _clock(context: Context, match: Match) -> Part | None:
    symbol = match.first("clock", "small", "word")
    part = match.first("part")
    if symbol is None:
        return None
    if symbol.kind == "clock":
        hour, minute = (int(n) for n in symbol.text.split(":")[:2])
        second = int(float(symbol.text.split(":")[2])) if symbol.text.count(":") > 1 else 0
    else:
        numbers = match.all("small", "word")
        has_minute = match.first("minute_unit", "unit") and match.first("and")
        hour, minute, second = (
            _int(symbol),
            _int(numbers[1]) if has_minute and len(numbers) > 1 else 0,
            0,
        )
    if (part and part.value == "pm" and hour < 12) or (part and part.value == "noon" and hour < 6):
        hour += 12
    if hour > 24 or minute > 59:
        return None
    return _part(match, "clock", 0, clock=time(hour % 24, minute, second))


def _part_of_day(context: Context, match: Match) -> Part:
    return _part(match, "part", 0)


def _vague(context: Context, match: Match) -> Part:
    return _part(match, "vague", 1, precision="vague")


READERS: Mapping[str, Reader] = {
    "numeric": _numeric,
    "english": _english,
    "days": _days,
    "day": _day,
    "part_of_month": _part_of_month,
    "part_of_year": _part_of_year,
    "month": _whole_month,
    "years": _years,
    "season": _season,
    "span": _span,
    "plural": _plural,
    "year": _whole_year,
    "edge": _some_edge,
    "bare_year": _bare_year,
    "decade": _decade,
    "week": _week,
    "deictic": _deictic,
    "weekday": _weekday,
    "within": _within,
    "holiday": _holiday,
    "clock": _clock,
    "part": _part_of_day,
    "vague": _vague,
}
