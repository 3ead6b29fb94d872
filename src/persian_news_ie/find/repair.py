"""What a tagger's names need before they are weighed: what they stand in, and what is none."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.nonames import lands, no_names
from persian_news_ie.find.officewords import heads
from persian_news_ie.find.personwords import listed as people_words
from persian_news_ie.find.trim import TRIMS, Edit, Text, cut, is_model
from persian_news_ie.text.normalize import ZWNJ, phrase_key

NAMES = frozenset(("PERSON", "PLACE", "ORG"))
QUOTED = 4  # tokens that a title may have on each side of a name in it
HEADED = 0.85  # of an embassy: its head word says what it is
MOST_WORDS = 5  # of one person's name


def fields(text: Text, mention: Mention) -> Iterator[Mention]:
    """What a minister is minister of is no body on its own."""
    if mention.label != "ORG" or text.key(mention.at.start - 1) not in listed("ministers"):
        yield mention


def missions(text: Text, mention: Mention) -> Iterator[Mention]:
    """An embassy is a body, and where it is belongs to its name."""
    start, stop = mention.at
    if mention.label in ("PLACE", "ORG") and leading(text.keys[start:stop], listed("missions")):
        sure = replace(mention.evidence, score=max(mention.evidence.score, HEADED))
        mention = replace(mention, label="ORG", evidence=sure)
        if text.key(stop) in listed("inside") and stop + 1 in text.places:
            mention = cut(text.doc, mention, Span(start, text.places[stop + 1]))
    yield mention


def titles_of_works(text: Text, mention: Mention) -> Iterator[Mention]:
    """What stands in the quoted title of a film, book or ship is no place or person."""
    start, stop = mention.at
    if mention.label not in NAMES or listed("closers").isdisjoint(text.keys[stop : stop + QUOTED]):
        yield mention
        return
    before = range(start - 1, max(-1, start - 1 - QUOTED), -1)
    opened = next((i for i in before if text.keys[i] in listed("openers")), -1)
    if not (opened >= 0 and text.key(opened - 1) in listed("works")):
        yield mention


def named_after(text: Text, mention: Mention) -> Iterator[Mention]:
    """A ship or troop that bears a person's name is no person; a troop is a body."""
    start, stop = mention.at
    if mention.label == "PERSON":
        if text.key(start - 1) in listed("vessels"):
            return
        if text.key(start) in listed("troops"):
            mention = replace(mention, label="ORG")
        elif text.key(start - 1) in listed("troops") and text.key(start - 2) not in listed(
            "leaders"
        ):
            mention = replace(cut(text.doc, mention, Span(start - 1, stop)), label="ORG")
    yield mention


def quoted_bodies(text: Text, mention: Mention) -> Iterator[Mention]:
    """What stands in quotation marks behind «company» is its name."""
    start, stop = mention.at
    opened = text.key(start - 1) in listed("openers") and text.key(stop) in listed("closers")
    headed = text.key(start - 2) in listed("quoting") and text.key(start - 3) not in listed("these")
    if mention.label == "PERSON" and opened and headed:
        mention = replace(cut(text.doc, mention, Span(start - 2, stop + 1)), label="ORG")
    yield mention


def surnames_apart(text: Text, mention: Mention) -> Iterator[Mention]:
    """«…zade» that is written apart belongs to the name before it."""
    start, stop = mention.at
    if mention.label == "PERSON" and text.key(stop) in people_words("parts", "always"):
        mention = cut(text.doc, mention, Span(start, stop + 1))
    yield mention


def heads_alone(text: Text, mention: Mention) -> Iterator[Mention]:
    """A head word alone names nothing; of bodies only one of two words may («منطقه آزاد»)."""
    start, stop = mention.at
    is_short = mention.label == "PLACE" or (mention.label == "ORG" and stop - start == 1)
    if not is_short or text.heads.get(start) != stop:
        yield mention


def sources(text: Text, mention: Mention) -> Iterator[Mention]:
    """What is cited is a medium, whatever place or person lends it its name."""
    if mention.label == "PLACE":
        before = text.keys[max(0, mention.at.start - 3) : mention.at.start]
        if any("".join(before[i:]) in listed("citing") for i in range(len(before))):
            mention = replace(mention, label="ORG", value=None)
    yield mention


def branches(text: Text, mention: Mention) -> Iterator[Mention]:
    """With the press office of a ministry the ministry is named too."""
    yield mention
    start, stop = mention.at
    branch = leading(text.keys[start:stop], listed("branches"))
    named = leading(text.keys[start + branch : stop], listed("bodies"))
    if mention.label == "ORG" and branch and named:
        parent = cut(text.doc, mention, Span(start + branch, stop))
        yield replace(parent, evidence=replace(parent.evidence, by="settle:branch"))


def administrations(text: Text, mention: Mention) -> Iterator[Mention]:
    """An administration that is named by its territory is a body with that place in it."""
    start, stop = mention.at
    is_place = mention.label == "PLACE"
    head = leading(text.keys[start:stop], listed("administrations")) if is_place else 0
    if 0 < head < stop - start:
        yield replace(mention, label="ORG", value=None)
        mention = replace(cut(text.doc, mention, Span(start + head, stop)), value=mention.value)
    yield mention


def countries_of_office(text: Text, mention: Mention) -> Iterator[Mention]:
    """In «رئیس جمهوری فرانسه» the country is «فرانسه»."""
    start, stop = mention.at
    if mention.label == "PLACE" and text.key(start - 1) in listed("heads_of_state"):
        start += leading(text.keys[start : stop - 1], listed("of_state"))
        mention = replace(cut(text.doc, mention, Span(start, stop)), value=mention.value)
    yield mention


def people_of_rules(text: Text, mention: Mention) -> Iterable[Mention]:
    """What a tagger may not call a person a rule may not either."""
    if mention.label == "PLACE" and mention.value is not None:
        return () if text.key(mention.at.start - 1) in listed("heavens") else (mention,)
    return no_names(text, mention) if mention.label == "PERSON" else (mention,)


def whole_words(text: Text, mention: Mention) -> Iterator[Mention]:
    """No name of a table begins or ends with a word like «تا»."""
    ends = text.keys[mention.at.start], text.keys[mention.at.stop - 1]
    if listed("edges").isdisjoint(ends):
        yield mention


def places_of_office(text: Text, mention: Mention) -> Iterator[Mention]:
    """A place between a governor and a name is the governor's: «the governor of Maku saw N.»."""
    start, stop = mention.at
    place = text.charted.get(start, stop)
    headed = mention.label == "PERSON" and text.key(start - 1) in _of_places()
    if headed and place < stop and start not in text.surely_given:
        mention = cut(text.doc, mention, Span(place, stop))
    yield mention


@cache
def _of_places() -> frozenset[str]:
    """The keys of the heads that take a place: governor, mayor."""
    return frozenset(phrase_key(word) for word, head in heads() if head.takes == "place")


EDITS: tuple[Edit, ...] = (
    titles_of_works,
    *TRIMS,
    places_of_office,
    named_after,
    quoted_bodies,
    surnames_apart,
    fields,
    missions,
    sources,
    branches,
)
OTHERS: tuple[Edit, ...] = (  # of names
    titles_of_works,
    whole_words,
    people_of_rules,
    sources,
    administrations,
    countries_of_office,
)


def repaired(doc: Document) -> Iterator[Mention]:
    """The candidates of a document, a tagger's among them mended."""
    text = Text.of(doc)
    found = tuple(m for m in doc.candidates if is_model(m))
    named = (m for m in doc.candidates if m.label in NAMES)
    works = {text.doc.glued(m.at) for m in named if not tuple(titles_of_works(text, m))}
    found = tuple(m for m in found if not _is_work(text, m, works))
    mended = _edited(text, EDITS, found)
    yield from _edited(text, (no_names, heads_alone), _joined(text, mended))
    others = (m for m in doc.candidates if not is_model(m) and not _is_work(text, m, works))
    for mention in others:
        yield from _edited(text, OTHERS if mention.label in NAMES else (), (mention,))


def _is_work(text: Text, mention: Mention, works: Set[str]) -> bool:
    """Whether what is a film in one place is nobody, or in quotation marks no town, in another."""
    if mention.label not in ("PERSON", "PLACE") or text.doc.glued(mention.at) not in works:
        return False
    start, stop = mention.at
    quoted = text.key(start - 1) in listed("openers") and text.key(stop) in listed("closers")
    return quoted if mention.label == "PLACE" else is_model(mention)


def _edited(text: Text, edits: Iterable[Edit], found: Iterable[Mention]) -> Iterable[Mention]:
    for edit in edits:
        found = [after for before in found for after in edit(text, before)]
    return found


def _joined(text: Text, found: Iterable[Mention]) -> Iterator[Mention]:
    """Neighbours that are one name: a person broken in two, a head word and a quoted name."""
    held: Mention | None = None
    for mention in found:
        stop = _continued(text, held, mention) if held else 0
        if held and stop:
            held = cut(text.doc, held, Span(held.at.start, stop))
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _continued(text: Text, one: Mention, other: Mention) -> int:
    """Where the name stops that two mentions make together; 0 if they are two names."""
    if one.label != other.label:
        return 0
    gap = text.doc.article.text[one.span.stop : other.span.start]
    near = one.at.stop == other.at.start and gap in ("", " ", ZWNJ)
    if one.label == "PERSON":
        return other.at.stop if near and other.at.stop - one.at.start <= MOST_WORDS else 0
    if one.label == "ORG" and near and not leading(text.keys[slice(*other.at)], listed("bodies")):
        return other.at.stop
    if near and one.at.start in text.buildings and other.label == "PLACE":
        land = text.doc.glued(other.at) in lands() or one.at.stop - one.at.start == 1
        return 0 if land else other.at.stop
    head = text.doc.glued(one.at) in listed("never")
    opened = text.key(one.at.stop) in listed("openers") and other.at.start == one.at.stop + 1
    closed = text.key(other.at.stop) in listed("closers")
    return other.at.stop + 1 if head and opened and closed else 0
