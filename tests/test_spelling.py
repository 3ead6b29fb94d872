import pytest

from persian_news_ie.link.spelling import close


@pytest.mark.parametrize(
    "one, other, is_close",
    [
        ("شلمجه", "شلمچه", True),
        ("خسوری", "خسروی", True),
        ("چذابه", "چزابه", True),
        ("پرویزخان", "پرویز‌خان".replace("\u200c", ""), False),  # the same, not close
        ("باشماق", "باشماغ", True),
        ("باشماق", "باشما", True),
        ("مهران", "تهران", True),
        ("مهران", "سومار", False),
        ("بانه", "خانه", True),
        ("قم", "بم", False),  # too short to tell
        ("", "مهران", False),
    ],
)
def test_close(one: str, other: str, is_close: bool) -> None:
    assert close(one, other) is is_close
    assert close(other, one) is is_close
