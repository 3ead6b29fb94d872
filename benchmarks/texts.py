"""The articles that are measured: those written for the project, put together to a length."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

HOME = Path(__file__).parents[1]
FOLDERS = ("tests/articles", "tests/variants", "examples/articles")
LENGTH = 400  # words of a usual article


def articles() -> list[str]:
    """The project's own articles, as they are."""
    paths = [path for folder in FOLDERS for path in sorted((HOME / folder).glob("*.txt"))]
    return [path.read_text(encoding="utf-8") for path in paths]


def long(words: int) -> str:
    """One text of so many words: the articles one after another, over and over."""
    return " ".join(piece for piece in _pieces(words))


def usual(count: int) -> list[str]:
    """Texts of LENGTH words: consecutive parts of the articles put together."""
    pieces = long(count * LENGTH).split(" ")
    return [" ".join(pieces[i : i + LENGTH]) for i in range(0, count * LENGTH, LENGTH)]


def russian() -> list[str]:
    """Short Russian news, written for the peers that read no Persian."""
    text = Path(__file__).with_name("russian.txt").read_text(encoding="utf-8")
    return text.strip().split("\n\n")


def _pieces(words: int) -> Iterator[str]:
    """Words with the line breaks that stand before them."""
    left = words
    for article in cycle(articles()):
        for piece in article.replace("\n", " \n").split(" "):
            if left == 0:
                return
            if piece:
                yield piece
                left -= bool(piece.strip())
