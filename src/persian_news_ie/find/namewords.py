"""The words of `words/names.toml`, as keys: where a name begins and ends, and what is none."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from persian_news_ie.text.normalize import ZWNJ, key_of

LONGEST_TITLE = 4  # tokens


def compact(phrase: str) -> str:
    """A phrase as the keys of its words, glued: the same for every spacing."""
    return key_of(phrase.replace(" ", ZWNJ))


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files("persian_news_ie").joinpath("words", "names.toml").read_text(encoding="utf-8")
    return {name: frozenset(map(compact, words)) for name, words in tomllib.loads(text).items()}


def listed(name: str) -> frozenset[str]:
    """A list of `words/names.toml`."""
    return _lists()[name]


def leading(keys: Sequence[str], phrases: frozenset[str]) -> int:
    """How many tokens the longest of some phrases takes at the start of `keys`; 0 if none."""
    for count in range(min(LONGEST_TITLE, len(keys)), 0, -1):
        if "".join(keys[:count]) in phrases:
            return count
    return 0
