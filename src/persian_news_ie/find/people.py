"""Personal names by rules alone: from offices, honorifics, given names and repetition."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.lookup import CLOSERS, COMMAS, OPENERS, is_light, is_stop
from persian_news_ie.find.naming import PROVEN, SHORTEST, Names
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.personwords import listed, name_entries

MOST_QUOTED = 4  # tokens of a name in quotation marks
SURE = 0.75  # of a name whose surname is looked for again

# How sure a rule must be beside a tagger; a given name alone never is.
TRUSTED = {"honorific + name": 0.8, "office + quoted name": 0.8, "given name": 1.1}

Guess = tuple[Span, str, float]


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of given names and surnames."""
    return name_entries()


def find_people(doc: Document) -> tuple[Mention, ...]:
    """PERSON candidates by rules, each with the rule that found it."""
    names = Names.of(doc)
    found: dict[Span, Mention] = {}
    read = any(m.evidence.by.startswith("model") for m in doc.candidates)
    for at, by, score in _guesses(names):
        # A tagger that read the text knows better where the words alone are unsure.
        if read and score < TRUSTED.get(by, PROVEN):
            continue
        if at not in found or found[at].score < score:
            found[at] = doc.mention("PERSON", at, f"person:{by}", None, score)
    known = [m for m in doc.candidates if m.label == "PERSON"]
    again = _again(names, [*found.values(), *known])
    return (*found.values(), *(m for m in again if m.at not in found))


def _guesses(names: Names) -> Iterator[Guess]:
    see, doc = names.see, names.see.doc
    bounds = [s.start for s in doc.sentences]
    starts = {*names.offices, *see.honorifics, *names.given, *names.famous}
    for at in sorted(starts):
        sentence = doc.sentences[bisect_right(bounds, at) - 1]
        if at in names.offices:
            yield from _behind_office(names, at, sentence.stop)
            yield from _before_office(names, at, sentence)
        if at in see.honorifics:
            yield from _behind_honorific(names, at, sentence)
        elif at in names.given:
            yield from _full(names, at, sentence)
        elif at in names.famous:
            yield Span(at, at + 1), "known surname", 0.8
    for sentence in doc.sentences:
        yield from _speaker(names, sentence)


def _full(names: Names, at: int, sentence: Span) -> Iterator[Guess]:
    """A given name and a surname."""
    before = names.see.doc.tokens.keys[at - 1] if at > sentence.start else ""
    if before in keys("body", "named") or before in listed("sacred", "words"):
        return
    goes_on = not names.given.get(at - 1, (0, True))[1] or before in listed("lineage")
    if at > sentence.start and goes_on:
        return
    stop, score = names.name(at, sentence.stop, trusted=False)
    if stop:
        yield Span(at, stop), "given name", score
        return
    stop, score = names.name(at, sentence.stop, trusted=True)
    if score >= PROVEN and stop in names.offices and names.offices[stop][1].is_closed:
        yield Span(at, stop), "full name + office", score


def _behind_office(names: Names, at: int, end: int) -> Iterator[Guess]:
    """A name behind an office, perhaps behind a comma or in quotation marks."""
    tokens, honorifics = names.see.doc.tokens.keys, names.see.honorifics
    at, office = names.offices[at]
    if office.title in listed("links", "reporters"):
        return
    comma = at < end and tokens[at] in COMMAS
    at += comma
    if at < end and tokens[at] in OPENERS:
        yield from _quoted(names, at + 1, end)
        return
    while at in honorifics:
        at = honorifics[at]
    common = names.given.get(at, (0, False))[1]
    stop, score = names.name(at, end, trusted=comma or not common or office.is_closed)
    if stop:
        yield Span(at, stop), "office + name", min(0.95, score + 0.1)
        return
    stop, score = names.surname(at, end, loose=False)
    bounded = office.is_closed and (names.ends(stop, end) or stop in names.offices)
    if stop and score >= (PROVEN if comma else SURE) and bounded:
        yield Span(at, stop), "office + surname", score - 0.15


def _before_office(names: Names, at: int, sentence: Span) -> Iterator[Guess]:
    """Words in quotation marks, or alone before a comma, that an office behind explains."""
    tokens, stop = names.see.doc.tokens.keys, at
    comma = stop - 1 > sentence.start and tokens[stop - 1] in COMMAS
    stop -= comma
    quoted = stop - 1 > sentence.start and tokens[stop - 1] in CLOSERS
    stop -= quoted
    start = stop
    while start > sentence.start and stop - start < MOST_QUOTED and _is_free(names, start - 1):
        start -= 1
    opened = start > sentence.start and tokens[start - 1] in OPENERS
    first = start == sentence.start or tokens[start - 1] in COMMAS
    known = names.offices[at][1].is_closed
    if stop - start > 1 and ((quoted and opened) or (comma and first and known)):
        yield Span(start, stop), "name + office", 0.6


def _is_free(names: Names, at: int) -> bool:
    """Whether a token can be a word of a name that no table knows."""
    see, verbs = names.see, names.see.doc.words.verbs
    named = at in see.named["PLACE"] or at in see.named["ORG"]
    return not named and at not in verbs and not names.ends(at, at + 1)


def _quoted(names: Names, at: int, end: int) -> Iterator[Guess]:
    """A name in quotation marks, which only the office before it promises."""
    tokens, stop = names.see.doc.tokens.keys, at
    while stop < end and stop - at < MOST_QUOTED and not is_stop(names.see, stop, end):
        stop += 1
    if stop - at > 1 and stop < end and tokens[stop] in CLOSERS:
        yield Span(at, stop), "office + quoted name", 0.85


def _behind_honorific(names: Names, at: int, sentence: Span) -> Iterator[Guess]:
    """A name behind honorifics and ranks; lineage is part of the name."""
    tokens, start, see = names.see.doc.tokens.keys, at, names.see
    before = tokens[at - 1] if at > sentence.start else ""
    if before in keys("body", "named") or (at and see.honorifics.get(at - 1) == at):
        return
    last = at
    while at in see.honorifics:
        last, at = at, see.honorifics[at]
    if tokens[last] in listed("lineage"):
        at = last
    stop, score = names.name(at, sentence.stop, trusted=True)
    if not stop and tokens[start] not in listed("doubtful"):
        stop, score = names.surname(at, sentence.stop, loose=True)
    if stop:
        yield Span(at, stop), "honorific + name", min(0.95, score + 0.05)


def _speaker(names: Names, sentence: Span) -> Iterator[Guess]:
    """A lone surname that begins a sentence, before a verb of speech."""
    at, end = sentence
    if at in names.given:
        yield from _full_speaker(names, at, end)
        return
    if at in names.offices or at in names.see.named["PLACE"]:
        return
    stop, score = names.surname(at, end, loose=False)
    if not stop or stop >= end or score < PROVEN:
        return
    if names.see.verb(stop) in listed("speech") or is_light(names.see, stop):
        yield Span(at, stop), "surname + speech", 0.65


def _full_speaker(names: Names, at: int, end: int) -> Iterator[Guess]:
    """A given name, though a common word as well, and a sure surname that begin a sentence."""
    stop, score = names.name(at, end, trusted=True)
    behind = names.see.doc.tokens.keys[stop : stop + 1] if stop else []
    told = not listed("said", "words").isdisjoint(behind)
    if told and score >= PROVEN and not names.family.get(stop - 1, (0, True))[1]:
        yield Span(at, stop), "full name + speech", 0.85


def _again(names: Names, people: Iterable[Mention]) -> Iterator[Mention]:
    """Surnames of people already found, wherever they stand alone."""
    doc = names.see.doc
    tokens = doc.tokens.keys
    known: dict[str, tuple[str, ...]] = {}
    taken: set[int] = set()
    for mention in people:
        taken.update(range(*mention.at))
        surname = names.family_part(mention.at)
        if mention.score >= SURE and len("".join(surname)) >= SHORTEST:
            known[surname[0]] = surname
            known.setdefault("".join(surname), ("".join(surname),))
    if not known:
        return
    for at, key in enumerate(tokens):
        if key not in known or at in taken:
            continue
        surname = known[key]
        if tuple(tokens[at : at + len(surname)]) == surname:
            span = Span(at, at + len(surname))
            yield doc.mention("PERSON", span, "person:surname again", None, 0.7)
