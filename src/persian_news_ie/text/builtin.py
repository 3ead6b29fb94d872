"""Our own tokenizer and sentence splitter: exact offsets, blind to lost half-spaces."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.pipeline import each
from persian_news_ie.text.backends import Backend
from persian_news_ie.text.normalize import ZWNJ, key
from persian_news_ie.text.tokens import Tokens

HEH = "\N{ARABIC LETTER HEH}"
LETTER = "[^\\W\\d_]"
# Affixes that lost their half-space to a space are one word with their stem.
PREFIXES = ("می", "نمی")
NOT_AFTER_PREFIX = (
    "و",
    "به",
    "در",
    "از",
    "با",
    "که",
    "را",
    "ماه",
    "سال",
    "تا",
    "این",
    "آن",
    "است",
)
MONTH = "ماه"
VERB_END = "(?:د|نم|هم|یم|توان)"
NOT_VERBS = ("تولید", "رشد", "خرید", "درصد", "جدید", "بازدید", "هم", "سهم")
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
# A full stop behind one of these ends no sentence.
ABBREVIATIONS = frozenset(("ص", "ع", "ره", "س", "ش", "ق", "م", "ه", "ج", "د", "دکتر"))
STOPS = frozenset(".!?؟…")
CARRY_ON = frozenset("،,؛:")  # a sentence goes on behind a stop with one of these
LONGEST = 400  # tokens; in raw news one sentence of ten thousand has more, mostly a lost list
COMMAS = frozenset("،,؛;")
TWO_WAY = frozenset("\"'")  # signs that open as well as close
CLOSERS = frozenset("»\"”’')]")


def _any(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(words)})"


@cache
def _pattern() -> re.Pattern[str]:
    """One alternative per shape of token, the commonest first."""
    word = f"{LETTER}+(?:{ZWNJ}+{LETTER}+)*"
    latin = "[A-Za-z][A-Za-z0-9]*(?:[-.@_/:+&]+[A-Za-z0-9]+)*"
    number = "\\d+(?:[.,/:]\\d+)*"
    return re.compile(f"({latin}|{word}|{number}|\\.{{2,}}|[^\\s{ZWNJ}])")


@cache
def _detached() -> re.Pattern[str]:
    """Words with an affix behind or before a space; found once, instead of tried at every word."""
    prefix = (
        f"(?<![^\\s{ZWNJ}])(?<!\\d )(?<!{MONTH} ){_any(PREFIXES)} "
        f"(?!{_any(NOT_AFTER_PREFIX)}\\b)(?={LETTER})"
    )
    # Behind the word for month the prefix may be the name of May: what follows must be a verb.
    prefix += f"|(?<={MONTH} ){PREFIXES[0]} (?!{_any(NOT_VERBS)}\\b)(?={LETTER}*{VERB_END}\\b)"
    ending = f"(?<={LETTER}) {_any(ENDINGS)}(?![\\w{ZWNJ}])"
    after_heh = f"(?<={HEH}) {_any(AFTER_HEH)}(?![\\w{ZWNJ}])"
    return re.compile(f"{prefix}|{ending}|{after_heh}")


def _joined(text: str) -> str:
    """The text with the spaces between stems and affixes turned into half-spaces."""
    return _detached().sub(lambda m: m.group().replace(" ", ZWNJ), text)


def tokenize(text: str) -> Tokens:
    """The tokens of a folded text."""
    parts = _pattern().split(_joined(text))  # what lies between tokens, and tokens, in turn
    bounds = list(accumulate(map(len, parts)))
    norms = parts[1::2]
    return Tokens(bounds[:-1:2], bounds[1::2], norms, list(map(key, norms)))


def load() -> Backend:
    """Our own tokenizer as a backend of the pipeline."""
    return Backend("builtin", each(_read))


def _read(doc: Document) -> dict[str, object]:
    tokens = tokenize(doc.view.text)
    return {"tokens": tokens, "sentences": sentences(doc.view.text, tokens)}


def sentences(text: str, tokens: Tokens) -> tuple[Span, ...]:
    """The sentences of a text as half-open token ranges; a line break always ends one."""
    norms, total = tokens.norms, len(tokens)
    bounds = sorted({*_stop_ends(tokens), *_line_ends(text, tokens), total} - {0})
    whole = (Span(a, b) for a, b in zip([0, *bounds], bounds, strict=False) if a < b)
    return tuple(part for span in whole for part in _cut(norms, span))


def _cut(norms: Sequence[str], span: Span) -> Iterator[Span]:
    """A sentence in parts of at most LONGEST tokens, divided at commas where there are any."""
    start, stop = span
    while stop - start > LONGEST:
        last = start + LONGEST
        commas = (at for at in range(last, start + LONGEST // 2, -1) if norms[at - 1] in COMMAS)
        end = next(commas, last)
        yield Span(start, end)
        start = end
    yield Span(start, stop)


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether the stop at a token ends no sentence: an initial or an abbreviation."""
    norms = tokens.norms
    if norms[at] != "." or at == 0 or at + 1 >= len(norms):
        return False
    before = norms[at - 1]
    return before in ABBREVIATIONS or (len(before) == 1 and before.isalpha())


def _stop_ends(tokens: Tokens) -> Iterator[int]:
    """The tokens behind the stops of sentences, with the closing signs and stops that follow."""
    norms, at = tokens.norms, 0
    for i, norm in enumerate(norms):
        if i < at or norm[0] not in STOPS or _goes_on(tokens, i):
            continue
        at = i + 1
        while at < len(norms) and _closes(tokens, at):
            at += 1
        if at == len(norms) or norms[at] not in CARRY_ON:
            yield at


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether a token goes with the stop before it: a further stop, or a sign that closes there."""
    norm = tokens.norms[at]
    glued = tokens.starts[at] == tokens.stops[at - 1]
    return (norm in CLOSERS and (glued or norm not in TWO_WAY)) or norm[0] in STOPS


def _line_ends(text: str, tokens: Tokens) -> set[int]:
    """The first tokens behind line breaks."""
    return {bisect_left(tokens.starts, m.start()) for m in re.finditer("\n+", text)}
