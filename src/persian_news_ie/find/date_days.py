"""Days and months with a name: which ones they are, seen from the reference day."""

from datetime import timedelta

from persian_news_ie.find import date_values as dv
from persian_news_ie.find.date_grammar import Match
from persian_news_ie.find.date_parts import (
    SHIFTS,
    YEARS,
    Context,
    Part,
    calendar_of,
    edge_of,
    has_year,
    integer,
    near,
    part_of,
)
from persian_news_ie.find.date_values import Period
from persian_news_ie.find.temporal import MonthName

WEEK = 7  # days
COUNTS = frozenset(("small", "word", "number", "few"))
MOST_DAYS = 31
MONTHS = 12
YEAR_DIGITS = 4
RANK = {True: 4, False: 3}  # with its year or without; less by two for a lunar day, a computation


def _month(match: Match) -> MonthName:
    symbol = match.first("month", "weak_month", "rare_month")
    assert symbol is not None
    assert isinstance(symbol.value, MonthName)
    return symbol.value


def _dated(context: Context, match: Match, month: MonthName, days: list[int]) -> Part:
    def make(year: int) -> Period:
        first, last = (
            dv.to_day(month.calendar, year, month.number, d) for d in (days[0], days[-1])
        )
        return Period(first, last, "day" if first == last else "interval")

    is_given = has_year(match)
    is_open = not is_given and context.is_beside(match, "history", 0)
    period = None if is_open else near(context, match, month.calendar, make)
    rank = RANK[is_given] - (2 if month.calendar == "lunar" else 0)
    return part_of(
        match,
        f"date:{month.calendar}",
        rank,
        calendar=month.calendar,
        period=period,
        yearless=None if is_given else (month, days[0]),
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
            found.append(integer(symbol))
    return found


def day(context: Context, match: Match) -> Part | None:
    """A day of a month; the name of a street or a hospital is none."""
    is_name = match.before == "named" or context.is_beside(match, "named", -1)
    is_name = is_name or context.is_beside(match, "event_head", -1)
    if is_name and not has_year(match):
        return None  # a street, a hospital, a coup with the name of a day
    return _dated(context, match, _month(match), _days_of(match))


def english(context: Context, match: Match) -> Part:
    """A day in English order, month first."""
    return _dated(context, match, _month(match), [integer(match.first("small"))])


def days(context: Context, match: Match) -> Part:
    """Several days of one month: a range, or days in a row, or a list that has no one value."""
    days = _days_of(match)
    is_range = match.first("until", "dash") is not None
    if is_range and match.first("dash"):
        days.sort()  # a dash between digits is often typed from right to left
    if (is_range and days[0] < days[1]) or days == list(range(days[0], days[0] + len(days))):
        return _dated(context, match, _month(match), days)
    listed = [_dated(context, match, _month(match), [d]).period for d in days]
    note = "days: " + ", ".join(p.first.isoformat() for p in listed if p)
    return part_of(match, "date:list", 4, calendar=_month(match).calendar, note=note)


def numeric(context: Context, match: Match) -> Part | None:
    """A day in digits alone; None where it cannot be known which of them are the year."""
    numbers = _year_first(match)
    if not numbers:
        return None
    year = numbers[0]
    if numbers[2] <= MONTHS < numbers[1] and year in YEARS["gregorian"]:
        numbers[1:] = numbers[:0:-1]  # 12/25/2023
    calendar = calendar_of(match, year)
    year = dv.full_year(calendar, year, context.reference)
    if year not in YEARS[calendar]:
        return None
    day = dv.to_day(calendar, year, numbers[1], numbers[2])
    note = dv.LUNAR_NOTE if calendar == "lunar" else None
    return part_of(
        match,
        f"date:{calendar}",
        4,
        calendar=calendar,
        period=dv.one(day),
        note=note,
        precision="day",
    )


def _year_first(match: Match) -> list[int]:
    """Year, month and day of a date in digits; nothing where the order cannot be known."""
    symbol = match.first("numeric")
    listed = [str(integer(s)) for s in match.all("year", "small")]
    groups = str(symbol.value).replace(".", "/").split("/") if symbol else listed
    numbers = [int(group) for group in groups]
    if len(groups[0]) == YEAR_DIGITS or (numbers[0] > MOST_DAYS and len(groups[2]) < YEAR_DIGITS):
        return numbers
    is_last = len(groups[2]) == YEAR_DIGITS or numbers[2] > MOST_DAYS
    return numbers[::-1] if is_last else []


def whole_month(context: Context, match: Match) -> Part | None:
    """A month with a name, or counted from that of the reference day."""
    if match.before in COUNTS and match.first("rare_month"):
        return None  # so many months, and a common word
    if not match.first("month", "weak_month", "rare_month"):
        return _relative_month(context, match)
    month = _month(match)

    def make(year: int) -> Period:
        return Period(*dv.month_span(month.calendar, year, month.number), "month")

    is_given = has_year(match)
    return part_of(
        match,
        "month",
        4 if is_given else 2,
        calendar=month.calendar,
        period=near(context, match, month.calendar, make),
        yearless=None if is_given else (month, 0),
        note=edge_of(match),
        precision="month",
    )


def months_of(context: Context, match: Match) -> Part:
    """Several months of one year: a range, or months in a row."""
    names = [s.value for s in match.symbols if isinstance(s.value, MonthName)]
    first, last = names[0], names[-1]
    count = last.number - first.number + 1
    is_range = match.first("until", "dash") is not None and len(names) == 2
    is_one = all(n.calendar == first.calendar for n in names) and count > 1
    period = None
    if is_one and (is_range or count == len(names)):

        def make(year: int) -> Period:
            return dv.months(first.calendar, year, first.number, count, "interval")

        period = near(context, match, first.calendar, make)
    return part_of(match, "period", 4, calendar=first.calendar, period=period)


def _relative_month(context: Context, match: Match) -> Part:
    calendar = calendar_of(match)
    period = None
    if context.reference:
        shift = match.first(*SHIFTS)
        year, month = dv.month_of(calendar, context.reference)
        period = dv.months(calendar, year, month + (SHIFTS[shift.kind] if shift else 0), 1, "month")
    return part_of(
        match, "month", 3, calendar=calendar, period=period, note=edge_of(match), precision="month"
    )


def part_of_month(context: Context, match: Match) -> Part:
    """The week, third or half of a month."""
    size = {"week": 7, "decade": 10}.get(str(match.symbols[0].value), 15)
    nth, month = integer(match.first("nth")), _month(match)

    def make(year: int) -> Period:
        first, last = dv.month_span(month.calendar, year, month.number)
        start = first + timedelta(size * (nth - 1)) if nth else last - timedelta(size - 1)
        stop = start + timedelta(size - 1)
        if start > last:
            raise ValueError("the month is shorter")
        is_rest = size > WEEK and (last - stop).days < size  # of 29 to 31 days, not 30
        return Period(start, last if is_rest else min(stop, last), "interval")

    period = near(context, match, month.calendar, make)
    return part_of(match, "period", 4, calendar=month.calendar, period=period)


def days_of_month(context: Context, match: Match) -> Part | None:
    """The first or last days or weeks of a month."""
    count, unit = integer(match.first("small", "word")), match.first("unit")
    is_first, edge, month = integer(match.first("nth")) == 1, edge_of(match), _month(match)
    if not (is_first or edge in ("early", "late")):
        return None
    length = timedelta(count * (WEEK if unit and unit.value == "week" else 1))

    def make(year: int) -> Period:
        first, last = dv.month_span(month.calendar, year, month.number)
        if length > last - first + timedelta(1):
            raise ValueError("the month is shorter")
        day = timedelta(1)
        return (
            Period(last - length + day, last, "interval")
            if edge == "late"
            else Period(first, first + length - day, "interval")
        )

    period = near(context, match, month.calendar, make)
    return part_of(match, "period", 4, calendar=month.calendar, period=period)
