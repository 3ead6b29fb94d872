from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.text.align import align, tokens_at


@pytest.mark.parametrize(
    "text, words, found",
    [
        ("او گفت:در", ["او", "گفت", ":", "در"], ["او", "گفت", ":", "در"]),
        ("می شود", ["می‌شود"], ["می شود"]),  # the tokenizer joined
        ("گفته است", ["گفته_است"], ["گفته است"]),
        ("کتاب‌ها", ["کتاب", "ها"], ["کتاب", "ها"]),  # the tokenizer split
        ("یک دو سه", ["یک", "رقم", "سه"], ["یک", "سه"]),  # one was rewritten
        ("", [], []),
    ],
)
def test_align(text: str, words: list[str], found: list[str]) -> None:
    assert [text[s.start : s.stop] for s in align(text, words)] == found


@given(st.lists(st.text(alphabet="ابپ\u200c _", min_size=1)))
def test_spans_never_go_back(words: list[str]) -> None:
    text = " ".join(words)
    spans = align(text, words)
    assert all(a.stop <= b.start for a, b in pairwise(spans))


def test_tokens_keep_half_spaces_in_norms_and_none_in_keys() -> None:
    text = "می شود"
    (token,) = tokens_at(text, align(text, ["می‌شود"]))
    assert (token.norm, token.key) == ("می‌شود", "میشود")
