"""The page `docs/performance.md`, made from what was measured."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks import ner_page as ner
from benchmarks import own, spark
from benchmarks.peers import page as peers
from benchmarks.results import Results
from benchmarks.texts import HOME

PAGE = HOME / "docs" / "performance.md"


def page(found: Results) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(found)) + "\n"


def write(found: Results) -> Path:
    """Write the page and say where."""
    PAGE.write_text(page(found), encoding="utf-8")
    return PAGE


def _lines(found: Results) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield (
        "Made by `python -m benchmarks` (`make bench`), kept in `benchmarks/results.json`; do not "
        "edit. `python -m benchmarks PART` measures one again: `own`, `peers`, `ner` or `spark`."
    )
    for part in _parts(found):
        yield ""
        yield from part


def _parts(found: Results) -> Iterator[Iterator[str]]:
    if found.own:
        yield own.lines(found.own)
    if found.peers:
        yield peers.lines(found.peers)
    if found.ner:
        yield ner.lines(found.ner)
    if found.spark:
        yield spark.lines(found.spark)
