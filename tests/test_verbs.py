import pytest

from persian_news_ie.match.verbs import VerbForm, passives, verb_entries, verbs
from persian_news_ie.text.lexicon import Lexicon

LEXICON = Lexicon(verb_entries())


def forms(text: str) -> list[VerbForm]:
    return [v for v in LEXICON[text] if isinstance(v, VerbForm)]


@pytest.mark.parametrize(
    "text, infinitive, tense, person, negated",
    [
        ("کرد", "کردن", "past", "3s", False),
        ("نکردند", "کردن", "past", "3p", True),
        ("می‌کند", "کردن", "present", "3s", False),
        ("می کنیم", "کردن", "present", "1p", False),
        ("نمی‌شود", "شدن", "present", "3s", True),
        ("خواهند رفت", "رفتن", "future", "3p", False),
        ("نخواهد شد", "شدن", "future", "3s", True),
        ("کرده‌اند", "کردن", "perfect", "3p", False),
        ("نشده است", "شدن", "perfect", "3s", True),
        ("گفته بود", "گفتن", "pluperfect", "3s", False),
        ("بگوید", "گفتن", "subjunctive", "3s", False),
        ("نشود", "شدن", "subjunctive", "3s", True),
        ("شده باشد", "شدن", "perfect-subjunctive", "3s", False),
        ("نیامد", "آمدن", "past", "3s", True),  # a glide before the vowel
        ("نیفزود", "افزودن", "past", "3s", True),
        ("می‌آید", "آمدن", "present", "3s", False),
        ("نیست", "بودن", "present", "3s", True),
        ("رساندن", "رساندن", "infinitive", "", False),
    ],
)
def test_form(text: str, infinitive: str, tense: str, person: str, negated: bool) -> None:
    wanted = (infinitive, tense, person, negated)
    assert wanted in [(f.infinitive, f.tense, f.person, f.negated) for f in forms(text)]


@pytest.mark.parametrize("text", ["کتاب", "استاندار", "کردستان", "نه", "می", "گسترده‌ای"])
def test_no_form(text: str) -> None:
    assert not forms(text)


def test_passive_is_the_participle_with_its_auxiliary() -> None:
    made = dict(passives(verbs()["دیدن"]))
    assert made["دیده شد"].passive
    assert made["دیده نخواهد شد".replace("دیده ", "دیده ")].negated


@pytest.mark.parametrize("text", ["نشست", "خرید", "شکست"])
def test_a_form_that_is_a_noun_as_well_is_doubtful(text: str) -> None:
    assert any(f.doubtful for f in forms(text))
