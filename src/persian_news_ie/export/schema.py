"""The JSON Schema of `persian-news-ie/1`, made from the records themselves."""

from typing import Any

import msgspec

from persian_news_ie.export.plain import SCHEMA
from persian_news_ie.facts import (
    Agreement,
    Amount,
    BorderCrossing,
    DateExpression,
    Event,
    Organization,
    Person,
    Place,
    Quote,
)

RECORDS = {
    "people": Person,
    "places": BorderCrossing,  # a Place with two fields more, which other places leave out
    "organizations": Organization,
    "agreements": Agreement,
    "events": Event,
    "quotes": Quote,
    "dates": DateExpression,
    "amounts": Amount,
}
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
    found, components = msgspec.json.schema_components(
        (Place, *RECORDS.values()), ref_template="#/$defs/{name}"
    )
    del found
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
        "$defs": components,
    }
