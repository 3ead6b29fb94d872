"""Shares of a whole: «two thirds» in two words, in one, or with digits before the ordinal."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from persian_news_ie.find import numbers
from persian_news_ie.find.numbers import Numeral

DENOMINATORS = (*range(3, 11), 20, 100, 1000)
PLACES = Decimal("0.0001")  # to which a third is written


class Share(NamedTuple):
    """A fraction that is written as one word."""

    value: Decimal


def _value(over: Decimal, under: Decimal) -> Decimal | None:
    is_part = 0 < over < under and under in DENOMINATORS
    return (over / under).quantize(PLACES).normalize() if is_part else None


def fraction(first: Numeral, second: Numeral | None) -> Decimal | None:
    """The value of a number and an ordinal behind it that are a fraction."""
    if second is None or not second.is_ordinal or second.start != first.stop or first.scale != 1:
        return None
    return _value(first.value, second.value)


@cache
def entries() -> tuple[tuple[str, Share], ...]:
    """The fractions of small numbers for the lexicon."""
    return tuple(_entries())


def _entries() -> Iterator[tuple[str, Share]]:
    for under, tail in numbers.words()["ordinal"]:
        for over, head in numbers.words()["unit"]:
            if value := _value(over, under):
                yield f"{head}{tail}", Share(value)
