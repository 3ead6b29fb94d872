"""Spark on one machine: articles a second with one and two workers, and what a million cost."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.machine import today
from benchmarks.markdown import table
from benchmarks.peers.environments import BuildError, built, surroundings
from benchmarks.texts import HOME, LENGTH

WORKERS = (1, 2)
MODELS = ("accurate", "fast", "")
PRICE = 0.04  # USD a core-hour, an assumption: about what clouds ask for general machines


@dataclass(frozen=True, slots=True)
class Job:
    """One run: seconds by the clock, and CPU seconds of Java and all Python workers."""

    model: str
    workers: int
    articles: int
    seconds: float
    cpu: float
    version: str

    @property
    def core_hours(self) -> float:
        """Core-hours for a million articles."""
        return self.cpu / self.articles * 1e6 / 3600


@dataclass(frozen=True, slots=True)
class Spark:
    """All runs, or the reason why there are none."""

    made: str
    jobs: tuple[Job, ...] = ()
    reason: str = ""


def measure() -> Spark:
    """Run the jobs in an environment of their own."""
    if not shutil.which("java"):
        return Spark(today(), reason="there is no Java (17 or later)")
    try:
        python = str(built("spark", (f"{HOME}[spark]",)))
        return Spark(today(), tuple(_jobs(python)))
    except (BuildError, subprocess.CalledProcessError) as error:
        return Spark(today(), reason=str(error))


def _jobs(python: str) -> Iterator[Job]:
    for model in MODELS:
        for workers in WORKERS:
            command = [python, "-m", "benchmarks.spark_job", str(workers), model]
            out = subprocess.check_output(command, cwd=HOME, env=surroundings(), text=True)
            yield Job(model, workers, **json.loads(out.splitlines()[-1]))


def lines(found: Spark) -> Iterator[str]:
    """The section of the page."""
    yield "## Spark"
    if found.reason:
        yield f"Not measured: {found.reason}."
        return
    yield (
        f"Measured {found.made}, Spark {found.jobs[0].version}. `export.spark.extract` on articles "
        f"of {LENGTH} words, `local[1]` and `local[2]`, models loaded before. CPU time is that of "
        "Java and all workers; it says what free cores would read, while articles a second by the "
        "clock suffer from other programs."
    )
    yield ""
    heads = (
        "tagger",
        "workers",
        "articles/s by the clock",
        "CPU ms an article",
        "articles/s, free cores",
        "core-hours a million",
        "USD a million",
    )
    yield from table(heads, map(_row, found.jobs))
    yield ""
    yield (
        "Cost of a million articles = core-hours a million × price of a core-hour. The last column "
        f"assumes {PRICE} USD a core-hour and busy cores; put in your own price."
    )


def _row(job: Job) -> tuple[str, ...]:
    return (
        job.model or "none",
        str(job.workers),
        f"{job.articles / job.seconds:.1f}",
        f"{1000 * job.cpu / job.articles:.0f}",
        f"{job.workers * job.articles / job.cpu:.0f}",
        f"{job.core_hours:.1f}",
        f"{job.core_hours * PRICE:.2f}",
    )
