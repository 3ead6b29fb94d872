"""Many processes, one stream: order kept, few batches in flight, who dies or is late replaced."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from persian_news_ie.article import Article
from persian_news_ie.batches import batches
from persian_news_ie.document import Document
from persian_news_ie.match.words import Words
from persian_news_ie.text.lexicon import Hits
from persian_news_ie.worker import PATIENCE, Job, Worker, WorkerError, start

if TYPE_CHECKING:
    from persian_news_ie.nlp import NLP, Settings

Item = TypeVar("Item")
Answer = TypeVar("Answer")

IN_FLIGHT = 3  # batches per process: one being read, the others wait or await their turn
FALSE_STARTS = 3  # processes in a row that may die while loading before we give up
DIED = "leave it out, give it more memory, or report it"
LATE = "allow more time, or leave it out"


class Lost(NamedTuple):
    """What comes instead of an answer for an item that ended its process or took too long."""

    item: Any
    reason: str
    cure: str


@dataclass(slots=True)
class Pool(Generic[Item, Answer]):
    """Processes that load the same pipeline and run `task` on batches.

    `task` is a function of a module, from the pipeline and items to an answer for each item.
    An item that takes longer than `timeout` seconds, alone, is lost.
    """

    settings: "Settings"
    workers: int
    task: "Callable[[NLP, Sequence[Item]], Sequence[Answer]]"
    timeout: float = inf
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
                self._hand_out(fresh)  # what was held back by answers that are given now
                if not self._again and not any(w.job for w in self._all) and self._is_at_end:
                    break
                self._collect()
            self._close(PATIENCE)
        finally:
            self._close(0)

    def _new(self) -> Worker:
        return start(self.settings, self.workers, self.task)

    def _hand_out(self, fresh: Iterator[Sequence[Item]]) -> None:
        for number, worker in enumerate(self._all):
            if worker.job is None and worker.is_loaded and (job := self._next(fresh)):
                worker.job, worker.due = job, monotonic() + self.timeout
                try:
                    worker.pipe.send(job.items)
                except OSError:  # it died since
                    self._all[number] = self._dead(worker)

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
        """Wait until a process has answered, has died or is late, and see to all that have."""
        due = min(worker.due for worker in self._all)
        left = None if due == inf else max(0, due - monotonic())
        ready = wait([worker.pipe for worker in self._all], left)
        now = monotonic()
        for number, worker in enumerate(self._all):
            if worker.pipe in ready:
                try:
                    self._answered(worker, worker.pipe.recv())
                except (EOFError, ConnectionError, BrokenPipeError):
                    self._all[number] = self._dead(worker)
            elif worker.due <= now:
                self._all[number] = self._late(worker)

    def _answered(self, worker: Worker, answer: Any) -> None:
        if isinstance(answer, BaseException):
            raise answer
        if worker.job is None:
            worker.is_loaded = True
            self._false_starts = 0
            return
        self._done[worker.job.first] = answer
        worker.job, worker.due = None, inf

    def _dead(self, worker: Worker) -> Worker:
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
            self._lose(job, f"its process died twice (exit code {code})", DIED)
        elif job:
            self._read_again(job)
        return self._new()

    def _late(self, worker: Worker) -> Worker:
        """Another process for one that takes too long; only an item that was alone is to blame."""
        job = worker.job
        worker.process.kill()  # nothing gentler stops a loop in compiled code
        worker.process.join(PATIENCE)
        worker.pipe.close()
        if job and len(job.items) == 1:
            self._lose(job, f"took longer than {self.timeout:g} seconds", LATE)
        elif job:
            self._read_again(job)
        return self._new()

    def _lose(self, job: Job, reason: str, cure: str) -> None:
        self._done[job.first] = [Lost(job.items[0], reason, cure)]

    def _read_again(self, job: Job) -> None:
        self._again.extend(Job(job.first + i, [item], True) for i, item in enumerate(job.items))

    def _close(self, patience: float) -> None:
        for worker in self._all:
            worker.pipe.close()
        for worker in self._all:
            worker.end(patience)
        self._all.clear()


def _documents(nlp: "NLP", batch: Sequence[str | Article]) -> list[Document]:
    return [_light(doc) for doc in nlp.pipe(batch, batch_size=len(batch))]


def _light(doc: Document) -> Document:
    """The document without what only the stages needed, so that little is sent back."""
    return replace(doc, hits=Hits(), words=Words(), candidates=())


def pipe(
    settings: "Settings",
    texts: Iterable[str | Article],
    workers: int,
    batch_size: int,
    timeout: float | None,
) -> Iterator[Document]:
    """Read texts in `workers` processes, in order; each in at most `timeout` seconds."""
    pool: Pool[str | Article, Document] = Pool(settings, workers, _documents, timeout or inf)
    for number, doc in enumerate(pool.map(batches(texts, batch_size))):
        if isinstance(doc, Lost):
            raise WorkerError(f"item {number}: {doc.reason}; {doc.cure}")
        yield doc
