"""What stands around an article on its page: a kind for every line that is not the text."""

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, TypeAlias

from persian_news_ie.wordlists import compact, keys, whole, words

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
MARK_REACH = 90  # letters from the end of a line in which a mark of the end may begin
# What an agency writes behind its mark: initials of the desk and numbers.
INITIALS = r"(?:[\W\d]|(?<![^\W\d])[^\W\d]{1,2}(?![^\W\d]))*"
TAG = r"[^\s,\u060c.\u061b:!?\u061f][^,\u060c.\u061b:!?\u061f]{0,38}"
TAG_LIST = re.compile(rf"{TAG}(?:,{TAG}){{1,30}},?|#?{TAG}(?:\s?[|\u2022]\s?#{TAG}){{1,30}}")


@cache
def _starts(*path: str) -> tuple[str, ...]:
    return tuple(sorted(keys(*path)))


@cache
def _end_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*{whole(words('end'))}(?:\s?[/\-*|]|{INITIALS}$)")


@cache
def _mark_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<=[.!?\u061f\u00bb)\"\]/\u2026])\s*{whole(words('end'))}{INITIALS}$")


def end_mark(line: str) -> int | None:
    """Where the mark of the end begins that stands behind the last sentence of a line."""
    match = _mark_pattern().search(line, max(1, len(line) - MARK_REACH))
    return match.start() if match else None


def _end(line: str, key: str) -> bool:
    return bool(_end_pattern().match(line))


def _tail(line: str, key: str) -> bool:
    bare = key.strip("0123456789")
    return bare in keys("tail") or key.startswith(_starts("tail_start")) or is_tag_field(line)


def is_tag_field(line: str) -> bool:
    """Whether a line names the tags of the article behind a label."""
    label, colon, value = line.partition(":")
    return bool(colon) and compact(label) in keys("labels", "tags") and len(value) < LONGEST


def _block(line: str, key: str) -> bool:
    label, colon, _ = line.partition(":")
    return key in keys("block") or (bool(colon) and compact(label) in keys("block"))


def _line(line: str, key: str) -> bool:
    return key.strip("0123456789") in keys("line")


def _field(line: str, key: str) -> bool:
    label, colon, value = line.partition(":")
    name = compact(label)
    if not colon or len(line) > LONGEST_CALL:
        return False
    if name in keys("labels", "byline"):
        return bool(value.strip()) and len(value.split()) <= 4 and not value.rstrip().endswith("?")
    return name in keys("labels", "other") or (
        name in keys("labels", "source") and len(value.split()) <= 6
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
