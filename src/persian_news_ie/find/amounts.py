"""Amounts: money, shares, quantities with units, counted people and things; exact decimals."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Amount
from persian_news_ie.find import fractions, numbers, units
from persian_news_ie.find.counted import is_amount, person
from persian_news_ie.find.dates import is_text
from persian_news_ie.find.fractions import Share, fraction
from persian_news_ie.find.numbers import AND, Numeral, numerals
from persian_news_ie.find.units import Unit

HALF = Decimal("0.5")
ONE = Decimal(1)
THOUSAND = 1000
SIGNED = ("money", "percent")  # have a sign that may stand before the number
HEAD = 2  # tokens before a bare sum in which the noun stands that it belongs to
SHARE = Unit("percent", "", ONE)


@dataclass(frozen=True, slots=True)
class AmountValue:
    """An exact decimal; `unit` is ISO 4217 for money (IRT for toman), a symbol or a noun.

    `kind` is money, percent, quantity or count.
    """

    value: Decimal
    unit: str | None
    kind: str


Known: TypeAlias = Mapping[int, tuple[int, Unit]]


class _Found(NamedTuple):
    """A number at tokens `start` to `stop` with its unit."""

    start: int
    stop: int
    number: Decimal
    unit: Unit

    @property
    def value(self) -> AmountValue:
        return AmountValue(
            self.number * self.unit.factor, self.unit.name or None, KINDS[self.unit.kind]
        )


KINDS = {
    "money": "money",
    "cent": "money",
    "percent": "percent",
    "quantity": "quantity",
    "count": "count",
}


def entries() -> Iterable[tuple[str, Hashable]]:
    """The number words, fractions and units, for the lexicon."""
    return (*numbers.entries(), *fractions.entries(), *units.entries())


def find_amounts(doc: Document) -> tuple[Mention, ...]:
    """The amounts of title and body as candidate mentions; what is part of a date is none."""
    dates = (m.at for m in doc.candidates if m.label == "DATE")
    taken = frozenset(token for at in dates for token in range(at.start, at.stop))
    found = ((Span(f.start, f.stop), f.value) for f in (*_amounts(doc), *_shares(doc)))
    mentions = (
        doc.mention("AMOUNT", at, f"amounts.{value.kind}", value)
        for at, value in found
        if taken.isdisjoint(range(at.start, at.stop))
    )
    return tuple(m for m in mentions if is_text(doc, m.span))


def amounts(doc: Document) -> tuple[Amount, ...]:
    """The settled amounts as they come out."""
    values = ((m, m.value) for m in doc.mentions if m.label == "AMOUNT")
    return tuple(
        Amount(
            text=m.text,
            value=plain(v.value),
            unit=v.unit,
            kind=v.kind,
            start=m.span.start,
            stop=m.span.stop,
        )
        for m, v in values
        if isinstance(v, AmountValue)
    )


def plain(value: Decimal) -> str:
    """An exact decimal as text, without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amounts(doc: Document) -> Iterator[_Found]:
    """The amounts of a document, left to right; each end of a range is one."""
    known = {span.start: (span.stop, unit) for span, unit in doc.hits.of(Unit)}
    stop, before = 0, None
    row = numerals(doc)
    for numeral, after in pairwise((*row, None)):
        if numeral is None or numeral.start < stop or numeral.is_ordinal:
            before = None
            continue
        is_share = after is not None and after.is_ordinal and after.start == numeral.stop
        found = _share(doc, numeral, after, known) if is_share else None
        found = found or _measured(doc, numeral, known)
        if found:
            found = _with_cents(doc, _with_half(doc, found, numeral), known)
            if before and _shares_unit(doc, before, numeral, found.unit):
                yield _lower(before, numeral, found.unit)
            yield found
            stop = found.stop
        before = None if found else numeral


def _shares(doc: Document) -> Iterator[_Found]:
    """The fractions that are written as one word."""
    for span, share in doc.hits.of(Share):
        if not _is_stage(doc, span.stop):
            yield _Found(span.start, span.stop, share.value, SHARE)


def _is_stage(doc: Document, at: int) -> bool:
    """Whether a fraction before a token is a stage of a tournament."""
    return not units.keys("stage").isdisjoint(doc.tokens.keys[at : at + 1])


def _share(doc: Document, numeral: Numeral, after: Numeral | None, known: Known) -> _Found | None:
    """A fraction, «two thirds», of something or of a per cent."""
    part = fraction(numeral, after)
    is_end = doc.tokens.keys[numeral.start - 1 : numeral.start] == [AND]  # of a longer number
    if after is None or part is None or is_end or _is_stage(doc, after.stop):
        return None
    stop, unit = known.get(after.stop, (after.stop, SHARE))
    if unit.kind not in ("percent", "quantity"):
        stop, unit = after.stop, SHARE
    return _Found(numeral.start, stop, part, unit)


def _measured(doc: Document, numeral: Numeral, known: Known) -> _Found | None:
    """A number with the unit behind it, or the sign of a currency before it."""
    start, keys = numeral.start, doc.tokens.keys
    number = numeral.value
    if start and keys[start - 1] in units.keys("minus"):
        start, number = start - 1, -number
    behind = known.get(numeral.stop)
    if behind and not _line_ends(doc, numeral.stop):
        stop, unit = behind
        if not is_amount(doc, numeral, unit):
            return None
        return _Found(start, stop, number, person(doc, numeral, unit, stop))
    if numeral.stop < len(keys) and keys[numeral.stop] in units.keys("scaled"):
        unit = units.scaled(keys[numeral.stop], keys[max(start - HEAD, 0) : start])
        return _Found(start, numeral.stop + 1, number, unit)
    sign = known.get(start - 1)
    if sign and sign[1].kind in SIGNED and not keys[start - 1].isalpha():
        return _Found(start - 1, numeral.stop, number, sign[1])
    return None


def _line_ends(doc: Document, at: int) -> bool:
    """Whether a line ends before a token."""
    tokens = doc.tokens
    return "\n" in doc.view.text[tokens.stops[at - 1] : tokens.starts[at]]


def _with_half(doc: Document, found: _Found, numeral: Numeral) -> _Found:
    """The amount with a half that stands behind its unit."""
    keys = doc.tokens.keys[found.stop : found.stop + 2]
    if len(keys) < 2 or keys[0] != AND or keys[1] not in units.keys("half"):
        return found
    half = HALF * (numeral.scale if numeral.scale >= THOUSAND else ONE)
    return found._replace(stop=found.stop + 2, number=found.number + half)


def _with_cents(doc: Document, found: _Found, known: Known) -> _Found:
    """Money with the cents that follow it."""
    keys, at = doc.tokens.keys, found.stop + 1
    if found.unit.kind != "money" or at >= len(keys) or keys[at - 1] != AND:
        return found
    value = numbers.digits(keys[at])
    cents = known.get(at + 1)
    if value is None or not cents or cents[1].kind != "cent":
        return found
    return found._replace(stop=cents[0], number=found.number + value * cents[1].factor)


def _shares_unit(doc: Document, first: Numeral, last: Numeral, unit: Unit) -> bool:
    """Whether two numbers are the ends of one range, or two values of one unit."""
    between = doc.tokens.keys[first.stop : last.start]
    if len(between) != 1:
        return False
    is_pair = between[0] == AND and unit.kind != "count" and first.scale == last.scale
    return is_pair or between[0] in units.keys("range")


def _lower(first: Numeral, last: Numeral, unit: Unit) -> _Found:
    """The first of two numbers, in the unit and scale of the second."""
    is_scaled = first.scale == ONE and last.scale >= THOUSAND
    is_below = first.value < last.value / last.scale or first.value < THOUSAND
    value = first.value * last.scale if is_scaled and is_below else first.value
    return _Found(first.start, first.stop, value, unit)
