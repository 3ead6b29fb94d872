"""The data files of the package: word lists, tables, rule books, labels."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any


def text_of(*path: str) -> str:
    """A file of the package, by the parts of its path: `text_of("words", "verbs.tsv")`."""
    return files("persian_news_ie").joinpath(*path).read_text(encoding="utf-8")


def toml_of(*path: str) -> dict[str, Any]:
    """A TOML file of the package, parsed."""
    return tomllib.loads(text_of(*path))


def rows_of(*path: str) -> Iterator[list[str]]:
    """The cells of each row of a TSV file of the package, without its head."""
    yield from (line.split("\t") for line in text_of(*path).splitlines()[1:])


def list_in(table: Any, *path: str) -> Iterable[str]:
    """The list of words that stands in a parsed table at a path of names."""
    for name in path:
        table = table[name]
    found: Iterable[str] = table
    return found
