"""A document to look at: in a notebook, or as a web page of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from persian_news_ie.document import Document

FRAME_HEIGHT = 760  # pixels of the frame in a notebook


@dataclass(frozen=True, slots=True)
class View:
    """A page of documents: shows itself in a notebook, `save` writes it as one HTML file."""

    html: str = field(repr=False)  # a notebook keeps what is printed beside what is shown

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the page to a file; returns its path."""
        target = Path(path)
        target.write_text(self.html, encoding="utf-8", newline="\n")
        return target

    def _repr_html_(self) -> str:
        from persian_news_ie.view.labels import label
        from persian_news_ie.view.markup import tag

        # In a frame of its own, so that neither the page nor the notebook disturbs the other.
        return tag(
            "iframe",
            srcdoc=self.html,
            sandbox="allow-scripts",
            width="100%",
            height=FRAME_HEIGHT,
            style="border:0",
            title=label("page", "found"),
        )


def show(docs: Document | Iterable[Document]) -> View:
    """One document, or several, to look at in a notebook or to save as a page."""
    return View(page(*([docs] if isinstance(docs, Document) else docs)))


def page(*docs: Document) -> str:
    """The HTML page of documents: complete, right to left, nothing loaded from anywhere."""
    from persian_news_ie.view.page import page as written

    return written(docs)
