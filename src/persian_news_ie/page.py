"""An article from a web page: structured data and meta tags first, then the visible text."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any

from persian_news_ie.article import Article, read_article
from persian_news_ie.errors import InputError
from persian_news_ie.header import is_stamp
from persian_news_ie.lines import view_of
from persian_news_ie.sources import decode
from persian_news_ie.stamps import Stamp, stamp
from persian_news_ie.text.normalize import ZWNJ
from persian_news_ie.wordlists import compact

CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([\w\-]{3,20})", re.IGNORECASE)
CHARSET_REACH = 4096
# The extractor drops what does not print, half-spaces too; a letter of no living script stays.
STAND_IN = "\N{LYDIAN LETTER A}"
MOST_STAMPS = 3000  # elements in which a visible date is looked for
LONGEST_STAMP = 120
TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
TIMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "og:pubdate",
)
KEYWORDS = ("news_keywords", "keywords", "article:tag")
SITES = ("og:site_name", "dc.publisher", "application-name")
SECTIONS = ("article:section", "section")
# A site appends its own name to the title of the page.
SITE_MARK = re.compile(r"\s+[|\u2013\u2014\u00bb\-]\s+[^|\u2013\u2014\u00bb]{2,40}$")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page states about its article."""

    title: str | None = None
    published: datetime | None = None
    source: str | None = None
    section: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    body: str | None = None


def read_page(html: str | bytes, url: str | None = None) -> Article:
    """The article of an HTML page; `text` is its title and paragraphs, a line each.

    A page without an article gives an article with little or no text. Needs the extra `html`.
    """
    trafilatura = _trafilatura()
    source = html if isinstance(html, str) else _decode(html)
    tree = trafilatura.load_html(_clean(source)) if source.strip() else None
    if tree is None:
        return read_article("", url=url)
    known = _known(tree)
    stamps = _visible(tree)
    body = _body(trafilatura, source) or known.body or ""
    published = known.published or next((s.published for s in stamps if s.published), None)
    found = read_article(
        _text(known.title, body),
        title=known.title,
        published=published,
        url=url or known.url,
        source=known.source,
    )
    code = found.code or next((s.code for s in stamps if s.code), None)
    return replace(found, code=code, tags=known.tags or found.tags, section=known.section)


def _trafilatura() -> ModuleType:
    try:
        import trafilatura
    except ImportError:
        raise ImportError('reading HTML needs: pip install "persian-news-ie[html]"') from None
    return trafilatura


def _decode(data: bytes) -> str:
    try:
        return decode(data)
    except InputError:
        stated = CHARSET.search(data[:CHARSET_REACH])
        try:
            return data.decode(stated[1].decode("ascii") if stated else "utf-8")
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def _clean(html: str) -> str:
    """The page without what the parser refuses: lone surrogates and NUL."""
    return html.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _body(trafilatura: ModuleType, html: str) -> str:
    html = _clean(html).replace(ZWNJ, STAND_IN)
    options = {"include_comments": False, "include_tables": False, "prune_xpath": "//template"}
    text = trafilatura.extract(html, **options)
    return str(text or "").replace(STAND_IN, ZWNJ)


def _text(title: str | None, body: str) -> str:
    first = body.split("\n", 1)[0]
    return body if not title or compact(first) == compact(title) else f"{title}\n\n{body}".strip()


# Structured data


def _known(tree: Any) -> _Known:
    meta = _meta(tree)
    data = next(_news(tree), {})
    title = _string(data.get("headline")) or _first(meta, TITLES) or _heading(tree)
    times = [data.get("datePublished"), *(meta.get(name) for name in TIMES)]
    keywords = data.get("keywords") or _first(meta, KEYWORDS)
    return _Known(
        title=SITE_MARK.sub("", title) if title else None,
        published=next((t for t in map(_time, [*times, *_time_tags(tree)]) if t), None),
        source=_string(data.get("publisher")) or _first(meta, SITES),
        section=_string(data.get("articleSection")) or _first(meta, SECTIONS),
        url=_canonical(tree) or meta.get("og:url"),
        tags=tuple(dict.fromkeys(_list(keywords))),
        body=_string(data.get("articleBody")),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _news(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that are articles."""
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            try:
                data = json.loads(element.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from (item for item in _objects(data) if _is_article(item))


def _objects(data: Any, depth: int = 4) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth)
    elif isinstance(data, dict) and depth:
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(name), depth - 1)


def _is_article(item: Mapping[str, Any]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.endswith(("Article", "BlogPosting")) for k in kinds)


def _string(value: Any) -> str | None:
    """The text or the name of a value of JSON-LD, which may be wrapped."""
    if isinstance(value, list):
        return next((s for s in map(_string, value) if s), None)
    if isinstance(value, dict):
        return _string(value.get("name"))
    return value.strip() or None if isinstance(value, str) else None


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value if (name := _string(item))]
    parts = re.split("[,\u060c;|]", value) if isinstance(value, str) else []
    return [part.strip() for part in parts if part.strip()]


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _heading(tree: Any) -> str | None:
    for name in ("h1", "title"):
        for element in tree.iter(name):
            if text := " ".join(element.text_content().split()):
                return str(text)
    return None


def _canonical(tree: Any) -> str | None:
    links = (x.get("href") for x in tree.iter("link") if x.get("rel") == "canonical")
    return next((str(link) for link in links if link), None)


def _time_tags(tree: Any) -> Iterator[str]:
    return (str(x.get("datetime")) for x in tree.iter("time") if x.get("datetime"))


def _time(value: Any) -> datetime | None:
    return _stamp(value).published if isinstance(value, str) else None


# Visible text


def _stamp(text: str) -> Stamp:
    return stamp(" ".join(view_of(text).text.split()))


def _visible(tree: Any) -> list[Stamp]:
    """The stamps that a reader sees, in the order of the page."""
    found: list[Stamp] = []
    for count, element in enumerate(tree.iter("li", "div", "span", "p", "td", "small", "time")):
        if count > MOST_STAMPS or len(found) > 5:
            break
        text = _short_text(element)
        read = _stamp(text) if text else None
        if read and is_stamp(read) and (read.is_labelled or read.clock or read.code):
            found.append(read)
    return found


def _short_text(element: Any) -> str:
    """The text of an element, empty if it is long; reads no more than it needs."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > LONGEST_STAMP:
            return ""
    return " ".join(" ".join(parts).split())
