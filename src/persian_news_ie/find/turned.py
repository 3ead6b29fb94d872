"""Decimals in the order in which old pages showed them."""

import re
from collections.abc import Sequence

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document

_LATIN = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
HALVES = frozenset(("5", "25", "75"))  # the decimals that news has most


def turned_decimals(doc: Document, digit_at: Sequence[int]) -> frozenset[int]:
    """The tokens of decimals whose parts stand in the order in which old pages showed them.

    In old archives «5/2» in Latin digits is two and a half; a text that writes one so writes all.
    """
    found = {at: pair for at in digit_at if (pair := _LATIN.fullmatch(_typed(doc, at)))}
    votes = (_order(pair[1], pair[2]) for pair in found.values())
    return frozenset(found if sum(votes) > 0 else ())


def _typed(doc: Document, at: int) -> str:
    """A token as it was typed, if it may be a decimal."""
    return doc.quoted(doc.source_span(Span(at, at + 1))) if "/" in doc.tokens.keys[at] else ""


def _order(first: str, second: str) -> int:
    """1 if the first of two groups looks like the decimals, -1 if the second does, 0 if neither."""
    short = (len(first) < len(second)) - (len(first) > len(second))
    half = (first in HALVES) - (second in HALVES)
    return half or short
