import pytest

from persian_news_ie.text.builtin import tokenize
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import fold

LEXICON = Lexicon(
    [
        ("تفاهم‌نامه", "accord"),
        ("رئیس جمهور", "president"),
        ("کردستان", "Kurdistan"),
        ("اقلیم کردستان", "region"),
        ("بهنام", "name"),
        ("به روز", "today"),  # another entry that splits behind the same letters
    ]
)


@pytest.mark.parametrize(
    "text, found",
    [
        ("تفاهم‌نامه", ["accord"]),
        ("تفاهم نامه", ["accord"]),
        ("تفاهمنامه", ["accord"]),
        ("رییس‌جمهور", ["president"]),
        ("رئيسجمهور", ["president"]),
        ("اقلیم کردستان", ["region", "Kurdistan"]),
        ("به نام خدا", []),  # an entry written as one word never matches two
        ("سوءتفاهم نامه‌ها", []),
        ("", []),
    ],
)
def test_spacing_does_not_matter_where_the_entry_allows_it(text: str, found: list[str]) -> None:
    hits = LEXICON.find(tokenize(fold(text).text).keys)
    assert [value for _, value in hits.of(str)] == found


def test_hits_point_at_tokens() -> None:
    tokens = tokenize(fold("سفر به اقلیم کردستان عراق").text)
    assert [tuple(at) for at, _ in LEXICON.find(tokens.keys).of(str)] == [(2, 4), (3, 4)]
