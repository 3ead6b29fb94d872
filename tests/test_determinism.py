"""Same input, same bytes: over processes, batches, threads, hash seeds; CI compares Pythons."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from digests import TEXTS, TWICE, digest, line

import persian_news_ie as pni


@pytest.fixture(scope="module")
def alone(nlp: pni.NLP) -> str:
    return digest([nlp(text) for text in TEXTS])


@pytest.fixture(scope="module")
def all_tagged(full: pni.NLP) -> str:
    return digest(full.pipe(TEXTS))


def test_there_is_something_to_compare() -> None:
    assert len(TEXTS) >= 20


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_batches(nlp: pni.NLP, alone: str, size: int) -> None:
    assert digest(list(nlp.pipe(TEXTS, batch_size=size))) == alone


def test_order_does_not_tell(nlp: pni.NLP, alone: str) -> None:
    assert digest(list(nlp.pipe(TEXTS[::-1]))[::-1]) == alone


def test_a_mention_goes_before_the_same_words(nlp: pni.NLP) -> None:
    assert [event.kind for event in nlp(TWICE).events] == ["appointment"]


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_hash_seeds(alone: str, all_tagged: str, seed: str) -> None:
    """Another order of sets shows nowhere."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    call = [sys.executable, str(Path(__file__).with_name("digests.py")), "none", "default"]
    found = subprocess.check_output(call, env=environment, text=True)
    assert found == line("none", alone) + line("default", all_tagged)


def test_workers(nlp: pni.NLP, alone: str) -> None:
    assert digest(list(nlp.pipe(TEXTS, workers=2, batch_size=5))) == alone


@pytest.fixture(scope="module")
def tagged() -> str:
    """The digest of a few texts, each read alone with one thread."""
    nlp = pni.load(threads=1)
    return digest([nlp(text) for text in TEXTS[:6]])


@pytest.mark.parametrize("threads, size", [(1, 6), (2, 1), (4, 3), (None, 4)])
def test_threads_and_batches_of_the_tagger(tagged: str, threads: int | None, size: int) -> None:
    nlp = pni.load(threads=threads)
    assert digest(list(nlp.pipe(TEXTS[:6], batch_size=size))) == tagged


def test_processes_of_the_tagger(full: pni.NLP, tagged: str) -> None:
    assert digest(list(full.pipe(TEXTS[:6], workers=2, batch_size=2))) == tagged
