"""Which personal names are of one person: full names, surnames, first names, spellings."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from persian_news_ie.find.personwords import listed
from persian_news_ie.find.tables import given_names
from persian_news_ie.link.names import Named
from persian_news_ie.link.spelling import Spellings
from persian_news_ie.text.normalize import phrase_key

EDGE = 3  # letters at either end that two forms of one name share
MOST = 200  # persons with like names that a name is compared with; no article has so many
LONG = 5  # letters from which one wrong letter is a spelling, not another name


@dataclass(slots=True)
class Bearer:
    """One person: every name the article gives, in text order, and why each is this person."""

    names: list[Named] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    forms: dict[tuple[str, ...], Named] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    fullest: Named = field(init=False)  # of equals the first

    def add(self, name: Named, kind: str, reason: str) -> None:
        """One more name of this person."""
        self.names.append(name)
        self.kinds.append(kind)
        self.reasons.append(reason)
        insort(self.starts, name.mention.at.start)
        if name.words in self.forms or (name.alias_of >= 0 and self.forms):
            return
        if not self.forms or _fullness(name) > _fullness(self.fullest):
            self.fullest = name
        self.forms[name.words] = name

    @property
    def start(self) -> int:
        """The first token that names the person."""
        return self.starts[0]


def _fullness(name: Named) -> tuple[int, int]:
    return len(name.words), len(name.glued)


Numbers = defaultdict[str, dict[int, None]]  # persons by words, in the order they were found


def _numbers() -> Numbers:
    return defaultdict(dict)


@dataclass(slots=True)
class Lone:
    """Persons by the lone words that may mean them."""

    firsts: Numbers = field(default_factory=_numbers)
    whole: Numbers = field(default_factory=_numbers)  # by a name without its spaces
    ends: Numbers = field(default_factory=_numbers)  # by what follows a given name glued to it
    tails: Numbers = field(default_factory=_numbers)
    spellings: Spellings = field(default_factory=Spellings)  # of the tails

    def add(self, number: int, name: Named) -> None:
        """One more form of the name of a person."""
        words = name.words
        self.whole[name.glued][number] = None
        for end in _behind_given(name.glued):
            self.ends[end][number] = None
        if len(words) > 1:
            self.firsts[words[0]][number] = None
        if len(words) > 2:
            self.ends[words[1]][number] = None
        for tail in _tails(name):
            self.tails[tail][number] = None
            self.spellings.add(tail)

    def surnames(self, word: str) -> Iterator[int]:
        """Those whose surname a word is, whether or not a given name is glued to either."""
        for by in (self.whole, self.ends, self.tails):
            yield from by.get(word, ())
        for end in _behind_given(word):
            yield from self.whole.get(end, ())

    def misspelt(self, word: str) -> Iterator[int]:
        """Those whose surname differs from a word by one letter."""
        if len(word) >= LONG:
            for tail in self.spellings.like(word):
                if near(word, tail):
                    yield from self.tails[tail]


def _behind_given(glued: str) -> Iterator[str]:
    """What a word ends with behind a given name that lost its space."""
    return (glued[at:] for at in range(1, len(glued) - LONG + 2) if glued[:at] in _given())


@dataclass(slots=True)
class Register:
    """The persons found so far; `edges` finds those a name can be, by the letters it begins with.

    Two forms of one name share the first or the last letters of the name or of a part of it.
    """

    found: list[Bearer] = field(default_factory=list)
    edges: Numbers = field(default_factory=_numbers)
    lone: Lone = field(default_factory=Lone)

    def add(self, name: Named, kind: str) -> None:
        """A person not named before."""
        self.found.append(Bearer())
        self.join(len(self.found) - 1, name, kind, "name")

    def join(self, number: int, name: Named, kind: str, reason: str) -> None:
        """One more name of a person."""
        bearer = self.found[number]
        if name.words not in bearer.forms:
            for part in {name.glued, *name.words, *_tails(name)}:
                for edge in (part[:EDGE], part[-EDGE:]):
                    self.edges[edge][number] = None
        bearer.add(name, kind, reason)
        if bearer.forms.get(name.words) is name:
            self.lone.add(number, name)

    def alike(self, name: Named) -> list[int]:
        """The last MOST persons that share an edge with a name, in the order they were found."""
        sharing = (islice(reversed(some), MOST) for some in self._sharing(name))
        return sorted({number for some in sharing for number in some})

    def meant(self, name: Named) -> list[tuple[int, str]]:
        """The last MOST persons that a lone name may mean, each with how: by surname or first."""
        word, (one, other) = name.glued, self._sharing(name)
        found = dict.fromkeys(self.lone.firsts.get(word, ()), "name")
        misspelt = (n for n in self.lone.misspelt(word) if n in one or n in other)
        found |= dict.fromkeys((*self.lone.surnames(word), *misspelt), "surname")
        return sorted(found.items())[-MOST:]

    def _sharing(self, name: Named) -> tuple[dict[int, None], dict[int, None]]:
        """The persons who share the first letters with a name, and the last."""
        first, last = name.glued[:EDGE], name.glued[-EDGE:]
        return self.edges.get(first, {}), self.edges.get(last, {})


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
        full = register.found[number].fullest
        reason = _same(full, name)
        if reason:
            kind = "surname" if _is_tail(full, name) else "name"
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
    long, short = (one, other) if len(one.glued) >= len(other.glued) else (other, one)
    same_start = one.words[0] == other.words[0]
    if long.glued.endswith(short.glued) and _at_border(long, short):
        return "coref:shorter name"
    if same_start and long.glued.startswith(short.glued):
        return "coref:shorter name"
    same_ends = same_start and one.words[-1] == other.words[-1]
    if same_ends or (near(one.glued, other.glued) and _is_spelling(one, other)):
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
    half = len(short) // 2  # before or behind the letter that differs
    if long[:half] != short[:half] and long[len(long) - half :] != short[len(short) - half :]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(long, short, strict=False)) if a != b), len(short))
    return long[at + 1 :] == short[at + (len(one) == len(other)) :]


def _place_short(name: Named, register: Register) -> None:
    """A lone name is the nearest bearer before it, else the next one after it."""
    start = name.mention.at.start
    fits = register.meant(name)
    if not fits:
        register.add(name, "surname")
        return
    number, kind = min(fits, key=lambda f: _distance(register.found[f[0]], start))
    register.join(number, name, kind, "coref:surname" if kind == "surname" else "coref:first name")


@cache
def _given() -> frozenset[str]:
    return frozenset(phrase_key(n.name) for n in given_names())


def _distance(bearer: Bearer, start: int) -> tuple[bool, bool, int]:
    """How far the nearest name of a bearer is; kin counts last, one before before one after."""
    before = bisect_left(bearer.starts, start)
    far = start - bearer.starts[before - 1] if before else bearer.start - start
    return bearer.names[0].is_kin, not before, far
