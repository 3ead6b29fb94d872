"""What stands around an article on its page: a kind for every line that is not the text."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from persian_news_ie.text.normalize import key_of

Kind: TypeAlias = Literal["end", "tail", "block", "line", "field", "signature", "tags"]

LONGEST = 160  # of a furniture line; anything longer is prose
LONGEST_CALL = 90
ADDRESS = re.compile(
    r"(?<!\w)@\w{3,32}|https?://\S{1,300}|(?:www\.|t\.me/|telegram\.me/)\S{1,200}"
    r"|[\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,24}){1,4}"
    r"|\b[a-z0-9\-]{2,40}\.(?:ir|com|org|net|news)(?:/\S{0,200})?",
    re.IGNORECASE,
)
HASHTAG = re.compile(r"#\w{1,60}")
TAG = r"[^\s,\u060c.\u061b:!?\u061f][^,\u060c.\u061b:!?\u061f]{0,38}"
TAG_LIST = re.compile(rf"{TAG}(?:,{TAG}){{1,30}},?|#?{TAG}(?:\s?[|\u2022]\s?#{TAG}){{1,30}}")


@cache
def _table() -> dict[str, Any]:
    text = files("persian_news_ie").joinpath("words", "furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(*path: str) -> tuple[str, ...]:
    """A list of `words/furniture.toml`, as written."""
    table: Any = _table()
    for name in path:
        table = table[name]
    return tuple(table)


def compact(text: str) -> str:
    """A line as its letters and digits alone: the same for every spelling and layout."""
    return "".join(c for c in key_of(text).lower() if c.isalnum())


@cache
def _keys(*path: str) -> frozenset[str]:
    return frozenset(compact(word) for word in words(*path))


@cache
def _starts(*path: str) -> tuple[str, ...]:
    return tuple(sorted(_keys(*path)))


def _end(line: str, key: str) -> bool:
    return any(key.startswith(e) and len(key) - len(e) <= 24 for e in _starts("end"))


def _tail(line: str, key: str) -> bool:
    bare = key.strip("0123456789")
    return bare in _keys("tail") or key.startswith(_starts("tail_start")) or _is_tag_field(line)


def _is_tag_field(line: str) -> bool:
    label, colon, value = line.partition(":")
    return bool(colon) and compact(label) in _keys("labels", "tags") and len(value) < LONGEST


def _block(line: str, key: str) -> bool:
    label, colon, _ = line.partition(":")
    return key in _keys("block") or (bool(colon) and compact(label) in _keys("block"))


def _line(line: str, key: str) -> bool:
    return key.strip("0123456789") in _keys("line")


def _field(line: str, key: str) -> bool:
    label, colon, value = line.partition(":")
    name = compact(label)
    if not colon or len(line) > LONGEST_CALL:
        return False
    if name in _keys("labels", "byline"):
        return bool(value.strip()) and len(value.split()) <= 4 and not value.rstrip().endswith("?")
    return name in _keys("labels", "other") or (
        name in _keys("labels", "source") and len(value.split()) <= 6
    )


def _tags(line: str, key: str) -> bool:
    rest = HASHTAG.sub("", line)
    return "#" in line and not compact(rest)


def _signature(line: str, key: str) -> bool:
    if key.startswith(_starts("call")) and len(line) <= LONGEST_CALL:
        return not line.rstrip().endswith(".")
    rest, count = ADDRESS.subn(" ", line)
    return bool(count) and len(rest.split()) <= 4


# The first that answers decides.
KINDS: dict[Kind, Callable[[str, str], bool]] = {
    "end": _end,
    "tail": _tail,
    "block": _block,
    "line": _line,
    "field": _field,
    "tags": _tags,
    "signature": _signature,
}


def kind(line: str) -> Kind | None:
    """What a folded line is, if it is not prose."""
    if len(line) > LONGEST:
        return None
    key = compact(line)
    return next((name for name, is_one in KINDS.items() if is_one(line, key)), None)
