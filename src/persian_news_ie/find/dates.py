"""Expressions of time: where they stand, and which days they mean seen from the day of the news."""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable
from datetime import date
from functools import cache, partial

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import DateExpression
from persian_news_ie.find import numbers, temporal, units
from persian_news_ie.find.date_chains import Chain, chains, counted, family, value
from persian_news_ie.find.date_grammar import Match, grammar
from persian_news_ie.find.date_parts import YEARS, Context
from persian_news_ie.find.date_readers import read
from persian_news_ie.find.date_symbols import (
    Symbol,
    joints,
    sentence_end,
    sentence_start,
    symbols,
)
from persian_news_ie.find.date_values import DateValue
from persian_news_ie.find.officewords import Head
from persian_news_ie.match.verbs import VerbForm
from persian_news_ie.text.normalize import key_of

PAST = frozenset(("past", "imperfect", "perfect", "pluperfect"))
VAGUE = "vague"
YEAR_DIGITS = 4
FAR = 100  # tokens, or symbols, beyond which nothing in a sentence bears on a date
RELATIVE = 3  # words that begin a relative clause: noun, relative pronoun, preposition


def entries() -> Iterable[tuple[str, Hashable]]:
    """The words of time and of numbers, for the lexicon."""
    return (*temporal.entries(), *numbers.entries(), *units.entries())


def find_dates(doc: Document) -> tuple[Mention, ...]:
    """The expressions of time in title and body, and the date line, as candidate mentions."""
    stamp = _stamp(doc)
    row = symbols(doc)
    context = Context(
        _reference(doc),
        partial(_toward, doc),
        partial(_is_year, doc),
        partial(is_beside, doc),
        partial(anchor, doc, row),
    )
    parts = [part for match in grammar().parts(row) if (part := read(context, match))]
    first = next((i for i, s in enumerate(row) if not stamp or s.start >= stamp.at.stop), 0)
    found = (_mention(doc, chain, row) for chain in chains(counted(parts, first), row))
    inside = [m for m in found if is_text(doc, m.span) and not (stamp and m.at.overlaps(stamp.at))]
    return (stamp, *inside) if stamp else tuple(inside)


def date_expressions(doc: Document) -> tuple[DateExpression, ...]:
    """The settled dates as they come out; vague words («soon») stay mentions only."""
    dates = ((m, m.value) for m in doc.mentions if m.label == "DATE")
    return tuple(
        DateExpression(
            text=m.text,
            value=v.value,
            calendar=v.calendar,
            precision=v.precision,
            start=m.span.start,
            stop=m.span.stop,
            note=v.note,
        )
        for m, v in dates
        if isinstance(v, DateValue) and v.precision != VAGUE
    )


def _reference(doc: Document) -> date | None:
    published = doc.article.published
    return doc.reference or (published.date() if published else None)


def _mention(doc: Document, chain: Chain, row: list[Symbol]) -> Mention:
    at = Span(row[chain.start].start, row[chain.stop - 1].stop)
    return doc.mention("DATE", at, f"dates.{family(chain.main)}", value(chain))


def is_text(doc: Document, span: Span) -> bool:
    """Whether a span of the source is title, lead or body and no furniture."""
    article = doc.article
    heads = (article.title_span, article.kicker, article.dateline)
    if any(head and head.covers(span) for head in heads):
        return True
    return article.body.covers(span) and not article.is_furniture(span)


def _stamp(doc: Document) -> Mention | None:
    """The date line of the article as a mention."""
    article = doc.article
    span, published = article.published_span, article.published
    if span is None or published is None or not span.stop > span.start:
        return None
    view = doc.view
    start, stop = bisect_left(view.starts, span.start), bisect_left(view.starts, span.stop)
    at = doc.tokens.within(start, stop) if start < stop else Span(0, 0)
    if at.start >= at.stop:
        return None
    has_clock = ":" in view.text[start:stop]
    moment = published.replace(tzinfo=None)
    seconds = "seconds" if moment.second else "minutes"
    iso = moment.isoformat(timespec=seconds) if has_clock else moment.date().isoformat()
    calendar = _calendar(doc, at)
    note = "the weekday is another one" if article.weekday_conflict else None
    precision = "minute" if has_clock else "day"
    return doc.mention("DATE", at, "dates.stamp", DateValue(iso, calendar, precision, note))


def _calendar(doc: Document, at: Span) -> str:
    """The calendar of the first month name or year in a date line."""
    for span, month in doc.hits.of(temporal.MonthName):
        if at.covers(span):
            return month.calendar
    keys = doc.tokens.keys[at.start : at.stop]
    years = (int(key[:4]) for key in keys if re.match(r"\d{4}", key))
    return "gregorian" if any(year in YEARS["gregorian"] for year in years) else "jalali"


def _toward(doc: Document, match: Match) -> int:
    """Which way the verb of the clause points: the first finite verb behind, in Persian order."""
    at = match.symbols[-1].stop
    verbs = doc.words.verbs
    for i in range(at, min(sentence_end(doc, max(at - 1, 0)), at + FAR)):
        form = verbs[i].form if i in verbs else None
        if form and form.is_finite and not _is_timeless(form, doc.tokens.keys[i - 1]):
            return -1 if form.tense in PAST else 1
    return 0


def _is_timeless(form: VerbForm, before: str) -> bool:
    """Whether a form of the present, with the word before it, says nothing about when."""
    is_state = form.infinitive in _words("copula") or before in _keys("timeless")
    return form.tense == "present" and is_state


def is_beside(doc: Document, match: Match, kind: str, where: int) -> bool:
    """Whether a word of a kind stands before a match (-1), behind it (1), or in its sentence (0).

    Before it means in the words that begin a relative clause: «a street that from …».
    """
    keys, known = doc.tokens.keys, _keys(kind)
    first, last = match.symbols[0].start, match.symbols[-1].stop
    if where > 0:
        return last < len(keys) and keys[last] in known
    if where < 0:
        if kind != "named":
            return first > 0 and keys[first - 1] in known
        head = keys[first - RELATIVE] if first >= RELATIVE else ""
        is_free = first <= RELATIVE or keys[first - RELATIVE - 1] in joints()
        return is_free and head[-1:] == units.YEH and head[:-1] in known
    start, stop = sentence_start(doc, first), sentence_end(doc, first)
    return not known.isdisjoint(keys[max(start, first - FAR) : min(stop, first + FAR)])


def anchor(doc: Document, row: list[Symbol], match: Match) -> int | None:
    """The year in digits that is named last before a match in its sentence."""
    start = sentence_start(doc, match.symbols[0].start)
    for at in range(match.start - 1, max(0, match.start - FAR), -1):
        symbol = row[at]
        if symbol.start < start:
            return None
        if symbol.kind == "year" or (symbol.kind == "short" and row[at - 1].value == "year"):
            return int(str(symbol.value))
    return None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for _, word in temporal.table()[kind])


@cache
def _keys(kind: str) -> frozenset[str]:
    return frozenset(map(key_of, _words(kind)))


def _is_year(doc: Document, symbol: Symbol, is_named: bool) -> bool:
    """Whether what follows a bare number cannot be what it counts.

    Behind a noun that years are added to (the Olympics of 2016) any word but a unit may follow.
    """
    keys = doc.tokens.keys
    if len(symbol.text) != YEAR_DIGITS:
        return False
    if _is_of_office(doc, symbol):
        return True
    if is_named:
        return not doc.hits.at(units.Unit, symbol.stop)
    if symbol.stop >= len(keys):
        return True
    key = keys[symbol.stop]
    is_function_word = key in _keys("after_year") or key in joints()
    return is_function_word or not key[:1].isalnum() or symbol.stop in doc.words.verbs


def _is_of_office(doc: Document, symbol: Symbol) -> bool:
    """Whether a number ends the time of an office: «from 1392 to 1396 minister of …»."""
    before = [
        joints().get(key, ("", ""))[1]
        for key in doc.tokens.keys[symbol.start - 3 : symbol.start : 2]
    ]
    heads = doc.hits.at(Head, symbol.stop)
    return before == ["from", "until"] and any(not head.is_plural for _, head in heads)
