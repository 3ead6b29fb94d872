"""Documents as plain data: the JSON `persian-news-ie/1`."""

import json
from typing import Any

import msgspec

from persian_news_ie.document import Document
from persian_news_ie.facts import LAYERS, Entity, Fact

SCHEMA = "persian-news-ie/1"


def _article(doc: Document) -> dict[str, Any]:
    article = doc.article
    return {
        "id": article.id,
        "title": article.title,
        "code": article.code,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "tags": list(article.tags),
        "url": article.url,
        "body": [article.body.start, article.body.stop],
    }


def item(record: Entity | Fact) -> dict[str, Any]:
    """One entity or fact as plain data."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def to_dict(doc: Document) -> dict[str, Any]:
    """A document as plain data, ready for JSON."""
    layers = {name: [item(r) for r in getattr(doc, name)] for name in LAYERS}
    return {"schema": SCHEMA, "article": _article(doc), **layers}


def to_json(doc: Document) -> str:
    """A document as one line of JSON."""
    plain = to_dict(doc)
    try:
        return msgspec.json.encode(plain).decode()
    except UnicodeEncodeError:  # lone surrogates: valid JSON only as escapes
        return json.dumps(plain, separators=(",", ":"))
