from pathlib import Path

import pytest

from persian_news_ie.match.rulebook import RuleError, book_from_file, default_books, read_book

RULE = """
fact = "agreement"
kind = "memorandum"

[types]
PARTY = ["PLACE", "ORG"]

[words]
accord = ["تفاهم‌نامه"]
sign = { verbs = ["امضا کردن"] }

[[rule]]
name = "signed"
trigger = "$accord ~ $sign"
need = ["parties"]
parties = ["$between PARTY ($and PARTY)+"]

  [[rule.example]]
  text = "میان ایران و عراق تفاهم‌نامه امضا کردند."
  parties = ["ایران", "عراق"]

  [[rule.counterexample]]
  text = "تفاهم‌نامه ایران و عراق بررسی شد."
"""


def test_a_book_is_read() -> None:
    book = read_book("gas", RULE)
    (rule,) = book.rules
    assert (rule.id, rule.fact, rule.kind, rule.need) == (
        "gas.signed",
        "agreement",
        "memorandum",
        ("parties",),
    )
    assert rule.triggers[0].first_lists() == {"gas.accord"}
    assert [e.finds for e in rule.examples] == [True, False]


@pytest.mark.parametrize(
    "old, new, why",
    [
        ('parties = ["$b', 'plaec = ["$b', "gas.signed: agreement has no slot 'plaec'"),
        ("$between", "$betwixt", "gas.signed: no word list 'betwixt'"),
        ("($and PARTY)+", "($and PERSOON)+", "gas.signed: no mention type 'PERSOON'"),
        ("$accord ~ $sign", "$accord ~ (", "gas.signed: nothing to match"),
        ("$accord ~ $sign", "~ $sign", "gas.signed: trigger '~ [$]sign' must start with a word"),
        ('need = ["parties"]', 'need = ["place"]', "gas.signed: slot 'place' is needed"),
        ("[[rule.counterexample]]", "[[rule.example]]", r"needs a \[\[rule.counterexample\]\]"),
        ('name = "signed"', "", "a rule needs a name and a trigger"),
        ('fact = "agreement"', 'fact = "wedding"', "fact must be one of agreement, event"),
        ("امضا کردن", "امضا گلگلیدن", "is not in words/verbs.tsv"),
        ("[types]", "[types", "not valid TOML"),
    ],
)
def test_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        read_book("gas", RULE.replace(old, new))


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RuleError, match=r"gas\.signed: two rules have this name"):
        read_book("gas", RULE + RULE[RULE.index("[[rule]]") :])


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"nothing\.toml: cannot be read"):
        book_from_file(tmp_path / "nothing.toml")


def test_the_books_that_ship_are_valid() -> None:
    assert len({r.id for b in default_books() for r in b.rules}) == sum(
        len(b.rules) for b in default_books()
    )
