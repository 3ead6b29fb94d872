"""Parts that stand together are one expression, and two expressions may be the ends of a range."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from persian_news_ie.find import calendars
from persian_news_ie.find import date_values as dv
from persian_news_ie.find.date_parts import Part
from persian_news_ie.find.date_symbols import Symbol
from persian_news_ie.find.date_values import DateValue, Period

GLUE = frozenset(("comma", "open", "close", "dash", "dated", "same", "unit"))
GLUE_OF = {"clock": GLUE | {"in", "for", "from"}, "week": frozenset(("from",))}
LONGEST_GLUE = 3
DAYS = frozenset(("date", "deictic", "weekday"))
BRACKET = 8  # symbols within which a bracket must close
JOINS = {  # what may stand beside what in one expression
    "date": frozenset(("date", "deictic", "weekday", "holiday", "part", "clock")),
    "deictic": frozenset(("date", "weekday", "part", "clock", "week")),
    "weekday": frozenset(("date", "deictic", "part", "clock", "week")),
    "holiday": frozenset(("date", "part")),
    "part": frozenset(("date", "deictic", "weekday", "clock", "holiday")),
    "clock": frozenset(("date", "deictic", "weekday", "part")),
    "week": frozenset(("weekday", "date")),
    "year": frozenset(("year",)),
    "month": frozenset(("month",)),
}
ENDS = ({"until"}, {"dash"}, {"until", "unit"}, {"until", "from"})
WRONG_WEEKDAY = "the weekday is another one"
TWO_DATES = "the two calendars name different days"


@dataclass(frozen=True, slots=True)
class Chain:
    """One expression: its parts, the symbols `start` to `stop` it covers, and its days."""

    parts: tuple[Part, ...]
    start: int
    stop: int
    until: "Chain | None" = None

    @property
    def main(self) -> Part:
        """The part that decides the value."""
        return max(self.parts, key=lambda part: part.rank - (0 if part.period else 10))

    @property
    def says_something(self) -> bool:
        """Whether the parts are more than a time of the day."""
        return any(part.rank for part in self.parts)


def counted(parts: Iterable[Part], first: int) -> Iterator[Part]:
    """The parts with the days of journeys, counted from the day named before them.

    `first` is the symbol from which on a day may be that of a journey: behind the date line.
    """
    day: date | None = None
    for part in parts:
        if part.nth and day:
            part = replace(part, period=dv.one(day + timedelta(part.nth - 1)))
        elif part.start >= first and family(part) in DAYS and part.precision == "day":
            day = part.period.first if part.period else day
        yield part


def family(part: Part) -> str:
    """The slot of a part without its calendar."""
    return part.slot.partition(":")[0]


def chains(parts: Iterable[Part], symbols: Sequence[Symbol]) -> Iterator[Chain]:
    """The expressions of a text, left to right, ranges joined."""
    row = [chain for chain in _chains(parts, symbols) if chain.says_something]
    at = 0
    while at < len(row):
        joined = _joined(row[at], row[at + 1], symbols) if at + 1 < len(row) else None
        yield _closed(joined, symbols) if joined else row[at]
        at += 2 if joined else 1


def _chains(parts: Iterable[Part], symbols: Sequence[Symbol]) -> Iterator[Chain]:
    current: Chain | None = None
    for part in parts:
        stop = _reach(current, part, symbols) if current else 0
        if current and stop:
            current = Chain((*current.parts, part), current.start, stop)
            continue
        if current:
            yield _closed(current, symbols)
        current = Chain((part,), part.start, part.stop)
    if current:
        yield _closed(current, symbols)


def _closed(chain: Chain, symbols: Sequence[Symbol]) -> Chain:
    """The expression with the bracket behind it that belongs to one inside."""
    kinds = [s.kind for s in symbols[chain.start : chain.stop + 1]]
    is_followed = len(kinds) > chain.stop - chain.start and kinds[-1] == "close"
    is_pair = is_followed and kinds.count("open") == kinds.count("close")
    return replace(chain, stop=chain.stop + 1) if is_pair else chain


def _reach(chain: Chain, part: Part, symbols: Sequence[Symbol]) -> int:
    """Where the chain stops with one more part, a closing bracket included; 0 if it stays out."""
    glue = [s.kind for s in symbols[chain.stop : part.start]]
    allowed = GLUE_OF.get(part.slot, GLUE)
    if len(glue) > LONGEST_GLUE or not allowed.issuperset(glue):
        return 0
    if "close" in glue and all(s.kind != "open" for s in symbols[chain.start : chain.stop]):
        return 0  # the bracket began before the expression
    new = family(part)
    if new == "deictic" and "comma" in glue:
        return 0  # «Friday, today …» are two days
    for other in chain.parts:
        if other.slot == part.slot and not (new in ("year", "month") and "open" in glue):
            return 0
        if new not in JOINS.get(family(other), ()):
            return 0
    return part.stop if "open" not in glue or _is_closed(part, symbols) else 0


def _is_closed(part: Part, symbols: Sequence[Symbol]) -> bool:
    """Whether the bracket around a part holds nothing but dates."""
    behind = (s.kind for s in symbols[part.stop : part.stop + BRACKET])
    return next((kind for kind in behind if kind in ("close", "gap")), None) == "close"


def _joined(first: Chain, last: Chain, symbols: Sequence[Symbol]) -> Chain | None:
    """Two expressions as the ends of one range, if that is what they are."""
    between = {s.kind for s in symbols[first.stop : last.start]}
    if between not in ENDS or first.main.slot == "vague" or last.main.slot == "vague":
        return None
    if between == {"dash"} and family(first.main) != family(last.main):
        return None
    first = _with_year_of(first, last)
    a, b = first.main.period, last.main.period
    if a and b and last.main.weekday is not None:
        while b.last < a.first:
            b = Period(b.first + timedelta(7), b.last + timedelta(7), b.precision)
        last = replace(last, parts=(replace(last.main, period=b),))
    if a and b and b.last < a.first and last.main.yearless and first.main.yearless:
        last = _behind(last, a)
        b = last.main.period
    if a and b and b.last < a.first:
        return None
    return Chain(first.parts, first.start, last.stop, last)


def _behind(last: Chain, first: Period) -> Chain:
    """The last end of a range of days in the year that makes it follow the first."""
    month, day = last.main.yearless or (None, 0)
    if month is None:
        return last
    year = dv.year_of(month.calendar, first.first)
    try:
        ends = [_in_year(month.calendar, year + i, month.number, day) for i in (0, 1)]
    except ValueError:
        return last
    found = next((end for end in ends if end.last >= first.first), None)
    return replace(last, parts=(replace(last.main, period=found),)) if found else last


def _with_year_of(first: Chain, last: Chain) -> Chain:
    """The first end in the year that the last one gives."""
    part, other = first.main, last.main
    if not part.yearless or other.yearless or not other.period or part.calendar != other.calendar:
        return first
    month, day = part.yearless
    year = dv.year_of(month.calendar, other.period.first)
    try:
        found = _in_year(month.calendar, year, month.number, day)
        if found.first > other.period.last:
            found = _in_year(month.calendar, year - 1, month.number, day)
    except ValueError:
        return first
    return replace(first, parts=(replace(part, period=found),))


def _in_year(calendar: calendars.Calendar, year: int, month: int, day: int) -> Period:
    if day:
        return dv.one(dv.to_day(calendar, year, month, day))
    return Period(*dv.month_span(calendar, year, month), "month")


def value(chain: Chain) -> DateValue:
    """What an expression says."""
    main = chain.main
    period, note = _period(chain), _note(chain)
    if chain.until:
        end = _period(chain.until)
        iso = f"{period.first}/{end.last}" if period and end else None
        return DateValue(iso, main.calendar, "interval", note)
    clock = next((p.clock for p in chain.parts if p.clock), None)
    if period is None:
        return DateValue(None, main.calendar, main.precision, note)
    if clock and period.first == period.last:
        seconds = "seconds" if clock.second else "minutes"
        moment = f"{period.first}T{clock.isoformat(timespec=seconds)}"
        return DateValue(moment, main.calendar, "minute", note)
    return DateValue(period.iso(main.calendar), main.calendar, period.precision, note)


def _period(chain: Chain) -> Period | None:
    """The days of an expression: a weekday of a week is one day of it."""
    main = chain.main
    slots = {p.slot: p for p in chain.parts}
    week, weekday = slots.get("week"), slots.get("weekday")
    if week and week.period and weekday and weekday.weekday is not None:
        return dv.one(dv.weekday_in(week.period, weekday.weekday))
    return main.period


def _note(chain: Chain) -> str | None:
    notes = [chain.main.note] if chain.main.note else []
    dated = [p for p in chain.parts if family(p) == "date" and p.period]
    sure = [p for p in dated if not p.yearless] or dated
    days = [p.period.first for p in sure if p.period]
    weekdays = [p.weekday for p in chain.parts if p.weekday is not None]
    if days and weekdays and days[0].weekday() != weekdays[0]:
        notes.append(WRONG_WEEKDAY)
    if days and _apart(days) > (1 if any(p.calendar == "lunar" for p in chain.parts) else 0):
        notes.append(TWO_DATES)
    return "; ".join(notes) or None


def _apart(days: Sequence[date]) -> int:
    return (max(days) - min(days)).days
