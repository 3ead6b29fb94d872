import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pages import document, hostile, nlp

import persian_news_ie as pni
from persian_news_ie.errors import InputError
from persian_news_ie.export.columns import COLUMNS, columns, rows
from persian_news_ie.facts import (
    Agreement,
    Amount,
    BorderCrossing,
    DateExpression,
    Event,
    Occurrence,
    Organization,
    Participant,
    Person,
    Quote,
    Role,
    Slot,
)

NAMES = set(COLUMNS)


@pytest.fixture(scope="module")
def arrow() -> Any:
    return pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def pandas(arrow: Any) -> Any:
    return pytest.importorskip("pandas")


def documents() -> list[pni.Document]:
    return [document(), nlp()(""), hostile()]


def test_rows_have_the_columns_of_their_table() -> None:
    for doc in documents():
        for table, found in rows(doc, 3).items():
            names = [name for name, _ in columns(table)]
            assert all(list(row) == names for row in found)
            assert all(row["document"] == 3 for row in found)


def test_rows_say_what_the_document_says() -> None:
    doc = document()
    found = rows(doc)
    assert set(found) == NAMES
    assert [row["name"] for row in found["places"]] == [p.name for p in doc.places]
    assert found["quotes"][0]["text"] == doc.article.text[doc.quotes[0].start : doc.quotes[0].stop]
    agreement, fact = found["agreements"][0], doc.agreements[0]
    assert agreement["parties"] == [p.text for p in fact.parties]
    assert [r["text"] for r in found["parties"] if r["agreement_id"] == fact.id] == [
        p.text for p in fact.parties
    ]
    assert len(found["participants"]) == sum(len(e.participants) for e in doc.events)
    assert len(found["mentions"]) == sum(
        len(e.mentions) for layer in (doc.people, doc.places, doc.organizations) for e in layer
    )


@pytest.mark.parametrize(
    "table, record, elsewhere",
    [
        ("people", Person, {"roles"}),
        ("roles", Role, set()),
        ("places", BorderCrossing, {"refs", "precision", "type"}),
        ("organizations", Organization, set()),
        ("mentions", Occurrence, set()),
        ("agreements", Agreement, set()),
        ("parties", Slot, {"entity"}),
        ("events", Event, set()),
        ("participants", Participant, {"entity"}),
        ("quotes", Quote, set()),
        ("dates", DateExpression, set()),
        ("amounts", Amount, set()),
    ],
)
def test_every_field_has_a_column(table: str, record: type, elsewhere: set[str]) -> None:
    names = {name for name, _ in columns(table)}
    assert {f.name for f in fields(record)} - elsewhere <= names


@pytest.mark.parametrize("engine", ["pandas", "arrow"])
@pytest.mark.parametrize("make", [list, documents])
def test_the_schema_is_the_same_for_any_documents(pandas: Any, engine: str, make: Any) -> None:
    made = pni.to_tables(make(), engine=engine)  # type: ignore[arg-type]
    whole = pni.to_tables(document(), engine=engine)  # type: ignore[arg-type]
    assert set(made) == NAMES
    for name, table in made.items():
        if engine == "arrow":
            assert table.schema.equals(whole[name].schema, check_metadata=True)
        else:
            assert dict(table.dtypes) == dict(whole[name].dtypes)


def test_the_columns_are_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    for table, described in COLUMNS.items():
        parts = (column.partition(":") for column in described)
        shown = [f"`{name}`" + ("" if kind == "string" else f" {kind}") for name, _, kind in parts]
        assert f"| `{table}` | {', '.join(shown)} |" in page


def test_frames(pandas: Any) -> None:
    frames = pni.to_tables(documents())
    assert list(frames["articles"]["document"]) == [0, 1, 2]
    assert frames["places"].dtypes["document"] == pandas.Int64Dtype()
    assert frames["places"].dtypes["name"] == pandas.StringDtype()
    assert frames["places"].dtypes["latitude"].kind == "f"
    assert str(frames["articles"].dtypes["published"]) == "datetime64[us, Asia/Tehran]"
    assert isinstance(frames["agreements"]["parties"][0], list)
    joined = frames["events"].merge(frames["articles"], on="document")
    assert len(joined) == len(frames["events"])


def test_arrow(arrow: Any) -> None:
    tables = pni.to_tables(documents(), engine="arrow")
    assert all(isinstance(table, arrow.Table) for table in tables.values())
    assert tables["agreements"].column("parties").type == arrow.list_(arrow.string())
    assert tables["articles"].schema.metadata[b"schema"] == b"persian-news-ie/1"


def test_polars_reads_them(arrow: Any) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.from_arrow(pni.to_tables(document(), engine="arrow")["places"])
    assert frame.height == len(document().places)


def test_many_documents_stream(arrow: Any) -> None:
    docs = (document() for _ in range(600))
    assert pni.to_tables(docs, engine="arrow")["articles"].num_rows == 600


def test_parquet(arrow: Any, tmp_path: Path) -> None:
    from pyarrow import parquet

    from persian_news_ie.export.tables import ParquetFiles

    with ParquetFiles(tmp_path / "new" / "folder") as files:
        for number, doc in enumerate(documents()):
            files.add(rows(doc, number))
    tables = pni.to_tables(documents(), engine="arrow")
    for name, table in tables.items():
        assert parquet.read_table(tmp_path / "new" / "folder" / f"{name}.parquet").equals(table)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(InputError, match="'pandas' or 'arrow'"):
        pni.to_tables([], engine="polars")  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["pandas", "pyarrow"])
def test_a_missing_extra_names_its_cure(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=r"pip install \"persian-news-ie\[tables\]\""):
        pni.to_tables([document()])
