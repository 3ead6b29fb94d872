"""Where output goes: finished parts of documents written to a stream, or tables to a folder."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol, TextIO


class Writer(Protocol):
    """Takes the parts of documents, in order; `done` writes what comes after the last."""

    def add(self, part: object, title: str | None) -> None:
        """Write one document's part."""

    def done(self) -> None:
        """Write what follows the last document."""


class Parts:
    """Parts one after another, as they are."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def add(self, part: object, title: str | None) -> None:
        """Write one part at once."""
        self.out.write(str(part))

    def done(self) -> None:
        """Nothing follows."""


class Json(Parts):
    """One document as indented JSON, several as a line each: either way what JSON readers take."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(out)
        self.only: str | None = None
        self.count = 0

    def add(self, part: object, title: str | None) -> None:
        """Keep the first until it is known whether there is another."""
        self.count += 1
        if self.count == 1:
            self.only = str(part)
            return
        if self.only is not None:
            self.out.write(self.only)
            self.only = None
        self.out.write(str(part))

    def done(self) -> None:
        """Write the only document, if it is the only one."""
        if self.only is not None:
            plain = json.dumps(json.loads(self.only), ensure_ascii=False, indent=2)
            self.out.write(f"{plain}\n")


class Page(Parts):
    """One page for all documents."""

    is_open = False

    def add(self, part: object, title: str | None) -> None:
        """Write a document's section, the head of the page before the first."""
        self._open(title)
        super().add(part, title)

    def done(self) -> None:
        """Close the page."""
        from persian_news_ie.view.page import closing

        self._open(None)
        self.out.write(closing())

    def _open(self, title: str | None) -> None:
        from persian_news_ie.view.page import opening

        if not self.is_open:
            self.out.write(opening(title))
            self.is_open = True


STREAMS = {"json": Json, "jsonl": Parts, "text": Parts, "html": Page}


@contextmanager
def writer(form: str, out: TextIO) -> Iterator[Writer]:
    """A writer to a stream, closed in the end; what follows the last document is written then."""
    with out:
        found = STREAMS[form](out)
        yield found
        found.done()
        out.flush()


def tables_writer(folder: Path) -> AbstractContextManager[Writer]:
    """A writer of one Parquet file per table."""
    from persian_news_ie.export.tables import ParquetFiles

    return ParquetFiles(folder)
