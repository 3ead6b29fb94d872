"""A text as the grammar of dates sees it: a row of symbols, each a word of time or a number."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find.numbers import Numeral, digit_tokens, numerals
from persian_news_ie.find.temporal import Holiday, MonthName, Temporal, Weekday, table
from persian_news_ie.find.units import Unit
from persian_news_ie.text.normalize import key_of

CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?")
NUMERIC = re.compile(r"(?:\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))")
DAYS = range(1, 32)
YEARS = (range(1200, 1500), range(1700, 2150))
LAST_DAY_WORDS = 10  # a smaller cardinal in words («one», «two») is hardly ever a day of the month
SHORTEST = 3  # characters of a time of day or a date in digits, less one
BEHIND, AHEAD = 8, 10  # tokens from a word of time within which a number may belong to it
YEAR_DIGITS = 4
REACH = 2  # joints between two symbols that keep them together
SHORT = re.compile(r"0\d|[3-9]\d")


CLOSE, FROM, COMMA = (("joint", value) for value in ("close", "from", "comma"))
QUOTES = ("\u00ab", "\u00bb")
VERB_REACH = 8  # tokens behind «from» in which the noun of its verb stands


class Symbol(NamedTuple):
    """A symbol at tokens `start` to `stop`; `text` is its key, `value` what the table says."""

    kind: str
    start: int
    stop: int
    value: object
    text: str = ""


@cache
def joints() -> Mapping[str, tuple[str, str]]:
    """The short words and signs that hold dates together, by key."""
    return {key_of(word): ("joint", value) for value, word in table()["joint"]}


@cache
def _keys(kind: str) -> frozenset[str]:
    return frozenset(key_of(word) for _, word in table()[kind])


def symbols(doc: Document) -> list[Symbol]:
    """The symbols of a document in order; a gap that parts dates is one symbol `gap`."""
    found: list[Symbol] = []
    last = -9
    for symbol in _dense(doc):
        found += _between(doc, last, symbol.start)
        found.append(symbol)
        last = symbol.stop
    keys = doc.tokens.keys
    if 0 <= last < len(keys) and joints().get(keys[last]) == CLOSE:
        found.append(Symbol("close", last, last + 1, None))
    return found


def _dense(doc: Document) -> list[Symbol]:
    """Words of time and numbers without overlaps: the one that starts first, then the longest."""
    best: dict[int, Symbol] = {}
    for symbol in _candidates(doc):
        known = best.get(symbol.start)
        if known is None or symbol.stop > known.stop:
            best[symbol.start] = symbol
    kept: list[Symbol] = []
    stop = 0
    for start in sorted(best):
        if start >= stop and (best[start].kind != "other"):
            kept.append(best[start])
        stop = max(stop, best[start].stop) if start >= stop else stop
    return kept


def _candidates(doc: Document) -> list[Symbol]:
    keys = doc.tokens.keys
    found = [
        Symbol(word.kind, span.start, span.stop, word.value)
        for span, word in doc.hits.of(Temporal)
        if not _is_bound(doc, word, span.stop)
    ]
    for span, month in doc.hits.of(MonthName):
        if month.kind == "weak_month" and span.stop in doc.words.verbs:
            continue  # the name of May is a verb prefix too
        found.append(Symbol(month.kind, span.start, span.stop, month))
    for span, weekday in doc.hits.of(Weekday):
        if _is_name(keys, span, weekday):
            continue
        found.append(Symbol("weekday", span.start, span.stop, weekday))
    for span, holiday in doc.hits.of(Holiday):
        kind = "guarded" if holiday.is_guarded else "holiday"
        found.append(Symbol(kind, span.start, span.stop, holiday))
    return [*found, *_numbers(doc, {symbol.start for symbol in found})]


def _is_bound(doc: Document, word: Temporal, stop: int) -> bool:
    """Whether «before», «after» governs what follows it instead of what precedes it."""
    keys = doc.tokens.keys
    if word.kind not in ("ago", "after") or stop >= len(keys):
        return False
    return joints().get(keys[stop]) == FROM and not _belongs_to_verb(doc, stop)


def _belongs_to_verb(doc: Document, at: int) -> bool:
    """Whether «from» goes with a noun behind it: «resigned last week from his post»."""
    keys = doc.tokens.keys
    for i in range(at + 1, min(at + VERB_REACH, sentence_end(doc, at))):
        if keys[i] in _keys("leaves") and i + 1 in doc.words.verbs:
            return True
        if joints().get(keys[i]) in (FROM, COMMA):
            return False
    return False


def _is_name(keys: Sequence[str], at: Span, weekday: Weekday) -> bool:
    """Whether a weekday is the name of something: quoted alone, or the capital of Tajikistan."""
    before, behind = keys[at.start - 1 : at.start], keys[at.stop : at.stop + 1]
    if [*before, *behind] == list(QUOTES):
        return True
    is_monday = weekday == Weekday(0) and at.stop == at.start + 1
    return is_monday and not _keys("capital").isdisjoint((*before, *behind))


def _numbers(doc: Document, word_at: Set[int]) -> Iterator[Symbol]:
    """The numbers near words of time, and those that are a year, a time or a date by themselves."""
    keys = doc.tokens.keys
    counted = {span.start for span, unit in doc.hits.of(Unit) if not unit.is_time}
    digit_at = digit_tokens(doc)
    words = sorted(word_at | {at for at in digit_at if len(keys[at]) == YEAR_DIGITS})
    for numeral in numerals(doc, digit_at):
        text = keys[numeral.start] if numeral.is_plain else ""
        if _is_near(words, numeral):
            value = numeral.integer
            kind = _number_kind(numeral, value, text, numeral.stop in counted)
            yield Symbol(kind, numeral.start, numeral.stop, value or 0, text)
    for at in digit_at:
        key = keys[at]
        if len(key) > SHORTEST:
            if CLOCK.fullmatch(key):
                yield Symbol("clock", at, at + 1, key, key)
            elif NUMERIC.fullmatch(key):
                yield Symbol("numeric", at, at + 1, key, key)


def _is_near(words: Sequence[int], numeral: Numeral) -> bool:
    """Whether a word of time stands so near that a number may belong to it."""
    at = bisect_left(words, numeral.start - BEHIND)
    return at < len(words) and words[at] <= numeral.stop + AHEAD


def _number_kind(numeral: Numeral, value: int | None, text: str, is_counted: bool) -> str:
    if value is None or value < 0:
        return "number"
    if numeral.is_ordinal:
        return "nth" if value in DAYS else "number"
    if any(value in years for years in YEARS) and (not text or len(text) == YEAR_DIGITS):
        return "year" if text or not is_counted else "counted"
    if SHORT.fullmatch(text) and not is_counted and value not in DAYS:
        return "short"
    if value in DAYS and not is_counted:
        return "small" if text or value >= LAST_DAY_WORDS else "word"
    return "word" if value in DAYS else "number"


def _between(doc: Document, last: int, start: int) -> Iterator[Symbol]:
    """What stands between two symbols: joints, or a gap and the joint before the second."""
    keys, known = doc.tokens.keys, joints()
    gap = range(last, start)
    is_near = last >= 0 and len(gap) <= REACH and all(keys[i] in known for i in gap)
    if not is_near or _broken(doc, last, start):
        if last >= 0 and gap and known.get(keys[last]) == CLOSE:
            yield Symbol("close", last, last + 1, None)
        yield Symbol("gap", start, start, None)
        gap = range(max(start - 1, 0), start)
    for at in gap:
        if keys[at] in known:
            yield Symbol(known[keys[at]][1], at, at + 1, None)
        else:
            for kind in ("named", "year_head"):
                if keys[at] in _keys(kind):
                    yield Symbol(kind, at, at + 1, None)


def _broken(doc: Document, last: int, start: int) -> bool:
    """Whether a line ends between two symbols."""
    text = doc.view.text
    return "\n" in text[doc.tokens.stops[last - 1] : doc.tokens.starts[start]]


def sentence_end(doc: Document, at: int) -> int:
    """The token where the sentence of a token ends."""
    i = bisect_left(doc.sentences, at + 1, key=lambda span: span.stop)
    return doc.sentences[i].stop if i < len(doc.sentences) else len(doc.tokens)


def sentence_start(doc: Document, at: int) -> int:
    """The token where the sentence of a token begins."""
    i = bisect_left(doc.sentences, at + 1, key=lambda span: span.stop)
    return doc.sentences[i].start if i < len(doc.sentences) else 0
