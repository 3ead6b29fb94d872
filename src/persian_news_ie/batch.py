"""Many articles from JSONL to JSONL: one line out for every record in, so a run can be resumed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from persian_news_ie.article import Article
from persian_news_ie.batches import short_batches
from persian_news_ie.errors import InputError
from persian_news_ie.export.plain import SCHEMA, to_json
from persian_news_ie.sources import Failure, is_blank, read_record
from persian_news_ie.workers import Lost, Pool

if TYPE_CHECKING:
    from persian_news_ie.nlp import NLP, Settings

RECORDS = 32  # that a process reads at once
BYTES = 1 << 20  # a batch of long records is closed when it holds so many
REPORT = "please report it, with the article"


class Record(NamedTuple):
    """A line of the input that is not blank, and its number."""

    number: int
    line: bytes


class Answer(NamedTuple):
    """A line of the output; `error` says what failed, if it is an error record."""

    line: bytes
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What an output file holds: whole lines, how many of them are errors, where they end."""

    lines: int = 0
    errors: int = 0
    size: int = 0
    last: bytes = b""


class _Line(msgspec.Struct):
    """What a resumed run looks at in an output line."""

    schema: Literal["persian-news-ie/1"]
    error: dict[str, str] | None = None


def records(lines: Iterable[bytes]) -> Iterator[Record]:
    """The lines that hold something, with their numbers from 1."""
    return (Record(n, line) for n, line in enumerate(lines, 1) if not is_blank(line))


def answers(
    source: Iterable[Record], settings: "Settings", workers: int, timeout: float | None = None
) -> Iterator[Answer]:
    """An output line for every record, in order, read by `workers` processes.

    A record that takes longer than `timeout` seconds becomes an error record. Raises
    what loading the pipeline raises, and WorkerError if no process can start.
    """
    pool: Pool[Record, Answer] = Pool(settings, workers, read, timeout or inf)
    for answer in pool.map(batches(source)):
        yield _lost(answer) if isinstance(answer, Lost) else answer


def batches(source: Iterable[Record]) -> Iterator[list[Record]]:
    """Records by the RECORDS, or fewer if they are long."""
    return short_batches(source, RECORDS, lambda record: len(record.line), BYTES)


def read(nlp: "NLP", batch: Sequence[Record]) -> list[Answer]:
    """The answer to each record; one that fails costs only itself."""
    try:
        found = [read_record(record.line, f"line {record.number}") for record in batch]
        docs = nlp.pipe([one for one in found if isinstance(one, Article)])
        return [
            Answer(to_json(next(docs)).encode() + b"\n")
            if isinstance(one, Article)
            else _failed(record, one)
            for record, one in zip(batch, found, strict=True)
        ]
    except Exception as error:
        if len(batch) > 1:
            return [answer for record in batch for answer in read(nlp, [record])]
        reason = f"{type(error).__name__}: {error}"
        return [_failed(batch[0], Failure(f"line {batch[0].number}", reason, REPORT))]


def _lost(lost: Lost) -> Answer:
    record: Record = lost.item
    return _failed(record, Failure(f"line {record.number}", lost.reason, lost.cure))


def _failed(record: Record, failure: Failure) -> Answer:
    """The error record of an article."""
    said = {"where": failure.where, "reason": failure.reason, "cure": failure.cure}
    plain = {"schema": SCHEMA, "error": said, "article": {"id": _name(record.line)}}
    line = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return Answer(line.encode("utf-8", "backslashreplace") + b"\n", str(failure))


def _name(line: bytes) -> str | None:
    """The id of the article of a line, if that much of it can be read."""
    with suppress(ValueError, RecursionError):
        record = json.loads(line)
        place = record.get("article", record) if isinstance(record, dict) else None
        key = place.get("id") if isinstance(place, dict) else None
        return None if key is None else str(key)
    return None


def progress(output: Iterable[bytes]) -> Progress:
    """How far an earlier run came; a torn last line does not count.

    Raises InputError for lines that batch does not write: nothing of another file is cut off.
    """
    lines = errors = size = 0
    last = b""
    for line in output:
        if not line.endswith(b"\n"):
            break
        try:
            is_error = msgspec.json.decode(line, type=_Line).error is not None
        except msgspec.DecodeError:
            raise InputError(f"line {lines + 1} is none of an earlier run of batch") from None
        lines, errors, size, last = lines + 1, errors + is_error, size + len(line), line
    return Progress(lines, errors, size, last)


def rest(source: Iterator[Record], done: Progress) -> Iterator[Record]:
    """The records that an earlier run left. Raises InputError if it ran on another input."""
    if not done.lines:
        return source
    last = next(islice(source, done.lines - 1, done.lines), None)
    if last is None:
        raise InputError(f"it holds {done.lines} records, more than the input")
    before, now = _name(done.last), _name(last.line)
    if before and now and before != now:
        raise InputError(f"line {done.lines} is of article {before}, that of the input of {now}")
    return source
