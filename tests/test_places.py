import pytest

import persian_news_ie as pni
from persian_news_ie.facts import BorderCrossing
from persian_news_ie.find import tables
from persian_news_ie.find.tables import CrossingRecord


def places(doc: pni.Document) -> dict[str, tuple[str, str | None]]:
    return {p.name: (p.kind, p.country) for p in doc.places}


@pytest.mark.parametrize(
    "text, name, kind, country",
    [
        ("استاندار کرمانشاه به مرز رفت.", "کرمانشاه", "province", "IR"),
        ("شهردار کرمانشاه پارک را افتتاح کرد.", "کرمانشاه", "city", "IR"),
        ("استانداران ایلام و کرمانشاه آمدند.", "کرمانشاه", "province", "IR"),
        ("دیدار استاندار ایلام و کرمانشاه برگزار شد.", "کرمانشاه", "province", "IR"),
        ("فرماندار پاوه آمد.", "پاوه", "county", "IR"),
        ("استان کردستان سرد شد.", "کردستان", "province", "IR"),
        ("استاندار سلیمانیه با هیئت ایرانی دیدار کرد.", "سلیمانیه", "governorate", "IQ"),
        ("هیئت ایرانی وارد اقليم كردستان شد.", "اقلیم کردستان عراق", "region", "IQ"),
        ("رئیس اداره مستقل گرمیان آمد.", "گرمیان", "region", "IQ"),
        ("سفر به شهرستان اسلام‌آباد غرب", "اسلام‌آباد غرب", "county", "IR"),
        ("وزیر خارجه ایران به مسکو رفت.", "مسکو", "city", "RU"),
        ("این خواست آمریکاست.", "آمریکا", "country", "US"),
        ("تنگه هرمز بسته شد.", "تنگه هرمز", "sea", None),
        ("این تیم بهترین آفریقاست.", "آفریقا", "region", None),
        ("زائران شهر مقدس قم آمدند.", "قم", "city", "IR"),
        ("سران ایالت متحده مخالفت کردند.", "آمریکا", "country", "US"),
        ("فیلم در سینما فلسطین اکران شد.", "سینما فلسطین", "facility", None),
        ("فیلمی در فلسطین ساخته شد.", "فلسطین", "country", "PS"),
        ("ترمینال مسافربری خلیج فارس باز شد.", "ترمینال مسافربری خلیج فارس", "facility", None),
        ("ناوها در خلیج فارس بودند.", "خلیج فارس", "sea", None),
        ("دفتر او در خیابان سمنان است.", "خیابان سمنان", "facility", "IR"),
        ("مردم غزه مقاومت کردند.", "نوار غزه", "region", "PS"),
        ("شهر غزه بمباران شد.", "غزه", "city", "PS"),
        ("والی هرات به مشهد، تایباد، خواف و سرخس رفت.", "هرات", "city", "AF"),
        ("شورای شهر هرات در استان یزد به مهریز و تفت رفت.", "هرات", "city", "IR"),
        ("سرکنسولگری ایران در هرات به مشهد، تایباد و خواف نامه داد.", "هرات", "city", "AF"),
        (
            "تهران، کرمان و یزد آماده‌اند. پاکستان گفت اسلام‌آباد آماده است.",
            "اسلام‌آباد",
            "city",
            "PK",
        ),
        ("روابط تهران و اسلام‌آباد خوب است.", "اسلام‌آباد", "city", "PK"),  # two states
        ("نماینده اسلام‌آباد به کرمانشاه و ایلام رفت.", "اسلام‌آباد", "city", "IR"),
    ],
)
def test_kind_and_country(nlp: pni.NLP, text: str, name: str, kind: str, country: str) -> None:
    found = places(nlp(text))
    assert name in found
    assert found[name][0] == kind
    assert country is None or found[name][1] == country


@pytest.mark.parametrize(
    "text, name",
    [
        ("بار سنگین کامیون‌ها", "بار"),
        ("پول زیادی خرج شد.", "پول"),
        ("خبرگزاری فارس نوشت.", "فارس"),
        ("شهروندان ایرانی آمدند.", "ایران"),  # a demonym is no place
        ("او و نیز برادرش رفتند.", "ونیز"),
        ("خبرگزاری مهر گزارش داد.", "مهر"),
        ("رقابت در کن", "کن"),
        ("او در امان است.", "امان"),
        ("فیلم در سینما فلسطین اکران شد.", "فلسطین"),
        ("بقاع متبرکه بازسازی شد.", "بقاع"),
        ("کالاها در انبار ماند.", "انبار"),
        ("دفتر او در خیابان سمنان است.", "سمنان"),
    ],
)
def test_no_place(nlp: pni.NLP, text: str, name: str) -> None:
    assert name not in places(nlp(text))


@pytest.mark.parametrize(
    "text, names",
    [
        ("زائران از مرز مهران گذشتند.", ["مهران"]),
        ("مرزهای مهران، شلمچه و چذابه باز است.", ["مهران", "شلمچه", "چذابه"]),
        ("مرز چزابه باز است.", ["چذابه"]),
        ("پایانه مرزی پرویزخان و بازارچه مرزی شوشمي", ["پرویزخان", "شوشمی"]),
        ("مرز باشماق مریوان شلوغ است.", ["باشماق"]),
        ("از گذرگاه زرباطیه گذشتند.", ["مهران"]),  # the other side's name
        ("به شهر زرباطیه رفتند.", []),
        ("مهران شهری در ایلام است.", []),
        ("مرز ایران و عراق باز است.", []),
    ],
)
def test_crossings(nlp: pni.NLP, text: str, names: list[str]) -> None:
    found = [p for p in nlp(text).places if isinstance(p, BorderCrossing)]
    assert [p.name for p in found] == names
    assert all(p.latitude and p.neighbour and p.province for p in found)


def test_a_crossing_that_no_table_knows(nlp: pni.NLP) -> None:
    doc = nlp("فرماندار خرمشهر گفت مرز دریایی خرمشهر باز است.")
    assert [(p.name, p.kind) for p in doc.places] == [
        ("خرمشهر", "county"),
        ("مرز دریایی خرمشهر", "border_crossing"),
    ]


def test_an_unknown_crossing_is_in_the_country_of_its_town(nlp: pni.NLP) -> None:
    doc = nlp("عراق و بغداد و بصره از مرز دریایی خرمشهر گفتند.")
    assert [p.country for p in doc.places if p.kind == "border_crossing"] == ["IR"]


@pytest.mark.parametrize(
    "text, names",
    [
        ("زائران از مرز کلاته‌نو گذشتند.", ["مرز کلاته‌نو"]),
        ("مرز کلاته‌نو بسته شد.", ["مرز کلاته‌نو"]),
        ("تردد در مرز گردیل از سر گرفته شد.", ["مرز گردیل"]),
        ("کالا از مرزهای مهران، شلمچه و گردیل صادر شد.", ["مهران", "شلمچه", "گردیل"]),
        ("جمعیت شهر به مرز انفجار رسید.", []),
        ("تورم از مرز ۵۰ درصد گذشت.", []),
        ("این مرز باریک است.", []),
        ("مردم این مرز پرگهر سربلندند.", []),
        ("مرز ایران و عراق بسته شد.", []),
        ("شمار شهدا از مرز خبر گذشت.", []),  # a district, but a word first
        ("بازار در مرز فروپاشی است.", []),
        ("پدافند در مرز جنوبی لبنان مستقر شد.", []),
        ("بار از مرز طالقان گذشت.", []),  # a town far from any border
        ("زمین‌لرزه در مرز کرمانشاه رخ داد.", []),  # of the province
        ("شهادت مرزبان در مرز چالدران تایید شد.", ["مرز چالدران"]),
    ],
)
def test_crossings_of_a_tagger(full: pni.NLP, text: str, names: list[str]) -> None:
    found = [p for p in full(text).places if isinstance(p, BorderCrossing)]
    assert [p.name for p in found] == names


HEADS = ("مرز", "مرز رسمی", "پایانه مرزی", "گذرگاه", "گمرک", "بازارچه مرزی")


@pytest.mark.parametrize("crossing", tables.crossings(), ids=lambda c: c.id)
def test_every_crossing_behind_every_head_word(nlp: pni.NLP, crossing: CrossingRecord) -> None:
    forms = (crossing.name, *crossing.variants, *crossing.guarded)
    headed = {form for form in forms if form.split()[0] in (*HEADS, "پایانه")}
    names = [f"{head} {form}" for form in forms if form not in headed for head in HEADS]
    for name in (*names, *headed):
        doc = nlp(f"زائران از {name} گذشتند.")
        found = [p.name for p in doc.places if isinstance(p, BorderCrossing)]
        assert found == [crossing.name], name


@pytest.mark.parametrize(
    "text, kinds",
    [
        ("فرماندار میرجاوه گفت مرز میرجاوه باز است.", ["county", "border_crossing"]),
        ("شهرستان میرجاوه و مرز میرجاوه آرام‌اند.", ["county", "border_crossing"]),
        ("فرماندار پاوه در پاوه گفت پاوه آرام است.", ["county"]),
        ("گذرگاه مرزی «شلمچه» هدف قرار گرفت.", ["border_crossing"]),
    ],
)
def test_a_crossing_is_not_the_county_of_its_name(
    nlp: pni.NLP, text: str, kinds: list[str]
) -> None:
    assert [p.kind for p in nlp(text).places] == kinds


def test_a_quarter_of_a_town_is_not_the_town(full: pni.NLP) -> None:
    doc = full("خانه او در جنت‌آباد تهران است. تهران شلوغ است.")
    assert {p.name for p in doc.places} == {"جنت‌آباد تهران", "تهران"}


def test_a_street_is_not_the_town_it_is_named_after(nlp: pni.NLP) -> None:
    doc = nlp("او از سمنان به خیابان سمنان رفت.")
    assert [(p.name, p.kind) for p in doc.places] == [
        ("سمنان", "city"),
        ("خیابان سمنان", "facility"),
    ]


@pytest.mark.parametrize(
    "text, names",
    [
        (
            "مسافران به ترمینال خلیج فارس رفتند. پایانه دریایی خلیج فارس باز است.",
            ["ترمینال خلیج فارس"],
        ),
        ("هتل خزر و تالار خزر شلوغ است.", ["هتل خزر", "تالار خزر"]),
        ("هتل خزر و هتل اروند شلوغ است.", ["هتل خزر", "هتل اروند"]),
    ],
)
def test_a_building_once(nlp: pni.NLP, text: str, names: list[str]) -> None:
    assert [p.name for p in nlp(text).places] == names


def test_the_head_word_says_what_a_crossing_is(nlp: pni.NLP) -> None:
    kinds = [nlp(f"{head} چیلات باز است.").places[0].kind for head in ("مرز", "بازارچه مرزی")]
    assert kinds == ["border_crossing", "border_market"]


def test_one_place_once(nlp: pni.NLP) -> None:
    doc = nlp("استاندار کرمانشاه در کرمانشاه گفت مردم استان کرمانشاه و شهر پاوه آمدند.")
    kermanshah = [p for p in doc.places if p.name == "کرمانشاه"]
    assert [(p.kind, len(p.mentions)) for p in kermanshah] == [("province", 3)]


def test_namesakes_with_stated_kinds_stay_apart(nlp: pni.NLP) -> None:
    doc = nlp("شهر کرمانشاه مرکز استان کرمانشاه است.")
    assert sorted(p.kind for p in doc.places if p.name == "کرمانشاه") == ["city", "province"]


def test_a_name_alone_means_the_region_of_the_article(nlp: pni.NLP) -> None:
    doc = nlp("هیئت ایرانی به اقلیم کردستان رفت و با مقامات کردستان دیدار کرد.")
    assert [p.kind for p in doc.places] == ["region"]
