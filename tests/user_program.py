"""A program as users write them: type checkers read it against the package as installed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, assert_type

import persian_news_ie as pni
from persian_news_ie.facts import Agreement, Amount, DateExpression, Event, Person, Place, Quote

TEXT = "استاندار ایلام روز شنبه در مهران با استاندار واسط دیدار کرد."


def rows(nlp: pni.NLP, folder: Path) -> Iterator[tuple[str, str | None]]:
    """Who took part where, in all texts of a folder."""
    texts = (pni.read_path(path) for path in sorted(folder.glob("*.txt")))
    for doc in nlp.pipe(texts, workers=2, batch_size=8, timeout=60):
        for event in doc.events:
            for participant in event.participants:
                yield participant.text, event.place.text if event.place else None


def checked(doc: pni.Document) -> None:
    """The types of what comes out."""
    assert_type(doc.people, tuple[Person, ...])
    assert_type(doc.places, tuple[Place, ...])
    assert_type(doc.agreements, tuple[Agreement, ...])
    assert_type(doc.events, tuple[Event, ...])
    assert_type(doc.quotes, tuple[Quote, ...])
    assert_type(doc.dates, tuple[DateExpression, ...])
    assert_type(doc.amounts, tuple[Amount, ...])
    assert_type([amount.value for amount in doc.amounts], list[str])
    assert_type(doc.article.published, datetime | None)
    assert_type(doc.to_dict(), dict[str, Any])
    assert_type(doc.to_json(), str)
    assert_type([pni.explain(doc, event) for event in doc.events], list[str])
    assert_type(pni.show(doc).save("page.html"), Path)


def refused(nlp: pni.NLP, doc: pni.Document) -> None:
    """What a type checker must not let pass."""
    nlp(5)  # type: ignore[arg-type]
    doc.events[0].kind = "visit"  # type: ignore[misc]
    print(doc.people[0].surname)  # type: ignore[attr-defined]


def main() -> None:
    """Read an article of one's own."""
    nlp = pni.load(names=None, rules=["mine.toml"], threshold=0.5)
    try:
        article = pni.read_article(pni.decode(TEXT.encode()), id="a-1", source="ایسنا")
        checked(nlp(article, reference_date="2024-03-16"))
    except (pni.InputError, pni.RuleError) as error:
        print(error)
