"""A map of the places of an article, drawn offline as SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from persian_news_ie.document import Document
from persian_news_ie.facts import BorderCrossing, Place
from persian_news_ie.find.tables import countries as country_records
from persian_news_ie.view.labels import digits, label, seas
from persian_news_ie.view.markup import Html, joined, tag
from persian_news_ie.view.outlines import HUNDREDTHS, Box, Point, room, shown

WIDTH, HEIGHT = 620.0, 440.0  # of the drawing, in its own units
MARGIN = 0.16  # share of the extent that stays free on every side
SMALLEST = 5.0  # degrees that a window is high at least
CROSSINGS = frozenset(("border_crossing", "border_market"))
WIDE_KINDS = frozenset(("country", "sea", "river"))  # named by the map itself
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
        tag("path", d=country.path, class_="land home" if country.code == "IR" else "land")
        for country in shown(box)
    )
    return tag("g", *paths, transform=move, aria_hidden="true")


def _names(view: Window) -> Iterator[Html]:
    names = {record.iso2: record.name for record in country_records()}
    for country in shown(view.box):
        point = room(country, view.box)
        if point and country.code in names:
            x, y = view.at(point)
            yield tag("text", names[country.code], x=round(x), y=round(y), class_="country")
    for sea in seas():
        if view.box.holds((sea.longitude, sea.latitude)):
            x, y = view.at((sea.longitude, sea.latitude))
            yield tag("text", sea.name, x=round(x), y=round(y), class_="sea")


@dataclass(slots=True)
class _Labels:
    """The labels set so far: a new one stands beside its point where it covers none of them."""

    taken: list[Box]

    def place(self, x: float, y: float, words: str) -> tuple[float, float, str] | None:
        """Where a label fits: x, y and anchor, or None if it fits nowhere."""
        width = len(words) * LETTER
        for dx, dy, anchor in (
            (10, 5, "start"),
            (-10, 5, "end"),
            (0, -11, "middle"),
            (0, 22, "middle"),
            (9, -8, "start"),
            (-9, -8, "end"),
            (9, 18, "start"),
            (-9, 18, "end"),
        ):
            left = x + dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = Box(left, y + dy - LINE + 3, left + width, y + dy + 3)
            inside = box.west > 0 and box.east < WIDTH and box.south > 0 and box.north < HEIGHT
            if inside and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return x + dx, y + dy, anchor
        return None


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


def _marks(view: Window, places: Iterable[Place], prefix: str) -> Iterator[Html]:
    # Crossings first: their names matter most.
    ordered = sorted(places, key=lambda p: (p.kind not in CROSSINGS, -len(p.mentions)))
    spots = [view.at(_point(place)) for place in ordered]
    labels = _Labels([Box(x - 6, y - 6, x + 6, y + 6) for x, y in spots])
    for place, (x, y) in zip(ordered, spots, strict=True):
        words = place.name
        fitted = labels.place(x, y, words)
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


def map_of(doc: Document, prefix: str) -> Html | None:
    """The map, or None where no place has coordinates."""
    places = placed(doc)
    near = [p for p in places if p.kind not in WIDE_KINDS] or places
    if not near:
        return None
    view = window([_point(p) for p in near])
    drawn = [p for p in near if view.box.holds(_point(p))]
    picture = tag(
        "svg",
        _land(view),
        joined(_names(view)),
        joined(_marks(view, drawn, prefix)),
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="map",
        role="group",
        aria_label=label("page", "map_about"),
        direction="rtl",
    )
    return tag("figure", picture, tag("figcaption", label("page", "map_source")))
