"""Which office belongs to which named person: apposition, appointment, shared heads."""

from collections.abc import Iterator
from itertools import repeat

from persian_news_ie.document import Document, Mention
from persian_news_ie.find.offices import Office
from persian_news_ie.find.officewords import keys, singulars
from persian_news_ie.find.personwords import listed
from persian_news_ie.link.appointed import appointed
from persian_news_ie.link.line import (
    COLON,
    Attachment,
    Line,
    Share,
    behind,
    office_of,
    same_sentence,
    side_by_side,
)
from persian_news_ie.link.many import are_many, is_joined
from persian_news_ie.text.normalize import phrase_key

COMMA = "\N{ARABIC COMMA}"
SEMICOLON = "\N{ARABIC SEMICOLON}"
PREDICATED = {"relative": "role:relative clause", "once": "role:once", "now": "role:now"}
MOST = 300  # names before one among which it is looked for
SIGNS = frozenset((COLON, "\N{ARABIC COMMA}"))


def attach(line: Line) -> tuple[Attachment, ...]:
    """Every office that stands with the name of its holder."""
    return (*_appositions(line), *appointed(line), *_shared(line))


def _appositions(line: Line) -> Iterator[Attachment]:
    """«office name», «office, name», «name office», «name, office», «name who is office»."""
    last: dict[int, Attachment] = {}  # by the place of the person in the line, the latest last
    items = line.items
    for i, item in enumerate(items):
        if item.label == "GROUP" and (among := _among(line, i)):
            last[i - 1] = among
            yield among
        if item.label != "OFFICE" or behind(line.doc.tokens.keys, item.at.start, "as"):
            continue
        if _is_cut(item):
            continue
        found = _left(line, i, last) or _right(line, i) or _told_behind(line, i)
        if found:
            person, attachment = found
            last.pop(person, None)
            last[person] = attachment
            yield attachment


def _among(line: Line, i: int) -> Attachment | None:
    """«N. N., of the members of …»: one of a group, by a comma or a copula behind the group."""
    if i == 0 or line.items[i - 1].label != "PERSON":
        return None
    person, group = line.items[i - 1], line.items[i]
    if not same_sentence(line.doc, person, group):
        return None
    gap = line.between(person, group)
    counted = gap in listed("links", "among_with_verb") and _is_counted(line, i)
    told = gap in listed("links", "among") or counted or _is_from(line, i, gap)
    return Attachment(person, group, "role:one of") if told else None


def _is_from(line: Line, i: int, gap: str | None) -> bool:
    """Whether «of the …» right behind a name says what he is, not whom he asks or thanks."""
    doc, group = line.doc, line.items[i]
    if gap not in listed("links", "from"):
        return False
    sentence = doc.sentences[doc.sentence_at(group.at.start)]
    rest = doc.tokens.keys[group.at.stop : sentence.stop]
    return listed("links", "asks_of").isdisjoint(rest)


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
    if i == 0 or not same_sentence(line.doc, items[i - 1], office):
        return None
    gap = line.between(items[i - 1], office)
    if gap is None:
        return None
    if items[i - 1].label == "PERSON":
        told = gap in listed("links", "apposed") and not _is_credit(line, i)
        told = told and not (gap == "" and _is_seen(line.doc, office))
        told = told and not (gap and _acts_apart(line, i)) and not _is_anothers(line, i)
        if told and not (gap and _claimed(line, i, last)):
            by = "role:apposition" if gap in ("", "(") else "role:apposition, comma"
            return i - 1, Attachment(items[i - 1], office, by)
        said = next((by for name, by in PREDICATED.items() if gap in listed("links", name)), None)
        if said and _copula_follows(line.doc, office):
            return i - 1, Attachment(items[i - 1], office, said)
        return None
    holder = next(reversed(last), i)
    if holder >= i - 1 or last[holder].office is not items[i - 1]:
        return None
    if gap in listed("links", "and_now") and _copula_follows(line.doc, office):
        return holder, Attachment(items[holder], office, PREDICATED["now"])
    if gap not in listed("links", "and") or _direct_right(line, i):
        return None
    if keys("lists", "own").intersection(line.doc.tokens.keys[slice(*office.at)]):
        return None  # «N. N., head of …, and his lawyer» are two
    if are_many(line, holder, i):
        return None  # «N. N., head of …, and the commander go»
    return holder, Attachment(items[holder], office, "role:second office")


def _acts_apart(line: Line, i: int) -> bool:
    """Whether an office begins what somebody says: «according to N., the envoy goes into it».

    A name that was given before is not explained again, unless a comma closes the explanation.
    """
    person, office, tokens = line.items[i - 1], line.items[i], line.doc.tokens.keys
    if not behind(tokens, person.at.start, "according") or tokens[office.at.stop] in SIGNS:
        return False
    surname = tokens[person.at.stop - 1]
    known = (m for m in line.items[max(0, i - MOST) : i - 1] if m.label == "PERSON")
    return any(tokens[m.at.stop - 1] == surname for m in known)


def _is_anothers(line: Line, i: int) -> bool:
    """Whether one of somebody's people becomes an office: «the interpreter of N. N. became …»."""
    person, office = line.items[i - 1], line.items[i]
    owned = behind(line.doc.tokens.keys, person.at.start, "people_of")
    return owned and _copula_follows(line.doc, office)


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
    near = same_sentence(line.doc, line.items[i], nxt) and gap in listed("links", "apposed")
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
    if gap == "" and line.doc.glued(office.at) in keys("lists", "of_person"):
        return None  # «the adviser of N. N.»
    if _is_object(line, i, nxt) or _is_present(line, i):
        return None  # «the minister appointed N. N. as …», «in presence of the minister N. N. as …»
    by = "role:office + name" if gap == "" else "role:office, name"
    return i + 1, Attachment(nxt, office, by)


def _told_behind(line: Line, i: int) -> tuple[int, Attachment] | None:
    """«The head of …, who is N. N.,»: the person whom the office's relative clause names."""
    nxt = line.items[i + 1] if i + 1 < len(line.items) else None
    if nxt is None or nxt.label != "PERSON" or not same_sentence(line.doc, line.items[i], nxt):
        return None
    told = line.between(line.items[i], nxt) in listed("links", "that")
    if not told or not _copula_follows(line.doc, nxt):
        return None
    return i + 1, Attachment(nxt, line.items[i], PREDICATED["relative"])


def _is_object(line: Line, i: int, person: Mention) -> bool:
    """Whether the person behind an office is who something is done to.

    The office begins its sentence and appoints or dismisses, or acts together with another.
    """
    keys, office = line.doc.tokens.keys, line.items[i]
    if listed("links", "object").isdisjoint(keys[person.at.stop : person.at.stop + 1]):
        return False
    sentence = line.doc.sentences[line.doc.sentence_at(office.at.start)]
    if is_joined(line, i, sentence.stop):
        return True
    first = office.at.start == sentence.start or keys[office.at.start - 1] in SIGNS
    return first and not listed("links", "acts").isdisjoint(keys[person.at.stop : sentence.stop])


def _is_present(line: Line, i: int) -> bool:
    """Whether an office only stands by when who is named behind it is made something."""
    keys, last = line.doc.tokens.keys, line.items[i + 1]
    for nxt in line.items[i + 2 :]:
        if nxt.label != "PERSON" or line.between(last, nxt) not in listed("links", "joined"):
            break
        last = nxt  # several are made something
    behind_them = keys[last.at.stop : last.at.stop + 2]
    made = any("".join(behind_them[:n]) in listed("links", "as") for n in (1, 2))
    return made and behind(keys, line.items[i].at.start, "presence")


def _is_of(line: Line, i: int, office: Office) -> bool:
    """Whether the person behind an adviser is whom he advises: one with an office of his own."""
    if office.is_closed or phrase_key(office.title) not in keys("lists", "of_person"):
        return False
    if i + 2 >= len(line.items) or line.items[i + 2].label != "OFFICE":
        return False
    return line.between(line.items[i + 1], line.items[i + 2]) in listed("links", "apposed")


def _copula_follows(doc: Document, office: Mention) -> bool:
    verb = doc.words.verbs.get(office.at.stop)
    return bool(verb and verb.form and verb.form.infinitive in listed("links", "copulas"))


def _shared(line: Line) -> Iterator[Attachment]:
    """A plural head and the persons it is said of: each gets the whole phrase."""
    for i, group in enumerate(line.items):
        value = office_of(group)
        if group.label != "GROUP" or value is None or not value.is_plural:
            continue
        for run in (side_by_side(line, i, -1), side_by_side(line, i, 1)):
            if len(run) > 1:
                own = _shares(line.doc, group, value, len(run))
                yield from map(Attachment, run, repeat(group), repeat("role:shared"), own)
                break


def _shares(doc: Document, group: Mention, office: Office, several: int) -> Iterator[Share]:
    """What of a shared office is whose, in order; where their numbers differ all is everybody's."""
    one = singulars().get(phrase_key(office.title), office.title)
    if len(office.fields) > 1:
        ministries = _ministries(doc, group, office, one)
        return iter(ministries) if len(ministries) == several else repeat(Share(title=one), several)
    places = _places_apart(group)
    if len(places) == several:
        return (Share((place,), one) for place in places)
    return repeat(Share(title=one), several)


def _ministries(doc: Document, group: Mention, office: Office, one: str) -> list[Share]:
    """For each ministry of a shared office its title, its body, and what is said of all."""
    common = [p for p in group.parts if not any(at.overlaps(p.at) for at in office.fields)]
    return [
        Share(
            [*(p for p in group.parts if at.covers(p.at)), *common],
            f"{one} {doc.quoted(doc.source_span(at))}",
        )
        for at in office.fields
    ]


def _places_apart(group: Mention) -> list[Mention]:
    """The places that an office is of, without the country that says where one of them is."""
    places = [p for p in group.parts if p.label == "PLACE"]
    ends = {p.at.stop for p in places}
    return [p for p in places if p.at.start not in ends]
