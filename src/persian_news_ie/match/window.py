"""A stretch of a text as patterns read it: what stands at a token, and where to go on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.match.matcher import Capture, Match
from persian_news_ie.match.pattern import ANY, Pattern
from persian_news_ie.match.scene import Scene

_Mark = tuple[int, Collection[str], Sequence[str]]  # a step, the lists and the labels at it


@dataclass(slots=True)
class Window:
    """A stretch of a scene as the pattern matcher reads it."""

    scene: Scene
    start: int
    stop: int
    trigger: Span | None = None
    closed: bool = False  # whether gaps stop at finite verbs
    tail: Span | None = None  # the words of the trigger behind its gap
    named: int = field(init=False)  # where a name that begins with the trigger stops
    _has: frozenset[str] | None = field(init=False, default=None)
    _marks: Sequence[_Mark] | None = field(init=False, default=None)
    _nearest: dict[Pattern, Match | None] = field(init=False, default_factory=dict)
    _at: dict[tuple[Pattern, int], Match | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        own = self.scene.mentions.get(self.trigger.start, ()) if self.trigger else ()
        self.named = max((stop for _, stop, _ in own), default=0)

    @property
    def has(self) -> frozenset[str]:
        """The lists of which words, and the labels of which mentions, start in the stretch."""
        if self._has is None:
            within = range(self.start, self.stop)
            inner = range(self.start, min(self.named, self.stop))  # of a name that is the trigger
            steps = (*map(self.scene.mentions.get, within), *map(self.scene.parts.get, inner))
            labels = {label for found in steps if found for label, _, _ in found}
            words = map(self.scene.words.at.get, within)
            self._has = frozenset(labels).union(*filter(None, words))
        return self._has

    def match(self, trigger: Pattern, at: int) -> Match | None:
        """The match of a trigger that starts at a token; rules share triggers too."""
        key = (trigger, at)
        if key not in self._at:
            self._at[key] = trigger.match(self, at)
        return self._at[key]

    def captures(self, pattern: Pattern) -> tuple[Capture, ...]:
        """What the nearest match of a pattern captures."""
        match = self.nearest(pattern)
        return match.captures if match else ()

    def nearest(self, pattern: Pattern) -> Match | None:
        """The match of a slot nearest to the trigger; one that names the trigger need not be near.

        Rules share patterns: what one matches is found once.
        """
        if pattern not in self._nearest:
            found = self._find(pattern) if pattern.required <= self.has else None
            self._nearest[pattern] = found
        return self._nearest[pattern]

    def _find(self, pattern: Pattern) -> Match | None:
        best, least = None, 10**9
        trigger = self.trigger or Span(self.start, self.start)
        for at in self._starts(pattern):
            match = pattern.match(self, at)
            if match and (pattern.anchored or not self._touches(match)):
                far = max(match.start - trigger.stop, trigger.start - match.stop, 0)
                if far < least:
                    best, least = match, far
        return best

    def _starts(self, pattern: Pattern) -> Sequence[int]:
        """The steps at which a pattern may match."""
        if pattern.leads:
            return (self.trigger.start,) if self.trigger else ()
        firsts = pattern.firsts
        return [
            at
            for at, lists, labels in self.marks
            if ANY in firsts or not (firsts.isdisjoint(lists) and firsts.isdisjoint(labels))
        ]

    @property
    def marks(self) -> Sequence[_Mark]:
        """The steps of the stretch, from left to right."""
        if self._marks is None:
            self._marks = list(self._walk())
        return self._marks

    def _walk(self) -> Iterator[_Mark]:
        at, words = self.start, self.scene.words.at
        while at < self.stop:
            found = self.steps(at)
            yield at, words.get(at, ()), [label for label, _, _ in found]
            at = max([stop for _, stop, _ in found]) if found else at + 1

    def _touches(self, match: Match) -> bool:
        """Whether a match takes words of the trigger that it does not start with by name."""
        own = (p for p in (self.trigger, self.tail) if p and p.start != match.start)
        return any(match.start < part.stop and part.start < match.stop for part in own)

    def words(self, at: int, name: str) -> Sequence[int]:
        """Where the phrases of a list that start at a token stop."""
        found = self.scene.words.at.get(at)
        if found is None or at >= self.stop:
            return ()
        return [f.stop for f in reversed(found.get(name, ())) if f.stop <= self.stop]

    def mentions(self, at: int, labels: str) -> Sequence[tuple[int, object]]:
        """The mentions of some labels that start at a token: where each stops, and itself."""
        found = self.steps(at)
        return [
            (stop, mention)
            for label in (labels.split() if found else ())
            for name, stop, mention in found
            if name == label and stop <= self.stop
        ]

    def steps(self, at: int) -> Sequence[tuple[str, int, object]]:
        """The mentions at a token; inside a name that begins with the trigger, its parts."""
        found = self.scene.mentions.get(at)
        if found:
            return () if self.trigger and at == self.trigger.start else found
        return self.scene.parts.get(at, ()) if at < self.named else ()

    def after(self, at: int) -> int:
        """The start of the next step."""
        found = self.steps(at)
        return max(stop for _, stop, _ in found) if found else at + 1

    def aside(self, at: int) -> int:
        """Where an aside that starts at a token and that the gap of a trigger goes over stops."""
        return self.scene.aside(at) if self.closed else 0

    def open(self, at: int) -> bool:
        """Whether a gap may go over the step at a token."""
        if at in self.scene.breaks:
            return False
        return not (self.closed and self.scene.ends(at))

    def phrase(self, at: int) -> int:
        """Where the phrase that starts at a token stops."""
        return self.scene.phrase(at, self.stop, self._own())

    def plain(self, at: int) -> bool:
        """Whether a token stands inside a phrase and starts no mention."""
        scene = self.scene
        return not (at in scene.enders or self.steps(at) or scene.finite(at))

    def rest(self, at: int) -> int:
        """Where the statement that a token belongs to stops: no «but» is part of it."""
        words, breaks = self.scene.words, self.scene.breaks
        while at < self.stop and not (at in breaks or words.has(at, "contrast")):
            at = self.after(at)
        return min(at, self.stop)

    def stretch(self, at: int) -> int:
        """Where the long phrase that starts at a token stops."""
        return self.scene.phrase(at, self.stop, self._own(), long=True)

    def _own(self) -> frozenset[int]:
        """Where the words of the trigger start: no phrase goes over them."""
        return frozenset(part.start for part in (self.trigger, self.tail) if part)

    def begins(self, at: int) -> bool:
        """Whether a phrase starts at a token."""
        return at == self.start or at in self.scene.fresh

    def anchor(self, at: int) -> int | None:
        """Where the trigger stops if it starts at a token."""
        return self.trigger.stop if self.trigger and at == self.trigger.start else None
