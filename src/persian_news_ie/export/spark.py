"""Facts in Spark: a data frame of articles in, the same rows with a typed column of facts out."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.export.arrow import document_type, documents
from persian_news_ie.nlp import NLP, load

NEWS, ERROR = "news", "error"


@lru_cache(maxsize=1)
def _pipeline(options: tuple[tuple[str, Any], ...]) -> NLP:
    """The pipeline of a worker: loaded once, kept between batches."""
    return load(**{"threads": 1, **dict(options)})


def extract(df: Any, text: str = "text", *, reference: str | None = None, **options: Any) -> Any:
    """The rows of a Spark data frame with two columns more, `news` and `error`.

    `text` names the column of article texts, `reference` one of ISO dates for articles that carry
    none. `news` is a struct like the JSON (`persian-news-ie/1`), null where `error` says why a row
    could not be read. `options` go to `persian_news_ie.load`; the model is loaded once per worker.
    Raises ImportError with the cure without Spark, InputError for a column that is not there.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_type
        from pyspark.sql.types import StringType, StructField, StructType
    except ImportError as error:
        cure = 'pip install "persian-news-ie[spark]"'
        raise ImportError(f"Spark is not installed ({error}); {cure}") from None
    for column in filter(None, (text, reference)):
        if column not in df.columns:
            raise InputError(f"no column {column!r}; there are {', '.join(df.columns)}")
    added = [
        StructField(NEWS, from_arrow_type(document_type())),
        StructField(ERROR, StringType()),
    ]
    chosen = tuple(sorted(options.items()))

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield _read(batch, text, reference, _pipeline(chosen))

    return df.mapInArrow(run, StructType([*df.schema.fields, *added]))


def _read(batch: Any, text: str, reference: str | None, nlp: NLP) -> Any:
    """An Arrow batch with the two columns more."""
    import pyarrow as pa

    days = batch.column(reference).to_pylist() if reference else [None] * batch.num_rows
    found = [_row(nlp, t, d) for t, d in zip(batch.column(text).to_pylist(), days, strict=True)]
    news = documents(doc.to_dict() if isinstance(doc, Document) else None for doc in found)
    errors = pa.array([d if isinstance(d, str) else None for d in found], type=pa.string())
    names = [*batch.schema.names, NEWS, ERROR]
    return pa.RecordBatch.from_arrays([*batch.columns, news, errors], names=names)


def _row(nlp: NLP, text: object, day: object) -> Document | str:
    """A document, or why there is none."""
    if not isinstance(text, str):
        return f"the text is {type(text).__name__}, not a string"
    try:
        return nlp(text, reference_date=str(day) if day is not None else None)
    except Exception as error:  # a bad row must not stop the job
        return f"{type(error).__name__}: {error}"
