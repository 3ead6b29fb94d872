"""What rules have earned: how often each was right on a gold it was not written on."""

from collections.abc import Mapping
from functools import cache

from persian_news_ie.resources import toml_of

FILE = "scores.toml"  # in rules/; written by `python -m benchmarks.reliability --write`


@cache
def measured() -> Mapping[str, float]:
    """The measured score of each rule that fired often enough, by id."""
    return toml_of("rules", FILE)
