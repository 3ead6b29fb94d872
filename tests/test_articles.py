"""Whole articles against their gold, and variants of one story, compared as readable text."""

from pathlib import Path

import pytest
from articles import (
    FOLDER,
    LAYERS,
    VARIANTS,
    Row,
    compared,
    current,
    read,
    read_gold,
    wanted,
    written,
)

import persian_news_ie as pni

ARTICLES = sorted(FOLDER.glob("*.txt"))
STORIES = sorted(VARIANTS.glob("*.txt"))


@pytest.fixture(scope="module")
def nlp() -> pni.NLP:
    return pni.load()


def test_there_are_articles() -> None:
    assert len(ARTICLES) >= 12
    assert len(STORIES) >= 8


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_article(path: Path, nlp: pni.NLP) -> None:
    """Run `python -m tests.articles --update` after a change that is meant, and read the diff."""
    gold = read_gold(path.with_suffix(".facts").read_text(encoding="utf-8"))
    assert list(gold) == list(LAYERS)[: len(gold)]
    now = current(gold, read(nlp, path))
    assert written(now) == written(gold)


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_variant(path: Path, nlp: pni.NLP) -> None:
    """One story under eight sets of names, orders of clauses and kinds of noise."""
    gold = read_gold(path.with_suffix(".facts").read_text(encoding="utf-8"))
    assert written(wanted(gold, read(nlp, path))) == written(gold)


@pytest.mark.parametrize(
    "rows, found, marked",
    [
        (["a"], ["a"], ["a"]),
        (["a"], [], ["? a  # not yet explained"]),
        ([], ["b"], ["! b  # not yet explained"]),
        (["? a  # lost"], [], ["? a  # lost"]),
        (["? a  # lost"], ["a"], ["a"]),  # a miss that is mended loses its mark
        (["! b  # why"], [], []),
        (["! b  # why"], ["b"], ["! b  # why"]),
        (["~ a"], [], ["~ a"]),
        (["~ a"], ["a"], ["~ a"]),
        (["a", "a"], ["a"], ["a", "? a  # not yet explained"]),  # as often as it is there
        (["می‌رود"], ["مي رود"], ["می‌رود"]),
    ],
)
def test_marks(rows: list[str], found: list[str], marked: list[str]) -> None:
    gold = read_gold("[places]\n" + "\n".join(rows))
    assert [str(r) for r in compared(gold["places"], found)] == marked


def test_row_is_read_as_written() -> None:
    row = Row("visit realized | in تهران", "missed", "no rule")
    assert read_gold(f"[events]\n{row}")["events"] == [row]
