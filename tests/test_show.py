import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import ARTICLE, document, hostile, nlp

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.export.summary import grouped
from persian_news_ie.facts import (
    Assertion,
    Event,
    Occurrence,
    Participant,
    Person,
    Place,
)
from persian_news_ie.show import page, show
from persian_news_ie.view.labels import country, digits, jalali
from persian_news_ie.view.map import map_of, window
from persian_news_ie.view.marks import marks, pieces, stretches
from persian_news_ie.view.markup import asset, tag, text
from persian_news_ie.view.network import ties
from persian_news_ie.view.outlines import countries, room, shown
from persian_news_ie.view.rows import tables


class Reader(HTMLParser):
    """The elements, ids and links of a page; refuses what is not well nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def body_text(html: str) -> str:
    inside = html[html.index("<article") : html.index("</article>")]
    return Reader(inside + "</article>").text


@pytest.mark.parametrize("make", [document, hostile])
def test_page_is_sound(make: Callable[[], Document]) -> None:
    read = Reader(page(make()))
    assert not read.open
    assert len(read.ids) == len(set(read.ids))
    assert read.tags["h1"] == read.tags["main"] == read.tags["script"] == read.tags["style"] == 1
    assert {"html", "header", "article", "aside", "table", "svg", "fieldset"} <= set(read.tags)
    assert all(link.startswith("#") for link in read.links)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert not {name for name in read.attributes if name.startswith("on")}
    assert not {"img", "iframe", "link", "object", "embed", "form", "base"} & set(read.tags)


def test_nothing_in_an_article_is_markup() -> None:
    html = page(hostile())
    assert "<img" not in html
    assert html.count("<script") == 1
    assert "\0" not in html
    html.encode()  # no halves of characters


def test_the_text_is_whole() -> None:
    shown = body_text(page(document()))
    assert "".join(shown.split()) == "".join(ARTICLE.split())


def test_several_documents_keep_their_ids_apart() -> None:
    read = Reader(page(document(), hostile(), document()))
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)


@pytest.mark.parametrize(
    "words",
    ["", " \n\n", "خبر", "x" * 3000, "a\r\nb\u2028c\x0bd", "\ud800 نیم‌نویسه", "<p>not html"],
)
def test_any_text_makes_a_page(words: str) -> None:
    read = Reader(page(nlp()(words)))
    assert not read.open
    page(nlp()(words)).encode()


def test_show(tmp_path: Path) -> None:
    view = show(document())
    saved = view.save(tmp_path / "page.html")
    assert saved.read_text(encoding="utf-8") == view.html == page(document())
    frame = Reader(view._repr_html_())
    assert frame.tags == Counter({"iframe": 1})
    assert Reader(document()._repr_html_()).tags == frame.tags
    assert show([document(), document()]).html == page(document(), document())


def test_the_page_loads_nothing() -> None:
    html = page(document())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "http" not in re.sub(r"http-equiv|http_equiv", "", html)


@pytest.mark.parametrize(
    "given, shown_as",
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("\0\x08\ud800\uffff", "\ufffd" * 4),
        ("\u202eچپ", "\u202eچپ"),  # directions are kept apart by isolation, not by deletion
        ("", ""),
    ],
)
def test_text(given: str, shown_as: str) -> None:
    assert text(given) == shown_as


def test_tag() -> None:
    made = tag("p", "<", class_="a", data_x='"<', hidden=True, id=None, checked=False)
    assert made == '<p class="a" data-x="&quot;&lt;" hidden>&lt;</p>'
    assert tag("a", href=tag("b", '"')) == '<a href="&lt;b&gt;&amp;quot;&lt;/b&gt;"></a>'
    assert tag("br") == "<br>"


@pytest.mark.parametrize(
    "value, words",
    [
        ("2024-03-14", "پنجشنبه ۲۴ اسفند ۱۴۰۲"),
        ("2025-01-07T13:25", "سه‌شنبه ۱۸ دی ۱۴۰۳ ۱۳:۲۵"),
        ("2024-03-20/2025-03-20", "چهارشنبه ۱ فروردین ۱۴۰۳ – پنجشنبه ۳۰ اسفند ۱۴۰۳"),
        ("2024-03", ""),  # a Gregorian month has no Iranian name
        ("0001-01-01", ""),
        ("soon", ""),
        (None, ""),
    ],
)
def test_jalali(value: str | None, words: str) -> None:
    assert jalali(value) == words


@pytest.mark.parametrize(
    "value, words",
    [("500000000", "500,000,000"), ("-1234.50", "-1,234.50"), ("1E+3", "1E+3"), ("", "")],
)
def test_grouped(value: str, words: str) -> None:
    assert grouped(value) == words


def test_digits() -> None:
    assert digits("a19") == "a۱۹"


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12), st.booleans()), max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_every_character_is_shown_once(spans: list[tuple[int, int, bool]]) -> None:
    words = "".join(chr(0x621 + i % 10) for i in range(60))
    ranges = [(a, a + n) for a, n, is_fact in spans if not is_fact]
    mentions = tuple(Occurrence(start=a, stop=b, text=words[a:b]) for a, b in ranges)
    said = tuple(Assertion(start=a, stop=a + n) for a, n, is_fact in spans if is_fact)
    doc = replace(
        nlp()(words),
        people=(Person(id="person-1", name="x", mentions=mentions),),
        events=(
            Event(
                id="event-1",
                kind="other",
                modality="realized",
                start=0,
                stop=1,
                by="x.y",
                score=1.0,
                mentions=said,
            ),
        ),
    )
    assert body_text(page(doc)) == words
    ends = [(x.start, x.stop) for x in marks(doc)] + [(x.start, x.stop) for x in stretches(doc)]
    cuts = {0, 60, *(at for pair in ends for at in pair)}
    shown_pieces = list(pieces(cuts, marks(doc), stretches(doc)))
    assert "".join(words[p.start : p.stop] for p in shown_pieces) == words


def test_outermost_mentions_are_marked() -> None:
    found = marks(hostile())
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert found[0].also


def test_outlines() -> None:
    known = {country.code: country for country in countries()}
    assert {"IR", "IQ", "TR", "AF", "PK", "AZ", "AM", "TM"} <= set(known)
    iran = known["IR"]
    assert iran.box.west < 45 < 61 < iran.box.east
    assert len(countries()) > 150


def test_room_lies_inside_the_country() -> None:
    view = window([(46.0, 35.6), (45.4, 35.5)])
    names = {country.code: room(country, view.box) for country in shown(view.box)}
    assert names["IR"]
    assert names["IR"][0] > 46
    assert "US" not in names


@pytest.mark.parametrize(
    "points",
    [
        [(46.0, 35.0)],
        [(46.0, 35.0), (46.0, 35.0)],
        [(-74.0, 40.7), (139.7, 35.7)],
        [(0.0, 89.0)],
        [(179.0, -80.0), (-179.0, 80.0)],
    ],
)
def test_window_shows_all_points(points: list[tuple[float, float]]) -> None:
    view = window(points)
    assert all(view.box.holds(p) for p in points)


def place(longitude: float, latitude: float, name: str = "x") -> Place:
    return Place(id=f"place-{name}", name=name, kind="city", longitude=longitude, latitude=latitude)


@pytest.mark.parametrize(
    "points, drawn, outside",
    [
        ([(51, 35)], 1, 0),
        ([(51, 35), (46, 36), (-74, 40)], 2, 1),  # one far away is named below the map
        ([(51, 35), (-74, 40)], 2, 0),
        ([(51, 35), (-74, 40), (116, 40)], 3, 0),  # nothing lies together
    ],
)
def test_map_shows_what_lies_together(
    points: list[tuple[float, float]], drawn: int, outside: int
) -> None:
    places = tuple(place(x, y, f"n{i}") for i, (x, y) in enumerate(points))
    made = map_of(replace(document(), places=places), "")
    assert made
    assert made.count('class="spot"') == drawn
    caption = made[made.index("<figcaption") :]
    assert caption.count("<a ") == outside


def test_no_map_without_points() -> None:
    assert map_of(replace(document(), places=()), "") is None


def test_outlines_do_not_cross_the_map() -> None:
    """A ring that crosses the 180th meridian goes on beyond it."""
    for land in countries():
        for ring in land.rings:
            assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(ring)), land.code


def test_ties_join_sides_not_members() -> None:
    def who(name: str, role: str) -> Participant:
        return Participant(text=name, start=0, stop=1, role=role)

    event = Event(
        id="event-1",
        kind="meeting",
        modality="realized",
        start=0,
        stop=1,
        by="x.y",
        score=1.0,
        participants=(who("a", "agent"), who("b", "attendee"), who("c", "counterpart")),
    )
    doc = replace(document(), agreements=(), events=(event,))
    assert {frozenset((t.one, t.other)) for t in ties(doc)} == {
        frozenset(("a", "c")),
        frozenset(("b", "c")),
    }
    denied = replace(doc, events=(replace(event, modality="denied"),))
    assert ties(denied) == []


def test_span_of_title_is_the_heading() -> None:
    doc = document()
    assert isinstance(doc.article.title_span, Span)
    assert "<h1" in page(doc)[page(doc).index("<article") :]


def palettes() -> list[dict[str, str]]:
    """The colours of the style sheet: light, and dark on top of it."""
    css = asset("style.css")
    blocks = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", b)) for b in css.split(":root {")[1:3]
    ]
    return [blocks[0], blocks[0] | blocks[1]]


def luminance(color: str) -> float:
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_columns_without_content_are_left_out() -> None:
    doc = replace(document(), places=(place(51, 35),), agreements=(), events=())
    shown_tables = {table.section: table.columns for table in tables(doc, "")}
    assert shown_tables["places"] == ("name", "kind", "coordinates", "mentions")
    assert "agreements" not in shown_tables


@pytest.mark.parametrize("code, name", [("IQ", "عراق"), ("XX", "XX"), ("", "")])
def test_country(code: str, name: str) -> None:
    assert country(code) == name


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    "front, back",
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("ink", "person"),
        ("ink", "place"),
        ("ink", "org"),
        ("ink", "date"),
        ("ink", "amount"),
        ("ink", "quote"),
        ("soft", "paper"),
        ("soft", "card"),
        ("accent", "card"),
        ("paper", "ink"),
    ],
)
def test_colours_can_be_read(scheme: int, front: str, back: str) -> None:
    """WCAG 2 asks 4.5 of text."""
    colors = palettes()[scheme]
    light, dark = sorted((luminance(colors[front]), luminance(colors[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
