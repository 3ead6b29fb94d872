"""Offices and groups: who acts without a name, and what the named ones are."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.chains import Chain, read_chain
from persian_news_ie.find.lookup import Lookup
from persian_news_ie.find.officewords import (
    Head,
    demonyms,
    fields,
    heads,
    keys,
    peoples,
    same_titles,
)
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.tables import titles
from persian_news_ie.text.normalize import phrase_key


@dataclass(frozen=True, slots=True)
class Office:
    """An office or group: its head, what it is of, and whether it is held now.

    `head` and `complement` are ranges of tokens; `status` is current, former or acting; `words`
    are its keys without those that tell one office from no other; `takes` is what the head takes;
    `is_weak`: the head alone is a common word; `is_closed`: the phrase ends in a place or body, or
    can have no other noun, so what follows is no part of it; `is_ours`: «of our country»;
    `fields` are those of the ministries that a plural head is of.
    """

    title: str
    head: Span
    complement: Span | None
    words: tuple[str, ...]
    takes: str
    status: str = "current"
    is_plural: bool = False
    is_weak: bool = False
    is_closed: bool = False
    is_ours: bool = False
    fields: tuple[Span, ...] = ()


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of heads of offices, fields of ministries, peoples and titles."""
    yield from heads()
    yield from fields()
    yield from peoples()
    for title in titles():
        for form in (title.title, *title.variants):
            yield form, title


def find_offices(doc: Document) -> tuple[Mention, ...]:
    """OFFICE and GROUP candidates: each the whole phrase, with an `Office` as its value."""
    return tuple(_found(Lookup.of(doc)))


def _found(see: Lookup) -> Iterator[Mention]:
    free = 0
    ends = _ends(see.doc)
    for start in sorted(see.heads):
        if start < free or not _begins(see, start):
            continue
        chain = read_chain(see, start, ends[start])
        joined = _joined(see, start, chain, ends[start])
        whole = joined or chain
        mention = _mention(see, start, whole)
        if mention:
            free = mention.at.stop
            two = whole.shared and _are_two(see, start, whole, ends[start])
            yield from _two(see, start, whole) if two else (mention,)


def _are_two(see: Lookup, start: int, chain: Chain, end: int) -> bool:
    """Whether one head stands for two offices: they act or meet, or stand «between»."""
    before = see.doc.tokens.keys[start - 1 : start]
    if not keys("lists", "between").isdisjoint(before):
        return True
    verb = see.doc.words.finite_form(chain.stop, end)
    return verb is not None and verb.person == "3p"


def _two(see: Lookup, start: int, chain: Chain) -> Iterator[Mention]:
    """The offices that share a head: the second one is but its place."""
    stop, head = see.heads[start]
    first, second = Span(stop, chain.shared), Span(chain.shared + 1, chain.stop)
    for at, complement in ((Span(start, first.stop), first), (second, second)):
        office = _office(see.doc, head, Span(start, stop), chain, complement)
        yield see.doc.mention("OFFICE", at, "office:shared", office, 0.9)


def _ends(doc: Document) -> list[int]:
    """For each token the end of its sentence."""
    return [s.stop for s in doc.sentences for _ in range(s.start, s.stop)]


def _begins(see: Lookup, start: int) -> bool:
    """Whether a head can begin an office here: not behind «this», which points back."""
    tokens, title = see.doc.tokens.keys, phrase_key(see.heads[start][1].title)
    behind = see.heads[start][0]
    before, after = tokens[start - 1 : start], tokens[behind : behind + 1]
    if title in keys("picky", "members"):  # «the countries that are members»
        return not any(
            b.endswith(tuple(keys("plural", "of"))) or b in keys("here", "of_this") for b in before
        )
    if title in keys("picky", "officials"):
        kinds = demonyms() | keys("picky", "kinds")
        return all(b not in keys("lists", "this") for b in before) and not kinds.isdisjoint(after)
    fixed = start > 2 and tokens[start - 3] + tokens[start - 2] in keys("lists", "before_this")
    return fixed or keys("lists", "this").isdisjoint(before)


def _joined(see: Lookup, start: int, first: Chain, end: int) -> Chain | None:
    """Two heads with one complement: «the ambassador and envoy of …»."""
    if first.people or first.at + 1 >= end or first.is_closed:
        return None
    tokens = see.doc.tokens.keys
    if first.key not in keys("lists", "and") or first.at + 1 not in see.heads:
        return None
    inner = "".join(tokens[see.heads[start][0] : first.stop])
    if inner and inner not in keys("lists", "boards"):
        return None
    second = read_chain(see, first.at + 1, end)
    callings = phrase_key(second.title) in keys("soft", "words") and not inner
    whole = second.is_closed or callings or second.stop > see.heads[first.at + 1][0]
    return second if whole and not second.people else None


def _mention(see: Lookup, start: int, chain: Chain) -> Mention | None:
    stop, head = see.heads[start]
    chain.stop = _before_action(see, start, chain.stop)
    behind = Span(stop, chain.stop) if chain.stop > stop else None
    office = _office(see.doc, head, Span(start, stop), chain, behind)
    if head.takes == "person" and not chain.people:
        return None
    if phrase_key(head.title) in keys("soft", "words"):
        titled = start in see.honorifics or see.honorifics.get(start - 1, 0) >= start
        if not _is_told(see, start, chain) or (titled and chain.stop == stop):
            return None
    elif head.is_weak and office.complement is None:
        return None
    at, alone = _with_number(see.doc, Span(start, chain.stop), head)
    label = "GROUP" if head.is_plural and not alone else "OFFICE"
    score = 0.9 if office.complement or not head.is_weak else 0.5
    return see.doc.mention(label, at, f"office:{head.takes}", office, score)


def _before_action(see: Lookup, start: int, stop: int) -> int:
    """Where a subject stops before its object: «the expert of markets [the launch of … object]»."""
    tokens = see.doc.tokens.keys
    bare = listed("links", "object").isdisjoint(tokens[stop : stop + 1])
    if bare or see.heads[start][0] + 1 >= stop:
        return stop
    inner = range(see.heads[start][0] + 1, stop)
    actions = keys("lists", "actions")
    starts = (
        at for at in inner if tokens[at] in actions or "".join(tokens[at : at + 2]) in actions
    )
    return next(starts, stop)


def _is_told(see: Lookup, start: int, chain: Chain) -> bool:
    """Whether a person stands beside an occupation, or a place or body behind it."""
    if chain.is_closed and phrase_key(chain.title) not in keys("soft", "reporters"):
        return True
    tokens = see.doc.tokens.keys
    before, after = start - 1, chain.stop
    while before >= 0 and tokens[before] in keys("soft", "signs"):
        before -= 1
    while after < len(tokens) and tokens[after] in keys("soft", "signs"):
        after += 1
    named = any("".join(tokens[max(0, start - n) : start]) in listed("links", "as") for n in (1, 2))
    if named and chain.stop == see.heads[start][0]:
        return True  # «as [an] umpire»; «as the best writer of the year» is an award
    beside = after in see.given or after in see.named["PERSON"] or before in see.ends
    return beside or (before >= 0 and before in see.families)


def _office(doc: Document, head: Head, at: Span, chain: Chain, behind: Span | None) -> Office:
    tokens = doc.tokens.keys
    inner = tokens[slice(*behind)] if behind else []
    status = chain.status
    if head.title in keys("status", "acting_heads"):
        status = "acting"
    title = phrase_key(head.title)
    # The interior is a field, and «of the country» is not.
    idle = keys("idle", "words") - (keys("here", "fields") if head.takes == "ministry" else set())
    rest = (k for k in inner if k not in idle)
    words = (same_titles().get(title, title), *rest)
    closed = chain.is_closed or head.takes not in ("free", "ministry")
    return Office(
        title=head.title,
        head=at,
        complement=behind,
        words=words,
        takes=head.takes,
        status=status,
        is_plural=head.is_plural,
        is_weak=head.is_weak,
        is_closed=closed,
        is_ours=not keys("here", "ours").isdisjoint(inner),
        fields=tuple(chain.fields),
    )


def _with_number(doc: Document, at: Span, head: Head) -> tuple[Span, bool]:
    """The range with «some of» or «one of» before it, and whether one alone is meant."""
    tokens, of = doc.tokens.keys, at.start - 1
    if not head.is_plural or of < 1 or tokens[of] not in keys("lists", "of"):
        return at, False
    if tokens[of - 1] in keys("lists", "one"):
        return Span(of - 1, at.stop), True
    if tokens[of - 1] in keys("lists", "some"):
        return Span(of - 1, at.stop), False
    return at, False
