"""An office in the lead and the name in the body, or the other way round: one person."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Mention
from persian_news_ie.find.personwords import listed
from persian_news_ie.link.line import COLON, Attachment, Line, office_of

MOST_SENTENCES = 8  # from the start of the article: later, another person takes over
MOST_APART = 3  # sentences between the office and the name


class Subject(NamedTuple):
    """Whom a sentence is about: its first person or office that can be its subject."""

    mention: Mention
    sentence: int


def leads(
    line: Line, attached: Sequence[Attachment], person_of: Mapping[Span, int]
) -> tuple[Attachment, ...]:
    """The office and the name of who the article is about, where they never stand together."""
    taken = {a.office.at for a in attached}
    roled = {person_of[a.person.at] for a in attached}
    subjects = list(_subjects(line))
    for first, second in pairwise(subjects):
        if second.sentence - first.sentence > MOST_APART:
            continue
        office, person = _pair(first.mention, second.mention)
        if office is None or person is None or office.at in taken or person.at not in person_of:
            continue
        number = person_of[person.at]
        if line.doc.glued(person.at) in listed("links", "revered"):
            continue  # he is quoted by the office, and does not hold it
        if _is_added(line, second.mention) or _is_added(line, person):
            continue
        if _is_background(line, person):
            continue
        if office is first.mention and _is_late(subjects, first):
            continue
        if _speak_both(line, first.mention, second.mention) or _is_passed_on(line, office):
            continue
        if office is second.mention and _is_told_of(line, office, number, person_of):
            continue
        if number in roled or _known_before(number, first.mention.at, person_of):
            continue
        return (Attachment(person, office, "role:lead"),)
    return ()


def _pair(one: Mention, other: Mention) -> tuple[Mention | None, Mention | None]:
    """The office and the person of two subjects; a name comes first only in a headline."""
    if one.label == "OFFICE" and other.label == "PERSON":
        return one, other
    return (other, one) if one.label == "PERSON" and other.label == "OFFICE" else (None, None)


def _is_added(line: Line, subject: Mention) -> bool:
    """Whether «also» behind a subject sets it beside the one before: «the minister, too, said»."""
    return not listed("links", "also").isdisjoint(
        line.doc.tokens.keys[subject.at.stop : subject.at.stop + 1]
    )


def _is_background(line: Line, person: Mention) -> bool:
    """Whether a name only begins what went before the news: «N. N. said some time ago»."""
    keys = line.doc.tokens.keys[person.at.stop :][:3]
    return any("".join(keys[:n]) in listed("links", "long_ago") for n in range(1, len(keys) + 1))


def _is_late(subjects: Sequence[Subject], office: Subject) -> bool:
    """Whether somebody was a subject before an office: then it may be his as well."""
    before = subjects[: subjects.index(office)]
    return any(s.mention.label == "PERSON" for s in before)


def _speak_both(line: Line, one: Mention, other: Mention) -> bool:
    """Whether two headlines quote two speakers: «the minister: … / N. N.: …»."""
    if one.label == "PERSON" and one.at.start == line.doc.sentences[0].start:
        return False  # a headline with the name, and who that is in the next line
    keys, stops = line.doc.tokens.keys, (one.at.stop, other.at.stop)
    same_line = any(
        s.start <= one.at.start and one.at.stop + 1 < s.stop for s in line.doc.sentences
    )
    return same_line and all(keys[at : at + 1] == [COLON] for at in stops)


def _is_passed_on(line: Line, office: Mention) -> bool:
    """Whether the sentence of an office tells who gets it: then the next subject may give it."""
    sentence = next(s for s in line.doc.sentences if s.covers(office.at))
    return not listed("links", "passed_on").isdisjoint(line.doc.tokens.keys[slice(*sentence)])


def _is_told_of(line: Line, office: Mention, number: int, person_of: Mapping[Span, int]) -> bool:
    """Whether the sentence of an office names a person: «the envoy said that N. N. comes»."""
    sentence = next(s for s in line.doc.sentences if s.covers(office.at))
    return any(sentence.covers(at) for at, person in person_of.items() if person == number)


def _known_before(number: int, start: Span, person_of: Mapping[Span, int]) -> bool:
    """Whether a person was named before the lead: then the office is somebody else's."""
    return any(at.start < start.start for at, person in person_of.items() if person == number)


def _subjects(line: Line) -> Iterator[Subject]:
    """The subjects of the first sentences; what is said twice counts once, where it stands last."""
    last: Subject | None = None
    for i, sentence in enumerate(line.doc.sentences[:MOST_SENTENCES]):
        subject = next((m for m in _inside(line, sentence) if _is_subject(m)), None)
        if subject is None:
            if last and _is_said_again(line, last.mention, sentence):
                last = Subject(last.mention, i)
            continue
        if last and line.doc.glued(subject.at) != line.doc.glued(last.mention.at):
            yield last
        last = Subject(subject, i)
    if last:
        yield last


def _is_said_again(line: Line, mention: Mention, sentence: Span) -> bool:
    """Whether a sentence names the subject of the one before, wherever it stands in it."""
    words = line.doc.glued(mention.at)
    return any(sentence.covers(m.at) and line.doc.glued(m.at) == words for m in line.items)


def _inside(line: Line, sentence: Span) -> Iterator[Mention]:
    """The persons and offices of a sentence that can be its subject, by where they stand."""
    keys = line.doc.tokens.keys
    reported = "".join(keys[sentence.start : sentence.start + 2]) in listed("links", "reporting")
    for m in line.items:
        if m.at.start >= sentence.stop:
            break
        if not sentence.covers(m.at) or m.label not in ("PERSON", "OFFICE"):
            continue
        at = m.at.start
        while at > sentence.start and at - 1 in line.honorifics:
            at -= 1
        before = keys[at - 1]
        first = at == sentence.start or before in listed("links", "opening")
        sourced = before in listed("links", "after_source") or at in line.sources
        if first or (reported and sourced):
            yield m


def _is_subject(mention: Mention) -> bool:
    """Whether an office says enough to be one man's, and is no reporter's."""
    value = office_of(mention)
    if value is None:
        return True
    bare = value.is_weak and value.complement is None
    return not bare and value.title not in listed("links", "reporters")
