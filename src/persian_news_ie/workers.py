"""Many processes, one stream: order kept, only a few batches in flight at a time."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from persian_news_ie.article import Article
from persian_news_ie.document import Document
from persian_news_ie.match.words import Words
from persian_news_ie.text.lexicon import Hits

if TYPE_CHECKING:
    from persian_news_ie.nlp import NLP, Settings

IN_FLIGHT = 2  # batches per process: one being read, one waiting

_nlp: "NLP | None" = None  # the pipeline of a worker process


def _start(settings: "Settings") -> None:
    global _nlp
    from persian_news_ie.nlp import load

    _nlp = load(
        tokens=settings.tokens,
        names=settings.names,
        rules=settings.rules,
        threshold=settings.threshold,
        threads=1,
    )


def _read(batch: list[str | Article]) -> list[Document]:
    if _nlp is None:
        raise RuntimeError("a worker was asked to read before it was started")
    return [_light(doc) for doc in _nlp.pipe(batch, batch_size=len(batch))]


def _light(doc: Document) -> Document:
    """The document without what only the stages needed, so that little is sent back."""
    return replace(doc, hits=Hits(), words=Words(), candidates=())


def pipe(
    settings: "Settings", texts: Iterable[str | Article], workers: int, batch_size: int
) -> Iterator[Document]:
    """Read texts in `workers` processes, in order."""
    stream, waiting = iter(texts), deque[Future[list[Document]]]()
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (settings,)) as pool:
        try:
            while True:
                while len(waiting) < workers * IN_FLIGHT and (
                    batch := list(islice(stream, batch_size))
                ):
                    waiting.append(pool.submit(_read, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
