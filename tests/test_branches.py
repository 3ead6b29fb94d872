import pytest

import persian_news_ie as pni
from persian_news_ie.find import tables
from persian_news_ie.find.branches import branching

CUSTOMS = "گمرک جمهوری اسلامی ایران"
WEATHER = "سازمان هواشناسی کشور"


def branches(doc: pni.Document) -> list[tuple[str, str | None, str | None]]:
    """The branches of a document: name, body, place."""
    places = {p.id: p.name for p in doc.places}
    found = [o for o in doc.organizations if o.branch_of]
    return [(o.name, o.branch_of, places[o.place] if o.place else None) for o in found]


@pytest.mark.parametrize(
    "text, name, of, place",
    [
        (
            "اداره کل گمرک استان کرمانشاه آمار صادرات را منتشر کرد.",
            "اداره کل گمرک استان کرمانشاه",
            CUSTOMS,
            "کرمانشاه",
        ),
        (
            "اداره کل هواشناسی استان ایلام هشدار نارنجی داد.",
            "اداره کل هواشناسی استان ایلام",
            WEATHER,
            "ایلام",
        ),
        (
            "مدیرکل هواشناسی ایلام از بارش باران خبر داد.",
            "هواشناسی ایلام",
            WEATHER,
            "ایلام",
        ),
        (
            "اداره راه و شهرسازی شهرستان مریوان مزایده برگزار کرد.",
            "اداره راه و شهرسازی شهرستان مریوان",
            "وزارت راه و شهرسازی",
            "مریوان",
        ),
        (
            "پلیس راه استان کرمانشاه محور کرند را بست.",
            "پلیس راه استان کرمانشاه",
            "پلیس راه",
            "کرمانشاه",
        ),
        (
            "هلال احمر کرمانشاه به زلزله‌زدگان کمک کرد.",
            "هلال احمر کرمانشاه",
            "جمعیت هلال احمر",
            "کرمانشاه",
        ),
        (
            "رئیس سازمان جهاد کشاورزی ایلام گفت برداشت گندم آغاز شد.",
            "سازمان جهاد کشاورزی ایلام",
            "وزارت جهاد کشاورزی",
            "ایلام",
        ),
        (
            "آموزش و پرورش منطقه ۵ تهران ثبت‌نام را آغاز کرد.",
            "آموزش و پرورش منطقه 5 تهران",
            "وزارت آموزش و پرورش",
            "تهران",
        ),
        (
            "بسیج دانشجویی استان ایلام بیانیه داد.",
            "بسیج دانشجویی استان ایلام",
            "سازمان بسیج مستضعفین",
            "ایلام",
        ),
        (
            "شرکت گاز استان ایلام به مشترکان هشدار داد.",
            "شرکت گاز استان ایلام",
            "شرکت ملی گاز ایران",
            "ایلام",
        ),
        (
            "دفتر سازمان ملل در تهران بیانیه داد.",
            "دفتر سازمان ملل",
            "سازمان ملل متحد",
            "تهران",
        ),
        (
            "مدیرکل گمرک میرجاوه از رشد صادرات خبر داد.",  # the office, in the crossing
            "گمرک میرجاوه",
            CUSTOMS,
            "میرجاوه",
        ),
        (
            "مدیرکل بهزیستی استان از افتتاح مرکز خبر داد.",  # of a province named elsewhere
            "بهزیستی استان",
            "سازمان بهزیستی کشور",
            None,
        ),
    ],
)
def test_branch(full: pni.NLP, text: str, name: str, of: str, place: str | None) -> None:
    assert branches(full(text)) == [(name, of, place)]


@pytest.mark.parametrize(
    "text",
    [
        "وزارت راه و شهرسازی مزایده برگزار کرد.",
        "اداره کل روابط عمومی اطلاعیه داد.",
        "گمرک عراق تعرفه را بالا برد.",
        "گمرک ایران تعرفه را بالا برد.",
        "دانشگاه علوم پزشکی کرمانشاه فراخوان داد.",
        "استانداری ایلام فراخوان داد.",
        "سازمان هواشناسی کشور هشدار داد.",
        "راه‌آهن همدان تا پاییز آماده است.",  # a railway
        "زائران از گمرک میرجاوه گذشتند.",  # the crossing
        "اتاق بازرگانی تهران نشست برگزار کرد.",  # a body of its own in the table
    ],
)
def test_no_branch(full: pni.NLP, text: str) -> None:
    assert branches(full(text)) == []


def test_a_branch_has_the_body_that_the_text_names_as_its_parent(full: pni.NLP) -> None:
    doc = full("سازمان هواشناسی کشور هشدار داد. اداره کل هواشناسی استان ایلام آماده است.")
    country, branch = doc.organizations
    assert (branch.parent, branch.branch_of) == (country.id, country.name)


def test_the_body_may_be_one_that_no_table_knows(full: pni.NLP) -> None:
    doc = full(
        "سازمان تعاون روستایی کشور بخشنامه داد. اداره تعاون روستایی استان ایلام آن را اجرا کرد."
    )
    country, branch = doc.organizations
    assert (branch.parent, branch.branch_of) == (country.id, country.name)


def test_a_branch_in_two_wordings_is_one(full: pni.NLP) -> None:
    doc = full("اداره کل هواشناسی استان ایلام هشدار داد. مدیرکل هواشناسی ایلام گفت باران می‌بارد.")
    assert [len(o.mentions) for o in doc.organizations] == [2]


def test_the_press_office_of_a_body_is_below_it_and_no_branch(full: pni.NLP) -> None:
    doc = full("به گزارش روابط عمومی وزارت نیرو، سد پر شد.")
    press, ministry = doc.organizations
    assert (press.parent, press.branch_of, ministry.parent) == (ministry.id, None, None)


def test_every_body_with_branches_is_one_of_this_country_in_the_table() -> None:
    known = {body.id: body for body in tables.bodies()}
    assert [id for id in branching() if id not in known or known[id].country != "IR"] == []
    assert list(branching()) == sorted(branching())
