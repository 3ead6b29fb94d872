"""Every step of every peer, measured: one row each, whatever happens."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.peers.environments import BUILD, BuildError, built, size, surroundings
from benchmarks.peers.step import Given, Peer, Step
from benchmarks.peers.table import OURS, PEERS
from benchmarks.texts import HOME, articles, russian, usual
from persian_news_ie.find import gazetteer

LIMIT = 600  # seconds that a row may take


@dataclass(frozen=True, slots=True)
class Row:
    """One step of one peer; a `reason` stands where there are no figures.

    Words a second of CPU time, CPU seconds to import and load, MB held after the run, MB installed
    with all dependencies, MB of the model.
    """

    step: str
    peer: str
    how: str
    gives: str
    language: str
    version: str = ""
    python: str = ""
    rate: float = 0.0
    init: float = 0.0
    memory: float = 0.0
    disk: float = 0.0
    weights: float = 0.0
    reason: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether this is a row of our own."""
        return self.peer == OURS.name


def rows(names: Sequence[str]) -> list[Row]:
    """The rows of the steps of these names, in the order of the names."""
    given = Given(tuple(sorted({phrase for phrase, _ in gazetteer.entries()})), BUILD)
    found = [row for peer in PEERS for row in _rows(peer, names, given)]
    return sorted(found, key=lambda row: names.index(row.step))


def _rows(peer: Peer, names: Sequence[str], given: Given) -> Iterator[Row]:
    for number, step in enumerate(peer.steps):
        if step.name in names:
            blank = Row(step.name, peer.name, step.how, step.gives, peer.language)
            print(f"{step.name}: {peer.name} {step.how}", file=sys.stderr, flush=True)
            yield replace(blank, **_figures(peer, number, step, given))


def _figures(peer: Peer, number: int, step: Step, given: Given) -> dict[str, Any]:
    """What could be found out about a step, as fields of a row."""
    if step.reason:
        return {"reason": step.reason}
    try:
        python = built(peer.name, peer.requirements, peer.python)
    except BuildError as error:
        return {"reason": f"could not be installed: {error}"}
    request = {
        "peer": peer.name,
        "step": number,
        "texts": _texts(peer.language),
        "phrases": given.phrases,
        "models": str(given.models),
    }
    return {"disk": size(python), **_asked(python, request)}


def _texts(language: str) -> Sequence[str]:
    return russian() if language == "ru" else usual(len(articles()))


def _asked(python: Path, request: dict[str, Any]) -> dict[str, Any]:
    """The answers of a worker, together; the reason if it broke off."""
    command = [str(python), "-m", "benchmarks.peers.worker"]
    given = json.dumps(request, ensure_ascii=False) + "\n"
    try:
        done = subprocess.run(
            command, input=given, cwd=HOME, env=surroundings(), text=True, capture_output=True,
            timeout=LIMIT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"reason": f"took more than {LIMIT} s"}
    answers: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        answers |= json.loads(line)
    if "rate" not in answers and "reason" not in answers:
        answers["reason"] = f"the process ended with {done.returncode}"
    return answers
