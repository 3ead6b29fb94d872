"""What a headline looks like, and the small line above it."""

import re
from functools import cache

from persian_news_ie.bylines import dateline
from persian_news_ie.wordlists import compact, keys, whole, words

# 99.9 % of the headlines of two agencies are shorter.
LONGEST = 110
LONGEST_STACKED = 190  # several headlines in one line, parted by slashes
LONGEST_KICKER = 100
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
    return line[-1] in ":\u061b/" or compact(line).endswith(tuple(keys("kicker_end")))


@cache
def _report_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("cite", "report")))
