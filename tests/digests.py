"""The digest of what comes out of the project's articles: `python tests/digests.py [NAMES…]`.

Prints a line without and a line with the tagger, the same ones on every Python.
"""

import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import persian_news_ie as pni

HERE = Path(__file__).parent
# A pattern captures the commander as a mention, another the same words as a phrase.
TWICE = (
    "فرمانده جدید سپاه ایلام معرفی و منصوب شد\n"
    "فرمانده سپاه ایلام در آیینی با حضور استاندار معرفی شد.\n"
    "سردار کاظم نیازی با حضور در آیین معارفه فرمانده سپاه ایلام از سردار یونس مرادی قدردانی و "
    "سرهنگ رضا سلیمی را به عنوان فرمانده جدید سپاه ایلام معرفی و منصوب کرد."
)
# Two places of the tables start at one word.
NESTED = "استاندار آذربایجان شرقی روز دوشنبه در جلفا با استاندار سیونیک گفت‌وگو کرد."
TEXTS = [
    *(
        path.read_text(encoding="utf-8")
        for folder in (HERE / "articles", HERE / "variants")
        for path in sorted(folder.glob("*.txt"))
    ),
    TWICE,
    NESTED,
]


def digest(docs: Iterable[pni.Document]) -> str:
    """The digest of the JSON of some documents."""
    return sha256("\n".join(doc.to_json() for doc in docs).encode()).hexdigest()


def line(name: str, found: str) -> str:
    """A line of the output."""
    return f"{name} {found}\n"


if __name__ == "__main__":
    for name in sys.argv[1:] or ("none", "default"):
        nlp = pni.load(names=None if name == "none" else name)
        print(line(name, digest(nlp.pipe(TEXTS))), end="")
