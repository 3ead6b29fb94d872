"""The pattern language: parsed to a small program, run in time linear in the text.

`$name` a word of a list · `TYPE` a mention, captured · `[x]` capture the words of x · `~` a gap ·
`#` a phrase: words up to the next word that ends one · `%` a long phrase: words up to a comma, an
object marker, a finite verb or the trigger · `>` the rest of the clause · `_` a short gap inside
one phrase, over no mention · `^` a phrase starts here (the clause starts, or the word before ends
an adverbial) · `@` the trigger, or its first words if it has a gap · `( | )` · `? * +`. A mention
is one step, so a gap never stops inside one.

A slot may be `SUBJECT`, what the clause is about as `subject.py` finds it, `WHO_SUBJECT`, the same
if it is a mention, `BODY_SUBJECT`, if it is one of people or a body, or `HUMAN_SUBJECT`, of people.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

MAX_GAP = 36  # steps; longer gaps joined words of different statements on raw news

SYMBOLS = re.compile(r"\s*(\$[\w.]+|[A-Z][A-Z_]*|[\[\]()|?*+~#%^@_>])")

SUBJECTS = ("SUBJECT", "WHO_SUBJECT", "BODY_SUBJECT", "HUMAN_SUBJECT")
MAX_SHORT = 7  # words of a short gap: adjectives and nouns between a noun and the name it governs

SIGNS = {
    "~": "gap",
    "_": "short",
    "#": "phrase",
    "%": "stretch",
    ">": "rest",
    "^": "begin",
    "@": "anchor",
}


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it."""


class Step(NamedTuple):
    """One instruction: `op` with its argument and the places to go on, in order of preference."""

    op: str  # one of READERS, or gap, short, open, close, split, done
    name: str = ""
    goto: tuple[int, ...] = ()


class Capture(NamedTuple):
    """Captured tokens and the mention they are, if the pattern asked for one."""

    start: int
    stop: int
    mention: object | None


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


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the symbols of one pattern, emitting steps."""

    source: str
    symbols: list[str]
    types: Mapping[str, Sequence[str]]
    at: int = 0
    steps: list[Step] = field(default_factory=list)

    def peek(self) -> str:
        return self.symbols[self.at] if self.at < len(self.symbols) else ""

    def emit(self, op: str, name: str = "", goto: tuple[int, ...] = ()) -> int:
        self.steps.append(Step(op, name, goto))
        return len(self.steps) - 1

    def fail(self, why: str) -> PatternError:
        return PatternError(f"{why} in pattern {self.source!r}")

    def choice(self, closing: str) -> None:
        """Alternatives up to `closing`; the first that matches is taken."""
        exits = []
        while True:
            split = self.emit("split")
            self.sequence()
            if self.peek() != "|":
                self.steps[split] = Step("split", goto=(split + 1,))
                break
            self.at += 1
            exits.append(self.emit("split"))
            self.steps[split] = Step("split", goto=(split + 1, len(self.steps)))
        if self.peek() != closing:
            raise self.fail(f"expected {closing or 'the end'}, found {self.peek() or 'the end'}")
        self.at += 1
        for at in exits:
            self.steps[at] = Step("split", goto=(len(self.steps),))

    def sequence(self) -> None:
        empty = True
        while self.peek() not in ("", "|", ")", "]"):
            self.repeated()
            empty = False
        if empty:
            raise self.fail("nothing to match")

    def repeated(self) -> None:
        """One item with its `?`, `*` or `+`."""
        start = len(self.steps)
        self.emit("split")  # becomes the way around the item
        self.item()
        sign, end = self.peek(), len(self.steps)
        ways = (start + 1, end + 1)
        if sign in ("*", "+"):
            self.emit("split", goto=ways)
        if sign and sign in "?*+":
            self.at += 1
        around = {"?": (start + 1, end), "*": ways}.get(sign, (start + 1,))
        self.steps[start] = Step("split", goto=around)

    def item(self) -> None:
        symbol = self.peek()
        self.at += 1
        if symbol == "(":
            self.choice(")")
        elif symbol == "[":
            self.emit("open")
            self.choice("]")
            self.emit("close")
        elif symbol.startswith("$"):
            self.emit("word", symbol[1:])
        elif symbol in SIGNS:
            self.emit(SIGNS[symbol])
        elif symbol.isidentifier():
            self.types_of(symbol)
        else:
            raise self.fail(f"{symbol!r} stands where an item should")

    def types_of(self, name: str) -> None:
        """A type, or any of the types a book groups under one name."""
        self.emit("type", " ".join(self.types.get(name, (name,))))


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


@cache
def _compiled(source: str, types: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    symbols, at = [], 0
    for found in SYMBOLS.finditer(source):
        if found.start() != at:
            break
        symbols.append(found.group(1))
        at = found.end()
    if source[at:].strip():
        raise PatternError(f"cannot read {source[at:].strip()!r} in pattern {source!r}")
    parser = _Parser(source, symbols, dict(types))
    parser.choice("")
    parser.emit("done")
    return Pattern(source, tuple(parser.steps))


def compile_pattern(source: str, types: Mapping[str, Sequence[str]] | None = None) -> Pattern:
    """Compile a pattern; `types` names groups of mention types.

    Raises PatternError with the pattern and the place that cannot be read.
    """
    return _compiled(source, tuple((k, tuple(v)) for k, v in (types or {}).items()))


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
