"""Word lists compiled into one trie over token keys: every list is looked up in one pass."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar, cast

from persian_news_ie.aligned import Span
from persian_news_ie.text.normalize import ZWNJ, key_of, phrase_key

T = TypeVar("T")

COMMA = "\N{ARABIC COMMA}"  # a token of its own in a text


class Hits:
    """The hits of one text, by the type of what was found."""

    __slots__ = ("_by_type",)

    def __init__(
        self, by_type: Mapping[type, Sequence[tuple[Span, Hashable]]] | None = None
    ) -> None:
        self._by_type = by_type or {}

    def of(self, kind: type[T]) -> Sequence[tuple[Span, T]]:
        """All hits whose value is of this type, by where they start, then by length."""
        return cast(Sequence[tuple[Span, T]], self._by_type.get(kind, ()))

    def at(self, kind: type[T], start: int) -> Sequence[tuple[Span, T]]:
        """The hits of this type that start at a token."""
        found = self.of(kind)
        first = bisect_left(found, start, key=_start)
        return found[first : bisect_left(found, start + 1, first, key=_start)]


def _start(hit: tuple[Span, object]) -> int:
    return hit[0].start


class _Node(NamedTuple):
    """What ends at a joint of phrases, with its type and joints, and whether a phrase goes on."""

    values: tuple[tuple[type, Hashable, frozenset[int]], ...]
    goes_on: bool


class Lexicon:
    """Phrases to values, blind to half-spaces.

    Text may glue what an entry writes apart (two words as one) but may split only where the
    entry has a space or half-space, so a one-word name never matches two words of text.
    """

    def __init__(self, entries: Iterable[tuple[str, Hashable]]) -> None:
        ends: defaultdict[str, dict[Hashable, frozenset[int]]] = defaultdict(dict)
        inner: set[str] = set()
        for phrase, value in entries:
            words = phrase.replace(ZWNJ, " ").replace(COMMA, f" {COMMA} ").split()
            parts = [k for w in words if (k := key_of(w))]
            if parts:
                *joints, whole = accumulate(parts)
                inner.update(joints)
                breaks = frozenset(map(len, joints))
                ends[whole][value] = breaks.union(ends[whole].get(value, ()))
        self._nodes = dict.fromkeys(inner, _Node((), True))
        for joined, values in ends.items():
            typed = tuple((type(value), value, breaks) for value, breaks in values.items())
            self._nodes[joined] = _Node(typed, joined in inner)
        self._size = len(ends)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, phrase: str) -> tuple[Hashable, ...]:
        node = self._nodes.get(phrase_key(phrase))
        return tuple(value for _, value, _ in node.values) if node else ()

    def find(self, keys: Sequence[str]) -> Hits:
        """All hits in a list of token keys, longer and shorter ones alike."""
        found: defaultdict[type, list[tuple[Span, Hashable]]] = defaultdict(list)
        known, total = self._nodes.get, len(keys)
        for start, prefix in enumerate(keys):
            node = known(prefix)
            if node is None:  # as for most words
                continue
            stop = start + 1
            breaks: tuple[int, ...] = ()
            while node is not None:
                values, goes_on = node
                if values:
                    at = Span(start, stop)
                    for kind, value, joints in values:
                        if joints.issuperset(breaks):
                            found[kind].append((at, value))
                if not goes_on or stop == total:
                    break
                breaks = (*breaks, len(prefix))
                prefix += keys[stop]
                node, stop = known(prefix), stop + 1
        return Hits(found)
