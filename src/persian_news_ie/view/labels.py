"""What the page calls things, and how it writes numbers and days."""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import jdatetime

from persian_news_ie.find.tables import countries
from persian_news_ie.resources import toml_of

ZERO = ord("\N{EXTENDED ARABIC-INDIC DIGIT ZERO}")
PERSIAN_DIGITS = {ord("0") + n: ZERO + n for n in range(10)}


class Sea(NamedTuple):
    """A sea and where its name is written on the map, in degrees."""

    name: str
    longitude: float
    latitude: float


@cache
def _table() -> dict[str, Any]:
    return toml_of("view", "labels.toml")


def label(group: str, key: str) -> str:
    """The Persian word for a value such as `("status", "signed")`, or the value itself."""
    word = _table()[group].get(key, key)
    return str(word)


def country(code: str) -> str:
    """The Persian name of a country by its code, or the code itself."""
    return _countries().get(code, code)


@cache
def _countries() -> dict[str, str]:
    return {record.iso2: record.name for record in countries()}


@cache
def seas() -> tuple[Sea, ...]:
    """The seas that a map may show."""
    return tuple(Sea(**row) for row in _table()["sea"])


def digits(value: object) -> str:
    """A number, or text with numbers, in Persian digits."""
    return str(value).translate(PERSIAN_DIGITS)


def jalali_day(day: date) -> str:
    """A day in the Iranian calendar, with its weekday."""
    names = _table()["jalali"]
    there = jdatetime.date.fromgregorian(date=day)
    return digits(
        f"{names['weekdays'][day.weekday()]} {there.day} {names['months'][there.month - 1]} "
        f"{there.year}"
    )


def jalali(value: str | None) -> str:
    """An ISO 8601 value in the Iranian calendar; empty where it holds no whole day."""
    start, _, stop = (value or "").partition("/")
    days = [d for d in map(_day, filter(None, (start, stop))) if d]
    return " – ".join(dict.fromkeys(days))


def _day(value: str) -> str | None:
    if len(value) < len("2024-03-16"):
        return None
    try:
        moment = datetime.fromisoformat(value)
        day = jalali_day(moment.date())
    except (ValueError, OverflowError):
        return None
    return f"{day} {digits(moment.strftime('%H:%M'))}" if "T" in value else day
