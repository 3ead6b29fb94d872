"""What «this ministry», «this bank» and «this province» mean, in the manner of real news."""

import pytest
from linked import linked

from persian_news_ie.nlp import NLP


@pytest.fixture(scope="module")
def nlp() -> NLP:
    return linked()


def meant(nlp: NLP, text: str) -> list[tuple[str, str, str]]:
    """The words that point back, whom they mean and by which rule."""
    doc = nlp(text)
    named = [(p.name, p.mentions) for p in doc.places]
    named += [(o.name, o.mentions) for o in doc.organizations]
    return [(m.text, name, m.by) for name, told in named for m in told if m.kind == "description"]


BODY, PLACE = "coref:this body", "coref:this place"


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "وزارت نیرو گزارش داد. این وزارتخانه بودجه می‌خواهد.",
            [("این وزارتخانه", "وزارت نیرو", BODY)],
        ),
        (
            "مدیرعامل بانک ملت گفت که این بانک شعبه تازه‌ای دارد.",
            [("این بانک", "بانک ملت", BODY)],
        ),
        (
            "دانشگاه تهران با بانک ملت کار کرد. مسئولان این بانک آمدند.",
            [("این بانک", "بانک ملت", BODY)],
        ),
        ("استاندار ایلام گفت: این استان آماده است.", [("این استان", "ایلام", PLACE)]),
        ("فرماندار مریوان گفت: این شهرستان آماده است.", [("این شهرستان", "مریوان", PLACE)]),
        ("مرز مهران باز است. تردد از این مرز آغاز شد.", [("این مرز", "مهران", PLACE)]),
        ("پایانه مرزی پرویزخان باز است. این پایانه شلوغ است.", [("این پایانه", "پرویزخان", PLACE)]),
        ("بانک ملت سود داد. سود این بانک", [("این بانک", "بانک ملت", BODY)]),  # the text ends in it
        # two may be meant
        ("بانک ملت و بانک سپه توافق کردند. این بانک شعبه دارد.", []),
        ("مرزهای مهران و شلمچه باز است. این مرز شلوغ است.", []),
        # another one stands in between, whose name nobody knows
        ("بانک ملت شعبه دارد. یک بانک خارجی آمد. این بانک سود داد.", []),
        # of another kind
        ("بانک ملت شعبه دارد. این وزارتخانه پاسخ داد.", []),
        ("شهر یزد زیباست. این استان آماده است.", [("این استان", "یزد", PLACE)]),  # its province
        ("شهر میبد زیباست. این استان آماده است.", []),
        ("این بانک شعبه دارد. بانک ملت هم دارد.", []),  # nothing points ahead
        ("بانک ملت شعبه دارد. این بانک‌ها سود دادند.", []),
    ],
)
def test_points_back(nlp: NLP, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert meant(nlp, text) == expected


def test_what_is_pointed_at_long_after_must_be_the_only_one(nlp: NLP) -> None:
    between = "باران بارید. " * 5
    one, two = "بانک ملت آمد. ", "بانک سپه آمد. باد وزید. بانک ملت آمد. "
    found = [meant(nlp, f"{names}{between}این بانک رفت.") for names in (one, two)]
    assert found == [[("این بانک", "بانک ملت", BODY)], []]


def test_an_office_is_of_the_body_it_points_at(nlp: NLP) -> None:
    doc = nlp("بانک ملت شعبه تازه‌ای دارد. علی کریمی، مدیرعامل این بانک، سخن گفت.")
    (role,) = doc.people[0].roles
    assert [o.name for o in doc.organizations if o.id == role.of] == ["بانک ملت"]
