"""Given names and surnames as the lexicon holds them."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from persian_news_ie.find.officewords import compact, keys
from persian_news_ie.find.tables import given_names, surnames


class GivenName(NamedTuple):
    """A given name; a common one is also another word, so it proves nothing by itself."""

    is_common: bool


class Surname(NamedTuple):
    """A surname; a common one is also another word."""

    is_common: bool


def name_entries() -> Iterator[tuple[str, GivenName | Surname]]:
    """The lexicon entries of personal names."""
    for record in given_names():
        yield record.name, GivenName(record.is_common_word)
    for record in surnames():
        yield record.name, Surname(record.is_common_word)


@cache
def common_words() -> frozenset[str]:
    """The keys of names that are other words too."""
    named = (*given_names(), *surnames())
    return frozenset(compact(n.name) for n in named if n.is_common_word) | keys("stop", "words")
