"""The pattern language: parsed to a small program, run in time linear in the text.

`$name` a word of a list · `TYPE` a mention, captured · `[x]` capture the words of x · `~` a gap ·
`#` a phrase: words up to the next word that ends one · `%` a long phrase: words up to a comma, an
object marker, a finite verb or the trigger · `>` the rest of the clause · `_` a short gap inside
one phrase, over no mention · `^` a phrase starts here (the clause starts, or the word before ends
an adverbial) · `@` the trigger, or its first words if it has a gap · `( | )` · `? * +`. A mention
is one step, so a gap never stops inside one; that of a trigger may leap over a relative clause.

A slot may be `SUBJECT`, what the clause is about as `subject.py` finds it, `WHO_SUBJECT`, the same
if it is a mention, `BODY_SUBJECT`, if it is one of people or a body, or `HUMAN_SUBJECT`, of people.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from persian_news_ie.match.grammar import Step, parse

MAX_GAP = 36  # steps; longer gaps joined words of different statements on raw news

SUBJECTS = ("SUBJECT", "WHO_SUBJECT", "BODY_SUBJECT", "HUMAN_SUBJECT")
MAX_SHORT = 7  # words of a short gap: adjectives and nouns between a noun and the name it governs


class Capture(NamedTuple):
    """Captured tokens and the mention they are, if the pattern asked for one."""

    start: int
    stop: int
    mention: object | None


def in_order(captures: Iterable[Capture]) -> list[Capture]:
    """Captures by where they start, none twice: longer ones first, a mention before bare words."""
    return sorted(dict.fromkeys(captures), key=lambda c: (c.start, -c.stop, c.mention is None))


class Match(NamedTuple):
    """Where a pattern matched, in tokens, and what it captured, from left to right."""

    start: int
    stop: int
    captures: tuple[Capture, ...]


class Firsts(NamedTuple):
    """The word lists and mention types one of which every match of a pattern starts with."""

    lists: frozenset[str]
    labels: frozenset[str]


class Field(Protocol):
    """What a pattern runs over: one clause or sentence."""

    start: int
    stop: int

    def starts(self, at: int, firsts: Firsts) -> bool:
        """Whether a phrase of one of the lists or a mention of one of the types starts here."""

    def words(self, at: int, name: str) -> Sequence[int]:
        """Where the phrases of a list that start at a token stop."""

    def mentions(self, at: int, label: str) -> Sequence[tuple[int, object]]:
        """The mentions of a label that start at a token: where each stops, and itself."""

    def after(self, at: int) -> int:
        """The start of the next step."""

    def aside(self, at: int) -> int:
        """Where a relative clause that a gap may leap over stops; 0 if none starts at a token."""

    def open(self, at: int) -> bool:
        """Whether a gap may go over the step at a token."""

    def phrase(self, at: int) -> int:
        """Where the phrase that starts at a token stops; `at` itself if none starts there."""

    def plain(self, at: int) -> bool:
        """Whether a token stands inside a phrase and starts no mention."""

    def rest(self, at: int) -> int:
        """Where the statement that a token belongs to stops."""

    def stretch(self, at: int) -> int:
        """Where the long phrase that starts at a token stops; `at` itself if none does."""

    def begins(self, at: int) -> bool:
        """Whether a phrase starts at a token."""

    def anchor(self, at: int) -> int | None:
        """Where the trigger stops if it starts at a token."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    source: str
    steps: tuple[Step, ...]
    firsts: Firsts | None = field(init=False)
    required: frozenset[str] = field(init=False)  # lists of which every match has a word
    leads: bool = field(init=False)  # whether every match starts with the trigger

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", _firsts(self.steps))
        needed = (name for name in self.lists if not _avoids(self.steps, name))
        object.__setattr__(self, "required", frozenset(needed))
        object.__setattr__(self, "leads", all(s.op == "anchor" for s in _openings(self.steps)))

    @property
    def lists(self) -> frozenset[str]:
        """The word lists that the pattern names."""
        return frozenset(s.name for s in self.steps if s.op == "word")

    @property
    def labels(self) -> frozenset[str]:
        """The mention types that the pattern names."""
        return frozenset(n for s in self.steps if s.op == "type" for n in s.name.split())

    @property
    def subject(self) -> str:
        """The one of `SUBJECTS` that is all the pattern says, else empty."""
        return self.source if self.source in SUBJECTS else ""

    @property
    def gapped(self) -> bool:
        """Whether the pattern has a gap."""
        return any(s.op in ("gap", "short") for s in self.steps)

    @property
    def anchored(self) -> bool:
        """Whether the pattern names the trigger."""
        return any(s.op == "anchor" for s in self.steps)

    def first_lists(self) -> frozenset[str]:
        """The lists one of which every match starts with; empty if it may start otherwise."""
        firsts = self.firsts
        return firsts.lists if firsts and not firsts.labels else frozenset()

    def match(self, text: Field, start: int) -> Match | None:
        """The preferred match that starts at a token, or None."""
        if self.firsts is not None and not text.starts(start, self.firsts):
            return None
        return _run(self.steps, text, start)


def _avoids(steps: Sequence[Step], name: str) -> bool:
    """Whether a pattern can match without a word of a list."""
    todo, seen = [0], set()
    while todo:
        at = todo.pop()
        step = steps[at]
        if step.op == "done":
            return True
        if at not in seen and not (step.op == "word" and step.name == name):
            seen.add(at)
            todo += step.goto or (at + 1,)
    return False


def _openings(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps that read text or the trigger first."""
    todo, seen = [0], set()
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            if steps[at].op in ("split", "open", "close", "begin"):
                todo += steps[at].goto or (at + 1,)
            else:
                yield steps[at]


def _firsts(steps: Sequence[Step]) -> Firsts | None:
    """What a match can start with; None if that is not only words and mentions."""
    lists: set[str] = set()
    labels: set[str] = set()
    for step in _openings(steps):
        if step.op == "word":
            lists.add(step.name)
        elif step.op == "type":
            labels.update(step.name.split())
        else:
            return None
    return Firsts(frozenset(lists), frozenset(labels))


def compile_pattern(source: str, types: Mapping[str, Sequence[str]] | None = None) -> Pattern:
    """Compile a pattern; `types` names groups of mention types.

    Raises PatternError with the pattern and the place that cannot be read.
    """
    return _compiled(source, tuple((k, tuple(v)) for k, v in (types or {}).items()))


@cache
def _compiled(source: str, types: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    return Pattern(source, parse(source, dict(types)))


# A point of the search: program counter, token, steps of the gap so far, captures, open captures.
_State = tuple[int, int, int, tuple[Capture, ...], tuple[int, ...]]


def _run(steps: Sequence[Step], text: Field, start: int) -> Match | None:
    """Backtracking with a memory: no (instruction, token) is tried twice, so time is linear."""
    stack: list[_State] = [(0, start, 0, (), ())]
    tried: set[tuple[int, int]] = set()
    while stack:
        pc, at, gap, captures, opened = stack.pop()
        if (pc, at) in tried:
            continue
        tried.add((pc, at))
        step = steps[pc]
        op = step.op
        if op == "split":
            stack += [(goto, at, 0, captures, opened) for goto in reversed(step.goto)]
        elif op in READERS:
            for stop, mention in reversed(READERS[op](step, at, text)):
                taken = (*captures, Capture(at, stop, mention)) if mention else captures
                stack.append((pc + 1, stop, 0, taken, opened))
        elif op == "done":
            return Match(start, at, captures)
        elif op == "open":
            stack.append((pc + 1, at, 0, captures, (*opened, at)))
        elif op == "close":
            held = Capture(opened[-1], at, None)
            stack.append((pc + 1, at, 0, (*captures, held), opened[:-1]))
        else:
            if at < text.stop and _passes(op, gap, at, text):
                if op == "gap" and (stop := text.aside(at)):
                    stack.append((pc, stop, gap + 1, captures, opened))
                stack.append((pc, text.after(at), gap + 1, captures, opened))
            stack.append((pc + 1, at, 0, captures, opened))
    return None


def _passes(op: str, gap: int, at: int, text: Field) -> bool:
    """Whether a gap goes on over the step at a token."""
    if op == "short":
        return gap < MAX_SHORT and text.plain(at)
    return gap < MAX_GAP and text.open(at)


_Read = Sequence[tuple[int, object]]  # where an instruction may stop, with the mention it read


def _words(step: Step, at: int, text: Field) -> _Read:
    return [(stop, None) for stop in text.words(at, step.name)]


def _mentions(step: Step, at: int, text: Field) -> _Read:
    return [found for label in step.name.split() for found in text.mentions(at, label)]


def _anchor(step: Step, at: int, text: Field) -> _Read:
    stop = text.anchor(at)
    return () if stop is None else ((stop, None),)


def _begin(step: Step, at: int, text: Field) -> _Read:
    return ((at, None),) if text.begins(at) else ()


def _reading(read: Callable[[Field, int], int]) -> Callable[[Step, int, Field], _Read]:
    """An instruction that reads on as far as the text says, if that is anywhere."""

    def stretch(step: Step, at: int, text: Field) -> _Read:
        stop = read(text, at)
        return ((stop, None),) if stop > at else ()

    return stretch


READERS: Mapping[str, Callable[[Step, int, Field], _Read]] = {
    "word": _words,
    "type": _mentions,
    "anchor": _anchor,
    "begin": _begin,
    "phrase": _reading(lambda text, at: text.phrase(at)),
    "stretch": _reading(lambda text, at: text.stretch(at)),
    "rest": _reading(lambda text, at: text.rest(at)),
}
