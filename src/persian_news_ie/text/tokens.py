"""Tokens as columns: cheap to make by the million, a Token when one is asked for."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from persian_news_ie.aligned import Span


class Token(NamedTuple):
    """A word, number or sign: its range in the view, folded form, matching key and lemma."""

    span: Span
    norm: str
    key: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Tokens(Sequence[Token]):
    """The tokens of a text as columns; a Token is made when one is asked for.

    `starts`/`stops` are offsets into the view's text, `norms` its folded words with a half-space
    where one belongs, `keys` the same without any.
    """

    starts: Sequence[int] = ()
    stops: Sequence[int] = ()
    norms: Sequence[str] = ()
    keys: Sequence[str] = ()
    lemmas: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        lemma = self.lemmas[at] if self.lemmas else self.keys[at]
        return Token(Span(self.starts[at], self.stops[at]), self.norms[at], self.keys[at], lemma)

    def chars(self, start: int, stop: int) -> Span:
        """The range of the view that tokens `start` to `stop` (half-open) cover."""
        return Span(self.starts[start], self.stops[stop - 1])

    def within(self, start: int, stop: int) -> Span:
        """The half-open token range that touches a range of the view."""
        return Span(bisect_right(self.stops, start), bisect_right(self.starts, stop - 1))
