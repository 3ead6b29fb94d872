"""What comes out is what the schema says, and nothing else passes it."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import document, nlp

from persian_news_ie import facts
from persian_news_ie.export.plain import SCHEMA
from persian_news_ie.export.restore import from_dict
from persian_news_ie.export.schema import RECORDS, VALUES, json_schema
from persian_news_ie.facts import LAYERS


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json_schema())


def plain() -> dict[str, Any]:
    """The JSON of a document, fresh for every test."""
    found: dict[str, Any] = json.loads(document().to_json())
    return found


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from objects(inner)


def test_a_document_fits(validator: Any) -> None:
    assert not list(validator.iter_errors(plain()))
    assert not list(validator.iter_errors(json.loads(nlp()("").to_json())))


@pytest.mark.parametrize("layer", ["article", *LAYERS])
def test_no_layer_may_be_missing(validator: Any, layer: str) -> None:
    found = plain()
    del found[layer]
    assert list(validator.iter_errors(found))


def test_no_field_may_be_missing(validator: Any) -> None:
    crossing_only = {"neighbour", "precision", "type"}
    count = 0
    for number, made in enumerate(list(objects(plain()))):
        for name in made.keys() - crossing_only:
            found = plain()
            changed = list(objects(found))[number]
            if "geonames" in changed:
                continue  # the open table of references
            del changed[name]
            assert list(validator.iter_errors(found)), name
            count += 1
    assert count > 100


@pytest.mark.parametrize(
    "path, value",
    [
        (("schema",), "persian-news-ie/0"),
        (("article", "body"), [0]),
        (("article", "body"), [-1, 5]),
        (("article", "tags"), "one"),
        (("places", 0, "kind"), "galaxy"),
        (("places", 0, "latitude"), "north"),
        (("places", 0, "mentions", 0, "start"), -1),
        (("places", 0, "mentions", 0, "score"), 1.5),
        (("places", 0, "mentions", 0, "kind"), "guess"),
        (("events", 0, "kind"), "party"),
        (("events", 0, "modality"), "maybe"),
        (("events", 0, "participants", 0, "role"), "hero"),
        (("agreements", 0, "status"), "sealed"),
        (("agreements", 0, "parties", 0, "text"), None),
        (("quotes", 0, "kind"), "song"),
        (("dates", 0, "value"), 2024),
        (("amounts", 0, "value"), 120),
    ],
)
def test_no_other_value_passes(validator: Any, path: tuple[str | int, ...], value: object) -> None:
    found: Any = plain()
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    assert path[-1] in inner
    inner[path[-1]] = value
    assert list(validator.iter_errors(found))


def test_every_record_is_described() -> None:
    described = json_schema()["$defs"]
    for record in RECORDS.values():
        assert set(described[record.__name__]["properties"]) == {f.name for f in fields(record)}
    for name, field in VALUES:
        assert field in {f.name for f in fields(getattr(facts, name))}


def test_json_is_the_dict_in_the_order_of_the_schema() -> None:
    doc = document()
    assert json.loads(doc.to_json()) == json.loads(json.dumps(doc.to_dict()))
    assert list(doc.to_dict()) == ["schema", "article", *LAYERS]
    assert doc.to_dict()["schema"] == SCHEMA
    assert "\n" not in doc.to_json()


def test_records_decode_into_their_types() -> None:
    found = plain()
    for layer, record in RECORDS.items():
        for made in found[layer]:
            exact = facts.Place if layer == "places" and "neighbour" not in made else record
            decoded: Any = msgspec.json.decode(json.dumps(made), type=exact)
            assert json.loads(msgspec.json.encode(decoded)) == made


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_fits_and_comes_back(text: str) -> None:
    doc = nlp()(text)
    again = from_dict(json.loads(doc.to_json()), text)
    assert again.to_dict() == doc.to_dict()


@pytest.mark.parametrize("text", ["\ud800", "مرز مهران \udfff باز شد", "\0", "\ufeff", "\u202e"])
def test_json_is_always_valid(text: str) -> None:
    written = nlp()(text).to_json()
    written.encode()
    assert json.loads(written)["schema"] == SCHEMA
