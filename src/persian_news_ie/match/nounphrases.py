"""The noun phrases of a part of a sentence, each free or governed by what stands before it."""

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
PROPER = frozenset(("PLACE", "PRONOUN"))  # names no adjective follows: «Iran [the attack]»
LONGEST_HEAD = 3  # words for what a body is and for what of it: «the trade section of …»
OBJECTS = ("site", "works", "tally", "law")  # nouns that start a phrase of their own behind a name
SHORTEST = 2  # tokens of a subject that is no mention: single words are mostly something else
LONGEST = 14  # tokens of a subject that is no mention


class Step(NamedTuple):
    """A mention as a step: its label, where it stops, and itself."""

    label: str
    stop: int
    mention: object


def step_at(scene: Scene, at: int, stop: int) -> Step | None:
    """The longest mention that starts at a token."""
    found = scene.mentions.get(at)
    steps = [Step(*s) for s in found if s[1] <= stop] if found else ()
    return max(steps, key=lambda s: s.stop, default=None)


def headed(scene: Scene, at: int, stop: int) -> int:
    """Where the name starts behind a word for what it is: «the companies …»; else `at`."""
    name = scene.words.has(at, "heads") or scene.words.has(at, "head_of")
    for start in range(name, min(name + LONGEST_HEAD, stop)) if name else ():
        step = step_at(scene, start, stop)
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
            self.at = headed(self.scene, self.at, self.part.stop)
            step = step_at(self.scene, self.at, self.part.stop)
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
        step = step_at(self.scene, at, self.part.stop)
        return step is not None and step.label == "AMOUNT"

    def _in_list(self, at: int) -> bool:
        """Whether the mention after a comma goes on to `and`: a list that something governs.

        A list is of one sort: of people, of bodies, of places.
        """
        step = step_at(self.scene, at, self.part.stop)
        alike = step and (step.label == self.last or {step.label, self.last} <= HUMANS)
        return bool(step and alike and self._has("plus", step.stop))

    def _actor(self, step: Step) -> Iterator[Capture]:
        apart, self.last = self._apart(step), step.label
        end = step.stop if apart else self.scene.phrase(step.stop, self.part.stop)
        alone = not any(step_at(self.scene, at, end) for at in range(step.stop, end))
        behind = alone and step.label not in PROPER and self._has("ra", end)
        marked = self._has("ra", step.stop) or behind
        if self.free and not marked:
            yield Capture(self.at, step.stop, step.mention)
        following = step_at(self.scene, step.stop, self.part.stop)
        if not self.free and (apart or (following and following.label in HUMANS)):
            self.at, self.free = step.stop, True
        else:
            self.at = max(end, step.stop)
            self.free = self.free or bool(marked)

    def _apart(self, step: Step) -> bool:
        """Whether the noun behind a mention of somebody starts a phrase of its own.

        A bare title may go on: «the head of the department …».
        """
        whole = step.label in NAMED or (step.label in HUMANS and step.stop - self.at > 1)
        return whole and any(self._has(name, step.stop) for name in OBJECTS)

    def _words(self) -> Iterator[Capture]:
        """A phrase that is no mention."""
        start, end = self.at, self.scene.phrase(self.at, self.part.stop)
        self.at = max(end, start + 1)
        following = step_at(self.scene, end, self.part.stop)
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
