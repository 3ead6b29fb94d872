"""The command `batch`: JSONL to JSONL with processes, a progress bar and resumption."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click
from tqdm import tqdm

from persian_news_ie.batch import Answer, Progress, Record, answers, progress, records, rest
from persian_news_ie.errors import InputError
from persian_news_ie.find.models import ModelError
from persian_news_ie.match.rulebook import RuleError
from persian_news_ie.nlp import Settings
from persian_news_ie.sources import is_same_file, lines_of, open_path
from persian_news_ie.worker import WorkerError

USAGE_ERRORS = (RuleError, ModelError, ImportError, FileNotFoundError)  # of the options given
INTERRUPTED = 130  # what shells say of a command that Ctrl-C ended
READ_AND_WRITE = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
BLOCK = 1 << 20


@dataclass(slots=True)
class Output:
    """Where lines go; what is no line of an earlier run is cut off when the first one comes."""

    stream: IO[bytes]
    done: Progress
    bar: Any
    is_file: bool
    count: int = 0
    errors: int = 0

    def write(self, answer: Answer) -> None:
        """Write a line, whole, and name what failed on standard error."""
        if not self.count:
            self.cut()
        left = memoryview(answer.line)
        while left:
            left = left[self.stream.write(left) :]
        self.stream.flush()
        self.count += 1
        self.bar.update()
        if answer.error:
            self.errors += 1
            self.bar.write(f"persian-news-ie: {answer.error}", file=sys.stderr)

    def cut(self) -> None:
        """Remove all but the lines of an earlier run that goes on."""
        if self.is_file:
            self.stream.seek(self.done.size)
            self.stream.truncate()


@click.command()
@click.argument("source", metavar="IN.jsonl")
@click.option("-o", "--output", required=True, metavar="OUT.jsonl", help="File to write, or -.")
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes that read.")
@click.option(
    "--timeout",
    type=click.IntRange(1),
    metavar="SECONDS",
    help="What takes longer becomes an error record.",
)
@click.option("--resume", is_flag=True, help="Keep what OUT.jsonl holds and do what is left.")
@click.option("--names", default="default", show_default=True, help="Tagger, folder, or 'none'.")
@click.option("--rules", multiple=True, type=click.Path(), help="A rule book; repeatable.")
def batch(
    source: str,
    output: str,
    workers: int,
    timeout: int | None,
    resume: bool,
    names: str,
    rules: tuple[str, ...],
) -> None:
    """Extract facts from every record of IN.jsonl (- for standard input) into OUT.jsonl.

    A line is written for each record, in order: a document, or an error record that says what
    failed. A run that was stopped, however, goes on with --resume.
    """
    settings = Settings(names=None if names == "none" else names, rules=rules)
    try:
        with _source(source) as lines, _output(output, resume, source) as out:
            found = _left(records(lines), out.done, output)
            sys.exit(_run(answers(found, settings, workers, timeout), out))
    except InputError as error:
        _say(error)
        sys.exit(1)


@contextmanager
def _source(path: str) -> Iterator[Iterable[bytes]]:
    """The lines of the input."""
    if path == "-":
        yield lines_of(sys.stdin.buffer, "standard input")
        return
    with open_path(path) as stream:
        yield lines_of(stream, path)


@contextmanager
def _output(path: str, resume: bool, source: str) -> Iterator[Output]:
    """The output, opened and locked, nothing in it touched yet."""
    if resume and _is_stream(path):
        raise click.UsageError(f"{path} is no file that a run could be resumed in")
    with _opened(path, source) as stream:
        done = Progress()
        if resume:
            try:
                with Path(path).open("rb") as before:
                    done = progress(before)
            except InputError as error:
                raise click.UsageError(f"{path}: {error}") from None
        total = _count(source) if sys.stderr.isatty() else None
        with tqdm(
            total=total, initial=done.lines, unit=" articles", file=sys.stderr, disable=None
        ) as bar:
            yield Output(stream, done, bar, not _is_stream(path))


def _is_stream(path: str) -> bool:
    """Whether what is written is gone: a pipe, a device, standard output."""
    return path == "-" or (os.path.exists(path) and not os.path.isfile(path))


def _opened(path: str, source: str) -> IO[bytes]:
    """A stream to write to; wrong usage if that cannot be or would destroy the input."""
    if path == "-":
        return click.open_file(path, "wb")
    try:
        if is_same_file(path, source):
            raise click.UsageError(f"{path} is the input; name another output")
        if _is_stream(path):
            return Path(path).open("wb", buffering=0)
        return _locked(os.fdopen(os.open(path, READ_AND_WRITE, 0o666), "r+b", 0))
    except BlockingIOError:
        raise click.UsageError(f"another run is writing {path}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(f"cannot write {path}: {reason}") from None


def _locked(stream: IO[bytes]) -> IO[bytes]:
    """The file, kept from other runs, where the system can."""
    try:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError:
        stream.close()
        raise
    return stream


def _count(path: str) -> int | None:
    """How many lines a plain file has, which is quick to find out."""
    if not os.path.isfile(path) or path.endswith(".gz"):
        return None
    with open(path, "rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b""))


def _left(found: Iterator[Record], done: Progress, output: str) -> Iterator[Record]:
    try:
        return rest(found, done)
    except InputError as error:
        raise click.UsageError(f"{output}: {error}") from None


def _run(found: Iterator[Answer], out: Output) -> int:
    """Write all answers; the exit code."""
    try:
        for answer in found:
            out.write(answer)
        if not out.count:
            out.cut()
    except USAGE_ERRORS as error:
        raise click.UsageError(str(error)) from None
    except KeyboardInterrupt:
        _say(f"stopped after {out.done.lines + out.count} records; go on with --resume")
        return INTERRUPTED
    except (InputError, WorkerError, OSError) as error:
        _say(f"{error}; {out.done.lines + out.count} records are written")
        return 1
    return 1 if out.errors or out.done.errors else 0


def _say(message: object) -> None:
    click.echo(f"persian-news-ie: {message}", err=True)
