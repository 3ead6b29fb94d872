"""The word lists about the layout of news, and patterns made from them."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from persian_news_ie.resources import list_in, toml_of
from persian_news_ie.text.normalize import ZWNJ, fold, key_of_text

SIGNS = re.compile(r"[\W_]+")
LONGEST_KEPT = 160  # letters of a text whose compact form is remembered


@cache
def _table() -> dict[str, Any]:
    return toml_of("words", "furniture.toml")


@cache
def words(*path: str) -> tuple[str, ...]:
    """A list of `words/furniture.toml`, as written."""
    return tuple(list_in(_table(), *path))


def compact(text: str) -> str:
    """A line as its letters and digits alone: the same for every spelling and layout."""
    return _compact(text) if len(text) <= LONGEST_KEPT else _compact.__wrapped__(text)


@lru_cache(maxsize=4096)  # labels repeat, and every line is asked about many times
def _compact(text: str) -> str:
    return SIGNS.sub("", key_of_text(text).lower())


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
