"""Numbers in digits, in words and in mixtures of both, as exact decimals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from persian_news_ie.document import Document
from persian_news_ie.find.turned import turned_decimals
from persian_news_ie.resources import rows_of

Kind: TypeAlias = Literal["term", "scale", "half", "ordinal", "pair", "minus"]

AND = "\N{ARABIC LETTER WAW}"
THOUSAND, MILLION = 1000, 1_000_000
GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,3}(?:\.\d{3}){2,5}")
DECIMAL = re.compile(r"(\d+)(?:[./](\d{1,9}))?")
LONGEST = 15  # digits in one run; longer runs are card and account numbers
MOST_PARTS = 40  # of one number, far more than any number has


class NumberWord(NamedTuple):
    """A word that is part of a number: only addends below `grain` may follow it with «and».

    A pair is a small number written as one word with what multiplies it, the `grain`.
    """

    kind: Kind
    value: Decimal
    grain: int


class Numeral(NamedTuple):
    """A number at tokens `start` to `stop`: `scale` is what multiplies all of it, or 1."""

    start: int
    stop: int
    value: Decimal
    scale: Decimal
    is_ordinal: bool
    is_plain: bool  # written as one group of digits

    @property
    def integer(self) -> int | None:
        """The value if it is a whole number."""
        return int(self.value) if self.value == self.value.to_integral_value() else None


@cache
def words() -> Mapping[str, tuple[tuple[Decimal, str], ...]]:
    """The number words by kind: unit, teen, ten, hundred, scale, half, ordinal, minus."""
    table: dict[str, list[tuple[Decimal, str]]] = {}
    for kind, value, word in rows_of("words", "numbers.tsv"):
        table.setdefault(kind, []).append((Decimal(value), word))
    return {kind: tuple(rows) for kind, rows in table.items()}


GRAINS = {"unit": 0, "teen": 0, "ten": 10, "hundred": 100}


def _simple() -> Iterator[tuple[str, NumberWord]]:
    for kind, grain in GRAINS.items():
        for value, word in words()[kind]:
            yield word, NumberWord("term", value, grain)
    for value, word in words()["scale"]:
        yield word, NumberWord("scale", value, int(value))
    for kind in ("half", "ordinal", "minus"):
        for value, word in words()[kind]:
            yield word, NumberWord(kind, value, 0)  # type: ignore[arg-type]


def _compounds() -> Iterator[tuple[str, NumberWord]]:
    """Tens and units, which are often written as one word, and small multiples of a thousand."""
    for ten, head in words()["ten"]:
        for unit, tail in words()["unit"]:
            if unit:
                yield f"{head} {AND} {tail}", NumberWord("term", ten + unit, 0)
        for unit, tail in words()["ordinal"]:
            if unit < 10:
                yield f"{head} {AND} {tail}", NumberWord("ordinal", ten + unit, 0)
    below = [row for kind in ("unit", "teen", "ten") for row in words()[kind] if row[0]]
    for hundred, head in (*words()["hundred"], words()["scale"][0]):
        for value, tail in below:
            yield f"{head} {AND} {tail}", NumberWord("term", hundred + value, 0)
    small = [row for kind in GRAINS for row in words()[kind] if row[0]]
    for scale, tail in words()["scale"]:
        if scale > 100:
            for value, head in small:
                yield f"{head} {tail}", NumberWord("pair", value, int(scale))


@cache
def entries() -> tuple[tuple[str, NumberWord], ...]:
    """The number words for the lexicon."""
    return (*_simple(), *_compounds())


def digits(text: str) -> Decimal | None:
    """The value of a group of digits; a slash between two groups is a decimal sign."""
    if GROUPED.fullmatch(text):
        whole = text.replace(",", "")
        return Decimal(whole if whole.count(".") < 2 else whole.replace(".", ""))
    match = DECIMAL.fullmatch(text)
    if not match or len(match[1]) > LONGEST:
        return None
    return Decimal(f"{match[1]}.{match[2]}" if match[2] else match[1])


def digit_tokens(doc: Document) -> list[int]:
    """The tokens that begin with a digit."""
    return [at for at, key in enumerate(doc.tokens.keys) if key < ":" and key >= "0"]


Parts: TypeAlias = dict[int, tuple[int, NumberWord, bool]]


def _parts(doc: Document, digit_at: Sequence[int]) -> Parts:
    """What may be part of a number, by token: where it stops, what it is, whether in digits."""
    keys = doc.tokens.keys
    found: Parts = {}
    turned = turned_decimals(doc, digit_at)
    for at in digit_at:
        value = digits("/".join(reversed(keys[at].split("/"))) if at in turned else keys[at])
        if value is not None:
            found[at] = (at + 1, NumberWord("term", value, 0), True)
    for span, word in doc.hits.of(NumberWord):
        if span.stop == span.start + 1 or word.kind == "ordinal":  # the rest is read word by word
            found[span.start] = (span.stop, word, False)
    return found


def numerals(doc: Document, digit_at: Sequence[int] | None = None) -> list[Numeral]:
    """The numbers of a document, left to right, each as long as it can be.

    `digit_at` are its `digit_tokens`, if they are known.
    """
    parts = _parts(doc, digit_tokens(doc) if digit_at is None else digit_at)
    keys = doc.tokens.keys
    found: list[Numeral] = []
    stop = 0
    for at in sorted(parts):
        if at >= stop:
            numeral = _read(parts, keys, at)
            if numeral is not None:
                found.append(numeral)
                stop = numeral.stop
    return found


class _Sum(NamedTuple):
    """A number as read so far: its terms, and what may still be added."""

    terms: tuple[Decimal, ...] = ()
    grain: Decimal = Decimal("Infinity")
    scale: Decimal = Decimal(1)
    is_ordinal: bool = False


def _read(parts: Parts, keys: Sequence[str], start: int) -> Numeral | None:
    """The longest number that starts at a token."""
    total, at, joined = _Sum(), start, False
    best = before_and = None
    for _ in range(MOST_PARTS):
        part = parts.get(at)
        step = _add(total, part[1], joined) if part else None
        if part is None or step is None:
            if part and part[1].kind == "scale" and not joined and before_and:
                best = before_and  # the words behind the «and» are another number
            break
        total, at = step, part[0]
        best = (at, total)
        joined = at < len(keys) and keys[at] == AND
        if joined:
            before_and = best
            at += 1
    return _numeral(parts[start], start, *best) if best else None


def _numeral(first: tuple[int, NumberWord, bool], start: int, stop: int, total: _Sum) -> Numeral:
    value = sum(total.terms, Decimal(0))
    scale = total.scale if len(total.terms) == 1 else Decimal(1)
    return Numeral(start, stop, value, scale, total.is_ordinal, first[2] and stop == start + 1)


def _add(total: _Sum, word: NumberWord, joined: bool) -> _Sum | None:
    """The sum with one more word, or None where the word cannot belong to it."""
    if total.is_ordinal or word.kind == "minus":
        return None
    return READERS[word.kind](total, word, joined)


def _pair(total: _Sum, word: NumberWord, joined: bool) -> _Sum | None:
    first = _term(total, NumberWord("term", word.value, 0), joined)
    return (
        _scale(first, NumberWord("scale", Decimal(word.grain), word.grain), False)
        if first
        else None
    )


def _term(total: _Sum, word: NumberWord, joined: bool) -> _Sum | None:
    if total.terms and not (joined and word.value < total.grain):
        return None
    return _Sum((*total.terms, word.value), Decimal(word.grain))


def _ordinal(total: _Sum, word: NumberWord, joined: bool) -> _Sum | None:
    if total.terms and not (joined and word.value < total.grain):
        return None
    return _Sum((*total.terms, word.value), is_ordinal=True)


def _half(total: _Sum, word: NumberWord, joined: bool) -> _Sum | None:
    if not total.terms:
        return _Sum((word.value,), Decimal(0))
    if not joined:
        return None
    whole = total.scale if total.scale >= THOUSAND else Decimal(1)
    return _Sum((*total.terms, word.value * whole), Decimal(0))


def _scale(total: _Sum, word: NumberWord, joined: bool) -> _Sum | None:
    if not total.terms:
        return _Sum((word.value,), word.value, word.value)
    if joined:
        fits = word.value < total.grain
        return _Sum((*total.terms, word.value), word.value, word.value) if fits else None
    if total.scale >= word.value:
        return None
    below = len(total.terms) - 1
    while below and total.terms[below - 1] < word.value:
        below -= 1
    group = total.terms[below:]
    if len(group) > 1 and sum(group) >= MILLION:
        return None
    scale = total.scale * word.value if len(group) == 1 else word.value
    return _Sum((*total.terms[:below], sum(group, Decimal(0)) * word.value), word.value, scale)


READERS = {"term": _term, "pair": _pair, "ordinal": _ordinal, "half": _half, "scale": _scale}
