"""Make words/outlines.tsv from Natural Earth: `make_outlines.py countries-50m.json OUT`.

The input is the file of that name in the npm package `world-atlas` 2.0.2 (Natural Earth 4.1,
public domain). Needs `pycountry` for the country codes. Borders are simplified arc by arc, so that
neighbours keep a common line: finely around Iran, coarsely elsewhere.
"""

import json
import sys
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import Any

import pycountry

Point = tuple[float, float]
NEAR = (24.0, 20.0, 80.0, 50.0)  # degrees: west, south, east, north
FINE, COARSE = 0.04, 0.35  # degrees that a simplified line may be off
SMALLEST = 0.5  # square degrees of a ring outside the near field
HUNDREDTHS = 100
ANTARCTICA = "AQ"


def arcs(topology: Any) -> list[list[Point]]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def is_near(point: Point) -> bool:
    """Whether a point lies in the near field."""
    west, south, east, north = NEAR
    return west <= point[0] <= east and south <= point[1] <= north


def simplified(line: list[Point], off: float) -> list[Point]:
    """Douglas and Peucker's line, ends kept."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = hypot(bx - ax, by - ay)

    def distance(p: Point) -> float:
        if not length:
            return hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    at = max(range(1, len(line) - 1), key=lambda i: distance(line[i]))
    if distance(line[at]) <= off:
        return [line[0], line[-1]]
    return simplified(line[: at + 1], off)[:-1] + simplified(line[at:], off)


def rings(geometry: Any, lines: list[list[Point]]) -> Iterator[list[Point]]:
    """The closed rings of a country."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for ring in (ring for part in parts for ring in part):
        points: list[Point] = []
        for index in ring:
            line = lines[index] if index >= 0 else lines[~index][::-1]
            points += line[1:] if points else line
        yield list(unwrapped(points))


def unwrapped(ring: list[Point]) -> Iterator[Point]:
    """The ring as one piece: beyond 180 degrees where it crosses that meridian."""
    shift = 0.0
    for before, (x, y) in zip([ring[0], *ring], ring, strict=False):
        if abs(x - before[0]) > 180:
            shift += 360 if x < before[0] else -360
        yield x + shift, y


def area(ring: list[Point]) -> float:
    """The area of a ring in square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def path(ring: list[Point]) -> str:
    """A ring as SVG path data in hundredths of a degree, north up."""
    whole = [(round(x * HUNDREDTHS), round(-y * HUNDREDTHS)) for x, y in ring[:-1]]
    (x, y), steps = whole[0], []
    for nx, ny in whole[1:]:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x},{ny - y}")
            x, y = nx, ny
    return f"M{whole[0][0]},{whole[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""


def code(geometry: Any) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country, if it has one."""
    found = pycountry.countries.get(numeric=geometry.get("id", ""))
    return found.alpha_2 if found else None


def main(source: str, out: str) -> None:
    """Write the table: a country's code and its outline, a line each."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    lines = [
        simplified(line, FINE if any(map(is_near, line)) else COARSE) for line in arcs(topology)
    ]
    table: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        kept = [
            ring
            for ring in rings(geometry, lines)
            if area(ring) > SMALLEST or any(map(is_near, ring))
        ]
        drawn = "".join(map(path, kept))
        if drawn and (name := code(geometry)) and name != ANTARCTICA:
            table[name] = drawn
    rows = "".join(f"{name}\t{drawn}\n" for name, drawn in sorted(table.items()))
    Path(out).write_text(f"country\toutline\n{rows}", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
