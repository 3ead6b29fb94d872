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
LATIN = re.compile(r"[@a-z]", re.IGNORECASE)  # every address has one
DIGITS = "0123456789"
PHONE = re.compile(r"[+0(][\d\s()\-]{6,18}")
NO_NAME = re.compile(r"[?\u061f!:\"\u00ab]|\.$")  # what a question of the reporter has, a name not
PATH = re.compile(r"[>\u00bb\u203a/|\u2022,\-\u2013]")
HASHTAG = re.compile(r"(?<![\w#*&/])#[^\W\d_]\w{1,60}")
MARK_REACH = 90  # letters from the end of a line in which a mark of the end may begin
# What an agency writes behind its mark: initials of the desk and numbers.
INITIALS = r"(?:[\W\d]|(?<![^\W\d])[^\W\d]{1,2}(?![^\W\d]))*"
FIELDS = re.compile(r"\*\*|\|")  # parts several fields of one line
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
    bare = key.strip(DIGITS)
    return bare in keys("tail") or key.startswith(_starts("tail_start"))


def is_tag_field(line: str) -> bool:
    """Whether a line names the tags of the article behind a label."""
    label, colon, value = line.partition(":")
    return bool(colon) and compact(label) in keys("labels", "tags") and len(value) < LONGEST


def _block(line: str, key: str) -> bool:
    label, colon, _ = line.partition(":")
    return key in keys("block") or (bool(colon) and compact(label) in keys("block"))


def _line(line: str, key: str) -> bool:
    return key in keys("line") or key.strip(DIGITS) in keys("line")


def _field(line: str, key: str) -> bool:
    if len(line) > LONGEST_CALL or ":" not in line:
        return False
    return all(_is_field(part) for part in FIELDS.split(line.strip("* ")))


def _is_field(line: str) -> bool:
    label, colon, value = line.partition(":")
    name = compact(label)
    if not colon:
        return False
    if name in keys("labels", "byline"):
        return 0 < len(value.split()) <= 4 and not NO_NAME.search(value)
    return name in keys("labels", "other") or (
        name in keys("labels", "source") and len(value.split()) <= 6
    )


@cache
def _call_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,4}}{whole(words('call'))}", re.IGNORECASE)


def _tags(line: str, key: str) -> bool:
    return is_tag_field(line) or ("#" in line and not compact(HASHTAG.sub("", line)))


def _signature(line: str, key: str) -> bool:
    if PHONE.fullmatch(line) or (len(line) <= LONGEST_CALL and _call_pattern().match(line)):
        return line[-1] not in ".:"
    rest, count = ADDRESS.subn(" ", line) if LATIN.search(line) else (line, 0)
    return bool(count) and len(rest.split()) <= 4


def is_button(line: str) -> bool:
    """Whether a line is a word of the page's buttons: not known but at the end of the text."""
    return len(line) <= LONGEST_CALL and compact(line).strip(DIGITS) in keys("button")


def is_section(line: str) -> bool:
    """Whether a line is a section of the site, or a path of them: not known outside a header."""
    if len(line) > LONGEST_CALL:
        return False
    parts = [compact(part) for part in PATH.split(line)]
    dotted = [compact(part) for part in line.split(".")]
    is_dotted = len(dotted) > 2 and set(dotted[:2]) <= keys("sections")
    return is_dotted or all(not p or p in keys("sections") for p in parts)


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
