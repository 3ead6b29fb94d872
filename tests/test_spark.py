import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java", allow_module_level=True)

from pyspark.sql import SparkSession

from persian_news_ie.errors import InputError
from persian_news_ie.export.spark import extract

GOVERNOR = "استاندار ایلام، احمد کرمی، گفت: مرز مهران باز است."
ROWS = [("a", GOVERNOR), ("b", None), ("c", ""), ("d", "ترکیه و عراق تفاهم‌نامه امضا کردند.")]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    import os

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_rows_keep_their_columns_and_gain_facts(spark: SparkSession) -> None:
    df = spark.createDataFrame(ROWS, "id string, body string").repartition(2)
    rows: dict[str, Any] = {r.id: r for r in extract(df, text="body", names=None).collect()}
    assert set(rows) == {"a", "b", "c", "d"}
    assert [p.name for p in rows["a"].news.people] == ["احمد کرمی"]
    assert [p.kind for p in rows["a"].news.places if p.kind == "border_crossing"]
    assert rows["a"].error is None
    assert rows["b"].news is None
    assert "not a string" in rows["b"].error
    assert rows["c"].news.people == []
    assert [a.status for a in rows["d"].news.agreements] == ["signed"]


def test_a_column_that_is_not_there_is_named(spark: SparkSession) -> None:
    df = spark.createDataFrame(ROWS, "id string, body string")
    with pytest.raises(InputError, match="no column 'text'; there are id, body"):
        extract(df)
