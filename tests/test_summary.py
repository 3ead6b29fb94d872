"""The readable summary and the explanations: what a person sees in a terminal."""

from dataclasses import replace
from itertools import chain

import pytest
from books import LOAN
from pages import document, hostile, nlp

import persian_news_ie as pni
from persian_news_ie.explain import explain_all, rule_of
from persian_news_ie.export.restore import from_dict
from persian_news_ie.export.summary import ISOLATE, POP, isolated, summary
from persian_news_ie.facts import Amount, DateSlot, Entity, Fact, Person, Role
from persian_news_ie.match.rulebook import read_book


def lines(doc: pni.Document) -> list[str]:
    return [line.replace(ISOLATE, "").replace(POP, "").strip() for line in summary(doc).split("\n")]


def test_summary_names_every_layer() -> None:
    found = lines(document())
    for title in ("People", "Places", "Agreements", "Events", "Quotes", "Dates", "Amounts"):
        assert title in found
    assert "۱۲۰ میلیون دلار = 120,000,000 USD" in found
    assert "روز دوشنبه = 2025-01-06" in found
    assert any(line.startswith("پرویزخان — border crossing · IR · کرمانشاه") for line in found)


def test_summary_of_nothing() -> None:
    assert summary(nlp()("")) == "\n"


@pytest.mark.parametrize(
    "status, shown", [("current", "وزیر"), ("former", "وزیر (former)"), ("acting", "وزیر (acting)")]
)
def test_roles_say_whether_they_are_held(status: str, shown: str) -> None:
    role = Role(text="وزیر", title="وزیر", start=0, stop=4, status=status)
    person = Person(id="person-1", name="آرش", roles=(role,))
    assert f"آرش — {shown}  (0 mentions)" in lines(replace(document(), people=(person,)))


def test_roles_say_when_they_were_held() -> None:
    date = DateSlot(text="سال ۱۳۹۰", value=None, start=8, stop=16)
    role = Role(text="وزیر", title="وزیر", start=0, stop=4, status="former", date=date)
    person = Person(id="person-1", name="آرش", roles=(role,))
    shown = "آرش — وزیر (former, سال ۱۳۹۰)  (0 mentions)"
    assert shown in lines(replace(document(), people=(person,)))


def test_units_in_persian_keep_their_direction() -> None:
    amount = Amount(text="۱۲ فروند", value="12", unit="فروند", kind="count", start=0, stop=8)
    assert f"= 12 {isolated('فروند')}" in summary(replace(document(), amounts=(amount,)))


def test_every_result_can_say_why() -> None:
    for doc in (document(), hostile()):
        results = chain[Entity | Fact](
            doc.people,
            doc.places,
            doc.organizations,
            doc.agreements,
            doc.events,
            doc.quotes,
            doc.dates,
            doc.amounts,
        )
        for result in results:
            said = pni.explain(doc, result)
            assert said
            assert isolated(getattr(result, "name", "")) in said or not hasattr(result, "name")


def test_a_fact_names_its_rule_and_what_it_found() -> None:
    doc = document()
    said = pni.explain(doc, doc.events[0])
    rule = rule_of(doc.events[0].by)
    assert rule
    for part in (f"rule {rule.id}", rule.triggers[0].source, rule.examples[0].text, "asserted at"):
        assert part in said
    assert doc.events[0].participants[0].text in said


def test_slots_that_fill_another_are_not_missed() -> None:
    doc = document()
    assert "partner" not in pni.explain(doc, doc.agreements[0])


def test_rules_of_the_user_are_explained() -> None:
    book = read_book("loan", LOAN)
    event = replace(document().events[0], by="loan.taken")
    doc = replace(document(), events=(event,))
    assert "trigger" not in pni.explain(doc, event)
    assert "trigger $loan" in pni.explain(doc, event, [book])
    assert "trigger $loan" in explain_all(doc, [book])


def test_each_text_stays_on_its_line() -> None:
    said = summary(hostile())
    assert said.count(ISOLATE) == said.count(POP)
    for line in said.splitlines():
        assert line.count(ISOLATE) == line.count(POP)


@pytest.mark.parametrize(
    "given, shown",
    [
        ("دو\n\tخط", "دو خط"),
        ("\x1b[31mقرمز\x07", "\ufffd[31mقرمز\ufffd"),  # a terminal would obey
        ("\u2069بیرون\u202e", "بیرون"),  # would end the isolation
        ("\u202b\u2067\u061cتهران\u202c", "\u061cتهران"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
    ],
)
def test_isolated(given: str, shown: str) -> None:
    assert isolated(given) == f"{ISOLATE}{shown}{POP}"


def test_nothing_found_is_said() -> None:
    assert "nothing found" in explain_all(nlp()(""))


@pytest.mark.parametrize(
    "text, said",
    [
        ("وزیر نیرو با استاندار قم دیدار کرد.", "not meeting.met-each-other: forbidden by $with"),
        (
            "سفر وزیر نیرو به ایلام لغو شد.",
            "not visit.trip-of: an earlier rule of its kind was taken",
        ),
        ("وزیر نیرو در سفر به ایلام گفت.", "not visit.trip: nothing found for agent"),
    ],
)
def test_rules_that_were_not_taken_say_why(text: str, said: str) -> None:
    doc = nlp()(text)
    assert f"  {said}" in pni.explain(doc, doc.events[0]).split("\n")


def test_a_restored_document_explains_without_its_tokens() -> None:
    doc = nlp()("وزیر نیرو با استاندار قم دیدار کرد.")
    again = from_dict(doc.to_dict(), doc.article.text)
    assert "  rule meeting.met" in pni.explain(again, again.events[0])
