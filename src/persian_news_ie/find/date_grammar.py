"""The grammar of dates over symbols: which sequences are one part of an expression.

A part is written with the names of symbols; names in capitals are fragments defined above it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from persian_news_ie.find.date_symbols import Symbol

FRAGMENTS = {
    "DAY": "(small suffix? | nth)",
    "WEEKDAY": "(day_unit? weekday comma?)",
    "DAYWORD": "(day_unit | day_units)",
    "MONTH": "month_unit? (month | weak_month) month_unit?",
    "MONTHNAME": "(month month_unit? | month_unit (month | weak_month | rare_month))",
    "SHIFT": "(past | ago | current | future | later | before)",
    "NAME": "(month | weak_month)",
    "NUMBER": "(year | short | small)",
    "NAMED": "year_unit year_kind? calendar? (NUMBER | SHIFT | new) calendar?",
    "OFYEAR": "(comma? (NAMED | this year_unit | year_word | year calendar? | year_unit calendar))",
    "LIST": "(and | comma comma?)",
    "AND": "(LIST | until | dash)",
    "UNIT": "(day_unit | week_unit | month_unit | year_unit | hour_unit | minute_unit"
    " | decade_unit)",
    "UNITS": "(day_units | week_units | month_units | year_units | hour_units | minute_units"
    " | decade_units)",
    "COUNT": "(small | word | number | short | year | few | counted)",
    "CLOCK": "(hour_unit? clock part? | hour_unit (small | word)"
    " (and (small | word) minute_unit)? part?)",
}
PARTS = {
    "numeric": "DAYWORD? (numeric | year dash small dash small | small dash small dash year)"
    " calendar?",
    "english": "(month | weak_month) small suffix? comma? year",
    "days": "DAYWORD? WEEKDAY? DAY ((until | dash) WEEKDAY? DAY | (LIST WEEKDAY? DAY)+) MONTH"
    " (current | past | future)? (OFYEAR | dash? year | comma? short)? calendar?",
    "day": "DAYWORD? DAY dash? (MONTH (SHIFT | OFYEAR | dash? year calendar? | comma? short"
    " calendar?)? | rare_month OFYEAR | month_unit? rare_month month_unit OFYEAR?)",
    "word_day": "DAYWORD? word month month_unit? (SHIFT | OFYEAR)?",
    "days_of_month": "(small | word) (day_unit | week_unit) (nth | edge) (MONTHNAME | weak_month)"
    " OFYEAR?",
    "part_of_month": "(week_unit | decade_unit | half) (nth | edge) (MONTHNAME | weak_month)"
    " OFYEAR?",
    "part_of_year": "(half nth? | (months | (small | word) month_unit) (nth | edge)"
    " | season_unit nth) (OFYEAR | year_unit calendar?) | (months | COUNT month_unit) nth"
    " | (months | (small | word) month_unit) (NAMED | this year_unit | year_word)",
    "months_of": "(month_units NAME | month month_unit?) (AND NAME month_unit?)+ OFYEAR"
    " | month_units NAME (AND NAME)+ | month month_unit? (AND month month_unit?)+",
    "month": "(edge | half)? (MONTHNAME (SHIFT | OFYEAR | short)? | weak_month (OFYEAR | past"
    " | current | short) | rare_month OFYEAR | this month_unit | month_unit calendar? SHIFT"
    " calendar?) | (edge | half) weak_month",
    "journey": "(DAYWORD nth | end_day) journey",
    "years": "year (until | dash) year calendar? | (year_units | year_unit) year_kind? calendar?"
    " NUMBER ((until | dash) NUMBER | (LIST NUMBER)+) calendar?",
    "season": "edge? (season (OFYEAR | past | current | future | short) | this season)"
    " | edge season",
    "span": "(within | during)? COUNT (UNIT | UNITS) (past | ago | future | later | after"
    " | recent)",
    "plural": "UNITS (edge (OFYEAR | year_unit) | past | ago | future | recent | current)",
    "year": "edge? (NAMED | this year_unit | year_word | year calendar) | edge year"
    " | edge year_unit calendar",
    "bare_year": "(from | in | for | until | during | year_head) year",
    "decade": "edge? decade_unit (small | number | short | word | year | counted) calendar?"
    " | decade_unit (past | recent | current)",
    "century": "edge? century_unit (nth | small) calendar?",
    "week": "edge? (week_unit SHIFT | this week_unit)",
    "edge": "edge (year_unit | month_unit | week_unit)",
    "deictic": "day_word | day_unit (past | current) | part past",
    "weekday": "DAYWORD? weekday ((and | comma | until | dash) DAYWORD? weekday)*"
    " (past | future | ago | later)?",
    "within": "within (small | word | number | short) (UNIT | UNITS)",
    "holiday": "holiday (OFYEAR | past | current)? | guarded OFYEAR"
    " | (DAYWORD | in | for | from | until | year_unit) guarded OFYEAR?",
    "clock": "CLOCK ((until | dash) (CLOCK | small | word))?",
    "part": "part",
    "vague": "vague",
}
LEADS = frozenset(
    ("from", "in", "for", "until", "during", "year_head")
)  # govern an expression, no part of it
NAME = re.compile("[a-z_]+")
FIRST_LETTER = 0xE000  # private use: no letter of any text
OTHER = "."


class Match(NamedTuple):
    """A part found: its name in the grammar and the symbols it is made of, `start` to `stop`.

    `before` is the kind of the symbol in front of it.
    """

    name: str
    start: int
    stop: int
    symbols: Sequence[Symbol]
    before: str

    def first(self, *kinds: str) -> Symbol | None:
        """The first symbol of one of these kinds."""
        return next((s for s in self.symbols if s.kind in kinds), None)

    def all(self, *kinds: str) -> list[Symbol]:
        """All symbols of these kinds."""
        return [s for s in self.symbols if s.kind in kinds]


UNIT_KINDS = frozenset(("unit", "units"))


def kind(symbol: Symbol) -> str:
    """The name of a symbol in the grammar: units are told apart by what they measure."""
    return f"{symbol.value}_{symbol.kind}" if symbol.kind in UNIT_KINDS else symbol.kind


def _expanded(text: str) -> str:
    """A pattern with its fragments put in, and groups that capture nothing."""
    for name, fragment in FRAGMENTS.items():
        if re.search(rf"\b{name}\b", text):
            text = re.sub(rf"\b{name}\b", f"({_expanded(fragment)})", text)
    return text


class Grammar:
    """The parts as one pattern over letters, a letter for each kind of symbol."""

    def __init__(self) -> None:
        texts = {name: _expanded(text) for name, text in PARTS.items()}
        names = {"every", *(n for text in texts.values() for n in NAME.findall(text))}
        self._letters = {name: chr(FIRST_LETTER + i) for i, name in enumerate(sorted(names))}
        parts = [f"(?P<{name}>{self._compiled(text)})" for name, text in texts.items()]
        self._pattern = re.compile(f"(?<!{self._letters['every']})(?:{'|'.join(parts)})")

    def _compiled(self, text: str) -> str:
        grouped = text.replace("(", "(?:").replace(" ", "\0")
        return NAME.sub(lambda m: self._letters[m[0]], grouped).replace("\0", "")

    def parts(self, symbols: Sequence[Symbol]) -> Iterator[Match]:
        """The parts of expressions in a row of symbols, left to right."""
        row = "".join([self._letters.get(kind(s), OTHER) for s in symbols])
        for match in self._pattern.finditer(row):
            start, stop = match.span()
            assert match.lastgroup is not None
            before = symbols[start - 1].kind if start else ""
            yield Match(match.lastgroup, start, stop, symbols[start:stop], before)


@cache
def grammar() -> Grammar:
    """The grammar, compiled once."""
    return Grammar()
