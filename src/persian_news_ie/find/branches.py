"""The parts of a branch's name: «اداره کل هواشناسی استان …» is one of another body, somewhere."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.find import tables
from persian_news_ie.find.gazetteer import BodyName, PlaceName, place_kind
from persian_news_ie.find.tables import BodyRecord
from persian_news_ie.resources import toml_of

HOME = "IR"  # the country whose bodies have the branches of the table


class BranchWord(NamedTuple):
    """A word of branches; `of` is the list of branches.toml that it is in."""

    of: str


class BranchCore(NamedTuple):
    """What the branches of a body call it."""

    record: BodyRecord


class Branch(NamedTuple):
    """The name of a branch in tokens: what it is one of, and what says where, if anything does.

    `record` is the body if a table knows it. `is_abroad`: it may be in any country.
    """

    record: BodyRecord | None
    core: Span
    rest: Span
    is_abroad: bool = False


@cache
def _table() -> Mapping[str, Any]:
    return toml_of("words", "branches.toml")


def branching() -> Mapping[str, Sequence[str]]:
    """What only its branches call a body, by the id of each body that has some."""
    bodies: Mapping[str, Sequence[str]] = _table()["bodies"]
    return bodies


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of branches."""
    for name, words in _table().items():
        if name != "bodies":
            for word in words:
                yield word, BranchWord(name)
    for record in tables.bodies():
        if record.id in branching():
            known = (record.name, *record.variants, *record.abbreviations, *record.guarded)
            for form in (*known, *branching()[record.id]):
                yield form, BranchCore(record)


def branch(doc: Document, at: Span) -> Branch | None:
    """The parts of a name in tokens, if it is made as those of branches are."""
    if not doc.hits.at(BranchWord, at.start) and not doc.hits.at(BranchCore, at.start):
        return None
    return next((found for read in (_known, _of_any, _headed) for found in read(doc, at)), None)


def _known(doc: Document, at: Span) -> Iterator[Branch]:
    """A body of the table that has branches, behind a head or none, before a level or place."""
    for start in (at.start, *_behind(doc, at.start, "heads")):
        headed = start > at.start
        for core, value in sorted(doc.hits.at(BranchCore, start), key=lambda hit: -hit[0].stop):
            whole = core.stop < at.stop and not _is_thing(doc, core)
            if is_local(doc, core.stop) and (headed or whole):
                yield Branch(value.record, core, Span(core.stop, max(at.stop, core.stop + 1)))


def _is_thing(doc: Document, core: Span) -> bool:
    """Whether what stands before a place is the railway there, not the company of it."""
    return core in words(doc, core.start, "things") and not any(words(doc, core.stop, "levels"))


def _of_any(doc: Document, at: Span) -> Iterator[Branch]:
    """Any body, behind a head like «office», before «in» and a place or before a place."""
    for start in _behind(doc, at.start, "of_any"):
        hits = [(core, name) for core, name in doc.hits.at(BodyName, start) if not name.guarded]
        for core, name in sorted(hits, key=lambda hit: -hit[0].stop):
            rest = next(words(doc, core.stop, "inside"), core).stop
            if is_local(doc, rest, None):
                yield Branch(name.record, core, Span(rest, max(at.stop, rest + 1)), True)


def _headed(doc: Document, at: Span) -> Iterator[Branch]:
    """Whatever stands between «office» and a level or place."""
    for start in _behind(doc, at.start, "offices"):
        stop = next((i for i in range(start + 1, at.stop) if is_local(doc, i)), None)
        if stop is not None:
            yield Branch(None, Span(start, stop), Span(stop, at.stop))


def words(doc: Document, at: int, of: str) -> Iterator[Span]:
    """Where words of a list of branches stand that begin at a token."""
    return (found for found, word in doc.hits.at(BranchWord, at) if word.of == of)


def _behind(doc: Document, at: int, of: str) -> Sequence[int]:
    """Where the words of a list that stand at a token end, the longest first."""
    return sorted((found.stop for found in words(doc, at, of)), reverse=True)


def is_local(doc: Document, at: int, country: str | None = HOME) -> bool:
    """Whether a level such as «province», or a place inside a country, stands at a token."""
    if any(words(doc, at, "levels")):
        return True
    records = [name.record for _, name in doc.hits.at(PlaceName, at)]
    return any(
        country is None or (record.country == country and place_kind(record) != "country")
        for record in records
    )
