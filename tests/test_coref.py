"""Who is meant: surnames, pronouns and offices that point back to a named person."""

import pytest
from linked import linked

from persian_news_ie.nlp import NLP

LEAD = "علی کریمی، استاندار ایلام، گفت: مرز باز است."


@pytest.fixture(scope="module")
def nlp() -> NLP:
    return linked()


def meant(nlp: NLP, text: str) -> dict[str, list[str]]:
    """The words that mean each person, without the names themselves."""
    return {
        p.name: [m.text for m in p.mentions if m.kind != "name" and "role:" not in m.by]
        for p in nlp(text).people
    }


@pytest.mark.parametrize(
    "text, words",
    [
        (f"{LEAD}\nکریمی افزود: صادرات رشد کرد.", ["کریمی"]),
        (f"{LEAD}\nوی افزود: صادرات رشد کرد.", ["وی"]),
        (f"{LEAD}\nوي افزود: صادرات رشد كرد.", ["وي"]),
        (f"{LEAD}\nبه گفته وی، صادرات رشد کرد.", ["وی"]),
        (f"{LEAD}\nاستاندار ایلام تصریح کرد: صادرات رشد کرد.", ["استاندار ایلام"]),
        (f"{LEAD}\nاستاندار تصریح کرد: صادرات رشد کرد.", ["استاندار"]),
        (f"{LEAD}\nاین مسئول تصریح کرد: صادرات رشد کرد.", ["این مسئول"]),
        (f"{LEAD}\nمدیران این استاندار آمدند.", ["این استاندار"]),
        (f"{LEAD}\nیک مسئول آمد. این مسئول گفت: باران بارید.", []),  # somebody unnamed
        (f"{LEAD}\nیک خواننده که سفیر انجمن است آمد. این خواننده گفت: باران بارید.", []),
        (f"{LEAD}\nاین ستاره درخشید.", []),
        (f"{LEAD}\nاستاندار عراقی نیز گفت: صادرات رشد کرد.", []),  # of another country
        (f"{LEAD}\nاستاندار کردستان نیز گفت: صادرات رشد کرد.", []),  # another governor
        (f"{LEAD}\nفرماندار مهران گفت: وی باید بیاید.", ["وی"]),  # the other one
        ("علی کریمی، استاندار ایلام، گفت: وی باید بیاید.", []),  # nobody says «he» of himself
    ],
)
def test_points_to_the_governor(nlp: NLP, text: str, words: list[str]) -> None:
    assert meant(nlp, text)["علی کریمی"] == words


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "علی کریمی گفت: مرز باز است.\nحسن مرادی گفت: بازار بسته است.\nوی افزود: باز می‌شود.",
            {"علی کریمی": [], "حسن مرادی": ["وی"]},  # the speaker changes
        ),
        (  # «آورده» is nothing that he says
            "علی کریمی گفت: چرا حسن مرادی نماند؟ او مربی خوبی است و سه جام به دست آورده.",
            {"علی کریمی": [], "حسن مرادی": ["او"]},
        ),
        (  # an office of a people and one of their country
            "علی کریمی، نخست‌وزیر عراق، آمد.\nنخست‌وزیر عراقی گفت: باران بارید.",
            {"علی کریمی": ["نخست‌وزیر عراقی"]},
        ),
        (  # whose thoughts they are, and who goes on
            "علی کریمی گفت: حسن مرادی نماد عدالت بود. اندیشه‌های وی ماندگار است.",
            {"علی کریمی": [], "حسن مرادی": ["وی"]},
        ),
        (
            "علی کریمی گفت: حسن مرادی نماد عدالت بود. در ادامه وی افزود: او ماندگار است.",
            {"علی کریمی": ["وی"], "حسن مرادی": ["او"]},
        ),
        (  # who is a friend of «this artist» is not he
            "علی کریمی، هنرمند سینما، درگذشت.\nحسن مرادی از دوستان این هنرمند گفت: مرد خوبی بود.",
            {"علی کریمی": ["این هنرمند"], "حسن مرادی": []},
        ),
        (
            "علی کریمی، هنرمند سینما، درگذشت.\nحسن مرادی آمد و این هنرمند گفت: مرد خوبی بود.",
            {"علی کریمی": ["این هنرمند"], "حسن مرادی": []},  # by the title
        ),
        (
            "علی کریمی گفت: حسن مرادی مرز را بست. رضا نوری هم آنجا بود.\nوی افزود: باز می‌شود.",
            {"علی کریمی": ["وی"], "حسن مرادی": [], "رضا نوری": []},  # named inside the quote
        ),
        (
            "علی کریمی گفت: حسن مرادی مرز را بست. رضا نوری هم آنجا بود. وی در ایلام زاده شد.",
            {"علی کریمی": ["وی"], "حسن مرادی": [], "رضا نوری": []},  # nobody says «vey»
        ),
        (
            "علی کریمی گفت: حسن مرادی مرز را بست. من آنجا بودم. ایشان خوب می‌دانند.",
            {"علی کریمی": [], "حسن مرادی": ["ایشان"]},  # the speech goes on
        ),
        (
            "علی کریمی درباره سفر مشاور رئیس‌جمهور فرانسه گفت: او آمد.",
            {"علی کریمی": []},  # an adviser nobody names
        ),
        (
            "حسن مرادی استعفا داد.\nبه گفته علی کریمی، شورای شهر با استعفای او موافقت کرد.",
            {"حسن مرادی": ["او"], "علی کریمی": []},
        ),
        (
            "علی کریمی، سفیر پیشین ایران، گفت: حسن مرادی خواهد آمد.\nاین دیپلمات افزود: می‌رود.",
            {"علی کریمی": ["این دیپلمات"], "حسن مرادی": []},
        ),
        (
            "علی کریمی فرزند رضا کریمی است.\nکریمی در ایلام درس خواند.",
            {"علی کریمی": ["کریمی"], "رضا کریمی": []},  # the son, not the father
        ),
        (
            "علی کریمی و حسن کریمی دیدار کردند.\nکریمی گفت: خوب بود.",
            {"علی کریمی": [], "حسن کریمی": ["کریمی"]},  # namesakes stay two; the nearest is meant
        ),
        (
            "حسن کریمی آمد و حسین کریمی رفت.",
            {"حسن کریمی": [], "حسین کریمی": []},  # one letter, two people
        ),
        (
            "علیرضا کریمی و محمدرضا کریمی و رضا کریمی آمدند.",
            {"علیرضا کریمی": [], "محمدرضا کریمی": [], "رضا کریمی": []},
        ),
        (
            "رحمانی‌فضلی وارد شد.\nعبدالرضا رحمانی فضلی گفت: خوب است.",
            {"عبدالرضا رحمانی فضلی": ["رحمانی‌فضلی"]},  # half-space and space
        ),
        (
            "سید ناصر جزایری مهر گفت: خوب است.\nجزایری مهر افزود: می‌آیم.",
            {"سید ناصر جزایری مهر": ["جزایری مهر"]},  # a surname of two words
        ),
    ],
)
def test_people_kept_apart(nlp: NLP, text: str, expected: dict[str, list[str]]) -> None:
    assert meant(nlp, text) == expected


def test_an_alias_in_brackets(full: NLP) -> None:
    doc = full("محمود کریمی (ابوحیدر)، رئیس سازمان آب، در بانه سخن گفت.")
    assert [(p.name, [r.text for r in p.roles]) for p in doc.people] == [
        ("محمود کریمی", ["رئیس سازمان آب"])
    ]


def test_one_person_in_every_spelling(nlp: NLP) -> None:
    text = "سید محمدعلی کریمی آمد.\nمحمد علی کریمی گفت: آمدم.\nسیدمحمدعلي كريمي رفت."
    assert len(nlp(text).people) == 1


def test_every_link_has_its_person_and_says_why(nlp: NLP) -> None:
    doc = nlp(f"{LEAD}\nوی افزود: کریمی آمد.")
    people = {p.id for p in doc.people}
    named = {k: v for k, v in doc.links.items() if v.entity.startswith("person-")}
    assert {link.entity for link in named.values()} == people
    assert all(link.by for link in named.values())


def test_ids_follow_the_text(nlp: NLP) -> None:
    doc = nlp("علی کریمی با حسن مرادی دیدار کرد.")
    assert [(p.id, p.name) for p in doc.people] == [
        ("person-1", "علی کریمی"),
        ("person-2", "حسن مرادی"),
    ]
