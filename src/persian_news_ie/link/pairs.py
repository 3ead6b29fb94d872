"""Whom «the two sides» or «the two countries» are: the pair that the text named before."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from persian_news_ie.document import Document, Mention
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.link.chunks import core
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture

JOINTS = ("and", "with")
# Sorts of names that such a phrase may stand for.
PAIRS = {"countries": frozenset(("PLACE",)), "parties": frozenset(("PLACE", "ORG", "PERSON"))}
TALKS = frozenset(("meeting", "call"))
SIDES = PAIRS["parties"] | {"OFFICE"}
REACH = 400  # tokens; a pair named further back is no longer what the reader has in mind


def _joined(doc: Document, first: Mention, second: Mention) -> bool:
    joint = max(doc.words.has(first.at.stop, name) for name in JOINTS)
    return joint == second.at.start and first.label == second.label and first.text != second.text


def _pairs(doc: Document, kind: str, at: int) -> Iterator[tuple[Mention, Mention]]:
    """Two names of one sort joined by a word, before a token, the last pair first."""
    begin, end = (bisect_left(doc.mentions, i, key=_start) for i in (at - REACH, at))
    near = doc.mentions[max(begin - 1, 0) : end]  # the one before may have parts that are near
    flat = (m for whole in near for m in (whole, *whole.parts))
    known = [m for m in flat if m.label in PAIRS[kind] and at - REACH <= m.at.start < at]
    stops = {m.at.stop: m.label for m in known}
    for first, second in zip(known[-2::-1], known[:0:-1], strict=True):
        if _joined(doc, first, second) and not _in_list(doc, first, stops):
            yield first, second


def _in_list(doc: Document, first: Mention, stops: Mapping[int, str]) -> bool:
    """Whether a name of its sort is listed before the first of a pair: they are three or more."""
    comma = first.at.start - 1
    return doc.words.has(comma, "comma") > 0 and stops.get(comma) == first.label


def _start(mention: Mention) -> int:
    return mention.at.start


def who_met(findings: Iterable[Finding]) -> tuple[tuple[Mention, Mention], ...]:
    """The two sides of each meeting that rules found, in text order."""
    talks = (f for f in findings if f.kind in TALKS and f.rule.fact == "event")
    both = (tuple(map(_side, (f.slots.get("agent"), f.slots.get("counterpart")))) for f in talks)
    return tuple((one, other) for one, other in both if one and other)


def _side(captures: Sequence[Capture] | None) -> Mention | None:
    """Who is one side of a meeting, if it is one and named."""
    found = [core(c.mention) for c in captures or ()]
    return found[0] if len(found) == 1 and found[0] and found[0].label in SIDES else None


def pair_named(doc: Document, kind: str, at: int) -> tuple[Mention, ...]:
    """The pair that the text before a token names last; `kind` is countries or parties.

    Parties may also be the two who met.
    """
    named: tuple[Mention, ...] = next(_pairs(doc, kind, at), ())
    met = (pair for pair in reversed(doc.met) if all(at - REACH <= m.at.start < at for m in pair))
    sides: tuple[Mention, ...] = next(met, ()) if kind == "parties" else ()
    return max(named, sides, key=lambda pair: [m.at.start for m in pair])


def stands_for_pair(doc: Document, mention: Mention | None) -> bool:
    """Whether a mention is a phrase for two parties, as «the two sides»."""
    pointer = mention.value if mention else None
    known = isinstance(pointer, Pronoun) and pointer.kind in PAIRS
    return known and mention is not None and doc.words.has(mention.at.start, "the_two") > 0


def pair_before(doc: Document, mention: Mention | None, at: int) -> tuple[Mention, ...]:
    """The pair that a phrase for two parties stands for, if the text before a token names one."""
    pointer = mention.value if mention else None
    if not isinstance(pointer, Pronoun) or not stands_for_pair(doc, mention):
        return ()
    return pair_named(doc, pointer.kind, at)
