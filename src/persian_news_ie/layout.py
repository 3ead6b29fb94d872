"""The lines of a text and what each of them is: stamp, title, prose or furniture."""

import re
from dataclasses import replace

from persian_news_ie.footer import end, footer, marks, related
from persian_news_ie.furniture import kind
from persian_news_ie.header import stamps
from persian_news_ie.lines import Line, Role, split
from persian_news_ie.stamps import LONGEST

LETTER = re.compile(r"\w")
ROLES: dict[str, Role] = {"end": "end", "tail": "tail", "block": "heading", "tags": "tags"}
STEPS = (stamps, related, marks, footer, end)


def lines(text: str) -> list[Line]:
    """The lines of a folded text with their roles."""
    found = [_with_role(line) for line in split(text)]
    for step in STEPS:
        found = step(found)
    return found


def _with_role(line: Line) -> Line:
    if not LETTER.search(line.text, 0, LONGEST):
        return replace(line, role="furniture")
    name = kind(line.text)
    return replace(line, role=ROLES.get(name, "furniture")) if name else line
