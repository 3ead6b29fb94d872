"""Tokens of another tokenizer, put back where they stand in the text."""

from collections.abc import Iterable, Sequence

from persian_news_ie.aligned import Span
from persian_news_ie.text.normalize import ZWNJ, key
from persian_news_ie.text.tokens import Tokens

IGNORED = frozenset(f" \n\t_{ZWNJ}")  # tokenizers join and split words with these
REACH = 200  # characters that a tokenizer may have dropped or rewritten between two tokens


def align(text: str, words: Iterable[str]) -> list[Span]:
    """Where each word stands in the text, in order; a word that was rewritten is left out.

    Spaces, half-spaces and joining underscores do not count, on either side.
    """
    places = [i for i, char in enumerate(text) if char not in IGNORED]
    solid = "".join(text[i] for i in places)
    found, at = [], 0
    for word in words:
        bare = "".join(c for c in word if c not in IGNORED)
        start = solid.find(bare, at, at + REACH + len(bare)) if bare else -1
        if start >= 0:
            at = start + len(bare)
            found.append(Span(places[start], places[at - 1] + 1))
    return found


def tokens_at(text: str, spans: Sequence[Span], lemmas: Sequence[str] = ()) -> Tokens:
    """Tokens from their places in the folded text."""
    norms = [text[start:stop].replace(" ", ZWNJ) for start, stop in spans]
    starts, stops = [s.start for s in spans], [s.stop for s in spans]
    return Tokens(starts, stops, norms, list(map(key, norms)), lemmas)
