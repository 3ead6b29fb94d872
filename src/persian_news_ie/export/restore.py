"""A document from its JSON and its text: the way back from `to_dict`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from persian_news_ie.article import read_article
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.export.plain import SCHEMA
from persian_news_ie.facts import LAYERS, BorderCrossing, Place
from persian_news_ie.text.normalize import fold

CROSSING_ONLY = "neighbour"


def from_dict(plain: Mapping[str, Any], text: str) -> Document:
    """The document that `to_dict` made this of, with its article and facts, without its tokens.

    `text` is the text that was read. Raises InputError for data of another shape.
    """
    if plain.get("schema") != SCHEMA:
        raise InputError(f"schema {plain.get('schema')!r} is not {SCHEMA!r}; read the text again")
    try:
        article = plain["article"]
        known = {name: article[name] for name in ("id", "title", "published", "url", "source")}
        found = replace(
            read_article(text, **known), code=article["code"], tags=tuple(article["tags"])
        )
        layers = {name: _records(plain[name], record) for name, record in LAYERS.items()}
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise InputError(f"not the data of a document ({error}); read the text again") from None
    day = found.published.date() if found.published else None
    return Document(found, fold(text), reference=day, **layers)


def _records(plain: Any, record: type) -> Any:
    if record is Place:
        return tuple(map(_place, plain))
    return msgspec.convert(plain, tuple[record, ...])  # type: ignore[valid-type]


def _place(plain: Mapping[str, Any]) -> Place:
    return msgspec.convert(plain, BorderCrossing if CROSSING_ONLY in plain else Place)
