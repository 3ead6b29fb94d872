"""A stretch of a text as patterns read it: what stands at a token, and where to go on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.match.pattern import Firsts, Pattern
from persian_news_ie.match.scene import Scene


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
    _index: "Index | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        own = self.scene.mentions.get(self.trigger.start, ()) if self.trigger else ()
        self.named = max((stop for _, stop, _ in own), default=0)

    @property
    def index(self) -> "Index":
        """Where what is in the stretch."""
        if self._index is None:
            self._index = Index(self)
        return self._index

    def starts(self, at: int, firsts: Firsts) -> bool:
        """Whether a match that starts with one of some lists or labels may start at a token."""
        found = self.scene.words.at.get(at)
        if found and not firsts.lists.isdisjoint(found):
            return True
        return bool(firsts.labels) and any(n in firsts.labels for n, _, _ in self.steps(at))

    def words(self, at: int, name: str) -> Sequence[int]:
        """Where the phrases of a list that start at a token stop."""
        found = self.scene.words.at.get(at)
        if found is None or at >= self.stop:
            return ()
        return [f.stop for f in reversed(found.get(name, ())) if f.stop <= self.stop]

    def mentions(self, at: int, label: str) -> Sequence[tuple[int, object]]:
        """The mentions of a label that start at a token: where each stops, and itself."""
        found = self.steps(at)
        return [(stop, m) for name, stop, m in found if name == label and stop <= self.stop]

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
        """Where the statement that a token belongs to stops."""
        while at < self.stop and at not in self.scene.breaks:
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


class Index:
    """The steps of a window, which of them start with which lists and labels, all lists in it."""

    __slots__ = ("lists", "marks", "starts")

    def __init__(self, window: Window) -> None:
        self.starts: defaultdict[str, list[int]] = defaultdict(list)
        self.marks: list[int] = []
        at, words = window.start, window.scene.words.at
        lists: set[str] = set()
        for token in range(window.start, window.stop):
            names = words.get(token, ())
            lists.update(names)
            if token == at:
                steps = window.steps(at)
                self.marks.append(at)
                for name in (*names, *{label for label, _, _ in steps}):
                    self.starts[name].append(at)
                at = max(stop for _, stop, _ in steps) if steps else at + 1
        self.lists = frozenset(lists)

    def of(self, pattern: Pattern, trigger: Span | None) -> Sequence[int]:
        """The steps at which a pattern may match."""
        if not pattern.required <= self.lists:
            return ()
        if pattern.leads:
            return (trigger.start,) if trigger else ()
        if pattern.firsts is None:
            return self.marks
        names = pattern.firsts.lists | pattern.firsts.labels
        found = [self.starts[name] for name in names if name in self.starts]
        return found[0] if len(found) == 1 else sorted({at for some in found for at in some})
