"""What a headline looks like, and the small line above it."""

import re
from functools import cache

from persian_news_ie.bylines import dateline
from persian_news_ie.wordlists import compact, keys, whole, words

# 99.9 % of the headlines of two agencies are shorter.
LONGEST = 110
LONGEST_STACKED = 190  # several headlines in one line, parted by slashes
LONGEST_KICKER = 100
MOST_KICKER_WORDS = 8  # of one that no sign tells from a headline
SENTENCE_SIGN = re.compile("[\u060c,/\u061f?!\u00ab]")
PARTED = re.compile(r"[\-/_(\u2013\u2014]")
BULLET = re.compile(r"[\-*\u2022\u25cf\u00b7]|\(?\d{1,2}\s?[\-.)\u2013]")


def is_title(line: str) -> bool:
    """Whether a line can be a headline: short, no full sentence, no list item, no dateline."""
    limit = LONGEST_STACKED if "/" in line else LONGEST
    if len(line) > limit or len(line.split()) < 2 or BULLET.match(line):
        return False
    if line[-1] in ".:\u061b\u060c," and not line.endswith(".."):
        return False
    return not _has_place(line) and not _report_pattern().match(line)


def _has_place(line: str) -> bool:
    """Whether a dateline of place and agency opens the line; «agency: …» also opens headlines."""
    opening = dateline(line)
    is_whole = opening is not None and opening.stop == len(line)
    return bool(opening and opening.source and (is_whole or PARTED.search(line[: opening.stop])))


def is_kicker(line: str) -> bool:
    """Whether a line can be the small line above a headline."""
    if len(line) > LONGEST_KICKER or BULLET.match(line):
        return False
    if " " not in line and line[-1].isalpha():
        return True  # the name of a column
    is_marked = line[-1] in ":\u061b/" or compact(line).endswith(tuple(keys("kicker_end")))
    return is_marked or _is_adverbial(line)


def _is_adverbial(line: str) -> bool:
    """Whether a line says by whose order, where or when, but nothing that happens."""
    parts = line.split()
    return (
        1 < len(parts) <= MOST_KICKER_WORDS
        and bool(_opening_pattern().match(line))
        and not SENTENCE_SIGN.search(line)
        and compact(parts[-1]) not in keys("verb_end")
    )


@cache
def _report_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("cite", "report")))


@cache
def _opening_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("kicker_start")))
