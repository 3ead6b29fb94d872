"""Articles to finished output, a batch at a time, in one process or several; order is kept."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from persian_news_ie.batches import short_batches
from persian_news_ie.document import Document
from persian_news_ie.export.plain import to_json
from persian_news_ie.export.summary import summary
from persian_news_ie.inputs import REPORT, Source

if TYPE_CHECKING:
    from persian_news_ie.nlp import NLP

ARTICLES = 32  # read at once
CHARACTERS = 1 << 20  # a batch of long articles is closed when it holds so many


class Item(NamedTuple):
    """An article to read, its number in the output, and how it is to be written."""

    number: int
    source: Source
    form: str
    reference_date: str | None = None


class Answer(NamedTuple):
    """What comes of an article: the output and a title, or what failed."""

    written: object
    title: str | None = None
    error: str | None = None


def _line(doc: Document, number: int) -> str:
    return to_json(doc) + "\n"


def _summary(doc: Document, number: int) -> str:
    return f"\n{summary(doc)}" if number else summary(doc)


def _section(doc: Document, number: int) -> str:
    from persian_news_ie.view.page import section

    return section(doc, number)


def _rows(doc: Document, number: int) -> object:
    from persian_news_ie.export.columns import rows

    return rows(doc, number)


FORMS: dict[str, Callable[[Document, int], object]] = {
    "json": _line,
    "jsonl": _line,
    "text": _summary,
    "html": _section,
    "parquet": _rows,
}


def answers(items: Iterable[Item], nlp: "NLP", workers: int) -> Iterator[Answer]:
    """What comes of each article, in order; with `workers` above 1, so many processes read."""
    from persian_news_ie.workers import Lost, Pool

    batches = short_batches(items, ARTICLES, lambda i: len(i.source.article.text), CHARACTERS)
    if workers == 1:
        for batch in batches:
            yield from read(nlp, batch)
        return
    pool: Pool[Item, Answer] = Pool(nlp.settings, workers, read)
    for answer in pool.map(batches):
        if isinstance(answer, Lost):
            where = answer.item.source.where
            yield Answer(None, error=f"{where}: {answer.reason}; {answer.cure}")
        else:
            yield answer


def read(nlp: "NLP", batch: Sequence[Item]) -> list[Answer]:
    """The answer to each item; one that fails costs only itself."""
    try:
        return [_written(doc, item) for doc, item in zip(_docs(nlp, batch), batch, strict=True)]
    except Exception as error:
        if len(batch) > 1:
            return [answer for item in batch for answer in read(nlp, [item])]
        reason = f"{type(error).__name__}: {error}"
        return [Answer(None, error=f"{batch[0].source.where}: {reason}; {REPORT}")]


def _docs(nlp: "NLP", batch: Sequence[Item]) -> Iterable[Document]:
    day = batch[0].reference_date
    articles = [item.source.article for item in batch]
    if day is None:
        return nlp.pipe(articles)
    return [nlp(article, reference_date=day) for article in articles]


def _written(doc: Document, item: Item) -> Answer:
    return Answer(FORMS[item.form](doc, item.number), doc.article.title)
