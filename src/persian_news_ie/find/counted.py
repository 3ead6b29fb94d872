"""Whether a number counts the noun behind it, and whom or what."""

from decimal import Decimal

from persian_news_ie.document import Document
from persian_news_ie.find import units
from persian_news_ie.find.numbers import Numeral
from persian_news_ie.find.units import Unit
from persian_news_ie.text.normalize import key_of

ONE, TWO = Decimal(1), Decimal(2)
THOUSAND = 1000
TON = "t"
FEW = 20  # in words: «seven tan» are people, 7 tan are tons
PERSON = Unit("count", units.PERSON, ONE)


def person(doc: Document, numeral: Numeral, unit: Unit, stop: int) -> Unit:
    """The unit, but a person where the word for ton is used for people."""
    if unit.name != TON or numeral.scale != ONE or numeral.value >= THOUSAND:
        return unit
    behind = doc.tokens.keys[stop] if stop < len(doc.tokens) else ""
    is_word = not numeral.is_plain and numeral.value <= FEW
    is_few = is_word and behind not in units.keys("goods")
    return PERSON if is_few or behind in units.keys("of") else unit


def is_amount(doc: Document, numeral: Numeral, unit: Unit) -> bool:
    """Whether a number counts the noun behind it, and does not number the noun before it."""
    keys = doc.tokens.keys
    is_article = numeral.value == ONE and not numeral.is_plain
    before = keys[numeral.start - 1] if numeral.start else ""
    if before in units.keys("vague"):
        return False  # «hundreds of thousands»
    if unit.kind in ("money", "cent", "percent"):
        return unit.kind != "cent" or not is_article
    is_small = numeral.scale == ONE and numeral.value < THOUSAND
    if is_small and before in units.keys("numbering"):
        return False
    if _is_pair(numeral, unit, before):
        return False
    if unit.kind == "quantity" or unit.name in units.keys("single"):
        return True
    is_single = numeral.stop == numeral.start + 1
    return not is_article and not (is_single and keys[numeral.start] in units.keys("lone"))


def _is_pair(numeral: Numeral, unit: Unit, before: str) -> bool:
    """Whether a two in words points at two that are known, like «both teams»."""
    if unit.kind != "count" or numeral.value != TWO or numeral.is_plain:
        return False
    return key_of(unit.name) in units.keys("pair") or before in units.keys("definite")
