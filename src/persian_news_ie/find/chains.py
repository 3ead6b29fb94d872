"""How far the phrase of an office reaches: from its head through its complement."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.find.lookup import CLOSERS, COMMAS, OPENERS, Lookup, is_light, is_stop
from persian_news_ie.find.officewords import demonyms, keys
from persian_news_ie.text.normalize import phrase_key

MOST_TOKENS = 18  # longer phrases had run into the sentence
MOST_QUOTED = 6  # tokens of a quoted name of a body


@dataclass(slots=True)
class Chain:
    """A phrase being read: `at` is the next token, `stop` where the phrase surely reaches.

    `takes` is that of the innermost head; `is_closed` once a place, body or person was read.
    """

    see: Lookup
    keys: Sequence[str]
    end: int
    at: int
    takes: str
    title: str
    stop: int = 0
    is_bare: bool = True  # nothing but epithets behind the innermost head
    is_closed: bool = False
    status: str = "current"
    people: bool = False
    shared: int = 0  # the «و» between two places behind one head, if it may be of two offices
    fields: list[Span] = field(default_factory=list)  # of the ministries behind a plural head

    @property
    def key(self) -> str:
        """The key of the next token."""
        return self.keys[self.at]

    def took(self, stop: int, *, closes: bool = False, bare: bool = False) -> bool:
        """Read on to a token; always true, so that a step can end with it."""
        self.at = self.stop = stop
        self.is_closed = self.is_closed or closes
        self.is_bare = self.is_bare and bare
        return True


def epithet(c: Chain) -> bool:
    """A word such as former, acting, senior, if it is not what a verb says of the holder."""
    if c.see.verb(c.at) or is_light(c.see, c.at):
        return False
    for status in ("former", "acting", "current"):
        if c.key in keys("status", status):
            c.status = status if status != "current" else c.status
            return c.took(c.at + 1, bare=True)
    if not c.is_closed and c.is_bare and c.key in keys("epithets", "words"):
        return c.took(c.at + 1, bare=True)
    counterpart = c.title in keys("lists", "counterparts")
    of_a_people = c.key in demonyms() or (counterpart and c.key.endswith(owners()))
    if not of_a_people or not c.is_bare:
        return False
    # «Iraqi officials» are complete, «the Indian head» is head of something.
    return c.took(c.at + 1, closes=c.people, bare=True)


@cache
def owners() -> tuple[str, ...]:
    """The words for people of a country with «his» or «their» behind them."""
    return tuple(d + own for d in demonyms() for own in keys("lists", "endings_of_own"))


def ministry(c: Chain) -> bool:
    """The field of a ministry, behind a minister or the word for ministry."""
    stop = c.see.fields.get(c.at)
    behind = c.takes == "ministry" or c.keys[c.at - 1] in keys("ministry", "words")
    if not stop or c.is_closed or not behind or is_light(c.see, stop - 1):
        return False
    c.takes = "bare"
    if c.people:
        c.fields.append(Span(c.at, stop))
    return c.took(stop)


def ministries(c: Chain) -> bool:
    """The fields of more ministries behind a plural head: «the ministers of oil and energy»."""
    found, at = list[Span](), c.at
    while c.fields and not c.is_closed and at < c.end:
        is_last, stop = c.keys[at] in keys("lists", "and"), c.see.fields.get(at + 1)
        if not (is_last or c.keys[at] in COMMAS) or not stop or is_light(c.see, stop - 1):
            return False
        found.append(Span(at + 1, stop))
        if is_last:
            c.fields += found
            return c.took(stop)
        at = stop
    return False


def place(c: Chain) -> bool:
    """A place; a name that is a common word too only behind an office of places."""
    stop = c.see.named["PLACE"].get(c.at, 0)
    if c.takes == "place" and c.is_bare:
        stop = max(stop, c.see.unsure.get(c.at, 0))
    return stop > c.see.named["ORG"].get(c.at, 0) and c.took(stop, closes=True)


def body(c: Chain) -> bool:
    """A known organisation."""
    stop = c.see.named["ORG"].get(c.at, 0)
    if not stop or c.takes == "place" or (c.is_closed and c.takes != "free"):
        return False
    # «the corps» may go on: «the corps of … in …».
    is_head = stop == c.at + 1 and c.key in keys("body", "named")
    return c.took(stop, closes=not is_head)


def nested(c: Chain) -> bool:
    """An office inside the office: the deputy of a minister."""
    stop, head = c.see.heads.get(c.at, (0, None))
    if head is None or c.takes != "free" or c.is_closed or head.takes in ("none", "person"):
        return False
    c.takes = head.takes
    c.took(stop)
    c.is_bare = True
    return True


def here(c: Chain) -> bool:
    """The country, the province or «this body» in place of a name."""
    if c.key in keys("here", "words"):
        # «the part» may go on: «the part music of …».
        goes_on = c.key in keys("here", "parts") and c.takes == "free" and _goes_on(c, c.at + 1)
        return c.took(c.at + 1, closes=not goes_on)
    owned = keys("lists", "of_person") | keys("lists", "counterparts")
    if c.is_bare and c.key in keys("lists", "own") and c.title in owned:
        return c.took(c.at + 1, closes=True)
    if c.key not in keys("here", "this") or c.is_closed:
        return False
    stops = (stop for stop in (c.at + 3, c.at + 2) if stop <= c.end)
    nouns = keys("here", "of_this") | keys("here", "of_this_work")
    stop = next((s for s in stops if "".join(c.keys[c.at + 1 : s]) in nouns), 0)
    return bool(stop) and c.took(stop, closes=True)


def _goes_on(c: Chain, at: int) -> bool:
    """Whether a noun that is no place follows."""
    return is_noun(c, at) and not is_light(c.see, at) and at not in c.see.unsure


def _kin(c: Chain) -> int:
    """Where a name stops that the rules of names know by its words; 0 if there is none."""
    always = c.takes == "person" or c.title in keys("lists", "always_of_person")
    if not always or not c.is_bare or c.at not in c.see.given:
        return 0
    stop = c.at + 1
    while stop < c.end and (stop in c.see.given or stop in c.see.families):
        stop += 1
    return stop


def person(c: Chain) -> bool:
    """A person: of kin, of an adviser, or in the name of a body."""
    stop = c.see.named["PERSON"].get(c.at, 0) or _kin(c)
    before = c.keys[max(0, c.at - 2) : c.at]
    inside = before[-1] in keys("body", "named") and not c.is_closed
    inside = inside or not keys("lists", "governments").isdisjoint(before)
    of_person = c.is_bare and (c.takes == "person" or c.title in keys("lists", "of_person"))
    if stop and (inside or of_person):
        c.people = True
        return c.took(stop, closes=of_person)
    return False


def quoted(c: Chain) -> bool:
    """A quoted name of a body, or a mark or abbreviation in brackets behind one."""
    if c.key == "(" and c.at + 2 < c.end and c.keys[c.at + 2] == ")":
        inner = c.keys[c.at + 1]
        return (inner.isascii() or inner in keys("body", "marks")) and c.took(c.at + 3)
    if c.key not in OPENERS or c.is_bare or c.is_closed:
        return False
    for at in range(c.at + 1, min(c.end, c.at + MOST_QUOTED)):
        if c.keys[at] in CLOSERS:
            return c.took(at + 1, closes=True)
    return False


def number(c: Chain) -> bool:
    """A number behind a word that is counted."""
    if not c.key[:1].isdigit():
        return False
    if c.at + 1 < c.end and c.keys[c.at + 1] in keys("lists", "aged"):
        return c.took(c.at + 2, bare=True)
    return c.keys[c.at - 1] in keys("body", "numbered") and c.took(c.at + 1)


def constituency(c: Chain) -> bool:
    """A list of places behind «deputy of the people of» or a plural head."""
    sign = c.key in COMMAS or c.key in keys("lists", "and")
    listed = c.is_closed and sign and (c.title in keys("lists", "of_places") or c.people)
    stop = c.see.named["PLACE"].get(c.at + 1, 0) or c.see.unsure.get(c.at + 1, 0)
    if stop and not listed and _is_shared(c):
        stop = c.see.named["PLACE"].get(stop, stop)  # «… of Kermanshah and Diyala in Iraq»
        # «the governor of … and …» are two, if nothing else is said of the second place.
        listed = is_stop(c.see, stop, c.end) or is_light(c.see, stop) or _is_about(c, stop)
        c.shared = c.at if listed else 0
    return bool(listed and stop) and c.took(stop)


def _is_shared(c: Chain) -> bool:
    """Whether the head is of a place and of nothing else, and «و» follows its place."""
    of_places = c.takes in ("place", "bare") and c.is_closed and not c.people and not c.shared
    return of_places and c.key in keys("lists", "and")


def _is_about(c: Chain, at: int) -> bool:
    return c.keys[at : at + 1] != [] and c.keys[at] in keys("lists", "about")


def listed(c: Chain) -> bool:
    """A list of nouns inside the name of a body or duty: «n, n and n»."""
    if c.is_bare or c.is_closed or c.takes not in ("free", "ministry"):
        return False
    if c.key in keys("lists", "and"):
        return is_noun(c, c.at + 1) and not is_light(c.see, c.at + 1) and c.took(c.at + 2)
    if c.key not in COMMAS:
        return False
    at = c.at
    while at < c.end and c.keys[at] in COMMAS and is_noun(c, at + 1):
        at += 2
    while at < c.end and is_noun(c, at) and at - c.at < MOST_TOKENS:
        at += 1  # the last of the list may be two words
    and_here = at + 1 < c.end and c.keys[at] in keys("lists", "and") and is_noun(c, at + 1)
    return and_here and not is_light(c.see, at + 1) and c.took(at + 2)


def is_noun(c: Chain, at: int) -> bool:
    """Whether a token can be one more noun or adjective of the phrase."""
    see = c.see
    if is_stop(see, at, c.end) or at in see.heads or at in see.named["PERSON"]:
        return False
    if see.named["PLACE"].get(at) and c.keys[at] not in keys("here", "words"):
        return False
    behind = c.keys[at - 1] in keys("body", "named")
    return behind or (at not in see.honorifics and at not in see.given)


def noun(c: Chain) -> bool:
    """Any noun or adjective, for heads that take them."""
    if c.is_closed or not is_noun(c, c.at) or is_light(c.see, c.at):
        return False
    if c.takes in ("free", "ministry"):
        # Behind a group and its complement, a plural is the object of the sentence.
        runs_on = c.people and not c.is_bare and c.key.endswith(plurals())
        return not runs_on and c.took(c.at + 1)
    alone = c.takes == "place" and c.is_bare and is_stop(c.see, c.at + 1, c.end)
    return alone and c.took(c.at + 1, closes=True)


@cache
def plurals() -> tuple[str, ...]:
    """The endings of plural nouns."""
    return tuple(keys("plural", "endings"))


def tail(c: Chain) -> bool:
    """A place, body or matter behind «in» or «with», for envoys, deputies and the like."""
    if c.at + 1 >= c.end:
        return False
    if c.title not in keys("tail", "in"):
        return appointed(c) or _apposed(c)
    at, after = c.at, c.keys[c.at + 1]
    wide = keys("tail", "affairs") | keys("tail", "bodies")
    if c.key in keys("tail", "in_word") and after in wide:
        c.takes, c.is_closed = "free", False
        return c.took(at + 2)
    if c.key not in keys("tail", "in_word") and c.key not in keys("tail", "at"):
        return False
    stop = max(c.see.named[label].get(at + 1, 0) for label in ("PLACE", "ORG"))
    if after in keys("here", "words") and c.keys[at + 2] not in keys("body", "other"):
        stop = max(stop, at + 2)
    return bool(stop) and c.took(stop, closes=True)


def _apposed(c: Chain) -> bool:
    """A place behind «in», with which an apposition ends: a comma follows."""
    if c.key not in keys("tail", "in_word") or c.takes != "free" or c.is_bare:
        return False
    if c.title in keys("tail", "summit"):
        return False  # where they meet
    stop = c.see.named["PLACE"].get(c.at + 1, 0)
    if c.keys[c.at + 1 : c.at + 2] and c.keys[c.at + 1] in keys("tail", "scenes"):
        return False
    ends = 0 < stop < len(c.keys) and c.keys[stop] in COMMAS
    if c.see.lands.get(c.at, set()) & c.see.lands.get(stop, set()):
        return False  # «the army of Pakistan [met] in Islamabad»: that is where it is anyway
    return ends and c.took(stop, closes=True)


def appointed(c: Chain) -> bool:
    """A place behind «in», where the verb of an appointment follows at once."""
    stop = c.see.named["PLACE"].get(c.at + 1, c.end)
    follows = stop < c.end and c.keys[stop] in keys("lists", "appointed")
    return follows and c.key in keys("tail", "in_word") and c.took(stop, closes=True)


STEPS = (
    epithet,
    ministry,
    ministries,
    nested,
    place,
    body,
    here,
    person,
    constituency,
    number,
    quoted,
    tail,
    listed,
    noun,
)


def read_chain(see: Lookup, start: int, end: int, *, brief: bool = False) -> Chain:
    """The phrase of the office whose head starts at a token, up to a token at most.

    `brief`: behind «this» only a place, a body or an epithet follows.
    """
    stop, head = see.heads[start]
    title = see.doc.tokens.keys[stop - 1] if stop - start == 1 else phrase_key(head.title)
    c = Chain(
        see, see.doc.tokens.keys, min(end, start + MOST_TOKENS), stop, head.takes, title, stop
    )
    c.people = head.is_plural
    if brief:
        c.takes, c.title = "bare", ""
    while c.at < c.end and any(step(c) for step in STEPS):
        pass
    return c
