"""Tables in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

NONE = "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'-|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def number(value: float, form: str = ",.0f") -> str:
    """A figure, or a dash where there is none."""
    return format(value, form) if value else NONE
