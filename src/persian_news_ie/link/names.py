"""Which personal names are of one person: full names, surnames, first names, spellings."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.lookup import PERSON_KINDS
from persian_news_ie.find.personwords import listed
from persian_news_ie.find.tables import TitleRecord, given_names
from persian_news_ie.text.normalize import phrase_key

EDGE = 3  # letters at either end that two forms of one name share
MOST = 200  # persons with like names that a name is compared with; no article has so many
LONG = 5  # letters from which one wrong letter is a spelling, not another name


class Named(NamedTuple):
    """A mention of a person: where the bare name stands, and its words, lineage aside, as keys.

    `glued` is the name without its spaces; `is_kin`: it only says whose son somebody is;
    `alias_of`: the token before the bracket in which it stands, right behind another name.
    """

    mention: Mention
    at: Span
    words: tuple[str, ...]
    glued: str
    is_kin: bool = False
    alias_of: int = -1


@dataclass(slots=True)
class Bearer:
    """One person: every name the article gives, in text order, and why each is this person."""

    names: list[Named] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    forms: dict[tuple[str, ...], Named] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def add(self, name: Named, kind: str, reason: str) -> None:
        """One more name of this person."""
        self.names.append(name)
        self.kinds.append(kind)
        self.reasons.append(reason)
        if name.alias_of < 0 or not self.forms:
            self.forms.setdefault(name.words, name)
        insort(self.starts, name.mention.at.start)

    @property
    def fullest(self) -> Named:
        """The longest name; of equals the first."""
        return max(self.forms.values(), key=lambda n: (len(n.words), len(n.glued)))

    @property
    def start(self) -> int:
        """The first token that names the person."""
        return self.starts[0]


def named(doc: Document, mentions: Iterable[Mention]) -> list[Named]:
    """The person mentions, in text order, with their words; saints are no persons of the news."""
    ranks = {at.start: at.stop for at, t in doc.hits.of(TitleRecord) if t.kind in PERSON_KINDS}
    found = (_named(doc, m, ranks) for m in mentions)
    return sorted((n for n in found if n.words and not _is_sacred(doc, n)), key=lambda n: n.at)


def _named(doc: Document, mention: Mention, ranks: Mapping[int, int]) -> Named:
    keys, (start, stop) = doc.tokens.keys, mention.at
    while ranks.get(start, stop) < stop and keys[start] not in listed("no_title"):
        start = ranks[start]
    words = [k for k in keys[start:stop] if k[:1].isalpha()]
    while len(words) > 1 and words[0] in listed("lineage"):
        words = words[1:]
    bare = [_bare(words[0]), *words[1:]] if len(words) > 1 else words
    begin = next((at for at in range(max(0, start - 3), start) if ranks.get(at) == start), start)
    is_kin = begin > 0 and keys[begin - 1] in listed("links", "kin")
    opened = start > 1 and keys[start - 1] == "(" and keys[stop : stop + 1] == [")"]
    opened = opened and keys[start].startswith(tuple(listed("parts", "alias")))
    alias_of = start - 2 if opened else -1
    return Named(mention, Span(start, stop), tuple(bare), "".join(bare), is_kin, alias_of)


def _is_sacred(doc: Document, name: Named) -> bool:
    """Whether a name is that of a saint: a title says so, or the blessing behind the name."""
    words, keys = listed("sacred", "words"), doc.tokens.keys
    first, *others = name.words
    before = keys[name.at.start - 1] if name.at.start else ""
    titled = others if first in words else name.words if before in words else ()
    after = keys[name.at.stop : name.at.stop + 3]
    blessed = not listed("sacred", "blessings").isdisjoint(after[:1])
    blessed = blessed or (after[::2] == ["(", ")"] and after[1] in listed("sacred", "marks"))
    sacred = listed("sacred", "names")
    return blessed or bool(sacred & set(titled)) or name.glued in listed("sacred", "whole")


def _bare(word: str) -> str:
    """A first name without the title of lineage that is glued to it."""
    for title in listed("glued"):
        if word.startswith(title) and len(word) - len(title) >= LONG - 2:
            return word[len(title) :]
    return word


@dataclass(slots=True)
class Register:
    """The persons found so far; `edges` finds those a name can be, by the letters it begins with.

    Two forms of one name share the first or the last letters of the name or of a part of it.
    """

    found: list[Bearer] = field(default_factory=list)
    edges: defaultdict[str, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, name: Named, kind: str) -> None:
        """A person not named before."""
        self.found.append(Bearer())
        self.join(len(self.found) - 1, name, kind, "name")

    def join(self, number: int, name: Named, kind: str, reason: str) -> None:
        """One more name of a person."""
        self.found[number].add(name, kind, reason)
        for part in {name.glued, *name.words, *_tails(name)}:
            for edge in (part[:EDGE], part[-EDGE:]):
                self.edges[edge][number] = None

    def alike(self, name: Named) -> list[int]:
        """The last MOST persons that share an edge with a name, in the order they were found."""
        sharing = (self.edges.get(edge, {}) for edge in (name.glued[:EDGE], name.glued[-EDGE:]))
        return sorted({number for some in sharing for number in islice(reversed(some), MOST)})


def _tails(name: Named) -> Iterator[str]:
    """What a name ends with, without its spaces, from its second word on."""
    return ("".join(name.words[i:]) for i in range(1, len(name.words)))


def bearers(names: Sequence[Named]) -> list[Bearer]:
    """The persons of an article, in the order of their first names."""
    register = Register()
    ends = {n.mention.at.stop - 1 for n in names}
    for name in names:
        if not _is_surname_alone(name) and name.alias_of not in ends:
            _place_full(name, register)
    for name in names:
        if _is_surname_alone(name) and name.alias_of not in ends:
            _place_short(name, register)
    of = {n.mention.at.stop - 1: i for i, b in enumerate(register.found) for n in b.names}
    for name in names:
        if name.alias_of in of:
            register.join(of[name.alias_of], name, "name", "coref:alias")
    return sorted(register.found, key=lambda b: b.start)


def _is_surname_alone(name: Named) -> bool:
    """Whether a name is a surname without a given name, in one word or with «…zade» apart."""
    return len(name.words) == 1 or name.words[1:] in second_parts()


@cache
def second_parts() -> frozenset[tuple[str, ...]]:
    """The second words of surnames that nothing but a first word of the surname precedes."""
    return frozenset((part,) for part in listed("parts", "always"))


def _place_full(name: Named, register: Register) -> None:
    for number in register.alike(name):
        # The fullest name speaks for all: a shorter one must not join two that differ.
        reason = _same(register.found[number].fullest, name)
        if reason:
            kind = "surname" if _is_tail(register.found[number].fullest, name) else "name"
            register.join(number, name, kind, reason)
            return
    register.add(name, "name")


def _is_tail(full: Named, name: Named) -> bool:
    """Whether a name of several words is the surname of a fuller one."""
    rest = len(full.words) - len(name.words)
    return rest > 0 and full.words[rest:] == name.words and name.words[0] not in _given()


def _same(one: Named, other: Named) -> str | None:
    """Why two full names are of one person."""
    if one.glued == other.glued:
        return "coref:name"
    long, short = sorted((one, other), key=lambda n: -len(n.glued))
    if long.glued.endswith(short.glued) and _at_border(long, short):
        return "coref:shorter name"
    if long.glued.startswith(short.glued) and long.words[0] == short.words[0]:
        return "coref:shorter name"
    same_ends = one.words[0] == other.words[0] and one.words[-1] == other.words[-1]
    if same_ends or (_is_spelling(one, other) and near(one.glued, other.glued)):
        return "coref:spelling"
    return None


def _is_spelling(one: Named, other: Named) -> bool:
    """Whether a different letter may be a slip: Hasan and Hoseyn are two, so are long surnames."""
    firsts = {one.words[0], other.words[0]}
    return len(firsts) == 1 or not firsts <= _given()


def _at_border(name: Named, short: Named) -> bool:
    """Whether a name has a border of words, or of a glued «Mohammad», before a shorter one.

    «Reza» may be many a man's whole name, so it is not «Mohammad Reza».
    """
    borders, length, letters = set[int](), 0, len(short.glued)
    for word in reversed(name.words):
        length += len(word)
        borders.add(length)
    cut = name.glued[: len(name.glued) - letters]
    glued = cut in listed("heads") and short.words[0] not in listed("whole")
    return letters in borders or (glued and letters > len(name.words[-1]))


def near(one: str, other: str) -> bool:
    """Whether two words differ by one letter at most."""
    if abs(len(one) - len(other)) > 1:
        return False
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    at = next((i for i, (a, b) in enumerate(zip(long, short, strict=False)) if a != b), len(short))
    return long[at + 1 :] == short[at + (len(one) == len(other)) :]


def _place_short(name: Named, register: Register) -> None:
    """A lone name is the nearest bearer before it, else the next one after it."""
    start = name.mention.at.start
    fits = [(n, kind) for n in register.alike(name) if (kind := _fits(name, register.found[n]))]
    if not fits:
        register.add(name, "surname")
        return
    number, kind = min(fits, key=lambda f: _distance(register.found[f[0]], start))
    register.join(number, name, kind, "coref:surname" if kind == "surname" else "coref:first name")


def _fits(name: Named, bearer: Bearer) -> str | None:
    """How a lone name may mean a bearer: as surname or as first name."""
    word = name.glued
    for known in bearer.forms.values():
        if known.glued == word or (len(known.words) > 1 and _is_surname(known, word)):
            return "surname"
        if _is_glued(known.glued, word) or _is_glued(word, known.glued):
            return "surname"
    firsts = {words[0] for words in bearer.forms if len(words) > 1}
    return "name" if word in firsts else None


def _is_glued(long: str, short: str) -> bool:
    """Whether a lone word is a given name and a surname that lost their space."""
    return long.endswith(short) and len(short) >= LONG - 1 and long[: -len(short)] in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(phrase_key(n.name) for n in given_names())


def _is_surname(name: Named, word: str) -> bool:
    tails = set(_tails(name))
    if word in tails or (len(name.words) > 2 and word == name.words[1]):
        return True
    return len(word) >= LONG and any(near(word, tail) for tail in tails)


def _distance(bearer: Bearer, start: int) -> tuple[bool, bool, int]:
    """How far the nearest name of a bearer is; kin counts last, one before before one after."""
    before = bisect_left(bearer.starts, start)
    far = start - bearer.starts[before - 1] if before else bearer.start - start
    return bearer.names[0].is_kin, not before, far


def inside(mentions: Iterable[Mention], *labels: str) -> Iterator[Mention]:
    """The mentions of some labels, those inside others too."""
    for mention in mentions:
        if mention.label in labels:
            yield mention
        yield from (p for p in mention.parts if p.label in labels)
