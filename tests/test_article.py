from datetime import datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.aligned import Span
from persian_news_ie.article import Article, read_article
from persian_news_ie.errors import InputError

TEHRAN = ZoneInfo("Asia/Tehran")
TITLE = "بازارچه مرزی خان‌آباد دوباره باز شد"
LEAD = "فرماندار بانه از بازگشایی بازارچه مرزی پس از دو ماه خبر داد."
PROSE = "وی افزود: بازرگانان دو سوی مرز از فردا می‌توانند کالا جابه‌جا کنند."


def cut(article: Article, span: Span | None) -> str | None:
    return article.text[slice(*span)] if span else None


def furniture(article: Article) -> list[str]:
    return [article.text[slice(*span)] for span in article.furniture]


@pytest.mark.parametrize(
    "text, title, kicker",
    [
        (f"{TITLE}\n{LEAD}\n{PROSE}", TITLE, None),
        (f"{TITLE}\n{LEAD}", TITLE, None),
        (f"فرماندار بانه:\n{TITLE}\n{LEAD}\n{PROSE}", TITLE, "فرماندار بانه:"),
        (f"در نشست خبری مطرح شد؛\n{TITLE}\n{LEAD}", TITLE, "در نشست خبری مطرح شد؛"),
        (f"روتیتر: فرماندار بانه\nتیتر: {TITLE}\n{LEAD}", TITLE, "فرماندار بانه"),
        (f"🔴 {TITLE}\n\n🔹 {LEAD}", TITLE, None),
        (f"صفحه نخست > اخبار > سیاسی\n{TITLE}\n{LEAD}", TITLE, None),
        (f"رویترز: مرز ایران و عراق باز شد\n{LEAD}", "رویترز: مرز ایران و عراق باز شد", None),
        (f"{TITLE}.\n۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n{LEAD}", f"{TITLE}.", None),  # the stamp proves it
        (f"مشهد- ایرنا\n{TITLE}\n{LEAD}", TITLE, None),  # a dateline of its own is no headline
        (f"ساری _ ایسنا\n۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n{TITLE}\n{LEAD}", TITLE, None),
        (f"ایسنا/آذربایجان غربی\n{TITLE}\n{LEAD}", TITLE, None),
        (f"رشت، خبرگزاری جمهوری اسلامی ۸۷/۰۴/۱۲\n{TITLE}\n{LEAD}", TITLE, None),
        (f"داخلی.اقتصادی.بازارچه مرزی\n{TITLE}\n{LEAD}", TITLE, None),  # keywords of an agency
        (f"با حکم فرمانده کل مرزبانی\n{TITLE}\n{LEAD}", TITLE, "با حکم فرمانده کل مرزبانی"),
        (f"در حاشیه نشست بانه\n{TITLE}\n{LEAD}", TITLE, "در حاشیه نشست بانه"),
        (f"امروز\n{TITLE}\n{LEAD}", TITLE, "امروز"),  # a column
        (f"استان‌ها » کردستان\nچاپ\n{TITLE}\n{LEAD}", TITLE, None),
        (f"{TITLE}\nنویسنده: رضا کریمی\n۳ دقیقه\n{LEAD}", TITLE, None),
        ("در نشست بانه مرز باز شد\nبازرگانان خشنودند\n" + LEAD, "در نشست بانه مرز باز شد", None),
        (f"{TITLE} ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷ کد خبر: 225917\n{LEAD}", TITLE, None),  # lost breaks
        (f"کد خبر: 22591 تاریخ: ۲۶ اسفند ۱۴۰۲ عنوان: {TITLE}\n{LEAD}", TITLE, None),
        (f"225917 ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷ {TITLE}\n{LEAD}", TITLE, None),
        (LEAD, None, None),
        (TITLE, None, None),  # a lone line is the text
        (f"{LEAD}\n{PROSE}", None, None),
        (f"به گزارش ایرنا، {TITLE}\n{LEAD}", None, None),
        (f"بانه - ایرنا - {TITLE}\n{LEAD}", None, None),
        (f"- {TITLE}\n- {TITLE}", None, None),
    ],
)
def test_titles(text: str, title: str | None, kicker: str | None) -> None:
    article = read_article(text)
    assert article.title == title
    assert cut(article, article.title_span) == title
    assert cut(article, article.kicker) == kicker


@pytest.mark.parametrize(
    "text, lead",
    [
        (f"{TITLE}\n{LEAD}\n{PROSE}", LEAD),
        (f"{TITLE}\nخلاصه خبر: {LEAD}\n{PROSE}", LEAD),
        (f"{LEAD}\n{PROSE}", LEAD),
        (LEAD, None),
    ],
)
def test_leads(text: str, lead: str | None) -> None:
    article = read_article(text)
    assert cut(article, article.lead) == lead


@pytest.mark.parametrize(
    "paragraph, source, dateline",
    [
        ("به گزارش روابط عمومی فرمانداری بانه؛ راه باز شد.", "روابط عمومی فرمانداری بانه", None),
        ("به گزارش ایسنا، راه باز شد.", "ایسنا", None),
        ("به گزارش ایسنا راه باز شد.", "ایسنا", None),
        ("به گزارش خبرگزاری فارس از بانه، راه باز شد.", "خبرگزاری فارس", None),
        ("به گزارش خبرنگار گروه استان‌های خبرگزاری تسنیم، راه باز شد.", "تسنیم", None),
        ("به گزارش ایلنا و به نقل از رویترز، راه باز شد.", "ایلنا", None),
        ("به گزارش خبرنگار اجتماعی مهر، راه باز شد.", "خبرگزاری مهر", None),
        ("به گزارش بانه‌نیوز، راه باز شد.", "بانه‌نیوز", None),
        ("فرماندار در گفت‌وگو با خبرنگار ایرنا گفت: راه باز شد.", "ایرنا", None),
        ("فرماندار به ایسنا گفت که راه باز شد.", "ایسنا", None),
        ("خبرگزاري فارس: راه باز شد.", "خبرگزاری فارس", "خبرگزاري فارس:"),
        ("مسكو ـ ايرنا: راه باز شد.", "ایرنا", "مسكو ـ ايرنا:"),
        ("کرمانشاه - ایرنا - راه باز شد.", "ایرنا", "کرمانشاه - ایرنا -"),
        ("ایسنا/کرمان راه باز شد.", "ایسنا", "ایسنا/کرمان"),
        ("تهران، ۱۲ مرداد (ایرنا) - راه باز شد.", "ایرنا", "تهران، ۱۲ مرداد (ایرنا) -"),
        ("کرمانشاه_ راه باز شد.", None, "کرمانشاه_"),
        ("ایسنا/چهارمحال و بختیاری راه باز شد.", "ایسنا", "ایسنا/چهارمحال و بختیاری"),
        ("خرم آباد(پانا) - راه باز شد.", "پانا", "خرم آباد(پانا) -"),
        ("کابل، ۱۲ حمل ۱۴۰۰ – راه باز شد.", None, "کابل، ۱۲ حمل ۱۴۰۰ –"),
        ("تهران- راه باز شد.", None, "تهران-"),
        ("فرماندار- راه باز شد.", None, None),
        ("استاندار فارس در شیراز گفت: راه باز شد.", None, None),  # a province, no agency
        ("به گزارش استانداری فارس، راه باز شد.", "استانداری فارس", None),
        ("فارس، بوشهر و خوزستان در نشست بودند.", None, None),
        ("علی رضایی - شهردار بانه - گفت: راه باز شد.", None, None),
        ("وی در گزارشی گفت که راه باز شد.", None, None),
    ],
)
def test_sources_and_datelines(paragraph: str, source: str | None, dateline: str | None) -> None:
    article = read_article(f"{TITLE}\n{paragraph}\n{PROSE}")
    # Half-spaces are read as spaces.
    assert article.source == (source.replace("\u200c", " ") if source else None)
    assert cut(article, article.dateline) == dateline


@pytest.mark.parametrize(
    "line, source",
    [
        ("مشهد- ایرنا", "ایرنا"),
        ("ساری _ ایسنا", "ایسنا"),
        ("ایسنا/آذربایجان غربی", "ایسنا"),
        ("رشت، خبرگزاری جمهوری اسلامی ۸۷/۰۴/۱۲", "ایرنا"),
        ("شیراز - فارس", "خبرگزاری فارس"),
        ("استان فارس", None),
        ("ادعای رویترز", None),
    ],
)
def test_a_line_of_place_and_agency_alone(line: str, source: str | None) -> None:
    article = read_article(f"{line}\n{TITLE}\n{LEAD}\n{PROSE}")
    assert article.source == source
    assert cut(article, article.dateline) == (line if source else None)


def test_a_labelled_source_counts_where_the_text_names_none() -> None:
    assert read_article(f"{TITLE}\n{LEAD}\nمنبع: روزنامه سحر").source == "روزنامه سحر"
    assert read_article(f"به گزارش ایسنا، {LEAD}\n{PROSE}\nمنبع: رویترز").source == "ایسنا"


@pytest.mark.parametrize(
    "tail, tags",
    [
        ("برچسب‌ها: مرز، بانه، بازارچه", ("مرز", "بانه", "بازارچه")),
        ("برچسبها\nمرز\nبانه\nنظر شما", ("مرز", "بانه")),
        ("کلیدواژه‌ها: مرز | بانه", ("مرز", "بانه")),
        ("#مرز_بانه #بازارچه", ("مرز بانه", "بازارچه")),
        ("بازارچه مرزی,شهر بانه,تجارت", ("بازارچه مرزی", "شهر بانه", "تجارت")),
        ("برچسبها\n\nنظر شما", ()),
        ("برای ثبت *7777# را شماره‌گیری کنید.", ()),
    ],
)
def test_tags(tail: str, tags: tuple[str, ...]) -> None:
    assert read_article(f"{TITLE}\n{LEAD}\n{PROSE}\n{tail}").tags == tags


@pytest.mark.parametrize(
    "tail",
    [
        "انتهای پیام",
        "انتهای پیام/۷۹۰۰۳",
        "پایان پیام/ب",
        "برچسبها\n\nنظر شما\n\nشما در حال پاسخ به نظر «» هستید.\ncaptcha",
        "ارسال نظر\nنام\nایمیل\nدیدگاه",
        "نسخه چاپی",
        "تلگرام\nواتساپ\nانتهای پیام",
        "کد خبر 225917\nلینک کوتاه: https://example.ir/x1",
        "اخبار مرتبط\nسفر فرماندار به سلیمانیه",
        "بیشتر بخوانید:\nسفر فرماندار به سلیمانیه\nنشست دو فرماندار در مرز",
        "@banehnews",
        "https://t.me/banehnews",
        "به کانال تلگرام ما بپیوندید",
        "تلفن: ۰۸۷-۳۴۲۲۰۰۰۰\ninfo@example.ir",
        "۰۸۷-۳۴۲۲۰۰۰۰",
        "عکس: رضا کریمی",
        "کلیه حقوق این سایت محفوظ است.",
        "مرورگر شما از ویدئو پشتیبانی نمی‌کند.\nvideo/mp4",
        "نام خبرنگار: رضا کریمی",
        "خبرنگار: رضا کریمی ** انتشار: زهرا امینی",
        "کد مطلب 88120034",
        "لینک مطلب",
        "لینک مطلب: https://example.ir/x1",
        "**۱۴۱۲**۲۰۸۱",
        "۲۰۴۸",
        "ک/۴",
        "** ۱۴۱۲ **",
        "پ",
        "۷۵۱۰/۶۰۲۰\nبرچسب‌ها\nبانه\nمرز",
        "کد مطلب ۸۸۱۲۲۴\nسفر فرماندار به سلیمانیه\nنشست دو فرماندار در مرز\nپربازدیدها\nخبر یک",
        "بازگشت به بالا\nدرباره ما",
        "*این فیلم را ببینید.",
        "۷۳۵۴/۶۰۲۰\nسفر فرماندار به سلیمانیه\nنشست دو فرماندار در مرز",
    ],
)
def test_furniture_below_the_text_is_outside_the_body(tail: str) -> None:
    article = read_article(f"{TITLE}\n{LEAD}\n{PROSE}\n{tail}\n")
    assert cut(article, article.body) == f"{LEAD}\n{PROSE}"
    assert furniture(article) == [tail]


@pytest.mark.parametrize(
    "line",
    [
        "نظر شما درباره این بازارچه چیست؟",
        "۲۰۴۸",  # a line of a table
        "خبرنگار: آیا مرز باز می‌ماند؟",
        "تلگرام",  # a line of a table
        "ببینید چه کرده‌ایم و چه خواهیم کرد.",
        "او در پایان پیام خود از مردم سپاسگزاری کرد.",
        "پایان گزارش کارشناسان امروز خوانده شد.",
        "برچسب کالا باید فارسی باشد.",
        "چاپ کتاب در این شهر گران است.",
        "بازدید ناگهانی فرماندار از بازارچه خوب بود.",
        "کانال تلگرامی استانداری نوشت:",
    ],
)
def test_prose_that_looks_like_furniture_stays(line: str) -> None:
    article = read_article(f"{TITLE}\n{LEAD}\n{line}\n{PROSE}")
    assert cut(article, article.body) == f"{LEAD}\n{line}\n{PROSE}"
    assert not article.furniture


def test_furniture_inside_the_text_is_marked_and_the_body_goes_on() -> None:
    heading, other = "بیشتر بخوانید", "سفر فرماندار به سلیمانیه"
    article = read_article(f"{TITLE}\n{LEAD}\n{heading}\n{other}\n{PROSE}")
    assert (cut(article, article.body) or "").endswith(PROSE)
    assert furniture(article) == [heading, other]


def test_a_mark_of_the_end_on_the_last_line_is_cut_off() -> None:
    article = read_article(f"{LEAD} {PROSE} انتهای پیام/م")
    assert cut(article, article.body) == f"{LEAD} {PROSE}"


def test_a_mark_above_most_of_the_text_ends_nothing() -> None:
    article = read_article(f"{LEAD}\nانتهای پیام\n{PROSE}\n{PROSE}\n{PROSE}")
    assert (cut(article, article.body) or "").endswith(PROSE)


def test_a_mark_with_whole_sentences_and_no_page_behind_it_ends_nothing() -> None:
    article = read_article(f"{LEAD}\n{PROSE}\n{PROSE}\nانتهای پیام\n{PROSE}")
    assert (cut(article, article.body) or "").endswith(PROSE)
    article = read_article(f"{LEAD}\n{PROSE}\n{PROSE}\nانتهای پیام\n{PROSE}\nنظر شما")
    assert (cut(article, article.body) or "").count(PROSE) == 2


def test_tags_in_the_middle_are_read_and_the_body_goes_on() -> None:
    article = read_article(f"{TITLE}\n{LEAD}\nکلیدواژه‌ها: مرز، بانه\n{PROSE}")
    assert article.tags == ("مرز", "بانه")
    assert (cut(article, article.body) or "").endswith(PROSE)


def test_a_lone_paragraph_is_all_body() -> None:
    article = read_article(LEAD)
    assert (article.title, article.lead) == (None, None)
    assert article.body == Span(0, len(LEAD))


def test_what_the_caller_knows_wins() -> None:
    text = f"کد خبر 1234\n۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n{TITLE}\nبه گزارش ایسنا، {LEAD}\n{PROSE}"
    article = read_article(
        text, id="a", title="عنوان دیگر", published="2020-01-02", url="https://e.ir", source="م"
    )
    assert article.published == datetime(2020, 1, 2, tzinfo=TEHRAN)
    assert (article.id, article.url, article.source) == ("a", "https://e.ir", "م")
    assert article.title == "عنوان دیگر"
    assert article.title_span is None
    assert (cut(article, article.body) or "").startswith(TITLE)  # nothing of the text is lost


def test_a_given_title_that_stands_in_the_text_is_found_there() -> None:
    article = read_article(f"{TITLE}\n{LEAD}", title=TITLE.replace("ی", "ي"))
    assert cut(article, article.title_span) == TITLE
    assert cut(article, article.body) == LEAD


def test_a_published_that_is_no_date_says_what_to_write() -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        read_article(LEAD, published="دیروز")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "\u200c\u200f",
        "\ud800",
        "\x00\x01",
        "No Persian here.",
        "۱۲۳",
        "#",
        "@x",
        "نظر شما",
        "انتهای پیام",
        "برچسب‌ها:",
        "کد خبر",
        "۱۴۰۲/۱۳/۴۵",
        "\u2028\u2029\r\n\x0b",
    ],
)
def test_odd_texts_give_an_article(text: str) -> None:
    article = read_article(text)
    assert 0 <= article.body.start <= article.body.stop <= len(text)


LINES = st.sampled_from(
    [
        TITLE,
        LEAD,
        PROSE,
        "",
        " ",
        "۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷",
        "کد خبر 225917",
        "برچسب‌ها",
        "نظر شما",
        "انتهای پیام/",
        "بیشتر بخوانید:",
        "@kanal",
        "#مرز",
        "تهران - ایرنا -",
        "به گزارش ایسنا،",
        "خبرگزاری فارس:",
        "روتیتر: یک",
        "تیتر: دو",
        "خلاصه: سه",
        "منبع: چهار",
        "a,b,c",
        "\u200f",
        "🔴",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=14).map("\n".join))
def test_spans_always_lie_inside_the_text(text: str) -> None:
    article = read_article(text)
    spans = [article.body, *article.furniture]
    spans += [s for s in (article.lead, article.title_span, article.kicker, article.dateline) if s]
    assert all(0 <= span.start <= span.stop <= len(text) for span in spans)
    assert article.furniture == tuple(sorted(article.furniture))
    if article.title_span:
        assert cut(article, article.title_span) == article.title
    if any(line in (LEAD, PROSE) for line in text.split("\n")):
        assert article.body.start < article.body.stop


@given(st.text())
def test_any_text_gives_an_article(text: str) -> None:
    article = read_article(text)
    assert article.text == text


@pytest.mark.parametrize(
    "unit", ["a\n", "۱۲ تیر\n", "#", "a,", "به گزارش ", "1/", "نظر شما\n", ". "]
)
def test_time_grows_with_length_alone(unit: str) -> None:
    def seconds(count: int) -> float:
        start = perf_counter()
        read_article(unit * count)
        return perf_counter() - start

    seconds(10)
    assert seconds(40_000) < 40 * seconds(4_000) + 0.5  # ten times the text, with room for noise
