"""Two candidates of one label: the same name, a longer reading of it, or two names."""

from dataclasses import replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.contest import Remains, is_guarded, merged, nested, size, stronger
from persian_news_ie.find.crossings import CROSSING_KINDS
from persian_news_ie.find.gazetteer import PlaceReading, place_kind
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.trim import cut, is_model

SURE = 0.8  # of a tagger's score, to outweigh a word list
CERTAIN = 0.9  # of a rule's score, to make a tagger's name longer


def same(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """The same words with the same label are one mention."""
    if first.label != second.label or first.at != second.at:
        return None
    return nested(merged(first, second), *first.parts, *second.parts)


def longest(doc: Document, first: Mention, second: Mention) -> Remains | None:
    """Of one label the longer reading wins («اقلیم کردستان عراق»)."""
    if first.label != second.label:
        return None
    if first.label == "PERSON" and is_model(first) != is_model(second):
        return (_fuller(first, second),)
    long, short = sorted((first, second), key=lambda m: m.at.start - m.at.stop)
    if not long.at.covers(short.at):
        return _overhang(doc, first, second)
    if _is_direction(doc, long, short) or _goes_on(long, short):
        return (short,)
    if apart := _apart(doc, long, short):
        return apart
    if is_model(short) or is_guarded(short) or _is_charted(long):
        return nested(long, *short.parts)
    return nested(long, short)


def _overhang(doc: Document, first: Mention, second: Mention) -> Remains:
    """Two readings of one label that share their ends: one name if a body or phrase, else best."""
    if first.label in ("ORG", "OFFICE", "GROUP"):
        whole = cut(doc, first, Span(first.at.start, second.at.stop))
        return nested(replace(whole, value=first.value), *second.parts)
    return (stronger(first, second),)


def _fuller(first: Mention, second: Mention) -> Mention:
    """Of a tagger's name and a rule's: the longer, unless the rule was not sure of so much."""
    model, rule = (first, second) if is_model(first) else (second, first)
    if size(rule) > size(model) and (rule.score >= CERTAIN or model.score < SURE):
        return rule
    return model


def _is_direction(doc: Document, long: Mention, short: Mention) -> bool:
    """Whether a place is only said to lie in the north of another."""
    if long.label != "PLACE" or not is_model(long) or is_model(short):
        return False
    before = doc.tokens.keys[long.at.start : short.at.start]
    return bool(before) and leading(before, listed("directions")) == len(before)


def _goes_on(long: Mention, short: Mention) -> bool:
    """Whether a tagger's name has more words than a crossing at whose head word it starts."""
    return is_crossing(short) and is_model(long) and long.at.start == short.at.start


def is_crossing(place: Mention) -> bool:
    """Whether a mention is a crossing that a table knows, behind its head word."""
    value = place.value
    if not isinstance(value, PlaceReading) or not value.records:
        return False
    return value.kind in CROSSING_KINDS and value.name != place.at


def _apart(doc: Document, long: Mention, short: Mention) -> Remains:
    """A place and the country behind it («اودنسه دانمارک»), or nothing if they are one name."""
    if long.label != "PLACE" or not is_model(long):
        return ()
    if any(p.at.start < short.at.start < p.at.stop for p in long.parts):
        return ()  # «سالن سینما فلسطین»: the name of a cinema
    before = Span(long.at.start, short.at.start)
    reading = short.value
    known = reading.records[:1] if isinstance(reading, PlaceReading) else ()
    country = any(place_kind(record) == "country" for record in known)
    head = leading(doc.tokens.keys[slice(*before)], listed("never")) == before.stop - before.start
    if not country or head or short.at.stop < long.at.stop or before.start == before.stop:
        return ()
    return cut(doc, long, before), short


def _is_charted(long: Mention) -> bool:
    """Whether a table has the place: the name in it («کرمانشاه» of a province) is no other."""
    return isinstance(long.value, PlaceReading)
