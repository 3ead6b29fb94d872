"""The steps that rules read: one for a person with everything said of him beside the name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked import linked

from persian_news_ie.document import Mention
from persian_news_ie.nlp import NLP


@pytest.fixture(scope="module")
def nlp() -> NLP:
    return linked()


@pytest.mark.parametrize(
    "text, steps",
    [
        (
            "سردار علی کریمی فرمانده سپاه ایلام آمد.",
            [("PERSON", "سردار علی کریمی فرمانده سپاه ایلام")],
        ),
        (
            "امیر سرلشکر علی کریمی آمد.",
            [("PERSON", "امیر سرلشکر علی کریمی")],  # of two ranks that stop there the longer
        ),
        ("استاندار ایلام، علی کریمی، آمد.", [("PERSON", "استاندار ایلام، علی کریمی")]),
        ("«علی کریمی» استاندار ایلام آمد.", [("PERSON", "«علی کریمی» استاندار ایلام")]),
        (
            "استاندار ایلام با رئیس اداره مستقل گرمیان دیدار کرد.",
            [("OFFICE", "استاندار ایلام"), ("OFFICE", "رئیس اداره مستقل گرمیان")],
        ),
        (
            "علی کریمی و حسن مرادی آمدند.",
            [("PERSON", "علی کریمی"), ("PERSON", "حسن مرادی")],  # coordination is not merged
        ),
        (
            "علی کریمی با استاندار ایلام دیدار کرد.",
            [("PERSON", "علی کریمی"), ("OFFICE", "استاندار ایلام")],  # two people
        ),
        ("وی به ایلام رفت.", [("PRONOUN", "وی"), ("PLACE", "ایلام")]),
    ],
)
def test_steps(nlp: NLP, text: str, steps: list[tuple[str, str]]) -> None:
    assert [(s.label, s.text) for s in nlp(text).steps] == steps


def test_value_is_the_bare_name(nlp: NLP) -> None:
    (step,) = nlp("سردار علی کریمی فرمانده سپاه ایلام آمد.").steps
    assert isinstance(step.value, Mention)
    assert step.value.text == "علی کریمی"


WORDS = (
    "استاندار",
    "ایلام",
    "،",
    "علی",
    "کریمی",
    "و",
    "سردار",
    "حسن",
    "وی",
    "گفت",
    ":",
    "در",
    "«",
    "»",
    "رئیس",
    "سازمان",
    "آمد",
    ".",
    "این",
    "دو",
    "کشور",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_steps_never_overlap_and_keep_their_words(nlp: NLP, words: list[str]) -> None:
    text = " ".join(words)
    doc = nlp(text)
    stop = 0
    for step in doc.steps:
        assert step.at.start >= stop
        assert text[step.span.start : step.span.stop] == step.text
        stop = step.at.stop
