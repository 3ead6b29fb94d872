"""Our own tokenizer and sentence splitter: exact offsets, blind to lost half-spaces."""

import re
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.text.normalize import ZWNJ, key
from persian_news_ie.text.tokens import Tokens

LETTER = "[^\\W\\d_]"
# Affixes that lost their half-space to a space are one word with their stem.
PREFIXES = ("می", "نمی")
NOT_AFTER_PREFIX = ("و", "به", "در", "از", "با", "که", "را", "ماه", "سال", "تا", "این", "آن", "است")
ENDINGS = (
    "هایشان",
    "هایمان",
    "هایتان",
    "هایش",
    "هایم",
    "هایت",
    "هایی",
    "های",
    "ها",
    "ترین",
    "تر",
)
AFTER_HEH = ("اند", "ایم", "اید", "ام", "ای", "اش", "ی")
STOPS = frozenset(".!?؟…")
CLOSERS = frozenset("»\"”’')]")


@cache
def _pattern() -> re.Pattern[str]:
    gap = f"(?: |{ZWNJ})"
    prefix = f"(?:(?<!\\d )(?:{'|'.join(PREFIXES)}) (?!(?:{'|'.join(NOT_AFTER_PREFIX)})\\b)(?={LETTER}))?"
    stem = f"{LETTER}+(?:{ZWNJ}+{LETTER}+)*"
    ending = f"(?:{gap}(?:{'|'.join(ENDINGS)})\\b|(?<=\N{ARABIC LETTER HEH}) (?:{'|'.join(AFTER_HEH)})\\b)?"
    latin = "[A-Za-z][A-Za-z0-9]*(?:[-.@_/:]+[A-Za-z0-9]+)*"
    number = "\\d+(?:[.,/:]\\d+)*"
    return re.compile(f"{latin}|{prefix}{stem}{ending}|{number}|\\.{{2,}}|[^\\s{ZWNJ}]")


def tokenize(text: str) -> Tokens:
    """The tokens of a folded text."""
    starts, stops, norms = [], [], []
    for m in _pattern().finditer(text):
        start, stop = m.span()
        starts.append(start)
        stops.append(stop)
        norms.append(m.group())
    norms = [n.replace(" ", ZWNJ) if " " in n else n for n in norms]
    return Tokens(starts, stops, norms, [key(n) for n in norms])


def sentences(text: str, tokens: Tokens) -> tuple[Span, ...]:
    """The sentences of a text as half-open token ranges; a line break always ends one."""
    found, start, total = [], 0, len(tokens)
    starts, stops, norms = tokens.starts, tokens.stops, tokens.norms
    for i in range(total):
        last = i + 1 == total
        broken = last or "\n" in text[stops[i] : starts[i + 1]]
        ends = norms[i][-1] in STOPS and not (not last and norms[i + 1] in CLOSERS)
        closed = norms[i] in CLOSERS and i > start and norms[i - 1] in STOPS
        if broken or ends or closed:
            found.append(Span(start, i + 1))
            start = i + 1
    return tuple(found)
