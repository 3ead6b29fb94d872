"""One policy for overlapping candidates: what a reader of the news would call a name, and where."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.aligned import Span
from persian_news_ie.article import read_article
from persian_news_ie.document import Document, Mention
from persian_news_ie.find import amounts, dates, gazetteer, offices, people, pronouns
from persian_news_ie.find.repeats import relabelled
from persian_news_ie.find.settle import settle
from persian_news_ie.match.rulebook import default_books
from persian_news_ie.match.words import Words
from persian_news_ie.stages import lexicon
from persian_news_ie.text import builtin
from persian_news_ie.text.normalize import fold, key_of

MODEL = "model:test"
FINDERS = (
    gazetteer.find_places,
    offices.find_offices,
    people.find_people,
    pronouns.find_pronouns,
    dates.find_dates,
    amounts.find_amounts,
)


def read(text: str) -> Document:
    """A document with its tokens and everything the lexicon knows."""
    view = fold(text)
    tokens = builtin.tokenize(view.text)
    hits = lexicon(default_books()).find(tokens.keys)
    sentences = builtin.sentences(view.text, tokens)
    words = Words(hits, tokens, {".", "،", "؛"})
    return Document(
        read_article(text), view, tokens=tokens, sentences=sentences, hits=hits, words=words
    )


def settled(text: str, *found: str, score: float = 0.95) -> list[str]:
    """What remains of a tagger's names (`LABEL words`) and of what rules and tables find."""
    doc = read(text)
    candidates = [m for name in found for m in tagged(doc, name, score)]
    for find in FINDERS:
        candidates += find(with_candidates(doc, candidates))
    return [shown(m) for m in settle(with_candidates(doc, candidates))]


def with_candidates(doc: Document, candidates: list[Mention]) -> Document:
    return replace(doc, candidates=tuple(candidates))


def tagged(doc: Document, name: str, score: float) -> list[Mention]:
    """A tagger's mention at the first place where the words stand."""
    label, words = name.split(" ", 1)
    wanted, keys = key_of(words.replace(" ", "")), doc.tokens.keys
    for start in range(len(keys)):
        for stop in range(start + 1, len(keys) + 1):
            if "".join(keys[start:stop]) == wanted:
                return [doc.mention(label, Span(start, stop), MODEL, score=score)]
    raise AssertionError(f"{words!r} does not stand in the text")


def shown(mention: Mention) -> str:
    parts = "".join(f" [{p.label} {p.text}]" for p in mention.parts)
    return f"{mention.label} {mention.text}{parts}"


def names(text: str, *found: str, score: float = 0.95) -> list[str]:
    """The same without dates, amounts, groups and pronouns."""
    kept = ("PERSON", "PLACE", "ORG", "OFFICE")
    return [m for m in settled(text, *found, score=score) if m.startswith(kept)]


@pytest.mark.parametrize(
    "text, found, expected",
    [
        (
            "به گزارش روابط عمومی استانداری کردستان ؛ بهروز رستمی در سنندج سخن گفت.",
            ["ORG روابط عمومی استانداری کردستان ؛ بهروز رستمی", "PLACE سنندج"],
            [
                "ORG روابط عمومی استانداری کردستان [ORG استانداری کردستان] [PLACE کردستان]",
                "PERSON بهروز رستمی",
                "PLACE سنندج",
            ],
        ),
        (
            "فرماندار مریوان وارد مرز باشماق شد.",
            ["PLACE مریوان", "PLACE مرز باشماق"],
            ["OFFICE فرماندار مریوان [PLACE مریوان]", "PLACE مرز باشماق"],
        ),
        (
            "سردار نوید دانشور و دکتر مینا راستین آمدند.",
            ["PERSON سردار نوید دانشور", "PERSON دکتر مینا راستین"],
            ["PERSON نوید دانشور", "PERSON مینا راستین"],
        ),
        (
            "نوید دانشور، مینا راستین و ژیلا کاوه آمدند.",
            ["PERSON نوید دانشور، مینا راستین و ژیلا کاوه"],
            ["PERSON نوید دانشور", "PERSON مینا راستین", "PERSON ژیلا کاوه"],
        ),
        (
            "مجید کاوه تبریزی آمد.",  # broken in two by the tagger
            ["PERSON مجید", "PERSON کاوه تبریزی"],
            ["PERSON مجید کاوه تبریزی"],
        ),
        (
            "فرماندار مریوان کاشفی را دید.",
            ["PERSON مریوان کاشفی"],
            ["OFFICE فرماندار مریوان [PLACE مریوان]", "PERSON کاشفی"],
        ),
        ("دیروز مریوان کاشفی آمد.", ["PERSON مریوان کاشفی"], ["PERSON مریوان کاشفی"]),
        (
            "سازمان بنادر و خانه معدن هماهنگ‌اند.",
            ["ORG سازمان بنادر و خانه معدن"],
            ["ORG سازمان بنادر", "ORG خانه معدن"],
        ),
        ("خط دریایی بوشهر ـ دوحه باز شد.", ["PLACE بوشهر ـ دوحه"], ["PLACE بوشهر", "PLACE دوحه"]),
        ("راه‌آهن مهران کربلا آماده شد.", ["PLACE مهران کربلا"], ["PLACE مهران", "PLACE کربلا"]),
        (
            "این کار در دولت حسن دادبین آغاز شد.",
            ["ORG دولت حسن دادبین", "PERSON حسن دادبین"],
            ["PERSON حسن دادبین"],
        ),
        ("راضیه تجار آمد.", ["PERSON راضیه تجار"], ["PERSON راضیه تجار"]),  # «تجار» is a group too
        (
            "بازار در میدان میوه و تره‌بار داغ بود.",
            ["PLACE میدان میوه و تره‌بار"],
            ["PLACE میدان میوه و تره‌بار"],
        ),
        (
            "مردم در میدان آزادی و تبریز جمع شدند.",
            ["PLACE میدان آزادی و تبریز"],
            ["PLACE میدان آزادی", "PLACE تبریز"],
        ),
        (
            "مسافران پایانه دریایی نسیم خرمشهر رسیدند.",  # one hall and where it is
            ["PLACE پایانه دریایی نسیم", "PLACE خرمشهر"],
            ["PLACE پایانه دریایی نسیم خرمشهر [PLACE خرمشهر]"],
        ),
        (
            "مسافران پایانه دریایی نسیم عمان رسیدند.",
            ["PLACE پایانه دریایی نسیم", "PLACE عمان"],
            ["PLACE پایانه دریایی نسیم", "PLACE عمان"],
        ),
        (
            "فرمانده سپاه نسیم ایران اسلامی آمد.",
            ["ORG سپاه نسیم ایران اسلامی"],
            ["OFFICE فرمانده سپاه نسیم ایران اسلامی [ORG سپاه نسیم] [PLACE ایران اسلامی]"],
        ),
        ("قطر لوله را شرکت نسیم اعلام کرد.", ["ORG شرکت نسیم"], ["ORG شرکت نسیم"]),
        ("امیر قطر پاسخ داد.", ["PLACE قطر"], ["OFFICE امیر قطر [PLACE قطر]"]),
        (
            "مدیر باشگاه بارسلونا آمد.",
            ["ORG باشگاه بارسلونا"],
            ["OFFICE مدیر باشگاه بارسلونا [ORG باشگاه بارسلونا]"],
        ),
        (
            "مدیر شهرداری بارسلونا آمد.",
            ["ORG شهرداری بارسلونا"],
            ["OFFICE مدیر شهرداری بارسلونا [ORG شهرداری بارسلونا] [PLACE بارسلونا]"],
        ),
        ("در سیاره زهره ابر هست.", ["PLACE زهره"], []),
        ("در روسیه مرکزی باران آمد.", ["PLACE روسیه مرکزی"], ["PLACE روسیه مرکزی"]),
        ("خوشنویسان سقزی آمدند.", ["PLACE سقزی"], []),
        ("خوشنویسان سقز آمدند.", ["PLACE سقز"], ["PLACE سقز"]),
        ("فیلم «قصر شیرین» برنده شد. «قصر شیرین» دیدنی است.", ["PLACE قصر شیرین"], []),
        ("فیلم «نسیم» در قصر شیرین دیده شد.", ["PLACE قصر شیرین"], ["PLACE قصر شیرین"]),
        ("وزارت راه و شهرسازی پاسخ داد.", ["ORG وزارت راه و شهرسازی"], ["ORG وزارت راه و شهرسازی"]),
        ("ایران و ترکیه همسایه‌اند.", ["PLACE ایران و ترکیه"], ["PLACE ایران", "PLACE ترکیه"]),
        (
            "مسافران سیستان و بلوچستان رسیدند.",
            ["PLACE سیستان و بلوچستان"],
            ["PLACE سیستان و بلوچستان"],
        ),
    ],
)
def test_names_that_hold_too_much_or_too_little(
    text: str, found: list[str], expected: list[str]
) -> None:
    assert names(text, *found) == expected


@pytest.mark.parametrize(
    "text, found, expected",
    [
        ("مردم به اقلیم کردستان عراق رفتند.", ["PLACE کردستان"], "PLACE اقلیم کردستان عراق"),
        ("کاروان به استان ایلام رسید.", ["PLACE ایلام"], "PLACE استان ایلام"),
        ("به گزارش خبرگزاری فارس، باران بارید.", ["ORG خبرگزاری فارس"], "ORG خبرگزاری فارس"),
        (
            "او در دانشگاه تهران درس خواند.",
            ["ORG دانشگاه تهران"],
            "ORG دانشگاه تهران [PLACE تهران]",
        ),
        ("تهران با این طرح موافقت کرد.", ["ORG تهران"], "PLACE تهران"),  # a capital that acts
        ("او در شمال ترکیه بود.", ["PLACE شمال ترکیه"], "PLACE ترکیه"),
        ("سفر به شهر گنت بلژیک پایان یافت.", ["PLACE شهر گنت بلژیک"], "PLACE بلژیک"),
        (
            "سفارت ژاپن در آنکارا بسته شد.",
            ["PLACE سفارت ژاپن", "PLACE آنکارا"],
            "ORG سفارت ژاپن در آنکارا [PLACE ژاپن] [PLACE آنکارا]",
        ),
        (
            "باشگاه «تنیس نوین» قهرمان شد.",
            ["ORG باشگاه", "ORG تنیس نوین"],
            "ORG باشگاه «تنیس نوین»",
        ),
        ("منچستر سیتی برنده شد.", ["ORG منچستر سیتی"], "ORG منچستر سیتی"),
        (
            "روابط عمومی وزارت نیرو پاسخ داد.",
            ["ORG روابط عمومی وزارت نیرو"],
            "ORG روابط عمومی وزارت نیرو [ORG وزارت نیرو]",
        ),
        (
            "رئیس اداره مستقل راپرین آمد.",
            ["ORG اداره مستقل راپرین"],
            "OFFICE رئیس اداره مستقل راپرین [ORG اداره مستقل راپرین] [PLACE راپرین]",
        ),
        ("به گزارش برنا، باران بارید.", ["PLACE برنا"], "ORG برنا"),
        ("سرایا الحق بیانیه داد.", ["PERSON سرایا الحق"], "ORG سرایا الحق"),
        ("شرکت «آذر مهر» قرارداد بست.", ["PERSON آذر مهر"], "ORG شرکت «آذر مهر»"),
        ("اتحادیه اروپا بیانیه داد.", ["PLACE اروپا"], "ORG اتحادیه اروپا"),
        ("دبیر این حزب «نوید مهر» آمد.", ["PERSON نوید مهر"], "PERSON نوید مهر"),
        ("مدیر این شرکت «نوید مهر» آمد.", ["PERSON نوید مهر"], "PERSON نوید مهر"),
        ("فرمانده تیپ نوید دانشور رسید.", ["PERSON نوید دانشور"], "PERSON نوید دانشور"),
        ("بهرام کوهین زاده آمد.", ["PERSON بهرام کوهین"], "PERSON بهرام کوهین زاده"),
        ("قرارگاه امام رضا (ع) خبر داد.", ["ORG قرارگاه امام رضا (ع"], "ORG قرارگاه امام رضا (ع)"),
    ],
)
def test_the_reading_that_wins(text: str, found: list[str], expected: str) -> None:
    assert expected in names(text, *found)


@pytest.mark.parametrize(
    "text, found, expected",
    [
        ("وی و ایرانی‌ها آمدند.", "PERSON وی", "PERSON وی"),
        ("مسافران ایرانی آمدند.", "PLACE ایرانی", "PLACE ایرانی"),  # a people is no place
        ("اکران فیلم «قصر شیرین» آغاز شد.", "PLACE قصر شیرین", "PLACE قصر شیرین"),
        ("کشتی «ایران زمین» پهلو گرفت.", "PLACE ایران زمین", "PLACE ایران زمین"),
        ("وزیر نفت آمد.", "ORG نفت", "ORG نفت"),
        ("فیلم «باد زیبا» را دیدم.", "PERSON باد زیبا", "PERSON باد زیبا"),
        ("سیاست ترامپی شکست خورد.", "PERSON ترامپی", "PERSON ترامپی"),
        ("نفتکش آنا مارینا پهلو گرفت.", "PERSON آنا مارینا", "PERSON آنا مارینا"),
        ("بیماری هاتفی خطرناک است.", "PERSON هاتفی", "PERSON هاتفی"),
        ("سرایا الحق بیانیه داد.", "PERSON سرایا الحق", "PERSON سرایا الحق"),
        ("گردان نوید دانشور رسید.", "PERSON نوید دانشور", "PERSON نوید دانشور"),
        ("این شرکت (ABC) سود کرد.", "ORG ABC", "ORG ABC"),
        ("رئیس جمهوری فرانسه آمد.", "PLACE فرانسه", "PLACE جمهوری فرانسه"),
        ("هوا و نیز زمین آلوده است.", "ORG زمین", "PLACE و نیز"),
    ],
)
def test_what_is_no_name(text: str, found: str, expected: str) -> None:
    assert not any(expected == m or f"[{expected}]" in m for m in names(text, found))


def test_a_film_is_nobody_where_it_stands_without_quotes() -> None:
    text = "فیلم «آلیس مهر» اکران شد.\nساخت آلیس مهر پایان یافت."
    doc = read(text)
    at = [i for i, key in enumerate(doc.tokens.keys) if key == key_of("آلیس")]
    found = [doc.mention("PERSON", Span(i, i + 2), MODEL, score=0.9) for i in at]
    assert len(found) == 2
    assert not [m for m in settle(with_candidates(doc, found)) if m.label == "PERSON"]


def test_an_unsure_tagger_is_not_believed_alone() -> None:
    text = "ساینا نیک‌روان آمد."
    assert names(text, "PLACE ساینا", score=0.5) in ([], ["PERSON ساینا نیک‌روان"])


def test_a_surname_comes_back() -> None:
    text = "نوید دانشورزاده آمد.\nدانشورزاده گفت باران می‌بارد."
    assert names(text, "PERSON نوید دانشورزاده") == ["PERSON نوید دانشورزاده", "PERSON دانشورزاده"]


def test_a_given_name_that_is_a_word_belongs_to_a_surname_of_the_article() -> None:
    text = "هوشیاری‌پور گفت باران می‌بارد.\nما با نوزاد هوشیاری‌پور رفتیم. نوزاد را ندیدیم."
    found = names(text, "PERSON هوشیاری‌پور")
    assert found == ["PERSON هوشیاری‌پور", "PERSON نوزاد هوشیاری‌پور"]


def test_a_surname_that_stands_alone_once_comes_back_too() -> None:
    text = "دانشورزاده رفت.\nنوید دانشورزاده آمد.\nدانشورزاده گفت باران می‌بارد."
    found = names(text, "PERSON دانشورزاده", "PERSON نوید دانشورزاده")
    assert found == ["PERSON دانشورزاده", "PERSON نوید دانشورزاده", "PERSON دانشورزاده"]


def test_a_surname_that_is_an_office_does_not_come_back() -> None:
    text = "نوید دبیر آمد.\nدبیر این جشنواره گفت باران می‌بارد."
    assert "PERSON دبیر" not in names(text, "PERSON نوید دبیر")


def test_a_name_has_one_label_throughout() -> None:
    text = "سپهران آمد."
    doc = read(text)
    labels = ("ORG", "ORG", "PERSON")
    at = Span(0, 1)
    mentions = [doc.mention(label, at, MODEL, score=0.9) for label in labels]
    assert [m.label for m in relabelled(doc, mentions)] == ["ORG", "ORG", "ORG"]


# What always holds

WORDS = [
    "استاندار",
    "کرمانشاه",
    "،",
    "علی",
    "صحرایی",
    "و",
    "وزیر",
    "نیرو",
    "در",
    "ایران",
    "(",
    "7",
    "تیر",
    ")",
    "سازمان",
    "ملل",
    "مرز",
    "مهران",
]
LABELS = st.sampled_from(["PERSON", "PLACE", "ORG"])
SPANS = st.tuples(st.integers(0, 16), st.integers(1, 5), LABELS)


@given(st.permutations(WORDS), st.lists(SPANS, max_size=8), st.floats(0.3, 1))
def test_mentions_never_overlap_and_parts_lie_inside(
    words: list[str], spans: list[tuple[int, int, str]], score: float
) -> None:
    text = " ".join(words)
    doc = read(text)
    last = len(doc.tokens)
    found = [
        doc.mention(label, Span(min(at, last - 1), min(last, at + size)), MODEL, score=score)
        for at, size, label in spans
    ]
    for find in FINDERS:
        found += find(with_candidates(doc, found))
    mentions = settle(with_candidates(doc, found))
    assert all(a.at.stop <= b.at.start for a, b in pairwise(mentions))
    for m in mentions:
        assert text[slice(*m.span)] == m.text
        assert m.at.start < m.at.stop
        assert all(m.at.covers(p.at) and not p.parts for p in m.parts)
