import sys
from typing import Any

import pytest
from pages import ARTICLE, document

from persian_news_ie.errors import InputError
from persian_news_ie.export.restore import from_dict

OTHER = "وزیر نیرو روز شنبه به ایلام رفت.\n"


@pytest.fixture(scope="module")
def spacy() -> Any:
    return pytest.importorskip("spacy")


@pytest.fixture(scope="module")
def pipeline(spacy: Any) -> Any:
    made = spacy.blank("fa")
    made.add_pipe("persian_news_ie", config={"names": None})
    return made


def test_entities_and_groups(pipeline: Any) -> None:
    doc = pipeline(ARTICLE)
    found = {(e.text, e.label_) for e in doc.ents}
    assert ("مرز پرویزخان", "LOC") in found
    assert ("۱۲۰ میلیون دلار", "MONEY") in found
    assert {"agreements", "events", "quotes", "people", "places"} <= set(doc.spans)
    event = doc.spans["events"][0]
    assert (event.label_, event.kb_id_) == (doc._.news.events[0].kind, "event-1")
    place = next(e for e in doc.ents if e.text == "مرز پرویزخان")
    assert place.kb_id_ in {p.id for p in doc._.news.places}


def test_the_document_is_ours(pipeline: Any) -> None:
    doc = pipeline(ARTICLE)
    assert doc._.news.to_dict() == document().to_dict()
    assert doc._.news.article == document().article


def test_spans_cover_the_ranges(pipeline: Any) -> None:
    doc = pipeline(ARTICLE)
    for place in doc._.news.places:
        for m in place.mentions:
            assert ARTICLE[m.start : m.stop] == m.text
            assert any(
                s.start_char <= m.start and m.stop <= s.end_char for s in doc.spans["places"]
            )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "مرز\u200c", "😀 تهران 😀", "a" * 50])
def test_any_text(pipeline: Any, text: str) -> None:
    doc = pipeline(text)
    assert doc.text == text
    assert doc._.news.article.text == text


def test_pipe_keeps_the_order(pipeline: Any) -> None:
    docs = list(pipeline.pipe([ARTICLE, OTHER] * 3, batch_size=2))
    assert [d.text for d in docs] == [ARTICLE, OTHER] * 3
    assert docs[1]._.news.places
    with_context = pipeline.pipe([(OTHER, 1), (ARTICLE, 2)], as_tuples=True)
    assert [context for _, context in with_context] == [1, 2]


def test_what_was_found_is_stored_with_the_doc(spacy: Any, pipeline: Any) -> None:
    doc = pipeline(ARTICLE)
    again = spacy.tokens.Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert again._.news.to_dict() == doc._.news.to_dict()
    assert [s.text for s in again.spans["events"]] == [s.text for s in doc.spans["events"]]


def test_entities_of_others_stay(spacy: Any) -> None:
    made = spacy.blank("fa")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GOODS", "pattern": "صادرات"}])
    made.add_pipe("persian_news_ie", config={"names": None})
    assert {"GOODS", "LOC"} <= {e.label_ for e in made(ARTICLE).ents}


def test_reference_date(spacy: Any) -> None:
    made = spacy.blank("fa")
    made.add_pipe("persian_news_ie", config={"names": None, "reference_date": "2024-03-16"})
    assert made("امروز").has_extension("news")
    assert [d.value for d in made("امروز مرز مهران باز شد.")._.news.dates] == ["2024-03-16"]


def test_displacy(spacy: Any, pipeline: Any) -> None:
    doc = pipeline(ARTICLE)
    assert "LOC" in spacy.displacy.render(doc, style="ent")
    options = {"spans_key": "events"}
    assert "meeting" in spacy.displacy.render(doc, style="span", options=options)


def test_without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy.language", None)
    monkeypatch.delitem(sys.modules, "persian_news_ie.export.spacy", raising=False)
    with pytest.raises(ImportError, match=r"pip install \"persian-news-ie\[spacy\]\""):
        import persian_news_ie.export.spacy  # noqa: F401


def test_a_document_comes_back_from_its_json() -> None:
    doc = document()
    again = from_dict(doc.to_dict(), doc.article.text)
    assert again.article == doc.article
    assert again.to_dict() == doc.to_dict()
    assert again.reference == doc.reference
    assert (again.people, again.places, again.events) == (doc.people, doc.places, doc.events)


@pytest.mark.parametrize(
    "change",
    [{"schema": "other/2"}, {"people": [{"id": 5}]}, {"places": None}, {"article": {}}],
)
def test_other_data_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="read the text again"):
        from_dict(document().to_dict() | change, ARTICLE)
