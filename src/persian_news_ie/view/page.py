"""The parts of a page put together: right to left, nothing loaded from anywhere."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256

from persian_news_ie.document import Document
from persian_news_ie.view.index import index, tables
from persian_news_ie.view.labels import digits, jalali_day, label
from persian_news_ie.view.map import map_of
from persian_news_ie.view.markup import Html, asset, bdi, joined, ltr, tag, text
from persian_news_ie.view.network import network
from persian_news_ie.view.text import article_text
from persian_news_ie.view.timeline import timeline

LAYERS = ("person", "place", "org", "date", "amount", "agreement", "event", "quote")


def page(docs: Sequence[Document]) -> str:
    """The HTML page of one or more documents: text, facts, map, network, timeline, tables."""
    title = next((d.article.title for d in docs if d.article.title), None)
    sections = (section(doc, number) for number, doc in enumerate(docs))
    return "".join((opening(title), *sections, closing()))


@cache
def _script_hash() -> str:
    return b64encode(sha256(asset("script.js").encode()).digest()).decode()


def opening(title: str | None) -> str:
    """The page up to its first document; only its own style and script may act in it."""
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_script_hash()}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = joined(
        (
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", " ".join((title or label("page", "untitled")).split())),
            tag("style", Html(asset("style.css"))),
        ),
        "\n",
    )
    skip = tag("a", label("page", "skip"), href="#main", class_="skip")
    return (
        f'<!doctype html>\n<html lang="fa" dir="rtl">\n<head>\n{head}\n</head>\n'
        f'<body>\n{skip}\n<main id="main" tabindex="-1">\n'
    )


def closing() -> str:
    """The page after its last document."""
    tip = tag("div", id="tip", role="tooltip", hidden=True)
    script = tag("script", Html(asset("script.js")))
    return f"</main>\n{tip}\n{script}\n</body>\n</html>\n"


def section(doc: Document, number: int = 0) -> str:
    """One document as a part of a page; `number` keeps the ids of several apart."""
    prefix = f"d{number}-" if number else ""
    reading = tag(
        "div",
        tag("div", _legend(), tag("article", article_text(doc, prefix), class_="text")),
        tag("aside", index(doc, prefix), aria_label=label("page", "found"), class_="found"),
        class_="reading",
    )
    pictures = joined(_pictures(doc, prefix))
    rows = joined(tables(doc, prefix))
    return tag(
        "div",
        _header(doc),
        reading,
        tag("div", pictures, class_="pictures") if pictures else None,
        tag("div", rows, class_="tables") if rows else None,
        class_="document",
    )


def _header(doc: Document) -> Html:
    article = doc.article
    heading = None
    if article.title_span is None:
        heading = tag("h1", bdi(article.title or label("page", "untitled")))
    return tag("header", heading, tag("dl", *_facts(doc)))


def _facts(doc: Document) -> Iterator[Html]:
    article = doc.article
    known: dict[str, Html | None] = {
        "published": _published(doc),
        "source": bdi(article.source) if article.source else None,
        "code": bdi(digits(article.code)) if article.code else None,
        "tags": joined((tag("span", bdi(t), class_="chip") for t in article.tags), " "),
    }
    for name, value in known.items():
        if value:
            yield tag("div", tag("dt", label("page", name)), tag("dd", value))


def _published(doc: Document) -> Html | None:
    moment = doc.article.published
    if moment is None:
        return None
    clock = f" {digits(moment.strftime('%H:%M'))}" if moment.hour or moment.minute else ""
    day = bdi(jalali_day(moment.date()) + clock)
    return joined([day, ltr(moment.date().isoformat())], " ")


def _legend() -> Html:
    """Boxes that show and hide each kind of mark."""
    boxes = (
        tag(
            "label",
            tag("input", type="checkbox", checked=True, data_layer=kind),
            tag("span", label("layer", kind), class_=f"key {kind}"),
        )
        for kind in LAYERS
    )
    return tag("fieldset", tag("legend", label("page", "show")), *boxes, class_="legend")


def _pictures(doc: Document, prefix: str) -> Iterator[Html]:
    for name, picture in (
        ("map", map_of(doc, prefix)),
        ("network", network(doc, prefix)),
        ("timeline", timeline(doc, prefix)),
    ):
        if picture:
            yield tag("section", tag("h2", text(label("page", name))), picture, class_=name)
