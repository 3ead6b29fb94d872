"""What rules have earned: how often each was right on a gold it was not written on."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILE = "scores.toml"  # in rules/; written by `python -m benchmarks.reliability --write`


@cache
def measured() -> Mapping[str, float]:
    """The measured score of each rule that fired often enough, by id."""
    text = files("persian_news_ie.rules").joinpath(FILE).read_text(encoding="utf-8")
    scores: dict[str, float] = tomllib.loads(text)
    return scores
