"""What the command line reads: the articles of files and of standard input, failures named."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO

from persian_news_ie.article import Article, read_article
from persian_news_ie.errors import InputError
from persian_news_ie.sources import (
    Failure,
    decode,
    lines_of,
    read_lines,
    read_path,
    read_records,
    sniff,
)
from persian_news_ie.wordlists import compact

STDIN = "-"
RECORDS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
REPORT = "please report it, with the input"


@dataclass(frozen=True, slots=True)
class Source:
    """An article and where it came from, as a message names it."""

    where: str
    article: Article


Failed = Callable[[str], None]


def sources(paths: Iterable[str], failed: Failed) -> Iterator[Source]:
    """The articles of files in order; `failed` is told what cannot be read, the rest goes on."""
    for path in paths:
        name = "standard input" if path == STDIN else path
        try:
            yield from _articles(path, name, failed)
        except (InputError, ImportError) as error:
            message = str(error)
            failed(message if name in message else f"{name}: {message}")
        except Exception as error:
            failed(f"{name}: {type(error).__name__}: {error}; {REPORT}")


def _articles(path: str, name: str, failed: Failed) -> Iterator[Source]:
    if path == STDIN:
        yield from _piped(sys.stdin.buffer, name, failed)
    elif path.lower().endswith(RECORDS):
        yield from _records(read_lines(path), name, failed)
    else:
        yield from _text(read_path(path), name, failed)


def _piped(stream: IO[bytes], name: str, failed: Failed) -> Iterator[Source]:
    """Records are read as they come, so that a pipe may be endless."""
    lines = lines_of(stream, name)
    first = next(lines, b"")
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from _records(chain([first], lines), name, failed)
    else:
        yield from _text(decode(_whole([first, *lines])), name, failed)


def _whole(lines: list[bytes]) -> bytes:
    """Lines as one text again; those of UTF-16 come without their ends."""
    end = b"\n" if lines[-1].endswith(b"\n") else b""
    return b"\n".join(line.removesuffix(b"\n") for line in lines) + end


def _text(text: str, name: str, failed: Failed) -> Iterator[Source]:
    kind = sniff(text)
    if kind == "jsonl":
        # Not splitlines: a string of JSON may hold other ends of lines.
        yield from _records(text.split("\n"), name, failed)
    elif kind == "html":
        yield Source(name, _page(text, name))
    else:
        yield Source(name, read_article(text))


def _page(html: str, name: str) -> Article:
    from persian_news_ie.page import read_page

    article = read_page(html)
    words = compact(article.text)
    if not words or words == compact(article.title or ""):
        raise InputError(f"{name}: no article in this page; give one page of one article")
    return article


def _records(lines: Iterable[str] | Iterable[bytes], name: str, failed: Failed) -> Iterator[Source]:
    for number, record in enumerate(read_records(lines), 1):
        if isinstance(record, Failure):
            failed(f"{name}: {record}")
        else:
            yield Source(f"{name}: record {record.id or number}", record)
