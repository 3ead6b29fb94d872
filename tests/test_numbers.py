"""Numbers in digits, words and mixtures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.aligned import Span
from persian_news_ie.article import Article
from persian_news_ie.document import Document
from persian_news_ie.find.numbers import AND, digits, entries, numerals, words
from persian_news_ie.text.builtin import tokenize
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import fold

LEXICON = Lexicon(entries())


def read(text: str) -> list[str]:
    """The numbers of a text, ordinals with a point behind them."""
    view = fold(text)
    tokens = tokenize(view.text)
    article = Article(text=text, title=None, lead=None, body=Span(0, len(text)))
    doc = Document(article, view, tokens=tokens, hits=LEXICON.find(tokens.keys))
    return [f"{n.value:f}" + "." * n.is_ordinal for n in numerals(doc)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("۱۲", ["12"]),
        ("١٢", ["12"]),  # Arabic digits
        ("12", ["12"]),
        ("۱٬۲۰۰٬۰۰۰", ["1200000"]),
        ("1,200,000", ["1200000"]),
        ("۱.۲۰۰.۰۰۰", ["1200000"]),  # points between groups of three
        ("۱/۵", ["1.5"]),  # the slash of handwriting
        ("۱٫۵", ["1.5"]),
        ("۱.۳", ["1.3"]),
        ("۰.۲۵", ["0.25"]),
        ("۲۰:۱۷", []),  # a time
        ("۱۴۰۲/۱۲/۲۶", []),  # a date
        ("۶۱۰۴۳۳۷۹۹۹۹۹۹۹۹۹۱۲۳", []),  # a card number
        ("پنج", ["5"]),
        ("هجده", ["18"]),
        ("هیجده", ["18"]),
        ("بیست و یک", ["21"]),
        ("بیست‌ویک", ["21"]),
        ("بیستویک", ["21"]),  # the half-spaces are lost
        ("صد", ["100"]),
        ("یکصد و بیست", ["120"]),
        ("صد و بیست و پنج", ["125"]),
        ("سیصد و چهل", ["340"]),
        ("پنج هزار", ["5000"]),
        ("پنجهزار", ["5000"]),
        ("دوهزار و پانصد", ["2500"]),
        ("یک‌هزار و ۱۸", ["1018"]),
        ("هزار و سیصد و هشتاد و چهار", ["1384"]),
        ("یکهزار و سیصد و هشتاد و چهار", ["1384"]),
        ("۳۷۱ میلیون و ۶۴۸ هزار و ۱۱", ["371648011"]),
        ("سه میلیون و ۵۰۰ هزار", ["3500000"]),
        ("سه میلیون و پانصد هزار و دویست", ["3500200"]),
        ("۱/۵ میلیارد", ["1500000000"]),
        ("۱.۳ ميليون", ["1300000"]),  # Arabic yeh
        ("۲۰هزار", ["20000"]),
        ("۱۴۰ هزار میلیارد", ["140000000000000"]),
        ("1,509 هزار میلیارد", ["1509000000000000"]),
        ("۱۷۰۰ هزار", ["1700000"]),
        ("هزار میلیارد", ["1000000000000"]),
        ("۲ هزار و ۵۰۰ میلیارد", ["2500000000000"]),
        ("۱.۵ میلیون میلیارد", ["1500000000000000"]),
        ("یک تریلیون و ۱۰۰ میلیارد", ["1100000000000"]),
        ("نیم میلیون", ["500000"]),
        ("دو و نیم میلیون", ["2500000"]),
        ("دو میلیارد و نیم", ["2500000000"]),  # half of the last scale
        ("۴۲ و نیم میلیارد", ["42500000000"]),
        ("یک و نیم", ["1.5"]),
        ("صد و نیم", ["100.5"]),
        ("پنج و شش", ["5", "6"]),  # two numbers
        ("۲۰ و ۳۰", ["20", "30"]),
        ("بیست و سی", ["20", "30"]),
        ("۳ میلیون و ۵ میلیارد", ["3000000", "5000000000"]),
        ("دو یا سه", ["2", "3"]),
        ("یکم", ["1."]),
        ("دوم", ["2."]),
        ("بیست و ششم", ["26."]),
        ("بیست‌وششم", ["26."]),
        ("سی‌ام", ["30."]),
        ("سی و یکم", ["31."]),
        ("صد و بیست و پنجم", ["125."]),
        ("صدها", []),
        ("هزاران", []),
        ("میلیون‌ها", []),
        ("کرمانشاه", []),
        ("", []),
    ],
)
def test_numerals(text: str, expected: list[str]) -> None:
    assert [
        f"{Decimal(n.rstrip('.')).normalize():f}" + "." * n.endswith(".") for n in read(text)
    ] == expected


SMALL = {
    int(v): w for kind in ("unit", "teen", "ten", "hundred") for v, w in reversed(words()[kind])
}
SCALES = [(int(v), w) for v, w in reversed(words()["scale"]) if v > 100 and w.isalpha()]


def spelled(number: int) -> str:
    """A whole number in words."""
    parts = []
    for value, word in sorted(SCALES, reverse=True):
        if number >= value:
            parts.append(f"{spelled(number // value)} {word}")
            number %= value
    for value in sorted((v for v in SMALL if v), reverse=True):
        if number >= value:
            parts.append(SMALL[value])
            number -= value
    return f" {AND} ".join(parts)


@given(st.integers(1, 10**12 - 1))
def test_number_words_round_trip(number: int) -> None:
    assert read(spelled(number)) == [str(number)]


@given(st.integers(0, 10**14), st.integers(0, 999))
def test_digits_are_exact(whole: int, part: int) -> None:
    assert digits(f"{whole}.{part:03}") == Decimal(f"{whole}.{part:03}")
    assert digits(f"{whole:,}") == whole


@given(
    st.lists(st.sampled_from([w for rows in words().values() for _, w in rows] + [AND, "12", "."]))
)
def test_any_row_of_number_words_is_read(row: list[str]) -> None:
    text = " ".join(row)
    assert all(Decimal(n.rstrip(".")) >= 0 for n in read(text))
