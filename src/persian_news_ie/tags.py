"""The tags of an article: labelled, listed at its end, or hashtags."""

import re
from collections.abc import Sequence

from persian_news_ie.furniture import HASHTAG, TAG_LIST
from persian_news_ie.lines import Line
from persian_news_ie.wordlists import compact, keys

MOST = 60
LONGEST = 60  # a line below a label that is one tag, or a few


def read_tags(lines: Sequence[Line]) -> tuple[str, ...]:
    """The tags in the order of the text, each once, without their hash and underscores."""
    found: list[str] = []
    is_below = False
    for at, line in enumerate(lines):
        value = _labelled(line)
        if value is not None:
            found += _split(value)
            is_below = not value
            continue
        is_below = is_below and line.role == "prose" and len(line.text) <= LONGEST
        if is_below or (at == len(lines) - 1 and TAG_LIST.fullmatch(line.text)):
            found += _split(line.text)
        elif "#" in line.text:
            found += [hashtag[1:].replace("_", " ") for hashtag in HASHTAG.findall(line.text)]
    return tuple(dict.fromkeys(tag for tag in found if tag))[:MOST]


def _labelled(line: Line) -> str | None:
    """What stands behind a label of tags; empty where the tags are in the lines below."""
    label, colon, value = line.text.partition(":")
    if (colon or line.role == "tail") and compact(label) in keys("labels", "tags"):
        return value.strip()
    return None


def _split(text: str) -> list[str]:
    parts = re.split(r"[,\u060c\u061b|\u2022#/]", text)
    return [part.replace("_", " ").strip(" .") for part in parts]
