"""The JSON Schema of `persian-news-ie/1`, made from the records themselves."""

from dataclasses import fields
from inspect import cleandoc
from typing import Any

import msgspec

from persian_news_ie.export.plain import SCHEMA
from persian_news_ie.facts import LAYERS, ROLES, BorderCrossing, Place

RECORDS = {**LAYERS, "places": BorderCrossing}  # other places leave its own fields out
STATUSES = (
    "signed",
    "approved",
    "planned",
    "proposed",
    "negotiated",
    "implemented",
    "extended",
    "rejected",
    "cancelled",
    "unknown",
)
# The closed vocabularies, by record and field.
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("Occurrence", "kind"): ("name", "surname", "office", "pronoun", "description"),
    ("Role", "status"): ("current", "former", "acting"),
    ("BorderCrossing", "kind"): (
        "country",
        "region",
        "province",
        "governorate",
        "county",
        "district",
        "city",
        "village",
        "border_crossing",
        "border_market",
        "facility",
        "river",
        "sea",
        "other",
    ),
    ("Agreement", "kind"): (
        "memorandum",
        "contract",
        "treaty",
        "approval",
        "joint_body",
        "declaration",
        "decision",
        "other",
    ),
    ("Agreement", "status"): STATUSES,
    ("Agreement", "modality"): ("realized", "planned", "denied", "background", "hypothetical"),
    ("Event", "kind"): (
        "visit",
        "meeting",
        "reception",
        "farewell",
        "call",
        "appointment",
        "dismissal",
        "resignation",
        "election",
        "inauguration",
        "closure",
        "signing",
        "statement",
        "other",
    ),
    ("Event", "modality"): ("realized", "planned", "denied", "background", "hypothetical"),
    ("Participant", "role"): ROLES,
    ("Quote", "kind"): ("direct", "indirect", "document"),
    ("Amount", "kind"): ("money", "percent", "quantity", "count"),
}
SCORES = ("score",)
OFFSETS = ("start", "stop")
TEXT = {"type": ["string", "null"]}
ARTICLE = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "title": TEXT,
        "code": TEXT,
        "published": {"type": ["string", "null"], "format": "date-time"},
        "source": TEXT,
        "tags": {"type": "array", "items": {"type": "string"}},
        "url": TEXT,
        "body": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        },
    },
    "required": ["id", "title", "code", "published", "source", "tags", "url", "body"],
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one document."""
    components = msgspec.json.schema_components(
        tuple(RECORDS.values()), ref_template="#/$defs/{name}"
    )[1]
    lists = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{record.__name__}"}}
        for name, record in RECORDS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, "article": ARTICLE, **lists},
        "required": ["schema", "article", *lists],
        "$defs": {name: _strict(name, made) for name, made in sorted(components.items())},
    }


def _strict(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """The schema of a record in which every field is there and holds only what it may."""
    properties = {
        key: {**_without_default(value), **_limits(name, key)}
        for key, value in made["properties"].items()
    }
    optional = {f.name for f in fields(BorderCrossing)} - {f.name for f in fields(Place)}
    required = [k for k in properties if name != BorderCrossing.__name__ or k not in optional]
    said = cleandoc(made["description"])  # Python 3.13 takes the indent away, older ones do not
    return {**made, "description": said, "properties": properties, "required": required}


def _without_default(value: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in value.items() if key != "default"}


def _limits(name: str, key: str) -> dict[str, Any]:
    if key in OFFSETS:
        return {"minimum": 0}
    if key in SCORES:
        return {"minimum": 0, "maximum": 1}
    values = VALUES.get((name, key))
    return {"enum": list(values)} if values else {}
