"""What is counted from the reference day: days, weeks, spans, weekdays, and times of the day."""

from datetime import date, time, timedelta

from persian_news_ie.find import date_values as dv
from persian_news_ie.find.date_grammar import Match
from persian_news_ie.find.date_parts import (
    SHIFTS,
    Context,
    Part,
    edge_of,
    integer,
    part_of,
)
from persian_news_ie.find.date_symbols import Symbol
from persian_news_ie.find.date_values import Period
from persian_news_ie.find.temporal import Weekday

MOST = 3000  # units that a span may count; more is no date
NOON, MORNING = 12, 6  # hours
DAYS_IN = {"hour": 24, "minute": 24 * 60}  # units of one day


def span(context: Context, match: Match) -> Part | None:
    """So many units ago, to come, or of the time just past."""
    count, unit = integer(match.symbols[-3]), str(match.symbols[-2].value)
    rel = match.symbols[-1].kind
    if rel == "after":
        return part_of(match, "vague", 1, precision="vague")
    if rel == "later" and (match.before == "for" or context.is_beside(match, "lasting", 1)):
        return None  # how long something goes on
    period = None
    if context.reference and 0 < count < MOST and match.symbols[-3].kind != "few":
        forward = rel in ("future", "later")
        is_point = rel in ("ago", "later") and not match.first("within", "during")
        make = _point if is_point else _reach
        period = make(context.reference, unit, count if forward else -count)
    return part_of(
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


def within(context: Context, match: Match) -> Part:
    """The time from the reference day to so many units after it."""
    count, unit = integer(match.symbols[1]), str(match.symbols[-1].value)
    ok = context.reference and 0 < count < MOST
    period = _reach(context.reference, unit, count) if ok and context.reference else None
    return part_of(match, "period", 3, period=period)


def week(context: Context, match: Match) -> Part:
    """A week, from Saturday to Friday, counted from that of the reference day."""
    shift = match.first(*SHIFTS)
    period = (
        dv.week(context.reference, SHIFTS[shift.kind] if shift else 0)
        if context.reference
        else None
    )
    return part_of(match, "week", 2, period=period, note=edge_of(match), precision="week")


def deictic(context: Context, match: Match) -> Part | None:
    """A day counted from the reference day."""
    word = match.first("day_word")
    if context.is_beside(match, "modern", -1):
        return None  # «the society of today»
    shift = int(str(word.value)) if word else SHIFTS[match.symbols[-1].kind]
    period = dv.one(context.reference + timedelta(shift)) if context.reference else None
    return part_of(match, "deictic", 2, period=period, precision="day")


def weekday(context: Context, match: Match) -> Part | None:
    """One weekday, or several that follow one another."""
    numbers = [s.value.number for s in match.symbols if isinstance(s.value, Weekday)]
    if len(numbers) == 1 and match.first("units"):
        return None  # a habit: on Tuesdays
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
    return part_of(
        match,
        "weekday",
        1,
        calendar="weekday",
        period=period,
        weekday=single,
        precision="day" if single is not None else "interval",
    )


def clock(_: Context, match: Match) -> Part | None:
    """A time of the day; the part of the day decides between the two halves."""
    symbol, part = match.first("clock", "small", "word"), match.first("part")
    hour, minute, second = _digits(symbol) if symbol and symbol.kind == "clock" else _words(match)
    half = part.value if part else None
    if (half == "pm" and hour < NOON) or (half == "noon" and hour < MORNING):
        hour += NOON
    if hour > 24 or minute > 59:
        return None
    moment = time(hour, minute, second) if hour < 24 else None  # 24 is the next day's midnight
    return part_of(match, "clock", 0, clock=moment)


def _digits(symbol: Symbol) -> tuple[int, int, int]:
    """Hour, minute and second of a time in digits."""
    hour, minute, *seconds = symbol.text.split(":")
    return int(hour), int(minute), int(float(seconds[0])) if seconds else 0


def _words(match: Match) -> tuple[int, int, int]:
    """Hour and minute of a time that names them."""
    hour, *minutes = match.all("small", "word")
    has_minutes = minutes and match.first("and")
    return integer(hour), integer(minutes[0]) if has_minutes else 0, 0


def part_of_day(context: Context, match: Match) -> Part:
    """Morning, evening and the like, which say no day."""
    return part_of(match, "part", 0)


def journey(_: Context, match: Match) -> Part:
    """A day of a journey, counted from the day named last before it."""
    nth = integer(match.first("nth"))
    return part_of(match, "journey", 3, nth=nth or None, precision="day")


def vague(context: Context, match: Match) -> Part:
    """Soon, lately and the like."""
    return part_of(match, "vague", 1, precision="vague")
