import pytest

pytest.importorskip("hazm")

import persian_news_ie as pni
from persian_news_ie.document import Document
from persian_news_ie.text.backends import backend
from persian_news_ie.text.normalize import fold

TEXT = "استاندار ایلام، احمد كرمی گفت:راه مهران باز می شود. کتاب‌ها\nدر سال ۱۴۰۳ آمد."


def test_offsets_are_exact() -> None:
    doc = Document(pni.read_article(TEXT), fold(TEXT))
    (layers,) = backend("hazm").run([doc])
    tokens, sentences = layers["tokens"], layers["sentences"]
    assert [doc.view.text[t.span.start : t.span.stop] for t in tokens][:3] == [
        "استاندار",
        "ایلام",
        "،",
    ]
    assert len(sentences) == 3
    assert "".join(doc.view.text[t.span.start : t.span.stop] for t in tokens).replace(
        " ", ""
    ) == "".join(doc.view.text.split())


def test_the_pipeline_reads_with_hazm() -> None:
    doc = pni.load(tokens="hazm", names=None)(TEXT)
    assert [p.name for p in doc.people] == ["احمد کرمی"]
    assert [q.cue for q in doc.quotes] == ["گفت"]
