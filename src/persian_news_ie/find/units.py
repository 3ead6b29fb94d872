"""Currencies, units of measure and things that are counted, typed for the lexicon."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from persian_news_ie.text.normalize import key_of

BESIDE = frozenset(("minus", "half", "range", "numbering", "single", "of", "lone"))  # not units
TIME_UNITS = frozenset(("s", "min", "h", "d", "wk", "mo", "yr", "decade", "century"))
HEH = "\N{ARABIC LETTER HEH}"
YEH = "\N{ARABIC LETTER FARSI YEH}"
ALEF = "\N{ARABIC LETTER ALEF}"


class Unit(NamedTuple):
    """What an amount counts: `kind` is money, cent, percent, quantity or count.

    `name` is ISO 4217 (IRT for toman), a symbol, or the counted noun itself; the number before it
    is multiplied by `factor`.
    """

    kind: str
    name: str
    factor: Decimal

    @property
    def is_time(self) -> bool:
        """Whether this is a unit of time, which dates are made of too."""
        return self.name in TIME_UNITS


def _adjective(word: str) -> str:
    """The adjective of a unit: what is of so many of it."""
    if word.endswith(HEH):
        return f"{word} {ALEF}{YEH}"
    return f"{word} {YEH}" if word[-1:] == YEH else word + YEH


def _rows() -> Iterator[list[str]]:
    text = files("persian_news_ie").joinpath("words", "units.tsv").read_text(encoding="utf-8")
    yield from (line.split("\t") for line in text.splitlines()[1:])


@cache
def keys(kind: str) -> frozenset[str]:
    """The keys of the words of one kind: minus, half, range, numbering, single, of, lone."""
    return frozenset(key_of(row[3]) for row in _rows() if row[0] == kind)


@cache
def entries() -> tuple[tuple[str, Unit], ...]:
    """The units for the lexicon, as nouns and as adjectives."""
    return tuple(_entries())


def _entries() -> Iterator[tuple[str, Unit]]:
    for kind, name, factor, word in _rows():
        if kind in BESIDE:
            continue
        unit = Unit(kind, name, Decimal(factor))
        yield word, unit
        if word[-1:].isalpha() and not word.isascii():
            yield _adjective(word), unit
