"""When an office was held: every way in which news say it, and times that are of something else."""

from functools import cache

import pytest

import persian_news_ie as pni
from persian_news_ie.document import Document


@cache
def _nlp() -> pni.NLP:
    return pni.load(names=None)


def _read(text: str) -> Document:
    return _nlp()(text, reference_date="2024-05-12")


NURI = "علی نوری"


@pytest.mark.parametrize(
    "text, role, date, value, status",
    [
        (
            "علی نوری از سال ۱۳۸۰ تا ۱۳۸۴ استاندار کردستان بود.",
            "استاندار کردستان",
            "سال ۱۳۸۰ تا ۱۳۸۴",
            "2001-03-21/2006-03-20",
            "former",
        ),
        (
            "علی نوری به بانه رفت. وی که از ۱۳۹۲ تا ۱۳۹۶ وزیر نفت بود، سخن گفت.",
            "وزیر نفت",
            "۱۳۹۲ تا ۱۳۹۶",
            "2013-03-21/2018-03-20",
            "former",
        ),
        (
            "علی نوری، استاندار فارس از سال ۹۵ تا ۹۸، از پل بازدید کرد.",
            "استاندار فارس",
            "سال ۹۵ تا ۹۸",
            "2016-03-20/2020-03-19",
            "former",
        ),
        (
            "علی نوری وزیر نیرو (۱۳۸۰-۱۳۸۴) از پل بازدید کرد.",
            "وزیر نیرو",
            "۱۳۸۰-۱۳۸۴",
            "2001-03-21/2006-03-20",
            "former",
        ),
        (
            "علی نوری در سال‌های ۱۳۷۶ تا ۱۳۸۰ فرماندار بانه بود.",
            "فرماندار بانه",
            "سال‌های ۱۳۷۶ تا ۱۳۸۰",
            "1997-03-21/2002-03-20",
            "former",
        ),
        (
            "علی نوری از مهرماه سال گذشته سرپرست فرمانداری بانه است.",
            "سرپرست فرمانداری بانه",
            "مهرماه سال گذشته",
            "2023-09-23/2023-10-22",
            "acting",
        ),
        (
            "علی نوری از سال ۱۳۸۷ تاکنون فرمانده سپاه ایلام بوده است.",
            "فرمانده سپاه ایلام",
            "سال ۱۳۸۷",
            "2008-03-20/2009-03-20",
            "current",
        ),
        (
            "علی نوری از سال ۲۰۰۵ رئیس هیئت مدیره شرکت فولاد است.",
            "رئیس هیئت مدیره شرکت فولاد",
            "سال ۲۰۰۵",
            "2005",
            "current",
        ),
        (
            "علی نوری سخن گفت. او در فاصله سال‌های ۱۳۵۹ تا ۱۳۶۱ مشاور استاندار ایلام بوده است.",
            "مشاور استاندار ایلام",
            "سال‌های ۱۳۵۹ تا ۱۳۶۱",
            "1980-03-21/1983-03-20",
            "former",
        ),
        (
            "علی نوری که از سال ۱۳۹۵ به عنوان رئیس فدراسیون قایقرانی مشغول به کار است، سخن گفت.",
            "رئیس فدراسیون قایقرانی",
            "سال ۱۳۹۵",
            "2016-03-20/2017-03-20",
            "current",
        ),
        (
            "علی نوری وزیر دفاع آمریکا در سال‌های ۲۰۱۵ تا ۲۰۱۷ در گفت‌وگو با شبکه خبر شرکت کرد.",
            "وزیر دفاع آمریکا",
            "سال‌های ۲۰۱۵ تا ۲۰۱۷",
            "2015-01-01/2017-12-31",
            "former",
        ),
    ],
)
def test_dated_role(text: str, role: str, date: str, value: str, status: str) -> None:
    doc = _read(text)
    (held,) = (r for p in doc.people if p.name == NURI for r in p.roles)
    assert held.date is not None
    assert (held.text, held.date.text, held.date.value, held.status) == (role, date, value, status)
    assert doc.article.text[held.date.start : held.date.stop] == date


@pytest.mark.parametrize(
    "text, roles",
    [
        ("علی نوری تا پیش از این فرماندار بانه بود.", ["فرماندار بانه"]),
        ("علی نوری، شهردار بانه در سال ۱۳۸۷ پارک را ساخت.", ["شهردار بانه"]),  # of the building
        ("علی نوری، استاندار فارس از سال ۹۵ پیگیر این کار است.", ["استاندار فارس"]),
        ("علی نوری وزیر نیرو در دولت دهم بود.", ["وزیر نیرو"]),  # a body, no time
        ("علی نوری (۱۳۲۰-۱۳۸۴) استاندار فارس بود.", ["استاندار فارس"]),  # his life
        ("علی نوری از سال ۱۳۸۰ استاندار کردستان نبود.", []),
        ("علی نوری شاید از سال ۱۴۰۵ استاندار کردستان باشد.", []),
        ("علی نوری گفت: در سال ۱۳۹۸ رئیس‌جمهور بود که طرح را متوقف کرد.", []),
        ("علی نوری از سال ۱۳۸۰ با استاندار کردستان همکار بود.", []),
    ],
)
def test_no_time_of_an_office(text: str, roles: list[str]) -> None:
    found = [r for p in _read(text).people if p.name == NURI for r in p.roles]
    assert [(r.text, r.date) for r in found] == [(role, None) for role in roles]


def test_who_holds_an_office_then_is_nobody_else() -> None:
    text = (
        "علی نوری، استاندار ایلام، به مهران رفت. حسن کریمی از سال ۱۳۸۰ تا ۱۳۸۴ استاندار ایلام بود."
    )
    roles = {p.name: [r.status for r in p.roles] for p in _read(text).people}
    offices = {
        p.name: [m.text for m in p.mentions if m.kind == "office"] for p in _read(text).people
    }
    assert roles == {NURI: ["current"], "حسن کریمی": ["former"]}
    assert offices == {NURI: ["استاندار ایلام"], "حسن کریمی": ["استاندار ایلام"]}


def test_two_offices_at_once() -> None:
    text = "علی نوری در سال ۱۳۸۰ استاندار ایلام و رئیس شورای تامین استان بود."
    (person,) = _read(text).people
    assert [(r.text, r.date is not None) for r in person.roles] == [
        ("استاندار ایلام", True),
        ("رئیس شورای تامین استان", True),
    ]


def test_explain_says_when() -> None:
    doc = _read("علی نوری از سال ۱۳۸۰ تا ۱۳۸۴ استاندار کردستان بود.")
    assert "2001-03-21/2006-03-20, by role.held" in pni.explain(doc, doc.people[0])
