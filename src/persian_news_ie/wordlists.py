"""The word lists about the layout of news, and patterns made from them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from persian_news_ie.text.normalize import ZWNJ, fold, key_of


@cache
def _table() -> dict[str, Any]:
    text = files("persian_news_ie").joinpath("words", "furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(*path: str) -> tuple[str, ...]:
    """A list of `words/furniture.toml`, as written."""
    table: Any = _table()
    for name in path:
        table = table[name]
    return tuple(table)


def compact(text: str) -> str:
    """A line as its letters and digits alone: the same for every spelling and layout."""
    return "".join(c for c in key_of(text).lower() if c.isalnum())


@cache
def keys(*path: str) -> frozenset[str]:
    """A list of `words/furniture.toml`, compacted."""
    return frozenset(compact(word) for word in words(*path))


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of some words, longest first, whatever stands between their parts."""
    folded = {fold(name).text.replace(ZWNJ, " ") for name in names}
    ordered = sorted(folded, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s{0,2}") for name in ordered)


def whole(names: Iterable[str]) -> str:
    """A pattern for any of some words that does not begin or end inside a word."""
    return rf"(?<![^\W\d_])(?:{any_of(names)})(?![^\W\d_])"
