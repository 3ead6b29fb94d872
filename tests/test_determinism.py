"""Same input, same bytes: over processes, batches, threads, hash seeds; CI compares Pythons.

`python tests/test_determinism.py` prints the digests without and with the tagger: the same lines
on every Python.
"""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import persian_news_ie as pni

HERE = Path(__file__).parent
# A pattern captures the commander as a mention, another the same words as a phrase.
TWICE = (
    "فرمانده جدید سپاه ایلام معرفی و منصوب شد\n"
    "فرمانده سپاه ایلام در آیینی با حضور استاندار معرفی شد.\n"
    "سردار کاظم نیازی با حضور در آیین معارفه فرمانده سپاه ایلام از سردار یونس مرادی قدردانی و "
    "سرهنگ رضا سلیمی را به عنوان فرمانده جدید سپاه ایلام معرفی و منصوب کرد."
)
TEXTS = [
    *(
        path.read_text(encoding="utf-8")
        for folder in (HERE / "articles", HERE / "variants")
        for path in sorted(folder.glob("*.txt"))
    ),
    TWICE,
]


def digest(docs: "list[pni.Document]") -> str:
    """The digest of the JSON of some documents."""
    return sha256("\n".join(doc.to_json() for doc in docs).encode()).hexdigest()


@pytest.fixture(scope="module")
def alone(nlp: pni.NLP) -> str:
    return digest([nlp(text) for text in TEXTS])


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
def test_hash_seeds(alone: str, seed: str) -> None:
    """Another order of sets shows nowhere."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    call = [sys.executable, str(Path(__file__)), "none"]
    assert subprocess.check_output(call, env=environment, text=True).strip() == alone


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


if __name__ == "__main__":
    for name in sys.argv[1:] or ("none", "default"):
        print(digest(list(pni.load(names=None if name == "none" else name).pipe(TEXTS))))
