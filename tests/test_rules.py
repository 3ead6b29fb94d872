"""Every example and counterexample of every rule book, through the default pipeline."""

from functools import cache

import pytest

import persian_news_ie as pni
from persian_news_ie.document import Document
from persian_news_ie.match.book import Example, Rule
from persian_news_ie.match.rulebook import default_books
from persian_news_ie.match.trial import failure


@cache
def _nlp() -> pni.NLP:
    return pni.load()


def _read(text: str) -> Document:
    return _nlp()(text, reference_date="2024-05-12")


@pytest.mark.parametrize(
    "rule, example",
    [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for book in default_books()
        for rule in book.rules
        for number, example in enumerate(rule.examples)
    ],
)
def test_example(rule: Rule, example: Example) -> None:
    assert failure(rule, example, _read) is None, example.text
