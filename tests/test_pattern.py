from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.match.grammar import PatternError
from persian_news_ie.match.matcher import MAX_GAP
from persian_news_ie.match.pattern import compile_pattern

TYPES = {"PARTY": ("PLACE", "ORG")}


@dataclass
class Row:
    """A field of letters: lower case words of the list of that name, upper case mentions."""

    text: str
    calls: int = 0
    start: int = 0
    stop: int = field(init=False)

    def __post_init__(self) -> None:
        self.stop = len(self.text)

    def words(self, at: int, name: str) -> Sequence[int]:
        self.calls += 1
        return [at + 1] if at < self.stop and self.text[at] == name else []

    def mentions(self, at: int, labels: str) -> Sequence[tuple[int, object]]:
        self.calls += 1
        here = at < self.stop and {"P": "PLACE", "O": "ORG"}.get(self.text[at]) in labels.split()
        return [(at + 1, self.text[at])] if here else []

    def after(self, at: int) -> int:
        return at + 1

    def aside(self, at: int) -> int:
        return 0

    def open(self, at: int) -> bool:
        return self.text[at] != "."

    def phrase(self, at: int) -> int:
        while at < self.stop and self.text[at] not in ",.":
            at += 1
        return at

    def stretch(self, at: int) -> int:
        while at < self.stop and self.text[at] != ".":
            at += 1
        return at

    def rest(self, at: int) -> int:
        return self.stretch(at)

    def plain(self, at: int) -> bool:
        return self.text[at] not in ",.PO"

    def begins(self, at: int) -> bool:
        return at == 0 or self.text[at - 1] in ",."

    def anchor(self, at: int) -> int | None:
        return at + 1 if at < self.stop and self.text[at] == "t" else None


@pytest.mark.parametrize(
    "source, text, captured",
    [
        ("$a", "a", []),
        ("$a $b", "ab", []),
        ("$a ~ $b", "axxb", []),
        ("$a ~ $b", "ab", []),
        ("$a PARTY", "aP", ["P"]),
        ("$a PARTY ($b PARTY)+", "aPbO", ["P", "O"]),
        ("$a PARTY ($b PARTY)*", "aPbObP", ["P", "O", "P"]),
        ("$a ($c | $d)? PLACE", "adP", ["P"]),
        ("$a [#]", "axyz,", ["xyz"]),
        ("$a [$b ~] $c", "abxxc", ["bxx"]),
        ("PLACE ~ @", "Pxxt", ["P"]),
        ("@ PARTY", "tO", ["O"]),
    ],
)
def test_match(source: str, text: str, captured: list[str]) -> None:
    match = compile_pattern(source, TYPES).match(Row(text), 0)
    assert match is not None
    assert [text[c.start : c.stop] for c in match.captures] == captured


@pytest.mark.parametrize(
    "source, text",
    [
        ("$a $b", "axb"),
        ("$a ~ $b", "ax.b"),  # a gap stays inside the clause
        ("$a PARTY ($b PARTY)+", "aP"),
        ("$a ORG", "aP"),
        ("$a [#]", "a,"),
    ],
)
def test_no_match(source: str, text: str) -> None:
    assert compile_pattern(source, TYPES).match(Row(text), 0) is None


@pytest.mark.parametrize(
    "source, why",
    [
        ("$a (", "nothing to match"),
        ("$a )", "expected the end"),
        ("$a |", "nothing to match"),
        ("", "nothing to match"),
        ("$a & $b", "cannot read"),
        ("[$a", "expected ]"),
        ("* $a", "stands where an item should"),
        ("$a place", "cannot read"),
    ],
)
def test_refused(source: str, why: str) -> None:
    with pytest.raises(PatternError, match=why.replace("[", r"\[")):
        compile_pattern(source)


@pytest.mark.parametrize(
    "source, lists",
    [
        ("$a ~ $b", {"a"}),
        ("($a | $b) $c", {"a", "b"}),
        ("$a? $b", {"a", "b"}),
        ("[$a] $b", {"a"}),
        ("PLACE $a", set()),
        ("~ $a", set()),
    ],
)
def test_first_lists(source: str, lists: set[str]) -> None:
    assert compile_pattern(source).first_lists() == lists


HARD = ["($a*)* $b", "($a | $a $a)+ $b", "(~ $a)* $b", "$a ~ $a ~ $a ~ $b", "((~ PARTY)+ $c?)* $b"]


@given(st.sampled_from(HARD), st.text(alphabet="aPcx", min_size=1, max_size=300))
def test_time_is_linear_in_the_text(source: str, text: str) -> None:
    pattern = compile_pattern(source, TYPES)
    row = Row(text)
    pattern.match(row, 0)
    assert row.calls <= 3 * len(pattern.steps) * (len(text) + 1)


def test_a_gap_is_bounded() -> None:
    far = "a" + "x" * (MAX_GAP + 1) + "b"
    assert compile_pattern("$a ~ $b").match(Row(far), 0) is None
