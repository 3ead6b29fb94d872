"""Same input, same bytes: over processes, batches, threads, hash seeds; CI compares Pythons."""

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
# «آذربایجان» and «آذربایجان شرقی» start at one word.
NESTED = "استاندار آذربایجان شرقی روز دوشنبه در جلفا با استاندار سیونیک گفت‌وگو کرد."
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
    """Another order of sets shows nowhere; the program is what CI runs on every Python."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    call = [sys.executable, str(Path(__file__))]
    assert subprocess.check_output(call, env=environment, text=True).strip() == alone


def test_hash_seeds_of_the_tagger() -> None:
    call = [sys.executable, str(Path(__file__)), NESTED]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in "0123")
    assert len({subprocess.check_output(call, env=seed) for seed in seeds}) == 1


def test_threads_batches_and_processes_of_the_tagger() -> None:
    texts = TEXTS[:6]
    one = digest([pni.load(threads=1)(text) for text in texts])
    many = pni.load(threads=4)
    assert digest(list(many.pipe(texts, batch_size=3))) == one
    assert digest(list(many.pipe(texts, workers=2, batch_size=2))) == one


if __name__ == "__main__":
    given = sys.argv[1:]
    read = pni.load() if given else pni.load(names=None)
    print(digest(list(read.pipe(given or TEXTS))))
