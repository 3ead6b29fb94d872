"""How a personal name is read: given names, surname, and how sure the words make it."""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find.lookup import Lookup, is_light, is_stop
from persian_news_ie.find.offices import Office
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.personwords import GivenName, Surname, endings, listed

MOST_GIVEN = 3  # given names in one name
PROVEN = 0.9  # of a surname that is nothing else
UNSURE = 0.65  # of a surname that nothing knows, with an end behind it
SHORTEST = 3  # letters of a surname that is found again, and of the rest of a glued given name


@cache
def _glue() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The first letters of prefixes, the prefixes, longest first, and what no name ends in."""
    prefixes = sorted(listed("given", "prefixes"), key=len, reverse=True)
    firsts = frozenset(p[:SHORTEST] for p in prefixes)
    return firsts, tuple(prefixes), tuple(listed("given", "no_prefix_endings"))


@lru_cache(maxsize=1 << 15)
def is_glued(key: str) -> bool:
    """Whether a word is a given name for its first part: «Mohammad…», «Abdol…»."""
    firsts, prefixes, never = _glue()
    if key[:SHORTEST] not in firsts:
        return False
    long = (p for p in prefixes if key.startswith(p) and len(key) - len(p) >= SHORTEST)
    return next(long, None) is not None and not key.endswith(never)


@dataclass(slots=True)
class Names:
    """The names of a document, by token, and how to read one."""

    see: Lookup
    given: dict[int, tuple[int, bool]] = field(default_factory=dict)
    family: dict[int, tuple[int, bool]] = field(default_factory=dict)
    famous: set[int] = field(default_factory=set)
    offices: dict[int, tuple[int, Office]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Document) -> "Names":
        """The names that the lexicon finds in a document, but for stop words and verbs."""
        found = cls(Lookup.of(doc))
        words, stops, verbs = doc.tokens.keys, keys("stop", "words"), doc.words.verbs
        for at, given in doc.hits.of(GivenName):
            if words[at.start] not in stops and at.start not in verbs:
                found.given[at.start] = (at.stop, given.is_common)
        for at, family in doc.hits.of(Surname):
            if words[at.start] not in stops and at.start not in verbs:
                found.family[at.start] = (at.stop, family.is_common)
                if family.is_famous:
                    found.famous.add(at.start)
        god, of_god = listed("parts", "god"), listed("parts", "of_god")
        for start, key in enumerate(words):
            if is_glued(key) and start not in found.given:
                found.given[start] = (start + 1, False)
            elif key in god and words[start - 1] in of_god:
                found.given[start - 1] = (start + 1, False)
        for mention in doc.candidates:
            if mention.label == "OFFICE" and isinstance(mention.value, Office):
                found.offices[mention.at.start] = (mention.at.stop, mention.value)
        return found

    def ends(self, at: int, end: int) -> bool:
        """Whether no name goes on over a token."""
        see = self.see
        return is_stop(see, at, end) or at in see.heads or at in see.honorifics or is_light(see, at)

    def surname(self, at: int, end: int, loose: bool) -> tuple[int, float]:
        """Where a surname at a token stops and how sure it is; (0, 0) if there is none.

        `loose`: something before it makes any word a surname.
        """
        if self.ends(at, end):
            return 0, 0.0
        key = self.see.doc.tokens.keys[at]
        if key in listed("family", "never"):
            return 0, 0.0
        if key in listed("parts", "first") and not self.ends(at + 1, end):
            return self._more(at + 2, end), 0.8
        stop, common = self.family.get(at, (at + 1, False))
        if (at in self.family and not common) or key.endswith(endings("strong")):
            return self._more(stop, end), PROVEN
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

    def _givens(self, at: int, end: int, trusted: bool) -> tuple[int, bool]:
        """Where the given names at a token stop, and whether one of them is nothing else."""
        first, sure = at, False
        while at in self.given and at < end and at - first < MOST_GIVEN:
            stop, common = self.given[at]
            if common and not (trusted or sure):
                break
            if at > first and (self.ends(at, end) or self._is_last(at, end)):
                break
            at, sure = stop, sure or not common
        return at, sure

    def _is_last(self, at: int, end: int) -> bool:
        """Whether a word that is a given name too is the surname, for no surname follows it."""
        if at not in self.family:
            return False
        (stop, common), key = self.family[at], self.see.doc.tokens.keys[at]
        if self.ends(stop, end):
            return True
        like_one = key.endswith(endings("fitting")) and key not in listed("given", "in_pairs")
        return like_one and not common and not self._is_family(stop)

    def _is_family(self, at: int) -> bool:
        """Whether a surname that is nothing else stands at a token, or ends in one."""
        key = self.see.doc.tokens.keys[at]
        known = at in self.family and not self.family[at][1]
        return known or key.endswith(endings("strong")) or key in listed("parts", "last")

    def name(self, at: int, end: int, trusted: bool) -> tuple[int, float]:
        """A full name at a token; `trusted`: something before it promised a name."""
        start = at
        if at < end and self.see.doc.tokens.keys[at] in listed("lineage"):
            at, trusted = at + 1, True
        first = at
        at, sure = self._givens(at, end, trusted)
        if at == first:
            return self.surname(at, end, False) if at > start else (0, 0.0)
        stop, score = self.surname(at, end, loose=sure)
        if stop and score < UNSURE and self.ends(stop, end):
            score = UNSURE
        if stop and (sure or (trusted and score >= PROVEN)):
            return self._further(stop, end), score
        # The last given name may be the surname: «…, Mohammad Reza», «Javad Hossein».
        return (at, 0.6) if at - first > 1 else (0, 0.0)

    def family_part(self, at: Span) -> tuple[str, ...]:
        """The words of a full name behind its given names; empty if none can be told."""
        tokens, start = self.see.doc.tokens.keys, at.start
        while start < at.stop - 1 and (start in self.given or tokens[start] in listed("lineage")):
            start += 1
        words = tuple(tokens[start : at.stop]) if start > at.start else ()
        alone = len(words) == 1 and self.family.get(start, (0, False))[1]
        return () if alone or len(words) > MOST_GIVEN else words
