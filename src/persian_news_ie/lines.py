"""A line of a text: where it stands, what it says, and what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from persian_news_ie.aligned import Aligned
from persian_news_ie.stamps import Stamp
from persian_news_ie.text.normalize import ZWNJ, fold

Role: TypeAlias = Literal[
    "prose", "stamp", "agency", "title", "kicker", "heading", "furniture", "tags", "tail", "end"
]

# Spaces, and the arrows, shapes and emoji that channels put before a line.
ORNAMENTS = "".join(
    c
    for c in map(chr, [*range(0x2E80), *range(0xFE00, 0xFE10), *range(0x1F000, 0x1FB00)])
    if c.isspace() or (ord(c) >= 0x2190 and not c.isalnum())
)
EDGES = frozenset(ORNAMENTS)  # asked first: to strip by a long string is slow
# Calendars and clocks, which say that a date behind them is that of the post.
CALENDARS = frozenset("\U0001f4c5\U0001f4c6\U0001f5d3\U0001f550\U0001f570\u23f0\u231a")
LINE = re.compile(r"[^\n]+")
DASH_BY_TATWEEL = re.compile(r"(?<=[\s\w])\u0640(?=\s)|(?<=\s)\u0640(?=\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the view without its outer spaces: `text` is `view[start:stop]`.

    `is_dated`: a sign of a calendar or a clock stands before it.
    """

    start: int
    stop: int
    text: str
    role: Role = "prose"
    stamp: Stamp | None = None
    is_dated: bool = False

    def part(self, start: int, stop: int, role: Role, stamp: Stamp | None = None) -> "Line":
        """A piece of the line, without its outer spaces."""
        text = self.text[start:stop]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Line(self.start + start, self.start + start + len(text), text, role, stamp)


def view_of(text: str) -> Aligned:
    """The folded view in which lines are read, with half-spaces as spaces and dashes kept."""
    view = fold(DASH_BY_TATWEEL.sub("-", text))
    return replace(view, source=text, text=view.text.replace(ZWNJ, " "))


def split(text: str) -> Iterator[Line]:
    """The lines of a folded text that are not empty."""
    for match in LINE.finditer(text):
        bare = match[0]
        if bare[-1] in EDGES:
            bare = bare.rstrip(ORNAMENTS)
        start = match.start() + len(bare)
        if bare[:1] in EDGES:
            bare = bare.lstrip(ORNAMENTS)
        if bare:
            start -= len(bare)
            is_dated = start > match.start() and not CALENDARS.isdisjoint(match[0][:8])
            yield Line(start, start + len(bare), bare, is_dated=is_dated)
