"""The words of time, typed for the lexicon: months, weekdays, holidays, parts of the day, units."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from persian_news_ie.find import calendars, numbers
from persian_news_ie.find.calendars import Calendar
from persian_news_ie.resources import rows_of


class Temporal(NamedTuple):
    """A word of time: its kind in the grammar of dates and what it says, as in the table."""

    kind: str
    value: str


class MonthName(NamedTuple):
    """A month: `kind` is month, weak_month (also a common word) or rare_month (mostly one)."""

    kind: str
    calendar: Calendar
    number: int


class Weekday(NamedTuple):
    """A day of the week, Monday 0, with the part of the day that is written as one with it."""

    number: int
    part: str = ""


class Holiday(NamedTuple):
    """A day or week of the year with a name; a guarded name alone is no date."""

    calendar: Calendar
    month: int
    day: int
    length: int
    is_guarded: bool


CALENDARS: tuple[Calendar, ...] = ("jalali", "lunar", "gregorian")
# Kinds looked up beside other words, not in the lexicon.
UNWRITTEN = (
    "joint",
    "named",
    "year_head",
    "after_year",
    "months",
    "weak_weekday",
    "own",
    "copula",
    "timeless",
    "history",
    "own_time",
    "lasting",
    "leaves",
    "capital",
    "foreign",
    "modern",
    "event_head",
)


@cache
def table() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The words of `temporal.tsv` by kind: pairs of value and word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, value, word in rows_of("words", "temporal.tsv"):
        found.setdefault(kind, []).append((value, word))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _plain() -> Iterator[tuple[str, Temporal]]:
    for kind, rows in table().items():
        if kind not in UNWRITTEN and not kind.endswith("_month"):
            yield from ((word, Temporal(kind, value)) for value, word in rows)


def _months() -> Iterator[tuple[str, MonthName]]:
    """Month names, those with the word for month behind them always sure."""
    unsure = {word: kind for kind in ("weak_month", "rare_month") for _, word in table()[kind]}
    (_, suffix), *_ = (row for row in table()["unit"] if row[0] == "month")
    for calendar in CALENDARS:
        for name, number in calendars.month_names(calendar).items():
            plain = "weak_month" if name.isascii() else unsure.get(name, "month")
            yield name, MonthName(plain, calendar, number)
            if name.isascii():
                yield name.upper(), MonthName(plain, calendar, number)
            else:
                yield f"{name} {suffix}", MonthName("month", calendar, number)


def _weekdays() -> Iterator[tuple[str, Weekday]]:
    day = next(word for value, word in table()["unit"] if value == "day")
    also_names = {word for _, word in table()["weak_weekday"]}
    for name, number in calendars.weekday_names().items():
        if name.isascii():
            continue  # «Sun» is a name as well, and beside an English date it adds nothing
        if name not in also_names:
            yield name, Weekday(number)
        for own in (word for _, word in table()["own"]):
            yield f"{name} {own}", Weekday(number)
        yield f"{day} {name}", Weekday(number)
        for part, word in table()["part"]:
            if " " not in word:
                yield f"{name} {word}", Weekday(number, part)


def _holidays() -> Iterator[tuple[str, Holiday]]:
    for calendar, month, day, length, guarded, name in rows_of("words", "holidays.tsv"):
        known = next(c for c in CALENDARS if c == calendar)
        yield name, Holiday(known, int(month), int(day), int(length), bool(guarded))


def _spans() -> Iterator[tuple[str, Temporal]]:
    """Two to eleven months as one adjective."""
    adjective = table()["months"][0][1]
    for value, word in (*numbers.words()["unit"], *numbers.words()["teen"]):
        if 2 <= value <= 11:
            yield f"{word} {adjective}", Temporal("months", str(value))


@cache
def entries() -> tuple[tuple[str, Temporal | MonthName | Weekday | Holiday], ...]:
    """The words of time for the lexicon."""
    return (*_plain(), *_months(), *_weekdays(), *_holidays(), *_spans())
