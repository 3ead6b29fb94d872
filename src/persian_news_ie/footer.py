"""The lines below the text: dates, buttons, marks of the end, and headlines of other articles."""

import re
from dataclasses import replace

from persian_news_ie.furniture import end_mark, is_button
from persian_news_ie.header import is_stamp, is_strong
from persian_news_ie.headlines import is_title
from persian_news_ie.lines import Line
from persian_news_ie.stamps import LONGEST, Stamp, stamp

FOOTER_LINES = 10
ABOVE_END = 4  # lines in which the code of an article may stand above the mark of its end
LONGEST_CODE = 40  # letters of a line with a code alone, which may stand above any number of others
SENTENCE = 60  # letters of a line with a full stop that is surely prose
# What an agency writes below its text: numbers and initials of its desks.
DESK = re.compile(
    r"\*{0,3}\s?(?:\d{3,5}|[^\W\d_](?:[^\W\d_]?\s?/\s?\d{0,4})?)(?:[\s*/]{1,4}\d{1,5}){0,4}"
    r"\s?\*{0,3}"
)
CLOSED = tuple('.!?\u061f\u00bb"')


def marks(found: list[Line]) -> list[Line]:
    """Marks the code or the numbers of the desk behind the last sentence, with headlines below."""
    closing = next((i for i, line in enumerate(found) if _closes(line)), len(found))
    for at in range(closing - 1, 1, -1):
        line, above = found[at], found[at - 1]
        if line.role != "prose":
            continue
        code = _code(line)
        if DESK.fullmatch(line.text) or code:
            if above.role == "prose" and above.text.endswith(CLOSED):
                found[at] = replace(line, role="end", stamp=code)
                return found
        elif not is_title(line.text):
            return found
    return found


def _code(line: Line) -> Stamp | None:
    """The stamp of a line that is nothing but a code."""
    read = stamp(line.text) if len(line.text) <= LONGEST_CODE else None
    return read if read and read.code and is_stamp(read) else None


def footer(found: list[Line]) -> list[Line]:
    """Marks the stamps and the buttons below the text; stamps must say that they are some."""
    return _buttons(_stamps(found))


def _stamps(found: list[Line]) -> list[Line]:
    closing = next((i for i, line in enumerate(found) if _closes(line)), len(found))
    first = min(closing - ABOVE_END, len(found) - FOOTER_LINES)
    last = max((i for i, line in enumerate(found) if line.role == "prose"), default=0)
    is_tail = False
    for at in range(1, len(found)):
        line = found[at]
        is_tail = is_tail or line.role == "tail"
        is_near = at >= first or len(line.text) <= LONGEST_CODE
        if line.role in ("prose", "furniture") and is_near and len(line.text) <= LONGEST:
            read = stamp(line.text)
            is_post = line.is_dated or (at == last and at < len(found) - 1)
            # Below the article stand the dates of readers' comments.
            is_own = read.is_labelled or (not is_tail and (is_strong(read) or is_post))
            if is_stamp(read) and is_own and (at >= first or read.code):
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


def end(found: list[Line]) -> list[Line]:
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


def related(found: list[Line]) -> list[Line]:
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
