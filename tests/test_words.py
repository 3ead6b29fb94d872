"""The tables in `words/`: their form, and what they must know."""

import runpy
import time
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from persian_news_ie.find import tables
from persian_news_ie.text.normalize import key_of

KEYS = {
    "bodies": "id",
    "countries": "iso2",
    "crossings": "id",
    "given_names": "name",
    "kinds": "word",
    "places": "id",
    "surnames": "name",
    "titles": "title",
}
NAMED = ("bodies", "countries", "crossings", "kinds", "places", "titles")
SOURCES = {
    "cldr",
    "common",
    "faker",
    "farsi-faker",
    "geonames",
    "mimesis",
    "pgd",
    "press",
    "typhoon",
    "unescap",
    "wikipedia",
}
PLACE_KINDS = {
    "country",
    "region",
    "province",
    "governorate",
    "county",
    "district",
    "city",
    "village",
    "facility",
    "river",
    "sea",
    "other",
}
# Not in normal form: Arabic yeh, kaf, teh marbuta, alef maksura, heh goal, Kurdish letters,
# diacritics, tatweel and bidirectional marks.
FOREIGN = set("\u064a\u0643\u0629\u0649\u06c1\u06d5\u06ce\u06c6\u06c0\u0640\u200e\u200f\ufeff")
BOXES = {  # south, north, west, east in degrees
    "IR": (25.0, 39.8, 44.0, 63.4),
    "IQ": (29.0, 37.4, 38.7, 48.7),
    "TR": (35.8, 42.2, 25.6, 44.9),
    "AF": (29.3, 38.5, 60.5, 74.9),
    "PK": (23.6, 37.1, 60.8, 77.9),
    "AZ": (38.3, 41.95, 44.7, 50.7),
    "AM": (38.8, 41.4, 43.4, 46.7),
    "TM": (35.1, 42.8, 52.4, 66.7),
    "SY": (32.3, 37.4, 35.6, 42.4),
    "LB": (33.0, 34.7, 35.0, 36.7),
    "PS": (31.2, 32.6, 34.2, 35.6),
    "IL": (29.4, 33.4, 34.2, 35.9),
    "SA": (16.3, 32.2, 34.4, 55.7),
    "AE": (22.6, 26.2, 51.4, 56.5),
    "QA": (24.4, 26.2, 50.7, 51.7),
    "RU": (41.1, 82.0, -180.0, 180.0),
    "US": (18.8, 71.5, -180.0, -66.8),
    "CN": (18.0, 53.7, 73.4, 134.9),
    "IN": (6.6, 35.7, 68.0, 97.5),
}


def read(table: str) -> tuple[list[str], list[dict[str, str]]]:
    text = files("persian_news_ie").joinpath("words", f"{table}.tsv").read_text("utf-8")
    head, *lines = text.rstrip("\n").split("\n")
    columns = head.split("\t")
    return columns, [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def many(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def breaks(form: str) -> frozenset[int]:
    """Where a form has a space or half-space, in letters."""
    at, found = 0, set()
    for char in form:
        if char in " \u200c":
            found.add(at)
        else:
            at += 1
    return frozenset(found)


def forms(row: dict[str, str], key: str) -> list[str]:
    name = row.get("name") or row[key]
    columns = ("variants", "abbreviations", "guarded")
    return [name, *(form for column in columns for form in many(row.get(column, "")))]


@pytest.mark.parametrize("table, key", KEYS.items())
def test_sorted_and_unique(table: Any, key: Any) -> None:
    _, lines = read(table)
    keys = [row[key] for row in lines]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", KEYS)
def test_normal_form(table: Any) -> None:
    columns, lines = read(table)
    assert not [column for column in columns if column != column.strip()]
    for row in lines:
        for cell in row.values():
            assert cell == unicodedata.normalize("NFC", cell).strip(), cell
            assert not FOREIGN & set(cell), cell
            assert "  " not in cell, cell
            assert not any(unicodedata.combining(char) for char in cell), cell
            assert "" not in cell.split(";") or not cell, cell


@pytest.mark.parametrize("table", KEYS)
def test_sources_are_named(table: Any) -> None:
    said = files("persian_news_ie").joinpath("words", "SOURCES.md").read_text("utf-8")
    for row in read(table)[1]:
        marks = set(many(row["source"]))
        assert marks, row
        assert marks <= SOURCES, row
    assert all(f"`{mark}`" in said for mark in SOURCES)


@pytest.mark.parametrize("table", NAMED)
def test_no_form_is_listed_twice(table: Any) -> None:
    for row in read(table)[1]:
        seen: dict[str, list[frozenset[int]]] = {}
        for form in forms(row, KEYS[table]):
            if form in many(row.get("guarded", "")) and form == row.get("name"):
                continue  # the name itself may be the form that needs context
            others = seen.setdefault(key_of(form), [])
            assert not any(breaks(form) <= other for other in others), (row[KEYS[table]], form)
            others.append(breaks(form))


def test_a_form_names_one_body() -> None:
    owners = Counter(
        key
        for body in tables.bodies()
        for key in {key_of(form) for form in (body.name, *body.variants, *body.abbreviations)}
    )
    assert [form for form, count in owners.items() if count > 1] == []


def test_kinds_of_places() -> None:
    assert {place.kind for place in tables.places()} <= PLACE_KINDS
    assert {crossing.place_kind for crossing in tables.crossings()} <= {
        "border_crossing",
        "border_market",
    }


def test_parents_exist() -> None:
    places = {place.id for place in tables.places()}
    assert [p.id for p in tables.places() if p.parent and p.parent not in places] == []
    bodies = {body.id for body in tables.bodies()}
    assert [b.id for b in tables.bodies() if b.parent and b.parent not in bodies] == []


def test_a_place_lies_in_the_country_of_its_parent() -> None:
    countries = {place.id: place.country for place in tables.places()}
    wrong = [p.id for p in tables.places() if p.parent and countries[p.parent] != p.country]
    assert wrong == []


def test_countries_of_places_exist() -> None:
    known = {country.iso2 for country in tables.countries()}
    records: list[tables.PlaceRecord | tables.CrossingRecord]
    records = [*tables.places(), *tables.crossings()]
    assert {record.country for record in records} <= known | {""}
    assert {crossing.neighbour for crossing in tables.crossings()} <= known


def test_coordinates_lie_in_the_country() -> None:
    outside = []
    records: list[tables.PlaceRecord | tables.CrossingRecord]
    records = [*tables.places(), *tables.crossings()]
    for record in records:
        assert (record.latitude is None) == (record.longitude is None), record.id
        if record.latitude is None or record.longitude is None or record.country not in BOXES:
            continue
        south, north, west, east = BOXES[record.country]
        inside = south <= record.latitude <= north and west <= record.longitude <= east
        if not inside and record.kind != "sea":
            outside.append(record.id)
    assert outside == []


def test_a_city_of_iran_lies_near_its_county() -> None:
    places = {place.id: place for place in tables.places()}
    far = []
    for place in places.values():
        county = places.get(place.parent)
        if place.id.startswith("ir-city") and place.latitude and county and county.latitude:
            north = abs(place.latitude - county.latitude)
            east = abs((place.longitude or 0) - (county.longitude or 0))
            if north + east > 2.5:
                far.append((place.name, county.name))
    assert far == []


def test_divisions_of_crossings_exist() -> None:
    provinces = {p.name for p in tables.places() if p.kind in ("province", "governorate")}
    counties = {p.name for p in tables.places() if p.kind in ("county", "district", "city")}
    for crossing in tables.crossings():
        assert crossing.province in provinces | {""}, crossing.id
        assert crossing.county in counties | {""}, crossing.id
        if crossing.country == "IR":
            assert crossing.province, crossing.id
            assert crossing.county, crossing.id


def test_crossings_say_what_they_know() -> None:
    for crossing in tables.crossings():
        assert crossing.kind in ("official_terminal", "border_market", "temporary"), crossing.id
        assert crossing.precision in ("crossing", "area", "town"), crossing.id
        assert crossing.status in (
            "open",
            "closed",
            "intermittent",
            "planned",
            "under_construction",
            "unknown",
        ), crossing.id


def test_every_neighbour_by_land_has_a_crossing() -> None:
    neighbours = {c.neighbour for c in tables.crossings() if c.country == "IR"}
    assert neighbours == {"IQ", "TR", "AM", "AZ", "TM", "AF", "PK"}


@pytest.mark.parametrize(
    "name, records",
    [
        ("کرمانشاه", {("province", "IR"), ("county", "IR"), ("city", "IR")}),
        ("سلیمانیه", {("governorate", "IQ"), ("city", "IQ")}),
        ("حلبچه", {("governorate", "IQ"), ("city", "IQ")}),
        ("اقلیم کردستان", {("region", "IQ")}),
        ("اقلیم کردستان عراق", {("region", "IQ")}),
        ("گرمیان", {("region", "IQ")}),
        ("اداره مستقل راپرین", {("region", "IQ")}),
        ("کردستان", {("province", "IR")}),
        ("بغداد", {("governorate", "IQ"), ("city", "IQ")}),
        ("هورامان", {("region", "")}),
        ("تنگه هرمز", {("sea", "")}),
        ("اروندرود", {("river", "IR")}),
        ("جزیره کیش", {("other", "IR")}),
        ("فرودگاه امام خمینی", {("facility", "IR")}),
        ("انگلیس", {("country", "GB")}),
        ("بریتانیا", {("country", "GB")}),
        ("استانبول", {("city", "TR")}),
        # words first, places only in context
        ("سلیمانی", set()),
        ("دوشنبه", set()),
        ("بار", set()),
        ("پول", set()),
        ("بن", set()),
        ("مرکزی", set()),
        ("فارس", set()),
        ("نور", set()),
        ("مهر", set()),
        ("چک", set()),
        ("مالی", set()),
        ("آذربایجان", set()),
        ("اقلیم", set()),
        ("امان", set()),
    ],
)
def test_bare_name_of_a_place(name: Any, records: Any) -> None:
    found = {
        (place.kind, place.country)
        for place in tables.places()
        if not place.needs_context
        and name not in place.guarded
        and name in (place.name, *place.variants)
    }
    assert found == records


@pytest.mark.parametrize(
    "name, neighbour, province, needs_context",
    [
        ("شوشمی", "IQ", "کرمانشاه", False),
        ("پرویزخان", "IQ", "کرمانشاه", False),
        ("شیخ‌صله", "IQ", "کرمانشاه", False),
        ("باشماق", "IQ", "کردستان", False),
        ("تمرچین", "IQ", "آذربایجان غربی", False),
        ("چزابه", "IQ", "خوزستان", False),
        ("شلمچه", "IQ", "خوزستان", False),
        ("دوغارون", "AF", "خراسان رضوی", False),
        ("ریمدان", "PK", "سیستان و بلوچستان", False),
        ("نوردوز", "AM", "آذربایجان شرقی", False),
        ("اینچه‌برون", "TM", "گلستان", False),
        ("مهران", "IQ", "ایلام", True),
        ("خسروی", "IQ", "کرمانشاه", True),
        ("سومار", "IQ", "کرمانشاه", True),
        ("جلفا", "AZ", "آذربایجان شرقی", True),
        ("آستارا", "AZ", "گیلان", True),
        ("سرو", "TR", "آذربایجان غربی", True),
        ("رازی", "TR", "آذربایجان غربی", True),
        ("پیشین", "PK", "سیستان و بلوچستان", True),
    ],
)
def test_crossing(name: Any, neighbour: Any, province: Any, needs_context: Any) -> None:
    (found,) = [c for c in tables.crossings() if name in (c.name, *c.variants)]
    assert (found.neighbour, found.province) == (neighbour, province)
    assert found.needs_context == needs_context


@pytest.mark.parametrize(
    "name, kind, parent",
    [
        ("وزارت صمت", "ministry", ""),
        ("سپاه", "military", ""),
        ("نیروی قدس", "military", "irgc"),
        ("ایسنا", "media", ""),
        ("رویترز", "media", ""),
        ("سی‌ان‌ان", "media", ""),
        ("خانه صنعت و معدن", "association", ""),
        ("گرمیان", None, None),  # a region, not an organisation
        ("مهر", None, None),  # the month; the agency only in context
        ("انتخاب", None, None),
        ("توییتر", None, None),
    ],
)
def test_body(name: Any, kind: Any, parent: Any) -> None:
    found = [b for b in tables.bodies() if name in (b.name, *b.variants, *b.abbreviations)]
    assert [(b.kind, b.parent) for b in found] == ([(kind, parent)] if kind else [])


@pytest.mark.parametrize(
    "word, entity, kind, is_plural",
    [
        ("استان", "PLACE", "province", False),
        ("استان‌های", "PLACE", "province", True),
        ("مرز", "PLACE", "border_crossing", False),
        ("مرزهای", "PLACE", "border_crossing", True),
        ("بازارچه", "PLACE", "border_market", False),
        ("اداره مستقل", "PLACE", "region", False),
        ("وزارت", "ORG", "ministry", False),
        ("اداره کل", "ORG", "department", False),
        ("خبرگزاری", "ORG", "media", False),
    ],
)
def test_kind_word(word: Any, entity: Any, kind: Any, is_plural: Any) -> None:
    (found,) = [k for k in tables.kind_words() if word == k.word]
    assert (found.entity, found.kind, found.is_plural) == (entity, kind, is_plural)


@pytest.mark.parametrize(
    "title, kind, complement",
    [
        ("استاندار", "office", "PLACE"),
        ("فرماندار", "office", "PLACE"),
        ("وزیر امور خارجه", "office", "COUNTRY"),
        ("مدیرکل", "office", "ORG"),
        ("سردار", "honorific", "PERSON"),
        ("سرتیپ", "rank", "PERSON"),
    ],
)
def test_title(title: Any, kind: Any, complement: Any) -> None:
    (found,) = [t for t in tables.titles() if title == t.title]
    assert found.kind == kind
    assert complement in found.complements


def test_tables_load_fast() -> None:
    readers = (
        tables.countries,
        tables.places,
        tables.crossings,
        tables.bodies,
        tables.titles,
        tables.kind_words,
        tables.given_names,
        tables.surnames,
    )
    start = time.process_time()
    for reader in readers:
        assert reader.__wrapped__()
    assert time.process_time() - start < 1.0  # 0.05 s on a quiet core


def test_a_table_of_another_shape_is_refused() -> None:
    with pytest.raises(tables.TableError, match=r"words/kinds\.tsv"):
        tables.read("kinds", tables.NameRecord)


def test_the_page_of_crossings_is_up_to_date() -> None:
    root = Path(__file__).parent.parent
    made = runpy.run_path(str(root / "tools" / "crossings_page.py"))
    assert (root / "docs" / "crossings.md").read_text("utf-8") == made["page"]()
