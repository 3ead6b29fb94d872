"""Who met whom and who agreed with whom, as a circle of names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from math import cos, pi, sin

from persian_news_ie.document import Document
from persian_news_ie.facts import Entity, Event, Participant, Slot
from persian_news_ie.view.cells import flat
from persian_news_ie.view.labels import label
from persian_news_ie.view.markup import Html, joined, tag

WIDTH, HEIGHT, RADIUS = 620, 440, 150
MOST_NODES = 20
LONGEST = 30  # characters of a name in the picture
TOGETHER = frozenset(("meeting", "visit", "reception", "farewell", "call", "signing"))
SIDES = {"counterpart", "host"}


@dataclass(frozen=True, slots=True)
class Tie:
    """A fact that joins two participants."""

    one: str
    other: str
    kind: str  # event or agreement
    fact: str
    title: str


def _key(who: Slot | Participant) -> str:
    return who.entity or flat(who.text)


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    """Those on different sides of an event; without sides, all with all."""
    here = [_key(p) for p in event.participants if p.role not in SIDES]
    there = [_key(p) for p in event.participants if p.role in SIDES]
    if here and there:
        yield from ((one, other) for one in here for other in there)
    else:
        yield from combinations(here or there, 2)


def ties(doc: Document) -> list[Tie]:
    """The ties of a document, each pair once per fact."""
    found: dict[tuple[str, str, str], Tie] = {}

    def add(one: str, other: str, kind: str, fact: str, title: str) -> None:
        if one != other:
            key = (fact, *sorted((one, other)))
            found.setdefault((key[0], key[1], key[2]), Tie(one, other, kind, fact, title))

    for event in doc.events:
        if event.kind in TOGETHER and event.modality != "denied":
            for one, other in _pairs(event):
                add(one, other, "event", event.id, label("events", event.kind))
    for agreement in doc.agreements:
        for one, other in combinations(map(_key, agreement.parties), 2):
            title = label("agreements", agreement.kind)
            add(one, other, "agreement", agreement.id, title)
    return list(found.values())


def _named(doc: Document) -> dict[str, str]:
    entities = chain[Entity](doc.people, doc.places, doc.organizations)
    return {entity.id: entity.name for entity in entities}


def _nodes(found: Iterable[Tie]) -> list[str]:
    """The busiest participants, in the order in which the text brings them."""
    count: dict[str, int] = {}
    for tie in found:
        for end in (tie.one, tie.other):
            count[end] = count.get(end, 0) + 1
    kept = set(sorted(count, key=lambda n: -count[n])[:MOST_NODES])
    return [node for node in count if node in kept]


def network(doc: Document, prefix: str) -> Html | None:
    """The picture, or None where nothing joins anybody."""
    found = ties(doc)
    nodes = _nodes(found)
    if not nodes:
        return None
    names = _named(doc)
    turn = 2 * pi / len(nodes)
    spots = {
        node: (WIDTH / 2 + RADIUS * sin(i * turn), HEIGHT / 2 - RADIUS * cos(i * turn))
        for i, node in enumerate(nodes)
    }
    shown = [t for t in found if t.one in spots and t.other in spots]
    lines = (_line(tie, spots, names, prefix) for tie in shown)
    circles = (_node(node, spots[node], names, prefix) for node in nodes)
    picture = tag(
        "svg",
        *lines,
        *circles,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="network",
        role="group",
        aria_label=label("page", "network_about"),
        direction="rtl",
    )
    return tag("figure", picture, tag("figcaption", _legend()))


def _legend() -> Html:
    shown = (
        tag("span", label("layer", kind), class_=f"key {kind}") for kind in ("event", "agreement")
    )
    return joined(shown, " ")


def _line(
    tie: Tie, spots: dict[str, tuple[float, float]], names: dict[str, str], prefix: str
) -> Html:
    (ax, ay), (bx, by) = spots[tie.one], spots[tie.other]
    # Bent towards the middle, more for an agreement, so that two ties of a pair stay apart.
    pull = 0.35 if tie.kind == "event" else 0.6
    mx, my = (ax + bx) / 2, (ay + by) / 2
    cx, cy = mx + (WIDTH / 2 - mx) * pull, my + (HEIGHT / 2 - my) * pull
    ends = f"{names.get(tie.one, tie.one)} – {names.get(tie.other, tie.other)}"
    path = f"M{ax:.1f},{ay:.1f}Q{cx:.1f},{cy:.1f} {bx:.1f},{by:.1f}"
    return tag(
        "a",
        tag("path", d=path, class_="grip"),
        tag("path", d=path, class_=f"tie {tie.kind}"),
        href=f"#{prefix}at-{tie.fact}",
        aria_label=f"{tie.title}: {ends}",
        data_fact=f"{prefix}{tie.fact}",
        data_tip=f"{tie.title}\n{ends}",
    )


def _node(node: str, spot: tuple[float, float], names: dict[str, str], prefix: str) -> Html:
    x, y = spot
    is_known = node in names
    full = flat(names.get(node, node))
    shown = full if len(full) <= LONGEST else f"{full[:LONGEST].rsplit(' ', 1)[0]} …"
    kind = node.split("-")[0] if is_known else "other"
    side = "middle" if abs(x - WIDTH / 2) < 20 else "end" if x > WIDTH / 2 else "start"
    dx = {"middle": 0, "end": 13, "start": -13}[side]
    dy = 5 if side != "middle" else (-14 if y < HEIGHT / 2 else 24)
    inside = (
        tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=7, class_=f"node {kind}"),
        tag("text", shown, x=f"{x + dx:.1f}", y=f"{y + dy:.1f}", text_anchor=side, class_="name"),
    )
    if not is_known:
        return tag("g", *inside)
    return tag(
        "a",
        *inside,
        href=f"#{prefix}{node}",
        data_entity=f"{prefix}{node}",
        data_tip=full,
        aria_label=full,
    )
