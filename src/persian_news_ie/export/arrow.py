"""Documents as Arrow: one typed, nested schema, made from the records themselves."""

import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from persian_news_ie.export.schema import RECORDS

CURE = 'tables and Spark need: pip install "persian-news-ie[tables]"'
ARTICLE_TEXTS = ("id", "title", "code", "published", "source", "url")


def arrow() -> Any:
    """The module pyarrow. Raises ImportError with the cure if it is missing."""
    try:
        import pyarrow
    except ImportError:
        raise ImportError(CURE) from None
    return pyarrow


def _type(hint: Any) -> Any:
    """The Arrow type of a field's annotation."""
    pa = arrow()
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _type(next(h for h in inner if h is not type(None)))
    if origin is tuple:
        return pa.list_(_type(inner[0]))
    if origin is dict:
        return pa.map_(_type(inner[0]), _type(inner[1]))
    if is_dataclass(hint) and isinstance(hint, type):
        return _struct(hint)
    return {str: pa.string(), int: pa.int64(), float: pa.float64()}[hint]


@cache
def _struct(record: type) -> Any:
    hints = get_type_hints(record)
    return arrow().struct([(f.name, _type(hints[f.name])) for f in fields(record)])


@cache
def document_type() -> Any:
    """The Arrow type of one document: the JSON's layers as lists of structs."""
    pa = arrow()
    article = [(name, pa.string()) for name in ARTICLE_TEXTS]
    article += [("tags", pa.list_(pa.string())), ("body", pa.list_(pa.int64()))]
    layers = [(name, pa.list_(_struct(record))) for name, record in RECORDS.items()]
    return pa.struct([("article", pa.struct(article)), *layers])


def documents(plain: Iterable[dict[str, Any] | None]) -> Any:
    """An Arrow array of documents in their JSON form; None stays null."""
    return arrow().array([doc and _without_schema(doc) for doc in plain], type=document_type())


def _without_schema(doc: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in doc.items() if name != "schema"}
