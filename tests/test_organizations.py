import pytest

import persian_news_ie as pni
from persian_news_ie.link.organizations import _is_longer


def bodies(doc: pni.Document) -> dict[str, str]:
    return {o.name: o.kind for o in doc.organizations}


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("وزارت امور خارجه بیانیه داد.", "وزارت امور خارجه", "ministry"),
        ("وزارت خارجه بیانیه داد.", "وزارت امور خارجه", "ministry"),
        ("مجلس شورای اسلامی لایحه را تصویب کرد.", "مجلس شورای اسلامی", "legislature"),
        ("استانداری ایلام اعلام کرد.", "استانداری ایلام", "provincial_office"),
        ("فدراسیون وزنه برداری ایران اعلام کرد.", "فدراسیون وزنه‌برداری", "sport_body"),
    ],
)
def test_body(full: pni.NLP, text: str, name: str, kind: str) -> None:
    assert bodies(full(text)).get(name) == kind


def test_an_office_names_no_body_by_itself(full: pni.NLP) -> None:
    assert not bodies(full("وزیر نیرو به ایلام رفت."))


def test_a_shorter_name_is_the_same_body(full: pni.NLP) -> None:
    doc = full("سازمان منطقه آزاد کیش اعلام کرد. سازمان منطقه آزاد قرارداد بست.")
    assert [len(o.mentions) for o in doc.organizations if "منطقه آزاد" in o.name] == [2]


@pytest.mark.parametrize(
    "names, count",
    [
        (("کمیته داوری باشگاه سپاهان", "کمیته داوری سپاهان"), 1),
        (("شرکت طراحی و ساخت راه کویر", "شرکت ساخت راه کویر"), 1),
        (("دانشگاه علوم پزشکی یزد", "دانشگاه یزد"), 2),
        (("شرکت ملی صادرات گاز کویر", "شرکت ملی گاز کویر"), 2),
    ],
)
def test_one_body_in_two_lengths(names: tuple[str, str], count: int) -> None:
    first, second = (tuple(name.split()) for name in names)
    assert _is_longer(first, second) is (count == 1)


def test_a_branch_is_not_the_body_of_the_country(full: pni.NLP) -> None:
    doc = full("سازمان مدیریت و برنامه ریزی استان یزد آمار داد.")
    assert [o.name for o in doc.organizations] == ["سازمان مدیریت و برنامه ریزی استان یزد"]


def test_the_federation_of_another_country_is_not_ours(full: pni.NLP) -> None:
    doc = full("علی نوری، رئیس فدراسیون فوتبال، از فدراسیون فوتبال امارات انتقاد کرد.")
    names = {b.id: b.name for b in doc.organizations}
    assert [names[r.of or ""] for p in doc.people for r in p.roles] == ["فدراسیون فوتبال"]


def test_the_army_of_another_country_is_not_ours(full: pni.NLP) -> None:
    doc = full("در حمله اسرائیل به غزه، ارتش این رژیم تلفات داد.")
    assert "ارتش جمهوری اسلامی ایران" not in bodies(doc)


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("به گزارش ایسنا به نقل از گیزمگ، ماهواره پرتاب شد.", "گیزمگ", "media"),
        ("فیلم تازه کمپانی آفتاب اکران شد.", "کمپانی آفتاب", "company"),
    ],
)
def test_kind_by_the_words_around(full: pni.NLP, text: str, name: str, kind: str) -> None:
    assert bodies(full(text)).get(name) == kind


def test_a_word_of_a_verb_is_no_body(full: pni.NLP) -> None:
    assert not bodies(full("همه نیروها بسیج شده‌اند تا راه باز شود."))
