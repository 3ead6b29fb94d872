"""Personal names by rules alone: from offices, honorifics, given names and repetition."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.chains import CLOSERS, COMMAS, OPENERS, Lookup, is_light, is_stop
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.personwords import GivenName, Surname, endings, listed, name_entries

MOST_GIVEN = 3  # given names in one name
MOST_QUOTED = 4  # tokens of a name in quotation marks
PROVEN = 0.9  # of a surname that is nothing else
SURE = 0.75  # of a name whose surname is looked for again
SHORTEST = 3  # letters of a surname that is found again


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of given names and surnames."""
    return name_entries()


def is_glued(key: str) -> bool:
    """Whether a word is a given name for its first part: «Mohammad…», «Abdol…»."""
    if not key.startswith(tuple(listed("given", "prefixes"))):
        return False
    prefix = max((p for p in listed("given", "prefixes") if key.startswith(p)), key=len)
    return len(key) - len(prefix) >= SHORTEST and not key.endswith(no_names())


@cache
def no_names() -> tuple[str, ...]:
    return tuple(listed("given", "no_prefix_endings"))


@dataclass(slots=True)
class Names:
    """The names of a document, by token, and how to read one."""

    see: Lookup
    given: dict[int, tuple[int, bool]] = field(default_factory=dict)
    family: dict[int, tuple[int, bool]] = field(default_factory=dict)
    offices: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Document) -> "Names":
        found = cls(Lookup.of(doc))
        keys_of, stops, verbs = doc.tokens.keys, keys("stop", "words"), doc.words.verbs
        for at, given in doc.hits.of(GivenName):
            if keys_of[at.start] not in stops and at.start not in verbs:
                found.given[at.start] = (at.stop, given.is_common)
        for at, key in enumerate(keys_of):
            if at not in found.given and is_glued(key):
                found.given[at] = (at + 1, False)
        for at, family in doc.hits.of(Surname):
            if keys_of[at.start] not in stops and at.start not in verbs:
                found.family[at.start] = (at.stop, family.is_common)
        for mention in doc.candidates:
            if mention.label == "OFFICE":
                found.offices[mention.at.start] = mention.at.stop
        return found

    def ends(self, at: int, end: int) -> bool:
        """Whether no name goes on over a token."""
        see = self.see
        return is_stop(see, at, end) or at in see.heads or at in see.honorifics or is_light(see, at)

    def surname(self, at: int, end: int, loose: bool) -> tuple[int, float]:
        """Where a surname at a token stops and how sure it is; (0, 0) if there is none."""
        if self.ends(at, end):
            return 0, 0.0
        key = self.see.doc.tokens.keys[at]
        if key in listed("parts", "first") and not self.ends(at + 1, end):
            return self._more(at + 2, end), 0.8
        stop, common = self.family.get(at, (at + 1, False))
        if at in self.family and not common or key.endswith(endings("strong")):
            return self._more(stop, end), 0.9
        if at in self.family or key.endswith(endings("fitting")):
            return self._more(at + 1, end), 0.75
        if loose and at not in self.see.named["PLACE"]:
            return self._more(at + 1, end), 0.55
        return 0, 0.0

    def _more(self, stop: int, end: int) -> int:
        """Where a surname stops with the second part it may have."""
        if self.ends(stop, end) or stop in self.see.named["ORG"]:
            return stop
        key = self.see.doc.tokens.keys[stop]
        if key in listed("parts", "last"):
            return stop + 1
        known = stop in self.family and not self.family[stop][1]
        fits = known or key.endswith(endings("strong"))
        return stop + 1 if fits and self.ends(stop + 1, end) else stop

    def _further(self, stop: int, end: int) -> int:
        """Where a full name stops with a last part that nothing knows: a verb of speech follows."""
        if self.ends(stop, end) or stop in self.see.named["PLACE"]:
            return stop
        return stop + 1 if self.see.verb(stop + 1) in listed("speech") else stop

    def is_last(self, at: int, end: int) -> bool:
        """Whether a word that is a given name too is the surname, for nothing follows it."""
        return at in self.family and self.ends(self.family[at][0], end)

    def name(self, at: int, end: int, trusted: bool) -> tuple[int, float]:
        """A given name with its surname; `trusted`: something before it promised a name."""
        tokens, start = self.see.doc.tokens.keys, at
        if at < end and tokens[at] in listed("lineage"):
            at += 1
            trusted = True
        first, sure = at, False
        while at in self.given and at < end and at - first < MOST_GIVEN:
            stop, common = self.given[at]
            if common and not (trusted or sure) or self.ends(at, end) and at > first:
                break
            if at > first and self.is_last(at, end):
                break
            at, sure = stop, sure or not common
        if at == first:
            return self.surname(at, end, False) if at > start else (0, 0.0)
        stop, score = self.surname(at, end, loose=sure)
        if stop and (sure or trusted and score >= PROVEN):
            return self._further(stop, end), score
        # The last given name may be the surname: «…, Mohammad Reza», «Javad Hossein».
        two = at - first > 1
        return (at, 0.6) if two else (0, 0.0)


    def family_part(self, at: Span) -> tuple[str, ...]:
        """The words of a full name behind its given names; empty if none can be told."""
        tokens, start = self.see.doc.tokens.keys, at.start
        while start < at.stop - 1 and (start in self.given or tokens[start] in listed("lineage")):
            start += 1
        words = tuple(tokens[start : at.stop]) if start > at.start else ()
        alone = len(words) == 1 and self.family.get(start, (0, False))[1]
        return () if alone or len(words) > MOST_GIVEN else words


def find_people(doc: Document) -> tuple[Mention, ...]:
    """PERSON candidates by rules, each with the rule that found it."""
    names = Names.of(doc)
    found: dict[Span, Mention] = {}
    for sentence in doc.sentences:
        for at, by, score in _in_sentence(names, sentence):
            if at not in found or found[at].score < score:
                found[at] = doc.mention("PERSON", at, f"person:{by}", None, score)
    known = [m for m in doc.candidates if m.label == "PERSON"]
    again = _again(names, [*found.values(), *known])
    return (*found.values(), *(m for m in again if m.at not in found))


Guess = tuple[Span, str, float]


def _in_sentence(names: Names, sentence: Span) -> Iterator[Guess]:
    see, end = names.see, sentence.stop
    for at in range(sentence.start, end):
        if at in names.offices:
            yield from _behind_office(names, names.offices[at], end)
        if at in see.honorifics:
            yield from _behind_honorific(names, at, sentence)
        elif at in names.given or see.doc.tokens.keys[at] in listed("lineage"):
            yield from _full(names, at, sentence)
        elif see.doc.tokens.keys[at] in listed("family", "famous"):
            yield Span(at, at + 1), "known surname", 0.8
    yield from _speaker(names, sentence)


def _full(names: Names, at: int, sentence: Span) -> Iterator[Guess]:
    """A given name and a surname."""
    before = names.see.doc.tokens.keys[at - 1] if at > sentence.start else ""
    if before in keys("body", "named") or before in listed("sacred", "words"):
        return
    inside = at - 1 in names.given or before in listed("lineage")
    if at > sentence.start and inside:
        return
    stop, score = names.name(at, sentence.stop, trusted=False)
    if stop:
        yield Span(at, stop), "given name", score


def _behind_office(names: Names, at: int, end: int) -> Iterator[Guess]:
    """A name behind an office, perhaps behind a comma or in quotation marks."""
    tokens = names.see.doc.tokens.keys
    comma = at < end and tokens[at] in COMMAS
    at += comma
    if at < end and tokens[at] in OPENERS:
        yield from _quoted(names, at + 1, end)
        return
    while at in names.see.honorifics:
        at = names.see.honorifics[at]
    stop, score = names.name(at, end, trusted=True)
    if stop:
        yield Span(at, stop), "office + name", min(0.95, score + 0.1)
        return
    stop, score = names.surname(at, end, loose=False)
    bounded = names.ends(stop, end) or stop in names.offices
    if stop and score >= (0.9 if comma else 0.75) and bounded:
        yield Span(at, stop), "office + surname", score - 0.15


def _quoted(names: Names, at: int, end: int) -> Iterator[Guess]:
    """A name in quotation marks, which only the office before it promises."""
    tokens, stop = names.see.doc.tokens.keys, at
    while stop < end and stop - at < MOST_QUOTED and not is_stop(names.see, stop, end):
        stop += 1
    if stop - at > 1 and stop < end and tokens[stop] in CLOSERS:
        yield Span(at, stop), "office + quoted name", 0.85


def _behind_honorific(names: Names, at: int, sentence: Span) -> Iterator[Guess]:
    """A name behind honorifics and ranks."""
    tokens, start, see = names.see.doc.tokens.keys, at, names.see
    before = tokens[at - 1] if at > sentence.start else ""
    if before in keys("body", "named"):
        return
    while at in see.honorifics:
        last, at = at, see.honorifics[at]
    end = sentence.stop
    stop, score = names.name(at, end, trusted=True)
    if tokens[last] in listed("lineage"):
        at = last
        stop, score = names.name(at, end, trusted=True)
    if not stop and tokens[start] not in listed("doubtful"):
        stop, score = names.surname(at, end, loose=True)
    if stop:
        yield Span(at, stop), "honorific + name", min(0.95, score + 0.05)


def _speaker(names: Names, sentence: Span) -> Iterator[Guess]:
    """A lone surname that begins a sentence, before a verb of speech."""
    at, end = sentence.start, sentence.stop
    if at in names.given or at in names.offices or at in names.see.named["PLACE"]:
        return
    stop, score = names.surname(at, end, loose=False)
    if stop and stop < end and score >= 0.9:
        said = names.see.verb(stop) in listed("speech")
        if said or is_light(names.see, stop):
            yield Span(at, stop), "surname + speech", 0.65


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
    for at in range(len(tokens)):
        surname = known.get(tokens[at], ())
        if surname and at not in taken and tuple(tokens[at : at + len(surname)]) == surname:
            span = Span(at, at + len(surname))
            yield doc.mention("PERSON", span, "person:surname again", None, 0.7)
