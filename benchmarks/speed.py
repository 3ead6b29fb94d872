"""How fast: the whole pipeline, each stage, the tokenizer, long texts; loading; memory."""

import gc
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import persian_news_ie as pni
from benchmarks.texts import long, usual
from persian_news_ie.article import Article, read_article
from persian_news_ie.document import Document
from persian_news_ie.pipeline import fold
from persian_news_ie.text.builtin import sentences, tokenize
from persian_news_ie.text.normalize import fold as view_of

BATCH = 32
ROUNDS = 3  # the best counts: other programs take time too
LENGTHS = (100, 1000, 10_000, 100_000, 1_000_000)
ONCE = 100_000  # words; longer texts are read once, after those before: a minute each
FEW_LENGTHS = (100, 1000, 10_000, 30_000)  # show the exponent as well, in a third of the time


def best(
    run: Callable[[], object],
    clock: Callable[[], float] = time.process_time,
    rounds: int = ROUNDS,
) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(rounds):
        gc.collect()
        start = clock()
        run()
        found.append(clock() - start)
    return min(found)


def reference(words: list[str]) -> dict[str, int]:
    """A loop that every machine can run: speeds as ratios to it can be compared."""
    counts: dict[str, int] = {}
    for word in words:
        key = word.replace("\u200c", "").lower()
        counts[key] = counts.get(key, 0) + len(key)
    return counts


def reference_rate() -> float:
    """Words a second of the reference loop."""
    words = long(200_000).split()
    return len(words) / best(lambda: reference(words))


def whole(names: str | None, count: int) -> float:
    """Words a second of the whole pipeline on usual articles, JSON included, by the wall clock."""
    nlp, texts = pni.load(names=names), usual(count)
    list(nlp.pipe(texts[:BATCH]))
    clock = time.perf_counter if names else time.process_time
    words = sum(len(text.split()) for text in texts)
    return words / best(lambda: [doc.to_json() for doc in nlp.pipe(texts)], clock)


def stages(names: str | None, count: int) -> dict[str, float]:
    """Seconds that each stage takes on usual articles, together with parsing and JSON."""
    nlp, texts = pni.load(names=names), usual(count)
    list(nlp.pipe(texts[:BATCH]))
    clock = time.perf_counter if names else time.process_time
    spent: dict[str, float] = {}

    def timed(name: str, run: Callable[..., Any], *given: Any) -> Any:
        start = clock()
        result = run(*given)
        spent[name] = spent.get(name, 0) + clock() - start
        return result

    gc.disable()
    for at in range(0, count, BATCH):
        docs = timed("view", _begun, timed("article", _parsed, texts[at : at + BATCH]))
        for stage in nlp.stages:
            docs = timed(stage.name, fold, docs, [stage])
        timed("json", _written, docs)
    gc.enable()
    return spent


def _parsed(texts: Sequence[str]) -> list[Article]:
    return [read_article(text) for text in texts]


def _begun(articles: Sequence[Article]) -> list[Document]:
    days = (a.published.date() if a.published else None for a in articles)
    return [Document(a, view_of(a.text), day) for a, day in zip(articles, days, strict=True)]


def _written(docs: Sequence[Document]) -> list[str]:
    return [doc.to_json() for doc in docs]


def tokens() -> float:
    """Words a second of tokens and sentences."""
    text = view_of(long(50_000)).text
    return 50_000 / best(lambda: sentences(text, tokenize(text)))


def long_texts(lengths: Sequence[int] = LENGTHS) -> tuple[dict[int, float], float]:
    """Seconds for one text of each length, and the exponent from the second to the last."""
    nlp = pni.load(names=None)
    spent = {}
    for length in lengths:
        text = long(length)
        rounds = 1 if length > ONCE else ROUNDS
        run = partial(_read, nlp, text)
        spent[length] = best(run, rounds=rounds)
    points = [(math.log(n), math.log(s)) for n, s in spent.items() if n > lengths[0]]
    return spent, _slope(points)


def _read(nlp: pni.NLP, text: str) -> str:
    return nlp(text).to_json()


def _slope(points: list[tuple[float, float]]) -> float:
    """The slope of the straight line nearest to some points."""
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    rise = math.fsum((x - middle_x) * (y - middle_y) for x, y in points)
    return rise / math.fsum((x - middle_x) * (x - middle_x) for x, _ in points)


FRESH = {
    "import": "import persian_news_ie",
    "load, without a tagger": "import persian_news_ie as p; p.load(names=None)",
    "load, with the tagger": "import persian_news_ie as p; p.load()",
}
TAIL = (
    "import time; spent = time.process_time()\n"
    "from benchmarks.speed import memory; print(spent, memory())"
)


def fresh() -> dict[str, tuple[float, float]]:
    """Seconds and MB that a new process needs to import and to load."""
    found = {}
    for name, program in FRESH.items():
        out = subprocess.check_output([sys.executable, "-c", f"{program}\n{TAIL}"], text=True)
        spent, size = out.split()
        found[name] = (float(spent), float(size))
    return found


def memory() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")  # what the resource module says includes the parent's
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text(encoding="utf-8").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024
