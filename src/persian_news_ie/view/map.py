"""A map of the places of an article, drawn offline as SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from statistics import median

from persian_news_ie.document import Document
from persian_news_ie.facts import BorderCrossing, Place
from persian_news_ie.view.labels import country, digits, label, seas
from persian_news_ie.view.markup import Html, bdi, joined, tag
from persian_news_ie.view.outlines import HUNDREDTHS, Box, Point, room, shown

WIDTH, HEIGHT = 620.0, 440.0  # of the drawing, in its own units
MARGIN = 0.16  # share of the extent that stays free on every side
SMALLEST = 5.0  # degrees that a window is high at least
CROSSINGS = frozenset(("border_crossing", "border_market"))
WIDE_KINDS = frozenset(("country", "sea", "river"))  # named by the map itself
SEA, COUNTRY = 1.2, 1.45  # size of their names against those of places
BESIDE = (
    (10, 5, "start"),
    (-10, 5, "end"),
    (0, -11, "middle"),
    (0, 22, "middle"),
    (9, -8, "start"),
    (-9, -8, "end"),
    (9, 18, "start"),
    (-9, 18, "end"),
)
FAR = 24.0  # degrees from the middle of the article's places
LETTER, LINE = 7.4, 16.0  # width of a letter and height of a line of a label


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the earth and how it is drawn: plate carrée, true at its middle latitude."""

    box: Box
    squeeze: float

    def at(self, point: Point) -> Point:
        """Where a point (longitude, latitude) is drawn."""
        x = (point[0] - self.box.west) / (self.box.east - self.box.west) * WIDTH
        y = (self.box.north - point[1]) / (self.box.north - self.box.south) * HEIGHT
        return x, y


def window(points: Sequence[Point]) -> Window:
    """The window that shows all points, in the shape of the drawing."""
    xs, ys = zip(*points, strict=True)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    squeeze = max(cos(radians(middle_y)), 0.2)
    high = max((max(ys) - min(ys)) * (1 + 2 * MARGIN), SMALLEST)
    wide = max((max(xs) - min(xs)) * (1 + 2 * MARGIN) * squeeze, high * WIDTH / HEIGHT)
    high = wide * HEIGHT / WIDTH
    half_x, half_y = wide / squeeze / 2, high / 2
    box = Box(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)
    return Window(box, squeeze)


def placed(doc: Document) -> list[Place]:
    """The places that have a point on the map."""
    return [p for p in doc.places if p.latitude is not None and p.longitude is not None]


def _point(place: Place) -> Point:
    return place.longitude or 0.0, place.latitude or 0.0


def _land(view: Window) -> Html:
    """The countries of the window; their paths are in hundredths of a degree."""
    box = view.box
    scale_x = WIDTH / (box.east - box.west) / HUNDREDTHS
    scale_y = HEIGHT / (box.north - box.south) / HUNDREDTHS
    left, top = -box.west * HUNDREDTHS * scale_x, box.north * HUNDREDTHS * scale_y
    move = f"matrix({scale_x:.5f} 0 0 {scale_y:.5f} {left:.2f} {top:.2f})"
    paths = (
        tag("path", d=land.path, class_="land home" if land.code == "IR" else "land")
        for land in shown(box)
    )
    return tag("g", *paths, transform=move, aria_hidden="true")


@dataclass(slots=True)
class Labels:
    """The labels set so far: a new one is set where it covers none of them."""

    taken: list[Box]

    def box(self, x: float, y: float, words: str, anchor: str, size: float = 1.0) -> Box:
        """The room that words take when anchored at a point."""
        width = len(words) * LETTER * size
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        return Box(left, y - (LINE - 3) * size, left + width, y + 3 * size)

    def fits(self, box: Box) -> bool:
        """Whether a box is free, and if so, take it."""
        inside = box.west > 0 and box.east < WIDTH and box.south > 0 and box.north < HEIGHT
        if inside and not any(box.meets(other) for other in self.taken):
            self.taken.append(box)
            return True
        return False

    def beside(self, x: float, y: float, words: str) -> tuple[float, float, str] | None:
        """Where words fit beside a point: x, y and anchor, or None if they fit nowhere."""
        for dx, dy, anchor in BESIDE:
            if self.fits(self.box(x + dx, y + dy, words, anchor)):
                return x + dx, y + dy, anchor
        return None


def _names(view: Window, labels: "Labels") -> Iterator[Html]:
    """The names of seas and countries that cover nothing."""
    named: list[tuple[str, Point, str, float]] = [
        (sea.name, (sea.longitude, sea.latitude), "sea", SEA)
        for sea in seas()
        if view.box.holds((sea.longitude, sea.latitude))
    ]
    for land in shown(view.box):
        point, name = room(land, view.box), country(land.code)
        if point and name != land.code:
            named.append((name, point, "country", COUNTRY))
    for words, point, kind, size in named:
        x, y = view.at(point)
        if labels.fits(labels.box(x, y, words, "middle", size)):
            yield tag("text", words, x=round(x), y=round(y), class_=kind)


def _shape(place: Place, x: float, y: float) -> Html:
    if place.kind in CROSSINGS:
        return tag("path", d=f"M{x:.1f},{y - 7:.1f}l7,7 -7,7 -7,-7z", class_="dot crossing")
    size = 6.5 if place.kind in ("province", "governorate", "region", "country") else 5
    return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=size, class_=f"dot {place.kind}")


def _tip(place: Place) -> str:
    lines = [place.name, label("places", place.kind)]
    if place.province:
        lines.append(place.province)
    if isinstance(place, BorderCrossing) and place.counterpart:
        lines.append(f"{label('page', 'opposite')}: {place.counterpart}")
    lines.append(f"{len(place.mentions)} {label('page', 'times')}")
    return digits("\n".join(lines))


def _marks(view: Window, places: Iterable[Place], labels: Labels, prefix: str) -> Iterator[Html]:
    # Crossings first: their names matter most.
    ordered = sorted(places, key=lambda p: (p.kind not in CROSSINGS, -len(p.mentions)))
    spots = [view.at(_point(place)) for place in ordered]
    labels.taken.extend(Box(x - 6, y - 6, x + 6, y + 6) for x, y in spots)
    for place, (x, y) in zip(ordered, spots, strict=True):
        words = place.name
        fitted = labels.beside(x, y, words)
        written = None
        if fitted:
            left, top, anchor = fitted
            at = {"x": f"{left:.1f}", "y": f"{top:.1f}"}
            # Anchors follow the writing direction: from right to left the start is on the right.
            side = {"start": "end", "end": "start"}.get(anchor, anchor)
            written = tag("text", words, class_="name", text_anchor=side, **at)
        yield tag(
            "a",
            _shape(place, x, y),
            written,
            href=f"#{prefix}{place.id}",
            class_="spot",
            aria_label=f"{words}, {label('places', place.kind)}",
            data_entity=f"{prefix}{place.id}",
            data_tip=_tip(place),
        )


def _core(places: Sequence[Place]) -> list[Place]:
    """The places that lie together, if they are most; one far away would make all others small."""
    middle_x, middle_y = (median(axis) for axis in zip(*map(_point, places), strict=True))
    near = [
        place
        for place, (x, y) in zip(places, map(_point, places), strict=True)
        if abs(x - middle_x) < FAR and abs(y - middle_y) < FAR
    ]
    return near if 2 * len(near) > len(places) else list(places)


def _outside(places: Iterable[Place], prefix: str) -> Html | None:
    links = [tag("a", bdi(p.name), href=f"#{prefix}{p.id}") for p in places]
    return tag("span", label("page", "off_map"), ": ", joined(links, "، ")) if links else None


def map_of(doc: Document, prefix: str) -> Html | None:
    """The map, or None where no place has coordinates."""
    places = placed(doc)
    near = [p for p in places if p.kind not in WIDE_KINDS] or places
    if not near:
        return None
    drawn = _core(near)
    view, labels = window([_point(p) for p in drawn]), Labels([])
    marks = joined(_marks(view, drawn, labels, prefix))
    picture = tag(
        "svg",
        _land(view),
        joined(_names(view, labels)),
        marks,
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="map",
        role="group",
        aria_label=label("page", "map_about"),
        direction="rtl",
    )
    outside = _outside((p for p in near if p not in drawn), prefix)
    source = tag("span", label("page", "map_source"))
    return tag("figure", picture, tag("figcaption", outside, source))
