"""The lines of a text and what each of them is: stamp, title, prose or furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from persian_news_ie.aligned import Aligned
from persian_news_ie.bylines import dateline
from persian_news_ie.furniture import end_mark, is_button, is_section, kind
from persian_news_ie.headlines import is_title
from persian_news_ie.stamps import LONGEST, Stamp, stamp
from persian_news_ie.text.normalize import ZWNJ, fold
from persian_news_ie.wordlists import compact, keys

Role: TypeAlias = Literal[
    "prose", "stamp", "agency", "title", "kicker", "heading", "furniture", "tags", "tail", "end"
]

HEADER_PROSE = 3  # lines of prose (kicker, title, lead) that may stand above the date
FOOTER_LINES = 10
ABOVE_END = 4  # lines in which the code of an article may stand above the mark of its end
SENTENCE = 60  # letters of a line with a full stop that is surely prose
SPLIT_REACH = 160  # of a header glued to the text
LOOSE_WORDS = 2  # that a line with date and clock may have beside them
# Spaces, and the arrows, shapes and emoji that channels put before a line.
ORNAMENTS = "".join(
    c
    for c in map(chr, [*range(0x2E80), *range(0xFE00, 0xFE10), *range(0x1F000, 0x1FB00)])
    if c.isspace() or (ord(c) >= 0x2190 and not c.isalnum())
)
LINE = re.compile(r"[^\n]+")
DASH_BY_TATWEEL = re.compile(r"(?<=[\s\w])\u0640(?=\s)|(?<=\s)\u0640(?=\w)")
NUMBER = re.compile(r"[1-9]\d{3,13}")  # a leading zero makes it a telephone number
NOT_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the view without its outer spaces: `text` is `view[start:stop]`."""

    start: int
    stop: int
    text: str
    role: Role = "prose"
    stamp: Stamp | None = None


def view_of(text: str) -> Aligned:
    """The folded view in which lines are read, with half-spaces as spaces and dashes kept."""
    view = fold(DASH_BY_TATWEEL.sub("-", text))
    return replace(view, source=text, text=view.text.replace(ZWNJ, " "))


def lines(text: str) -> list[Line]:
    """The lines of a folded text with their roles."""
    found = [_with_role(line) for line in _split(text)]
    for step in (_stamps, _related, _footer, _buttons, _end):
        found = step(found)
    return found


def _split(text: str) -> Iterator[Line]:
    for match in LINE.finditer(text):
        bare = match[0].rstrip(ORNAMENTS)
        start = match.start() + len(bare)
        bare = bare.lstrip(ORNAMENTS)
        if bare:
            start -= len(bare)
            yield Line(start, start + len(bare), bare)


ROLES: dict[str, Role] = {"end": "end", "tail": "tail", "block": "heading", "tags": "tags"}


def _with_role(line: Line) -> Line:
    if not NOT_LETTERS.sub("", line.text[:LONGEST]):
        return replace(line, role="furniture")
    name = kind(line.text)
    return replace(line, role=ROLES.get(name, "furniture")) if name else line


# Header


def _stamps(found: list[Line]) -> list[Line]:
    """Marks the stamps above the text, also one glued to its first line."""
    result: list[Line] = []
    prose = 0
    for at, line in enumerate(found):
        if prose >= HEADER_PROSE:
            return result + found[at:]
        if line.role == "prose":
            parts = _header_line(line, prose, is_top=at < 4)
            prose += sum(part.role == "prose" for part in parts)
            result += parts
        else:
            result.append(line)
    return result


def _header_line(line: Line, prose: int, *, is_top: bool) -> list[Line]:
    if is_top and not prose and NUMBER.fullmatch(line.text):
        return [replace(line, role="stamp", stamp=Stamp("", code=line.text))]
    head = line.text if len(line.text) <= LONGEST else line.text[:SPLIT_REACH]
    read = stamp(head)
    if head is line.text and is_stamp(read) and (_is_strong(read) or prose <= 1):
        return [replace(line, role="stamp", stamp=read)]
    if labelled := _labelled(line):
        return [labelled]
    if not prose and is_section(line.text):
        return [replace(line, role="furniture")]
    opening = dateline(line.text)
    if opening and opening.source and opening.stop == len(line.text):
        return [replace(line, role="agency")]
    return _unglued(line, read) if not prose else [line]


def is_stamp(read: Stamp) -> bool:
    """Whether a line says nothing but code and date, a loose word or two apart."""
    if read.day is None and read.code is None:
        return False
    if not read.residue:
        return not read.is_short or read.clock is not None or read.is_labelled
    # A colon left over belongs to a label of something else: the hour of an earthquake.
    has_clock = read.day is not None and read.clock is not None and ":" not in read.rest
    return has_clock and len(read.residue) <= LOOSE_WORDS and sum(map(len, read.residue)) <= 20


def _is_strong(read: Stamp) -> bool:
    return read.is_labelled or read.code is not None or read.clock is not None


def _unglued(line: Line, read: Stamp) -> list[Line]:
    """A header that lost its line breaks, parted from the text behind it."""
    at = read.reach
    if read.span and read.span.stop > at:
        read = replace(read, day=None, moment=None, clock=None, span=None, is_labelled=False)
    if not (0 < at < len(line.text) - 1 and (read.code or (read.day and _is_strong(read)))):
        return [line]
    start = line.start + at
    first = replace(line, stop=start, text=line.text[:at], role="stamp", stamp=read)
    return [first, replace(line, start=start, text=line.text[at:])]


def _labelled(line: Line) -> Line | None:
    label, colon, value = line.text.partition(":")
    name = compact(label) if colon and len(label) < 20 and value.strip() else ""
    role: Role = "title" if name in keys("labels", "title") else "kicker"
    if not name or (role == "kicker" and name not in keys("labels", "kicker")):
        return None
    start = line.stop - len(value.lstrip())
    return replace(line, start=start, text=value.strip(), role=role)


# Tail


def _footer(found: list[Line]) -> list[Line]:
    """Marks the stamps below the text, which must say that they are stamps."""
    closing = next((i for i, line in enumerate(found) if _closes(line)), len(found))
    first = min(closing - ABOVE_END, len(found) - FOOTER_LINES)
    is_tail = False
    for at in range(max(1, first), len(found)):
        line = found[at]
        is_tail = is_tail or line.role == "tail"
        if line.role in ("prose", "furniture") and len(line.text) <= LONGEST:
            read = stamp(line.text)
            # Below the article stand the dates of readers' comments.
            if is_stamp(read) and (read.is_labelled or (_is_strong(read) and not is_tail)):
                found[at] = replace(line, role="stamp", stamp=read)
    return found


def _closes(line: Line) -> bool:
    return line.role in ("end", "tail")


def _buttons(found: list[Line]) -> list[Line]:
    """Marks the buttons between the last sentence and the end."""
    closing = next((i for i, line in enumerate(found) if _closes(line)), len(found))
    for at in range(closing - 1, 0, -1):
        if found[at].role == "prose" and not is_button(found[at].text):
            break
        if found[at].role == "prose":
            found[at] = replace(found[at], role="furniture")
    return found


def _end(found: list[Line]) -> list[Line]:
    """Cuts the mark of the end off a last line of prose, and drops marks that end nothing."""
    prose = [len(line.text) if line.role == "prose" else 0 for line in found]
    total, before = sum(prose), 0
    goes_on = _goes_on(found)
    result: list[Line] = []
    for line, length in zip(found, prose, strict=True):
        is_early = not before or total - before > before or (line.role == "end" and goes_on)
        if _closes(line) and is_early:
            line = replace(line, role="furniture")
        before += length
        result += _without_mark(line) if length else [line]
    return result


def _goes_on(found: list[Line]) -> bool:
    """Whether whole sentences and nothing of a page follow the first mark of the end."""
    first = next((i for i, line in enumerate(found) if line.role == "end"), len(found))
    after = [line for line in found[first:] if line.role != "end"]
    is_text = all(line.role == "prose" for line in after)
    return is_text and any(len(x.text) >= SENTENCE and x.text[-1] == "." for x in after)


def _without_mark(line: Line) -> list[Line]:
    at = end_mark(line.text)
    if at is None:
        return [line]
    body = line.text[:at].rstrip()
    mark = replace(line, start=line.start + at, text=line.text[at:], role="end")
    return [replace(line, stop=line.start + len(body), text=body), mark]


def _related(found: list[Line]) -> list[Line]:
    """Marks the headlines under a heading like «read more» as furniture."""
    result, is_open = [], False
    for line in found:
        if line.role == "heading":
            is_open = not line.text.partition(":")[2].strip()
            line = replace(line, role="furniture")
        elif line.role == "prose":
            is_open = is_open and is_title(line.text)
            line = replace(line, role="furniture") if is_open else line
        result.append(line)
    return result
