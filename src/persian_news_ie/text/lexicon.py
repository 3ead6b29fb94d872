"""Word lists compiled into one trie over token keys: every list is looked up in one pass."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from typing import TypeVar, cast

from persian_news_ie.aligned import Span
from persian_news_ie.text.normalize import ZWNJ, key_of, phrase_key

T = TypeVar("T")

COMMA = "\N{ARABIC COMMA}"  # a token of its own in a text


class Hits:
    """The hits of one text, by the type of what was found."""

    __slots__ = ("_by_type",)

    def __init__(self) -> None:
        self._by_type: dict[type, list[tuple[Span, Hashable]]] = {}

    def add(self, at: Span, value: Hashable) -> None:
        """Note a value found at a half-open range of tokens."""
        self._by_type.setdefault(type(value), []).append((at, value))

    def of(self, kind: type[T]) -> Sequence[tuple[Span, T]]:
        """All hits whose value is of this type, by where they start, then by length."""
        return cast(Sequence[tuple[Span, T]], self._by_type.get(kind, ()))


class Lexicon:
    """Phrases to values, blind to half-spaces.

    Text may glue what an entry writes apart (two words as one) but may split only where the
    entry has a space or half-space, so a one-word name never matches two words of text.
    """

    def __init__(self, entries: Iterable[tuple[str, Hashable]]) -> None:
        ends: defaultdict[str, dict[Hashable, frozenset[int]]] = defaultdict(dict)
        self._inner: set[str] = set()
        for phrase, value in entries:
            words = phrase.replace(ZWNJ, " ").replace(COMMA, f" {COMMA} ").split()
            parts = [k for w in words if (k := key_of(w))]
            joints = list(accumulate(parts))
            self._inner.update(joints[:-1])
            if parts:
                breaks = frozenset(map(len, joints[:-1]))
                known = ends[joints[-1]].get(value, frozenset())
                ends[joints[-1]][value] = known | breaks
        self._ends = {k: tuple(v.items()) for k, v in ends.items()}

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, phrase: str) -> tuple[Hashable, ...]:
        return tuple(v for v, _ in self._ends.get(phrase_key(phrase), ()))

    def find(self, keys: Sequence[str]) -> Hits:
        """All hits in a list of token keys, longer and shorter ones alike."""
        ends, inner, hits, total = self._ends, self._inner, Hits(), len(keys)
        for start, first in enumerate(keys):
            if first in ends:
                at = Span(start, start + 1)
                for value, _ in ends[first]:
                    hits.add(at, value)
            prefix, stop, breaks = first, start + 1, None
            while prefix in inner and stop < total:
                breaks = [*(breaks or ()), len(prefix)]
                prefix += keys[stop]
                stop += 1
                if prefix in ends:
                    at = Span(start, stop)
                    for value, joints in ends[prefix]:
                        if joints.issuperset(breaks):
                            hits.add(at, value)
        return hits
