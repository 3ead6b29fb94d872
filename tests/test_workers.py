"""Processes that read side by side: order, deaths, errors, how much is held."""

import os
import re
import time
from collections.abc import Iterator, Sequence
from math import inf
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

import persian_news_ie as pni
from persian_news_ie.batches import batches
from persian_news_ie.find.models import ModelError
from persian_news_ie.nlp import Settings
from persian_news_ie.worker import WorkerError
from persian_news_ie.workers import DIED, IN_FLIGHT, LATE, Lost, Pool

BARE = Settings(names=None)
TEXTS = [
    f"فرماندار بانه گفت: {number} تفاهم‌نامه میان ایران و عراق در سلیمانیه امضا شد."
    for number in range(1, 8)
]


def answer(nlp: pni.NLP, items: Sequence[str]) -> list[str]:
    """Items say what happens to the process that reads them."""
    for item in items:
        match item.split(":", 1):
            case ["die"]:
                os._exit(9)
            case ["die once", path] if not Path(path).exists():
                Path(path).touch()
                os._exit(9)
            case ["hang"]:
                re.match("(a+)+b", "a" * 60)  # compiled code, which hears no signal
            case ["hang once", path] if not Path(path).exists():
                Path(path).touch()
                re.match("(a+)+b", "a" * 60)
            case ["raise"]:
                raise LookupError("a fault of ours")
    return [item.upper() for item in items]


class Deadly:
    """A task that ends every process it is sent to."""

    def __call__(self, *given: Any) -> list[Any]:
        return []

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def pool(settings: Settings = BARE, workers: int = 2, timeout: float = inf) -> Pool[str, str]:
    return Pool(settings, workers, answer, timeout)


def test_order_is_kept_and_who_dies_is_retried_once_alone(tmp_path: Path) -> None:
    items = [f"item {n}" for n in range(40)]
    items[5], items[18] = "die", f"die once:{tmp_path / 'died'}"
    found = list(pool().map(batches(items, 4)))
    assert found[5] == Lost("die", "its process died twice (exit code 9)", DIED)
    found[5] = "DIE"
    assert found == [item.upper() for item in items]
    assert not active_children()


def test_who_takes_too_long_is_lost_and_the_rest_goes_on(tmp_path: Path) -> None:
    items = [f"item {n}" for n in range(60)]
    items[5], items[33] = "hang", f"hang once:{tmp_path / 'hung'}"
    # Long batches: of one that is read again more answers wait than batches may.
    found = list(pool(timeout=3).map(batches(items, 20)))
    assert found[5] == Lost("hang", "took longer than 3 seconds", LATE)
    found[5] = "HANG"
    assert found == [item.upper() for item in items]
    assert not active_children()


def test_who_waits_for_the_reader_is_not_late() -> None:
    stream = pool(workers=1, timeout=3).map(["a", "b", "c", "d"])
    assert next(stream) == "A"
    time.sleep(4)
    assert list(stream) == ["B", "C", "D"]


def test_no_more_is_taken_than_processes_can_hold() -> None:
    taken = 0

    def source() -> Iterator[list[str]]:
        nonlocal taken
        for n in range(60):
            taken += 1
            yield [str(n)]

    stream = pool().map(source())
    for given, _ in enumerate(stream):
        assert taken - given <= 2 * IN_FLIGHT
        if given == 30:
            break
    stream.close()  # type: ignore[attr-defined]
    assert taken < 60
    assert not active_children()


def test_an_error_of_the_task_is_raised_here_and_says_where_it_was() -> None:
    with pytest.raises(LookupError, match="a fault of ours") as caught:
        list(pool(workers=1).map([["raise"]]))
    assert "In a worker process" in caught.value.__notes__[0]
    assert not active_children()


def test_a_pipeline_that_cannot_be_loaded_is_the_error_of_loading() -> None:
    with pytest.raises(ModelError, match="no model 'nowhere'"):
        list(pool(Settings(names="nowhere")).map([["a"]]))


def test_processes_that_never_start_are_not_started_for_ever() -> None:
    dead: Pool[str, str] = Pool(BARE, 2, Deadly())
    with pytest.raises(WorkerError, match="exit code 3 before they have started"):
        list(dead.map([["a"]]))
    assert not active_children()


def test_pipe_gives_the_same_documents_from_processes(nlp: pni.NLP) -> None:
    alone = [doc.to_json() for doc in nlp.pipe(TEXTS)]
    assert [doc.to_json() for doc in nlp.pipe(TEXTS, workers=2, batch_size=2)] == alone
    assert [nlp(text).to_json() for text in TEXTS] == alone


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_names_the_item_that_is_no_text(nlp: pni.NLP, workers: int) -> None:
    with pytest.raises(pni.InputError, match="item 7: cannot read int"):
        list(nlp.pipe([*TEXTS, 3], workers=workers))  # type: ignore[list-item]


def test_pipe_names_the_item_that_takes_too_long(nlp: pni.NLP) -> None:
    texts = [*TEXTS, TEXTS[0] * 30_000]
    with pytest.raises(WorkerError, match=r"item 7: took longer than 4 seconds; allow more time"):
        list(nlp.pipe(texts, timeout=4))
    assert not active_children()


def test_pipe_with_time_enough_gives_the_same_documents(nlp: pni.NLP) -> None:
    alone = [doc.to_json() for doc in nlp.pipe(TEXTS)]
    assert [doc.to_json() for doc in nlp.pipe(TEXTS, timeout=60)] == alone


@pytest.mark.parametrize(
    "options",
    [{"workers": 0}, {"batch_size": 0}, {"timeout": 0}, {"timeout": -1}, {"timeout": float("nan")}],
)
def test_pipe_refuses_nothing_to_work_with(nlp: pni.NLP, options: dict[str, Any]) -> None:
    with pytest.raises(pni.InputError, match=r"must be (1 or more|more than 0)"):
        list(nlp.pipe(TEXTS, **options))
