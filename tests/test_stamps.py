from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.article import read_article
from persian_news_ie.stamps import stamp

TEHRAN = ZoneInfo("Asia/Tehran")
TITLE = "بازارچه مرزی خان‌آباد دوباره باز شد"
LEAD = "فرماندار بانه از بازگشایی بازارچه مرزی پس از دو ماه خبر داد."
PROSE = "وی افزود: بازرگانان دو سوی مرز از فردا می‌توانند کالا جابه‌جا کنند."


@pytest.mark.parametrize(
    "line, published",
    [
        ("۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷", "2024-03-16T20:17+03:30"),
        ("جمعه ۳۱ مرداد ۱۴۰۴ - ۱۱:۱۲", "2025-08-22T11:12+03:30"),
        ("۱۴۰۴/۰۶/۱۵ - ۰۸:۱۰:۴۷", "2025-09-06T08:10:47+03:30"),
        ("۲۸ : ۱۹ - جمعه ۲۷ ارديبهشت ۱۳۹۸", "2019-05-17T19:28+04:30"),  # laid out right to left
        ("۱۹:۲۸ - ۲۷ اردیبهشت ۱۳۹۸", "2019-05-17T19:28+04:30"),
        ("September 6th 2019, 18:32:00.000", "2019-09-06T18:32+04:30"),
        ("6 Sep 2019 06:32 PM", "2019-09-06T18:32+04:30"),
        ("Sept. 6, 2019", "2019-09-06T00:00+04:30"),
        ("2024-03-16T16:47:00Z", "2024-03-16T20:17+03:30"),
        ("2024-03-16T20:17:00+03:30", "2024-03-16T20:17+03:30"),
        ("2024-03-16 20:17", "2024-03-16T20:17+03:30"),
        ("16/03/2024 - 20:17", "2024-03-16T20:17+03:30"),
        ("3/16/2024 8:17 PM", "2024-03-16T20:17+03:30"),  # month first
        ("۱۶ مارس ۲۰۲۴، ساعت ۲۰:۱۷", "2024-03-16T20:17+03:30"),
        ("١٦ كانون الثاني ٢٠٢٤", "2024-01-16T00:00+03:30"),
        ("۱۲ حمل ۱۴۰۰", "2021-04-01T00:00+04:30"),
        ("۵ رمضان ۱۴۴۵", "2024-03-15T00:00+03:30"),
        ("۱۴۴۵/۰۹/۰۵ قمری", "2024-03-15T00:00+03:30"),
        ("شنبه ۲۶ اسفند ۱۴۰۲ | ۵ رمضان ۱۴۴۵ | ۱۶ مارس ۲۰۲۴", "2024-03-16T00:00+03:30"),
        ("تاریخ انتشار: بیست و ششم اسفند ۱۴۰۲", "2024-03-16T00:00+03:30"),
        ("تاريخ انتشار : 26 شهريورماه 87 ساعت 10:30 ب.ظ", "2008-09-16T22:30+04:30"),
        ("تاریخ انتشار: ۸۷/۶/۲۶", "2008-09-16T00:00+04:30"),
        ("\u200f۲۶\u200f اسفند \u200f۱۴۰۲\u200f - ۲۰:۱۷", "2024-03-16T20:17+03:30"),
        ("منتشر شده در تاریخ ۱۰ دی ۱۴۰۲ ساعت ۰۹:۱۵", "2023-12-31T09:15+03:30"),
        ("آخرین به‌روزرسانی: ۲۷ اسفند ۱۴۰۲ | تاریخ انتشار: ۲۶ اسفند ۱۴۰۲", "2024-03-16T00:00+03:30"),
        ("کد خبر: ۲۲۵۹۱۷ | ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷ | سیاسی", "2024-03-16T20:17+03:30"),
        ("۲۶ اسفند ۱۴۰۲ - ۱۶:۴۷ به وقت گرینویچ", "2024-03-16T20:17+03:30"),
        ("تاریخ انتشار: 26 اسفند 1402 / تعداد بازدید: 520", "2024-03-16T00:00+03:30"),
        ("قیمت سکه و ارز؛ امروز ۱۲ مرداد ۱۴۰۵؛ ساعت ۱۲:۲۵", None),  # a headline
        ("تاریخ و زمان وقوع زمین‌لرزه: ۱۴۰۵/۰۲/۲۲ ۲۳:۴۶:۰۷", None),
        ("۳۱ شهریور ۱۴۰۲", "2023-09-22T00:00+03:30"),
        ("۳۱ مهر ۱۴۰۲", None),  # no such day
        ("۱۲ مرداد", None),
        ("۸۷/۶/۲۶", None),  # a fraction of a protocol, a score: two digits alone are no date
        ("نتیجه ۳ - ۱", None),
    ],
)
def test_date_lines(line: str, published: str | None) -> None:
    article = read_article(f"{line}\n{TITLE}\n\n{LEAD}\n{PROSE}")
    expected = datetime.fromisoformat(published) if published else None
    assert article.published == expected
    if expected:
        assert article.published is not None
        assert article.published.utcoffset() == expected.utcoffset()
        assert article.title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        f"۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n{TITLE}\n{LEAD}\n{PROSE}",
        f"{TITLE}\n۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n{LEAD}\n{PROSE}",
        f"{TITLE}\n{LEAD}\nشنبه ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n{PROSE}",
        f"{TITLE}\n{LEAD}\n{PROSE}\nانتهای پیام\nتاریخ انتشار: ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷",
        f"{TITLE}\n{LEAD}\n{PROSE}\nتاریخ انتشار: ۲۶ اسفند ۱۴۰۲ ساعت ۲۰:۱۷\nانتهای پیام/",
        f"225917 ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷ {LEAD} {PROSE}",
        f"{TITLE} ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷ کد خبر: 225917\n{LEAD}\n{PROSE}",
        f"کد خبر 225917 ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷ {LEAD} {PROSE}",  # the page lost its line breaks
    ],
)
def test_the_date_line_may_stand_anywhere_around_the_text(text: str) -> None:
    article = read_article(text)
    assert article.published == datetime(2024, 3, 16, 20, 17, tzinfo=TEHRAN)
    assert "۱۴۰۲" in text[slice(*(article.published_span or (0, 0)))]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{LEAD}\n{PROSE}\n📆 ۲۶ اسفند ۱۴۰۲",
        f"{TITLE}\n{LEAD}\n{PROSE}\nشنبه 26 اسفند 1402\n#مرز #بانه\n@banehnews",
        f"{TITLE}\nکابل، ۲۶ حوت ۱۴۰۲ – {LEAD}\n{PROSE}",
        f"{TITLE}\nتهران، ۲۶ اسفند ۱۴۰۲، ایرنا - {LEAD}\n{PROSE}",
        f"تهران، خبرگزاری جمهوری اسلامی ۰۲/۱۲/۲۶\n{TITLE}\n{LEAD}\n{PROSE}",
    ],
)
def test_the_day_of_a_post_and_of_a_dateline(text: str) -> None:
    article = read_article(text)
    assert article.published == datetime(2024, 3, 16, tzinfo=TEHRAN)
    assert (article.title, article.weekday_conflict) == (TITLE, False)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{LEAD}\n{PROSE}\nعلی رضایی\n26 اسفند 1402",
        "در ۲۲ بهمن ۱۳۵۷ مردم به خیابان‌ها آمدند.",
        "۲۲ بهمن ۱۳۵۷ مردم به خیابان‌ها آمدند و جشن گرفتند.\nآن روز فراموش نمی‌شود.",
        f"{TITLE}\n{LEAD}\n{PROSE}\n۳۱ شهریور ۱۳۵۹\nجنگ آغاز شد.\n۳ خرداد ۱۳۶۱\nشهر آزاد شد.",
        f"{TITLE}\n{LEAD}\n{PROSE}\nعلی رضایی\n۱۵/۷/۱۳۸۳",  # the date of a letter
        f"{TITLE}\n{LEAD}\n{PROSE}\nنظر شما\nمهدی\n۱۰:۲۰ - ۱۴۰۲/۱۲/۲۷\nخیلی خوب",  # of a comment
    ],
)
def test_dates_that_are_no_publication_date(text: str) -> None:
    article = read_article(text)
    assert article.published is None
    assert article.published_span is None


@pytest.mark.parametrize(
    "url, code, published",
    [
        ("https://example.ir/news/14021226000123/title", "", "2024-03-16"),
        ("https://example.ir/fa/1402/12/26/77", "", "2024-03-16"),
        ("https://example.ir/2024/03/16/title", "", "2024-03-16"),
        ("https://example.ir/n", "1402122601234", "2024-03-16"),
        ("https://example.ir/n/85421226", "225917", None),
        ("https://example.ir/1402/13/26/", "1402132601234", None),
    ],
)
def test_a_date_in_the_address_or_the_code(url: str, code: str, published: str | None) -> None:
    article = read_article(f"کد خبر: {code or 1}\n{TITLE}\n{LEAD}", url=url)
    expected = datetime.fromisoformat(f"{published}T00:00+03:30") if published else None
    assert article.published == expected


@pytest.mark.parametrize(
    "line, conflict",
    [
        ("شنبه ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷", False),
        ("یک شنبه ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷", True),
        ("Saturday, March 16 2024", False),
        ("۲۶ اسفند ۱۴۰۲", False),
    ],
)
def test_the_weekday_is_a_check(line: str, conflict: bool) -> None:
    assert read_article(f"{line}\n{TITLE}\n{LEAD}").weekday_conflict is conflict


@pytest.mark.parametrize(
    "line, code",
    [
        ("کد خبر 225917", "225917"),
        ("کد خبر: ۲۲۵۹۱۷", "225917"),
        ("كد خبر : 98041206789", "98041206789"),
        ("شناسه خبر: 5938211", "5938211"),
        ("شماره: 14021226000543", "14021226000543"),
        ("کد مطلب: ک-۱۲۳", None),
        ("کد مطلب: 1402-1234", "1402-1234"),
        ("شناسه: 77881", "77881"),
        ("2105732", "2105732"),
        ("09150000000", None),  # a telephone number
        ("کد ملی در این طرح لازم است", None),
    ],
)
def test_codes(line: str, code: str | None) -> None:
    assert read_article(f"{line}\n{TITLE}\n{LEAD}\n{PROSE}").code == code


@given(st.text(max_size=250))
def test_any_line_gives_a_stamp(line: str) -> None:
    read = stamp(line)
    assert len(read.rest) == len(line)
