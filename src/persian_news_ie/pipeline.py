"""The pipeline: a fold of one frozen document over a readable list of stages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from persian_news_ie.document import Document

Run = Callable[[Sequence[Document]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: `run` takes documents and gives, for each, the items of one layer.

    Items of the layer `candidates` are added to those that are there; other layers are set. A
    stage that gives a dict sets several layers at once, by name.
    """

    name: str
    layer: str
    needs: tuple[str, ...]
    run: Run


class PipelineError(ValueError):
    """Stages that cannot follow one another; the message names the stage and what it lacks."""


def each(one: Callable[[Document], Any]) -> Run:
    """A stage function for many documents from a function of one."""

    def run(docs: Sequence[Document]) -> Iterator[Any]:
        return map(one, docs)

    return run


def check(stages: Sequence[Stage]) -> None:
    """Refuse a list of stages in which one lacks a layer that it needs."""
    made = {"article", "view"}
    for stage in stages:
        missing = [n for n in stage.needs if n not in made]
        if missing:
            raise PipelineError(
                f"stage {stage.name!r} needs {', '.join(missing)}, which no stage before it makes"
            )
        made.add(stage.layer)


LAYERS = tuple(layer.name for layer in fields(Document))
_values = attrgetter(*LAYERS)


def grown(doc: Document, layer: str, items: Any) -> Document:
    """The document with the items of one layer, or of several by name."""
    if not (isinstance(items, dict) and layer in items):
        items = {layer: (*doc.candidates, *items) if layer == "candidates" else items}
    return Document(**dict(zip(LAYERS, _values(doc), strict=True)) | items)


def fold(docs: Sequence[Document], stages: Sequence[Stage]) -> list[Document]:
    """Documents with the layers of all stages, in order."""
    done = list(docs)
    for stage in stages:
        done = [
            grown(doc, stage.layer, items) for doc, items in zip(done, stage.run(done), strict=True)
        ]
    return done
