"""Who is made something: «name … as office», as appointments say it."""

from collections.abc import Iterator, Sequence

from persian_news_ie.document import Mention
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.personwords import listed
from persian_news_ie.link.line import Attachment, Line, behind, same_sentence, side_by_side

COMMA = "\N{ARABIC COMMA}"
OPENED = frozenset((":", "«"))


def appointed(line: Line) -> Iterator[Attachment]:
    """The offices behind «as», with who is made it."""
    tokens, last = line.doc.tokens.keys, -1
    for i, office in enumerate(line.items):
        told = office.label != "PERSON" and behind(tokens, _opening(tokens, office.at.start), "as")
        if not told or not _is_held(line, office):
            continue
        if office.label == "GROUP":
            run = side_by_side(line, i, -1, "as")
            yield from (Attachment(p, office, "role:shared, as") for p in run if len(run) > 1)
            continue
        chosen = _appointee(line, range(last + 1, i), office)
        if chosen:
            yield from (Attachment(p, office, "role:as") for p in _together(line, chosen))
        last = i


def _is_held(line: Line, office: Mention) -> bool:
    """Whether «one of the …» behind «as» is what somebody is made, not what he is known as."""
    tokens = line.doc.tokens.keys
    if tokens[office.at.start] not in listed("links", "one"):
        return True
    sentence = line.doc.sentences[line.doc.sentence_at(office.at.start)]
    return not keys("lists", "appointed").isdisjoint(tokens[office.at.stop : sentence.stop])


def _together(line: Line, chosen: Mention) -> list[Mention]:
    """Who is made something, with those coordinated with him if something is done to them."""
    if line.doc.tokens.keys[chosen.at.stop] not in listed("links", "object"):
        return [chosen]
    return [*side_by_side(line, line.items.index(chosen), -1, "and"), chosen]


def _opening(tokens: Sequence[str], at: int) -> int:
    """Where an office starts with its quotation mark: «as "the envoy of …"»."""
    return at - (tokens[at - 1 : at] == ["«"])


def _appointee(line: Line, before: range, office: Mention) -> Mention | None:
    """Who is made something: the object, who stands right before «as», or the subject."""
    tokens = line.doc.tokens.keys
    numbered = [
        (i, p)
        for i, p in ((i, line.items[i]) for i in before)
        if p.label == "PERSON"
        and same_sentence(line.doc, p, office)
        and not behind(tokens, p.at.start, "agents")
    ]
    ends = {p.at: _apposed_end(line, i) for i, p in numbered}
    people = [p for _, p in numbered]
    objects = [p for p in people if tokens[ends[p.at].at.stop] in listed("links", "object")]
    gaps = {p.at: line.between(ends[p.at], office) for p in people}
    next_to = [p for p in people if (gaps[p.at] or "").lstrip(COMMA) in listed("links", "as")]
    if not (objects or next_to):
        since = people[0].at.stop if people else office.at.start
        others = not listed("links", "object").isdisjoint(tokens[since : office.at.start])
        if others or _unnamed(line, before, office):
            return None  # «N. N. made the building known as …»
    return next(iter([*objects[-1:], *next_to, *people[:1]]), None)


def _unnamed(line: Line, before: range, office: Mention) -> bool:
    """Whether an office without a name stands right before «as», or what is said begins between."""
    left, tokens = line.items[before.stop - 1] if before else None, line.doc.tokens.keys
    if left and left.label != "PERSON" and line.between(left, office) in listed("links", "as"):
        return not behind(tokens, left.at.start, "agents")
    since = left.at.stop if left else office.at.start
    return not OPENED.isdisjoint(tokens[since : office.at.start])


def _apposed_end(line: Line, i: int) -> Mention:
    """The office that stands right behind a person, else the person."""
    person, behind = line.items[i], line.items[i + 1 : i + 2]
    if behind and behind[0].label == "OFFICE":
        gap = line.between(person, behind[0])
        if gap in listed("links", "apposed"):
            return behind[0]
    return person
