"""Words as the models see them: folded, split at spaces and half-spaces."""

import re
import unicodedata
from typing import Final

HALF_SPACE: Final = "\N{ZERO WIDTH NON-JOINER}"
SPACES: Final = (
    "\N{NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{LEFT-TO-RIGHT MARK}",
    "\N{RIGHT-TO-LEFT MARK}",
)
FOLD: Final = {
    ord("\N{ARABIC LETTER YEH}"): "\N{ARABIC LETTER FARSI YEH}",
    ord("\N{ARABIC LETTER ALEF MAKSURA}"): "\N{ARABIC LETTER FARSI YEH}",
    ord("\N{ARABIC LETTER KAF}"): "\N{ARABIC LETTER KEHEH}",
    ord("\N{ARABIC TATWEEL}"): "",
    ord("\N{NOT SIGN}"): HALF_SPACE,
    **{ord("\N{ARABIC-INDIC DIGIT ZERO}") + n: chr(0x06F0 + n) for n in range(10)},
    **{code: "" for code in range(0x0300, 0x0700) if unicodedata.category(chr(code)) == "Mn"},
    **{ord(space): " " for space in SPACES},
}
TOKEN: Final = re.compile(
    r"[0-9\u06f0-\u06f9]+(?:[.,:/\u066b\u066c][0-9\u06f0-\u06f9]+)*"
    r"|[^\W\d_]+(?:\u200c+[^\W_]+)*"
    r"|\S"
)


def fold(text: str) -> str:
    """Text with one spelling per letter and no diacritics; half-spaces stay."""
    return text.translate(FOLD)


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of raw text: words with their half-spaces, numbers, single signs."""
    return tuple(TOKEN.findall(fold(text)))


def units(token: str) -> tuple[str, ...]:
    """The parts of one token that are encoded on their own: split at half-spaces and spaces."""
    return tuple(fold(token).replace(HALF_SPACE, " ").split()) or ("",)
