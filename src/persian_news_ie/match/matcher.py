"""Runs the program of a pattern over a text, in time linear in the text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from persian_news_ie.match.grammar import Step

MAX_GAP = 36  # steps; longer gaps joined words of different statements on raw news
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


class Field(Protocol):
    """What a pattern runs over: one clause or sentence."""

    start: int
    stop: int

    def words(self, at: int, name: str) -> Sequence[int]:
        """Where the phrases of a list that start at a token stop."""

    def mentions(self, at: int, labels: str) -> Sequence[tuple[int, object]]:
        """The mentions of some labels that start at a token: where each stops, and itself."""

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


def threaded(steps: Sequence[Step]) -> tuple[Step, ...]:
    """A program without detours: every step says where it goes on, the last way first."""

    def end(pc: int) -> int:
        while steps[pc].op == "split" and len(steps[pc].goto) == 1:
            pc = steps[pc].goto[0]
        return pc

    return tuple(
        step._replace(goto=tuple(end(pc) for pc in reversed(step.goto or (at + 1,))))
        if step.op != "done"
        else step
        for at, step in enumerate(steps)
    )


# A point of the search: program counter, token, steps of the gap so far, captures, open captures.
_State = tuple[int, int, int, tuple[Capture, ...], tuple[int, ...]]


def run(program: Sequence[Step], text: Field, start: int) -> Match | None:
    """The preferred match of a threaded program that starts at a token, or None.

    Backtracking with a memory: no (instruction, token) is tried twice, so time is linear.
    """
    stack: list[_State] = [(0, start, 0, (), ())]
    tried: set[tuple[int, int]] = set()
    while stack:
        pc, at, gap, captures, opened = stack.pop()
        if (pc, at) in tried:
            continue
        tried.add((pc, at))
        op, name, goto = program[pc]
        if op == "word":
            ends = reversed(text.words(at, name))
            stack += [(goto[0], stop, 0, captures, opened) for stop in ends]
        elif op == "split":
            stack += [(way, at, 0, captures, opened) for way in goto]
        elif op == "done":
            return Match(start, at, captures)
        elif op in READERS:
            for stop, mention in reversed(READERS[op](name, at, text)):
                taken = (*captures, Capture(at, stop, mention)) if mention else captures
                stack.append((goto[0], stop, 0, taken, opened))
        elif op == "open":
            stack.append((goto[0], at, 0, captures, (*opened, at)))
        elif op == "close":
            held = Capture(opened[-1], at, None)
            stack.append((goto[0], at, 0, (*captures, held), opened[:-1]))
        else:
            if at < text.stop and _passes(op, gap, at, text):
                if op == "gap" and (stop := text.aside(at)):
                    stack.append((pc, stop, gap + 1, captures, opened))
                stack.append((pc, text.after(at), gap + 1, captures, opened))
            stack.append((goto[0], at, 0, captures, opened))
    return None


def _passes(op: str, gap: int, at: int, text: Field) -> bool:
    """Whether a gap goes on over the step at a token."""
    if op == "short":
        return gap < MAX_SHORT and text.plain(at)
    return gap < MAX_GAP and text.open(at)


_Read = Sequence[tuple[int, object]]  # where an instruction may stop, with the mention it read


def _mentions(name: str, at: int, text: Field) -> _Read:
    return text.mentions(at, name)


def _anchor(name: str, at: int, text: Field) -> _Read:
    stop = text.anchor(at)
    return () if stop is None else ((stop, None),)


def _begin(name: str, at: int, text: Field) -> _Read:
    return ((at, None),) if text.begins(at) else ()


def _reading(read: Callable[[Field, int], int]) -> Callable[[str, int, Field], _Read]:
    """An instruction that reads on as far as the text says, if that is anywhere."""

    def stretch(name: str, at: int, text: Field) -> _Read:
        stop = read(text, at)
        return ((stop, None),) if stop > at else ()

    return stretch


READERS: Mapping[str, Callable[[str, int, Field], _Read]] = {
    "type": _mentions,
    "anchor": _anchor,
    "begin": _begin,
    "phrase": _reading(lambda text, at: text.phrase(at)),
    "stretch": _reading(lambda text, at: text.stretch(at)),
    "rest": _reading(lambda text, at: text.rest(at)),
}
