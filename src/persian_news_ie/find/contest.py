"""Candidates that overlap, one against the other, until none overlap; what may remain of two."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Evidence, Mention
from persian_news_ie.find.gazetteer import BodyReading, PlaceReading
from persian_news_ie.find.trim import is_model

Remains = tuple[Mention, ...]
Rule = Callable[[Document, Mention, Mention], Remains | None]


def contested(doc: Document, candidates: Iterable[Mention], rules: Sequence[Rule]) -> Remains:
    """What remains of candidates when no two of them overlap any more."""
    queue = [(*place(m), i, m) for i, m in enumerate(candidates)]
    heapify(queue)
    count, done = len(queue), list[Mention]()
    while queue:
        mention = heappop(queue)[-1]
        if not done or not done[-1].at.overlaps(mention.at):
            done.append(mention)
            continue
        first = done.pop()
        answers = (rule(doc, first, mention) for rule in rules)
        for left in next(answer for answer in answers if answer is not None):
            heappush(queue, (*place(left), count, left))
            count += 1
    return tuple(done)


def place(mention: Mention) -> tuple[int, int]:
    """Where a mention stands among others: by its start, the longer first."""
    return mention.at.start, -mention.at.stop


def is_guarded(mention: Mention) -> bool:
    """Whether a table knows the name, but as a common word as well."""
    value = mention.value
    known = isinstance(value, PlaceReading | BodyReading) and value.guarded
    return known and "+" not in mention.evidence.by


def nested(outer: Mention, *inner: Mention) -> Remains:
    """The outer mention with others as its parts; theirs become its own."""
    new: dict[tuple[str, Span], Mention] = {}
    for part in (*outer.parts, *(replace(m, parts=()) for m in inner), *_parts_of(inner)):
        key = (part.label, part.at)
        new[key] = merged(new[key], part) if key in new else part
    new.pop((outer.label, outer.at), None)
    return (replace(outer, parts=tuple(sorted(new.values(), key=place))),)


def _parts_of(mentions: Iterable[Mention]) -> Iterable[Mention]:
    return (part for mention in mentions for part in mention.parts)


def stronger(one: Mention, other: Mention) -> Mention:
    """The one with the higher score; of equals, the one that is not a tagger's."""
    return max(one, other, key=lambda m: (m.score, not is_model(m)))


def merged(one: Mention, other: Mention) -> Mention:
    """Two finds of the same mention as one, surer than either."""
    keep, lose = (one, other) if _told(one) >= _told(other) else (other, one)
    by = sorted({*keep.evidence.by.split("+"), *lose.evidence.by.split("+")})
    score = round(1 - (1 - one.score) * (1 - other.score), 4)
    return replace(keep, evidence=Evidence("+".join(by), keep.evidence.spans, score))


def _told(mention: Mention) -> int:
    """How much the finder knows: nothing, something, or a record or kind that settles it."""
    value = mention.value
    if isinstance(value, PlaceReading):
        return 2 if value.kind else 1
    if isinstance(value, BodyReading):
        return 2 if value.record else 1
    return int(value is not None)


def size(mention: Mention) -> int:
    """The length of a mention in tokens."""
    return mention.at.stop - mention.at.start


def are(first: Mention, second: Mention, some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one mention has a label of `some` and the other one of `others`."""
    one, two = first.label, second.label
    return (one in some and two in others) or (two in some and one in others)
