"""The pattern language: parsed to a small program, run in time linear in the text.

`$name` a word of a list · `TYPE` a mention, captured · `[x]` capture the words of x · `~` a gap ·
`#` a phrase: words up to the next word that ends one · `%` a long phrase: words up to a comma, an
object marker, a finite verb or the trigger · `>` the rest of the clause · `_` a short gap inside
one phrase, over no mention · `^` a phrase starts here (the clause starts, or the word before ends
an adverbial) · `@` the trigger, or its first words if it has a gap · `( | )` · `? * +`. A mention
is one step, so a gap never stops inside one.

A slot may be `SUBJECT`, what the clause is about as `subject.py` finds it, `WHO_SUBJECT`, the same
if it is a mention, or `HUMAN_SUBJECT`, if it is one of people.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

MAX_GAP = 36  # steps; longer gaps joined words of different statements on raw news

SYMBOLS = re.compile(r"\s*(\$[\w.]+|[A-Z][A-Z_]*|[\[\]()|?*+~#%^@_>])")

SUBJECTS = ("SUBJECT", "WHO_SUBJECT", "HUMAN_SUBJECT")
MAX_SHORT = 5  # words of a short gap: adjectives and nouns between a noun and the name it governs

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

    op: str  # word, type, gap, short, phrase, stretch, rest, begin, anchor, open, close, split, done
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


class Field(Protocol):
    """What a pattern runs over: one clause or sentence."""

    start: int
    stop: int

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
        found, todo, seen = set(), [0], set()
        while todo:
            at = todo.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self.steps[at]
            if step.op == "word":
                found.add(step.name)
            elif step.op in ("split", "open", "close", "begin"):
                todo += step.goto or (at + 1,)
            else:
                return frozenset()
        return frozenset(found)

    def match(self, text: Field, start: int) -> Match | None:
        """The preferred match that starts at a token, or None."""
        return _run(self.steps, text, start)


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


class _State(NamedTuple):
    """A point of the search: program counter, token, gap left, captures and open captures."""

    pc: int
    at: int
    gap: int
    captures: tuple[Capture, ...]
    opened: tuple[int, ...]


def _run(steps: Sequence[Step], text: Field, start: int) -> Match | None:
    """Backtracking with a memory: no (instruction, token) is tried twice, so time is linear."""
    stack = [_State(0, start, 0, (), ())]
    tried: set[tuple[int, int]] = set()
    while stack:
        state = stack.pop()
        step = steps[state.pc]
        if step.op == "done":
            return Match(start, state.at, state.captures)
        if (state.pc, state.at) in tried:
            continue
        tried.add((state.pc, state.at))
        stack += reversed(list(_next(step, state, text)))
    return None


def _next(step: Step, state: _State, text: Field) -> Iterator[_State]:
    """The states that one instruction leads to, the preferred one first."""
    pc, at, gap, captures, opened = state
    if step.op == "split":
        for goto in step.goto:
            yield _State(goto, at, 0, captures, opened)
    elif step.op == "open":
        yield _State(pc + 1, at, 0, captures, (*opened, at))
    elif step.op == "close":
        held = Capture(opened[-1], at, None)
        yield _State(pc + 1, at, 0, (*captures, held), opened[:-1])
    elif step.op in ("gap", "short"):
        yield _State(pc + 1, at, 0, captures, opened)
        if at < text.stop and _passes(step.op, gap, at, text):
            yield _State(pc, text.after(at), gap + 1, captures, opened)
    else:
        for stop, mention in _consumed(step, at, text):
            taken = (*captures, Capture(at, stop, mention)) if mention else captures
            yield _State(pc + 1, stop, 0, taken, opened)


def _passes(op: str, gap: int, at: int, text: Field) -> bool:
    """Whether a gap goes on over the step at a token."""
    if op == "short":
        return gap < MAX_SHORT and text.plain(at)
    return gap < MAX_GAP and text.open(at)


def _consumed(step: Step, at: int, text: Field) -> Iterator[tuple[int, object]]:
    """Where an instruction that reads text may stop, with the mention it read."""
    if step.op == "word":
        for stop in text.words(at, step.name):
            yield stop, None
    elif step.op == "type":
        for label in step.name.split():
            yield from text.mentions(at, label)
    elif step.op == "anchor":
        stop_at = text.anchor(at)
        if stop_at is not None:
            yield stop_at, None
    elif step.op == "begin":
        if text.begins(at):
            yield at, None
    else:
        ends = {"phrase": text.phrase, "stretch": text.stretch, "rest": text.rest}
        stop_at = ends[step.op](at)
        if stop_at > at:
            yield stop_at, None
