"""A stream, a few items at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Lists of `most` items, in order; the last may be shorter."""
    stream = iter(items)
    while batch := list(islice(stream, most)):
        yield batch


def short_batches(
    items: Iterable[Item], most: int, length: Callable[[Item], int], longest: int
) -> Iterator[list[Item]]:
    """Lists of `most` items, in order, or fewer where they are as long as `longest` together."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += length(item)
        if len(batch) == most or size >= longest:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
