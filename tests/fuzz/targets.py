"""What must hold for any input: each target takes bytes and raises nothing but our own errors."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import persian_news_ie as pni
from persian_news_ie.article import Article, read_article
from persian_news_ie.errors import InputError
from persian_news_ie.match.grammar import PatternError
from persian_news_ie.match.pattern import compile_pattern
from persian_news_ie.match.rulebook import RuleError, default_books, read_book
from persian_news_ie.page import read_page
from persian_news_ie.sources import Failure, decode, is_blank, read_record, sniff
from persian_news_ie.text.builtin import sentences, tokenize
from persian_news_ie.text.normalize import fold

from .finders import days, numbers, rules
from .junk import text_of

BOOK = """
fact = "event"
[words]
meet = { verbs = ["دیدار کردن"] }
[[rule]]
name = "met"
kind = "meeting"
trigger = "$meet"
agent = ["PERSON"]
  [[rule.example]]
  text = "استاندار بانه با وزیر کشور دیدار کرد."
  [[rule.counterexample]]
  text = "استاندار بانه رفت."
"""


@cache
def nlp() -> pni.NLP:
    """The pipeline without a tagger."""
    return pni.load(names=None)


def view(data: bytes) -> None:
    """Every character of a view knows its source; folding twice changes nothing."""
    text = text_of(data)
    found = fold(text)
    assert len(found.text) == len(found.starts) == len(found.stops)
    before = 0
    for start, stop in zip(found.starts, found.stops, strict=True):
        assert before <= start < stop <= len(text)
        before = start
    for at in range(0, len(found.text), 7):
        origin = found.origin(at, min(at + 5, len(found.text)))
        assert origin == (found.starts[at], found.stops[min(at + 5, len(found.text)) - 1])
    assert fold(found.text).text == found.text


def tokens(data: bytes) -> None:
    """Tokens stand in order inside the text, sentences are made of them all."""
    text = fold(text_of(data)).text
    found = tokenize(text)
    end = 0
    for start, stop in zip(found.starts, found.stops, strict=True):
        assert end <= start < stop <= len(text)
        end = stop
    at = 0
    for sentence in sentences(text, found):
        assert at == sentence.start < sentence.stop
        at = sentence.stop
    assert at == len(found)


def article(data: bytes) -> None:
    """What the parser finds lies inside the text."""
    _inside(read_article(text_of(data)))


def _inside(found: Article) -> None:
    spans = [found.body, *found.furniture]
    assert all(0 <= s.start <= s.stop <= len(found.text) for s in spans)


def record(data: bytes) -> None:
    """A line of JSONL is an article or a failure."""
    if not is_blank(data):
        found = read_record(data, "line 1")
        assert isinstance(found, Article | Failure)


def page(data: bytes) -> None:
    """A page is an article or an InputError."""
    with suppress(InputError):
        _inside(read_page(data))
    with suppress(InputError):
        _inside(read_page("<html><body><p>" + text_of(data)))


def bytes_in(data: bytes) -> None:
    """Bytes are a text or an InputError."""
    with suppress(InputError):
        sniff(decode(data))


def pattern(data: bytes) -> None:
    """A pattern is read or refused."""
    with suppress(PatternError):
        compile_pattern(data.decode("latin-1"))


def book(data: bytes) -> None:
    """A rule book is read or refused: one of ours in which something was changed."""
    text = BOOK
    with suppress(RuleError):
        for at in range(0, len(data) - 2, 3):
            place = (data[at] * 256 + data[at + 1]) % (len(text) + 1)
            piece = text_of(bytes((0, data[at + 2])) if data[at + 2] < 128 else data[at : at + 2])
            text = text[:place] + piece + text[place + data[at] % 4 :]
        read_book("fuzzed", text.encode("utf-8", "replace").decode())


def pipeline(data: bytes) -> None:
    """A document is valid JSON; its spans lie in the text and slice to what they claim."""
    holds(nlp()(text_of(data), reference_date="2024-03-16"))


def holds(doc: pni.Document) -> None:
    """Check all spans and texts of a document's JSON."""
    text = doc.article.text
    plain = json.loads(doc.to_json().encode("utf-8"))
    for item in _items(plain):
        start, stop = item["start"], item["stop"]
        assert 0 <= start <= stop <= len(text), item
        if item.get("text") is not None:
            assert text[start:stop] == item["text"], item


def _items(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from _items(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _items(inner)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "view": view,
    "tokens": tokens,
    "article": article,
    "record": record,
    "page": page,
    "bytes": bytes_in,
    "pattern": pattern,
    "book": book,
    "numbers": numbers,
    "dates": days,
    "rules": rules,
    "pipeline": pipeline,
}


def prepare() -> None:
    """Load what targets share, so that it is not counted to the first input."""
    default_books()
    nlp()
    for name in ("numbers", "dates", "rules"):
        TARGETS[name](b"")
