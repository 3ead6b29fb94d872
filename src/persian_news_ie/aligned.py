"""Text that was changed for reading and still knows where each of its characters came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `[start, stop)`; a tuple because millions of them are made."""

    start: int
    stop: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one position."""
        return self.start < other.stop and other.start < self.stop

    def covers(self, other: "Span") -> bool:
        """Whether the other range lies inside this one."""
        return self.start <= other.start and other.stop <= self.stop


@dataclass(frozen=True, slots=True)
class Aligned:
    """A view of `source`: `text[i]` was made from `source[starts[i]:stops[i]]`."""

    source: str
    text: str
    starts: Sequence[int]
    stops: Sequence[int]

    @classmethod
    def same(cls, source: str, text: str) -> "Aligned":
        """A view in which every character stands where it stood in the source."""
        return cls(source, text, range(len(text)), range(1, len(text) + 1))

    def origin(self, start: int, stop: int) -> Span:
        """The range of the source that a range of the view was made from."""
        if start >= stop:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return Span(at, at)
        return Span(self.starts[start], self.stops[stop - 1])
