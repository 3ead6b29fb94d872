"""What is known of a document by token: heads, fields, honorifics, names, and what stops them."""

from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find.gazetteer import PlaceReading
from persian_news_ie.find.officewords import Field, Head, keys
from persian_news_ie.find.personwords import GivenName, Surname
from persian_news_ie.find.tables import TitleRecord

SURE = 0.5  # a place scored below it is a common word without a context
COMMAS = frozenset("،,")
OPENERS = frozenset('«"“')
CLOSERS = frozenset('»"”')
PERSON_KINDS = frozenset(("honorific", "rank"))
PRESENT = ("می\u200c", "نمی\u200c")
AND = "و"
LABELS = ("PLACE", "ORG", "PERSON")


@dataclass(slots=True)
class Lookup:
    """What is known of a document, by the token where it starts: where the longest one stops."""

    doc: Document
    heads: dict[int, tuple[int, Head]] = field(default_factory=dict)
    fields: dict[int, int] = field(default_factory=dict)
    honorifics: dict[int, int] = field(default_factory=dict)
    given: frozenset[int] = frozenset()
    families: frozenset[int] = frozenset()  # tokens where a surname ends
    ends: set[int] = field(default_factory=set)  # the last tokens of persons
    named: dict[str, dict[int, int]] = field(default_factory=dict)
    unsure: dict[int, int] = field(default_factory=dict)
    lands: dict[int, set[str]] = field(default_factory=dict)  # by where names of places stop

    @classmethod
    def of(cls, doc: Document) -> "Lookup":
        """What the lexicon and the candidates say of a document."""
        found = cls(doc, named={label: {} for label in LABELS})
        for at, head in doc.hits.of(Head):  # shorter ones come first
            stop, known = found.heads.get(at.start, (0, None))
            if stop != at.stop or known is None or known.takes != head.takes:
                found.heads[at.start] = (at.stop, head)  # of two spellings the first
        for at, _ in doc.hits.of(Field):
            found.fields[at.start] = at.stop
        for at, title in doc.hits.of(TitleRecord):
            if title.kind in PERSON_KINDS:
                found.honorifics[at.start] = at.stop
        sure = (at.start for at, name in doc.hits.of(GivenName) if not name.is_common)
        found.given = frozenset(sure)
        last = (at.stop - 1 for at, name in doc.hits.of(Surname) if not name.is_common)
        found.families = frozenset(last)
        for mention in doc.candidates:
            if isinstance(mention.value, PlaceReading):
                lands = found.lands.setdefault(mention.at.stop, set())
                lands.update(record.country for record in mention.value.records)
            found.add(mention.label, mention.at, mention.score)
        return found

    def add(self, label: str, at: Span, score: float) -> None:
        """Keep a candidate by where it starts."""
        by_start = self.named.get(label)
        if by_start is None:
            return
        if score < SURE:
            if label != "PLACE":
                return
            by_start = self.unsure
        if label == "PERSON":
            self.ends.add(at.stop - 1)
        by_start[at.start] = max(at.stop, by_start.get(at.start, 0))

    def verb(self, at: int) -> str | None:
        """The infinitive of the verb form that starts at a token."""
        found = self.doc.words.verbs.get(at)
        form = found.form if found else None
        # News does not say "thou": such forms are adjectives («Chinese») that look like verbs.
        if form is None or form.person == "2s":
            return None
        keys_here = self.doc.tokens.keys
        goes_on = form.doubtful and keys_here[at + 1 : at + 2] == [AND]
        return None if goes_on else form.infinitive


def is_stop(see: Lookup, at: int, end: int) -> bool:
    """Whether no phrase goes on over a token: a stop word, sign, verb or the noun of one."""
    if at >= end:
        return True
    key = see.doc.tokens.keys[at]
    if key in keys("stop", "words") or not key[:1].isalpha():
        return True
    return see.verb(at) is not None or see.doc.tokens.norms[at].startswith(PRESENT)


def is_light(see: Lookup, at: int) -> bool:
    """Whether a token is the noun of a compound verb whose verb follows."""
    return see.verb(at + 1) in keys("verbs", "light")
