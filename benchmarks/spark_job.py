"""`python -m benchmarks.spark_job WORKERS MODEL`: facts of articles on local Spark workers.

The last line printed is JSON: articles, seconds by the clock, CPU seconds of all processes. MODEL
is empty for no tagger. Runs in an environment that has the extra `spark`.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.texts import usual

WARM = 8  # articles that each worker reads first, so that it has loaded
COUNTS = {True: 64, False: 256}  # articles for each worker, with and without a tagger


def main() -> None:
    """Measure one run."""
    workers, model = int(sys.argv[1]), sys.argv[2] or None
    spark = _session(workers)
    _extracted(spark, workers, WARM, model)
    spent, start = tree_seconds(), time.perf_counter()
    _extracted(spark, workers, COUNTS[model is not None], model)
    found = {
        "articles": workers * COUNTS[model is not None],
        "seconds": time.perf_counter() - start,
        "cpu": tree_seconds() - spent,
        "version": spark.version,
    }
    spark.stop()
    print(json.dumps(found))


def _session(workers: int) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )


def _extracted(spark: Any, workers: int, count: int, model: str | None) -> None:
    """Read so many articles on each worker and throw the facts away."""
    from persian_news_ie.export.spark import extract

    rows = [(text,) for text in usual(workers * count)]
    articles = spark.createDataFrame(rows, "text string").repartition(workers)
    extract(articles, names=model).write.format("noop").mode("overwrite").save()


def tree_seconds() -> float:
    """CPU seconds of this process and of all that descend from it: Java, and Python's workers."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        pid = int(path.parent.name)
        ticks[pid] = sum(map(int, fields[11:15]))  # user and system, its own and its children's
        children.setdefault(int(fields[1]), []).append(pid)
    below = [os.getpid()]
    for pid in below:
        below += children.get(pid, [])
    return sum(ticks[pid] for pid in below) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
