"""One process that loads a pipeline and reads what it is sent, from both ends of its pipe."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from traceback import format_exc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from persian_news_ie.nlp import Settings

PATIENCE = 5  # seconds a process gets to leave by itself


class WorkerError(RuntimeError):
    """A worker process died or was too slow; the message names the item it read, if any."""


@dataclass(frozen=True, slots=True)
class Job:
    """Consecutive items, read by one process; `first` counts from the start of the stream."""

    first: int
    items: Sequence[Any]
    is_retry: bool = False


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and what it is reading until when."""

    process: Any
    pipe: "Connection[Any, Any]"
    is_loaded: bool = False
    job: Job | None = None
    due: float = inf

    def end(self, patience: float) -> None:
        """Let the process leave, then make it."""
        self.process.join(patience if self.is_loaded else 0)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(PATIENCE)


def start(settings: "Settings", workers: int, task: Callable[..., Any]) -> Worker:
    """A new process, one of `workers`, that runs `task` on the items of each job."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(
        target=_work, args=(theirs, settings, task, workers), daemon=True
    )
    with _interrupts_kept():
        process.start()
    theirs.close()
    return Worker(process, ours)


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
