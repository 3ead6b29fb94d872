import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.text.normalize import ZWNJ, fold, key, key_of

YEH_AR, KAF_AR = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER KAF}"
KASRA, TATWEEL = "\N{ARABIC KASRA}", "\N{ARABIC TATWEEL}"


@pytest.mark.parametrize(
    "source, view",
    [
        ("عل" + YEH_AR + " و " + KAF_AR + "ار", "علی و کار"),
        ("۱۴۰۳ و ١٤٠٣ و 1403", "1403 و 1403 و 1403"),
        ("استاندار" + KASRA + " ایلام", "استاندار ایلام"),
        ("سلـــام".replace("ـ", TATWEEL), "سلام"),
        ("بازار\u00a0مرزی\u2009مهران", "بازار مرزی مهران"),
        ("\u202bمهران\u202c", "مهران"),
        ("می\u200bرود و می\u00acآید", f"می{ZWNJ}رود و می{ZWNJ}آید"),
        ("\ufefb", "لا"),  # one glyph, two letters
        ("خانهٔ ما", "خانه ما"),
        ("۱٫۵ و ۱٬۰۰۰ و ۵٪", "1.5 و 1,000 و 5%"),
        ("plain English 123", "plain English 123"),
        ("", ""),
    ],
)
def test_fold(source: str, view: str) -> None:
    assert fold(source).text == view


@pytest.mark.parametrize(
    "one, other",
    [
        ("دستگاه‌های", "دستگاههای"),
        ("رئیس", "رییس"),
        ("مسؤول", "مسوول"),
        ("خانه‌ی", "خانه"),
        ("أحمد", "احمد"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("one, other", [("آب", "اب"), ("بار", "بهار"), ("مهران", "تهران")])
def test_words_keep_their_own_key(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


PERSIAN = st.text(alphabet="ابپ تيكیک۰۱\u200c\u200f\u0650\u0640\ufefb\u00a0\n.،")


@given(st.one_of(st.text(alphabet=st.characters(codec=None)), PERSIAN))
def test_every_character_knows_where_it_came_from(source: str) -> None:
    view = fold(source)
    assert len(view.text) == len(view.starts) == len(view.stops)
    last = 0
    for start, stop in zip(view.starts, view.stops, strict=True):
        assert 0 <= last <= start < stop <= len(source)
        last = start


@given(st.one_of(st.text(), PERSIAN))
def test_folding_twice_changes_nothing(source: str) -> None:
    once = fold(source).text
    assert fold(once).text == once


@given(PERSIAN)
def test_key_of_a_key_is_itself(source: str) -> None:
    assert key(key_of(source)) == key_of(source)


@given(PERSIAN, st.integers(0, 30), st.integers(0, 30))
def test_origin_folds_to_what_the_view_shows(source: str, start: int, size: int) -> None:
    view = fold(source)
    start = min(start, len(view.text))
    stop = min(start + size, len(view.text))
    span = view.origin(start, stop)
    assert view.text[start:stop] in fold(source[span.start : span.stop]).text
