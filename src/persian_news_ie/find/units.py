"""Currencies, units of measure and things that are counted, typed for the lexicon."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from persian_news_ie.find import numbers
from persian_news_ie.resources import rows_of
from persian_news_ie.text.normalize import key_of

# Words beside units.
BESIDE = frozenset(
    (
        "minus",
        "half",
        "range",
        "numbering",
        "single",
        "of",
        "lone",
        "pair",
        "definite",
        "sum",
        "people",
        "scaled",
        "glued",
        "stage",
        "vague",
        "goods",
    )
)
TIME_UNITS = frozenset(("s", "min", "h", "d", "wk", "mo", "yr", "decade", "century"))
HEH = "\N{ARABIC LETTER HEH}"
PERSON = "\N{ARABIC LETTER NOON}\N{ARABIC LETTER FEH}\N{ARABIC LETTER REH}"
YEH = "\N{ARABIC LETTER FARSI YEH}"
WAW = "\N{ARABIC LETTER WAW}"
ALEF = "\N{ARABIC LETTER ALEF}"
LONG_VOWELS = (ALEF, WAW)


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


@cache
def keys(kind: str) -> frozenset[str]:
    """The keys of the words of one kind that stand beside amounts."""
    return frozenset(key_of(row[3]) for row in rows_of("words", "units.tsv") if row[0] == kind)


@cache
def entries() -> tuple[tuple[str, Unit], ...]:
    """The units for the lexicon, as nouns and as adjectives."""
    return tuple(_entries())


def _entries() -> Iterator[tuple[str, Unit]]:
    for kind, name, factor, word in rows_of("words", "units.tsv"):
        if kind in BESIDE:
            continue
        unit = Unit(kind, name, Decimal(factor))
        yield from _forms(word, unit)
        if key_of(word) in keys("glued"):
            for scale, head in numbers.words()["scale"]:
                yield from _forms(head + word, unit._replace(factor=scale * unit.factor))


def _forms(word: str, unit: Unit) -> Iterator[tuple[str, Unit]]:
    yield word, unit
    if word[-1:].isalpha() and not word.isascii():
        yield _adjective(word), unit
        if word.endswith(LONG_VOWELS):
            yield word + YEH + YEH, unit


@cache
def _scaled() -> Mapping[str, Decimal]:
    return {
        key_of(row[3]): Decimal(row[2])
        for row in rows_of("words", "units.tsv")
        if row[0] == "scaled"
    }


def scaled(key: str, before: Sequence[str]) -> Unit:
    """The unit of a bare sum like «170 millions' worth», told by the words before the number."""
    factor = _scaled()[key]
    if not keys("sum").isdisjoint(before):
        return Unit("money", "IRT", factor)
    return Unit("count", PERSON if not keys("people").isdisjoint(before) else "", factor)
