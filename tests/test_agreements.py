"""Agreements of whole paragraphs: stages, parties, what is one fact and what is none."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import persian_news_ie as pni
from persian_news_ie.facts import DateSlot, Slot

Row = tuple[str, str, list[str]]


@cache
def _nlp() -> pni.NLP:
    return pni.load(names=None)


def _found(text: str) -> list[Row]:
    doc = _nlp()(text, reference_date="2024-05-12")
    return [(a.kind, a.status, [p.text for p in a.parties]) for a in doc.agreements]


@pytest.mark.parametrize(
    "text, expected",
    [
        (  # active, passive, nominal
            "ایران و عمان تفاهم‌نامه همکاری دریایی امضا کردند.",
            [("memorandum", "signed", ["ایران", "عمان"])],
        ),
        (
            "تفاهم‌نامه همکاری دریایی بین ایران و عمان به امضا رسید.",
            [("memorandum", "signed", ["ایران", "عمان"])],
        ),
        (
            "تفاهم‌نامه‌ای که میان ایران و عمان در مسقط امضا شد، پنج ساله است.",
            [("memorandum", "signed", ["ایران", "عمان"])],
        ),
        (  # «why» that gives a reason asks nothing
            "این یک پیروزی است چرا که تفاهم‌نامه همکاری ایران و عمان در مسقط امضا شد.",
            [("memorandum", "signed", ["ایران", "عمان"])],
        ),
        (  # several of a sort, named behind one word for all
            "قراردادی میان شرکت‌های نوآوران سازه و پیشگامان صنعت امضا شد.",
            [("contract", "signed", ["نوآوران سازه", "پیشگامان صنعت"])],
        ),
        (  # a list that unnamed others end, before a relative clause
            "ایران، عمان و سایر کشورهایی که دعوت شده بودند، بر سر آب توافق کردند.",
            [("other", "approved", ["ایران", "عمان"])],
        ),
        (  # who reports is no party
            "وزیر نیرو گفت: خوشبختانه آب کافی است و توافق‌نامه ایران و عمان امضا شد.",
            [("treaty", "signed", ["ایران", "عمان"])],
        ),
        (  # whom it is against is no party
            "ایران و عمان درباره مبارزه با قاچاقچیان توافق کردند.",
            [("other", "approved", ["ایران", "عمان"])],
        ),
        (  # not to reach one is to go on talking
            "ایران با به توافق نرسیدن با عمان فرصت را از دست داد.",
            [("other", "negotiated", ["ایران", "عمان"])],
        ),
        (  # two offices share one head, one office is of two places
            "تفاهم‌نامه‌ای میان استاندار ایلام و دیالی عراق امضا شد.",
            [("memorandum", "signed", ["استاندار ایلام", "دیالی عراق"])],
        ),
        (
            "امام جمعه تایباد و باخرز با بانک ملت تفاهم‌نامه امضا کرد.",
            [("memorandum", "signed", ["امام جمعه تایباد و باخرز", "بانک ملت"])],
        ),
        ("امضای تفاهم‌نامه ایران و عمان", [("memorandum", "signed", ["ایران", "عمان"])]),
        (  # the subject and whom it deals with
            "عراق با ترکیه قرارداد خرید برق بست.",
            [("contract", "signed", ["عراق", "ترکیه"])],
        ),
        (  # three parties
            "موافقت‌نامه ترانزیتی میان ایران، هند و ارمنستان امضا شد.",
            [("treaty", "signed", ["ایران", "هند", "ارمنستان"])],
        ),
        (  # «the two countries» names no third party
            "دو کشور ایران و عراق تفاهم‌نامه گمرکی امضا کردند.",
            [("memorandum", "signed", ["ایران", "عراق"])],
        ),
        (
            "پس از توافق سه کشور ایران، هند و پاکستان درباره قیمت گاز، کار سرعت گرفت.",
            [("other", "approved", ["ایران", "هند", "پاکستان"])],
        ),
        (  # who tells of talks is no party of them
            "رضا نوری گفت: مذاکرات برای تمدید قرارداد گاز با ارمنستان ادامه دارد.",
            [("contract", "negotiated", ["ارمنستان"])],
        ),
        (  # the two countries are the two named before
            "وزیران خارجه ایران و ارمنستان دیدار کردند. دو کشور توافق کردند که مرز باز شود.",
            [("other", "approved", ["ایران", "ارمنستان"])],
        ),
        (  # one verb for two nouns
            "قرارداد ساخت پل بین ایران و عراق امضا و مبادله شد.",
            [("contract", "signed", ["ایران", "عراق"])],
        ),
        ("ایران و عمان توافق خواهند کرد.", [("other", "planned", ["ایران", "عمان"])]),
        ("ایران و عمان هنوز به توافق نرسیده‌اند.", [("other", "negotiated", ["ایران", "عمان"])]),
        (  # the main verb decides over a relative clause that a comma closes
            "تفاهم‌نامه دریایی ایران و عمان که پارسال امضا شده بود، تمدید شد.",
            [("memorandum", "extended", ["ایران", "عمان"])],
        ),
        (  # a verb that another makes whole ends no trigger
            "قرارداد ایران و عراق قرار است فردا امضا شود.",
            [("contract", "planned", ["ایران", "عراق"])],
        ),
        (  # an unnamed subject of a relative clause is nobody named before
            "وزیر نیرو گفت: کشورهایی که معاهده آب را امضا کرده‌اند، باید به آن عمل کنند.",
            [("treaty", "signed", [])],
        ),
        (
            "در صورت دستیابی ایران و عمان به توافق، مرز باز می‌شود.",
            [("other", "proposed", ["ایران", "عمان"])],
        ),
        (
            "ایران و عمان به توافق نزدیک شده‌اند.",
            [("other", "negotiated", ["ایران", "عمان"])],
        ),
        ("مجلس نتوانست قانون بیمه را تمدید کند.", [("approval", "rejected", ["مجلس"])]),
        ("ترکیه از پیمان دریایی خارج نشد.", []),
        ("عمان به کنوانسیون دریاها نپیوست.", []),
        (  # one body
            "لایحه مالیات دیروز به تصویب مجلس شورای اسلامی رسید.",
            [("approval", "approved", ["مجلس شورای اسلامی"])],
        ),
        (
            "مجلس شورای اسلامی لایحه مالیات را تصویب نکرد.",
            [("approval", "rejected", ["مجلس شورای اسلامی"])],
        ),
    ],
)
def test_wordings(text: str, expected: list[Row]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "بر اساس قرارداد، هزینه سفر با میهمان است.",
        "مستاجر باید قرارداد اجاره را تمدید کند.",
        "بازیکنان تیم در پایان قرارداد جدا می‌شوند.",
        "آیا ایران و عمان قرارداد امضا کرده‌اند؟",
        "ضرورت توافق بر کسی پوشیده نیست.",
        "سوءتفاهم میان دو همسایه برطرف شد.",
        "پیمان رضایی به تیم ملی دعوت شد.",
        "این موضوع در کمیسیون مورد بررسی قرار داد.",
        "اگر لایحه تصویب نشود، کار می‌ماند.",
        "این سند نیازی به تصویب مجلس ندارد.",  # what need not be is not refused
        "نمایندگان عمان از امضای قرارداد خودداری کردند.",
        "پیش از این هم قراردادهایی بسته می‌شد.",  # a habit
        "این متن بی آنکه در مجلس تصویب شود، ابلاغ شد.",
    ],
)
def test_no_agreement(text: str) -> None:
    assert _found(text) == []


def test_lead_and_body_are_one() -> None:
    text = (
        "ایران و ارمنستان کمیته مشترک گمرکی تشکیل می‌دهند\n\n"
        "در این دیدار کمیته مشترک گمرکی میان ایران و ارمنستان تشکیل شد."
    )
    (fact,) = _nlp()(text).agreements
    assert (fact.kind, fact.status) == ("joint_body", "approved")
    assert [m.status for m in fact.mentions] == ["planned", "approved"]
    assert (fact.start, fact.stop) == (fact.mentions[0].start, fact.mentions[0].stop)


def test_two_stages_are_two() -> None:
    text = "ایران و عمان معاهده دریایی امضا کردند. عمان از این معاهده خارج شد."
    assert [row[:2] for row in _found(text)] == [("treaty", "signed"), ("treaty", "cancelled")]


def test_other_parties_are_another() -> None:
    text = (
        "میز مشترک تجاری میان گیلان و اردبیل مصوب شد و قصد داریم "
        "مشابه این میز را با مشارکت آذربایجان شرقی تشکیل دهیم."
    )
    assert [(a.status, [p.text for p in a.parties]) for a in _nlp()(text).agreements] == [
        ("approved", ["گیلان", "اردبیل"]),
        ("planned", ["آذربایجان شرقی"]),
    ]


PIECES = ["ایران", "عمان", "و", "با", "میان", "تفاهم‌نامه", "توافق", "که", "را", "در", "تهران"]
VERBS = ["امضا شد", "امضا کردند", "تصویب کرد", "موافقت کرد", "تمدید شد", "خارج شد", "،", ".", "\n"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES + VERBS), max_size=30))
def test_spans_slice_to_what_they_claim(words: list[str]) -> None:
    text = " ".join(words)
    for fact in _nlp()(text).agreements:
        single = (fact.subject, fact.place, fact.date, fact.amount)
        slots: list[Slot | DateSlot] = [*fact.parties, *(s for s in single if s)]
        assert all(text[s.start : s.stop] == s.text for s in slots)
        assert all(0 <= m.start < m.stop <= len(text) for m in fact.mentions)


@pytest.mark.parametrize(
    "text, signatories",
    [
        (
            "این تفاهم‌نامه در سنندج به امضای استاندار کردستان و استاندار سلیمانیه رسید.",
            ["استاندار کردستان", "استاندار سلیمانیه"],
        ),
        ("قرارداد ساخت سد توسط وزیر نیرو امضا شد.", ["وزیر نیرو"]),
        ("وزیر نیرو قرارداد ساخت سد با شرکت مپنا را امضا کرد.", ["وزیر نیرو"]),
        ("ایران و عمان در مسقط تفاهم‌نامه همکاری بندری امضا کردند.", []),  # states are parties
        ("وزیر نیرو گفت: با شرکت مپنا قرارداد ساخت سد امضا کرده‌ایم.", []),  # who «we» are
        ("این باشگاه با دروازه‌بان خود قرارداد دو ساله امضا کرد.", []),
    ],
)
def test_who_signs(text: str, signatories: list[str]) -> None:
    assert [s.text for fact in _nlp()(text).agreements for s in fact.signatories] == signatories


@pytest.mark.parametrize(
    "text, agreements",
    [
        (
            "ایران و عمان قرارداد خرید گاز را تمدید کردند. این قرارداد دیروز در مسقط امضا شد.",
            [("extended", ["ایران", "عمان"], 2)],
        ),
        (
            "ایران و عمان قرارداد خرید گاز را تمدید کردند. قطر و هند قرارداد خرید گاز امضا کردند.",
            [("extended", ["ایران", "عمان"], 1), ("signed", ["قطر", "هند"], 1)],
        ),
        (
            "وزیر نیرو با استاندار قم دیدار کرد. دو طرف تفاهم‌نامه همکاری امضا کردند.",
            [("signed", ["وزیر نیرو", "استاندار قم"], 1)],
        ),
    ],
)
def test_what_points_back(text: str, agreements: list[tuple[str, list[str], int]]) -> None:
    found = _nlp()(text).agreements
    assert [(f.status, [p.text for p in f.parties], len(f.mentions)) for f in found] == agreements


@pytest.mark.parametrize(
    "text, slots",
    [
        (  # an adverb is no word of the subject, nor is a time before it
            "قانون بیمه دریانوردان نهایتا در مجلس تصویب شد.",
            ("قانون بیمه دریانوردان", None, None),
        ),
        (  # the year of a budget is not that of its approval
            "مجلس لایحه بودجه سال ۱۴۰۳ را تصویب کرد.",
            ("لایحه بودجه سال ۱۴۰۳", None, None),
        ),
        (  # what «but» starts is another matter
            "دولت تصمیم گرفت نرخ آب را ثابت نگه دارد، اما کشاورزان راضی نیستند.",
            ("نرخ آب را ثابت نگه دارد", None, None),
        ),
        (  # a duration is no amount
            "عراق با ترکیه قرارداد پنج ساله امضا کرد.",
            (None, None, None),
        ),
        (
            "عراق با ترکیه دیروز قرارداد ۹۰ میلیون یورویی امضا کرد.",
            (None, "دیروز", "۹۰ میلیون یورویی"),
        ),
    ],
)
def test_slots(text: str, slots: tuple[str | None, str | None, str | None]) -> None:
    (fact,) = _nlp()(text).agreements
    found = (fact.subject, fact.date, fact.amount)
    assert tuple(slot.text if slot else None for slot in found) == slots


def test_a_contract_told_twice_is_one() -> None:
    text = (
        "علی کریمی با باشگاه فولاد قرارداد امضا کرد.\n\n"
        "به گزارش خبرنگار ما، علی کریمی دیروز با باشگاه فولاد قرارداد امضا کرد."
    )
    (fact,) = _nlp()(text).agreements
    assert len(fact.mentions) == 2


def test_the_two_sides_are_no_part_of_a_list() -> None:
    text = "ایران با عمان دیدار کرد. چین، هند و روسیه حاضر بودند. دو طرف توافق کردند."
    assert all("هند" not in row[2] for row in _found(text))
