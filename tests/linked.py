"""A pipeline by rules alone that ends where people are linked and steps are made."""

from dataclasses import replace
from functools import cache

from persian_news_ie import load
from persian_news_ie.nlp import NLP


@cache
def linked() -> NLP:
    """No tagger, no quotes, no facts: what these tests do not ask for cannot break them."""
    nlp = load(names=None)
    last = next(i for i, stage in enumerate(nlp.stages) if stage.name == "steps")
    return replace(nlp, stages=nlp.stages[: last + 1])
