"""Amounts: what they are worth in which unit, and what is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.aligned import Span
from persian_news_ie.article import Article
from persian_news_ie.document import Document
from persian_news_ie.find.amounts import AmountValue, amounts, entries, find_amounts, plain
from persian_news_ie.find.dates import entries as date_entries
from persian_news_ie.find.dates import find_dates
from persian_news_ie.text.builtin import sentences, tokenize
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import fold

LEXICON = Lexicon([*entries(), *date_entries()])


def document(text: str) -> Document:
    """A document with the dates and amounts of a text as its mentions."""
    view = fold(text)
    tokens = tokenize(view.text)
    doc = Document(
        Article(text=text, title=None, lead=None, body=Span(0, len(text))),
        view,
        reference=date(2024, 3, 16),
        tokens=tokens,
        sentences=sentences(view.text, tokens),
        hits=LEXICON.find(tokens.keys),
    )
    doc = replace(doc, candidates=find_dates(doc))
    return replace(doc, mentions=find_amounts(doc))


def read(text: str) -> list[str]:
    """Each amount as «words = value unit»."""
    return [f"{a.text} = {a.value} {a.unit}" for a in amounts(document(text))]


MONEY = [
    ("۳۷۱ میلیون و ۶۴۸ هزار و ۱۱ دلار", "371648011 USD"),
    ("سه میلیون و ۵۰۰ هزار تومان", "3500000 IRT"),
    ("۱/۵ میلیارد دلار", "1500000000 USD"),
    ("۱.۳ میلیارد یورو", "1300000000 EUR"),
    ("۹۰ میلیون یورویی", "90000000 EUR"),
    ("نیم میلیون یورو", "500000 EUR"),
    ("دو میلیارد و نیم ریال", "2500000000 IRR"),
    ("دو میلیارد و نیم دلار", "2500000000 USD"),
    ("دو دلار و نیم", "2.5 USD"),  # half behind the unit
    ("۴۲ و نیم میلیارد تومان", "42500000000 IRT"),
    ("یک میلیون تومان", "1000000 IRT"),
    ("هزار میلیارد تومان", "1000000000000 IRT"),
    ("۱۴۰ هزار میلیارد تومان", "140000000000000 IRT"),
    ("۱.۵ میلیون میلیارد تومان", "1500000000000000 IRT"),
    ("۱۲ همت", "12000000000000 IRT"),  # thousand billion toman
    ("یک و نیم همت", "1500000000000 IRT"),
    ("۲۵۰ همت", "250000000000000 IRT"),
    ("۲ دلار و ۲۹ سنت", "2.29 USD"),
    ("۸۹ دلار و ۶۵ سنت", "89.65 USD"),
    ("۸۱ سنت", "0.81 USD"),
    ("$500", "500 USD"),
    ("$1,250,000", "1250000 USD"),
    ("€۲۰", "20 EUR"),
    ("۵۰۰ دلار آمریکا", "500 USD"),
    ("۴۰۰ دلار کانادا", "400 CAD"),
    ("۴۵ میلیون پوند", "45000000 GBP"),
    ("۸۵.۳ میلیون پوند", "85300000 GBP"),
    ("۱۰۰ دینار", "100 IQD"),  # Iraq is the neighbour
    ("۱۰۰ دینار کویت", "100 KWD"),
    ("سی هزار درهم", "30000 AED"),
    ("۱۵۰ لیر", "150 TRY"),
    ("۲۰۰ میلیون یوان", "200000000 CNY"),
    ("۵۰۰ میلیارد روبل", "500000000000 RUB"),
    ("هفتاد روپیه", "70 INR"),
    ("۹۰ افغانی", "90 AFN"),
    ("۳۰۰ منات", "300 AZN"),
    ("۱۰ هزار ین", "10000 JPY"),
    ("۷۵ فرانک سوئیس", "75 CHF"),
    ("1,200,000 ریال", "1200000 IRR"),
    ("۱٬۲۰۰٬۰۰۰ ريال", "1200000 IRR"),
    ("15 ميليارد ريال", "15000000000 IRR"),
    ("300هزار تومان", "300000 IRT"),
    ("۵۰۰ میلیون تومانی", "500000000 IRT"),
    ("۵۰ میلیارد دلاری", "50000000000 USD"),
    ("۱۵۹ میلیارد تومانی", "159000000000 IRT"),
    ("یک میلیون و پانصد و هفتاد هزار تومان", "1570000 IRT"),
    ("دویست هزار تومان", "200000 IRT"),
    ("سیصدوپنجاه یورو", "350 EUR"),  # glued
    ("یک تریلیون و 100 میلیارد ریال", "1100000000000 IRR"),
    ("۱۲ هزار و ۷۲۲ تومان", "12722 IRT"),
    ("۳۰ ریال عمان", "30 OMR"),
    ("۵۰ هزارتومانی", "50000 IRT"),  # glued
    ("۵۰هزارتومان", "50000 IRT"),
    ("۲۰ میلیاردریال", "20000000000 IRR"),
]
PERCENT = [
    ("۲۵ درصد", "25 %"),
    ("۲.۶۲ درصد", "2.62 %"),
    ("۳/۵ درصد", "3.5 %"),
    ("بیست درصد", "20 %"),
    ("یک درصد", "1 %"),
    ("نیم درصد", "0.5 %"),
    ("یک و نیم درصد", "1.5 %"),
    ("۹۱٪", "91 %"),
    ("91%", "91 %"),
    ("٪۹۱", "91 %"),  # the sign in front
    ("۴۴ درصدی", "44 %"),
    ("صد درصد", "100 %"),
    ("منفی ۳.۸ درصد", "-3.8 %"),
    ("۱۵۵ در صد", "155 %"),
    ("۲۰درصد", "20 %"),
    ("۰.۲۵ درصد", "0.25 %"),
    ("دو واحد درصد", "2 percentage point"),
    ("یک سوم", "0.3333 None"),
    ("دو‌سوم", "0.6667 None"),
    ("سه چهارم", "0.75 None"),
    ("۱۵ صدم درصد", "0.15 %"),
    ("دو دهم درصد", "0.2 %"),
    ("پنج صدم میلی‌متر", "0.05 mm"),
]
QUANTITY = [
    ("۱۰ هزار تن", "10000 t"),
    ("۱۰ هزار تنی", "10000 t"),
    ("صد و بیست و پنج هزار و سیصد تن", "125300 t"),
    ("۱۲ هزار و ۵۰۰ تن", "12500 t"),
    ("۳۰۰ کیلوگرم", "300 kg"),
    ("نیم کیلوگرم", "0.5 kg"),
    ("۱۹ کیلو", "19 kg"),
    ("۵۰ گرم", "50 g"),
    ("۳۲ کیلومتر", "32 km"),
    ("۳۲ کیلومتری", "32 km"),
    ("صد کیلومتر", "100 km"),
    ("۲۶ متری", "26 m"),
    ("یک و نیم متر", "1.5 m"),
    ("۲۱۲ سانتی‌متر", "212 cm"),
    ("۵ میلی‌متر", "5 mm"),
    ("۱۰۰ متر مربع", "100 m2"),
    ("۸۹۰ کیلومتر مربع", "890 km2"),
    ("۱۳ میلیارد مترمکعب", "13000000000 m3"),
    ("۱۳ میلیارد متر مکعب", "13000000000 m3"),
    ("۵۰۰ هکتار", "500 ha"),
    ("هزار و ۲۰۰ هکتار", "1200 ha"),
    ("۱.۲ میلیون بشکه", "1200000 bbl"),
    ("۱.۲ میلیون بشکه در روز", "1200000 bbl/d"),
    ("نیم میلیون بشکه در روز", "500000 bbl/d"),
    ("۳.۸ میلیون بشکه‌ای", "3800000 bbl"),
    ("۲۰۰ هزار لیتر", "200000 L"),
    ("۲۰ لیتر در ثانیه", "20 L/s"),
    ("۲۵۰ مگاوات", "250 MW"),
    ("۲ هزار مگاوات", "2000 MW"),
    ("۴۰۰ کیلوولت", "400 kV"),
    ("۱۲۰ کیلومتر در ساعت", "120 km/h"),
    ("۵.۲ ریشتر", "5.2 Mw"),
    ("۴۷ درجه سانتی‌گراد", "47 degC"),
    ("منفی ده درجه", "-10 deg"),
    ("۱۲۸ گیگابایت", "128 GB"),
    ("۶.۶ میلیارد سال نوری", "6600000000 ly"),
    ("۲۴ ساعت", "24 h"),
    ("سه سال", "3 yr"),
    ("شش ماه", "6 mo"),
    ("۲۸ ساله", "28 yr"),
    ("شصت روزه", "60 d"),
    ("۲۵ سالگی", "25 yr"),
    ("دو هفته‌ای", "2 wk"),
    ("دو ساعت و نیم", "2.5 h"),
    ("چهار دهه", "4 decade"),
]
COUNT = [
    ("۱۲ نفر", "12 نفر"),
    ("نه نفر", "9 نفر"),
    ("یک نفر", "1 نفر"),
    ("هفت تن از", "7 نفر"),  # people, not tons
    ("دو تن", "2 نفر"),
    ("سه سند", "3 سند"),
    ("۲۵ تفاهم‌نامه", "25 تفاهم نامه"),
    ("25 تفاهم نامه", "25 تفاهم نامه"),
    ("چهار قرارداد", "4 قرارداد"),
    ("۶ فروند", "6 فروند"),
    ("یکصد و بیست دستگاه", "120 دستگاه"),
    ("۱ میلیون و ۷۰۷ هزار و ۳۰۱ نفر", "1707301 نفر"),
    ("۱.۳۳ میلیون نفری", "1330000 نفر"),
    ("۴۳۰ میلیون قطعه", "430000000 قطعه"),
    ("۳۵ هزار جلد", "35000 جلد"),
    ("۴۰ فقره", "40 فقره"),
    ("پنج پروژه", "5 پروژه"),
    ("یک‌هزار و 18 پروژه", "1018 پروژه"),
    ("۲۴۳ روستا", "243 روستا"),
    ("۵۵ کشور", "55 کشور"),
    ("3هزار و 723 خانوار", "3723 خانوار"),
    ("۱۵۶ میلیون سهم", "156000000 سهم"),
    ("۶۴۷۳ واحد مسکونی", "6473 واحد مسکونی"),
    ("۲۰ کامیون", "20 کامیون"),
    ("هزار زائر", "1000 زائر"),
    ("۳ هزار پتو", "3000 پتو"),
    ("دو قاضی", "2 قاضی"),
    ("۱۷۰ نوزاد", "170 نوزاد"),
    ("۲۵ صندلی", "25 صندلی"),
    ("۳ هزارنفر", "3000 نفر"),
    ("۸۵ میلیونی", "85000000 None"),
    ("۱۰۸ هزار و ۸۷۲ واحدی", "108872 واحد"),
]


@pytest.mark.parametrize("text, expected", [*MONEY, *PERCENT, *QUANTITY, *COUNT])
def test_amount(text: str, expected: str) -> None:
    words = text.removesuffix(" از")
    assert read(f"در گزارش آمده که {text} اعلام شد.") == [f"{words} = {expected}"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("۲۰ تا ۳۰ درصد", ["۲۰ = 20 %", "۳۰ درصد = 30 %"]),
        ("۴۰ تا ۵۰ هزار تومان", ["۴۰ = 40000 IRT", "۵۰ هزار تومان = 50000 IRT"]),
        ("۳۰۰ تا ۳۵۰ هزار واحد", ["۳۰۰ = 300000 واحد", "۳۵۰ هزار واحد = 350000 واحد"]),
        ("دو تا سه ساعت", ["دو = 2 h", "سه ساعت = 3 h"]),
        ("۵۰۰ هزار تا یک میلیون دلار", ["۵۰۰ هزار = 500000 USD", "یک میلیون دلار = 1000000 USD"]),
        ("۵ یا ۶ میلیون نفر", ["۵ = 5000000 نفر", "۶ میلیون نفر = 6000000 نفر"]),
        ("۱۰-۱۵ کیلومتر", ["۱۰ = 10 km", "۱۵ کیلومتر = 15 km"]),
        ("۱۰ نفر و ۵ خودرو", ["۱۰ نفر = 10 نفر", "۵ خودرو = 5 خودرو"]),
        (
            "۱.۵ میلیارد دلار (۱.۱ میلیارد پوند)",
            ["۱.۵ میلیارد دلار = 1500000000 USD", "۱.۱ میلیارد پوند = 1100000000 GBP"],
        ),
        ("پنج و شش نفر", ["شش نفر = 6 نفر"]),
        ("۲۲ و ۱۶ درصد", ["۲۲ = 22 %", "۱۶ درصد = 16 %"]),
        ("چهار تن چوب قاچاق", ["چهار تن = 4 t"]),
        ("یک فروند هواپیما", ["یک فروند = 1 فروند"]),
        ("سالن ۱۲ هزار نفری", ["۱۲ هزار نفری = 12000 نفر"]),
    ],
)
def test_several(text: str, expected: list[str]) -> None:
    assert read(f"حدود {text} بود") == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("پرداخت وام ۱۷۰ میلیونی", "۱۷۰ میلیونی = 170000000 IRT"),
        ("بودجه ۳ هزار میلیاردی", "۳ هزار میلیاردی = 3000000000000 IRT"),
        ("جمعیت ۸۵ میلیونی", "۸۵ میلیونی = 85000000 نفر"),
        ("کالای ۵ میلیونی", "۵ میلیونی = 5000000 None"),
    ],
)
def test_bare_sums(text: str, expected: str) -> None:
    """What is counted is told by the noun before; else nothing is guessed."""
    assert read(f"{text} فراهم شد.") == [expected]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("۲/۵ درصد", ["۲/۵ درصد = 2.5 %"]),
        ("1/5 درصد", ["1/5 درصد = 1.5 %"]),
        ("5/2 درصد", ["5/2 درصد = 2.5 %"]),  # old pages kept the order in which it was shown
        ("5/10 میلیارد دلار", ["5/10 میلیارد دلار = 10500000000 USD"]),
        ("8/3 درصد و 5/2 درصد", ["8/3 درصد = 3.8 %", "5/2 درصد = 2.5 %"]),  # one tells of all
        ("8/3 درصد و 2/5 درصد", ["8/3 درصد = 8.3 %", "2/5 درصد = 2.5 %"]),
        ("۵/۲ درصد", ["۵/۲ درصد = 5.2 %"]),  # only in Latin digits
    ],
)
def test_turned_decimals(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "دو کشور توافق کردند",  # two that are known
        "میان دو شرکت",
        "این دو دانشگاه",
        "روز یکم و سوم",
        "مرحله یک چهارم نهایی",
        "مرحله یک‌هشتم نهایی",
        "نفر یکم تا سوم",
        "در ۲۶ اسفند ۱۴۰۲",  # a date
        "ساعت ۲۰:۱۷",
        "ساعت ۱۰ صبح",
        "سال ۱۴۰۲",
        "سه روز پیش",
        "طی ۲۴ ساعت گذشته",
        "در سه ماهه نخست سال جاری",
        "تلفن ۰۲۱۸۸۷۷۶۶۵۵",
        "کد خبر ۲۲۵۹۱۷",
        "ماده ۱۲ قانون",  # numbering
        "تبصره ۱۴ قانون بودجه",
        "منطقه ۲ شهر تهران",
        "شماره ۵ روستا",
        "موج ۲۴ عملیات",
        "قطعنامه ۲۲۳۱ شورا",
        "با نتیجه ۳ بر ۱",  # a score
        "۳-۱ پیروز شد",
        "یکم فروردین",
        "سومین نفر",
        "نفر سوم",
        "صدها نفر",  # vague
        "هزاران دلار",
        "میلیون‌ها تومان",
        "یک طرح تازه",  # the article «a»
        "نه بخشی از زندگی",  # «not»
        "نه کشور ما",
        "ربع سکه",  # a coin
        "دلار گران شد",
        "درصدد برآمد",
        "چند نفر",
        "چند هزار نفر",
        "صدها هزار نفر",
        "ده‌ها میلیون دلار",
        "یک سنت دیرین",  # a tradition
        "شش هزار",  # of what?
        "می‌گوید",
        "",
    ],
)
def test_no_amount(text: str) -> None:
    assert read(text) == []


def test_kind_and_offsets() -> None:
    text = "ارزش طرح ۵۰۰ ميليون دلار است."
    (mention,) = document(text).mentions
    assert mention.value == AmountValue(Decimal(500_000_000), "USD", "money")
    assert text[mention.span.start : mention.span.stop] == "۵۰۰ ميليون دلار"


def test_line_breaks_part() -> None:
    assert read("مرحله ۱۲\nنفر برتر") == []


@pytest.mark.parametrize(
    "value, text",
    [("1500000000", "1500000000"), ("1.50", "1.5"), ("1E+3", "1000"), ("0.10", "0.1")],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


WORDS = sorted({w for phrase, _ in entries() for w in phrase.split()})[:4000]


@given(
    st.lists(
        st.sampled_from([*WORDS, "۱۲", "3", "و", "تا", "-", ".", "۱/۵", "\n", "از", "منفی"]),
        max_size=30,
    )
)
def test_spans_lie_inside(row: list[str]) -> None:
    text = " ".join(row)
    for mention in document(text).mentions:
        assert text[mention.span.start : mention.span.stop] == mention.text != ""


@pytest.mark.parametrize("unit", ["سه ماه نخست ", "یک سوم ", "۱۷۰ میلیونی ", "سال قبل "])
def test_time_grows_with_length_alone(unit: str) -> None:
    def seconds(count: int) -> float:
        start = process_time()
        read(unit * count)
        return process_time() - start

    seconds(10)
    assert seconds(5_000) < 25 * seconds(500) + 0.5  # ten times the text, with room for noise


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read(text), list)
