"""Many processes, one stream: order kept, few batches in flight, a process that dies replaced."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from traceback import format_exc
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from persian_news_ie.article import Article
from persian_news_ie.batches import batches
from persian_news_ie.document import Document
from persian_news_ie.match.words import Words
from persian_news_ie.text.lexicon import Hits

if TYPE_CHECKING:
    from persian_news_ie.nlp import NLP, Settings

Item = TypeVar("Item")
Answer = TypeVar("Answer")

IN_FLIGHT = 3  # batches per process: one being read, the others wait or await their turn
FALSE_STARTS = 3  # processes in a row that may die while loading before we give up
PATIENCE = 5  # seconds a process gets to leave by itself


class WorkerError(RuntimeError):
    """A worker process died; the message names the item that it was reading, if any."""


class Lost(NamedTuple):
    """What comes instead of an answer for an item that took its process down twice."""

    item: Any
    exitcode: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """Consecutive items, read by one process; `first` counts from the start of the stream."""

    first: int
    items: Sequence[Any]
    is_retry: bool = False


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and what it is reading."""

    process: Any
    pipe: "Connection[Any, Any]"
    is_loaded: bool = False
    job: Job | None = None


@dataclass(slots=True)
class Pool(Generic[Item, Answer]):
    """Processes that load the same pipeline and run `task` on batches.

    `task` is a function of a module, from the pipeline and items to an answer for each item.
    """

    settings: "Settings"
    workers: int
    task: "Callable[[NLP, Sequence[Item]], Sequence[Answer]]"
    _all: list[Worker] = field(default_factory=list)
    _again: deque[Job] = field(default_factory=deque)
    _done: dict[int, Sequence[Answer | Lost]] = field(default_factory=dict)
    _taken: int = 0
    _given: int = 0
    _false_starts: int = 0
    _is_at_end: bool = False

    def map(self, batches: Iterable[Sequence[Item]]) -> Iterator[Answer | Lost]:
        """The answers in the order of the items. Raises WorkerError if no process can start."""
        fresh = iter(batches)
        try:
            self._all.extend(self._new() for _ in range(self.workers))
            while True:
                self._hand_out(fresh)
                yield from self._due()
                if not self._again and not any(w.job for w in self._all) and self._is_at_end:
                    break
                self._collect()
            self._close(PATIENCE)
        finally:
            self._close(0)

    def _new(self) -> Worker:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(
            target=_work, args=(theirs, self.settings, self.task, self.workers), daemon=True
        )
        with _interrupts_kept():
            process.start()
        theirs.close()
        return Worker(process, ours)

    def _hand_out(self, fresh: Iterator[Sequence[Item]]) -> None:
        for number, worker in enumerate(self._all):
            if worker.job is None and worker.is_loaded and (job := self._next(fresh)):
                worker.job = job
                try:
                    worker.pipe.send(job.items)
                except OSError:  # it died since
                    self._all[number] = self._replaced(worker)

    def _next(self, fresh: Iterator[Sequence[Item]]) -> Job | None:
        if self._again:
            return self._again.popleft()
        held = len(self._done) + sum(w.job is not None for w in self._all)
        if self._is_at_end or held >= self.workers * IN_FLIGHT:
            return None
        items = next(fresh, None)
        if items is None:
            self._is_at_end = True
            return None
        self._taken += len(items)
        return Job(self._taken - len(items), items)

    def _due(self) -> Iterator[Answer | Lost]:
        while (answers := self._done.pop(self._given, None)) is not None:
            self._given += len(answers)
            yield from answers

    def _collect(self) -> None:
        ready = wait([worker.pipe for worker in self._all])
        for number, worker in enumerate(self._all):
            if worker.pipe not in ready:
                continue
            try:
                self._answered(worker, worker.pipe.recv())
            except (EOFError, ConnectionError, BrokenPipeError):
                self._all[number] = self._replaced(worker)

    def _answered(self, worker: Worker, answer: Any) -> None:
        if isinstance(answer, BaseException):
            raise answer
        if worker.job is None:
            worker.is_loaded = True
            self._false_starts = 0
            return
        self._done[worker.job.first] = answer
        worker.job = None

    def _replaced(self, worker: Worker) -> Worker:
        """Another process for one that died; what it read is read again, an item at a time."""
        worker.process.join(PATIENCE)
        code, job = worker.process.exitcode, worker.job
        worker.pipe.close()
        if not worker.is_loaded:
            self._false_starts += 1
        if self._false_starts >= FALSE_STARTS:
            raise WorkerError(
                f"worker processes end with exit code {code} before they have started; "
                'a script that reads with workers needs `if __name__ == "__main__":`'
            )
        if job and job.is_retry:
            self._done[job.first] = [Lost(job.items[0], code)]
        elif job:
            self._again.extend(Job(job.first + i, [x], True) for i, x in enumerate(job.items))
        return self._new()

    def _close(self, patience: float) -> None:
        for worker in self._all:
            worker.pipe.close()
        for worker in self._all:
            worker.process.join(patience if worker.is_loaded else 0)
            if worker.process.is_alive():
                worker.process.terminate()
                worker.process.join(PATIENCE)
        self._all.clear()


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """A process started herein does not hear Ctrl-C: we do, and end it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # would, when first started, let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    pipe: "Connection[Any, Any]", settings: "Settings", task: Callable[..., Any], workers: int
) -> None:
    """What a process does: load, say so, then answer until the pipe is closed."""
    from persian_news_ie.nlp import load

    with suppress(KeyboardInterrupt, EOFError, ConnectionError, BrokenPipeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            nlp = load(
                tokens=settings.tokens,
                names=settings.names,
                rules=settings.rules,
                threshold=settings.threshold,
                threads=settings.threads or max(1, _cpus() // workers),
                stanza_dir=settings.stanza_dir,
            )
        except Exception as error:
            _send(pipe, error)
            return
        pipe.send(None)
        while True:
            items = pipe.recv()
            try:
                answers = task(nlp, items)
            except Exception as error:
                _send(pipe, error)
                return
            pipe.send(answers)


def _send(pipe: "Connection[Any, Any]", error: Exception) -> None:
    error.add_note(f"In a worker process:\n{format_exc()}")
    try:
        pipe.send(error)
    except (TypeError, AttributeError, ValueError):  # holds something that cannot be sent
        pipe.send(WorkerError(f"{type(error).__name__}: {error}"))


def _cpus() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _documents(nlp: "NLP", batch: Sequence[str | Article]) -> list[Document]:
    return [_light(doc) for doc in nlp.pipe(batch, batch_size=len(batch))]


def _light(doc: Document) -> Document:
    """The document without what only the stages needed, so that little is sent back."""
    return replace(doc, hits=Hits(), words=Words(), candidates=())


def pipe(
    settings: "Settings", texts: Iterable[str | Article], workers: int, batch_size: int
) -> Iterator[Document]:
    """Read texts in `workers` processes, in order."""
    pool: Pool[str | Article, Document] = Pool(settings, workers, _documents)
    for number, doc in enumerate(pool.map(batches(texts, batch_size))):
        if isinstance(doc, Lost):
            raise WorkerError(
                f"item {number}: its worker process died twice (exit code {doc.exitcode}); "
                "leave it out, or give it more memory"
            )
        yield doc
