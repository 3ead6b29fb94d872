import builtins
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from persian_news_ie.article import Article
from persian_news_ie.page import read_page

pytest.importorskip("trafilatura")

TITLE = "بازارچه مرزی خان‌آباد دوباره باز شد"
LEAD = (
    "فرماندار بانه از بازگشایی بازارچه مرزی پس از دو ماه تعطیلی در پی نشست با همتای عراقی خبر داد."
)
PROSE = (
    "علی رضایی افزود: بازرگانان دو سوی مرز از فردا می‌توانند کالا جابه‌جا کنند "
    "و کامیون‌ها بدون توقف از پایانه می‌گذرند."
)
SITE = "خبرگزاری سیروان"
DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": "2024-03-16T16:47:00Z",
            "publisher": {"@type": "Organization", "name": SITE},
            "articleSection": "استان‌ها",
            "keywords": ["مرز", "بانه"],
        },
    ],
}


def page(head: str = "", above: str = "", body: str = f"<p>{LEAD}</p><p>{PROSE}</p>") -> str:
    return f"""<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8">{head}</head><body>
<nav><ul><li><a href="/">صفحه نخست</a></li><li><a href="/p">سیاسی</a></li></ul></nav>
{above}<article><h1>{TITLE}</h1>{body}</article>
<div class="comments"><h3>نظر شما</h3><form><input name="captcha"></form></div>
<footer>کلیه حقوق این سایت محفوظ است</footer></body></html>"""


def script(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_structured_data_comes_first() -> None:
    article = read_page(page(script(DATA) + '<meta property="og:title" content="نادرست">'))
    assert article.title == TITLE
    assert article.published == datetime(2024, 3, 16, 20, 17, tzinfo=ZoneInfo("Asia/Tehran"))
    assert (article.source, article.section, article.tags) == (SITE, "استان‌ها", ("مرز", "بانه"))


def test_the_text_is_title_and_paragraphs_with_their_half_spaces() -> None:
    article = read_page(page(script(DATA)))
    assert article.text[slice(*article.body)] == f"{LEAD}\n{PROSE}"
    assert article.title_span is not None
    assert article.text[slice(*article.title_span)] == TITLE


def test_meta_tags() -> None:
    head = f"""<meta property="og:title" content="{TITLE} | {SITE}">
<meta property="og:site_name" content="{SITE}">
<meta name="keywords" content="مرز، بانه, مرز">
<meta property="article:published_time" content="2024-03-16T20:17:00+03:30">
<meta property="article:section" content="سیاسی">
<link rel="canonical" href="https://example.ir/news/1">"""
    article = read_page(page(head))
    assert article.title == TITLE
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-16T20:17:00+03:30"
    assert (article.source, article.section) == (SITE, "سیاسی")
    assert article.tags == ("مرز", "بانه")
    assert article.url == "https://example.ir/news/1"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.Date" content="1402-12-26T20:17">',  # some sites write Jalali there
        '<meta itemprop="datePublished" content="2024-03-16 20:17">',
        '<meta property="article:published_time" content="شنبه ۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷">',
    ],
)
def test_times_in_meta_tags(head: str) -> None:
    published = read_page(page(head)).published
    assert published == datetime(2024, 3, 16, 20, 17, tzinfo=ZoneInfo("Asia/Tehran"))


@pytest.mark.parametrize(
    "above",
    [
        "<div><b>تاریخ انتشار:</b> <span>شنبه ۲۶ اسفند ۱۴۰۲</span> - <i>۲۰:۱۷</i></div>",
        "<ul><li>کد خبر: ۲۲۵۹۱۷</li><li>۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷</li></ul>",
        '<time datetime="2024-03-16T16:47:00Z">دیروز</time>',
    ],
)
def test_visible_dates(above: str) -> None:
    published = read_page(page(above=above)).published
    assert published == datetime(2024, 3, 16, 20, 17, tzinfo=ZoneInfo("Asia/Tehran"))


def test_the_code_is_read_from_the_page_and_the_source_from_the_text() -> None:
    article = read_page(
        page(above="<div>کد خبر: ۲۲۵۹۱۷</div>", body=f"<p>به گزارش ایسنا، {LEAD}</p>")
    )
    assert (article.code, article.source) == ("225917", "ایسنا")


def test_a_given_url_wins_over_the_page() -> None:
    head = '<link rel="canonical" href="https://example.ir/a">'
    assert read_page(page(head), url="https://example.ir/b").url == "https://example.ir/b"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes(encoding: str) -> None:
    assert read_page(page().encode(encoding)).title == TITLE


def test_bytes_of_windows_1256() -> None:
    text = page().replace("ی", "\u064a").replace("\u200c", " ")
    assert "\u0628\u0627\u0632\u0627\u0631\u0686\u0647" in read_page(text.encode("cp1256")).text


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<",
        "<html></html>",
        "<html><body></body></html>",
        "no html at all",
        "<p>",
        "\x00\ud800",
        "<html><body><nav><a href='/'>خانه</a></nav></body></html>",
        '<script type="application/ld+json">{broken</script><p>متن</p>',
        '<script type="application/ld+json">[1, {"@type": 3}, {"@graph": "x"}]</script><p>متن</p>',
    ],
)
def test_a_page_without_an_article_gives_little_or_no_text(html: str) -> None:
    article = read_page(html, url="u")
    assert isinstance(article, Article)
    assert article.url == "u"
    assert len(article.text) <= len(html)


def test_without_trafilatura_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def refuse(name: str, *args: Any) -> Any:
        if name == "trafilatura":
            raise ImportError(name)
        return original(name, *args)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ImportError, match=r'pip install "persian-news-ie\[html\]"'):
        read_page("<p>")
