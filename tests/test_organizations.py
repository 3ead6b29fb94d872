import pytest

import persian_news_ie as pni


def bodies(doc: pni.Document) -> dict[str, str]:
    return {o.name: o.kind for o in doc.organizations}


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("وزارت امور خارجه بیانیه داد.", "وزارت امور خارجه", "ministry"),
        ("وزارت خارجه بیانیه داد.", "وزارت امور خارجه", "ministry"),
        ("مجلس شورای اسلامی لایحه را تصویب کرد.", "مجلس شورای اسلامی", "legislature"),
        ("استانداری ایلام اعلام کرد.", "استانداری ایلام", "provincial_office"),
    ],
)
def test_body(full: pni.NLP, text: str, name: str, kind: str) -> None:
    assert bodies(full(text)).get(name) == kind


def test_an_office_names_no_body_by_itself(full: pni.NLP) -> None:
    assert not bodies(full("وزیر نیرو به ایلام رفت."))


def test_a_shorter_name_is_the_same_body(full: pni.NLP) -> None:
    doc = full("سازمان منطقه آزاد کیش اعلام کرد. سازمان منطقه آزاد قرارداد بست.")
    assert [len(o.mentions) for o in doc.organizations if "منطقه آزاد" in o.name] == [2]
