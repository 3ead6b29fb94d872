"""The words of offices in `words/offices.toml`: heads, and what follows or ends them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from persian_news_ie.find.tables import bodies, countries
from persian_news_ie.resources import list_in, toml_of
from persian_news_ie.text.normalize import ZWNJ, phrase_key

COMMA = "\N{ARABIC COMMA}"


class Head(NamedTuple):
    """A word that heads an office; `takes` says what may follow it.

    `takes` is free, place, bare, ministry or person; `is_weak`: a common word too.
    """

    title: str
    takes: str
    is_plural: bool
    is_weak: bool


class Field(NamedTuple):
    """The field of a ministry, as it stands behind the word for ministry or minister."""

    name: str


@cache
def table() -> dict[str, Any]:
    """`words/offices.toml`, parsed."""
    return toml_of("words", "offices.toml")


@cache
def keys(*path: str) -> frozenset[str]:
    """The keys of a list of `words/offices.toml`, each as one word."""
    return frozenset(map(phrase_key, list_in(table(), *path)))


@cache
def same_titles() -> Mapping[str, str]:
    """The key of the usual form of a title, by the key of another form."""
    return {phrase_key(form): phrase_key(usual) for form, usual in table()["same"].items()}


@cache
def singulars() -> Mapping[str, str]:
    """The title of one of several who share an office, by the key of the plural."""
    return {phrase_key(many): one for many, one in table()["one_of"].items()}


@cache
def incumbents() -> Mapping[str, str]:
    """Surnames of those who hold an office that needs no name, by the key of the office."""
    return {phrase_key(k): phrase_key(v) for k, v in table()["incumbents"].items()}


@cache
def demonyms() -> frozenset[str]:
    """The keys of the words for people of a country."""
    return frozenset(phrase_key(d) for c in countries() for d in c.demonyms)


@cache
def countries_of() -> Mapping[str, str]:
    """The ISO code of the country that a word for its people tells of, by the key of the word."""
    return {phrase_key(d): c.iso2 for c in countries() for d in c.demonyms}


def heads() -> Iterator[tuple[str, Head]]:
    """The lexicon entries of the heads of offices."""
    weak = keys("weak", "words")
    for takes, listed in table()["heads"].items():
        for number in ("strong", "plural"):
            for word in listed[number]:
                yield word, Head(word, takes, number == "plural", phrase_key(word) in weak)


def fields() -> Iterator[tuple[str, Field]]:
    """The lexicon entries of the fields of ministries."""
    word = table()["ministry"]["words"][0]
    names = {n for b in bodies() if b.kind == "ministry" for n in (b.name, *b.variants)}
    lands = tuple(f" {n}" for c in countries() for n in (c.name, *c.variants))
    known = {n.removeprefix(word).strip() for n in names if n.startswith(word + " ")}
    known = {n for n in known if not n.endswith(lands)}  # the country is a place of its own
    for name in sorted(known | set(table()["ministry"]["fields"])):
        yield name.replace(COMMA, f" {COMMA} "), Field(name)
        if COMMA in name:
            yield name.replace(COMMA, ""), Field(name)


def peoples() -> Iterator[tuple[str, Head]]:
    """The lexicon entries of peoples as collectives."""
    for demonym in sorted({d for c in countries() for d in c.demonyms}):
        name = demonym + ZWNJ + table()["plural"]["ending"]
        yield name, Head(name, "none", True, False)
