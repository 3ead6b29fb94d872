"""The lines above the text: code, date, agency, section, and what was glued to them."""

import re
from collections.abc import Callable
from dataclasses import replace

from persian_news_ie.bylines import credit
from persian_news_ie.furniture import is_button, is_section
from persian_news_ie.lines import Line, Role
from persian_news_ie.stamps import LONGEST, Stamp, stamp
from persian_news_ie.wordlists import compact, keys

HEADER_PROSE = 3  # lines of prose (kicker, title, lead) that may stand above the date
TOP = 4  # lines from the top within which a number alone is the code
SPLIT_REACH = 160  # of a header glued to the text
LONGEST_CREDIT = 100  # letters of a line of place, agency and date alone
LOOSE_WORDS = 2  # that a line with date and clock may have beside them
NUMBER = re.compile(r"[1-9]\d{3,13}")  # a leading zero makes it a telephone number
WORD = re.compile(r"\w")
DASHED = re.compile(r"\d{4}\s?[\-|\u2013]\s?\d{1,2}\s?:")  # between date and clock in a date line


def stamps(found: list[Line]) -> list[Line]:
    """Marks the stamps above the text, also one glued to its first line."""
    result: list[Line] = []
    prose = 0
    for at, line in enumerate(found):
        if prose >= HEADER_PROSE:
            return result + found[at:]
        if line.role == "prose":
            parts = _header_line(line, prose, is_top=at < TOP)
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
    if head is line.text and is_stamp(read) and (is_strong(read) or prose <= 1):
        return [replace(line, role="stamp", stamp=read)]
    if labelled := _labelled(line):
        return [labelled]
    if (not prose and is_section(line.text)) or (prose <= 1 and is_button(line.text)):
        return [replace(line, role="furniture")]
    if len(line.text) <= LONGEST_CREDIT and credit(read.rest if read.day else line.text):
        return [replace(line, role="agency", stamp=read if read.day else None)]
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


def is_strong(read: Stamp) -> bool:
    """Whether a stamp says more than a day, so that it can hardly be part of the text."""
    return read.is_labelled or read.code is not None or read.clock is not None


def _unglued(line: Line, read: Stamp) -> list[Line]:
    """A header that lost its line breaks, parted from the text before and behind it."""
    for part in PARTINGS:
        if parts := part(line, read):
            return parts
    return [line]


def _before(line: Line, read: Stamp) -> list[Line] | None:
    """A stamp before the text."""
    at = read.reach
    if read.span and read.span.stop > at:
        read = replace(read, day=None, moment=None, clock=None, span=None, is_labelled=False)
    if not (0 < at < len(line.text) - 1 and (read.code or (read.day and is_strong(read)))):
        return None
    rest = line.part(at, len(line.text), "prose")
    return [line.part(0, at, "stamp", read), _labelled(rest) or rest]


def _behind(line: Line, read: Stamp) -> list[Line] | None:
    """A headline, the stamp behind it, and what follows."""
    if not (read.day and read.clock) or read.reach:
        return None
    taken = [i for i, c in enumerate(read.rest) if c == " " != line.text[i]]
    start, stop = taken[0], taken[-1] + 1
    glued = line.part(start, stop, "stamp", stamp(line.text[start:stop]))
    is_last = stop == len(line.text)
    if WORD.search(read.rest, start, stop) or not glued.stamp or not glued.stamp.day:
        return None
    if not (glued.stamp.code or (is_last and DASHED.search(glued.text))):
        return None
    parts = [line.part(0, start, "prose"), glued, line.part(stop, len(line.text), "prose")]
    return [part for part in parts if part.text]


PARTINGS: tuple[Callable[[Line, Stamp], list[Line] | None], ...] = (_before, _behind)


def _labelled(line: Line) -> Line | None:
    label, colon, value = line.text.partition(":")
    name = compact(label) if colon and len(label) < 20 and value.strip() else ""
    role: Role = "title" if name in keys("labels", "title") else "kicker"
    if not name or (role == "kicker" and name not in keys("labels", "kicker")):
        return None
    start = line.stop - len(value.lstrip())
    return replace(line, start=start, text=value.strip(), role=role)
