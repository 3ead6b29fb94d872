import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.text.builtin import sentences, tokenize
from persian_news_ie.text.normalize import ZWNJ, fold


def words(text: str) -> str:
    return "|".join(tokenize(fold(text).text).norms).replace(ZWNJ, "~")


def split(text: str) -> list[str]:
    view = fold(text)
    tokens = tokenize(view.text)
    return [view.text[slice(*tokens.chars(*s))] for s in sentences(view.text, tokens)]


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("او گفت:در این سفر", "او|گفت|:|در|این|سفر"),
        ("سال گذشته(سه نفر)", "سال|گذشته|(|سه|نفر|)"),
        ("می شود", "می~شود"),
        ("نمی‌شود", "نمی~شود"),
        ("دستگاه های مرزی", "دستگاه~های|مرزی"),
        ("دستگاههای مرزی", "دستگاههای|مرزی"),
        ("شده اند", "شده~اند"),
        ("برنامه ای تازه", "برنامه~ای|تازه"),
        ("بزرگ ترین بازار", "بزرگ~ترین|بازار"),
        ("۱۲ می ۲۰۱۸", "12|می|2018"),  # the month, not the prefix
        ("در ماه می به تهران رفت", "در|ماه|می|به|تهران|رفت"),
        ("۱.۳ میلیارد", "1.3|میلیارد"),
        ("ساعت ۲۰:۱۷", "ساعت|20:17"),
        ("۱۴۰۳/۰۶/۱۵", "1403/06/15"),
        ("۷۱۴میلیارد ریال", "714|میلیارد|ریال"),
        ("کشور...", "کشور|..."),
        ("سایت example.com و a@b.ir", "سایت|example.com|و|a@b.ir"),
        ("«ایران»، عراق", "«|ایران|»|،|عراق"),
        ("تر و خشک", "تر|و|خشک"),
        ("", ""),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert words(text) == tokens


@pytest.mark.parametrize(
    "text, parts",
    [
        ("او رفت. ما ماندیم.", ["او رفت.", "ما ماندیم."]),
        ("۱.۳ میلیارد دلار بود.", ["1.3 میلیارد دلار بود."]),
        ("آقای ج. احمدی آمد.", ["آقای ج. احمدی آمد."]),
        ("پیامبر (ص. ۱۲) گفت", ["پیامبر (ص. 12) گفت"]),
        ("چرا؟ نمی‌دانم!", ["چرا؟", f"نمی{ZWNJ}دانم!"]),
        ("گفت: «بله.» و رفت.", ["گفت: «بله.»", "و رفت."]),
        ("عنوان خبر\nمتن خبر", ["عنوان خبر", "متن خبر"]),
        ("بند یک\u00a0\n\u00a0\nبند دو", ["بند یک", "بند دو"]),
        ("صنعتی، معدنی و ...، این موضوعات", ["صنعتی، معدنی و ...، این موضوعات"]),
        ("گفت: «بله.»، و رفت.", ["گفت: «بله.»، و رفت."]),
        ('او رفت.\n"علی نوری" گفت.', ["او رفت.", '"علی نوری" گفت.']),  # the sign opens
        ('او گفت: "رفتم." و ماند.', ['او گفت: "رفتم."', "و ماند."]),
        ("چه گفت؟!", ["چه گفت؟!"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text())
def test_tokens_cover_the_text_and_never_overlap(text: str) -> None:
    view = fold(text).text
    tokens = tokenize(view)
    last = 0
    for token in tokens:
        assert last <= token.span.start < token.span.stop <= len(view)
        assert not view[last : token.span.start].strip(f" \n{ZWNJ}\x1c\x1d\x1e\x1f")
        assert view[token.span.start : token.span.stop].replace(" ", ZWNJ) == token.norm
        last = token.span.stop


@given(st.text(alphabet="اب می.های»«؟\n ۱"))
def test_sentences_partition_the_tokens(text: str) -> None:
    view = fold(text).text
    tokens = tokenize(view)
    bounds = [tuple(s) for s in sentences(view, tokens)]
    assert [i for a, b in bounds for i in range(a, b)] == list(range(len(tokens)))
