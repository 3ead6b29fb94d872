"""Where texts come from: bytes, files, JSONL records; what is broken is named, not raised."""

import gzip
import json
import zlib
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
)
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from os import PathLike
from os.path import samefile
from pathlib import Path
from typing import IO, Any, Literal, cast

from persian_news_ie.article import Article, read_article
from persian_news_ie.errors import InputError

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
MARKS = {
    BOM_UTF8: "utf-8",
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
PACKED = {b"\xfd7zXZ": "xz", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"(\xb5/\xfd": "zstd"}
GZIP = b"\x1f\x8b"
LARGEST_FILE = 1 << 30  # bytes read at once; longer input is JSONL and is streamed
LONGEST_LINE = 1 << 24  # bytes of one JSONL record; ten million took 4 GB to read
LARGEST_UNPACKED = 1 << 28  # a gzip file may hold a thousand times its size
SAMPLE = 20_000  # bytes that tell the encoding
# The commonest letters of Persian make up two thirds of any text; read in a wrong encoding,
# UTF-8 shows every other byte as one of the telltales.
COMMON = frozenset("\u0627\u064a\u0649\u06cc\u0631\u0646\u062f\u0648\u0647\u0645\u062a\u0633\u0628")
TELLTALES = frozenset("\u0637\u0638\u0639\u063a")
RECORD = "one JSON object a line with a string field 'text'"
TEXT_FIELDS = ("title", "published", "url", "source")
HTML_SIGNS = ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<meta", "<p>")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: where it stands, what is wrong, and what helps."""

    where: str
    reason: str
    cure: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.cure}"


def decode(data: bytes) -> str:
    """The text of some bytes: UTF-8, UTF-16 or UTF-32 with a mark, or Persian Windows-1256.

    Anything else is an InputError that names the first byte that does not fit.
    """
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and _is_windows_1256(data):
            return data.decode("cp1256")
        raise InputError(
            f"byte 0x{data[error.start]:02x} at offset {error.start} is not {encoding.upper()}; "
            "save the text as UTF-8, for example with iconv -f ENCODING -t UTF-8"
        ) from None


def _is_windows_1256(data: bytes) -> bool:
    sample = data[:SAMPLE].decode("cp1256", errors="replace")
    foreign = [
        c for c in sample if ord(c) > 127 and c not in "\u200c\u200e\u200f\u00ab\u00bb\u00a0"
    ]
    arabic = [c for c in foreign if "\u0600" <= c <= "\u06ff"]
    if not arabic or len(arabic) < 0.8 * len(foreign):
        return False
    common, telltales = (sum(c in s for c in arabic) / len(arabic) for s in (COMMON, TELLTALES))
    return common > 0.45 and telltales < 0.2


def sniff(text: str) -> Literal["html", "jsonl", "text"]:
    """Which of the three kinds of input a text is, judged by its beginning."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith("{") and '"' in head:
        return "jsonl"
    if head.startswith("<") and any(sign in head for sign in HTML_SIGNS):
        return "html"
    return "text"


def read_records(lines: Iterable[str | bytes]) -> Iterator[Article | Failure]:
    """The articles of JSONL records, in order; a broken line is a Failure and costs only itself.

    A record is an object with `text` and, if known, `id`, `title`, `published`, `url`, `source`.
    """
    for number, line in enumerate(lines, 1):
        if not is_blank(line):
            yield read_record(line, f"line {number}")


def is_blank(line: str | bytes) -> bool:
    """Whether a line holds no record."""
    bare = line.replace("\ufeff", "") if isinstance(line, str) else line.replace(BOM_UTF8, b"")
    return not bare.strip()


def read_record(line: str | bytes, where: str) -> Article | Failure:
    """The article of one JSONL record; `where` names the line should it be broken."""
    try:
        if len(line) > LONGEST_LINE:
            raise InputError(f"longer than {LONGEST_LINE} bytes; split it")
        text = line if isinstance(line, str) else decode(line)
        return _article(json.loads(text.lstrip("\ufeff")))
    except InputError as error:
        reason, _, cure = str(error).partition("; ")
        return Failure(where, reason, cure or f"write {RECORD}")
    except (ValueError, RecursionError) as error:
        return Failure(where, f"no valid JSON ({error})", f"write {RECORD}")


def _article(record: Any) -> Article:
    if not isinstance(record, dict):
        raise InputError(f"JSON, but {type(record).__name__} and no object; write {RECORD}")
    text = record.get("text")
    if not isinstance(text, str):
        state = (
            "no field 'text'" if text is None else f"'text' is {type(text).__name__}, not a string"
        )
        raise InputError(f"{state}; write {RECORD}")
    fields = {name: record.get(name) for name in TEXT_FIELDS}
    for name, value in fields.items():
        if value is not None and not isinstance(value, str):
            raise InputError(f"'{name}' is {type(value).__name__}; write a string or leave it out")
    key = record.get("id")
    return read_article(text, id=None if key is None else str(key), **fields)


def read_path(path: str | PathLike[str]) -> str:
    """The text of a file, unpacked if it is gzip; InputError says why it cannot be read."""
    with open_path(path) as stream:
        data = _read(stream, path, LARGEST_FILE)
    if data.startswith(GZIP):
        data = _unpack(data, path)
    for mark, name in PACKED.items():
        if data.startswith(mark):
            raise InputError(f"{path}: packed with {name}; unpack it first")
    try:
        return decode(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def read_lines(path: str | PathLike[str]) -> Iterator[bytes]:
    """The lines of a file, one at a time, for JSONL of any length; unpacks gzip."""
    with open_path(path) as stream:
        yield from lines_of(stream, path)


def lines_of(stream: IO[bytes], name: object) -> Iterator[bytes]:
    """The lines of an open file or pipe, one at a time; unpacks gzip."""
    source = stream if isinstance(stream, BufferedReader) else BufferedReader(cast(Any, stream))
    head = source.peek(4)[:4]
    if any(head.startswith(mark) for mark, code in MARKS.items() if code != "utf-8"):
        text = decode(_read(source, name, LARGEST_FILE))
        yield from (line.encode() for line in text.split("\n"))
        return
    try:
        yield from _lines(gzip.GzipFile(fileobj=source) if head.startswith(GZIP) else source)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{name}: broken gzip ({error}); fetch it again") from None


def _lines(source: BufferedReader | gzip.GzipFile) -> Iterator[bytes]:
    """The lines; of one that is too long so much that this shows, and no more is held."""
    while line := source.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE + 1)


def open_path(path: str | PathLike[str]) -> IO[bytes]:
    """A file opened for reading bytes; InputError where there is none that can be read."""
    if Path(path).is_dir():
        raise InputError(f"{path}: a directory; name the files in it")
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: {reason}; check the name and its permissions") from None


def is_same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file, whatever it is called."""
    try:
        return samefile(one, other)
    except (OSError, ValueError):  # one of them is not there
        return False


def _read(stream: IO[bytes], path: object, most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"{path}: longer than {most} bytes; write it as JSONL, an article a line")
    return data


def _unpack(data: bytes, path: object) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            return _read(packed, path, LARGEST_UNPACKED)  # type: ignore[arg-type]
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{path}: broken gzip ({error}); fetch it again") from None
