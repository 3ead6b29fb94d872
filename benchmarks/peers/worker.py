"""One step of one peer, measured in a process of its own, in the peer's Python.

Reads a line of JSON with `peer`, `step` (its number), `texts`, `phrases` and `models`; answers in
lines: how it started, then how it went, or why it did not. Whatever else is printed goes to
standard error.
"""

import gc
import json
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from typing import Any, TextIO

from benchmarks.peers.step import Given, Run, Step
from benchmarks.peers.table import PEERS

ROUNDS = 3  # the best counts: other programs take time too
SECONDS = 1.5  # of CPU time, a round
OPENING = 200  # characters of the first text, whose reading still counts as start
REASON = 120  # characters


def main() -> None:
    """Answer one request."""
    answers = _own_output()
    request = json.loads(sys.stdin.readline())
    peer = next(peer for peer in PEERS if peer.name == request["peer"])
    given = Given(tuple(request["phrases"]), Path(request["models"]))
    found = measured(peer.name, peer.steps[request["step"]], given, request["texts"])
    try:
        for answer in found:
            print(json.dumps(answer), file=answers, flush=True)
    except Exception as error:
        print(json.dumps({"reason": _reason(error)}), file=answers, flush=True)


def _own_output() -> TextIO:
    """Standard output, which is then led to standard error for everybody else."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return answers


def _reason(error: Exception) -> str:
    lines = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"[:REASON]


def measured(
    package: str, step: Step, given: Given, texts: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """What is known after the start, and after the run; times are CPU seconds, sizes MB."""
    assert step.make is not None
    start = time.process_time()
    run = step.make(given)
    run(texts[0][:OPENING])
    yield {
        "init": time.process_time() - start,
        "version": version(package),
        "python": platform.python_version(),
        "weights": sum(path.stat().st_size for path in step.weights(given)) / 1e6,
    }
    yield {"rate": max(rate(run, texts) for _ in range(ROUNDS)), "memory": memory()}


def rate(run: Run, texts: Sequence[str]) -> float:
    """Words a second of CPU time, over the texts again and again."""
    counted = [(text, len(text.split())) for text in texts]
    gc.collect()
    words, start = 0, time.process_time()
    for text, count in cycle(counted):
        run(text)
        words += count
        spent = time.process_time() - start
        if spent >= SECONDS:
            break
    return words / spent


def memory() -> float:
    """MB that this process holds now."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024


if __name__ == "__main__":
    main()
