"""The outlines of countries, and which of them a window of the map shows."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from persian_news_ie.resources import rows_of

Point = tuple[float, float]
HUNDREDTHS = 100
NUMBERS = re.compile(r"-?\d+")
GRID = 14  # columns and rows of the points that look for room for a country's name


class Box(NamedTuple):
    """A window on the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point (longitude, latitude) lies inside."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def meets(self, other: "Box") -> bool:
        """Whether two windows share a part."""
        return (
            self.west < other.east
            and other.west < self.east
            and self.south < other.north
            and other.south < self.north
        )


class Country(NamedTuple):
    """A country: ISO 3166-1 code, outline as SVG path data in hundredths of a degree, its rings."""

    code: str
    path: str
    rings: tuple[tuple[Point, ...], ...]
    box: Box


@cache
def countries() -> tuple[Country, ...]:
    """Every country that has an outline."""
    return tuple(_country(*row) for row in rows_of("words", "outlines.tsv"))


def _country(code: str, path: str) -> Country:
    rings = tuple(tuple(_ring(part)) for part in path.split("z") if part)
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return Country(code, path, rings, Box(min(xs), min(ys), max(xs), max(ys)))


def _ring(path: str) -> Iterator[Point]:
    numbers = [int(n) for n in NUMBERS.findall(path)]
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / HUNDREDTHS, -y / HUNDREDTHS


def shown(box: Box) -> list[Country]:
    """The countries that a window may show."""
    return [country for country in countries() if country.box.meets(box)]


def room(country: Country, box: Box) -> Point | None:
    """A point well inside the part of a country that a window shows, if the part is large."""
    width, height = (box.east - box.west) / GRID, (box.north - box.south) / GRID
    inside = [
        point
        for i in range(1, GRID)
        for j in range(1, GRID)
        if _contains(country, point := (box.west + i * width, box.south + j * height))
    ]
    if len(inside) < GRID / 2:
        return None
    x, y = (sum(axis) / len(inside) for axis in zip(*inside, strict=True))
    return min(inside, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)


def _contains(country: Country, point: Point) -> bool:
    return country.box.holds(point) and any(_in_ring(ring, point) for ring in country.rings)


def _in_ring(ring: tuple[Point, ...], point: Point) -> bool:
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed
