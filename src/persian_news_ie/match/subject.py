"""What a clause is about: its first noun phrase that neither a preposition nor an object marker
governs; if the clause drops it, that of the clauses and sentences before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.match.matcher import Capture
from persian_news_ie.match.scene import Scene

ACTORS = frozenset(("PERSON", "OFFICE", "GROUP", "PRONOUN", "ORG", "PLACE"))
HUMANS = frozenset(("PERSON", "OFFICE", "GROUP", "PRONOUN"))
NAMED = frozenset(("PERSON", "PRONOUN", "ORG", "PLACE"))
BODIES = frozenset(("ORG", "PLACE"))
LONGEST_HEAD = 3  # words for what a body is and for what of it: «the trade section of …»
PROPER = frozenset(("PLACE", "PRONOUN"))  # names no adjective follows: «Iran [the attack]»
OBJECTS = ("site", "works", "tally", "law")  # nouns that start a phrase of their own behind a name
REACH = 2  # sentences before its own in which a clause may find its subject
KINDS = {
    "SUBJECT": None,
    "WHO_SUBJECT": ACTORS,
    "BODY_SUBJECT": HUMANS | {"ORG"},
    "HUMAN_SUBJECT": HUMANS,
    "COLLECTIVE_SUBJECT": frozenset(("ORG", "GROUP", "PLACE")),
}
MANY = "3p"  # the person of verbs that several do
NEAR = 8  # tokens back at which a mention that covers a token may start
SHORTEST = 2  # tokens of a subject that is no mention: single words are mostly something else
LONGEST = 14  # tokens of a subject that is no mention


class _Step(NamedTuple):
    """A mention as a step: its label, where it stops, and itself."""

    label: str
    stop: int
    mention: object


def _step(scene: Scene, at: int, stop: int) -> _Step | None:
    """The longest mention that starts at a token."""
    found = scene.mentions.get(at)
    steps = [_Step(*s) for s in found if s[1] <= stop] if found else ()
    return max(steps, key=lambda s: s.stop, default=None)


def _headed(scene: Scene, at: int, stop: int) -> int:
    """Where the name starts behind a word for what it is: «the companies …»; else `at`."""
    name = scene.words.has(at, "heads") or scene.words.has(at, "head_of")
    for start in range(name, min(name + LONGEST_HEAD, stop)) if name else ():
        step = _step(scene, start, stop)
        if step:
            return start if step.label in BODIES else at
        if start in scene.enders or scene.finite(start):
            break
    return at


class _Reader:
    """Reads the noun phrases of a part of a sentence, telling free from governed ones.

    `free` is whether the phrase that starts next would be free.
    """

    __slots__ = ("at", "free", "held", "last", "part", "scene")

    def __init__(self, scene: Scene, part: Span, free: bool) -> None:
        self.scene, self.part, self.at, self.free = scene, part, part.start, free
        self.held = -1  # the token right behind a preposition
        self.last = ""  # the label of the mention before

    def phrases(self) -> Iterator[Capture]:
        """The free noun phrases, from left to right."""
        while self.at < self.part.stop:
            self.at = _headed(self.scene, self.at, self.part.stop)
            step = _step(self.scene, self.at, self.part.stop)
            if step and step.label in ACTORS:
                yield from self._actor(step)
            elif step and step.label != "AMOUNT":
                self.at, self.free = step.stop, True
            elif not self._sign():
                yield from self._words()

    def _has(self, name: str, at: int | None = None) -> int:
        return self.scene.words.has(self.at if at is None else at, name)

    def _sign(self) -> bool:
        """Go over a preposition, an adverb or a sign; False if the token is none of them."""
        governing, stop = self._has("preposition"), self._has("adverb")
        if (roughly := self._has("roughly")) and self._counts(roughly):
            stop = roughly
        elif governing > stop:
            stop, self.free, self.held = governing, False, governing
        elif self.at == self.held and self._has("quote_open"):
            stop = self.at + 1  # what is quoted behind a preposition is governed too
        elif stop:
            self.free = self.free or not self._has("and")  # «and also» goes on with a list
        elif (stop := self._has("comma")) > 0:
            self.free = self.free or not self._in_list(stop)
        elif self.at in self.scene.enders or self.scene.finite(self.at):
            stop = max(self.scene.finite(self.at), self.at + 1)
            self.free = self.free or not self._has("and")
        else:
            return False
        self.at = stop
        return True

    def _counts(self, at: int) -> bool:
        """Whether a number with what it counts starts at a token."""
        step = _step(self.scene, at, self.part.stop)
        return step is not None and step.label == "AMOUNT"

    def _in_list(self, at: int) -> bool:
        """Whether the mention after a comma goes on to `and`: a list that something governs.

        A list is of one sort: of people, of bodies, of places.
        """
        step = _step(self.scene, at, self.part.stop)
        alike = step and (step.label == self.last or {step.label, self.last} <= HUMANS)
        return bool(step and alike and self._has("plus", step.stop))

    def _actor(self, step: _Step) -> Iterator[Capture]:
        apart, self.last = self._apart(step), step.label
        end = step.stop if apart else self.scene.phrase(step.stop, self.part.stop)
        alone = not any(_step(self.scene, at, end) for at in range(step.stop, end))
        behind = alone and step.label not in PROPER and self._has("ra", end)
        marked = self._has("ra", step.stop) or behind
        if self.free and not marked:
            yield Capture(self.at, step.stop, step.mention)
        following = _step(self.scene, step.stop, self.part.stop)
        if not self.free and (apart or (following and following.label in HUMANS)):
            self.at, self.free = step.stop, True
        else:
            self.at = max(end, step.stop)
            self.free = self.free or bool(marked)

    def _apart(self, step: _Step) -> bool:
        """Whether the noun behind a mention of somebody starts a phrase of its own.

        A bare title may go on: «the head of the department …».
        """
        whole = step.label in NAMED or (step.label in HUMANS and step.stop - self.at > 1)
        return whole and any(self._has(name, step.stop) for name in OBJECTS)

    def _words(self) -> Iterator[Capture]:
        """A phrase that is no mention."""
        start, end = self.at, self.scene.phrase(self.at, self.part.stop)
        self.at = max(end, start + 1)
        following = _step(self.scene, end, self.part.stop)
        if self._has("ra", end) or (following and following.label in HUMANS):
            self.free = True
        elif self.free and (self._long(start, end) or self._has("somebody", start)):
            yield Capture(start, end, None)

    def _long(self, start: int, end: int) -> bool:
        """Whether a phrase that is no mention is as long as subjects are."""
        return start + SHORTEST <= end <= start + LONGEST


@dataclass(slots=True)
class Phrases:
    """The free noun phrases of the parts of a scene, each part read once."""

    scene: Scene
    known: dict[tuple[Span, bool], Sequence[Capture]] = field(default_factory=dict)

    def of(self, part: Span, free: bool) -> Sequence[Capture]:
        """Those of a part; `free` is whether the one that starts it would be free."""
        key = (part, free)
        if key not in self.known:
            self.known[key] = tuple(_Reader(self.scene, part, free).phrases())
        return self.known[key]


def _first(
    read: Phrases, part: Span, labels: frozenset[str] | None, free: bool = True
) -> Capture | None:
    """The first free phrase of a part that is of some labels; if none is, the first at all."""
    found = read.of(part, free)
    fitting = (c for c in found if labels is not None and _label(read.scene, c) in labels)
    return next(fitting, found[0] if found else None)


def _relative(read: Phrases, part: Span, labels: frozenset[str] | None) -> Capture | None:
    """The noun that a relative clause at the end of a part is about."""
    scene = read.scene
    heads = [at for at in range(part.start, part.stop) if scene.words.has(at, "that")]
    if not heads or heads[-1] == part.start:
        return None
    inner = _first(read, Span(heads[-1] + 1, part.stop), labels)
    return inner or _ending_at(scene, part.start, heads[-1]) or _unnamed(scene, part, heads[-1])


def _unnamed(scene: Scene, part: Span, that: int) -> Capture | None:
    """A head of a relative clause that is no mention: nobody named before is its subject."""
    if that not in scene.heads or scene.words.has(that - 1, "while"):
        return None
    start = that
    while start > part.start and _plain(scene, start - 1):
        start -= 1
    start = max(start, scene.words.has(start - 1, "preposition"))  # «by way of a mechanism»
    return Capture(start, that, None) if start < that else None


def _plain(scene: Scene, at: int) -> bool:
    """Whether a token is a word of a phrase that is no mention."""
    if at in scene.enders or scene.finite(at) or scene.words.has(at, "adverb"):
        return False
    return not any(
        stop > at
        for start in range(at - NEAR, at + 1)
        for _, stop, _ in scene.mentions.get(start, ())
    )


def _ending_at(scene: Scene, start: int, stop: int) -> Capture | None:
    """The mention that stops at a token."""
    for at in range(stop - 1, start - 1, -1):
        step = _step(scene, at, stop)
        if step and step.stop == stop and step.label in ACTORS:
            return Capture(at, stop, step.mention)
    return None


def _with_others(scene: Scene, first: Capture, stop: int) -> tuple[Capture, ...]:
    """A subject and the mentions that a comma or `and` joins to it."""
    found, at = [first], first.stop
    while at < stop:
        joint = scene.words.has(at, "and") or scene.words.has(at, "comma")
        start = _headed(scene, joint, stop) if joint else 0
        step = _step(scene, start, stop) if joint else None
        if step is None or step.label not in ACTORS:
            break
        found.append(Capture(start, step.stop, step.mention))
        at = step.stop
    joined = len(found) == 1 or scene.words.has(found[-2].stop, "and") or _goes_on(scene, at)
    return tuple(found) if joined else (first,)


def subject_of(
    read: Phrases, sentence: Span, clause: Span, trigger: Span, kind: str
) -> tuple[Capture, ...]:
    """The subject of a trigger's clause if it is of a kind (one of `KINDS`), else nothing.

    It is its own, or the nearest understood from the clauses before. Of a verb in the first or
    second person it can only be somebody who speaks.
    """
    scene = read.scene
    verb = scene.verb_of(clause, trigger)
    spoken = verb is not None and verb.form.person[:1] in ("1", "2")
    told = verb is not None and trigger.start <= verb.start < trigger.stop
    passive = told and verb is not None and verb.form.passive
    if kind == "COLLECTIVE_SUBJECT" and (spoken or passive):
        return ()
    labels = HUMANS if spoken else KINDS[kind]
    found = None if spoken else _own(read, clause, trigger, labels)
    headed = found is not None and found.mention is None and _is_somebody(scene, found)
    if found and (told or headed or _fits(scene, found, labels)):
        return _with_others(scene, found, clause.stop) if _fits(scene, found, labels) else ()
    if found and found.mention and not _speaks(scene, Span(clause.start, trigger.start)):
        return ()
    governed = scene.words.has(trigger.start - 1, "preposition") == trigger.start
    happens = not governed and _takes_place(scene, clause, trigger)
    floor = sentence.start if happens else 0
    for part in _parts_before(scene, sentence, clause):
        found = _first(read, part, labels) if part.start >= floor else None
        if found and not spoken and not governed and _quotes(scene, part):
            return ()  # who speaks would say «I»
        if found and _fits(scene, found, labels) and (not spoken or _speaks(scene, part)):
            near = found.mention or part.start >= sentence.start
            whole = _with_others(scene, found, part.stop) if near else ()
            many = told and verb is not None and verb.form.person == MANY
            if many and len(whole) == 1 and _is_one(scene, found) and not _honoured(scene, part):
                return ()
            return whole
        named = found is not None and found.mention is not None and part.start >= sentence.start
        if named and not spoken and not _speaks(scene, part):
            return ()  # the clause before is about a body or place, so about nobody before it
    return ()


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether a list of names ends in unnamed others: «Iran, Russia and other producers»."""
    joint = scene.words.has(at, "and")
    return bool(joint) and scene.words.has(joint, "others") > 0


def _is_somebody(scene: Scene, found: Capture) -> bool:
    """Whether a phrase that is no mention is somebody who is not named before."""
    return found.stop in scene.heads or bool(scene.words.has(found.start, "somebody"))


def _takes_place(scene: Scene, clause: Span, trigger: Span) -> bool:
    """Whether a clause says that what its trigger names takes place."""
    return any(scene.words.has(at, "takes_place") for at in range(trigger.stop, clause.stop))


def _own(
    read: Phrases, clause: Span, trigger: Span, labels: frozenset[str] | None
) -> Capture | None:
    """The subject that stands in the clause of a trigger itself."""
    before = Span(clause.start, trigger.start)
    return (
        _relative(read, before, labels)
        or _first(read, before, labels)
        or _first(read, Span(trigger.stop, clause.stop), labels, free=False)
    )


def _fits(scene: Scene, found: Capture, labels: frozenset[str] | None) -> bool:
    return labels is None or _label(scene, found) in labels


def _is_one(scene: Scene, found: Capture) -> bool:
    """Whether a subject is one person."""
    return _label(scene, found) in ("PERSON", "OFFICE")


def _honoured(scene: Scene, part: Span) -> bool:
    """Whether a part speaks of one person as of many."""
    verbs = (scene.words.verbs.get(at) for at in range(part.start, part.stop + 1))
    return any(v.form.person == MANY for v in verbs if v and v.form)


def _speaks(scene: Scene, part: Span) -> bool:
    """Whether a verb of speech stands in a part."""
    return any(at in scene.reports for at in range(part.start + 1, part.stop + 1))


def _quotes(scene: Scene, part: Span) -> bool:
    """Whether a part ends in a verb of speech and a colon, so that direct speech follows."""
    colons = (scene.words.has(at, "colon") for at in (part.stop - 1, part.stop))
    return any(colons) and _speaks(scene, part)


def _label(scene: Scene, capture: Capture) -> str:
    """The label of the mention that a capture is; empty if it is none."""
    step = _step(scene, capture.start, capture.stop)
    return step.label if step and step.mention is capture.mention else ""


def _parts_before(scene: Scene, sentence: Span, clause: Span) -> Iterator[Span]:
    """The clauses before one, the last first, then the sentences before."""
    stop = clause.start
    while stop > sentence.start:
        part = scene.clause(sentence, Span(stop - 1, stop))
        start = min(part.start, stop - 1)
        yield Span(start, stop)
        stop = start
    at = scene.sentences.index(sentence)
    yield from reversed(scene.sentences[max(at - REACH, 0) : at])
