"""A building that is named in full once and shorter elsewhere is one place."""

from collections.abc import Iterable, Mapping, Sequence

from persian_news_ie.document import Document
from persian_news_ie.find.tables import KindWord
from persian_news_ie.link.place_choice import Group

BUILT = "facility"
SAID = 2  # words of a name that may stand anywhere in the longer one

Heads = Mapping[int, tuple[int, str]]


def merged_buildings(doc: Document, groups: Iterable[Group]) -> list[Group]:
    """The groups, those of one building without a record («ورزشگاه … [اهواز]») as one."""
    heads = {at.start: (at.stop, word.word) for at, word in doc.hits.of(KindWord)}
    found: list[Group] = []
    for group in sorted(groups, key=lambda g: -_length(g)):
        long = next((g for g in found if _is_short_for(doc, group, g, heads)), None)
        if long is None:
            found.append(group)
        else:
            long.join(group)
    return sorted(found, key=lambda g: g.mentions[0].at)


def _length(group: Group) -> int:
    at = group.mentions[0].at
    return at.stop - at.start


def _is_short_for(doc: Document, short: Group, long: Group, heads: Heads) -> bool:
    if any(g.record is not None or BUILT not in g.kinds for g in (short, long)):
        return False
    few, many = _name(doc, short, heads), _name(doc, long, heads)
    return few[:1] == many[:1] and _stands_in(few[1:], many[1:])


def _name(doc: Document, group: Group, heads: Heads) -> Sequence[str]:
    """The head word of a building, in the form of the table, and the words of its name."""
    start, stop = group.mentions[0].at
    after, head = heads.get(start, (start, ""))
    return (head, *doc.tokens.keys[after:stop]) if head else ()


def _stands_in(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether a name begins a longer one, or stands in it and says enough."""
    last = len(many) - len(few) if len(few) >= SAID else 0
    return bool(few) and any(many[i : i + len(few)] == few for i in range(last + 1))
