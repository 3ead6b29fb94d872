"""HTML and SVG in which nothing is markup that was not written as markup."""

import re
from collections.abc import Iterable
from html import escape

from persian_news_ie.resources import text_of

VOID = frozenset(("br", "input", "meta"))
# What an HTML parser drops or replaces, and halves of characters, which UTF-8 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Html(str):
    """Text that is markup already; any other text is escaped where it enters a page."""

    __slots__ = ()


Child = str | Html | None
Attribute = str | int | float | bool | None


def text(value: str) -> Html:
    """Text as markup that shows it; what HTML cannot hold is shown as a replacement character."""
    return value if isinstance(value, Html) else _escaped(value)


def _escaped(value: str) -> Html:
    return Html(escape(UNWRITABLE.sub(REPLACEMENT, value)))


def joined(parts: Iterable[Child], between: str = "") -> Html:
    """Parts after one another, with a text between them."""
    return Html(text(between).join(text(part) for part in parts if part))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """An element; `class_` is written `class`, `data_x` `data-x`; None and False are left out."""
    written = "".join(
        f" {_name(key)}" if value is True else f' {_name(key)}="{_escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(children)}</{name}>")


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def bdi(value: str) -> Html:
    """Text that keeps its direction to itself."""
    return tag("bdi", value)


def ltr(value: str) -> Html:
    """Latin text or numbers inside a Persian page."""
    return tag("bdi", value, dir="ltr", class_="ltr")


def asset(name: str) -> str:
    """A file of this package: the style sheet or the script."""
    return text_of("view", name)
