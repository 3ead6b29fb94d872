"""Whether those who stand side by side are many: the verb of their clause tells."""

from persian_news_ie.find.personwords import listed
from persian_news_ie.link.line import Line

FAR = 60  # tokens between an office and the verb of its clause
MANY = "3p"  # the person of verbs that several do


def are_many(line: Line, holder: int, i: int) -> bool:
    """Whether the verb is one of many, though but one person is named before an office and it."""
    tokens, office = line.doc.tokens.keys, line.items[i]
    end = line.doc.sentences[line.doc.sentence_at(office.at.start)].stop
    if not _of_many(line, office.at.stop, end) or not _is_first(line, holder):
        return False
    others = line.items[i + 1 : i + 2]
    joined = bool(others) and line.between(office, others[0]) in listed("links", "joined")
    return not joined and tokens[office.at.stop] not in listed("links", "object")


def _is_first(line: Line, i: int) -> bool:
    """Whether a person is the first of a clause: nobody who acts with him stands before."""
    at = line.items[i].at.start
    while at and at - 1 in line.honorifics:
        at -= 1
    starts = at == line.doc.sentences[line.doc.sentence_at(at)].start
    return starts or line.doc.tokens.keys[at - 1] in listed("links", "fresh")


def is_joined(line: Line, i: int, end: int) -> bool:
    """Whether an office is the last of many that act: «the mayor and the governor saw N.»."""
    office = line.items[i]
    if i == 0 or line.between(line.items[i - 1], office) not in listed("links", "and"):
        return False
    return _of_many(line, office.at.stop, end)


def _of_many(line: Line, start: int, end: int) -> bool:
    """Whether the first finite verb of a range is one of many."""
    verb = line.doc.words.finite_form(start, min(end, start + FAR))
    return verb is not None and verb.person == MANY
