"""Years, their parts, decades and holidays: which days they are, seen from the reference day."""

from datetime import timedelta

from persian_news_ie.find import date_values as dv
from persian_news_ie.find.date_grammar import Match
from persian_news_ie.find.date_parts import (
    YEARS,
    Context,
    Part,
    calendar_of,
    edge_of,
    has_year,
    integer,
    near,
    part_of,
    year_given,
    year_symbol,
)
from persian_news_ie.find.date_values import Period
from persian_news_ie.find.temporal import Holiday

LATEST_HIJRI_CENTURY = 15
QUARTER = 3  # months of a season


def part_of_year(context: Context, match: Match) -> Part | None:
    """A half, a quarter, the first or last months of a year."""
    head, nth, edge = match.symbols[0], integer(match.first("nth")), edge_of(match)
    if not has_year(match) and context.is_beside(match, "own_time", 1):
        return None  # the first months of a life, a contract
    size = 6 if head.kind == "half" else QUARTER if head.value == "season" else int(str(head.value))
    calendar = calendar_of(match, integer(year_symbol(match)))
    if year_given(context, match, calendar) is None and context.is_beside(match, "foreign", 0):
        calendar = "gregorian"  # the economy of a country with another year
    if not (nth or edge) and head.kind != "half":
        edge = "early"  # «seven months of this year» are those gone by
    first = {"early": 1, "late": 13 - size}.get(edge or "", size * (nth - 1) + 1)
    is_fixed = first > 0 and first + size <= 13 and (nth or edge in ("early", "late"))
    precision = {6: "half", QUARTER: "quarter"}.get(size, "interval")

    def make(year: int) -> Period:
        return dv.months(calendar, year, first, size, precision)

    kind = match.first("year_kind")
    is_fixed = is_fixed and (kind is None or bool(kind.value))
    year, period = year_given(context, match, calendar), None
    if is_fixed and year is not None:
        period = make(year)
    elif is_fixed and context.reference and not year_symbol(match):
        now = dv.year_of(calendar, context.reference)
        period = make(now if make(now).first <= context.reference else now - 1)
    return part_of(match, "period", 4, calendar=calendar, period=period, precision=precision)


def whole_year(context: Context, match: Match) -> Part:
    """A year, by its number or counted from that of the reference day."""
    calendar = calendar_of(match, integer(year_symbol(match)))
    kind = match.first("year_kind")
    period = None
    if kind is None or kind.value:
        number = year_given(context, match, calendar)
        period = dv.year(calendar, number) if number is not None else None
    note = edge_of(match) or ("not the calendar year" if kind and not kind.value else None)
    return part_of(match, "year", 4, calendar=calendar, period=period, note=note, precision="year")


def bare_year(context: Context, match: Match) -> Part | None:
    """A year without the word for it, where nothing else is counted."""
    symbol = match.first("year")
    is_named = match.first("year_head") is not None
    return whole_year(context, match) if symbol and context.is_year(symbol, is_named) else None


def years(context: Context, match: Match) -> Part | None:
    """Several years in a row."""
    symbols = match.all("year", "short", "small")
    if match.symbols[0].kind == "year" and not context.is_year(symbols[-1], False):
        return None  # what the numbers count stands behind them
    calendar = calendar_of(match, max(integer(s) for s in symbols))
    numbers = [dv.full_year(calendar, integer(s), context.reference) for s in symbols]
    if match.first("dash"):
        numbers.sort()  # a dash between digits is often typed from right to left
    in_row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    is_range = match.first("until", "dash") is not None and len(numbers) == 2
    is_sane = all(n in YEARS[calendar] for n in numbers) and numbers[0] < numbers[-1]
    period = None
    if is_sane and (in_row or is_range) and not match.first("year_kind"):
        period = dv.years(calendar, numbers[0], numbers[-1], "interval")
    return part_of(match, "year", 4, calendar=calendar, period=period)


def season(context: Context, match: Match) -> Part:
    """A season of a year."""
    symbol = match.first("season")
    number = int(str(symbol.value)) if symbol else 1
    given = integer(year_symbol(match))

    def make(year: int) -> Period:
        return dv.months("jalali", year, QUARTER * (number - 1) + 1, QUARTER, "season")

    if given in YEARS["gregorian"]:
        period = make(given - 621) if number < 4 else None
    else:
        period = near(context, match, "jalali", make)
    return part_of(
        match,
        "period",
        4,
        calendar="jalali",
        period=period,
        note=edge_of(match),
        precision="season",
    )


def decade(context: Context, match: Match) -> Part:
    """Ten years from a round one on."""
    symbol = match.first("small", "number", "short", "word", "year", "counted")
    if symbol is None:
        return part_of(match, "period", 1, precision="decade")
    number = integer(symbol)
    calendar = calendar_of(match, number)
    first = dv.full_year(calendar, number, context.reference)
    if number % 10 or first not in YEARS[calendar]:
        raise ValueError("decades begin with a round year")
    period = dv.years(calendar, first, first + 9, "decade")
    return part_of(
        match,
        "period",
        4,
        calendar=calendar,
        period=period,
        note=edge_of(match),
        precision="decade",
    )


def century(_: Context, match: Match) -> Part:
    """A century; the first fourteen are those of the Hijri calendars unless another is named."""
    number = integer(match.first("nth", "small"))
    named = match.first("calendar")
    period = None
    if (named and named.value == "gregorian") or (not named and number > LATEST_HIJRI_CENTURY):
        period = dv.years("gregorian", 100 * number - 99, 100 * number, "century")
    return part_of(
        match,
        "period",
        4,
        calendar="gregorian",
        period=period,
        note=edge_of(match),
        precision="century",
    )


def plural(context: Context, match: Match) -> Part:
    """Days, months, years that are not numbered; of a year, that year."""
    edge, calendar = match.first("edge"), calendar_of(match, integer(year_symbol(match)))
    year = year_given(context, match, calendar) if edge else None
    period = dv.year(calendar, year) if year is not None else None
    return part_of(match, "period", 1, calendar=calendar, period=period, note=edge_of(match))


def some_edge(context: Context, match: Match) -> Part:
    """The begin or end of a period that is not named."""
    return part_of(match, "period", 1, note=edge_of(match))


def holiday(context: Context, match: Match) -> Part:
    """A day or week with a name."""
    symbol = match.first("holiday", "guarded")
    assert symbol is not None
    assert isinstance(symbol.value, Holiday)
    holiday = symbol.value
    calendar = holiday.calendar

    def make(year: int) -> Period:
        first = dv.to_day(calendar, year, holiday.month, holiday.day)
        last = first + timedelta(holiday.length - 1)
        return Period(first, last, "day" if holiday.length == 1 else "interval")

    period = near(context, match, calendar, make)
    note = dv.LUNAR_NOTE if calendar == "lunar" and period else None
    precision = "day" if holiday.length == 1 else "interval"
    return part_of(
        match, "holiday", 2, calendar=calendar, period=period, note=note, precision=precision
    )
