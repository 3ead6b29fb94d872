import pytest
from hypothesis import given
from hypothesis import strategies as st

import persian_news_ie as pni

GOVERNOR = "استاندار ایلام، احمد کرمی، "


def quotes(doc: pni.Document) -> list[tuple[str, str, str | None]]:
    text = doc.article.text
    return [
        (q.kind, text[q.start : q.stop], q.speaker.text if q.speaker else None) for q in doc.quotes
    ]


@pytest.mark.parametrize(
    "text, kind, said, speaker",
    [
        (
            GOVERNOR + "گفت: راه مهران بازسازی شد.",
            "direct",
            "راه مهران بازسازی شد",
            "احمد کرمی",
        ),
        (
            GOVERNOR + "گفت:راه مهران بازسازی شد",
            "direct",
            "راه مهران بازسازی شد",
            "احمد کرمی",
        ),
        (
            GOVERNOR + "تصریح کرد: «راه مهران بازسازی شد. پل هم ساخته شد.» او سپس به مهران رفت.",
            "direct",
            "راه مهران بازسازی شد. پل هم ساخته شد",
            "احمد کرمی",
        ),
        (
            GOVERNOR + "اعلام کرد که راه مهران بازسازی شد.",
            "indirect",
            "راه مهران بازسازی شد",
            "احمد کرمی",
        ),
        (
            GOVERNOR + "با بیان اینکه راه مهران بازسازی شد، به خانه رفت.",
            "indirect",
            "راه مهران بازسازی شد",
            "احمد کرمی",
        ),
        (
            "به گفته احمد کرمی، استاندار ایلام، راه مهران بازسازی شده است.",
            "indirect",
            "راه مهران بازسازی شده است",
            "احمد کرمی",
        ),
        (
            "ترامپ اعلام کرد آتش‌بس میان دو کشور برای سه هفته تمدید شده است.",
            "indirect",
            "آتش‌بس میان دو کشور برای سه هفته تمدید شده است",
            "ترامپ",
        ),
        (
            "به گزارش بخش فارسی خبرگزاری تاس، احمد کرمی گفت: راه باز شد.",
            "direct",
            "راه باز شد",
            "احمد کرمی",
        ),
        (
            "ایلام - مدیرکل راهداری استان ایلام گفت: راه باز شد.",
            "direct",
            "راه باز شد",
            "مدیرکل راهداری استان ایلام",
        ),
        (
            "یک منبع آگاه اظهار داشت: هنوز تصمیمی گرفته نشده است.",
            "direct",
            "هنوز تصمیمی گرفته نشده است",
            "یک منبع آگاه",
        ),
        (
            "در بیانیه وزارت خارجه آمده است: ایران از گفت‌وگو استقبال می‌کند.",
            "document",
            "ایران از گفت‌وگو استقبال می‌کند",
            "وزارت خارجه",
        ),
        (
            "عراقچی: مذاکره در مسقط ادامه خواهد یافت\nتا آن زمان گمانه‌زنی نکنید.",
            "direct",
            "مذاکره در مسقط ادامه خواهد یافت\nتا آن زمان گمانه‌زنی نکنید",
            "عراقچی",
        ),
    ],
)
def test_quote(full: pni.NLP, text: str, kind: str, said: str, speaker: str) -> None:
    assert (kind, said, speaker) in quotes(full(text))


@pytest.mark.parametrize(
    "text",
    [
        GOVERNOR + "این سفر را مهم دانست.",
        GOVERNOR + "خواستار بازسازی راه مهران شد.",
        GOVERNOR + "از بازسازی راه مهران خبر داد.",
        "می‌توان گفت که راه مهران بازسازی شد.",
        "باید به مردم بگوییم که راه بسته است.",
        "به گزارش ایسنا، راه مهران بازسازی شد.",
        "ساعت: ۲۰ برنامه آغاز می‌شود.",
        "ایسنا: راه مهران بازسازی شد.",  # a dateline names no speaker
        "احمد کرمی این خبر را در حالی مطرح کرد که راه مهران بسته بود.",  # «while» opens a clause
        "",
    ],
)
def test_no_quote(full: pni.NLP, text: str) -> None:
    assert not quotes(full(text))


def test_a_pronoun_goes_on_with_the_speaker(full: pni.NLP) -> None:
    found = quotes(full(GOVERNOR + "گفت: راه باز شد.\nوی افزود: پل ساخته شد.\nکرمی گفت: تمام شد."))
    assert [speaker for _, _, speaker in found] == ["احمد کرمی"] * 3


@pytest.mark.parametrize(
    "text, speakers",
    [
        (
            "احمد کرمی که در ایلام بود، با تأکید بر اهمیت مرز باشماق گفت: کار آغاز شد.",
            ["احمد کرمی"],  # what somebody stresses does not speak
        ),
        ("احمد کرمی با اشاره به جنگ ایران و عراق گفت: کار آغاز شد.", ["احمد کرمی"]),
        (
            "احمد کرمی با اشاره به نقش دانشگاه و مردم استان افزود: کار آغاز شد.",
            ["احمد کرمی"],
        ),
        (
            "احمد کرمی گفت: کار آغاز شد.\nوی با اشاره به پیوندهای فرهنگی مردم افزود: خوب است.",
            ["احمد کرمی", "احمد کرمی"],
        ),
        (
            "احمد کرمی گفت: کار آغاز شد.\nدر ادامه فرماندار مهران گفت: راه باز است.",
            ["احمد کرمی", "فرماندار مهران"],
        ),
        ("در این نشست دولت ترکیه اعلام کرد: راه باز است.", ["دولت ترکیه"]),
        (
            "نماینده دولت در استان و فرماندار مهران گفت: راه باز است.",
            ["نماینده دولت در استان"],
        ),
        (
            f"{GOVERNOR}گفت: راه بسته است.\nفرماندار دهلران خواستار بازسازی راه شد. به گفته او،"
            " پل هم ویران شده است.",
            ["احمد کرمی", "فرماندار دهلران"],  # «he» is whom the sentence before is about
        ),
        (  # a question stands before the verb
            "احمد کرمی در پاسخ به این سؤال که آیا راه باز است؟ گفت: راه باز است.",
            ["احمد کرمی"],
        ),
        (  # whose claim is contradicted, and who is announced by others
            "احمد کرمی بر خلاف ادعای حسن مرادی گفت: راه باز است.",
            ["احمد کرمی"],
        ),
        ("به ادعای حسن مرادی، راه مهران بسته شده است.", ["حسن مرادی"]),
        (
            "طبق اعلام وزارت راه، احمد کرمی گفت: راه باز است.",
            ["احمد کرمی"],
        ),
        (
            "احمد کرمی در پیام به کارکنان این شرکت تأکید کرد که راه باز است.",
            ["احمد کرمی"],
        ),
        (
            "احمد کرمی گفت: راه بسته است. به گفته او، پل هم ویران شده است.",
            ["احمد کرمی", "احمد کرمی"],
        ),
    ],
)
def test_who_speaks(full: pni.NLP, text: str, speakers: list[str]) -> None:
    assert [speaker for _, _, speaker in quotes(full(text))] == speakers


def test_a_label_ends_what_a_headline_quotes(full: pni.NLP) -> None:
    text = "احمد کرمی: راه مهران باز شد.\nپرسش تازه: پل چه شد؟\nاحمد کرمی: پل هم ساخته شد."
    assert [said for _, said, _ in quotes(full(text))] == ["راه مهران باز شد", "پل هم ساخته شد"]


def test_an_office_may_begin_what_somebody_says(full: pni.NLP) -> None:
    text = "احمد کرمی، فرماندار مهران، آمد. به گفته کرمی، استاندار ایلام کار را پیگیری می‌کند."
    doc = full(text)
    assert quotes(doc) == [("indirect", "استاندار ایلام کار را پیگیری می‌کند", "احمد کرمی")]
    assert [[r.text for r in p.roles] for p in doc.people] == [["فرماندار مهران"]]


def test_a_document_without_an_author_has_no_speaker(full: pni.NLP) -> None:
    doc = full("رویا امینی در این نمایش بازی می‌کند. در خلاصه آن آمده است: امروز بهترین روز است.")
    assert [(q.kind, q.speaker) for q in doc.quotes] == [("document", None)]


def test_two_reports_in_one_sentence_are_two_quotes(full: pni.NLP) -> None:
    doc = full("مکرون گفت بازگشایی این راه ضروری است و افزود کشورهای اروپایی زیان دیده‌اند.")
    assert [said for _, said, _ in quotes(doc)] == [
        "بازگشایی این راه ضروری است",
        "کشورهای اروپایی زیان دیده‌اند",
    ]


PIECES = st.sampled_from(
    ["گفت", ":", "«", "»", "وی", " ", "که", "علی", ".", "\n", "افزود", "به گفته", "آمده است", "، "]
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_quotes_lie_inside_the_text(nlp: pni.NLP, text: str) -> None:
    for quote in nlp(text).quotes:
        assert 0 <= quote.start < quote.stop <= len(text)
        assert text[quote.start : quote.stop].strip() == text[quote.start : quote.stop]
