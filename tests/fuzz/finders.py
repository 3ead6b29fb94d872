"""Targets for what reads words: numbers, dates and amounts, and rules run over sentences."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.article import Article
from persian_news_ie.document import Document
from persian_news_ie.find import amounts, dates
from persian_news_ie.find.numbers import numerals
from persian_news_ie.link.scene import scene
from persian_news_ie.match.engine import Engine
from persian_news_ie.match.rulebook import RuleError, read_book
from persian_news_ie.match.verbs import verb_entries
from persian_news_ie.match.words import Words
from persian_news_ie.nlp import NLP, load
from persian_news_ie.text.builtin import sentences, tokenize
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import fold

from .junk import SIGNS, text_of

TODAY = date(2024, 3, 16)
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?)?)?")
SYMBOLS = (
    *("$say ", "$and ", "$comma ", "$in ", "$to ", "$relative ", "$that ", "$of "),
    *("PERSON ", "PLACE ", "OFFICE ", "ORG ", "DATE ", "WHO ", "HUMAN ", "SUBJECT ", "QUOTE "),
    *("~ ", "# ", "% ", "> ", "_ ", "^ ", "@ ", "[", "]", "(", ")", "|", "? ", "* ", "+ "),
)
SENTENCES = (
    "استاندار بانه، محمد صحرایی، روز شنبه در سنندج به خبرنگاران گفت که با وزیر راه دیدار کرد.",
    "وزیر راه که به ایلام و مهران سفر کرده بود گفت: «پل مرزی ساخته می‌شود» و افزود که راه باز است.",
    "شرکت گاز ایلام و شهرداری مهران و اداره راه بانه، ایران و عراق، گفتند و گفتند و گفتند.",
)
BOOK = """
fact = "event"
kind = "meeting"
[[rule]]
name = "said"
trigger = "$say {trigger}"
agent = ["{agent}"]
  [[rule.example]]
  text = "استاندار بانه گفت."
  [[rule.counterexample]]
  text = "استاندار بانه رفت."
"""


@cache
def _lexicon() -> Lexicon:
    return Lexicon([*dates.entries(), *amounts.entries(), *verb_entries()])


@cache
def pieces() -> tuple[str, ...]:
    """The words of numbers, units and time, signs, and a few words around them."""
    words = {phrase for phrase, _ in (*dates.entries(), *amounts.entries())}
    return (*(f"{word} " for word in sorted(words)), *SIGNS * 8, *("در ", "از ", "تا ", "و ") * 8)


def _document(text: str) -> Document:
    view = fold(text)
    tokens = tokenize(view.text)
    hits = _lexicon().find(tokens.keys)
    return Document(
        Article(text=text, title=None, lead=None, body=Span(0, len(text))),
        view,
        reference=TODAY,
        tokens=tokens,
        sentences=sentences(view.text, tokens),
        hits=hits,
        words=Words(hits, tokens, frozenset(".،؛")),
    )


def numbers(data: bytes) -> None:
    """Numbers stand in order in the text and are finite; so are amounts."""
    doc, end = _document(text_of(data, pieces())), 0
    for numeral in numerals(doc):
        assert end <= numeral.start < numeral.stop <= len(doc.tokens)
        assert numeral.value.is_finite()
        end = numeral.stop
    for mention in amounts.find_amounts(doc):
        assert doc.article.text[mention.span.start : mention.span.stop] == mention.text
        assert isinstance(mention.value, amounts.AmountValue)
        assert mention.value.value.is_finite()


def days(data: bytes) -> None:
    """Expressions of time slice to what they claim; values are ISO 8601, intervals in order."""
    doc = _document(text_of(data, pieces()))
    doc = replace(doc, mentions=dates.find_dates(doc))
    for found in dates.date_expressions(doc):
        assert doc.article.text[found.start : found.stop] == found.text
        if found.value is not None:
            ends = found.value.split("/")
            assert all(map(ISO.fullmatch, ends)), found
            assert ends == sorted(ends), found


@cache
def _read() -> NLP:
    return load(names=None)


@cache
def _documents() -> tuple[Document, ...]:
    return tuple(_read().pipe(SENTENCES))


def rules(data: bytes) -> None:
    """A rule of any pattern is refused, or finds what lies inside its sentence."""
    made = "".join(SYMBOLS[byte % len(SYMBOLS)] for byte in data[:60])
    trigger, _, agent = made.partition("@ ")
    with suppress(RuleError):
        book = read_book("fuzzed", BOOK.format(trigger=trigger, agent=agent))
        engine = Engine(book.rules)
        for doc in _documents():
            for finding in engine.findings(scene(doc)):
                assert finding.sentence.covers(finding.trigger)
                for capture in (c for slot in finding.slots.values() for c in slot):
                    assert finding.sentence.start <= capture.start <= capture.stop
                    assert capture.stop <= finding.sentence.stop
