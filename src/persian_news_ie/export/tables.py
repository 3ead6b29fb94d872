"""Documents as tables with fixed columns: pandas frames, Arrow tables, Parquet files."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from persian_news_ie.batches import batches
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.export.arrow import CURE, arrow
from persian_news_ie.export.columns import COLUMNS, Row, columns, rows
from persian_news_ie.export.plain import SCHEMA

BATCH = 256  # documents whose rows become columns at once
TIMEZONE = "Asia/Tehran"


def to_tables(
    docs: Document | Iterable[Document], engine: Literal["pandas", "arrow"] = "pandas"
) -> dict[str, Any]:
    """Tables by name, each with the same columns and types for any documents, none at all too.

    articles, people, roles, places, organizations, mentions, agreements, parties, events,
    participants, quotes, dates and amounts; `document` counts the documents and joins them all.
    The engine is pandas (nullable types) or arrow. Raises ImportError naming what to install.
    """
    if engine not in ("pandas", "arrow"):
        raise InputError(f"no engine {engine!r}; write 'pandas' or 'arrow'")
    stream = enumerate([docs] if isinstance(docs, Document) else docs)
    parts: dict[str, list[Any]] = {table: [_columnar(table, [])] for table in COLUMNS}
    for batch in batches((rows(doc, number) for number, doc in stream), BATCH):
        for table, found in parts.items():
            found.append(_columnar(table, [row for made in batch for row in made[table]]))
    joined = {table: arrow().concat_tables(found) for table, found in parts.items()}
    return joined if engine == "arrow" else {k: _frame(v) for k, v in joined.items()}


def schema(table: str) -> Any:
    """The Arrow schema of a table, by name."""
    pa = arrow()
    kinds = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "int64": pa.int64(),
        "double": pa.float64(),
        "timestamp": pa.timestamp("us", tz=TIMEZONE),
    }
    return pa.schema(
        [(name, kinds[kind]) for name, kind in columns(table)],
        metadata={"schema": SCHEMA, "table": table},
    )


class ParquetFiles:
    """A folder with one Parquet file per table, written a batch of documents at a time."""

    def __init__(self, folder: str | Path) -> None:
        arrow()
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.waiting: list[Mapping[str, list[Row]]] = []
        self.files: dict[str, Any] = {}

    def __enter__(self) -> Self:
        from pyarrow import parquet

        for table in COLUMNS:
            path = self.folder / f"{table}.parquet"
            self.files[table] = parquet.ParquetWriter(path, schema(table))
        return self

    def add(self, part: Any, title: str | None = None) -> None:
        """Take the rows of one document, as `rows` makes them."""
        self.waiting.append(part)
        if len(self.waiting) >= BATCH:
            self.done()

    def done(self) -> None:
        """Write what was taken."""
        for table, file in self.files.items():
            found = [row for made in self.waiting for row in made[table]]
            if found:
                file.write_table(_columnar(table, found))
        self.waiting.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.done()
        for file in self.files.values():
            file.close()


def _columnar(table: str, found: list[Row]) -> Any:
    return arrow().Table.from_pylist(found, schema=schema(table))


def _frame(table: Any) -> Any:
    try:
        import pandas as pd
    except ImportError:
        raise ImportError(CURE) from None
    pa = arrow()
    kinds = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype()}
    frame = table.to_pandas(types_mapper=kinds.get)
    for name in (f.name for f in table.schema if pa.types.is_list(f.type)):
        frame[name] = pd.Series([list(v) for v in frame[name]], frame.index, dtype=object)
    return frame
