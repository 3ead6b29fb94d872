"""The steps that rules read: a person with honorifics, office and apposition is one step."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Evidence, Mention
from persian_news_ie.find.lookup import CLOSERS, OPENERS, PERSON_KINDS
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.find.tables import TitleRecord
from persian_news_ie.link.line import Line
from persian_news_ie.link.roles import attach

MERGED = ("role:apposition", "role:office", "role:second")


def chunks(doc: Document) -> tuple[Mention, ...]:
    """The settled mentions as steps, in text order, none inside another.

    A person's step covers honorifics, offices beside the name and the signs between them; its
    value is the mention of the bare name, its parts are the offices. A place's covers «the two
    countries» before it. Others are themselves.
    """
    beside: dict[Span, list[Mention]] = {}
    for a in attach(Line.of(doc)):
        if a.by.startswith(MERGED):
            beside.setdefault(a.person.at, []).append(a.office)
    ranks = _ranks(doc)
    counted = {m.at.stop: m for m in doc.mentions if _counts_places(m)}
    steps = [
        _person(doc, m, beside.get(m.at, ()), ranks)
        if m.label == "PERSON"
        else _counted(doc, m, counted)
        for m in doc.mentions
    ]
    return tuple(_outermost(steps))


def _ranks(doc: Document) -> dict[int, int]:
    """Where honorifics and ranks stop, and the longest that stops there starts."""
    found: dict[int, int] = {}
    for at, title in doc.hits.of(TitleRecord):
        if title.kind in PERSON_KINDS:
            found[at.stop] = min(at.start, found.get(at.stop, at.start))
    return found


def _counts_places(mention: Mention) -> bool:
    """Whether a mention says how many countries are meant."""
    return isinstance(mention.value, Pronoun) and mention.value.kind == "countries"


def _counted(doc: Document, mention: Mention, counted: dict[int, Mention]) -> Mention:
    """The step of a place, the first of «the two countries A and B»; others are themselves."""
    before = counted.get(mention.at.start) if mention.label == "PLACE" else None
    if before is None:
        return mention
    at = Span(before.at.start, mention.at.stop)
    span = doc.source_span(at)
    return Mention("PLACE", at, span, doc.quoted(span), mention.evidence, mention)


def core(mention: object) -> Mention | None:
    """The bare name inside a captured step, or None for what is no mention."""
    return mention.core if isinstance(mention, Mention) else None


def _person(
    doc: Document, core: Mention, offices: Iterable[Mention], ranks: dict[int, int]
) -> Mention:
    """The step of a named person."""
    offices = tuple(offices)
    start = min(core.at.start, *(o.at.start for o in offices), core.at.start)
    stop = max(core.at.stop, *(o.at.stop for o in offices), core.at.stop)
    start, stop = _quoted(doc, start, stop, core)
    while ranks.get(start, start) < start and not _in_mention(doc, ranks[start], core, offices):
        start = ranks[start]
    at = Span(start, stop)
    span = doc.source_span(at)
    by = Evidence(core.evidence.by, (core.span,), core.score)
    return Mention("PERSON", at, span, doc.quoted(span), by, core, offices)


def _quoted(doc: Document, start: int, stop: int, core: Mention) -> tuple[int, int]:
    """The range with the quotation marks around a name at its edge."""
    keys = doc.tokens.keys
    if start == core.at.start and start and keys[start - 1] in OPENERS:
        closed = any(k in CLOSERS for k in keys[core.at.stop : stop + 1])
        start -= closed
    if stop < len(keys) and stop == core.at.stop and keys[stop] in CLOSERS:
        opened = any(k in OPENERS for k in keys[start : core.at.start])
        stop += opened
    if keys[stop : stop + 1] == [")"] and "(" in keys[core.at.stop : stop]:
        stop += 1
    return start, stop


def _in_mention(doc: Document, at: int, core: Mention, offices: Iterable[Mention]) -> bool:
    """Whether a rank before a name is a word of another mention."""
    mine = {core.at, *(o.at for o in offices)}
    last = bisect_right(doc.mentions, at, key=lambda m: m.at.start)
    near = doc.mentions[max(0, last - 2) : last]  # settled mentions do not overlap
    return any(at < m.at.stop and m.at not in mine for m in near)


def _outermost(steps: Iterable[Mention]) -> Iterator[Mention]:
    """The steps that no step before them covers."""
    stop = 0
    for step in sorted(steps, key=lambda m: (m.at.start, -m.at.stop)):
        if step.at.start >= stop:
            yield step
            stop = step.at.stop
