"""Processes that read side by side: order, deaths, errors, how much is held."""

import os
from collections.abc import Iterator, Sequence
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

import persian_news_ie as pni
from persian_news_ie.batches import batches
from persian_news_ie.find.models import ModelError
from persian_news_ie.nlp import Settings
from persian_news_ie.workers import IN_FLIGHT, Lost, Pool, WorkerError

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
            case ["raise"]:
                raise LookupError("a fault of ours")
    return [item.upper() for item in items]


class Deadly:
    """A task that ends every process it is sent to."""

    def __call__(self, *given: Any) -> list[Any]:
        return []

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def pool(settings: Settings = BARE, workers: int = 2) -> Pool[str, str]:
    return Pool(settings, workers, answer)


def test_order_is_kept_and_who_dies_is_retried_once_alone(tmp_path: Path) -> None:
    items = [f"item {n}" for n in range(40)]
    items[5], items[18] = "die", f"die once:{tmp_path / 'died'}"
    found = list(pool().map(batches(items, 4)))
    assert found[5] == Lost("die", 9)
    found[5] = "DIE"
    assert found == [item.upper() for item in items]
    assert not active_children()


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


@pytest.mark.parametrize("options", [{"workers": 0}, {"batch_size": 0}])
def test_pipe_refuses_nothing_to_work_with(nlp: pni.NLP, options: dict[str, int]) -> None:
    with pytest.raises(pni.InputError, match="must be 1 or more"):
        list(nlp.pipe(TEXTS, **options))
