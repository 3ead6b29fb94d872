"""Folding: one spelling for letters, digits and spaces, without losing the offsets."""

import re
import unicodedata
from array import array
from functools import cache, lru_cache

from persian_news_ie.aligned import Aligned

ZWNJ = "\u200c"

# One mapping per line; letters that look alike stand as escapes.
LETTERS = {
    "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER YEH WITH SMALL V}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER E}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
    "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KEHEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
}
SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
BREAKS = "\u2028\u2029\u0085\x0b\x0c"
HALF_SPACES = "\u200b\u00ac"  # zero-width space and the not sign stand for ZWNJ on many sites
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
TAGS = range(0xE0000, 0xE0080)  # letters that nobody sees
INVISIBLE = "\u00ad\u061c\u200d\u200e\u200f\u2060\ufeff" + "".join(map(chr, [*BIDI, *TAGS]))
MARKS = "\u0640\u0670" + "".join(map(chr, range(0x064B, 0x0660))) + "\u0610\u0611\u0612\u0613\u0614"
SIGNS = {"\u066b": ".", "\u066c": ",", "\u066a": "%"}

KEY_LETTERS = {
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER HAMZA}": "",
    ZWNJ: "",
}
EZAFE_YEH = "\N{ARABIC LETTER HEH}" + ZWNJ + "\N{ARABIC LETTER FARSI YEH}"


def _presentation_forms() -> dict[str, str]:
    codes = [*range(0xFB50, 0xFDFD), *range(0xFE70, 0xFEFD)]
    folded = {chr(c): unicodedata.normalize("NFKC", chr(c)).strip() for c in codes}
    table = str.maketrans(LETTERS)
    return {k: v.translate(table) for k, v in folded.items() if v and v != k}


@cache
def _table() -> dict[int, str]:
    """What every changed character becomes; the empty string deletes."""
    table = {**LETTERS, **SIGNS, **_presentation_forms()}
    table |= dict.fromkeys(SPACES, " ") | dict.fromkeys(BREAKS, "\n") | {"\r": " "}
    table |= dict.fromkeys(HALF_SPACES, ZWNJ) | dict.fromkeys(INVISIBLE + MARKS, "")
    for zero in (0x0660, 0x06F0):
        table |= {chr(zero + i): str(i) for i in range(10)}
    return str.maketrans(table)


@cache
def _resizers() -> re.Pattern[str]:
    """The characters whose folding changes the length of the text."""
    return re.compile("[" + "".join(chr(c) for c, to in _table().items() if len(to) != 1) + "]+")


@cache
def _key_table() -> dict[int, str]:
    return str.maketrans(KEY_LETTERS)


USUAL = 1 << 15  # characters: numbers for shorter texts are made once


@cache
def _usual_numbers() -> "array[int]":
    return array("q", range(USUAL + 1))


def _numbers(last: int) -> "array[int]":
    """The numbers from 0 to at least a last one: parts of them are copied faster than counted."""
    return _usual_numbers() if last <= USUAL else array("q", range(last + 1))


def fold(source: str) -> Aligned:
    """The folded view of a text: Persian letters, ASCII digits, plain spaces, no marks."""
    table, runs = _table(), _resizers()
    if not runs.search(source):
        return Aligned.same(source, source.translate(table))
    starts, stops, at, numbers = array("q"), array("q"), 0, _numbers(len(source))
    for run in runs.finditer(source):
        starts += numbers[at : run.start()]
        stops += numbers[at + 1 : run.start() + 1]
        at = run.end()
        for i in range(run.start(), at):
            width = len(table[ord(source[i])])
            starts.extend([i] * width)
            stops.extend([i + 1] * width)
            if not width and stops and source[i] in MARKS:
                stops[-1] = i + 1  # a mark belongs to its letter
    starts += numbers[at : len(source)]
    stops += numbers[at + 1 : len(source) + 1]
    return Aligned(source, source.translate(table), starts, stops)


@lru_cache(maxsize=1 << 16)  # words repeat: remembering them made tokens twice as fast
def key(norm: str) -> str:
    """What two spellings of one word share: no half-spaces, no hamza seats.

    Takes folded text; `key(fold(a).text) == key(fold(b).text)` is how words are compared.
    """
    return _key(norm)


def _key(norm: str) -> str:
    return (norm[:-2] if norm.endswith(EZAFE_YEH) else norm).translate(_key_table())


@lru_cache(maxsize=1 << 15)
def key_of(word: str) -> str:
    """The key of a word that was not folded yet."""
    return key_of_text(word)


def key_of_text(text: str) -> str:
    """The key of a text of any length that was not folded yet; it is not remembered."""
    return _key(text.translate(_table()))


def phrase_key(phrase: str) -> str:
    """The keys of the words of a phrase, glued: the same for every spacing of it."""
    return "".join(map(key_of, phrase.split()))
