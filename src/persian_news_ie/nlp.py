"""The entry point: `load()` gives a pipeline, the pipeline gives documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from persian_news_ie.article import Article, read_article
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.match.rulebook import book_from_file, default_books
from persian_news_ie.pipeline import Stage, check, fold
from persian_news_ie.text.normalize import fold as view_of

BATCH = 32  # documents that share model batches; more gained nothing and cost memory


def _day(value: str | date | datetime | None) -> date | None:
    """A reference date given as ISO text or as a date."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise InputError(
            f"reference date {value!r} is not ISO 8601; write it as 2024-03-16"
        ) from None


@dataclass(frozen=True, slots=True)
class NLP:
    """A pipeline: call it on one text, or `pipe` many through it."""

    stages: tuple[Stage, ...]

    def __call__(
        self, text: str | Article, *, reference_date: str | date | None = None
    ) -> Document:
        """Read one article: a text or an `Article`.

        `reference_date` (ISO 8601 or a date) is the day that «امروز» means when the text itself
        carries no publication date. Raises InputError for what is no text.
        """
        return fold([self._start(text, reference_date)], self.stages)[0]

    def pipe(self, texts: Iterable[str | Article], *, batch_size: int = BATCH) -> Iterator[Document]:
        """Read many articles, in order, a batch at a time; memory stays bounded."""
        stream = iter(texts)
        while batch := list(islice(stream, batch_size)):
            yield from fold([self._start(text, None) for text in batch], self.stages)

    def _start(self, text: str | Article, reference: str | date | None) -> Document:
        if not isinstance(text, str | Article):
            raise InputError(
                f"cannot read {type(text).__name__}; give a str or an Article "
                "(bytes: persian_news_ie.decode them first)"
            )
        article = read_article(text) if isinstance(text, str) else text
        day = _day(reference) or (article.published.date() if article.published else None)
        return Document(article, view_of(article.text), reference=day)


def load(
    *,
    names: str | Path | None = "default",
    rules: Sequence[str | Path] = (),
    threads: int | None = None,
) -> NLP:
    """A pipeline with everything offline.

    `names` is the tagger: the default one, another by name, a folder with a model of your own, or
    None to find names by rules alone. `rules` adds rule books of your own. Raises InputError,
    RuleError or FileNotFoundError naming what cannot be loaded.
    """
    from persian_news_ie import stages as s

    books = (*default_books(), *map(book_from_file, rules))
    model: Any = None
    if names is not None and s._maybe("find.names"):
        from persian_news_ie.find.names import Names

        model = Names.load("accurate" if names == "default" else names, threads=threads)
    listed = [*s.text_stages(books), *s.candidate_stages(model), *s.fact_stages(books)]
    check(listed)
    return NLP(tuple(listed))
