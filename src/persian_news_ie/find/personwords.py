"""Words of personal names and of what points back to a person, as the lexicon holds them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from persian_news_ie.find.tables import NameRecord, given_names, surnames
from persian_news_ie.resources import list_in, toml_of
from persian_news_ie.text.normalize import phrase_key


class GivenName(NamedTuple):
    """A given name; a common one is also another word, so it proves nothing by itself."""

    is_common: bool


class Surname(NamedTuple):
    """A surname; a common one is also another word, a famous one names one person by itself."""

    is_common: bool
    is_famous: bool = False


class Pronoun(NamedTuple):
    """A word or phrase that points back: `kind` is person, parties, countries or body."""

    kind: str


@cache
def _table() -> dict[str, Any]:
    return toml_of("words", "people.toml")


@cache
def listed(*path: str) -> frozenset[str]:
    """The keys of a list of `words/people.toml`, each as one word."""
    return frozenset(map(phrase_key, list_in(_table(), *path)))


@cache
def endings(kind: str) -> tuple[str, ...]:
    """The endings of surnames: strong ones prove one, fitting ones allow it."""
    return tuple(listed("endings", kind))


def name_entries() -> Iterator[tuple[str, GivenName | Surname]]:
    """The lexicon entries of personal names."""
    for name, is_common in _names(given_names(), "given"):
        yield name, GivenName(is_common)
    for name, is_common in _names(surnames(), "family"):
        yield name, Surname(is_common)
    for name in _table()["family"]["famous"]:
        yield name, Surname(False, True)


def _names(records: Iterable[NameRecord], kind: str) -> Iterator[tuple[str, bool]]:
    """Names with whether they are common words; what news shows of them outweighs the table."""
    doubtful, sure = listed(kind, "doubtful"), listed(kind, "sure")
    for record in records:
        key = phrase_key(record.name)
        yield record.name, key in doubtful or (record.is_common_word and key not in sure)
    for name in _table()[kind]["more"]:
        yield name, phrase_key(name) in doubtful


def pronoun_entries() -> Iterator[tuple[str, Pronoun]]:
    """The lexicon entries of words that point back."""
    for kind, words in _table()["pronouns"].items():
        for word in words:
            yield word, Pronoun(kind)
