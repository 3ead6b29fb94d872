"""The words of `words/names.toml`, as keys: where a name begins and ends, and what is none."""

from collections.abc import Mapping, Sequence
from functools import cache

from persian_news_ie.resources import toml_of
from persian_news_ie.text.normalize import phrase_key

LONGEST_TITLE = 4  # tokens


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    table = toml_of("words", "names.toml")
    return {name: frozenset(map(phrase_key, words)) for name, words in table.items()}


def listed(name: str) -> frozenset[str]:
    """A list of `words/names.toml`."""
    return _lists()[name]


def leading(keys: Sequence[str], phrases: frozenset[str]) -> int:
    """How many tokens the longest of some phrases takes at the start of `keys`; 0 if none."""
    for count in range(min(LONGEST_TITLE, len(keys)), 0, -1):
        if "".join(keys[:count]) in phrases:
            return count
    return 0
