"""The entry point: `load()` gives a pipeline, the pipeline gives documents."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from persian_news_ie.article import Article, read_article
from persian_news_ie.batches import batches
from persian_news_ie.document import Document, Mention
from persian_news_ie.errors import InputError
from persian_news_ie.match.rulebook import book_from_file, default_books
from persian_news_ie.pipeline import Stage, check, fold
from persian_news_ie.text.normalize import fold as view_of

BATCH = 32  # documents that share model batches; more gained nothing and cost memory
DEFAULT_NAMES = "accurate"


class Tagger(Protocol):
    """What finds names: one tuple of candidates per document."""

    def run(self, docs: Sequence[Document]) -> Iterable[tuple[Mention, ...]]:
        """The named people, places and organisations of each document."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pipeline was loaded with: enough to load it again in another process."""

    tokens: str = "builtin"
    names: str | Path | None = "default"
    rules: tuple[str | Path, ...] = ()
    threshold: float = 0.0
    threads: int | None = None
    stanza_dir: str | Path | None = None


@dataclass(frozen=True, slots=True)
class NLP:
    """A pipeline: call it on one text, or `pipe` many through it."""

    stages: tuple[Stage, ...] = field(repr=False)
    settings: Settings

    def __call__(
        self, text: str | Article, *, reference_date: str | date | None = None
    ) -> Document:
        """Read one article: a text or an `Article`.

        `reference_date` (ISO 8601 or a date) is the day that «today» means when the text itself
        carries no publication date. Raises InputError for what is no text.
        """
        return self._read([self._start(text, reference_date)])[0]

    def pipe(
        self,
        texts: Iterable[str | Article],
        *,
        workers: int = 1,
        batch_size: int = BATCH,
        timeout: float | None = None,
    ) -> Iterator[Document]:
        """Read many articles, in order, a batch at a time; memory stays bounded.

        With `workers` above 1 that many processes read batches side by side; with a `timeout` in
        seconds it is at least one. Raises InputError, naming its number, for an item that is no
        text; WorkerError for one that ends its process or takes longer than `timeout`.
        """
        if workers < 1 or batch_size < 1:
            raise InputError("workers and batch_size must be 1 or more")
        if timeout is not None and not timeout > 0:
            raise InputError("timeout must be more than 0 seconds")
        if workers > 1 or timeout is not None:
            from persian_news_ie.workers import pipe

            checked = (self._checked(n, text) for n, text in enumerate(texts))
            yield from pipe(self.settings, checked, workers, batch_size, timeout)
            return
        for batch in batches(enumerate(texts), batch_size):
            yield from self._read([self._numbered(n, text) for n, text in batch])

    def _read(self, docs: Sequence[Document]) -> list[Document]:
        with _uncollected():
            return [self._kept(doc) for doc in fold(docs, self.stages)]

    def _kept(self, doc: Document) -> Document:
        """The document without the facts that score below the threshold."""
        least = self.settings.threshold
        if not least:
            return doc
        agreements = tuple(f for f in doc.agreements if f.score >= least)
        events = tuple(f for f in doc.events if f.score >= least)
        quotes = tuple(f for f in doc.quotes if f.score >= least)
        return replace(doc, agreements=agreements, events=events, quotes=quotes)

    def _numbered(self, number: int, text: str | Article) -> Document:
        return self._start(self._checked(number, text), None)

    def _checked(self, number: int, text: str | Article) -> str | Article:
        try:
            return _text(text)
        except InputError as error:
            raise InputError(f"item {number}: {error}") from None

    def _start(self, text: str | Article, reference: str | date | None) -> Document:
        text = _text(text)
        article = read_article(text) if isinstance(text, str) else text
        day = article.published.date() if article.published else _day(reference)
        return Document(article, view_of(article.text), reference=day)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Reading leaves no cycles: looking for some, amid a batch, took a quarter of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _text(text: str | Article) -> str | Article:
    """What was given, if it can be read."""
    if isinstance(text, str | Article):
        return text
    raise InputError(
        f"cannot read {type(text).__name__}; give a str or an Article "
        "(for bytes: persian_news_ie.decode)"
    )


def _day(value: str | date | datetime | None) -> date | None:
    """A reference date given as ISO text or as a date."""
    if value is None or isinstance(value, datetime):
        return value.date() if value else None
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise InputError(
            f"reference date {value!r} is not ISO 8601; write it as 2024-03-16"
        ) from None


def load(
    *,
    tokens: str = "builtin",
    names: str | Path | None = "default",
    rules: Sequence[str | Path] = (),
    threshold: float = 0.0,
    threads: int | None = None,
    stanza_dir: str | Path | None = None,
) -> NLP:
    """A pipeline with everything offline.

    `tokens` is builtin, hazm or stanza. `names` is the tagger: the default one, another by name,
    a folder with a model of your own, stanza, or None to find names by rules alone. `rules` adds
    rule books of your own, which come before the built-in ones. Facts that score below
    `threshold` (0 to 1) are left out. `threads` is how many threads the tagger may use.
    `stanza_dir` is the folder of your stanza models. Raises InputError, RuleError, ImportError or
    ModelError naming what cannot be loaded and the cure.
    """
    from persian_news_ie.stages import default_stages
    from persian_news_ie.text.backends import backend

    settings = Settings(tokens, names, tuple(rules), threshold, threads, stanza_dir)
    books = (*map(book_from_file, settings.rules), *default_books())
    splitter = backend(tokens, **({"stanza_dir": stanza_dir} if tokens == "stanza" else {}))
    stages = tuple(default_stages(books, _tagger(settings), splitter))
    check(stages)
    return NLP(stages, settings)


def _tagger(settings: Settings) -> Tagger | None:
    """The tagger that the settings name, loaded."""
    if settings.names is None:
        return None
    if settings.names == "stanza":
        from persian_news_ie.find.stanza import StanzaNames

        return StanzaNames.load(settings.stanza_dir)
    from persian_news_ie.find.names import Names

    name = DEFAULT_NAMES if settings.names == "default" else settings.names
    return Names.load(name, settings.threads)
