"""Text like Persian news, of which nothing makes sense: what bytes of a fuzzer stand for."""

from collections.abc import Sequence
from pathlib import Path

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
SIGNS = tuple("۰۱۲۳۴۵۶۷۸۹0123456789٠١٢٣٤٥٦٧٨٩.:،؛!؟?/-–—_()[]{}«»\"'“”‹›%٪*+=#@&|<>\\\t\n\n\n ")
ODD = (
    "\u200c",  # zero-width non-joiner
    "\u200d",  # zero-width joiner
    "\u200e",  # left-to-right mark
    "\u200f",  # right-to-left mark
    "\u202a",  # left-to-right embedding
    "\u202b",  # right-to-left embedding
    "\u202c",  # pop directional formatting
    "\u202d",  # left-to-right override
    "\u202e",  # right-to-left override
    "\u2066",  # left-to-right isolate
    "\u2069",  # pop directional isolate
    "\ufeff",  # byte order mark
    "\u00a0",  # no-break space
    "\u00ad",  # soft hyphen
    "\u0640",  # tatweel
    "\u064e",  # fatha
    "\u0651",  # shadda
    "\u0654",  # hamza above
    "\u064a",  # Arabic yeh
    "\u0649",  # alef maksura
    "\u0643",  # Arabic kaf
    "\u0629",  # teh marbuta
    "\u06c0",  # heh with yeh above
    "\u06d5",  # ae, which looks like heh
    "\ufdf2",  # Allah, a ligature
    "\ufefb",  # lam with alef, a presentation form
    "\ufdfa",  # a ligature of eighteen letters
    "\u0085",  # next line
    "\u2028",  # line separator
    "\u2029",  # paragraph separator
    "\x00",
    "\x0b",
    "\x1f",
    "\ud800",  # half a character
    "\udfff",  # the other half
    "\U0001f600",
    "\U000e0001",  # a language tag
    "\u0130",  # grows when lowered
    "\u1e9e",
    "٬",
    "٫",
    "½",
    "²",
    "Ⅻ",
    "PM",
    "GMT",
    "CNN",
    "September",
    "https://a.ir/1403/07/01/x",
    "1403/07/01",
    "۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷",
    "<p>",
    "</",
)
PIECES = (*(f"{word} " for word in WORDS), *SIGNS, *ODD)


def text_of(data: bytes, pieces: Sequence[str] = PIECES) -> str:
    """Pieces by number, two bytes each; or, behind a zero, the bytes as they are."""
    if data[:1] == b"\0":
        return data[1:].decode("utf-8", "surrogateescape")
    numbers = (data[i] * 256 + data[i + 1] for i in range(0, len(data) - 1, 2))
    return "".join(pieces[number % len(pieces)] for number in numbers)
