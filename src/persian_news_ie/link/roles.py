"""Which office belongs to which named person: apposition, appointment, shared heads."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.offices import Office
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.tables import TitleRecord
from persian_news_ie.text.normalize import phrase_key

COLON = ":"
COMMA = "\N{ARABIC COMMA}"
SEMICOLON = "\N{ARABIC SEMICOLON}"
MOST_BETWEEN = 8  # tokens between a person and an office that belong together
PREDICATED = {"relative": "role:relative clause", "once": "role:once", "now": "role:now"}
COPULAS = frozenset(("بودن", "شدن"))
SKIPPED = frozenset('«»"“”()-–—ـ_')
OBJECT = "را"
SIGNS = frozenset((COLON, "\N{ARABIC COMMA}"))
OPENED = frozenset((COLON, "«"))
BRACKETS = frozenset("(-–—ـ_")


class Attachment(NamedTuple):
    """A person's name, the office said of it, and the rule that says so."""

    person: Mention
    office: Mention
    by: str


def office_of(mention: Mention) -> Office | None:
    """What the finder of offices knows of a mention."""
    return mention.value if isinstance(mention.value, Office) else None


@dataclass(frozen=True, slots=True)
class Line:
    """The persons and offices of a document in text order, and the honorifics between them."""

    doc: Document
    items: tuple[Mention, ...]
    honorifics: frozenset[int]
    sources: frozenset[int] = frozenset()

    @classmethod
    def of(cls, doc: Document) -> "Line":
        """The line of a document; persons inside the phrase of an office are no items."""
        named = tuple(m for m in doc.mentions if m.label in ("PERSON", "OFFICE", "GROUP"))
        marks = {
            token
            for at, title in doc.hits.of(TitleRecord)
            if title.kind in ("honorific", "rank")
            for token in range(*at)
        }
        sources = frozenset(m.at.stop for m in doc.mentions if m.label == "ORG")
        return cls(doc, named, frozenset(marks), sources)

    def between(self, left: Mention, right: Mention) -> str | None:
        """What stands between two items: "" nothing, a sign or word, None if too much."""
        start, stop = left.at.stop, right.at.start
        if stop - start > MOST_BETWEEN:
            return None
        keys = self.doc.tokens.keys
        kept = [keys[i] for i in range(start, stop) if i not in self.honorifics]
        kept = [k for k in kept if not k.isdigit() and k not in listed("links", "aged")]
        bracket = bool(kept) and kept[0] in BRACKETS
        words = [k for k in kept if k not in SKIPPED]
        return "(" if bracket and not words else "".join(words)


def attach(line: Line) -> tuple[Attachment, ...]:
    """Every office that stands with the name of its holder."""
    return (*_appositions(line), *_appointed(line), *_shared(line))


def _appositions(line: Line) -> Iterator[Attachment]:
    """«office name», «office, name», «name office», «name, office», «name who is office»."""
    last: dict[int, Attachment] = {}  # by the place of the person in the line
    items = line.items
    for i, item in enumerate(items):
        if item.label == "GROUP" and (among := _among(line, i)):
            last[i - 1] = among
            yield among
        if item.label != "OFFICE" or _behind(line.doc.tokens.keys, item.at.start, "as"):
            continue
        if _is_cut(item):
            continue
        found = _left(line, i, last) or _right(line, i)
        if found:
            person, attachment = found
            last[person] = attachment
            yield attachment


def _among(line: Line, i: int) -> Attachment | None:
    """«N. N., of the members of …»: one of a group, by a comma or a copula behind the group."""
    if i == 0 or line.items[i - 1].label != "PERSON":
        return None
    person, group = line.items[i - 1], line.items[i]
    if not _same_sentence(line.doc, person, group):
        return None
    gap = line.between(person, group)
    told = gap in listed("links", "among") or (
        gap in listed("links", "among_with_verb") and _is_counted(line, i)
    )
    return Attachment(person, group, "role:one of") if told else None


def _is_counted(line: Line, i: int) -> bool:
    """Whether a verb such as «is» follows a group, or the office that is coordinated with it."""
    last = line.items[i]
    after = line.items[i + 1] if i + 1 < len(line.items) else None
    if after and after.label == "OFFICE" and line.between(last, after) in listed("links", "and"):
        last = after
    tokens = line.doc.tokens.keys[last.at.stop : last.at.stop + 1]
    return _copula_follows(line.doc, last) or not listed("links", "counted").isdisjoint(tokens)


def _is_cut(office: Mention) -> bool:
    """Whether «son» and the like lost the name behind: alone they say nothing."""
    value = office_of(office)
    return value is not None and value.takes == "person" and office.at.stop <= value.head.stop


def _left(line: Line, i: int, last: dict[int, Attachment]) -> tuple[int, Attachment] | None:
    """The person before an office, or before the office it is coordinated with."""
    items, office = line.items, line.items[i]
    if i == 0 or not _same_sentence(line.doc, items[i - 1], office):
        return None
    gap = line.between(items[i - 1], office)
    if gap is None:
        return None
    if items[i - 1].label == "PERSON":
        told = gap in listed("links", "apposed") and not _is_credit(line, i)
        told = told and not (gap == "" and _is_seen(line.doc, office))
        if told and not (gap and _claimed(line, i, last)):
            by = "role:apposition" if gap in ("", "(") else "role:apposition, comma"
            return i - 1, Attachment(items[i - 1], office, by)
        said = next((by for name, by in PREDICATED.items() if gap in listed("links", name)), None)
        if said and _copula_follows(line.doc, office):
            return i - 1, Attachment(items[i - 1], office, said)
        return None
    holder = next((p for p in last if last[p].office is items[i - 1] and p < i - 1), None)
    if holder is None or gap not in listed("links", "and") or _direct_right(line, i):
        return None
    if keys("lists", "own").intersection(line.doc.tokens.keys[slice(*office.at)]):
        return None  # «N. N., head of …, and his lawyer» are two
    return holder, Attachment(items[holder], office, "role:second office")


def _is_seen(doc: Document, office: Mention) -> bool:
    """Whether a counterpart is the object: «N. N. saw his counterpart»."""
    value, after = office_of(office), doc.tokens.keys[office.at.stop : office.at.stop + 1]
    other = value is not None and phrase_key(value.title) in keys("lists", "counterparts")
    return other and not listed("links", "object").isdisjoint(after)


def _is_credit(line: Line, i: int) -> bool:
    """Whether an office is the next line of credits: «sound: N. N., camera: N. N.»."""
    tokens, stop = line.doc.tokens.keys, line.items[i].at.stop
    name = line.items[i - 1].at.start
    return tokens[name - 1 : name] == [COLON] == tokens[stop : stop + 1]


def _claimed(line: Line, i: int, last: dict[int, Attachment]) -> bool:
    """Whether the person before a sign is another's: he has an office, and one more follows.

    In «sound, N. N.; camera, N. N.» the office is that of the name behind it.
    """
    right = _next_person(line, i)
    parted = line.between(line.items[i - 1], line.items[i]) == SEMICOLON
    return right is not None and (parted or i - 1 in last)


def _direct_right(line: Line, i: int) -> bool:
    nxt = _next_person(line, i)
    return nxt is not None and line.between(line.items[i], nxt) == ""


def _next_person(line: Line, i: int) -> Mention | None:
    if i + 1 >= len(line.items) or line.items[i + 1].label != "PERSON":
        return None
    nxt = line.items[i + 1]
    gap = line.between(line.items[i], nxt)
    near = _same_sentence(line.doc, line.items[i], nxt) and gap in listed("links", "apposed")
    return nxt if near else None


def _right(line: Line, i: int) -> tuple[int, Attachment] | None:
    """The person behind an office."""
    office, nxt = line.items[i], _next_person(line, i)
    if nxt is None:
        return None
    gap = line.between(office, nxt)
    value = office_of(office)
    if gap and (value is None or value.title in listed("links", "reporters")):
        return None  # «as the reporter of … says, N. N. …»
    if gap == "(" or (gap == "" and value and _is_of(line, i, value)):
        return None
    if _is_object(line, office, nxt):
        return None  # «the minister appointed N. N. as …»
    by = "role:office + name" if gap == "" else "role:office, name"
    return i + 1, Attachment(nxt, office, by)


def _is_object(line: Line, office: Mention, person: Mention) -> bool:
    """Whether an office that begins its sentence appoints or dismisses the person behind it."""
    keys, sentences = line.doc.tokens.keys, line.doc.sentences
    if keys[person.at.stop : person.at.stop + 1] != [OBJECT]:
        return False
    sentence = sentences[bisect_right(sentences, office.at.start, key=lambda s: s.stop)]
    first = office.at.start == sentence.start or keys[office.at.start - 1] in SIGNS
    return first and not listed("links", "acts").isdisjoint(keys[person.at.stop : sentence.stop])


def _is_of(line: Line, i: int, office: Office) -> bool:
    """Whether the person behind an adviser is whom he advises: one with an office of his own."""
    if office.is_closed or phrase_key(office.title) not in keys("lists", "of_person"):
        return False
    if i + 2 >= len(line.items) or line.items[i + 2].label != "OFFICE":
        return False
    return line.between(line.items[i + 1], line.items[i + 2]) in listed("links", "apposed")


def _copula_follows(doc: Document, office: Mention) -> bool:
    verb = doc.words.verbs.get(office.at.stop)
    return bool(verb and verb.form and verb.form.infinitive in COPULAS)


def _same_sentence(doc: Document, left: Mention, right: Mention) -> bool:
    return next(_between(doc, left.at, right.at), None) is None


def _between(doc: Document, left: Span, right: Span) -> Iterator[Span]:
    first = bisect_right(doc.sentences, left.start, key=lambda s: s.stop)
    later = (doc.sentences[i] for i in range(first, len(doc.sentences)))
    return takewhile(lambda s: s.stop <= right.start, later)


def _appointed(line: Line) -> Iterator[Attachment]:
    """«name … as office», as appointments say it."""
    keys, last = line.doc.tokens.keys, -1
    for i, office in enumerate(line.items):
        told = office.label != "PERSON" and _behind(keys, office.at.start, "as")
        if not told or keys[office.at.start] in listed("links", "one"):
            continue
        if office.label == "GROUP":
            run = _run(line, i, -1, "as")
            yield from (Attachment(p, office, "role:shared, as") for p in run if len(run) > 1)
            continue
        chosen = _appointee(line, range(last + 1, i), office)
        if chosen:
            yield Attachment(chosen, office, "role:as")
        last = i


def _appointee(line: Line, before: range, office: Mention) -> Mention | None:
    """Who is made something: the object, who stands right before «as», or the subject."""
    keys = line.doc.tokens.keys
    numbered = [
        (i, p)
        for i, p in ((i, line.items[i]) for i in before)
        if p.label == "PERSON"
        and _same_sentence(line.doc, p, office)
        and not _behind(keys, p.at.start, "agents")
    ]
    ends = {p.at: _apposed_end(line, i) for i, p in numbered}
    people = [p for _, p in numbered]
    objects = [p for p in people if keys[ends[p.at].at.stop] in listed("links", "object")]
    gaps = {p.at: line.between(ends[p.at], office) for p in people}
    next_to = [p for p in people if (gaps[p.at] or "").lstrip(COMMA) in listed("links", "as")]
    if not (objects or next_to) and _unnamed(line, before, office):
        return None
    return next(iter([*objects[-1:], *next_to, *people[:1]]), None)


def _unnamed(line: Line, before: range, office: Mention) -> bool:
    """Whether an office without a name stands right before «as», or what is said begins between."""
    left, keys = line.items[before.stop - 1] if before else None, line.doc.tokens.keys
    if left and left.label != "PERSON" and line.between(left, office) in listed("links", "as"):
        return not _behind(keys, left.at.start, "agents")
    since = left.at.stop if left else office.at.start
    return not OPENED.isdisjoint(keys[since : office.at.start])


def _apposed_end(line: Line, i: int) -> Mention:
    """The office that stands right behind a person, else the person."""
    person, behind = line.items[i], line.items[i + 1 : i + 2]
    if behind and behind[0].label == "OFFICE":
        gap = line.between(person, behind[0])
        if gap in listed("links", "apposed"):
            return behind[0]
    return person


def _behind(keys: Sequence[str], at: int, name: str) -> bool:
    """Whether a phrase of a list ends right before a token."""
    words = listed("links", name)
    return any("".join(keys[at - n : at]) in words for n in (1, 2) if at >= n)


def _shared(line: Line) -> Iterator[Attachment]:
    """A plural head and the persons it is said of: each gets the whole phrase."""
    for i, group in enumerate(line.items):
        value = office_of(group)
        if group.label != "GROUP" or value is None or not value.is_plural:
            continue
        for run in (_run(line, i, -1), _run(line, i, 1)):
            if len(run) > 1:
                yield from (Attachment(p, group, "role:shared") for p in run)
                break


def _run(line: Line, i: int, step: int, first: str = "apposed") -> list[Mention]:
    """The coordinated persons next to an item, in one direction."""
    items, found, at = line.items, list[Mention](), i
    while 0 <= at + step < len(items) and items[at + step].label == "PERSON":
        left, right = sorted((items[at], items[at + step]), key=lambda m: m.at)
        allowed = listed("links", first) if at == i else listed("links", "joined")
        if line.between(left, right) not in allowed:
            break
        at += step
        found.append(items[at])
    return sorted(found, key=lambda m: m.at)
